//! Outputs appear together or not at all.
//!
//! Each output is written under a temporary name and through to the disk. When all are there, their names are put into a
//! list, [`COMMITTED`], and from then on the new outputs hold: they take the places of the previous ones one by one, and
//! the list is removed. Whoever finds the list later, after a run that was killed, finishes the renaming; whoever finds
//! temporary files without it removes them. So each output is always whole, the old or the new, and a set of which some
//! are new becomes all new with the next run.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::durable::{Lock, rename, sync_folder, write_file};
use super::{BuildError, Content, Destination};

/// The list of the outputs that are to take their places.
const COMMITTED: &str = ".committed";

/// Outputs of one folder on their way. Dropped unfinished, it removes its temporary files and leaves the previous outputs
/// alone.
#[derive(Debug)]
pub struct Publication {
    folder: PathBuf,
    is_committed: bool,
    _lock: Lock,
}

impl Publication {
    /// Opens `folder`, making it where it does not exist, and mends what a killed run left in it.
    pub fn begin(folder: PathBuf) -> Result<Self, BuildError> {
        fs::create_dir_all(&folder).map_err(|error| BuildError::output(&folder, error))?;
        let lock = Lock::take(&lock_beside(&folder)).map_err(|error| BuildError::output(&folder, error))?;
        let publication = Self { folder, is_committed: false, _lock: lock };
        publication.mend()?;
        Ok(publication)
    }

    /// Writes one output under its temporary name.
    pub fn write(&self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), BuildError> {
        write_file(&self.temporary(name), content).map_err(|error| BuildError::output(self.folder.join(name), error))
    }

    /// Puts all outputs in place and gives their paths, in the order of `names`.
    pub fn finish(mut self, names: &[impl AsRef<str>]) -> Result<Vec<PathBuf>, BuildError> {
        self.check_free(names)?;
        let paths: Vec<PathBuf> = names.iter().map(|name| self.folder.join(name.as_ref())).collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        self.commit(&names).map_err(|error| BuildError::output(self.folder.join(COMMITTED), error))?;
        self.is_committed = true;
        self.put_in_place(names.into_iter())?;
        Ok(paths)
    }

    /// Fails where an output that is to be replaced is held by another program: it refuses to be opened for writing. Better
    /// to find that before anything is replaced.
    pub(super) fn check_free(&self, names: &[impl AsRef<str>]) -> Result<(), BuildError> {
        for name in names {
            let path = self.folder.join(name.as_ref());
            match OpenOptions::new().append(true).open(&path) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(BuildError::output(path, error)),
            }
        }
        Ok(())
    }

    /// Puts the list of names there, in one step.
    fn commit(&self, names: &[&str]) -> io::Result<()> {
        let temporary = self.temporary(COMMITTED);
        write_file(&temporary, |sink| names.iter().try_for_each(|name| writeln!(sink, "{name}")))?;
        rename(&temporary, &self.folder.join(COMMITTED))?;
        sync_folder(&self.folder)
    }

    /// Renames what is still under its temporary name, and removes the list.
    fn put_in_place<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<(), BuildError> {
        for name in names {
            let (temporary, path) = (self.temporary(name), self.folder.join(name));
            if temporary.exists() {
                rename(&temporary, &path).map_err(|error| BuildError::output(path, error))?;
            }
        }
        let list = self.folder.join(COMMITTED);
        sync_folder(&self.folder)
            .and_then(|()| fs::remove_file(&list))
            .map_err(|error| BuildError::output(&list, error))
    }

    /// Finishes what a killed run had decided on, and removes what it had not.
    fn mend(&self) -> Result<(), BuildError> {
        let list = self.folder.join(COMMITTED);
        match fs::read_to_string(&list) {
            Ok(names) => self.put_in_place(names.lines().filter(|name| !name.contains(['/', '\\'])))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(BuildError::output(&list, error)),
        }
        self.remove_temporary();
        Ok(())
    }

    fn temporary(&self, name: &str) -> PathBuf {
        self.folder.join(format!(".{name}.new"))
    }

    fn remove_temporary(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(".new")) {
                // Where one cannot be removed nothing better can be done here; it is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl Destination for Publication {
    fn accept(&self, name: &str, content: Content<'_>) -> Result<(), BuildError> {
        self.write(name, content)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if !self.is_committed {
            self.remove_temporary();
        }
    }
}

/// The lock of `output/2026` is `output/.2026.lock`.
fn lock_beside(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.lock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_run_decided_on_is_finished_and_the_rest_removed() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("2026");
        let write = |name: &str, content: &str| fs::write(folder.join(name), content).expect("a file");
        fs::create_dir(&folder).expect("a folder");
        // Killed before the decision.
        write("a", "old");
        write(".a.new", "ne");
        drop(Publication::begin(folder.clone()).expect("a publication"));
        assert_eq!(names(&folder), ["a"]);
        assert_eq!(fs::read(folder.join("a")).expect("a"), b"old");
        // Killed after it, with one of two in place.
        write("b", "new");
        write(".a.new", "new");
        write(COMMITTED, "b\na\n");
        drop(Publication::begin(folder.clone()).expect("a publication"));
        assert_eq!(names(&folder), ["a", "b"]);
        assert_eq!(fs::read(folder.join("a")).expect("a"), b"new");
    }

    #[test]
    fn unfinished_publications_leave_nothing_behind() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("2026");
        let publication = Publication::begin(folder.clone()).expect("a publication");
        publication.write("a", |sink| sink.write_all(b"1")).expect("written");
        drop(publication);
        assert!(names(&folder).is_empty());
        let publication = Publication::begin(folder.clone()).expect("a publication");
        publication.write("a", |sink| sink.write_all(b"1")).expect("written");
        assert_eq!(publication.finish(&["a"]).expect("in place"), [folder.join("a")]);
        assert_eq!(names(&folder), ["a"]);
    }
}
