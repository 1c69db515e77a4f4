//! What an .xls file says of its own cells beside them: the box in which those of a sheet stand (DIMENSIONS, [MS-XLS]
//! 2.4.90), the columns of each row (ROW, 2.4.221), the number of cells with text (SST, 2.4.265). calamine reads past all of
//! it; where cells contradict it, a byte of one or the other is damaged, which the format has no checksum to tell.
//!
//! Of 131 readable workbooks of many programs two contradict themselves, both made so on purpose. What programs do not keep
//! to is not held against a file: rows and boxes may be larger than their cells, and some programs write no rows at all.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde::{Deserialize, Serialize};

use super::Refusal;
use super::encrypted_xls::is_encrypted;
use super::limits::unreadable;

/// Something that a file says of its cells and that is not so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contradiction {
    /// Cells of a sheet stand where the sheet says that it has none.
    Misplaced {
        /// The sheet, by its place among those with cells: charts and macro sheets are not counted.
        sheet: usize,
        /// Row and column of the first of them, from 0.
        first: (u32, u32),
        /// How many they are.
        cells: usize,
    },
    /// Not as many cells hold text as the workbook says.
    Texts {
        /// As many as it says.
        said: u32,
        /// As many as there are.
        found: u32,
    },
    /// A sheet of this name that the workbook lists and the file does not have.
    NoSuchSheet(String),
}

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
pub(super) const FILEPASS: u16 = 0x002F;
pub(super) const BOUNDSHEET: u16 = 0x0085;
const SST: u16 = 0x00FC;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const LABELSST: u16 = 0x00FD;
const MULRK: u16 = 0x00BD;
const MULBLANK: u16 = 0x00BE;
/// FORMULA, RK, NUMBER, LABEL, BOOLERR, BLANK, RSTRING: each one cell.
const CELLS: [u16; 7] = [0x0006, 0x027E, 0x0203, 0x0204, 0x0205, 0x0201, 0x00D6];
/// The version that a BOF record gives since Excel 97.
pub(super) const BIFF8: u16 = 0x0600;

/// What a workbook says of its cells and is not so. Refuses one of which a sheet is cut off. What is no workbook of Excel 97
/// to 2003, or cannot be opened here though calamine could, is not judged.
pub(super) fn contradictions(bytes: &[u8]) -> Result<Vec<Contradiction>, Refusal> {
    let Some(stream) = workbook_stream(bytes) else { return Ok(Vec::new()) };
    // calamine takes what is obscured the oldest way for plain.
    if is_encrypted(&stream) {
        return Err(Refusal::Password);
    }
    contradictions_of(&stream)
}

/// The stream of the workbook; `None` where there is none.
pub(super) fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    file.open_stream("/Workbook").ok()?.read_to_end(&mut content).ok()?;
    Some(content)
}

fn contradictions_of(stream: &[u8]) -> Result<Vec<Contradiction>, Refusal> {
    let Some(globals) = Globals::read(stream) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut texts = 0_u32;
    for (place, start) in globals.sheets.iter().flatten().enumerate() {
        let sheet = Sheet::read(stream, *start).ok_or_else(cut_off)?;
        texts = texts.saturating_add(sheet.texts);
        found.extend(
            sheet.misplaced(globals.strings.map(|(_, unique)| unique)).map(|(first, cells)| Contradiction::Misplaced {
                sheet: place,
                first,
                cells,
            }),
        );
    }
    if let Some((said, unique)) = globals.strings {
        // Some programs give the number of different texts for that of cells.
        let is_other_number = said == unique && texts > said;
        if texts != said && !is_other_number {
            found.push(Contradiction::Texts { said, found: texts });
        }
    }
    Ok(found)
}

fn cut_off() -> Refusal {
    unreadable("một trang tính bị cắt cụt", "a sheet is cut off")
}

/// What stands before the sheets.
struct Globals {
    /// Where each sheet begins; `None` for a chart or a macro sheet.
    sheets: Vec<Option<usize>>,
    /// Cells with text, different texts.
    strings: Option<(u32, u32)>,
}

impl Globals {
    /// `None` for what is encrypted or older.
    fn read(stream: &[u8]) -> Option<Self> {
        let mut globals = Self { sheets: Vec::new(), strings: None };
        let mut is_first = true;
        for record in Records::new(stream, 0) {
            let (kind, data) = record?;
            if is_first && (kind != BOF || u16_at(data, 0) != Some(BIFF8)) {
                return None;
            }
            is_first = false;
            match kind {
                FILEPASS => return None,
                BOUNDSHEET => {
                    let is_worksheet = data.get(5) == Some(&0);
                    globals.sheets.push(u32_at(data, 0).filter(|_| is_worksheet).map(|start| start as usize));
                }
                SST => globals.strings = u32_at(data, 0).zip(u32_at(data, 4)),
                EOF => return Some(globals),
                _ => {}
            }
        }
        None
    }
}

/// What a sheet says of its cells, and where they are.
struct Sheet<'a> {
    records: Vec<(u16, &'a [u8])>,
    /// First row, row after the last, first column, column after the last.
    dimensions: Option<(u32, u32, u16, u16)>,
    /// First column and column after the last, by row.
    rows: BTreeMap<u16, (u16, u16)>,
    texts: u32,
}

impl<'a> Sheet<'a> {
    /// `None` for one that does not begin where it should, or does not end.
    fn read(stream: &'a [u8], start: usize) -> Option<Self> {
        let mut sheet = Self { records: Vec::new(), dimensions: None, rows: BTreeMap::new(), texts: 0 };
        // Charts on the sheet stand within it.
        let mut depth = 0_usize;
        for record in Records::new(stream, start) {
            let (kind, data) = record?;
            match kind {
                BOF => depth += 1,
                _ if depth == 0 => return None,
                EOF if depth == 1 => return Some(sheet),
                EOF => depth -= 1,
                _ if depth > 1 => {}
                DIMENSIONS => {
                    let rows = u32_at(data, 0).zip(u32_at(data, 4));
                    let columns = u16_at(data, 8).zip(u16_at(data, 10));
                    sheet.dimensions = rows.zip(columns).map(|((a, b), (c, d))| (a, b, c, d));
                }
                ROW => {
                    let (row, first, after) = (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?);
                    sheet.rows.insert(row, (first, after));
                }
                LABELSST | MULRK | MULBLANK => {
                    sheet.texts += u32::from(kind == LABELSST);
                    sheet.records.push((kind, data));
                }
                _ if CELLS.contains(&kind) => sheet.records.push((kind, data)),
                _ => {}
            }
        }
        None
    }

    /// The first cell that stands where the sheet says that it has none, or has a text that there is not, and how many such
    /// there are. `texts`: how many different ones there are.
    fn misplaced(&self, texts: Option<u32>) -> Option<((u32, u32), usize)> {
        let mut first = None;
        let mut cells = 0;
        for (kind, data) in &self.records {
            let Some((row, column)) = u16_at(data, 0).zip(u16_at(data, 2)) else { continue };
            let last = match *kind {
                MULRK | MULBLANK => data.len().checked_sub(2).and_then(|at| u16_at(data, at)).unwrap_or(column),
                _ => column,
            };
            let is_text_there =
                || *kind != LABELSST || u32_at(data, 6).is_some_and(|text| Some(text) < texts.or(Some(0)));
            if !self.has_room(row, column) || !self.has_room(row, last) || !is_text_there() {
                first.get_or_insert((u32::from(row), u32::from(column)));
                cells += 1;
            }
        }
        first.map(|first| (first, cells))
    }

    /// Whether the sheet says that there may be a cell.
    fn has_room(&self, row: u16, column: u16) -> bool {
        let in_box = self.dimensions.is_none_or(|(first_row, after_row, first_column, after_column)| {
            (first_row..after_row).contains(&u32::from(row)) && (first_column..after_column).contains(&column)
        });
        // A program that writes rows writes one for each that has cells; some leave its columns empty.
        let in_row = self.rows.is_empty()
            || self.rows.get(&row).is_some_and(|(first, after)| *after == 0 || (*first..*after).contains(&column));
        in_box && in_row
    }
}

/// The records of a stream from a place on; `None` for one that goes beyond the end.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// The records of `stream` from `at` on.
    pub(super) fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Option<(u16, &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.stream.get(self.at..)?;
        let (kind, length) = u16_at(rest, 0).zip(u16_at(rest, 2))?;
        self.at += 4 + usize::from(length);
        Some(rest.get(4..4 + usize::from(length)).map(|data| (kind, data)))
    }
}

/// The number of two bytes at a place.
pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

/// The number of four bytes at a place.
pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record, and several of them.
    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    }

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[words(&[row, column, 0]), 12.0_f64.to_le_bytes().to_vec()].concat())
    }

    fn text(row: u16, column: u16, text: u16) -> Vec<u8> {
        record(LABELSST, &words(&[row, column, 0, text, 0]))
    }

    fn row(row: u16, first: u16, after: u16) -> Vec<u8> {
        record(ROW, &words(&[row, first, after, 255, 0, 0, 0, 0]))
    }

    /// A workbook of one sheet: cells with text and different texts that it says there are, the sheet's records.
    fn workbook(texts: (u16, u16), sheet: &[Vec<u8>]) -> Vec<u8> {
        let begin = record(BOF, &words(&[BIFF8, 5]));
        let strings = record(SST, &words(&[texts.0, 0, texts.1, 0]));
        // The record of the sheet has 4 + 9 bytes, the last one 4.
        let start = (begin.len() + strings.len() + 13 + 4) as u32;
        let bound = record(BOUNDSHEET, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
        let sheet = [record(BOF, &words(&[BIFF8, 16])), sheet.concat(), record(EOF, &[])].concat();
        [begin, bound, strings, record(EOF, &[]), sheet].concat()
    }

    fn said(texts: (u16, u16), sheet: &[Vec<u8>]) -> Vec<Contradiction> {
        contradictions_of(&workbook(texts, sheet)).expect("a whole workbook")
    }

    /// Rows 0 to 2, columns 0 and 1.
    fn dimensions() -> Vec<u8> {
        record(DIMENSIONS, &words(&[0, 0, 3, 0, 0, 2, 0]))
    }

    fn misplaced(first: (u32, u32)) -> Vec<Contradiction> {
        vec![Contradiction::Misplaced { sheet: 0, first, cells: 1 }]
    }

    #[test]
    fn what_agrees_is_not_told() {
        let cells = [text(0, 0, 0), number(0, 1), text(2, 0, 0)];
        let with = |rows: &[Vec<u8>]| said((2, 1), &[&[dimensions()], rows, &cells].concat());
        assert_eq!(with(&[row(0, 0, 2), row(2, 0, 1)]), []);
        // No rows at all, rows without columns, rows and a box that are larger than their cells.
        assert_eq!(with(&[]), []);
        assert_eq!(with(&[row(0, 0, 0), row(2, 0, 0)]), []);
        assert_eq!(with(&[row(0, 0, 9), row(1, 0, 9), row(2, 0, 9)]), []);
        // The number of different texts in place of that of cells.
        assert_eq!(said((1, 1), &[text(0, 0, 0), text(1, 0, 0)]), []);
        // A chart has dimensions of its own.
        let chart = [record(BOF, &words(&[BIFF8, 32])), number(9, 9), record(EOF, &[])].concat();
        assert_eq!(said((0, 0), &[dimensions(), chart, number(1, 1)]), []);
    }

    #[test]
    fn cells_where_there_should_be_none_are_told() {
        assert_eq!(said((0, 0), &[dimensions(), number(1, 1), number(259, 1)]), misplaced((259, 1)));
        assert_eq!(said((0, 0), &[dimensions(), number(1, 3)]), misplaced((1, 3)));
        let rows = [row(0, 0, 2), row(1, 0, 1)].concat();
        assert_eq!(said((0, 0), &[rows.clone(), number(0, 1), number(1, 1)]), misplaced((1, 1)));
        assert_eq!(said((0, 0), &[rows, number(0, 1), number(2, 0)]), misplaced((2, 0)));
        // Several in one record, of which the last is too far right.
        let several = record(MULRK, &words(&[1, 0, 0, 0, 0, 0, 0, 0, 2]));
        assert_eq!(said((0, 0), &[dimensions(), several]), misplaced((1, 0)));
        // A text that is in no table.
        assert_eq!(said((1, 1), &[text(0, 0, 7)]), misplaced((0, 0)));
    }

    #[test]
    fn texts_that_are_gone_or_too_many_are_told() {
        let told = |said, found| vec![Contradiction::Texts { said, found }];
        assert_eq!(said((3, 2), &[text(0, 0, 0), text(1, 0, 1)]), told(3, 2));
        assert_eq!(said((3, 2), &[text(0, 0, 0), text(1, 0, 1), text(2, 0, 1), text(3, 0, 1)]), told(3, 4));
    }

    #[test]
    fn a_sheet_that_is_cut_off_is_refused() {
        let whole = workbook((0, 0), &[number(0, 0), number(1, 0)]);
        assert_eq!(contradictions_of(&whole), Ok(Vec::new()));
        for end in [whole.len() - 4, whole.len() - 10, whole.len() - 22] {
            assert!(contradictions_of(&whole[..end]).is_err(), "{end}");
        }
        // What is encrypted, older or no workbook is not judged.
        assert_eq!(contradictions_of(b""), Ok(Vec::new()));
        assert_eq!(contradictions_of(&record(BOF, &words(&[0x0500, 5]))), Ok(Vec::new()));
    }
}
