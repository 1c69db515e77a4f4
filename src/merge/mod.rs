//! Extractions to a [`Consolidation`]: the plan's tree with every agency's entries, totals and completeness.

mod addressees;
mod against_plan;
mod consolidation;
mod counts;
mod doubts;
mod files;
mod indicator_totals;
mod judgement;
mod levels;
mod merged_rows;
mod missing;
mod plan_leads;
mod put_together;
mod requests;
mod senders;
#[cfg(test)]
mod senders_tests;
mod timeliness;
mod told_versions;
mod totals;
mod trend;
mod versions;
mod year_comparison;

use std::sync::Arc;

pub use addressees::Addressee;
pub use against_plan::{AgainstPlan, Coverage};
pub use consolidation::{
    AgencyNote, AgencyRemark, AgencyReport, Change, Consolidation, Entry, FileReport, FundingSummary, IndicatorSummary,
    MissingRows, Outcome, OutsideEntry, ProgressSummary, Rejection, Replacement, RowRange, Submission, UnusedAlias,
};
pub use counts::{Counts, number_of_bodies, number_of_points, registration};
pub use files::ReadFile;
pub use judgement::Judgement;
pub use levels::LevelCounts;
pub use merged_rows::Kept;
pub use plan_leads::kinds_named_together;
pub use requests::Request;
pub use senders::{Evidence, SenderDoubt};
pub use timeliness::{Assignment, Due, Timeliness, TimelinessCounts};
pub use told_versions::{ContestedValues, MergedVersions};
pub use trend::Trend;
pub use year_comparison::{Break, EarlierFunding, EarlierIndicator, EarlierYear, Pair, YearChange, YearComparison};

use crate::config::{Aliases, Body, Settings};
use crate::form::Leads;
use crate::paths::key_of_path;
use crate::vietnamese::{fold, folded_closeness};

/// Consolidates the files of a year, given in the order of their paths.
pub fn consolidate(settings: Arc<Settings>, aliases: &Aliases, read: Vec<ReadFile>) -> Consolidation {
    let bodies = reporting_bodies(&settings);
    let senders = senders::SenderIndex::new(bodies.clone(), &settings.report.issuer.place);
    let leads = plan_leads::leads_of(&settings, &bodies, &senders);
    let mut sorted = files::sort(read, &settings, aliases, &bodies, &senders);
    let unused_aliases = unused_aliases(aliases, &sorted.files);
    let missing_rows = missing::find_missing(&mut sorted, &settings, &leads);
    let year = totals::consolidate(&settings, &bodies, sorted, &leads);
    Consolidation { missing_rows, unused_aliases, requests: requests::requests(&year), ..year }
}

/// How many files are named for an answer that fits none.
const NEAREST: usize = 3;
/// From how alike a path is named as near, 0 to 1.
const NEAR: f64 = 0.5;

/// The answers for files that are not there, with the files that may be meant.
fn unused_aliases(aliases: &Aliases, files: &[FileReport]) -> Vec<UnusedAlias> {
    let unused = aliases.without_file(files.iter().map(|file| &*file.path)).into_iter();
    let nearest = |written: &str| {
        let wanted = key_of_path(written);
        let likeness = |path: &str| {
            let path = key_of_path(path);
            let name = path.rsplit('/').next().unwrap_or(&path);
            folded_closeness(&fold(&wanted), &fold(&path)).max(folded_closeness(&fold(&wanted), &fold(name)))
        };
        let alike = files.iter().map(|file| (likeness(&file.path), &file.path));
        let mut alike: Vec<(f64, &Arc<str>)> = alike.filter(|(likeness, _)| *likeness >= NEAR).collect();
        // The sort is stable: of files that are as like, the first by path comes first.
        alike.sort_by(|a, b| b.0.total_cmp(&a.0));
        alike.into_iter().take(NEAREST).map(|(_, path)| Arc::clone(path)).collect()
    };
    unused.map(|written| UnusedAlias { written: written.to_owned(), nearest: nearest(written) }).collect()
}

/// The bodies that lead the rows of the plan's tables, those of the catalogue among them.
pub fn catalogue_leads(settings: &Settings, bodies: &[Body]) -> Leads {
    let senders = senders::SenderIndex::new(bodies.to_vec(), &settings.report.issuer.place);
    plan_leads::leads_of(settings, bodies, &senders)
}

/// The bodies that `name` may mean, among those that have to report: by name, alias or territory, in any spelling.
pub fn agencies_named<'a>(consolidation: &'a Consolidation, name: &str) -> Vec<&'a AgencyReport> {
    let bodies = consolidation.agencies.iter().map(|report| report.body.clone()).collect();
    let found = senders::SenderIndex::new(bodies, &consolidation.settings.report.issuer.place).places_named(name);
    found.into_iter().filter_map(|place| consolidation.agencies.get(place)).collect()
}

/// The bodies that have to report in the settings' year: those in force on its deadline and within its scope.
pub fn reporting_bodies(settings: &Settings) -> Vec<Body> {
    settings.reporting_bodies()
}
