//! What is known of each cell that went into a figure.

use rustc_hash::FxHashMap;

use super::find::Item;
use crate::config::Aggregation;
use crate::merge::{Consolidation, ProgressSummary};
use crate::model::{AgencyId, CellRef, Decimal, Field, IndicatorId, PlanId, Status, Traced};

/// What stands in a cell and of whom.
#[derive(Clone, Copy)]
pub(super) struct Fact<'a> {
    pub(super) agency: &'a AgencyId,
    pub(super) item: &'a str,
    pub(super) field: Field,
    pub(super) content: Content,
}

#[derive(Clone, Copy)]
pub(super) enum Content {
    Number(Decimal),
    Status(Status),
}

/// The cells of the items that a figure can rest on.
#[derive(Default)]
pub(super) struct Facts<'a> {
    by_cell: FxHashMap<&'a CellRef, Fact<'a>>,
}

impl<'a> Facts<'a> {
    /// The facts on `item`, and on what it is computed from.
    pub(super) fn on(consolidation: &'a Consolidation, item: Item<'a>) -> Self {
        let mut facts = Self::default();
        facts.item(consolidation, item);
        facts
    }

    /// The facts on all items.
    #[cfg(test)]
    pub(super) fn on_all(consolidation: &'a Consolidation) -> Self {
        let mut facts = Self::default();
        let progress = consolidation.progress().map(Item::Progress);
        let indicators = consolidation.indicators.iter().map(Item::Indicator);
        for item in progress.chain(indicators).chain(consolidation.funding.iter().map(Item::Funding)) {
            facts.item(consolidation, item);
        }
        facts
    }

    fn item(&mut self, consolidation: &'a Consolidation, item: Item<'a>) {
        match item {
            Item::Progress(summary) => self.progress(summary),
            Item::Group(_, points) => points.iter().for_each(|summary| self.progress(summary)),
            Item::Indicator(summary) => {
                self.indicator(consolidation, &summary.indicator.id);
                if let Aggregation::Ratio { numerator, denominator } = &summary.indicator.aggregation {
                    self.indicator(consolidation, numerator);
                    self.indicator(consolidation, denominator);
                }
            }
            Item::Funding(summary) => self.funding(consolidation, &summary.line.id),
        }
    }

    /// What is known of a cell.
    pub(super) fn of(&self, cell: &CellRef) -> Option<Fact<'a>> {
        self.by_cell.get(cell).copied()
    }

    fn progress(&mut self, summary: &'a ProgressSummary) {
        for entry in &summary.entries {
            let (record, id) = (&entry.record, summary.node.id.as_str());
            self.add(&entry.agency, id, Field::Status, record.status.as_ref(), |s| Content::Status(*s));
            self.number(&entry.agency, id, Field::Percent, record.percent.as_ref());
        }
    }

    fn indicator(&mut self, consolidation: &'a Consolidation, id: &IndicatorId) {
        let summary = consolidation.indicators.iter().find(|summary| summary.indicator.id == *id);
        for (entry, id) in summary.iter().flat_map(|summary| {
            let id = summary.indicator.id.as_str();
            summary.entries.iter().map(move |entry| (entry, id))
        }) {
            self.number(&entry.agency, id, Field::Planned, entry.record.planned.as_ref());
            self.number(&entry.agency, id, Field::Actual, entry.record.actual.as_ref());
        }
    }

    fn funding(&mut self, consolidation: &'a Consolidation, id: &PlanId) {
        let Some(summary) = consolidation.funding.iter().find(|summary| summary.line.id == *id) else { return };
        let id = summary.line.id.as_str();
        for entry in &summary.entries {
            self.number(&entry.agency, id, Field::Allocated, entry.allocated.as_ref());
            self.number(&entry.agency, id, Field::Spent, entry.spent.as_ref());
            if let Some(written) = &entry.written {
                self.number(&entry.agency, id, Field::WrittenAllocated, written.allocated.as_ref());
                self.number(&entry.agency, id, Field::WrittenSpent, written.spent.as_ref());
            }
        }
        for part in &summary.line.parts {
            self.funding(consolidation, part);
        }
    }

    fn number(&mut self, agency: &'a AgencyId, item: &'a str, field: Field, value: Option<&'a Traced<Decimal>>) {
        self.add(agency, item, field, value, |number| Content::Number(*number));
    }

    fn add<T>(
        &mut self,
        agency: &'a AgencyId,
        item: &'a str,
        field: Field,
        value: Option<&'a Traced<T>>,
        content: impl Fn(&'a T) -> Content,
    ) {
        if let Some(value) = value
            && let Some(cell) = value.cell()
        {
            // The first to name a cell says what it is: a line's own amount before the same as the body's own total.
            let fact = Fact { agency, item, field, content: content(value.value()) };
            self.by_cell.entry(cell).or_insert(fact);
        }
    }
}
