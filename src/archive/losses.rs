//! What counted in the last build of a year and no longer does: nobody should sign a report without noticing.

use std::fs;

use crate::check::CheckedYear;
use crate::config::Workspace;
use crate::merge::{FileReport, Outcome};
use crate::model::Rule;
use crate::output::json::{Draft, read_draft};
use crate::pipeline::DATA;

/// A file that counted in the last build and can no longer be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The file, relative to `inputs/<year>/`.
    pub file: String,
    /// Its sender's name; empty where that is not known.
    pub body: String,
    /// Why it cannot be used.
    pub reason: Option<&'static Rule>,
}

/// The data of the last build of a year, where there are any that can be read.
pub(super) fn last_build(workspace: &Workspace, year: i16) -> Option<Draft> {
    read_draft(&fs::read(workspace.outputs(year).join(DATA)).ok()?, year)
}

/// The files that counted and are there, but can no longer be used. One that was taken away is not among them: that somebody
/// did, and the changes tell of it.
pub(super) fn losses(draft: &Draft, checked: &CheckedYear) -> Vec<Loss> {
    let consolidation = checked.consolidation();
    let is_lost = |file: &&FileReport| matches!(file.outcome, Outcome::Rejected(_)) && draft.counts_file(&file.path);
    let lost = consolidation.files.iter().filter(is_lost).map(|file| {
        let mut bodies = consolidation.agencies.iter();
        let sender = bodies.find(|report| report.files.contains(&file.path));
        Loss {
            file: file.path.to_string(),
            body: sender.map_or_else(String::new, |sender| sender.body.name.clone()),
            reason: checked.rejection_reason(&file.path).map(|finding| finding.rule),
        }
    });
    lost.collect()
}
