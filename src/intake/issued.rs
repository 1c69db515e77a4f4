//! A plan as it was issued: a Word document, or its text. What the file is, is told by its content; everything else is refused
//! as the kind that it is.

use super::limits::{FILE_BYTES, TEXT_BYTES, too_large};
use super::returned::{WordDocument, read_word_document};
use super::sniff::{Content, sniff};
use super::text_encoding::decode;
use super::{Format, Refusal};
use crate::model::Bilingual;
use crate::vietnamese::decode_legacy;

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
        Content::Tables(Format::Docx) => Ok(IssuedFile::Word(Box::new(read_word_document(bytes)?))),
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
    let mut remarks = Vec::new();
    let text = match decode_legacy(&decoded.text, None) {
        Some((text, encoding)) => {
            let name = encoding.name();
            remarks.push(Bilingual::new(
                format!("Tệp dùng bảng mã {name}, đã đổi sang Unicode; hãy đọc lại chữ hoa có dấu."),
                format!("The file is in {name} and was turned into Unicode; read capitals with marks again."),
            ));
            text
        }
        None => {
            if let Some(guessed) = decoded.guessed {
                let name = guessed.name();
                remarks.push(Bilingual::new(
                    format!("Tệp không ghi bảng mã, đã đọc là {name}; hãy xem chữ có đúng không."),
                    format!(
                        "The file does not tell its encoding and was read as {name}; see whether its letters are right."
                    ),
                ));
            }
            decoded.text.into_owned()
        }
    };
    IssuedText { text, remarks }
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
