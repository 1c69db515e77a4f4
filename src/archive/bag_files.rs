//! The files of a bag against its manifests: every byte by its checksum, nothing missing, nothing added, nothing but regular
//! files. Any bag is looked at as one that somebody else made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::bag_folder::files_below;
use super::problem::Problem;
use super::tag_files::PAYLOAD_OXUM;
use crate::bag::{
    BagInfo, Checksum, DECLARATION, DECLARATION_FILE, INFO_FILE, LineFault, MANIFEST_FILE, Manifest, PAYLOAD,
    TAG_MANIFEST_FILE, UnreadFile, read_regular,
};
use crate::model::system_words;
use crate::paths::key;

/// The tag files that the tag manifest lists, no more and no less.
const TAG_FILES: [&str; 3] = [DECLARATION_FILE, INFO_FILE, MANIFEST_FILE];

/// Compares all files with the manifests; gives how many were compared.
pub(super) fn check_files(bag: &Path, problems: &mut Vec<Problem>) -> usize {
    let mut found: BTreeSet<String> = match files_below(bag) {
        Ok(files) => files.into_iter().collect(),
        Err(error) => {
            problems.push(Problem::Unreadable(bag.display().to_string(), system_words(&error)));
            BTreeSet::new()
        }
    };
    let tags = read_manifest(bag, TAG_MANIFEST_FILE, problems);
    let payload = read_manifest(bag, MANIFEST_FILE, problems);
    found.remove(TAG_MANIFEST_FILE);
    // A tag manifest that leaves one of them out would let it be changed.
    for file in TAG_FILES.iter().filter(|file| !tags.0.contains_key(**file)) {
        let was_there = found.remove(*file);
        problems.push(if was_there { Problem::Changed } else { Problem::Missing }((*file).to_owned()));
    }
    let is_payload = |path: &str| path.strip_prefix(PAYLOAD).is_some_and(|rest| rest.starts_with('/'));
    let misplaced = |manifest: &str, path: &String| Problem::Misplaced(manifest.to_owned(), path.clone());
    problems.extend(tags.0.keys().filter(|path| is_payload(path)).map(|path| misplaced(TAG_MANIFEST_FILE, path)));
    problems.extend(payload.0.keys().filter(|path| !is_payload(path)).map(|path| misplaced(MANIFEST_FILE, path)));
    let foreign = tags.0.keys().filter(|path| !is_payload(path) && !TAG_FILES.contains(&path.as_str()));
    problems.extend(foreign.map(|path| Problem::NotOurs(path.clone())));
    let listed = tags.0.iter().filter(|(path, _)| !is_payload(path));
    let listed = listed.chain(payload.0.iter().filter(|(path, _)| is_payload(path)));
    let listed: Vec<(&String, &Checksum)> = listed.collect();
    let spelt = spelt_otherwise(&listed, &found);
    let (mut compared, mut bytes, mut counted) = (0, 0, 0);
    for (path, checksum) in listed {
        let on_disk = spelt.get(path).unwrap_or(path);
        if !found.remove(on_disk) {
            problems.push(Problem::Missing(path.clone()));
            continue;
        }
        compared += 1;
        match compare(&bag.join(on_disk), *checksum) {
            Ok((problem, length)) => {
                problems.extend(problem.map(|problem| problem(path.clone())));
                if is_payload(path) {
                    (bytes, counted) = (bytes + length, counted + 1);
                }
            }
            Err(error) => problems.push(Problem::Unreadable(path.clone(), system_words(&error))),
        }
    }
    problems.extend(found.into_iter().map(|path| {
        let is_regular = fs::symlink_metadata(bag.join(&path)).is_ok_and(|metadata| metadata.is_file());
        if is_regular { Problem::Added(path) } else { Problem::NotAFile(path) }
    }));
    if read_regular(bag, DECLARATION_FILE).is_ok_and(|declaration| declaration != DECLARATION.as_bytes()) {
        problems.push(Problem::Declaration);
    }
    let info = BagInfo::parse(&String::from_utf8_lossy(&read_regular(bag, INFO_FILE).unwrap_or_default()));
    let size = format!("{bytes}.{counted}");
    match info.get(PAYLOAD_OXUM) {
        Some(given) if given != size => problems.push(Problem::Size(given.to_owned(), size)),
        Some(_) => {}
        None => problems.push(Problem::LabelMissing(PAYLOAD_OXUM)),
    }
    compared
}

/// The files that the disk spells otherwise than the manifests do: copied to another system, a bag may come to have its
/// names decomposed or in another letter case, which RFC 8493 leaves to whoever reads it (section 6.1). Every byte is held
/// against its checksum all the same.
fn spelt_otherwise(listed: &[(&String, &Checksum)], found: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut missing: BTreeMap<String, &String> =
        listed.iter().filter(|(path, _)| !found.contains(*path)).map(|(path, _)| (key(path), *path)).collect();
    if missing.is_empty() {
        return BTreeMap::new();
    }
    let known: BTreeSet<&String> = listed.iter().map(|(path, _)| *path).collect();
    let others = found.iter().filter(|path| !known.contains(path));
    // The first takes the place; another that reads the same was added.
    others.filter_map(|path| Some((missing.remove(&key(path))?.clone(), path.clone()))).collect()
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
    let text = match read_regular(bag, name) {
        Ok(text) => text,
        // The payload's is in the tag manifest, and told of there.
        Err(UnreadFile::Missing | UnreadFile::NotRegular) if name != TAG_MANIFEST_FILE => return Manifest::default(),
        Err(error) => {
            problems.push(match error {
                UnreadFile::Missing => Problem::Missing(name.to_owned()),
                UnreadFile::NotRegular => Problem::NotAFile(name.to_owned()),
                UnreadFile::Io(error) => Problem::Unreadable(name.to_owned(), system_words(&error)),
            });
            return Manifest::default();
        }
    };
    let (manifest, wrong) = Manifest::parse(&String::from_utf8_lossy(&text));
    if wrong.is_empty() && name == TAG_MANIFEST_FILE && manifest.to_string().as_bytes() != text {
        problems.push(Problem::Changed(name.to_owned()));
    }
    let mut by_fault: BTreeMap<LineFault, Vec<usize>> = BTreeMap::new();
    for (line, fault) in wrong {
        by_fault.entry(fault).or_default().push(line);
    }
    problems.extend(by_fault.into_iter().map(|(fault, lines)| Problem::Lines(name.to_owned(), fault, lines)));
    manifest
}
