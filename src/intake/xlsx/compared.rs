//! Our reading of workbooks held against calamine's, on the repository's own submissions. On 530 public workbooks they
//! differ where the file is at the edge of the standard, and calamine takes a string for another or drops a cell.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::Reader;

use super::super::convert::value_of;
use super::read;

/// Cells by sheet, row and column.
type Cells = BTreeMap<(String, u32, u32), String>;

fn ours(bytes: &[u8]) -> Cells {
    let workbook = read(bytes).expect("a workbook");
    let cells = workbook.sheets.iter().flat_map(|sheet| sheet.cells.iter().map(move |cell| (sheet, cell)));
    cells.map(|(sheet, cell)| ((sheet.name.clone(), cell.row, cell.column), format!("{:?}", cell.value))).collect()
}

fn calamines(bytes: &[u8]) -> Cells {
    let mut workbook: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut cells = Cells::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).expect("a sheet");
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let Some(value) = value_of(value, false) else { continue };
            cells.insert((name.clone(), first_row + row as u32, first_column + column as u32), format!("{value:?}"));
        }
    }
    cells
}

#[test]
fn our_reading_is_calamines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/2026");
    let mut compared = 0;
    for entry in std::fs::read_dir(folder).expect("submissions").take(20) {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        let (ours, theirs) = (ours(&bytes), calamines(&bytes));
        assert!(ours == theirs);
        compared += ours.len();
    }
    assert!(compared > 2_000, "{compared}");
}
