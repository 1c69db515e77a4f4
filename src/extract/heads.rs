//! Tables found by their heads, not by the names or places of their sheets.

use super::budget::{Budget, CELL, COLUMNS, Limit};
use super::head_paths::{complete, words_over};
use super::head_words::{classify, is_too_long};
use super::scope::Scope;
use super::sheet::{Row, Sheet};
use crate::intake::Value;
use crate::model::{Decimal, Field, Status};
use crate::vietnamese::{fold, parse_number};

/// What the head of a column says, whatever the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    /// Mã, STT.
    Code,
    /// Nhiệm vụ, chỉ tiêu, nguồn kinh phí: the words of the row.
    Label,
    /// What is said of the row: a field, as far as the words of the head alone tell. `Thực hiện` is [`Field::Actual`] until
    /// the table is known.
    Says(Field),
    /// A column for one state, ticked where it holds.
    Tick(Status),
    /// Đơn vị tính.
    Unit,
    /// Two figures in one cell, such as `13/11` below `Thực hiện/Kế hoạch`: the first, and the one behind the mark.
    Pair(Field, Field),
    /// Đơn vị chủ trì, phối hợp, thời gian: what the plan's appendix prints, and who did it and where.
    Printed,
    /// Figures of another period, comparisons, what another column tells better: set aside.
    Other,
    /// Words that are no head known, or none.
    Unknown,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its number on the sheet.
    pub(super) column: u32,
    /// What its head says.
    pub(super) head: Head,
    /// The words of the heads over it, from top to bottom; empty where there are none.
    pub(super) words: String,
    /// What of the year and of the whole it holds, as these words tell.
    pub(super) scope: Scope,
    /// For a column of texts: the other fields that its head names, `Kết quả; khó khăn; kiến nghị`.
    pub(super) also: Vec<Field>,
}

impl Column {
    /// A column with a head that is known; what stands over it is [told later](complete).
    fn new(column: u32, head: Head, words: &str) -> Self {
        Self { column, head, words: words.to_owned(), scope: Scope::UNSAID, also: Vec::new() }
    }
}

/// A table of the form: where its head stands and what its columns are.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Indices into its column block of the rows of the head, column numbers included.
    pub(super) head: std::ops::Range<usize>,
    /// Indices of the rows below, up to the head of the next table.
    pub(super) body: std::ops::Range<usize>,
    /// Its columns from left to right.
    pub(super) columns: Vec<Column>,
}

/// The column of this number among those of a table, which stand from left to right.
pub(super) fn column_at(columns: &[Column], number: u32) -> Option<&Column> {
    columns.binary_search_by_key(&number, |column| column.column).ok().map(|place| &columns[place])
}

/// The tables of a column block from top to bottom. `year` is the year reported on: columns of another are set aside.
pub(super) fn find_tables(sheet: &Sheet<'_>, block: &[Row], year: i16, budget: &Budget) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut row = 0;
    while row < block.len() && budget.spend(CELL * block[row].cells.len()) {
        let Some(columns) = head_row(sheet, &block[row..], budget) else {
            row += 1;
            continue;
        };
        let (head_end, columns) = lower_rows(sheet, block, row, columns);
        if let Some(before) = tables.last_mut() {
            before.body.end = row;
        }
        tables.push(Table { head: row..head_end, body: head_end..block.len(), columns });
        row = head_end;
    }
    for table in &mut tables {
        complete(sheet, block, table, year, budget);
    }
    tables
}

/// The columns of the first of `rows`, where it is the head of a table: at least three different heads, the row's words or
/// code among them; some of them may stand in a row below, if nothing but heads stands there.
fn head_row(sheet: &Sheet<'_>, rows: &[Row], budget: &Budget) -> Option<Vec<Column>> {
    let row = rows.first()?;
    let may_be = |index: usize| may_be_head(&sheet.cell(index).value) && !is_of_a_row(sheet.text(index));
    if row.cells.len() < 2 || !row.cells.clone().all(may_be) {
        return None;
    }
    let columns = classified(sheet, row);
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
    if columns.len() > COLUMNS {
        budget.exceed(Limit::Columns);
        return None;
    }
    if count(&columns) >= 3 {
        return Some(columns);
    }
    let mut below = heads_below(sheet, rows, &columns)?;
    below.extend(columns.iter().cloned());
    (count(&below) >= 3).then_some(columns)
}

/// The table below the row at a place, where that may be a head of which nothing is known but the codes or the words of
/// the rows: whether it is one, only these tell.
pub(super) fn weak_head(sheet: &Sheet<'_>, block: &[Row], at: usize, year: i16, budget: &Budget) -> Option<Table> {
    let row = &block[at];
    let may_be = |index: usize| may_be_head(&sheet.cell(index).value) && !is_of_a_row(sheet.text(index));
    if !(2..=COLUMNS).contains(&row.cells.len())
        || !row.cells.clone().all(may_be)
        || !budget.spend(CELL * row.cells.len())
    {
        return None;
    }
    let columns = classified(sheet, row);
    if !columns.iter().any(|column| matches!(column.head, Head::Code | Head::Label)) {
        return None;
    }
    let (end, columns) = lower_rows(sheet, block, at, columns);
    let mut table = Table { head: at..end, body: end..block.len(), columns };
    complete(sheet, block, &mut table, year, budget);
    Some(table)
}

/// The columns of the first row below that is all heads, where it goes on with the head that `columns` begin.
fn heads_below(sheet: &Sheet<'_>, rows: &[Row], columns: &[Column]) -> Option<Vec<Column>> {
    let merged_down_to = merged_down_to(sheet, &rows[0]);
    for end in (1..rows.len().min(MOST_ROWS)).take_while(|&end| follows(sheet, rows, 0, end)) {
        if rows[end].cells.len() >= 2 && is_lower_head(sheet, &rows[end], columns) {
            return Some(classified(sheet, &rows[end]));
        }
        if rows[end].number > merged_down_to && !is_between(sheet, rows, end, columns) {
            return None;
        }
    }
    None
}

/// Whether a text numbers a row or tells it at length, as no head does: `a)`, `II.3.đ`, a figure, the words of a task.
fn is_of_a_row(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next();
    let numbers = match (first, letters.as_str()) {
        (Some(letter), ")" | ".") => letter.is_alphanumeric(),
        // `Ý` heads a column.
        (Some(letter), "") => letter.is_ascii_lowercase() || letter == 'đ',
        _ => is_whole_code(text),
    };
    numbers || is_too_long(text) || is_figure(text)
}

/// Whether a text is a number and no year: `6 736,1`.
fn is_figure(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit())
        && parse_number(text).is_some_and(|number| {
            number.rest.is_empty() && !(Decimal::from(1990)..Decimal::from(2200)).contains(&number.value)
        })
}

/// Whether a text is a code of several parts: `II.3.đ`, `ct 07`, `iii-1`.
fn is_whole_code(text: &str) -> bool {
    const LONGEST: usize = 14;
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let section = text[..end].to_ascii_uppercase();
    let is_section = !section.is_empty() && section.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    (is_section || matches!(section.as_str(), "CT" | "DM"))
        && text.len() <= LONGEST
        && text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '/' | '_' | ' ' | ')'))
}

/// Rows that a head may have, its column numbers included.
const MOST_ROWS: usize = 5;

/// Whether the row at `end` of a column block goes on where the head that begins at `first` has come to: right below it, or below
/// the cells of it that are merged downwards. One empty row more may be what merges leave that nobody tells of: not every
/// format does, and a head that is copied further down loses them.
fn follows(sheet: &Sheet<'_>, block: &[Row], first: usize, end: usize) -> bool {
    let above = block[end - 1].number;
    block[end].number <= above.max(merged_down_to(sheet, &block[first])) + 2
}

/// The last row that the cells of a head's first row are merged down to.
fn merged_down_to(sheet: &Sheet<'_>, first: &Row) -> u32 {
    let merges = sheet.merges.beginning_in(first.number..=first.number).iter();
    let starting = merges.filter(|merge| sheet.cell_in(first, merge.first_column).is_some());
    starting.map(|merge| merge.last_row).max().unwrap_or(first.number)
}

/// Whether a cell can stand in a head: words, or a year.
fn may_be_head(value: &Value) -> bool {
    match value {
        Value::Text(_) => true,
        Value::Number(number) => (1990.0..2200.0).contains(number),
        _ => false,
    }
}

fn classified(sheet: &Sheet<'_>, row: &Row) -> Vec<Column> {
    row.cells
        .clone()
        .filter_map(|index| {
            let words = sheet.text(index);
            Some(Column::new(sheet.cell(index).column, classify(words)?, words))
        })
        .collect()
}

/// Takes in the lower rows of a head and its row of column numbers. A lower head is the more precise one.
fn lower_rows(sheet: &Sheet<'_>, block: &[Row], first: usize, mut columns: Vec<Column>) -> (usize, Vec<Column>) {
    let merged_down_to = merged_down_to(sheet, &block[first]);
    let mut end = first + 1;
    while end < block.len() && end < first + MOST_ROWS && follows(sheet, block, first, end) {
        if block[end].cells.len() > COLUMNS {
            break;
        }
        if is_column_numbers(sheet, &block[end]) {
            end += 1;
            break;
        }
        let is_inside = block[end].number <= merged_down_to;
        if !is_inside && is_parted(block, end) && block[end].cells.len() < 2 {
            break;
        }
        if !is_inside
            && !is_lower_head(sheet, &block[end], &columns)
            && !is_between(sheet, block, end, &columns)
            && !parts_heads(sheet, block, end, &columns)
        {
            break;
        }
        for lower in classified(sheet, &block[end]) {
            take_in(&mut columns, lower);
        }
        columns.sort_by_key(|column| column.column);
        end += 1;
    }
    (end, columns)
}

/// Whether every cell of a row is a head, and none stands where the rows are named: `IV. Tổ chức thực hiện` there is the
/// title of rows.
fn is_lower_head(sheet: &Sheet<'_>, row: &Row, columns: &[Column]) -> bool {
    if row.cells.len() > COLUMNS {
        return false;
    }
    let below = classified(sheet, row);
    let is_named = columns.iter().any(|upper| upper.head == Head::Label);
    let names_again =
        below.iter().any(|lower| lower.head == Head::Label && is_named || names_rows(columns, lower.column));
    below.len() == row.cells.len() && !names_again
}

/// Whether an empty row parts two rows of a column block.
fn is_parted(block: &[Row], end: usize) -> bool {
    block[end].number > block[end - 1].number + 1
}

/// Whether a column holds the codes or the words of rows.
fn names_rows(columns: &[Column], column: u32) -> bool {
    column_at(columns, column).is_some_and(|known| matches!(known.head, Head::Code | Head::Label))
}

/// Whether a row stands between those of a head: it names no row of the table, and a row of heads follows: `Năm 2026` above
/// `Kế hoạch` and `Thực hiện`.
fn is_between(sheet: &Sheet<'_>, block: &[Row], end: usize, columns: &[Column]) -> bool {
    let is_words =
        |index: usize| may_be_head(&sheet.cell(index).value) && !names_rows(columns, sheet.cell(index).column);
    block[end].cells.clone().all(is_words)
        && block.get(end + 1).is_some_and(|next| {
            next.number == block[end].number + 1 && next.cells.len() >= 2 && is_lower_head(sheet, next, columns)
        })
}

/// Whether a row of a few words each parts the heads above it, in words that are no heads by themselves: `6 tháng`, `Cả
/// năm`, `Ngân sách xã`. It names no row, and a row that is named follows.
fn parts_heads(sheet: &Sheet<'_>, block: &[Row], end: usize, columns: &[Column]) -> bool {
    const WORDS: usize = 6;
    let row = &block[end];
    let is_right_below = block[end - 1].number + 1 == row.number;
    let is_part = |index: usize| {
        let cell = sheet.cell(index);
        let text = sheet.text(index);
        may_be_head(&cell.value)
            && !names_rows(columns, cell.column)
            && !is_of_a_row(text)
            && !text.ends_with('.')
            && text.split(' ').count() <= WORDS
            && words_over(sheet, &block[end - 1], cell.column, Some(row)).is_some()
    };
    let next_names_row = |next: &Row| next.cells.clone().any(|index| names_rows(columns, sheet.cell(index).column));
    is_right_below
        && row.cells.len() >= 2
        && row.cells.clone().all(is_part)
        && block.get(end + 1).is_some_and(|next| next.number == row.number + 1 && next_names_row(next))
}

fn take_in(columns: &mut Vec<Column>, lower: Column) {
    match columns.iter_mut().find(|upper| upper.column == lower.column) {
        Some(upper) => *upper = lower,
        None => columns.push(lower),
    }
}

/// A row such as `(1) (2) (3)`, `A 1 2 3` or `A B 1`.
pub(super) fn is_column_numbers(sheet: &Sheet<'_>, row: &Row) -> bool {
    let (mut letters, mut numbers) = (0, 0);
    let mut last = 0;
    for index in row.cells.clone() {
        let shown = fold(&sheet.shown(index));
        let first_word = shown.split(' ').next().unwrap_or_default();
        match first_word.parse::<u32>() {
            // `(7)=(6)/(5)` folds to `7 6 5`.
            Ok(number) if number == last + 1 || last == 0 && number <= 3 => {
                last = number;
                numbers += 1;
            }
            Err(_) if numbers == 0 && shown.len() == 1 => letters += 1,
            _ => return false,
        }
    }
    // A row of data may be numbered by one letter, but not by two.
    numbers >= 3 || letters >= 2 && numbers >= 1
}

/// Whether a cell can be a tick: `x`, a check mark, 1, true.
pub(super) fn is_tick(value: &Value, text: &str) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => *number == 1.0,
        Value::Text(_) => {
            // `(x)`, `x.`, `[X]`
            let mark = text.trim_matches(|letter: char| {
                letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | '.' | ';')
            });
            matches!(mark, "x" | "X" | "✓" | "✔" | "☑" | "√" | "v" | "V" | "1" | "có" | "Có" | "*" | "+")
        }
        _ => false,
    }
}
