//! What was done against what was planned. Only bodies that gave both are set against each other: what others did without a
//! plan would count as exceeding it, and a plan without a figure as missing it.

use super::consolidation::Entry;
use crate::model::{Decimal, Field, Origin, Traced};

/// What was planned and done by the bodies that gave both.
#[derive(Clone, Debug)]
pub struct AgainstPlan {
    /// What these bodies planned, or were allocated; of a ratio 100 × Σ / Σ over them.
    pub planned: Traced<Decimal>,
    /// What these bodies did, or spent; of a ratio 100 × Σ / Σ over them.
    pub actual: Traced<Decimal>,
    /// 100 × actual / planned, unrounded; `None` where nothing was planned.
    pub share: Option<Traced<Decimal>>,
}

/// How many bodies a row of figures is of.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Bodies with what was planned.
    pub planned: Traced<usize>,
    /// Bodies with what was done.
    pub actual: Traced<usize>,
    /// Bodies with both.
    pub both: Traced<usize>,
}

impl Coverage {
    /// Whether all bodies that gave one of the two gave the other as well.
    pub fn is_complete(&self) -> bool {
        let both = *self.both.value();
        *self.planned.value() == both && *self.actual.value() == both
    }
}

/// Figures of one body, or of the bodies: what was planned, and what was done.
pub(super) struct Pair<F> {
    pub(super) planned: Option<F>,
    pub(super) actual: Option<F>,
}

/// What the province planned and did in all, and the same of the bodies that gave both.
pub(super) struct Totals {
    pub(super) planned: Option<Traced<Decimal>>,
    pub(super) actual: Option<Traced<Decimal>>,
    pub(super) coverage: Coverage,
    pub(super) against_plan: Option<AgainstPlan>,
}

/// What these bodies planned and did, where `total` makes one figure of those of several bodies, and `origin` tells where the
/// figure of a body stands.
pub(super) fn totals<F>(
    pairs: &[Pair<F>],
    origin: impl Fn(&F) -> &Origin,
    total: impl Fn(&[&F]) -> Option<Traced<Decimal>>,
) -> Totals {
    let bodies = |figures: &[&F]| Traced::number(figures.iter().map(|figure| origin(figure).clone()).collect());
    let planned: Vec<&F> = pairs.iter().filter_map(|pair| pair.planned.as_ref()).collect();
    let actual: Vec<&F> = pairs.iter().filter_map(|pair| pair.actual.as_ref()).collect();
    let (planned_of_both, actual_of_both): (Vec<&F>, Vec<&F>) =
        pairs.iter().filter_map(|pair| Some((pair.planned.as_ref()?, pair.actual.as_ref()?))).unzip();
    let coverage = Coverage { planned: bodies(&planned), actual: bodies(&actual), both: bodies(&actual_of_both) };
    let against = || {
        let (planned, actual) = (total(&planned_of_both)?, total(&actual_of_both)?);
        let share = Traced::ratio(&actual, &planned);
        Some(AgainstPlan { planned, actual, share })
    };
    Totals { planned: total(&planned), actual: total(&actual), coverage, against_plan: against() }
}

/// The same of figures that are added up.
pub(super) fn of_sums(entries: &[Entry], [planned, actual]: [Field; 2]) -> Totals {
    let pair = |entry| Pair { planned: own(entry, planned), actual: own(entry, actual) };
    let pairs: Vec<_> = entries.iter().map(pair).collect();
    totals(&pairs, |figure| figure.origin(), |figures| Traced::sum(figures.iter().copied().copied()))
}

fn own(entry: &Entry, field: Field) -> Option<&Traced<Decimal>> {
    entry.record.number(field)
}
