//! What was done against what was planned. Only bodies that gave both are set against each other: what others did without a
//! plan would count as exceeding it, and a plan without a figure as missing it.

use rustc_hash::FxHashMap;

use super::consolidation::Entry;
use crate::model::{AgencyId, Decimal, Field, Origin, Traced};

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

/// The two figures of one body: what it planned, and what it did.
struct Pair<'a> {
    planned: Option<Figure<'a>>,
    actual: Option<Figure<'a>>,
}

/// A figure of one body; of a ratio its two parts.
struct Figure<'a> {
    above: &'a Traced<Decimal>,
    below: Option<&'a Traced<Decimal>>,
}

/// What was planned and done by the bodies that gave both, of figures that are added up.
pub(super) fn of_sums(entries: &[Entry], [planned, actual]: [Field; 2]) -> (Coverage, Option<AgainstPlan>) {
    compare(entries.iter().map(|entry| Pair { planned: own(entry, planned), actual: own(entry, actual) }).collect())
}

fn own(entry: &Entry, field: Field) -> Option<Figure<'_>> {
    entry.record.number(field).map(|above| Figure { above, below: None })
}

/// The same of a ratio, from the entries of what stands above and below: a body gave what it gave both parts of.
pub(super) fn of_ratios(top: &[Entry], bottom: &[Entry]) -> (Coverage, Option<AgainstPlan>) {
    let below: FxHashMap<&AgencyId, &Entry> = bottom.iter().map(|entry| (&entry.agency, entry)).collect();
    let pairs = top.iter().map(|entry| {
        let figure = |field| {
            let below = below.get(&entry.agency)?.record.number(field)?;
            Some(Figure { above: entry.record.number(field)?, below: Some(below) })
        };
        Pair { planned: figure(Field::Planned), actual: figure(Field::Actual) }
    });
    compare(pairs.collect())
}

fn compare(pairs: Vec<Pair<'_>>) -> (Coverage, Option<AgainstPlan>) {
    let bodies = |figures: &mut dyn Iterator<Item = &Figure<'_>>| -> Traced<usize> {
        let origins: Vec<Origin> = figures.map(|figure| figure.above.origin().clone()).collect();
        Traced::number(origins)
    };
    let (planned, actual): (Vec<&Figure<'_>>, Vec<&Figure<'_>>) =
        pairs.iter().filter_map(|pair| Some((pair.planned.as_ref()?, pair.actual.as_ref()?))).unzip();
    let coverage = Coverage {
        planned: bodies(&mut pairs.iter().filter_map(|pair| pair.planned.as_ref())),
        actual: bodies(&mut pairs.iter().filter_map(|pair| pair.actual.as_ref())),
        both: bodies(&mut actual.iter().copied()),
    };
    let against = || {
        let (planned, actual) = (total(&planned)?, total(&actual)?);
        let share = Traced::ratio(&actual, &planned);
        Some(AgainstPlan { planned, actual, share })
    };
    (coverage, against())
}

/// The figures added up; of ratios 100 × the parts above added up / those below.
fn total(figures: &[&Figure<'_>]) -> Option<Traced<Decimal>> {
    let above = Traced::sum(figures.iter().map(|figure| figure.above))?;
    match Traced::sum(figures.iter().filter_map(|figure| figure.below)) {
        None => Some(above),
        Some(below) => Traced::ratio(&above, &below),
    }
}
