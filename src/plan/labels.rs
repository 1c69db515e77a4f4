//! The labels that plans print: `II.`, `1.`, `đ)`, and the lines of a plan's head.

use crate::model::Date;

/// A heading's label and title: `("II.", "NHIỆM VỤ")`, `("1.2.", "Kiểm tra")`. The label is empty where the heading has none.
pub(super) fn split_heading(text: &str) -> (&str, &str) {
    match text.split_once(' ') {
        Some((label, title)) if label.ends_with('.') && (is_ordinal(label) || number(label).is_some()) => {
            (label, title.trim())
        }
        _ => ("", text),
    }
}

/// What a paragraph begins with where it is no text of its own: the sign of a point or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label<'a> {
    /// `đ)`, `(đ)` or `đ.`, one small letter as decree 30/2020 (Phụ lục I, khoản 6) numbers points.
    Letter(&'a str),
    /// `a1)`: a letter and a number below it.
    NumberedLetter(&'a str),
    /// `1.`, `1.2.`, `1.2.3`: a number in so many parts.
    Number(&'a str, usize),
}

impl<'a> Label<'a> {
    /// The label as it is printed.
    pub(super) fn printed(self) -> &'a str {
        match self {
            Self::Letter(printed) | Self::NumberedLetter(printed) | Self::Number(printed, _) => printed,
        }
    }
}

/// The label of a paragraph and the text behind it; `None` for a paragraph that is text alone.
pub(super) fn split_label(text: &str) -> Option<(Label<'_>, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let inner = first.strip_prefix('(').map_or(first, |inner| inner.trim_end_matches('.'));
    let bare = inner.strip_suffix(')').or_else(|| if inner == first { inner.strip_suffix('.') } else { None });
    let label = match (bare, number(first)) {
        (Some(bare), _) if is_small_letter(bare) => Label::Letter(first),
        (Some(bare), _) if inner.ends_with(')') && is_numbered_letter(bare) => Label::NumberedLetter(first),
        (_, Some(parts)) => Label::Number(first, parts),
        _ => return None,
    };
    Some((label, rest.trim()))
}

fn is_small_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

fn is_numbered_letter(text: &str) -> bool {
    let mut signs = text.chars();
    let digits = signs.as_str().trim_start_matches(|sign: char| sign.is_lowercase());
    signs.next().is_some_and(char::is_lowercase)
        && (1..=2).contains(&digits.len())
        && text.chars().count() == 1 + digits.len()
        && digits.chars().all(|sign| sign.is_ascii_digit())
}

/// In how many parts the number of a paragraph is: 1 for `3.`, 2 for `1.2.` and `1.2`. `None` for `3`, which begins a
/// sentence, and for what is no number.
fn number(label: &str) -> Option<usize> {
    number_parts(label).filter(|parts| *parts > 1 || label.ends_with('.'))
}

/// In how many parts a number is: 1 for `3` and `3.`, 3 for `1.2.3.`. `None` for `1.500`, which is an amount, and for what is
/// no number.
pub(super) fn number_parts(label: &str) -> Option<usize> {
    let parts = label.strip_suffix('.').unwrap_or(label).split('.');
    let is_part =
        |part: &str| (1..=2).contains(&part.len()) && part.chars().all(|sign| sign.is_ascii_digit()) && part != "0";
    let count = parts.clone().count();
    (parts.clone().all(is_part) && count <= 6).then_some(count)
}

/// Whether a text looks like a heading that was not marked as one: `II. …`, `B. …`, `Phần thứ hai`, `Phụ lục I`.
pub(super) fn looks_like_heading(text: &str) -> bool {
    const WORDS: [&str; 4] = ["PHẦN ", "CHƯƠNG ", "MỤC ", "PHỤ LỤC "];
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_numbered = first.ends_with('.')
        && (first.trim_end_matches('.').chars().all(|sign| "IVX".contains(sign))
            || (first.chars().count() == 2 && first.starts_with(char::is_uppercase)));
    (is_numbered && first.len() > 1) || WORDS.iter().any(|word| text.starts_with(word))
}

/// The bare ordinal of a label: `II` of `II.`, `đ` of `đ)`.
pub(super) fn ordinal(label: &str) -> &str {
    label.trim_end_matches(['.', ')'])
}

/// True for what numbers a heading or a row: a few letters or digits, and perhaps a closing sign.
pub(super) fn is_ordinal(text: &str) -> bool {
    let bare = ordinal(text);
    (1..=6).contains(&bare.chars().count())
        && bare.chars().all(char::is_alphanumeric)
        && (bare.chars().all(|sign| sign.is_ascii_digit())
            || bare.chars().all(|sign| "IVXLCDM".contains(sign))
            || bare.chars().count() == 1)
}

/// The number and symbol of `Số: 2739/KH-UBND`; `None` for any other line.
pub(super) fn symbol(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("Số")?.trim_start().strip_prefix(':')?;
    Some(rest.trim())
}

/// Place and date of `Tây Ninh, ngày 05 tháng 11 năm 2020`; the date is `None` where it is none. `None` for a line that
/// does not have this form at all.
pub(super) fn place_and_date(text: &str) -> Option<(&str, Option<Date>)> {
    let (place, rest) = text.split_once(", ngày ")?;
    let (day, rest) = rest.split_once(" tháng ")?;
    let (month, year) = rest.split_once(" năm ")?;
    let date = match (day.trim().parse(), month.trim().parse(), year.trim().parse()) {
        (Ok(day), Ok(month), Ok(year)) => Date::new(year, month, day).ok(),
        _ => None,
    };
    Some((place.trim(), date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_split_after_their_number() {
        assert_eq!(split_heading("II. NHIỆM VỤ"), ("II.", "NHIỆM VỤ"));
        assert_eq!(split_heading("10. Đề nghị"), ("10.", "Đề nghị"));
        assert_eq!(split_heading("1.2. Kiểm tra"), ("1.2.", "Kiểm tra"));
        assert_eq!(split_heading("DANH MỤC"), ("", "DANH MỤC"));
        assert_eq!(split_heading("Mr. Hùng"), ("", "Mr. Hùng"));
    }

    #[test]
    fn points_begin_with_one_small_letter() {
        for (text, label, rest) in [
            ("đ) Tăng cường", Label::Letter("đ)"), "Tăng cường"),
            ("i) (nếu có)", Label::Letter("i)"), "(nếu có)"),
            ("a)", Label::Letter("a)"), ""),
            ("e. Rà soát", Label::Letter("e."), "Rà soát"),
            ("(b) Rà soát", Label::Letter("(b)"), "Rà soát"),
            ("a1) Rà soát", Label::NumberedLetter("a1)"), "Rà soát"),
        ] {
            assert_eq!(split_label(text), Some((label, rest)));
        }
        for other in ["Các nguồn khác (nếu có).", "A) Chữ hoa", "ab) Hai chữ", "a)liền", ") trống", "(a. b", "a12b) c"]
        {
            assert_eq!(split_label(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_have_parts_and_amounts_are_none() {
        for (text, label) in [
            ("1.1. Đổi mới", Label::Number("1.1.", 2)),
            ("1.1 Đổi mới", Label::Number("1.1", 2)),
            ("11.12.3. Đổi mới", Label::Number("11.12.3.", 3)),
            ("2. Đổi mới", Label::Number("2.", 1)),
        ] {
            assert_eq!(split_label(text).map(|(label, _)| label), Some(label));
        }
        for other in ["1.500 học sinh", "30.4.2025 là hạn", "2 xã", "1,5 triệu", "1..2. x", "0.5 điểm"] {
            assert_eq!(split_label(other), None, "{other}");
        }
    }

    #[test]
    fn the_head_is_read() {
        assert_eq!(symbol("Số: 2739/KH-UBND"), Some("2739/KH-UBND"));
        assert_eq!(symbol("Số hội nghị"), None);
        let date = Date::new(2020, 11, 5).ok();
        assert_eq!(place_and_date("Tây Ninh, ngày 05 tháng 11 năm 2020"), Some(("Tây Ninh", date)));
        assert_eq!(place_and_date("Tây Ninh, ngày 31 tháng 02 năm 2020"), Some(("Tây Ninh", None)));
    }
}
