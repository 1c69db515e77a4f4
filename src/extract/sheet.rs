//! A sheet as a reader sees it: cells with composed, decoded text, and what became of each.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::CellUse;
use super::merges::Merges;
use crate::intake::{Cell, Grid, Value};
use crate::model::{CellRef, Date, SheetKind, SheetRef, days_after, decimal_from_f64, plain_decimal};
use crate::vietnamese::{LegacyEncoding, compose, format_date, signs_of_font};

/// A row, or the part of it that lies in a column block of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Number on the sheet, from 0.
    pub(super) number: u32,
    /// Indices of its cells, from left to right; never empty.
    pub(super) cells: Range<usize>,
}

/// A sheet being read.
pub(super) struct Sheet<'a> {
    /// Its cells as read.
    pub(super) grid: &'a Grid,
    /// How cells refer to it.
    pub(super) reference: Arc<SheetRef>,
    /// Text of each cell; `None` for what is no text.
    texts: Vec<Option<Cow<'a, str>>>,
    /// What became of each cell.
    uses: Vec<CellUse>,
    /// The rows that have cells, from top to bottom.
    pub(super) rows: Vec<Row>,
    /// Its merged ranges.
    pub(super) merges: Merges,
    /// Its workbook names another plan, and nowhere this one.
    pub(super) workbook_of_another_plan: bool,
    /// Cells whose text was in an encoding before Unicode.
    pub(super) legacy: Vec<(usize, LegacyEncoding)>,
}

impl<'a> Sheet<'a> {
    /// Composes the texts of `grid`.
    pub(super) fn new(file: &Arc<str>, grid: &'a Grid, kind: SheetKind) -> Self {
        let mut legacy = Vec::with_capacity(grid.decoded.len());
        let mut texts: Vec<Option<Cow<'a, str>>> = Vec::with_capacity(grid.cells.len());
        let mut decoded = grid.decoded.iter().peekable();
        for (index, cell) in grid.cells.iter().enumerate() {
            let Value::Text(written) = &cell.value else {
                texts.push(None);
                continue;
            };
            texts.push(Some(match decoded.next_if(|decoded| decoded.cell == index) {
                Some(decoded) => {
                    legacy.push((index, decoded.encoding));
                    compose(decoded.text.trim())
                }
                None => match signs(grid, cell, written).map_or_else(|| visible(written), Cow::Owned) {
                    Cow::Borrowed(text) => compose(text.trim()),
                    Cow::Owned(text) => Cow::Owned(compose(text.trim()).into_owned()),
                },
            }));
        }
        let mut rows = Vec::new();
        let mut start = 0;
        for row in grid.cells.chunk_by(|a, b| a.row == b.row) {
            rows.push(Row { number: row[0].row, cells: start..start + row.len() });
            start += row.len();
        }
        let sheet = compose(&grid.name).into_owned().into();
        let reference = Arc::new(SheetRef { file: Arc::clone(file), sheet, kind });
        let uses = vec![CellUse::Unmapped; grid.cells.len()];
        Self {
            grid,
            reference,
            texts,
            uses,
            rows,
            merges: Merges::new(&grid.merges),
            workbook_of_another_plan: false,
            legacy,
        }
    }

    /// The cell at an index.
    pub(super) fn cell(&self, index: usize) -> &'a Cell {
        &self.grid.cells[index]
    }

    /// The cell of a row that stands in a column.
    pub(super) fn cell_in(&self, row: &Row, column: u32) -> Option<usize> {
        let start = self.first_from(row, column);
        (start < row.cells.end && self.cell(start).column == column).then_some(start)
    }

    /// The first cell of a row that stands in a column or right of it; the end of the row where none does.
    pub(super) fn first_from(&self, row: &Row, column: u32) -> usize {
        let cells = &self.grid.cells[row.cells.clone()];
        row.cells.start + cells.partition_point(|cell| cell.column < column)
    }

    /// The text of a cell; empty for what is no text.
    pub(super) fn text(&self, index: usize) -> &str {
        self.texts[index].as_deref().unwrap_or_default()
    }

    /// What a cell shows, whatever it holds.
    pub(super) fn shown(&self, index: usize) -> String {
        match &self.grid.cells[index].value {
            Value::Text(_) => self.text(index).to_owned(),
            Value::Number(number) => decimal_from_f64(*number).map_or_else(|| number.to_string(), plain_decimal),
            Value::Bool(truth) => (if *truth { "TRUE" } else { "FALSE" }).to_owned(),
            Value::Date(serial) => date_of_serial(*serial).map_or_else(|| serial.to_string(), format_date),
            Value::Error(error) => error.clone(),
            Value::FormulaWithoutValue(formula) => format!("={formula}"),
        }
    }

    /// How records refer to a cell.
    pub(super) fn cell_ref(&self, index: usize) -> CellRef {
        let cell = self.cell(index);
        CellRef::new(&self.reference, cell.row, cell.column)
    }

    /// Enters what became of a cell; what was mapped stays mapped.
    pub(super) fn mark(&mut self, index: usize, becomes: CellUse) {
        if self.uses[index] != CellUse::Mapped {
            self.uses[index] = becomes;
        }
    }

    /// Takes back that the cells of rows were mapped: what was read of them does not count.
    pub(super) fn unmap(&mut self, rows: &[Row]) {
        for index in rows.iter().flat_map(|row| row.cells.clone()) {
            if self.uses[index] == CellUse::Mapped {
                self.uses[index] = CellUse::Unmapped;
            }
        }
    }

    /// Enters what became of all cells.
    pub(super) fn mark_all(&mut self, becomes: CellUse) {
        self.uses.fill(becomes);
    }

    /// What became of each cell, in reading order.
    pub(super) fn uses(&self) -> &[CellUse] {
        &self.uses
    }
}

/// The text as the cell's font draws it, where that is a font of signs.
fn signs(grid: &Grid, cell: &Cell, written: &str) -> Option<String> {
    let font = cell.font.and_then(|font| grid.fonts.get(usize::from(font)));
    signs_of_font(written, font.map(String::as_str))
}

/// The text without the characters of no width that come along with what is copied from web pages.
fn visible(text: &str) -> Cow<'_, str> {
    let is_invisible = |letter: char| matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    if text.contains(is_invisible) { Cow::Owned(text.replace(is_invisible, "")) } else { Cow::Borrowed(text) }
}

/// The day of a serial number (1899-12-30 is 0); `None` beyond the calendar.
pub(super) fn date_of_serial(serial: f64) -> Option<Date> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    days_after(Date::constant(1899, 12, 30), days)
}
