//! Who leads the rows of the plan's tables, and who takes part in them.

use rustc_hash::FxHashMap;

use crate::config::{Body, BodySelection, Settings};
use crate::model::PlanId;

/// The rows of which the plan says who leads them.
#[derive(Clone, Debug, Default)]
pub struct Leads {
    rows: FxHashMap<PlanId, RowLead>,
}

/// Who leads a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowLead {
    /// The bodies that report on it.
    pub lead: BodySelection,
    /// The bodies that take part, as far as they report; `None` where the plan names nobody, or nobody that reports.
    pub partners: Option<BodySelection>,
    /// The plan names a lead that is none of the bodies that report: who issues the report answers for it.
    pub is_unknown: bool,
}

impl Leads {
    /// The leads of these rows.
    pub fn new(rows: impl IntoIterator<Item = (PlanId, RowLead)>) -> Self {
        Self { rows: rows.into_iter().collect() }
    }

    /// Who leads the row with this code; `None` where the plan does not say.
    pub fn of(&self, row: &str) -> Option<&RowLead> {
        self.rows.get(row)
    }
}

/// Whether `body` has to report on a point of the tasks: those that the settings name, or else those that the plan names as
/// its lead, or else all.
pub fn owes(settings: &Settings, leads: &Leads, point: &PlanId, body: &Body) -> bool {
    let owed_by = &settings.report.owed_by;
    match leads.of(point.as_str()) {
        Some(row) if !owed_by.names(point) => row.lead.includes(body),
        _ => owed_by.owes(point, body),
    }
}
