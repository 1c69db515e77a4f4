//! The state of a year as one self-contained page, `status.html`: it needs no network, works from a file share, and says
//! everything without JavaScript and without colour.

mod beyond_form;
mod changes;
mod comparison;
mod draft_changes;
mod findings;
mod links;
#[cfg(test)]
mod tests;
mod view;

pub use draft_changes::draft_changes;

use std::collections::BTreeMap;

use crate::compose::{ComposeError, fill_html};
use crate::config::Workspace;
use crate::paths::Spellings;
use crate::status::YearStatus;

/// The template of the page.
const TEMPLATE: &str = "status.html";

/// What lies around the page that it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The outputs of the year that exist, by their names beside the page, each with what it is.
    pub outputs: Vec<(String, String)>,
    /// The workbook to send back for a submission, by its path relative to the page, with `/` between folders.
    pub returns: BTreeMap<String, String>,
    /// The paths of submissions as the disk spells them.
    pub spellings: Spellings,
}

/// Writes the page.
pub fn write_status(
    status: &YearStatus<'_>,
    surroundings: &Surroundings,
    workspace: &Workspace,
) -> Result<String, ComposeError> {
    fill_html(TEMPLATE, &view::Page::new(status, surroundings), workspace)
}
