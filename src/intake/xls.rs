//! Workbooks of Excel 97 to 2003.

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, Xls, XlsError, XlsOptions};

use super::convert::{value_of, visibility};
use super::grid::{Cell, Grid, MergedRange, Value, Workbook};
use super::limits::{Budget, DENSE_CELLS, SHEETS, merge, said, settle, too_large, too_many_sheets};
use super::xls_records::{contradictions, workbook_stream};
use super::{Refusal, encrypted_xls, xls_shown};

/// UTF-16, which BIFF8 text is in whatever the CODEPAGE record says.
const UTF_16: u16 = 1200;

/// Reads an .xls workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let is_encrypted = || workbook_stream(bytes).is_some_and(|stream| encrypted_xls::is_encrypted(&stream));
    match read_plain(bytes) {
        // Of one that is obscured the oldest way calamine takes the records for plain ones.
        Err(_) if is_encrypted() => read_plain(&encrypted_xls::open(bytes)?),
        read => read,
    }
}

fn read_plain(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let mut workbook = read_as(bytes, None)?;
    // Under a false CODEPAGE record the text comes out as `R\0e\0g`.
    let torn = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text.contains('\0'));
    if workbook.sheets.iter().any(|sheet| sheet.cells.iter().any(torn)) {
        workbook = read_as(bytes, Some(UTF_16))?;
    }
    workbook.contradictions = contradictions(bytes)?;
    xls_shown::complete(bytes, &mut workbook.sheets);
    Ok(workbook)
}

fn read_as(bytes: &[u8], codepage: Option<u16>) -> Result<Workbook, Refusal> {
    let mut options = XlsOptions::default();
    options.force_codepage = codepage;
    let mut workbook = Xls::new_with_options(Cursor::new(bytes), options).map_err(refusal)?;
    let epoch_1904 = workbook.has_1904_epoch();
    let sheets = workbook.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(too_many_sheets());
    }
    let mut budget = Budget::default();
    let mut grids = Vec::with_capacity(sheets.len());
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let range = workbook.worksheet_range(&sheet.name).map_err(refusal)?;
        let merges = workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let mut grid = Grid {
            name: sheet.name.clone(),
            visibility: visibility(sheet.visible),
            cells: cells_of(&range, epoch_1904, &mut budget)?,
            ..Grid::default()
        };
        let merges = merges
            .into_iter()
            .map(|merge| MergedRange {
                first_row: merge.start.0,
                first_column: merge.start.1,
                last_row: merge.end.0,
                last_column: merge.end.1,
            })
            .collect();
        merge(&mut grid, merges)?;
        settle(&mut grid);
        grids.push(grid);
    }
    Ok(grids.into())
}

/// The cells of a dense range that are not empty.
pub(super) fn cells_of(range: &Range<Data>, epoch_1904: bool, budget: &mut Budget) -> Result<Vec<Cell>, Refusal> {
    let (height, width) = range.get_size();
    if height as u64 * width as u64 > DENSE_CELLS {
        return Err(too_large(
            format!("{DENSE_CELLS} ô kể cả ô trống"),
            format!("{DENSE_CELLS} cells, the empty ones included"),
        ));
    }
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let mut cells = Vec::new();
    for (row, column, value) in range.used_cells() {
        let Some(value) = value_of(value, epoch_1904) else { continue };
        let (row, column) = (first_row + row as u32, first_column + column as u32);
        budget.take(row, column, if let Value::Text(text) = &value { text.len() } else { 0 })?;
        cells.push(Cell::new(row, column, value));
    }
    Ok(cells)
}

fn refusal(error: XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Password,
        other => Refusal::Unreadable(said(&other)),
    }
}
