//! The checked year.

use crate::merge::{Consolidation, Outcome, registration};
use crate::model::{Finding, Origin, Traced};

/// A consolidated year with what checking it found. Only [`check`](super::check) makes one, and whatever prints, sends or
/// seals a year takes one: no year gets out unchecked.
#[derive(Clone, Debug)]
pub struct CheckedYear {
    pub(super) consolidation: Consolidation,
    pub(super) findings: Vec<Finding>,
}

impl CheckedYear {
    /// The year.
    pub fn consolidation(&self) -> &Consolidation {
        &self.consolidation
    }

    /// What was found: worst first, then by the code of the rule, then in the order of the files and cells.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The finding that says why a file is not counted.
    pub fn rejection_reason(&self, path: &str) -> Option<&Finding> {
        let file = self.consolidation.files.iter().find(|file| &*file.path == path)?;
        let is_rejected = matches!(file.outcome, Outcome::Rejected(_));
        // Findings are worst first, and a file that is rejected has no other errors: none of it is looked into.
        self.findings.iter().find(|finding| is_rejected && finding.file == path)
    }

    /// The year with one more finding, for tests of what prints them.
    #[cfg(test)]
    pub(crate) fn with_finding(mut self, finding: Finding) -> Self {
        self.findings.push(finding);
        self
    }
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
