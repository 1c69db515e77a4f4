//! A workspace to a bag.
//!
//! The submissions and settings are copied first, and the outputs built from the copies: what is sealed is what was read,
//! whatever happens to the workspace meanwhile. Before the bag is put in place the workspace is looked at once more: what
//! came, went or changed in the meantime is read again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::ArchiveError;
use super::bag_folder::{BagFolder, Staging, files_below};
use super::findings::{FINDINGS_FILE, write_findings};
use super::inputs::{SealedInputs, StoredInputs, store_inputs};
use super::losses::{last_build, losses};
use super::record::RECORD_FILE;
use super::tag_files::{Links, bag_info, store_tag_files};
use super::verify::{LeftOutFile, first_difference, left_out};
use crate::bag::{Checksum, MANIFEST_FILE, Manifest, PAYLOAD, PREVIOUS, REPLACES, read_regular};
use crate::check::CheckedYear;
use crate::compose::Release;
use crate::config::Workspace;
use crate::intake::Reader;
use crate::model::{BagName, Date};
use crate::output::json::{DraftChanges, read_draft};
use crate::pipeline::{
    BuildError, Content, DATA, Destination, Progress, Publication, Rendering, YearInputs, write_file,
};

/// How often a year is built whose files change meanwhile.
const TRIES: usize = 3;

/// What is to be sealed.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Where.
    pub workspace: &'a Workspace,
    /// The year.
    pub year: i16,
    /// Number and date of the report.
    pub release: &'a Release,
    /// Why an earlier revision is replaced, in the office's words.
    pub reason: Option<&'a str>,
    /// The office knows that figures which counted in the last build no longer do.
    pub accepts_losses: bool,
    /// The day of sealing.
    pub today: Date,
    /// The program: `tonghop 0.1.0`.
    pub program: &'a str,
}

/// A sealed year.
#[derive(Debug)]
pub struct Sealed {
    /// The bag.
    pub name: BagName,
    /// Its folder.
    pub folder: PathBuf,
    /// The checksum of its tag manifest.
    pub seal: Checksum,
    /// It was there already, with the very same content; nothing was written to it.
    pub is_known: bool,
    /// The bag sealed before it.
    pub previous: Option<BagName>,
    /// The revision it replaces.
    pub replaces: Option<BagName>,
    /// The year.
    pub checked: CheckedYear,
    /// Files that the bag holds below `data/`.
    pub files: usize,
    /// Submissions that are listed in the bag and not copied, for their size.
    pub left_out: Vec<LeftOutFile>,
    /// What the last build in `output/<year>/` had otherwise; nothing where there was none.
    pub changes: Option<DraftChanges>,
    /// The final editions, workbook and data in `output/<year>/`; or why they are in the bag alone.
    pub outputs: Result<Vec<PathBuf>, BuildError>,
}

/// A bag all but its tag files, and the year in it.
struct Built {
    staging: Staging,
    manifest: Manifest,
    checked: CheckedYear,
    /// The outputs that belong into `output/<year>/` too.
    outputs: Vec<String>,
}

/// Builds the final outputs of a year and seals them with all they were made of. A year that was sealed before gets a new
/// revision, unless nothing has changed. Killed at any moment, it leaves the whole bag or none. After an error nothing is
/// sealed.
pub fn seal(
    request: &Request<'_>,
    bag_folder: &BagFolder,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Sealed, ArchiveError> {
    // The copies that are built from have their right names alone.
    request.workspace.check_names(request.year).map_err(BuildError::Config)?;
    // A year that is not there leaves no trace.
    YearInputs::of_workspace(request.workspace, request.year)?;
    let lock = bag_folder.open()?;
    let unreadable = |error| ArchiveError::BagFolder { folder: bag_folder.folder().to_owned(), error };
    let newest = bag_folder.newest(request.year).map_err(unreadable)?;
    let last = bag_folder.last_sealed().map_err(unreadable)?;
    for named in newest.into_iter().chain(last.filter(|last| Some(*last) != newest)) {
        if let Some(problem) = first_difference(bag_folder, named) {
            return Err(ArchiveError::NotAsSealed {
                bag: named,
                path: bag_folder.path(named),
                problem: Box::new(problem),
            });
        }
    }
    let name = BagName { year: request.year, revision: newest.map_or(1, |newest| newest.revision + 1) };
    let before = last_build(request.workspace, request.year);
    let Built { staging, manifest, checked, outputs } = build_at_rest(request, bag_folder, name, reader, progress)?;
    if let Some(before) = before.as_ref().filter(|_| !request.accepts_losses) {
        let lost = losses(before, &checked);
        if !lost.is_empty() {
            return Err(ArchiveError::Losses { year: request.year, lost });
        }
    }
    let built = sealed_data(staging.folder(), request.year);
    let changes = before.zip(built).map(|(before, built)| before.changes_to(&built));
    let files = manifest.0.len();
    let same = newest.filter(|newest| {
        let sealed = read_regular(&bag_folder.path(*newest), MANIFEST_FILE);
        sealed.is_ok_and(|sealed| sealed == manifest.to_string().as_bytes())
    });
    let (name, seal, synced) = match same {
        Some(same) => {
            drop(staging);
            (same, bag_folder.link(same)?.seal, Ok(()))
        }
        None => {
            let links = Links {
                previous: last.map(|last| bag_folder.link(last)).transpose()?,
                replaces: newest.map(|newest| bag_folder.link(newest)).transpose()?,
            };
            let info = bag_info(request, &checked, name, &staging, &manifest, links)?;
            let seal = store_tag_files(&staging, &manifest, &info)?;
            (name, seal, staging.place(bag_folder, name)?)
        }
    };
    drop(lock);
    // The year is sealed: what goes wrong from here on does not undo it, and must not be told as if it did.
    let folder = bag_folder.path(name);
    let outputs = synced.and_then(|()| publish(&folder, request, &outputs));
    let info = bag_folder.info(name);
    let named = |label| info.get(label).and_then(|name| name.parse().ok());
    let (previous, replaces, is_known) = (named(PREVIOUS), named(REPLACES), same.is_some());
    let left_out = left_out(&folder);
    Ok(Sealed { name, folder, seal, is_known, previous, replaces, checked, files, left_out, changes, outputs })
}

/// The data in a bag, as far as they are compared.
fn sealed_data(bag: &Path, year: i16) -> Option<crate::output::json::Draft> {
    let path = Workspace::new(bag.join(PAYLOAD)).outputs(year).join(DATA);
    read_draft(&fs::read(path).ok()?, year)
}

/// Copies and builds the year, once more where its files changed meanwhile.
fn build_at_rest(
    request: &Request<'_>,
    bag_folder: &BagFolder,
    name: BagName,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Built, ArchiveError> {
    let mut changed = Vec::new();
    for _ in 0..TRIES {
        let (built, stored) = build_once(request, bag_folder, name, reader, progress)?;
        changed = stored.changed_since(request.workspace, request.year, &built.manifest)?;
        if changed.is_empty() {
            return Ok(built);
        }
    }
    Err(ArchiveError::Changing { paths: changed })
}

fn build_once(
    request: &Request<'_>,
    bag_folder: &BagFolder,
    name: BagName,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<(Built, StoredInputs), ArchiveError> {
    let inputs = YearInputs::of_workspace(request.workspace, request.year)?;
    let staging = bag_folder.stage(name)?;
    let payload = staging.folder().join(PAYLOAD);
    let stored = store_inputs(&inputs, request.release, &payload)?;
    let (checked, outputs) = store_outputs(&payload, reader, progress)?;
    let manifest = manifest_of(&staging)?;
    Ok((Built { staging, manifest, checked, outputs }, stored))
}

/// Builds the outputs from what is in the payload; gives the names of those that belong into `output/<year>/` too.
fn store_outputs(
    payload: &Path,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<(CheckedYear, Vec<String>), ArchiveError> {
    let sealed = SealedInputs::open(payload)
        .map_err(|error| BuildError::output(payload.join(RECORD_FILE), io::Error::other(error)))?;
    let folder = sealed.inputs.workspace.outputs(sealed.inputs.year);
    let destination = Folder(folder.clone());
    let rendering = sealed.inputs.render(Some(&sealed.release), reader, progress)?;
    let names = rendering.names();
    let checked = write_outputs(rendering, &destination)?;
    Ok((checked, names))
}

/// Writes everything that is made of the sealed inputs: the outputs of a build, and the list of findings.
pub(super) fn write_outputs(
    rendering: Rendering<'_>,
    destination: &dyn Destination,
) -> Result<CheckedYear, BuildError> {
    let checked = rendering.write(destination)?;
    destination.accept(FINDINGS_FILE, Box::new(|sink| write_findings(&checked, sink)))?;
    Ok(checked)
}

/// Outputs written straight into a folder.
struct Folder(PathBuf);

impl Destination for Folder {
    fn accept(&self, name: &str, content: Content<'_>) -> Result<(), BuildError> {
        let path = self.0.join(name);
        store_file(&path, content).map_err(|error| BuildError::output(path, error))
    }
}

/// Writes a file of the bag, making its folders.
pub(super) fn store(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ArchiveError> {
    Ok(store_file(path, content).map_err(|error| BuildError::output(path, error))?)
}

fn store_file(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    write_file(path, content)
}

/// The checksums of the payload, read back from the disk.
fn manifest_of(staging: &Staging) -> Result<Manifest, ArchiveError> {
    let checksums = || -> io::Result<BTreeMap<String, Checksum>> {
        let paths = files_below(staging.folder())?;
        paths.into_iter().map(|path| Ok((path.clone(), Checksum::of_file(&staging.folder().join(path))?.0))).collect()
    };
    Ok(Manifest(checksums().map_err(|error| BuildError::output(staging.folder(), error))?))
}

/// Puts the sealed outputs into `output/<year>/` as well, where the office looks for them.
fn publish(bag: &Path, request: &Request<'_>, names: &[String]) -> Result<Vec<PathBuf>, BuildError> {
    let sealed = Workspace::new(bag.join(PAYLOAD)).outputs(request.year);
    let publication = Publication::begin(request.workspace.outputs(request.year))?;
    for name in names {
        publication.write(name, |sink| io::copy(&mut fs::File::open(sealed.join(name))?, sink).map(drop))?;
    }
    publication.finish(names)
}
