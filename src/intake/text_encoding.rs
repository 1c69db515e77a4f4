//! The encoding of a text, which the file itself seldom tells: a mark at the beginning, a declaration, or what the bytes are
//! like (WHATWG Encoding Standard; windows-1258 is what Windows saved Vietnamese text in before Unicode).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use memchr::memmem;

use super::GuessedEncoding;
use crate::vietnamese::syllable_counts;

/// Bytes at the beginning by which a text is told.
const BEGINNING: usize = 4096;
/// Bytes by which the encoding is guessed.
const SAMPLE: usize = 256 << 10;

/// A text in Unicode.
pub(super) struct Decoded<'a> {
    /// The text, without a mark of its encoding.
    pub(super) text: Cow<'a, str>,
    /// Its encoding, where nothing in the file tells it.
    pub(super) guessed: Option<GuessedEncoding>,
}

/// The beginning of a text; none of what is no text.
pub(super) fn beginning(bytes: &[u8]) -> Option<String> {
    let start = &bytes[..bytes.len().min(BEGINNING)];
    let (encoding, _) = told(start).unwrap_or((WINDOWS_1252, 0));
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    // Beside tabs and line breaks a text has no control characters; a file of Word on DOS may end with one.
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F);
    if !is_wide && start.iter().filter(is_control).count() * 200 > start.len() {
        return None;
    }
    Some(encoding.decode_without_bom_handling(start).0.into_owned())
}

/// The whole text.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = told(bytes) {
        return Decoded { text: encoding.decode_without_bom_handling(&bytes[mark..]).0, guessed: None };
    }
    if let Some(encoding) = declared(&bytes[..bytes.len().min(BEGINNING)]) {
        let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
        if !has_errors {
            return Decoded { text, guessed: None };
        }
    }
    let (encoding, guessed) =
        if is_mostly_utf_8(bytes) { (UTF_8, GuessedEncoding::Utf8) } else { guess(&bytes[..bytes.len().min(SAMPLE)]) };
    Decoded { text: encoding.decode_without_bom_handling(bytes).0, guessed: Some(guessed) }
}

/// The encoding that the bytes tell for certain, and the length of its mark.
fn told(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if let Some(marked) = Encoding::for_bom(bytes) {
        return Some(marked);
    }
    if let Some(encoding) = wide(&bytes[..bytes.len().min(BEGINNING)]) {
        return Some((encoding, 0));
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Some((UTF_8, 0)),
        // A character that is cut off at the end is no other encoding.
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => Some((UTF_8, 0)),
        Err(_) => None,
    }
}

/// UTF-16 without a mark: every other byte of what is written in Western letters and digits is zero.
fn wide(start: &[u8]) -> Option<&'static Encoding> {
    let pairs = start.chunks_exact(2);
    let count = pairs.len();
    let (mut first, mut second) = (0, 0);
    for pair in pairs {
        first += usize::from(pair[0] == 0 && pair[1] != 0);
        second += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    match (first, second) {
        _ if count < 2 => None,
        (0, zeros) if zeros * 10 >= count * 4 => Some(UTF_16LE),
        (zeros, 0) if zeros * 10 >= count * 4 => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page or an XML document declares.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let lower = start.to_ascii_lowercase();
    [&b"charset="[..], b"encoding="].into_iter().find_map(|word| {
        let at = memmem::find(&lower, word)? + word.len();
        let label: Vec<u8> = lower[at..]
            .iter()
            .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            .copied()
            .collect();
        // One that says that it is of 16 bits, in bytes, is not (WHATWG HTML, section 13.2.3.2).
        Encoding::for_label(&label).filter(|encoding| ![UTF_16LE, UTF_16BE].contains(encoding))
    })
}

/// Whether a text is UTF-8 with a few bytes that are damaged: text in eight bits has hardly any letter that is well-formed.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut letters, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    letters > damaged.saturating_mul(10)
}

/// The encoding of eight bits in which most words are Vietnamese. windows-1252 shows what TCVN3 and VNI put in the place of
/// Western letters, for whoever knows them.
fn guess(sample: &[u8]) -> (&'static Encoding, GuessedEncoding) {
    let (syllables, words) = syllable_counts(&WINDOWS_1258.decode_without_bom_handling(sample).0);
    if syllables * 10 >= words * 7 && words > 0 {
        (WINDOWS_1258, GuessedEncoding::Windows1258)
    } else {
        (WINDOWS_1252, GuessedEncoding::Windows1252)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::compose;

    const TEXT: &str = "Đơn vị tính: triệu đồng; Trường học đạt chuẩn quốc gia; Tỷ lệ phổ cập giáo dục tiểu học";

    fn read(bytes: &[u8]) -> (String, Option<GuessedEncoding>) {
        let Decoded { text, guessed } = decode(bytes);
        (compose(&text).into_owned(), guessed)
    }

    /// Text in windows-1258, as Windows writes it: tones are characters of their own.
    fn in_1258(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for letter in text.chars() {
            match WINDOWS_1258.encode(letter.encode_utf8(&mut [0; 4])) {
                (one, _, false) => bytes.extend_from_slice(&one),
                _ => {
                    let parts: String =
                        unicode_normalization::UnicodeNormalization::nfd(std::iter::once(letter)).collect();
                    let tone = parts.chars().filter(|part| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*part));
                    let base: String =
                        parts.chars().filter(|part| !"\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*part)).collect();
                    let base = compose(&base).into_owned() + &tone.collect::<String>();
                    bytes.extend_from_slice(&WINDOWS_1258.encode(&base).0);
                }
            }
        }
        bytes
    }

    #[test]
    fn unicode_is_told_with_and_without_a_mark() {
        let (little, big): (Vec<u8>, Vec<u8>) = (
            TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        );
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", TEXT.as_bytes()),
            marked(b"\xFF\xFE", &little),
            marked(b"\xFE\xFF", &big),
            little,
            big,
        ] {
            assert_eq!(read(&bytes), (TEXT.to_owned(), None));
            assert!(beginning(&bytes).is_some());
        }
        // Cut off within a letter.
        let cut = &"Mã đơn vị".as_bytes()[..12];
        assert_eq!(read(cut), ("Mã đơn v\u{FFFD}".to_owned(), None));
    }

    #[test]
    fn encodings_of_eight_bits_are_told_apart() {
        assert_eq!(read(&in_1258(TEXT)), (TEXT.to_owned(), Some(GuessedEncoding::Windows1258)));
        // TCVN3 and VNI, each letter in the place of a Western one.
        for old in
            ["Hoµn thµnh nhiÖm vô, ®ang thùc hiÖn", "Hoaøn thaønh nhieäm vuï, ñang thöïc hieän", "Café à la carte"]
        {
            let (bytes, ..) = WINDOWS_1252.encode(old);
            assert_eq!(read(&bytes), (old.to_owned(), Some(GuessedEncoding::Windows1252)));
        }
    }

    #[test]
    fn one_damaged_byte_does_not_spoil_all_other_letters() {
        let mut bytes = TEXT.as_bytes().to_vec();
        let space = TEXT.find(' ').expect("a space");
        bytes[space] = 0xFF;
        let expected = (TEXT.replacen(' ', "\u{FFFD}", 1), Some(GuessedEncoding::Utf8));
        assert_eq!(read(&bytes), expected);
    }

    #[test]
    fn what_a_page_declares_counts_unless_its_bytes_are_something_else() {
        let page = |charset: &str, text: &[u8]| [format!("<meta charset=\"{charset}\">").as_bytes(), text].concat();
        assert_eq!(read(&page("windows-1258", &in_1258(TEXT))).1, None);
        assert!(read(&page("windows-1252", TEXT.as_bytes())).0.ends_with(TEXT));
        assert!(read(&page("utf-8", &in_1258(TEXT))).0.ends_with(TEXT));
    }

    #[test]
    fn what_is_no_text_has_no_beginning() {
        assert_eq!(beginning(b"\x01\x02\x03\x04abc"), None);
        assert_eq!(beginning(b"a\tb\r\n"), Some("a\tb\r\n".to_owned()));
    }
}
