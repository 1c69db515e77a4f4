//! Indicators and funding as text.

use super::super::changes::in_words;
use super::super::fact::facts;
use super::super::numbers::{Count, Printed, amount, count, figure, percent};
use crate::config::Aggregation;
use crate::merge::{Consolidation, FundingSummary, IndicatorSummary};
use crate::model::{AmountUnit, Decimal, Origin, Traced};

facts! {
    /// An indicator province-wide.
    pub(super) struct Indicator {
        id: String,
        name: String,
        unit: String,
        /// `12.345`; empty where nobody gave any.
        planned: Printed,
        actual: Printed,
        /// Share of the plan that was reached: `94,96%`; empty where there is no plan or the indicator is itself a share.
        reached: Printed,
        /// `Số lượt người được quán triệt (94,96% kế hoạch)`.
        brief: String,
        /// `tăng 5% so với năm 2025 (11.757 lượt người)`; empty where there is nothing to compare with.
        change: String,
        /// `Số lượt người được quán triệt: 12.345 lượt người (kế hoạch 13.000 lượt người, đạt 94,96% kế hoạch)`.
        sentence: String,
    }
}

facts! {
    /// All indicators.
    pub(super) struct Indicators {
        all: Vec<Indicator>,
        /// Those that have both a plan and a figure.
        with_plan: Count,
        /// Those among them that reach it, and how many they are.
        reached: Vec<Indicator>,
        reached_count: Count,
        /// Those among them that do not, the farthest from it first, and how many they are.
        missed: Vec<Indicator>,
        missed_count: Count,
    }
}

facts! {
    /// A funding line, in triệu đồng.
    pub(super) struct Funding {
        id: String,
        name: String,
        allocated: Printed,
        spent: Printed,
        /// `93,5%`; empty where nothing was allocated.
        ratio: Printed,
        /// What was spent: `tăng 5% so với năm 2025 (1.234 triệu đồng)`; empty where there is nothing to compare with.
        change: String,
        /// Bodies that gave figures.
        agencies: Count,
        parts: Vec<Funding>,
    }
}

/// An indicator with the share of its plan that was reached.
type AgainstItsPlan<'a> = (&'a IndicatorSummary, Traced<Decimal>);

impl Indicators {
    pub(super) fn new(consolidation: &Consolidation) -> Self {
        let known = consolidation.indicators.iter().filter_map(|summary| Some((summary, share_of_plan(summary)?)));
        let (reached, mut missed): (Vec<AgainstItsPlan<'_>>, Vec<_>) =
            known.partition(|(_, share)| *share.value() >= Decimal::ONE_HUNDRED);
        missed.sort_by_key(|(_, share)| *share.value());
        let texts =
            |some: &[AgainstItsPlan<'_>]| some.iter().map(|(summary, _)| indicator(summary, consolidation)).collect();
        let number = |some: &[AgainstItsPlan<'_>]| {
            Traced::number(some.iter().map(|(_, share)| share.origin().clone()).collect())
        };
        let (reached_count, missed_count) = (number(&reached), number(&missed));
        Self {
            all: consolidation.indicators.iter().map(|summary| indicator(summary, consolidation)).collect(),
            with_plan: Traced::total([&reached_count, &missed_count]).into(),
            reached: texts(&reached),
            reached_count: reached_count.into(),
            missed: texts(&missed),
            missed_count: missed_count.into(),
        }
    }
}

/// 100 × what was done / what was planned, of a share too; `None` where that cannot be told.
pub(in super::super) fn share_of_plan(summary: &IndicatorSummary) -> Option<Traced<Decimal>> {
    match summary.indicator.aggregation {
        Aggregation::Sum => summary.against_plan.as_ref().map(|against| against.share.clone()),
        Aggregation::Ratio { .. } => Traced::ratio(summary.actual.as_ref()?, summary.planned.as_ref()?),
    }
}

/// The indicators that measure a point.
pub(super) fn indicators_of(consolidation: &Consolidation, task: &str) -> Vec<Indicator> {
    consolidation
        .indicators
        .iter()
        .filter(|summary| summary.indicator.task.as_str() == task)
        .map(|summary| indicator(summary, consolidation))
        .collect()
}

fn indicator(summary: &IndicatorSummary, consolidation: &Consolidation) -> Indicator {
    let text = |value: &Option<Traced<Decimal>>| value.as_ref().map(figure).unwrap_or_default();
    let (planned, actual) = (text(&summary.planned), text(&summary.actual));
    let against = summary.against_plan.as_ref();
    let reached = against.map(|against| percent(&against.share)).unwrap_or_default();
    let indicator = &summary.indicator;
    let with_unit = |value: &Printed| value.with_unit(indicator.unit.as_str());
    let rest = match (against, planned.is_empty()) {
        _ if actual.is_empty() && planned.is_empty() => "chưa có số liệu".to_owned(),
        _ if actual.is_empty() => format!("chưa có số liệu thực hiện (kế hoạch {})", with_unit(&planned)),
        (Some(against), _) if against.is_complete => {
            format!("{} (kế hoạch {}, đạt {reached} kế hoạch)", with_unit(&actual), with_unit(&planned))
        }
        (Some(against), _) => format!(
            "{} (riêng {} đơn vị có kế hoạch đạt {reached} kế hoạch là {})",
            with_unit(&actual),
            count(&against.agencies),
            with_unit(&figure(&against.planned))
        ),
        (None, true) => with_unit(&actual).to_string(),
        (None, false) => format!("{} (kế hoạch {})", with_unit(&actual), with_unit(&planned)),
    };
    let change = consolidation.comparison.as_ref().map_or_else(String::new, |comparison| {
        in_words(comparison.indicator(summary).as_ref(), comparison.earlier.year.into(), indicator.unit.as_str())
    });
    let comma = if change.is_empty() { "" } else { ", " };
    let sentence = format!("{}: {rest}{comma}{change}", indicator.name);
    let brief = match reached.is_empty() {
        true => format!("{} ({}, kế hoạch {})", indicator.name, with_unit(&actual), with_unit(&planned)),
        false => format!("{} (đạt {reached} kế hoạch)", indicator.name),
    };
    Indicator {
        id: indicator.id.to_string(),
        name: indicator.name.clone(),
        unit: indicator.unit.to_string(),
        planned,
        actual,
        reached,
        brief,
        change,
        sentence,
    }
}

/// The funding lines as a tree: those that are no part of another, with their parts.
pub(super) fn funding(consolidation: &Consolidation) -> Vec<Funding> {
    let lines = &consolidation.funding;
    let is_part = |line: &FundingSummary| lines.iter().any(|other| other.line.parts.contains(&line.line.id));
    lines.iter().filter(|line| !is_part(line)).map(|line| funding_line(line, consolidation, 0)).collect()
}

/// How deep sums of sums are followed: far deeper than any form goes, and an end for lines that hold each other.
const DEEPEST: usize = 8;

fn funding_line(summary: &FundingSummary, consolidation: &Consolidation, depth: usize) -> Funding {
    let lines = &consolidation.funding;
    let parts = summary.line.parts.iter().filter(|_| depth < DEEPEST);
    let parts = parts.filter_map(|id| lines.iter().find(|line| line.line.id == *id));
    Funding {
        id: summary.line.id.to_string(),
        name: summary.line.name.clone(),
        allocated: amount(&summary.allocated),
        spent: amount(&summary.spent),
        ratio: summary.ratio.as_ref().map(percent).unwrap_or_default(),
        change: consolidation.comparison.as_ref().map_or_else(String::new, |comparison| {
            in_words(
                comparison.funding(summary).as_ref(),
                comparison.earlier.year.into(),
                AmountUnit::OF_THE_FORM.vietnamese(),
            )
        }),
        agencies: Traced::number(summary.entries.iter().map(|entry| Origin::Cell(entry.record.cell.clone())).collect())
            .into(),
        parts: parts.map(|line| funding_line(line, consolidation, depth + 1)).collect(),
    }
}
