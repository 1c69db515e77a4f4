//! One file out of a bag, only as it was sealed.

use std::fs;
use std::io;
use std::path::Path;

use super::regular::{UnreadFile, read_regular};
use super::tags::{BagInfo, Checksum, INFO_FILE, MANIFEST_FILE, Manifest, TAG_MANIFEST_FILE};
use super::{PREVIOUS, PREVIOUS_SEAL, RECORD_PATH, REPLACES, REPLACES_SEAL, own_name};
use crate::model::BagName;

/// A file that cannot be taken out of a bag.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealedFileError {
    /// A file of the bag is not the one that was sealed, is not listed, or names another bag; its path in the bag.
    #[error("{0} is not as it was sealed")]
    NotAsSealed(String),
    /// The system does not hand a file over.
    #[error("{0}: {1}")]
    Io(String, io::Error),
}

/// The bytes of `path` in the bag at `folder`, with `/` between folders. They are compared with the manifest, that with the
/// tag manifest, the name that the bag gives itself with that of its folder, and its seal with what later bags noted of it:
/// bytes that were changed since are not given.
pub(crate) fn read_sealed(folder: &Path, path: &str) -> Result<Vec<u8>, SealedFileError> {
    let read = |name: &str| match read_regular(folder, name) {
        Ok(bytes) => Ok(bytes),
        Err(UnreadFile::Io(error)) => Err(SealedFileError::Io(name.to_owned(), error)),
        Err(UnreadFile::Missing | UnreadFile::NotRegular) => Err(not_as_sealed(name)),
    };
    let tag_bytes = read(TAG_MANIFEST_FILE)?;
    let tags = sound_manifest(TAG_MANIFEST_FILE, &tag_bytes)?;
    let (manifest, info) = (read(MANIFEST_FILE)?, read(INFO_FILE)?);
    hold(&tags, MANIFEST_FILE, &manifest)?;
    hold(&tags, INFO_FILE, &info)?;
    let info = BagInfo::parse(&String::from_utf8_lossy(&info));
    let own = own_name(&info).filter(|name| folder.file_name().and_then(|folder| folder.to_str()) == Some(*name));
    let own = own.ok_or_else(|| not_as_sealed(INFO_FILE))?;
    if is_noted_otherwise(folder, own, Checksum::of(&tag_bytes)) {
        return Err(not_as_sealed(TAG_MANIFEST_FILE));
    }
    let manifest = sound_manifest(MANIFEST_FILE, &manifest)?;
    hold(&manifest, RECORD_PATH, &read(RECORD_PATH)?)?;
    let bytes = read(path)?;
    hold(&manifest, path, &bytes)?;
    Ok(bytes)
}

fn not_as_sealed(name: &str) -> SealedFileError {
    SealedFileError::NotAsSealed(name.to_owned())
}

/// A manifest all of whose lines are entries.
fn sound_manifest(name: &str, bytes: &[u8]) -> Result<Manifest, SealedFileError> {
    let (manifest, faults) = Manifest::parse(&String::from_utf8_lossy(bytes));
    if faults.is_empty() { Ok(manifest) } else { Err(not_as_sealed(name)) }
}

/// That a file is the one listed.
fn hold(manifest: &Manifest, name: &str, bytes: &[u8]) -> Result<(), SealedFileError> {
    if manifest.0.get(name) == Some(&Checksum::of(bytes)) { Ok(()) } else { Err(not_as_sealed(name)) }
}

/// Whether a bag beside this one names it with another seal than it has. One that is itself not as sealed says nothing.
fn is_noted_otherwise(folder: &Path, own: &str, seal: Checksum) -> bool {
    let beside = folder.parent().and_then(|bag_folder| fs::read_dir(bag_folder).ok());
    let is_bag = |name: &str| name != own && name.parse::<BagName>().is_ok();
    beside.into_iter().flatten().flatten().any(|entry| {
        let other = entry.path();
        let sealed_info = || -> Option<BagInfo> {
            let tags = read_regular(&other, TAG_MANIFEST_FILE).ok()?;
            let info = read_regular(&other, INFO_FILE).ok()?;
            let (tags, _) = Manifest::parse(&String::from_utf8_lossy(&tags));
            hold(&tags, INFO_FILE, &info).ok()?;
            Some(BagInfo::parse(&String::from_utf8_lossy(&info)))
        };
        let Some(info) = entry.file_name().to_str().filter(|name| is_bag(name)).and_then(|_| sealed_info()) else {
            return false;
        };
        [(PREVIOUS, PREVIOUS_SEAL), (REPLACES, REPLACES_SEAL)].into_iter().any(|(label, seal_label)| {
            info.get(label) == Some(own) && info.get(seal_label).and_then(|noted| noted.parse().ok()) != Some(seal)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bag named 2025 with one file; what of it is changed after it was sealed.
    fn read_after(change: impl FnOnce(&Path)) -> Result<Vec<u8>, String> {
        let root = tempfile::tempdir().expect("a folder");
        let bag = root.path().join("2025");
        fs::create_dir_all(bag.join("data")).expect("folders");
        let write = |name: &str, text: &str| fs::write(bag.join(name), text).expect("a file");
        let entry = |name: &str, text: &str| (name.to_owned(), Checksum::of(text.as_bytes()));
        let manifest = Manifest([entry("data/data.json", "{}"), entry(RECORD_PATH, "{}")].into()).to_string();
        let info = "External-Identifier: 2739/KH-UBND/2025\n";
        write("data/data.json", "{}");
        write(RECORD_PATH, "{}");
        write(MANIFEST_FILE, &manifest);
        write(INFO_FILE, info);
        let tags = Manifest([entry(MANIFEST_FILE, &manifest), entry(INFO_FILE, info)].into());
        write(TAG_MANIFEST_FILE, &tags.to_string());
        change(&bag);
        let folder = if bag.is_dir() { bag } else { bag.with_file_name("2024") };
        read_sealed(&folder, "data/data.json").map_err(|error| error.to_string())
    }

    #[test]
    fn only_what_was_sealed_is_given() {
        assert_eq!(read_after(|_| ()), Ok(b"{}".to_vec()));
        let write = |bag: &Path, name: &str, text: &str| fs::write(bag.join(name), text).expect("a file");
        let changed = |name: &str| Err(format!("{name} is not as it was sealed"));
        assert_eq!(read_after(|bag| write(bag, "data/data.json", "{ }")), changed("data/data.json"));
        let other = Manifest([("data/data.json".to_owned(), Checksum::of(b"{ }"))].into()).to_string();
        let both = |bag: &Path| {
            write(bag, "data/data.json", "{ }");
            write(bag, MANIFEST_FILE, &other);
        };
        assert_eq!(read_after(both), changed(MANIFEST_FILE));
        let renamed = |bag: &Path| fs::rename(bag, bag.with_file_name("2024")).expect("renamed");
        assert_eq!(read_after(renamed), changed(INFO_FILE));
        let gone = |bag: &Path| fs::remove_file(bag.join(TAG_MANIFEST_FILE)).expect("removed");
        assert_eq!(read_after(gone), changed(TAG_MANIFEST_FILE));
        assert_eq!(read_after(|bag| write(bag, RECORD_PATH, "{ }")), changed(RECORD_PATH));
        // The manifests made anew as well: what a later bag noted tells it.
        let followed = |noted: Option<Checksum>| {
            move |bag: &Path| {
                let seal = noted.unwrap_or_else(|| Checksum::of(&fs::read(bag.join(TAG_MANIFEST_FILE)).expect("tags")));
                let later = bag.with_file_name("2026");
                let info = format!("{PREVIOUS}: 2025\n{PREVIOUS_SEAL}: {seal}\n");
                fs::create_dir(&later).expect("a folder");
                write(&later, INFO_FILE, &info);
                write(&later, TAG_MANIFEST_FILE, &format!("{}  {INFO_FILE}\n", Checksum::of(info.as_bytes())));
            }
        };
        assert_eq!(read_after(followed(None)), Ok(b"{}".to_vec()));
        assert_eq!(read_after(followed(Some(Checksum::of(b"")))), changed(TAG_MANIFEST_FILE));
    }
}
