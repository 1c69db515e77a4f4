//! A bag to what is wrong with it: every byte by its checksum, nothing missing and nothing added, the bags it names, and
//! the outputs built again.

use std::fs;
use std::path::{Path, PathBuf};

use super::ArchiveError;
use super::bag_files::check_files;
use super::bag_folder::{BagFolder, BagLink};
use super::problem::{Problem, Weight};
use super::rebuild::rebuild;
use super::record::{EARLIER_FILE, Record};
use super::tag_files::{DATE_ISSUED, OWN_NUMBER, SOFTWARE};
use crate::bag::{
    Checksum, IDENTIFIER, MANIFEST_FILE, Manifest, PAYLOAD, PREVIOUS, PREVIOUS_SEAL, RECORD_PATH, REPLACES,
    REPLACES_SEAL, UnreadFile, own_name, read_regular,
};
use crate::intake::Reader;
use crate::model::{BagName, Bilingual};
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
    /// Submissions that it lists and does not hold, for their size.
    pub left_out: Vec<LeftOutFile>,
    /// The bags it names.
    pub chain: Chain,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// A submission that was refused for its size, and is listed in the record alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutFile {
    /// Its path relative to `inputs/<year>/`.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its checksum, as the record has it.
    pub checksum: String,
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
    bag_folder: &BagFolder,
    year: Option<i16>,
    program: &str,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Vec<Verdict>, ArchiveError> {
    let mut verdicts = check(bag_folder, year)?;
    for verdict in &mut verdicts {
        // Whatever is in the place of a file would be opened.
        if verdict.problems.iter().any(Problem::is_unsound) {
            let why = Bilingual::new(
                "trong hồ sơ có chỗ không phải tệp thường hoặc dòng ghi sai, như nêu ở trên.",
                "the bag has something that is no regular file, or a wrong line, as said above.",
            );
            verdict.problems.push(Problem::NotRebuilt(why, None));
            continue;
        }
        let info = bag_folder.info(verdict.name);
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
pub fn check(bag_folder: &BagFolder, year: Option<i16>) -> Result<Vec<Verdict>, ArchiveError> {
    let folder = || bag_folder.folder().to_owned();
    let all = bag_folder.bags().map_err(|error| ArchiveError::BagFolder { folder: folder(), error })?;
    let wanted: Vec<BagName> = all.iter().filter(|bag| year.is_none_or(|year| bag.year == year)).copied().collect();
    if wanted.is_empty() {
        return Err(ArchiveError::NoBag { folder: folder(), year, bags: all });
    }
    let checked = wanted.into_iter().map(|name| {
        let mut verdict = check_bag(bag_folder, name);
        if !verdict.problems.contains(&Problem::FolderIsLink) {
            verdict.chain = check_chain(bag_folder, name, &all, &mut verdict.problems);
        }
        verdict
    });
    Ok(checked.collect())
}

/// Checks one bag by itself.
fn check_bag(bag_folder: &BagFolder, name: BagName) -> Verdict {
    let folder = bag_folder.path(name);
    let mut problems = Vec::new();
    if !fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir()) {
        problems.push(Problem::FolderIsLink);
        return Verdict { name, folder, seal: None, files: 0, left_out: Vec::new(), chain: Chain::default(), problems };
    }
    let files = check_files(&folder, &mut problems);
    check_identity(bag_folder, name, &mut problems);
    let left_out = left_out(&folder);
    Verdict { name, folder, seal: bag_folder.seal(name).ok(), files, left_out, chain: Chain::default(), problems }
}

/// The first thing because of which a bag is not what was sealed, itself and without those that it names.
pub(super) fn first_difference(bag_folder: &BagFolder, name: BagName) -> Option<Problem> {
    check_bag(bag_folder, name).problems.into_iter().find(|problem| problem.weight() == Weight::Difference)
}

/// The submissions that a bag lists and does not hold; none where its record cannot be read.
pub(super) fn left_out(bag: &Path) -> Vec<LeftOutFile> {
    let record = read_regular(bag, RECORD_PATH).ok().and_then(|json| Record::from_json(&json).ok());
    let submissions = record.into_iter().flat_map(|record| record.submissions);
    let files = submissions.filter_map(|received| {
        let left_out = received.left_out?;
        Some(LeftOutFile { path: received.path, bytes: left_out.bytes, checksum: left_out.sha256 })
    });
    files.collect()
}

/// Compares what the bag says of itself, in `bag-info.txt` and in its record, with its folder and with each other: a bag
/// under another name has every byte it was sealed with.
fn check_identity(bag_folder: &BagFolder, name: BagName, problems: &mut Vec<Problem>) {
    let info = bag_folder.info(name);
    problems.extend(info.repeated_labels().into_iter().map(|label| Problem::LabelTwice(label.to_owned())));
    let mut hold = |label: &'static str, given: Option<&str>, expected: String| {
        let given = given.unwrap_or("—");
        if given != expected {
            problems.push(Problem::Identity(label, given.to_owned(), expected));
        }
    };
    hold(IDENTIFIER, own_name(&info), name.to_string());
    let json = match read_regular(&bag_folder.path(name), RECORD_PATH) {
        Ok(json) => json,
        Err(UnreadFile::Missing) => {
            let missing = Problem::Missing(RECORD_PATH.to_owned());
            // It may have been told of as a file of the manifest.
            problems.extend((!problems.contains(&missing)).then_some(missing));
            return;
        }
        // Told of as a file.
        Err(_) => return,
    };
    let record = match Record::from_json(&json) {
        Ok(record) => record,
        Err(why) => return problems.push(Problem::Record(why)),
    };
    hold("record.json: year", Some(&record.year.to_string()), name.year.to_string());
    let number = info.get(OWN_NUMBER).and_then(|number| number.split('/').next());
    hold(OWN_NUMBER, number, format!("{:02}", record.number));
    match record.release() {
        Some(release) => hold(DATE_ISSUED, info.get(DATE_ISSUED), release.date.to_string()),
        None => problems.push(Problem::Record("date".to_owned())),
    }
}

/// The bag from which the data of the earlier year were taken, where it is at hand and sealed others. The record has their
/// path in the workspace: `output/archive/2025/data/output/2025/data.json`.
fn differing_source(bag_folder: &BagFolder, name: BagName) -> Option<BagName> {
    let record = Record::from_json(&read_regular(&bag_folder.path(name), RECORD_PATH).ok()?).ok()?;
    let source = record.earlier?;
    let (bag, path) = source.strip_prefix("output/archive/")?.split_once('/')?;
    let bag: BagName = bag.parse().ok()?;
    let sealed = |bag: BagName, path: &str| {
        let manifest = read_regular(&bag_folder.path(bag), MANIFEST_FILE).ok()?;
        Manifest::parse(&String::from_utf8_lossy(&manifest)).0.0.get(path).copied()
    };
    let (here, there) = (sealed(name, &format!("{PAYLOAD}/{EARLIER_FILE}")), sealed(bag, path)?);
    (here != Some(there)).then_some(bag)
}

/// Looks for the bags that this one names, and whether they are what they were.
fn check_chain(bag_folder: &BagFolder, name: BagName, all: &[BagName], problems: &mut Vec<Problem>) -> Chain {
    let info = bag_folder.info(name);
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
        problems.extend(check_link(bag_folder, all, BagLink { name: named, seal }));
        Some(named)
    };
    let replaces = follow(REPLACES, REPLACES_SEAL, name.revision > 1);
    let wrong = replaces.filter(|replaced| replaced.year != name.year || replaced.revision >= name.revision);
    // One bag stands at the beginning of the chain: the others name one.
    let is_first = all.iter().all(|other| *other == name || bag_folder.info(*other).get(PREVIOUS).is_some());
    let previous = follow(PREVIOUS, PREVIOUS_SEAL, !is_first);
    if let Some(wrong) = wrong {
        let expected =
            if name.revision > 1 { BagName { revision: name.revision - 1, ..name }.to_string() } else { "—".into() };
        problems.push(Problem::Identity(REPLACES, wrong.to_string(), expected));
    }
    problems.extend(differing_source(bag_folder, name).map(Problem::EarlierDiffers));
    Chain { previous, replaces }
}

fn check_link(bag_folder: &BagFolder, all: &[BagName], link: BagLink) -> Option<Problem> {
    if !all.contains(&link.name) {
        return Some(Problem::LinkMissing(link.name));
    }
    let now = bag_folder.seal(link.name).ok();
    (now != Some(link.seal)).then_some(Problem::LinkChanged(link.name, link.seal, now))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::bag::{DECLARATION, DECLARATION_FILE, INFO_FILE, TAG_MANIFEST_FILE};

    const RECORD: &str = r#"{"schema":"tonghop/record/1","year":2026,"number":5,"date":"2026-12-01","submissions":[]}"#;

    /// A folder of bags with one small bag, and the paths of its files.
    fn bag_folder() -> (tempfile::TempDir, BagFolder, BTreeMap<String, Vec<u8>>) {
        let root = tempfile::tempdir().expect("a folder");
        let bag_folder = BagFolder::new(root.path());
        let mut files: BTreeMap<String, Vec<u8>> =
            [("data/a.txt", "một"), ("data/b/50 phần trăm.txt", ""), ("data/b/c", "x\n"), (RECORD_PATH, RECORD)]
                .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
                .into();
        let listed = |files: &BTreeMap<String, Vec<u8>>| {
            Manifest(files.iter().map(|(path, bytes)| (path.clone(), Checksum::of(bytes))).collect()).to_string()
        };
        let manifest = listed(&files);
        let info = format!(
            "External-Identifier: 2739/KH-UBND/2026\nInternal-Sender-Identifier: 05/BC-SGDĐT\n\
             Date-Issued: 2026-12-01\nPayload-Oxum: {}.4\n",
            files.values().map(Vec::len).sum::<usize>()
        );
        let tags = BTreeMap::from([
            (DECLARATION_FILE.to_owned(), DECLARATION.as_bytes().to_vec()),
            (INFO_FILE.to_owned(), info.into_bytes()),
            (MANIFEST_FILE.to_owned(), manifest.into_bytes()),
        ]);
        files.insert(TAG_MANIFEST_FILE.to_owned(), listed(&tags).into_bytes());
        files.extend(tags);
        for (path, bytes) in &files {
            let path = bag_folder.folder().join("2026").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, bytes).expect("a file");
        }
        (root, bag_folder, files)
    }

    fn problems(bag_folder: &BagFolder) -> Vec<Problem> {
        check(bag_folder, None).expect("a bag").remove(0).problems
    }

    #[test]
    fn one_byte_changed_anywhere_is_found() {
        let (_root, bag_folder, files) = bag_folder();
        assert_eq!(problems(&bag_folder), []);
        for (path, bytes) in files {
            let place = bag_folder.folder().join("2026").join(&path);
            for index in 0..bytes.len() {
                // The bits by turns; the sixth makes small letters of capitals, which a checksum may be written in.
                let bit = if index % 2 == 0 { 0x20 } else { 1 << (index % 8) };
                let mut changed = bytes.clone();
                changed[index] ^= bit;
                fs::write(&place, changed).expect("a file");
                assert!(!problems(&bag_folder).is_empty(), "{path}: byte {index}, bit {bit}");
            }
            for index in [0, bytes.len() / 2, bytes.len()] {
                let mut longer = bytes.clone();
                longer.insert(index, b'\n');
                fs::write(&place, longer).expect("a file");
                assert!(!problems(&bag_folder).is_empty(), "{path}: a byte more at {index}");
            }
            if let [shorter @ .., _] = bytes.as_slice() {
                fs::write(&place, shorter).expect("a file");
                assert!(!problems(&bag_folder).is_empty(), "{path}: a byte less");
            }
            fs::write(&place, bytes).expect("a file");
        }
        assert_eq!(problems(&bag_folder), []);
    }

    #[test]
    fn a_bag_that_came_from_another_system_is_sound() {
        let (_root, bag_folder, _) = bag_folder();
        let folder = bag_folder.folder().join("2026/data");
        let spelt = folder.join("b/50 pha\u{302}\u{300}n tra\u{306}m.TXT");
        fs::rename(folder.join("b/50 phần trăm.txt"), &spelt).expect("renamed");
        assert_eq!(problems(&bag_folder), []);
        fs::write(&spelt, "x").expect("changed");
        assert!(problems(&bag_folder).contains(&Problem::Changed("data/b/50 phần trăm.txt".to_owned())));
    }

    #[test]
    fn files_missing_and_added_are_named() {
        let (_root, bag_folder, files) = bag_folder();
        for (path, bytes) in files {
            let place = bag_folder.folder().join("2026").join(&path);
            fs::remove_file(&place).expect("removed");
            assert!(problems(&bag_folder).contains(&Problem::Missing(path.clone())), "{path}");
            fs::write(&place, bytes).expect("a file");
        }
        for path in ["data/b/~$c", "fetch.txt", "manifest-md5.txt", "x/y"] {
            let place = bag_folder.folder().join("2026").join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("folders");
            fs::write(&place, "").expect("a file");
            assert_eq!(problems(&bag_folder), [Problem::Added(path.to_owned())]);
            fs::remove_file(&place).expect("removed");
        }
        assert_eq!(problems(&bag_folder), []);
    }
}
