//! Totals over the agencies: counts by status, sums, ratios of sums.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::consolidation::{
    AgainstPlan, AgencyReport, Consolidation, Entry, FundingSummary, IndicatorSummary, OutsideEntry, ProgressSummary,
};
use super::counts::{Counts, registration};
use super::files::Sorted;
use super::merged_rows::Merged;
use crate::config::{Aggregation, Body, FundingLine, Indicator, Settings};
use crate::extract::Record;
use crate::form::{Subject, TableKind};
use crate::model::{AgencyId, Decimal, Field, IndicatorId, ItemId, Method, Origin, PlanId, Traced};
use crate::paths::Spellings;
use crate::plan::{Node, Role};

/// The records that count, by what their rows are about and the item; within each in the order of the bodies.
#[derive(Default)]
struct Pool {
    /// By subject; each entry with the index of its body.
    entries: [FxHashMap<ItemId, Vec<(usize, Entry)>>; Subject::ALL.len()],
    outside: Vec<OutsideEntry>,
}

impl Pool {
    /// What the body at `index` wrote about an item.
    fn written(&self, subject: Subject, item: &str, index: usize) -> Option<&Record> {
        let entries = self.entries[subject as usize].get(item)?;
        let found = entries.binary_search_by_key(&index, |(of, _)| *of).ok()?;
        Some(&entries[found].1.record)
    }

    /// The entries about an item, taken out.
    fn take(&mut self, subject: Subject, item: &str) -> Vec<Entry> {
        let entries = self.entries[subject as usize].remove(item).unwrap_or_default();
        entries.into_iter().map(|(_, entry)| entry).collect()
    }
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
                let entries = pool.take(Subject::PlanNode, node.id.as_str());
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
        comparison: None,
        files: sorted.files,
        remarks: sorted.remarks,
        missing_rows: Vec::new(),
        merged_versions: sorted.merged_versions,
        contested: sorted.contested,
        ledger: sorted.ledger,
        spellings: Spellings::default(),
        unused_aliases: Vec::new(),
    }
}

/// Sorts the records that count by what they are about.
fn collect(bodies: &[Body], counted: Vec<Merged>) -> Pool {
    let mut pool = Pool::default();
    for (index, (body, merged)) in bodies.iter().zip(counted).enumerate() {
        for record in merged.records {
            let entries = pool.entries[record.table.subject() as usize].entry(record.item.clone()).or_default();
            entries.push((index, Entry { agency: body.id.clone(), record, written: None }));
        }
        pool.outside.extend(merged.outside.into_iter().map(|row| OutsideEntry { agency: body.id.clone(), row }));
    }
    pool
}

fn progress_summary(
    node: &Node,
    expected: Vec<AgencyId>,
    entries: Vec<Entry>,
    registered: &FxHashMap<&AgencyId, Origin>,
) -> ProgressSummary {
    let stated: FxHashSet<&AgencyId> =
        entries.iter().filter(|entry| entry.record.status().is_some()).map(|entry| &entry.agency).collect();
    // Silence has no cell: what is known of these bodies is that they have to report.
    let silent = expected.iter().filter(|agency| !stated.contains(agency));
    let silent: Vec<Origin> =
        silent.map(|agency| registered.get(agency).cloned().unwrap_or_else(|| registration(agency))).collect();
    let counts = Counts::new(entries.iter().filter_map(|entry| entry.record.status()), silent);
    let completion = counts.completion();
    ProgressSummary { node: node.clone(), expected, counts, completion, entries }
}

fn indicator_summary(indicator: &Indicator, pool: &mut Pool) -> IndicatorSummary {
    let entries = pool.take(Subject::Indicator, indicator.id.as_str());
    let (planned, actual, against_plan) = match indicator.aggregation {
        Aggregation::Sum => (sum_of(&entries, Field::Planned), sum_of(&entries, Field::Actual), against_plan(&entries)),
        // Filled in from two others, once those are there.
        Aggregation::Ratio { .. } => (None, None, None),
    };
    IndicatorSummary { indicator: indicator.clone(), planned, actual, against_plan, entries }
}

/// What all bodies wrote in a field, added up.
fn sum_of(entries: &[Entry], field: Field) -> Option<Traced<Decimal>> {
    Traced::sum(entries.iter().filter_map(|entry| entry.record.number(field)))
}

fn against_plan(entries: &[Entry]) -> Option<AgainstPlan> {
    let figures = |entry: &'_ Entry| [Field::Planned, Field::Actual].map(|field| entry.record.number(field).is_some());
    let is_pair = |entry: &Entry| matches!(figures(entry), [true, true] | [false, false]);
    let both = entries
        .iter()
        .filter_map(|entry| Some((entry.record.number(Field::Planned)?, entry.record.number(Field::Actual)?)));
    let (planned, actual): (Vec<_>, Vec<_>) = both.unzip();
    let agencies = Traced::number(actual.iter().map(|value| value.origin().clone()).collect());
    let (planned, actual) = (Traced::sum(planned)?, Traced::sum(actual)?);
    let share = Traced::ratio(&actual, &planned)?;
    Some(AgainstPlan { planned, actual, share, agencies, is_complete: entries.iter().all(is_pair) })
}

/// Fills in the ratios once all sums are there.
fn with_ratios(mut summaries: Vec<IndicatorSummary>) -> Vec<IndicatorSummary> {
    let place: FxHashMap<IndicatorId, usize> =
        summaries.iter().enumerate().map(|(index, summary)| (summary.indicator.id.clone(), index)).collect();
    for index in 0..summaries.len() {
        let Some((numerator, denominator)) = summaries[index].indicator.aggregation.ratio() else { continue };
        let (Some(&top), Some(&bottom)) = (place.get(numerator), place.get(denominator)) else { continue };
        let (top, bottom) = (&summaries[top].entries, &summaries[bottom].entries);
        let [planned, actual] = [Field::Planned, Field::Actual].map(|field| ratio(top, bottom, field));
        summaries[index].planned = planned;
        summaries[index].actual = actual;
    }
    summaries
}

/// 100 × Σ top / Σ bottom over the agencies that gave both.
fn ratio(top: &[Entry], bottom: &[Entry], field: Field) -> Option<Traced<Decimal>> {
    let below: FxHashMap<&AgencyId, &Traced<Decimal>> =
        bottom.iter().filter_map(|entry| Some((&entry.agency, entry.record.number(field)?))).collect();
    let both = top.iter().filter_map(|entry| Some((entry.record.number(field)?, *below.get(&entry.agency)?)));
    let (tops, bottoms): (Vec<_>, Vec<_>) = both.unzip();
    Traced::ratio(&Traced::sum(tops)?, &Traced::sum(bottoms)?)
}

fn funding_summary(line: &FundingLine, settings: &Settings, bodies: &[Body], pool: &Pool) -> FundingSummary {
    let entry_of = |(index, body): (usize, &Body)| {
        let record = amounts_of(line, index, settings, pool)?;
        let own = || pool.written(Subject::FundingLine, line.id.as_str(), index).cloned();
        let written = if line.parts.is_empty() { None } else { own() };
        Some(Entry { agency: body.id.clone(), record, written })
    };
    let entries: Vec<Entry> = bodies.iter().enumerate().filter_map(entry_of).collect();
    let nothing = || Traced::derived(Decimal::ZERO, Method::Sum, Vec::new());
    let [allocated, spent] =
        [Field::Allocated, Field::Spent].map(|field| sum_of(&entries, field).unwrap_or_else(nothing));
    let ratio = Traced::ratio(&spent, &allocated);
    FundingSummary { line: line.clone(), allocated, spent, ratio, entries }
}

/// The amounts of one body for one line: what it wrote, or for a sum the sum of its parts. Where a body gave a sum but
/// none of its parts, the sum it wrote stands, so that no money is lost.
fn amounts_of(line: &FundingLine, body: usize, settings: &Settings, pool: &Pool) -> Option<Record> {
    let own = || pool.written(Subject::FundingLine, line.id.as_str(), body).cloned();
    if line.parts.is_empty() {
        return own();
    }
    let part = |id: &PlanId| amounts_of(settings.indicators.funding_line(id.as_str())?, body, settings, pool);
    let parts: Vec<Record> = line.parts.iter().filter_map(part).collect();
    let Some(first) = parts.first() else { return own() };
    let sum = Record::new(TableKind::Funding, ItemId::from(&line.id), first.cell.clone());
    Some(
        Subject::FundingLine
            .figures()
            .into_iter()
            .fold(sum, |sum, field| sum.with(field, Traced::sum(parts.iter().filter_map(|part| part.number(field))))),
    )
}

impl AgencyReport {
    /// Whether its figures are in the totals.
    pub fn is_counted(&self) -> bool {
        self.submission.is_counted()
    }
}
