//! All columns of a table with the heads over them, from top to bottom: also those whose words are no heads by themselves,
//! `Cả năm` below `Thực hiện`, and those with figures below a head that is merged over them, or below none.

use std::collections::BTreeSet;

use super::budget::{Budget, COLUMNS};
use super::head_words::{classify, text_fields};
use super::heads::{Column, Head, Table, is_column_numbers};
use super::scope::Scope;
use super::sheet::{Row, Sheet};
use crate::intake::Value;

/// Gives the columns of a table all their words, and adds those that have no head of their own.
pub(super) fn complete(sheet: &Sheet<'_>, block: &[Row], table: &mut Table, year: i16, budget: &Budget) {
    let cells: usize = block[table.head.start..table.body.end].iter().map(|row| row.cells.len()).sum();
    if !budget.spend(cells) {
        return;
    }
    let heads: Vec<&Row> = block[table.head.clone()].iter().filter(|row| !is_column_numbers(sheet, row)).collect();
    for column in &mut table.columns {
        let path = path_over(sheet, &heads, column.column);
        if !path.is_empty() {
            column.words = path.join(" ");
        }
        column.scope = Scope::of(&path, year);
        column.also = also_named(column.head, path.last());
    }
    let known: BTreeSet<u32> = table.columns.iter().map(|column| column.column).collect();
    let others = numbers(sheet, &heads, &block[table.body.clone()]);
    let room = COLUMNS.saturating_sub(table.columns.len());
    for column in others.difference(&known).take(room) {
        let path = path_over(sheet, &heads, *column);
        let head = head_of(&path);
        let also = also_named(head, path.last());
        table.columns.push(Column {
            column: *column,
            head,
            words: path.join(" "),
            scope: Scope::of(&path, year),
            also,
        });
    }
    table.columns.sort_by_key(|column| column.column);
}

/// The columns that have a cell in the head or the body, or a head that is merged over them.
fn numbers(sheet: &Sheet<'_>, heads: &[&Row], body: &[Row]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for row in heads {
        for index in row.cells.clone() {
            let first = sheet.cell(index).column;
            let last = sheet.merges.over(row.number, first).map_or(first, |merge| merge.last_column);
            found.extend(first..=last.min(first.saturating_add(COLUMNS as u32)));
        }
    }
    found.extend(body.iter().flat_map(|row| row.cells.clone()).map(|index| sheet.cell(index).column));
    found
}

/// What heads say of a column that has none of its own that is known: what the nearest one over it says, where it is one of
/// answers.
fn head_of(path: &[String]) -> Head {
    match path.iter().rev().find_map(|words| classify(words)) {
        Some(head @ (Head::Says(_) | Head::Pair(..))) => head,
        Some(_) => Head::Other,
        None => Head::Unknown,
    }
}

fn also_named(head: Head, words: Option<&String>) -> Vec<crate::model::Field> {
    match (head, words) {
        (Head::Says(field), Some(words)) => text_fields(words).into_iter().filter(|other| *other != field).collect(),
        _ => Vec::new(),
    }
}

/// The words of the heads over a column, from top to bottom.
fn path_over(sheet: &Sheet<'_>, heads: &[&Row], column: u32) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for (level, row) in heads.iter().enumerate() {
        let lower = heads.get(level + 1).copied();
        if let Some(words) = words_over(sheet, row, column, lower)
            && path.last() != Some(&words)
        {
            path.push(words);
        }
    }
    path
}

/// The words of the cell in a row of a head that stands over a column: its own, or one that spans it. `lower` is the next
/// row of the head: a cell that is merged with none spans those that have a head below it, up to the next.
pub(super) fn words_over(sheet: &Sheet<'_>, upper: &Row, column: u32, lower: Option<&Row>) -> Option<String> {
    let right = sheet.first_from(upper, column.saturating_add(1));
    if right == upper.cells.start {
        return None;
    }
    let index = right - 1;
    let start = sheet.cell(index).column;
    let has_lower = |column: u32| lower.is_some_and(|lower| sheet.cell_in(lower, column).is_some());
    let spans = start == column
        || match sheet.merges.over(upper.number, start) {
            Some(merge) => column <= merge.last_column,
            // Formats that do not tell merges leave only the order of the cells to go by.
            None if sheet.merges.is_empty() => has_lower(column),
            None => (start..=column).all(has_lower),
        };
    let words = match sheet.cell(index).value {
        Value::Text(_) => sheet.text(index).to_owned(),
        _ => sheet.shown(index),
    };
    (spans && !words.is_empty()).then_some(words)
}
