//! The folder of bags.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::ArchiveError;
use crate::bag::{BagInfo, Checksum, INFO_FILE, PREVIOUS, REPLACES, TAG_MANIFEST_FILE, UnreadFile, read_regular};
use crate::config::bags_in;
use crate::model::BagName;
use crate::pipeline::{BuildError, Lock, rename, sync_folder};

/// Label of the day on which a bag was sealed.
pub(super) const BAGGING_DATE: &str = "Bagging-Date";

/// `output/archive/`: the sealed years and their revisions.
#[derive(Clone, Debug)]
pub struct BagFolder {
    folder: PathBuf,
}

/// Another bag as a bag names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BagLink {
    /// The bag.
    pub(super) name: BagName,
    /// Its seal.
    pub(super) seal: Checksum,
}

impl BagFolder {
    /// The bags in `folder`, which need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of a bag.
    pub fn path(&self, name: BagName) -> PathBuf {
        self.folder.join(name.to_string())
    }

    /// The bags there are, by year and revision; none where there is no folder.
    pub fn bags(&self) -> io::Result<Vec<BagName>> {
        bags_in(&self.folder)
    }

    /// The newest revision of a year.
    pub fn newest(&self, year: i16) -> io::Result<Option<BagName>> {
        Ok(self.bags()?.into_iter().rfind(|bag| bag.year == year))
    }

    /// The seal of a bag: the checksum of its tag manifest, and so of every byte in it.
    pub fn seal(&self, name: BagName) -> io::Result<Checksum> {
        match read_regular(&self.path(name), TAG_MANIFEST_FILE) {
            Ok(tags) => Ok(Checksum::of(&tags)),
            Err(UnreadFile::Io(error)) => Err(error),
            Err(UnreadFile::Missing) => Err(io::ErrorKind::NotFound.into()),
            Err(error @ UnreadFile::NotRegular) => Err(io::Error::new(io::ErrorKind::InvalidInput, error)),
        }
    }

    /// What a bag says about itself; nothing where that cannot be read.
    pub(super) fn info(&self, name: BagName) -> BagInfo {
        let text = read_regular(&self.path(name), INFO_FILE).unwrap_or_default();
        BagInfo::parse(&String::from_utf8_lossy(&text))
    }

    /// The bag that was sealed last: the one that no other names as sealed before it.
    pub(super) fn last_sealed(&self) -> io::Result<Option<BagName>> {
        let bags = self.bags()?;
        let infos: Vec<(BagName, BagInfo)> = bags.iter().map(|name| (*name, self.info(*name))).collect();
        let named: BTreeSet<&str> =
            infos.iter().flat_map(|(_, info)| [info.get(PREVIOUS), info.get(REPLACES)]).flatten().collect();
        // One remains unless bags were taken away or made by hand; of several the one that says it is the youngest.
        let open = infos.iter().filter(|(name, _)| !named.contains(name.to_string().as_str()));
        let last = open.max_by_key(|(name, info)| (info.get(BAGGING_DATE).map(str::to_owned), *name));
        Ok(last.map(|(name, _)| *name))
    }

    /// A bag with its seal, for another to name it.
    pub(super) fn link(&self, name: BagName) -> Result<BagLink, ArchiveError> {
        let seal = self.seal(name).map_err(|error| ArchiveError::NoSeal { bag: name, path: self.path(name), error })?;
        Ok(BagLink { name, seal })
    }

    /// Opens the folder for a new bag: one process at a time. What killed runs left is removed.
    pub(super) fn open(&self) -> Result<Lock, ArchiveError> {
        let failed = |error| BuildError::output(&self.folder, error);
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let lock = Lock::take(&self.folder.with_file_name(".archive.lock")).map_err(failed)?;
        for entry in fs::read_dir(&self.folder).map_err(failed)?.flatten() {
            let name = entry.file_name();
            let is_ours = name.to_str().is_some_and(|name| {
                let name = name.strip_prefix('.').and_then(|name| name.strip_suffix(".new"));
                name.is_some_and(|name| name.parse::<BagName>().is_ok())
            });
            if is_ours {
                // Were it to stay, it would be in the way of the next bag of that name only, which then says so.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        Ok(lock)
    }

    /// A folder in which to build the bag `name`.
    pub(super) fn stage(&self, name: BagName) -> Result<Staging, ArchiveError> {
        let folder = self.folder.join(format!(".{name}.new"));
        fs::create_dir(&folder).map_err(|error| BuildError::output(&folder, error))?;
        Ok(Staging { folder, is_placed: false })
    }
}

/// A bag being built beside the others, under a name that is none of a bag. Dropped unfinished, it is removed.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    is_placed: bool,
}

impl Staging {
    /// Where the bag is being built.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes it a bag, in one step, and for good. The inner error is that of a bag which is in place, and of which the system
    /// does not say that its name is on the disk.
    pub(super) fn place(
        mut self,
        bag_folder: &BagFolder,
        name: BagName,
    ) -> Result<Result<(), BuildError>, ArchiveError> {
        let target = bag_folder.path(name);
        let failed = |error| BuildError::output(&target, error);
        sync_folders(&self.folder).map_err(failed)?;
        // Unix puts a folder in the place of an empty one; a bag takes nobody's place.
        if target.exists() {
            return Err(failed(io::ErrorKind::AlreadyExists.into()).into());
        }
        rename(&self.folder, &target).map_err(failed)?;
        self.is_placed = true;
        Ok(sync_folder(bag_folder.folder()).map_err(failed))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_placed {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Has the names in a folder and in all folders below it on the disk.
fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(folder)
}

/// All files below `folder`, sorted: their paths with `/` between folders. What is neither file nor folder is listed as
/// well, for somebody to say that it does not belong there.
pub(super) fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{path}/"), files)?;
            } else {
                files.push(path);
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    files.sort_unstable();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(bag_folder: &BagFolder, name: &str, info: &str) {
        let folder = bag_folder.folder().join(name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(INFO_FILE), info).expect("a file");
    }

    #[test]
    fn the_bag_that_no_other_names_was_sealed_last() {
        let root = tempfile::tempdir().expect("a folder");
        let bag_folder = BagFolder::new(root.path().join("archive"));
        assert_eq!(bag_folder.last_sealed().expect("a bag_folder"), None);
        bag(&bag_folder, "2025", "Bagging-Date: 2025-12-01\n");
        bag(&bag_folder, "2026", "Bagging-Date: 2026-12-01\nPrevious-Bag: 2025\n");
        bag(&bag_folder, "2025-r2", "Bagging-Date: 2027-01-05\nPrevious-Bag: 2026\nReplaces-Bag: 2025\n");
        bag(&bag_folder, ".2026-r2.new", "");
        bag(&bag_folder, "ghi chú", "");
        let last = bag_folder.last_sealed().expect("a bag_folder").map(|name| name.to_string());
        assert_eq!(last.as_deref(), Some("2025-r2"));
        assert_eq!(bag_folder.bags().expect("a bag_folder").len(), 3);
        assert_eq!(bag_folder.newest(2025).expect("a bag_folder").map(|name| name.revision), Some(2));
    }

    #[test]
    fn what_a_killed_run_left_is_removed() {
        let root = tempfile::tempdir().expect("a folder");
        let bag_folder = BagFolder::new(root.path().join("archive"));
        bag(&bag_folder, ".2026.new/data", "");
        bag(&bag_folder, ".ghi chú.new", "");
        drop(bag_folder.open().expect("the bag_folder"));
        assert!(!bag_folder.folder().join(".2026.new").exists() && bag_folder.folder().join(".ghi chú.new").exists());
    }
}
