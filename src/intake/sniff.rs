//! What a file is, by its first bytes and its parts; extensions are not believed.

use memchr::memmem;

use super::limits::unreadable;
use super::{Format, Refusal};

/// The signature of the Compound File Binary format that holds .xls, .doc and encrypted OOXML.
pub(super) const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The format of a file's bytes, or why it is none that can be read.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return sniff_zip(bytes);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return sniff_compound_file(bytes);
    }
    // BIFF2 to BIFF5 without a compound file around: Excel before 1997.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08, 0x00, ..]) {
        return Err(unreadable("Excel 5.0 hoặc cũ hơn", "Excel 5.0 or older"));
    }
    if bytes.iter().take(4096).all(|byte| *byte == 0) {
        return Err(unreadable("tệp chỉ toàn byte 0", "nothing but zero bytes"));
    }
    Err(Refusal::NotASpreadsheet(other_kind(bytes).to_owned()))
}

/// The parts of a zip file tell what it is. Names stand uncompressed in the headers, so no entry is opened here.
fn sniff_zip(bytes: &[u8]) -> Result<Format, Refusal> {
    let has = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if has("xl/workbook.xml") || has("xl/worksheets/") || has("xl\\workbook.xml") {
        Ok(Format::Xlsx)
    } else if has("application/vnd.oasis.opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if has("application/vnd.oasis.opendocument.text") {
        Err(Refusal::NotASpreadsheet("odt".to_owned()))
    } else if has("word/document.xml") {
        Err(Refusal::NotASpreadsheet("docx".to_owned()))
    } else if has("ppt/presentation.xml") {
        Err(Refusal::NotASpreadsheet("pptx".to_owned()))
    } else if has("[Content_Types].xml") {
        // A workbook may name its parts as it likes; the reader will tell.
        Ok(Format::Xlsx)
    } else if has("content.xml") {
        Ok(Format::Ods)
    } else {
        Err(Refusal::NotASpreadsheet("zip".to_owned()))
    }
}

/// The streams of a compound file tell what it is; their names are UTF-16.
fn sniff_compound_file(bytes: &[u8]) -> Result<Format, Refusal> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") {
        // Perhaps under Excel's own password; the reader will tell.
        Ok(Format::Xlsx)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(Refusal::NotASpreadsheet("doc".to_owned()))
    } else if has("PowerPoint Document") {
        Err(Refusal::NotASpreadsheet("ppt".to_owned()))
    } else {
        // Perhaps a damaged .xls; the reader will tell.
        Ok(Format::Xls)
    }
}

fn other_kind(bytes: &[u8]) -> &'static str {
    let start = &bytes[..bytes.len().min(4096)];
    let lower = start.to_ascii_lowercase();
    let has = |words: &[u8]| memmem::find(&lower, words).is_some();
    if start.starts_with(b"%PDF") {
        "pdf"
    } else if start.starts_with(b"{\\rtf") {
        "rtf"
    } else if start.starts_with(b"\x89PNG") || start.starts_with(b"\xFF\xD8\xFF") || start.starts_with(b"GIF8") {
        "image"
    } else if start.starts_with(b"Rar!") || start.starts_with(b"7z\xBC\xAF") {
        "archive"
    } else if has(b"urn:schemas-microsoft-com:office:spreadsheet") {
        "xml"
    } else if has(b"<html") || has(b"<!doctype html") || has(b"<table") {
        "html"
    } else if std::str::from_utf8(start).is_ok() || start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        "text"
    } else {
        "unknown"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        assert_eq!(sniff(b""), Err(Refusal::Empty));
        assert_eq!(sniff(b"%PDF-1.7"), Err(Refusal::NotASpreadsheet("pdf".into())));
        assert_eq!(sniff(b"<html><table>"), Err(Refusal::NotASpreadsheet("html".into())));
        assert_eq!(sniff("Kính gửi".as_bytes()), Err(Refusal::NotASpreadsheet("text".into())));
        assert_eq!(sniff(b"PK\x03\x04 word/document.xml"), Err(Refusal::NotASpreadsheet("docx".into())));
        assert_eq!(sniff(b"PK\x03\x04 xl/workbook.xml"), Ok(Format::Xlsx));
    }
}
