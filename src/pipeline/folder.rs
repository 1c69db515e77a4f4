//! Folders of many files, such as forms and returns: written anew on every run, except for what somebody has worked on.
//!
//! A list of what was written (`.tonghop`) stands in the folder, with a hash of each file. A file whose content is no
//! longer what was written is somebody's work: it is neither replaced nor removed.

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};

use super::BuildError;
use super::publish::Publication;
use crate::paths::key;

/// The list of what was written.
const LIST: &str = ".tonghop";

/// What became of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// The files as they are now, in the order given.
    pub written: Vec<PathBuf>,
    /// Files that somebody has worked on, which were left as they are.
    pub kept: Vec<PathBuf>,
}

/// Hashes by file name.
type Written = BTreeMap<String, u64>;

/// Makes the folder hold these files, given by name, and no others of earlier runs.
pub(super) fn refresh(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Refreshed, BuildError> {
    if files.is_empty() && !folder.join(LIST).exists() {
        return Ok(Refreshed::default());
    }
    let publication = Publication::begin(folder.to_owned())?;
    let Coming { refreshed, names, stale } = stage(&publication, folder, "", files)?;
    publication.finish_without(&names, &stale)?;
    Ok(refreshed)
}

/// What a publication is to put in place and to remove for a folder to hold other files.
pub(super) struct Coming {
    /// What will have become of the folder.
    pub(super) refreshed: Refreshed,
    /// The files to put in place, as the publication names them.
    pub(super) names: Vec<String>,
    /// The files to remove.
    pub(super) stale: Vec<String>,
}

/// Writes the files under their temporary names. `prefix` is what stands before the names of this folder in those of the
/// publication: nothing, or `returns/`.
pub(super) fn stage(
    publication: &Publication,
    folder: &Path,
    prefix: &str,
    files: &[(String, Vec<u8>)],
) -> Result<Coming, BuildError> {
    let mut refreshed = Refreshed::default();
    if files.is_empty() && !folder.join(LIST).exists() {
        return Ok(Coming { refreshed, names: Vec::new(), stale: Vec::new() });
    }
    let list = read_list(folder)?;
    let mut coming: Vec<&(String, Vec<u8>)> = Vec::with_capacity(files.len());
    for file in files {
        let path = folder.join(&file.0);
        // One system keeps the letter case that a name was written with before, another tells by it.
        let known = list.get(&file.0).or_else(|| {
            let own_key = key(&file.0);
            list.iter().find(|(name, _)| key(name) == own_key).map(|(_, hash)| hash)
        });
        if is_own(&path, known, Some(&file.1))? {
            refreshed.written.push(path);
            coming.push(file);
        } else {
            refreshed.kept.push(path);
        }
    }
    let stale = stale_files(folder, files, &list)?;
    let named = |name: &str| format!("{prefix}{name}");
    coming.par_iter().try_for_each(|(name, bytes)| publication.write(&named(name), |sink| sink.write_all(bytes)))?;
    let list: Written = coming.iter().map(|(name, bytes)| (name.clone(), hash(bytes))).collect();
    let written =
        |sink: &mut dyn io::Write| list.iter().try_for_each(|(name, hash)| writeln!(sink, "{hash:016x} {name}"));
    publication.write(&named(LIST), written)?;
    let names = coming.iter().map(|(name, _)| named(name)).chain([named(LIST)]).collect();
    Ok(Coming { refreshed, names, stale: stale.iter().map(|name| named(name)).collect() })
}

/// The files of earlier runs that are no longer wanted and that nobody has worked on.
fn stale_files(folder: &Path, files: &[(String, Vec<u8>)], list: &Written) -> Result<Vec<String>, BuildError> {
    let names: FxHashSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let mut stale = Vec::new();
    for (name, hash) in list.iter().filter(|(name, _)| !names.contains(name.as_str())) {
        let path = folder.join(name);
        let own_key = key(name);
        // Where the system takes both names for one, it is the file that is being written.
        let is_coming = files.iter().any(|(new, _)| key(new) == own_key && is_same_file(&folder.join(new), &path));
        if !is_coming && path.exists() && is_own(&path, Some(hash), None)? {
            stale.push(name.clone());
        }
    }
    Ok(stale)
}

/// Whether two paths name one file that is there.
fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether the file at `path` may be replaced: there is none, this program wrote it, or it says the same as `coming`.
fn is_own(path: &Path, known: Option<&u64>, coming: Option<&Vec<u8>>) -> Result<bool, BuildError> {
    match fs::read(path) {
        Ok(bytes) => Ok(known.is_some_and(|known| *known == hash(&bytes)) || coming == Some(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(BuildError::output(path, error)),
    }
}

/// Tells whether a file is still what was written; no more than that hangs on it.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The list of an earlier run; empty where there is none. A line that makes no sense is a file that is left alone.
fn read_list(folder: &Path) -> Result<Written, BuildError> {
    let path = folder.join(LIST);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Written::new()),
        Err(error) => return Err(BuildError::output(path, error)),
    };
    let mut written = Written::new();
    for line in String::from_utf8_lossy(&bytes).lines() {
        let Some((hash, name)) = line.split_once(' ') else { continue };
        // The list is in the user's folder: it may name files of this folder only.
        let plain = Path::new(name).file_name().is_some_and(|own| own == name);
        if let (Ok(hash), true) = (u64::from_str_radix(hash, 16), plain) {
            written.insert(name.to_owned(), hash);
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(named: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
        named.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn work_of_others_is_neither_replaced_nor_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let text = |name: &str| fs::read_to_string(path(name)).ok();
        fs::write(path("own.txt"), "not ours").expect("a file");
        refresh(folder.path(), &files(&[("a", "1"), ("b", "1"), ("c", "1")])).expect("a first run");
        fs::write(path("b"), "filled in").expect("a change");
        let second = refresh(folder.path(), &files(&[("a", "2"), ("b", "2"), ("d", "2")])).expect("a second run");
        assert_eq!(second.written, [path("a"), path("d")]);
        assert_eq!(second.kept, [path("b")]);
        assert_eq!(text("a").as_deref(), Some("2"));
        assert_eq!(text("b").as_deref(), Some("filled in"));
        assert_eq!(text("c"), None);
        assert_eq!(text("own.txt").as_deref(), Some("not ours"));
        refresh(folder.path(), &[]).expect("a third run");
        assert_eq!((text("a"), text("d")), (None, None));
        assert_eq!(text("b").as_deref(), Some("filled in"));
    }

    #[test]
    fn a_list_names_files_of_its_folder_only() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("forms");
        fs::create_dir(&folder).expect("a folder");
        fs::write(parent.path().join("precious"), "x").expect("a file");
        fs::write(folder.join(LIST), format!("{:016x} ../precious\n", hash(b"x"))).expect("a list");
        refresh(&folder, &files(&[("a", "1")])).expect("a run");
        assert!(parent.path().join("precious").exists());
    }
}
