//! The reader processes of a build.

use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::child::{Failure, ReaderProcess};
use super::limits::Limits;
use super::wire::Answer;
use crate::intake::{Format, InProcess, Reader, Refusal, Workbook};

/// Reads in processes apart: as many as there are callers at a time, each for many files. What a file does to its reader
/// (a panic, an abort, a loop without end, memory without end) is a refusal of that file. Where no process can be
/// started, files are read in the program itself.
pub struct ReaderPool {
    program: OsString,
    limits: Limits,
    idle: Mutex<Vec<ReaderProcess>>,
    /// No process can be started.
    alone: AtomicBool,
}

impl ReaderPool {
    /// Readers that are `program`, which must be this program.
    pub fn new(program: impl Into<OsString>, limits: Limits) -> Self {
        Self { program: program.into(), limits, idle: Mutex::default(), alone: AtomicBool::new(false) }
    }

    /// Readers that are the program now running; none, so that it reads itself, where the system does not tell which
    /// program that is.
    pub fn of_this_program() -> Self {
        let program = std::env::current_exe();
        let alone = AtomicBool::new(program.is_err());
        Self { alone, ..Self::new(program.unwrap_or_default(), Limits::default()) }
    }

    /// Starts `count` readers, so that they are ready when the first files are.
    pub fn start(&self, count: usize) {
        for _ in 0..count {
            let Some(process) = self.new_reader() else { return };
            self.put_back(process);
        }
    }

    fn new_reader(&self) -> Option<ReaderProcess> {
        if self.alone.load(Ordering::Relaxed) {
            return None;
        }
        let started = ReaderProcess::start(&self.program, self.limits).ok();
        if started.is_none() {
            self.alone.store(true, Ordering::Relaxed);
        }
        started
    }

    fn idle_reader(&self) -> Option<ReaderProcess> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put_back(&self, process: ReaderProcess) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(process);
    }

    /// Has `process` read a file, and keeps it for the next unless it failed.
    fn read_with(&self, mut process: ReaderProcess, bytes: &Arc<Vec<u8>>) -> Result<Answer, Failure> {
        let answer = process.read(Arc::clone(bytes));
        if answer.is_ok() {
            self.put_back(process);
        }
        answer
    }

    fn refusal(&self, failure: Failure) -> Refusal {
        match failure {
            Failure::Memory => Refusal::TooLarge(format!("quá {} MB bộ nhớ", self.limits.memory >> 20)),
            Failure::Time => Refusal::TooLarge(format!("quá thời gian {} giây", self.limits.time.as_secs_f32())),
            Failure::Died | Failure::NotStarted => {
                Refusal::Unreadable("chương trình đọc tệp bị dừng đột ngột".to_owned())
            }
        }
    }
}

impl Reader for ReaderPool {
    fn read(&self, bytes: Vec<u8>) -> Result<(Format, Workbook), Refusal> {
        let bytes = Arc::new(bytes);
        if let Some(process) = self.idle_reader() {
            let seasoned = process.seasoned;
            match self.read_with(process, &bytes) {
                Ok(answer) => return answer,
                // The files before may have had a part in it. What becomes of a file must not depend on them.
                Err(Failure::Memory | Failure::Died) if seasoned => {}
                Err(Failure::NotStarted) => self.alone.store(true, Ordering::Relaxed),
                Err(failure) => return Err(self.refusal(failure)),
            }
        }
        let Some(process) = self.new_reader() else { return InProcess.read(unshared(bytes)) };
        match self.read_with(process, &bytes) {
            Ok(answer) => answer,
            Err(Failure::NotStarted) => {
                self.alone.store(true, Ordering::Relaxed);
                InProcess.read(unshared(bytes))
            }
            Err(failure) => Err(self.refusal(failure)),
        }
    }
}

/// The bytes themselves, unless the thread that attended to a reader process still holds on to them.
fn unshared(bytes: Arc<Vec<u8>>) -> Vec<u8> {
    Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.to_vec())
}
