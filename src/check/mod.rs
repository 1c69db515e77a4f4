//! What is wrong with what agencies sent, and what to do. One file per rule, by family: F files, S senders, D data as
//! written, V values against each other. Checks read the merged year and change nothing in it; what
//! comes out is a [`CheckedYear`], the only thing that outputs take.

mod data;
mod files;
mod for_sender;
mod place;
mod senders;
mod values;
mod year;

use crate::merge::{Consolidation, FileReport};
use crate::model::{Bilingual, Finding, Rule};

pub use for_sender::fix_for_sender;
pub use year::{CheckedYear, number_of_findings};

/// Checks a year by all rules. `shows` tells whether the report's font has a character.
pub fn check(consolidation: Consolidation, shows: &dyn Fn(char) -> bool) -> CheckedYear {
    let findings = findings(&consolidation, shows);
    CheckedYear::new(consolidation, findings)
}

/// All findings of a year: worst first, then by code, then in the order of the files and cells.
fn findings(consolidation: &Consolidation, shows: &dyn Fn(char) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    files::check(consolidation, &mut findings);
    senders::check(consolidation, &mut findings);
    data::check(consolidation, &mut findings);
    data::check_glyphs(consolidation, shows, &mut findings);
    values::check(consolidation, &mut findings);
    // The sort is stable: within a rule the order is that of the registry.
    findings.sort_by_key(|finding| (finding.rule.severity, finding.rule.code));
    findings
}

/// All rules, by code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [files::RULES, senders::RULES, data::RULES, values::RULES].into_iter().flatten().copied()
}

/// The rules with this code (`D02`, one at most) or kind (`ambiguous_number`), in any case.
pub fn find_rules(name: &str) -> Vec<&'static Rule> {
    rules().filter(|rule| rule.code.eq_ignore_ascii_case(name) || rule.kind.eq_ignore_ascii_case(name)).collect()
}

/// A finding about a whole file.
fn about_file(rule: &'static Rule, file: &FileReport, message: Bilingual, fix: Bilingual) -> Finding {
    Finding { rule, agency: file.agency.clone(), file: file.path.to_string(), cells: Vec::new(), message, fix }
}

#[cfg(test)]
mod tests;
