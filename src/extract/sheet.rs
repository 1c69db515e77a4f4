//! A sheet as a reader sees it: cells with composed, decoded text, and what became of each.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::CellUse;
use crate::intake::{Cell, Grid, Value};
use crate::model::{CellRef, Date, SheetRef, decimal_from_f64, plain_decimal};
use crate::vietnamese::{LegacyEncoding, compose, decode_as, decode_legacy, encoding_of_font, format_date};

/// A row, or the part of it that lies in a strip of the sheet.
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
    /// Cells whose text was in an encoding before Unicode.
    pub(super) legacy: Vec<(usize, LegacyEncoding)>,
}

/// Certain cells it takes to read a file's doubtful ones in the same encoding.
const CERTAIN_CELLS: usize = 5;

impl<'a> Sheet<'a> {
    /// Composes and decodes the texts of `grid`.
    pub(super) fn new(file: &Arc<str>, grid: &'a Grid) -> Self {
        let mut legacy = Vec::new();
        let mut texts: Vec<Option<Cow<'a, str>>> = Vec::with_capacity(grid.cells.len());
        for (index, cell) in grid.cells.iter().enumerate() {
            let Value::Text(written) = &cell.value else {
                texts.push(None);
                continue;
            };
            let font = cell.font.and_then(|font| grid.fonts.get(usize::from(font))).map(String::as_str);
            texts.push(Some(match decode_legacy(written, font) {
                Some((text, encoding)) => {
                    legacy.push((index, encoding));
                    Cow::Owned(compose(text.trim()).into_owned())
                }
                None => match visible(written) {
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
        let reference = Arc::new(SheetRef { file: Arc::clone(file), sheet: compose(&grid.name).into_owned().into() });
        let uses = vec![CellUse::Unmapped; grid.cells.len()];
        Self { grid, reference, texts, uses, rows, legacy }
    }

    /// The encoding that enough cells of the sheet are certainly in.
    pub(super) fn certain_encoding(&self) -> Option<LegacyEncoding> {
        let (_, first) = *self.legacy.first()?;
        let same = self.legacy.iter().filter(|(_, encoding)| *encoding == first).count();
        (same >= CERTAIN_CELLS).then_some(first)
    }

    /// Whether a cell holds Vietnamese in Unicode, in letters that no encoding before it has.
    pub(super) fn has_unicode(&self) -> bool {
        let is_unicode =
            |letter: char| matches!(letter, '\u{102}'..='\u{1B0}' | '\u{300}'..='\u{323}' | '\u{1EA0}'..='\u{1EF9}');
        self.grid.cells.iter().any(|cell| matches!(&cell.value, Value::Text(text) if text.contains(is_unicode)))
    }

    /// Reads doubtful cells in the encoding of their neighbours: a code such as `IV.11.ñ`, a single word. `all`: the file
    /// holds no Unicode, so that a word such as `cã`, which could be one as it stands, is in the encoding too.
    pub(super) fn decode_rest(&mut self, encoding: LegacyEncoding, all: bool) {
        let font = match encoding {
            LegacyEncoding::Tcvn3 => ".VnTime",
            LegacyEncoding::Vni => "VNI-Times",
        };
        for (index, cell) in self.grid.cells.iter().enumerate() {
            let Value::Text(written) = &cell.value else { continue };
            if written.is_ascii() || self.is_surely_decoded(index, encoding) {
                continue;
            }
            let lone = lone_letter(written, encoding);
            let by_words = || decode_legacy(written, Some(font)).map(|(text, _)| text);
            let by_file = || if all { decode_as(written, encoding) } else { None };
            if let Some(text) = lone.or_else(by_words).or_else(by_file) {
                self.texts[index] = Some(Cow::Owned(compose(text.trim()).into_owned()));
                self.legacy.retain(|(known, _)| *known != index);
                self.legacy.push((index, encoding));
            }
        }
        self.legacy.sort_by_key(|(index, _)| *index);
    }

    /// Whether a cell has been read in the encoding of its neighbours, or in that of its font. What a letter or two seemed
    /// to say (`5.000 ñ` is `đ` in one encoding and `ủ` in the other) counts less than what the whole file does.
    fn is_surely_decoded(&self, index: usize, encoding: LegacyEncoding) -> bool {
        let known = self.legacy.iter().find(|(known, _)| *known == index);
        known.is_some_and(|(_, known)| *known == encoding || self.font(index).and_then(encoding_of_font).is_some())
    }

    /// The font of a cell, where the format tells it.
    fn font(&self, index: usize) -> Option<&'a str> {
        let font = self.grid.cells[index].font?;
        self.grid.fonts.get(usize::from(font)).map(String::as_str)
    }

    /// The cell at an index.
    pub(super) fn cell(&self, index: usize) -> &'a Cell {
        &self.grid.cells[index]
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

    /// Enters what became of all cells.
    pub(super) fn mark_all(&mut self, becomes: CellUse) {
        self.uses.fill(becomes);
    }

    /// What became of each cell, in reading order.
    pub(super) fn uses(&self) -> &[CellUse] {
        &self.uses
    }
}

/// The text without the characters of no width that come along with what is copied from web pages.
fn visible(text: &str) -> Cow<'_, str> {
    let is_invisible = |letter: char| matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    if text.contains(is_invisible) { Cow::Owned(text.replace(is_invisible, "")) } else { Cow::Borrowed(text) }
}

/// A code such as `IV.11.ñ` or `®)`: the one letter that is no word and so is not told by its spelling.
fn lone_letter(text: &str, encoding: LegacyEncoding) -> Option<String> {
    let (written, capital) = match encoding {
        LegacyEncoding::Tcvn3 => ('®', '§'),
        LegacyEncoding::Vni => ('ñ', 'Ñ'),
    };
    let short = text.chars().count() <= 24
        && text.chars().all(|letter| letter.is_ascii() || letter == written || letter == capital);
    short.then(|| text.replace(written, "đ").replace(capital, "Đ"))
}

/// The day of a serial number (1899-12-30 is 0); `None` beyond the calendar.
pub(super) fn date_of_serial(serial: f64) -> Option<Date> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    jiff_add(Date::constant(1899, 12, 30), days)
}

fn jiff_add(date: Date, days: i64) -> Option<Date> {
    date.checked_add(std::time::Duration::from_secs(u64::try_from(days).ok()? * 86_400)).ok()
}
