//! A workbook as read: sheets of sparse cells.

use serde::{Deserialize, Serialize};

use super::xls_records::Contradiction;
use crate::model::SheetKind;
use crate::vietnamese::LegacyEncoding;

/// The encoding that a text without any mark of one was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GuessedEncoding {
    /// windows-1258: Vietnamese, with tones as marks of their own.
    Windows1258,
    /// UTF-8 that is damaged in places.
    Utf8,
    /// windows-1252: Western letters, and what Vietnamese encodings of fonts put in their place.
    Windows1252,
}

impl GuessedEncoding {
    /// Its name (WHATWG Encoding Standard, section 4.2).
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows1258 => "windows-1258",
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text as stored, not yet normalised.
    Text(String),
    /// A number as stored: a double, as every spreadsheet has it.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A date or time: days since 1899-12-30 (the 1904 system already turned into this one).
    Date(f64),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula for which the file holds no stored value; the text of the formula where it is known.
    FormulaWithoutValue(String),
}

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// What it holds.
    pub value: Value,
    /// Number format is a percentage (an unquoted `%`).
    pub percent_format: bool,
    /// Index into [`Grid::fonts`], where the format tells fonts.
    pub font: Option<u16>,
    /// The value is the stored result of a formula.
    pub formula: bool,
    /// Index into [`Grid::formats`], where the number format adds to the digits: words, a scale, zeros in front.
    pub format: Option<u16>,
    /// What the file stores, where the sheet shows another text: `31279` in a cell that shows 279 behind a 31 that is struck
    /// through. The value is what is shown.
    pub stored: Option<Box<str>>,
}

impl Cell {
    /// A cell without a format that matters. Row and column from 0.
    #[must_use]
    pub fn new(row: u32, column: u32, value: Value) -> Self {
        Self { row, column, value, percent_format: false, font: None, formula: false, format: None, stored: None }
    }
}

/// Why a cell does not count though it has content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aside {
    /// Its row is hidden.
    HiddenRow,
    /// Its column is hidden.
    HiddenColumn,
    /// All of it is struck through: deleted, but left to be seen.
    Struck,
}

/// A cell with content that does not count: what a sheet does not show, or shows as deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AsideCell {
    /// The cell.
    pub cell: Cell,
    /// Why it does not count.
    pub why: Aside,
}

/// The rows and columns of a sheet that are hidden: first and last of each run, from 0, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Runs of rows.
    pub rows: Vec<(u32, u32)>,
    /// Runs of columns.
    pub columns: Vec<(u32, u32)>,
}

/// What a text beside the cells is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beside {
    /// A note or comment on a cell.
    Note,
    /// A text box or another drawn shape with text.
    TextBox,
}

/// A text that stands on a sheet and in no cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextBeside {
    /// What it is.
    pub kind: Beside,
    /// Row of the cell that it is fixed to, from 0.
    pub row: u32,
    /// Column of that cell, from 0.
    pub column: u32,
    /// Its words.
    pub text: String,
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Hidden; the user can show it.
    Hidden,
    /// Hidden by a program.
    VeryHidden,
}

/// A merged range, corners included, rows and columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedRange {
    /// First row.
    pub first_row: u32,
    /// First column.
    pub first_column: u32,
    /// Last row.
    pub last_row: u32,
    /// Last column.
    pub last_column: u32,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Name as the workbook spells it.
    pub name: String,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// The cells that are shown and not empty, by row, then column.
    pub cells: Vec<Cell>,
    /// The cells with content that do not count, in the same order.
    pub aside: Vec<AsideCell>,
    /// Its hidden rows and columns; none for formats that do not tell.
    pub hidden: Hidden,
    /// Notes and text boxes, by place.
    pub beside: Vec<TextBeside>,
    /// Merged ranges; empty for formats that do not tell.
    pub merges: Vec<MergedRange>,
    /// Names of the fonts that cells refer to; empty for formats that do not tell.
    pub fonts: Vec<String>,
    /// The number formats that cells refer to, as codes: `#,##0.0,,`; empty for formats that do not tell.
    pub formats: Vec<String>,
    /// The cells whose text is in an encoding before Unicode, in their order.
    pub decoded: Vec<DecodedText>,
}

/// The text of a cell in Unicode, that holds it in an encoding before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecodedText {
    /// Index of the cell in [`Grid::cells`].
    pub cell: usize,
    /// The encoding that it is stored in.
    pub encoding: LegacyEncoding,
    /// The text, not yet normalised.
    pub text: String,
}

impl From<Vec<Grid>> for Workbook {
    /// A workbook of these sheets that does not contradict itself.
    fn from(sheets: Vec<Grid>) -> Self {
        Self { sheets, contradictions: Vec::new(), lines_above: Vec::new(), guessed: None }
    }
}

impl Workbook {
    /// Its sheets, each with the way in which its cells are named.
    pub fn kinds(&self) -> impl Iterator<Item = (&Grid, SheetKind)> {
        let kind = |place: usize| match self.lines_above.get(place) {
            Some(&lines_above) => SheetKind::Table { lines_above },
            None => SheetKind::Worksheet,
        };
        self.sheets.iter().enumerate().map(move |(place, grid)| (grid, kind(place)))
    }

    /// The workbook as every reader gives it: its texts in encodings before Unicode decoded, and those that are no words of
    /// the sender told from words.
    #[must_use]
    pub fn decoded(mut self) -> Self {
        super::error_words::tell(&mut self);
        super::legacy::decode(&mut self);
        // What stands in the place of Western letters is told cell by cell.
        if self.guessed == Some(GuessedEncoding::Windows1252)
            && self.sheets.iter().any(|sheet| !sheet.decoded.is_empty())
        {
            self.guessed = None;
        }
        self
    }
}

impl Hidden {
    /// Whether nothing is hidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty()
    }

    /// Why a cell at this place is not shown; `None` where it is.
    fn why(&self, row: u32, column: u32) -> Option<Aside> {
        if within(&self.columns, column) {
            Some(Aside::HiddenColumn)
        } else if within(&self.rows, row) {
            Some(Aside::HiddenRow)
        } else {
            None
        }
    }
}

/// Whether a number lies in one of the runs, which are in order and do not overlap.
fn within(runs: &[(u32, u32)], number: u32) -> bool {
    runs.get(runs.partition_point(|(_, last)| *last < number)).is_some_and(|(first, _)| *first <= number)
}

/// The runs in order, joined where they touch.
fn settled(mut runs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    runs.retain(|(first, last)| first <= last);
    runs.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::with_capacity(runs.len());
    for (first, last) in runs {
        match joined.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

impl Grid {
    /// Hides rows and columns, given in any order: their cells are set aside.
    pub(super) fn hide(&mut self, hidden: Hidden) {
        self.hidden = Hidden { rows: settled(hidden.rows), columns: settled(hidden.columns) };
        if self.hidden.is_empty() {
            return;
        }
        let mut shown = Vec::with_capacity(self.cells.len());
        for cell in std::mem::take(&mut self.cells) {
            match self.hidden.why(cell.row, cell.column) {
                Some(why) => self.aside.push(AsideCell { cell, why }),
                None => shown.push(cell),
            }
        }
        self.cells = shown;
        self.aside.sort_by_key(|aside| (aside.cell.row, aside.cell.column));
    }

    /// The cell at `row` and `column`, both from 0.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells
            .binary_search_by_key(&(row, column), |cell| (cell.row, cell.column))
            .ok()
            .map(|index| &self.cells[index])
    }

    /// The rows that have cells: each with its number and its cells from left to right.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells.chunk_by(|a, b| a.row == b.row).map(|row| (row[0].row, row))
    }
}

/// A workbook as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// Its sheets in tab order.
    pub sheets: Vec<Grid>,
    /// What the file says of its cells and is not so.
    pub contradictions: Vec<Contradiction>,
    /// Of a document, whose sheets are its tables: how many rows of each are lines of text above the table. Empty for a
    /// workbook.
    pub lines_above: Vec<u32>,
    /// The encoding that the text was taken for, where nothing in the file tells it.
    pub guessed: Option<GuessedEncoding>,
}

/// The place of a name in a list that it is added to where it is not there yet.
pub(super) fn place_of(names: &mut Vec<String>, name: &str) -> Option<u16> {
    let place = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    u16::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_cells_are_set_aside() {
        let cell = |row, column| Cell::new(row, column, Value::Bool(true));
        let mut grid = Grid {
            cells: (0..4).flat_map(|row| (0..3).map(move |column| cell(row, column))).collect(),
            ..Grid::default()
        };
        grid.hide(Hidden { rows: vec![(3, 9), (1, 2), (7, 5)], columns: vec![(1, 1)] });
        assert_eq!(grid.hidden, Hidden { rows: vec![(1, 9)], columns: vec![(1, 1)] });
        let places: Vec<_> = grid.cells.iter().map(|cell| (cell.row, cell.column)).collect();
        assert_eq!(places, [(0, 0), (0, 2)]);
        let aside: Vec<_> = grid.aside.iter().map(|aside| (aside.cell.row, aside.cell.column, aside.why)).collect();
        assert_eq!(aside.len(), 10);
        assert_eq!(aside[..2], [(0, 1, Aside::HiddenColumn), (1, 0, Aside::HiddenRow)]);
    }
}
