//! How many bodies reported a point in which state, and other numbers of bodies and points, each with what was counted.

use super::consolidation::{AgencyReport, Consolidation, ProgressSummary, Submission};
use crate::model::{AgencyId, Decimal, Method, Origin, Status, Traced, percent_of};

/// The file that says who has to report.
const REGISTRY: &str = "agencies.toml";

/// How many of the bodies that have to report on a point reported it in which state. The five add up to those bodies; over
/// several points, each body counts once for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// By status, in the order of [`Status::ALL`].
    pub by_status: [Traced<usize>; 4],
    /// Bodies that said nothing about it.
    pub no_report: Traced<usize>,
}

impl Counts {
    /// The states of those that report on a point as a task of theirs, the completed first.
    pub const REPORTED: [Status; 3] = [Status::Completed, Status::InProgress, Status::NotStarted];

    /// Counts what bodies said, and the bodies that said nothing, of which no more is known than that they have to report.
    pub fn new<'a>(states: impl IntoIterator<Item = &'a Traced<Status>>, silent: Vec<Origin>) -> Self {
        let mut cells = Status::ALL.map(|_| Vec::new());
        for state in states {
            cells[*state.value() as usize].push(state.origin().clone());
        }
        let mut cells = cells.into_iter();
        let by_status = Status::ALL.map(|status| {
            let cells = cells.next().unwrap_or_default();
            Traced::derived(cells.len(), Method::Count(status), cells)
        });
        Self { by_status, no_report: Traced::derived(silent.len(), Method::Silence, silent) }
    }

    /// Several counts added up, state by state.
    pub fn total<'a>(counts: impl IntoIterator<Item = &'a Self>) -> Self {
        let counts: Vec<&Self> = counts.into_iter().collect();
        let of = |one: &dyn Fn(&'a Self) -> &'a Traced<usize>| Traced::total(counts.iter().map(|counts| one(counts)));
        Self {
            by_status: Status::ALL.map(|status| of(&|counts| counts.bodies(status))),
            no_report: of(&|counts| &counts.no_report),
        }
    }

    /// Bodies in this state, as a plain value to compare with; [`Self::bodies`] has it with its origin.
    pub fn of(&self, status: Status) -> usize {
        *self.bodies(status).value()
    }

    /// Bodies in this state.
    pub fn bodies(&self, status: Status) -> &Traced<usize> {
        &self.by_status[status as usize]
    }

    /// Bodies that report on the point as a task of theirs: completed, in progress or not started.
    pub fn reported(&self) -> Traced<usize> {
        Traced::total(Self::REPORTED.map(|status| self.bodies(status)))
    }

    /// Bodies that owe the point: those that have to report on it, less those that say it is not theirs. Who says nothing
    /// owes it all the same.
    pub fn owing(&self) -> Traced<usize> {
        Traced::total(self.owing_parts())
    }

    /// Bodies that owe the point and of which it is not known that they have completed it.
    pub fn remaining(&self) -> Traced<usize> {
        Traced::total([self.bodies(Status::InProgress), self.bodies(Status::NotStarted), &self.no_report])
    }

    /// Share of completed among those that owe the point, in percent, unrounded; `None` where nobody owes it.
    pub fn completion(&self) -> Option<Traced<Decimal>> {
        self.share_of(&self.owing_parts())
    }

    /// Share of completed among those that report on the point, in percent, unrounded; `None` where nobody does. It says
    /// nothing of the others, and never stands alone.
    pub fn completion_of_reported(&self) -> Option<Traced<Decimal>> {
        self.share_of(&Self::REPORTED.map(|status| self.bodies(status)))
    }

    /// What the bodies that owe the point are made of, the completed first.
    fn owing_parts(&self) -> [&Traced<usize>; 4] {
        let [completed, in_progress, not_started] = Self::REPORTED.map(|status| self.bodies(status));
        [completed, in_progress, not_started, &self.no_report]
    }

    /// The first of `parts` as a share of all of them.
    fn share_of(&self, parts: &[&Traced<usize>]) -> Option<Traced<Decimal>> {
        let whole: usize = parts.iter().map(|part| *part.value()).sum();
        let percent = percent_of(self.of(Status::Completed).into(), whole.into())?;
        let inputs = parts.iter().map(|part| part.origin().clone()).collect();
        Some(Traced::derived(percent, Method::Share, inputs))
    }
}

/// That a body has to report at all.
pub fn registration(agency: &AgencyId) -> Origin {
    Origin::Setting(format!("{REGISTRY}: {agency}").into())
}

/// How many bodies these are.
pub fn number_of_bodies<'a>(reports: impl IntoIterator<Item = &'a AgencyReport>) -> Traced<usize> {
    Traced::number(reports.into_iter().map(AgencyReport::origin).collect())
}

/// How many points of the plan these are.
pub fn number_of_points<'a>(summaries: impl IntoIterator<Item = &'a ProgressSummary>) -> Traced<usize> {
    Traced::number(summaries.into_iter().map(|summary| summary.node.origin()).collect())
}

impl AgencyReport {
    /// What tells how its submission stands: the cell of its report's date, or else that it has to report.
    pub fn origin(&self) -> Origin {
        self.date.as_ref().map_or_else(|| registration(&self.body.id), |date| date.origin().clone())
    }
}

impl Consolidation {
    /// How many submissions stand so.
    pub fn submissions(&self, submission: Submission) -> Traced<usize> {
        self.bodies(|report| report.submission == submission)
    }

    /// How many bodies there are of whom this is true, among those that have to report.
    pub fn bodies(&self, is_counted: impl Fn(&AgencyReport) -> bool) -> Traced<usize> {
        number_of_bodies(self.agencies.iter().filter(|report| is_counted(report)))
    }
}
