//! Which duties of the plan a body has: `duties` of `agencies.toml`, or `[duties]` of `report.toml` where the list of bodies
//! is not the plan's own.

use std::collections::BTreeMap;

use toml::Spanned;

use super::owed_by::{Selector, selector, unknown};
use super::source::Source;
use super::{Body, Registry};
use crate::model::PlanId;
use crate::plan::{Node, Plan, Role};

/// `[duties]` as written: kinds, groups or bodies, to the codes of their duties.
pub(super) type DutiesEntry = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// One line of `[duties]`.
struct Line {
    of: Selector,
    duties: Vec<PlanId>,
}

/// Gives every body the duties that `[duties]` says it has. What is said of a body itself goes before what is said of its
/// group, that before what is said of its kind; what a year says of itself comes last and goes before all.
pub(super) fn assign_duties(
    registry: &mut Registry,
    written: [Option<DutiesEntry>; 2],
    index: &DutyIndex,
    source: &mut Source<'_>,
) {
    let lines: Vec<Vec<Line>> =
        written.into_iter().rev().flatten().map(|entry| lines(&entry, registry, index, source)).collect();
    for body in &mut registry.bodies {
        let duties = lines.iter().find_map(|lines| narrowest(lines, body)).unwrap_or_default();
        for period in &mut body.periods {
            period.duties.clone_from(&duties);
        }
    }
}

fn lines(entry: &DutiesEntry, registry: &Registry, index: &DutyIndex, source: &mut Source<'_>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(entry.len());
    for (word, duties) in entry {
        let duties = duties.iter().flat_map(|duty| index.expand(duty, source)).collect();
        match selector(word.get_ref(), Some(registry)) {
            Some(of) => lines.push(Line { of, duties }),
            None => unknown(word.get_ref(), &word.span(), source),
        }
    }
    lines
}

/// What the line says that names a body most closely.
fn narrowest(lines: &[Line], body: &Body) -> Option<Vec<PlanId>> {
    lines
        .iter()
        .filter(|line| line.of.names(body))
        .max_by_key(|line| line.of.closeness())
        .map(|line| line.duties.clone())
}

/// The duties of the plan: what an item stands for.
pub(super) struct DutyIndex {
    points: BTreeMap<String, Vec<PlanId>>,
}

impl DutyIndex {
    pub(super) fn new(plan: &Plan) -> Self {
        let reported =
            |node: &Node| node.walk().filter(|node| node.is_reported_on()).map(|node| node.id.clone()).collect();
        let nodes = plan.sections_of(Role::Duties).flat_map(Node::walk);
        Self { points: nodes.map(|node| (node.id.as_str().to_owned(), reported(node))).collect() }
    }

    /// Whether the plan gives any.
    pub(super) fn has_any(&self) -> bool {
        !self.points.is_empty()
    }

    /// The points that `duty` stands for.
    pub(super) fn expand(&self, duty: &Spanned<String>, source: &mut Source<'_>) -> Vec<PlanId> {
        let found = self.points.get(duty.get_ref()).cloned();
        found.unwrap_or_else(|| {
            source.mistake(
                &duty.span(),
                (
                    format!("Kế hoạch không có nhiệm vụ “{}”.", duty.get_ref()),
                    format!("The plan has no duty “{}”.", duty.get_ref()),
                ),
                (
                    "Hãy ghi mã trong mục tổ chức thực hiện của plan.md, ví dụ IV.1 hoặc IV.1.a.",
                    "Give an identifier of the section on duties in plan.md, such as IV.1 or IV.1.a.",
                ),
            );
            Vec::new()
        })
    }
}
