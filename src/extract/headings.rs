//! What a cell of a submission is called: the row it stands in and the head of its column, for telling people where.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::budget::Budget;
use super::column_blocks::{ColumnBlock, column_blocks};
use super::heads::{Head, Table, column_at};
use super::sheet::Sheet;
use crate::intake::Grid;
use crate::model::SheetKind;

/// The rows and columns of one sheet by the words that head them.
pub struct Headings<'a> {
    sheet: Sheet<'a>,
    blocks: Vec<ColumnBlock>,
}

impl<'a> Headings<'a> {
    /// Finds the tables of `grid`. `year` is the year reported on.
    pub fn new(grid: &'a Grid, year: i16) -> Self {
        let sheet = Sheet::new(&Arc::from(""), grid, SheetKind::default());
        let blocks = column_blocks(&sheet, year, &Budget::for_form_of(0));
        Self { sheet, blocks }
    }

    /// The row of a cell and the head of its column, joined as people say it: `CT13 · Thực hiện`. Empty where a cell
    /// stands in no table and beside no label.
    pub fn of(&self, row: u32, column: u32) -> String {
        let Some((block, index)) = self.place(row, column) else { return String::new() };
        let row = &block.rows[index];
        let text_in = |column: u32| self.sheet.cell_in(row, column);
        let Some(table) = table_at(block, index).filter(|table| table.body.contains(&index)) else {
            // Outside the tables a value stands to the right of its label.
            let label = self.sheet.first_from(row, column).checked_sub(1).filter(|at| row.cells.contains(at));
            return label.map_or(String::new(), |at| self.sheet.text(at).trim_end_matches([':', ' ']).to_owned());
        };
        let head_column = |head: Head| table.columns.iter().find(|known| known.head == head).map(|known| known.column);
        let own = [Head::Code, Head::Label].into_iter().filter_map(head_column).filter(|own| *own != column);
        let name = own.filter_map(text_in).map(|at| shorten(&self.sheet.shown(at))).find(|name| !name.is_empty());
        let head = column_at(&table.columns, column).map(|known| known.words.clone());
        name.into_iter().chain(head).collect::<Vec<_>>().join(" · ")
    }

    /// Whether a row belongs to the head of a table.
    pub fn is_head(&self, row: u32) -> bool {
        self.table_of(row).is_some_and(|(index, table)| table.head.contains(&index))
    }

    /// The columns of the table that a row stands in, head or body; of the leftmost, where tables stand side by side.
    pub fn columns(&self, row: u32) -> Option<RangeInclusive<u32>> {
        let (_, table) = self.table_of(row)?;
        Some(table.columns.first()?.column..=table.columns.last()?.column)
    }

    /// The column block that a cell stands in, or would, and the place of its row among those of the column block.
    fn place(&self, row: u32, column: u32) -> Option<(&ColumnBlock, usize)> {
        let block = self.blocks.iter().rev().find(|block| block.first_column <= column).or(self.blocks.first())?;
        Some((block, index_of(block, row)?))
    }

    /// The place of a row in its column block, and the table it stands in.
    fn table_of(&self, row: u32) -> Option<(usize, &Table)> {
        self.blocks.iter().find_map(|block| {
            let index = index_of(block, row)?;
            Some((index, table_at(block, index)?))
        })
    }

    /// What a cell shows; empty where there is none.
    pub fn shown(&self, row: u32, column: u32) -> String {
        let place = self.sheet.grid.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column));
        place.map_or(String::new(), |index| self.sheet.shown(index))
    }
}

/// The table of a column block in whose head or body the row at a place stands.
fn table_at(block: &ColumnBlock, index: usize) -> Option<&Table> {
    let after = block.tables.partition_point(|table| table.head.start <= index);
    block.tables[..after].last().filter(|table| index < table.body.end)
}

/// The place of a row among those of a column block.
fn index_of(block: &ColumnBlock, row: u32) -> Option<usize> {
    block.rows.binary_search_by_key(&row, |row| row.number).ok()
}

/// The beginning of a row's words, enough to know the row by.
fn shorten(text: &str) -> String {
    const LETTERS: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LETTERS {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LETTERS).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Cell, Value, Visibility};

    #[test]
    fn cells_are_called_by_their_row_and_head() {
        let text = |row, column, text: &str| Cell {
            row,
            column,
            value: Value::Text(text.to_owned()),
            percent_format: false,
            font: None,
            formula: false,
        };
        let grid = Grid {
            name: "B".to_owned(),
            visibility: Visibility::Visible,
            cells: vec![
                text(0, 0, "Ngày báo cáo:"),
                text(0, 1, "hôm qua"),
                text(2, 0, "Mã"),
                text(2, 1, "Chỉ tiêu"),
                text(2, 2, "Kế hoạch"),
                text(2, 3, "Thực hiện"),
                text(3, 0, "CT01"),
                text(3, 1, "Số hội nghị"),
                text(3, 3, "mười"),
            ],
            merges: Vec::new(),
            fonts: Vec::new(),
            decoded: Vec::new(),
        };
        let headings = Headings::new(&grid, 2026);
        assert_eq!(headings.of(3, 3), "CT01 · Thực hiện");
        assert_eq!(headings.of(3, 0), "Số hội nghị · Mã");
        assert_eq!(headings.of(0, 1), "Ngày báo cáo");
        assert_eq!(headings.of(9, 9), "");
        assert_eq!(headings.shown(3, 3), "mười");
    }
}
