//! Tables of the form that are in none of a body's files.

use rustc_hash::FxHashMap;

use super::consolidation::AgencyRemark;
use super::files::Sorted;
use crate::config::{Body, Settings};
use crate::extract::{Remark, RemarkKind};
use crate::form::TableKind;
use crate::model::{AgencyId, PlanId};
use crate::plan::Role;

/// Adds a remark for each table that a body should have sent and of which no row is in the files that count. A body none
/// of whose files count has other troubles.
pub(super) fn remark_on_missing_tables(sorted: &mut Sorted, settings: &Settings, leads: &FxHashMap<PlanId, AgencyId>) {
    for (report, counted) in sorted.agencies.iter().zip(&sorted.counted) {
        if counted.is_empty() {
            continue;
        }
        for table in expected_tables(&report.body, settings, leads) {
            if !counted.iter().any(|(file, _)| file.tables_seen.contains(&table)) {
                let remark = Remark {
                    kind: RemarkKind::MissingTable,
                    cells: Vec::new(),
                    field: String::new(),
                    row: String::new(),
                    found: table.sheet().to_owned(),
                    read_as: String::new(),
                };
                sorted.remarks.push(AgencyRemark { agency: report.body.id.clone(), remark });
            }
        }
    }
}

/// The tables of the form of a body.
fn expected_tables(body: &Body, settings: &Settings, leads: &FxHashMap<PlanId, AgencyId>) -> Vec<TableKind> {
    let indicators = &settings.indicators;
    let tables = [
        (TableKind::Tasks, settings.plan.reported(Role::Tasks).next().is_some()),
        (TableKind::Indicators, indicators.indicators.iter().any(|indicator| indicator.is_reported_by(body.kind))),
        (TableKind::Funding, !indicators.funding.is_empty()),
        (TableKind::Duties, !body.duties_on(settings.report.deadline).is_empty()),
        (TableKind::Catalogue, leads.values().any(|lead| *lead == body.id)),
    ];
    tables.into_iter().filter(|(_, expected)| *expected).map(|(table, _)| table).collect()
}
