//! Rows of the form in a table without a head: the table before goes on, on another sheet as a rule, or nobody can tell
//! what its columns are.

use super::agreement::WordsSay;
use super::budget::{Budget, CELL};
use super::column_blocks::ColumnBlock;
use super::heads::{Column, Head, Table, column_at, is_column_numbers, is_tick};
use super::lexicon::Lexicon;
use super::period::period_of_title;
use super::sheet::{Row, Sheet};
use super::status::tells_state;
use super::{Remark, RemarkKind};
use crate::form::{self, Subject, TableKind};
use crate::intake::{Value, Visibility};
use crate::model::{Field, ValueType};
use crate::vietnamese::parse_number;

/// Cells from the left in which a row may be numbered and named.
const NAMES: usize = 4;

/// A row of the form outside any table.
struct HeadlessRow {
    /// Its place in the column block.
    place: usize,
    /// The row of the form.
    at: usize,
    /// The cells that number and name it.
    names: Vec<usize>,
}

/// A table that was found by its head, as one that may go on.
struct Begun {
    columns: Vec<Column>,
    /// The rows of the form that it has.
    rows: Vec<usize>,
}

/// Gives each table that goes on without its head a table of its own, under the heads of the one it goes on from. What has
/// no heads is told: a remark a sheet.
pub(super) fn continue_tables(
    sheets: &[Sheet<'_>],
    blocks: &mut [Vec<ColumnBlock>],
    lexicon: &Lexicon,
    budget: &Budget,
) -> Vec<Remark> {
    let outside = |sheet: &Sheet<'_>, block: &ColumnBlock| {
        let end = block.tables.first().map_or(block.rows.len(), |table| table.head.start);
        headless_rows(sheet, &block.rows[..end], lexicon, budget)
    };
    let mut all = sheets.iter().zip(blocks.iter()).filter(|(sheet, _)| is_read(sheet));
    if all.all(|(sheet, blocks)| blocks.iter().all(|block| outside(sheet, block).is_empty())) {
        return Vec::new();
    }
    let mut remarks = Vec::new();
    let mut begun: Vec<Begun> = Vec::new();
    for (sheet, blocks) in sheets.iter().zip(blocks) {
        if !is_read(sheet) {
            continue;
        }
        for block in blocks {
            let end = block.tables.first().map_or(block.rows.len(), |table| table.head.start);
            let headless = outside(sheet, block);
            if let Some(first) = headless.first() {
                let from = begun.iter().rev().find(|begun| goes_on(begun, sheet, block, &headless, lexicon));
                match from {
                    Some(from) => {
                        let columns = from.columns.clone();
                        block
                            .tables
                            .insert(0, Table { head: first.place..first.place, body: first.place..end, columns });
                    }
                    None => remarks.push(remark(sheet, block, &headless, lexicon)),
                }
            }
            let tables = block.tables.iter().map(|table| {
                let rows = headless_rows(sheet, &block.rows[table.body.clone()], lexicon, budget);
                Begun { columns: table.columns.clone(), rows: rows.into_iter().map(|row| row.at).collect() }
            });
            begun.extend(tables);
        }
    }
    remarks
}

/// Whether a sheet is read: it is not set aside, and is none that this program put there.
fn is_read(sheet: &Sheet<'_>) -> bool {
    let name = &sheet.grid.name;
    sheet.grid.visibility == Visibility::Visible && !form::is_guidance(name) && !form::is_list_of_fixes(name)
}

/// The rows among these that a whole code, or their very words, name, and that say more than that.
fn headless_rows(sheet: &Sheet<'_>, rows: &[Row], lexicon: &Lexicon, budget: &Budget) -> Vec<HeadlessRow> {
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        if row.cells.len() < 2 || !budget.spend(CELL) {
            continue;
        }
        let Some((at, mut names)) = named(sheet, row, lexicon) else { continue };
        if lexicon.entry(at).is_heading() {
            continue;
        }
        let words = row.cells.clone().filter(|index| !names.contains(index)).find(|&index| {
            let is_words = sheet.text(index).chars().filter(|letter| letter.is_alphabetic()).count() > 1;
            is_words && sheet.cell(index).column <= sheet.cell(names[0]).column + 1
        });
        if let Some(index) = words {
            match lexicon.words_say(sheet.text(index), at, &|_| true, budget) {
                WordsSay::Own => names.push(index),
                WordsSay::Another(_) | WordsSay::Neither => continue,
            }
        }
        if row.cells.clone().any(|index| !names.contains(&index)) {
            found.push(HeadlessRow { place, at, names });
        }
    }
    found
}

/// The row of the form that one of the first cells of a row names by its whole code, or by its words in full.
fn named(sheet: &Sheet<'_>, row: &Row, lexicon: &Lexicon) -> Option<(usize, Vec<usize>)> {
    const LONGEST_CODE: usize = 14;
    let first = || row.cells.clone().take(NAMES);
    let by_code = first().find_map(|index| {
        let code = sheet.text(index);
        let is_code = code.len() <= LONGEST_CODE
            && code.contains(|letter: char| letter.is_ascii_digit())
            && code.starts_with(char::is_alphabetic);
        let (at, _) = lexicon.by_code(code).filter(|_| is_code)?;
        Some((at, vec![index]))
    });
    by_code.or_else(|| {
        first().find_map(|index| {
            let text = sheet.text(index);
            let at = lexicon.by_own_words(text)?;
            // A duty whose words are a body's name: the letterhead has it, too.
            let is_letterhead =
                lexicon.entry(at).table == TableKind::Duties && lexicon.bodies().only_one_in(text).is_some();
            (!is_letterhead).then(|| (at, vec![index]))
        })
    })
}

/// Whether rows without a head go on with a table: they are other rows of the same form, their codes and words stand in its
/// columns, and so does all else, as its heads say. What stands right above them may be a head that nobody knows; another
/// year above them makes them another table.
fn goes_on(begun: &Begun, sheet: &Sheet<'_>, block: &ColumnBlock, rows: &[HeadlessRow], lexicon: &Lexicon) -> bool {
    let Some(first) = rows.first() else { return false };
    let kind = lexicon.entry(first.at).table;
    let is_same_form = begun.rows.iter().any(|&at| lexicon.entry(at).table == kind)
        && rows.iter().all(|row| lexicon.entry(row.at).table == kind && !begun.rows.contains(&row.at));
    let above = &block.rows[..first.place];
    let has_unknown_head = above.last().is_some_and(|row| {
        row.number + 1 == block.rows[first.place].number && row.cells.len() >= 3 && !is_column_numbers(sheet, row)
    });
    let year = lexicon.year();
    let is_of_another_year = period_of_title(&sheet.grid.name, year).is_foreign()
        || above
            .iter()
            .flat_map(|row| row.cells.clone())
            .any(|index| period_of_title(sheet.text(index), year).is_foreign());
    let fits = |row: &HeadlessRow| {
        block.rows[row.place].cells.clone().all(|index| {
            let head = column_at(&begun.columns, sheet.cell(index).column).map(|column| column.head);
            let is_name = matches!(head, Some(Head::Code | Head::Label));
            if row.names.contains(&index) {
                is_name
            } else if head == Some(Head::Code) {
                is_running_number(sheet, index)
            } else {
                head.is_some_and(|head| may_hold(sheet, index, head, kind.subject()))
            }
        })
    };
    is_same_form && !has_unknown_head && !is_of_another_year && rows.iter().all(fits)
}

/// Whether a cell holds what a head asks for.
fn may_hold(sheet: &Sheet<'_>, index: usize, head: Head, subject: Subject) -> bool {
    let text = sheet.text(index);
    let value = &sheet.cell(index).value;
    let is_number = matches!(value, Value::Number(_) | Value::FormulaWithoutValue(_)) || parse_number(text).is_some();
    match head {
        Head::Tick(_) => is_tick(value, text),
        Head::Says(Field::Status) => tells_state(text) || is_number,
        Head::Says(field) if subject.has(field) || subject.computes(field) => match field.value_type() {
            ValueType::Text => matches!(value, Value::Text(_)) && (field == Field::Note || !is_number),
            ValueType::Figure | ValueType::Amount | ValueType::Percent | ValueType::Status => is_number,
        },
        // Heads that say more only once the table is known: `Thực hiện` is a result or a figure.
        Head::Says(_) if subject == Subject::PlanNode => matches!(value, Value::Text(_)) || is_number,
        Head::Says(_) => is_number,
        Head::Unit => !is_number,
        Head::Code | Head::Label => false,
        _ => true,
    }
}

/// Whether a cell numbers a row and says nothing else: `12`, `12.`, `a)`.
fn is_running_number(sheet: &Sheet<'_>, index: usize) -> bool {
    const LONGEST: usize = 4;
    let shown = sheet.shown(index);
    shown.len() <= LONGEST && shown.contains(char::is_alphanumeric)
}

/// A remark on rows of the form without a head.
fn remark(sheet: &Sheet<'_>, block: &ColumnBlock, rows: &[HeadlessRow], lexicon: &Lexicon) -> Remark {
    let content = |row: &HeadlessRow| {
        let cells = || block.rows[row.place].cells.clone().filter(|index| !row.names.contains(index));
        let behind = cells().find(|index| row.names.iter().all(|name| name < index));
        behind.or_else(|| cells().next()).unwrap_or(row.names[0])
    };
    Remark {
        kind: RemarkKind::ValueElsewhere,
        cells: rows.iter().map(|row| sheet.cell_ref(content(row))).collect(),
        field: String::new(),
        row: rows.first().map_or(String::new(), |row| lexicon.entry(row.at).id().to_owned()),
        found: rows.first().map_or(String::new(), |row| sheet.shown(content(row))),
        read_as: String::new(),
    }
}
