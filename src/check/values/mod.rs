//! Family V: values against each other, within one body and among like bodies.
//!
//! The rules run from the plainest cause to the vaguest. Each [notes](Explained::note) the figures it found fault with, and
//! leaves alone what an earlier rule has explained: a total that is wrong because one of its parts is in đồng is no
//! second finding.

mod both_years;
mod done_without_evidence;
mod explained;
mod implausible_number;
mod incomplete_citation;
mod large_change;
mod left_out;
mod magnitude;
mod mostly_not_theirs;
mod not_own_row;
mod outlier;
mod overdue_unexplained;
mod overspent;
mod owed_by_nobody;
mod part_exceeds_whole;
mod peers;
mod plan_actual_gap;
mod ratio_mismatch;
mod same_figures;
mod status_missing;
mod status_percent_mismatch;
mod total_mismatch;
mod unaddressed_request;
mod unconfirmed_plan;
mod unit_changed;
mod unit_jump;

use explained::{Explained, FigureKey};

use super::place::{Place, and_others};
use crate::merge::{Consolidation, Entry};
use crate::model::{AgencyId, Bilingual, CellRef, Decimal, Finding, Rule, Traced};

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &total_mismatch::RULE,
    &ratio_mismatch::RULE,
    &part_exceeds_whole::RULE,
    &status_percent_mismatch::RULE,
    &magnitude::RULE,
    &outlier::RULE,
    &plan_actual_gap::RULE,
    &not_own_row::RULE,
    &status_missing::RULE,
    &implausible_number::RULE,
    &same_figures::RULE,
    &overspent::RULE,
    &owed_by_nobody::RULE,
    &mostly_not_theirs::RULE,
    &unaddressed_request::RULE,
    &incomplete_citation::RULE,
    &unit_jump::RULE,
    &large_change::RULE,
    &unit_changed::RULE,
    &done_without_evidence::RULE,
    &overdue_unexplained::RULE,
    &left_out::RULE,
    &unconfirmed_plan::RULE,
];

/// The findings of the family.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let mut explained = Explained::new(consolidation);
    let peers = peers::figures_by_kind(consolidation);
    implausible_number::check(consolidation, &mut explained, findings);
    magnitude::check(consolidation, &peers, &mut explained, findings);
    unit_jump::check(consolidation, &mut explained, findings);
    part_exceeds_whole::check(consolidation, &mut explained, findings);
    total_mismatch::check(consolidation, &mut explained, findings);
    outlier::check(consolidation, &peers, &mut explained, findings);
    large_change::check(consolidation, &explained, findings);
    ratio_mismatch::check(consolidation, &mut explained, findings);
    overspent::check(consolidation, &mut explained, findings);
    plan_actual_gap::check(consolidation, &explained, findings);
    status_percent_mismatch::check(consolidation, &explained, findings);
    not_own_row::check(consolidation, findings);
    left_out::check(consolidation, findings);
    status_missing::check(consolidation, findings);
    same_figures::check(consolidation, findings);
    unit_changed::check(consolidation, findings);
    owed_by_nobody::check(consolidation, findings);
    mostly_not_theirs::check(consolidation, findings);
    unaddressed_request::check(consolidation, findings);
    incomplete_citation::check(consolidation, findings);
    done_without_evidence::check(consolidation, findings);
    overdue_unexplained::check(consolidation, findings);
    unconfirmed_plan::check(consolidation, findings);
}

/// A finding about cells of a body, the first of them the one to look at; about the body where there is none.
fn finding(
    rule: &'static Rule,
    consolidation: &Consolidation,
    agency: &AgencyId,
    cells: impl IntoIterator<Item = CellRef>,
    message: Bilingual,
    fix: Bilingual,
) -> Finding {
    let cells: Vec<CellRef> = cells.into_iter().collect();
    let counted = || consolidation.agency(agency.as_str()).and_then(|report| report.counted_files.first());
    let file = cells
        .first()
        .map_or_else(|| counted().map_or(String::new(), |file| file.to_string()), |cell| cell.file().to_owned());
    Finding { rule, agency: Some(agency.clone()), file, cells, message, fix }
}

/// A value as a place in a sentence: its own cell, with its row and column.
fn place<'a>(key: FigureKey<'a>, value: &'a Traced<Decimal>) -> Place<'a> {
    Place { cell: value.cell(), row: key.row, field: key.field.head() }
}

/// The cells of values, without those that were computed.
fn cells<'a>(values: impl IntoIterator<Item = &'a Traced<Decimal>>) -> Vec<CellRef> {
    values.into_iter().filter_map(|value| value.cell().cloned()).collect()
}

/// What a body says about an indicator.
fn indicator_entry<'a>(consolidation: &'a Consolidation, id: &str, agency: &AgencyId) -> Option<&'a Entry> {
    let summary = consolidation.indicators.iter().find(|summary| summary.indicator.id.as_str() == id)?;
    consolidation.entry_of(&summary.entries, agency)
}

/// What a body says about a funding line.
fn funding_entry<'a>(consolidation: &'a Consolidation, id: &str, agency: &AgencyId) -> Option<&'a Entry> {
    let summary = consolidation.funding.iter().find(|summary| summary.line.id.as_str() == id)?;
    consolidation.entry_of(&summary.entries, agency)
}
