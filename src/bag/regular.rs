//! The files of a bag that anybody may have made: nothing but regular files is opened, and no link is followed.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Bytes of a file that is read whole: a country's data have some hundred million.
const FILE_BYTES: u64 = 1 << 30;

/// Why a file of a bag was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UnreadFile {
    /// There is none.
    #[error("no such file")]
    Missing,
    /// It is a link, a device or a folder, or one of the folders above it is no folder.
    #[error("not a regular file")]
    NotRegular,
    /// The system does not hand it over.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// The bytes of the file at `path` in the bag at `folder`, with `/` between folders.
pub(crate) fn read_regular(folder: &Path, path: &str) -> Result<Vec<u8>, UnreadFile> {
    let look = |place: &Path| match fs::symlink_metadata(place) {
        Ok(metadata) => Ok(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(UnreadFile::Missing),
        Err(error) => Err(error.into()),
    };
    let mut place = folder.to_owned();
    for part in path.split('/') {
        if !look(&place)?.is_dir() {
            return Err(UnreadFile::NotRegular);
        }
        place.push(part);
    }
    let metadata = look(&place)?;
    if !metadata.is_file() {
        return Err(UnreadFile::NotRegular);
    }
    if metadata.len() > FILE_BYTES {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge).into());
    }
    let mut bytes = Vec::new();
    // One that grows while it is read ends at the limit as well.
    File::open(&place)?.take(FILE_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}
