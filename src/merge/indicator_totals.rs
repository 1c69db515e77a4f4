//! The province's figures of the indicators, each made of the bodies' figures as the settings say.

use rustc_hash::FxHashMap;

use super::against_plan::{self, Pair, Totals};
use super::consolidation::{Entry, IndicatorSummary};
use super::levels::{self, LevelCounts};
use crate::config::{Aggregation, Body, Indicator, Settings};
use crate::model::{AgencyId, Decimal, Field, IndicatorId, Level, Traced};

/// The two fields of an indicator.
const FIELDS: [Field; 2] = [Field::Planned, Field::Actual];

/// The summaries of the indicators, in their order; `entries` are what the bodies said of each.
pub(super) fn summaries(settings: &Settings, bodies: &[Body], entries: Vec<Vec<Entry>>) -> Vec<IndicatorSummary> {
    let indicators = &settings.indicators.indicators;
    let places = indicators.iter().zip(0..).map(|(own, place)| (&own.id, place)).collect();
    let year = settings.report.year;
    let all = All { bodies, year, places, entries };
    let totals: Vec<Totals> =
        indicators.iter().zip(&all.entries).map(|(own, entries)| all.totals(own, entries)).collect();
    let summary = |((indicator, entries), totals): ((&Indicator, Vec<Entry>), Totals)| IndicatorSummary {
        indicator: indicator.clone(),
        planned: totals.planned,
        actual: totals.actual,
        coverage: totals.coverage,
        against_plan: totals.against_plan,
        levels: LevelCounts::of(indicator, bodies, &entries, year),
        entries,
    };
    indicators.iter().zip(all.entries).zip(totals).map(summary).collect()
}

/// What the bodies said of all indicators.
struct All<'a> {
    bodies: &'a [Body],
    year: i16,
    places: FxHashMap<&'a IndicatorId, usize>,
    entries: Vec<Vec<Entry>>,
}

/// A figure of one body, and the one it is divided by or weighed with.
struct Figure<'a> {
    own: &'a Traced<Decimal>,
    other: &'a Traced<Decimal>,
}

impl All<'_> {
    fn totals(&self, indicator: &Indicator, entries: &[Entry]) -> Totals {
        match &indicator.aggregation {
            Aggregation::Sum => against_plan::of_sums(entries, FIELDS),
            Aggregation::Ratio { numerator, denominator } => {
                self.of_two(self.of(numerator), denominator, |field| field, |_| true, ratio)
            }
            Aggregation::Mean { weight } => {
                self.of_two(entries, weight, |_| Field::Actual, |weight| !weight.is_zero(), mean)
            }
            Aggregation::Max => of_one(entries, |_| true, |figures| Traced::max(figures.iter().copied().copied())),
            Aggregation::Min => of_one(entries, |_| true, |figures| Traced::min(figures.iter().copied().copied())),
            Aggregation::Count => self.of_levels(indicator, entries, levels::number_from),
            Aggregation::Share => self.of_levels(indicator, entries, levels::share_from),
            Aggregation::Last => {
                let is_lead = |entry: &Entry| Some(&entry.agency) == indicator.lead.as_ref();
                of_one(entries, is_lead, |figures| figures.first().map(|figure| Traced::clone(figure)))
            }
        }
    }

    /// Of answers in words: of the bodies that have to give them, those from the level on that counts.
    fn of_levels(
        &self,
        indicator: &Indicator,
        entries: &[Entry],
        total: impl Fn(&[&&Traced<Level>], usize) -> Option<Traced<Decimal>>,
    ) -> Totals {
        let from = indicator.counted_from(self.year);
        let owing =
            |entry: &&Entry| self.bodies.iter().any(|body| body.id == entry.agency && indicator.is_reported_by(body));
        let pairs: Vec<Pair<&Traced<Level>>> = entries
            .iter()
            .filter(owing)
            .map(|entry| Pair {
                planned: entry.record.level(Field::Planned),
                actual: entry.record.level(Field::Actual),
            })
            .collect();
        against_plan::totals(&pairs, |level| level.origin(), |levels| total(levels, from))
    }

    fn of(&self, id: &IndicatorId) -> &[Entry] {
        self.places.get(id).map_or(&[], |place| self.entries[*place].as_slice())
    }

    /// Of figures that each need another of the same body, in the field that `field_of_other` names: a body gave what it gave
    /// both of, where `counts` says that the other does.
    fn of_two(
        &self,
        own: &[Entry],
        other: &IndicatorId,
        field_of_other: impl Fn(Field) -> Field,
        counts: impl Fn(&Decimal) -> bool,
        total: impl Fn(&[&Figure<'_>]) -> Option<Traced<Decimal>>,
    ) -> Totals {
        let others: FxHashMap<&AgencyId, &Entry> = self.of(other).iter().map(|entry| (&entry.agency, entry)).collect();
        let pair = |entry| {
            let figure = |field| {
                let figure = figure(entry, field, others.get(&entry.agency)?, field_of_other(field));
                figure.filter(|figure| counts(figure.other.value()))
            };
            let [planned, actual] = FIELDS.map(figure);
            Pair { planned, actual }
        };
        let pairs: Vec<Pair<Figure<'_>>> = own.iter().map(pair).collect();
        against_plan::totals(&pairs, |figure| figure.own.origin(), total)
    }
}

fn figure<'a>(own: &'a Entry, field: Field, other: &'a Entry, of_other: Field) -> Option<Figure<'a>> {
    Some(Figure { own: own.record.number(field)?, other: other.record.number(of_other)? })
}

/// Of figures of the bodies that count.
fn of_one(
    entries: &[Entry],
    counts: impl Fn(&Entry) -> bool,
    total: impl Fn(&[&&Traced<Decimal>]) -> Option<Traced<Decimal>>,
) -> Totals {
    let pairs: Vec<Pair<&Traced<Decimal>>> = entries
        .iter()
        .filter(|entry| counts(entry))
        .map(|entry| Pair { planned: entry.record.number(Field::Planned), actual: entry.record.number(Field::Actual) })
        .collect();
    against_plan::totals(&pairs, |figure| figure.origin(), total)
}

/// 100 × what stands above added up / what stands below added up; never the mean of percentages.
fn ratio(figures: &[&Figure<'_>]) -> Option<Traced<Decimal>> {
    let above = Traced::sum(figures.iter().map(|figure| figure.own))?;
    let below = Traced::sum(figures.iter().map(|figure| figure.other))?;
    Traced::ratio(&above, &below)
}

/// The mean of the figures, weighed.
fn mean(figures: &[&Figure<'_>]) -> Option<Traced<Decimal>> {
    Traced::mean(figures.iter().map(|figure| (figure.own, figure.other)))
}
