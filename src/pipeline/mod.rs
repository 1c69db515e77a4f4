//! The whole way from a workspace to its outputs.

mod aliases;
mod draft;
mod draft_return;
mod durable;
mod error;
mod file_operations;
mod folder;
mod forms;
mod given_file;
mod init;
mod init_from_plan;
mod publish;
#[cfg(test)]
mod publish_faults;
mod published_list;
mod read;
mod remind;
mod render;
mod returns;
mod status;
mod theme;
mod watch;
mod year_budget;

use std::path::PathBuf;

pub use aliases::offer_aliases;
pub use draft::{Drafts, draft};
pub use draft_return::{CHANGES_PAGE, DraftReturnError, ReturnedDraft, return_draft};
pub use durable::{Lock, rename, sync_folder, write_file};
pub use error::BuildError;
pub use folder::Refreshed;
pub use forms::write_forms;
pub use init::init;
pub use init_from_plan::{FromPlan, IssuedPlanError, init_from_plan};
pub use publish::Publication;
pub use remind::{REMINDERS, Reminders, remind};
pub use render::{Content, DATA, Destination, EarlierData, Rendering, WORKBOOK, YearInputs};
pub use returns::{RETURNS, Returned, write_returns};
pub use status::{LAST_CHECK, Published, STATUS_PAGE, Survey, publish_survey, survey};
pub use theme::theme;
pub use watch::{Motion, Watch};

use crate::check::CheckedYear;
use crate::compose::Release;
use crate::config::Workspace;
use crate::intake::Reader;

/// Where the work stands, for a progress bar.
pub trait Progress: Sync {
    /// `done` of `total` files are read.
    fn files_read(&self, done: usize, total: usize);
    /// The files are read, the outputs are being written.
    fn writing(&self);
}

/// No progress is shown.
pub struct Silent;

impl Progress for Silent {
    fn files_read(&self, _done: usize, _total: usize) {}
    fn writing(&self) {}
}

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// The year.
    pub checked: CheckedYear,
    /// The outputs, in the order: editions, workbook, data.
    pub outputs: Vec<PathBuf>,
}

/// Reads, merges and checks the submissions of `year`, of which there may be none yet; writes nothing.
pub fn consolidate(
    workspace: &Workspace,
    year: i16,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<CheckedYear, BuildError> {
    YearInputs::of_workspace(workspace, year)?.consolidate(reader, progress)
}

/// Builds all outputs of `year`: a draft where there is no `release`. Nothing in `output/<year>/` changes unless
/// everything could be written.
pub fn build(
    workspace: &Workspace,
    year: i16,
    release: Option<&Release>,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Built, BuildError> {
    let inputs = YearInputs::of_workspace(workspace, year)?;
    let rendering = inputs.render(release, reader, progress)?;
    let publication = Publication::begin(workspace.outputs(year))?;
    let names = rendering.names();
    let checked = rendering.write(&publication)?;
    Ok(Built { checked, outputs: publication.finish(&names)? })
}
