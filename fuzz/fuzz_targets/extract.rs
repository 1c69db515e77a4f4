//! Any grid: extraction ends, and every cell is mapped, furniture or unmapped.
#![no_main]

use std::sync::{Arc, LazyLock};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use tonghop::config::Workspace;
use tonghop::extract::{Lexicon, extract};
use tonghop::intake::{Cell, Grid, Value, Visibility, Workbook};

/// Words that make a grid look like the form.
const WORDS: [&str; 24] = [
    "Mã", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Trạng thái", "Nhiệm vụ, giải pháp", "Kết quả thực hiện",
    "Tỷ lệ hoàn thành (%)", "Dự toán giao", "Đã thực hiện", "Nguồn kinh phí", "Tổng cộng", "CT01", "CT08", "II.1.a",
    "II.3.g", "III.1.1", "IV.2", "Hoàn thành", "x", "1.234,5", "95%", "Mã đơn vị", "Đơn vị tính: đồng",
];

#[derive(Debug, Arbitrary)]
enum Content {
    Word(u8),
    Text(String),
    Number(f64),
    Date(f64),
    Truth(bool),
    Error,
    Formula(String),
}

#[derive(Debug, Arbitrary)]
struct Sheet {
    name: String,
    hidden: bool,
    cells: Vec<(u8, u8, bool, bool, Content)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let settings = Workspace::new("there-is-no-such-folder").load(2026).expect("the built-in settings");
    Lexicon::new(&settings)
});

fn value(content: Content) -> Value {
    match content {
        Content::Word(word) => Value::Text(WORDS[usize::from(word) % WORDS.len()].to_owned()),
        Content::Text(text) => Value::Text(text),
        Content::Number(number) => Value::Number(number),
        Content::Date(day) => Value::Date(day),
        Content::Truth(truth) => Value::Bool(truth),
        Content::Error => Value::Error("#REF!".to_owned()),
        Content::Formula(text) => Value::FormulaWithoutValue(text),
    }
}

fn grid(sheet: Sheet) -> Grid {
    let mut cells: Vec<Cell> = sheet
        .cells
        .into_iter()
        .map(|(row, column, percent_format, formula, content)| Cell {
            row: row.into(),
            column: u32::from(column % 16),
            value: value(content),
            percent_format,
            font: None,
            formula,
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells.dedup_by_key(|cell| (cell.row, cell.column));
    let visibility = if sheet.hidden { Visibility::Hidden } else { Visibility::Visible };
    Grid { name: sheet.name, visibility, cells, merges: Vec::new(), fonts: Vec::new(), decoded: Vec::new() }
}

fuzz_target!(|sheets: Vec<Sheet>| {
    let workbook = Workbook::from(sheets.into_iter().take(8).map(grid).collect::<Vec<_>>()).decoded();
    let cells: usize = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    // What takes more than a submission can is refused.
    let Ok(mut reports) = extract(&Arc::from("file.xlsx"), &workbook, &LEXICON) else { return };
    let ledger = reports.remove(0).ledger;
    assert_eq!(ledger.read, cells);
    assert_eq!(ledger.mapped + ledger.furniture + ledger.unmapped.len(), cells);
});
