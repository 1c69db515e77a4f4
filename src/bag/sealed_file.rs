//! One file out of a bag, only as it was sealed.

use std::fs;
use std::io;
use std::path::Path;

use super::own_name;
use super::tags::{BagInfo, Checksum, INFO_FILE, MANIFEST_FILE, Manifest, TAG_MANIFEST_FILE};

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
/// tag manifest, and the name that the bag gives itself with that of its folder: bytes that were changed since are not given.
pub(crate) fn read_sealed(folder: &Path, path: &str) -> Result<Vec<u8>, SealedFileError> {
    let read = |name: &str| match fs::read(folder.join(name)) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(SealedFileError::NotAsSealed(name.to_owned())),
        Err(error) => Err(SealedFileError::Io(name.to_owned(), error)),
    };
    let listed = |manifest: &Manifest, name: &str, bytes: &[u8]| {
        if manifest.0.get(name) == Some(&Checksum::of(bytes)) {
            Ok(())
        } else {
            Err(SealedFileError::NotAsSealed(name.to_owned()))
        }
    };
    let parsed = |bytes: &[u8]| Manifest::parse(&String::from_utf8_lossy(bytes)).0;
    let tags = parsed(&read(TAG_MANIFEST_FILE)?);
    let (manifest, info) = (read(MANIFEST_FILE)?, read(INFO_FILE)?);
    listed(&tags, MANIFEST_FILE, &manifest)?;
    listed(&tags, INFO_FILE, &info)?;
    let info = BagInfo::parse(&String::from_utf8_lossy(&info));
    if own_name(&info) != folder.file_name().and_then(|name| name.to_str()) {
        return Err(SealedFileError::NotAsSealed(INFO_FILE.to_owned()));
    }
    let bytes = read(path)?;
    listed(&parsed(&manifest), path, &bytes)?;
    Ok(bytes)
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
        let manifest = Manifest([entry("data/data.json", "{}")].into()).to_string();
        let info = "External-Identifier: 2739/KH-UBND/2025\n";
        write("data/data.json", "{}");
        write(MANIFEST_FILE, &manifest);
        write(INFO_FILE, info);
        let tags = Manifest([entry(MANIFEST_FILE, &manifest), entry(INFO_FILE, info)].into());
        write(TAG_MANIFEST_FILE, &tags.to_string());
        change(&bag);
        let folder = fs::read_dir(root.path()).expect("the bag").next().expect("the bag").expect("the bag").path();
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
    }
}
