//! The checked year.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::merge::{Consolidation, Outcome, registration};
use crate::model::{Date, Finding, Origin, Traced};

/// A consolidated year with what checking it found. Only [`check`](super::check) makes one, and whatever prints, sends or
/// seals a year takes one: no year gets out unchecked.
#[derive(Clone, Debug)]
pub struct CheckedYear {
    consolidation: Consolidation,
    findings: Vec<Finding>,
    /// By file that is not counted, the place of the finding that says why.
    reasons: FxHashMap<String, usize>,
}

impl CheckedYear {
    /// A year with its findings, worst first.
    pub(super) fn new(consolidation: Consolidation, findings: Vec<Finding>) -> Self {
        let reasons = reasons(&consolidation, &findings);
        Self { consolidation, findings, reasons }
    }

    /// The year.
    pub fn consolidation(&self) -> &Consolidation {
        &self.consolidation
    }

    /// What was found: worst first, then by the code of the rule, then in the order of the files and cells.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The year as it stands on a day: a report that is dated later is said to be so and not to be late, and until the
    /// deadline has passed nobody is missing. What is printed and sealed does not depend on the day; what is said of the
    /// state of a year does.
    #[must_use]
    pub fn as_of(self, today: Date) -> Self {
        super::data::as_of(self, today)
    }

    /// The year and its findings.
    pub(super) fn into_parts(self) -> (Consolidation, Vec<Finding>) {
        (self.consolidation, self.findings)
    }

    /// The finding that says why a file is not counted.
    pub fn rejection_reason(&self, path: &str) -> Option<&Finding> {
        self.reasons.get(path).map(|place| &self.findings[*place])
    }

    /// The year with one more finding, for tests of what prints them.
    #[cfg(test)]
    pub(crate) fn with_finding(mut self, finding: Finding) -> Self {
        self.findings.push(finding);
        Self::new(self.consolidation, self.findings)
    }
}

/// The first finding about each file that is not counted. Findings are worst first, and a file that is rejected has no
/// other errors: none of it is looked into.
fn reasons(consolidation: &Consolidation, findings: &[Finding]) -> FxHashMap<String, usize> {
    let rejected = consolidation.files.iter().filter(|file| matches!(file.outcome, Outcome::Rejected(_)));
    let rejected: FxHashSet<&str> = rejected.map(|file| &*file.path).collect();
    let mut reasons = FxHashMap::default();
    for (place, finding) in findings.iter().enumerate().filter(|(_, finding)| rejected.contains(&*finding.file)) {
        if !reasons.contains_key(&finding.file) {
            reasons.insert(finding.file.clone(), place);
        }
    }
    reasons
}

/// How many findings these are. Each is led back to the first cell that it is about, or else to its file, or else to its
/// body's duty to report.
pub fn number_of_findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Traced<usize> {
    Traced::number(findings.into_iter().map(origin).collect())
}

fn origin(finding: &Finding) -> Origin {
    match (finding.cells.first(), &finding.agency) {
        (Some(cell), _) => Origin::Cell(cell.clone()),
        (None, Some(agency)) if finding.file.is_empty() => registration(agency),
        (None, _) => Origin::File(finding.file.as_str().into()),
    }
}
