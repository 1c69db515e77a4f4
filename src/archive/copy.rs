//! Copies of files that somebody may be writing to: what is stored was read in one piece.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::bag::Checksum;
use crate::intake::is_oversized;

/// How often a file is read that changes while it is read, and how long it is given to come to rest in between.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Copied {
    /// Checksum of its bytes.
    pub(super) checksum: Checksum,
    /// How many they are.
    pub(super) bytes: u64,
    /// Seconds since 1970 of the last change; 0 where the system does not tell.
    pub(super) modified: i64,
    /// It was too large to be copied.
    pub(super) is_left_out: bool,
    stamp: Stamp,
}

/// What tells that a file was written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

/// A file that may be written to while it is read.
trait Source {
    fn stamp(&mut self) -> io::Result<Stamp>;
    /// The bytes, at most so many.
    fn read(&mut self, most: u64) -> io::Result<Vec<u8>>;
    fn checksum(&mut self) -> io::Result<(Checksum, u64)>;
}

struct OnDisk<'a>(&'a Path);

impl Source for OnDisk<'_> {
    fn stamp(&mut self) -> io::Result<Stamp> {
        let metadata: Metadata = fs::metadata(self.0)?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        Ok(Stamp { bytes: metadata.len(), modified: metadata.modified().ok() })
    }

    fn read(&mut self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(self.0)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn checksum(&mut self) -> io::Result<(Checksum, u64)> {
        Checksum::of_file(self.0)
    }
}

/// A file as it was read, with its bytes unless it is left out.
type Whole = (Copied, Option<Vec<u8>>);

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum NotCopied {
    /// It changed every time that it was read.
    Changing(PathBuf),
    /// The system does not hand it over.
    Io(io::Error),
}

/// Reads a file in one piece: the bytes, unless they are more than a submission may have, which are only counted and
/// summed up.
pub(super) fn read_whole(path: &Path) -> Result<Whole, NotCopied> {
    read_at_rest(&mut OnDisk(path), PAUSE)?.ok_or_else(|| NotCopied::Changing(path.to_owned()))
}

/// `None` where the file changed at each try.
fn read_at_rest(source: &mut dyn Source, pause: Duration) -> Result<Option<Whole>, NotCopied> {
    for attempt in 0..TRIES {
        if attempt > 0 {
            thread::sleep(pause);
        }
        let stamp = source.stamp().map_err(NotCopied::Io)?;
        let is_left_out = is_oversized(stamp.bytes);
        let (content, (checksum, bytes)) = if is_left_out {
            (None, source.checksum().map_err(NotCopied::Io)?)
        } else {
            let content = source.read(stamp.bytes + 1).map_err(NotCopied::Io)?;
            let summed = (Checksum::of(&content), content.len() as u64);
            (Some(content), summed)
        };
        if bytes == stamp.bytes && source.stamp().map_err(NotCopied::Io)? == stamp {
            let since = stamp.modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let modified = since.map_or(0, |since| since.as_secs() as i64);
            return Ok(Some((Copied { checksum, bytes, modified, is_left_out, stamp }, content)));
        }
    }
    Ok(None)
}

impl Copied {
    /// Whether the file at `path` is what was read, byte by byte; of one that was left out, by its size and time.
    pub(super) fn is_still(&self, path: &Path) -> bool {
        if self.is_left_out {
            return OnDisk(path).stamp().is_ok_and(|stamp| stamp == self.stamp);
        }
        fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == self.bytes)
            && Checksum::of_file(path).is_ok_and(|(checksum, _)| checksum == self.checksum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file to which somebody writes for so many reads.
    struct Written {
        reads: u64,
        until: u64,
        keeps_length: bool,
    }

    impl Source for Written {
        fn stamp(&mut self) -> io::Result<Stamp> {
            let writes = self.reads.min(self.until);
            let bytes = if self.keeps_length { 4 } else { writes };
            Ok(Stamp { bytes, modified: Some(UNIX_EPOCH + Duration::from_secs(7 + writes)) })
        }

        fn read(&mut self, _most: u64) -> io::Result<Vec<u8>> {
            self.reads += 1;
            let bytes = if self.keeps_length { 4 } else { self.reads.min(self.until) };
            Ok(vec![b'x'; bytes as usize])
        }

        fn checksum(&mut self) -> io::Result<(Checksum, u64)> {
            unreachable!("it is small")
        }
    }

    #[test]
    fn a_file_is_read_until_it_is_at_rest_and_not_without_end() {
        for keeps_length in [true, false] {
            let mut source = Written { reads: 0, until: 3, keeps_length };
            let (copied, content) = read_at_rest(&mut source, Duration::ZERO).expect("read").expect("at rest");
            assert_eq!((source.reads, copied.modified), (4, 10), "the time is that of the bytes");
            assert_eq!(content.map(|content| content.len() as u64), Some(copied.bytes));
            let mut source = Written { reads: 0, until: u64::MAX, keeps_length };
            assert!(read_at_rest(&mut source, Duration::ZERO).expect("read").is_none());
        }
    }
}
