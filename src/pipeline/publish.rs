//! Outputs appear together or not at all.
//!
//! Each output is written under a temporary name and through to the disk. When all are there, their names are put into a
//! list, [`COMMITTED`], and from then on the new outputs hold: they take the places of the previous ones one by one, and
//! the list is removed. Whoever finds the list later, after a run that was killed, finishes the renaming; whoever finds
//! temporary files without it removes them. So each output is always whole, the old or the new, and a set of which some
//! are new becomes all new with the next run.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::durable::{Lock, rename, sync_folder, write_file};
use super::{BuildError, Content, Destination};

/// The list of the outputs that are to take their places.
const COMMITTED: &str = ".committed";
/// What stands on the list before the name of a file that is to be removed. No name that we write has a tab.
const REMOVED: &str = "-\t";

/// Outputs of one folder on their way. Dropped unfinished, it removes its temporary files and leaves the previous outputs
/// alone.
#[derive(Debug)]
pub struct Publication {
    folder: PathBuf,
    /// Folders below, of which outputs are replaced too.
    below: Vec<String>,
    is_committed: bool,
    _lock: Lock,
}

impl Publication {
    /// Opens `folder`, making it where it does not exist, and mends what a killed run left in it.
    pub fn begin(folder: PathBuf) -> Result<Self, BuildError> {
        fs::create_dir_all(&folder).map_err(|error| BuildError::output(&folder, error))?;
        let lock = Lock::take(&lock_beside(&folder)).map_err(|error| BuildError::output(&folder, error))?;
        let publication = Self { folder, below: Vec::new(), is_committed: false, _lock: lock };
        publication.mend()?;
        Ok(publication)
    }

    /// The publication of outputs in the folder `name` below as well; it is made when the first is written.
    pub fn with_folder(mut self, name: &str) -> Result<Self, BuildError> {
        let folder = self.folder.join(name);
        if folder.join(COMMITTED).exists() {
            // A run that published that folder by itself was killed.
            drop(Self::begin(folder.clone())?);
        }
        remove_temporary(&folder);
        self.below.push(name.to_owned());
        Ok(self)
    }

    /// Writes one output under its temporary name.
    pub fn write(&self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), BuildError> {
        let temporary = self.temporary(name);
        let made = temporary.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| write_file(&temporary, content))
            .map_err(|error| BuildError::output(self.folder.join(name), error))
    }

    /// Puts all outputs in place and gives their paths, in the order of `names`.
    pub fn finish(self, names: &[impl AsRef<str>]) -> Result<Vec<PathBuf>, BuildError> {
        self.finish_without(names, &[])
    }

    /// Puts all outputs in place, removes those in `removed`, and gives the paths of the former, in the order of `names`.
    pub(super) fn finish_without(
        mut self,
        names: &[impl AsRef<str>],
        removed: &[String],
    ) -> Result<Vec<PathBuf>, BuildError> {
        let paths: Vec<PathBuf> = names.iter().map(|name| self.folder.join(name.as_ref())).collect();
        let leaving = removed.iter().map(|name| self.folder.join(name));
        // A file that another program holds open refuses to be opened for writing: better before anything is replaced.
        for path in paths.iter().cloned().chain(leaving) {
            let path = &path;
            match OpenOptions::new().append(true).open(path) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(BuildError::output(path, error)),
            }
        }
        let removed = removed.iter().map(|name| format!("{REMOVED}{name}"));
        let lines: Vec<String> = names.iter().map(|name| name.as_ref().to_owned()).chain(removed).collect();
        self.commit(&lines).map_err(|error| BuildError::output(self.folder.join(COMMITTED), error))?;
        self.is_committed = true;
        self.put_in_place(lines.iter().map(String::as_str))?;
        Ok(paths)
    }

    /// Puts the list there, in one step.
    fn commit(&self, lines: &[String]) -> io::Result<()> {
        let temporary = self.temporary(COMMITTED);
        // The temporary files have to be there for sure before the list says so.
        self.sync_below()?;
        write_file(&temporary, |sink| lines.iter().try_for_each(|line| writeln!(sink, "{line}")))?;
        rename(&temporary, &self.folder.join(COMMITTED))?;
        sync_folder(&self.folder)
    }

    /// Renames what is still under its temporary name, removes what is to go, and then the list.
    fn put_in_place<'a>(&self, lines: impl Iterator<Item = &'a str>) -> Result<(), BuildError> {
        let mut touched = BTreeSet::from([self.folder.clone()]);
        for line in lines {
            let name = line.strip_prefix(REMOVED).unwrap_or(line);
            touched.extend(self.folder.join(name).parent().filter(|folder| folder.is_dir()).map(Path::to_owned));
            if let Some(path) = line.strip_prefix(REMOVED).map(|name| self.folder.join(name)) {
                match fs::remove_file(&path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(BuildError::output(path, error));
                    }
                    _ => continue,
                }
            }
            let (temporary, path) = (self.temporary(line), self.folder.join(line));
            if temporary.exists() {
                rename(&temporary, &path).map_err(|error| BuildError::output(path, error))?;
            }
        }
        let list = self.folder.join(COMMITTED);
        touched
            .iter()
            .try_for_each(|folder| sync_folder(folder))
            .and_then(|()| fs::remove_file(&list))
            .map_err(|error| BuildError::output(&list, error))
    }

    /// Finishes what a killed run had decided on, and removes what it had not.
    fn mend(&self) -> Result<(), BuildError> {
        let list = self.folder.join(COMMITTED);
        match fs::read_to_string(&list) {
            Ok(lines) => self.put_in_place(lines.lines().filter(|line| is_below(line)))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(BuildError::output(&list, error)),
        }
        remove_temporary(&self.folder);
        Ok(())
    }

    /// `returns/a.xlsx` is `returns/.a.xlsx.new` for the time being.
    fn temporary(&self, name: &str) -> PathBuf {
        let path = self.folder.join(name);
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!(".{own}.new"))
    }

    /// Has the names in the folders below on the disk.
    fn sync_below(&self) -> io::Result<()> {
        let folders = self.below.iter().map(|name| self.folder.join(name)).filter(|folder| folder.is_dir());
        folders.into_iter().try_for_each(|folder| sync_folder(&folder))
    }
}

/// Whether a line of the list, which stands in the user's folder, names a file of the folder or of one directly below.
fn is_below(line: &str) -> bool {
    let name = line.strip_prefix(REMOVED).unwrap_or(line);
    let parts: Vec<&str> = name.split('/').collect();
    parts.len() <= 2 && parts.iter().all(|part| !matches!(*part, "" | "." | "..") && !part.contains(['\\', ':']))
}

fn remove_temporary(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(".new")) {
            // Where one cannot be removed nothing better can be done here; it is in nobody's way.
            let _ = fs::remove_file(entry.path());
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
            remove_temporary(&self.folder);
            self.below.iter().for_each(|name| remove_temporary(&self.folder.join(name)));
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
    fn a_list_names_files_of_the_folder_and_of_those_directly_below() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("2026");
        fs::create_dir_all(folder.join("returns")).expect("folders");
        let write = |path: PathBuf| fs::write(path, "x").expect("a file");
        let outside = root.path().join("precious");
        write(outside.clone());
        write(folder.join("returns/old.xlsx"));
        write(folder.join("returns/.new.xlsx.new"));
        fs::write(
            folder.join(COMMITTED),
            format!(
                "{REMOVED}../precious\n{REMOVED}{}\n{REMOVED}returns/old.xlsx\nreturns/new.xlsx\n",
                outside.display()
            ),
        )
        .expect("a list");
        drop(Publication::begin(folder.clone()).expect("a publication"));
        assert!(outside.exists());
        assert_eq!(names(&folder.join("returns")), ["new.xlsx"]);
        assert_eq!(names(&folder), ["returns"]);
    }

    #[test]
    fn what_lies_below_comes_and_goes_with_the_rest() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("2026");
        let begin = || Publication::begin(folder.clone()).and_then(|publication| publication.with_folder("returns"));
        let write = |publication: &Publication, name: &str| {
            publication.write(name, |sink| sink.write_all(b"1")).expect("written");
        };
        let publication = begin().expect("a publication");
        write(&publication, "a");
        write(&publication, "returns/b");
        publication.finish(&["a", "returns/b"]).expect("in place");
        let publication = begin().expect("a publication");
        write(&publication, "returns/c");
        drop(publication);
        assert_eq!(names(&folder.join("returns")), ["b"]);
        let publication = begin().expect("a publication");
        write(&publication, "returns/c");
        publication.finish_without(&["returns/c"], &["returns/b".to_owned()]).expect("in place");
        assert_eq!(names(&folder.join("returns")), ["c"]);
        assert_eq!(names(&folder), ["a", "returns"]);
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
