//! Reads `agencies.toml` against the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::duties::DutyIndex;
use super::levels::put_on_levels;
use super::source::{Source, civil};
use super::{Body, BodyGroup, BodyKind, ConfigError, Level, Period, Registry};
use crate::model::AgencyId;
use crate::vietnamese::{after_territory_kind, without_committee};

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

/// Reads the bodies of the file `name`; duties are looked up in `duties`, or passed over where there is none.
pub(super) fn read_agencies(text: &str, name: &str, duties: Option<&DutyIndex>) -> Result<Registry, Vec<ConfigError>> {
    let mut source = Source::new(name, text);
    let file: File = source.parse()?;
    let mut bodies: Vec<(usize, Body)> = Vec::new();
    for entry in &file.agency {
        bodies.push((entry.span().start, agency(entry, duties, &file.group, &mut source)));
    }
    for group in &file.group {
        bodies.extend(members(group, duties, &mut source));
    }
    // The order of the file is the order of the report.
    bodies.sort_by_key(|(start, _)| *start);
    let groups =
        file.group.iter().map(|group| BodyGroup { id: group.id.get_ref().clone(), name: group.name.clone() }).collect();
    let mut bodies: Vec<Body> = bodies.into_iter().map(|(_, body)| body).collect();
    put_on_levels(&mut bodies);
    let registry = Registry { groups, bodies };
    check_references(&registry, &file, &mut source);
    source.finish(registry)
}

/// Whether a list of bodies says what their duties are; one that cannot be read says nothing.
pub(super) fn says_duties(text: &str) -> bool {
    let Ok(file) = toml::from_str::<File>(text) else { return false };
    let of_agencies = file.agency.iter().flat_map(|entry| &entry.get_ref().periods);
    let of_groups = file.group.iter().flat_map(|group| &group.periods);
    of_agencies.chain(of_groups).any(|period| !period.get_ref().duties.is_empty())
}

fn agency(
    entry: &Spanned<AgencyEntry>,
    duties: Option<&DutyIndex>,
    groups: &[GroupEntry],
    source: &mut Source<'_>,
) -> Body {
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
        level: Level::Province,
        group: written.group.as_ref().map_or(String::new(), |group| group.get_ref().clone()),
        periods: periods(&written.periods, duties, source, &written.id.span()),
        successors: written.successors.iter().map(|id| AgencyId::from(id.as_str())).collect(),
        line: source.line(&written.id.span()),
    }
}

/// The members of a group, each with the place of its key in the file.
fn members(group: &GroupEntry, duties: Option<&DutyIndex>, source: &mut Source<'_>) -> Vec<(usize, Body)> {
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
                &format!("Hãy ghi kind = {}.", BodyKind::listed("hoặc")),
                &format!("Give kind = {}.", BodyKind::listed("or")),
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
                level: Level::Province,
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
    if !kind.is_territorial() {
        return String::new();
    }
    let bare = without_committee(name);
    // A village has no committee before its kind, which then begins the name: `Ấp An Lạc`.
    after_territory_kind(bare).unwrap_or(bare).to_owned()
}

/// Periods in order of time; `place` is where their absence is reported.
fn periods(
    written: &[Spanned<PeriodEntry>],
    duties: Option<&DutyIndex>,
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
        let duties = duties
            .map_or(Vec::new(), |index| entry.duties.iter().flat_map(|duty| index.expand(duty, source)).collect());
        periods.push(Period { from, until, duties });
    }
    periods
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
