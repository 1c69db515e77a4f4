//! Findings; one file per rule.

use crate::merge::Consolidation;
use crate::model::Finding;

/// All findings of a year, worst first.
pub fn check(consolidation: &Consolidation) -> Vec<Finding> {
    let _ = consolidation;
    Vec::new()
}
