//! Which bodies have to report on a row: `owed_by` of `report.toml` for the points of the tasks, `by` of `indicators.toml`
//! for the indicators. Both name bodies by kind, by group or one by one; where nothing is named, it is all of them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use toml::Spanned;

use super::source::Source;
use super::{Body, BodyKind, Registry};
use crate::model::{AgencyId, PlanId};
use crate::plan::{Node, Plan, Role};

/// Some of the bodies that report; all of them where it names none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodySelection {
    named: Vec<Selector>,
}

/// What names bodies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selector {
    Kind(BodyKind),
    Group(String),
    One(AgencyId),
}

impl BodySelection {
    /// All bodies of these kinds; all bodies where there are none.
    pub fn of_kinds(kinds: impl IntoIterator<Item = BodyKind>) -> Self {
        Self { named: kinds.into_iter().map(Selector::Kind).collect() }
    }

    /// The bodies of these kinds and those that are named; all bodies where there are none.
    pub fn of(kinds: impl IntoIterator<Item = BodyKind>, bodies: impl IntoIterator<Item = AgencyId>) -> Self {
        let bodies = bodies.into_iter().map(Selector::One);
        Self { named: kinds.into_iter().map(Selector::Kind).chain(bodies).collect() }
    }

    /// Whether it is all bodies.
    pub fn is_all(&self) -> bool {
        self.named.is_empty()
    }

    /// Whether `body` is among them.
    pub fn includes(&self, body: &Body) -> bool {
        self.is_all() || self.named.iter().any(|selector| selector.names(body))
    }
}

impl Selector {
    /// Whether it names `body`.
    pub(super) fn names(&self, body: &Body) -> bool {
        match self {
            Self::Kind(kind) => body.kind == *kind,
            Self::Group(group) => body.group == *group,
            Self::One(id) => body.id == *id,
        }
    }

    /// How closely it names bodies: one by one more than a group, a group more than a kind.
    pub(super) fn closeness(&self) -> u8 {
        match self {
            Self::Kind(_) => 0,
            Self::Group(_) => 1,
            Self::One(_) => 2,
        }
    }
}

/// Who has to report on the points of the tasks: `[owed_by]` of `report.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwedBy {
    points: BTreeMap<PlanId, BodySelection>,
}

impl OwedBy {
    /// Whether `body` has to report on a point of the tasks.
    pub fn owes(&self, point: &PlanId, body: &Body) -> bool {
        self.points.get(point).is_none_or(|owers| owers.includes(body))
    }

    /// Whether the settings say who has to report on a point, rather than all.
    pub fn names(&self, point: &PlanId) -> bool {
        self.points.contains_key(point)
    }
}

/// `[owed_by]` as written: codes of points, or of headings with all points below, to the bodies that have them.
pub(super) type OwedByEntry = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// Reads `[owed_by]`; what a year says of itself comes last and goes before. Of a heading and a point below it, the point's
/// own line holds.
pub(super) fn owed_by(written: [OwedByEntry; 2], plan: &Plan, registry: &Registry, source: &mut Source<'_>) -> OwedBy {
    let mut owed_by = OwedBy::default();
    for entry in written {
        let mut lines = Vec::with_capacity(entry.len());
        for (code, bodies) in &entry {
            let owers = selection(bodies, Some(registry), source);
            if bodies.is_empty() {
                source.mistake(&code.span(), nobody(code.get_ref()), NOBODY_EXPECTED);
            }
            lines.push((points(code, plan, source), owers));
        }
        // The widest first, so that what is said of a point itself goes over what is said of its heading.
        lines.sort_by_key(|(points, _)| std::cmp::Reverse(points.len()));
        for (points, owers) in lines {
            owed_by.points.extend(points.into_iter().map(|point| (point, owers.clone())));
        }
    }
    owed_by
}

fn nobody(code: &str) -> (String, String) {
    (
        format!("Không ghi đơn vị nào phải báo cáo “{code}”."),
        format!("No body is named that has to report on “{code}”."),
    )
}

const NOBODY_EXPECTED: (&str, &str) = (
    "Hãy ghi ít nhất một loại, nhóm hoặc mã đơn vị; xóa dòng này nếu mọi đơn vị phải báo cáo.",
    "Name a kind, a group or a body at least; delete the line where all have to report.",
);

/// The points of the tasks that a code stands for.
fn points(code: &Spanned<String>, plan: &Plan, source: &mut Source<'_>) -> Vec<PlanId> {
    let node = plan.find(code.get_ref()).filter(|node| node.role == Role::Tasks);
    let reported = |node: &Node| node.walk().filter(|node| node.is_reported_on()).map(|node| node.id.clone()).collect();
    node.map_or_else(
        || {
            source.mistake(
                &code.span(),
                (
                    format!("“{}” không phải là mã nhiệm vụ của Kế hoạch.", code.get_ref()),
                    format!("“{}” is no task of the plan.", code.get_ref()),
                ),
                (
                    "Hãy ghi mã một điểm hoặc một mục của phần nhiệm vụ trong plan.md, ví dụ \"II.4.b\" hoặc \"II.4\". Nhiệm vụ \
                     ở phần tổ chức thực hiện được giao bằng duties trong agencies.toml hoặc report.toml.",
                    "Give a point or an item of the tasks in plan.md, such as \"II.4.b\" or \"II.4\". Duties are given by \
                     duties in agencies.toml or report.toml.",
                ),
            );
            Vec::new()
        },
        reported,
    )
}

/// The bodies that `written` names. Groups and bodies are looked up where the registry could be read.
pub(super) fn selection(
    written: &[Spanned<String>],
    registry: Option<&Registry>,
    source: &mut Source<'_>,
) -> BodySelection {
    let named = written.iter().filter_map(|word| {
        let found = selector(word.get_ref(), registry);
        if found.is_none() && registry.is_some() {
            unknown(word.get_ref(), &word.span(), source);
        }
        found
    });
    BodySelection { named: named.collect() }
}

/// What a word of the settings names.
pub(super) fn selector(word: &str, registry: Option<&Registry>) -> Option<Selector> {
    let deserializer: StrDeserializer<'_, Error> = word.into_deserializer();
    if let Ok(kind) = BodyKind::deserialize(deserializer) {
        return Some(Selector::Kind(kind));
    }
    let registry = registry?;
    if registry.groups.iter().any(|group| group.id == word) {
        return Some(Selector::Group(word.to_owned()));
    }
    registry.find(word).map(|body| Selector::One(body.id.clone()))
}

/// Notes that a word names nobody.
pub(super) fn unknown(word: &str, span: &Range<usize>, source: &mut Source<'_>) {
    source.mistake(
        span,
        (
            format!("“{word}” không phải là loại, nhóm hay mã của đơn vị nào."),
            format!("“{word}” is no kind, no group and no body."),
        ),
        (
            &format!(
                "Hãy ghi {}, hoặc id của một [[group]] hay một đơn vị trong agencies.toml.",
                BodyKind::listed("hay")
            ),
            &format!("Write {}, or the id of a [[group]] or of a body in agencies.toml.", BodyKind::listed("or")),
        ),
    );
}
