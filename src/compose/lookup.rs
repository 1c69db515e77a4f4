//! A consolidation with what composing looks up again and again.

use std::ops::Range;

use crate::config;
use crate::merge::{AgencyReport, Consolidation, Entry, ProgressSummary};
use crate::model::AgencyId;
use crate::plan::Node;

/// A consolidation, indexed.
pub(super) struct Lookup<'a> {
    /// The consolidation.
    pub(super) consolidation: &'a Consolidation,
}

/// Bodies of one level, next to each other in the registry.
pub(super) struct Level {
    /// What a table heads them with.
    pub(super) title: &'static str,
    /// Their places.
    pub(super) places: Range<usize>,
}

impl<'a> Lookup<'a> {
    /// What is looked up in `consolidation`.
    pub(super) fn new(consolidation: &'a Consolidation) -> Self {
        Self { consolidation }
    }

    /// The bodies that report, in the order of the registry.
    pub(super) fn agencies(&self) -> &'a [AgencyReport] {
        &self.consolidation.agencies
    }

    /// The name of the body at `place`.
    pub(super) fn name(&self, place: usize) -> &'a str {
        self.consolidation.agencies.get(place).map_or("", |report| report.body.name.as_str())
    }

    /// The place of a body; that behind the last for one that does not report, which there is none of.
    pub(super) fn place(&self, agency: &AgencyId) -> usize {
        self.consolidation.place(agency).unwrap_or(usize::MAX)
    }

    /// Whether the body at `place` is a territory: a district, a commune, a village.
    pub(super) fn is_territorial(&self, place: usize) -> bool {
        self.consolidation.agencies.get(place).is_some_and(|report| report.body.kind.is_territorial())
    }

    /// The bodies by level. A level appears once for each run in the registry.
    pub(super) fn levels(&self) -> Vec<Level> {
        let title = |report: &AgencyReport| report.body.level.words().0;
        let mut start = 0;
        let runs = self.agencies().chunk_by(|a, b| title(a) == title(b));
        runs.map(|run| {
            let places = start..start + run.len();
            start = places.end;
            Level { title: title(&run[0]), places }
        })
        .collect()
    }

    /// What all bodies together are called, as a row begins: `Toàn tỉnh`.
    pub(super) fn whole(&self) -> String {
        self.consolidation.settings.report.issuer.whole_at_start()
    }

    /// Of what level the bodies are that are no territories: `cấp tỉnh`; empty where they are of several.
    pub(super) fn level_in_common(&self) -> &'static str {
        let offices = self.agencies().iter().filter(|report| !report.body.kind.is_territorial());
        config::Level::in_common(offices.map(|report| report.body.level)).unwrap_or_default()
    }

    /// The items of the tasks with their points.
    pub(super) fn task_groups(&self) -> Vec<(&'a Node, &'a [ProgressSummary])> {
        self.consolidation.task_groups()
    }

    /// For each body in the order of the registry, what it says about the nodes of the plan, in the order of the plan.
    pub(super) fn entries_by_agency(&self) -> Vec<Vec<(&'a ProgressSummary, &'a Entry)>> {
        let mut by_agency: Vec<Vec<_>> = self.agencies().iter().map(|_| Vec::new()).collect();
        for summary in self.consolidation.progress() {
            for entry in &summary.entries {
                if let Some(entries) = by_agency.get_mut(self.place(&entry.agency)) {
                    entries.push((summary, entry));
                }
            }
        }
        by_agency
    }

    /// One value a body, in the order of the registry, from its entries.
    pub(super) fn by_place<'e>(&self, entries: &'e [Entry]) -> Vec<Option<&'e Entry>> {
        let mut by_place: Vec<Option<&Entry>> = self.agencies().iter().map(|_| None).collect();
        for entry in entries {
            if let Some(slot) = by_place.get_mut(self.place(&entry.agency)) {
                *slot = Some(entry);
            }
        }
        by_place
    }
}
