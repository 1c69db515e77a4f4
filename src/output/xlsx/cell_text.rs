//! Texts as cells hold them: what can break a file or turn into a formula is kept from it.

use std::borrow::Cow;

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

/// What a cell holds at most, in UTF-16 units (Excel's own limit).
const CELL_LIMIT: usize = 32_767;
/// What stands at the end of a text that was cut to the limit.
pub(super) const CUT_MARK: &str = "…[cắt]";

/// Whether Excel takes a text for a formula as soon as somebody edits its cell (F2, Enter): what is stored as text is one
/// until then. A sign alone stays text.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.trim().chars().nth(1).is_some()
}

/// The format of a cell with this text: one that keeps it text for good where it looks like a formula, as an apostrophe
/// before it does (`quotePrefix`, ISO/IEC 29500-1, 18.8.45).
pub(super) fn format_for<'f>(text: &str, format: &'f Format) -> Cow<'f, Format> {
    if looks_like_formula(text) { Cow::Owned(format.clone().set_quote_prefix()) } else { Cow::Borrowed(format) }
}

/// Writes a text; always text, whatever it begins with.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, text, &format_for(text, format))?;
    Ok(())
}

/// Writes a text into a column that carries `format`, so that the cell has none of its own unless it needs another.
pub(super) fn write_plain_text(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if looks_like_formula(text) {
        return write_text(sheet, row, column, text, format);
    }
    sheet.write_string(row, column, text)?;
    Ok(())
}

/// The text as a cell can hold it: without characters that XML cannot carry, and cut to Excel's limit with a mark.
pub(super) fn printable<'t>(text: &'t str, cuts: &mut usize) -> Cow<'t, str> {
    // Nearly all texts: nothing in them can be a character that does not print, nor are they long.
    if text.len() <= CELL_LIMIT && text.bytes().all(|byte| !matches!(byte, 0..b' ' | b'<' | 0x7f | 0xc2 | 0xef)) {
        return Cow::Borrowed(text);
    }
    let mut shown = Cow::Borrowed(text);
    if text.chars().any(|c| !is_printable(c)) {
        shown = Cow::Owned(text.chars().filter(|c| is_printable(*c)).collect());
    }
    // The writer takes a text of this shape for finished markup.
    if shown.starts_with("<r>") && shown.ends_with("</r>") {
        shown.to_mut().push(' ');
    }
    // A text has no more UTF-16 units than bytes, so short ones need no counting.
    if shown.len() > CELL_LIMIT && shown.encode_utf16().count() > CELL_LIMIT {
        *cuts += 1;
        let room = CELL_LIMIT - CUT_MARK.encode_utf16().count();
        let mut used = 0;
        let kept: String = shown
            .chars()
            .take_while(|c| {
                used += c.len_utf16();
                used <= room
            })
            .collect();
        shown = Cow::Owned(kept + CUT_MARK);
    }
    shown
}

/// Whether XML 1.0 can carry the character as it is.
fn is_printable(c: char) -> bool {
    matches!(c, '\t' | '\n') || !(c < ' ' || matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_to_the_limit_with_a_mark_and_counted() {
        let mut cuts = 0;
        let long = "ề".repeat(40_000);
        let shown = printable(&long, &mut cuts);
        assert_eq!((shown.encode_utf16().count(), cuts), (CELL_LIMIT, 1));
        assert!(shown.ends_with(CUT_MARK));
        assert_eq!(printable(&"ề".repeat(32_767), &mut cuts).chars().count(), 32_767);
        assert_eq!(cuts, 1);
    }

    #[test]
    fn characters_that_xml_cannot_carry_are_dropped() {
        let mut cuts = 0;
        assert_eq!(printable("a\u{1}b\r\n\u{ffff}c", &mut cuts), "ab\nc");
        assert_eq!(printable("<r>x</r>", &mut cuts), "<r>x</r> ");
    }

    #[test]
    fn what_excel_would_take_for_a_formula() {
        for text in ["=1", "+84 90", "-5", "- đã xong", "@a", "\t=1", "=\n1"] {
            assert!(looks_like_formula(text), "{text:?}");
        }
        for text in ["", "-", "+", " - ", "a=1", "–5", "1-2", "'=1"] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }
}
