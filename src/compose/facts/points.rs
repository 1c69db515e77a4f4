//! The points of the tasks, one by one, by group, and all together.

use std::cmp::Reverse;

use serde::Serialize;

use super::super::changes::in_words;
use super::super::outlook::Outlook;
use super::super::sentences::{closed, contrast, count, excerpt, first_clause, join_and, kinds, percent, progress};
use super::super::shared::says_something;
use super::figures::{Indicator, indicators_of};
use super::statements::{Said, difficulties_at, proposals_at};
use crate::merge::{Consolidation, Counts, ProgressSummary};
use crate::model::{Decimal, PlanId, Status, percent_of};
use crate::plan::Node;

/// Provincial bodies whose own words are quoted at a point.
const QUOTED: usize = 3;
/// Length of a quotation in characters; the annex has all of it.
const QUOTATION: usize = 300;
/// Points named among the best and the weakest.
const MENTIONED: usize = 5;

/// A group of points: an item of the plan's tasks.
#[derive(Serialize)]
pub(super) struct Group {
    id: String,
    /// `1.`
    label: String,
    /// The first clause of its title.
    heading: String,
    /// The whole title.
    title: String,
    picture: Picture,
    points: Vec<Point>,
}

/// Counts over several points: each body counts once for each point.
#[derive(Serialize)]
pub(super) struct Picture {
    points: usize,
    completed: usize,
    in_progress: usize,
    not_started: usize,
    not_applicable: usize,
    no_report: usize,
    /// Reports that the point is a task: completed, in progress, not started.
    applicable: usize,
    /// Share of completed among them: `70,21%`; empty where there are none.
    completion: String,
    /// `1.337 lượt đã hoàn thành (61,78%), 680 lượt đang thực hiện và 147 lượt chưa thực hiện`, without what is none.
    states: String,
}

/// A point with what stands out.
#[derive(Serialize)]
pub(super) struct Point {
    id: String,
    /// `a)`
    label: String,
    /// The first clause of its text.
    heading: String,
    /// All of it.
    text: String,
    /// The province-wide picture.
    sentence: String,
    picture: Picture,
    indicators: Vec<Indicator>,
    /// What provincial bodies say, shortened.
    quotations: Vec<Quotation>,
    /// How many further provincial bodies say something; the annex has it.
    further: usize,
    difficulties: Vec<Said>,
    proposals: Vec<Said>,
}

/// What one body says.
#[derive(Serialize)]
pub(super) struct Quotation {
    agency: String,
    text: String,
}

/// A point spoken of elsewhere.
#[derive(Clone, Serialize)]
pub(super) struct Mention {
    id: String,
    /// The first clause of its text.
    heading: String,
    /// `điểm a mục 1`.
    reference: String,
    /// `70,21%`; empty where it is a task for none.
    completion: String,
    /// Bodies that have completed it.
    completed: usize,
    /// Bodies for which it is a task.
    applicable: usize,
    /// Bodies that have not completed it.
    remaining: usize,
}

impl Picture {
    /// The picture of these points.
    pub(super) fn new<'a>(summaries: impl IntoIterator<Item = &'a ProgressSummary>) -> Self {
        let mut points = 0;
        let mut by_status = [0; 4];
        let mut no_report = 0;
        for summary in summaries {
            points += 1;
            for status in Status::ALL {
                by_status[status as usize] += summary.counts.of(status);
            }
            no_report += *summary.counts.no_report.value();
        }
        let [completed, in_progress, not_started, not_applicable] = by_status;
        let applicable = completed + in_progress + not_started;
        let share = percent_of(Decimal::from(completed), Decimal::from(applicable));
        let completion = share.map_or_else(String::new, percent);
        Self {
            points,
            completed,
            in_progress,
            not_started,
            not_applicable,
            no_report,
            applicable,
            states: states([completed, in_progress, not_started], &completion),
            completion,
        }
    }
}

/// The states of several points in words; what is none is left out, but for the completed.
fn states([completed, in_progress, not_started]: [usize; 3], completion: &str) -> String {
    let mut parts = vec![match completed {
        0 => "chưa có lượt nào hoàn thành".to_owned(),
        some => format!("{} lượt đã hoàn thành ({completion})", count(some)),
    }];
    for (number, words) in [(in_progress, "đang thực hiện"), (not_started, "chưa thực hiện")] {
        if number > 0 {
            parts.push(format!("{} lượt {words}", count(number)));
        }
    }
    join_and(&parts)
}

/// The groups in the order of the plan.
pub(super) fn groups(outlook: &Outlook<'_>) -> Vec<Group> {
    outlook.task_groups().into_iter().map(|(item, points)| group(outlook, item, points)).collect()
}

fn group(outlook: &Outlook<'_>, item: &Node, points: &[ProgressSummary]) -> Group {
    Group {
        id: item.id.to_string(),
        label: item.label.clone(),
        heading: first_clause(item.text()),
        title: item.text().to_owned(),
        picture: Picture::new(points),
        points: points.iter().map(|summary| point(outlook, summary)).collect(),
    }
}

fn point(outlook: &Outlook<'_>, summary: &ProgressSummary) -> Point {
    let mut quotations = quotations(outlook, summary);
    let further = quotations.len().saturating_sub(QUOTED);
    quotations.truncate(QUOTED);
    Point {
        id: summary.node.id.to_string(),
        label: summary.node.label.clone(),
        heading: first_clause(summary.node.text()),
        text: summary.node.text().to_owned(),
        sentence: match contrast_of(outlook, summary) {
            Some(contrast) => format!("{} {contrast}", sentence(summary, outlook.consolidation)),
            None => sentence(summary, outlook.consolidation),
        },
        picture: Picture::new([summary]),
        indicators: indicators_of(outlook.consolidation, summary.node.id.as_str()),
        quotations,
        further,
        difficulties: difficulties_at(outlook, summary),
        proposals: proposals_at(outlook, summary),
    }
}

/// The sentences over the counts of a node.
pub(super) fn sentence(summary: &ProgressSummary, consolidation: &Consolidation) -> String {
    let mut sentence = progress(&summary.counts, summary.completion.as_ref().map(|completion| *completion.value()));
    if let Some(beside) = &consolidation.beside
        && let Some(change) = beside.progress(summary)
    {
        let change = in_words(Some(&change), beside.earlier.year, "%");
        sentence.push_str(&format!(" Tỷ lệ hoàn thành {change}."));
    }
    sentence
}

/// What stands out between provincial bodies and localities, by their shares of completed.
fn contrast_of(outlook: &Outlook<'_>, summary: &ProgressSummary) -> Option<String> {
    let (mut provincial, mut local) = ((0, 0), (0, 0));
    let mut places = Vec::new();
    for entry in &summary.entries {
        let status = entry.record.status.as_ref().map(|status| *status.value());
        let place = outlook.place(&entry.agency);
        let group = if outlook.is_territorial(place) {
            places.push(place);
            &mut local
        } else {
            &mut provincial
        };
        group.0 += usize::from(status == Some(Status::Completed));
        group.1 += usize::from(status.is_some_and(|status| status != Status::NotApplicable));
    }
    contrast(provincial, local, &kinds(places.into_iter().map(|place| outlook.name(place))))
}

/// What provincial bodies say about a point, in the order of the registry.
fn quotations(outlook: &Outlook<'_>, summary: &ProgressSummary) -> Vec<Quotation> {
    let entries = summary.entries.iter().filter(|entry| !outlook.is_territorial(outlook.place(&entry.agency)));
    entries
        .filter_map(|entry| {
            let result = entry.record.result.as_ref().filter(|result| says_something(result.value()))?;
            let agency = outlook.name(outlook.place(&entry.agency)).to_owned();
            Some(Quotation { agency, text: closed(&excerpt(result.value(), QUOTATION)) })
        })
        .collect()
}

/// The points with the highest and with the lowest completion, and those nobody reported on.
pub(super) fn mentions(outlook: &Outlook<'_>) -> [Vec<Mention>; 3] {
    let tasks = &outlook.consolidation.tasks;
    let mut ranked: Vec<(&ProgressSummary, Decimal)> =
        tasks.iter().filter_map(|summary| Some((summary, *summary.completion.as_ref()?.value()))).collect();
    // The share of a handful says nothing about the province; where there are only handfuls, they have to do.
    let handful = outlook.agencies().len() / 10;
    if ranked.iter().any(|(summary, _)| summary.counts.applicable() > handful) {
        ranked.retain(|(summary, _)| summary.counts.applicable() > handful);
    }
    ranked.sort_by_key(|(_, completion)| Reverse(*completion));
    // With few points, none is both among the best and among the weakest.
    let shown = MENTIONED.min(ranked.len() / 2);
    let best = ranked[..shown].iter().map(|(summary, _)| mention(summary)).collect();
    let unfinished = ranked.iter().rev().filter(|(_, completion)| *completion < Decimal::ONE_HUNDRED);
    let weakest = unfinished.take(shown.max(1)).map(|(summary, _)| mention(summary)).collect();
    let unreported = tasks.iter().filter(|summary| summary.counts.applicable() == 0).map(mention).collect();
    [best, weakest, unreported]
}

fn mention(summary: &ProgressSummary) -> Mention {
    Mention {
        id: summary.node.id.to_string(),
        heading: first_clause(summary.node.text()),
        reference: reference(&summary.node.id),
        completion: summary.completion.as_ref().map_or_else(String::new, |completion| percent(*completion.value())),
        completed: summary.counts.of(Status::Completed),
        applicable: summary.counts.applicable(),
        remaining: remaining(&summary.counts),
    }
}

fn remaining(counts: &Counts) -> usize {
    counts.of(Status::InProgress) + counts.of(Status::NotStarted)
}

/// How an official text cites a point: `điểm a mục II.1`.
fn reference(id: &PlanId) -> String {
    match id.as_str().rsplit_once('.') {
        Some((item, letter)) if letter.chars().all(char::is_alphabetic) => format!("điểm {letter} mục {item}"),
        _ => format!("mục {id}"),
    }
}
