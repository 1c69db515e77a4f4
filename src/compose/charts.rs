//! Charts built straight from the consolidation.

use super::facts::share_of_plan;
use super::outlook::Outlook;
use super::sentences::{first_clause, percent, shorten};
use super::{Block, Chart, Series};
use crate::merge::{AgencyReport, FundingSummary, IndicatorSummary, ProgressSummary, Submission};
use crate::model::{Decimal, Status, Traced, percent_of};
use crate::plan::Node;
use crate::vietnamese::{format_decimal, format_integer};

/// Length of a category's name, in characters.
const NAME: usize = 60;

/// Shares of the states by group of tasks, stacked to the whole.
pub(super) fn tasks(outlook: &Outlook<'_>, caption: String) -> Vec<Block> {
    let groups = outlook.task_groups();
    if groups.is_empty() {
        return Vec::new();
    }
    type Count = fn(&ProgressSummary) -> usize;
    let states: [(&str, Count); 4] = [
        ("Hoàn thành", |point| point.counts.of(Status::Completed)),
        ("Đang thực hiện", |point| point.counts.of(Status::InProgress)),
        ("Chưa thực hiện", |point| point.counts.of(Status::NotStarted)),
        ("Chưa báo cáo", |point| *point.counts.no_report.value()),
    ];
    let wholes: Vec<usize> = groups
        .iter()
        .map(|(_, points)| states.iter().map(|(_, of)| points.iter().map(of).sum::<usize>()).sum())
        .collect();
    let series = states.map(|(name, of)| {
        let shares: Vec<Decimal> = groups
            .iter()
            .zip(&wholes)
            .map(|((_, points), &whole)| {
                let count: usize = points.iter().map(of).sum();
                percent_of(Decimal::from(count), Decimal::from(whole)).unwrap_or_default()
            })
            .collect();
        Series {
            name: name.to_owned(),
            values: shares.iter().map(double).collect(),
            labels: shares.iter().map(|share| percent(share.round_dp(1))).collect(),
        }
    });
    let name = |item: &Node| format!("{} {}", item.label, shorten(&first_clause(item.text()), NAME));
    let categories = groups.iter().map(|(item, _)| name(item)).collect();
    vec![chart(caption, categories, series.into(), true)]
}

/// What was allocated and spent in the lines that agencies fill in.
pub(super) fn funding(outlook: &Outlook<'_>, caption: String) -> Vec<Block> {
    let leaves: Vec<_> = outlook.consolidation.funding.iter().filter(|line| line.line.parts.is_empty()).collect();
    if leaves.is_empty() {
        return Vec::new();
    }
    let series = |name: &str, amounts: Vec<Decimal>| Series {
        name: name.to_owned(),
        values: amounts.iter().map(double).collect(),
        labels: amounts.iter().map(|amount| format_decimal(*amount)).collect(),
    };
    let allocated = leaves.iter().map(|line| *line.allocated.value()).collect();
    let spent = leaves.iter().map(|line| *line.spent.value()).collect();
    let categories = leaves.iter().map(|line| shorten(&line.line.name, NAME)).collect();
    vec![chart(caption, categories, vec![series("Dự toán giao", allocated), series("Đã thực hiện", spent)], false)]
}

/// Completion by point, from the highest to the lowest.
pub(super) fn completion(outlook: &Outlook<'_>, caption: String) -> Vec<Block> {
    let mut points: Vec<(&ProgressSummary, Decimal)> = outlook
        .consolidation
        .tasks
        .iter()
        .filter_map(|summary| Some((summary, *summary.completion.as_ref()?.value())))
        .collect();
    if points.is_empty() {
        return Vec::new();
    }
    points.sort_by_key(|(_, share)| std::cmp::Reverse(*share));
    let series = Series {
        name: "Tỷ lệ hoàn thành (%)".to_owned(),
        values: points.iter().map(|(_, share)| double(share)).collect(),
        labels: points.iter().map(|(_, share)| percent(*share)).collect(),
    };
    let categories = points.iter().map(|(summary, _)| summary.node.id.to_string()).collect();
    vec![chart(caption, categories, vec![series], false)]
}

/// How the submissions of each level stand, stacked.
pub(super) fn submissions(outlook: &Outlook<'_>, caption: String) -> Vec<Block> {
    let levels: Vec<_> =
        outlook.levels().into_iter().map(|level| (level.title, &outlook.agencies()[level.places])).collect();
    let states = [Submission::OnTime, Submission::Late, Submission::Missing, Submission::Rejected];
    let count = |state, reports: &[AgencyReport]| reports.iter().filter(|report| report.submission == state).count();
    let present = states.into_iter().filter(|state| outlook.consolidation.submissions(*state) > 0);
    let series: Vec<Series> = present
        .map(|state| {
            let counts: Vec<usize> = levels.iter().map(|(_, reports)| count(state, reports)).collect();
            Series {
                name: state.vietnamese().to_owned(),
                values: counts.iter().map(|&count| count as f64).collect(),
                labels: counts.into_iter().map(format_integer).collect(),
            }
        })
        .collect();
    if series.is_empty() {
        return Vec::new();
    }
    let categories = levels.iter().map(|(title, _)| (*title).to_owned()).collect();
    vec![chart(caption, categories, series, true)]
}

/// How far each indicator that has a plan reached it, in percent.
pub(super) fn indicators(outlook: &Outlook<'_>, caption: String) -> Vec<Block> {
    let shares: Vec<(&IndicatorSummary, Decimal)> = outlook
        .consolidation
        .indicators
        .iter()
        .filter_map(|summary| Some((summary, share_of_plan(summary)?)))
        .collect();
    if shares.is_empty() {
        return Vec::new();
    }
    let series = Series {
        name: "So với kế hoạch (%)".to_owned(),
        values: shares.iter().map(|(_, share)| double(share)).collect(),
        labels: shares.iter().map(|(_, share)| percent(*share)).collect(),
    };
    let categories = shares.iter().map(|(summary, _)| summary.indicator.id.to_string()).collect();
    vec![chart(caption, categories, vec![series], false)]
}

/// Funding by agency, of the lines that are no part of another: what was allocated and what was spent.
pub(super) fn funding_by_agency(outlook: &Outlook<'_>, caption: String) -> Vec<Block> {
    let lines = &outlook.consolidation.funding;
    let is_part = |line: &FundingSummary| lines.iter().any(|other| other.line.parts.contains(&line.line.id));
    let mut amounts = vec![[Decimal::ZERO; 2]; outlook.agencies().len()];
    for entry in lines.iter().filter(|line| !is_part(line)).flat_map(|line| &line.entries) {
        let Some([allocated, spent]) = amounts.get_mut(outlook.place(&entry.agency)) else { continue };
        let value = |field: &Option<Traced<Decimal>>| field.as_ref().map_or(Decimal::ZERO, |value| *value.value());
        *allocated += value(&entry.allocated);
        *spent += value(&entry.spent);
    }
    let shown: Vec<(usize, [Decimal; 2])> =
        amounts.into_iter().enumerate().filter(|(_, amounts)| amounts.iter().any(|amount| !amount.is_zero())).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let series = |name: &str, field: usize| Series {
        name: name.to_owned(),
        values: shown.iter().map(|(_, amounts)| double(&amounts[field])).collect(),
        labels: shown.iter().map(|(_, amounts)| format_decimal(amounts[field])).collect(),
    };
    let categories = shown.iter().map(|(place, _)| outlook.name(*place).to_owned()).collect();
    vec![chart(caption, categories, vec![series("Dự toán giao", 0), series("Đã thực hiện", 1)], false)]
}

/// Completion by agency: its share of completed among the points that are its tasks.
pub(super) fn completion_by_agency(outlook: &Outlook<'_>, caption: String) -> Vec<Block> {
    let mut counts = vec![[0_usize; 2]; outlook.agencies().len()];
    for entry in outlook.consolidation.tasks.iter().flat_map(|task| &task.entries) {
        let status = entry.record.status.as_ref().map(|status| *status.value());
        let Some([done, all]) = counts.get_mut(outlook.place(&entry.agency)) else { continue };
        *done += usize::from(status == Some(Status::Completed));
        *all += usize::from(status.is_some_and(|status| status != Status::NotApplicable));
    }
    let shares: Vec<(usize, [usize; 2], Decimal)> = (0..)
        .zip(counts)
        .filter_map(|(place, [done, all])| {
            Some((place, [done, all], percent_of(Decimal::from(done), Decimal::from(all))?))
        })
        .collect();
    if shares.is_empty() {
        return Vec::new();
    }
    let series = Series {
        name: "Tỷ lệ hoàn thành (%)".to_owned(),
        values: shares.iter().map(|(_, _, share)| double(share)).collect(),
        labels: shares.iter().map(|(_, [done, all], share)| format!("{} ({done}/{all})", percent(*share))).collect(),
    };
    let categories = shares.iter().map(|(place, _, _)| outlook.name(*place).to_owned()).collect();
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

/// For drawing only.
fn double(value: &Decimal) -> f64 {
    f64::try_from(*value).unwrap_or_default()
}
