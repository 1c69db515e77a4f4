//! The rows of a table as nodes: tasks, and the rows that head groups of them.

use super::blocks::TableRow;
use super::labels::{is_ordinal, number_parts, ordinal};
use super::open_nodes::Rank;

/// A row as the plan means it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlanRow {
    pub(super) line: usize,
    /// How far out it stands.
    pub(super) rank: Rank,
    /// The number it prints; empty where it has none.
    pub(super) label: String,
    /// Its name: the cell behind the number.
    pub(super) name: String,
    /// All its cells; none of a row that heads others, which has no more than number and name.
    pub(super) cells: Vec<String>,
}

/// The rows of a table. One that has no more than a number and a name, where others have more, heads those that follow it. A
/// Hindu-Arabic number does so only where the next row counts from it, or from 1: else it is a task of which the plan says
/// nothing.
pub(super) fn plan_rows(rows: Vec<TableRow>) -> Vec<PlanRow> {
    let has_numbers = rows.iter().any(|row| row.cells.first().is_some_and(|cell| is_number(cell)));
    let name_at = usize::from(has_numbers);
    let is_filled = |row: &TableRow| row.cells.iter().skip(name_at + 1).any(|cell| !cell.is_empty());
    let has_details = rows.iter().any(is_filled);
    let heads: Vec<bool> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| has_details && !is_filled(row) && rows.get(at + 1).is_some_and(|next| may_head(row, next)))
        .collect();
    rows.into_iter().zip(heads).map(|(row, heads)| plan_row(row, name_at, heads)).collect()
}

fn plan_row(row: TableRow, name_at: usize, heads: bool) -> PlanRow {
    let TableRow { line, cells } = row;
    let first = cells.first().map_or("", String::as_str);
    let label = if name_at == 1 && is_number(first) { first.to_owned() } else { String::new() };
    let named = cells.get(name_at).map_or("", String::as_str);
    // A heading over all columns stands in the first one.
    let name = if named.is_empty() && label.is_empty() { first } else { named }.to_owned();
    let rank = if heads { Rank::RowGroup(level(&label)) } else { Rank::Row(number_parts(&label).unwrap_or(1)) };
    let cells = if heads { Vec::new() } else { cells };
    PlanRow { line, rank, label, name, cells }
}

/// Whether the number of a row lets it head the next one.
fn may_head(row: &TableRow, next: &TableRow) -> bool {
    let number = |row: &TableRow| row.cells.first().map(|cell| ordinal(cell).to_owned()).unwrap_or_default();
    let (own, next) = (number(row), number(next));
    number_parts(&own).is_none() || next == "1" || next.starts_with(&format!("{own}."))
}

/// Whether a cell holds the number of its row.
fn is_number(cell: &str) -> bool {
    is_ordinal(cell) || number_parts(cell).is_some()
}

/// How far out a heading with this number stands among headings.
fn level(label: &str) -> u8 {
    let bare = ordinal(label);
    let is_roman = !bare.is_empty() && bare.chars().all(|sign| "IVX".contains(sign));
    match bare.chars().next() {
        Some(_) if is_roman => 1,
        Some(letter) if letter.is_uppercase() => 0,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: usize, cells: &[&str]) -> TableRow {
        TableRow { line, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn a_row_without_details_heads_those_that_follow() {
        let rows = plan_rows(vec![
            row(1, &["A", "Phần", ""]),
            row(2, &["I", "Nhóm", ""]),
            row(3, &["1", "Việc", "2026"]),
            row(4, &["1.1", "Việc con", "2026"]),
            row(5, &["Nhóm khác", "", ""]),
            row(6, &["2", "Việc không thời hạn", ""]),
            row(7, &["3", "Việc", "2027"]),
        ]);
        let read: Vec<_> = rows.iter().map(|row| (row.rank, row.label.as_str(), row.name.as_str())).collect();
        let expected = [
            (Rank::RowGroup(0), "A", "Phần"),
            (Rank::RowGroup(1), "I", "Nhóm"),
            (Rank::Row(1), "1", "Việc"),
            (Rank::Row(2), "1.1", "Việc con"),
            (Rank::RowGroup(2), "", "Nhóm khác"),
            (Rank::Row(1), "2", "Việc không thời hạn"),
            (Rank::Row(1), "3", "Việc"),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn where_no_row_has_details_none_heads_others() {
        let rows = plan_rows(vec![row(1, &["1.", "Một", ""]), row(2, &["2.", "Hai", ""])]);
        assert!(rows.iter().all(|row| row.rank == Rank::Row(1)));
    }
}
