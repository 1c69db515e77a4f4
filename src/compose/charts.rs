//! Charts built straight from the consolidation.

use super::outlook::Outlook;
use super::sentences::{first_clause, percent, shorten};
use super::{Block, Chart, Series};
use crate::merge::ProgressSummary;
use crate::model::{Decimal, Status, percent_of};
use crate::plan::Node;
use crate::vietnamese::format_decimal;

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
