//! Indicators and funding as text.

use serde::Serialize;

use super::super::changes::in_words;
use super::super::sentences::{count, percent};
use crate::config::Aggregation;
use crate::merge::{Consolidation, FundingSummary, IndicatorSummary};
use crate::model::{Decimal, percent_of, round_percent};
use crate::vietnamese::format_decimal;

/// An indicator province-wide.
#[derive(Clone, Serialize)]
pub(super) struct Indicator {
    id: String,
    name: String,
    unit: String,
    /// `12.345`; empty where nobody gave any.
    planned: String,
    actual: String,
    /// Share of the plan that was reached: `94,96%`; empty where there is no plan or the indicator is itself a share.
    reached: String,
    /// `Số lượt người được quán triệt (94,96% kế hoạch)`.
    brief: String,
    /// `tăng 5% so với năm 2025 (11.757 lượt người)`; empty where there is nothing to compare with.
    change: String,
    /// `Số lượt người được quán triệt: 12.345 lượt người (kế hoạch 13.000 lượt người, đạt 94,96% kế hoạch)`.
    sentence: String,
}

/// All indicators.
#[derive(Serialize)]
pub(super) struct Indicators {
    all: Vec<Indicator>,
    /// Those that have both a plan and a figure.
    with_plan: usize,
    /// Those among them that reach it.
    reached: Vec<Indicator>,
    /// Those among them that do not, the farthest from it first.
    missed: Vec<Indicator>,
}

/// A funding line, in triệu đồng.
#[derive(Serialize)]
pub(super) struct Funding {
    id: String,
    name: String,
    allocated: String,
    spent: String,
    /// `93,5%`; empty where nothing was allocated.
    ratio: String,
    /// What was spent: `tăng 5% so với năm 2025 (1.234 triệu đồng)`; empty where there is nothing to compare with.
    change: String,
    /// Bodies that gave figures.
    agencies: usize,
    parts: Vec<Funding>,
}

/// An indicator's figure as printed: at most two decimals.
pub(in super::super) fn figure(value: Decimal) -> String {
    format_decimal(round_percent(value))
}

impl Indicators {
    pub(super) fn new(consolidation: &Consolidation) -> Self {
        let known = consolidation.indicators.iter().filter_map(|summary| Some((summary, share_of_plan(summary)?)));
        let (reached, mut missed): (Vec<_>, Vec<_>) = known.partition(|(_, share)| *share >= Decimal::ONE_HUNDRED);
        missed.sort_by_key(|(_, share)| *share);
        let texts = |some: &[(&IndicatorSummary, Decimal)]| {
            some.iter().map(|(summary, _)| indicator(summary, consolidation)).collect()
        };
        Self {
            all: consolidation.indicators.iter().map(|summary| indicator(summary, consolidation)).collect(),
            with_plan: reached.len() + missed.len(),
            reached: texts(&reached),
            missed: texts(&missed),
        }
    }
}

/// 100 × what was done / what was planned, of a share too; `None` where that cannot be told.
pub(in super::super) fn share_of_plan(summary: &IndicatorSummary) -> Option<Decimal> {
    match summary.indicator.aggregation {
        Aggregation::Sum => summary.against_plan.as_ref().map(|against| *against.share.value()),
        Aggregation::Ratio { .. } => percent_of(*summary.actual.as_ref()?.value(), *summary.planned.as_ref()?.value()),
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
    let text = |value: &Option<crate::model::Traced<Decimal>>| {
        value.as_ref().map_or_else(String::new, |value| figure(*value.value()))
    };
    let (planned, actual) = (text(&summary.planned), text(&summary.actual));
    let against = summary.against_plan.as_ref();
    let reached = against.map_or_else(String::new, |against| percent(*against.share.value()));
    let indicator = &summary.indicator;
    let with_unit = |value: &str| match indicator.unit.as_str() {
        "%" => format!("{value}%"),
        unit => format!("{value} {unit}"),
    };
    let rest = match (against, planned.is_empty()) {
        _ if actual.is_empty() && planned.is_empty() => "chưa có số liệu".to_owned(),
        _ if actual.is_empty() => format!("chưa có số liệu thực hiện (kế hoạch {})", with_unit(&planned)),
        (Some(against), _) if against.is_complete => {
            format!("{} (kế hoạch {}, đạt {reached} kế hoạch)", with_unit(&actual), with_unit(&planned))
        }
        (Some(against), _) => format!(
            "{} (riêng {} đơn vị có kế hoạch đạt {reached} kế hoạch là {})",
            with_unit(&actual),
            count(against.agencies),
            with_unit(&figure(*against.planned.value()))
        ),
        (None, true) => with_unit(&actual),
        (None, false) => format!("{} (kế hoạch {})", with_unit(&actual), with_unit(&planned)),
    };
    let change = consolidation.beside.as_ref().map_or_else(String::new, |beside| {
        in_words(beside.indicator(summary).as_ref(), beside.earlier.year, &indicator.unit)
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
        unit: indicator.unit.clone(),
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
        allocated: format_decimal(*summary.allocated.value()),
        spent: format_decimal(*summary.spent.value()),
        ratio: summary.ratio.as_ref().map_or_else(String::new, |ratio| percent(*ratio.value())),
        change: consolidation.beside.as_ref().map_or_else(String::new, |beside| {
            in_words(beside.funding(summary).as_ref(), beside.earlier.year, "triệu đồng")
        }),
        agencies: summary.entries.len(),
        parts: parts.map(|line| funding_line(line, consolidation, depth + 1)).collect(),
    }
}
