//! The figures that bodies report in both years, for the rules that compare a body with itself.

use super::known::Spot;
use super::{ACTUAL, ALLOCATED, PLANNED, SPENT};
use crate::config::Aggregation;
use crate::merge::{Consolidation, Pair, YearBeside};
use crate::model::{AgencyId, Decimal, Traced};

/// One figure of a body in both years.
pub(super) struct TwoYears<'a> {
    pub(super) spot: Spot<'a>,
    pub(super) before: &'a Traced<Decimal>,
    pub(super) now: &'a Traced<Decimal>,
}

/// All amounts and counts that bodies report in both years; sums and shares follow from them.
pub(super) fn figures<'a>(consolidation: &'a Consolidation, beside: &'a YearBeside) -> Vec<TwoYears<'a>> {
    let mut all = Vec::new();
    for summary in &consolidation.indicators {
        let indicator = &summary.indicator;
        if indicator.aggregation != Aggregation::Sum || indicator.unit == "%" {
            continue;
        }
        for entry in &summary.entries {
            let now = [entry.record.planned.as_ref(), entry.record.actual.as_ref()];
            let before = beside.indicator_of(indicator, &entry.agency);
            push(&entry.agency, indicator.id.as_str(), [PLANNED, ACTUAL], before, now, &mut all);
        }
    }
    for summary in consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            let now = [entry.allocated.as_ref(), entry.spent.as_ref()];
            let before = beside.funding_of(&summary.line.id, &entry.agency);
            push(&entry.agency, summary.line.id.as_str(), [ALLOCATED, SPENT], before, now, &mut all);
        }
    }
    all
}

fn push<'a>(
    agency: &'a AgencyId,
    row: &'a str,
    fields: [&'static str; 2],
    before: Option<&'a Pair>,
    now: [Option<&'a Traced<Decimal>>; 2],
    all: &mut Vec<TwoYears<'a>>,
) {
    let Some(before) = before else { return };
    let before = [before.planned.as_ref(), before.actual.as_ref()];
    for ((field, before), now) in fields.into_iter().zip(before).zip(now) {
        if let (Some(before), Some(now)) = (before, now) {
            all.push(TwoYears { spot: Spot { agency, row, field }, before, now });
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
