//! A new workspace, with a worked example to start from.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::BuildError;
use crate::config::{COMMENTARY, Example, Workspace};

/// Makes a workspace in the folder `root`: settings of a worked `example`, templates, and a folder for the submissions of
/// `year`. Gives the files it made. Nothing that is there is overwritten, and where not all can be made none is.
pub fn init(root: &Path, year: i16, example: Example) -> Result<Vec<PathBuf>, BuildError> {
    make(root, year, example, &|_, text| text)
}

/// Makes a workspace as [`init`] does, with what `text_of` has for a path in the place of the example's text.
pub(super) fn make<'t>(
    root: &Path,
    year: i16,
    example: Example,
    text_of: &dyn Fn(&str, &'t str) -> &'t str,
) -> Result<Vec<PathBuf>, BuildError> {
    let workspace = Workspace::new(root);
    let commentary = (workspace.submissions(year).join(COMMENTARY), Workspace::new_commentary());
    // With the system's own mark between folders, as all paths that are printed.
    let own = |path: &str| path.split('/').fold(workspace.root().to_owned(), |path, part| path.join(part));
    let files: Vec<(PathBuf, &str)> =
        example.files().map(|(path, text)| (own(path), text_of(path, text))).chain([commentary]).collect();
    let there: Vec<PathBuf> = files.iter().map(|(path, _)| path).filter(|path| path.exists()).cloned().collect();
    if !there.is_empty() {
        return Err(BuildError::InTheWay { paths: there });
    }
    for folder in [workspace.submissions(year), root.join("templates"), root.join("output")] {
        fs::create_dir_all(&folder).map_err(|error| BuildError::output(&folder, error))?;
    }
    let mut made: Vec<PathBuf> = Vec::with_capacity(files.len());
    for (path, text) in files {
        let written = OpenOptions::new().write(true).create_new(true).open(&path).and_then(|mut file| {
            made.push(path.clone());
            file.write_all(text.as_bytes())
        });
        if let Err(error) = written {
            for path in &made {
                // Better half a workspace than a second error that hides the first.
                let _ = fs::remove_file(path);
            }
            return Err(BuildError::output(path, error));
        }
    }
    Ok(made)
}
