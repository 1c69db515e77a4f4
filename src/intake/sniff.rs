//! What a file is, by its first bytes and its parts; extensions are not believed.

use memchr::memmem;

use super::kinds::{OtherKind, by_signature, by_words};
use super::limits::unreadable;
use super::{Format, Refusal, compound, text_encoding, zip_names};

/// The signature of the Compound File Binary format that holds .xls, .doc and encrypted OOXML.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What the bytes of a file are to be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A spreadsheet, or a document with tables.
    Tables(Format),
    /// A zip archive of files.
    Archive,
}

/// What needs no reader, by its first bytes: nothing of it is parsed.
pub(super) fn without_reader(bytes: &[u8]) -> Option<Refusal> {
    if bytes.is_empty() {
        return Some(Refusal::Empty);
    }
    by_signature(bytes).map(Refusal::NotASpreadsheet)
}

/// What a file is, by its beginning alone, that is no spreadsheet.
pub(super) fn by_beginning(start: &[u8]) -> Option<Refusal> {
    // Of a package and of a compound file more than the beginning has to be seen.
    let is_container = is_zip(start) || start.starts_with(COMPOUND_FILE);
    if is_container { None } else { sniff(start).err() }
}

/// Whether the bytes are an archive of files, and no package of parts.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    is_zip(bytes) && sniff_zip(bytes) == Ok(Content::Archive)
}

/// The format of a file's bytes, or why it is none that can be read.
pub(super) fn sniff(bytes: &[u8]) -> Result<Content, Refusal> {
    if let Some(refusal) = without_reader(bytes) {
        return Err(refusal);
    }
    if is_zip(bytes) {
        return sniff_zip(bytes);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return compound::sniff(bytes).map(Content::Tables);
    }
    // BIFF2 to BIFF5 without a compound file around: Excel before 1997.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08, 0x00, ..]) {
        return Err(unreadable("Excel 5.0 hoặc cũ hơn", "Excel 5.0 or older"));
    }
    if bytes.iter().take(4096).all(|byte| *byte == 0) {
        return Err(unreadable("tệp chỉ toàn byte 0", "nothing but zero bytes"));
    }
    sniff_text(bytes).map(Content::Tables)
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The parts of a zip file tell what it is. No entry is opened here.
fn sniff_zip(bytes: &[u8]) -> Result<Content, Refusal> {
    let names = zip_names::names(bytes);
    if names.is_empty() && bytes.starts_with(b"PK\x03\x04") {
        return sniff_damaged_zip(bytes).map(Content::Tables);
    }
    let has = |name: &str| names.iter().any(|known| known == name);
    let has_in = |folder: &str| names.iter().any(|known| known.starts_with(folder));
    // A media type stands uncompressed at the beginning (OpenDocument 1.3 part 2, section 3.3).
    let says = |kind: &str| memmem::find(&bytes[..bytes.len().min(256)], kind.as_bytes()).is_some();
    let is_package = has("[content_types].xml");
    let other = |kind| Err(Refusal::NotASpreadsheet(kind));
    let format = if has("xl/workbook.bin") {
        Format::Xlsb
    } else if has("xl/workbook.xml") || has_in("xl/worksheets/") {
        Format::Xlsx
    } else if says("application/vnd.oasis.opendocument.spreadsheet") {
        Format::Ods
    } else if says("application/vnd.oasis.opendocument.text") {
        return other(OtherKind::OpenDocumentText);
    } else if says("application/vnd.oasis.opendocument.") {
        return other(OtherKind::Presentation);
    } else if is_package && has_in("word/") {
        Format::Docx
    } else if is_package && has_in("ppt/") {
        return other(OtherKind::Presentation);
    } else if is_package {
        // A workbook may name its parts as it likes; the reader will tell.
        Format::Xlsx
    } else if has("content.xml") && has("meta-inf/manifest.xml") {
        Format::Ods
    } else if names.iter().any(|name| name.ends_with(".iwa")) || has("index.zip") && has_in("metadata/") {
        return other(OtherKind::AppleDocument);
    } else if has("androidmanifest.xml") || has("meta-inf/manifest.mf") {
        return other(OtherKind::Program);
    } else {
        return Ok(Content::Archive);
    };
    Ok(Content::Tables(format))
}

/// A zip file whose directory is gone. Names stand uncompressed in the headers before the entries as well.
fn sniff_damaged_zip(bytes: &[u8]) -> Result<Format, Refusal> {
    let has = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if has("word/document.xml") {
        Ok(Format::Docx)
    } else if has("application/vnd.oasis.opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if has("xl/") || has("[Content_Types].xml") {
        Ok(Format::Xlsx)
    } else {
        Err(Refusal::NotASpreadsheet(OtherKind::BrokenArchive))
    }
}

/// What a text is: a page, an XML document, or lines.
fn sniff_text(bytes: &[u8]) -> Result<Format, Refusal> {
    let other = |kind| Err(Refusal::NotASpreadsheet(kind));
    let Some(start) = text_encoding::beginning(bytes) else { return other(OtherKind::Unknown) };
    if let Some(kind) = by_words(&start) {
        return other(kind);
    }
    let lower = start.to_ascii_lowercase();
    let text = lower.trim_start_matches('\u{FEFF}').trim_start();
    let has = |word: &str| text.contains(word);
    if has("urn:schemas-microsoft-com:office:spreadsheet")
        && (text.starts_with("<?xml") || text.starts_with("<workbook") || has(":workbook"))
        && !has("<html")
    {
        Ok(Format::SpreadsheetMl)
    } else if has("<html") || has("<!doctype html") || has("<table") || has("<tr") && has("<td") {
        Ok(Format::Html)
    } else if text.starts_with("<?xml") || text.starts_with("<!doctype") {
        other(OtherKind::OtherXml)
    } else {
        Ok(Format::Delimited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        let tables = |format| Ok(Content::Tables(format));
        assert_eq!(sniff(b""), Err(Refusal::Empty));
        assert_eq!(sniff(b"%PDF-1.7"), Err(Refusal::NotASpreadsheet(OtherKind::Pdf)));
        assert_eq!(sniff(b"<html><table>"), tables(Format::Html));
        assert_eq!(sniff("Kính gửi".as_bytes()), tables(Format::Delimited));
        assert_eq!(sniff(b"PK\x03\x04 word/document.xml"), tables(Format::Docx));
        assert_eq!(sniff(b"PK\x03\x04 xl/workbook.xml"), tables(Format::Xlsx));
        assert_eq!(sniff(b"PK\x03\x04 not a spreadsheet"), Err(Refusal::NotASpreadsheet(OtherKind::BrokenArchive)));
        assert_eq!(sniff(b"\x05\x01\x02\0\x07\x03"), Err(Refusal::NotASpreadsheet(OtherKind::Unknown)));
        let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
        assert_eq!(sniff(xml.as_bytes()), tables(Format::SpreadsheetMl));
        assert_eq!(sniff(b"<?xml version=\"1.0\"?><a/>"), Err(Refusal::NotASpreadsheet(OtherKind::OtherXml)));
        let wide: Vec<u8> = "Mã\tTên\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&[&[0xFF, 0xFE], wide.as_slice()].concat()), tables(Format::Delimited));
    }
}
