//! From the files of a year to what they hold.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use super::{BuildError, Progress};
use crate::config::Settings;
use crate::extract::{self, Extraction, Lexicon};
use crate::intake::{self, Reader, Refusal, SourceFile, Submitted, SystemTrouble};
use crate::merge::ReadFile;
use crate::model::Bilingual;

/// Rows and remarks of one file beyond those of the form, which has some two hundred rows.
const OWN_ROWS: usize = 5_000;

/// Reads the files and extracts what they hold, in their order.
pub(super) fn read_submissions(
    files: &[Submitted],
    settings: &Settings,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Vec<ReadFile>, BuildError> {
    let lexicon = Lexicon::new(settings);
    let done = AtomicUsize::new(0);
    let total = files.len();
    let read_all = || {
        files
            .par_iter()
            .map(|file| {
                let source = read_file(file, reader)?;
                let content =
                    source.content.and_then(|(_, workbook)| extract_contained(&source.path, &workbook, &lexicon));
                progress.files_read(done.fetch_add(1, Ordering::Relaxed) + 1, total);
                Ok(ReadFile { path: source.path, modified: source.modified, content })
            })
            .collect()
    };
    // While some threads wait for the processes that read, as many others extract.
    let threads = 2 * rayon::current_num_threads();
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(read_all),
        Err(_) => read_all(),
    }
}

/// How long a file waits for others to be closed, and how often it is looked at meanwhile.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// Reads a file. Where too many are open, it waits for others to be closed; what lasts is no fault of the file.
pub(super) fn read_file(file: &Submitted, reader: &dyn Reader) -> Result<SourceFile, BuildError> {
    let mut read = intake::read_file(file, reader);
    for _ in 0..TRIES {
        if !matches!(read, Err(SystemTrouble::OutOfFiles)) {
            break;
        }
        thread::sleep(PAUSE);
        read = intake::read_file(file, reader);
    }
    read.map_err(|trouble| BuildError::System { file: file.path.to_string(), trouble })
}

/// Extracts one workbook; a panic, which would be a bug of ours, costs that file and not the run.
fn extract_contained(path: &Arc<str>, workbook: &intake::Workbook, lexicon: &Lexicon) -> Result<Extraction, Refusal> {
    let extraction = catch_unwind(AssertUnwindSafe(|| extract::extract(path, workbook, lexicon))).map_err(|_| {
        let words = Bilingual::new("không rút được số liệu từ tệp", "its figures could not be extracted");
        Refusal::Unreadable(words)
    })?;
    let own = extraction.outside.len() + extraction.remarks.len();
    if own > OWN_ROWS {
        return Err(Refusal::TooLarge(Bilingual::new(
            format!("{own} dòng và ghi nhận ngoài biểu mẫu"),
            format!("{own} rows and remarks beyond the form"),
        )));
    }
    Ok(extraction)
}
