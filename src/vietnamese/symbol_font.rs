//! Signs that fonts such as Wingdings draw in the place of letters: a `þ` that shows as a ticked box.

/// The text with the signs of `font` as Unicode has them, where it shows other signs than its letters: boxes and ticks of
/// Wingdings and its kin, and the private characters (U+F020 to U+F0FF) that Word puts in their place whatever the font.
/// `None` where the text is what it looks like.
pub fn signs_of_font(text: &str, font: Option<&str>) -> Option<String> {
    let family = font.and_then(family_of);
    let private = |letter: char| ('\u{F020}'..='\u{F0FF}').contains(&letter);
    // Private characters begin with the byte EF in UTF-8, which Vietnamese text hardly has.
    if family.is_none() && (!text.as_bytes().contains(&0xEF) || !text.contains(private)) {
        return None;
    }
    // Words in a font of signs are words in the wrong font.
    let is_sign = text.trim().chars().count() <= LONGEST_SIGN;
    let sign = |letter: char| {
        if private(letter) {
            sign_of(family.unwrap_or(Family::Wingdings), letter as u32 - 0xF000)
        } else if is_sign || !letter.is_ascii() {
            sign_of(family?, letter as u32)
        } else {
            None
        }
    };
    let shown: String = text.chars().map(|letter| sign(letter).unwrap_or(letter)).collect();
    (shown != text).then_some(shown)
}

/// Whether a font draws signs and no letters.
pub fn is_font_of_signs(font: &str) -> bool {
    family_of(font).is_some()
}

/// Characters of the longest text that is taken for signs.
const LONGEST_SIGN: usize = 3;

#[derive(Clone, Copy)]
enum Family {
    Wingdings,
    Wingdings2,
    Webdings,
}

fn family_of(font: &str) -> Option<Family> {
    const LONGEST: usize = 16;
    if font.len() > LONGEST || !font.starts_with(['W', 'w', 'M', 'm', ' ']) {
        return None;
    }
    match font.to_ascii_lowercase().replace(' ', "").as_str() {
        "wingdings" => Some(Family::Wingdings),
        "wingdings2" => Some(Family::Wingdings2),
        "webdings" | "marlett" => Some(Family::Webdings),
        _ => None,
    }
}

/// The sign that a font of the family draws for a code; of boxes, ticks and crosses alone.
fn sign_of(family: Family, code: u32) -> Option<char> {
    let code = u8::try_from(code).ok()?;
    Some(match (family, code) {
        (Family::Wingdings, 0xFC) | (Family::Wingdings2, b'P') | (Family::Webdings, b'a' | b'b') => '✓',
        (Family::Wingdings, 0xFB) | (Family::Wingdings2, b'O') | (Family::Webdings, b'r') => '✗',
        (Family::Wingdings, 0xFE) | (Family::Wingdings2, b'R') => '☑',
        (Family::Wingdings, 0xFD | b'x') | (Family::Wingdings2, b'Q' | b'S' | b'T') => '☒',
        (Family::Wingdings, 0xA8 | b'o' | b'p' | b'q' | b'r') | (Family::Wingdings2, 0xA3 | b'*') => '☐',
        (Family::Webdings, b'c') => '☐',
        (Family::Wingdings, b'l') => '●',
        (Family::Wingdings, 0xA1) => '○',
        (Family::Wingdings, b'n') | (Family::Webdings, b'g') => '■',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_that_the_font_draws() {
        for (text, font, shown) in [
            ("ü", Some("Wingdings"), Some("✓")),
            ("þ", Some("Wingdings"), Some("☑")),
            ("¨", Some("wingdings"), Some("☐")),
            ("ý", Some("Wingdings"), Some("☒")),
            ("o", Some("Wingdings"), Some("☐")),
            ("P", Some("Wingdings 2"), Some("✓")),
            ("R", Some("Wingdings 2"), Some("☑")),
            ("a", Some("Webdings"), Some("✓")),
            ("\u{F0FE} Hoàn thành", None, Some("☑ Hoàn thành")),
            ("\u{F0A8}", Some("Times New Roman"), Some("☐")),
            // Letters, whatever they are in another font.
            ("ü", Some("Times New Roman"), None),
            ("P", None, None),
            ("Hoan thanh", Some("Wingdings"), None),
        ] {
            assert_eq!(signs_of_font(text, font).as_deref(), shown, "{text} {font:?}");
        }
    }
}
