//! Each file to its fate: counted, superseded, or rejected with the reason.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::consolidation::{AgencyRemark, AgencyReport, Change, Fate, FileReport, Rejection, Submission};
use super::senders::{Sender, SenderIndex};
use super::versions::{self, Share};
use crate::config::{Aliases, Body, Settings};
use crate::extract::{Extraction, FieldValue, Identity, Ledger, Record};
use crate::intake::Refusal;
use crate::model::AgencyId;
use crate::vietnamese::format_decimal;

/// A file as it comes out of `intake` and `extract`.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// Path relative to `inputs/<year>/`.
    pub path: Arc<str>,
    /// Seconds since 1970 of its last change.
    pub modified: i64,
    /// What it holds, or why it could not be read.
    pub content: Result<Extraction, Refusal>,
}

/// The files sorted by agency and fate.
pub(super) struct Sorted {
    /// One report a body, in the order of the bodies.
    pub(super) agencies: Vec<AgencyReport>,
    /// The extractions that count, by agency, newest first, with what of each counts.
    pub(super) counted: Vec<Vec<(Extraction, Share)>>,
    /// What became of each file, in the order of the paths.
    pub(super) files: Vec<FileReport>,
    /// Remarks on the files that count.
    pub(super) remarks: Vec<AgencyRemark>,
    /// The account of all cells.
    pub(super) ledger: Ledger,
}

/// Sorts the files of a year.
pub(super) fn sort(
    read: Vec<ReadFile>,
    settings: &Settings,
    aliases: &Aliases,
    bodies: &[Body],
    senders: &SenderIndex<'_>,
) -> Sorted {
    let place: FxHashMap<&str, usize> =
        bodies.iter().enumerate().map(|(index, body)| (body.id.as_str(), index)).collect();
    let mut ledger = Ledger::default();
    let mut files: Vec<FileReport> = Vec::with_capacity(read.len());
    let mut accepted: Vec<Vec<(usize, Extraction, i64)>> = bodies.iter().map(|_| Vec::new()).collect();
    let mut own: Vec<Vec<Arc<str>>> = bodies.iter().map(|_| Vec::new()).collect();
    for mut file in read {
        if let Ok(extraction) = &mut file.content {
            ledger.absorb(std::mem::take(&mut extraction.ledger));
        }
        let (report, extraction) = judge(file.path, file.content, settings, aliases, senders);
        if let Some(&body) = report.agency.as_ref().and_then(|agency| place.get(agency.as_str())) {
            own[body].push(Arc::clone(&report.path));
            accepted[body].extend(extraction.map(|extraction| (files.len(), extraction, file.modified)));
        }
        files.push(report);
    }
    let mut remarks = Vec::new();
    let mut agencies = Vec::with_capacity(bodies.len());
    let mut counted = Vec::with_capacity(bodies.len());
    for ((body, submitted), own) in bodies.iter().zip(accepted).zip(own) {
        let shares = choose(submitted, &mut files, &body.id, &mut remarks);
        agencies.push(report_of(body, &shares, own, settings));
        counted.push(shares);
    }
    Sorted { agencies, counted, files, remarks, ledger }
}

/// What becomes of one file before its versions are compared.
fn judge(
    path: Arc<str>,
    content: Result<Extraction, Refusal>,
    settings: &Settings,
    aliases: &Aliases,
    senders: &SenderIndex<'_>,
) -> (FileReport, Option<Extraction>) {
    let nobody = Identity::default();
    let identity = content.as_ref().map_or(&nobody, |extraction| &extraction.identity);
    let written = identity.name.iter().chain(&identity.letterhead).map(|name| name.value().as_str());
    let (sender, evidence) = match aliases.find(&path, written) {
        Some(id) => (Sender::Known(id.clone()), Some(super::Evidence::Fixed)),
        None => senders.find(identity, &path),
    };
    let agency = match &sender {
        Sender::Known(id) => Some(id.clone()),
        Sender::Ambiguous(_) | Sender::Unknown(_) => None,
    };
    let (rejection, extraction) = match (content, sender) {
        (Err(refusal), _) => (Some(Rejection::Unreadable(refusal)), None),
        (Ok(extraction), _) if extraction.is_blank(&settings.indicators) && extraction.identity.is_empty() => {
            (Some(Rejection::Blank), None)
        }
        (Ok(_), Sender::Ambiguous(candidates)) => (Some(Rejection::AmbiguousSender(candidates)), None),
        (Ok(_), Sender::Unknown(tried)) => (Some(Rejection::UnknownSender(tried)), None),
        (Ok(extraction), Sender::Known(_)) => match &extraction.identity.year {
            Some(year) if *year.value() != settings.report.year => (Some(Rejection::WrongYear(year.clone())), None),
            _ if extraction.is_blank(&settings.indicators) => (Some(Rejection::Blank), None),
            _ => (None, Some(extraction)),
        },
    };
    let fate = rejection.map_or(Fate::Counted, Fate::Rejected);
    (FileReport { path, agency, evidence, fate }, extraction)
}

/// Of the files accepted from one agency, those that count, newest first; the fate of the others is entered in `files`.
fn choose(
    submitted: Vec<(usize, Extraction, i64)>,
    files: &mut [FileReport],
    agency: &AgencyId,
    remarks: &mut Vec<AgencyRemark>,
) -> Vec<(Extraction, Share)> {
    let extractions: Vec<&Extraction> = submitted.iter().map(|(_, extraction, _)| extraction).collect();
    let modified: Vec<i64> = submitted.iter().map(|(_, _, modified)| *modified).collect();
    let ranked = versions::rank(&extractions, &modified);
    let newest = ranked.first().map(|(index, _)| *index);
    for (index, share) in &ranked {
        let (file, extraction, _) = &submitted[*index];
        if share.replaced.is_empty() {
            continue;
        }
        let newer = newest.map_or(extraction, |newest| &submitted[newest].1);
        files[*file].fate = Fate::Superseded {
            by: Arc::clone(&newer.file),
            partly: !share.counted.is_empty(),
            changes: changes(extraction, newer),
        };
    }
    let mut slots: Vec<Option<Extraction>> = submitted.into_iter().map(|(_, extraction, _)| Some(extraction)).collect();
    let mut kept = Vec::new();
    for (index, share) in ranked {
        let Some(mut extraction) = slots[index].take() else { continue };
        if share.counted.is_empty() && !share.replaced.is_empty() {
            continue;
        }
        remarks.extend(
            std::mem::take(&mut extraction.remarks)
                .into_iter()
                .map(|remark| AgencyRemark { agency: agency.clone(), remark }),
        );
        kept.push((extraction, share));
    }
    kept
}

/// The report of a body, from the files that count and all that it sent.
fn report_of(body: &Body, counted: &[(Extraction, Share)], own: Vec<Arc<str>>, settings: &Settings) -> AgencyReport {
    let identity = counted.iter().fold(Identity::default(), |merged, (file, _)| merged.or(&file.identity));
    let late = identity.date.as_ref().is_some_and(|date| *date.value() > settings.report.deadline);
    let submission = match (counted.is_empty(), !own.is_empty()) {
        (false, _) if late => Submission::Late,
        (false, _) => Submission::OnTime,
        (true, true) => Submission::Rejected,
        (true, false) => Submission::Missing,
    };
    AgencyReport {
        body: body.clone(),
        submission,
        symbol: identity.symbol.clone(),
        date: identity.date.clone(),
        identity,
        files: own,
        counted_files: counted.iter().map(|(file, _)| Arc::clone(&file.file)).collect(),
    }
}

/// What changed from an older file to a newer one, in the rows that both have.
fn changes(older: &Extraction, newer: &Extraction) -> Vec<Change> {
    let mut changes = Vec::new();
    for before in &older.records {
        let same_row = |after: &&Record| after.table == before.table && after.item == before.item;
        let Some(after) = newer.records.iter().find(same_row) else { continue };
        for field in before.table.subject().fields() {
            let (was, is) = (printed(before.get(field)), printed(after.get(field)));
            if was != is {
                changes.push(Change { row: before.item.to_string(), field, before: was, after: is });
            }
        }
    }
    changes
}

/// A value as messages print it; empty for none.
fn printed(value: Option<&FieldValue>) -> String {
    match value {
        Some(FieldValue::Status(status)) => status.value().vietnamese().to_owned(),
        Some(FieldValue::Number(number)) => format_decimal(*number.value()),
        Some(FieldValue::Text(text)) => text.value().clone(),
        None => String::new(),
    }
}
