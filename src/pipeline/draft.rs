//! The report as Word files that its readers go on writing in before it is signed.

use std::path::PathBuf;

use rayon::prelude::*;

use super::folder::{self, Refreshed};
use super::theme::THEME;
use super::{BuildError, Progress, YearInputs, theme};
use crate::check::CheckedYear;
use crate::compose::{self, Commentary, ComposeError, Document};
use crate::config::{Edition, Workspace};
use crate::intake::Reader;
use crate::layout::{Fonts, Ruler};
use crate::output::docx::{self, Look, Stamp};
use crate::paths::slug;

/// What the names of drafts begin with, in `output/<year>/`.
const PREFIX: &str = "du-thao-";

/// What was drafted.
#[derive(Debug)]
pub struct Drafts {
    /// The year as it stands.
    pub checked: CheckedYear,
    /// The drafts that were written, in the order of the editions.
    pub written: Vec<PathBuf>,
    /// Drafts that somebody has worked on since an earlier run, which were left as they are.
    pub kept: Vec<PathBuf>,
}

/// Writes every edition of `year` as a draft.
pub fn draft(
    workspace: &Workspace,
    year: i16,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Drafts, BuildError> {
    let inputs = YearInputs::of_workspace(workspace, year)?;
    if inputs.submissions.is_empty() {
        return Err(BuildError::NothingSubmitted { folder: workspace.submissions(year) });
    }
    let checked = inputs.consolidate(reader, progress)?;
    progress.writing();
    let commentary = Commentary::load(workspace, year).map_err(BuildError::Config)?;
    let fonts = Fonts::new(workspace.fonts().map_err(BuildError::Config)?).map_err(BuildError::Layout)?;
    let theme = theme(workspace)?;
    let look: Look = workspace.settings_file(THEME).map_err(BuildError::Config)?;
    let folder = workspace.outputs(year);
    let editions = &checked.consolidation().settings.report.editions;
    let failed = |edition: &Edition, error| BuildError::output(folder.join(file_name(edition)), error);
    // What the inputs are is told by a checksum, which takes about as long as the documents.
    let (inputs, documents) = rayon::join(
        || docx::digest_of_inputs(&checked),
        || {
            let compose = |edition: &Edition| compose::compose_draft(&checked, edition, &commentary, workspace);
            editions.par_iter().map(compose).collect::<Result<Vec<Document>, ComposeError>>()
        },
    );
    let (inputs, documents) = (inputs.map_err(|error| BuildError::output(&folder, error))?, documents?);
    let write = |(edition, document): (&Edition, &Document)| {
        let stamp = Stamp { edition: edition.id.clone(), file: edition.file.clone(), year, inputs: inputs.clone() };
        let mut ruler = Ruler::new(&fonts, &theme).map_err(BuildError::Layout)?;
        let bytes = docx::write_docx(document, &stamp, &look, &mut ruler).map_err(|error| failed(edition, error))?;
        Ok((file_name(edition), bytes))
    };
    let files = editions.par_iter().zip(&documents).map(write).collect::<Result<Vec<_>, BuildError>>()?;
    let unprinted = commentary.unprinted();
    if !unprinted.is_empty() {
        return Err(BuildError::Config(unprinted));
    }
    let Refreshed { written, kept } = folder::refresh(&folder, &files)?;
    Ok(Drafts { checked, written, kept })
}

/// `du-thao-ubnd.docx`.
fn file_name(edition: &Edition) -> String {
    format!("{PREFIX}{}.docx", slug(&edition.id))
}
