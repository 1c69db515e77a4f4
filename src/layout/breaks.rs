//! Where a line may break inside a word. Unicode's own rules (UAX 14) also break `2739/KH-UBND`, `11/5/2020` and `GD-ĐT`,
//! which official Vietnamese never does: a symbol, a date or an abbreviation stays whole.

/// Letters a part must have on both sides of a hyphen or slash for a break there to help more than it hurts.
const LONG_PART: usize = 4;

/// Beyond this many characters a word is no word of the language but an address or a file name, and may break at any
/// of its separators.
const ADDRESS: usize = 30;

/// Calls `each` with the byte ends of the parts of `word` after which a line may break, the end of the word excepted.
pub(super) fn inside_word(word: &str, mut each: impl FnMut(usize)) {
    if word.chars().all(|c| c.is_ascii_alphanumeric() || (c.is_alphabetic() && u32::from(c) < 0x2000)) {
        return;
    }
    let long = word.chars().nth(ADDRESS).is_some();
    for (at, _) in unicode_linebreak::linebreaks(word) {
        if at < word.len() && may_break(&word[..at], &word[at..], long) {
            each(at);
        }
    }
}

fn may_break(before: &str, after: &str, long: bool) -> bool {
    let Some(separator) = before.chars().next_back() else { return false };
    match separator {
        '-' | '/' | '\u{2010}' | '\u{2013}' | '\u{2014}' => {
            let left = before.trim_end_matches(separator);
            long || is_word(left.rsplit(is_separator).next()) && is_word(after.split(is_separator).next())
        }
        // Vietnamese does not hyphenate; a soft hyphen would need a visible one at the end of the line.
        '\u{AD}' => false,
        '\u{200B}' => true,
        c if is_ideographic(c) => true,
        _ => long || after.chars().next().is_some_and(is_ideographic),
    }
}

/// A lower-case word of some length: no number, no abbreviation.
fn is_word(part: Option<&str>) -> bool {
    let letters = part.unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_punctuation());
    letters.chars().all(char::is_alphabetic)
        && letters.chars().count() >= LONG_PART
        && letters.chars().any(char::is_lowercase)
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '/' | '\u{2010}' | '\u{2013}' | '\u{2014}')
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        let mut from = 0;
        inside_word(word, |end| {
            parts.push(&word[from..end]);
            from = end;
        });
        parts.push(&word[from..]);
        parts
    }

    #[test]
    fn symbols_dates_numbers_and_abbreviations_stay_whole() {
        for word in
            ["2739/KH-UBND", "11/5/2020", "GD-ĐT", "1.234,5", "248/250", "95,5%", "29-NQ/TW", "a\u{A0}b", "(II.3.đ)"]
        {
            assert_eq!(parts(word), [word]);
        }
    }

    #[test]
    fn long_words_break_after_hyphen_and_slash() {
        assert_eq!(parts("trường/trung"), ["trường/", "trung"]);
        assert_eq!(parts("phường-thành,"), ["phường-", "thành,"]);
        assert_eq!(parts("trên/dưới"), ["trên/", "dưới"], "four letters are enough");
    }

    /// Both sides have to be words: of four letters at least, not all capitals, no figure among them.
    #[test]
    fn what_is_no_long_word_on_both_sides_stays_whole() {
        for word in
            ["và/hoặc", "trường/xã", "xã/trường", "trường/TRUNG", "TRƯỜNG/TRUNG", "TRƯỜNG/trung", "mẫu01/trường"]
        {
            assert_eq!(parts(word), [word]);
        }
    }

    #[test]
    fn a_soft_hyphen_is_no_place_to_break_and_a_space_of_no_width_is_one() {
        assert_eq!(parts("trường\u{AD}trung"), ["trường\u{AD}trung"]);
        assert_eq!(parts("trường\u{200B}trung"), ["trường\u{200B}", "trung"]);
    }

    #[test]
    fn ideographs_break_on_both_sides() {
        assert_eq!(parts("漢字"), ["漢", "字"]);
        assert_eq!(parts("漢a"), ["漢", "a"]);
        assert_eq!(parts("a漢"), ["a", "漢"]);
    }

    #[test]
    fn addresses_break_at_their_separators() {
        let address = "https://congbao.tayninh.gov.vn/tim?van-ban=ke-hoach-2739/";
        let parts = parts(address);
        assert_eq!(parts.concat(), address);
        assert!(parts.contains(&"ban=ke-") || parts.contains(&"ke-"), "{parts:?}");
        assert!(parts.iter().any(|part| part.ends_with('?')), "{parts:?}");
        assert!(parts.iter().all(|part| !part.is_empty()), "nothing breaks at its end: {parts:?}");
    }

    #[test]
    fn an_address_has_more_than_thirty_characters() {
        let symbol = "A/".repeat(15);
        assert_eq!(parts(&symbol), [&symbol]);
        assert_eq!(parts(&format!("{symbol}A")).len(), 16);
    }
}
