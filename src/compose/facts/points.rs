//! The points of the tasks, one by one, by group, and all together.

use std::cmp::Reverse;

use super::super::changes::in_words;
use super::super::fact::facts;
use super::super::lookup::Lookup;
use super::super::numbers::{Count, Printed, count, percent};
use super::super::sentences::{
    closed, contrast, excerpt, first_clause, join_and, kinds, progress, short_name, unfinished,
};
use super::super::shared::says_something;
use super::figures::{Indicator, indicators_of};
use super::statements::{Said, difficulties_at, proposals_at};
use crate::merge::{Consolidation, Counts, Entry, ProgressSummary, number_of_points};
use crate::model::{Decimal, Field, PlanId, Status, Traced};
use crate::plan::Node;

/// Provincial bodies whose own words are quoted at a point.
const QUOTED: usize = 3;
/// Length of a quotation in characters; the annex has all of it.
const QUOTATION: usize = 300;
/// Points named among the best and the weakest.
const MENTIONED: usize = 5;

facts! {
    /// A group of points: an item of the plan's tasks.
    pub(super) struct Group {
        id: String,
        /// `1.`
        label: String,
        /// The first clause of its title.
        heading: String,
        /// The whole title.
        title: String,
        picture: StateCounts,
        points: Vec<Point>,
    }
}

facts! {
    /// Counts over several points: each body counts once for each point.
    pub(super) struct StateCounts {
        points: Count,
        completed: Count,
        in_progress: Count,
        not_started: Count,
        not_applicable: Count,
        no_report: Count,
        /// Reports that the point is a task: completed, in progress, not started.
        applicable: Count,
        /// Share of completed among them: `70,21%`; empty where there are none.
        completion: Printed,
        /// `1.337 lượt đã hoàn thành (61,78%), 680 lượt đang thực hiện và 147 lượt chưa thực hiện`, without what is none.
        states: String,
    }
}

facts! {
    /// A point with what stands out.
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
        picture: StateCounts,
        indicators: Vec<Indicator>,
        /// What provincial bodies say, shortened.
        quotations: Vec<Quotation>,
        /// How many further provincial bodies say something; the annex has it.
        further: Count,
        difficulties: Vec<Said>,
        proposals: Vec<Said>,
    }
}

facts! {
    /// What one body says.
    pub(super) struct Quotation {
        agency: String,
        text: String,
    }
}

facts! {
    /// A point spoken of elsewhere.
    pub(super) struct Mention {
        id: String,
        /// The first clause of its text.
        heading: String,
        /// `điểm a mục 1`.
        reference: String,
        /// `70,21%`; empty where it is a task for none.
        completion: Printed,
        /// Bodies that have completed it.
        completed: Count,
        /// Bodies for which it is a task.
        applicable: Count,
        /// Bodies that have not completed it.
        remaining: Count,
    }
}

impl StateCounts {
    /// The counts of these points.
    pub(super) fn new(summaries: &[ProgressSummary]) -> Self {
        let counts = Counts::total(summaries.iter().map(|summary| &summary.counts));
        let completion = counts.completion().as_ref().map(percent).unwrap_or_default();
        let of = |status| Count::from(counts.bodies(status));
        Self {
            points: number_of_points(summaries).into(),
            completed: of(Status::Completed),
            in_progress: of(Status::InProgress),
            not_started: of(Status::NotStarted),
            not_applicable: of(Status::NotApplicable),
            no_report: Count::from(&counts.no_report),
            applicable: counts.applicable().into(),
            states: states(&counts, &completion),
            completion,
        }
    }
}

/// The states of several points in words; what is none is left out, but for the completed.
fn states(counts: &Counts, completion: &Printed) -> String {
    let completed = counts.bodies(Status::Completed);
    let mut parts = vec![match completed.value() {
        0 => "chưa có lượt nào hoàn thành".to_owned(),
        _ => format!("{} lượt đã hoàn thành ({completion})", count(completed)),
    }];
    parts.extend(unfinished(counts, "lượt"));
    join_and(&parts)
}

/// How many groups there are.
pub(super) fn number_of_groups(lookup: &Lookup<'_>) -> Traced<usize> {
    Traced::number(lookup.task_groups().iter().map(|(item, _)| item.origin()).collect())
}

/// The groups in the order of the plan.
pub(super) fn groups(lookup: &Lookup<'_>) -> Vec<Group> {
    lookup.task_groups().into_iter().map(|(item, points)| group(lookup, item, points)).collect()
}

fn group(lookup: &Lookup<'_>, item: &Node, points: &[ProgressSummary]) -> Group {
    Group {
        id: item.id.to_string(),
        label: item.label.clone(),
        heading: first_clause(item.text()),
        title: item.text().to_owned(),
        picture: StateCounts::new(points),
        points: points.iter().map(|summary| point(lookup, summary)).collect(),
    }
}

fn point(lookup: &Lookup<'_>, summary: &ProgressSummary) -> Point {
    let results = results(lookup, summary);
    let (quoted, further) = results.split_at(results.len().min(QUOTED));
    Point {
        id: summary.node.id.to_string(),
        label: summary.node.label.clone(),
        heading: first_clause(summary.node.text()),
        text: summary.node.text().to_owned(),
        sentence: match contrast_of(lookup, summary) {
            Some(contrast) => format!("{} {contrast}", sentence(summary, lookup.consolidation)),
            None => sentence(summary, lookup.consolidation),
        },
        picture: StateCounts::new(std::slice::from_ref(summary)),
        indicators: indicators_of(lookup.consolidation, summary.node.id.as_str()),
        quotations: quoted.iter().map(|(place, result)| quotation(lookup, *place, result)).collect(),
        further: Traced::number(further.iter().map(|(_, result)| result.origin().clone()).collect()).into(),
        difficulties: difficulties_at(lookup, summary),
        proposals: proposals_at(lookup, summary),
    }
}

/// The sentences over the counts of a node.
pub(super) fn sentence(summary: &ProgressSummary, consolidation: &Consolidation) -> String {
    let mut sentence = progress(&summary.counts, summary.completion.as_ref());
    if let Some(comparison) = &consolidation.comparison
        && let Some(change) = comparison.progress(summary)
    {
        let change = in_words(Some(&change), comparison.earlier.year.into(), "%");
        sentence.push_str(&format!(" Tỷ lệ hoàn thành {change}."));
    }
    sentence
}

/// What stands out between provincial bodies and localities, by their shares of completed.
fn contrast_of(lookup: &Lookup<'_>, summary: &ProgressSummary) -> Option<String> {
    let (local, provincial): (Vec<&Entry>, Vec<_>) =
        summary.entries.iter().partition(|entry| lookup.is_territorial(lookup.place(&entry.agency)));
    let kinds = kinds(local.iter().map(|entry| lookup.name(lookup.place(&entry.agency))));
    let [provincial, local] = [provincial, local].map(|entries| {
        // Who said nothing is left aside: the shares are of those who did.
        Counts::new(entries.into_iter().filter_map(|entry| entry.record.status()), Vec::new())
    });
    contrast(&provincial, &local, &kinds)
}

/// What provincial bodies say about a point, in the order of the registry, each with the place of the body.
fn results<'a>(lookup: &Lookup<'_>, summary: &'a ProgressSummary) -> Vec<(usize, &'a Traced<String>)> {
    let entries = summary.entries.iter().map(|entry| (lookup.place(&entry.agency), entry));
    entries
        .filter(|(place, _)| !lookup.is_territorial(*place))
        .filter_map(|(place, entry)| Some((place, entry.record.text(Field::Result)?)))
        .filter(|(_, result)| says_something(result.value()))
        .collect()
}

fn quotation(lookup: &Lookup<'_>, place: usize, result: &Traced<String>) -> Quotation {
    Quotation { agency: lookup.name(place).to_owned(), text: closed(&excerpt(result.value(), QUOTATION)) }
}

/// The points with the highest and with the lowest completion, and those nobody reported on.
pub(super) fn mentions(lookup: &Lookup<'_>) -> [Vec<Mention>; 3] {
    let tasks = &lookup.consolidation.tasks;
    let mut ranked: Vec<(&ProgressSummary, Decimal)> =
        tasks.iter().filter_map(|summary| Some((summary, *summary.completion.as_ref()?.value()))).collect();
    // The share of a handful says nothing about the province; where there are only handfuls, they have to do.
    let handful = lookup.agencies().len() / 10;
    let is_more = |summary: &ProgressSummary| *summary.counts.applicable().value() > handful;
    if ranked.iter().any(|(summary, _)| is_more(summary)) {
        ranked.retain(|(summary, _)| is_more(summary));
    }
    ranked.sort_by_key(|(_, completion)| Reverse(*completion));
    // With few points, none is both among the best and among the weakest.
    let shown = MENTIONED.min(ranked.len() / 2);
    let best = ranked[..shown].iter().map(|(summary, _)| mention(summary)).collect();
    let unfinished = ranked.iter().rev().filter(|(_, completion)| *completion < Decimal::ONE_HUNDRED);
    let weakest = unfinished.take(shown.max(1)).map(|(summary, _)| mention(summary)).collect();
    let unreported = tasks.iter().filter(|summary| *summary.counts.applicable().value() == 0).map(mention).collect();
    [best, weakest, unreported]
}

fn mention(summary: &ProgressSummary) -> Mention {
    Mention {
        id: summary.node.id.to_string(),
        heading: short_name(summary.node.text()),
        reference: reference(&summary.node.id),
        completion: summary.completion.as_ref().map(percent).unwrap_or_default(),
        completed: summary.counts.bodies(Status::Completed).into(),
        applicable: summary.counts.applicable().into(),
        remaining: summary.counts.remaining().into(),
    }
}

/// How an official text cites a point: `điểm a mục II.1`.
fn reference(id: &PlanId) -> String {
    match id.as_str().rsplit_once('.') {
        Some((item, letter)) if letter.chars().all(char::is_alphabetic) => format!("điểm {letter} mục {item}"),
        _ => format!("mục {id}"),
    }
}
