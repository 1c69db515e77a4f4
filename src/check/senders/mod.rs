//! Family S: who sent what, and which counts.

mod ambiguous_agency;
mod blank_form;
mod contested_values;
mod late;
mod merged_versions;
mod missing;
mod sender_disagreement;
pub(super) mod several_bodies;
mod several_reports;
mod superseded;
mod undated;
mod unknown_agency;
mod unused_alias;
mod wrong_year;

use crate::merge::{AgencyReport, Consolidation, Evidence};
use crate::model::{AgencyId, Bilingual, Finding, Rule};

pub(super) use super::about_file;

/// A finding about a body.
fn about_agency(rule: &'static Rule, report: &AgencyReport, message: Bilingual, fix: Bilingual) -> Finding {
    let file = report.counted_files.first().map_or(String::new(), |file| file.to_string());
    Finding { rule, agency: Some(report.body.id.clone()), file, cells: Vec::new(), message, fix }
}

/// `UBND xã Tân Lập (25489)`.
fn body_named(consolidation: &Consolidation, id: &AgencyId) -> String {
    consolidation.agency(id.as_str()).map_or(id.to_string(), |report| format!("{} ({id})", report.body.name))
}

/// What names a sender: Vietnamese, English.
fn evidence_in_words(evidence: Evidence) -> (&'static str, &'static str) {
    match evidence {
        Evidence::Fixed => ("inputs/aliases.toml", "inputs/aliases.toml"),
        Evidence::Code => ("mã đơn vị", "the code"),
        Evidence::Name => ("tên đơn vị trong tệp", "the name in the file"),
        Evidence::Letterhead => ("tiêu đề của trang", "the letterhead"),
        Evidence::FileName => ("tên tệp", "the file’s name"),
        Evidence::Folder => ("thư mục", "the folder"),
    }
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
    &sender_disagreement::RULE,
    &merged_versions::RULE,
    &several_reports::RULE,
    &several_bodies::RULE,
    &contested_values::RULE,
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
    sender_disagreement::check(consolidation, findings);
    merged_versions::check(consolidation, findings);
    several_reports::check(consolidation, findings);
    contested_values::check(consolidation, findings);
}
