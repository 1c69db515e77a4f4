//! Files that outlast a crash of the program or of the machine: written through to the disk, put in place by a rename,
//! and by one process at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// Bytes handed to the system at a time.
const BLOCK: usize = 1 << 16;
/// How long another process may hold a folder. Writing the outputs of a year takes seconds.
const RETRY_TIME: Duration = Duration::from_secs(60);
/// How long a scanner or an indexer may hold a file that has just been written; known of Windows only.
const SCANNERS: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(50);

/// Writes a file and has it on the disk when it returns.
pub fn write_file(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut sink = BufWriter::with_capacity(BLOCK, File::create(path)?);
    content(&mut sink)?;
    // Unwrapping the buffer reports what a drop would swallow: the last block on a full disk.
    sink.into_inner().map_err(io::IntoInnerError::into_error)?.sync_data()
}

/// Has the names in a folder on the disk: what was made, renamed or removed in it.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// NTFS keeps a journal of names and lets nobody flush a folder.
#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file or folder; on Windows as often as it takes a virus scanner or an indexer to let go of it.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let begin = Instant::now();
    loop {
        match fs::rename(from, to) {
            Err(error)
                if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied && begin.elapsed() < SCANNERS =>
            {
                thread::sleep(PAUSE);
            }
            result => return result,
        }
    }
}

/// A folder's lock: while it is held no other process of this program writes there. The system takes it back from a
/// process that is killed.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Waits for the lock, whose file is `path`: an empty file that stays. Where the file system knows no locks there is
    /// none to wait for. The error is `ResourceBusy` where another process holds it for longer than a minute.
    pub fn take(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        let begin = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: Some(file) }),
                Err(TryLockError::WouldBlock) if begin.elapsed() < RETRY_TIME => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
                Err(TryLockError::Error(_)) => return Ok(Self { _file: None }),
            }
        }
    }
}
