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
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// Shown.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Name as the workbook spells it.
    pub name: String,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// The cells that are not empty, by row, then column.
    pub cells: Vec<Cell>,
    /// Merged ranges; empty for formats that do not tell.
    pub merges: Vec<MergedRange>,
    /// Names of the fonts that cells refer to; empty for formats that do not tell.
    pub fonts: Vec<String>,
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

    /// The workbook with its texts in encodings before Unicode decoded, as every reader gives it.
    #[must_use]
    pub fn decoded(mut self) -> Self {
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

impl Grid {
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
