//! Who reported.

use serde::Serialize;

use super::super::outlook::Outlook;
use super::super::sentences::{join_names, percent};
use super::super::shared::says_something;
use crate::merge::Submission;
use crate::model::{Decimal, percent_of};

/// More names than these stand in an annex, not in the text.
const NAMED: usize = 10;

/// How many bodies had to report, and how they did.
#[derive(Serialize)]
pub(super) struct Agencies {
    /// Bodies that had to report.
    total: usize,
    /// Bodies whose figures count.
    reported: usize,
    /// Their share: `95,24%`.
    reported_share: String,
    on_time: usize,
    late: Group,
    missing: Group,
    rejected: Group,
    /// Văn bản, sản phẩm that bodies name, one for each point where they do.
    documents: usize,
    /// Bodies that name any.
    documented: usize,
    /// Bodies by level, with how many of each had to report and reported.
    levels: Vec<LevelCount>,
}

/// Bodies whose submissions stand alike.
#[derive(Serialize)]
struct Group {
    count: usize,
    /// Their names; empty where they are too many to name in the text.
    names: String,
}

#[derive(Serialize)]
struct LevelCount {
    title: &'static str,
    total: usize,
    reported: usize,
}

impl Agencies {
    pub(super) fn new(outlook: &Outlook<'_>) -> Self {
        let agencies = outlook.agencies();
        let group = |submission| Group::new(outlook, submission);
        let reported = agencies.iter().filter(|report| report.submission.is_counted()).count();
        let levels = outlook.levels().into_iter().map(|level| {
            let of_level = &agencies[level.places];
            let reported = of_level.iter().filter(|report| report.submission.is_counted()).count();
            LevelCount { title: level.title, total: of_level.len(), reported }
        });
        let [documents, documented] = documents(outlook);
        Self {
            documents,
            documented,
            total: agencies.len(),
            reported,
            reported_share: percent_of(Decimal::from(reported), Decimal::from(agencies.len()))
                .map_or_else(String::new, percent),
            on_time: outlook.consolidation.submissions(Submission::OnTime),
            late: group(Submission::Late),
            missing: group(Submission::Missing),
            rejected: group(Submission::Rejected),
            levels: levels.collect(),
        }
    }
}

/// How often bodies name documents, and how many bodies do.
fn documents(outlook: &Outlook<'_>) -> [usize; 2] {
    let by_agency = outlook.entries_by_agency();
    let counts = by_agency.iter().map(|entries| {
        entries
            .iter()
            .filter(|(_, entry)| entry.record.documents.as_ref().is_some_and(|text| says_something(text.value())))
            .count()
    });
    counts.fold([0, 0], |[all, bodies], count| [all + count, bodies + usize::from(count > 0)])
}

impl Group {
    fn new(outlook: &Outlook<'_>, submission: Submission) -> Self {
        let names: Vec<String> = outlook
            .agencies()
            .iter()
            .filter(|report| report.submission == submission)
            .map(|report| report.body.name.clone())
            .collect();
        let shown = if names.len() > NAMED { String::new() } else { join_names(&names) };
        Self { count: names.len(), names: shown }
    }
}
