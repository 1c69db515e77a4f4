//! Whether a goal is on its way to a target of a later year: the straight line from where it began to where it is to be.

use super::consolidation::{Consolidation, IndicatorSummary};
use crate::config::{Bound, Target};
use crate::model::{Decimal, Method, Traced, round_percent};

/// How a goal stands on its way to a target.
#[derive(Clone, Debug)]
pub struct Trend<'a> {
    /// The target of a later year.
    pub target: &'a Target,
    /// The year of the target.
    pub target_year: i16,
    /// Where the line begins: the year and the figure.
    pub from: (i16, Traced<Decimal>),
    /// What the line has in the year reported on, in two decimals.
    pub needed: Traced<Decimal>,
    /// The figure of the year is there, or further.
    pub is_on_track: bool,
    /// The figure of the year is what the target asks for already.
    pub is_reached: bool,
}

impl Consolidation {
    /// Thực hiện of an indicator in earlier years, as the sealed data have it, the earliest first; those alone that compare with
    /// the figure of this year.
    pub fn earlier_figures(&self, summary: &IndicatorSummary) -> Vec<(i16, Traced<Decimal>)> {
        let Some(comparison) = &self.comparison else { return Vec::new() };
        let Some(before) = comparison.earlier_indicator(summary) else { return Vec::new() };
        let last = before.total.actual.iter().map(|figure| (comparison.earlier.year, figure.clone()));
        let mut figures: Vec<(i16, Traced<Decimal>)> = before.history.iter().cloned().chain(last).collect();
        figures.sort_by_key(|(year, _)| *year);
        figures.dedup_by_key(|(year, _)| *year);
        figures
    }

    /// How a goal stands on its way to its next target; `None` where there is none, or no line to it: a range, words, a target of
    /// another level, one that was met where the line begins.
    pub fn trend<'a>(&self, summary: &'a IndicatorSummary) -> Option<Trend<'a>> {
        let (indicator, year) = (&summary.indicator, self.settings.report.year);
        let (target_year, target) = indicator.next_target(year)?;
        let (bound, end) = match target.bound? {
            bound @ (Bound::AtLeast(end) | Bound::AtMost(end)) => (bound, end),
            Bound::Exactly(_) | Bound::Between(..) => return None,
        };
        if indicator.counted_from(target_year) != indicator.counted_from(year) {
            return None;
        }
        let own = indicator.baseline.as_ref().map(|baseline| (baseline.year, baseline.traced(indicator)));
        let from = own.or_else(|| self.earlier_figures(summary).into_iter().next())?;
        let (actual, start) = (round_percent(*summary.actual.as_ref()?.value()), *from.1.value());
        if from.0 >= year || bound.is_met_by(start) {
            return None;
        }
        let method = Method::Line { from: from.0, until: target_year, at: year };
        let end = Traced::from_setting(end, format!("indicators.toml: {}: targets", indicator.id));
        let needed = Traced::line(&from.1, &end, method)?.map(round_percent);
        let is_on_track = match bound {
            Bound::AtMost(_) => actual <= *needed.value(),
            _ => actual >= *needed.value(),
        };
        Some(Trend { target, target_year, from, needed, is_on_track, is_reached: bound.is_met_by(actual) })
    }
}
