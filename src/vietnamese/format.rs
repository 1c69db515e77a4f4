//! Numbers, dates and titles as an official Vietnamese text prints them.

use crate::model::{Date, Decimal};

/// `1.234,5`: a point between thousands, a decimal comma, no trailing zeros. Negative numbers with a hyphen-minus.
pub fn format_decimal(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3);
    text.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

/// A count with a point between thousands: `1.234`.
pub fn format_integer(value: usize) -> String {
    format_decimal(Decimal::from(value))
}

/// `05/01/2026`.
pub fn format_date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// `ngày 05 tháng 01 năm 2026`, `ngày 30 tháng 9 năm 2026`: a zero before days under 10 and before the months 1 and 2
/// only (decree 30/2020, Phụ lục I, mục II, khoản 4).
pub fn format_date_in_words(date: Date) -> String {
    let month = if date.month() < 3 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// The text with its first letter small, as a title stands inside a sentence.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The text with its first letter large, as it stands at the beginning.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_the_vietnamese_way() {
        let printed = |text: &str| format_decimal(text.parse().expect("a decimal"));
        assert_eq!(printed("1234567.50"), "1.234.567,5");
        assert_eq!(printed("-1234"), "-1.234");
        assert_eq!(printed("0.05"), "0,05");
        assert_eq!(printed("100"), "100");
        assert_eq!(
            ["999", "1000", "12345", "123456", "1000000"].map(printed),
            ["999", "1.000", "12.345", "123.456", "1.000.000"]
        );
        assert_eq!(["0", "0.10", "-0.5", "-123456.789"].map(printed), ["0", "0,1", "-0,5", "-123.456,789"]);
        assert_eq!([0, 7, 1337].map(format_integer), ["0", "7", "1.337"]);
    }

    #[test]
    fn days_and_months_have_two_figures_in_short_dates() {
        assert_eq!(format_date(Date::constant(2026, 1, 5)), "05/01/2026");
        assert_eq!(format_date(Date::constant(2026, 11, 30)), "30/11/2026");
    }

    #[test]
    fn titles_begin_small_inside_sentences() {
        assert_eq!(["Đẩy mạnh", "đã", ""].map(lower_first), ["đẩy mạnh", "đã", ""]);
    }

    #[test]
    fn small_months_take_a_zero_as_the_decree_has_it() {
        assert_eq!(format_date_in_words(Date::constant(2026, 1, 5)), "ngày 05 tháng 01 năm 2026");
        assert_eq!(format_date_in_words(Date::constant(2026, 9, 30)), "ngày 30 tháng 9 năm 2026");
        assert_eq!(format_date_in_words(Date::constant(2026, 2, 28)), "ngày 28 tháng 02 năm 2026");
        assert_eq!(format_date_in_words(Date::constant(2026, 3, 1)), "ngày 01 tháng 3 năm 2026");
        assert_eq!(format_date_in_words(Date::constant(2026, 12, 10)), "ngày 10 tháng 12 năm 2026");
    }
}
