//! A year's inputs to its outputs. The outputs are a function of the inputs named here and of the program, so that a
//! sealed year can be built again from what was sealed with it.

use std::cell::LazyCell;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{BuildError, Progress, read, theme};
use crate::bag::{self, SealedFileError};
use crate::check::{self, CheckedYear};
use crate::compose::{self, Commentary, Release};
use crate::config::{Edition, Workspace};
use crate::intake::{self, Reader, Submitted};
use crate::layout;
use crate::merge::{self, EarlierYear};
use crate::model::{BagName, Bilingual, system_words};
use crate::output::pdf::{Attachment, PdfError, PreparedPdf};
use crate::output::{json, xlsx};
use crate::paths::Spellings;

/// Name of the workbook in `output/<year>/`.
pub const WORKBOOK: &str = "tong-hop.xlsx";
/// Name of the data in `output/<year>/`.
pub const DATA: &str = "data.json";

/// Everything that a year's outputs are made of.
#[derive(Clone, Debug)]
pub struct YearInputs {
    /// Settings, plan, templates and fonts.
    pub workspace: Workspace,
    /// The year.
    pub year: i16,
    /// What the agencies sent, in the order of the paths.
    pub submissions: Vec<Submitted>,
    /// The data of an earlier year to compare with, where there are any.
    pub earlier: Option<EarlierData>,
}

/// The data of an earlier year.
#[derive(Clone, Debug)]
pub struct EarlierData {
    /// Where they lay in the workspace when the year was built: `output/archive/2025/data/output/2025/data.json`.
    pub source: String,
    /// The file.
    pub path: PathBuf,
    /// The folder of the sealed bag that holds it, where it is sealed: then it is compared with what was sealed.
    pub bag: Option<PathBuf>,
}

impl EarlierData {
    /// The bytes of the file; those of a bag only as they were sealed.
    pub fn read(&self) -> Result<Vec<u8>, BuildError> {
        let Some(bag) = &self.bag else {
            return fs::read(&self.path)
                .map_err(|error| BuildError::Earlier { path: self.path.clone(), problem: system_words(&error) });
        };
        bag::read_sealed(bag, &below(bag, &self.path)).map_err(|error| match error {
            SealedFileError::NotAsSealed(file) => BuildError::NotAsSealed { bag: bag.clone(), file },
            SealedFileError::Io(file, error) => {
                BuildError::Earlier { path: bag.join(file), problem: system_words(&error) }
            }
        })
    }
}

impl YearInputs {
    /// The inputs of `year` as they lie in the workspace; there may be no submissions yet.
    pub fn of_workspace(workspace: &Workspace, year: i16) -> Result<Self, BuildError> {
        let folder = workspace.submissions(year);
        if !folder.is_dir() {
            return Err(BuildError::NoSuchYear { year, folder, years: workspace.years() });
        }
        workspace.check_own_files(year).map_err(BuildError::Config)?;
        let listed = intake::list_files(&folder);
        let submissions = listed.map_err(|error| BuildError::Inputs { folder, error })?;
        let earlier = workspace.earlier_data(year);
        let earlier = earlier.map_err(|(path, error)| BuildError::Earlier { path, problem: system_words(&error) })?;
        let earlier = earlier.map(|source| {
            let path = source.path.split('/').fold(workspace.root().to_owned(), |path, part| path.join(part));
            let bag = source.bag.map(|bag| workspace.archive().join(bag.to_string()));
            EarlierData { source: source.path, path, bag }
        });
        Ok(Self { workspace: workspace.clone(), year, submissions, earlier })
    }

    /// Reads, merges and checks the submissions; writes nothing.
    pub fn consolidate(&self, reader: &dyn Reader, progress: &dyn Progress) -> Result<CheckedYear, BuildError> {
        let settings = Arc::new(self.workspace.load(self.year).map_err(BuildError::Config)?);
        let aliases = self.workspace.aliases(&settings.registry).map_err(BuildError::Config)?;
        let read = read::read_submissions(&self.submissions, &settings, reader, progress)?;
        reader.rest();
        let mut consolidation = merge::consolidate(settings, &aliases, read.files);
        let spelt = self.submissions.iter().map(|file| (Arc::clone(&file.path), Arc::clone(&file.spelt)));
        consolidation.spellings = Spellings::new(spelt).with_archives(read.archives.into_iter());
        if let Some(earlier) = &self.earlier {
            consolidation.compare_with(read_earlier(earlier)?);
        }
        // Few years have a character that is worth reading the fonts for; what is wrong with a font is told later.
        let fonts = LazyCell::new(|| layout::Fonts::new(self.workspace.fonts().ok()?).ok());
        let shows = |letter| fonts.as_ref().is_none_or(|fonts| fonts.shows(letter));
        Ok(check::check(consolidation, &shows))
    }

    /// Reads, merges and checks, and has everything ready that the outputs are made with: a draft where there is no
    /// `release`. A year without submissions has none.
    pub fn render<'a>(
        &'a self,
        release: Option<&'a Release>,
        reader: &dyn Reader,
        progress: &dyn Progress,
    ) -> Result<Rendering<'a>, BuildError> {
        if self.submissions.is_empty() {
            return Err(BuildError::NothingSubmitted { folder: self.workspace.submissions(self.year) });
        }
        let checked = self.consolidate(reader, progress)?;
        progress.writing();
        let commentary = Commentary::load(&self.workspace, self.year).map_err(BuildError::Config)?;
        commentary.check_figures(checked.consolidation()).map_err(BuildError::Config)?;
        Ok(Rendering {
            inputs: self,
            release,
            checked,
            fonts: layout::Fonts::new(self.workspace.fonts().map_err(BuildError::Config)?)
                .map_err(BuildError::Layout)?,
            theme: theme(&self.workspace)?,
            commentary,
        })
    }
}

fn read_earlier(earlier: &EarlierData) -> Result<EarlierYear, BuildError> {
    let failed = |problem| {
        let problem = Bilingual::new(format!("không phải data.json của tonghop, hoặc đã hỏng: {problem}"), problem);
        BuildError::Earlier { path: earlier.path.clone(), problem }
    };
    let year = json::read_data(&earlier.read()?, &earlier.source).map_err(failed)?;
    let is_of = |bag: &Path| bag.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
    if let Some(bag) = &earlier.bag
        && is_of(bag).is_none_or(|name: BagName| name.year != year.year)
    {
        return Err(BuildError::NotAsSealed { bag: bag.clone(), file: below(bag, &earlier.path) });
    }
    Ok(year)
}

/// The path of a file in a bag, with `/` between folders.
fn below(bag: &Path, path: &Path) -> String {
    let below = path.strip_prefix(bag).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A checked year and what its outputs are made with.
pub struct Rendering<'a> {
    /// The year.
    pub checked: CheckedYear,
    inputs: &'a YearInputs,
    release: Option<&'a Release>,
    fonts: layout::Fonts,
    theme: layout::Theme,
    commentary: Commentary,
}

/// Writes the bytes of one output.
pub type Content<'a> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'a>;

/// Where outputs go: a folder, a bag, a comparison.
pub trait Destination: Sync {
    /// Takes one output. Several threads may call at once.
    fn accept(&self, name: &str, content: Content<'_>) -> Result<(), BuildError>;
}

impl Rendering<'_> {
    /// The names of the outputs, in the order: editions, workbook, data.
    pub fn names(&self) -> Vec<String> {
        let editions = self.editions().iter().map(|edition| edition.file.clone());
        editions.chain([WORKBOOK.to_owned(), DATA.to_owned()]).collect()
    }

    /// Makes all outputs and hands each to `destination` as soon as it is there, and gives the year back.
    /// After an error some may have been handed over.
    pub fn write(self, destination: &dyn Destination) -> Result<CheckedYear, BuildError> {
        // The workbook is the longest piece of work that cannot be divided: everything else is made beside it.
        let (workbook, (data, editions)) = rayon::join(
            || self.write_workbook(destination),
            || {
                rayon::join(
                    || self.write_data(destination),
                    || self.editions().par_iter().map(|edition| self.prepare(edition)).collect::<Result<Vec<_>, _>>(),
                )
            },
        );
        let (attachments, editions) = ([workbook?, data?], editions?);
        let unprinted = self.commentary.unprinted();
        if !unprinted.is_empty() {
            return Err(BuildError::Config(unprinted));
        }
        editions.into_par_iter().try_for_each(|(name, edition)| {
            let content = |sink: &mut dyn Write| edition.write(&attachments, sink).map_err(io_error);
            destination.accept(&name, Box::new(content))
        })?;
        Ok(self.checked)
    }

    fn editions(&self) -> &[Edition] {
        &self.checked.consolidation().settings.report.editions
    }

    /// The workbook, written and ready to be attached.
    fn write_workbook(&self, destination: &dyn Destination) -> Result<Attachment<'static>, BuildError> {
        let workbook = xlsx::write_workbook(&self.checked)?;
        destination.accept(WORKBOOK, Box::new(|sink| sink.write_all(&workbook)))?;
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Attachment::new(WORKBOOK, mime, "Số liệu tổng hợp", workbook)
            .map_err(|error| self.failed(WORKBOOK, io_error(error)))
    }

    /// The data, written and ready to be attached: from then on they are held deflated alone.
    fn write_data(&self, destination: &dyn Destination) -> Result<Attachment<'static>, BuildError> {
        let mut data = Vec::new();
        json::write_data(&self.checked, &mut data).map_err(|error| self.failed(DATA, error))?;
        destination.accept(DATA, Box::new(|sink| sink.write_all(&data)))?;
        Attachment::new(DATA, "application/json", "Dữ liệu mở của báo cáo", data)
            .map_err(|error| self.failed(DATA, io_error(error)))
    }

    /// An edition, all but its attachments.
    fn prepare(&self, edition: &Edition) -> Result<(String, PreparedPdf), BuildError> {
        let workspace = &self.inputs.workspace;
        let document = compose::compose(&self.checked, edition, self.release, &self.commentary, workspace)?;
        let pages = layout::lay_out(document, &self.fonts, &self.theme).map_err(BuildError::Layout)?;
        let prepared = PreparedPdf::new(pages, self.fonts.files());
        Ok((edition.file.clone(), prepared.map_err(|error| self.failed(&edition.file, io_error(error)))?))
    }

    fn failed(&self, name: &str, error: io::Error) -> BuildError {
        BuildError::output(self.inputs.workspace.outputs(self.inputs.year).join(name), error)
    }
}

/// A document that could not be encoded, as a failure of its output.
fn io_error(error: PdfError) -> io::Error {
    match error {
        PdfError::Io(error) => error,
        other => io::Error::other(other),
    }
}
