//! Charts built straight from the consolidation.

use super::facts::{decimals_of_funding, share_of_plan};
use super::lookup::Lookup;
use super::numbers::{Bar, decimals_of, series};
use super::sentences::{first_clause, shorten};
use super::{Block, Chart, Series};
use crate::config::IndicatorRole;
use crate::merge::{
    AgencyReport, Counts, FundingSummary, IndicatorSummary, ProgressSummary, Submission, number_of_bodies,
};
use crate::model::{Decimal, Field, Method, Status, Traced};
use crate::plan::Node;

/// Length of a category's name, in characters.
const NAME: usize = 60;

/// Shares of the states by group of tasks, stacked to the whole.
pub(super) fn tasks(lookup: &Lookup<'_>, caption: String) -> Vec<Block> {
    let groups = lookup.task_groups();
    if groups.is_empty() {
        return Vec::new();
    }
    type State = fn(&Counts) -> &Traced<usize>;
    let states: [(&str, State); 4] = [
        (Status::Completed.vietnamese(), |counts| counts.bodies(Status::Completed)),
        (Status::InProgress.vietnamese(), |counts| counts.bodies(Status::InProgress)),
        (Status::NotStarted.vietnamese(), |counts| counts.bodies(Status::NotStarted)),
        (Status::NO_REPORT, |counts| &counts.no_report),
    ];
    let of_group = |points: &[ProgressSummary]| {
        let counts = Counts::total(points.iter().map(|point| &point.counts));
        let whole = Traced::total(states.map(|(_, of)| of(&counts)));
        (counts, whole)
    };
    let counts: Vec<(Counts, Traced<usize>)> = groups.iter().map(|(_, points)| of_group(points)).collect();
    let one = |(name, of): (&str, State)| {
        series(name, counts.iter().map(|(counts, whole)| Bar::short_percent(&share(of(counts), whole))))
    };
    let name = |item: &Node| format!("{} {}", item.label, shorten(&first_clause(item.text()), NAME));
    let categories = groups.iter().map(|(item, _)| name(item)).collect();
    vec![chart(caption, categories, states.map(one).into(), true)]
}

/// The percentage that a part is of the whole; of a whole that is none, none.
fn share(part: &Traced<usize>, whole: &Traced<usize>) -> Traced<Decimal> {
    Traced::ratio(part, whole).unwrap_or_else(|| part.clone().map(Decimal::from))
}

/// What was allocated and spent in the lines that agencies fill in.
pub(super) fn funding(lookup: &Lookup<'_>, caption: String) -> Vec<Block> {
    let leaves: Vec<_> = lookup.consolidation.funding.iter().filter(|line| line.line.parts.is_empty()).collect();
    if leaves.is_empty() {
        return Vec::new();
    }
    let decimals = decimals_of_funding(lookup.consolidation);
    let allocated = series(Field::Allocated.head(), leaves.iter().map(|line| Bar::amount(&line.allocated, decimals)));
    let spent = series(Field::Spent.head(), leaves.iter().map(|line| Bar::amount(&line.spent, decimals)));
    let categories = leaves.iter().map(|line| shorten(&line.line.name, NAME)).collect();
    vec![chart(caption, categories, vec![allocated, spent], false)]
}

/// Completion by point, from the highest to the lowest.
pub(super) fn completion(lookup: &Lookup<'_>, caption: String) -> Vec<Block> {
    let mut points: Vec<(&ProgressSummary, &Traced<Decimal>)> =
        lookup.consolidation.tasks.iter().filter_map(|summary| Some((summary, summary.completion.as_ref()?))).collect();
    if points.is_empty() {
        return Vec::new();
    }
    points.sort_by_key(|(_, share)| std::cmp::Reverse(*share.value()));
    let series = series(Field::Percent.head(), points.iter().map(|(_, share)| Bar::percent(share)));
    let categories = points.iter().map(|(summary, _)| summary.node.id.to_string()).collect();
    vec![chart(caption, categories, vec![series], false)]
}

/// How the submissions of each level stand, stacked.
pub(super) fn submissions(lookup: &Lookup<'_>, caption: String) -> Vec<Block> {
    let levels: Vec<_> =
        lookup.levels().into_iter().map(|level| (level.title, &lookup.agencies()[level.places])).collect();
    let states = [Submission::OnTime, Submission::Late, Submission::Missing, Submission::Rejected];
    let count =
        |state, reports: &[AgencyReport]| number_of_bodies(reports.iter().filter(|report| report.submission == state));
    let present = states.into_iter().filter(|state| lookup.agencies().iter().any(|report| report.submission == *state));
    let series: Vec<Series> = present
        .map(|state| series(state.vietnamese(), levels.iter().map(|(_, reports)| Bar::count(&count(state, reports)))))
        .collect();
    if series.is_empty() {
        return Vec::new();
    }
    let categories = levels.iter().map(|(title, _)| (*title).to_owned()).collect();
    vec![chart(caption, categories, series, true)]
}

/// How far each goal that has a plan reached it, in percent, by the bodies that gave both.
pub(super) fn indicators(lookup: &Lookup<'_>, caption: String) -> Vec<Block> {
    let goals = lookup.consolidation.indicators.iter().filter(|summary| summary.indicator.role == IndicatorRole::Goal);
    let mut shares: Vec<(&IndicatorSummary, Traced<Decimal>)> =
        goals.filter_map(|summary| Some((summary, share_of_plan(summary)?))).collect();
    if shares.is_empty() {
        return Vec::new();
    }
    shares.sort_by_key(|(_, share)| std::cmp::Reverse(*share.value()));
    let series = series("So với kế hoạch (%)", shares.iter().map(|(_, share)| Bar::percent(share)));
    let name = |summary: &IndicatorSummary| {
        format!("{}. {}", summary.indicator.id, shorten(&first_clause(&summary.indicator.name), NAME))
    };
    let categories = shares.iter().map(|(summary, _)| name(summary)).collect();
    vec![chart(caption, categories, vec![series], false)]
}

/// Funding by agency, of the lines that are no part of another: what was allocated and what was spent.
pub(super) fn funding_by_agency(lookup: &Lookup<'_>, caption: String) -> Vec<Block> {
    let lines = &lookup.consolidation.funding;
    let is_part = |line: &FundingSummary| lines.iter().any(|other| other.line.parts.contains(&line.line.id));
    let mut amounts = vec![[const { Vec::new() }; 2]; lookup.agencies().len()];
    for entry in lines.iter().filter(|line| !is_part(line)).flat_map(|line| &line.entries) {
        let Some([allocated, spent]) = amounts.get_mut(lookup.place(&entry.agency)) else { continue };
        allocated.extend(entry.record.number(Field::Allocated));
        spent.extend(entry.record.number(Field::Spent));
    }
    let shown: Vec<(usize, [Traced<Decimal>; 2])> = amounts
        .into_iter()
        .map(|amounts| amounts.map(total))
        .enumerate()
        .filter(|(_, amounts)| amounts.iter().any(|amount| !amount.value().is_zero()))
        .collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let decimals = decimals_of(shown.iter().flat_map(|(_, amounts)| amounts));
    let series = |field: Field, place: usize| {
        series(field.head(), shown.iter().map(|(_, amounts)| Bar::amount(&amounts[place], decimals)))
    };
    let categories = shown.iter().map(|(place, _)| lookup.name(*place).to_owned()).collect();
    vec![chart(caption, categories, vec![series(Field::Allocated, 0), series(Field::Spent, 1)], false)]
}

/// Amounts added up; none at all are zero.
fn total(amounts: Vec<&Traced<Decimal>>) -> Traced<Decimal> {
    Traced::sum(amounts).unwrap_or_else(|| Traced::derived(Decimal::ZERO, Method::Sum, Vec::new()))
}

/// Completion by agency: its share of completed among the points that it owes. A body of which nothing is counted has no
/// bar: that it sent nothing is told elsewhere.
pub(super) fn completion_by_agency(lookup: &Lookup<'_>, caption: String) -> Vec<Block> {
    let mut states = vec![(Vec::new(), Vec::new()); lookup.agencies().len()];
    for task in &lookup.consolidation.tasks {
        let by_place = lookup.by_place(&task.entries);
        for place in task.expected.iter().map(|agency| lookup.place(agency)) {
            let Some((stated, silent)) = states.get_mut(place) else { continue };
            match by_place.get(place).copied().flatten().and_then(|entry| entry.record.status()) {
                Some(state) => stated.push(state),
                None => silent.push(task.node.origin()),
            }
        }
    }
    let shares: Vec<(usize, Counts, Traced<Decimal>)> = states
        .into_iter()
        .enumerate()
        .filter(|(place, _)| lookup.agencies()[*place].is_counted())
        .map(|(place, (stated, silent))| (place, Counts::new(stated, silent)))
        .filter_map(|(place, counts)| counts.completion().map(|share| (place, counts, share)))
        .collect();
    if shares.is_empty() {
        return Vec::new();
    }
    let bars =
        shares.iter().map(|(_, counts, share)| Bar::share(share, counts.bodies(Status::Completed), &counts.owing()));
    let series = series(Field::Percent.head(), bars);
    let categories = shares.iter().map(|(place, _, _)| lookup.name(*place).to_owned()).collect();
    vec![chart(caption, categories, vec![series], false)]
}

/// The chart, with what it shows in words.
fn chart(caption: String, categories: Vec<String>, series: Vec<Series>, stacked: bool) -> Block {
    let lines = categories.iter().enumerate().map(|(index, category)| {
        let values = series.iter().map(|one| format!("{} {}", one.name.to_lowercase(), one.labels[index]));
        format!("{category}: {}", values.collect::<Vec<_>>().join(", "))
    });
    let alternative = format!("{}.", lines.collect::<Vec<_>>().join("; "));
    Block::Chart(Chart { caption, alternative, categories, series, stacked })
}
