//! A sheet as a reader sees it: cells with composed, decoded text, and what became of each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::merges::Merges;
use super::{CellUse, Note, NoteKind};
use crate::intake::{AsideCell, Cell, Grid, NumberFormat, ShownNumber, TextBeside, Value};
use crate::model::{CellRef, Date, SheetKind, SheetRef, Traced, days_after, decimal_from_f64, plain_decimal};
use crate::vietnamese::{LegacyEncoding, compose, format_date, signs_of_font};

/// A row, or the part of it that lies in a column block of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Number on the sheet, from 0.
    pub(super) number: u32,
    /// Indices of its cells, from left to right; never empty.
    pub(super) cells: Range<usize>,
}

/// Cells of one sheet that are kept as notes: a sheet with more is a list of something else.
const MOST_NOTES: usize = 2_000;

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
    /// The cells among the furniture that are known to be the form's own; the others are held against its words.
    of_form: Vec<bool>,
    /// The cells of tables that do not count: what they are is known, what they say is dropped with them.
    dropped: Vec<bool>,
    /// The cells that are kept as written, each with its note.
    notes: BTreeMap<usize, Note>,
    /// The rows that have cells, from top to bottom.
    pub(super) rows: Vec<Row>,
    /// Its merged ranges.
    pub(super) merges: Merges,
    /// Its workbook names another plan, and nowhere this one.
    pub(super) workbook_of_another_plan: bool,
    /// Cells whose text was in an encoding before Unicode.
    pub(super) legacy: Vec<(usize, LegacyEncoding)>,
    /// The number formats that its cells refer to.
    formats: Vec<NumberFormat>,
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
                    trimmed(compose(&decoded.text))
                }
                None => match signs(grid, cell, written) {
                    Some(signs) => Cow::Owned(trimmed(compose(&signs)).into_owned()),
                    None => trimmed(compose(written)),
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
        let of_form = vec![false; grid.cells.len()];
        let dropped = of_form.clone();
        let formats = grid.formats.iter().map(|code| NumberFormat::parse(code)).collect();
        Self {
            grid,
            reference,
            texts,
            uses,
            of_form,
            dropped,
            notes: BTreeMap::new(),
            rows,
            merges: Merges::new(&grid.merges),
            workbook_of_another_plan: false,
            legacy,
            formats,
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
            _ => self.shown_of(self.cell(index)),
        }
    }

    /// What a cell shows, one that is set aside too.
    pub(super) fn shown_of(&self, cell: &Cell) -> String {
        match &cell.value {
            Value::Text(written) => composed(written),
            Value::Number(number) => decimal_from_f64(*number).map_or_else(|| number.to_string(), plain_decimal),
            Value::Bool(truth) => (if *truth { "TRUE" } else { "FALSE" }).to_owned(),
            Value::Date(serial) => date_of_serial(*serial).map_or_else(|| serial.to_string(), format_date),
            Value::Error(error) => error.clone(),
            Value::FormulaWithoutValue(formula) => format!("={formula}"),
        }
    }

    /// The format of a cell, where it tells more than marks.
    fn format(&self, cell: &Cell) -> Option<&NumberFormat> {
        self.formats.get(usize::from(cell.format?))
    }

    /// The number in a cell as its format shows it, where that tells more than marks.
    pub(super) fn shown_number(&self, index: usize) -> Option<ShownNumber> {
        let cell = self.cell(index);
        let Value::Number(number) = cell.value else { return None };
        self.format(cell)?.apply(decimal_from_f64(number)?)
    }

    /// Whether a cell holds a day and a month without a year: what was typed as a fraction, such as 4/4.
    pub(super) fn is_day_without_year(&self, index: usize) -> bool {
        let cell = self.cell(index);
        matches!(cell.value, Value::Date(_)) && self.format(cell).is_some_and(NumberFormat::has_day_without_year)
    }

    /// What a cell that numbers a row shows: a number with the zeros and letters that its format adds, `CT05` or `2.10`.
    pub(super) fn shown_code(&self, index: usize) -> String {
        match self.shown_number(index) {
            Some(shown) => format!("{}{}{}", shown.before, shown.figures().replace(',', "."), shown.after),
            None => self.shown(index),
        }
    }

    /// How records refer to a cell.
    pub(super) fn cell_ref(&self, index: usize) -> CellRef {
        let cell = self.cell(index);
        let place = CellRef::new(&self.reference, cell.row, cell.column);
        if let Some(stored) = &cell.stored {
            return place.that_shows(compose(stored.trim()), self.text(index));
        }
        match self.shown_number(index).filter(ShownNumber::says_more) {
            Some(shown) => place.that_shows(self.shown(index), shown.to_string()),
            None => place,
        }
    }

    /// Whether a cell shows fewer letters than it stores, and not the same ones raised.
    pub(super) fn loses_letters(&self, index: usize) -> bool {
        let stored = self.cell(index).stored.as_deref().unwrap_or_default();
        composed(stored).chars().count() > self.text(index).chars().count()
    }

    /// How records refer to a text beside the cells: by the cell that it is fixed to.
    pub(super) fn beside_ref(&self, text: &TextBeside) -> CellRef {
        CellRef::new(&self.reference, text.row, text.column)
    }

    /// How records refer to a cell that is set aside.
    pub(super) fn aside_ref(&self, aside: &AsideCell) -> CellRef {
        CellRef::new(&self.reference, aside.cell.row, aside.cell.column)
    }

    /// Enters what became of a cell; what was mapped stays mapped.
    pub(super) fn mark(&mut self, index: usize, becomes: CellUse) {
        if self.uses[index] != CellUse::Mapped {
            self.uses[index] = becomes;
        }
    }

    /// Enters that a cell is the form's own.
    pub(super) fn mark_of_form(&mut self, index: usize) {
        self.mark(index, CellUse::Furniture);
        self.of_form[index] = true;
    }

    /// Whether a cell is known to be the form's own.
    pub(super) fn is_of_form(&self, index: usize) -> bool {
        self.of_form[index]
    }

    /// Drops what was read of these rows: it does not count, and is not looked for again.
    pub(super) fn drop(&mut self, rows: &[Row]) {
        for index in rows.iter().flat_map(|row| row.cells.clone()) {
            self.notes.remove(&index);
            self.dropped[index] = true;
        }
    }

    /// Whether a cell was dropped with its table.
    pub(super) fn is_dropped(&self, index: usize) -> bool {
        self.dropped[index]
    }

    /// Enters what became of a cell that no value was made of after all.
    pub(super) fn forget(&mut self, index: usize, becomes: CellUse) {
        self.uses[index] = becomes;
    }

    /// Keeps a cell as written. `row` and `column` are what they are called. What was kept before stays as it is; cells
    /// beyond [`MOST_NOTES`] are left to be listed as unmapped.
    pub(super) fn keep(&mut self, index: usize, kind: NoteKind, row: &str, column: &str) {
        if self.notes.len() >= MOST_NOTES {
            return self.forget(index, CellUse::Unmapped);
        }
        let text = Traced::from_cell(self.shown(index), self.cell_ref(index));
        let note = || Note { kind, row: row.to_owned(), column: column.to_owned(), text };
        self.notes.entry(index).or_insert_with(note);
        self.mark(index, CellUse::Mapped);
    }

    /// Takes back that a cell is mapped: its value does not count.
    pub(super) fn unmap_cell(&mut self, cell: &CellRef) {
        let place = self.grid.cells.binary_search_by_key(&(cell.row, cell.column), |known| (known.row, known.column));
        if let Ok(index) = place {
            self.uses[index] = CellUse::Unmapped;
        }
    }

    /// Takes back that the cells of rows were mapped: what was read of them does not count.
    pub(super) fn unmap(&mut self, rows: &[Row]) {
        for index in rows.iter().flat_map(|row| row.cells.clone()) {
            self.notes.remove(&index);
            if self.uses[index] == CellUse::Mapped {
                self.uses[index] = CellUse::Unmapped;
            }
        }
    }

    /// What became of each cell, in reading order.
    pub(super) fn uses(&self) -> &[CellUse] {
        &self.uses
    }

    /// Whether a cell is kept as written.
    pub(super) fn is_kept(&self, index: usize) -> bool {
        self.notes.contains_key(&index)
    }

    /// What was kept, in reading order.
    pub(super) fn take_notes(&mut self) -> impl Iterator<Item = Note> + use<> {
        std::mem::take(&mut self.notes).into_values()
    }
}

/// A text as it is shown, composed.
pub(super) fn composed(text: &str) -> String {
    trimmed(compose(text)).into_owned()
}

/// The text as the cell's font draws it, where that is a font of signs.
fn signs(grid: &Grid, cell: &Cell, written: &str) -> Option<String> {
    let font = cell.font.and_then(|font| grid.fonts.get(usize::from(font)));
    signs_of_font(written, font.map(String::as_str))
}

/// A composed text without blanks around it.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The day of a serial number (1899-12-30 is 0); `None` beyond the calendar.
pub(super) fn date_of_serial(serial: f64) -> Option<Date> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    days_after(Date::constant(1899, 12, 30), days)
}
