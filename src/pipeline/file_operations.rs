//! What a publication does to files, one step each: tests have any of them fail.

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::Content;
use super::durable::{is_held, sync_folder, write_new};

/// The steps. Each is done or not done when it returns; none is tried again by itself.
pub(super) trait FileOperations: Debug + Send + Sync {
    /// Writes a file and has it on the disk; hidden where the system knows hidden files by an attribute.
    fn write(&self, path: &Path, is_hidden: bool, content: Content<'_>) -> io::Result<()>;
    /// Gives a file the name `to`, in the place of a file that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Has the content of `from` also under the name `to`, which nobody has.
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Has the names in a folder on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// The error that replacing the file at `path` would give, as far as can be told without doing it.
    fn check_replaceable(&self, path: &Path) -> io::Result<()>;
    /// Waits before a step is tried again.
    fn pause(&self, time: Duration);
}

/// The file system.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileSystem;

impl FileOperations for FileSystem {
    fn write(&self, path: &Path, is_hidden: bool, content: Content<'_>) -> io::Result<()> {
        write_new(path, is_hidden, content)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            // Copying onto a name of the same file would empty it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // FAT, exFAT and many file shares know no second name for a file.
            Err(_) => write_new(to, false, |sink| io::copy(&mut File::open(from)?, sink).map(drop)),
            Ok(()) => Ok(()),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        sync_folder(folder)
    }

    fn check_replaceable(&self, path: &Path) -> io::Result<()> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
        // One that is held as Excel holds it, or that somebody has made read-only, refuses to be written.
        OpenOptions::new().append(true).open(path)?;
        open_for_deletion(path)
    }

    fn pause(&self, time: Duration) {
        thread::sleep(time);
    }
}

/// Opens a file with the right to delete it, which is what being replaced takes on Windows: refused where another program
/// shares its reading and writing, and not its deletion.
#[cfg(windows)]
fn open_for_deletion(path: &Path) -> io::Result<()> {
    use std::os::windows::fs::OpenOptionsExt;
    /// `DELETE` of the access rights of the Windows API.
    const DELETE: u32 = 0x0001_0000;
    OpenOptions::new().access_mode(DELETE).open(path).map(drop)
}

/// Elsewhere names can be replaced whoever has the file open.
#[cfg(not(windows))]
fn open_for_deletion(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// The pauses between attempts while a file is held, some two and a half seconds together: a virus scanner or an indexer
/// that looks at a file which has just been written lets go of it sooner, a person who has it open does not.
const PAUSES: [u64; 9] = [10, 20, 40, 80, 160, 320, 640, 640, 640];

/// Does a step as often as it takes another program to let go of a file.
pub(super) fn until_released(
    files: &dyn FileOperations,
    step: impl Fn(&dyn FileOperations) -> io::Result<()>,
) -> io::Result<()> {
    for pause in PAUSES {
        match step(files) {
            Err(error) if is_held(&error) => files.pause(Duration::from_millis(pause)),
            result => return result,
        }
    }
    step(files)
}
