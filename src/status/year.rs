//! The state of a year, ready to be said.

use super::{Change, DayOfChanges, LastCheck};
use crate::check::{CheckedYear, number_of_findings};
use crate::config::Level;
use crate::merge::{AgencyReport, Consolidation, FileReport, Submission, number_of_bodies};
use crate::model::{Date, Decimal, Finding, Rule, Severity, Traced};

/// The state of a year on a day.
pub struct YearStatus<'a> {
    /// The year.
    pub checked: &'a CheckedYear,
    /// The day it is looked at.
    pub today: Date,
    /// How the submissions of all bodies stand.
    pub counts: SubmissionCounts,
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

/// How many submissions stand in which way.
#[derive(Clone, Debug, PartialEq)]
pub struct SubmissionCounts {
    /// In the order of [`Submission::ALL`].
    pub by_submission: [Traced<usize>; 4],
}

/// The bodies of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelStatus {
    /// The level.
    pub level: Level,
    /// How their submissions stand.
    pub counts: SubmissionCounts,
}

/// The findings of one rule.
pub struct FindingGroup<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// Its findings, in the order of the files and cells.
    pub findings: Vec<&'a Finding>,
}

impl SubmissionCounts {
    fn new(reports: &[&AgencyReport]) -> Self {
        Self {
            by_submission: Submission::ALL.map(|submission| {
                number_of_bodies(reports.iter().copied().filter(|report| report.submission == submission))
            }),
        }
    }

    /// All bodies.
    pub fn total(&self) -> Traced<usize> {
        Traced::total(&self.by_submission)
    }

    /// The bodies whose figures are in the totals.
    pub fn reported(&self) -> Traced<usize> {
        let counted = Submission::ALL.iter().zip(&self.by_submission).filter(|(submission, _)| submission.is_counted());
        Traced::total(counted.map(|(_, count)| count))
    }

    /// The share of these among all, in percent, unrounded; `None` where nobody has to report.
    pub fn share(&self) -> Option<Traced<Decimal>> {
        Traced::ratio(&self.reported(), &self.total())
    }
}

impl<'a> YearStatus<'a> {
    /// The state of the year on `today`. `last` is what the last check remembered, and what has changed since.
    pub fn new(checked: &'a CheckedYear, today: Date, last: Option<(&'a LastCheck, &'a [Change])>) -> Self {
        Self {
            checked,
            today,
            counts: SubmissionCounts::new(&checked.consolidation().agencies.iter().collect::<Vec<_>>()),
            levels: levels(checked.consolidation()),
            groups: groups(checked.findings()),
            changes: last.map(|(_, changes)| changes),
            last_check: last.map(|(last_check, _)| last_check.date.as_str()),
            history: last.map_or(&[], |(last_check, _)| &last_check.history),
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
    pub fn findings(&self, severity: Severity) -> Traced<usize> {
        number_of_findings(self.checked.findings().iter().filter(|finding| finding.rule.severity == severity))
    }
}

/// The levels in the order in which the registry first names a body of each.
fn levels(consolidation: &Consolidation) -> Vec<LevelStatus> {
    let mut levels: Vec<(Level, Vec<&AgencyReport>)> = Vec::new();
    for report in &consolidation.agencies {
        let level = report.body.level;
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, reports)) => reports.push(report),
            None => levels.push((level, vec![report])),
        }
    }
    levels.into_iter().map(|(level, reports)| LevelStatus { level, counts: SubmissionCounts::new(&reports) }).collect()
}

/// Findings come worst first and rule by rule.
fn groups(findings: &[Finding]) -> Vec<FindingGroup<'_>> {
    findings
        .chunk_by(|one, next| one.rule == next.rule)
        .map(|run| FindingGroup { rule: run[0].rule, findings: run.iter().collect() })
        .collect()
}
