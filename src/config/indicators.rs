//! `indicators.toml`: what is counted, and how the counts of the agencies make the province's.

use super::{Baseline, Body, BodySelection, Direction, IndicatorRole, Scale, Target};
use std::fmt;

use crate::model::{AgencyId, IndicatorId, PlanId, Quantity, Unit};

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
    /// They do not add up: the figure of the province is that of the body that leads the indicator.
    Last,
    /// How many bodies are at a level or above it, of those that have to report.
    Count,
    /// What share of the bodies that answered is at a level or above it, of those that have to report.
    Share,
    /// The greatest of them.
    Max,
    /// The least of them.
    Min,
    /// Their mean, weighted by what the bodies did in another indicator: Σ figure × weight / Σ weight over the bodies that
    /// gave both. Plan and figure have the same weights, so that they differ by themselves alone.
    Mean {
        /// The indicator whose Thực hiện is the weight.
        weight: IndicatorId,
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
    /// The words it is answered in; none for one that is answered in figures.
    pub scale: Option<Scale>,
    /// The bodies that have to report it.
    pub reported_by: BodySelection,
    /// The body that answers for it, where the settings name one.
    pub lead: Option<AgencyId>,
    /// What it is for.
    pub role: IndicatorRole,
    /// Which way it gets better; none for what is no goal.
    pub direction: Direction,
    /// What it is to reach.
    pub targets: Vec<Target>,
    /// Its number in the plan, `11.1`, printed before its name; may be empty.
    pub number: String,
    /// Where it began.
    pub baseline: Option<Baseline>,
}

impl Aggregation {
    /// The indicators on top and below, where it is a ratio of two.
    pub fn ratio(&self) -> Option<(&IndicatorId, &IndicatorId)> {
        match self {
            Self::Ratio { numerator, denominator } => Some((numerator, denominator)),
            Self::Sum | Self::Last | Self::Count | Self::Share | Self::Max | Self::Min | Self::Mean { .. } => None,
        }
    }

    /// The indicator whose figures weigh its own.
    pub fn weight(&self) -> Option<&IndicatorId> {
        match self {
            Self::Mean { weight } => Some(weight),
            Self::Sum | Self::Ratio { .. } | Self::Last | Self::Count | Self::Share | Self::Max | Self::Min => None,
        }
    }

    /// The other indicators that its figure rests on.
    pub fn rests_on(&self) -> impl Iterator<Item = &IndicatorId> {
        let ratio = self.ratio().into_iter().flat_map(|(numerator, denominator)| [numerator, denominator]);
        ratio.chain(self.weight())
    }

    /// Whether the figures of the bodies are added up.
    pub fn adds_up(&self) -> bool {
        match self {
            Self::Sum => true,
            Self::Ratio { .. } | Self::Last | Self::Count | Self::Share | Self::Max | Self::Min | Self::Mean { .. } => {
                false
            }
        }
    }

    /// Whether bodies report figures of their own, rather than what others of their figures give.
    pub fn is_typed(&self) -> bool {
        self.ratio().is_none()
    }

    /// Whether what the figure is says how it is made of those of the bodies, so that no word of it is needed.
    pub fn is_plain(&self) -> bool {
        match self {
            Self::Sum | Self::Ratio { .. } => true,
            Self::Last | Self::Count | Self::Share | Self::Max | Self::Min | Self::Mean { .. } => false,
        }
    }

    /// Whether what a body gives goes in that does not have to report it.
    pub fn takes_from_all(&self) -> bool {
        match self {
            Self::Sum | Self::Ratio { .. } | Self::Max | Self::Min | Self::Mean { .. } => true,
            Self::Last | Self::Count | Self::Share => false,
        }
    }

    /// Whether the figure comes of a division, and is kept in two decimals.
    pub fn divides(&self) -> bool {
        match self {
            Self::Ratio { .. } | Self::Mean { .. } | Self::Share => true,
            Self::Sum | Self::Last | Self::Count | Self::Max | Self::Min => false,
        }
    }

    /// How the figure of the province is made, in a few words: `Cộng các đơn vị`. `lead` is the name of the body that leads it.
    pub fn in_words(&self, lead: Option<&str>) -> String {
        match self {
            Self::Sum => "Cộng các đơn vị".to_owned(),
            Self::Ratio { numerator, denominator } => format!("100 × {numerator} / {denominator}"),
            Self::Last => format!("Số của {}", lead.unwrap_or("đơn vị chủ trì")),
            Self::Count => "Số đơn vị".to_owned(),
            Self::Share => "Tỷ lệ đơn vị".to_owned(),
            Self::Max => "Số lớn nhất".to_owned(),
            Self::Min => "Số nhỏ nhất".to_owned(),
            Self::Mean { weight } => format!("Bình quân theo {weight}"),
        }
    }
}

/// As the settings and `data.json` have it: `sum`, `ratio:CT07/CT06`.
impl fmt::Display for Aggregation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum => f.write_str("sum"),
            Self::Ratio { numerator, denominator } => write!(f, "ratio:{numerator}/{denominator}"),
            Self::Last => f.write_str("last"),
            Self::Count => f.write_str("count"),
            Self::Share => f.write_str("share"),
            Self::Max => f.write_str("max"),
            Self::Min => f.write_str("min"),
            Self::Mean { weight } => write!(f, "mean:{weight}"),
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

    /// Its name with its number in the plan before it: `11.1. Tỷ lệ …`.
    pub fn numbered_name(&self) -> String {
        if self.number.is_empty() { self.name.clone() } else { format!("{}. {}", self.number, self.name) }
    }

    /// The first target of a later year than `year`, and its year.
    pub fn next_target(&self, year: i16) -> Option<(i16, &Target)> {
        let later = self.targets.iter().filter_map(|target| Some((target.year?, target)));
        later.filter(|(of, _)| *of > year).min_by_key(|(of, _)| *of)
    }

    /// The rank of the level from which a body counts in `year`: that of the target, or else the highest.
    pub fn counted_from(&self, year: i16) -> usize {
        let highest = self.scale.as_ref().map_or(0, Scale::highest);
        self.target_of(year).and_then(|target| target.level).unwrap_or(highest)
    }

    /// What its figures measure: a ratio is a share, whatever its unit is called, and a mean of things need not be whole.
    pub fn quantity(&self) -> Quantity {
        match (&self.aggregation, self.unit.quantity()) {
            (Aggregation::Ratio { .. } | Aggregation::Share, _) => Quantity::Percent,
            (Aggregation::Count, _) => Quantity::Count,
            (Aggregation::Mean { .. }, Quantity::Count) => Quantity::Measure,
            (Aggregation::Sum | Aggregation::Last | Aggregation::Max | Aggregation::Min, quantity)
            | (Aggregation::Mean { .. }, quantity) => quantity,
        }
    }

    /// Whether the bodies' own figures have sizes to compare: what is typed, but for percentages that do not add up.
    pub fn has_sizes(&self) -> bool {
        let is_share = self.quantity() == Quantity::Percent;
        self.aggregation.adds_up() || self.aggregation.is_typed() && self.scale.is_none() && !is_share
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
