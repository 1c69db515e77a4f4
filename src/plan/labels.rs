//! The labels that plans print: `II.`, `1.`, `đ)`, and the lines of a plan's head.

use crate::model::Date;

/// A heading's label and title: `("II.", "NHIỆM VỤ")`. The label is empty where the heading has none.
pub(super) fn split_heading(text: &str) -> (&str, &str) {
    match text.split_once(' ') {
        Some((label, title)) if is_ordinal(label) && label.ends_with('.') => (label, title.trim()),
        _ => ("", text),
    }
}

/// A point's label and text: `("đ)", "Tăng cường …")`. The letter is one small letter, as decree 30/2020 (Phụ lục I,
/// khoản 6) numbers points; `None` for a paragraph that is not a point.
pub(super) fn split_point(text: &str) -> Option<(&str, &str)> {
    let close = text.find(')')?;
    let (letter, rest) = text.split_at(close);
    let mut letters = letter.chars();
    let single = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
    let rest = rest.strip_prefix(')')?;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (single && apart).then(|| (text.split_at(close + 1).0, rest.trim()))
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
        assert_eq!(split_heading("DANH MỤC"), ("", "DANH MỤC"));
        assert_eq!(split_heading("Mr. Hùng"), ("", "Mr. Hùng"));
    }

    #[test]
    fn points_begin_with_one_small_letter() {
        assert_eq!(split_point("đ) Tăng cường"), Some(("đ)", "Tăng cường")));
        assert_eq!(split_point("i) (nếu có)"), Some(("i)", "(nếu có)")));
        for other in ["Các nguồn khác (nếu có).", "A) Chữ hoa", "ab) Hai chữ", "a)liền", ") trống"] {
            assert_eq!(split_point(other), None, "{other}");
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
