//! Family S: who sent what, and which counts.

mod ambiguous_agency;
mod blank_form;
mod late;
mod missing;
mod superseded;
mod undated;
mod unknown_agency;
mod unused_alias;
mod wrong_year;

use crate::merge::{AgencyReport, Consolidation};
use crate::model::{Bilingual, Finding, Rule};

pub(super) use super::about_file;

/// A finding about a body.
fn about_agency(rule: &'static Rule, report: &AgencyReport, message: Bilingual, fix: Bilingual) -> Finding {
    let file = report.counted_files.first().map_or(String::new(), |file| file.to_string());
    Finding { rule, agency: Some(report.body.id.clone()), file, cells: Vec::new(), message, fix }
}

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &unknown_agency::RULE,
    &ambiguous_agency::RULE,
    &wrong_year::RULE,
    &superseded::RULE,
    &blank_form::RULE,
    &late::RULE,
    &missing::RULE,
    &undated::RULE,
    &unused_alias::RULE,
];

/// The findings of the family.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    unknown_agency::check(consolidation, findings);
    ambiguous_agency::check(consolidation, findings);
    wrong_year::check(consolidation, findings);
    superseded::check(consolidation, findings);
    blank_form::check(consolidation, findings);
    late::check(consolidation, findings);
    missing::check(consolidation, findings);
    undated::check(consolidation, findings);
    unused_alias::check(consolidation, findings);
}
