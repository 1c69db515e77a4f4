//! Dates as people write them into cells.

use super::fold;
use crate::model::Date;

/// A date read from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// The date.
    pub date: Date,
    /// Day and month could be told apart only by assuming the Vietnamese order (day first).
    pub assumed_order: bool,
}

/// The years a report can bear; numbers beyond are no years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// The date a text states: `30/11/2025`, `30.11.2025`, `30-11-25`, `2025-11-30`, `ngày 30 tháng 11 năm 2025`,
/// `Tây Ninh, ngày 05 tháng 01 năm 2026`, `11/30/2025` (month first where the day first is impossible), with a time of
/// day or without. `None` where there is none.
pub fn parse_date(text: &str) -> Option<WrittenDate> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    in_words(&words).or_else(|| in_english(&words)).or_else(|| in_figures(text))
}

/// `ngay 30 thang 11 nam 2025`, with or without its first word, glued (`ngay30`) or not.
fn in_words(words: &[&str]) -> Option<WrittenDate> {
    let month_at = words.iter().position(|word| *word == "thang")?;
    let day = number(words.get(month_at.checked_sub(1)?)?.trim_start_matches("ngay"))?;
    let (month, length) = month_number(&words[month_at + 1..])?;
    let rest = words.get(month_at + 1 + length..)?;
    let year = rest.iter().take(2).find_map(|word| number(word.trim_start_matches("nam")).and_then(full_year))?;
    civil(year, month, day, false)
}

/// A month as a number or in words, and how many words it takes: `mười hai` is one month, and no other with a word behind.
fn month_number(words: &[&str]) -> Option<(i16, usize)> {
    const NAMES: [&str; 10] = ["gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"];
    match words {
        ["muoi", "mot", ..] => Some((11, 2)),
        ["muoi", "hai", ..] => Some((12, 2)),
        ["mot" | "chap", ..] => Some((if words[0] == "mot" { 1 } else { 12 }, 1)),
        [word, ..] => {
            let named = || NAMES.iter().position(|known| known == word).map(|place| place as i16 + 1);
            number(word).or_else(named).map(|month| (month, 1))
        }
        [] => None,
    }
}

/// `Nov 30, 2025`, `30 November 2025`.
fn in_english(words: &[&str]) -> Option<WrittenDate> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month_at = words.iter().position(|word| {
        word.len() >= 3
            && word.is_char_boundary(3)
            && MONTHS.contains(&&word[..3])
            && word.bytes().all(|b| b.is_ascii_lowercase())
    })?;
    let month = MONTHS.iter().position(|known| words[month_at].starts_with(known))? as i16 + 1;
    let near = |offset: isize| words.get(month_at.checked_add_signed(offset)?).and_then(|word| number(word));
    let year_after = |offset| near(offset).and_then(full_year);
    let (day, year) = match (near(-1).filter(|&day| day <= 31), near(1)) {
        (Some(day), _) => (day, year_after(1)?),
        (None, Some(day)) => (day, year_after(2)?),
        _ => return None,
    };
    civil(year, month, day, false)
}

/// Three numbers with `/`, `.`, `-` or blanks between them.
fn in_figures(text: &str) -> Option<WrittenDate> {
    let mut parts: Vec<(i16, char)> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let tail = &rest[start..];
        let length = tail.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(tail.len());
        let after = &tail[length..];
        // The `/` of `12/BC-UBND` parts no dates.
        let mut following = after.trim_start().chars();
        let mark = following.next().unwrap_or('\0');
        let separator =
            if following.as_str().trim_start().starts_with(|c: char| c.is_ascii_digit()) { mark } else { '\0' };
        parts.push((number(&tail[..length]).unwrap_or(-1), separator));
        rest = after;
    }
    parts.windows(3).find_map(|window| {
        let [(first, a), (second, b), (third, _)] = window else { return None };
        if a != b || !matches!(a, '/' | '.' | '-') {
            return None;
        }
        if let Some(year) = full_year(*first).filter(|_| *first > 31) {
            return civil(year, *second, *third, false);
        }
        let year = full_year(*third)?;
        let day_first = civil(year, *second, *first, *first <= 12 && *second <= 12 && first != second);
        day_first.or_else(|| civil(year, *first, *second, false))
    })
}

fn number(word: &str) -> Option<i16> {
    word.parse().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A year of four digits, or of two (of this century).
fn full_year(number: i16) -> Option<i16> {
    match number {
        0..=99 => Some(2000 + number),
        _ => Some(number).filter(|year| YEARS.contains(year)),
    }
}

fn civil(year: i16, month: i16, day: i16, assumed_order: bool) -> Option<WrittenDate> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(WrittenDate { date, assumed_order })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Option<String> {
        parse_date(text).map(|written| written.date.to_string())
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        let cases = [
            ("30/11/2025", "2025-11-30"),
            ("30.11.2025", "2025-11-30"),
            ("30-11-25", "2025-11-30"),
            ("5/1/2026 08:30", "2026-01-05"),
            ("2025-11-30T00:00:00", "2025-11-30"),
            ("11/30/2025", "2025-11-30"),
            ("30 / 11 / 2025", "2025-11-30"),
            ("Tây Ninh, ngày 05 tháng 01 năm 2026", "2026-01-05"),
            ("ngày 30 tháng 11 năm 2025", "2025-11-30"),
            ("ngày 3 tháng Chín năm 2024", "2024-09-03"),
            ("Nov 30, 2025", "2025-11-30"),
            ("30 November 2025", "2025-11-30"),
            ("Số 12/BC-UBND ngày 18/11/2024", "2024-11-18"),
        ];
        for (text, wanted) in cases {
            assert_eq!(date(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["31/02/2025", "ngày 30/11", "tháng 11 năm 2025", "12/BC", "", "1.234.567"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_assumed_where_both_could_be_either() {
        for (text, assumed) in [
            ("5/11/2026", true),
            ("12/11/2026", true),
            ("13/11/2026", false),
            ("11/13/2026", false),
            ("11/11/2026", false),
            ("2026-11-05", false),
            ("ngày 5 tháng 11 năm 2026", false),
            ("Nov 5, 2026", false),
        ] {
            assert_eq!(parse_date(text).map(|written| written.assumed_order), Some(assumed), "{text}");
        }
        assert_eq!(date("5/11/2026").as_deref(), Some("2026-11-05"));
    }

    #[test]
    fn dates_at_the_edges() {
        for (text, wanted) in [
            ("30/11/99", Some("2099-11-30")),
            ("30/11/1900", Some("1900-11-30")),
            ("30/11/2199", Some("2199-11-30")),
            ("29/02/2024", Some("2024-02-29")),
            ("29/02/2025", None),
            ("30/11/1899", None),
            ("30/11/2200", None),
            ("30/11/250", None),
            ("00/11/2025", None),
            ("13/13/2025", None),
            // Two marks part no date, and neither does a run of other numbers.
            ("30/11-2025", None),
            ("30.11/2025", None),
            ("30 11 2025", None),
            ("ngày30 tháng 11 năm2025", Some("2025-11-30")),
            ("ngày 30 tháng Giêng năm 2025", Some("2025-01-30")),
            ("ngày 1 tháng mười năm 2025", Some("2025-10-01")),
            ("ngày 30 tháng 13 năm 2025", None),
            ("Nov 31, 2025", None),
            ("1 Jan 2026", Some("2026-01-01")),
            ("Dec 5 2026", Some("2026-12-05")),
            ("05 Tháng Mười Hai 2026", Some("2026-12-05")),
            ("05 Tháng Mười Một 2026", Some("2026-11-05")),
            ("05 Tháng Mười 2026", Some("2026-10-05")),
            ("ngày 1 tháng Mười Một năm 2026", Some("2026-11-01")),
            ("Thứ Bảy, 28 tháng mười một, 2026", Some("2026-11-28")),
            ("ngày 2 tháng Một năm 2026", Some("2026-01-02")),
        ] {
            assert_eq!(date(text).as_deref(), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_way_of_writing_a_date_is_read(year in 2000_i16..2099, month in 1_i8..=12, day in 1_i8..=28) {
            let short = year % 100;
            for written in [
                format!("{day}/{month}/{year}"),
                format!("{day:02}-{month:02}-{short:02}"),
                format!("{day:02}.{month:02}.{year}"),
                format!("{year}-{month:02}-{day:02}"),
                format!("{day:02}/{month:02}/{year} 08:30"),
                format!("ngày {day} tháng {month} năm {year}"),
                format!("Tây Ninh, ngày {day:02} tháng {month:02} năm {year}"),
                format!("Số 12/BC-UBND ngày {day}/{month}/{year}"),
            ] {
                prop_assert_eq!(parse_date(&written).map(|found| found.date), Date::new(year, month, day).ok(), "{}", written);
            }
            if day > 12 {
                let american = parse_date(&format!("{month}/{day}/{year}"));
                prop_assert_eq!(american.map(|found| found.date), Date::new(year, month, day).ok());
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,30}") {
            let _ = parse_date(&text);
        }
    }
}
