//! Office Open XML workbooks: cells streamed with their styles, merges and formulas from the sheet's own XML.

use super::convert::{value_of_ref, visibility};
use super::grid::{Cell, Grid, Value, Workbook};
use super::limits::{Budget, SHEETS, merge, said, settle, too_many_sheets};
use super::package::Package;
use super::sheet_xml::{FormulaCell, formulas, merges, sheet_parts};
use super::{Refusal, declared};
use calamine::{DataRef, Reader, SheetType, Style, Xlsx, XlsxError};

/// Reads an .xlsx or .xlsm workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let package = Package::open(bytes)?;
    declared::check(&package)?;
    let parts = sheet_parts(&package);
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(package.stored()).map_err(refusal)?;
    let epoch_1904 = workbook.has_1904_epoch();
    let sheets = workbook.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(too_many_sheets());
    }
    let mut budget = Budget::default();
    let mut styles = None;
    let mut grids = Vec::with_capacity(sheets.len());
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let xml = parts.iter().find(|(name, _)| *name == sheet.name).and_then(|(_, part)| package.part(part));
        let mut grid = match cells(&mut workbook, &sheet.name, epoch_1904, &mut styles, &mut budget) {
            Ok(grid) => grid,
            Err(Failure::NoSheet) => continue,
            Err(Failure::Refused(refusal)) => return Err(refusal),
        };
        grid.visibility = visibility(sheet.visible);
        if let Some(xml) = xml {
            merge(&mut grid, merges(xml))?;
            enter_formulas(&mut grid, formulas(xml), &mut budget)?;
        }
        grids.push(grid);
    }
    Ok(Workbook { sheets: grids })
}

enum Failure {
    /// A chart or dialogue sheet in disguise, or a sheet without a part.
    NoSheet,
    Refused(Refusal),
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_) => Self::NoSheet,
            other => Self::Refused(refusal(other)),
        }
    }
}

/// Streams the cells of one sheet.
fn cells(
    workbook: &mut Xlsx<std::io::Cursor<&[u8]>>,
    name: &str,
    epoch_1904: bool,
    styles: &mut Option<StyleIndex>,
    budget: &mut Budget,
) -> Result<Grid, Failure> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    // All sheets share one palette.
    let styles = styles.get_or_insert_with(|| StyleIndex::new(reader.styles()));
    let mut cells = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        let Some(value) = value_of_ref(cell.get_value(), epoch_1904) else { continue };
        budget.take(row, column, text).map_err(Failure::Refused)?;
        let (percent_format, font) = styles.styles.get(style).copied().unwrap_or_default();
        cells.push(Cell { row, column, value, percent_format, font, formula: false });
    }
    let mut grid = Grid {
        name: name.to_owned(),
        visibility: super::Visibility::Visible,
        cells,
        merges: Vec::new(),
        fonts: styles.fonts.clone(),
        decoded: Vec::new(),
    };
    settle(&mut grid);
    Ok(grid)
}

/// What of each style of a workbook matters.
struct StyleIndex {
    /// By style: whether its numbers are shown as per cent, and its font.
    styles: Vec<(bool, Option<u16>)>,
    fonts: Vec<String>,
}

impl StyleIndex {
    fn new(styles: &[Style]) -> Self {
        let mut fonts = Vec::new();
        let read = |style: &Style| {
            let percent = style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code));
            let name = style.font.as_ref().and_then(|font| font.name.as_deref());
            (percent, name.and_then(|name| font_index(&mut fonts, name)))
        };
        let styles = styles.iter().map(read).collect();
        Self { styles, fonts }
    }
}

fn font_index(fonts: &mut Vec<String>, name: &str) -> Option<u16> {
    let place = fonts.iter().position(|known| known == name).unwrap_or_else(|| {
        fonts.push(name.to_owned());
        fonts.len() - 1
    });
    u16::try_from(place).ok()
}

/// Whether a number format multiplies by a hundred: a `%` that is neither quoted nor escaped.
fn is_percent(format: &str) -> bool {
    let mut letters = format.chars();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => {
                letters.next();
            }
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// Marks the cells that hold formulas, and adds those whose value the file does not hold.
fn enter_formulas(grid: &mut Grid, formulas: Vec<FormulaCell>, budget: &mut Budget) -> Result<(), Refusal> {
    let mut without_value = Vec::new();
    for formula in formulas {
        let (row, column) = formula.place;
        match grid.cells.binary_search_by_key(&formula.place, |cell| (cell.row, cell.column)) {
            Ok(index) => grid.cells[index].formula = true,
            Err(_) if !formula.has_value => {
                budget.take(row, column, formula.text.len())?;
                let value = Value::FormulaWithoutValue(formula.text);
                without_value.push(Cell { row, column, value, percent_format: false, font: None, formula: true });
            }
            // A stored empty text: the formula says there is nothing.
            Err(_) => {}
        }
    }
    if !without_value.is_empty() {
        grid.cells.extend(without_value);
        settle(grid);
    }
    Ok(())
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Password,
        other => Refusal::Unreadable(said(&other)),
    }
}

#[cfg(test)]
mod tests {
    use super::is_percent;

    #[test]
    fn a_quoted_per_cent_sign_does_not_multiply() {
        let shown = ["0%", "0.0%", "0.00\"%\"", "0\\%", "General", "#,##0;[Red]-0%"].map(is_percent);
        assert_eq!(shown, [true, true, false, false, false, true]);
    }
}
