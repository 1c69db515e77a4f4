//! Extractions to a [`Consolidation`]: the plan's tree with every agency's entries, totals and completeness.

mod consolidation;
mod counts;
mod files;
mod missing;
mod senders;
mod totals;
mod versions;
mod year_comparison;

use std::sync::Arc;

pub use consolidation::{
    AgainstPlan, AgencyRemark, AgencyReport, Change, Consolidation, Entry, FileReport, FundingSummary,
    IndicatorSummary, MissingRows, Outcome, OutsideEntry, ProgressSummary, Rejection, Replacement, RowRange,
    Submission,
};
pub use counts::{Counts, number_of_bodies, number_of_points, registration};
pub use files::ReadFile;
pub use senders::Evidence;
pub use year_comparison::{Break, EarlierFunding, EarlierIndicator, EarlierYear, Pair, YearChange, YearComparison};

use rustc_hash::FxHashMap;

use crate::config::{Aliases, Body, Settings};
use crate::form::PlanColumn;
use crate::model::{AgencyId, PlanId};
use crate::plan::{Node, Role};

/// Consolidates the files of a year, given in the order of their paths.
pub fn consolidate(settings: Arc<Settings>, aliases: &Aliases, read: Vec<ReadFile>) -> Consolidation {
    let bodies = reporting_bodies(&settings);
    let senders = senders::SenderIndex::new(bodies.iter().collect(), &settings.report.issuer.place);
    let leads = leads_of(&settings, &senders);
    let mut sorted = files::sort(read, &settings, aliases, &bodies, &senders);
    let missing_rows = missing::find_missing(&mut sorted, &settings, &leads);
    Consolidation { missing_rows, ..totals::consolidate(&settings, &bodies, sorted, &leads) }
}

/// The body that leads each row of the catalogue.
pub fn catalogue_leads(settings: &Settings, bodies: &[Body]) -> FxHashMap<PlanId, AgencyId> {
    leads_of(settings, &senders::SenderIndex::new(bodies.iter().collect(), &settings.report.issuer.place))
}

/// The body that a row names in the column Đơn vị chủ trì, or else the issuer of the report.
fn leads_of(settings: &Settings, senders: &senders::SenderIndex<'_>) -> FxHashMap<PlanId, AgencyId> {
    let lead = |node: &Node| {
        let named = senders.by_name(PlanColumn::Lead.of(node)).map(|body| body.id.clone());
        named.unwrap_or_else(|| settings.report.issuer.agency.clone())
    };
    settings.plan.reported(Role::Catalogue).map(|node| (node.id.clone(), lead(node))).collect()
}

/// The bodies that `name` may mean, among those that have to report: by name, alias or territory, in any spelling.
pub fn agencies_named<'a>(consolidation: &'a Consolidation, name: &str) -> Vec<&'a AgencyReport> {
    let bodies = consolidation.agencies.iter().map(|report| &report.body).collect();
    let found = senders::SenderIndex::new(bodies, &consolidation.settings.report.issuer.place).places_named(name);
    found.into_iter().filter_map(|place| consolidation.agencies.get(place)).collect()
}

/// The bodies that have to report in the settings' year: those in force on its deadline and within its scope.
pub fn reporting_bodies(settings: &Settings) -> Vec<Body> {
    let scope = &settings.report.scope_groups;
    settings
        .registry
        .in_force(settings.report.deadline)
        .filter(|body| scope.is_empty() || body.group.is_empty() || scope.contains(&body.group))
        .cloned()
        .collect()
}
