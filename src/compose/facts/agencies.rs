//! Who reported.

use super::super::fact::facts;
use super::super::lookup::Lookup;
use super::super::numbers::{Count, Printed, percent};
use super::super::sentences::join_names;
use crate::merge::{AgencyReport, Submission, number_of_bodies};
use crate::model::{Field, Origin, Traced};
use crate::vietnamese::says_something;

/// More names than these stand in an annex, not in the text.
const NAMED: usize = 10;

facts! {
    /// How many bodies had to report, and how they did.
    pub(super) struct Agencies {
        /// Bodies that had to report.
        total: Count,
        /// Bodies whose figures count.
        reported: Count,
        /// Their share: `95,24%`.
        reported_share: Printed,
        on_time: Count,
        late: Group,
        missing: Group,
        rejected: Group,
        /// Missing and rejected: bodies of which nothing is in the totals.
        unreported: Count,
        /// Văn bản, sản phẩm that bodies name, one for each point where they do.
        documents: Count,
        /// Bodies that name any.
        documented: Count,
        /// Bodies by level, with how many of each had to report and reported.
        levels: Vec<LevelCount>,
        /// Of what level the bodies are that are no territories, as it follows the word for them: `cấp tỉnh`. Empty where
        /// they are of several.
        level_in_common: &'static str,
    }
}

facts! {
    /// Bodies whose submissions stand alike.
    struct Group {
        count: Count,
        /// Their names; empty where they are too many to name in the text.
        names: String,
    }
}

facts! {
    struct LevelCount {
        title: &'static str,
        total: Count,
        reported: Count,
    }
}

impl Agencies {
    pub(super) fn new(lookup: &Lookup<'_>) -> Self {
        let group = |submission| Group::new(lookup, submission);
        let (total, reported) = (number_of_bodies(lookup.agencies()), reported(lookup.agencies()));
        let levels = lookup.levels().into_iter().map(|level| {
            let of_level = &lookup.agencies()[level.places];
            let (total, reported) = (number_of_bodies(of_level), self::reported(of_level));
            LevelCount { title: level.title, total: total.into(), reported: reported.into() }
        });
        let [documents, documented] = documents(lookup);
        Self {
            documents: documents.into(),
            documented: documented.into(),
            reported_share: Traced::ratio(&reported, &total).as_ref().map(percent).unwrap_or_default(),
            total: total.into(),
            reported: reported.into(),
            on_time: lookup.consolidation.submissions(Submission::OnTime).into(),
            late: group(Submission::Late),
            missing: group(Submission::Missing),
            rejected: group(Submission::Rejected),
            unreported: lookup.consolidation.bodies(|report| !report.is_counted()).into(),
            levels: levels.collect(),
            level_in_common: lookup.level_in_common(),
        }
    }
}

/// How many of these bodies have figures that count.
fn reported(reports: &[AgencyReport]) -> Traced<usize> {
    number_of_bodies(reports.iter().filter(|report| report.is_counted()))
}

/// How often bodies name documents, and how many bodies do.
fn documents(lookup: &Lookup<'_>) -> [Traced<usize>; 2] {
    let by_agency = lookup.entries_by_agency();
    let named = by_agency.iter().map(|entries| {
        let documents = entries.iter().filter_map(|(_, entry)| entry.record.text(Field::Documents));
        let documents = documents.filter(|text| says_something(text.value()));
        documents.map(|text| text.origin().clone()).collect::<Vec<Origin>>()
    });
    let named: Vec<Vec<Origin>> = named.collect();
    // A body counts for the first document it names.
    let bodies = named.iter().filter_map(|documents| documents.first().cloned()).collect();
    [named.into_iter().flatten().collect(), bodies].map(Traced::number)
}

impl Group {
    fn new(lookup: &Lookup<'_>, submission: Submission) -> Self {
        let names: Vec<String> = lookup
            .agencies()
            .iter()
            .filter(|report| report.submission == submission)
            .map(|report| report.body.name.clone())
            .collect();
        let shown = if names.len() > NAMED { String::new() } else { join_names(&names) };
        Self { count: lookup.consolidation.submissions(submission).into(), names: shown }
    }
}
