//! An indicator as `data.json` spells it.

use std::sync::Arc;

use serde::Serialize;

use super::view::{EntryView, Previous, number};
use crate::config::{self, Bound, Target};
use crate::merge::{Consolidation, IndicatorSummary, LevelCounts, Trend};
use crate::model::{Decimal, Level, Traced, round_percent};

/// An indicator with its province-wide figures and its entries.
#[derive(Serialize)]
pub(super) struct Indicator<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    unit: &'a str,
    aggregation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'a str>,
    role: &'static str,
    direction: &'static str,
    /// What it is to reach in the year; null where nothing is named.
    target: Option<TargetView<'a>>,
    /// What it is to reach in all years that the settings name; only where they name years.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<TargetOfYear<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Past>,
    /// The province’s figures of earlier years; only of goals on their way to a target.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<Past>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trend: Option<TrendView>,
    /// Whether the goal was reached; null for what is not judged.
    reached: Option<bool>,
    planned: Option<Decimal>,
    actual: Option<Decimal>,
    /// How many bodies are at which level; only of what is answered in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<LevelsView<'a>>,
    coverage: CoverageView,
    /// What was planned and done by the bodies that gave both; null where nobody did.
    both: Option<BothView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous>,
    entries: Vec<EntryView<'a>>,
}

#[derive(Serialize)]
struct TargetOfYear<'a> {
    year: i16,
    #[serde(flatten)]
    target: TargetView<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Arc<str>>,
}

/// The province's figure of a year.
#[derive(Serialize)]
struct Past {
    year: i16,
    actual: Decimal,
}

/// How a goal stands on the straight line to its next target.
#[derive(Serialize)]
struct TrendView {
    from: Past,
    target_year: i16,
    /// What the line has in the year reported on.
    needed: Decimal,
    on_track: bool,
}

#[derive(Serialize)]
struct LevelsView<'a> {
    /// Each level, the lowest first, with the bodies that say they reached it.
    bodies: Vec<LevelView<'a>>,
    /// The level from which a body counts.
    counted_from: &'a str,
    owing: usize,
    silent: usize,
}

#[derive(Serialize)]
struct LevelView<'a> {
    level: &'a str,
    bodies: usize,
}

#[derive(Serialize)]
struct TargetView<'a> {
    /// Null for a target that is told in words alone.
    comparator: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Vec<Decimal>>,
    /// As printed.
    text: &'a str,
}

/// How many bodies gave which figure; of a ratio, both its parts.
#[derive(Serialize)]
struct CoverageView {
    actual: usize,
    planned: usize,
    both: usize,
}

#[derive(Serialize)]
struct BothView {
    planned: Decimal,
    actual: Decimal,
    /// 100 × actual / planned, two decimals; null where nothing was planned.
    share: Option<Decimal>,
}

impl<'a> Indicator<'a> {
    pub(super) fn new(summary: &'a IndicatorSummary, consolidation: &Consolidation) -> Self {
        let indicator = &summary.indicator;
        let year = consolidation.settings.report.year;
        let total = |value: Option<&Traced<Decimal>>| {
            number(value).map(|value| if indicator.aggregation.divides() { round_percent(value) } else { value })
        };
        Self {
            id: summary.indicator.id.as_str(),
            number: &indicator.number,
            unit: summary.indicator.unit.as_str(),
            aggregation: indicator.aggregation.to_string(),
            lead: indicator.lead.as_ref().map(|lead| lead.as_str()),
            role: summary.indicator.role.key(),
            direction: summary.indicator.direction.key(),
            target: summary.indicator.target_of(year).map(TargetView::new),
            targets: indicator.targets.iter().filter_map(|target| TargetOfYear::new(target, indicator)).collect(),
            baseline: indicator
                .baseline
                .map(|baseline| Past { year: baseline.year, actual: baseline.value.normalize() }),
            history: past(summary, consolidation),
            trend: consolidation.trend(summary).map(TrendView::new),
            reached: summary.judgement(year).map(|judgement| judgement.is_reached),
            planned: total(summary.planned.as_ref()),
            actual: total(summary.actual.as_ref()),
            levels: summary.levels.as_ref().map(LevelsView::new),
            coverage: CoverageView {
                actual: *summary.coverage.actual.value(),
                planned: *summary.coverage.planned.value(),
                both: *summary.coverage.both.value(),
            },
            both: summary.against_plan.as_ref().and_then(|against| {
                let share = against.share.as_ref().map(|share| round_percent(*share.value()));
                Some(BothView { planned: total(Some(&against.planned))?, actual: total(Some(&against.actual))?, share })
            }),
            previous: consolidation.indicator_change(summary).map(Previous::new),
            entries: summary.entries.iter().map(EntryView::new).collect(),
        }
    }
}

impl<'a> TargetOfYear<'a> {
    fn new(target: &'a Target, indicator: &config::Indicator) -> Option<Self> {
        let level = target.level.and_then(|rank| indicator.scale.as_ref()?.level(rank));
        Some(Self { year: target.year?, target: TargetView::new(target), level: level.map(|level| level.word) })
    }
}

impl TrendView {
    fn new(trend: Trend<'_>) -> Self {
        Self {
            from: Past { year: trend.from.0, actual: trend.from.1.value().normalize() },
            target_year: trend.target_year,
            needed: trend.needed.value().normalize(),
            on_track: trend.is_on_track,
        }
    }
}

/// The figures of earlier years, of a goal with a target of some year or a baseline: what a later year has to know.
fn past(summary: &IndicatorSummary, consolidation: &Consolidation) -> Vec<Past> {
    let indicator = &summary.indicator;
    if indicator.baseline.is_none() && indicator.targets.iter().all(|target| target.year.is_none()) {
        return Vec::new();
    }
    let figures = consolidation.earlier_figures(summary).into_iter();
    figures.map(|(year, figure)| Past { year, actual: round_percent(*figure.value()) }).collect()
}

impl<'a> LevelsView<'a> {
    fn new(levels: &'a LevelCounts) -> Self {
        let of_level =
            |(level, bodies): &'a (Level, Traced<usize>)| LevelView { level: &level.word, bodies: *bodies.value() };
        Self {
            bodies: levels.by_level.iter().map(of_level).collect(),
            counted_from: levels.by_level.get(levels.from).map_or("", |(level, _)| &level.word),
            owing: *levels.owing.value(),
            silent: *levels.silent.value(),
        }
    }
}

impl<'a> TargetView<'a> {
    fn new(target: &'a Target) -> Self {
        let values = target.bound.map_or_else(Vec::new, Bound::values);
        let (value, range) = match values.as_slice() {
            [value] => (Some(*value), None),
            [] => (None, None),
            _ => (None, Some(values)),
        };
        Self { comparator: target.bound.map(Bound::comparator), value, range, text: &target.text }
    }
}
