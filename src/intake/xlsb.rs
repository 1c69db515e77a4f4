//! Excel's binary workbooks: cells streamed.

use calamine::{DataRef, Reader, SheetType, Xlsb, XlsbError};

use super::Refusal;
use super::convert::{value_of_ref, visibility};
use super::grid::{Cell, Grid, Workbook};
use super::limits::{Budget, SHEETS, said, settle, too_many_sheets};
use super::package::Package;

/// Reads an .xlsb workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let package = Package::open(bytes)?;
    let mut workbook: Xlsb<_> = calamine::open_workbook_from_rs(package.into_stored()?).map_err(refusal)?;
    let epoch_1904 = workbook.has_1904_epoch();
    let sheets = workbook.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(too_many_sheets());
    }
    let mut budget = Budget::default();
    let mut grids = Vec::with_capacity(sheets.len());
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(refusal)?;
        let mut cells = Vec::new();
        while let Some(cell) = reader.next_cell().map_err(refusal)? {
            let (row, column) = cell.get_position();
            let text = match cell.get_value() {
                DataRef::String(text) => text.len(),
                DataRef::SharedString(text) => text.len(),
                _ => 0,
            };
            let Some(value) = value_of_ref(cell.get_value(), epoch_1904) else { continue };
            budget.take(row, column, text)?;
            cells.push(Cell::new(row, column, value));
        }
        let mut grid =
            Grid { name: sheet.name.clone(), visibility: visibility(sheet.visible), cells, ..Grid::default() };
        settle(&mut grid);
        grids.push(grid);
    }
    Ok(grids.into())
}

fn refusal(error: XlsbError) -> Refusal {
    match error {
        XlsbError::Password => Refusal::Password,
        other => Refusal::Unreadable(said(&other)),
    }
}
