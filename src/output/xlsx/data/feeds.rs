//! Which computed figures a datum goes into beside the one that bears its own code: ratios, and funding lines that are
//! sums. So every code that the report prints is found in the data, on the very rows its figure was computed from.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::super::progress::is_restricted;
use super::rows::Datum;
use crate::config::Aggregation;
use crate::merge::{AgencyReport, Consolidation, IndicatorSummary, ProgressSummary};
use crate::model::{Field, FigureCode, IndicatorId, PlanId};

/// For every item and field, the figures it goes into.
pub(super) struct Feeds<'a> {
    targets: FxHashMap<(&'a str, Field), Vec<Target<'a>>>,
}

/// A computed figure.
struct Target<'a> {
    code: FigureCode<'a>,
    /// The agencies whose data go into it, by place; all where there is no such list.
    members: Option<Vec<bool>>,
}

impl<'a> Feeds<'a> {
    /// The computed figures of a year.
    pub(super) fn new(consolidation: &'a Consolidation) -> Self {
        let mut feeds = Self { targets: FxHashMap::default() };
        for summary in &consolidation.indicators {
            let id = summary.indicator.id.as_str();
            match &summary.indicator.aggregation {
                Aggregation::Ratio { numerator, denominator } => feeds.ratio(consolidation, id, numerator, denominator),
                Aggregation::Sum | Aggregation::Max | Aggregation::Min if summary.against_plan.is_some() => {
                    feeds.against_plan(consolidation, &summary.indicator.id)
                }
                Aggregation::Sum | Aggregation::Max | Aggregation::Min => {}
                Aggregation::Last => {
                    let lead = |report: &AgencyReport| Some(&report.body.id) == summary.indicator.lead.as_ref();
                    feeds.of_some(consolidation, summary, consolidation.agencies.iter().map(lead).collect(), None);
                }
                Aggregation::Count | Aggregation::Share => {
                    let owes = |report: &AgencyReport| summary.indicator.is_reported_by(&report.body);
                    feeds.of_some(consolidation, summary, consolidation.agencies.iter().map(owes).collect(), None);
                }
                Aggregation::Mean { weight } => {
                    let weighed = weighed(consolidation, weight);
                    feeds.of_some(consolidation, summary, weighed, Some(weight));
                }
            }
        }
        for summary in consolidation.progress().filter(|summary| is_restricted(summary)) {
            feeds.owers(consolidation, summary);
        }
        for summary in &consolidation.funding {
            for part in &summary.line.parts {
                feeds.sum(consolidation, summary.line.id.as_str(), part);
            }
        }
        feeds
    }

    /// Only agencies that have to report on a point are counted in its states.
    fn owers(&mut self, consolidation: &'a Consolidation, summary: &'a ProgressSummary) {
        let mut members = vec![false; consolidation.agencies.len()];
        for place in summary.expected.iter().filter_map(|agency| consolidation.place(agency)) {
            members[place] = true;
        }
        let id = summary.node.id.as_str();
        let target = Target { code: FigureCode::new(id, Field::Status), members: Some(members) };
        self.targets.entry((id, Field::Status)).or_default().push(target);
    }

    /// Only agencies that gave both figures are in a ratio.
    fn ratio(
        &mut self,
        consolidation: &'a Consolidation,
        ratio: &'a str,
        numerator: &'a IndicatorId,
        denominator: &'a IndicatorId,
    ) {
        let [planned, actual] = [Field::Planned, Field::Actual].map(|field| {
            let [above, below] = [numerator, denominator].map(|id| givers(consolidation, id, field));
            both(&above, &below)
        });
        let compared = both(&planned, &actual);
        for (field, members) in [(Field::Planned, planned), (Field::Actual, actual)] {
            for id in [numerator, denominator] {
                let targets = self.targets.entry((id.as_str(), field)).or_default();
                targets.push(Target { code: FigureCode::new(ratio, field), members: Some(members.clone()) });
                let code = FigureCode::new(ratio, Field::AgainstPlan);
                targets.push(Target { code, members: Some(compared.clone()) });
            }
        }
    }

    /// Only some agencies go into the figures of an indicator; with the weights of theirs, where there are any.
    fn of_some(
        &mut self,
        consolidation: &'a Consolidation,
        summary: &'a IndicatorSummary,
        some: Vec<bool>,
        weight: Option<&'a IndicatorId>,
    ) {
        let id = &summary.indicator.id;
        let [planned, actual] =
            [Field::Planned, Field::Actual].map(|field| both(&givers(consolidation, id, field), &some));
        let compared = both(&planned, &actual);
        let mut push = |item: &'a str, field: Field, code: Field, members: &[bool]| {
            let target = Target { code: FigureCode::new(id.as_str(), code), members: Some(members.to_vec()) };
            self.targets.entry((item, field)).or_default().push(target);
        };
        for (field, members) in [(Field::Planned, &planned), (Field::Actual, &actual)] {
            push(id.as_str(), field, field, members);
            push(id.as_str(), field, Field::AgainstPlan, &compared);
            if let Some(weight) = weight {
                push(weight.as_str(), Field::Actual, field, members);
            }
        }
        if let Some(weight) = weight {
            push(weight.as_str(), Field::Actual, Field::AgainstPlan, &compared);
        }
    }

    /// Only agencies that gave both plan and figure are held against the plan.
    fn against_plan(&mut self, consolidation: &'a Consolidation, id: &'a IndicatorId) {
        let [planned, actual] = [Field::Planned, Field::Actual].map(|field| givers(consolidation, id, field));
        let both = both(&planned, &actual);
        for field in [Field::Planned, Field::Actual] {
            let code = FigureCode::new(id.as_str(), Field::AgainstPlan);
            let target = Target { code, members: Some(both.clone()) };
            self.targets.entry((id.as_str(), field)).or_default().push(target);
        }
    }

    /// A line goes into the sum it is part of, and into the sums above that.
    fn sum(&mut self, consolidation: &'a Consolidation, sum: &'a str, part: &'a PlanId) {
        for field in [Field::Allocated, Field::Spent] {
            let target = Target { code: FigureCode::new(sum, field), members: None };
            self.targets.entry((part.as_str(), field)).or_default().push(target);
        }
        let parts = consolidation.funding.iter().find(|summary| summary.line.id == *part);
        for inner in parts.iter().flat_map(|summary| &summary.line.parts) {
            self.sum(consolidation, sum, inner);
        }
    }

    /// Writes the codes into `text`, each between bars so that one can be looked for: `|CT08.TH|CT11.TH|`; nothing where
    /// there are none.
    pub(super) fn write(&self, datum: &Datum<'_>, text: &mut String) {
        text.clear();
        for target in self.targets.get(&(datum.item, datum.field)).into_iter().flatten() {
            let is_in = |members: &Vec<bool>| members.get(datum.place).copied().unwrap_or(false);
            if target.members.as_ref().is_none_or(is_in) {
                // Writing to a string cannot fail.
                let _ = write!(text, "{}{}|", if text.is_empty() { "|" } else { "" }, target.code);
            }
        }
    }
}

/// Which agencies are among both, by place.
fn both(one: &[bool], other: &[bool]) -> Vec<bool> {
    one.iter().zip(other).map(|(one, other)| *one && *other).collect()
}

/// Which agencies gave the figure, by place.
fn givers(consolidation: &Consolidation, id: &IndicatorId, field: Field) -> Vec<bool> {
    let mut givers = vec![false; consolidation.agencies.len()];
    let summary: Option<&IndicatorSummary> =
        consolidation.indicators.iter().find(|summary| summary.indicator.id == *id);
    for entry in summary.iter().flat_map(|summary| &summary.entries) {
        if let Some(giver) = consolidation.place(&entry.agency).and_then(|place| givers.get_mut(place)) {
            *giver = entry.record.get(field).is_some();
        }
    }
    givers
}

/// Which agencies gave a weight that weighs anything, by place.
fn weighed(consolidation: &Consolidation, weight: &IndicatorId) -> Vec<bool> {
    let given = consolidation.indicators.iter().filter(|summary| summary.indicator.id == *weight);
    let mut weighed = vec![false; consolidation.agencies.len()];
    for entry in given.flat_map(|summary| &summary.entries) {
        let is_some = entry.record.number(Field::Actual).is_some_and(|number| !number.value().is_zero());
        if let Some(giver) = consolidation.place(&entry.agency).and_then(|place| weighed.get_mut(place)) {
            *giver = is_some;
        }
    }
    weighed
}
