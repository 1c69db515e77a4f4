//! What a year that is being sealed says otherwise than its last outputs, which the office has read.

use std::collections::BTreeSet;

use crate::check::CheckedYear;
use crate::merge::{Consolidation, Outcome, Pair, Rejection, Submission};
use crate::model::{Decimal, Field, Language, Status, Traced, round_percent};
use crate::output::json::LastOutputs;
use crate::vietnamese::format_decimal;

/// The changes since the last outputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SinceLast {
    /// Bodies whose submission stands otherwise.
    pub submissions: Vec<SubmissionChange>,
    /// Rows in which figures of the whole are others.
    pub rows: Vec<RowChange>,
    /// Files that counted and cannot be read any more.
    pub no_longer_read: Vec<String>,
}

/// A body whose submission stands otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionChange {
    /// The body's name.
    pub name: String,
    /// How it stood; nothing where the body did not have to report.
    pub before: Option<Submission>,
    /// How it stands.
    pub after: Submission,
}

/// A row in which figures of the whole are others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// The row: `CT05`, `II.1.a`.
    pub row: String,
    /// What is counted (`Thực hiện`, `Hoàn thành`), before and after as printed; empty for nothing.
    pub figures: Vec<(&'static str, String, String)>,
}

impl RowChange {
    /// The figures of a row that differ; nothing where none does.
    fn new(row: &str, figures: impl IntoIterator<Item = (&'static str, String, String)>) -> Option<Self> {
        let figures: Vec<_> = figures.into_iter().filter(|(_, before, after)| before != after).collect();
        (!figures.is_empty()).then(|| Self { row: row.to_owned(), figures })
    }

    /// `CT05: Kế hoạch 10 → 12, Thực hiện 9 → –`.
    fn line(&self) -> String {
        let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        let figures =
            self.figures.iter().map(|(what, before, after)| format!("{what} {} → {}", shown(before), shown(after)));
        format!("{}: {}", self.row, figures.collect::<Vec<_>>().join(", "))
    }
}

impl SinceLast {
    /// Compares the year with its last outputs.
    pub(super) fn between(last: &LastOutputs, checked: &CheckedYear) -> Self {
        let consolidation = checked.consolidation();
        Self {
            submissions: submissions(last, consolidation),
            rows: figures(last, consolidation),
            no_longer_read: no_longer_read(last, consolidation),
        }
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.submissions.is_empty() && self.rows.is_empty() && self.no_longer_read.is_empty()
    }

    /// The changes, a line each.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let words = |submission: Submission| match language {
            Language::Vietnamese => submission.words().0,
            Language::English => submission.words().1,
        };
        let submissions = self
            .submissions
            .iter()
            .map(|change| format!("{}: {} → {}", change.name, change.before.map_or("–", words), words(change.after)));
        let figures = self.rows.iter().map(RowChange::line);
        submissions.chain(figures).collect()
    }
}

fn submissions(last: &LastOutputs, now: &Consolidation) -> Vec<SubmissionChange> {
    let changed = now.agencies.iter().filter_map(|report| {
        let before = last.agencies.iter().find(|agency| agency.id == report.body.id).map(|agency| agency.submission);
        let after = report.submission;
        (before != Some(after)).then(|| SubmissionChange { name: report.body.name.clone(), before, after })
    });
    changed.collect()
}

/// The files that counted then and are refused now for what they are.
fn no_longer_read(last: &LastOutputs, now: &Consolidation) -> Vec<String> {
    let counted: BTreeSet<&str> =
        last.agencies.iter().flat_map(|agency| agency.files.iter().map(String::as_str)).collect();
    let unreadable = now.files.iter().filter(|file| {
        matches!(file.outcome, Outcome::Rejected(Rejection::Unreadable(_))) && counted.contains(&*file.path)
    });
    unreadable.map(|file| file.path.to_string()).collect()
}

/// Amounts and figures first, as they are read first; then the bodies by state.
fn figures(last: &LastOutputs, now: &Consolidation) -> Vec<RowChange> {
    let last = &last.figures;
    let nothing = Pair::default();
    let mut changes = Vec::new();
    for summary in &now.indicators {
        let before = last.indicators.get(&summary.indicator.id).map_or(&nothing, |earlier| &earlier.total);
        let fields = [
            (Field::Planned.head(), printed(before.planned.as_ref()), printed(summary.planned.as_ref())),
            (Field::Actual.head(), printed(before.actual.as_ref()), printed(summary.actual.as_ref())),
        ];
        changes.extend(RowChange::new(summary.indicator.id.as_str(), fields));
    }
    for summary in &now.funding {
        let before = last.funding.get(&summary.line.id).map_or(&nothing, |earlier| &earlier.total);
        let fields = [
            (Field::Allocated.head(), printed(before.planned.as_ref()), printed(Some(&summary.allocated))),
            (Field::Spent.head(), printed(before.actual.as_ref()), printed(Some(&summary.spent))),
        ];
        changes.extend(RowChange::new(summary.line.id.as_str(), fields));
    }
    for summary in now.tasks.iter().chain(&now.duties).chain(&now.catalogue) {
        let Some(before) = last.progress.get(&summary.node.id) else { continue };
        let states = Status::ALL.map(Some).into_iter().chain([None]).map(Status::label);
        let before = before.by_status.iter().chain([&before.no_report]).map(|count| count.value().to_string());
        let after = &summary.counts;
        let after = after.by_status.iter().chain([&after.no_report]).map(|count| count.value().to_string());
        let fields = states.zip(before).zip(after).map(|((what, before), after)| (what, before, after));
        changes.extend(RowChange::new(summary.node.id.as_str(), fields));
    }
    changes
}

/// A figure as the data has it: ratios in two decimals, as others have no more that tell; empty for nothing.
fn printed(value: Option<&Traced<Decimal>>) -> String {
    value.map_or_else(String::new, |value| format_decimal(round_percent(*value.value())))
}
