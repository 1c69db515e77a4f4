//! Figures computed anew from their origins alone, for tests of what prints them.

use super::facts::{Content, Facts};
use super::tree::evaluate;
use crate::merge::Consolidation;
use crate::model::{Decimal, Derivation, Method, Origin};

/// What stands in the cells of a year.
pub(crate) struct Recomputation<'a> {
    facts: Facts<'a>,
}

impl<'a> Recomputation<'a> {
    /// The cells of `consolidation`.
    pub(crate) fn of(consolidation: &'a Consolidation) -> Self {
        Self { facts: Facts::on_all(consolidation) }
    }

    /// The value that `origin` gives; `None` where it gives none: a text, a setting, an earlier year, or a count of states
    /// whose cells say another.
    pub(crate) fn value(&self, origin: &Origin) -> Option<Decimal> {
        match origin {
            Origin::Cell(cell) => match self.facts.of(cell)?.content {
                Content::Number(number) => Some(number),
                Content::Status(_) => None,
            },
            Origin::Derived(derivation) => {
                if !self.says_what_is_counted(derivation) {
                    return None;
                }
                let inputs: Vec<Option<Decimal>> = derivation.inputs.iter().map(|input| self.value(input)).collect();
                evaluate(derivation.method, &inputs)
            }
            Origin::Setting(_) | Origin::Earlier(_) => None,
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
