//! The duties: who has them now, and what became of them.

use rustc_hash::FxHashMap;

use super::super::fact::facts;
use super::super::lookup::Lookup;
use super::super::numbers::integer;
use super::super::sentences::{Mould, closed, excerpt, first_clause, join_names};
use super::points::sentence;
use super::statements::{Said, said_in_group};
use crate::merge::{ProgressSummary, kinds_named_together, registration};
use crate::model::{Field, PlanId, Status, Traced};
use crate::plan::{Node, Role};
use crate::vietnamese::fold;

/// Bodies that answer one by one; more are counted.
const ONE_BY_ONE: usize = 5;
/// Length of a body's words in characters; the annex has all of it.
const LENGTH: usize = 400;

facts! {
    /// An item of the duties: a body the plan addresses.
    pub(super) struct Item {
        id: String,
        /// `4.`
        label: String,
        /// The body as the plan names it.
        heading: String,
        /// Who has these duties now, where that is not the body the plan names; empty where it is.
        now: String,
        /// What many bodies say at several of its duties, told once for all of them.
        difficulties: Vec<Said>,
        proposals: Vec<Said>,
        duties: Vec<Duty>,
    }
}

facts! {
    /// A duty.
    pub(super) struct Duty {
        id: String,
        /// `a)`; empty for an item that has no points.
        label: String,
        /// The first clause of its text.
        heading: String,
        /// Its text, shortened, as a sentence.
        brief: String,
        /// All of its text.
        text: String,
        /// The counts, where many bodies have it; empty where they answer one by one.
        sentence: String,
        answers: Vec<Answer>,
        /// What is said at this duty and at no other of its item, where many bodies have it.
        difficulties: Vec<Said>,
        proposals: Vec<Said>,
    }
}

facts! {
    /// What one body says about its duty.
    pub(super) struct Answer {
        agency: String,
        /// `hoàn thành`; empty where it gives none.
        status: String,
        /// Its words; empty where it has none.
        text: String,
        /// Whether it says anything.
        reported: bool,
    }
}

/// The items in the order of the plan.
pub(super) fn items(lookup: &Lookup<'_>) -> Vec<Item> {
    let consolidation = lookup.consolidation;
    let summaries: FxHashMap<&PlanId, &ProgressSummary> =
        consolidation.duties.iter().map(|summary| (&summary.node.id, summary)).collect();
    let items = consolidation.settings.plan.items(Role::Duties);
    items.map(|item| self::item(lookup, item, &summaries)).collect()
}

fn item(lookup: &Lookup<'_>, item: &Node, summaries: &FxHashMap<&PlanId, &ProgressSummary>) -> Item {
    let of_item: Vec<&ProgressSummary> = item.walk().filter_map(|node| summaries.get(&node.id).copied()).collect();
    let heading = first_clause(item.text());
    let many: Vec<&ProgressSummary> = of_item.iter().copied().filter(|summary| has_many(summary)).collect();
    let [difficulties, proposals] =
        [Field::Difficulties, Field::Proposals].map(|field| said_in_group(lookup, &many, field));
    let mut own = difficulties.at_points.into_iter().zip(proposals.at_points);
    let duty = |summary: &ProgressSummary| {
        let said = if has_many(summary) { own.next() } else { None };
        duty(lookup, summary, summary.node.id == item.id, said.unwrap_or_default())
    };
    let duties = of_item.iter().copied().map(duty).collect();
    Item {
        id: item.id.to_string(),
        label: item.label.clone(),
        now: holders(lookup, &of_item, &heading),
        heading,
        difficulties: difficulties.recurring,
        proposals: proposals.recurring,
        duties,
    }
}

/// Who has the duties of an item now; empty where that is who the plan names.
fn holders(lookup: &Lookup<'_>, duties: &[&ProgressSummary], named: &str) -> String {
    let mut places: Vec<usize> =
        duties.iter().flat_map(|duty| &duty.expected).map(|agency| lookup.place(agency)).collect();
    places.sort_unstable();
    places.dedup();
    let is_named = |place: &usize| fold(lookup.name(*place)) == fold(named);
    match places.as_slice() {
        [] => String::new(),
        [one] if is_named(one) => String::new(),
        [_, _, ..] if are_named_together(lookup, &places, named) => String::new(),
        few if few.len() <= ONE_BY_ONE => {
            join_names(&few.iter().map(|&place| lookup.name(place).to_owned()).collect::<Vec<_>>())
        }
        many => {
            let level = lookup.levels().into_iter().find(|level| level.places.contains(&many[0]));
            let bodies = many.iter().filter_map(|&place| lookup.agencies().get(place));
            let bodies = Traced::number(bodies.map(|report| registration(&report.body.id)).collect());
            format!("{} đơn vị ({})", integer(&bodies), level.map_or("", |level| level.title))
        }
    }
}

/// Whether the plan names these bodies by their kinds: `Các trường học`.
fn are_named_together(lookup: &Lookup<'_>, places: &[usize], named: &str) -> bool {
    let kinds = kinds_named_together(named);
    places.iter().all(|place| lookup.agencies().get(*place).is_some_and(|report| kinds.contains(&report.body.kind)))
}

/// Whether a duty is that of more bodies than answer one by one.
fn has_many(summary: &ProgressSummary) -> bool {
    summary.expected.len() > ONE_BY_ONE
}

/// A duty, with the difficulties and the proposals that are its own.
fn duty(
    lookup: &Lookup<'_>,
    summary: &ProgressSummary,
    is_item: bool,
    (difficulties, proposals): (Vec<Said>, Vec<Said>),
) -> Duty {
    let many = has_many(summary);
    let text = text_of(&summary.node, is_item);
    Duty {
        id: summary.node.id.to_string(),
        label: if is_item { String::new() } else { summary.node.label.clone() },
        heading: first_clause(&text),
        brief: closed(&excerpt(&text, LENGTH)),
        text,
        sentence: if many { sentence(summary, lookup.consolidation, Mould::Completed) } else { String::new() },
        answers: if many { Vec::new() } else { answers(lookup, summary) },
        difficulties,
        proposals,
    }
}

/// What a duty asks. The heading of an item names the body; the duty stands below it, or in the heading after a colon.
fn text_of(node: &Node, is_item: bool) -> String {
    if !is_item {
        return node.text().to_owned();
    }
    if !node.paragraphs.is_empty() {
        return node.paragraphs.join(" ");
    }
    node.title.split_once(": ").map_or_else(String::new, |(_, duty)| duty.to_owned())
}

fn answers(lookup: &Lookup<'_>, summary: &ProgressSummary) -> Vec<Answer> {
    let by_place = lookup.by_place(&summary.entries);
    summary
        .expected
        .iter()
        .map(|agency| {
            let place = lookup.place(agency);
            let record = by_place.get(place).copied().flatten().map(|entry| &entry.record);
            let status = record.and_then(|record| record.status()).map(|status| *status.value());
            let result = record.and_then(|record| record.text(Field::Result));
            let text = result.map_or_else(String::new, |result| closed(&excerpt(result.value(), LENGTH)));
            Answer {
                agency: lookup.name(place).to_owned(),
                status: status.map(Status::vietnamese).unwrap_or_default().to_lowercase(),
                reported: status.is_some() || !text.is_empty(),
                text,
            }
        })
        .collect()
}
