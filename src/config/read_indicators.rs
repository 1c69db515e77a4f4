//! Reads `indicators.toml` against the plan.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::owed_by::selection;
use super::read_aggregation::{Written, aggregation, lead, scale};
use super::read_goals::{BaselineEntry, TargetEntry, baseline, targets};
use super::source::Source;
use super::{BodySelection, ConfigError, Direction, FundingLine, Indicator, IndicatorRole, Indicators, Registry};
use crate::model::{AgencyId, IndicatorId, PlanId};
use crate::plan::Plan;
use crate::vietnamese::parse_unit;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    indicator: Vec<IndicatorEntry>,
    #[serde(default)]
    funding: Vec<FundingEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorEntry {
    id: Spanned<String>,
    task: Spanned<String>,
    name: String,
    unit: String,
    aggregation: Spanned<String>,
    #[serde(default)]
    by: Vec<Spanned<String>>,
    #[serde(default)]
    levels: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    lead: Option<Spanned<String>>,
    #[serde(default)]
    role: IndicatorRole,
    #[serde(default)]
    direction: Direction,
    #[serde(default)]
    targets: Vec<Spanned<TargetEntry>>,
    #[serde(default)]
    number: Option<Spanned<String>>,
    #[serde(default)]
    baseline: Option<Spanned<BaselineEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FundingEntry {
    id: Spanned<String>,
    name: String,
    #[serde(default)]
    parts: Vec<Spanned<String>>,
}

/// Reads indicators and funding lines; tasks are looked up in `plan`, bodies in `registry` where that could be read.
pub(super) fn read_indicators(
    text: &str,
    plan: &Plan,
    registry: Option<&Registry>,
) -> Result<Indicators, Vec<ConfigError>> {
    let mut source = Source::new("inputs/indicators.toml", text);
    let file: File = source.parse()?;
    check_ids(file.indicator.iter().map(|entry| &entry.id), &mut source);
    check_ids(file.funding.iter().map(|entry| &entry.id), &mut source);
    let ways = file.indicator.iter().map(|entry| (entry.id.get_ref().as_str(), entry.aggregation.get_ref().as_str()));
    check_numbers(&file.indicator, &mut source);
    let known: Written<'_> = ways.collect();
    let mut indicators = Vec::with_capacity(file.indicator.len());
    for entry in &file.indicator {
        if plan.find(entry.task.get_ref()).is_none() {
            source.mistake(
                &entry.task.span(),
                (
                    format!("Kế hoạch không có nhiệm vụ “{}”.", entry.task.get_ref()),
                    format!("The plan has no task “{}”.", entry.task.get_ref()),
                ),
                ("Hãy ghi mã của một điểm trong plan.md, ví dụ II.3.đ.", "Give a point of plan.md, such as II.3.đ."),
            );
        }
        let lead = lead(entry.lead.as_ref(), registry, &mut source);
        let scale = scale(&entry.aggregation, entry.levels.as_ref(), &entry.unit, &mut source);
        let goal = (entry.role, entry.direction);
        indicators.push(Indicator {
            id: IndicatorId::from(entry.id.get_ref().as_str()),
            task: PlanId::from(entry.task.get_ref().as_str()),
            name: entry.name.clone(),
            unit: parse_unit(&entry.unit),
            aggregation: aggregation(&entry.aggregation, entry.lead.is_some(), &known, &mut source),
            reported_by: reported_by(entry, lead.as_ref(), registry, &mut source),
            lead,
            role: entry.role,
            direction: entry.direction,
            targets: targets(&entry.id, goal, &entry.targets, scale.as_ref(), &mut source),
            scale,
            number: entry.number.as_ref().map(|number| number.get_ref().trim().to_owned()).unwrap_or_default(),
            baseline: baseline(entry.baseline.as_ref(), entry.role, &mut source),
        });
    }
    let funding = funding(&file.funding, &mut source);
    source.finish(Indicators { indicators, funding })
}

/// The bodies that report an indicator: those that are named, or else its lead, or else all.
fn reported_by(
    entry: &IndicatorEntry,
    lead: Option<&AgencyId>,
    registry: Option<&Registry>,
    source: &mut Source<'_>,
) -> BodySelection {
    match lead {
        Some(lead) if entry.by.is_empty() => BodySelection::of([], [lead.clone()]),
        _ => selection(&entry.by, registry, source),
    }
}

fn funding(written: &[FundingEntry], source: &mut Source<'_>) -> Vec<FundingLine> {
    let mut lines = Vec::with_capacity(written.len());
    for (index, entry) in written.iter().enumerate() {
        for part in &entry.parts {
            // A part that comes later cannot lead back to its sum: the lines form a tree.
            if !written[index + 1..].iter().any(|later| later.id.get_ref() == part.get_ref()) {
                source.mistake(
                    &part.span(),
                    (
                        format!("Dòng kinh phí “{}” không có ở phía sau.", part.get_ref()),
                        format!("There is no funding line “{}” further down.", part.get_ref()),
                    ),
                    (
                        "Mỗi phần phải là id của một dòng [[funding]] đứng sau dòng tổng của nó.",
                        "Each part must be the id of a [[funding]] line that comes after its sum.",
                    ),
                );
            }
        }
        lines.push(FundingLine {
            id: PlanId::from(entry.id.get_ref().as_str()),
            name: entry.name.clone(),
            parts: entry.parts.iter().map(|part| PlanId::from(part.get_ref().as_str())).collect(),
        });
    }
    lines
}

/// Numbers of the plan are figures and letters between points, each is given once, and `11.1` stands behind `11`.
fn check_numbers(indicators: &[IndicatorEntry], source: &mut Source<'_>) {
    let numbers: Vec<&Spanned<String>> = indicators.iter().filter_map(|entry| entry.number.as_ref()).collect();
    for (place, number) in numbers.iter().enumerate() {
        let text = number.get_ref().trim();
        let is_part = |part: &str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
        let is_number = text.split('.').all(is_part) && text.chars().count() <= 12;
        let is_twice = numbers[..place].iter().any(|other| other.get_ref().trim() == text);
        let whole = text.rsplit_once('.').map(|(whole, _)| whole);
        let comes_before = numbers[place..].iter().any(|other| Some(other.get_ref().trim()) == whole);
        let problem = if !is_number {
            (
                format!("“{text}” không phải là số thứ tự như 11 hoặc 11.1."),
                format!("“{text}” is no number such as 11 or 11.1."),
            )
        } else if is_twice {
            (format!("Số thứ tự “{text}” được dùng hai lần."), format!("The number “{text}” is used twice."))
        } else if comes_before {
            (
                format!("Số thứ tự “{text}” đứng trước “{}”.", whole.unwrap_or_default()),
                format!("The number “{text}” stands before “{}”.", whole.unwrap_or_default()),
            )
        } else {
            continue;
        };
        source.mistake(
            &number.span(),
            problem,
            (
                "Hãy ghi số như trong kế hoạch, ví dụ number = \"11.1\", và xếp 11.1 sau 11.",
                "Write the number as the plan has it, such as number = \"11.1\", and put 11.1 behind 11.",
            ),
        );
    }
}

fn check_ids<'a>(ids: impl Iterator<Item = &'a Spanned<String>>, source: &mut Source<'_>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id.get_ref()) {
            source.mistake(
                &id.span(),
                (format!("Mã “{}” được dùng hai lần.", id.get_ref()), format!("“{}” is used twice.", id.get_ref())),
                ("Mỗi dòng cần một mã riêng.", "Every row needs its own identifier."),
            );
        }
    }
}
