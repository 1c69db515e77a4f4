//! `indicators.toml`: what is counted, and how the counts of the agencies make the province's.

use super::{Body, BodySelection, Direction, IndicatorRole, Target};
use crate::model::{IndicatorId, PlanId, Quantity, Unit};

/// How the figures of agencies make the province's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// They are added up.
    Sum,
    /// 100 × Σ numerator / Σ denominator over the agencies that gave both; never the mean of percentages.
    Ratio {
        /// The indicator on top.
        numerator: IndicatorId,
        /// The indicator below.
        denominator: IndicatorId,
    },
}

/// An indicator (chỉ tiêu).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Identifier.
    pub id: IndicatorId,
    /// The point of the plan it measures.
    pub task: PlanId,
    /// Name.
    pub name: String,
    /// Unit: `trẻ`, `%`, `triệu đồng`.
    pub unit: Unit,
    /// How it is aggregated.
    pub aggregation: Aggregation,
    /// The bodies that have to report it.
    pub reported_by: BodySelection,
    /// What it is for.
    pub role: IndicatorRole,
    /// Which way it gets better; none for what is no goal.
    pub direction: Direction,
    /// What it is to reach.
    pub targets: Vec<Target>,
}

impl Aggregation {
    /// The indicators on top and below, where it is a ratio of two.
    pub fn ratio(&self) -> Option<(&IndicatorId, &IndicatorId)> {
        match self {
            Self::Ratio { numerator, denominator } => Some((numerator, denominator)),
            Self::Sum => None,
        }
    }

    /// Whether bodies report figures of their own that are added up, rather than what others of their figures give.
    pub fn adds_up(&self) -> bool {
        match self {
            Self::Sum => true,
            Self::Ratio { .. } => false,
        }
    }
}

impl Indicator {
    /// Whether `body` has to report it.
    pub fn is_reported_by(&self, body: &Body) -> bool {
        self.reported_by.includes(body)
    }

    /// What it is to reach in `year`: the target of that year, or else one that holds for all.
    pub fn target_of(&self, year: i16) -> Option<&Target> {
        let of = |wanted: Option<i16>| self.targets.iter().find(|target| target.year == wanted);
        of(Some(year)).or_else(|| of(None))
    }

    /// What its figures measure: a ratio is a share, whatever its unit is called.
    pub fn quantity(&self) -> Quantity {
        match self.aggregation {
            Aggregation::Ratio { .. } => Quantity::Percent,
            Aggregation::Sum => self.unit.quantity(),
        }
    }
}

/// A line of the funding table (section III).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundingLine {
    /// Identifier: `III.1.2`.
    pub id: PlanId,
    /// Name as the form prints it.
    pub name: String,
    /// The lines it is the sum of; empty for a line that agencies fill in.
    pub parts: Vec<PlanId>,
}

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicators {
    /// Indicators in the order of the form.
    pub indicators: Vec<Indicator>,
    /// Funding lines from the total down, as the report prints them: III, III.1, III.1.1 …
    pub funding: Vec<FundingLine>,
}

impl Indicators {
    /// The indicator with this identifier.
    pub fn find(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id.as_str() == id)
    }

    /// The funding line with this identifier.
    pub fn funding_line(&self, id: &str) -> Option<&FundingLine> {
        self.funding.iter().find(|line| line.id.as_str() == id)
    }
}
