//! Office Open XML workbooks: cells streamed with their styles, merges and formulas from the sheet's own XML.

use super::convert::{value_of_ref, visibility};
use super::grid::{Cell, Grid, Value, Workbook};
use super::limits::{Budget, SHEETS, merge, said, settle, too_many_sheets};
use super::package::Package;
use super::sheet_xml::{FormulaCell, formulas, hidden, merges, sheet_parts};
use super::{Refusal, declared, well_formed};
use calamine::{DataRef, Reader, SheetType, Style, Xlsx, XlsxError};
use std::collections::BTreeSet;

/// Reads an .xlsx or .xlsm workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let package = Package::open(bytes)?;
    declared::check(&package)?;
    let parts = sheet_parts(&package);
    check_xml(&package, &parts)?;
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
            grid.hide(hidden(xml));
        }
        grids.push(grid);
    }
    Ok(grids.into())
}

/// The parts beside the sheets that say what stands in the cells, and how.
const SHARED_PARTS: [&str; 4] =
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"];

/// Refuses a package of which a part that cells are read from is not well-formed.
fn check_xml(package: &Package, sheets: &[(String, String)]) -> Result<(), Refusal> {
    // Several sheets may have the same part.
    let sheets: BTreeSet<&str> = sheets.iter().map(|(_, part)| part.as_str()).collect();
    for name in SHARED_PARTS.into_iter().chain(sheets) {
        if let Some(xml) = package.part(name) {
            well_formed::check(name, xml)?;
        }
    }
    Ok(())
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
        cells.push(Cell { percent_format, font, ..Cell::new(row, column, value) });
    }
    let mut grid = Grid {
        name: name.to_owned(),
        visibility: super::Visibility::Visible,
        cells,
        fonts: styles.fonts.clone(),
        ..Grid::default()
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
                without_value.push(Cell { formula: true, ..Cell::new(row, column, value) });
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
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{is_percent, read};
    use crate::intake::Refusal;

    /// A workbook with one sheet and one shared string.
    fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
        let related = |id: u8, kind: &str, target: &str| {
            format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>");
        let parts = [
            ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
            ("_rels/.rels", relations(&related(1, "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    &(related(1, "worksheet", "worksheets/sheet1.xml")
                        + &related(2, "sharedStrings", "sharedStrings.xml")),
                ),
            ),
            ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{MAIN}\">{sheet}")),
            ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{strings}")),
        ];
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            package.start_file(name, SimpleFileOptions::default()).expect("a part");
            package.write_all(content.as_bytes()).expect("its content");
        }
        package.finish().expect("a package").into_inner()
    }

    #[test]
    fn xml_that_is_torn_or_nested_wrongly_is_damaged() {
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>12</v></c></row>";
        let (sheet, strings) = (format!("<sheetData>{rows}</sheetData></worksheet>"), "<si><t>một</t></si></sst>");
        let whole = read(&workbook(&sheet, strings)).expect("a workbook");
        assert_eq!(whole.sheets[0].cells.len(), 2);
        for sheet in [
            // Cut off behind the cells, between them, and with an end that somebody put there.
            sheet.replace("</worksheet>", "<mergeCells>"),
            sheet.replace("</row></sheetData>", ""),
            sheet.replace("<row r=\"2\"><c r=\"A2\"><v>12</v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>12"),
            // Nested wrongly; torn within a tag.
            sheet.replace("</v></c></row></sheetData>", "</c></v></row></sheetData>"),
            sheet.replace("<v>12</v>", "<v>12<v>"),
            sheet.replace("r=\"A2\"", "r=\"A2"),
        ] {
            let refused = read(&workbook(&sheet, strings));
            assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{sheet}: {refused:?}");
        }
        for strings in ["<si><t>một</t></si>", "<si><t>một</si></t></sst>"] {
            let refused = read(&workbook(&sheet, strings));
            assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{strings}: {refused:?}");
        }
    }

    #[test]
    fn a_quoted_per_cent_sign_does_not_multiply() {
        let shown = ["0%", "0.0%", "0.00\"%\"", "0\\%", "General", "#,##0;[Red]-0%"].map(is_percent);
        assert_eq!(shown, [true, true, false, false, false, true]);
    }
}
