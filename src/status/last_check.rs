//! What a check remembers for the next, so that it can say what changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Change;
use crate::check::CheckedYear;
use crate::merge::Submission;
use crate::model::{AgencyId, Date, Finding};

/// The shape of the memory; another one is no memory at all.
const SCHEMA: &str = "tonghop/check/1";
/// Changes remembered; the oldest days are forgotten first.
const REMEMBERED: usize = 500;

/// A year as one check saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastCheck {
    schema: String,
    /// The day of the check, as ISO 8601.
    pub date: String,
    /// How the submission of each body stood.
    pub bodies: BTreeMap<AgencyId, Submission>,
    /// The files, by path relative to `inputs/<year>/`.
    pub files: BTreeMap<String, FileMark>,
    /// The findings.
    pub findings: BTreeSet<FindingMark>,
    /// What changed by then, day by day, oldest first.
    pub history: Vec<DayOfChanges>,
}

/// By what a file is known to be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    /// Bytes.
    pub size: u64,
    /// Milliseconds since 1970 of the last change.
    pub modified: i64,
    /// Who sent it, where that could be told.
    pub agency: Option<AgencyId>,
}

/// By what a finding is known to be the same: everything but its wording.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FindingMark {
    /// Code of the rule.
    pub code: String,
    /// The body concerned.
    pub agency: Option<AgencyId>,
    /// The file.
    pub file: String,
    /// Sheet and address of the cells.
    pub cells: Vec<String>,
}

/// What changed on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOfChanges {
    /// The day, as ISO 8601.
    pub date: String,
    /// The changes, in the order they were seen.
    pub changes: Vec<Change>,
}

impl LastCheck {
    /// What there is to remember of a year on the day it was checked. `stamps` gives size in bytes and time of the last
    /// change, in milliseconds since 1970, of each file.
    pub fn new(checked: &CheckedYear, stamps: &BTreeMap<String, (u64, i64)>, today: Date) -> Self {
        let consolidation = checked.consolidation();
        let mark = |path: &str, agency: &Option<AgencyId>| {
            // A file in an archive changes with the archive.
            let on_disk = consolidation.spellings.archive_of(path).unwrap_or(path);
            let (size, modified) = stamps.get(on_disk).copied().unwrap_or_default();
            FileMark { size, modified, agency: agency.clone() }
        };
        Self {
            schema: SCHEMA.to_owned(),
            date: today.to_string(),
            bodies: consolidation.agencies.iter().map(|report| (report.body.id.clone(), report.submission)).collect(),
            files: consolidation
                .files
                .iter()
                .map(|file| (file.path.to_string(), mark(&file.path, &file.agency)))
                .collect(),
            findings: checked.findings().iter().map(FindingMark::new).collect(),
            history: Vec::new(),
        }
    }

    /// Whether it was written in the shape this program writes.
    pub fn is_current(&self) -> bool {
        self.schema == SCHEMA
    }

    /// Takes over what `before` remembers, and adds what changed since.
    pub fn continue_from(&mut self, before: &Self, changes: &[Change]) {
        self.history.clone_from(&before.history);
        if !changes.is_empty() {
            match self.history.last_mut() {
                Some(day) if day.date == self.date => day.changes.extend_from_slice(changes),
                _ => self.history.push(DayOfChanges { date: self.date.clone(), changes: changes.to_vec() }),
            }
        }
        while self.history.len() > 1 && self.history.iter().map(|day| day.changes.len()).sum::<usize>() > REMEMBERED {
            self.history.remove(0);
        }
    }
}

impl FindingMark {
    fn new(finding: &Finding) -> Self {
        Self {
            code: finding.rule.code.to_owned(),
            agency: finding.agency.clone(),
            file: finding.file.clone(),
            cells: finding.cells.iter().map(|cell| format!("{}!{}", cell.sheet(), cell.address())).collect(),
        }
    }
}
