//! A bag to what is wrong with it: every byte by its checksum, nothing missing and nothing added, the bags it names, and
//! the outputs built again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::ArchiveError;
use super::problem::{Problem, Weight};
use super::rebuild::rebuild;
use super::record::{RECORD_FILE, Record};
use super::seal::{DATE_ISSUED, PAYLOAD_OXUM, SOFTWARE};
use super::shelf::{BagLink, PREVIOUS, PREVIOUS_SEAL, REPLACES, REPLACES_SEAL, Shelf, files_below};
use crate::bag::{
    BagInfo, Checksum, DECLARATION_FILE, IDENTIFIER, INFO_FILE, MANIFEST_FILE, Manifest, PAYLOAD, TAG_MANIFEST_FILE,
    own_name,
};
use crate::intake::Reader;
use crate::model::BagName;
use crate::pipeline::Progress;

/// What was found out about a bag.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The bag.
    pub name: BagName,
    /// Its folder.
    pub folder: PathBuf,
    /// Its seal, where it has one.
    pub seal: Option<Checksum>,
    /// Files whose checksums were compared.
    pub files: usize,
    /// The bags it names.
    pub chain: Chain,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// The bags that a bag names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The one sealed before it.
    pub previous: Option<BagName>,
    /// The revision it replaces.
    pub replaces: Option<BagName>,
}

impl Verdict {
    /// The weightiest of its problems.
    pub fn weight(&self) -> Option<Weight> {
        self.problems.iter().map(Problem::weight).max()
    }
}

/// Verifies the bags of a year, or all. `program` is this program, as `bag-info.txt` names it.
pub fn verify(
    shelf: &Shelf,
    year: Option<i16>,
    program: &str,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Vec<Verdict>, ArchiveError> {
    let mut verdicts = check(shelf, year)?;
    for verdict in &mut verdicts {
        let info = shelf.info(verdict.name);
        let other_program = info.get(SOFTWARE).filter(|sealed_by| *sealed_by != program);
        verdict.problems.extend(rebuild(&verdict.folder, other_program, reader, progress));
    }
    Ok(verdicts)
}

/// The bags among `verdicts` whose seal is `noted`: the one that the office wrote into its register. A chain that somebody
/// sealed anew from beginning to end is sound in itself and cannot be told otherwise.
pub fn with_seal(verdicts: &[Verdict], noted: Checksum) -> Vec<BagName> {
    verdicts.iter().filter(|verdict| verdict.seal == Some(noted)).map(|verdict| verdict.name).collect()
}

/// The part of [`verify`] that needs no rebuild: every byte, and the chain.
pub fn check(shelf: &Shelf, year: Option<i16>) -> Result<Vec<Verdict>, ArchiveError> {
    let folder = || shelf.folder().to_owned();
    let all = shelf.bags().map_err(|error| ArchiveError::Shelf { folder: folder(), error })?;
    let wanted: Vec<BagName> = all.iter().filter(|bag| year.is_none_or(|year| bag.year == year)).copied().collect();
    if wanted.is_empty() {
        return Err(ArchiveError::NoBag { folder: folder(), year, bags: all });
    }
    Ok(wanted.into_iter().map(|name| check_bag(shelf, name, &all)).collect())
}

fn check_bag(shelf: &Shelf, name: BagName, all: &[BagName]) -> Verdict {
    let folder = shelf.path(name);
    let mut problems = Vec::new();
    let files = check_files(&folder, &mut problems);
    check_identity(shelf, name, &mut problems);
    let chain = check_chain(shelf, name, all, &mut problems);
    Verdict { name, folder, seal: shelf.seal(name).ok(), files, chain, problems }
}

/// Compares what the bag says of itself, in `bag-info.txt` and in its record, with its folder and with each other: a bag
/// under another name has every byte it was sealed with.
fn check_identity(shelf: &Shelf, name: BagName, problems: &mut Vec<Problem>) {
    let info = shelf.info(name);
    let mut hold = |label: &'static str, given: Option<String>, expected: String| {
        let given = given.unwrap_or_else(|| "—".to_owned());
        if given != expected {
            problems.push(Problem::Identity(label, given, expected));
        }
    };
    hold(IDENTIFIER, own_name(&info).map(str::to_owned), name.to_string());
    let record = fs::read(shelf.path(name).join(PAYLOAD).join(RECORD_FILE)).ok();
    // A record that cannot be read is told of as a file, and by the rebuild.
    let Some(record) = record.and_then(|json| Record::from_json(&json).ok()) else { return };
    hold("record.json: year", Some(record.year.to_string()), name.year.to_string());
    if let Some(release) = record.release() {
        hold(DATE_ISSUED, info.get(DATE_ISSUED).map(str::to_owned), release.date.to_string());
    }
}

/// Compares all files with the manifests; gives how many were compared.
fn check_files(bag: &Path, problems: &mut Vec<Problem>) -> usize {
    let mut found: BTreeSet<String> = match files_below(bag) {
        Ok(files) => files.into_iter().collect(),
        Err(error) => {
            problems.push(Problem::Unreadable(bag.display().to_string(), error.to_string()));
            BTreeSet::new()
        }
    };
    let tags = read_manifest(bag, TAG_MANIFEST_FILE, problems);
    let payload = read_manifest(bag, MANIFEST_FILE, problems);
    found.remove(TAG_MANIFEST_FILE);
    // A tag manifest that leaves one of them out would let it be changed.
    for file in [DECLARATION_FILE, INFO_FILE, MANIFEST_FILE] {
        if found.contains(file) && !tags.0.contains_key(file) {
            found.remove(file);
            problems.push(Problem::Changed(file.to_owned()));
        } else if !found.contains(file) && !tags.0.contains_key(file) {
            problems.push(Problem::Missing(file.to_owned()));
        }
    }
    let is_payload = |path: &str| path.strip_prefix(PAYLOAD).is_some_and(|rest| rest.starts_with('/'));
    let listed = tags.0.iter().filter(|(path, _)| !is_payload(path));
    let listed = listed.chain(payload.0.iter().filter(|(path, _)| is_payload(path)));
    let (mut compared, mut bytes, mut counted) = (0, 0, 0);
    for (path, checksum) in listed {
        if !found.remove(path) {
            problems.push(Problem::Missing(path.clone()));
            continue;
        }
        compared += 1;
        match compare(&bag.join(path), *checksum) {
            Ok((problem, length)) => {
                problems.extend(problem.map(|problem| problem(path.clone())));
                if is_payload(path) {
                    (bytes, counted) = (bytes + length, counted + 1);
                }
            }
            Err(error) => problems.push(Problem::Unreadable(path.clone(), error.to_string())),
        }
    }
    problems.extend(found.into_iter().map(Problem::Added));
    let info = BagInfo::parse(&String::from_utf8_lossy(&fs::read(bag.join(INFO_FILE)).unwrap_or_default()));
    let size = format!("{bytes}.{counted}");
    if let Some(given) = info.get(PAYLOAD_OXUM).filter(|given| *given != size) {
        problems.push(Problem::Size(given.to_owned(), size));
    }
    compared
}

/// A problem with the file of a path.
type OfFile = fn(String) -> Problem;

/// Compares one file with its checksum; gives its length too.
fn compare(path: &Path, checksum: Checksum) -> std::io::Result<(Option<OfFile>, u64)> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok((Some(Problem::NotAFile), 0));
    }
    let (found, length) = Checksum::of_file(path)?;
    Ok(((found != checksum).then_some(Problem::Changed as OfFile), length))
}

/// Reads a manifest. One that is not written as we write it has been changed, though it may say the same.
fn read_manifest(bag: &Path, name: &'static str, problems: &mut Vec<Problem>) -> Manifest {
    let text = match fs::read(bag.join(name)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            // The payload's is in the tag manifest, and missed there.
            if name == TAG_MANIFEST_FILE {
                problems.push(Problem::Missing(name.to_owned()));
            }
            return Manifest::default();
        }
        Err(error) => {
            problems.push(Problem::Unreadable(name.to_owned(), error.to_string()));
            return Manifest::default();
        }
    };
    let (manifest, wrong) = Manifest::parse(&String::from_utf8_lossy(&text));
    if !wrong.is_empty() {
        problems.push(Problem::Malformed(name.to_owned(), wrong));
    } else if name == TAG_MANIFEST_FILE && manifest.to_string().as_bytes() != text {
        problems.push(Problem::Changed(name.to_owned()));
    }
    manifest
}

/// Looks for the bags that this one names, and whether they are what they were.
fn check_chain(shelf: &Shelf, name: BagName, all: &[BagName], problems: &mut Vec<Problem>) -> Chain {
    let info = shelf.info(name);
    let mut follow = |label: &'static str, seal_label: &str, is_needed: bool| -> Option<BagName> {
        let link = match (info.get(label), info.get(seal_label)) {
            (None, None) if !is_needed => return None,
            (Some(name), Some(seal)) => name.parse().ok().zip(seal.parse().ok()),
            _ => None,
        };
        let Some((named, seal)) = link else {
            problems.push(Problem::LinkUnclear(label));
            return None;
        };
        problems.extend(check_link(shelf, all, BagLink { name: named, seal }));
        Some(named)
    };
    let replaces = follow(REPLACES, REPLACES_SEAL, name.revision > 1);
    // One bag stands at the beginning of the chain: the others name one.
    let is_first = all.iter().all(|other| *other == name || shelf.info(*other).get(PREVIOUS).is_some());
    let previous = follow(PREVIOUS, PREVIOUS_SEAL, !is_first);
    Chain { previous, replaces }
}

fn check_link(shelf: &Shelf, all: &[BagName], link: BagLink) -> Option<Problem> {
    if !all.contains(&link.name) {
        return Some(Problem::LinkMissing(link.name));
    }
    let now = shelf.seal(link.name).ok();
    (now != Some(link.seal)).then_some(Problem::LinkChanged(link.name, link.seal, now))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::bag::DECLARATION;

    /// A shelf with one small bag, and the paths of its files.
    fn shelf() -> (tempfile::TempDir, Shelf, BTreeMap<String, Vec<u8>>) {
        let root = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::new(root.path());
        let mut files: BTreeMap<String, Vec<u8>> =
            [("data/a.txt", "một"), ("data/b/50 phần trăm.txt", ""), ("data/b/c", "x\n")]
                .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
                .into();
        let listed = |files: &BTreeMap<String, Vec<u8>>| {
            Manifest(files.iter().map(|(path, bytes)| (path.clone(), Checksum::of(bytes))).collect()).to_string()
        };
        let manifest = listed(&files);
        let tags = BTreeMap::from([
            (DECLARATION_FILE.to_owned(), DECLARATION.as_bytes().to_vec()),
            (
                INFO_FILE.to_owned(),
                b"External-Identifier: 2739/KH-UBND/2026\nBagging-Date: 2026-12-01\nPayload-Oxum: 7.3\n".to_vec(),
            ),
            (MANIFEST_FILE.to_owned(), manifest.into_bytes()),
        ]);
        files.insert(TAG_MANIFEST_FILE.to_owned(), listed(&tags).into_bytes());
        files.extend(tags);
        for (path, bytes) in &files {
            let path = shelf.folder().join("2026").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, bytes).expect("a file");
        }
        (root, shelf, files)
    }

    fn problems(shelf: &Shelf) -> Vec<Problem> {
        check(shelf, None).expect("a bag").remove(0).problems
    }

    #[test]
    fn one_byte_changed_anywhere_is_found() {
        let (_root, shelf, files) = shelf();
        assert_eq!(problems(&shelf), []);
        for (path, bytes) in files {
            let place = shelf.folder().join("2026").join(&path);
            for index in 0..bytes.len() {
                // The bits by turns; the sixth makes small letters of capitals, which a checksum may be written in.
                let bit = if index % 2 == 0 { 0x20 } else { 1 << (index % 8) };
                let mut changed = bytes.clone();
                changed[index] ^= bit;
                fs::write(&place, changed).expect("a file");
                assert!(!problems(&shelf).is_empty(), "{path}: byte {index}, bit {bit}");
            }
            for index in [0, bytes.len() / 2, bytes.len()] {
                let mut longer = bytes.clone();
                longer.insert(index, b'\n');
                fs::write(&place, longer).expect("a file");
                assert!(!problems(&shelf).is_empty(), "{path}: a byte more at {index}");
            }
            if let [shorter @ .., _] = bytes.as_slice() {
                fs::write(&place, shorter).expect("a file");
                assert!(!problems(&shelf).is_empty(), "{path}: a byte less");
            }
            fs::write(&place, bytes).expect("a file");
        }
        assert_eq!(problems(&shelf), []);
    }

    #[test]
    fn files_missing_and_added_are_named() {
        let (_root, shelf, files) = shelf();
        for (path, bytes) in files {
            let place = shelf.folder().join("2026").join(&path);
            fs::remove_file(&place).expect("removed");
            assert!(problems(&shelf).contains(&Problem::Missing(path.clone())), "{path}");
            fs::write(&place, bytes).expect("a file");
        }
        for path in ["data/b/~$c", "fetch.txt", "manifest-md5.txt", "x/y"] {
            let place = shelf.folder().join("2026").join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
            fs::write(&place, "").expect("a file");
            assert_eq!(problems(&shelf), [Problem::Added(path.to_owned())]);
            fs::remove_file(&place).expect("removed");
        }
        assert_eq!(problems(&shelf), []);
    }
}
