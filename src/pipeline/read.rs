//! From the folder of a year to what its files hold.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{BuildError, Progress};
use crate::config::{Settings, Workspace};
use crate::extract::{self, Extraction, Lexicon};
use crate::intake::{self, Reader, Refusal};
use crate::merge::ReadFile;

/// Rows and remarks of one file beyond those of the form, which has some two hundred rows.
const OWN_ROWS: usize = 5_000;

/// Reads every file of the year and extracts what it holds, in the order of the paths.
pub(super) fn read_submissions(
    workspace: &Workspace,
    year: i16,
    settings: &Settings,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<Vec<ReadFile>, BuildError> {
    let folder = workspace.submissions(year);
    if !folder.is_dir() {
        return Err(BuildError::NoSuchYear { year, folder, years: workspace.years() });
    }
    let files = intake::list_files(&folder).map_err(|error| BuildError::Inputs { folder, error })?;
    let lexicon = Lexicon::new(settings);
    let done = AtomicUsize::new(0);
    let total = files.len();
    Ok(files
        .into_par_iter()
        .map(|(path, full_path)| {
            let source = intake::read_file(path, &full_path, reader);
            let content = source.content.and_then(|(_, workbook)| extract_contained(&source.path, &workbook, &lexicon));
            progress.files_read(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            ReadFile { path: source.path, modified: source.modified, content }
        })
        .collect())
}

/// Extracts one workbook; a panic, which would be a bug of ours, costs that file and not the run.
fn extract_contained(path: &Arc<str>, workbook: &intake::Workbook, lexicon: &Lexicon) -> Result<Extraction, Refusal> {
    let extraction = catch_unwind(AssertUnwindSafe(|| extract::extract(path, workbook, lexicon)))
        .map_err(|_| Refusal::Unreadable("không rút được số liệu từ tệp".to_owned()))?;
    let own = extraction.outside.len() + extraction.remarks.len();
    if own > OWN_ROWS {
        return Err(Refusal::TooLarge(format!("{own} dòng và ghi nhận ngoài biểu mẫu")));
    }
    Ok(extraction)
}
