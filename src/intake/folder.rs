//! The files of a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use std::{fs, io};

use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use super::trouble::SystemTrouble;
use crate::config::{COMMENTARY, is_clutter, is_unfinished};
use crate::paths::{key, link_leads_out, told_apart};

/// A file that may be a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// Path relative to `inputs/<year>/`, with `/` between folders, as outputs show it; each file has its own.
    pub path: Arc<str>,
    /// The same path as the disk spells it, which is what links need.
    pub spelt: Arc<str>,
    /// Where the file lies.
    pub full_path: PathBuf,
    /// Seconds since 1970 of its last change; decides between versions where nothing else does. 0 where the system does
    /// not tell.
    pub modified: i64,
    /// It was refused for its size when the year was sealed, and is not in the bag: refused again, and not looked for.
    pub is_left_out: bool,
    /// Why it is neither opened nor followed, where it is not.
    pub obstacle: Option<Obstacle>,
}

/// What stands among the submissions and is no file of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// A pipe, a device or a socket: reading it might never end.
    NotAFile,
    /// A link to a folder, which might lead in a circle.
    LinkToFolder,
    /// A link to what lies outside the folder of the submissions.
    LinkOut,
    /// A link to what is not there, or in a circle.
    LinkToNothing,
    /// A file that is still being copied or downloaded, or never was to its end.
    Unfinished,
    /// A file of an archive whose path would lead out of it.
    LeadsOutOfArchive,
}

/// The files below `folder` that may be submissions, sorted by path. Left out are what programs leave behind (`~$…`,
/// `Thumbs.db`, `.DS_Store`, `desktop.ini`, `….tmp`, hidden files), and the staff's own `commentary.md`. Files that are not
/// finished (`….crdownload`) are listed and not opened.
/// The error is one of the folder itself, or of the system, which cannot list what there is.
pub fn list_files(folder: &Path) -> io::Result<Vec<Submitted>> {
    let mut found: Vec<(String, PathBuf)> = Vec::new();
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
                    found.push((relative(folder, path), path.to_owned()));
                    continue;
                }
                None => return Err(error.into()),
            },
        };
        let is_own = entry.depth() == 1 && key(&entry.file_name().to_string_lossy()) == COMMENTARY;
        if !entry.file_type().is_dir() && !is_own {
            found.push((relative(folder, entry.path()), entry.into_path()));
        }
    }
    // The order in which a system lists a folder is its own.
    found.sort();
    let (spelt, full_paths): (Vec<String>, Vec<PathBuf>) = found.into_iter().unzip();
    let paths = told_apart(&spelt);
    let all = paths.into_iter().zip(spelt).zip(full_paths);
    let mut files: Vec<Submitted> =
        all.map(|((path, spelt), full_path)| submitted(folder, path, spelt, full_path)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn submitted(folder: &Path, path: String, spelt: String, full_path: PathBuf) -> Submitted {
    let own = fs::symlink_metadata(&full_path);
    let is_link = own.as_ref().is_ok_and(|metadata| metadata.file_type().is_symlink());
    let obstacle = if is_link { obstacle_of_link(folder, &full_path) } else { None };
    // What an obstacle leads to is looked at by nobody.
    let metadata = if obstacle.is_none() { fs::metadata(&full_path) } else { own };
    let is_special = |metadata: &fs::Metadata| !metadata.is_file() && !metadata.is_dir();
    let obstacle = obstacle.or_else(|| metadata.as_ref().is_ok_and(is_special).then_some(Obstacle::NotAFile));
    let name = spelt.rsplit('/').next().unwrap_or(&spelt);
    let obstacle = obstacle.or_else(|| is_unfinished(name).then_some(Obstacle::Unfinished));
    let modified = metadata
        .and_then(|metadata| metadata.modified())
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_secs() as i64);
    Submitted { path: path.into(), spelt: spelt.into(), full_path, modified, is_left_out: false, obstacle }
}

/// Why a link is not followed; `None` where it leads to a file among the submissions.
fn obstacle_of_link(folder: &Path, link: &Path) -> Option<Obstacle> {
    match link_leads_out(link, folder) {
        Err(_) => Some(Obstacle::LinkToNothing),
        Ok(true) => Some(Obstacle::LinkOut),
        Ok(false) => fs::metadata(link).is_ok_and(|metadata| metadata.is_dir()).then_some(Obstacle::LinkToFolder),
    }
}

/// What programs leave behind: lock files, thumbnails, hidden files and folders.
fn is_left_behind(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    // Some browsers download into a folder.
    is_clutter(&name) || entry.file_type().is_dir() && is_unfinished(&name)
}

/// The path below `folder` as it is spelt, with `/` between folders.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
