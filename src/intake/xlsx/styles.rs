//! What of the styles of a workbook matters for what its cells say (ECMA-376 part 1, 18.8).

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::super::grid::place_of;
use super::super::number_format::{Kind, NumberFormat, built_in};
use super::super::xml::{attribute, is_true, number};

/// Styles that a workbook has at most; Excel's own limit is 65,490.
const STYLES: usize = 100_000;

/// What of one style matters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// What its numbers are.
    pub(super) kind: Kind,
    /// Whether its numbers are shown as per cent.
    pub(super) is_percent: bool,
    /// Whether what stands in the cell is struck through.
    pub(super) is_struck: bool,
    /// Index into [`Styles::fonts`].
    pub(super) font: Option<u16>,
    /// Index into [`Styles::formats`].
    pub(super) format: Option<u16>,
}

impl Default for Style {
    fn default() -> Self {
        Self { kind: Kind::Number, is_percent: false, is_struck: false, font: None, format: None }
    }
}

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    /// Names of fonts.
    pub(super) fonts: Vec<String>,
    /// Codes of the number formats that tell more than marks.
    pub(super) formats: Vec<String>,
}

/// A font as the styles refer to it.
#[derive(Default)]
struct Font {
    name: Option<u16>,
    is_struck: bool,
}

impl Styles {
    /// The style of this number; the first, which is the default, for one that there is not.
    pub(super) fn style(&self, index: usize) -> Style {
        self.styles.get(index).copied().unwrap_or_default()
    }

    /// Reads the part with the styles.
    pub(super) fn read(xml: &[u8]) -> Self {
        let mut read = Self::default();
        let mut codes: FxHashMap<u32, String> = FxHashMap::default();
        let mut fonts: Vec<Font> = Vec::new();
        let mut known: FxHashMap<u32, (Kind, bool, Option<u16>)> = FxHashMap::default();
        let mut within = Within::Nothing;
        let mut reader = Reader::from_reader(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match (within, tag.local_name().as_ref()) {
                    (_, "fonts") => within = Within::Fonts,
                    (_, "cellXfs") => within = Within::CellStyles,
                    // What cells get where a condition holds; styles by name.
                    (_, "dxfs" | "cellStyleXfs" | "cellStyles" | "fills" | "borders") => within = Within::Nothing,
                    (_, "numFmt") => {
                        if let Some((id, code)) = number(&tag, "numFmtId").zip(attribute(&tag, "formatCode")) {
                            codes.entry(id).or_insert(code);
                        }
                    }
                    (Within::Fonts, "font") => fonts.push(Font::default()),
                    (Within::Fonts, name) => {
                        if let Some(font) = fonts.last_mut() {
                            read.enter_font(font, name, &tag);
                        }
                    }
                    (Within::CellStyles, "xf") if read.styles.len() < STYLES => {
                        let id: u32 = number(&tag, "numFmtId").unwrap_or(0);
                        let (kind, is_percent, format) = *known.entry(id).or_insert_with(|| {
                            let code = codes.get(&id).map_or_else(|| built_in(id), String::as_str);
                            let format = NumberFormat::parse(code);
                            let place = format.tells().then(|| place_of(&mut read.formats, code)).flatten();
                            (format.kind(), format.is_percent(), place)
                        });
                        let font = number(&tag, "fontId").and_then(|id: usize| fonts.get(id));
                        read.styles.push(Style {
                            kind,
                            is_percent,
                            is_struck: font.is_some_and(|font| font.is_struck),
                            font: font.and_then(|font| font.name),
                            format,
                        });
                    }
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => return read,
                Ok(_) => {}
            }
        }
    }

    fn enter_font(&mut self, font: &mut Font, name: &str, tag: &BytesStart<'_>) {
        match name {
            "name" => font.name = attribute(tag, "val").and_then(|name| place_of(&mut self.fonts, &name)),
            "strike" => font.is_struck = attribute(tag, "val").is_none_or(|value| is_true(&value)),
            _ => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Within {
    Nothing,
    Fonts,
    CellStyles,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_tell_fonts_strikes_and_formats() {
        let styles = Styles::read(
            br##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.0,,"/></numFmts>
            <fonts><font><name val="Arial"/></font><font><strike/><name val=".VnTime"/></font>
            <font><strike val="0"/></font></fonts>
            <cellStyleXfs><xf numFmtId="9" fontId="1"/></cellStyleXfs>
            <cellXfs><xf/><xf numFmtId="164" fontId="1"/><xf numFmtId="10" fontId="2"/><xf numFmtId="14" fontId="0"/></cellXfs>
            <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"##,
        );
        assert_eq!((styles.fonts.len(), styles.formats.len()), (2, 1));
        let struck = styles.style(1);
        assert_eq!((struck.is_struck, struck.font, struck.is_percent), (true, Some(1), false));
        assert_eq!(struck.format.map(|format| styles.formats[usize::from(format)].as_str()), Some("#,##0.0,,"));
        assert!(styles.style(2).is_percent && !styles.style(2).is_struck);
        assert_eq!(styles.style(3).kind, Kind::Date);
        assert_eq!(styles.style(9).kind, Kind::Number);
    }
}
