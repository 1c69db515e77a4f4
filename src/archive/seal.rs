//! A workspace to a bag.
//!
//! The submissions and settings are copied first, and the outputs built from the copies: what is sealed is what was read,
//! whatever happens to the workspace meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use super::ArchiveError;
use super::findings::{FINDINGS_FILE, write_findings};
use super::names::PortableNames;
use super::record::{EARLIER_FILE, RECORD_FILE, Received, Record};
use super::shelf::{BAGGING_DATE, BagLink, Shelf, Staging, files_below};
use super::since_last::SinceLast;
use super::verify::first_difference;
use crate::bag::{
    BagInfo, Checksum, DECLARATION, DECLARATION_FILE, IDENTIFIER, INFO_FILE, MANIFEST_FILE, Manifest, PAYLOAD,
    PREVIOUS, PREVIOUS_SEAL, REPLACES, REPLACES_SEAL, TAG_MANIFEST_FILE,
};
use crate::check::CheckedYear;
use crate::compose::Release;
use crate::config::Workspace;
use crate::intake::{Reader, Submitted};
use crate::model::{BagName, Date};
use crate::output::json::{LastOutputs, read_last_outputs};
use crate::pipeline::{
    BuildError, Content, DATA, Destination, EarlierData, Progress, Publication, Rendering, YearInputs, write_file,
};

/// Label of the program that made the bag.
pub(super) const SOFTWARE: &str = "Bag-Software-Agent";
/// Label of the day of issue.
pub(super) const DATE_ISSUED: &str = "Date-Issued";
/// Label of number and symbol of the report.
pub(super) const OWN_NUMBER: &str = "Internal-Sender-Identifier";
/// Label of the size of the payload: bytes, a point, files.
pub(super) const PAYLOAD_OXUM: &str = "Payload-Oxum";
/// What the bag is, for whoever opens it without this program.
const READ_ME_FILE: &str = "DOC-TRUOC.txt";
const READ_ME: &str = include_str!("read-me.txt");

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
    /// It is accepted that files which counted in the last outputs cannot be read any more.
    pub accept: bool,
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
    /// What it says otherwise than the outputs that lay in `output/<year>/`; nothing where there were none.
    pub since_last: Option<SinceLast>,
    /// The final editions, workbook and data in `output/<year>/`.
    pub outputs: Vec<PathBuf>,
}

/// Builds the final outputs of a year and seals them with all they were made of. A year that was sealed before gets a new
/// revision, unless nothing has changed. Killed at any moment, it leaves the whole bag or none.
pub fn seal(
    request: &Request<'_>,
    shelf: &Shelf,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Sealed, ArchiveError> {
    let inputs = YearInputs::of_workspace(request.workspace, request.year)?;
    let lock = shelf.open()?;
    let unreadable = |error| ArchiveError::Shelf { folder: shelf.folder().to_owned(), error };
    let newest = shelf.newest(request.year).map_err(unreadable)?;
    let name = BagName { year: request.year, revision: newest.map_or(1, |newest| newest.revision + 1) };
    let last = shelf.last_sealed().map_err(unreadable)?;
    for named in newest.into_iter().chain(last.filter(|last| Some(*last) != newest)) {
        if let Some(problem) = first_difference(shelf, named) {
            return Err(ArchiveError::NotAsSealed { bag: named, path: shelf.path(named), problem: Box::new(problem) });
        }
    }
    let staging = shelf.stage(name)?;
    let payload = staging.folder().join(PAYLOAD);
    store_inputs(&inputs, request.release, &payload)?;
    let (checked, outputs) = store_outputs(&payload, reader, progress)?;
    let since_last = last_outputs(request).map(|last| SinceLast::between(&last, &checked));
    if let Some(since) = since_last.as_ref().filter(|since| !since.no_longer_read.is_empty() && !request.accept) {
        return Err(ArchiveError::NoLongerRead { files: since.no_longer_read.clone() });
    }
    let manifest = manifest_of(&staging)?;
    let same = newest.filter(|newest| {
        let sealed = fs::read_to_string(shelf.path(*newest).join(MANIFEST_FILE));
        sealed.is_ok_and(|sealed| sealed == manifest.to_string())
    });
    let (name, is_known) = match same {
        Some(same) => {
            drop(staging);
            (same, true)
        }
        None => {
            let previous = last.map(|last| shelf.link(last)).transpose()?;
            let replaces = newest.map(|newest| shelf.link(newest)).transpose()?;
            let info = bag_info(request, &checked, name, &staging, &manifest, previous, replaces)?;
            store_tag_files(&staging, &manifest, &info)?;
            staging.place(shelf, name)?;
            (name, false)
        }
    };
    drop(lock);
    let folder = shelf.path(name);
    let seal = shelf.link(name)?.seal;
    let outputs = publish(&folder, request, &outputs).map_err(|error| ArchiveError::Unpublished {
        bag: name,
        folder: folder.clone(),
        seal,
        error,
    })?;
    let info = shelf.info(name);
    let named = |label| info.get(label).and_then(|name| name.parse().ok());
    let (previous, replaces) = (named(PREVIOUS), named(REPLACES));
    Ok(Sealed { name, folder, seal, is_known, previous, replaces, checked, since_last, outputs })
}

/// The outputs that lie in `output/<year>/`, if they are this program's.
fn last_outputs(request: &Request<'_>) -> Option<LastOutputs> {
    let path = request.workspace.outputs(request.year).join(DATA);
    let json = fs::read(&path).ok()?;
    read_last_outputs(&json, DATA).ok().filter(|last| last.figures.year == request.year)
}

/// Copies the submissions, settings and templates, and records what the copies do not say.
fn store_inputs(inputs: &YearInputs, release: &Release, payload: &Path) -> Result<(), ArchiveError> {
    let files = inputs.workspace.effective_files(inputs.year);
    for (path, content) in files.map_err(|(path, error)| ArchiveError::Setting { path, error })? {
        store(&payload.join(path), |sink| sink.write_all(&content))?;
    }
    let folder = Workspace::new(payload).submissions(inputs.year);
    let mut names = PortableNames::default();
    let mut received = Vec::with_capacity(inputs.submissions.len());
    for submitted in &inputs.submissions {
        let stored = names.name(&submitted.path);
        store_submission(submitted, &folder.join(&stored))?;
        received.push(Received { path: submitted.path.to_string(), stored, modified: submitted.modified });
    }
    if let Some(earlier) = &inputs.earlier {
        let content = earlier.read()?;
        store(&payload.join(EARLIER_FILE), |sink| sink.write_all(&content))?;
    }
    let earlier = inputs.earlier.as_ref().map(|earlier| earlier.source.clone());
    let record = Record::new(inputs.year, release, received, earlier);
    let record = record.to_json().map_err(|error| BuildError::output(payload.join(RECORD_FILE), error))?;
    store(&payload.join(RECORD_FILE), |sink| sink.write_all(&record))?;
    store(&payload.join(READ_ME_FILE), |sink| sink.write_all(READ_ME.as_bytes()))
}

/// How often a file that is being written to is copied again, and how long it is waited for.
const COPIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Copies a submission byte by byte, and gives the copy the time of its last change. What is sealed is a state that the
/// file was in: one that changes meanwhile is copied again.
fn store_submission(submitted: &Submitted, target: &Path) -> Result<(), ArchiveError> {
    let unreadable = |error| ArchiveError::Submission { path: submitted.full_path.clone(), error };
    let state = || -> Result<_, ArchiveError> {
        let metadata = fs::metadata(&submitted.full_path).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(unreadable(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")));
        }
        Ok((metadata.len(), metadata.modified().ok()))
    };
    let mut before = state()?;
    let mut is_whole = false;
    for _ in 0..COPIES {
        let mut source = fs::File::open(&submitted.full_path).map_err(unreadable)?;
        store(target, |sink| io::copy(&mut source, sink).map(drop))?;
        let after = state()?;
        is_whole = after == before;
        if is_whole {
            break;
        }
        before = after;
        thread::sleep(PAUSE);
    }
    if !is_whole {
        return Err(ArchiveError::Changing { path: submitted.full_path.clone() });
    }
    if let Ok(seconds) = u64::try_from(submitted.modified) {
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        // A convenience for people: what counts is in the record.
        let _ = fs::File::options().write(true).open(target).and_then(|file| file.set_modified(modified));
    }
    Ok(())
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

/// The inputs of a year as they lie in the payload of a bag.
pub(super) struct SealedInputs {
    pub(super) inputs: YearInputs,
    pub(super) release: Release,
}

impl SealedInputs {
    /// Reads the record of a payload; the error says what is wrong with it.
    pub(super) fn open(payload: &Path) -> Result<Self, String> {
        let json = fs::read(payload.join(RECORD_FILE)).map_err(|error| error.to_string())?;
        let record = Record::from_json(&json)?;
        let release = record.release().ok_or("date")?;
        let workspace = Workspace::new(payload);
        let folder = workspace.submissions(record.year);
        let submitted = |received: &Received| Submitted {
            path: received.path.as_str().into(),
            full_path: folder.join(&received.stored),
            modified: received.modified,
        };
        let submissions = record.submissions.iter().map(submitted).collect();
        let earlier = record.earlier.map(|source| EarlierData { source, path: payload.join(EARLIER_FILE), bag: None });
        Ok(Self { inputs: YearInputs { workspace, year: record.year, submissions, earlier }, release })
    }
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
fn store(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ArchiveError> {
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

fn bag_info(
    request: &Request<'_>,
    checked: &CheckedYear,
    name: BagName,
    staging: &Staging,
    manifest: &Manifest,
    previous: Option<BagLink>,
    replaces: Option<BagLink>,
) -> Result<BagInfo, ArchiveError> {
    let settings = &checked.consolidation().settings;
    let (issuer, plan) = (&settings.report.issuer, &settings.plan.symbol);
    let length = |path: &String| fs::metadata(staging.folder().join(path)).map(|metadata| metadata.len());
    let bytes: io::Result<u64> = manifest.0.keys().map(length).sum();
    let bytes = bytes.map_err(|error| BuildError::output(staging.folder(), error))?;
    let mut info = BagInfo::default();
    info.add("Source-Organization", &issuer.name_in_text);
    info.add(BAGGING_DATE, request.today);
    info.add(IDENTIFIER, format!("{plan}/{name}"));
    info.add("External-Description", format!("{}: hồ sơ lưu trữ năm {}", settings.report.subject, request.year));
    info.add("Bag-Group-Identifier", plan);
    info.add(OWN_NUMBER, format!("{:02}/{}", request.release.number, issuer.symbol));
    info.add(DATE_ISSUED, request.release.date);
    info.add(PAYLOAD_OXUM, format!("{bytes}.{}", manifest.0.len()));
    info.add(SOFTWARE, request.program);
    if let Some(previous) = previous {
        info.add(PREVIOUS, previous.name);
        info.add(PREVIOUS_SEAL, previous.seal);
    }
    if let Some(replaces) = replaces {
        info.add(REPLACES, replaces.name);
        info.add(REPLACES_SEAL, replaces.seal);
    }
    if let Some(reason) = request.reason {
        info.add("Reason", reason);
    }
    Ok(info)
}

/// Writes the tag files, the manifest of them last.
fn store_tag_files(staging: &Staging, manifest: &Manifest, info: &BagInfo) -> Result<(), ArchiveError> {
    let files = [
        (DECLARATION_FILE, DECLARATION.to_owned()),
        (INFO_FILE, info.to_string()),
        (MANIFEST_FILE, manifest.to_string()),
    ];
    let checksums = files.iter().map(|(name, text)| ((*name).to_owned(), Checksum::of(text.as_bytes())));
    let tags = Manifest(checksums.collect());
    for (name, text) in files.iter().map(|(name, text)| (*name, text.as_str())) {
        store(&staging.folder().join(name), |sink| sink.write_all(text.as_bytes()))?;
    }
    store(&staging.folder().join(TAG_MANIFEST_FILE), |sink| write!(sink, "{tags}"))
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
