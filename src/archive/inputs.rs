//! What a year is made of: copied into a bag, read back from it, and held against the workspace once more before the year
//! is sealed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::ArchiveError;
use super::copy::{Copied, NotCopied, read_whole};
use super::record::{EARLIER_FILE, LeftOut, RECORD_FILE, Received, Record};
use super::seal::store;
use crate::bag::{Checksum, Manifest, PAYLOAD};
use crate::compose::Release;
use crate::config::{EffectiveFiles, Workspace};
use crate::intake::{Obstacle, Submitted};
use crate::paths::{Limits, PortableNames};
use crate::pipeline::{BuildError, EarlierData, YearInputs};

/// What the bag is, for whoever opens it without this program.
const READ_ME_FILE: &str = "DOC-TRUOC.txt";
const READ_ME: &str = include_str!("read-me.txt");

/// What was copied into a bag, for comparison with the workspace and with the bag itself.
#[derive(Debug, Default)]
pub(super) struct StoredInputs {
    /// The submissions by where they lie in the workspace.
    submissions: BTreeMap<PathBuf, Copied>,
    /// What is no file of the submissions, by where it stands.
    obstacles: BTreeMap<PathBuf, Obstacle>,
    /// Checksums of the settings and templates by path.
    settings: BTreeMap<String, Checksum>,
    /// Source and checksum of the earlier year's data.
    earlier: Option<(String, Checksum)>,
    /// Where in the bag the copies of which files lie, with their checksums.
    copies: Vec<(String, PathBuf, Checksum)>,
}

/// Copies the submissions, settings and templates, and records what the copies do not say.
pub(super) fn store_inputs(
    inputs: &YearInputs,
    release: &Release,
    payload: &Path,
) -> Result<StoredInputs, ArchiveError> {
    let mut stored = StoredInputs::default();
    let files = effective_files(&inputs.workspace, inputs.year)?;
    for (path, content) in &files {
        store(&payload.join(path), |sink| sink.write_all(content))?;
        let place = inputs.workspace.place_of(path);
        stored.copies.push((format!("{PAYLOAD}/{path}"), place, Checksum::of(content)));
    }
    stored.settings = checksums(&files);
    let folder = Workspace::new(payload).submissions(inputs.year);
    let mut names = PortableNames::new(Limits::SEALED);
    let mut received = Vec::with_capacity(inputs.submissions.len());
    for submitted in &inputs.submissions {
        // What is no file of the submissions is in no bag either; the record says why.
        if let Some(obstacle) = submitted.obstacle {
            stored.obstacles.insert(submitted.full_path.clone(), obstacle);
            received.push(Received::new(submitted, submitted.modified));
            continue;
        }
        let (copied, content) = read_whole(&submitted.full_path).map_err(|error| match error {
            NotCopied::Changing(path) => ArchiveError::Changing { paths: vec![path] },
            NotCopied::Io(error) => ArchiveError::Submission { path: submitted.full_path.clone(), error },
        })?;
        let modified = copied.modified;
        let own = Received::new(submitted, modified);
        received.push(match content {
            Some(content) => {
                let name = names.name(&submitted.path);
                store_submission(&content, modified, &folder.join(&name))?;
                let place = format!("{PAYLOAD}/inputs/{}/{name}", inputs.year);
                stored.copies.push((place, submitted.full_path.clone(), copied.checksum));
                Received { stored: Some(name), ..own }
            }
            None => {
                let left_out = LeftOut { bytes: copied.bytes, sha256: copied.checksum.to_string() };
                Received { left_out: Some(left_out), ..own }
            }
        });
        stored.submissions.insert(submitted.full_path.clone(), copied);
    }
    if let Some(earlier) = &inputs.earlier {
        let content = earlier.read()?;
        store(&payload.join(EARLIER_FILE), |sink| sink.write_all(&content))?;
        stored.earlier = Some((earlier.source.clone(), Checksum::of(&content)));
    }
    let earlier = inputs.earlier.as_ref().map(|earlier| earlier.source.clone());
    let record = Record::new(inputs.year, release, received, earlier);
    let record = record.to_json().map_err(|error| BuildError::output(payload.join(RECORD_FILE), error))?;
    store(&payload.join(RECORD_FILE), |sink| sink.write_all(&record))?;
    store(&payload.join(READ_ME_FILE), |sink| sink.write_all(READ_ME.as_bytes()))?;
    Ok(stored)
}

fn effective_files(workspace: &Workspace, year: i16) -> Result<EffectiveFiles, ArchiveError> {
    workspace.effective_files(year).map_err(|(path, error)| ArchiveError::Setting { path, error })
}

fn checksums(files: &EffectiveFiles) -> BTreeMap<String, Checksum> {
    files.iter().map(|(path, content): (_, &Cow<'_, [u8]>)| (path.clone(), Checksum::of(content))).collect()
}

/// Stores a submission, and gives the copy the time of its last change.
fn store_submission(content: &[u8], modified: i64, target: &Path) -> Result<(), ArchiveError> {
    store(target, |sink| sink.write_all(content))?;
    if let Ok(seconds) = u64::try_from(modified) {
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        // A convenience for people: what counts is in the record.
        let _ = fs::File::options().write(true).open(target).and_then(|file| file.set_modified(modified));
    }
    Ok(())
}

impl StoredInputs {
    /// The files that came, went or changed in the workspace since they were copied, and those whose copies in the bag are
    /// not what was read: none where the report, the bag and the workspace are of the same bytes.
    pub(super) fn changed_since(
        &self,
        workspace: &Workspace,
        year: i16,
        manifest: &Manifest,
    ) -> Result<Vec<PathBuf>, ArchiveError> {
        let now = YearInputs::of_workspace(workspace, year)?;
        let mut changed: Vec<PathBuf> = Vec::new();
        let mut gone = self.submissions.clone();
        let mut obstacles = self.obstacles.clone();
        for Submitted { full_path, obstacle, .. } in now.submissions {
            let is_still = match obstacle {
                Some(obstacle) => obstacles.remove(&full_path) == Some(obstacle),
                None => gone.remove(&full_path).is_some_and(|copied| copied.is_still(&full_path)),
            };
            if !is_still {
                changed.push(full_path);
            }
        }
        changed.extend(gone.into_keys().chain(obstacles.into_keys()));
        let settings = checksums(&effective_files(workspace, year)?);
        let paths = settings.keys().chain(self.settings.keys());
        let other = paths.filter(|path| settings.get(*path) != self.settings.get(*path));
        changed.extend(other.map(|path| workspace.place_of(path)));
        let earlier = now.earlier.as_ref().map(|earlier| Ok((earlier.source.clone(), Checksum::of(&earlier.read()?))));
        if earlier.transpose().map_err(ArchiveError::Build)? != self.earlier {
            changed.extend(now.earlier.map(|earlier| earlier.path));
            changed.extend(self.earlier.iter().map(|(source, _)| workspace.root().join(source)));
        }
        let torn = self.copies.iter().filter(|(place, _, checksum)| manifest.0.get(place) != Some(checksum));
        changed.extend(torn.map(|(_, path, _)| path.clone()));
        changed.sort();
        changed.dedup();
        Ok(changed)
    }
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
        let workspace = Workspace::sealed(payload);
        let folder = workspace.submissions(record.year);
        let submissions = record.submissions.iter().map(|received| received.submitted(&folder)).collect();
        let earlier = record.earlier.map(|source| EarlierData { source, path: payload.join(EARLIER_FILE), bag: None });
        Ok(Self { inputs: YearInputs { workspace, year: record.year, submissions, earlier }, release })
    }
}
