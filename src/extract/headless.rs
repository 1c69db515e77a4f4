//! Tables whose heads are no heads by their words: `Mã | Chỉ tiêu | Giá trị`, a table that goes on on the next sheet
//! without its head. That their rows are rows of the form tells them.

use super::RemarkKind;
use super::budget::Budget;
use super::column_blocks::ColumnBlock;
use super::column_content::{is_figure_cell, is_state_cell};
use super::heads::{Head, Table, weak_head};
use super::lexicon::Lexicon;
use super::record::Remark;
use super::sheet::{Row, Sheet};
use super::table::{is_of_form, subject_of};

/// Rows looked at for a head whose columns are mostly unknown.
const HEAD_ROWS: usize = 40;
/// Tables before a sheet that it may go on with.
const TABLES_BEFORE: usize = 8;
/// Columns from the left in which rows are numbered and named.
const NAMING_COLUMNS: u32 = 4;

/// Adds the tables that only their rows tell, to the sheets that have none; and remarks on those that go on with the
/// columns of another, and on rows of the form that no head stands over.
pub(super) fn complete(
    sheets: &[Sheet<'_>],
    blocks: &mut [Vec<ColumnBlock>],
    is_read: impl Fn(&Sheet<'_>, &[ColumnBlock]) -> bool,
    lexicon: &Lexicon,
    budget: &Budget,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for number in 0..sheets.len() {
        let sheet = &sheets[number];
        let (before, own) = blocks.split_at_mut(number);
        let Some([block]) = own.first_mut().map(Vec::as_mut_slice) else { continue };
        if !block.tables.is_empty() || !is_read(sheet, std::slice::from_ref(block)) || budget.is_exceeded() {
            continue;
        }
        if let Some(table) = with_weak_head(sheet, block, lexicon, budget) {
            block.tables.push(table);
            continue;
        }
        let tables_before = before.iter().zip(sheets).rev().flat_map(|(blocks, sheet)| {
            blocks.iter().rev().flat_map(move |block| block.tables.iter().rev().map(move |table| (sheet, block, table)))
        });
        let mut tables_before = tables_before.take(TABLES_BEFORE);
        let continued = tables_before.find_map(|(of, in_block, table)| {
            Some((of, continuation(sheet, block, of, in_block, table, lexicon, budget)?))
        });
        if let Some((of, table)) = continued {
            let first = &block.rows[table.body.start];
            remarks.push(remark(RemarkKind::HeadlessTable, sheet, first, of.reference.sheet.to_string()));
            block.tables.push(table);
        } else if let Some((row, code)) = lone_row(sheet, block, lexicon, budget) {
            remarks.push(remark(RemarkKind::RowsWithoutHead, sheet, row, code));
        }
    }
    remarks
}

fn remark(kind: RemarkKind, sheet: &Sheet<'_>, row: &Row, found: String) -> Remark {
    let cells = vec![sheet.cell_ref(row.cells.start)];
    Remark { kind, cells, field: String::new(), row: String::new(), found, read_as: String::new() }
}

/// A table whose head names no more than the rows, where these are rows of the form.
fn with_weak_head(sheet: &Sheet<'_>, block: &ColumnBlock, lexicon: &Lexicon, budget: &Budget) -> Option<Table> {
    (0..block.rows.len().min(HEAD_ROWS)).find_map(|at| {
        let table = weak_head(sheet, &block.rows, at, lexicon.year(), budget)?;
        is_of_form(lexicon, budget, sheet, block, &table).then_some(table)
    })
}

/// The rows of a column block as those of a table of an earlier sheet, where they are about the same and stand in its
/// columns.
fn continuation(
    sheet: &Sheet<'_>,
    block: &ColumnBlock,
    of: &Sheet<'_>,
    in_block: &ColumnBlock,
    table: &Table,
    lexicon: &Lexicon,
    budget: &Budget,
) -> Option<Table> {
    let names_row = |head: Head| table.columns.iter().filter(move |column| column.head == head);
    let naming: Vec<u32> = names_row(Head::Code).chain(names_row(Head::Label)).map(|column| column.column).collect();
    let is_named = |row: &Row| naming.iter().any(|column| sheet.cell_in(row, *column).is_some());
    let start = block.rows.iter().position(|row| row.cells.len() >= 2 && is_named(row))?;
    let going_on = Table { head: start..start, body: start..block.rows.len(), columns: table.columns.clone() };
    let last = table.columns.last()?.column;
    let fits = block.rows[start..].iter().all(|row| sheet.cell(row.cells.end - 1).column <= last);
    if !fits || !is_of_form(lexicon, budget, sheet, block, &going_on) {
        return None;
    }
    let about = subject_of(lexicon, budget, of, in_block, table);
    (about == subject_of(lexicon, budget, sheet, block, &going_on)).then_some(going_on)
}

/// The first row that a code or the words of the form name and that has a figure or a state, where no head tells what.
fn lone_row<'a>(
    sheet: &Sheet<'_>,
    block: &'a ColumnBlock,
    lexicon: &Lexicon,
    budget: &Budget,
) -> Option<(&'a Row, String)> {
    let is_answer =
        |index: usize| sheet.cell(index).column > 0 && (is_figure_cell(sheet, index) || is_state_cell(sheet, index));
    block.rows.iter().find_map(|row| {
        let code = row.cells.clone().filter(|index| sheet.cell(*index).column < NAMING_COLUMNS).find_map(|index| {
            let shown = sheet.shown(index);
            let is_code = shown.contains(|letter: char| letter.is_ascii_digit())
                && shown.contains(char::is_alphabetic)
                && budget.spend(shown.len())
                && lexicon.by_code(&shown).is_some();
            is_code.then_some((index, shown))
        });
        let (at, code) = code?;
        row.cells.clone().any(|index| index != at && is_answer(index)).then_some((row, code))
    })
}
