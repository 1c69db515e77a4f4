//! The opening of an issued plan: who issues it, number, place and day, the kind of the document.

/// The kinds of documents that a plan may be.
const KINDS: [&str; 12] = [
    "KẾ HOẠCH",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG",
    "CHƯƠNG TRÌNH",
    "KẾ HOẠCH HÀNH ĐỘNG",
    "ĐỀ ÁN",
    "PHƯƠNG ÁN",
    "NGHỊ QUYẾT",
    "CHỈ THỊ",
    "QUYẾT ĐỊNH",
    "HƯỚNG DẪN",
    "CHIẾN LƯỢC",
    "DỰ ÁN",
];

/// The kind that a line names, where it says nothing else: `KẾ HOẠCH`.
pub(super) fn kind_of_document(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches([':', '.', ' ', '*']);
    // `K Ế  H O Ạ C H`, set wide.
    let narrow = |text: &str| text.split_whitespace().collect::<String>();
    let is_wide = bare.split_whitespace().all(|word| word.chars().count() == 1) && bare.chars().count() > 3;
    KINDS.into_iter().find(|kind| bare == *kind || (is_wide && narrow(bare) == narrow(kind)))
}

/// Number and symbol of a line `Số: 2739/KH-UBND`, and what stands behind them in the same line.
pub(super) fn symbol(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("Số").or_else(|| text.strip_prefix("SỐ"))?.trim_start().strip_prefix(':')?.trim();
    // `Số: 12 /KH-UBND`, `Số:      /KH-UBND`: a blank before the stroke is none of the symbol's.
    let slash = rest.find('/')?;
    let digits = rest[..slash].trim();
    let is_number = digits.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '…' | '_' | ' '));
    let end = rest[slash..].find(char::is_whitespace).map_or(rest.len(), |end| slash + end);
    is_number.then(|| (rest[..end].trim(), rest[end..].trim()))
}

/// Whether a line gives number and symbol.
pub(super) fn is_symbol_line(text: &str) -> bool {
    symbol(text).is_some()
}

/// A line with place and day as it is printed: the day or the month may be left blank before the plan is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceAndDay<'a> {
    /// What stands before the place in the same line.
    pub(super) before: &'a str,
    pub(super) place: &'a str,
    pub(super) day: Option<i8>,
    pub(super) month: Option<i8>,
    pub(super) year: Option<i16>,
}

/// Reads `Tây Ninh, ngày 05 tháng 11 năm 2020`.
pub(super) fn place_and_day(text: &str) -> Option<PlaceAndDay<'_>> {
    let lower = text.to_lowercase();
    // Lower case has the same number of bytes for all letters of Vietnamese; a text with others is left alone.
    if lower.len() != text.len() || text.chars().count() > 200 {
        return None;
    }
    let comma = lower.find(", ngày")?;
    let after = comma + ", ngày".len();
    let month = after + lower[after..].find("tháng")?;
    let year = month + lower[month..].find("năm")?;
    let number = |words: &str| words.trim_matches(|sign: char| !sign.is_ascii_digit()).to_owned();
    let (day, of_month) = (&lower[after..month], &lower[month + "tháng".len()..year]);
    // Blanks, dots and digits: nothing else stands in a date.
    let is_blank_or_number = |words: &str| words.chars().all(|sign| !sign.is_alphabetic());
    if !is_blank_or_number(day) || !is_blank_or_number(of_month) || comma == 0 {
        return None;
    }
    let year_words = lower[year + "năm".len()..].split_whitespace().next().unwrap_or_default();
    let place_begins = place_begins(&text[..comma]);
    if !text[place_begins..].trim_start().starts_with(char::is_uppercase) {
        return None;
    }
    Some(PlaceAndDay {
        before: text[..place_begins].trim(),
        place: text[place_begins..comma].trim(),
        day: number(day).parse().ok(),
        month: number(of_month).parse().ok(),
        year: number(year_words).parse().ok().filter(|year| (1945..=9999).contains(year)),
    })
}

/// Where the name of a place begins that a line ends with: behind a symbol that stands in the same line.
fn place_begins(before: &str) -> usize {
    before.rfind("/").map_or(0, |slash| before[slash..].find(' ').map_or(0, |blank| slash + blank))
}

/// Whether a line gives place and day.
pub(super) fn is_date_line(text: &str) -> bool {
    place_and_day(text).is_some_and(|found| found.place.chars().count() <= 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_day_are_read_as_printed() {
        assert_eq!(symbol("Số: 2739/KH-UBND"), Some(("2739/KH-UBND", "")));
        assert_eq!(symbol("Số: /KH-UBND An Bình, ngày"), Some(("/KH-UBND", "An Bình, ngày")));
        assert_eq!(symbol("Số liệu: 5/7"), None);
        let line = place_and_day("Tây Ninh, ngày 05 tháng 11 năm 2020").expect("a day");
        assert_eq!((line.place, line.day, line.month, line.year), ("Tây Ninh", Some(5), Some(11), Some(2020)));
        let both = place_and_day("Số: 12/KH-UBND An Bình, ngày tháng 01 năm 2026").expect("a day");
        assert_eq!((both.before, both.place, both.day, both.month), ("Số: 12/KH-UBND", "An Bình", None, Some(1)));
        assert_eq!(place_and_day("Thực hiện Kế hoạch, ngày làm việc trong tháng và năm"), None);
    }

    #[test]
    fn kinds_stand_alone() {
        assert_eq!(kind_of_document("KẾ HOẠCH"), Some("KẾ HOẠCH"));
        assert_eq!(kind_of_document("K Ế H O Ạ C H"), Some("KẾ HOẠCH"));
        assert_eq!(kind_of_document("KẾ HOẠCH NĂM 2026"), None);
    }
}
