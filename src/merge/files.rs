//! Each file to what becomes of it: counted, superseded, or rejected with the reason.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::consolidation::{AgencyRemark, AgencyReport, FileReport, Outcome, Rejection};
use super::doubts::{Part, settle_doubts};
use super::merged_rows::Merged;
use super::senders::{Sender, SenderIndex, Told};
use super::told_versions::{ContestedValues, MergedVersions};
use super::versions::Version;
use crate::config::{Aliases, Body, Settings};
use crate::extract::{Extraction, Identity, Ledger, Remark, RemarkKind};
use crate::intake::Refusal;
use crate::model::AgencyId;

/// A file as it comes out of `intake` and `extract`.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// Path relative to `inputs/<year>/`.
    pub path: Arc<str>,
    /// Seconds since 1970 of its last change.
    pub modified: i64,
    /// What it holds, of each body and in each version apart, or why it could not be read.
    pub content: Result<Vec<Extraction>, Refusal>,
}

/// The files sorted by agency, and what comes of them.
pub(super) struct Sorted {
    /// One report a body, in the order of the bodies.
    pub(super) agencies: Vec<AgencyReport>,
    /// What counts of each body.
    pub(super) counted: Vec<Merged>,
    /// What became of each file, in the order of the paths; of a workbook of several bodies, one a body.
    pub(super) files: Vec<FileReport>,
    /// Remarks on what counts.
    pub(super) remarks: Vec<AgencyRemark>,
    /// Versions of which each gives a part.
    pub(super) merged_versions: Vec<MergedVersions>,
    /// Versions that say different things with nothing to tell which is newer.
    pub(super) contested: Vec<ContestedValues>,
    /// The account of all cells.
    pub(super) ledger: Ledger,
}

/// Sorts the files of a year.
pub(super) fn sort(
    read: Vec<ReadFile>,
    settings: &Settings,
    aliases: &Aliases,
    bodies: &[Body],
    senders: &SenderIndex,
) -> Sorted {
    let place: FxHashMap<&str, usize> =
        bodies.iter().enumerate().map(|(index, body)| (body.id.as_str(), index)).collect();
    let mut ledger = Ledger::default();
    let folders = folders_of_many(&read, senders);
    let is_of_many = |folder: &str| folders.contains(folder);
    let mut parts: Vec<Part> = Vec::with_capacity(read.len());
    for mut file in read {
        for extraction in file.content.iter_mut().flatten() {
            ledger.absorb(std::mem::take(&mut extraction.ledger));
        }
        parts.extend(judge(file, settings, aliases, senders, &is_of_many));
    }
    settle_doubts(&mut parts, senders, settings);
    let mut files = Vec::with_capacity(parts.len());
    let mut accepted: Vec<Vec<Version>> = bodies.iter().map(|_| Vec::new()).collect();
    let mut own: Vec<Vec<Arc<str>>> = bodies.iter().map(|_| Vec::new()).collect();
    let mut unread = Vec::new();
    for part in parts {
        if let Some(&body) = part.report.agency.as_ref().and_then(|agency| place.get(agency.as_str())) {
            own[body].push(Arc::clone(&part.report.path));
            // Why nothing was read of a file that is filled in is told with that nothing was.
            let agency = &bodies[body].id;
            unread.extend(part.unread.into_iter().map(|remark| AgencyRemark { agency: agency.clone(), remark }));
            let (file, modified) = (files.len(), part.modified);
            let version = |extraction| Version { file, extraction, modified };
            if part.report.outcome == Outcome::Counted {
                accepted[body].extend(part.versions.into_iter().map(version));
            }
        }
        files.push(part.report);
    }
    let mut sorted = Sorted {
        agencies: Vec::with_capacity(bodies.len()),
        counted: Vec::with_capacity(bodies.len()),
        files,
        remarks: unread,
        merged_versions: Vec::new(),
        contested: Vec::new(),
        ledger,
    };
    for ((body, mut versions), own) in bodies.iter().zip(accepted).zip(own) {
        leave_out_backups(&mut versions, &mut sorted.files);
        sorted.put_together(body, versions, own, settings);
    }
    sorted
}

/// What is remarked on cells, columns and rows of a file that hold something and were not read.
fn unread(versions: &[Extraction]) -> Vec<Remark> {
    let is_unread = |remark: &&Remark| {
        matches!(
            remark.kind,
            RemarkKind::AmbiguousColumns
                | RemarkKind::OtherPeriod
                | RemarkKind::UnreadColumns
                | RemarkKind::ValueElsewhere
                | RemarkKind::NotANumber
        )
    };
    versions.iter().flat_map(|version| &version.remarks).filter(is_unread).cloned().collect()
}

/// A backup copy is no version: it counts only where its agency sent nothing else.
fn leave_out_backups(versions: &mut Vec<Version>, files: &mut [FileReport]) {
    let is_backup = |path: &str| crate::config::is_backup(path);
    let paths = versions.iter().map(|version| &version.extraction.file);
    let Some(own) = paths.into_iter().find(|path| !is_backup(path)).cloned() else { return };
    versions.retain(|version| {
        let is_left_out = is_backup(&version.extraction.file);
        if is_left_out {
            files[version.file].outcome = Outcome::Rejected(Rejection::Backup(Arc::clone(&own)));
        }
        !is_left_out
    });
}

/// The folders with files that are certainly from two or more bodies: they are named after no sender.
fn folders_of_many(read: &[ReadFile], senders: &SenderIndex) -> FxHashSet<String> {
    let mut bodies: FxHashMap<String, BTreeSet<AgencyId>> = FxHashMap::default();
    for file in read {
        let Ok([first, ..]) = file.content.as_deref() else { continue };
        let mut rest = file.path.rsplit_once('/').map(|(folder, _)| folder);
        let Some(body) = rest.and_then(|_| senders.inside(&first.identity)) else { continue };
        while let Some(folder) = rest {
            bodies.entry(folder.to_owned()).or_default().insert(body.clone());
            rest = folder.rsplit_once('/').map(|(above, _)| above);
        }
    }
    bodies.into_iter().filter(|(_, bodies)| bodies.len() > 1).map(|(folder, _)| folder).collect()
}

/// What becomes of one file before versions are compared: one part, or one a body.
fn judge(
    file: ReadFile,
    settings: &Settings,
    aliases: &Aliases,
    senders: &SenderIndex,
    is_of_many: &dyn Fn(&str) -> bool,
) -> Vec<Part> {
    let (path, modified) = (file.path, file.modified);
    let extractions = match file.content {
        Ok(extractions) => extractions,
        Err(refusal) => {
            let told = told_by(&Identity::default(), &path, aliases, senders, is_of_many);
            return vec![part(&path, modified, told, Vec::new(), Some(Rejection::Unreadable(refusal)))];
        }
    };
    // Versions of one sender's rows follow each other.
    let mut grouped: Vec<Vec<Extraction>> = Vec::new();
    for extraction in extractions {
        let is_same = |group: &Vec<Extraction>| {
            let identity = &group[0].identity;
            identity.reports_for == extraction.identity.reports_for
                && (identity.reports_for.is_some() || written_lines(identity) == written_lines(&extraction.identity))
        };
        match grouped.last_mut().filter(|group| is_same(group)) {
            Some(group) => group.push(extraction),
            None => grouped.push(vec![extraction]),
        }
    }
    let is_of_several = grouped.iter().filter(|group| group[0].identity.reports_for.is_some()).count() > 1;
    let judged = grouped.into_iter().map(|versions| {
        let told = told_by(&versions[0].identity, &path, aliases, senders, is_of_many);
        let rejection = rejection_of(&versions, &told.sender, settings);
        let told = if is_stray(&versions, &rejection, &told) { Told::nobody() } else { told };
        Part { is_of_several, ..part(&path, modified, told, versions, rejection) }
    });
    judged.collect()
}

/// The words that name a sender.
fn written_lines(identity: &Identity) -> Vec<&str> {
    identity.name.iter().chain(&identity.letterhead).map(|line| line.value().as_str()).collect()
}

/// Who sent a file: the office's own answer, or what the file says.
fn told_by(
    identity: &Identity,
    path: &str,
    aliases: &Aliases,
    senders: &SenderIndex,
    is_of_many: &dyn Fn(&str) -> bool,
) -> Told {
    let written = written_lines(identity).into_iter();
    match aliases.find(path, written).filter(|id| identity.reports_for.as_ref().is_none_or(|body| body == *id)) {
        Some(id) => Told {
            sender: Sender::Known(id.clone()),
            evidence: Some(super::Evidence::Fixed),
            doubts: Vec::new(),
            written: None,
        },
        None => senders.find(identity, path, is_of_many),
    }
}

fn part(path: &Arc<str>, modified: i64, told: Told, versions: Vec<Extraction>, rejection: Option<Rejection>) -> Part {
    let agency = match told.sender {
        Sender::Known(id) => Some(id),
        Sender::Ambiguous(_) | Sender::Unknown(_) => None,
    };
    let unread = if rejection == Some(Rejection::Blank) { unread(&versions) } else { Vec::new() };
    // Who sent it may come out yet.
    let is_open = rejection.as_ref().is_none_or(|rejection| matches!(rejection, Rejection::AmbiguousSender(_)));
    let versions = if is_open { versions } else { Vec::new() };
    let outcome = rejection.map_or(Outcome::Counted, Outcome::Rejected);
    let report = FileReport { path: Arc::clone(path), agency, evidence: told.evidence, doubts: told.doubts, outcome };
    Part { report, written: told.written, versions, unread, modified, is_of_several: false }
}

/// Why what a sender's file holds does not count, where it does not.
pub(super) fn rejection_of(versions: &[Extraction], sender: &Sender, settings: &Settings) -> Option<Rejection> {
    let identity = &versions[0].identity;
    let is_blank = versions.iter().all(|version| version.is_blank(&settings.indicators));
    let period = versions.iter().find_map(|version| version.other_period.as_ref()).filter(|_| is_blank);
    match sender {
        _ if is_blank && identity.is_empty() && period.is_none() => Some(Rejection::Blank),
        Sender::Ambiguous(candidates) => Some(Rejection::AmbiguousSender(candidates.clone())),
        Sender::Unknown(tried) => Some(Rejection::UnknownSender(tried.clone())),
        Sender::Known(_) => match &identity.year {
            Some(year) if *year.value() != settings.report.year => Some(Rejection::WrongYear(year.clone())),
            _ if let Some(period) = period => Some(Rejection::OtherPeriod(period.clone())),
            _ => is_blank.then_some(Rejection::Blank),
        },
    }
}

/// Whether a file that does not count is no attempt at a report either: it has no row of the form, and nothing in it names
/// the body in whose folder, or under whose name, it lies.
fn is_stray(versions: &[Extraction], rejection: &Option<Rejection>, told: &Told) -> bool {
    let by_path = matches!(told.evidence, Some(super::Evidence::FileName | super::Evidence::Folder));
    let has_rows = versions.iter().any(|version| version.rows_seen.number_of_rows() > 0);
    by_path && !has_rows && matches!(rejection, Some(Rejection::Blank))
}
