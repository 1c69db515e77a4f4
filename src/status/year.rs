//! The state of a year, ready to be said.

use super::{Change, DayOfChanges, Memory};
use crate::check::CheckedYear;
use crate::config::Level;
use crate::merge::{AgencyReport, Consolidation, FileReport, Submission};
use crate::model::{Date, Finding, Rule, Severity};

/// The state of a year on a day.
pub struct YearStatus<'a> {
    /// The year.
    pub checked: &'a CheckedYear,
    /// The day it is looked at.
    pub today: Date,
    /// The bodies by level.
    pub levels: Vec<LevelStatus>,
    /// The findings by rule, worst first.
    pub groups: Vec<FindingGroup<'a>>,
    /// What changed since the last check; `None` where this is the first.
    pub changes: Option<&'a [Change]>,
    /// The day of the last check, as ISO 8601.
    pub last_check: Option<&'a str>,
    /// What had changed by the last check, oldest first.
    pub history: &'a [DayOfChanges],
}

/// The bodies of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelStatus {
    /// The level.
    pub level: Level,
    /// How many submissions stand so, in the order of [`Submission::ALL`].
    pub counts: [usize; 4],
}

/// The findings of one rule.
pub struct FindingGroup<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// Its findings, in the order of the files and cells.
    pub findings: Vec<&'a Finding>,
}

impl LevelStatus {
    /// The bodies of the level.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

impl<'a> YearStatus<'a> {
    /// The state of the year on `today`. `last` is what the last check remembered, and what has changed since.
    pub fn new(checked: &'a CheckedYear, today: Date, last: Option<(&'a Memory, &'a [Change])>) -> Self {
        Self {
            checked,
            today,
            levels: levels(checked.consolidation()),
            groups: groups(checked.findings()),
            changes: last.map(|(_, changes)| changes),
            last_check: last.map(|(memory, _)| memory.date.as_str()),
            history: last.map_or(&[], |(memory, _)| &memory.history),
        }
    }

    /// The year reported on.
    pub fn year(&self) -> i16 {
        self.checked.consolidation().settings.report.year
    }

    /// Days from today to the deadline; negative where it has passed.
    pub fn days_left(&self) -> i32 {
        (self.checked.consolidation().settings.report.deadline - self.today).get_days()
    }

    /// The bodies whose submissions stand so, in the order of the registry.
    pub fn bodies(&self, submission: Submission) -> impl Iterator<Item = &'a AgencyReport> {
        self.checked.consolidation().agencies.iter().filter(move |report| report.submission == submission)
    }

    /// The files of which it is not known who sent them.
    pub fn strangers(&self) -> impl Iterator<Item = &'a FileReport> {
        self.checked.consolidation().files.iter().filter(|file| file.agency.is_none())
    }

    /// How many findings are of this severity.
    pub fn findings(&self, severity: Severity) -> usize {
        self.checked.findings().iter().filter(|finding| finding.rule.severity == severity).count()
    }
}

fn levels(consolidation: &Consolidation) -> Vec<LevelStatus> {
    let mut levels: Vec<LevelStatus> = Vec::new();
    for report in &consolidation.agencies {
        let level = report.body.kind.level();
        let place = levels.iter().position(|known| known.level == level).unwrap_or_else(|| {
            levels.push(LevelStatus { level, counts: [0; 4] });
            levels.len() - 1
        });
        levels[place].counts[report.submission as usize] += 1;
    }
    levels
}

/// Findings come worst first and rule by rule.
fn groups(findings: &[Finding]) -> Vec<FindingGroup<'_>> {
    findings
        .chunk_by(|one, next| one.rule == next.rule)
        .map(|run| FindingGroup { rule: run[0].rule, findings: run.iter().collect() })
        .collect()
}
