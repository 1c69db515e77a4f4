//! One figure of the province from those of its bodies, where they are not added up: the highest, the lowest, a weighted mean,
//! how many bodies have one.

use rustc_hash::FxHashMap;

use super::against_plan::{self, AgainstPlan, Coverage};
use super::consolidation::Entry;
use crate::config::Aggregation;
use crate::model::{AgencyId, Decimal, Field, Method, Origin, Traced, percent_of};

/// What the figures of bodies come to.
pub(super) struct Aggregated {
    pub(super) planned: Option<Traced<Decimal>>,
    pub(super) actual: Option<Traced<Decimal>>,
    pub(super) coverage: Coverage,
    pub(super) against_plan: Option<AgainstPlan>,
}

/// Aggregates the `entries` of an indicator; `weights` are those of the indicator that weighs them, where one does.
pub(super) fn aggregated(aggregation: &Aggregation, entries: &[Entry], weights: &[Entry]) -> Aggregated {
    let weights: FxHashMap<&AgencyId, &Entry> = weights.iter().map(|entry| (&entry.agency, entry)).collect();
    let of = |field: Field, is_in: &dyn Fn(&Entry) -> bool| {
        let own = entries.iter().filter(|entry| is_in(entry));
        let figures = own.filter_map(|entry| {
            // A weight is a size, which bodies report as what there is; what they plan is weighed by what they planned of it.
            let weight = weights.get(&entry.agency).map(|weight| weight.record.number(field));
            Some(Weighed { figure: entry.record.number(field)?, weight: weight.flatten() })
        });
        one_of(aggregation, &figures.collect::<Vec<_>>())
    };
    let has_both = |entry: &Entry| [Field::Planned, Field::Actual].iter().all(|field| entry.record.number(*field).is_some());
    let (coverage, _) = against_plan::of_sums(entries, [Field::Planned, Field::Actual]);
    let against = || {
        let (planned, actual) = (of(Field::Planned, &has_both)?, of(Field::Actual, &has_both)?);
        Some(AgainstPlan { planned, actual, share: None })
    };
    Aggregated {
        planned: of(Field::Planned, &|_| true),
        actual: of(Field::Actual, &|_| true),
        coverage,
        against_plan: against(),
    }
}

/// A figure of one body, and what it weighs.
struct Weighed<'a> {
    figure: &'a Traced<Decimal>,
    weight: Option<&'a Traced<Decimal>>,
}

/// The one figure; `None` where there are no figures, or none that weighs anything.
fn one_of(aggregation: &Aggregation, figures: &[Weighed<'_>]) -> Option<Traced<Decimal>> {
    let origins = || figures.iter().map(|one| one.figure.origin().clone()).collect::<Vec<Origin>>();
    let values = || figures.iter().map(|one| *one.figure.value());
    let above = || Decimal::from(values().filter(|value| *value > Decimal::ZERO).count());
    match aggregation {
        Aggregation::Sum => Traced::sum(figures.iter().map(|one| one.figure)),
        Aggregation::Ratio { .. } => None,
        Aggregation::Highest => Some(Traced::derived(values().max()?, Method::Highest, origins())),
        Aggregation::Lowest => Some(Traced::derived(values().min()?, Method::Lowest, origins())),
        Aggregation::Mean { .. } => weighted_mean(figures),
        Aggregation::Bodies if figures.is_empty() => None,
        Aggregation::Bodies => Some(Traced::derived(above(), Method::Above, origins())),
        Aggregation::ShareOfBodies => {
            let share = percent_of(above(), figures.len().into())?;
            Some(Traced::derived(share, Method::ShareAbove, origins()))
        }
    }
}

/// Σ figure × weight / Σ weight over the bodies that gave both.
fn weighted_mean(figures: &[Weighed<'_>]) -> Option<Traced<Decimal>> {
    let (mut total, mut weights, mut origins) = (Decimal::ZERO, Decimal::ZERO, Vec::new());
    for one in figures {
        let Some(weight) = one.weight else { continue };
        total = total.saturating_add(one.figure.value().saturating_mul(*weight.value()));
        weights = weights.saturating_add(*weight.value());
        origins.extend([one.figure.origin().clone(), weight.origin().clone()]);
    }
    Some(Traced::derived(total.checked_div(weights)?, Method::WeightedMean, origins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: i64) -> Traced<Decimal> {
        Traced::from_setting(Decimal::from(value), "a")
    }

    #[test]
    fn each_way_gives_what_its_name_says() {
        let (figures, weights) = ([90, 60, 0].map(figure), [10, 30, 60].map(figure));
        let weighed: Vec<Weighed<'_>> =
            figures.iter().zip(&weights).map(|(figure, weight)| Weighed { figure, weight: Some(weight) }).collect();
        let of = |aggregation: Aggregation| one_of(&aggregation, &weighed).map(Traced::into_value);
        assert_eq!(of(Aggregation::Highest), Some(Decimal::from(90)));
        assert_eq!(of(Aggregation::Lowest), Some(Decimal::ZERO));
        // (90 × 10 + 60 × 30 + 0 × 60) / 100
        assert_eq!(of(Aggregation::Mean { weight: "CT01".into() }), Some(Decimal::from(27)));
        assert_eq!(of(Aggregation::Bodies), Some(Decimal::from(2)));
        assert_eq!(of(Aggregation::ShareOfBodies).map(crate::model::round_percent), Some(Decimal::new(6667, 2)));
    }

    #[test]
    fn nothing_comes_of_nothing() {
        for aggregation in [
            Aggregation::Highest,
            Aggregation::Lowest,
            Aggregation::Mean { weight: "CT01".into() },
            Aggregation::Bodies,
            Aggregation::ShareOfBodies,
        ] {
            assert_eq!(one_of(&aggregation, &[]), None, "{aggregation:?}");
        }
        let (own, none) = (figure(5), figure(0));
        let unweighed = [Weighed { figure: &own, weight: Some(&none) }, Weighed { figure: &own, weight: None }];
        assert_eq!(one_of(&Aggregation::Mean { weight: "CT01".into() }, &unweighed), None);
    }
}
