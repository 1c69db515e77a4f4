//! What an .xls file tells of how its cells are shown, which calamine reads past: fonts that are struck through, number
//! formats, hidden rows and columns, notes and text boxes ([MS-XLS] 2.4).

use rustc_hash::{FxHashMap, FxHashSet};

use super::grid::{Aside, AsideCell, Beside, Grid, Hidden, TextBeside, Value, place_of};
use super::number_format::{NumberFormat, built_in};
use super::rich_text;
use super::xls_records::{BIFF8, BOF, BOUNDSHEET, EOF, FILEPASS, Records, u16_at, u32_at, workbook_stream};
use super::xls_strings::{RichStrings, text_of};

const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const COLINFO: u16 = 0x007D;
const ROW: u16 = 0x0208;
const LABELSST: u16 = 0x00FD;
const MULRK: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;
/// FORMULA, RK, NUMBER, LABEL, BOOLERR, RSTRING: each one cell, its style behind its place.
const CELLS: [u16; 6] = [FORMULA, 0x027E, 0x0203, 0x0204, 0x0205, 0x00D6];
const NOTE: u16 = 0x001C;
const OBJ: u16 = 0x005D;
const MSODRAWING: u16 = 0x00EC;
const TXO: u16 = 0x01B6;
/// The kind of a drawn object that is a note ([MS-XLS] 2.5.143).
const NOTE_OBJECT: u16 = 0x19;

/// A font as the styles refer to it.
#[derive(Clone, Default)]
pub(super) struct Font {
    /// Its name.
    pub(super) name: String,
    /// Whether it is struck through.
    pub(super) is_struck: bool,
    /// Whether it is raised.
    pub(super) is_raised: bool,
}

/// What stands before the sheets.
#[derive(Default)]
struct Globals {
    fonts: Vec<Font>,
    formats: FxHashMap<u16, String>,
    /// Font and number format of each style.
    styles: Vec<(u16, u16)>,
    strings: RichStrings,
    /// Where each worksheet begins.
    sheets: Vec<usize>,
}

/// What one sheet tells.
#[derive(Default)]
struct Shown {
    styles: FxHashMap<(u32, u32), u16>,
    strings: FxHashMap<(u32, u32), u32>,
    /// Cells whose value a formula gave.
    formulas: FxHashSet<(u32, u32)>,
    hidden: Hidden,
    beside: Vec<TextBeside>,
}

/// Gives the sheets of a workbook what the file tells of how they are shown. What cannot be read here stays as it is.
pub(super) fn complete(bytes: &[u8], sheets: &mut [Grid]) {
    let Some(stream) = workbook_stream(bytes) else { return };
    let Some(globals) = Globals::read(&stream) else { return };
    if globals.sheets.len() != sheets.len() {
        return;
    }
    for (grid, start) in sheets.iter_mut().zip(&globals.sheets) {
        let shown = Shown::read(&stream, *start);
        globals.apply(grid, shown);
    }
}

impl Globals {
    fn read(stream: &[u8]) -> Option<Self> {
        let mut globals = Self::default();
        let mut strings: Vec<&[u8]> = Vec::new();
        let mut in_strings = false;
        let mut is_first = true;
        for record in Records::new(stream, 0) {
            let (kind, data) = record?;
            if std::mem::take(&mut is_first) && (kind != BOF || u16_at(data, 0) != Some(BIFF8)) {
                return None;
            }
            match kind {
                FILEPASS => return None,
                FONT => globals.fonts.push(font(data)?),
                FORMAT => {
                    globals.formats.insert(u16_at(data, 0)?, text_of(data.get(2..)?, 2)?);
                }
                XF => globals.styles.push((u16_at(data, 0)?, u16_at(data, 2)?)),
                BOUNDSHEET if data.get(5) == Some(&0) => globals.sheets.push(u32_at(data, 0)? as usize),
                SST | CONTINUE if kind == SST || in_strings => strings.push(data),
                EOF => {
                    globals.strings = RichStrings::read(&strings, &globals.fonts);
                    return Some(globals);
                }
                _ => {}
            }
            in_strings = kind == SST || in_strings && kind == CONTINUE;
        }
        None
    }

    fn font(&self, index: u16) -> Option<&Font> {
        font_at(&self.fonts, index)
    }

    fn apply(&self, grid: &mut Grid, shown: Shown) {
        let mut known: FxHashMap<u16, (bool, bool, Option<u16>, Option<u16>)> = FxHashMap::default();
        let mut struck: Vec<usize> = Vec::new();
        for (index, cell) in grid.cells.iter_mut().enumerate() {
            let place = (cell.row, cell.column);
            let mut is_struck = false;
            cell.formula |= shown.formulas.contains(&place);
            if let Some(style) = shown.styles.get(&place) {
                let (percent, through, font, format) =
                    *known.entry(*style).or_insert_with(|| self.style(*style, &mut grid.fonts, &mut grid.formats));
                (cell.percent_format, cell.font, cell.format) = (percent, font, format);
                is_struck = through;
            }
            let runs = shown.strings.get(&place).and_then(|string| self.strings.runs(*string));
            if let (Some(runs), Value::Text(text)) = (runs, &mut cell.value) {
                let left = rich_text::shown(runs, is_struck);
                is_struck = left.is_struck;
                // What calamine makes of the text is held against it: another text is not rewritten.
                if left.stored.as_deref() == Some(text.as_str()) {
                    cell.stored = left.stored.map(String::into_boxed_str);
                    *text = left.text.into_owned();
                }
            }
            if is_struck {
                struck.push(index);
            }
        }
        for index in struck.into_iter().rev() {
            let cell = grid.cells.remove(index);
            grid.aside.push(AsideCell { cell, why: Aside::Struck });
        }
        grid.aside.sort_by_key(|aside| (aside.cell.row, aside.cell.column));
        grid.hide(shown.hidden);
        grid.beside = shown.beside;
    }

    /// Whether a style shows per cent, is struck through, its font and its format.
    fn style(
        &self,
        style: u16,
        fonts: &mut Vec<String>,
        formats: &mut Vec<String>,
    ) -> (bool, bool, Option<u16>, Option<u16>) {
        let Some((font, format)) = self.styles.get(usize::from(style)) else { return (false, false, None, None) };
        let code = self.formats.get(format).map_or_else(|| built_in(u32::from(*format)), String::as_str);
        let parsed = NumberFormat::parse(code);
        let place = if parsed.tells() { place_of(formats, code) } else { None };
        let font = self.font(*font);
        let name = font.and_then(|font| place_of(fonts, &font.name));
        (parsed.is_percent(), font.is_some_and(|font| font.is_struck), name, place)
    }
}

/// The font of an index; there is none of index 4 ([MS-XLS] 2.5.129).
pub(super) fn font_at(fonts: &[Font], index: u16) -> Option<&Font> {
    let index = usize::from(index);
    match index {
        4 => None,
        0..4 => fonts.get(index),
        _ => fonts.get(index - 1),
    }
}

fn font(data: &[u8]) -> Option<Font> {
    const STRUCK: u16 = 0x0008;
    const RAISED: u16 = 1;
    Some(Font {
        name: text_of(data.get(14..)?, 1)?,
        is_struck: u16_at(data, 2)? & STRUCK != 0,
        is_raised: u16_at(data, 8)? == RAISED,
    })
}

impl Shown {
    fn read(stream: &[u8], start: usize) -> Self {
        let mut shown = Self::default();
        let mut depth = 0_usize;
        let mut drawn = Drawn::default();
        for record in Records::new(stream, start) {
            let Some((kind, data)) = record else { break };
            match kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                _ if depth > 1 => {}
                _ => {
                    shown.enter(kind, data);
                    drawn.enter(kind, data);
                }
            }
        }
        shown.beside = drawn.finish();
        shown
    }

    fn enter(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        const HIDDEN_ROW: u16 = 0x0020;
        match kind {
            ROW if u16_at(data, 12)? & HIDDEN_ROW != 0 => {
                let row = u32::from(u16_at(data, 0)?);
                self.hidden.rows.push((row, row));
            }
            COLINFO if u16_at(data, 8)? & 1 != 0 || u16_at(data, 4)? == 0 => {
                let (first, last) = (u16_at(data, 0)?, u16_at(data, 2)?);
                self.hidden.columns.push((u32::from(first), u32::from(last)));
            }
            MULRK => {
                let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
                for (column, cell) in (u32::from(first)..).zip(data.get(4..data.len() - 2)?.chunks_exact(6)) {
                    self.styles.insert((u32::from(row), column), u16_at(cell, 0)?);
                }
            }
            _ if kind == LABELSST || CELLS.contains(&kind) => {
                let place = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
                self.styles.insert(place, u16_at(data, 4)?);
                if kind == FORMULA {
                    self.formulas.insert(place);
                }
                if kind == LABELSST {
                    self.strings.insert(place, u32_at(data, 6)?);
                }
            }
            _ => {}
        }
        Some(())
    }
}

/// Drawn objects and their texts, which come in this order: where, what, text.
#[derive(Default)]
struct Drawn {
    place: (u32, u32),
    object: Option<(u16, u16)>,
    letters: usize,
    /// The texts of objects, by the object's number.
    texts: Vec<(u16, u16, (u32, u32), String)>,
    /// The cell of each note, by the number of its object.
    notes: FxHashMap<u16, (u32, u32)>,
}

impl Drawn {
    fn enter(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        match kind {
            MSODRAWING => self.place = anchor(data).unwrap_or(self.place),
            OBJ if u16_at(data, 0)? == 0x15 => self.object = Some((u16_at(data, 4)?, u16_at(data, 6)?)),
            TXO => {
                self.letters = usize::from(u16_at(data, 10)?);
                if let Some((kind, number)) = self.object.filter(|_| self.letters > 0) {
                    self.texts.push((kind, number, self.place, String::new()));
                }
            }
            CONTINUE if self.letters > 0 => {
                let (flags, letters) = data.split_first()?;
                let text = letters_of(letters, flags & 1 != 0, self.letters);
                self.letters = self.letters.saturating_sub(text.encode_utf16().count());
                self.texts.last_mut()?.3.push_str(&text);
            }
            NOTE => {
                let place = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
                self.notes.insert(u16_at(data, 6)?, place);
            }
            _ => {}
        }
        Some(())
    }

    fn finish(self) -> Vec<TextBeside> {
        let text = |(kind, number, place, text): (u16, u16, (u32, u32), String)| {
            let is_note = kind == NOTE_OBJECT;
            let (row, column) = if is_note { *self.notes.get(&number)? } else { place };
            let kind = if is_note { Beside::Note } else { Beside::TextBox };
            (!text.trim().is_empty()).then_some(TextBeside { kind, row, column, text })
        };
        let mut found: Vec<TextBeside> = self.texts.into_iter().filter_map(text).collect();
        found.sort_by_key(|text| (text.row, text.column));
        found
    }
}

/// At most so many letters of a text: of one byte each, or of two.
fn letters_of(data: &[u8], is_wide: bool, most: usize) -> String {
    if is_wide {
        let units: Vec<u16> =
            data.chunks_exact(2).take(most).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    } else {
        data.iter().take(most).map(|byte| char::from(*byte)).collect()
    }
}

/// Row and column of the upper left corner of the object that a drawing ends with ([MS-XLS] 2.5.193).
fn anchor(drawing: &[u8]) -> Option<(u32, u32)> {
    // The type of the record and its length: 18 bytes.
    const ANCHOR: [u8; 6] = [0x10, 0xF0, 18, 0, 0, 0];
    let at = memchr::memmem::rfind(drawing, &ANCHOR)? + ANCHOR.len();
    Some((u32::from(u16_at(drawing, at + 6)?), u32::from(u16_at(drawing, at + 2)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Cell;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    }

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn font_record(struck: bool, raised: bool, name: &str) -> Vec<u8> {
        let head = words(&[200, if struck { 8 } else { 0 }, 0, 400, u16::from(raised), 0, 0]);
        record(FONT, &[head, vec![name.len() as u8, 0], name.as_bytes().to_vec()].concat())
    }

    #[test]
    fn styles_hidden_rows_notes_and_boxes_are_told() {
        let before = [
            record(BOF, &words(&[BIFF8, 5])),
            // Index 4 is left out: the fifth font has index 5.
            [font_record(false, false, "Arial"), font_record(false, false, "B"), font_record(false, false, "C")]
                .concat(),
            [font_record(false, false, "D"), font_record(true, false, ".VnTime"), font_record(false, true, "E")]
                .concat(),
            record(FORMAT, &[words(&[164, 9]), vec![0], b"#,##0.0,,".to_vec()].concat()),
            record(XF, &words(&[0, 0])),
            record(XF, &words(&[5, 164])),
            record(XF, &words(&[0, 9])),
            // `31279`, of which the first two are struck; `1251`, of which the last is raised.
            record(
                SST,
                &[
                    words(&[2, 0, 2, 0]),
                    [words(&[5]), vec![8], words(&[2]), b"31279".to_vec(), words(&[0, 5, 2, 0])].concat(),
                    [words(&[4]), vec![8], words(&[1]), b"1251".to_vec(), words(&[3, 6])].concat(),
                ]
                .concat(),
            ),
        ]
        .concat();
        let start = (before.len() + 13 + 4) as u32;
        let bound = record(BOUNDSHEET, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
        let anchor = [&[0, 0][..], &[0x10, 0xF0, 18, 0, 0, 0], &words(&[0, 2, 0, 7, 0, 0, 0, 0, 0])].concat();
        let text = |text: &str| {
            let txo = record(TXO, &words(&[0, 0, 0, 0, 0, text.len() as u16, 16, 0, 0]));
            [txo, record(CONTINUE, &[&[0], text.as_bytes()].concat()), record(CONTINUE, &[0; 16])].concat()
        };
        let sheet = [
            record(BOF, &words(&[BIFF8, 16])),
            record(COLINFO, &words(&[3, 4, 2000, 0, 1, 0])),
            record(ROW, &words(&[5, 0, 9, 255, 0, 0, 0x20, 0])),
            record(0x0203, &[words(&[0, 0, 1]), 12.0_f64.to_le_bytes().to_vec()].concat()),
            record(MULRK, &words(&[0, 1, 2, 0, 0, 0, 0, 0, 2])),
            record(LABELSST, &words(&[1, 0, 0, 0, 0])),
            record(LABELSST, &words(&[1, 1, 0, 1, 0])),
            record(MSODRAWING, &anchor),
            record(OBJ, &words(&[0x15, 18, 6, 1])),
            text("Result: 5"),
            record(OBJ, &words(&[0x15, 18, NOTE_OBJECT, 2])),
            text("Now 6"),
            record(NOTE, &words(&[8, 4, 0, 2])),
            record(EOF, &[]),
        ]
        .concat();
        let stream = [before, bound, record(EOF, &[]), sheet].concat();
        let globals = Globals::read(&stream).expect("a workbook");
        let cell = |row, column, value| Cell::new(row, column, value);
        let text_cell = |row, column, text: &str| cell(row, column, Value::Text(text.to_owned()));
        let mut grid = Grid {
            cells: vec![
                cell(0, 0, Value::Number(12.0)),
                cell(0, 1, Value::Number(0.5)),
                cell(0, 4, Value::Number(1.0)),
                text_cell(1, 0, "31279"),
                text_cell(1, 1, "1251"),
                cell(5, 0, Value::Number(1.0)),
            ],
            ..Grid::default()
        };
        globals.apply(&mut grid, Shown::read(&stream, globals.sheets[0]));
        let left: Vec<_> = grid.cells.iter().map(|cell| (cell.row, cell.column, cell.percent_format)).collect();
        assert_eq!(left, [(0, 1, true), (1, 0, false), (1, 1, false)]);
        assert_eq!(grid.cells[1].value, Value::Text("279".to_owned()));
        assert_eq!(grid.cells[1].stored.as_deref(), Some("31279"));
        assert_eq!(grid.cells[2].value, Value::Text("125¹".to_owned()));
        let aside: Vec<_> = grid.aside.iter().map(|aside| (aside.cell.row, aside.cell.column, aside.why)).collect();
        assert_eq!(aside, [(0, 0, Aside::Struck), (0, 4, Aside::HiddenColumn), (5, 0, Aside::HiddenRow)]);
        assert_eq!(
            grid.aside[0].cell.format.map(|format| grid.formats[usize::from(format)].as_str()),
            Some("#,##0.0,,")
        );
        let beside: Vec<_> =
            grid.beside.iter().map(|text| (text.kind, text.row, text.column, text.text.as_str())).collect();
        assert_eq!(beside, [(Beside::TextBox, 7, 2, "Result: 5"), (Beside::Note, 8, 4, "Now 6")]);
    }
}
