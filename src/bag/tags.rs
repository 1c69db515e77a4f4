//! The tag files of a bag as text (RFC 8493, sections 2.1 and 2.2).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::paths::{is_inside, key};

/// `bagit.txt`.
pub(crate) const DECLARATION_FILE: &str = "bagit.txt";
/// Its content: the only one that section 2.1.1 allows.
pub(crate) const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// What the bag says about itself.
pub(crate) const INFO_FILE: &str = "bag-info.txt";
/// Checksums of the payload.
pub(crate) const MANIFEST_FILE: &str = "manifest-sha256.txt";
/// Checksums of the other tag files. Its own is the seal: it stands for every byte of the bag.
pub(crate) const TAG_MANIFEST_FILE: &str = "tagmanifest-sha256.txt";
/// The folder of the payload.
pub(crate) const PAYLOAD: &str = "data";

/// A SHA-256 checksum; 64 small hexadecimal digits as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Checksum([u8; 32]);

impl Checksum {
    /// The checksum of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The checksum of a file, and its length in bytes.
    pub fn of_file(path: &Path) -> io::Result<(Self, u64)> {
        let mut file = File::open(path)?;
        let mut hash = Sha256::new();
        let mut block = vec![0; 1 << 16];
        let mut length = 0;
        loop {
            let read = match file.read(&mut block) {
                Ok(0) => return Ok((Self(hash.finalize().into()), length)),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hash.update(&block[..read]);
            length += read as u64;
        }
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is no checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 checksum")]
pub struct NotAChecksum;

impl FromStr for Checksum {
    type Err = NotAChecksum;

    fn from_str(text: &str) -> Result<Self, NotAChecksum> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(NotAChecksum);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let value = |digit: u8| char::from(digit).to_digit(16).ok_or(NotAChecksum);
            *byte = (value(pair[0])? << 4 | value(pair[1])?) as u8;
        }
        Ok(Self(bytes))
    }
}

/// What is wrong with a line of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineFault {
    /// It is no entry.
    NoEntry,
    /// An earlier line names the same file, as some system understands names: whatever the case and composition.
    Twice,
    /// Its path leads out of the bag.
    Outside,
}

/// A manifest: the checksum of each file by its path in the bag, with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest(pub(crate) BTreeMap<String, Checksum>);

impl Manifest {
    /// Reads a manifest. The lines with a fault are given apart, counted from 1; of several for one file the first holds.
    pub(crate) fn parse(text: &str) -> (Self, Vec<(usize, LineFault)>) {
        let mut manifest = Self::default();
        let mut names = BTreeSet::new();
        let mut wrong = Vec::new();
        for (index, line) in text.lines().enumerate() {
            match parse_entry(line) {
                Ok((path, _)) if !names.insert(key(&path)) => {
                    wrong.push((index + 1, LineFault::Twice));
                }
                Ok((path, checksum)) => {
                    manifest.0.insert(path, checksum);
                }
                Err(fault) => wrong.push((index + 1, fault)),
            }
        }
        (manifest, wrong)
    }
}

impl fmt::Display for Manifest {
    /// The manifest in the one form that we write: sorted by path, two spaces, a line feed after each entry.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(path, checksum)| writeln!(f, "{checksum}  {}", encode_path(path)))
    }
}

fn parse_entry(line: &str) -> Result<(String, Checksum), LineFault> {
    let (checksum, path) = line.split_once([' ', '\t']).ok_or(LineFault::NoEntry)?;
    let checksum = checksum.parse().map_err(|_| LineFault::NoEntry)?;
    let path = decode_path(path.trim_start_matches([' ', '\t', '*']));
    if is_inside(&path) { Ok((path, checksum)) } else { Err(LineFault::Outside) }
}

/// Line ends and the sign that encodes them are encoded (section 2.1.3).
fn encode_path(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn decode_path(path: &str) -> String {
    let path = path.replace("%0D", "\r").replace("%0d", "\r").replace("%0A", "\n").replace("%0a", "\n");
    path.replace("%25", "%")
}

/// `bag-info.txt`: labels and values in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BagInfo(Vec<(String, String)>);

impl BagInfo {
    /// Reads the lines; what is none is passed over, for the checksum tells of changes.
    pub(crate) fn parse(text: &str) -> Self {
        let mut info = Self::default();
        for line in text.lines() {
            match (line.strip_prefix([' ', '\t']), line.split_once(':')) {
                (Some(more), _) => {
                    if let Some((_, value)) = info.0.last_mut() {
                        *value = format!("{value} {}", more.trim());
                    }
                }
                (None, Some((label, value))) => info.0.push((label.trim().to_owned(), value.trim().to_owned())),
                (None, None) => {}
            }
        }
        info
    }

    /// Adds a line; line ends in the value become blanks.
    pub(crate) fn add(&mut self, label: &str, value: impl fmt::Display) {
        let value = value.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.push((label.to_owned(), value));
    }

    /// The labels that stand on several lines.
    pub(crate) fn repeated_labels(&self) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        self.0.iter().map(|(label, _)| label.as_str()).filter(|label| !seen.insert(*label)).collect()
    }

    /// The value of the first line with this label.
    pub(crate) fn get(&self, label: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == label).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for BagInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(label, value)| writeln!(f, "{label}: {value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_read_as_they_are_written() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Checksum::of(b"").to_string(), empty);
        assert_eq!(empty.parse(), Ok(Checksum::of(b"")));
        assert_eq!(empty[1..].parse::<Checksum>(), Err(NotAChecksum));
        assert_eq!(format!("{}g", &empty[1..]).parse::<Checksum>(), Err(NotAChecksum));
    }

    #[test]
    fn manifests_are_read_as_they_are_written() {
        let paths = ["data/a b.xlsx", "data/50%.xls", "data/x\ry\nz", "data/%0A"];
        let manifest = Manifest(paths.map(|path| (path.to_owned(), Checksum::of(path.as_bytes()))).into());
        let text = manifest.to_string();
        assert_eq!(text.lines().count(), 4);
        assert_eq!(Manifest::parse(&text), (manifest, Vec::new()));
    }

    #[test]
    fn lines_that_lead_out_of_the_bag_are_no_entries() {
        let sum = Checksum::of(b"");
        let text = format!("{sum}  ../x\n{sum}  /etc/x\n{sum}  data/C:x\n{sum} *data/y\nnonsense\n{sum}  data/y\n");
        let (manifest, wrong) = Manifest::parse(&text);
        assert_eq!(manifest.0.keys().collect::<Vec<_>>(), ["data/y"]);
        let (outside, twice) = (LineFault::Outside, LineFault::Twice);
        assert_eq!(wrong, [(1, outside), (2, outside), (3, outside), (5, LineFault::NoEntry), (6, twice)]);
        let (manifest, wrong) = Manifest::parse(&format!("{sum}  data/Ô.txt\n{sum}  data/o\u{302}.TXT\n"));
        assert_eq!((manifest.0.len(), wrong), (1, vec![(2, twice)]));
    }

    #[test]
    fn bag_info_is_read_as_it_is_written() {
        let mut info = BagInfo::default();
        info.add("Source-Organization", "Sở Giáo dục và Đào tạo");
        info.add("Reason", "sai\nsố: 5");
        assert_eq!(BagInfo::parse(&info.to_string()), info);
        assert_eq!(info.get("Reason"), Some("sai số: 5"));
        assert_eq!(BagInfo::parse("A: b\n  c\n").get("A"), Some("b c"));
    }
}
