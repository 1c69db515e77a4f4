//! Extractions to a [`Consolidation`]: the plan's tree with every agency's entries, totals and completeness.

mod consolidation;
mod files;
mod senders;
mod totals;
mod versions;

use std::sync::Arc;

pub use consolidation::{
    AgainstPlan, AgencyRemark, AgencyReport, Change, Consolidation, Counts, Fate, FileReport, FundingEntry,
    FundingSummary, IndicatorEntry, IndicatorSummary, OutsideEntry, ProgressEntry, ProgressSummary, Rejection,
    Submission,
};
pub use files::ReadFile;
pub use senders::Evidence;

use crate::config::{Aliases, Body, Settings};

/// Consolidates the files of a year, given in the order of their paths. Findings are left empty: `check` fills them.
pub fn consolidate(settings: Arc<Settings>, aliases: &Aliases, read: Vec<ReadFile>) -> Consolidation {
    let bodies = reporting_bodies(&settings);
    let senders = senders::SenderIndex::new(bodies.iter().collect());
    let sorted = files::sort(read, &settings, aliases, &bodies, &senders);
    let lead_of = |name: &str| senders.by_name(name).map(|body| body.id.clone());
    totals::consolidate(&settings, &bodies, sorted, &lead_of)
}

/// The bodies that `name` may mean, among those that have to report: by name, alias or territory, in any spelling.
pub fn agencies_named<'a>(consolidation: &'a Consolidation, name: &str) -> Vec<&'a AgencyReport> {
    let bodies = consolidation.agencies.iter().map(|report| &report.body).collect();
    let found = senders::SenderIndex::new(bodies).places_named(name);
    found.into_iter().filter_map(|place| consolidation.agencies.get(place)).collect()
}

/// The bodies that have to report in the settings' year: those in force on its deadline and within its scope.
fn reporting_bodies(settings: &Settings) -> Vec<Body> {
    let scope = &settings.report.scope_groups;
    settings
        .registry
        .in_force(settings.report.deadline)
        .filter(|body| scope.is_empty() || body.group.is_empty() || scope.contains(&body.group))
        .cloned()
        .collect()
}
