//! `agencies.toml`: every body that ever reported, the years it existed, and its duties under the plan.

use serde::Deserialize;

use super::Level;
use crate::model::{AgencyId, Date, PlanId};

/// The kind of a body, as `agencies.toml` spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// Vụ, cục and other bodies of the centre.
    Central,
    /// Sở, ban, ngành and other provincial bodies.
    Provincial,
    /// Mặt trận Tổ quốc and other mass organisations (tổ chức chính trị - xã hội).
    Mass,
    /// Cơ quan báo chí.
    Press,
    /// Phòng, trung tâm and other bodies below a People's Committee of a commune, a department or a ministry.
    Office,
    /// Trường học and other places of education.
    School,
    /// Tỉnh, thành phố trực thuộc trung ương (their People's Committees).
    Province,
    /// Huyện, thị xã, thành phố (until 30 June 2025).
    District,
    /// Xã, phường (from 1 July 2025).
    Commune,
    /// Thôn, ấp, khu phố, tổ dân phố.
    Village,
}

impl BodyKind {
    /// All of them, in the order in which lists name them, each with its word in `agencies.toml`.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Central, "central"),
        (Self::Provincial, "provincial"),
        (Self::Mass, "mass"),
        (Self::Press, "press"),
        (Self::Office, "office"),
        (Self::School, "school"),
        (Self::Province, "province"),
        (Self::District, "district"),
        (Self::Commune, "commune"),
        (Self::Village, "village"),
    ];

    /// All of them.
    pub const ALL_KINDS: [Self; 10] = {
        let mut kinds = [Self::Central; 10];
        let mut at = 0;
        while at < kinds.len() {
            kinds[at] = Self::ALL[at].0;
            at += 1;
        }
        kinds
    };

    /// True for a body that is a territory: a province, district or commune by its People's Committee, or a village.
    pub fn is_territorial(self) -> bool {
        matches!(self, Self::Province | Self::District | Self::Commune | Self::Village)
    }

    /// The words of all kinds, as sentences list them: `"central", "provincial"` …
    pub(super) fn listed(last: &str) -> String {
        let words: Vec<String> = Self::ALL.iter().map(|(_, word)| format!("\"{word}\"")).collect();
        let (end, begin) = words.split_last().map_or(("", &words[..]), |(end, begin)| (end.as_str(), begin));
        format!("{} {last} {end}", begin.join(", "))
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
    /// The level it stands on among the bodies of its registry.
    pub level: Level,
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
    /// A body that only has a name yet.
    #[cfg(test)]
    pub(crate) fn named(id: &str, name: &str) -> Self {
        Self {
            id: id.into(),
            name: name.to_owned(),
            short_name: String::new(),
            aliases: Vec::new(),
            symbol: String::new(),
            kind: BodyKind::Provincial,
            level: Level::Province,
            group: String::new(),
            periods: Vec::new(),
            successors: Vec::new(),
            line: 1,
        }
    }

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
