//! What a reader process may take, and how it ends when it takes more.

use std::ffi::OsString;
use std::time::Duration;

/// What reading one file may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Time from the file's arrival to its answer.
    pub time: Duration,
    /// Bytes of memory of the process.
    pub memory: u64,
}

impl Default for Limits {
    /// Ten seconds and 512 MB: a hundred times what a form takes.
    fn default() -> Self {
        Self { time: Duration::from_secs(10), memory: 512 << 20 }
    }
}

/// Bytes of memory of a reader of ordinary files, several of which work at a time. What a file needs beyond that it gets
/// from a reader of its own, one at a time, so that a folder of large files takes no more than one of them.
const ORDINARY_MEMORY: u64 = 96 << 20;

impl Limits {
    /// The limits for a first attempt.
    pub(super) fn ordinary(&self) -> Self {
        Self { memory: self.memory.min(ORDINARY_MEMORY), ..*self }
    }

    /// As arguments of a reader process: milliseconds, bytes.
    pub(super) fn arguments(&self) -> [String; 2] {
        [self.time.as_millis().to_string(), self.memory.to_string()]
    }

    /// What [`Limits::arguments`] gave.
    pub(super) fn from_arguments(arguments: &mut impl Iterator<Item = OsString>) -> Option<Self> {
        let mut number = || arguments.next()?.to_str()?.parse().ok();
        Some(Self { time: Duration::from_millis(number()?), memory: number()? })
    }
}

/// Status of a reader process that took too much memory.
pub(super) const OUT_OF_MEMORY: i32 = 71;
/// Status of a reader process that took too long.
pub(super) const OUT_OF_TIME: i32 = 72;

/// Address space beside the memory itself: the program, its stacks, and what the allocator reserves and does not use.
#[cfg(unix)]
const ADDRESSES: u64 = 512 << 20;

/// Has the system refuse this process more memory where it can do so (Linux; macOS takes no notice), which catches a
/// single request for terabytes. Whatever grows bit by bit, [`memory_in_use`] tells on every system. No core dumps
/// either: they would take longer than the reading.
#[cfg(unix)]
pub(super) fn confine(memory: u64) {
    let addresses = memory.saturating_add(ADDRESSES);
    // A system that will not have it leaves the other guard.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, addresses, addresses);
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

/// Windows grants no memory that it does not have: a request for terabytes fails of itself.
#[cfg(not(unix))]
pub(super) fn confine(_memory: u64) {}

/// Bytes of memory that this process holds, as far as the system tells: what lies in memory, on Windows also what was
/// granted and not yet used.
pub(super) fn memory_in_use() -> u64 {
    memory_stats::memory_stats().map_or(0, |stats| {
        let granted = if cfg!(windows) { stats.virtual_mem } else { 0 };
        stats.physical_mem.max(granted) as u64
    })
}
