//! Indicators and funding as text.

use std::cmp::Reverse;

use super::super::changes::in_words;
use super::super::fact::facts;
use super::super::numbers::{Count, Printed, amount_to, count, decimals_of, figure_in, percent};
use super::{goals, levels};
use crate::config::{Aggregation, Direction, IndicatorRole};
use crate::merge::{AgainstPlan, Consolidation, FundingSummary, IndicatorSummary, Judgement};
use crate::model::{AmountUnit, Decimal, Field, Origin, Traced};
use crate::vietnamese::lower_first;

facts! {
    /// An indicator province-wide.
    pub(super) struct Indicator {
        id: String,
        name: String,
        unit: String,
        /// `12.345`; empty where nobody gave any.
        planned: Printed,
        actual: Printed,
        /// Share of the plan that was reached by the bodies that gave both: `94,96%`; empty where nobody did.
        reached: Printed,
        /// `Số lượt người được quán triệt (đạt 94,96% kế hoạch)`.
        brief: String,
        /// `tăng 5% so với năm 2025 (11.757 lượt người)`; empty where there is nothing to compare with.
        change: String,
        /// `Số lượt người được quán triệt: 12.345 lượt người (đạt 94,96% kế hoạch 13.000 lượt người)`.
        sentence: String,
    }
}

facts! {
    /// All indicators.
    pub(super) struct Indicators {
        all: Vec<Indicator>,
        /// Goals that have a figure and something to hold it against: a target of the year, or a plan.
        judged: Count,
        /// Those among them that are reached, and how many they are.
        reached: Vec<Indicator>,
        reached_count: Count,
        /// Those among them that are not, the farthest from it first, and how many they are.
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
        /// Bodies that gave both what was allocated and what was spent, which the ratio is of.
        both: Count,
        /// Some gave only one of the two.
        is_partial: bool,
        parts: Vec<Funding>,
    }
}

impl Indicators {
    pub(super) fn new(consolidation: &Consolidation) -> Self {
        let year = consolidation.settings.report.year;
        let judged = consolidation.indicators.iter().filter_map(|summary| Some((summary, summary.judgement(year)?)));
        let (reached, mut missed): (Vec<Judged<'_>>, Vec<_>) = judged.partition(|(_, judgement)| judgement.is_reached);
        missed.sort_by_key(|(_, judgement)| Reverse(judgement.distance));
        let texts = |some: &[Judged<'_>]| some.iter().map(|(summary, _)| indicator(summary, consolidation)).collect();
        let number = |some: &[Judged<'_>]| Traced::number(some.iter().map(|(_, one)| one.origin.clone()).collect());
        let (reached_count, missed_count) = (number(&reached), number(&missed));
        Self {
            all: consolidation.indicators.iter().map(|summary| indicator(summary, consolidation)).collect(),
            judged: Traced::total([&reached_count, &missed_count]).into(),
            reached: texts(&reached),
            reached_count: reached_count.into(),
            missed: texts(&missed),
            missed_count: missed_count.into(),
        }
    }
}

facts! {
    /// What the plan is about, in numbers: how many children, pupils, teachers, schools there are.
    pub(super) struct Context {
        /// The bases that shares are of.
        scale: Vec<Scale>,
        /// Whose figures these are: `của 91 đơn vị`, `của 88 đến 91 đơn vị`.
        bodies: String,
    }
}

facts! {
    /// A base of the plan's goals.
    pub(super) struct Scale {
        /// `tổng số giáo viên`
        name: String,
        /// `24.149 người`
        figure: Printed,
        /// `tăng 5% so với năm 2025 (22.999 người)`; empty where there is nothing to compare with.
        change: String,
    }
}

impl Context {
    pub(super) fn new(consolidation: &Consolidation) -> Self {
        let bases: Vec<(&IndicatorSummary, &Traced<Decimal>)> = consolidation
            .indicators
            .iter()
            .filter(|summary| is_scale(summary, consolidation))
            .filter_map(|summary| Some((summary, summary.actual.as_ref()?)))
            .collect();
        let reported = || bases.iter().map(|(summary, _)| &summary.coverage.actual);
        let bodies =
            match (reported().min_by_key(|bodies| *bodies.value()), reported().max_by_key(|bodies| *bodies.value())) {
                (Some(fewest), Some(most)) if fewest.value() < most.value() => {
                    format!("của {} đến {} đơn vị", count(fewest), count(most))
                }
                (Some(all), _) => format!("của {} đơn vị", count(all)),
                (None, _) => String::new(),
            };
        let scale = bases.into_iter().map(|(summary, actual)| Scale {
            name: lower_first(&summary.indicator.name),
            figure: figure_with_unit(actual, summary),
            change: change_of(summary, consolidation),
        });
        Self { scale: scale.collect(), bodies }
    }
}

/// Whether an indicator is a base that shares are of, and no part of one: all teachers, not those that are qualified.
fn is_scale(summary: &IndicatorSummary, consolidation: &Consolidation) -> bool {
    let indicator = &summary.indicator;
    let ratios = || consolidation.indicators.iter().filter_map(|other| other.indicator.aggregation.ratio());
    indicator.role == IndicatorRole::Base
        && ratios().any(|(_, whole)| *whole == indicator.id)
        && !ratios().any(|(part, _)| *part == indicator.id)
}

/// A goal and how it stands.
type Judged<'a> = (&'a IndicatorSummary, Judgement<'a>);

/// 100 × what was done / what was planned, of a share too, by the bodies that gave both; `None` where that cannot be told.
pub(in super::super) fn share_of_plan(summary: &IndicatorSummary) -> Option<Traced<Decimal>> {
    summary.total(Field::AgainstPlan).cloned()
}

/// The indicators that measure a point; what the [`Context`] tells is not told again.
pub(super) fn indicators_of(consolidation: &Consolidation, task: &str) -> Vec<Indicator> {
    consolidation
        .indicators
        .iter()
        .filter(|summary| summary.indicator.task.as_str() == task && !is_scale(summary, consolidation))
        .map(|summary| indicator(summary, consolidation))
        .collect()
}

fn indicator(summary: &IndicatorSummary, consolidation: &Consolidation) -> Indicator {
    let unit = summary.indicator.unit.as_str();
    let text = |value: &Option<Traced<Decimal>>| value.as_ref().map(|value| figure_in(value, unit)).unwrap_or_default();
    let (planned, actual) = (text(&summary.planned), text(&summary.actual));
    let reached = summary.total(Field::AgainstPlan).map(percent).unwrap_or_default();
    let indicator = &summary.indicator;
    let rest = in_figures(summary, consolidation);
    let change = change_of(summary, consolidation);
    let comma = if change.is_empty() { "" } else { ", " };
    let target = goals::in_words(summary, consolidation);
    let sentence = format!("{}: {rest}{comma}{change}{target}", indicator.name);
    let brief = format!("{} ({})", indicator.name, in_brief(summary, consolidation));
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

/// How an indicator compares with an earlier year, in words; nothing where there is none.
fn change_of(summary: &IndicatorSummary, consolidation: &Consolidation) -> String {
    consolidation.comparison.as_ref().map_or_else(String::new, |comparison| {
        let unit = summary.indicator.unit.as_str();
        in_words(comparison.indicator(summary).as_ref(), comparison.earlier.year.into(), unit)
    })
}

/// A figure of an indicator with its unit.
pub(super) fn figure_with_unit(value: &Traced<Decimal>, summary: &IndicatorSummary) -> Printed {
    let unit = summary.indicator.unit.as_str();
    figure_in(value, unit).with_unit(unit)
}

/// The figures of an indicator in a sentence, each over bodies that it names: `191 hội nghị (100 đơn vị báo cáo); 82 đơn vị có
/// kế hoạch thực hiện 154/156 hội nghị, đạt 98,72% kế hoạch`. Where all that have a figure planned as well, they need no naming.
fn in_figures(summary: &IndicatorSummary, consolidation: &Consolidation) -> String {
    let unit = summary.indicator.unit.as_str();
    let with_unit = |value: &Traced<Decimal>| figure_with_unit(value, summary);
    if let Some(levels) = &summary.levels {
        return levels::in_words(summary, levels);
    }
    let coverage = &summary.coverage;
    let bodies = |number: &Traced<usize>| format!("{} đơn vị", count(number));
    let (actual, planned) = match (&summary.actual, &summary.planned) {
        (None, None) => return "chưa có số liệu".to_owned(),
        (None, Some(planned)) => {
            let planned = with_unit(planned);
            return format!("chưa có số liệu thực hiện (kế hoạch {planned} của {})", bodies(&coverage.planned));
        }
        (Some(actual), planned) => (with_unit(actual), planned),
    };
    let of = whose(summary, consolidation);
    let actual = format!("{}{actual}", made_as(summary));
    let whole = format!("{actual} ({of})");
    match (&summary.against_plan, planned) {
        (Some(against), _) if coverage.is_complete() && summary.indicator.aggregation.is_plain() => {
            format!("{actual} ({})", of_plan(summary, against))
        }
        (Some(against), _) if coverage.is_complete() => format!("{actual} ({of}; {})", of_plan(summary, against)),
        (Some(against), _) if !summary.indicator.aggregation.adds_up() => format!(
            "{whole}; {} có kế hoạch đạt {} so với kế hoạch {}",
            bodies(&coverage.both),
            with_unit(&against.actual),
            with_unit(&against.planned)
        ),
        (Some(against), _) => {
            let reached = |share| format!(", {} {} kế hoạch", verb(summary), percent(share));
            let reached = against.share.as_ref().map_or_else(String::new, reached);
            format!(
                "{whole}; {} có kế hoạch thực hiện {}/{}{reached}",
                bodies(&coverage.both),
                figure_in(&against.actual, unit),
                with_unit(&against.planned)
            )
        }
        (None, Some(planned)) => format!(
            "{whole}; kế hoạch {} do {} khác nêu, không cùng đơn vị nên không so sánh",
            with_unit(planned),
            bodies(&coverage.planned)
        ),
        (None, None) if summary.indicator.aggregation.is_plain() => actual,
        (None, None) => whole,
    }
}

/// Which of the bodies' figures it is, in words before it; nothing where they are added up.
fn made_as(summary: &IndicatorSummary) -> &'static str {
    match summary.indicator.aggregation {
        Aggregation::Max => "cao nhất ",
        Aggregation::Min => "thấp nhất ",
        Aggregation::Mean { .. } => "bình quân ",
        Aggregation::Sum | Aggregation::Ratio { .. } | Aggregation::Last | Aggregation::Count | Aggregation::Share => {
            ""
        }
    }
}

/// Whose figures it is made of: `100 đơn vị báo cáo`; of one that one body leads, that body.
fn whose(summary: &IndicatorSummary, consolidation: &Consolidation) -> String {
    let indicator = &summary.indicator;
    let reported = format!("{} đơn vị báo cáo", count(&summary.coverage.actual));
    match &indicator.aggregation {
        Aggregation::Last => {
            let lead = indicator.lead.as_ref().and_then(|lead| consolidation.agency(lead.as_str()));
            lead.map_or(reported, |report| format!("{} báo cáo", report.body.name))
        }
        Aggregation::Mean { weight } => {
            let weight = consolidation.indicators.iter().find(|other| other.indicator.id == *weight);
            let by = weight.map_or_else(String::new, |weight| lower_first(&weight.indicator.name));
            format!("{reported}, tính theo {by}")
        }
        Aggregation::Sum
        | Aggregation::Ratio { .. }
        | Aggregation::Count
        | Aggregation::Share
        | Aggregation::Max
        | Aggregation::Min => reported,
    }
}

/// `đạt 50% kế hoạch 600 lượt người`; of a share `kế hoạch 50%`: a percentage of a percentage says little.
fn of_plan(summary: &IndicatorSummary, against: &AgainstPlan) -> String {
    let planned = figure_with_unit(&against.planned, summary);
    match against.share.as_ref().filter(|_| summary.indicator.aggregation.adds_up()) {
        Some(share) => format!("{} {} kế hoạch {planned}", verb(summary), percent(share)),
        None => format!("kế hoạch {planned}"),
    }
}

/// How a figure stands to its plan: what more is better of is reached; of all else the share says nothing but its size.
fn verb(summary: &IndicatorSummary) -> &'static str {
    let indicator = &summary.indicator;
    if indicator.role == IndicatorRole::Goal && indicator.direction == Direction::Up { "đạt" } else { "bằng" }
}

/// How an indicator stands where it is one of several: `đạt 95,03% kế hoạch, tính trên 76 đơn vị có kế hoạch`.
fn in_brief(summary: &IndicatorSummary, consolidation: &Consolidation) -> String {
    let year = consolidation.settings.report.year;
    if let (Some(target), Some(actual)) = (summary.indicator.target_of(year), &summary.actual) {
        let actual = figure_with_unit(actual, summary);
        let actual = match &summary.levels {
            Some(levels) => levels::with_what_they_say(&actual, summary, levels),
            None => actual.to_string(),
        };
        return format!("{}{actual}, mục tiêu {}", made_as(summary), target.text);
    }
    let Some(against) = &summary.against_plan else { return in_figures(summary, consolidation) };
    let stands = match against.share.as_ref().filter(|_| summary.indicator.aggregation.adds_up()) {
        Some(share) => format!("{} {} kế hoạch", verb(summary), percent(share)),
        None => {
            let [actual, planned] = [&against.actual, &against.planned].map(|value| figure_with_unit(value, summary));
            format!("{actual}, kế hoạch {planned}")
        }
    };
    let of = if summary.coverage.is_complete() {
        String::new()
    } else {
        format!(", tính trên {} đơn vị có kế hoạch", count(&summary.coverage.both))
    };
    stands + &of
}

/// The funding lines as a tree: those that are no part of another, with their parts.
pub(super) fn funding(consolidation: &Consolidation) -> Vec<Funding> {
    let lines = &consolidation.funding;
    let is_part = |line: &FundingSummary| lines.iter().any(|other| other.line.parts.contains(&line.line.id));
    lines.iter().filter(|line| !is_part(line)).map(|line| funding_line(line, consolidation, 0)).collect()
}

/// The decimals in which the amounts of the province are printed, all alike.
pub(in super::super) fn decimals_of_funding(consolidation: &Consolidation) -> usize {
    decimals_of(consolidation.funding.iter().flat_map(|line| [&line.allocated, &line.spent]))
}

/// How deep sums of sums are followed: far deeper than any form goes, and an end for lines that hold each other.
const DEEPEST: usize = 8;

fn funding_line(summary: &FundingSummary, consolidation: &Consolidation, depth: usize) -> Funding {
    let lines = &consolidation.funding;
    let parts = summary.line.parts.iter().filter(|_| depth < DEEPEST);
    let parts = parts.filter_map(|id| lines.iter().find(|line| line.line.id == *id));
    let decimals = decimals_of_funding(consolidation);
    Funding {
        id: summary.line.id.to_string(),
        name: summary.line.name.clone(),
        allocated: amount_to(&summary.allocated, decimals),
        spent: amount_to(&summary.spent, decimals),
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
        both: Count::from(&summary.coverage.both),
        is_partial: !summary.coverage.is_complete(),
        parts: parts.map(|line| funding_line(line, consolidation, depth + 1)).collect(),
    }
}
