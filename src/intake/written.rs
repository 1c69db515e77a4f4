//! Values of formats that hold nothing but text: what is a number, and what stands above or below the line.

use super::Value;

/// The value of a text: nothing of blanks, a number where it is one beyond doubt, or else the text itself. What has a point or
/// a comma in it is for the reader of figures to judge; what begins with a zero is a code.
pub(super) fn value_of(text: &str) -> Option<Value> {
    let trimmed = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{A0}');
    if trimmed.is_empty() {
        return None;
    }
    let digits = trimmed.strip_prefix('-').unwrap_or(trimmed);
    let is_number = digits.len() <= 15
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'));
    let number = trimmed.parse().ok().filter(|_| is_number && trimmed != "-0");
    Some(number.map_or_else(|| Value::Text(trimmed.to_owned()), Value::Number))
}

/// Whether a text shows the number, rounded to the digits that it has: with a decimal point or comma, or none.
pub(super) fn shows(text: &str, number: f64) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-');
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if !plain.contains(|letter: char| letter.is_ascii_digit()) || !plain.chars().all(is_part) {
        return false;
    }
    let read = |whole: &str, decimals: &str| {
        let value = format!("{}.{decimals}0", whole.replace(['.', ','], "")).parse::<f64>();
        let half = 0.500_001 * 0.1_f64.powi(i32::try_from(decimals.len()).unwrap_or(i32::MAX));
        value.is_ok_and(|value| (value - number).abs() <= half)
    };
    let with_decimals = plain.rfind(['.', ',']).is_some_and(|mark| read(&plain[..mark], &plain[mark + 1..]));
    with_decimals || read(&plain, "")
}

/// Digits and marks that stand above the line: what they are part of must not read as one number with them.
pub(super) fn superscript(text: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    text.chars().map(|letter| letter.to_digit(10).map_or(letter, |digit| DIGITS[digit as usize])).collect()
}

/// Digits that stand below the line.
pub(super) fn subscript(text: &str) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    text.chars().map(|letter| letter.to_digit(10).map_or(letter, |digit| DIGITS[digit as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_beyond_doubt_becomes_a_number() {
        for (text, value) in [("12", 12.0), (" -3\u{A0}", -3.0), ("0", 0.0), ("123456789012345", 123_456_789_012_345.0)]
        {
            assert_eq!(value_of(text), Some(Value::Number(value)), "{text}");
        }
        for text in ["1.234", "1,5", "012", "-0", "1234567890123456", "12%", "1e5", "+5", "-"] {
            assert_eq!(value_of(text), Some(Value::Text(text.to_owned())), "{text}");
        }
        assert_eq!(value_of(" \u{A0}\n"), None);
    }

    #[test]
    fn a_number_beside_a_text_counts_where_the_text_shows_it() {
        for (text, number) in
            [("1.234,5", 1234.5), ("1,234.50", 1234.5), ("1.234", 1234.0), ("1,23", 1.2345), ("-5", -5.0)]
        {
            assert!(shows(text, number), "{text} {number}");
        }
        // Scaled, in per cent, with a unit, something else, nothing.
        for (text, number) in [("12,5", 12_500_000.0), ("50%", 0.5), ("5 tỷ", 5.0), ("12", 13.0), ("", 0.0), ("-", 0.0)]
        {
            assert!(!shows(text, number), "{text} {number}");
        }
    }
}
