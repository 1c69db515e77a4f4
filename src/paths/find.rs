//! A file found by its name, however the disk spells it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::shown::key;

/// A file that could not be found for sure.
#[derive(Debug)]
pub enum FindError {
    /// Several stand side by side whose names are one on some system.
    SameName {
        /// Their folder.
        folder: PathBuf,
        /// Their names, sorted.
        names: Vec<String>,
    },
    /// A folder cannot be read.
    Unreadable(PathBuf, io::Error),
}

/// The file or folder at `path`, with `/` between folders, below `root`: in whatever letter case and composition the disk
/// spells it. `None` where there is none.
pub fn find_below(root: &Path, path: &str) -> Result<Option<PathBuf>, FindError> {
    let mut found = root.to_owned();
    for part in path.split('/') {
        let wanted = key(part);
        let entries = match fs::read_dir(&found) {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(FindError::Unreadable(found, error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.map_err(|error| FindError::Unreadable(found.clone(), error))?.file_name();
            if name.to_str().is_some_and(|name| key(name) == wanted) {
                names.push(name);
            }
        }
        match names.as_slice() {
            [] => return Ok(None),
            [name] => found.push(name),
            _ => {
                let mut names: Vec<String> = names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
                names.sort_unstable();
                return Err(FindError::SameName { folder: found, names });
            }
        }
    }
    Ok(Some(found))
}

/// Whether what stands at `path` lies outside `folder` once all links are followed. An error is one of the system: a link
/// that leads nowhere or in a circle, a folder that may not be read.
pub fn link_leads_out(path: &Path, folder: &Path) -> io::Result<bool> {
    Ok(!fs::canonicalize(path)?.starts_with(fs::canonicalize(folder)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_however_they_are_spelt() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("Inputs");
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("Ke\u{302}\u{301} hoạch.MD"), "").expect("a file");
        let found = find_below(root.path(), "inputs/kế hoạch.md").expect("one");
        assert_eq!(found, Some(folder.join("Ke\u{302}\u{301} hoạch.MD")));
        assert_eq!(find_below(root.path(), "inputs/x.md").expect("none"), None);
        assert_eq!(find_below(root.path(), "inputs/kế hoạch.md/x").expect("none"), None);
    }

    #[cfg(unix)]
    #[test]
    fn two_that_are_one_elsewhere_are_told() {
        let root = tempfile::tempdir().expect("a folder");
        for name in ["plan.md", "Plan.md"] {
            fs::write(root.path().join(name), "").expect("a file");
        }
        // A disk that takes both for one has no two.
        if fs::read_dir(root.path()).expect("entries").count() == 2 {
            let error = find_below(root.path(), "plan.md").expect_err("two");
            assert!(matches!(error, FindError::SameName { names, .. } if names == ["Plan.md", "plan.md"]));
        }
    }
}
