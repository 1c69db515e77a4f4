//! Family V: values against each other, within one body and among like bodies.

mod implausible_number;
mod large_change;
mod last_year;
mod not_own_row;
mod outlier;
mod part_exceeds_whole;
mod peers;
mod plan_actual_gap;
mod ratio_mismatch;
mod same_figures;
mod status_missing;
mod status_percent_mismatch;
mod total_mismatch;
mod unit_changed;
mod unit_jump;
mod unit_suspect;

use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, CellRef, Finding, Rule};

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &total_mismatch::RULE,
    &ratio_mismatch::RULE,
    &part_exceeds_whole::RULE,
    &status_percent_mismatch::RULE,
    &unit_suspect::RULE,
    &outlier::RULE,
    &plan_actual_gap::RULE,
    &not_own_row::RULE,
    &status_missing::RULE,
    &implausible_number::RULE,
    &same_figures::RULE,
    &unit_jump::RULE,
    &large_change::RULE,
    &unit_changed::RULE,
];

/// The findings of the family.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    total_mismatch::check(consolidation, findings);
    ratio_mismatch::check(consolidation, findings);
    part_exceeds_whole::check(consolidation, findings);
    status_percent_mismatch::check(consolidation, findings);
    unit_suspect::check(consolidation, findings);
    outlier::check(consolidation, findings);
    plan_actual_gap::check(consolidation, findings);
    not_own_row::check(consolidation, findings);
    status_missing::check(consolidation, findings);
    implausible_number::check(consolidation, findings);
    same_figures::check(consolidation, findings);
    unit_jump::check(consolidation, findings);
    large_change::check(consolidation, findings);
    unit_changed::check(consolidation, findings);
}

/// A field of a row of one body.
struct Place<'a> {
    agency: &'a AgencyId,
    row: &'a str,
    field: &'static str,
}

impl Place<'_> {
    fn vi(&self) -> String {
        format!("{}, cột “{}”", self.row, self.field)
    }

    fn en(&self) -> String {
        format!("{}, column “{}”", self.row, self.field)
    }
}

/// A finding about a cell of a body, or about the body where there is no cell.
fn finding(
    rule: &'static Rule,
    consolidation: &Consolidation,
    agency: &AgencyId,
    cell: Option<&CellRef>,
    message: Bilingual,
    fix: Bilingual,
) -> Finding {
    let counted = || consolidation.agency(agency.as_str()).and_then(|report| report.counted_files.first());
    let file =
        cell.map_or_else(|| counted().map_or(String::new(), |file| file.to_string()), |cell| cell.file().to_owned());
    Finding { rule, agency: Some(agency.clone()), file, cells: cell.into_iter().cloned().collect(), message, fix }
}
