//! Reminders: a letter to each body that sent nothing that can be used, and all of them in one file for printing.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::publish::Publication;
use super::{BuildError, Progress, consolidate};
use crate::compose::{self, Document, Properties, Reminder};
use crate::config::{Body, Workspace};
use crate::intake::Reader;
use crate::layout::{self, Pages};
use crate::merge::{Consolidation, Submission};
use crate::output::pdf::{self, PdfError};
use crate::vietnamese::fold;

/// Folder of the letters in `output/<year>/`.
pub const REMINDERS: &str = "reminders";
/// What the names of the letters begin with.
const PREFIX: &str = "don-doc-";
/// All letters in one file.
const ALL: &str = "don-doc-tat-ca.pdf";

/// What was written.
#[derive(Debug)]
pub struct Reminders {
    /// The year as it stands.
    pub consolidation: Consolidation,
    /// Each body with how its submission stands and its letter, in the order of the registry.
    pub letters: Vec<(Body, Submission, PathBuf)>,
    /// All letters in one file; none where there is no letter.
    pub all: Option<PathBuf>,
}

/// Writes a letter to each body that sent nothing, or nothing that can be used. Letters of an earlier run to bodies that
/// have reported since are removed: nobody must send them.
pub fn remind(
    workspace: &Workspace,
    year: i16,
    reminder: &Reminder,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Reminders, BuildError> {
    let consolidation = consolidate(workspace, year, reader, progress)?;
    progress.writing();
    let folder = workspace.outputs(year).join(REMINDERS);
    let (reports, documents): (Vec<_>, Vec<Document>) =
        compose::compose_reminders(&consolidation, reminder, workspace)?.into_iter().unzip();
    let bodies: Vec<(Body, Submission)> =
        reports.into_iter().map(|report| (report.body.clone(), report.submission)).collect();
    let names: Vec<String> = bodies.iter().map(|(body, _)| file_name(body)).collect();
    if documents.is_empty() {
        remove_others(&folder, &[])?;
        return Ok(Reminders { consolidation, letters: Vec::new(), all: None });
    }
    let fonts = layout::Fonts::new(workspace.fonts()).map_err(BuildError::Layout)?;
    let theme = workspace.theme().map_err(BuildError::Config)?;
    let publication = Publication::begin(folder.clone())?;
    let write = |name: &str, pages: Pages| {
        publication.write(name, |sink| {
            pdf::write_pdf(pages, fonts.files(), &[], sink).map_err(|error| match error {
                PdfError::Io(error) => error,
                other => std::io::Error::other(other),
            })
        })
    };
    documents.par_iter().zip(&names).try_for_each(|(document, name)| {
        write(name, layout::lay_out(document, &fonts, &theme).map_err(BuildError::Layout)?)
    })?;
    let properties = Properties { title: title(&consolidation, documents.len()), ..documents[0].properties.clone() };
    write(ALL, layout::lay_out_series(&documents, properties, &fonts, &theme).map_err(BuildError::Layout)?)?;
    let mut paths = publication.finish(std::iter::once(ALL).chain(names.iter().map(String::as_str)))?;
    remove_others(&folder, &names)?;
    let all = paths.remove(0);
    let letters = bodies.into_iter().zip(paths).map(|((body, submission), path)| (body, submission, path)).collect();
    Ok(Reminders { consolidation, letters, all: Some(all) })
}

/// `don-doc-25522-ubnd-xa-tan-dong.pdf`.
fn file_name(body: &Body) -> String {
    format!("{PREFIX}{}-{}.pdf", fold(body.id.as_str()).replace(' ', "-"), fold(&body.name).replace(' ', "-"))
}

fn title(consolidation: &Consolidation, count: usize) -> String {
    format!("{count} công văn đôn đốc gửi báo cáo năm {}", consolidation.settings.report.year)
}

/// Removes the letters in `folder` that are not among `names`. Files of other names are not ours.
fn remove_others(folder: &Path, names: &[String]) -> Result<(), BuildError> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_letter = name.starts_with(PREFIX) && name.ends_with(".pdf");
        let is_current = names.contains(&name) || (name == ALL && !names.is_empty());
        if is_letter && !is_current {
            fs::remove_file(entry.path()).map_err(|error| BuildError::output(entry.path(), error))?;
        }
    }
    Ok(())
}
