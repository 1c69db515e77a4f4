//! Text in TCVN3 and VNI turned into Unicode, where the file is read: a hostile one costs its reader and nothing else.
//! What a cell holds stays as written beside it; a workbook that goes back to its sender shows it in the sender's font.

use super::grid::{DecodedText, Grid, Value, Workbook};
use crate::vietnamese::{LegacyEncoding, decode_as, decode_legacy, encoding_of_font, is_font_of_signs};

/// Certain cells of a sheet that it takes to read a file's doubtful ones in the same encoding.
const CERTAIN_CELLS: usize = 5;

/// Decodes the cells that are in an encoding before Unicode: those that are so for certain, and where a file has enough of
/// them, its doubtful ones in the same encoding. Each cell is looked at twice at most, however many are decoded.
pub(super) fn decode(workbook: &mut Workbook) {
    for grid in &mut workbook.sheets {
        grid.decoded = certain(grid);
    }
    let Some(encoding) = workbook.sheets.iter().find_map(certain_encoding) else { return };
    // Without any Unicode, a word such as `cã`, which could be one as it stands, is in the encoding too.
    let all = !workbook.sheets.iter().any(has_unicode);
    for grid in &mut workbook.sheets {
        decode_doubtful(grid, encoding, all);
    }
}

/// The cells whose own text or font tells that they are in an old encoding.
fn certain(grid: &Grid) -> Vec<DecodedText> {
    let decoded = |(cell, written): (usize, &str)| {
        let font = font(grid, cell);
        // A `ü` in Wingdings is a tick, and no letter of any encoding.
        if font.is_some_and(is_font_of_signs) {
            return None;
        }
        let (text, encoding) = decode_legacy(written, font)?;
        Some(DecodedText { cell, encoding, text })
    };
    texts(grid).filter_map(decoded).collect()
}

/// The cells of a sheet that hold text, by index.
fn texts(grid: &Grid) -> impl Iterator<Item = (usize, &str)> {
    grid.cells.iter().enumerate().filter_map(|(cell, content)| match &content.value {
        Value::Text(written) => Some((cell, written.as_str())),
        _ => None,
    })
}

/// The font of a cell, where the format tells it.
fn font(grid: &Grid, cell: usize) -> Option<&str> {
    let font = grid.cells[cell].font?;
    grid.fonts.get(usize::from(font)).map(String::as_str)
}

/// The encoding that enough cells of the sheet are certainly in.
fn certain_encoding(grid: &Grid) -> Option<LegacyEncoding> {
    let first = grid.decoded.first()?.encoding;
    let same = grid.decoded.iter().filter(|decoded| decoded.encoding == first).count();
    (same >= CERTAIN_CELLS).then_some(first)
}

/// Whether a cell holds Vietnamese in Unicode, in letters that no encoding before it has.
fn has_unicode(grid: &Grid) -> bool {
    let is_unicode =
        |letter: char| matches!(letter, '\u{102}'..='\u{1B0}' | '\u{300}'..='\u{323}' | '\u{1EA0}'..='\u{1EF9}');
    texts(grid).any(|(_, text)| text.contains(is_unicode))
}

/// Reads doubtful cells in the encoding of their neighbours: a code such as `IV.11.ñ`, a single word.
fn decode_doubtful(grid: &mut Grid, encoding: LegacyEncoding, all: bool) {
    let typical_font = match encoding {
        LegacyEncoding::Tcvn3 => ".VnTime",
        LegacyEncoding::Vni => "VNI-Times",
    };
    let mut certain = std::mem::take(&mut grid.decoded).into_iter().peekable();
    let mut decoded = Vec::new();
    for (cell, written) in texts(grid) {
        let known = certain.next_if(|known| known.cell == cell);
        // What a letter or two seemed to say (`5.000 ñ` is `đ` in one encoding and `ủ` in the other) counts less than what
        // the whole file does, and less than the font.
        let is_sure = known
            .as_ref()
            .is_some_and(|known| known.encoding == encoding || font(grid, cell).and_then(encoding_of_font).is_some());
        if written.is_ascii() || is_sure || font(grid, cell).is_some_and(is_font_of_signs) {
            decoded.extend(known);
            continue;
        }
        let by_words = || decode_legacy(written, Some(typical_font)).map(|(text, _)| text);
        let by_file = || if all { decode_as(written, encoding) } else { None };
        match lone_letter(written, encoding).or_else(by_words).or_else(by_file) {
            Some(text) => decoded.push(DecodedText { cell, encoding, text }),
            None => decoded.extend(known),
        }
    }
    grid.decoded = decoded;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Cell, Visibility};

    fn workbook(texts: impl IntoIterator<Item = String>) -> Workbook {
        let cell = |(row, text)| Cell {
            row,
            column: 0,
            value: Value::Text(text),
            percent_format: false,
            font: None,
            formula: false,
        };
        let grid = Grid {
            name: "Sheet1".to_owned(),
            visibility: Visibility::Visible,
            cells: (0..).zip(texts).map(cell).collect(),
            merges: Vec::new(),
            fonts: Vec::new(),
            decoded: Vec::new(),
        };
        vec![grid].into()
    }

    fn decoded(texts: &[&str]) -> Vec<(usize, String)> {
        let mut workbook = workbook(texts.iter().map(|text| (*text).to_owned()));
        decode(&mut workbook);
        workbook.sheets[0].decoded.iter().map(|decoded| (decoded.cell, decoded.text.clone())).collect()
    }

    #[test]
    fn doubtful_cells_follow_their_neighbours() {
        let certain = ["Hoµn thµnh", "§ang thùc hiÖn", "Tr\u{AD}êng häc", "N¨m b¸o c¸o", "thùc hiÖn"];
        let mut texts = certain.to_vec();
        texts.extend(["IV.11.®", "12", "cã"]);
        let found = decoded(&texts);
        assert_eq!(found.len(), 7);
        assert_eq!(found[5..], [(5, "IV.11.đ".to_owned()), (7, "có".to_owned())]);
        // One certain cell less, and nobody knows.
        assert_eq!(decoded(&texts[1..]).len(), 4);
        // Where there is Unicode beside them, a word that is one stays.
        let mut mixed = texts.clone();
        mixed.push("Ủy ban");
        assert!(!decoded(&mixed).iter().any(|(cell, _)| *cell == 7));
    }

    /// Cells of a file in an old encoding: what was linear for one is linear for all.
    #[test]
    fn many_cells_are_decoded_in_a_walk() {
        let mut workbook = workbook((0..200_000).map(|number| format!("Hoµn thµnh {number} tr\u{AD}êng häc")));
        decode(&mut workbook);
        let decoded = &workbook.sheets[0].decoded;
        assert_eq!(decoded.len(), 200_000);
        assert_eq!(decoded[199_999].text, "Hoàn thành 199999 trường học");
    }
}
