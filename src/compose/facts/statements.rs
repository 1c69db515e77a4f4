//! Difficulties and proposals, each said once.

use super::super::fact::facts;
use super::super::lookup::Lookup;
use super::super::numbers::{Count, count};
use super::super::sentences::{continued, excerpt, join_names, kinds};
use super::super::shared::{Speaker, Statement, group, number_of_speakers};
use crate::merge::ProgressSummary;
use crate::model::{Field, Traced};

/// Provincial bodies that are named; more are counted.
const NAMED: usize = 2;
/// Statements listed for a point.
const AT_A_POINT: usize = 3;
/// Statements listed for the province.
const PROVINCE_WIDE: usize = 8;
/// Length of a statement in the text, in characters; the annex has all of it.
const LENGTH: usize = 300;

facts! {
    /// A statement with who makes it.
    pub(super) struct Said {
        /// Its words, without the full stop.
        text: String,
        /// The same as it goes on inside a sentence, its first letter small.
        continued: String,
        /// How many bodies make it.
        count: Count,
        /// The provincial bodies by name where they are few, the localities by their number: `Sở Nội vụ và 03 xã, phường`.
        who: String,
    }
}

facts! {
    /// What bodies propose.
    pub(super) struct Proposals {
        /// Of all bodies, the most frequent.
        all: Vec<Said>,
        /// Of provincial bodies, all of them.
        provincial: Vec<Said>,
        /// Of districts and communes, the most frequent.
        territorial: Vec<Said>,
        /// How many further ones of districts and communes only the annex has.
        further: Count,
    }
}

/// The difficulties most bodies speak of, over the whole plan.
pub(super) fn difficulties(lookup: &Lookup<'_>) -> Vec<Said> {
    let groups = group(texts(lookup, lookup.consolidation.progress(), Field::Difficulties));
    groups.iter().take(PROVINCE_WIDE).map(|statement| said(lookup, statement)).collect()
}

/// The difficulties of one node of the plan.
pub(super) fn difficulties_at(lookup: &Lookup<'_>, summary: &ProgressSummary) -> Vec<Said> {
    let groups = group(texts(lookup, std::iter::once(summary), Field::Difficulties));
    groups.iter().take(AT_A_POINT).map(|statement| said(lookup, statement)).collect()
}

/// The proposals at one node of the plan.
pub(super) fn proposals_at(lookup: &Lookup<'_>, summary: &ProgressSummary) -> Vec<Said> {
    let groups = group(texts(lookup, std::iter::once(summary), Field::Proposals));
    groups.iter().take(AT_A_POINT).map(|statement| said(lookup, statement)).collect()
}

impl Proposals {
    pub(super) fn new(lookup: &Lookup<'_>) -> Self {
        let all = group(texts(lookup, lookup.consolidation.progress(), Field::Proposals));
        let of = |territorial: bool| {
            let all = texts(lookup, lookup.consolidation.progress(), Field::Proposals);
            group(all.filter(|(place, _)| lookup.is_territorial(*place) == territorial))
        };
        let territorial = of(true);
        let shown = territorial.len().min(PROVINCE_WIDE);
        Self {
            all: all.iter().take(PROVINCE_WIDE).map(|statement| said(lookup, statement)).collect(),
            provincial: of(false).iter().map(|statement| said(lookup, statement)).collect(),
            territorial: territorial[..shown].iter().map(|statement| said(lookup, statement)).collect(),
            // Each further statement counts for the body that makes it first.
            further: number_of_speakers(territorial[shown..].iter().filter_map(|one| one.bodies.first())).into(),
        }
    }
}

/// One field of all entries, with the place of the body.
fn texts<'a>(
    lookup: &'a Lookup<'_>,
    summaries: impl Iterator<Item = &'a ProgressSummary>,
    field: Field,
) -> impl Iterator<Item = (usize, &'a Traced<String>)> {
    summaries
        .flat_map(|summary| &summary.entries)
        .filter_map(move |entry| Some((lookup.place(&entry.agency), entry.record.text(field)?)))
}

fn said(lookup: &Lookup<'_>, statement: &Statement<'_>) -> Said {
    let text = excerpt(&statement.text, LENGTH);
    Said {
        continued: continued(&text),
        text,
        count: number_of_speakers(&statement.bodies).into(),
        who: who(lookup, &statement.bodies),
    }
}

/// Provincial bodies by name where they are few, localities by their number: `Sở Nội vụ và 03 xã, phường`.
fn who(lookup: &Lookup<'_>, bodies: &[Speaker<'_>]) -> String {
    let (local, provincial): (Vec<Speaker<'_>>, Vec<Speaker<'_>>) =
        bodies.iter().partition(|body| lookup.is_territorial(body.place));
    if provincial.is_empty() && local.len() == 1 {
        return lookup.name(local[0].place).to_owned();
    }
    let mut parts: Vec<String> = match provincial.len() {
        0 => Vec::new(),
        1..=NAMED => provincial.iter().map(|body| lookup.name(body.place).to_owned()).collect(),
        _ => vec![format!("{} sở, ban, ngành", count(&number_of_speakers(&provincial)))],
    };
    if !local.is_empty() {
        let kinds = kinds(local.iter().map(|body| lookup.name(body.place)));
        parts.push(format!("{} {kinds}", count(&number_of_speakers(&local))));
    }
    join_names(&parts)
}
