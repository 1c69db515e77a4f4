//! Outputs appear together or not at all.
//!
//! Each output is written under a temporary name and through to the disk, and what it replaces is kept under another. When
//! all are there, their names are put into a list, [`COMMITTED`], and from then on the new outputs hold: they take the
//! places of the previous ones one by one, and the list is removed. Where one cannot take its place, since another program
//! holds the file, the list is turned round, in one step, and those that have are put back. Whoever finds the list later,
//! after a run that was killed, goes on in its direction; whoever finds temporary files without it removes them. So each
//! output is always whole, the old or the new, and a set of which some are new becomes all new or all old.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::durable::Lock;
use super::file_operations::{FileOperations, FileSystem, until_released};
use super::published_list::{Change, Direction, PublishedList};
use super::{BuildError, Content, Destination};

/// The list of the outputs that are to take their places.
const COMMITTED: &str = ".committed";
/// What the name of an output on its way ends with.
const NEW: &str = ".new";
/// What the name ends with under which a replaced output is kept until all have taken their places.
const PREVIOUS: &str = ".previous";

/// Outputs of one folder on their way. Dropped unfinished, it removes its temporary files and leaves the previous outputs
/// alone.
#[derive(Debug)]
pub struct Publication {
    folder: PathBuf,
    /// Folders below, of which outputs are replaced too.
    below: Vec<String>,
    files: Box<dyn FileOperations>,
    /// A list stands in the folder: the temporary files belong to it.
    is_decided: bool,
    _lock: Lock,
}

/// A file that cannot be given its place, and why.
type Obstacle = (PathBuf, io::Error);

impl Publication {
    /// Opens `folder`, making it where it does not exist, and mends what a killed run left in it.
    pub fn begin(folder: PathBuf) -> Result<Self, BuildError> {
        Self::begin_with(folder, Box::new(FileSystem))
    }

    pub(super) fn begin_with(folder: PathBuf, files: Box<dyn FileOperations>) -> Result<Self, BuildError> {
        fs::create_dir_all(&folder).map_err(|error| BuildError::output(&folder, error))?;
        let lock = Lock::take(&lock_beside(&folder)).map_err(|error| BuildError::output(&folder, error))?;
        let mut publication = Self { folder, below: Vec::new(), files, is_decided: false, _lock: lock };
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
        self.remove_temporary_in(&folder);
        self.below.push(name.to_owned());
        Ok(self)
    }

    /// Writes one output under its temporary name. A name may be one of a folder directly below: `returns/a.xlsx`.
    pub fn write(&self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), BuildError> {
        self.write_named(name, content).map_err(|error| BuildError::output(self.folder.join(name), error))
    }

    fn write_named(&self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let path = self.beside(name, NEW);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        // An output that is hidden under its own name is a note of this program to itself.
        let is_hidden = name.rsplit('/').next().is_some_and(|own| own.starts_with('.'));
        self.files.write(&path, is_hidden, Box::new(content))
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
        let output = |(path, error): Obstacle| BuildError::output(path, error);
        let list = self.plan(names, removed).map_err(output)?;
        self.decide(&list).map_err(|error| BuildError::output(self.folder.join(COMMITTED), error))?;
        self.is_decided = true;
        if let Err(obstacle) = self.carry_out(&list) {
            return Err(self.go_back(list, obstacle));
        }
        self.conclude();
        Ok(names.iter().map(|name| self.folder.join(name.as_ref())).collect())
    }

    /// What becomes of each name, once it is known that each may be replaced and what is there has been kept.
    fn plan(&self, names: &[impl AsRef<str>], removed: &[String]) -> Result<PublishedList, Obstacle> {
        let new = names.iter().map(|name| (name.as_ref(), Change::Replaced));
        let old = removed.iter().map(|name| (name.as_str(), Change::Removed));
        let mut changes: Vec<(Change, String)> = Vec::with_capacity(names.len() + removed.len());
        for (name, change) in new.chain(old) {
            let path = self.folder.join(name);
            if is_there(&path) {
                changes.push((change, name.to_owned()));
            } else if change == Change::Replaced {
                changes.push((Change::Added, name.to_owned()));
            }
        }
        // Better before anything is touched: a person who has one of them open keeps it open.
        for (_, name) in changes.iter().filter(|(change, _)| *change != Change::Added) {
            let path = self.folder.join(name);
            until_released(&*self.files, |files| files.check_replaceable(&path)).map_err(|error| (path, error))?;
        }
        for (_, name) in changes.iter().filter(|(change, _)| *change != Change::Added) {
            let (path, kept) = (self.folder.join(name), self.beside(name, PREVIOUS));
            self.remove_if_there(&kept).map_err(|error| (kept.clone(), error))?;
            until_released(&*self.files, |files| files.keep(&path, &kept)).map_err(|error| (path, error))?;
        }
        Ok(PublishedList { direction: Direction::Forward, changes })
    }

    /// Puts the list there, in one step.
    fn decide(&self, list: &PublishedList) -> io::Result<()> {
        self.write_named(COMMITTED, |sink| write!(sink, "{list}"))?;
        // What the list is about must be on the disk no later than the list.
        self.sync_folders()?;
        self.rename(&self.beside(COMMITTED, NEW), &self.folder.join(COMMITTED))
    }

    /// Gives each output its place that does not have it yet.
    fn carry_out(&self, list: &PublishedList) -> Result<(), Obstacle> {
        for (change, name) in &list.changes {
            let (path, new) = (self.folder.join(name), self.beside(name, NEW));
            let done = match change {
                Change::Removed => self.remove_if_there(&path),
                _ if is_there(&new) => self.rename(&new, &path),
                _ => Ok(()),
            };
            done.map_err(|error| (path, error))?;
        }
        Ok(())
    }

    /// Puts back what was there before; gives the error to be told: that nothing has changed, or that not all could be put
    /// back, in which case the list stays for the next run.
    fn go_back(&mut self, list: PublishedList, (path, error): Obstacle) -> BuildError {
        let back = PublishedList { direction: Direction::Back, ..list };
        if !back.can_go_back() || self.decide(&back).is_err() {
            return BuildError::HalfPublished { folder: self.folder.clone(), path, error };
        }
        match self.restore(&back) {
            Ok(()) => {
                self.conclude();
                BuildError::output(path, error)
            }
            Err((path, error)) => BuildError::HalfPublished { folder: self.folder.clone(), path, error },
        }
    }

    /// Gives each output its place that was there before.
    fn restore(&self, list: &PublishedList) -> Result<(), Obstacle> {
        let mut first = Ok(());
        for (change, name) in &list.changes {
            let (path, kept) = (self.folder.join(name), self.beside(name, PREVIOUS));
            // What is still under its temporary name has not taken a place.
            let was_placed = !is_there(&self.beside(name, NEW));
            let done = match change {
                Change::Added if was_placed => self.remove_if_there(&path),
                Change::Replaced if was_placed && is_there(&kept) => self.rename(&kept, &path),
                Change::Removed if !is_there(&path) && is_there(&kept) => self.rename(&kept, &path),
                _ => Ok(()),
            };
            // The others all the same: the fewer are left, the sooner a set is whole.
            first = first.and(done.map_err(|error| (path, error)));
        }
        first
    }

    /// The set is whole: the list goes, and then what belongs to it. Where it cannot go now, the next run has nothing left
    /// to do and removes it.
    fn conclude(&mut self) {
        if self.end_list().is_ok() {
            self.is_decided = false;
            self.remove_temporary();
        }
    }

    fn end_list(&self) -> io::Result<()> {
        // The places must be on the disk no later than that there is no list.
        self.sync_folders()?;
        self.remove_if_there(&self.folder.join(COMMITTED))
    }

    /// The folder, and those below that are there.
    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        let below = self.below.iter().map(|name| self.folder.join(name)).filter(|folder| folder.is_dir());
        std::iter::once(self.folder.clone()).chain(below)
    }

    fn sync_folders(&self) -> io::Result<()> {
        self.folders().try_for_each(|folder| self.files.sync_folder(&folder))
    }

    /// Goes on where a killed run stopped, and removes what it had not decided on.
    fn mend(&mut self) -> Result<(), BuildError> {
        let path = self.folder.join(COMMITTED);
        let list = match fs::read_to_string(&path) {
            Ok(text) => PublishedList::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.remove_temporary();
                return Ok(());
            }
            Err(error) => return Err(self.half_published((path, error))),
        };
        self.is_decided = true;
        let below: BTreeSet<&str> = list.names().filter_map(|name| Some(name.split_once('/')?.0)).collect();
        self.below = below.into_iter().map(str::to_owned).collect();
        if list.direction == Direction::Back {
            self.restore(&list).map_err(|obstacle| self.half_published(obstacle))?;
        } else if let Err(obstacle) = self.carry_out(&list) {
            match self.go_back(list, obstacle) {
                // All as before the run that was killed.
                BuildError::Output { .. } => {}
                error => return Err(error),
            }
        }
        // With a list that stays, what is written from here on would be taken for what it names.
        self.end_list().map_err(|error| BuildError::output(path, error))?;
        self.is_decided = false;
        self.remove_temporary();
        self.below.clear();
        Ok(())
    }

    fn half_published(&self, (path, error): Obstacle) -> BuildError {
        BuildError::HalfPublished { folder: self.folder.clone(), path, error }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        until_released(&*self.files, |files| files.rename(from, to))
    }

    fn remove_if_there(&self, path: &Path) -> io::Result<()> {
        match until_released(&*self.files, |files| files.remove(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }

    /// `returns/.a.xlsx.new` or `returns/.a.xlsx.previous` of `returns/a.xlsx`.
    fn beside(&self, name: &str, ending: &str) -> PathBuf {
        let path = self.folder.join(name);
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!(".{own}{ending}"))
    }

    fn remove_temporary(&self) {
        self.folders().for_each(|folder| self.remove_temporary_in(&folder));
    }

    fn remove_temporary_in(&self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let is_temporary = |name: &str| name.starts_with('.') && (name.ends_with(NEW) || name.ends_with(PREVIOUS));
            if name.to_str().is_some_and(is_temporary) {
                // Where one cannot be removed nothing better can be done here; it is in nobody's way.
                let _ = self.files.remove(&entry.path());
            }
        }
    }
}

/// Whether there is a file of that name, wherever a link may lead.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

impl Destination for Publication {
    fn accept(&self, name: &str, content: Content<'_>) -> Result<(), BuildError> {
        self.write(name, content)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if !self.is_decided {
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
    fn a_list_names_files_of_the_folder_and_of_those_directly_below() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("2026");
        fs::create_dir_all(folder.join("returns")).expect("folders");
        let write = |path: PathBuf| fs::write(path, "x").expect("a file");
        let outside = root.path().join("precious");
        write(outside.clone());
        write(folder.join("returns/old.xlsx"));
        write(folder.join("returns/.new.xlsx.new"));
        let list =
            format!("/forward\n- ../precious\n- {}\n- returns/old.xlsx\n+ returns/new.xlsx\n", outside.display());
        fs::write(folder.join(COMMITTED), list).expect("a list");
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
