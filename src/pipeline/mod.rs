//! The whole way from a workspace to its outputs.

mod error;
mod file_name;
mod folder;
mod forms;
mod publish;
mod read;
mod returns;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

pub use error::BuildError;
pub use folder::Refreshed;
pub use forms::write_forms;
pub use returns::write_returns;

use crate::check;
use crate::compose::{self, Document, Release};
use crate::config::{Edition, Workspace};
use crate::intake::Reader;
use crate::layout;
use crate::merge::{self, Consolidation};
use crate::output::pdf::Attachment;
use crate::output::{json, pdf, xlsx};
use publish::Publication;

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
    /// The consolidated year.
    pub consolidation: Consolidation,
    /// The outputs, in the order: editions, workbook, data.
    pub outputs: Vec<PathBuf>,
}

/// Name of the workbook in `output/<year>/`.
pub const WORKBOOK: &str = "tong-hop.xlsx";
/// Name of the data in `output/<year>/`.
pub const DATA: &str = "data.json";

/// Reads, checks and merges the submissions of `year`; writes nothing.
pub fn consolidate(
    workspace: &Workspace,
    year: i16,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Consolidation, BuildError> {
    let settings = Arc::new(workspace.load(year).map_err(BuildError::Config)?);
    let aliases = workspace.aliases(&settings.registry).map_err(BuildError::Config)?;
    let read = read::read_submissions(workspace, year, &settings, reader, progress)?;
    let mut consolidation = merge::consolidate(settings, &aliases, read);
    consolidation.findings = check::check(&consolidation);
    Ok(consolidation)
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
    let consolidation = consolidate(workspace, year, reader, progress)?;
    progress.writing();
    let fonts = layout::Fonts::new(workspace.fonts()).map_err(BuildError::Layout)?;
    let theme = workspace.theme().map_err(BuildError::Config)?;
    let editions = &consolidation.settings.report.editions;
    // The workbook is the longest piece of work that cannot be divided: it is made beside the pages.
    let (data, prepared) = rayon::join(
        || -> Result<_, BuildError> {
            let workbook = xlsx::write_workbook(&consolidation)?;
            let mut data = Vec::new();
            json::write_data(&consolidation, &mut data)
                .map_err(|error| BuildError::output(workspace.outputs(year).join(DATA), error))?;
            Ok((workbook, data))
        },
        || -> Result<Vec<_>, BuildError> {
            let prepare = |edition| {
                let document: Document = compose::compose(&consolidation, edition, release, workspace)?;
                let pages = layout::lay_out(&document, &fonts, &theme).map_err(BuildError::Layout)?;
                let prepared = pdf::PreparedPdf::new(pages, fonts.files());
                prepared.map_err(|error| pdf_failure(workspace, year, edition, error))
            };
            editions.par_iter().map(prepare).collect()
        },
    );
    let ((workbook, data), prepared) = (data?, prepared?);
    let attachments = [
        Attachment {
            name: WORKBOOK,
            mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            description: "Số liệu tổng hợp",
            data: &workbook,
        },
        Attachment {
            name: DATA, mime: "application/json", description: "Dữ liệu mở của báo cáo", data: &data
        },
    ];
    let publication = Publication::begin(workspace.outputs(year))?;
    editions.par_iter().zip(prepared).try_for_each(|(edition, prepared)| {
        publication.write(&edition.file, |sink| {
            prepared.write(&attachments, sink).map_err(|error| match error {
                pdf::PdfError::Io(error) => error,
                other => std::io::Error::other(other),
            })
        })
    })?;
    publication.write(WORKBOOK, |sink| sink.write_all(&workbook))?;
    publication.write(DATA, |sink| sink.write_all(&data))?;
    let names = editions.iter().map(|edition| edition.file.as_str()).chain([WORKBOOK, DATA]);
    let outputs = publication.finish(names)?;
    Ok(Built { consolidation, outputs })
}

/// A document that could not be encoded, as a failure of its output.
fn pdf_failure(workspace: &Workspace, year: i16, edition: &Edition, error: pdf::PdfError) -> BuildError {
    let error = match error {
        pdf::PdfError::Io(error) => error,
        other => std::io::Error::other(other),
    };
    BuildError::output(workspace.outputs(year).join(&edition.file), error)
}
