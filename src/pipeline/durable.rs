//! Files that outlast a crash of the program or of the machine: written through to the disk, put in place by a rename,
//! and by one process at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::file_operations::{FileSystem, until_released};

/// Bytes handed to the system at a time.
const BLOCK: usize = 1 << 16;
/// How long another process may hold a folder. Writing the outputs of a year takes seconds.
const RETRY_TIME: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

/// Writes a file and has it on the disk when it returns.
pub fn write_file(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    write_new(path, false, content)
}

/// Writes a file and has it on the disk when it returns; hidden where the system knows hidden files by an attribute.
pub(super) fn write_new(
    path: &Path,
    is_hidden: bool,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    if is_hidden {
        hide(&mut options);
    }
    let mut sink = BufWriter::with_capacity(BLOCK, options.open(path)?);
    content(&mut sink)?;
    // Unwrapping the buffer reports what a drop would swallow: the last block on a full disk.
    sink.into_inner().map_err(io::IntoInnerError::into_error)?.sync_data()
}

/// Has a file that is made with `options` hidden in the Explorer, which takes no notice of a dot before the name.
#[cfg(windows)]
fn hide(options: &mut OpenOptions) {
    use std::os::windows::fs::OpenOptionsExt;
    /// `FILE_ATTRIBUTE_HIDDEN` of the Windows API.
    const HIDDEN: u32 = 2;
    options.attributes(HIDDEN);
}

/// A dot before the name is enough.
#[cfg(not(windows))]
fn hide(_options: &mut OpenOptions) {}

/// Has the names in a folder on the disk: what was made, renamed or removed in it.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // What some file shares say of a folder: there is nothing to be flushed.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

/// NTFS keeps a journal of names and lets nobody flush a folder.
#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file or folder, as often as it takes a virus scanner or an indexer to let go of it.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    until_released(&FileSystem, |files| files.rename(from, to))
}

/// Whether an error says that another program has the file open.
pub(super) fn is_held(error: &io::Error) -> bool {
    if cfg!(windows) {
        // ERROR_ACCESS_DENIED, which is said of a name that is open or on its way out; ERROR_SHARING_VIOLATION,
        // ERROR_LOCK_VIOLATION, ERROR_DELETE_PENDING.
        return matches!(error.raw_os_error(), Some(5 | 32 | 33 | 303));
    }
    // EBUSY; ETXTBSY, by which Linux tells of a sharing violation on a file share of Windows.
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy)
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
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        hide(&mut options);
        let file = options.open(path)?;
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
