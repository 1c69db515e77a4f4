//! Texts of cells with what is struck through or raised in them: shared strings, and those that stand in the cell.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::super::Refusal;
use super::super::limits::{CELLS, TEXT_BYTES, too_large};
use super::super::rich_text::{self, Run, ShownText};
use super::super::well_formed::WellFormed;
use super::super::xml::{attribute, is_true, push_text};

/// A text as a workbook stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StoredText {
    /// Nothing in it is struck through or raised by its own format.
    Plain(String),
    /// Its runs.
    Rich(Vec<Run>),
}

impl StoredText {
    /// The text in a cell whose font is struck through or not.
    pub(super) fn shown(&self, cell_is_struck: bool) -> ShownText<'_> {
        match self {
            Self::Plain(text) => ShownText { text: Cow::Borrowed(text), stored: None, is_struck: cell_is_struck },
            Self::Rich(runs) => rich_text::shown(runs, cell_is_struck),
        }
    }

    /// Bytes of its letters.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Plain(text) => text.len(),
            Self::Rich(runs) => runs.iter().map(|run| run.text.len()).sum(),
        }
    }
}

/// Puts a text together from the events within its element: `si` or `is`.
#[derive(Default)]
pub(super) struct TextBuilder {
    runs: Vec<Run>,
    in_properties: bool,
    in_phonetics: bool,
    in_text: bool,
    keeps_blanks: bool,
    piece: String,
}

impl TextBuilder {
    /// Takes an event; `is_empty` for an element without content.
    pub(super) fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        match tag.local_name().as_ref() {
            "r" if !is_empty => self.runs.push(Run::default()),
            "rPr" => {
                self.in_properties = !is_empty;
                if let Some(run) = self.runs.last_mut() {
                    run.is_formatted = true;
                }
            }
            "rPh" => self.in_phonetics = !is_empty,
            "strike" if self.in_properties => {
                let is_on = attribute(tag, "val").is_none_or(|value| is_true(&value));
                if let Some(run) = self.runs.last_mut() {
                    run.is_struck = is_on;
                }
            }
            "vertAlign" if self.in_properties => {
                let is_raised = attribute(tag, "val").is_some_and(|value| value == "superscript");
                if let Some(run) = self.runs.last_mut() {
                    run.is_raised = is_raised;
                }
            }
            "t" if !self.in_phonetics && !is_empty => {
                self.in_text = true;
                self.keeps_blanks = attribute(tag, "space").is_some_and(|space| space == "preserve");
                self.piece.clear();
            }
            _ => {}
        }
    }

    /// Takes the end of an element.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "rPr" => self.in_properties = false,
            "rPh" => self.in_phonetics = false,
            "t" if self.in_text => {
                self.in_text = false;
                // Blanks at the ends count only where they are said to (ECMA-376 part 1, 18.4.12).
                let piece = if self.keeps_blanks {
                    self.piece.as_str()
                } else {
                    self.piece.trim_matches([' ', '\t', '\r', '\n'])
                };
                let text = unescaped(piece);
                match self.runs.last_mut() {
                    Some(run) => run.text.push_str(&text),
                    None => self.runs.push(Run { text: text.into_owned(), ..Run::default() }),
                }
            }
            _ => {}
        }
    }

    /// Takes an event that may hold letters.
    pub(super) fn text(&mut self, event: &Event<'_>) {
        if self.in_text {
            push_text(&mut self.piece, event);
        }
    }

    /// The text; the builder begins anew.
    pub(super) fn finish(&mut self) -> StoredText {
        let runs = std::mem::take(&mut self.runs);
        *self = Self { piece: std::mem::take(&mut self.piece), ..Self::default() };
        if runs.iter().any(|run| run.is_struck || run.is_raised) {
            return StoredText::Rich(runs);
        }
        let mut texts = runs.into_iter().map(|run| run.text);
        let mut whole = texts.next().unwrap_or_default();
        texts.for_each(|text| whole.push_str(&text));
        StoredText::Plain(whole)
    }
}

/// The table of shared strings in a part of this name. What it says of its own size is not believed.
pub(super) fn shared_strings(name: &str, xml: &[u8]) -> Result<Vec<StoredText>, Refusal> {
    let mut events = WellFormed::new(name, xml);
    let mut strings = Vec::new();
    let mut builder = TextBuilder::default();
    let mut is_inside = false;
    let mut bytes = 0_usize;
    loop {
        let event = events.next_event()?;
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => is_inside = true,
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(builder.finish()),
            Event::End(tag) if tag.local_name().as_ref() == "si" => {
                is_inside = false;
                let text = builder.finish();
                bytes += text.len();
                strings.push(text);
            }
            Event::Start(tag) if is_inside => builder.start(tag, false),
            Event::Empty(tag) if is_inside => builder.start(tag, true),
            Event::End(tag) if is_inside => builder.end(tag.local_name().as_ref()),
            Event::Eof => return Ok(strings),
            event if is_inside => builder.text(event),
            _ => {}
        }
        if strings.len() > CELLS || bytes > TEXT_BYTES {
            return Err(too_large("bảng chuỗi dùng chung quá lớn", "a table of shared strings that is too large"));
        }
    }
}

/// Escapes such as `_x000D_` resolved (ECMA-376 part 1, 22.9.2.19): units of UTF-16.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let unit_at = |at: usize| -> Option<u16> {
        let escape = text.get(at..at + 7)?.strip_prefix("_x")?.strip_suffix('_')?;
        escape.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(escape, 16).ok())?
    };
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let mut units = Vec::new();
        while let Some(unit) = unit_at(at) {
            units.push(unit);
            at += 7;
        }
        if units.is_empty() {
            plain.push(letter);
            at += letter.len_utf8();
        } else {
            plain.push_str(&String::from_utf16_lossy(&units));
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(content: &str) -> Vec<StoredText> {
        shared_strings("sst", format!("<sst>{content}</sst>").as_bytes()).expect("strings")
    }

    #[test]
    fn struck_runs_are_left_out_and_raised_ones_told() {
        let read = strings(
            "<si><r><rPr><strike/></rPr><t>31</t></r><r><rPr/><t>279</t></r></si>\
             <si><r><t>125</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r></si>\
             <si><r><rPr><strike/></rPr><t>Đã bỏ</t></r><r><t xml:space=\"preserve\"> </t></r></si>\
             <si><r><rPr><b/><strike val=\"0\"/></rPr><t>a</t></r><r><t>b</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>",
        );
        let shown: Vec<_> = read.iter().map(|text| text.shown(false)).collect();
        let of =
            |text: &str, stored: Option<&str>, is_struck: bool| (text.to_owned(), stored.map(str::to_owned), is_struck);
        let told: Vec<_> =
            shown.into_iter().map(|shown| (shown.text.into_owned(), shown.stored, shown.is_struck)).collect();
        assert_eq!(
            told,
            [
                of("279", Some("31279"), false),
                of("125¹", Some("1251"), false),
                of("Đã bỏ ", None, true),
                of("ab", None, false)
            ]
        );
        // In a cell that is struck through as a whole, a run with a format of its own is not.
        assert_eq!(read[1].shown(true).text, "¹");
        assert!(read[3].shown(true).is_struck);
    }

    #[test]
    fn strings_keep_their_places_and_blanks() {
        let read = strings(
            "<si/><si><t> a </t></si><si><t xml:space=\"preserve\"> b</t></si><si><t><![CDATA[<c>]]>&amp;</t></si>",
        );
        let plain = |text: &str| StoredText::Plain(text.to_owned());
        assert_eq!(read, [plain(""), plain("a"), plain(" b"), plain("<c>&")]);
    }

    #[test]
    fn escapes_are_units_of_utf_16() {
        for (text, plain) in [
            ("một_x000D_hai", "một\rhai"),
            ("_xD83D__xDCF7_", "📷"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x000G_ _x00 _x", "_x000G_ _x00 _x"),
        ] {
            assert_eq!(unescaped(text), plain);
        }
    }
}
