//! The figures that bodies report in both years, for the rules that compare a body with itself.

use super::explained::FigureKey;
use crate::merge::{Consolidation, Entry, Pair, YearComparison};
use crate::model::{Decimal, Field, Quantity, Traced};

/// One figure of a body in both years.
pub(super) struct TwoYears<'a> {
    pub(super) key: FigureKey<'a>,
    pub(super) before: &'a Traced<Decimal>,
    pub(super) now: &'a Traced<Decimal>,
}

/// All amounts and counts that bodies report in both years; sums and shares follow from them.
pub(super) fn figures<'a>(consolidation: &'a Consolidation, comparison: &'a YearComparison) -> Vec<TwoYears<'a>> {
    let mut all = Vec::new();
    for summary in &consolidation.indicators {
        let indicator = &summary.indicator;
        if indicator.quantity() == Quantity::Percent {
            continue;
        }
        for entry in &summary.entries {
            let before = comparison.indicator_of(indicator, &entry.agency);
            push(entry, indicator.id.as_str(), [Field::Planned, Field::Actual], before, &mut all);
        }
    }
    for summary in consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            let before = comparison.funding_of(&summary.line.id, &entry.agency);
            push(entry, summary.line.id.as_str(), [Field::Allocated, Field::Spent], before, &mut all);
        }
    }
    all
}

fn push<'a>(entry: &'a Entry, row: &'a str, fields: [Field; 2], before: Option<&'a Pair>, all: &mut Vec<TwoYears<'a>>) {
    let Some(before) = before else { return };
    let before = [before.planned.as_ref(), before.actual.as_ref()];
    for (field, before) in fields.into_iter().zip(before) {
        if let (Some(before), Some(now)) = (before, entry.record.number(field)) {
            all.push(TwoYears { key: FigureKey { agency: &entry.agency, row, field }, before, now });
        }
    }
}

impl TwoYears<'_> {
    /// How many times the smaller figure the greater is; `None` where one is nothing.
    pub(super) fn times(&self) -> Option<Decimal> {
        let (before, now) = (*self.before.value(), *self.now.value());
        if before <= Decimal::ZERO || now <= Decimal::ZERO {
            return None;
        }
        before.max(now).checked_div(before.min(now))
    }

    /// Whether the figure has grown.
    pub(super) fn has_grown(&self) -> bool {
        self.now.value() > self.before.value()
    }
}
