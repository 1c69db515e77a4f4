//! What the plan's own table says of a task beside its words, and whether a body does it in time.

use rustc_hash::FxHashSet;

use super::consolidation::{Consolidation, Entry, ProgressSummary};
use crate::form::PlanColumn;
use crate::model::{AgencyId, Date, Field, Status, Traced};
use crate::plan::Node;
use crate::vietnamese::{Deadline, fold, has_words, parse_date, parse_deadline};

/// What the plan says of a task in its own table; each is empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// Who leads it, as printed.
    pub lead: String,
    /// Who takes part, as printed.
    pub partners: String,
    /// What comes of it, as printed.
    pub product: String,
    /// By when.
    pub due: Option<Due>,
}

/// By when a task is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// As printed: `Quý II/2026`.
    pub text: String,
    /// What that means; `None` where it names no time.
    pub deadline: Option<Deadline>,
}

/// How what a body says of a task stands to the plan's deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeliness {
    /// Done by the deadline.
    OnTime,
    /// Done after it.
    Late,
    /// Not done, and the deadline is ahead.
    Running,
    /// Not done, and the deadline is past.
    Overdue,
    /// Never done with: the plan names no end.
    Standing,
}

impl Timeliness {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 5] = [Self::OnTime, Self::Late, Self::Running, Self::Overdue, Self::Standing];

    /// What stands in the place of one where a task is done and it is not known when.
    pub const UNKNOWN: &'static str = "Hoàn thành, chưa rõ ngày";

    /// The word in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Running => "running",
            Self::Overdue => "overdue",
            Self::Standing => "standing",
        }
    }

    /// The words in the report.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::OnTime => "Hoàn thành đúng hạn",
            Self::Late => "Hoàn thành chậm",
            Self::Running => "Đang trong hạn",
            Self::Overdue => "Quá hạn",
            Self::Standing => "Thường xuyên",
        }
    }
}

/// How many answers stand how to the deadlines of their tasks.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelinessCounts {
    /// By how they stand, in the order of [`Timeliness::ALL`].
    pub of: [Traced<usize>; 5],
    /// Done, and it is not known when.
    pub unknown: Traced<usize>,
}

impl Assignment {
    /// What the plan says of `node`. A deadline that names no year is of `year`, that of the plan.
    pub(super) fn of(node: &Node, year: i16) -> Self {
        let said = |column: PlanColumn| column.of(node).trim().to_owned();
        let text = said(PlanColumn::Due);
        let due = (!text.is_empty()).then(|| Due { deadline: parse_deadline(&text, year), text });
        Self {
            lead: said(PlanColumn::Lead),
            partners: said(PlanColumn::Partners),
            product: said(PlanColumn::Product),
            due,
        }
    }
}

impl Due {
    /// The day by which it is to be done in `year`; `None` for standing tasks, and where the plan names no time.
    pub fn date(&self, year: i16) -> Option<Date> {
        self.deadline?.date_in(year)
    }
}

/// Words of a result that say whether it came in time, folded.
const SAY_LATE: [&str; 6] = ["qua han", "tre han", "cham tien do", "cham so voi", "hoan thanh cham", "sau thoi han"];
const SAY_IN_TIME: [&str; 4] = ["dung han", "truoc han", "dung tien do", "vuot tien do"];

impl ProgressSummary {
    /// How `entry` stands to the deadline in the year of `consolidation`; `None` where there is no deadline, where a body
    /// says nothing of it, and where it is done and not known when.
    pub fn timeliness(&self, consolidation: &Consolidation, entry: &Entry) -> Option<Timeliness> {
        let deadline = self.assignment.due.as_ref()?.deadline?;
        let status = *entry.record.status()?.value();
        if status == Status::NotApplicable {
            return None;
        }
        let report = &consolidation.settings.report;
        let Some(due) = deadline.date_in(report.year) else { return Some(Timeliness::Standing) };
        if status != Status::Completed {
            return Some(if report.cut_off > due { Timeliness::Overdue } else { Timeliness::Running });
        }
        let said = |field: Field| entry.record.text(field).map(|text| text.value().as_str());
        let day = |field: Field| said(field).and_then(|text| day_in(text, report.year));
        // What stands for completion without a day: the product's own date, the words, a report that came before the deadline.
        if let Some(day) = day(Field::CompletedOn).or_else(|| day(Field::Documents)) {
            return Some(if day > due { Timeliness::Late } else { Timeliness::OnTime });
        }
        let result = fold(said(Field::Result).unwrap_or_default());
        let says = |words: &[&str]| words.iter().any(|words| has_words(&result, words));
        if says(&SAY_LATE) {
            return Some(Timeliness::Late);
        }
        let reported = consolidation.agency(entry.agency.as_str()).and_then(|report| report.date.as_ref());
        let told = reported.map_or(report.cut_off, |date| (*date.value()).min(report.cut_off));
        (says(&SAY_IN_TIME) || told <= due).then_some(Timeliness::OnTime)
    }
}

/// The day that a text names: a whole date, or else the last day of what it names.
fn day_in(text: &str, year: i16) -> Option<Date> {
    let whole = parse_date(text).map(|written| written.date);
    whole.or_else(|| match parse_deadline(text, year) {
        Some(Deadline::By(date)) if !text.contains("/Q") && text.chars().count() <= 30 => Some(date),
        _ => None,
    })
}

impl Consolidation {
    /// The tasks of which the plan's own table says by when they are to be done, without those of the catalogue.
    pub fn tasks_with_deadlines(&self) -> impl Iterator<Item = &ProgressSummary> {
        self.tasks.iter().filter(|summary| summary.assignment.due.is_some())
    }

    /// How the answers to these tasks stand to their deadlines.
    pub fn timeliness<'a>(&self, summaries: impl IntoIterator<Item = &'a ProgressSummary>) -> TimelinessCounts {
        let mut inputs = Timeliness::ALL.map(|_| Vec::new());
        let mut unknown = Vec::new();
        for summary in summaries {
            let owed: FxHashSet<&AgencyId> = summary.expected.iter().collect();
            let owing = |entry: &&Entry| owed.contains(&entry.agency);
            for entry in summary.entries.iter().filter(owing) {
                let Some(status) = entry.record.status() else { continue };
                match summary.timeliness(self, entry) {
                    Some(stands) => inputs[stands as usize].push(status.origin().clone()),
                    None if summary.is_done_undated(entry) => unknown.push(status.origin().clone()),
                    None => {}
                }
            }
        }
        TimelinessCounts { of: inputs.map(Traced::number), unknown: Traced::number(unknown) }
    }
}

impl ProgressSummary {
    /// Whether `entry` says that a task with a deadline is done, whenever that was.
    pub fn is_done_undated(&self, entry: &Entry) -> bool {
        let has_deadline = self.assignment.due.as_ref().is_some_and(|due| due.deadline.is_some());
        has_deadline && entry.record.status().is_some_and(|status| *status.value() == Status::Completed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_among_the_words_of_a_product() {
        let day = |text: &str| day_in(text, 2026).map(|day| day.to_string());
        assert_eq!(day("Quyết định số 12/QĐ-UBND ngày 05/3/2026").as_deref(), Some("2026-03-05"));
        assert_eq!(day("15/11/2026").as_deref(), Some("2026-11-15"));
        assert_eq!(day("tháng 6/2026").as_deref(), Some("2026-06-30"));
        assert_eq!(day("Quyết định số 12/QĐ-UBND"), None);
        assert_eq!(day(""), None);
    }
}
