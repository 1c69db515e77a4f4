//! Reminders: a letter to each body that sent nothing that can be used, and all of them in one file for printing.

use std::path::PathBuf;

use rayon::prelude::*;

use super::folder::{self, Refreshed};
use super::{BuildError, Progress, consolidate, theme};
use crate::check::CheckedYear;
use crate::compose::{self, Document, Properties, Reminder};
use crate::config::{Body, Workspace};
use crate::intake::Reader;
use crate::layout::{self, Pages};
use crate::merge::Submission;
use crate::output::pdf;
use crate::paths::{Limits, PortableNames, slug};

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
    pub checked: CheckedYear,
    /// Each body with how its submission stands and its letter, in the order of the registry.
    pub letters: Vec<(Body, Submission, PathBuf)>,
    /// All letters in one file; none where there is no letter.
    pub all: Option<PathBuf>,
    /// Files that somebody has changed since an earlier run, which were left as they are.
    pub kept: Vec<PathBuf>,
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
    let checked = consolidate(workspace, year, reader, progress)?;
    progress.writing();
    let folder = workspace.outputs(year).join(REMINDERS);
    let (reports, documents): (Vec<_>, Vec<Document>) =
        compose::compose_reminders(&checked, reminder, workspace)?.into_iter().unzip();
    let bodies: Vec<(Body, Submission)> =
        reports.into_iter().map(|report| (report.body.clone(), report.submission)).collect();
    let mut names = PortableNames::new(Limits::OUTPUT);
    let names: Vec<String> = bodies.iter().map(|(body, _)| names.name(&file_name(body))).collect();
    let fonts = layout::Fonts::new(workspace.fonts().map_err(BuildError::Config)?).map_err(BuildError::Layout)?;
    let theme = theme(workspace)?;
    let encode = |name: &str, pages: Pages| {
        let mut bytes = Vec::new();
        let written = pdf::write_pdf(pages, fonts.files(), &[], &mut bytes);
        written.map_err(|error| BuildError::output(folder.join(name), std::io::Error::other(error)))?;
        Ok((name.to_owned(), bytes))
    };
    let mut files: Vec<(String, Vec<u8>)> = documents
        .par_iter()
        .zip(&names)
        .map(|(document, name)| {
            encode(name, layout::lay_out(document.clone(), &fonts, &theme).map_err(BuildError::Layout)?)
        })
        .collect::<Result<_, BuildError>>()?;
    let all = (!documents.is_empty()).then(|| folder.join(ALL));
    if let Some(first) = documents.first() {
        let properties = Properties { title: title(&checked, documents.len()), ..first.properties.clone() };
        let pages = layout::lay_out_series(documents, properties, &fonts, &theme).map_err(BuildError::Layout)?;
        files.push(encode(ALL, pages)?);
    }
    let Refreshed { kept, .. } = folder::refresh(&folder, &files)?;
    let letters = bodies.into_iter().zip(names);
    let letters = letters.map(|((body, submission), name)| (body, submission, folder.join(name))).collect();
    Ok(Reminders { checked, letters, all, kept })
}

/// `don-doc-25522-ubnd-xa-tan-dong.pdf`.
fn file_name(body: &Body) -> String {
    format!("{PREFIX}{}-{}.pdf", slug(body.id.as_str()), slug(&body.name))
}

fn title(checked: &CheckedYear, count: usize) -> String {
    format!("{count} công văn đôn đốc gửi báo cáo năm {}", checked.consolidation().settings.report.year)
}
