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
/// Cells of all files together that nobody knows: the lists of them are for people to go through.
const UNMAPPED_CELLS: usize = 100_000;

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
    let files = intake::list_files(&folder).map_err(|error| BuildError::Inputs { folder: folder.clone(), error })?;
    if files.is_empty() {
        return Err(BuildError::NothingSubmitted { folder });
    }
    let lexicon = Lexicon::new(settings);
    let done = AtomicUsize::new(0);
    let total = files.len();
    let mut read: Vec<ReadFile> = files
        .into_par_iter()
        .map(|(path, full_path)| {
            let source = intake::read_file(path, &full_path, reader);
            let content = source.content.and_then(|(_, workbook)| extract_contained(&source.path, &workbook, &lexicon));
            progress.files_read(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            ReadFile { path: source.path, modified: source.modified, content }
        })
        .collect();
    set_aside_strangers(&mut read);
    Ok(read)
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

/// Refuses files whose cells nobody knows until all that remain can be listed.
fn set_aside_strangers(read: &mut [ReadFile]) {
    let unmapped = |file: &ReadFile| file.content.as_ref().map_or(0, |extraction| extraction.ledger.unmapped.len());
    let counts: Vec<usize> = read.iter().map(unmapped).collect();
    for index in strangest(&counts) {
        read[index].content = Err(Refusal::TooLarge(format!("{} ô không thuộc biểu mẫu", counts[index])));
    }
}

/// The files with the most unmapped cells, as few as have to go that the others' stay listable. A form filled in by
/// people has a handful of such cells; it takes a file of another kind altogether to come here.
fn strangest(unmapped: &[usize]) -> Vec<usize> {
    let mut sum: usize = unmapped.iter().sum();
    let mut files: Vec<usize> = (0..unmapped.len()).collect();
    // The sort is stable: of two alike the first by path goes first.
    files.sort_by_key(|file| std::cmp::Reverse(unmapped[*file]));
    let go = files.iter().take_while(|file| {
        let too_many = sum > UNMAPPED_CELLS;
        sum -= unmapped[**file];
        too_many
    });
    let count = go.count();
    files.truncate(count);
    files
}

#[cfg(test)]
mod tests {
    use super::strangest;

    #[test]
    fn as_few_files_are_set_aside_as_have_to() {
        assert!(strangest(&[]).is_empty());
        assert!(strangest(&[50_000, 0, 50_000]).is_empty());
        assert_eq!(strangest(&[10, 70_000, 20_000, 90_000]), [3]);
        assert_eq!(strangest(&[60_000, 10, 60_000, 60_000]), [0, 2]);
    }
}
