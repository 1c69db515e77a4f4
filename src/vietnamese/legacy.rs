//! TCVN3 (ABC) and VNI: the encodings before Unicode. Both put Vietnamese letters in the place of Western ones, so their
//! text reads as `Hoµn thµnh` (TCVN3) or `Hoaøn thaønh` (VNI) where the font is ignored.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::syllable::is_syllable;

/// An encoding before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993, fonts `.VnTime` and the like; capitals with tones only through fonts such as `.VnTimeH`.
    Tcvn3,
    /// VNI Windows, fonts `VNI-Times` and the like; letters of one or two characters.
    Vni,
}

impl LegacyEncoding {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
        }
    }
}

/// TCVN 5712:1993 (VN3): the letters at U+00A1 to U+00FE; `\0` where there is none.
const TCVN3: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '\0', // A1–AF
    '\0', '\0', '\0', '\0', '\0', 'à', 'ả', 'ã', 'á', 'ạ', '\0', 'ằ', 'ẳ', 'ẵ', 'ắ', '\0', // B0–BF
    '\0', '\0', '\0', '\0', '\0', '\0', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '\0', 'ẻ', 'ẽ', // C0–CF
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '\0', '\0', '\0', 'ĩ', 'í', 'ị', 'ò', // D0–DF
    '\0', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0–EF
    '\0', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0–FE
];

/// Marks of VNI that follow a vowel, as the combining marks they stand for.
const VNI_MARKS: [(char, &str); 17] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// Letters that VNI writes as one character.
const VNI_LETTERS: [(char, char); 9] =
    [('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('î', 'ỵ')];

/// The text in Unicode, where it is in a legacy encoding: told by the font's name where there is one, by the text itself
/// where there is not (only where that is certain: the text is not plausible Vietnamese as it stands and becomes so).
/// Case is restored for TCVN3, whose toned letters have no capitals. Works on text as stored: TCVN3's `ư` is U+00AD, which
/// composition drops.
pub fn decode_legacy(text: &str, font: Option<&str>) -> Option<(String, LegacyEncoding)> {
    // Both encodings know Western letters only; a letter beyond them is Unicode already.
    let mut western = false;
    for letter in text.chars().filter(|letter| !letter.is_ascii()) {
        match letter {
            '\u{A1}'..='\u{FF}' => western = true,
            '\u{102}'..='\u{1B0}' | '\u{300}'..='\u{323}' | '\u{1EA0}'..='\u{1EF9}' => return None,
            _ => {}
        }
    }
    if !western {
        // `476/kh-ubnd` in a font of capitals shows as `476/KH-UBND`.
        let shown = font.is_some_and(sets_capitals) && text.contains(|letter: char| letter.is_ascii_lowercase());
        return shown.then(|| (text.to_uppercase(), LegacyEncoding::Tcvn3));
    }
    let named = font.and_then(encoding_of_font);
    let candidates = match named {
        Some(encoding) => vec![encoding],
        None => vec![LegacyEncoding::Tcvn3, LegacyEncoding::Vni],
    };
    let as_written = plausibility(text);
    // Nearly every text: nothing is wrong with it, and no font says otherwise.
    let is_odd = as_written.wrong > 0 && as_written.wrong >= as_written.right;
    if named.is_none() && !is_odd {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|encoding| {
            let decoded = match encoding {
                LegacyEncoding::Tcvn3 => restore_case(&decode_tcvn3(text)?, font.is_some_and(sets_capitals)),
                LegacyEncoding::Vni => decode_vni(text),
            };
            let better = plausibility(&decoded);
            let certain = if named.is_some() {
                better.right > as_written.right
            } else {
                // Every marked word becomes a syllable, and at least half of them were none.
                better.wrong == 0 && better.right > 0
            };
            certain.then_some((decoded, encoding, better.right))
        })
        .max_by_key(|(_, _, right)| *right)
        .map(|(decoded, encoding, _)| (decoded, encoding))
}

/// The text in Unicode, known to be in `encoding` by all its neighbours; `None` where it makes less of Vietnamese than it
/// is as it stands.
pub fn decode_as(text: &str, encoding: LegacyEncoding) -> Option<String> {
    let decoded = match encoding {
        LegacyEncoding::Tcvn3 => restore_case(&decode_tcvn3(text)?, false),
        LegacyEncoding::Vni => decode_vni(text),
    };
    (decoded != text && plausibility(&decoded).wrong <= plausibility(text).wrong).then_some(decoded)
}

/// The encoding that fonts of this name are made for.
pub fn encoding_of_font(font: &str) -> Option<LegacyEncoding> {
    let lower = font.to_ascii_lowercase();
    if lower.starts_with(".vn") {
        Some(LegacyEncoding::Tcvn3)
    } else if lower.starts_with("vni-") || lower.starts_with("vni ") {
        Some(LegacyEncoding::Vni)
    } else {
        None
    }
}

/// `.VnTimeH` and its like draw every letter as a capital.
fn sets_capitals(font: &str) -> bool {
    font.to_ascii_lowercase().starts_with(".vn") && font.ends_with('H')
}

/// How many words with letters beyond ASCII are syllables, and how many are not.
struct Plausibility {
    right: usize,
    wrong: usize,
}

fn plausibility(text: &str) -> Plausibility {
    let mut count = Plausibility { right: 0, wrong: 0 };
    let is_edge = |letter: char| letter.is_whitespace() || letter.is_ascii_punctuation() || letter.is_ascii_digit();
    for word in text.split(is_edge).filter(|word| !word.is_ascii()) {
        let bare = word.trim_matches(['“', '”', '‘', '’', '–', '—', '…', '\u{A0}']);
        if bare.is_ascii() {
            continue;
        }
        if is_syllable(bare) {
            count.right += 1;
        } else {
            count.wrong += 1;
        }
    }
    count
}

/// `None` where a letter stands that TCVN3 does not have.
fn decode_tcvn3(text: &str) -> Option<String> {
    text.chars()
        .map(|letter| match letter {
            '\u{A1}'..='\u{FE}' => {
                let decoded = TCVN3[letter as usize - 0xA1];
                (decoded != '\0').then_some(decoded)
            }
            '\u{100}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{300}'..='\u{36F}' => None,
            other => Some(other),
        })
        .collect()
}

/// Reads vowels and the marks that follow them greedily.
fn decode_vni(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let base = vni_letter(letter).unwrap_or(letter);
        decoded.push(base);
        if !matches!(base.to_lowercase().next(), Some('a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư')) {
            continue;
        }
        if let Some(marks) = letters.peek().and_then(|next| vni_marks(*next))
            // Only a and its kin take the circumflex and breve marks; ơ and ư have tones alone.
            && (!matches!(base, 'ơ' | 'ư' | 'Ơ' | 'Ư') || marks.chars().count() == 1)
        {
            decoded.push_str(marks);
            letters.next();
        }
    }
    decoded.nfc().collect()
}

fn vni_letter(letter: char) -> Option<char> {
    let lower = letter.to_lowercase().next()?;
    let (_, decoded) = VNI_LETTERS.iter().find(|(written, _)| *written == lower)?;
    if lower == letter { Some(*decoded) } else { decoded.to_uppercase().next() }
}

fn vni_marks(letter: char) -> Option<&'static str> {
    let lower = letter.to_lowercase().next()?;
    VNI_MARKS.iter().find(|(written, _)| *written == lower).map(|(_, marks)| *marks)
}

/// The text with the capital it begins with, where that is a toned vowel, and with that of `Ủy ban`, a name wherever it
/// stands.
fn begun_with_capital(text: &str) -> String {
    let mut letters = text.chars();
    let text = match letters.next() {
        Some(first) if is_toned_vowel(first) => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    };
    text.replace(" ủy ban ", " Ủy ban ").replace(" uỷ ban ", " Uỷ ban ")
}

/// Whether a letter is a vowel with a tone, in lower case: one that TCVN3 has no capital of.
fn is_toned_vowel(letter: char) -> bool {
    let has_tone = |mark: char| matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    letter.is_lowercase() && std::iter::once(letter).nfd().any(has_tone)
}

/// Capitals restored: TCVN3 has no toned capitals, so `GI¸O DôC` decodes to `GIáO DụC`. `capitals`: the font sets
/// everything in capitals.
fn restore_case(text: &str, capitals: bool) -> String {
    if capitals {
        return text.to_uppercase();
    }
    let text = &begun_with_capital(text);
    let is_toned = |letter: char| !letter.is_ascii() && letter.is_lowercase();
    let shouted = |word: &str| {
        let mut plain = word.chars().filter(char::is_ascii_alphabetic);
        let first = plain.next().is_some_and(|letter| letter.is_ascii_uppercase());
        // `Số`: a capital and a toned letter; `BÁO`: no small plain letter beside at least two plain ones, or an all-toned tail.
        first
            && plain.next().is_some_and(|letter| letter.is_ascii_uppercase())
            && plain.all(|letter| letter.is_ascii_uppercase())
    };
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let around_shouts = words.iter().any(|word| shouted(word))
        && words.iter().all(|word| !word.chars().any(|letter| letter.is_ascii_lowercase()));
    words
        .iter()
        .map(|word| {
            if word.chars().any(is_toned) && (shouted(word) || around_shouts) {
                word.to_uppercase()
            } else {
                (*word).to_owned()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(text: &str, font: Option<&str>) -> Option<String> {
        decode_legacy(text, font).map(|(text, _)| text)
    }

    #[test]
    fn tcvn3_is_told_by_the_text() {
        for (written, meant) in [
            ("Hoµn thµnh", "Hoàn thành"),
            ("§ang thùc hiÖn", "Đang thực hiện"),
            ("T×nh h×nh kinh tÕ-x· héi", "Tình hình kinh tế-xã hội"),
            ("Së Gi¸o dôc vµ §µo t¹o", "Sở Giáo dục và Đào tạo"),
            ("Së GI¸O DôC", "SỞ GIÁO DỤC"),
            ("N¨m b¸o c¸o: 2024", "Năm báo cáo: 2024"),
            ("Tr\u{AD}êng häc", "Trường học"),
        ] {
            assert_eq!(decoded(written, None).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn vni_is_told_by_the_text() {
        for (written, meant) in [
            ("Hoaøn thaønh", "Hoàn thành"),
            ("Ñang thöïc hieän", "Đang thực hiện"),
            ("Khoâng thuoäc nhieäm vuï", "Không thuộc nhiệm vụ"),
            ("Sôû Giaùo duïc vaø Ñaøo taïo", "Sở Giáo dục và Đào tạo"),
            ("ÑÔN VÒ BAÙO CAÙO", "ĐƠN VỊ BÁO CÁO"),
            ("Ñaõ toå chöùc 12 hoäi nghò", "Đã tổ chức 12 hội nghị"),
        ] {
            assert_eq!(decoded(written, None).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn unicode_stays_as_it_is() {
        for text in [
            "Hoàn thành",
            "Đang thực hiện",
            "xã hội",
            "Café",
            "Số: 15/BC-SGDĐT",
            "§ 5",
            "25 m²",
            "TP. Tây Ninh",
            "không có",
            "và",
            "có",
        ] {
            assert_eq!(decoded(text, None), None, "{text}");
            assert_eq!(decoded(text, Some(".VnTime")), None, "{text}");
        }
    }

    #[test]
    fn fonts_tell_capitals() {
        assert_eq!(decoded("së gi¸o dôc", Some(".VnTimeH")).as_deref(), Some("SỞ GIÁO DỤC"));
        assert_eq!(decoded("së gi¸o dôc", Some(".VnTime")).as_deref(), Some("sở giáo dục"));
        assert_eq!(decoded("476/kh-ubnd", Some(".VnTimeH")).as_deref(), Some("476/KH-UBND"));
        assert_eq!(decoded("ñy ban nh©n d©n", Some(".VnTime")).as_deref(), Some("Ủy ban nhân dân"));
        assert_eq!(decoded("Phèi hîp víi ñy ban MÆt trËn", None).as_deref(), Some("Phối hợp với Ủy ban Mặt trận"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
            let _ = decode_legacy(&text, None);
            let _ = decode_legacy(&text, Some("VNI-Times"));
        }
    }
}
