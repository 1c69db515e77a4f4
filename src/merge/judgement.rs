//! Whether a goal was reached: its target of the year where it has one, or else its plan, in its direction.

use super::consolidation::IndicatorSummary;
use crate::config::{Direction, IndicatorRole, Target};
use crate::model::{Decimal, Origin, percent_of};

/// How a goal stands.
#[derive(Clone, Debug)]
pub struct Judgement<'a> {
    /// It was reached.
    pub is_reached: bool,
    /// The target it was held against; none where that was the plan.
    pub target: Option<&'a Target>,
    /// How far it is from there, in percent of it: what the farthest is told by.
    pub distance: Decimal,
    /// Where what was judged came from.
    pub origin: &'a Origin,
}

impl IndicatorSummary {
    /// How the goal stands in `year`; `None` for what is no goal, and where there is nothing to hold it against.
    pub fn judgement(&self, year: i16) -> Option<Judgement<'_>> {
        let indicator = &self.indicator;
        if indicator.role != IndicatorRole::Goal {
            return None;
        }
        if let Some(target) = indicator.target_of(year) {
            let bound = target.bound?;
            let actual = self.actual.as_ref()?;
            let figure = crate::model::round_percent(*actual.value());
            let missing = bound.distance(figure);
            let most = bound.values().into_iter().fold(Decimal::ZERO, Decimal::max);
            return Some(Judgement {
                is_reached: bound.is_met_by(figure),
                target: Some(target),
                distance: percent_of(missing, most).unwrap_or(missing),
                origin: actual.origin(),
            });
        }
        let against = self.against_plan.as_ref()?;
        let (planned, actual) = (*against.planned.value(), *against.actual.value());
        let missing = match indicator.direction {
            Direction::Up => planned - actual,
            Direction::Down => actual - planned,
            Direction::None => return None,
        };
        Some(Judgement {
            is_reached: missing <= Decimal::ZERO,
            target: None,
            distance: percent_of(missing, planned).unwrap_or(missing),
            origin: against.actual.origin(),
        })
    }
}
