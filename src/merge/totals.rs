//! Totals over the agencies: counts by status, sums, ratios of sums.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::consolidation::{
    AgencyNote, AgencyReport, Consolidation, Entry, FundingSummary, OutsideEntry, ProgressSummary,
};
use super::counts::{Counts, registration};
use super::files::Sorted;
use super::merged_rows::Merged;
use super::timeliness::Assignment;
use super::{against_plan, indicator_totals};
use crate::config::{Body, FundingLine, Settings};
use crate::extract::Record;
use crate::form::{Leads, Subject, TableKind, owes};
use crate::model::{AgencyId, Decimal, Field, ItemId, Method, Origin, PlanId, Status, Traced};
use crate::paths::Spellings;
use crate::plan::{Node, Role};

/// The records that count, by what their rows are about and the item; within each in the order of the bodies.
#[derive(Default)]
struct Pool {
    /// By subject; each entry with the index of its body.
    entries: [FxHashMap<ItemId, Vec<(usize, Entry)>>; Subject::ALL.len()],
    outside: Vec<OutsideEntry>,
    notes: Vec<AgencyNote>,
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

/// Adds everything up. `leads` tells the bodies that lead the rows of the plan's tables.
pub(super) fn consolidate(
    settings: &Arc<Settings>,
    bodies: &[Body],
    mut sorted: Sorted,
    leads: &Leads,
) -> Consolidation {
    let mut pool = collect(bodies, std::mem::take(&mut sorted.counted));
    let date = settings.report.deadline;
    let registered: FxHashMap<&AgencyId, Origin> =
        bodies.iter().map(|body| (&body.id, registration(&body.id))).collect();
    let mut summarise = |role: Role, expected: &dyn Fn(&Node) -> Vec<AgencyId>| -> Vec<ProgressSummary> {
        settings
            .plan
            .reported(role)
            .map(|node| {
                let entries = pool.take(Subject::PlanNode, node.id.as_str());
                progress_summary(node, expected(node), entries, &registered, settings.plan.date.year())
            })
            .collect()
    };
    let of_bodies = |is_expected: &dyn Fn(&Body) -> bool| -> Vec<AgencyId> {
        bodies.iter().filter(|body| is_expected(body)).map(|body| body.id.clone()).collect()
    };
    let tasks = summarise(Role::Tasks, &|node| of_bodies(&|body| owes(settings, leads, &node.id, body)));
    let duties = summarise(Role::Duties, &|node| of_bodies(&|body| body.duties_on(date).contains(&node.id)));
    let catalogue = summarise(Role::Catalogue, &|node| {
        of_bodies(&|body| leads.of(node.id.as_str()).is_some_and(|row| row.lead.includes(body)))
    });
    let indicators = &settings.indicators.indicators;
    let said = indicators.iter().map(|indicator| pool.take(Subject::Indicator, indicator.id.as_str())).collect();
    let indicators = indicator_totals::summaries(settings, bodies, said);
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
        notes: pool.notes,
        requests: Vec::new(),
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
        pool.notes.extend(merged.notes.into_iter().map(|note| AgencyNote { agency: body.id.clone(), note }));
        pool.outside.extend(merged.outside.into_iter().map(|row| OutsideEntry { agency: body.id.clone(), row }));
    }
    pool
}

fn progress_summary(
    node: &Node,
    expected: Vec<AgencyId>,
    entries: Vec<Entry>,
    registered: &FxHashMap<&AgencyId, Origin>,
    year_of_plan: i16,
) -> ProgressSummary {
    // What a body says of a point that is not its own stays among the entries, and is not one of the counts.
    let owing: FxHashSet<&AgencyId> = expected.iter().collect();
    let stated: Vec<(&AgencyId, &Traced<Status>)> = entries
        .iter()
        .filter(|entry| owing.contains(&entry.agency))
        .filter_map(|entry| Some((&entry.agency, entry.record.status()?)))
        .collect();
    let heard: FxHashSet<&AgencyId> = stated.iter().map(|(agency, _)| *agency).collect();
    // Silence has no cell: what is known of these bodies is that they have to report.
    let silent = expected.iter().filter(|agency| !heard.contains(agency));
    let silent: Vec<Origin> =
        silent.map(|agency| registered.get(agency).cloned().unwrap_or_else(|| registration(agency))).collect();
    let counts = Counts::new(stated.iter().map(|(_, state)| *state), silent);
    let completion = counts.completion();
    let assignment = Assignment::of(node, year_of_plan);
    ProgressSummary { node: node.clone(), expected, counts, completion, assignment, entries }
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
    let totals = against_plan::of_sums(&entries, [Field::Allocated, Field::Spent]);
    FundingSummary {
        line: line.clone(),
        allocated: totals.planned.unwrap_or_else(nothing),
        spent: totals.actual.unwrap_or_else(nothing),
        ratio: totals.against_plan.and_then(|against| against.share),
        coverage: totals.coverage,
        entries,
    }
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
