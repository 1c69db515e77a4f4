//! What is known of each cell that went into a figure.

use rustc_hash::FxHashMap;

use super::find::Item;
use crate::extract::FieldValue;
use crate::merge::{Consolidation, Entry, ProgressSummary};
use crate::model::{AgencyId, CellRef, Decimal, Field, IndicatorId, ItemId, PlanId, Status};

/// What stands in a cell and of whom.
#[derive(Clone, Copy)]
pub(super) struct Fact<'a> {
    pub(super) agency: &'a AgencyId,
    pub(super) item: &'a str,
    pub(super) field: Field,
    pub(super) content: Content<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    Number(Decimal),
    Status(Status),
    Level(&'a str),
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
                for other in summary.indicator.aggregation.rests_on() {
                    self.indicator(consolidation, other);
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
        summary.entries.iter().for_each(|entry| self.entry(entry));
    }

    fn indicator(&mut self, consolidation: &'a Consolidation, id: &IndicatorId) {
        let summary = consolidation.indicators.iter().find(|summary| summary.indicator.id == *id);
        summary.iter().flat_map(|summary| &summary.entries).for_each(|entry| self.entry(entry));
    }

    fn funding(&mut self, consolidation: &'a Consolidation, id: &PlanId) {
        let Some(summary) = consolidation.funding.iter().find(|summary| summary.line.id == *id) else { return };
        for entry in &summary.entries {
            self.entry(entry);
            for (field, value) in entry.as_written(&summary.line).iter().flat_map(|record| record.values()) {
                if let Some(own) = field.written_by_the_body() {
                    self.value(&entry.agency, &entry.record.item, own, value);
                }
            }
        }
        for part in &summary.line.parts {
            self.funding(consolidation, part);
        }
    }

    /// What counts of a row.
    fn entry(&mut self, entry: &'a Entry) {
        for (field, value) in entry.record.values() {
            self.value(&entry.agency, &entry.record.item, field, value);
        }
    }

    fn value(&mut self, agency: &'a AgencyId, item: &'a ItemId, field: Field, value: &'a FieldValue) {
        let content = match value {
            FieldValue::Status(status) => Content::Status(*status.value()),
            FieldValue::Number(number) => Content::Number(*number.value()),
            FieldValue::Level(level) => Content::Level(&level.value().word),
            FieldValue::Text(_) => return,
        };
        // The first to name a cell says what it is: a line's own amount before the same as the body's own total.
        if let Some(cell) = value.cell() {
            self.by_cell.entry(cell).or_insert(Fact { agency, item: item.as_str(), field, content });
        }
    }
}
