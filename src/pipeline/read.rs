//! From the files of a year to what they hold.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use super::year_budget::{YearBudget, YearLimits};
use super::{BuildError, Progress};
use crate::config::Settings;
use crate::extract::{self, Extraction, Lexicon};
use crate::intake::{self, Reader, Refusal, SourceFile, Submitted, SystemTrouble};
use crate::merge::ReadFile;
use crate::model::Bilingual;

/// Reads the files and extracts what they hold, in their order.
pub(super) fn read_submissions(
    files: &[Submitted],
    settings: &Settings,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Vec<ReadFile>, BuildError> {
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
) -> Result<Vec<ReadFile>, BuildError> {
    let lexicon = Lexicon::new(settings);
    let done = AtomicUsize::new(0);
    let read_one = |budget: &YearBudget, file: &Submitted| -> Result<Counted, BuildError> {
        let bytes = || fs::metadata(&file.full_path).map_or(0, |metadata| metadata.len());
        let (content, cells) = match budget.allows_reading(bytes) {
            Ok(()) => match read_file(file, reader)?.content {
                Ok((_, workbook)) => {
                    let cells = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
                    (extract_contained(&file.path, &workbook, &lexicon), cells)
                }
                Err(refusal) => (Err(refusal), 0),
            },
            Err(refusal) => (Err(refusal), 0),
        };
        progress.files_read(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
        Ok(Counted { file: ReadFile { path: Arc::clone(&file.path), modified: file.modified, content }, cells })
    };
    let read_all = || {
        let mut budget = YearBudget::new(limits);
        let mut read = Vec::with_capacity(files.len());
        for batch in files.chunks(limits.batch) {
            let counted: Vec<Counted> =
                batch.par_iter().map(|file| read_one(&budget, file)).collect::<Result<_, _>>()?;
            read.extend(counted.into_iter().map(|Counted { mut file, cells }| {
                if let Err(refusal) = budget.take(cells) {
                    file.content = Err(refusal);
                }
                file
            }));
        }
        Ok(read)
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
