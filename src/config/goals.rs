//! What an indicator is for, and what it is held against: only goals are judged, in their direction.

use serde::Deserialize;

use crate::model::{Decimal, Traced, decimal_from_f64};

/// What an indicator is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorRole {
    /// A result that is to be reached, and is judged.
    Goal,
    /// A size that others are measured by, such as how many children there are: nobody's merit and nobody's fault.
    Base,
    /// What was done, such as how many meetings were held: counted, not judged.
    #[default]
    Activity,
}

/// Which way an indicator gets better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither.
    #[default]
    None,
}

impl IndicatorRole {
    /// The word in the settings and in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Base => "base",
            Self::Activity => "activity",
        }
    }
}

impl Direction {
    /// The word in the settings and in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::None => "none",
        }
    }
}

/// What the figure of a goal is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `>=`: at least this.
    AtLeast(Decimal),
    /// `<=`: at most this.
    AtMost(Decimal),
    /// `=`: this.
    Exactly(Decimal),
    /// `between`: from the one to the other, both included.
    Between(Decimal, Decimal),
}

/// A target of a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The year it is for; all years where it names none.
    pub year: Option<i16>,
    /// What the figure is to be; none for a target that is told in words alone, and judged by people.
    pub bound: Option<Bound>,
    /// The rank of the level from which a body counts, for an indicator that is answered in words.
    pub level: Option<usize>,
    /// As it is printed: `từ 30% trở lên`.
    pub text: String,
}

/// The figure of a goal before the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// The year it is of.
    pub year: i16,
    /// The figure.
    pub value: Decimal,
}

impl Baseline {
    /// The figure with its setting.
    pub fn traced(&self, indicator: &super::Indicator) -> Traced<Decimal> {
        Traced::from_setting(self.value, format!("indicators.toml: {}: baseline", indicator.id))
    }
}

impl Bound {
    /// The comparator in the settings and in `data.json`.
    pub fn comparator(self) -> &'static str {
        match self {
            Self::AtLeast(_) => ">=",
            Self::AtMost(_) => "<=",
            Self::Exactly(_) => "=",
            Self::Between(..) => "between",
        }
    }

    /// The one value or the two.
    pub fn values(self) -> Vec<Decimal> {
        match self {
            Self::AtLeast(value) | Self::AtMost(value) | Self::Exactly(value) => vec![value],
            Self::Between(low, high) => vec![low, high],
        }
    }

    /// Whether a figure is as it is to be.
    pub fn is_met_by(self, figure: Decimal) -> bool {
        self.distance(figure).is_zero()
    }

    /// How far a figure is from what it is to be; nothing where it is so.
    pub fn distance(self, figure: Decimal) -> Decimal {
        let (low, high) = match self {
            Self::AtLeast(low) => (Some(low), None),
            Self::AtMost(high) => (None, Some(high)),
            Self::Exactly(value) => (Some(value), Some(value)),
            Self::Between(low, high) => (Some(low), Some(high)),
        };
        let below = low.map_or(Decimal::ZERO, |low| low - figure);
        let above = high.map_or(Decimal::ZERO, |high| figure - high);
        below.max(above).max(Decimal::ZERO)
    }
}

/// A number of the settings, whole or not.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i64),
    Fraction(f64),
}

impl Number {
    pub(super) fn decimal(self) -> Option<Decimal> {
        match self {
            Self::Whole(whole) => Some(Decimal::from(whole)),
            Self::Fraction(fraction) => decimal_from_f64(fraction),
        }
    }
}
