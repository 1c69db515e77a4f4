//! `plan.md` to a tree.

use super::Plan;
use crate::model::Bilingual;

/// What is wrong with `plan.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Bilingual,
    /// What is expected.
    pub expected: Bilingual,
}

/// Parses the Markdown of a plan. All mistakes are reported, not just the first.
pub fn parse_plan(markdown: &str) -> Result<Plan, Vec<PlanError>> {
    let _ = markdown;
    todo!()
}
