//! From the files of a year to what they hold.

use std::fs;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use super::year_budget::{YearBudget, YearLimits};
use super::{BuildError, Progress};
use crate::config::Settings;
use crate::extract::{self, Extraction, Lexicon};
use crate::intake::{self, Format, Member, Opened, Reader, Refusal, SourceFile, Submitted, SystemTrouble};
use crate::merge::ReadFile;
use crate::model::Bilingual;
use crate::paths::told_apart;

/// What was read of a year.
pub(super) struct ReadYear {
    /// The files in the order of their paths; of an archive those in it.
    pub(super) files: Vec<ReadFile>,
    /// The files that lie in an archive: their paths, and that of the archive.
    pub(super) archives: Vec<(Arc<str>, Arc<str>)>,
}

/// Reads the files and extracts what they hold, in their order.
pub(super) fn read_submissions(
    files: &[Submitted],
    settings: &Settings,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<ReadYear, BuildError> {
    read_within(YearLimits::default(), files, settings, reader, progress)
}

/// A file with the cells that it had.
struct Counted {
    file: ReadFile,
    cells: usize,
}

/// Reads the files within the limits of a year.
fn read_within(
    limits: YearLimits,
    files: &[Submitted],
    settings: &Settings,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<ReadYear, BuildError> {
    // Made by the thread that needs it first, while the others have files read.
    let lexicon = LazyLock::new(|| Lexicon::new(settings));
    let done = AtomicUsize::new(0);
    let read_one = |budget: &YearBudget, file: &Submitted| -> Result<Vec<Counted>, BuildError> {
        let bytes = || fs::metadata(&file.full_path).map_or(0, |metadata| metadata.len());
        let counted = match budget.allows_reading(bytes) {
            Ok(()) => read_all_of(file, reader, &lexicon)?,
            Err(refusal) => vec![refused(file, refusal)],
        };
        progress.files_read(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
        Ok(counted)
    };
    let read_all = || {
        let mut budget = YearBudget::new(limits);
        let mut read = Vec::with_capacity(files.len());
        let mut archives = Vec::new();
        for batch in files.chunks(limits.batch) {
            let counted: Vec<Vec<Counted>> =
                batch.par_iter().map(|file| read_one(&budget, file)).collect::<Result<_, _>>()?;
            for (submitted, counted) in batch.iter().zip(counted) {
                for Counted { mut file, cells } in counted {
                    if let Err(refusal) = budget.take(cells) {
                        file.content = Err(refusal);
                    }
                    if file.path != submitted.path {
                        archives.push((Arc::clone(&file.path), Arc::clone(&submitted.path)));
                    }
                    read.push(file);
                }
            }
        }
        // A file of an archive stands where its path does: `a.zip/b` behind `a.zip.xlsx`.
        read.sort_by(|a: &ReadFile, b| a.path.cmp(&b.path));
        Ok(ReadYear { files: read, archives })
    };
    // While some threads wait for the processes that read, as many others extract.
    let threads = 2 * rayon::current_num_threads();
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(read_all),
        Err(_) => read_all(),
    }
}

/// A file of which nothing is read.
fn refused(file: &Submitted, refusal: Refusal) -> Counted {
    let file = ReadFile { path: Arc::clone(&file.path), modified: file.modified, content: Err(refusal) };
    Counted { file, cells: 0 }
}

/// Reads a file; of an archive each file in it.
fn read_all_of(
    file: &Submitted,
    reader: &dyn Reader,
    lexicon: &dyn Deref<Target = Lexicon>,
) -> Result<Vec<Counted>, BuildError> {
    match open_file(file, reader)? {
        Opened::File(source) => Ok(vec![extracted(source, lexicon)]),
        Opened::Archive(members) => {
            let mut failures = 0;
            let paths = member_paths(&file.path, &members);
            let read = |(path, member): (Arc<str>, Member)| {
                // A file that takes its reader down takes seconds: an archive full of them must not take hours.
                let is_unpacked = member.content.is_ok();
                let source = if failures < FAILURES || !is_unpacked {
                    read_member(path, file.modified, &member, reader, &file.path)?
                } else {
                    SourceFile { path, modified: file.modified, content: Err(after_failures()) }
                };
                failures += usize::from(is_unpacked && matches!(source.content, Err(Refusal::TooLarge(_))));
                Ok(extracted(source, lexicon))
            };
            paths.into_iter().zip(members).map(read).collect()
        }
    }
}

/// Files of one archive that are too large to be read, before the rest of it is left alone.
const FAILURES: usize = 5;

fn after_failures() -> Refusal {
    Refusal::TooLarge(Bilingual::new(
        format!("{FAILURES} tệp quá lớn trong cùng một tệp nén"),
        format!("{FAILURES} files in one archive that are too large"),
    ))
}

/// What the files of an archive are called: the path of the archive and their own, as they are shown, each its own.
pub(super) fn member_paths(archive: &str, members: &[Member]) -> Vec<Arc<str>> {
    let spelt: Vec<String> = members.iter().map(|member| member.path.clone()).collect();
    told_apart(&spelt).into_iter().map(|path| format!("{archive}/{path}").into()).collect()
}

/// What a file holds, as far as it is read.
fn extracted(source: SourceFile, lexicon: &dyn Deref<Target = Lexicon>) -> Counted {
    let SourceFile { path, modified, content } = source;
    let (content, cells) = match content {
        Ok((format, workbook)) => {
            let cells = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
            let extraction = extract_contained(&path, &workbook, lexicon);
            (extraction.and_then(|reports| with_form(format, reports)), cells)
        }
        Err(refusal) => (Err(refusal), 0),
    };
    Counted { file: ReadFile { path, modified, content }, cells }
}

/// A letter, a web page or a text in which nothing of the form is found is what it is, and no form that is left blank.
fn with_form(format: Format, reports: Vec<Extraction>) -> Result<Vec<Extraction>, Refusal> {
    match format.without_form() {
        Some(kind) if !reports.iter().any(Extraction::has_rows_of_form) => Err(Refusal::NotASpreadsheet(kind)),
        _ => Ok(reports),
    }
}

/// How long a file waits for others to be closed, and how often it is looked at meanwhile.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// Opens a file. Where too many are open, it waits for others to be closed; what lasts is no fault of the file.
pub(super) fn open_file(file: &Submitted, reader: &dyn Reader) -> Result<Opened, BuildError> {
    patiently(&file.path, || intake::open_file(file, reader))
}

/// Reads a file of an archive.
pub(super) fn read_member(
    path: Arc<str>,
    modified: i64,
    member: &Member,
    reader: &dyn Reader,
    archive: &str,
) -> Result<SourceFile, BuildError> {
    patiently(archive, || intake::read_member(Arc::clone(&path), modified, member, reader))
}

/// Tries again what fails for want of open files.
fn patiently<T>(file: &str, mut attempt: impl FnMut() -> Result<T, SystemTrouble>) -> Result<T, BuildError> {
    let mut read = attempt();
    for _ in 0..TRIES {
        if !matches!(read, Err(SystemTrouble::OutOfFiles)) {
            break;
        }
        thread::sleep(PAUSE);
        read = attempt();
    }
    read.map_err(|trouble| BuildError::System { file: file.to_owned(), trouble })
}

/// Extracts one workbook; a panic, which would be a bug of ours, costs that file and not the run.
fn extract_contained(
    path: &Arc<str>,
    workbook: &intake::Workbook,
    lexicon: &Lexicon,
) -> Result<Vec<Extraction>, Refusal> {
    catch_unwind(AssertUnwindSafe(|| extract::extract(path, workbook, lexicon))).unwrap_or_else(|_| {
        let words = Bilingual::new("không rút được số liệu từ tệp", "its figures could not be extracted");
        Err(Refusal::Unreadable(words))
    })
}
