//! Tables found by their heads, not by the names or places of their sheets.

use super::head_words::{classify, is_elsewhere};
use super::sheet::{Row, Sheet};
use crate::intake::Value;
use crate::model::Status;
use crate::vietnamese::fold;

/// What the head of a column says, whatever the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    /// Mã, STT.
    Code,
    /// Nhiệm vụ, chỉ tiêu, nguồn kinh phí: the words of the row.
    Label,
    /// Kết quả.
    Result,
    /// Văn bản, sản phẩm.
    Documents,
    /// Trạng thái, tiến độ.
    Status,
    /// A column for one state, ticked where it holds.
    Tick(Status),
    /// Tỷ lệ, % hoàn thành.
    Percent,
    /// Khó khăn, vướng mắc, tồn tại.
    Difficulties,
    /// Đề xuất, kiến nghị.
    Proposals,
    /// Đơn vị tính.
    Unit,
    /// Kế hoạch.
    Planned,
    /// Thực hiện.
    Actual,
    /// Ghi chú.
    Note,
    /// Dự toán giao.
    Allocated,
    /// Đã giải ngân, đã chi.
    Spent,
    /// Đơn vị chủ trì, phối hợp, thời gian: what the plan's appendix prints.
    Printed,
    /// Figures of another year, comparisons: set aside.
    Other,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its number on the sheet.
    pub(super) column: u32,
    /// What its head says.
    pub(super) head: Head,
    /// The head's own words.
    pub(super) words: String,
}

/// A table of the form: where its head stands and what its columns are.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Indices into its strip of the rows of the head, column numbers included.
    pub(super) head: std::ops::Range<usize>,
    /// Indices of the rows below, up to the head of the next table.
    pub(super) body: std::ops::Range<usize>,
    /// Its columns from left to right.
    pub(super) columns: Vec<Column>,
}

/// The tables of a strip from top to bottom. `year` is the year reported on: columns of another are set aside.
pub(super) fn find_tables(sheet: &Sheet<'_>, strip: &[Row], year: i16) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut row = 0;
    while row < strip.len() {
        let Some(columns) = head_row(sheet, &strip[row..], year) else {
            row += 1;
            continue;
        };
        let (head_end, columns) = lower_rows(sheet, strip, row, columns, year);
        if let Some(before) = tables.last_mut() {
            before.body.end = row;
        }
        tables.push(Table { head: row..head_end, body: head_end..strip.len(), columns });
        row = head_end;
    }
    tables
}

/// The columns of the first of `rows`, where it is the head of a table: at least three different heads, the row's words or
/// code among them; some of them may stand in the row below, if nothing but heads stands there.
fn head_row(sheet: &Sheet<'_>, rows: &[Row], year: i16) -> Option<Vec<Column>> {
    let (row, lower) = rows.split_first()?;
    if row.cells.len() < 2 || !row.cells.clone().all(|index| may_be_head(&sheet.cell(index).value)) {
        return None;
    }
    let columns = classified(sheet, row, year);
    let count = |columns: &[Column]| {
        let mut kinds: Vec<Head> = columns.iter().map(|column| column.head).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len()
    };
    let names_rows = columns.iter().any(|column| matches!(column.head, Head::Code | Head::Label));
    // A row of data may hold a word or two that heads are made of, but mostly others.
    if !names_rows || columns.len() < 2 || columns.len() * 2 < row.cells.len() {
        return None;
    }
    if count(&columns) >= 3 {
        return Some(columns);
    }
    let next = lower.first()?;
    let mut below = classified(sheet, next, year);
    let only_heads = next.number == row.number + 1 && below.len() == next.cells.len() && below.len() >= 2;
    below.extend(columns.iter().cloned());
    (only_heads && count(&below) >= 4).then_some(columns)
}

/// Whether a cell can stand in a head: words, or a year.
fn may_be_head(value: &Value) -> bool {
    match value {
        Value::Text(_) => true,
        Value::Number(number) => (1990.0..2200.0).contains(number),
        _ => false,
    }
}

fn classified(sheet: &Sheet<'_>, row: &Row, year: i16) -> Vec<Column> {
    row.cells
        .clone()
        .filter_map(|index| {
            let words = sheet.text(index);
            let head = classify(words)?;
            let head = if is_elsewhere(words, year) { Head::Other } else { head };
            Some(Column { column: sheet.cell(index).column, head, words: words.to_owned() })
        })
        .collect()
}

/// The words of the cell in the head's first row that stands over a column: its own, or one that spans it.
fn words_above<'a>(sheet: &'a Sheet<'_>, first: &Row, column: u32) -> &'a str {
    let Some(index) = first.cells.clone().rev().find(|&index| sheet.cell(index).column <= column) else { return "" };
    let start = sheet.cell(index).column;
    let merges = &sheet.grid.merges;
    let spans = merges.iter().any(|merge| {
        merge.first_row <= first.number
            && first.number <= merge.last_row
            && merge.first_column == start
            && column <= merge.last_column
    });
    // Formats that do not tell merges leave only the order of the cells to go by.
    if start == column || spans || merges.is_empty() { sheet.text(index) } else { "" }
}

/// Takes in the second and third rows of a head and its row of column numbers. A lower head is the more precise one.
fn lower_rows(
    sheet: &Sheet<'_>,
    strip: &[Row],
    first: usize,
    mut columns: Vec<Column>,
    year: i16,
) -> (usize, Vec<Column>) {
    let mut end = first + 1;
    while end < strip.len() && end < first + 4 && strip[end].number <= strip[end - 1].number + 1 {
        if is_column_numbers(sheet, &strip[end]) {
            end += 1;
            break;
        }
        let below = classified(sheet, &strip[end], year);
        let names_rows = below.iter().any(|column| column.head == Head::Label);
        // Every cell of a lower row is a head, and the words of the rows have theirs above.
        if below.len() != strip[end].cells.len()
            || names_rows && columns.iter().any(|column| column.head == Head::Label)
        {
            break;
        }
        for mut lower in below {
            let above = words_above(sheet, &strip[first], lower.column);
            if is_elsewhere(above, year) {
                lower.head = Head::Other;
            }
            // `Kinh phí (nghìn đồng)` above `Dự toán`: the unit of the upper head holds for the lower.
            lower.words = format!("{above} {}", lower.words).trim_start().to_owned();
            match columns.iter_mut().find(|upper| upper.column == lower.column) {
                Some(upper) => *upper = lower,
                None => columns.push(lower),
            }
        }
        columns.sort_by_key(|column| column.column);
        end += 1;
    }
    (end, columns)
}

/// A row such as `(1) (2) (3)` or `A B 1 2`.
pub(super) fn is_column_numbers(sheet: &Sheet<'_>, row: &Row) -> bool {
    let mut last = 0;
    let mut numbers = 0;
    for index in row.cells.clone() {
        let shown = fold(&sheet.shown(index));
        let first_word = shown.split(' ').next().unwrap_or_default();
        match first_word.parse::<u32>() {
            // `(7)=(6)/(5)` folds to `7 6 5`.
            Ok(number) if number == last + 1 || last == 0 && number <= 3 => {
                last = number;
                numbers += 1;
            }
            Err(_) if numbers == 0 && shown.len() == 1 => {}
            _ => return false,
        }
    }
    numbers >= 3
}

/// Whether a cell can be a tick: `x`, a check mark, 1, true.
pub(super) fn is_tick(value: &Value, text: &str) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => *number == 1.0,
        Value::Text(_) => {
            matches!(text.trim(), "x" | "X" | "✓" | "✔" | "☑" | "√" | "v" | "V" | "1" | "có" | "Có" | "*" | "+")
        }
        _ => false,
    }
}
