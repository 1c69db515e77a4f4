//! The files of a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use std::{fs, io};

use walkdir::{DirEntry, WalkDir};

use super::trouble::SystemTrouble;
use crate::config::{COMMENTARY, is_clutter};
use crate::vietnamese::compose;

/// A file that may be a submission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Submitted {
    /// Path relative to `inputs/<year>/`, with `/` between folders, in composed Unicode.
    pub path: Arc<str>,
    /// Where the file lies.
    pub full_path: PathBuf,
    /// Seconds since 1970 of its last change; decides between versions where nothing else does. 0 where the system does
    /// not tell.
    pub modified: i64,
    /// It was refused for its size when the year was sealed, and is not in the bag: refused again, and not looked for.
    pub is_left_out: bool,
}

/// The files below `folder` that may be submissions, sorted by path. Left out are what programs leave behind (`~$…`,
/// `Thumbs.db`, `.DS_Store`, `desktop.ini`, `….tmp`, `….crdownload`, hidden files), and the staff's own `commentary.md`.
/// The error is one of the folder itself, or of the system, which cannot list what there is.
pub fn list_files(folder: &Path) -> io::Result<Vec<Submitted>> {
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).min_depth(1).into_iter().filter_entry(|entry| !is_left_behind(entry));
    for entry in entries {
        // A sub-folder that cannot be opened must not hide the others; the folder itself failing is the caller's matter.
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => return Err(error.into()),
            // Where the system cannot open a folder for want of something, its files are no less there.
            Err(error) if error.io_error().and_then(SystemTrouble::of).is_some() => return Err(error.into()),
            Err(error) => match error.path() {
                Some(path) => {
                    files.push(submitted(folder, path));
                    continue;
                }
                None => return Err(error.into()),
            },
        };
        let is_own = entry.depth() == 1 && entry.file_name() == COMMENTARY;
        if !entry.file_type().is_dir() && !is_own {
            files.push(submitted(folder, entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

fn submitted(folder: &Path, path: &Path) -> Submitted {
    let modified = fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_secs() as i64);
    Submitted { path: relative(folder, path), full_path: path.to_owned(), modified, is_left_out: false }
}

/// What programs leave behind: lock files, thumbnails, hidden files and folders.
fn is_left_behind(entry: &DirEntry) -> bool {
    is_clutter(&entry.file_name().to_string_lossy())
}

/// The path below `folder` with `/` between folders, composed: file systems give names in either composition.
fn relative(folder: &Path, path: &Path) -> Arc<str> {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<String> = below.iter().map(|part| compose(&part.to_string_lossy()).into_owned()).collect();
    parts.join("/").into()
}
