//! Waiting until the files of a year have come to rest. By looking every now and then: a file share tells nobody what
//! happens on it, and whether a file is there to its end shows only in that it stays as it is.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::config::Workspace;
use crate::intake::{self, Obstacle};

/// What is looked at: the submissions of a year, and what the workspace says about them.
pub struct Watch {
    workspace: Workspace,
    submissions: PathBuf,
    last: Snapshot,
    settled: Snapshot,
}

/// Size in bytes and time of the last change of each file.
type Snapshot = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// How the files are at one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Nothing has changed since they last came to rest.
    Still,
    /// Something is being changed.
    Moving,
    /// Something has changed, and it is at rest again.
    Settled,
}

impl Watch {
    /// Watches `year`, of which nothing is known to be at rest yet.
    pub fn new(workspace: &Workspace, year: i16) -> Self {
        Self {
            workspace: workspace.clone(),
            submissions: workspace.submissions(year),
            last: Snapshot::new(),
            settled: Snapshot::new(),
        }
    }

    /// Looks at the files. They are at rest where they are as at the last look and can all be opened: a program that still
    /// writes keeps others out on Windows. The error is that of a folder that is not there, such as a share gone away.
    pub fn look(&mut self) -> io::Result<Motion> {
        let now = self.snapshot()?;
        let before = std::mem::replace(&mut self.last, now);
        if self.last == self.settled {
            return Ok(Motion::Still);
        }
        let new = self.last.iter().filter(|(path, mark)| self.settled.get(*path) != Some(mark));
        if self.last != before || new.into_iter().any(|(path, _)| is_held(path)) {
            return Ok(Motion::Moving);
        }
        self.settled.clone_from(&self.last);
        Ok(Motion::Settled)
    }

    fn snapshot(&self) -> io::Result<Snapshot> {
        // Listing passes over what it cannot open; a folder that is gone must not look like one that is empty.
        fs::read_dir(&self.submissions)?;
        // What is still being downloaded is waited for.
        let submissions = intake::list_files(&self.submissions)?.into_iter();
        let submissions =
            submissions.filter(|file| file.obstacle != Some(Obstacle::Unfinished)).map(|file| file.full_path);
        let settings = fs::read_dir(self.workspace.inputs())?.flatten().map(|entry| entry.path());
        let settings = settings.filter(|path| path.extension().is_some_and(|known| known == "toml" || known == "md"));
        let settings = settings.chain(self.workspace.shared_registry());
        let stamped = submissions.chain(settings).filter_map(|path| {
            // One that has gone in the meantime is not there.
            let metadata = fs::metadata(&path).ok()?;
            Some((path, (metadata.len(), metadata.modified().ok())))
        });
        Ok(stamped.collect())
    }
}

/// Whether another program holds a file so that it cannot be read. A file that nobody may read is not held: waiting
/// would be of no use, and reading it says what is wrong.
fn is_held(path: &Path) -> bool {
    // 32 is ERROR_SHARING_VIOLATION, 33 ERROR_LOCK_VIOLATION.
    // Elsewhere nobody is kept out, and opening a pipe would wait for ever.
    cfg!(windows) && File::open(path).is_err_and(|error| matches!(error.raw_os_error(), Some(32 | 33)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_settle_when_they_stay_as_they_are() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("inputs/2026");
        fs::create_dir_all(&folder).expect("a folder");
        let mut watch = Watch::new(&Workspace::new(root.path()), 2026);
        let mut look = || watch.look().expect("the folder is there");
        assert_eq!(look(), Motion::Still, "an empty folder is as good as at rest");
        fs::write(folder.join("a.xlsx"), "half").expect("a file");
        assert_eq!((look(), look(), look()), (Motion::Moving, Motion::Settled, Motion::Still));
        fs::write(folder.join("a.xlsx"), "half and").expect("a file");
        assert_eq!(look(), Motion::Moving);
        fs::write(folder.join("a.xlsx"), "half and half").expect("a file");
        assert_eq!((look(), look()), (Motion::Moving, Motion::Settled));
        fs::write(folder.join("~$a.xlsx"), "lock").expect("a file");
        fs::write(folder.join("b.xlsx.crdownload"), "half").expect("a file");
        assert_eq!(look(), Motion::Still, "what programs leave behind is nobody's submission");
        fs::write(root.path().join("inputs/aliases.toml"), "").expect("a file");
        assert_eq!((look(), look()), (Motion::Moving, Motion::Settled), "settings matter as well");
        fs::create_dir_all(root.path().join("chung")).expect("a folder");
        fs::write(root.path().join("chung/agencies.toml"), "a").expect("a file");
        fs::write(root.path().join("inputs/report.toml"), "registry = \"chung/agencies.toml\"").expect("a file");
        assert_eq!((look(), look()), (Motion::Moving, Motion::Settled));
        fs::write(root.path().join("chung/agencies.toml"), "ab").expect("a file");
        assert_eq!((look(), look()), (Motion::Moving, Motion::Settled), "a shared list matters as well");
        fs::remove_file(folder.join("a.xlsx")).expect("the file");
        assert_eq!((look(), look()), (Motion::Moving, Motion::Settled));
        fs::rename(&folder, root.path().join("elsewhere")).expect("the folder");
        assert!(watch.look().is_err(), "a folder that is gone is no empty folder");
    }
}
