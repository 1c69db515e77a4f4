//! What a submission may weigh. A form of this kind has some thousand cells and some hundred kilobytes; the limits are a
//! hundred times that, so that only what cannot be a submission meets them.

use super::{Grid, MergedRange, Refusal};
use crate::model::Bilingual;

/// Bytes of the file itself.
pub(super) const FILE_BYTES: u64 = 64 << 20;
/// Bytes of all parts of a package together, inflated.
pub(super) const INFLATED_BYTES: u64 = 128 << 20;
/// Bytes of one file of an archive, inflated.
pub(super) const MEMBER_BYTES: u64 = 32 << 20;
/// Files of an archive; a province has some hundred bodies.
pub(super) const MEMBERS: usize = 1_000;
/// Parts of a package.
pub(super) const PARTS: usize = 10_000;
/// Sheets of a workbook.
pub(super) const SHEETS: usize = 1_000;
/// Cells that are not empty, in all sheets together.
pub(super) const CELLS: usize = 1_000_000;
/// Bytes of text in all cells together.
pub(super) const TEXT_BYTES: usize = 64 << 20;
/// Cells of the box around all cells of a sheet, for readers that hold the empty ones too.
pub(super) const DENSE_CELLS: u64 = 20_000_000;
/// Rows of a sheet (ISO/IEC 29500 says nothing; Excel's own limit).
pub(super) const ROWS: u32 = 1_048_576;
/// Merged ranges of a sheet: a form has some hundred, and each is looked at for every table.
pub(super) const MERGES: usize = 20_000;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 16_384;

/// What has been read of a workbook so far.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// Enters a cell with `text` bytes of text at `row` and `column`.
    pub(super) fn take(&mut self, row: u32, column: u32, text: usize) -> Result<(), Refusal> {
        self.cells += 1;
        self.text += text;
        if row >= ROWS || column >= COLUMNS {
            return Err(unreadable(
                format!("ô nằm ngoài trang tính (hàng {row}, cột {column})"),
                format!("a cell outside the sheet (row {row}, column {column})"),
            ));
        }
        if self.cells > CELLS {
            return Err(too_many_cells());
        }
        if self.text > TEXT_BYTES {
            let limit = TEXT_BYTES >> 20;
            return Err(too_large(format!("{limit} MB chữ"), format!("{limit} MB of text")));
        }
        Ok(())
    }
}

/// The refusal for a file over the limit that `vi` and `en` name.
pub(super) fn too_large(vi: impl Into<String>, en: impl Into<String>) -> Refusal {
    Refusal::TooLarge(Bilingual::new(vi, en))
}

/// The refusal for a workbook with more cells than a submission can have.
pub(super) fn too_many_cells() -> Refusal {
    too_large(format!("{CELLS} ô"), format!("{CELLS} cells"))
}

/// The refusal for a workbook with more sheets than a submission can have.
pub(super) fn too_many_sheets() -> Refusal {
    too_large(format!("{SHEETS} trang tính"), format!("{SHEETS} sheets"))
}

/// The refusal for a damaged file: what is wrong with it.
pub(super) fn unreadable(vi: impl Into<String>, en: impl Into<String>) -> Refusal {
    Refusal::Unreadable(Bilingual::new(vi, en))
}

/// The words of a crate or of the system, which know one language.
pub(super) fn said(error: &impl ToString) -> Bilingual {
    let words = error.to_string();
    Bilingual::new(words.clone(), words)
}

/// Gives a grid its merged ranges, none of which reaches beyond the sheet.
pub(super) fn merge(grid: &mut Grid, mut merges: Vec<MergedRange>) -> Result<(), Refusal> {
    if merges.len() > MERGES {
        return Err(too_large(format!("{MERGES} vùng ô gộp"), format!("{MERGES} merged ranges")));
    }
    for range in &mut merges {
        range.last_row = range.last_row.min(ROWS - 1);
        range.last_column = range.last_column.min(COLUMNS - 1);
    }
    grid.merges = merges;
    Ok(())
}

/// The cells of a grid in order, the last of two at one place winning, as spreadsheets have it.
pub(super) fn settle(grid: &mut Grid) {
    let sorted = grid.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column));
    if sorted {
        return;
    }
    grid.cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut kept: Vec<super::Cell> = Vec::with_capacity(grid.cells.len());
    for cell in std::mem::take(&mut grid.cells) {
        match kept.last_mut() {
            Some(last) if (last.row, last.column) == (cell.row, cell.column) => *last = cell,
            _ => kept.push(cell),
        }
    }
    grid.cells = kept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Visibility;

    #[test]
    fn merged_ranges_end_with_the_sheet_and_are_not_without_number() {
        let mut grid = Grid {
            name: String::new(),
            visibility: Visibility::Visible,
            cells: Vec::new(),
            merges: Vec::new(),
            fonts: Vec::new(),
            decoded: Vec::new(),
        };
        let wide = MergedRange { first_row: 1, first_column: 2, last_row: u32::MAX, last_column: u32::MAX };
        assert_eq!(merge(&mut grid, vec![wide]), Ok(()));
        assert_eq!((grid.merges[0].last_row, grid.merges[0].last_column), (ROWS - 1, COLUMNS - 1));
        assert!(merge(&mut grid, vec![wide; MERGES + 1]).is_err());
    }
}
