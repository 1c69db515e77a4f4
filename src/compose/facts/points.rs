//! The points of the tasks, one by one, by group, and all together.

use std::cmp::Reverse;

use super::super::changes::in_words;
use super::super::fact::facts;
use super::super::lookup::Lookup;
use super::super::numbers::{Count, Printed, count, percent};
use super::super::sentences::{
    Mould, closed, contrast, excerpt, first_clause, join_and, kinds, progress, unfinished, with_share_of_reported,
};
use super::figures::{Indicator, indicators_of};
use super::statements::{Said, SaidInGroup, said_in_group};
use crate::merge::{Consolidation, Counts, ProgressSummary, number_of_points, registration};
use crate::model::{Decimal, Field, PlanId, Status, Traced};
use crate::plan::Node;
use crate::vietnamese::says_something;

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
        /// What bodies say at several of its points, told once for all of them.
        difficulties: Vec<Said>,
        proposals: Vec<Said>,
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
        /// What bodies owe: completed, in progress, not started and not reported.
        owing: Count,
        /// What they report on as their task: the same without what is not reported.
        reported: Count,
        /// Share of completed among what is owed: `63,46%`; empty where nothing is.
        completion: Printed,
        /// Share of completed among what is reported: `70,21%`; empty where nothing is.
        completion_of_reported: Printed,
        /// `1.337 lượt đã hoàn thành (54,13%; …), 680 lượt đang thực hiện, 147 lượt chưa thực hiện và 306 lượt chưa báo cáo`,
        /// without what is none.
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
        /// What is said at this point and at no other of its group.
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
        /// Share of completed among those that owe it: `63,46%`; empty where nobody does.
        completion: Printed,
        /// Bodies that have completed it.
        completed: Count,
        /// Bodies that owe it.
        owing: Count,
        /// Bodies that owe it and of which it is not known that they have completed it.
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
            owing: counts.owing().into(),
            reported: counts.reported().into(),
            completion_of_reported: counts.completion_of_reported().as_ref().map(percent).unwrap_or_default(),
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
        _ => {
            let share = with_share_of_reported(counts, completion, "lượt");
            format!("{} lượt đã hoàn thành ({share})", count(completed))
        }
    }];
    parts.extend(unfinished(counts, "lượt", &[Status::InProgress, Status::NotStarted]));
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
    let summaries: Vec<&ProgressSummary> = points.iter().collect();
    let [mut difficulties, mut proposals] =
        [Field::Difficulties, Field::Proposals].map(|field| said_in_group(lookup, &summaries, field));
    let point = |(place, summary)| {
        let said = [&mut difficulties, &mut proposals].map(|said| std::mem::take(&mut said.at_points[place]));
        point(lookup, summary, Mould::in_turn(place), said)
    };
    let points_told = points.iter().enumerate().map(point).collect();
    let [SaidInGroup { recurring: difficulties, .. }, SaidInGroup { recurring: proposals, .. }] =
        [difficulties, proposals];
    Group {
        id: item.id.to_string(),
        label: item.label.clone(),
        heading: first_clause(item.text()),
        title: item.text().to_owned(),
        picture: StateCounts::new(points),
        difficulties,
        proposals,
        points: points_told,
    }
}

/// A point, told in a mould, with the difficulties and the proposals that are its own.
fn point(lookup: &Lookup<'_>, summary: &ProgressSummary, mould: Mould, said: [Vec<Said>; 2]) -> Point {
    let [difficulties, proposals] = said;
    let results = results(lookup, summary);
    let (quoted, further) = results.split_at(results.len().min(QUOTED));
    Point {
        id: summary.node.id.to_string(),
        label: summary.node.label.clone(),
        heading: first_clause(summary.node.text()),
        text: summary.node.text().to_owned(),
        sentence: match contrast_of(lookup, summary) {
            Some(contrast) => format!("{} {contrast}", sentence(summary, lookup.consolidation, mould)),
            None => sentence(summary, lookup.consolidation, mould),
        },
        picture: StateCounts::new(std::slice::from_ref(summary)),
        indicators: indicators_of(lookup.consolidation, summary.node.id.as_str()),
        quotations: quoted.iter().map(|(place, result)| quotation(lookup, *place, result)).collect(),
        further: Traced::number(further.iter().map(|(_, result)| result.origin().clone()).collect()).into(),
        difficulties,
        proposals,
    }
}

/// The sentences over the counts of a node.
pub(super) fn sentence(summary: &ProgressSummary, consolidation: &Consolidation, mould: Mould) -> String {
    let mut sentence = progress(&summary.counts, mould);
    if let Some(comparison) = &consolidation.comparison
        && let Some(change) = comparison.progress(summary)
    {
        let change = in_words(Some(&change), comparison.earlier.year.into(), "%");
        sentence.push_str(&format!(" Tỷ lệ hoàn thành {change}."));
    }
    sentence
}

/// What stands out between the bodies that are no territories and the localities, by their shares of completed.
fn contrast_of(lookup: &Lookup<'_>, summary: &ProgressSummary) -> Option<String> {
    let by_place = lookup.by_place(&summary.entries);
    let owers = summary.expected.iter().map(|agency| lookup.place(agency));
    let (local, provincial): (Vec<usize>, Vec<usize>) = owers.partition(|place| lookup.is_territorial(*place));
    let kinds = kinds(local.iter().map(|place| lookup.name(*place)));
    let [provincial, local] = [provincial, local].map(|places| {
        let states = places.iter().map(|place| by_place.get(*place).copied().flatten()?.record.status());
        let states: Vec<Option<&Traced<Status>>> = states.collect();
        let silent = places.iter().zip(&states).filter(|(_, state)| state.is_none());
        let silent = silent.filter_map(|(place, _)| Some(registration(&lookup.agencies().get(*place)?.body.id)));
        Counts::new(states.iter().copied().flatten(), silent.collect())
    });
    let offices = Some(lookup.level_in_common()).filter(|level| !level.is_empty()).unwrap_or("cơ quan, đơn vị");
    contrast(offices, &provincial, &local, &kinds)
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

/// The points with the highest completion and with the lowest, and those nobody reported on. Only what at least half of those
/// that owe it have completed is among the best.
pub(super) fn mentions(lookup: &Lookup<'_>) -> [Vec<Mention>; 3] {
    let tasks = &lookup.consolidation.tasks;
    let owed = tasks.iter().filter_map(|summary| Some((summary, *summary.completion.as_ref()?.value())));
    let (mut ranked, unreported): (Vec<(&ProgressSummary, Decimal)>, Vec<_>) =
        owed.partition(|(summary, _)| *summary.counts.reported().value() > 0);
    // What a handful reports as its task says nothing about the province; where there are only handfuls, they have to do.
    let handful = lookup.agencies().len() / 10;
    let is_more = |summary: &ProgressSummary| *summary.counts.reported().value() > handful;
    if ranked.iter().any(|(summary, _)| is_more(summary)) {
        ranked.retain(|(summary, _)| is_more(summary));
    }
    ranked.sort_by_key(|(_, completion)| Reverse(*completion));
    // With few points, none is both among the best and among the weakest.
    let shown = MENTIONED.min(ranked.len() / 2);
    let half = Decimal::from(50);
    let best = ranked[..shown].iter().filter(|(_, completion)| *completion >= half);
    let best = best.map(|(summary, _)| mention(summary)).collect();
    let unfinished = ranked.iter().rev().filter(|(_, completion)| *completion < Decimal::ONE_HUNDRED);
    let weakest = unfinished.take(shown.max(1)).map(|(summary, _)| mention(summary)).collect();
    [best, weakest, unreported.into_iter().map(|(summary, _)| mention(summary)).collect()]
}

fn mention(summary: &ProgressSummary) -> Mention {
    Mention {
        id: summary.node.id.to_string(),
        heading: first_clause(summary.node.text()),
        reference: reference(&summary.node.id),
        completion: summary.completion.as_ref().map(percent).unwrap_or_default(),
        completed: summary.counts.bodies(Status::Completed).into(),
        owing: summary.counts.owing().into(),
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
