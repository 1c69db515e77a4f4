//! What a file is that is no spreadsheet, by its first bytes.

use memchr::memmem;
use serde::{Deserialize, Serialize};

/// What a file is that cannot be read as a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherKind {
    /// A Word document without a table of the form (.docx).
    WordDocument,
    /// A document of Word 97–2003 (.doc).
    OldWordDocument,
    /// A text of LibreOffice or OpenOffice (.odt).
    OpenDocumentText,
    /// Rich Text Format.
    RichText,
    /// A presentation (.pptx, .ppt, .odp).
    Presentation,
    /// A document of Apple’s Pages, Numbers or Keynote.
    AppleDocument,
    /// PDF.
    Pdf,
    /// A picture or a scan.
    Image,
    /// Sound or film.
    Recording,
    /// An Outlook message (.msg).
    OutlookMessage,
    /// A message as mail programs save it (.eml), or what Outlook packs attachments into (winmail.dat).
    MailMessage,
    /// A web page without a table of the form.
    WebPage,
    /// A web page with its pictures in one file (.mht), which Excel writes too.
    WebArchive,
    /// A zip archive in which there is no spreadsheet.
    Archive,
    /// What begins like a zip file, has no directory, and nothing of a workbook in it.
    BrokenArchive,
    /// A zip archive that lies in another.
    ArchiveInArchive,
    /// An archive that is not zip: rar, 7z, gz, tar.
    OtherArchive,
    /// A shortcut to a document of Google Drive (.gsheet, .gdoc).
    GoogleShortcut,
    /// A shortcut of Windows or to a web page (.lnk, .url).
    Shortcut,
    /// A worksheet in Microsoft’s exchange format of old (.slk).
    Sylk,
    /// XML of another program.
    OtherXml,
    /// A program.
    Program,
    /// Plain text or CSV without a table of the form.
    Text,
    /// Nothing that is known.
    Unknown,
}

/// The kinds that stand at the very beginning of a file.
const SIGNATURES: [(&[u8], OtherKind); 26] = [
    (b"{\\rtf", OtherKind::RichText),
    (b"\x89PNG", OtherKind::Image),
    (b"\xFF\xD8\xFF", OtherKind::Image),
    (b"GIF8", OtherKind::Image),
    (b"II*\0", OtherKind::Image),
    (b"MM\0*", OtherKind::Image),
    (b"8BPS", OtherKind::Image),
    (b"Rar!\x1A\x07", OtherKind::OtherArchive),
    (b"7z\xBC\xAF\x27\x1C", OtherKind::OtherArchive),
    (b"\x1F\x8B", OtherKind::OtherArchive),
    (b"BZh", OtherKind::OtherArchive),
    (b"\xFD7zXZ\0", OtherKind::OtherArchive),
    (b"MSCF", OtherKind::OtherArchive),
    (b"\x60\xEA", OtherKind::OtherArchive),
    (b"\x78\x9F\x3E\x22", OtherKind::MailMessage),
    (b"L\0\0\0\x01\x14\x02\0", OtherKind::Shortcut),
    (b"[InternetShortcut]", OtherKind::Shortcut),
    (b"\xEF\xBB\xBF[InternetShortcut]", OtherKind::Shortcut),
    (b"[{000214A0-0000-0000-C000-000000000046}]", OtherKind::Shortcut),
    (b"ID;P", OtherKind::Sylk),
    (b"MZ", OtherKind::Program),
    (b"\x7FELF", OtherKind::Program),
    (b"ID3", OtherKind::Recording),
    (b"OggS", OtherKind::Recording),
    (b"#!AMR", OtherKind::Recording),
    (b"\x1A\x45\xDF\xA3", OtherKind::Recording),
];

/// What a file is by its signature; none for what may be text, or a package that has to be looked into.
pub(super) fn by_signature(bytes: &[u8]) -> Option<OtherKind> {
    let start = &bytes[..bytes.len().min(4096)];
    let known = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature)).map(|(_, kind)| *kind);
    let at = |place: usize, word: &[u8]| start.get(place..).is_some_and(|rest| rest.starts_with(word));
    // What a mail server put before a PDF does not keep anybody from showing it (ISO 32000-1, implementation note 13).
    let is_pdf = memmem::find(&start[..start.len().min(1024)], b"%PDF-").is_some();
    // BMP: after `BM` stands the size of the file.
    let size = start.get(2..6).and_then(|size| size.try_into().ok()).map(u32::from_le_bytes);
    let is_bitmap = start.starts_with(b"BM") && size.is_some_and(|size| size as usize == bytes.len());
    let box_kind = at(4, b"ftyp").then(|| start.get(8..12)).flatten();
    let riff_kind = start.starts_with(b"RIFF").then(|| start.get(8..12)).flatten();
    match (box_kind, riff_kind) {
        _ if known.is_some() => known,
        _ if is_pdf => Some(OtherKind::Pdf),
        _ if is_bitmap => Some(OtherKind::Image),
        _ if at(257, b"ustar") => Some(OtherKind::OtherArchive),
        (Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"avif"), _) | (_, Some(b"WEBP")) => {
            Some(OtherKind::Image)
        }
        (Some(_), _) | (_, Some(_)) => Some(OtherKind::Recording),
        _ => None,
    }
}

/// What a text is that no table is looked for in; `start` is its beginning.
pub(super) fn by_words(start: &str) -> Option<OtherKind> {
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let lower = start.to_ascii_lowercase();
    if start.starts_with("%!PS") {
        return Some(OtherKind::Pdf);
    }
    if start.starts_with('{') && (start.contains("\"doc_id\"") || start.contains("docs.google.com")) {
        return Some(OtherKind::GoogleShortcut);
    }
    if is_mail(&lower) {
        let is_page = lower.contains("multipart/related") && !lower.contains("\nfrom: ") || lower.contains("snapshot-");
        return Some(if is_page { OtherKind::WebArchive } else { OtherKind::MailMessage });
    }
    if lower.contains("<svg") && !lower.contains("<html") {
        return Some(OtherKind::Image);
    }
    None
}

/// Whether a text begins with the head of a message (RFC 5322, section 2.2): fields, of which some are a message's own.
fn is_mail(lower: &str) -> bool {
    const OWN: [&str; 11] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "x-unsent",
        "content-type",
    ];
    let mut own = 0;
    for line in lower.lines().take(60) {
        if line.is_empty() {
            break;
        }
        // A field may go on in lines that begin with a blank.
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        own += usize::from(OWN.contains(&name));
    }
    own >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_bytes() {
        for (bytes, kind) in [
            (&b"%PDF-1.7"[..], OtherKind::Pdf),
            (b"\r\n%PDF-1.4", OtherKind::Pdf),
            (b"\xFF\xD8\xFF\xE0", OtherKind::Image),
            (b"RIFF\0\0\0\0WEBPVP8", OtherKind::Image),
            (b"\0\0\0\x18ftypheic", OtherKind::Image),
            (b"\0\0\0\x18ftypmp42", OtherKind::Recording),
            (b"Rar!\x1A\x07\x01\0", OtherKind::OtherArchive),
            (b"7z\xBC\xAF\x27\x1C\0\x04", OtherKind::OtherArchive),
            (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xC0", OtherKind::Shortcut),
            (b"[InternetShortcut]\r\nURL=https://a", OtherKind::Shortcut),
            (b"\x78\x9F\x3E\x22\x01", OtherKind::MailMessage),
        ] {
            assert_eq!(by_signature(bytes), Some(kind), "{bytes:?}");
        }
        for bytes in [&b"BM;x;y"[..], b"PK\x03\x04", b"M\xC3\xA3;a", b"", b"RIFF", b"IDs;b"] {
            assert_eq!(by_signature(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn texts_are_told_by_their_words() {
        for (text, kind) in [
            ("{\"\":\"WARNING! DO NOT EDIT THIS FILE!\",\"doc_id\":\"1AbC\"}", OtherKind::GoogleShortcut),
            ("{\"url\": \"https://docs.google.com/open?id=1\"}", OtherKind::GoogleShortcut),
            (
                "Received: from a by b;\r\n\tSat, 28 Nov\r\nFrom: x@y\r\nSubject: Bao cao\r\n\r\n",
                OtherKind::MailMessage,
            ),
            ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", OtherKind::WebArchive),
        ] {
            assert_eq!(by_words(text), Some(kind), "{text}");
        }
        for text in ["Date: 5;To: 6\nKính gửi: Sở\nkhông; có", "Mã;Chỉ tiêu", "{\"a\": 1}", "To: a\nMã CT01: 5"]
        {
            assert_eq!(by_words(text), None, "{text}");
        }
    }
}
