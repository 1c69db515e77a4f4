//! Family F: files that cannot be read, or were read in another way than as a workbook of the folder.

mod backup_copy;
pub(super) mod guessed_encoding;
mod inaccessible;
mod not_a_file;
mod not_a_spreadsheet;
mod password;
mod read_from_archive;
mod same_name;
mod too_large;
mod unfinished_copy;
mod unreadable;

use crate::intake::Refusal;
use crate::merge::{Consolidation, FileReport, Outcome, Rejection};
use crate::model::{Finding, Rule};

pub(super) use super::about_file;

/// The files that could not be read, and why.
fn refused(consolidation: &Consolidation) -> impl Iterator<Item = (&FileReport, &Refusal)> {
    consolidation.files.iter().filter_map(|file| match &file.outcome {
        Outcome::Rejected(Rejection::Unreadable(refusal)) => Some((file, refusal)),
        _ => None,
    })
}

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &unreadable::RULE,
    &password::RULE,
    &not_a_spreadsheet::RULE,
    &too_large::RULE,
    &inaccessible::RULE,
    &not_a_file::RULE,
    &same_name::RULE,
    &backup_copy::RULE,
    &unfinished_copy::RULE,
    &read_from_archive::RULE,
    &guessed_encoding::RULE,
];

/// The findings of the family.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    unreadable::check(consolidation, findings);
    password::check(consolidation, findings);
    not_a_spreadsheet::check(consolidation, findings);
    too_large::check(consolidation, findings);
    inaccessible::check(consolidation, findings);
    not_a_file::check(consolidation, findings);
    same_name::check(consolidation, findings);
    backup_copy::check(consolidation, findings);
    unfinished_copy::check(consolidation, findings);
    read_from_archive::check(consolidation, findings);
}
