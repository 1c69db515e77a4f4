//! The state of a year: surveyed, then published as a page, with the memory of it for the next survey.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::folder::Coming;
use super::returns::{RETURNS, make_returns};
use super::{BuildError, DATA, Progress, Publication, Returned, WORKBOOK, consolidate};
use crate::check::CheckedYear;
use crate::config::Workspace;
use crate::intake::{self, Reader, Submitted};
use crate::model::Date;
use crate::output::html::{self, Surroundings};
use crate::output::json;
use crate::status::{Change, LastCheck, YearStatus, changes};

/// Name of the page in `output/<year>/`.
pub const STATUS_PAGE: &str = "status.html";
/// Name of the memory of the last check in `output/<year>/`.
pub const LAST_CHECK: &str = ".check.json";

/// A year as it stands on a day, and how that differs from the last check.
#[derive(Debug)]
pub struct Survey {
    /// The year.
    pub checked: CheckedYear,
    today: Date,
    before: Option<LastCheck>,
    last_check: LastCheck,
    changes: Vec<Change>,
}

/// The files of a year as the file system has them.
#[derive(Default)]
struct Folder {
    /// Size in bytes and time of the last change, in milliseconds since 1970, by composed path.
    stamps: BTreeMap<String, (u64, i64)>,
}

/// Reads, checks and merges the submissions of `year` and compares them with the last check; writes nothing.
pub fn survey(
    workspace: &Workspace,
    year: i16,
    today: Date,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Survey, BuildError> {
    // Before the files are read: what changes meanwhile must be seen by the next check.
    let folder = Folder::look(&workspace.submissions(year));
    let checked = consolidate(workspace, year, reader, progress)?.as_of(today);
    let before =
        fs::read(workspace.outputs(year).join(LAST_CHECK)).ok().and_then(|bytes| json::read_last_check(&bytes));
    let mut last_check = LastCheck::new(&checked, &folder.stamps, today);
    let changes = before.as_ref().map_or_else(Vec::new, |before| changes(before, &last_check, &checked));
    if let Some(before) = &before {
        last_check.continue_from(before, &changes);
    }
    Ok(Survey { checked, today, before, last_check, changes })
}

impl Survey {
    /// The state of the year.
    pub fn status(&self) -> YearStatus<'_> {
        let last = self.before.as_ref().map(|before| (before, self.changes.as_slice()));
        YearStatus::new(&self.checked, self.today, last)
    }
}

/// What a survey left in `output/<year>/`.
#[derive(Debug)]
pub struct Published {
    /// The page.
    pub page: PathBuf,
    /// The workbooks to send back, in the order of the files.
    pub returns: Vec<Returned>,
}

/// Writes the workbooks to send back and the page that links to them, together or not at all, and remembers the survey for
/// the next one.
pub fn publish_survey(survey: &Survey, workspace: &Workspace, reader: &dyn Reader) -> Result<Published, BuildError> {
    let year = survey.checked.consolidation().settings.report.year;
    let folder = workspace.outputs(year);
    let returns = make_returns(workspace, &survey.checked, reader)?;
    let page = html::write_status(&survey.status(), &surroundings(survey, &folder, &returns.returned), workspace)?;
    let publication = Publication::begin(folder.clone())?.with_folder(RETURNS)?;
    let Coming { names, stale, .. } = returns.stage(&publication, &folder)?;
    publication.write(STATUS_PAGE, |sink| sink.write_all(page.as_bytes()))?;
    publication.write(LAST_CHECK, |sink| json::write_last_check(&survey.last_check, sink))?;
    // The memory last: it is read by nobody but the next check.
    let own = [STATUS_PAGE, LAST_CHECK].map(str::to_owned);
    publication.finish_without(&[names, own.to_vec()].concat(), &stale)?;
    Ok(Published { page: folder.join(STATUS_PAGE), returns: returns.returned })
}

/// What lies around the page.
fn surroundings(survey: &Survey, folder: &Path, returns: &[Returned]) -> Surroundings {
    let editions = &survey.checked.consolidation().settings.report.editions;
    let editions = editions.iter().map(|edition| {
        let addressees: Vec<&str> = edition.addressees.iter().map(|addressee| addressee.name.as_str()).collect();
        (edition.file.clone(), format!("báo cáo gửi {}", addressees.join(", ")))
    });
    let fixed = [(WORKBOOK, "bảng tính tổng hợp"), (DATA, "dữ liệu mở")];
    let fixed = fixed.map(|(name, words)| (name.to_owned(), words.to_owned()));
    let outputs = editions.chain(fixed).filter(|(name, _)| folder.join(name).is_file()).collect();
    let beside = |path: &Path| {
        let below = path.strip_prefix(folder).unwrap_or(path);
        below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let returns = returns.iter().map(|returned| (returned.file.clone(), beside(&returned.path))).collect();
    Surroundings { outputs, returns, spellings: survey.checked.consolidation().spellings.clone() }
}

impl Folder {
    /// Looks at the files of a folder. One that cannot be looked at is one that reading will report on.
    fn look(folder: &Path) -> Self {
        let mut looked = Self::default();
        for Submitted { path, full_path, obstacle, .. } in intake::list_files(folder).unwrap_or_default() {
            let look = if obstacle.is_none() { fs::metadata(&full_path) } else { fs::symlink_metadata(&full_path) };
            if let Ok(metadata) = look {
                let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                let milliseconds = modified.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
                looked.stamps.insert(path.to_string(), (metadata.len(), milliseconds));
            }
        }
        looked
    }
}
