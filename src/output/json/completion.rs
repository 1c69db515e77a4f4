//! How many of those that owe a point have completed it, as `data.json` spells it: of one point, of a group, of all.

use serde::Serialize;

use crate::merge::{Consolidation, Counts, ProgressSummary, TimelinessCounts};
use crate::model::{Decimal, Status, Traced, round_percent};

/// How many of those that owe a point have completed it.
#[derive(Serialize)]
pub(super) struct CompletionView {
    completed: usize,
    /// Bodies that have to report on it, less those that say it is not theirs.
    owing: usize,
    /// Those of them that said nothing.
    silent: usize,
    /// 100 × completed / owing, two decimals; null where nobody owes it.
    share: Option<Decimal>,
    /// 100 × completed / (owing − silent), two decimals; null where nobody reports on it.
    share_of_reported: Option<Decimal>,
}

/// How many answers stand how to the deadlines of their tasks.
#[derive(Serialize)]
pub(super) struct TimelinessView {
    on_time: usize,
    late: usize,
    running: usize,
    overdue: usize,
    standing: usize,
    /// Done, and it is not known when.
    unknown: usize,
}

impl TimelinessView {
    pub(super) fn new(counts: &TimelinessCounts) -> Self {
        let [on_time, late, running, overdue, standing] = counts.of.each_ref().map(|count| *count.value());
        Self { on_time, late, running, overdue, standing, unknown: *counts.unknown.value() }
    }
}

/// The completion of all points together, and of each group: a body counts once for each point.
#[derive(Serialize)]
pub(super) struct Totals<'a> {
    tasks: CompletionView,
    groups: Vec<GroupTotal<'a>>,
    /// Over the tasks that have deadlines; only where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    timeliness: Option<TimelinessView>,
}

#[derive(Serialize)]
struct GroupTotal<'a> {
    id: &'a str,
    #[serde(flatten)]
    completion: CompletionView,
}

impl CompletionView {
    pub(super) fn new(counts: &Counts) -> Self {
        let rounded = |share: Option<Traced<Decimal>>| share.map(|share| round_percent(share.into_value()));
        Self {
            completed: counts.of(Status::Completed),
            owing: counts.owing().into_value(),
            silent: *counts.no_report.value(),
            share: rounded(counts.completion()),
            share_of_reported: rounded(counts.completion_of_reported()),
        }
    }
}

impl<'a> Totals<'a> {
    pub(super) fn new(consolidation: &'a Consolidation) -> Self {
        let of =
            |points: &[ProgressSummary]| CompletionView::new(&Counts::total(points.iter().map(|point| &point.counts)));
        let groups = consolidation.task_groups().into_iter();
        let groups = groups.map(|(item, points)| GroupTotal { id: item.id.as_str(), completion: of(points) });
        let has_deadlines = consolidation.tasks_with_deadlines().next().is_some();
        let timeliness = || TimelinessView::new(&consolidation.timeliness(consolidation.tasks_with_deadlines()));
        Self { tasks: of(&consolidation.tasks), groups: groups.collect(), timeliness: has_deadlines.then(timeliness) }
    }
}
