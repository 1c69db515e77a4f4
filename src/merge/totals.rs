//! Totals over the agencies: counts by status, sums, ratios of sums.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::consolidation::{
    AgainstPlan, AgencyReport, Consolidation, FundingEntry, FundingSummary, IndicatorEntry, IndicatorSummary,
    OutsideEntry, ProgressEntry, ProgressSummary,
};
use super::counts::{Counts, registration};
use super::files::{Sorted, counts};
use super::versions::TableKind;
use crate::config::{Aggregation, Body, FundingLine, Indicator, Settings};
use crate::extract::{FundingRecord, IndicatorRecord};
use crate::model::{AgencyId, Decimal, IndicatorId, Method, Origin, PlanId, Traced};
use crate::plan::{Node, Role};

/// The records that count, by what they are about; within each in the order of the bodies.
#[derive(Default)]
struct Pool {
    progress: FxHashMap<PlanId, Vec<ProgressEntry>>,
    indicators: FxHashMap<IndicatorId, Vec<IndicatorEntry>>,
    funding: FxHashMap<PlanId, Vec<(usize, FundingRecord)>>,
    outside: Vec<OutsideEntry>,
}

/// Adds everything up. `leads` tells the body that leads each row of the catalogue.
pub(super) fn consolidate(
    settings: &Arc<Settings>,
    bodies: &[Body],
    mut sorted: Sorted,
    leads: &FxHashMap<PlanId, AgencyId>,
) -> Consolidation {
    let mut pool = collect(bodies, std::mem::take(&mut sorted.counted));
    let date = settings.report.deadline;
    let all: Vec<AgencyId> = bodies.iter().map(|body| body.id.clone()).collect();
    let registered: FxHashMap<&AgencyId, Origin> =
        bodies.iter().map(|body| (&body.id, registration(&body.id))).collect();
    let mut summarise = |role: Role, expected: &dyn Fn(&Node) -> Vec<AgencyId>| -> Vec<ProgressSummary> {
        settings
            .plan
            .reported(role)
            .map(|node| {
                let entries = pool.progress.remove(&node.id).unwrap_or_default();
                progress_summary(node, expected(node), entries, &registered)
            })
            .collect()
    };
    let tasks = summarise(Role::Tasks, &|_| all.clone());
    let duties = summarise(Role::Duties, &|node| {
        bodies.iter().filter(|body| body.duties_on(date).contains(&node.id)).map(|body| body.id.clone()).collect()
    });
    let catalogue = summarise(Role::Catalogue, &|node| leads.get(&node.id).cloned().into_iter().collect());
    let indicators = settings
        .indicators
        .indicators
        .iter()
        .map(|indicator| indicator_summary(indicator, &mut pool))
        .collect::<Vec<_>>();
    let indicators = with_ratios(indicators);
    let funding =
        settings.indicators.funding.iter().map(|line| funding_summary(line, settings, bodies, &pool)).collect();
    Consolidation {
        settings: Arc::clone(settings),
        places: sorted.agencies.iter().enumerate().map(|(place, report)| (report.body.id.clone(), place)).collect(),
        agencies: sorted.agencies,
        tasks,
        duties,
        catalogue,
        indicators,
        funding,
        outside: pool.outside,
        beside: None,
        files: sorted.files,
        remarks: sorted.remarks,
        ledger: sorted.ledger,
    }
}

/// Sorts the records that count by what they are about.
fn collect(bodies: &[Body], counted: Vec<Vec<(crate::extract::Extraction, super::versions::Share)>>) -> Pool {
    let mut pool = Pool::default();
    for (index, (body, files)) in bodies.iter().zip(counted).enumerate() {
        for (file, share) in files {
            for record in file.progress {
                if counts(&share, TableKind::Progress, record.node.section()) {
                    let entries = pool.progress.entry(record.node.clone()).or_default();
                    push_once(entries, ProgressEntry { agency: body.id.clone(), record }, |entry| &entry.agency);
                }
            }
            for record in file.indicators {
                if counts(&share, TableKind::Indicators, "") {
                    let entries = pool.indicators.entry(record.id.clone()).or_default();
                    push_once(entries, IndicatorEntry { agency: body.id.clone(), record }, |entry| &entry.agency);
                }
            }
            for record in file.funding {
                if counts(&share, TableKind::Funding, "") {
                    push_once(pool.funding.entry(record.id.clone()).or_default(), (index, record), |entry| &entry.0);
                }
            }
            pool.outside.extend(file.outside.into_iter().map(|row| OutsideEntry { agency: body.id.clone(), row }));
        }
    }
    pool
}

/// Adds an entry unless the same agency has one already: the first of a file counts, the others were remarked on.
fn push_once<T, K: PartialEq>(entries: &mut Vec<T>, entry: T, key: impl Fn(&T) -> &K) {
    if entries.last().is_none_or(|last| key(last) != key(&entry)) {
        entries.push(entry);
    }
}

fn progress_summary(
    node: &Node,
    expected: Vec<AgencyId>,
    entries: Vec<ProgressEntry>,
    registered: &FxHashMap<&AgencyId, Origin>,
) -> ProgressSummary {
    let stated: FxHashSet<&AgencyId> =
        entries.iter().filter(|entry| entry.record.status.is_some()).map(|entry| &entry.agency).collect();
    // Silence has no cell: what is known of these bodies is that they have to report.
    let silent = expected.iter().filter(|agency| !stated.contains(agency));
    let silent: Vec<Origin> =
        silent.map(|agency| registered.get(agency).cloned().unwrap_or_else(|| registration(agency))).collect();
    let counts = Counts::new(entries.iter().filter_map(|entry| entry.record.status.as_ref()), silent);
    let completion = counts.completion();
    ProgressSummary { node: node.clone(), expected, counts, completion, entries }
}

fn indicator_summary(indicator: &Indicator, pool: &mut Pool) -> IndicatorSummary {
    let entries = pool.indicators.remove(&indicator.id).unwrap_or_default();
    let (planned, actual) = match indicator.aggregation {
        Aggregation::Sum => (
            Traced::sum(entries.iter().filter_map(|entry| entry.record.planned.as_ref())),
            Traced::sum(entries.iter().filter_map(|entry| entry.record.actual.as_ref())),
        ),
        Aggregation::Ratio { .. } => (None, None),
    };
    let against_plan = match indicator.aggregation {
        Aggregation::Sum => against_plan(&entries),
        Aggregation::Ratio { .. } => None,
    };
    IndicatorSummary { indicator: indicator.clone(), planned, actual, against_plan, entries }
}

fn against_plan(entries: &[IndicatorEntry]) -> Option<AgainstPlan> {
    let pair = |entry: &'_ IndicatorEntry| entry.record.planned.is_some() == entry.record.actual.is_some();
    let both = entries.iter().filter_map(|entry| Some((entry.record.planned.as_ref()?, entry.record.actual.as_ref()?)));
    let (planned, actual): (Vec<_>, Vec<_>) = both.unzip();
    let agencies = Traced::number(actual.iter().map(|value| value.origin().clone()).collect());
    let (planned, actual) = (Traced::sum(planned)?, Traced::sum(actual)?);
    let share = Traced::ratio(&actual, &planned)?;
    Some(AgainstPlan { planned, actual, share, agencies, is_complete: entries.iter().all(pair) })
}

/// Fills in the ratios once all sums are there.
fn with_ratios(mut summaries: Vec<IndicatorSummary>) -> Vec<IndicatorSummary> {
    let place: FxHashMap<IndicatorId, usize> =
        summaries.iter().enumerate().map(|(index, summary)| (summary.indicator.id.clone(), index)).collect();
    for index in 0..summaries.len() {
        let Aggregation::Ratio { numerator, denominator } = summaries[index].indicator.aggregation.clone() else {
            continue;
        };
        let (Some(&top), Some(&bottom)) = (place.get(&numerator), place.get(&denominator)) else { continue };
        let (top, bottom) = (&summaries[top].entries, &summaries[bottom].entries);
        let planned = ratio(top, bottom, |record| record.planned.as_ref());
        let actual = ratio(top, bottom, |record| record.actual.as_ref());
        summaries[index].planned = planned;
        summaries[index].actual = actual;
    }
    summaries
}

/// 100 × Σ top / Σ bottom over the agencies that gave both.
fn ratio(
    top: &[IndicatorEntry],
    bottom: &[IndicatorEntry],
    field: impl Fn(&IndicatorRecord) -> Option<&Traced<Decimal>>,
) -> Option<Traced<Decimal>> {
    let below: FxHashMap<&AgencyId, &Traced<Decimal>> =
        bottom.iter().filter_map(|entry| Some((&entry.agency, field(&entry.record)?))).collect();
    let both = top.iter().filter_map(|entry| Some((field(&entry.record)?, *below.get(&entry.agency)?)));
    let (tops, bottoms): (Vec<_>, Vec<_>) = both.unzip();
    Traced::ratio(&Traced::sum(tops)?, &Traced::sum(bottoms)?)
}

fn funding_summary(line: &FundingLine, settings: &Settings, bodies: &[Body], pool: &Pool) -> FundingSummary {
    let entries: Vec<FundingEntry> = bodies
        .iter()
        .enumerate()
        .filter_map(|(index, body)| {
            let (allocated, spent, note, cell) = amounts_of(line, index, settings, pool)?;
            let written = written(&line.id, index, pool).cloned();
            Some(FundingEntry { agency: body.id.clone(), allocated, spent, note, written, cell })
        })
        .collect();
    let nothing = || Traced::derived(Decimal::ZERO, Method::Sum, Vec::new());
    let allocated = Traced::sum(entries.iter().filter_map(|entry| entry.allocated.as_ref())).unwrap_or_else(nothing);
    let spent = Traced::sum(entries.iter().filter_map(|entry| entry.spent.as_ref())).unwrap_or_else(nothing);
    let ratio = Traced::ratio(&spent, &allocated);
    FundingSummary { line: line.clone(), allocated, spent, ratio, entries }
}

type Amounts = (Option<Traced<Decimal>>, Option<Traced<Decimal>>, Option<Traced<String>>, crate::model::CellRef);

/// The amounts of one body for one line: what it wrote, or for a sum the sum of its parts. Where a body gave a sum but
/// none of its parts, the sum it wrote stands, so that no money is lost.
fn amounts_of(line: &FundingLine, body: usize, settings: &Settings, pool: &Pool) -> Option<Amounts> {
    let own = || {
        let record = written(&line.id, body, pool)?;
        Some((record.allocated.clone(), record.spent.clone(), record.note.clone(), record.cell.clone()))
    };
    if line.parts.is_empty() {
        return own();
    }
    let parts: Vec<Amounts> = line
        .parts
        .iter()
        .filter_map(|part| amounts_of(settings.indicators.funding_line(part.as_str())?, body, settings, pool))
        .collect();
    let Some(first) = parts.first() else { return own() };
    let allocated = Traced::sum(parts.iter().filter_map(|part| part.0.as_ref()));
    let spent = Traced::sum(parts.iter().filter_map(|part| part.1.as_ref()));
    Some((allocated, spent, None, first.3.clone()))
}

/// What a body wrote in a row of the funding table.
fn written<'a>(line: &PlanId, body: usize, pool: &'a Pool) -> Option<&'a FundingRecord> {
    let records = pool.funding.get(line)?;
    let found = records.binary_search_by_key(&body, |(index, _)| *index).ok()?;
    Some(&records[found].1)
}

impl AgencyReport {
    /// Whether its figures are in the totals.
    pub fn is_counted(&self) -> bool {
        self.submission.is_counted()
    }
}
