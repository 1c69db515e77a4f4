//! Tables of a Word document (ECMA-376 part 1, chapter 17): offices fill in the form in Word and send that. What Word does not
//! show (deleted by tracked changes, hidden) is not read as if it did.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::document::{DocumentBuilder, Extent};
use super::grid::Workbook;
use super::kinds::OtherKind;
use super::package::Package;
use super::written::{subscript, superscript};
use super::{Refusal, well_formed};

/// Columns that a cell may cover: Word itself has 63 in a row.
const COLUMNS_SPANNED: u32 = 1000;

/// Reads the tables of a .docx document.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let package = Package::open(bytes)?;
    let name = main_part(&package);
    let xml = package.part(&name).ok_or_else(|| {
        super::limits::unreadable(format!("không có {name} trong tệp Word"), format!("the Word document has no {name}"))
    })?;
    let xml = super::text_encoding::decode(xml).text;
    well_formed::check(&name, xml.as_bytes())?;
    let mut document = Document::default();
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => document.open(&tag, false)?,
            Ok(Event::Empty(tag)) => document.open(&tag, true)?,
            Ok(Event::End(tag)) => document.close(tag.local_name().as_ref())?,
            Ok(Event::Text(text)) => document.text(&text),
            Ok(Event::CData(text)) => document.text(&text),
            Ok(Event::GeneralRef(reference)) => document.text(&character(&reference)),
            Ok(Event::Eof) => break,
            Err(_) => return Err(well_formed::damaged(&name, reader.buffer_position())),
            Ok(_) => {}
        }
    }
    document.builder.finish()?.ok_or(Refusal::NotASpreadsheet(OtherKind::WordDocument))
}

/// The part of the text: the one that the package relates itself to, or what Word calls it.
pub(super) fn main_part(package: &Package) -> String {
    const USUAL: &str = "word/document.xml";
    let mut reader = Reader::from_reader(package.part("_rels/.rels").unwrap_or_default());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                // Transitional and strict documents have different addresses with one ending.
                let is_main = attribute(&tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
                if let Some(target) = attribute(&tag, "Target").filter(|_| is_main) {
                    return target.trim_start_matches('/').trim_start_matches("./").to_owned();
                }
            }
            Ok(Event::Eof) | Err(_) => return USUAL.to_owned(),
            Ok(_) => {}
        }
    }
}

/// What a reference to a character stands for.
pub(super) fn character(reference: &quick_xml::events::BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => match &**reference {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => "",
        }
        .to_owned(),
    }
}

/// The value of an attribute by its local name, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Whether a property that may be switched off is on.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// How a run of text looks.
#[derive(Clone, Copy, Default)]
struct Look {
    is_struck: bool,
    is_hidden: bool,
    is_raised: bool,
    is_lowered: bool,
}

/// What has been read of a document.
#[derive(Default)]
struct Document {
    builder: DocumentBuilder,
    look: Look,
    /// Elements that are open within one whose content is not shown or stands twice.
    left_out: usize,
    in_text: bool,
    /// The properties of a row or a cell are read before what is in it.
    row: Option<(u32, bool)>,
    cell: Option<Extent>,
    in_run: bool,
}

impl Document {
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), Refusal> {
        let name = tag.local_name();
        let name: &str = name.as_ref();
        if self.left_out > 0 {
            self.left_out += usize::from(!is_empty);
            return Ok(());
        }
        match name {
            // Deleted or moved away by tracked changes; the form of a drawing for old programs, which says it once more;
            // the properties before a tracked change.
            "del" | "moveFrom" | "Fallback" | "rPrChange" | "tcPrChange" | "trPrChange" | "pPrChange"
            | "tblPrChange" => {
                self.left_out = usize::from(!is_empty);
            }
            "tbl" if !is_empty => {
                self.enter()?;
                self.builder.open_table()?;
            }
            "tr" if !is_empty => self.row = Some((0, false)),
            "tc" if !is_empty => {
                self.enter_row()?;
                self.cell = Some(Extent::default());
            }
            "gridBefore" => {
                if let Some((before, _)) = &mut self.row {
                    *before = number(tag);
                }
            }
            "gridSpan" => {
                if let Some(cell) = &mut self.cell {
                    cell.columns = number(tag).clamp(1, COLUMNS_SPANNED);
                }
            }
            "vMerge" => {
                if let Some(cell) = &mut self.cell {
                    cell.goes_on = attribute(tag, "val").is_none_or(|value| value != "restart");
                }
            }
            "hidden" if self.row.is_some() => self.row = self.row.map(|(before, _)| (before, is_on(tag))),
            "p" => {
                self.enter()?;
                if is_empty {
                    self.builder.break_line();
                }
            }
            "r" => {
                self.look = Look::default();
                self.in_run = !is_empty;
            }
            "strike" | "dstrike" if self.in_run => self.look.is_struck = is_on(tag),
            "vanish" | "webHidden" if self.in_run => self.look.is_hidden = name == "vanish" && is_on(tag),
            "vertAlign" if self.in_run => {
                let value = attribute(tag, "val").unwrap_or_default();
                self.look.is_raised = value == "superscript";
                self.look.is_lowered = value == "subscript";
            }
            "t" => self.in_text = !is_empty,
            "tab" if self.in_run => self.write(" "),
            "br" | "cr" if self.in_run => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => self.write(symbol(tag)),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        if self.left_out > 0 {
            self.left_out -= 1;
            return Ok(());
        }
        match name {
            "tbl" => self.builder.close_table()?,
            "tr" => {
                self.enter_row()?;
                self.builder.close_cell()?;
            }
            "tc" => {
                self.enter()?;
                self.builder.close_cell()?;
            }
            "p" => self.builder.break_line(),
            "t" => self.in_text = false,
            "r" => (self.in_run, self.look) = (false, Look::default()),
            _ => {}
        }
        Ok(())
    }

    /// Enters the row whose properties are read by now.
    fn enter_row(&mut self) -> Result<(), Refusal> {
        match self.row.take() {
            Some((before, is_hidden)) => self.builder.open_row(before, is_hidden),
            None => Ok(()),
        }
    }

    /// Enters the cell whose properties are read by now.
    fn enter(&mut self) -> Result<(), Refusal> {
        match self.cell.take() {
            Some(extent) => self.builder.open_cell(extent, None),
            None => Ok(()),
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.left_out == 0 {
            self.write(text);
        }
    }

    fn write(&mut self, text: &str) {
        let Look { is_struck, is_hidden, is_raised, is_lowered } = self.look;
        self.builder.is_hidden = is_hidden || is_struck;
        match () {
            () if is_raised => self.builder.text(&superscript(text)),
            () if is_lowered => self.builder.text(&subscript(text)),
            () => self.builder.text(text),
        }
        self.builder.is_hidden = false;
    }
}

fn number(tag: &BytesStart<'_>) -> u32 {
    let value = attribute(tag, "val").and_then(|value| value.parse::<u64>().ok()).unwrap_or(0);
    u32::try_from(value).unwrap_or(u32::MAX).min(COLUMNS_SPANNED)
}

/// The signs of Wingdings that people tick boxes with, as Unicode has them.
pub(super) fn symbol(tag: &BytesStart<'_>) -> &'static str {
    let font = attribute(tag, "font").unwrap_or_default();
    let code = attribute(tag, "char").unwrap_or_default();
    // Symbol fonts lie at F000 and up (ECMA-376 part 1, 17.3.3.30).
    let code = u32::from_str_radix(&code, 16).unwrap_or(0) & 0xFF;
    match (font.as_str(), code) {
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) => "✓",
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52) => "☑",
        ("Wingdings", 0xFB) | ("Wingdings 2", 0x4F) => "✗",
        ("Wingdings", 0xFD | 0x78) | ("Wingdings 2", 0x51 | 0x54) => "☒",
        ("Wingdings", 0xA8 | 0x6F | 0x71) | ("Wingdings 2", 0xA3) => "☐",
        _ => "\u{25A1}",
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use proptest::prelude::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::intake::{Grid, MergedRange, Value, Visibility};

    /// A package of these parts.
    pub(in super::super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            package.start_file(*name, SimpleFileOptions::default()).expect("a part");
            package.write_all(content.as_bytes()).expect("its content");
        }
        package.finish().expect("a package").into_inner()
    }

    /// A document with this body.
    fn document(body: &str) -> Vec<u8> {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
        let relations =
            format!("<Relationships><Relationship Type=\"{office}\" Target=\"/word/document2.xml\"/></Relationships>");
        let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        package(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", &relations), ("word/document2.xml", &main)])
    }

    fn run(text: &str) -> String {
        format!("<w:r><w:t>{text}</w:t></w:r>")
    }

    fn cell(properties: &str, content: &str) -> String {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>")
    }

    fn cells(grid: &Grid) -> Vec<String> {
        let shown = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            other => panic!("{other:?}"),
        };
        grid.cells.iter().map(|cell| format!("{},{}={}", cell.row, cell.column, shown(&cell.value))).collect()
    }

    #[test]
    fn tables_are_read_with_their_merged_cells() {
        let rows = [
            [cell("<w:gridSpan w:val=\"2\"/>", &run("Chỉ tiêu")), cell("<w:vMerge w:val=\"restart\"/>", &run("A"))]
                .concat(),
            [cell("", &run("CT01")), cell("", &run("12")), cell("<w:vMerge/>", "")].concat(),
        ];
        let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
        let last = format!("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr>", cell("", &run("x")));
        let body = format!("<w:p>{}</w:p><w:tbl>{rows}{last}</w:tbl><w:p>{}</w:p>", run("Mã đơn vị: 25480"), run("Ký"));
        let workbook = read(&document(&body)).expect("a document");
        let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!((names, workbook.lines_above.as_slice()), (vec!["Bảng 1", "Sau bảng 1"], &[1, 0][..]));
        let expected = ["0,0=Mã đơn vị: 25480", "1,0=Chỉ tiêu", "1,2=A", "2,0=CT01", "2,1=12", "3,1=x"];
        assert_eq!(cells(&workbook.sheets[0]), expected);
        let merge = |first_row, first_column, last_row, last_column| MergedRange {
            first_row,
            first_column,
            last_row,
            last_column,
        };
        assert_eq!(workbook.sheets[0].merges, [merge(1, 0, 1, 1), merge(1, 2, 2, 2)]);
    }

    #[test]
    fn what_word_does_not_show_is_not_read_as_shown() {
        let looked = |look: &str, text: &str| {
            format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        };
        let paragraph = [
            format!("<w:del>{}</w:del><w:ins>{}</w:ins>", "<w:r><w:delText>1</w:delText></w:r>", run("2")),
            looked("<w:vanish/>", "3"),
            looked("<w:vertAlign w:val=\"superscript\"/>", "4"),
            looked("<w:strike/>", "5"),
            looked("<w:strike w:val=\"0\"/>", "6"),
            "<mc:AlternateContent><mc:Choice><w:r><w:t>7</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>7</w:t></w:r></mc:Fallback></mc:AlternateContent>".to_owned(),
            "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:tab/><w:t>a &amp; b</w:t><w:br/></w:r>".to_owned(),
        ];
        let body = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &paragraph.concat()));
        let workbook = read(&document(&body)).expect("a document");
        assert_eq!(workbook.sheets[0].visibility, Visibility::Hidden);
        assert_eq!(cells(&workbook.sheets[0]), ["0,0=35"]);
        assert_eq!(cells(&workbook.sheets[1]), ["0,0=2⁴67☑ a & b"]);
    }

    #[test]
    fn a_letter_is_no_table_and_a_torn_document_is_damaged() {
        let letter = read(&document(&format!("<w:p>{}</w:p>", run("Kính gửi"))));
        assert_eq!(letter, Err(Refusal::NotASpreadsheet(OtherKind::WordDocument)));
        assert!(matches!(read(&document("<w:tbl><w:tr>")), Err(Refusal::Unreadable(_))));
        let wide = cell("<w:gridSpan w:val=\"99999999999\"/>", "");
        let wide = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", wide.repeat(20));
        assert!(matches!(read(&document(&wide)), Err(Refusal::TooLarge(_))));
    }

    proptest! {
        #[test]
        fn any_document_is_read_or_refused(parts in proptest::collection::vec(
            "<w:(tbl|tr|tc|p|r|t|del)>|</w:(tbl|tr|tc|p|r|t|del)>|<w:(gridSpan|vMerge|gridBefore) w:val=\"[0-9]{1,9}\"/>|[a-z0-9]{0,4}", 0..40
        )) {
            if let Ok(workbook) = read(&document(&parts.concat())) {
                for sheet in &workbook.sheets {
                    prop_assert!(sheet.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column)));
                }
            }
        }
    }
}
