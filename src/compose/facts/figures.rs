//! Indicators and funding as text.

use serde::Serialize;

use super::super::sentences::percent;
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
    /// Those among them that do not.
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
    /// Bodies that gave figures.
    agencies: usize,
    parts: Vec<Funding>,
}

/// An indicator's figure as printed: at most two decimals.
pub(in super::super) fn figure(value: Decimal) -> String {
    format_decimal(round_percent(value))
}

/// 100 × actual / planned for an indicator that is a sum.
pub(in super::super) fn share_of_plan(summary: &IndicatorSummary) -> Option<Decimal> {
    if summary.indicator.aggregation != Aggregation::Sum {
        return None;
    }
    percent_of(*summary.actual.as_ref()?.value(), *summary.planned.as_ref()?.value())
}

impl Indicators {
    pub(super) fn new(consolidation: &Consolidation) -> Self {
        let both = |summary: &&IndicatorSummary| summary.planned.is_some() && summary.actual.is_some();
        let reaches = |summary: &IndicatorSummary| match (&summary.planned, &summary.actual) {
            (Some(planned), Some(actual)) => actual.value() >= planned.value(),
            _ => false,
        };
        let (reached, missed): (Vec<_>, Vec<_>) =
            consolidation.indicators.iter().filter(both).partition(|summary| reaches(summary));
        Self {
            all: consolidation.indicators.iter().map(indicator).collect(),
            with_plan: reached.len() + missed.len(),
            reached: reached.into_iter().map(indicator).collect(),
            missed: missed.into_iter().map(indicator).collect(),
        }
    }
}

/// The indicators that measure a point.
pub(super) fn indicators_of(consolidation: &Consolidation, task: &str) -> Vec<Indicator> {
    consolidation.indicators.iter().filter(|summary| summary.indicator.task.as_str() == task).map(indicator).collect()
}

fn indicator(summary: &IndicatorSummary) -> Indicator {
    let text = |value: &Option<crate::model::Traced<Decimal>>| {
        value.as_ref().map_or_else(String::new, |value| figure(*value.value()))
    };
    let (planned, actual) = (text(&summary.planned), text(&summary.actual));
    let reached = share_of_plan(summary).map_or_else(String::new, percent);
    let indicator = &summary.indicator;
    let with_unit = |value: &str| match indicator.unit.as_str() {
        "%" => format!("{value}%"),
        unit => format!("{value} {unit}"),
    };
    let sentence = match (actual.is_empty(), planned.is_empty(), reached.is_empty()) {
        (true, true, _) => format!("{}: chưa có số liệu", indicator.name),
        (true, false, _) => format!("{}: chưa có số liệu thực hiện (kế hoạch {})", indicator.name, with_unit(&planned)),
        (false, true, _) => format!("{}: {}", indicator.name, with_unit(&actual)),
        (false, false, true) => {
            format!("{}: {} (kế hoạch {})", indicator.name, with_unit(&actual), with_unit(&planned))
        }
        (false, false, false) => format!(
            "{}: {} (kế hoạch {}, đạt {reached} kế hoạch)",
            indicator.name,
            with_unit(&actual),
            with_unit(&planned)
        ),
    };
    Indicator {
        id: indicator.id.to_string(),
        name: indicator.name.clone(),
        unit: indicator.unit.clone(),
        planned,
        actual,
        reached,
        sentence,
    }
}

/// The funding lines as a tree: those that are no part of another, with their parts.
pub(super) fn funding(consolidation: &Consolidation) -> Vec<Funding> {
    let lines = &consolidation.funding;
    let is_part = |line: &FundingSummary| lines.iter().any(|other| other.line.parts.contains(&line.line.id));
    lines.iter().filter(|line| !is_part(line)).map(|line| funding_line(line, lines, 0)).collect()
}

/// How deep sums of sums are followed: far deeper than any form goes, and an end for lines that hold each other.
const DEEPEST: usize = 8;

fn funding_line(summary: &FundingSummary, lines: &[FundingSummary], depth: usize) -> Funding {
    let parts = summary.line.parts.iter().filter(|_| depth < DEEPEST);
    let parts = parts.filter_map(|id| lines.iter().find(|line| line.line.id == *id));
    Funding {
        id: summary.line.id.to_string(),
        name: summary.line.name.clone(),
        allocated: format_decimal(*summary.allocated.value()),
        spent: format_decimal(*summary.spent.value()),
        ratio: summary.ratio.as_ref().map_or_else(String::new, |ratio| percent(*ratio.value())),
        agencies: summary.entries.len(),
        parts: parts.map(|line| funding_line(line, lines, depth + 1)).collect(),
    }
}
