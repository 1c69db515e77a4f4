//! Reads `agencies.toml` against the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::source::{Source, civil};
use super::{Body, BodyGroup, BodyKind, ConfigError, Period, Registry};
use crate::model::{AgencyId, PlanId};
use crate::plan::{Node, Plan, Role};
use crate::vietnamese::without_committee;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    group: Vec<GroupEntry>,
    #[serde(default)]
    agency: Vec<Spanned<AgencyEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    id: Spanned<String>,
    name: String,
    #[serde(default)]
    kind: Option<BodyKind>,
    #[serde(default)]
    symbol: String,
    #[serde(default)]
    periods: Vec<Spanned<PeriodEntry>>,
    #[serde(default)]
    members: BTreeMap<Spanned<String>, Member>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Member {
    Name(String),
    Entry(MemberEntry),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberEntry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    successors: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyEntry {
    id: Spanned<String>,
    name: String,
    symbol: String,
    kind: BodyKind,
    #[serde(default)]
    group: Option<Spanned<String>>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    successors: Vec<String>,
    periods: Vec<Spanned<PeriodEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodEntry {
    from: Datetime,
    #[serde(default)]
    until: Option<Datetime>,
    #[serde(default)]
    duties: Vec<Spanned<String>>,
}

/// Reads the bodies; duties are looked up in `plan`.
pub(super) fn read_agencies(text: &str, plan: &Plan) -> Result<Registry, Vec<ConfigError>> {
    let mut source = Source::new("inputs/agencies.toml", text);
    let file: File = source.parse()?;
    let duties = DutyIndex::new(plan);
    let mut bodies: Vec<(usize, Body)> = Vec::new();
    for entry in &file.agency {
        bodies.push((entry.span().start, agency(entry, &duties, &file.group, &mut source)));
    }
    for group in &file.group {
        bodies.extend(members(group, &duties, &mut source));
    }
    // The order of the file is the order of the report.
    bodies.sort_by_key(|(start, _)| *start);
    let groups =
        file.group.iter().map(|group| BodyGroup { id: group.id.get_ref().clone(), name: group.name.clone() }).collect();
    let registry = Registry { groups, bodies: bodies.into_iter().map(|(_, body)| body).collect() };
    check_references(&registry, &file, &mut source);
    source.finish(registry)
}

fn agency(entry: &Spanned<AgencyEntry>, duties: &DutyIndex, groups: &[GroupEntry], source: &mut Source<'_>) -> Body {
    let written = entry.get_ref();
    if let Some(group) = &written.group
        && !groups.iter().any(|known| known.id.get_ref() == group.get_ref())
    {
        source.mistake(
            &group.span(),
            (format!("Không có nhóm “{}”.", group.get_ref()), format!("There is no group “{}”.", group.get_ref())),
            ("Hãy ghi id của một [[group]] trong tệp này.", "Give the id of a [[group]] of this file."),
        );
    }
    Body {
        id: AgencyId::from(written.id.get_ref().as_str()),
        name: written.name.clone(),
        short_name: short_name(&written.name, written.kind),
        aliases: written.aliases.clone(),
        symbol: written.symbol.clone(),
        kind: written.kind,
        group: written.group.as_ref().map_or(String::new(), |group| group.get_ref().clone()),
        periods: periods(&written.periods, duties, source, &written.id.span()),
        successors: written.successors.iter().map(|id| AgencyId::from(id.as_str())).collect(),
        line: source.line(&written.id.span()),
    }
}

/// The members of a group, each with the place of its key in the file.
fn members(group: &GroupEntry, duties: &DutyIndex, source: &mut Source<'_>) -> Vec<(usize, Body)> {
    if group.members.is_empty() {
        return Vec::new();
    }
    let Some(kind) = group.kind else {
        source.mistake(
            &group.id.span(),
            (
                format!("Nhóm “{}” có đơn vị nhưng không ghi loại.", group.id.get_ref()),
                format!("The group “{}” has members but no kind.", group.id.get_ref()),
            ),
            (
                "Hãy ghi kind = \"district\", \"commune\", \"provincial\", \"mass\" hoặc \"press\".",
                "Give kind = \"district\", \"commune\", \"provincial\", \"mass\" or \"press\".",
            ),
        );
        return Vec::new();
    };
    let shared = periods(&group.periods, duties, source, &group.id.span());
    let mut bodies = Vec::with_capacity(group.members.len());
    for (id, member) in &group.members {
        let (name, aliases, successors) = match member {
            Member::Name(name) => (name.clone(), Vec::new(), Vec::new()),
            Member::Entry(entry) => (entry.name.clone(), entry.aliases.clone(), entry.successors.clone()),
        };
        bodies.push((
            id.span().start,
            Body {
                id: AgencyId::from(id.get_ref().as_str()),
                short_name: short_name(&name, kind),
                name,
                aliases,
                symbol: group.symbol.clone(),
                kind,
                group: group.id.get_ref().clone(),
                periods: shared.clone(),
                successors: successors.iter().map(|id| AgencyId::from(id.as_str())).collect(),
                line: source.line(&id.span()),
            },
        ));
    }
    bodies
}

/// The name of a territory without `UBND` and the word for its kind; empty for other bodies.
fn short_name(name: &str, kind: BodyKind) -> String {
    const KINDS: [&str; 8] = ["thành phố ", "thị xã ", "huyện ", "quận ", "xã ", "phường ", "thị trấn ", "đặc khu "];
    if !kind.is_territorial() {
        return String::new();
    }
    let bare = without_committee(name);
    KINDS.iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare).to_owned()
}

/// Periods in order of time; `place` is where their absence is reported.
fn periods(
    written: &[Spanned<PeriodEntry>],
    duties: &DutyIndex,
    source: &mut Source<'_>,
    place: &Range<usize>,
) -> Vec<Period> {
    const EXPECTED: (&str, &str) = (
        "Hãy ghi theo mẫu { from = 2025-07-01, until = 2030-12-31, duties = [\"IV.1\"] }; until và duties có thể để trống.",
        "Write { from = 2025-07-01, until = 2030-12-31, duties = [\"IV.1\"] }; until and duties may be left out.",
    );
    if written.is_empty() {
        source.mistake(
            place,
            ("Đơn vị không có thời gian tồn tại.".into(), "The body has no period in which it existed.".into()),
            EXPECTED,
        );
    }
    let mut periods: Vec<Period> = Vec::with_capacity(written.len());
    for entry in written {
        let (span, entry) = (entry.span(), entry.get_ref());
        let from = civil(&entry.from);
        let until = entry.until.as_ref().map(civil);
        let (Some(from), None | Some(Some(_))) = (from, until) else {
            let problem = ("Ngày không có thật.".to_owned(), "A date that does not exist.".to_owned());
            source.mistake(&span, problem, EXPECTED);
            continue;
        };
        let until = until.flatten();
        let follows = periods.last().is_none_or(|before| before.until.is_some_and(|end| end < from));
        if until.is_some_and(|until| until < from) || !follows {
            source.mistake(
                &span,
                (
                    "Thời gian kết thúc trước khi bắt đầu, hoặc trùng với thời gian ghi trước.".into(),
                    "The period ends before it begins, or overlaps the one before.".into(),
                ),
                EXPECTED,
            );
        }
        let duties = entry.duties.iter().flat_map(|duty| duties.expand(duty, source)).collect();
        periods.push(Period { from, until, duties });
    }
    periods
}

/// The duties of the plan: what an item stands for.
struct DutyIndex {
    points: BTreeMap<String, Vec<PlanId>>,
}

impl DutyIndex {
    fn new(plan: &Plan) -> Self {
        let reported =
            |node: &Node| node.walk().filter(|node| node.is_reported_on()).map(|node| node.id.clone()).collect();
        let nodes = plan.sections_of(Role::Duties).flat_map(Node::walk);
        Self { points: nodes.map(|node| (node.id.as_str().to_owned(), reported(node))).collect() }
    }

    fn expand(&self, duty: &Spanned<String>, source: &mut Source<'_>) -> Vec<PlanId> {
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

/// Identifiers occur once, and successors exist.
fn check_references(registry: &Registry, file: &File, source: &mut Source<'_>) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let keys = file.agency.iter().map(|entry| &entry.get_ref().id);
    let keys = keys.chain(file.group.iter().flat_map(|group| group.members.keys()));
    let known: BTreeSet<&str> = registry.bodies.iter().map(|body| body.id.as_str()).collect();
    let spans: BTreeMap<&str, Range<usize>> = keys.clone().map(|id| (id.get_ref().as_str(), id.span())).collect();
    for id in keys {
        if !seen.insert(id.get_ref()) {
            source.mistake(
                &id.span(),
                (
                    format!("Mã đơn vị “{}” được dùng hai lần.", id.get_ref()),
                    format!("The identifier “{}” is used twice.", id.get_ref()),
                ),
                ("Mỗi đơn vị cần một mã riêng.", "Every body needs its own identifier."),
            );
        }
    }
    for body in &registry.bodies {
        for successor in body.successors.iter().filter(|id| !known.contains(id.as_str())) {
            let Some(span) = spans.get(body.id.as_str()) else { continue };
            source.mistake(
                span,
                (
                    format!("Đơn vị kế thừa “{successor}” không có trong tệp."),
                    format!("The successor “{successor}” is not in this file."),
                ),
                ("Hãy ghi mã của một đơn vị trong tệp này.", "Give the identifier of a body in this file."),
            );
        }
    }
}
