//! Figures computed anew from their origins alone, for tests of what prints them.

use rustc_hash::FxHashMap;

use super::facts::{Content, Facts};
use super::tree::evaluate;
use crate::merge::Consolidation;
use crate::model::{Decimal, Derivation, Method, Origin, Traced};

/// What stands in the cells of a year and in the data of the earlier one.
pub(crate) struct Recomputation<'a> {
    facts: Facts<'a>,
    /// By the place in the data.
    earlier: FxHashMap<&'a str, Decimal>,
}

impl<'a> Recomputation<'a> {
    /// The cells and data of `consolidation`.
    pub(crate) fn of(consolidation: &'a Consolidation) -> Self {
        let mut earlier = FxHashMap::default();
        if let Some(comparison) = &consolidation.comparison {
            let figures = comparison.earlier.indicators.values().map(|indicator| &indicator.total);
            let pairs = figures.chain(comparison.earlier.funding.values().map(|line| &line.total));
            add(&mut earlier, pairs.flat_map(|pair| pair.planned.iter().chain(&pair.actual)));
            let counts = comparison.earlier.progress.values();
            add(&mut earlier, counts.flat_map(|counts| counts.by_status.iter().chain([&counts.no_report])));
        }
        Self { facts: Facts::on_all(consolidation), earlier }
    }

    /// The value that `origin` gives; `None` where it gives none: a text, a setting, or a count of states whose cells say
    /// another.
    pub(crate) fn value(&self, origin: &Origin) -> Option<Decimal> {
        match origin {
            Origin::Cell(cell) => match self.facts.of(cell)?.content {
                Content::Number(number) => Some(number),
                Content::Status(_) | Content::Level(_) => None,
            },
            Origin::Derived(derivation) => {
                if !self.says_what_is_counted(derivation) {
                    return None;
                }
                let inputs: Vec<Option<Decimal>> = derivation.inputs.iter().map(|input| self.value(input)).collect();
                evaluate(derivation.method, &inputs)
            }
            Origin::Earlier(figure) => self.earlier.get(figure.place.as_str()).copied(),
            Origin::Setting(_) | Origin::File(_) => None,
        }
    }

    fn says_what_is_counted(&self, derivation: &Derivation) -> bool {
        let Method::Count(status) = derivation.method else { return true };
        derivation.inputs.iter().all(|input| {
            let Origin::Cell(cell) = input else { return false };
            matches!(self.facts.of(cell).map(|fact| fact.content), Some(Content::Status(said)) if said == status)
        })
    }
}

fn add<'a, N: Copy + Into<Decimal> + 'a>(
    known: &mut FxHashMap<&'a str, Decimal>,
    figures: impl Iterator<Item = &'a Traced<N>>,
) {
    known.extend(figures.filter_map(|figure| match figure.origin() {
        Origin::Earlier(place) => Some((place.place.as_str(), (*figure.value()).into())),
        _ => None,
    }));
}
