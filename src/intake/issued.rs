//! A plan as it was issued: a Word document, or its text. What the file is, is told by its content; everything else is refused
//! as the kind that it is.

use super::limits::{FILE_BYTES, TEXT_BYTES, too_large};
use super::returned::{WordBlock, WordDocument, WordRun, read_word_document};
use super::sniff::{Content, sniff};
use super::text_encoding::decode;
use super::{Format, Refusal};
use crate::model::Bilingual;
use crate::vietnamese::{LegacyEncoding, decode_as, decode_legacy, encoding_of_font};

/// A plan as it was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssuedFile {
    /// A Word document.
    Word(Box<WordDocument>),
    /// A text.
    Text(IssuedText),
}

/// The text of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedText {
    /// The text in Unicode, as the file has it.
    pub text: String,
    /// What was taken for granted to read it, in sentences.
    pub remarks: Vec<Bilingual>,
}

/// Reads a plan as it was issued; says why not where it cannot be.
pub fn read_issued(bytes: &[u8]) -> Result<IssuedFile, Refusal> {
    if bytes.len() as u64 > FILE_BYTES {
        let limit = FILE_BYTES >> 20;
        return Err(too_large(format!("{limit} MB"), format!("{limit} MB")));
    }
    match sniff(bytes)? {
        Content::Tables(Format::Docx) => {
            let mut document = read_word_document(bytes)?;
            decode_runs(&mut document);
            Ok(IssuedFile::Word(Box::new(document)))
        }
        Content::Tables(Format::Delimited) if bytes.len() > TEXT_BYTES => {
            let limit = TEXT_BYTES >> 20;
            Err(too_large(format!("{limit} MB chữ"), format!("{limit} MB of text")))
        }
        Content::Tables(Format::Delimited) => Ok(IssuedFile::Text(text(bytes))),
        Content::Tables(format) => {
            let kind = format.without_form();
            Err(kind.map_or_else(a_workbook, Refusal::NotASpreadsheet))
        }
        Content::Archive => Err(Refusal::NotASpreadsheet(super::OtherKind::Archive)),
    }
}

fn a_workbook() -> Refusal {
    Refusal::Unreadable(Bilingual::new("đây là bảng tính", "it is a spreadsheet"))
}

fn text(bytes: &[u8]) -> IssuedText {
    let decoded = decode(bytes);
    if let Some((text, encoding)) = in_unicode(&decoded.text) {
        return IssuedText { text, remarks: vec![was_decoded(encoding)] };
    }
    let remark = decoded.guessed.map(|guessed| {
        let name = guessed.name();
        Bilingual::new(
            format!("Tệp không ghi bảng mã, đã đọc là {name}; hãy xem chữ có đúng không."),
            format!("The file does not tell its encoding and was read as {name}; see whether its letters are right."),
        )
    });
    IssuedText { text: decoded.text.into_owned(), remarks: remark.into_iter().collect() }
}

/// What has to be read again of a text that was in an encoding before Unicode.
fn was_decoded(encoding: LegacyEncoding) -> Bilingual {
    let name = encoding.name();
    Bilingual::new(
        format!("Tệp dùng bảng mã {name}, đã đổi sang Unicode; hãy đọc lại chữ hoa có dấu."),
        format!("The file is in {name} and was turned into Unicode; read capitals with marks again."),
    )
}

/// The text in Unicode where its lines are in an encoding before it: that in which most of those are that tell it for certain.
fn in_unicode(text: &str) -> Option<(String, LegacyEncoding)> {
    let told: Vec<LegacyEncoding> =
        text.lines().filter_map(|line| decode_legacy(line, None)).map(|(_, encoding)| encoding).collect();
    let count = |encoding| told.iter().filter(|told| **told == encoding).count();
    let (tcvn3, vni) = (count(LegacyEncoding::Tcvn3), count(LegacyEncoding::Vni));
    let encoding = if tcvn3 >= vni { LegacyEncoding::Tcvn3 } else { LegacyEncoding::Vni };
    // A word of another language in a text of Unicode is no encoding.
    let written = text.lines().filter(|line| !line.is_ascii()).count();
    (!told.is_empty() && tcvn3.max(vni) * 2 > written).then(|| {
        let lines: Vec<String> =
            text.split('\n').map(|line| decode_as(line, encoding).unwrap_or_else(|| line.to_owned())).collect();
        (lines.join("\n"), encoding)
    })
}

/// Turns the runs of a document that are in fonts from before Unicode into it.
fn decode_runs(document: &mut WordDocument) {
    let mut found = None;
    for block in &mut document.blocks {
        decode_block(block, &mut found);
    }
    document.left_aside.extend(found.map(was_decoded));
}

fn decode_block(block: &mut WordBlock, found: &mut Option<LegacyEncoding>) {
    match block {
        WordBlock::Paragraph(paragraph) => {
            // What an edit has torn apart in one font is one text.
            let is_one = |a: &WordRun, b: &WordRun| a.font == b.font && a.revisions == b.revisions;
            for runs in paragraph.runs.chunk_by_mut(is_one) {
                let text: String = runs.iter().map(|run| run.text.as_str()).collect();
                let Some((first, rest)) = runs.split_first_mut() else { continue };
                let font = Some(first.font.as_str()).filter(|font| encoding_of_font(font).is_some());
                let Some((text, encoding)) = font.and_then(|font| decode_legacy(&text, Some(font))) else { continue };
                first.text = text;
                rest.iter_mut().for_each(|run| run.text.clear());
                found.get_or_insert(encoding);
            }
        }
        WordBlock::Table(table) => {
            for block in table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().flatten()) {
                decode_block(block, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::OtherKind;
    use crate::intake::docx::tests::package;

    fn text_of(bytes: &[u8]) -> IssuedText {
        match read_issued(bytes) {
            Ok(IssuedFile::Text(text)) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_text_is_read_in_whatever_encoding() {
        let plan = "KẾ HOẠCH\nII. NHIỆM VỤ, GIẢI PHÁP\n";
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(plan.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [plan.as_bytes().to_vec(), wide, [&b"\xEF\xBB\xBF"[..], plan.as_bytes()].concat()] {
            assert_eq!(text_of(&bytes), IssuedText { text: plan.to_owned(), remarks: Vec::new() });
        }
        // TCVN3: “Nhiệm vụ trọng tâm của Sở Giáo dục và Đào tạo”.
        let old = b"Nhi\xD6m v\xF4 tr\xE4ng t\xA9m c\xF1a S\xEB Gi\xB8o d\xF4c v\xB5 \xA7\xB5o t\xB9o";
        let read = text_of(old);
        assert_eq!(read.text, "Nhiệm vụ trọng tâm của Sở Giáo dục và Đào tạo");
        assert_eq!(read.remarks.len(), 1);
    }

    #[test]
    fn fonts_from_before_unicode_are_decoded_in_word_too() {
        let run = |font: &str, text: &str| {
            format!("<w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        };
        let body =
            [run(".VnTimeH", "nhiÖm vô "), run(".VnTime", "cña c¸c s"), run(".VnTime", "ë"), run("Arial", " năm 2026")]
                .concat();
        let main = format!("<w:document xmlns:w=\"w\"><w:body><w:p>{body}</w:p></w:body></w:document>");
        let document = package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &main)]);
        let Ok(IssuedFile::Word(read)) = read_issued(&document) else { panic!("no document") };
        let [WordBlock::Paragraph(paragraph)] = &read.blocks[..] else { panic!("{:?}", read.blocks) };
        let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(text, "NHIỆM VỤ của các sở năm 2026");
        assert_eq!(read.left_aside.len(), 1);
    }

    #[test]
    fn one_odd_line_does_not_keep_a_text_from_being_decoded() {
        let line = "Nhi\u{D6}m v\u{F4} tr\u{E4}ng t\u{A9}m c\u{F1}a S\u{EB} Gi\u{B8}o d\u{F4}c";
        let text = format!("{line}\nKarl\u{E0}xy 25%\n{line}\n");
        let (decoded, encoding) = in_unicode(&text).expect("an encoding");
        assert_eq!(encoding, LegacyEncoding::Tcvn3);
        assert!(decoded.starts_with("Nhiệm vụ trọng tâm của Sở Giáo dục\n"), "{decoded}");
        assert_eq!(in_unicode("Kế hoạch\nNgân sách tỉnh\n"), None);
    }

    #[test]
    fn what_is_no_text_is_refused_as_what_it_is() {
        let kind = |bytes: &[u8]| match read_issued(bytes) {
            Err(Refusal::NotASpreadsheet(kind)) => kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(kind(b"%PDF-1.7"), OtherKind::Pdf);
        assert_eq!(kind(b"{\\rtf1 x}"), OtherKind::RichText);
        assert_eq!(read_issued(b""), Err(Refusal::Empty));
        let workbook = package(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]);
        assert!(matches!(read_issued(&workbook), Err(Refusal::Unreadable(why)) if why.vi.contains("bảng tính")));
        let macros = package(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", "<w:document xmlns:w=\"w\"><w:body/></w:document>"),
            ("word/vbaProject.bin", "x"),
        ]);
        assert!(matches!(read_issued(&macros), Err(Refusal::Unreadable(why)) if why.vi.contains("macro")));
    }
}
