//! Difficulties and proposals, each said once.

use rustc_hash::FxHashMap;

use super::super::fact::facts;
use super::super::lookup::Lookup;
use super::super::numbers::{Count, count};
use super::super::sentences::{continued, excerpt, join_and, join_names, kinds};
use super::super::shared::{Speaker, Statement, group, group_difficulties, number_of_speakers};
use crate::config::{Edition, Level};
use crate::merge::{ProgressSummary, Request};
use crate::model::{Field, Traced};
use crate::vietnamese::{CauseKind, ToldCause, tone_key};

/// Provincial bodies that are named; more are counted.
const NAMED: usize = 2;
/// Statements listed for a point.
const AT_A_POINT: usize = 3;
/// Statements listed for a group of points, of those made at several of them.
const AT_SEVERAL: usize = 8;
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
        /// At which points of a group it is made, where it is not made at all of them: `điểm a, b và đ`.
        points: String,
        /// The causes that they tell of it, by whose doing they are: `nguyên nhân khách quan: …; nguyên nhân chủ quan: …`.
        causes: String,
    }
}

/// What bodies say at the points of a group.
pub(super) struct SaidInGroup {
    /// What is said at several points, the most frequent first.
    pub(super) recurring: Vec<Said>,
    /// By the place of the point, what is said there alone.
    pub(super) at_points: Vec<Vec<Said>>,
}

facts! {
    /// What bodies propose, by whom they ask it of.
    pub(super) struct Proposals {
        /// To all that are named, in the order of their rank; last what does not tell to whom.
        groups: Vec<ProposalGroup>,
        /// Those among them that this edition is addressed to.
        own: Vec<ProposalGroup>,
    }
}

facts! {
    /// What one body is asked.
    pub(super) struct ProposalGroup {
        /// Whom it is asked of: `Sở Tài chính`; empty where the words do not tell.
        name: String,
        /// The most frequent.
        said: Vec<Said>,
        /// How many further ones only the annex has.
        further: Count,
    }
}

/// The difficulties most bodies speak of, over the whole plan.
pub(super) fn difficulties(lookup: &Lookup<'_>) -> Vec<Said> {
    let groups = group_difficulties(texts(lookup, lookup.consolidation.progress(), Field::Difficulties));
    groups.iter().take(PROVINCE_WIDE).map(|statement| said(lookup, statement)).collect()
}

/// What is said in a field at the points of a group: once for the group where it recurs, at its point where it does not.
pub(super) fn said_in_group(lookup: &Lookup<'_>, points: &[&ProgressSummary], field: Field) -> SaidInGroup {
    let at_point = |summary| group_field(texts(lookup, std::iter::once(summary), field), field);
    let at_points: Vec<Vec<Statement<'_>>> = points.iter().copied().map(at_point).collect();
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (place, statements) in at_points.iter().enumerate() {
        for statement in statements {
            places.entry(tone_key(&statement.text)).or_default().push(place);
        }
    }
    let places_of = |statement: &Statement<'_>| places.get(&tone_key(&statement.text)).map_or(&[][..], Vec::as_slice);
    let recurring = group_field(texts(lookup, points.iter().copied(), field), field);
    let recurring = recurring.iter().filter(|statement| places_of(statement).len() > 1).take(AT_SEVERAL);
    let told = |statement: &Statement<'_>| Said {
        points: points_in_words(places_of(statement).iter().map(|place| points[*place]), points.len()),
        ..said(lookup, statement)
    };
    let own = |statements: &Vec<Statement<'_>>| {
        let own = statements.iter().filter(|statement| places_of(statement).len() == 1);
        own.take(AT_A_POINT).map(|statement| said(lookup, statement)).collect()
    };
    SaidInGroup { recurring: recurring.map(told).collect(), at_points: at_points.iter().map(own).collect() }
}

/// `điểm a, b và đ`; nothing where these are all. Points that have no letter are named by their place in the plan.
fn points_in_words<'a>(points: impl ExactSizeIterator<Item = &'a ProgressSummary>, all: usize) -> String {
    if points.len() == all {
        return String::new();
    }
    let last = |summary: &ProgressSummary| {
        let id = summary.node.id.as_str();
        let letter = id.rsplit('.').next().filter(|part| part.chars().all(char::is_alphabetic));
        letter.unwrap_or(id).to_owned()
    };
    format!("điểm {}", join_and(&points.map(last).collect::<Vec<_>>()))
}

impl Proposals {
    pub(super) fn new(lookup: &Lookup<'_>, edition: &Edition) -> Self {
        let (settings, requests) = (&lookup.consolidation.settings, &lookup.consolidation.requests);
        let groups: Vec<&[Request]> = requests.chunk_by(|a, b| a.addressee == b.addressee).collect();
        let own = groups.iter().filter(|group| group[0].addressee.is_one_of(settings, &edition.addressees));
        Self {
            own: own.map(|group| proposals_to(lookup, group)).collect(),
            groups: groups.iter().map(|group| proposals_to(lookup, group)).collect(),
        }
    }
}

fn proposals_to(lookup: &Lookup<'_>, requests: &[Request]) -> ProposalGroup {
    let (shown, further) = requests.split_at(requests.len().min(PROVINCE_WIDE));
    let said = shown.iter().map(|request| {
        let bodies = request.from.iter().map(|(agency, origin)| Speaker { place: lookup.place(agency), origin });
        said(lookup, &Statement { text: request.text.clone(), bodies: bodies.collect(), causes: Vec::new() })
    });
    ProposalGroup {
        name: requests[0].addressee.name(&lookup.consolidation.settings).unwrap_or_default(),
        said: said.collect(),
        // Each further request counts for the body that makes it first.
        further: Traced::number(further.iter().filter_map(|one| Some(one.from.first()?.1.clone())).collect()).into(),
    }
}

/// Statements in a field, each once.
fn group_field<'a>(texts: impl Iterator<Item = (usize, &'a Traced<String>)>, field: Field) -> Vec<Statement<'a>> {
    if field == Field::Difficulties { group_difficulties(texts) } else { group(texts) }
}

/// The causes of a difficulty in words: by whose doing they are, a few of each kind; the annex has all.
fn causes_in_words(causes: &[ToldCause]) -> String {
    const OF_A_KIND: usize = 3;
    let kinds = [CauseKind::Objective, CauseKind::Subjective, CauseKind::Unsaid];
    let told = kinds.into_iter().filter_map(|kind| {
        let of_kind = causes.iter().filter(|cause| cause.kind == kind).take(OF_A_KIND);
        let words: Vec<String> = of_kind.map(|cause| continued(&excerpt(&cause.words, LENGTH))).collect();
        (!words.is_empty()).then(|| format!("{}: {}", kind.vietnamese(), words.join(", ")))
    });
    told.collect::<Vec<_>>().join("; ")
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
        points: String::new(),
        causes: causes_in_words(&statement.causes),
    }
}

/// What bodies that are no territories are called together.
fn offices(lookup: &Lookup<'_>, bodies: &[Speaker<'_>]) -> &'static str {
    let is_provincial = |body: &Speaker<'_>| {
        lookup.agencies().get(body.place).is_some_and(|report| report.body.level == Level::Province)
    };
    if bodies.iter().all(is_provincial) { "sở, ban, ngành" } else { "cơ quan, đơn vị" }
}

/// Other bodies than territories by name where they are few, localities by their number: `Sở Nội vụ và 03 xã, phường`.
fn who(lookup: &Lookup<'_>, bodies: &[Speaker<'_>]) -> String {
    let (local, provincial): (Vec<Speaker<'_>>, Vec<Speaker<'_>>) =
        bodies.iter().partition(|body| lookup.is_territorial(body.place));
    if provincial.is_empty() && local.len() == 1 {
        return lookup.name(local[0].place).to_owned();
    }
    let mut parts: Vec<String> = match provincial.len() {
        0 => Vec::new(),
        1..=NAMED => provincial.iter().map(|body| lookup.name(body.place).to_owned()).collect(),
        _ => vec![format!("{} {}", count(&number_of_speakers(&provincial)), offices(lookup, &provincial))],
    };
    if !local.is_empty() {
        let kinds = kinds(local.iter().map(|body| lookup.name(body.place)));
        parts.push(format!("{} {kinds}", count(&number_of_speakers(&local))));
    }
    join_names(&parts)
}
