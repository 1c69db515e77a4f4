//! `agencies.toml`: every body that ever reported, the years it existed, and its duties under the plan.

use serde::Deserialize;

use crate::model::{AgencyId, Date, PlanId};

/// The kind of a body, as `agencies.toml` spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// Sở, ban, ngành and other provincial bodies.
    Provincial,
    /// Mặt trận Tổ quốc and other mass organisations (tổ chức chính trị - xã hội).
    Mass,
    /// Cơ quan báo chí.
    Press,
    /// Huyện, thị xã, thành phố (until 30 June 2025).
    District,
    /// Xã, phường (from 1 July 2025).
    Commune,
}

impl BodyKind {
    /// True for a district or commune (UBND cấp huyện, cấp xã).
    pub fn is_territorial(self) -> bool {
        matches!(self, Self::District | Self::Commune)
    }

    /// The level the body stands on.
    pub fn level(self) -> Level {
        match self {
            Self::Provincial | Self::Mass | Self::Press => Level::Province,
            Self::District => Level::District,
            Self::Commune => Level::Commune,
        }
    }
}

/// The level of government a body stands on, by which tables list bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Cấp tỉnh, mass organisations and the press included.
    Province,
    /// Cấp huyện.
    District,
    /// Cấp xã.
    Commune,
}

impl Level {
    /// How tables and messages head the level: Vietnamese, English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Province => ("Sở, ban, ngành, đoàn thể cấp tỉnh", "Provincial bodies"),
            Self::District => ("Ủy ban nhân dân cấp huyện", "Districts"),
            Self::Commune => ("Ủy ban nhân dân cấp xã", "Communes"),
        }
    }
}

/// A period in which a body existed with certain duties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; `None` while it lasts.
    pub until: Option<Date>,
    /// Its duties under section IV of the plan.
    pub duties: Vec<PlanId>,
}

/// A body that reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Identifier.
    pub id: AgencyId,
    /// Official name: `Sở Giáo dục và Đào tạo`, `UBND xã Tân Lập`.
    pub name: String,
    /// Name of the territory without its kind, for districts and communes: `Tân Lập`.
    pub short_name: String,
    /// Other spellings that occur.
    pub aliases: Vec<String>,
    /// Abbreviation in document symbols: `SGDĐT` of `15/BC-SGDĐT`.
    pub symbol: String,
    /// Kind.
    pub kind: BodyKind,
    /// The grouping a report lists it under, such as the old district of a commune; may be empty.
    pub group: String,
    /// When it existed, with what duties; in order of time, without overlaps.
    pub periods: Vec<Period>,
    /// Who took over when it ended.
    pub successors: Vec<AgencyId>,
    /// Line of `agencies.toml`, counted from 1.
    pub line: usize,
}

impl Body {
    /// The period that `date` falls in.
    pub fn period_on(&self, date: Date) -> Option<&Period> {
        self.periods.iter().find(|period| period.from <= date && period.until.is_none_or(|until| date <= until))
    }

    /// Its duties on `date`; none where it did not exist.
    pub fn duties_on(&self, date: Date) -> &[PlanId] {
        self.period_on(date).map_or(&[], |period| &period.duties)
    }
}

/// A group that reports list bodies under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyGroup {
    /// Identifier, as [`Body::group`] has it.
    pub id: String,
    /// Name: `Sở, ban, ngành, đoàn thể cấp tỉnh`.
    pub name: String,
}

/// All bodies, in the order of `agencies.toml`, which is the order of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    /// The groups that reports list bodies under.
    pub groups: Vec<BodyGroup>,
    /// The bodies.
    pub bodies: Vec<Body>,
}

impl Registry {
    /// The bodies that exist on `date`, in order. Who reports in a year follows from its deadline.
    pub fn in_force(&self, date: Date) -> impl Iterator<Item = &Body> {
        self.bodies.iter().filter(move |body| body.period_on(date).is_some())
    }

    /// The body with this identifier.
    pub fn find(&self, id: &str) -> Option<&Body> {
        self.bodies.iter().find(|body| body.id.as_str() == id)
    }
}
