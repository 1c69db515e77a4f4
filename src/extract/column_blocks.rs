//! A sheet cut into column blocks where tables stand side by side: at an empty column, or where a head begins anew.

use super::budget::Budget;
use super::heads::{Head, Table, find_tables};
use super::sheet::{Row, Sheet};

/// The rows between two columns of a sheet, and the tables in them, from top to bottom.
#[derive(Clone, Debug)]
pub(super) struct ColumnBlock {
    /// Its rows; those without a cell there are left out.
    pub(super) rows: Vec<Row>,
    /// The first column in which a row of it has a cell.
    pub(super) first_column: u32,
    /// Its tables; their rows are indices into `rows`.
    pub(super) tables: Vec<Table>,
}

impl ColumnBlock {
    fn new(sheet: &Sheet<'_>, rows: Vec<Row>, year: i16, budget: &Budget) -> Self {
        let first_column = rows.iter().map(|row| sheet.cell(row.cells.start).column).min().unwrap_or(0);
        Self { tables: find_tables(sheet, &rows, year, budget), rows, first_column }
    }
}

/// The column blocks of a sheet from left to right: one, unless tables stand side by side. `year` is the year reported on.
pub(super) fn column_blocks(sheet: &Sheet<'_>, year: i16, budget: &Budget) -> Vec<ColumnBlock> {
    let mut blocks = vec![ColumnBlock::new(sheet, sheet.rows.clone(), year, budget)];
    let mut borders = columns_after_gaps(sheet);
    borders.extend(blocks[0].tables.iter().filter_map(second_codes));
    borders.sort_unstable();
    borders.dedup();
    for border in borders {
        if budget.is_exceeded() {
            break;
        }
        let Some(last) = blocks.pop() else { break };
        // An empty column within a table parts nothing: there have to be heads on either side.
        match cut(sheet, &last, border, year, budget) {
            [left, right] if !left.tables.is_empty() && !right.tables.is_empty() => blocks.extend([left, right]),
            _ => blocks.push(last),
        }
    }
    blocks
}

/// The columns that follow an empty one.
fn columns_after_gaps(sheet: &Sheet<'_>) -> Vec<u32> {
    let width = sheet.grid.cells.iter().map(|cell| cell.column as usize + 1).max().unwrap_or(0);
    let mut used = vec![false; width];
    for cell in &sheet.grid.cells {
        used[cell.column as usize] = true;
    }
    let first = used.iter().position(|used| *used).unwrap_or(width);
    let after_gap = |column: &usize| used[*column] && !used[column - 1];
    (first + 1..width).filter(after_gap).map(|column| column as u32).collect()
}

/// The column at which the head of a table has codes for the second time, its rows' words being named already.
fn second_codes(table: &Table) -> Option<u32> {
    let after_label = table.columns.iter().skip_while(|column| column.head != Head::Label);
    after_label.skip(1).find(|column| column.head == Head::Code).map(|column| column.column)
}

/// What lies left of a column, and what from it on.
fn cut(sheet: &Sheet<'_>, block: &ColumnBlock, column: u32, year: i16, budget: &Budget) -> [ColumnBlock; 2] {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in &block.rows {
        let middle = sheet.first_from(row, column);
        for (side, cells) in [(&mut left, row.cells.start..middle), (&mut right, middle..row.cells.end)] {
            if !cells.is_empty() {
                side.push(Row { number: row.number, cells });
            }
        }
    }
    [left, right].map(|rows| ColumnBlock::new(sheet, rows, year, budget))
}
