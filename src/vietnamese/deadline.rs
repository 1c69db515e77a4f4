//! Deadlines as plans print them: `12/2026`, `Quý II/2026`, `Thường xuyên`, `2025 - 2026`.

use super::{compose, fold, has_words};
use crate::model::{Date, days_after};

/// When something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// By this day: the last one of the period that is named.
    By(Date),
    /// Every year by this day: `Trước 15/12 hằng năm`.
    EveryYear {
        /// The month, 1 to 12.
        month: i8,
        /// The day; 29 February is the last of its month in other years.
        day: i8,
    },
    /// Again and again, or from then on: `Thường xuyên`, `2026 và những năm tiếp theo`.
    Standing,
}

impl Deadline {
    /// The day by which it is to be done, seen in `year`; `None` for what is never done with.
    pub fn date_in(self, year: i16) -> Option<Date> {
        match self {
            Self::By(date) => Some(date),
            Self::EveryYear { month, day } => {
                let first = Date::new(year, month, 1).ok()?;
                Date::new(year, month, day.min(first.last_of_month().day())).ok()
            }
            Self::Standing => None,
        }
    }
}

/// Words that make a task one that is never done with, folded.
const STANDING: [&str; 20] = [
    "thuong xuyen",
    "hang nam",
    "moi nam",
    "hang thang",
    "moi thang",
    "hang quy",
    "moi quy",
    "hang tuan",
    "hang ngay",
    "dinh ky",
    "lien tuc",
    "lau dai",
    "nam tiep theo",
    "cac nam sau",
    "nhung nam sau",
    "tro di",
    "lan nam",
    "thang lan",
    "hang ky",
    "suot nam",
];
/// Words with which what recurs has a day of every year.
const EVERY_YEAR: [&str; 2] = ["hang nam", "moi nam"];
/// Years that plans name; numbers beyond are no years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Reads a deadline as it is printed. What names no year is of `year`, that of the plan. `None` for what names no time
/// (`Theo tiến độ`, `Khi có yêu cầu`), or only when something begins or may begin (`Từ tháng 6/2026`, `Sau khi …`).
///
/// Of several times the last one counts. A day is named with or without `trước`, as offices use the word; `trước tháng 6`
/// ends with May. A school year ends with May, as the ministry's frame of school years has it.
pub fn parse_deadline(text: &str, year: i16) -> Option<Deadline> {
    let folded = fold(text);
    let is_standing = STANDING.iter().any(|words| has_words(&folded, words));
    let tokens = tokens(text);
    let depends = tokens.iter().any(|token| token.is_word("sau")) || folded.starts_with("theo ");
    let moments = if depends { Vec::new() } else { moments(&tokens) };
    if is_standing {
        let recurs = EVERY_YEAR.iter().any(|words| has_words(&folded, words));
        let named = moments.last().filter(|last| recurs && last.year.is_none() && last.is_within_a_year());
        let last = named.and_then(|last| last.ends_in(2024));
        return Some(
            last.map_or(Deadline::Standing, |date| Deadline::EveryYear { month: date.month(), day: date.day() }),
        );
    }
    if let [only] = moments.as_slice()
        && only.begins
    {
        return None;
    }
    // `Tháng 6 và tháng 12 năm 2026`: the year is said once, behind them.
    let mut of_next = None;
    let mut last = None;
    for moment in moments.iter().rev() {
        of_next = moment.year.or(of_next);
        last = last.max(moment.ends_in(of_next.unwrap_or(year)));
    }
    last.map(Deadline::By)
}

/// A sign, a number or a word.
#[derive(Debug)]
enum Token {
    Number(i16),
    /// Folded.
    Word(String),
    Sign(char),
}

impl Token {
    fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Self::Word(word) if word == wanted)
    }

    fn is_one_of(&self, wanted: &[&str]) -> bool {
        wanted.iter().any(|word| self.is_word(word))
    }

    fn number(&self) -> Option<i16> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Word(_) | Self::Sign(_) => None,
        }
    }

    fn year(&self) -> Option<i16> {
        self.number().filter(|year| YEARS.contains(year))
    }
}

/// The tokens up to where a plan looks further than its own term: `tầm nhìn đến năm 2045`.
fn tokens(text: &str) -> Vec<Token> {
    let composed = compose(text);
    let mut tokens = Vec::new();
    let mut rest = &*composed;
    while let Some(first) = rest.chars().next() {
        let is_same: fn(char) -> bool = match first {
            _ if first.is_ascii_digit() => |sign| sign.is_ascii_digit(),
            _ if first.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        let length = rest.find(|sign| !is_same(sign)).filter(|length| *length > 0);
        let length = length.unwrap_or(if is_same(first) { rest.len() } else { first.len_utf8() });
        let (own, behind) = rest.split_at(length);
        rest = behind;
        match first {
            _ if first.is_ascii_digit() => tokens.push(Token::Number(own.parse().unwrap_or(i16::MAX))),
            _ if first.is_alphabetic() => tokens.push(Token::Word(fold(own))),
            '–' | '—' | '−' => tokens.push(Token::Sign('-')),
            _ if first.is_whitespace() => {}
            _ => tokens.push(Token::Sign(first)),
        }
    }
    let looks_on = |pair: &[Token]| {
        pair[0].is_word("tam") && pair[1].is_word("nhin") || pair[0].is_word("dinh") && pair[1].is_word("huong")
    };
    if let Some(at) = tokens.windows(2).position(looks_on) {
        tokens.truncate(at);
    }
    tokens
}

/// A day, or some months of a year.
#[derive(Clone, Copy, Debug)]
struct Moment {
    /// Where it names one.
    year: Option<i16>,
    first_month: i16,
    last_month: i16,
    day: Option<i16>,
    /// `trước`: the period that is named is past.
    before: bool,
    /// `từ`: it is when something begins.
    begins: bool,
}

impl Moment {
    fn months(year: Option<i16>, first_month: i16, last_month: i16) -> Self {
        Self { year, first_month, last_month, day: None, before: false, begins: false }
    }

    fn day(year: Option<i16>, month: i16, day: i16) -> Self {
        Self { day: Some(day), ..Self::months(year, month, month) }
    }

    fn is_within_a_year(&self) -> bool {
        self.day.is_some() || (self.first_month, self.last_month) != (1, 12)
    }

    /// Its last day, in `year` where it names none itself; `None` for no day of the calendar.
    fn ends_in(&self, year: i16) -> Option<Date> {
        let year = self.year.unwrap_or(year);
        let date = |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        match self.day {
            Some(day) => date(self.last_month, day),
            None if self.before => days_after(date(self.first_month, 1)?, -1),
            None => Some(date(self.last_month, 1)?.last_of_month()),
        }
    }
}

/// The times that are named, in their order.
fn moments(tokens: &[Token]) -> Vec<Moment> {
    let mut moments = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((moment, length)) = moment(rest) else {
            at += 1;
            continue;
        };
        let before = tokens[..at].iter().rev().find(|token| !token.is_one_of(&["ngay", "nam", "thang"]));
        let is_said = |words: &[&str]| before.is_some_and(|token| token.is_one_of(words));
        let is_vague = tokens[..at].iter().rev().take(2).any(|token| token.is_one_of(&["dau", "giua"]));
        // `Đầu năm 2026` has no last day.
        if !is_vague || moment.is_within_a_year() {
            moments.push(Moment { before: is_said(&["truoc"]), begins: is_said(&["tu"]), ..moment });
        }
        at += length;
    }
    moments
}

/// The time that tokens begin with, and how many of them it takes.
fn moment(tokens: &[Token]) -> Option<(Moment, usize)> {
    match tokens {
        [nam, hoc, Token::Number(_), Token::Sign('-' | '/'), end, ..] if nam.is_word("nam") && hoc.is_word("hoc") => {
            Some((Moment::months(Some(end.year()?), 1, 5), 5))
        }
        [Token::Number(day @ 1..=31), thang, Token::Number(month @ 1..=12), ..] if thang.is_one_of(MONTH) => {
            let (year, length) = year_behind(&tokens[3..]);
            Some((Moment::day(year, *month, *day), 3 + length))
        }
        [Token::Number(count @ (3 | 6 | 9)), thang, which, ..]
            if thang.is_word("thang") && which.is_one_of(&["dau", "cuoi"]) =>
        {
            let (year, length) = year_behind(&tokens[3..]);
            let months = if which.is_word("dau") { (1, *count) } else { (13 - count, 12) };
            Some((Moment::months(year, months.0, months.1), 3 + length))
        }
        [word, ..] if word.is_one_of(QUARTER) => {
            let (first, last, length) = listed(&tokens[1..], QUARTER, quarter)?;
            let (year, behind) = year_behind(&tokens[1 + length..]);
            Some((Moment::months(year, 3 * first - 2, 3 * last), 1 + length + behind))
        }
        [word, ..] if word.is_one_of(MONTH) => {
            let month = |token: &Token| token.number().filter(|month| (1..=12).contains(month));
            let (first, last, length) = listed(&tokens[1..], MONTH, month)?;
            let (year, behind) = year_behind(&tokens[1 + length..]);
            Some((Moment::months(year, first, last), 1 + length + behind))
        }
        [Token::Number(_), ..] => in_figures(tokens),
        _ => None,
    }
}

/// The words of a month and of a quarter, folded.
const MONTH: &[&str] = &["thang", "t"];
const QUARTER: &[&str] = &["quy", "q"];

fn quarter(token: &Token) -> Option<i16> {
    match token {
        Token::Number(quarter @ 1..=4) => Some(*quarter),
        Token::Word(word) => ["i", "ii", "iii", "iv"].iter().position(|roman| roman == word).map(|at| at as i16 + 1),
        Token::Number(_) | Token::Sign(_) => None,
    }
}

/// `I, II và III`: the first and the last of a list, and how many tokens it takes. Dots may stand before (`Q.II`).
fn listed(tokens: &[Token], name: &[&str], value: impl Fn(&Token) -> Option<i16>) -> Option<(i16, i16, usize)> {
    let dots = tokens.iter().take_while(|token| matches!(token, Token::Sign('.'))).count();
    let first = value(tokens.get(dots)?)?;
    let (mut last, mut length) = (first, dots + 1);
    while let Some(joint) = tokens.get(length) {
        let is_joint =
            matches!(joint, Token::Sign(',' | ';' | '-' | '+' | '&')) || joint.is_one_of(&["va", "den", "hoac"]);
        let named = usize::from(tokens.get(length + 1).is_some_and(|token| token.is_one_of(name)));
        let Some(next) = tokens.get(length + 1 + named).filter(|_| is_joint).and_then(&value) else { break };
        // `Tháng 12 - 3/2027` goes over the turn of the year: its end counts.
        last = next;
        length += 2 + named;
    }
    Some((first.min(last), last, length))
}

/// A year behind a month: `/2026`, ` năm 2026`, `-2026`; and how many tokens it takes.
fn year_behind(tokens: &[Token]) -> (Option<i16>, usize) {
    let length = tokens
        .iter()
        .take(2)
        .take_while(|token| matches!(token, Token::Sign('/' | '-' | '.' | ',')) || token.is_word("nam"))
        .count();
    let year = tokens.get(length).and_then(Token::year);
    (year, if year.is_some() { length + 1 } else { 0 })
}

/// `30/11/2026`, `2026-11-30`, `12/2026`, `30/11`, `2026`.
fn in_figures(tokens: &[Token]) -> Option<(Moment, usize)> {
    use Token::{Number, Sign};
    let is_day = |month: i16, day: i16| (1..=12).contains(&month) && (1..=31).contains(&day);
    if let [Number(first), Sign(a @ ('/' | '-' | '.')), Number(second), Sign(b), Number(third), ..] = tokens
        && a == b
    {
        if let Some(year) = tokens[4].year().filter(|_| is_day(*second, *first)) {
            return Some((Moment::day(Some(year), *second, *first), 5));
        }
        if let Some(year) = tokens[0].year().filter(|_| is_day(*second, *third)) {
            return Some((Moment::day(Some(year), *second, *third), 5));
        }
    }
    if let [Number(first), Sign(sign @ ('/' | '-' | '.')), Number(second), ..] = tokens {
        if let Some(year) = tokens[2].year().filter(|_| (1..=12).contains(first)) {
            return Some((Moment::months(Some(year), *first, *first), 3));
        }
        if *sign == '/' && is_day(*second, *first) {
            return Some((Moment::day(None, *second, *first), 3));
        }
    }
    let year = tokens.first()?.year()?;
    Some((Moment::months(Some(year), 1, 12), 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by(text: &str) -> Option<String> {
        match parse_deadline(text, 2026)? {
            Deadline::By(date) => Some(date.to_string()),
            Deadline::EveryYear { month, day } => Some(format!("{day}/{month}")),
            Deadline::Standing => Some("standing".to_owned()),
        }
    }

    #[test]
    fn the_last_day_of_what_is_named_counts() {
        for (text, wanted) in [
            ("2025", "2025-12-31"),
            ("12/2026", "2026-12-31"),
            ("6/2025", "2025-06-30"),
            ("06/2025", "2025-06-30"),
            ("02-2028", "2028-02-29"),
            ("Quý II/2026", "2026-06-30"),
            ("Quý II năm 2026", "2026-06-30"),
            ("Quý 3-2026", "2026-09-30"),
            ("Q.IV/2026", "2026-12-31"),
            ("Quý I, II/2027", "2027-06-30"),
            ("Quý I và Quý III năm 2027", "2027-09-30"),
            ("Tháng 10/2025", "2025-10-31"),
            ("Tháng 6 năm 2026", "2026-06-30"),
            ("Tháng 11, 12/2026", "2026-12-31"),
            ("T6/2026", "2026-06-30"),
            ("2025-2026", "2026-12-31"),
            ("Giai đoạn 2026 - 2030", "2030-12-31"),
            ("Từ năm 2026 đến năm 2030", "2030-12-31"),
            ("Từ tháng 10/2025 – 3/2026", "2026-03-31"),
            ("Đến năm 2030, tầm nhìn đến năm 2045", "2030-12-31"),
            ("trước 30/11/2026", "2026-11-30"),
            ("Trước ngày 30 tháng 11 năm 2026", "2026-11-30"),
            ("Ngày 30.11.2026", "2026-11-30"),
            ("2026-11-30", "2026-11-30"),
            ("Trước tháng 6/2026", "2026-05-31"),
            ("Trước năm 2030", "2029-12-31"),
            ("Trước quý II/2026", "2026-03-31"),
            ("Chậm nhất 30/6/2026", "2026-06-30"),
            ("6 tháng đầu năm 2027", "2027-06-30"),
            ("6 tháng cuối năm 2027", "2027-12-31"),
            ("Cuối năm 2027", "2027-12-31"),
            ("Năm học 2025-2026", "2026-05-31"),
            ("Trình năm 2025, ban hành quý I/2026", "2026-03-31"),
            ("Tháng 6 và tháng 12 năm 2028", "2028-12-31"),
            // What names no year is of the plan's.
            ("Quý IV", "2026-12-31"),
            ("Tháng 9", "2026-09-30"),
            ("30/11", "2026-11-30"),
        ] {
            assert_eq!(by(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_never_done_with_has_no_day() {
        for text in [
            "Thường xuyên",
            "Nhiệm vụ thường xuyên",
            "THƯỜNG XUYÊN",
            "Hằng năm",
            "Hàng năm",
            "hàng quý",
            "2026 và những năm tiếp theo",
            "2025 và các năm tiếp theo",
            "Từ năm 2026 trở đi",
            "Định kỳ 6 tháng/lần",
            "Hằng năm, từ 2026",
        ] {
            assert_eq!(parse_deadline(text, 2026), Some(Deadline::Standing), "{text}");
        }
        assert_eq!(by("Trước 15/12 hằng năm").as_deref(), Some("15/12"));
        assert_eq!(by("Quý IV hằng năm").as_deref(), Some("31/12"));
        assert_eq!(by("Tháng 2 hằng năm").as_deref(), Some("29/2"));
        let february = Deadline::EveryYear { month: 2, day: 29 };
        assert_eq!(february.date_in(2027), Date::new(2027, 2, 28).ok());
        assert_eq!(Deadline::Standing.date_in(2027), None);
    }

    #[test]
    fn what_names_no_end_is_no_deadline() {
        for text in [
            "",
            "-",
            "Theo tiến độ",
            "Theo Quyết định số 628/QĐ-TTg ngày 11/5/2020",
            "Sau khi có hướng dẫn năm 2026",
            "Khi có yêu cầu",
            "Từ tháng 6/2026",
            "Đầu năm 2026",
            "31/02/2026",
            "13/2026 tr",
            "Sở Tài chính",
        ] {
            assert_eq!(by(text).filter(|found| found != "2026-12-31"), None, "{text}");
        }
        assert_eq!(by("Theo tiến độ"), None);
        assert_eq!(by("Đầu năm 2026"), None);
        assert_eq!(by("Từ tháng 6/2026"), None);
    }

    fn last_of(year: i16, month: i8) -> Date {
        Date::constant(year, month, 1).last_of_month()
    }

    proptest! {
        #[test]
        fn every_way_of_writing_a_month_is_read(year in 2000_i16..2100, month in 1_i8..=12, of_plan in 2000_i16..2100) {
            for written in [
                format!("{month}/{year}"),
                format!("{month:02}/{year}"),
                format!("{month:02}-{year}"),
                format!("Tháng {month}/{year}"),
                format!("tháng {month:02} năm {year}"),
                format!("Trong tháng {month} năm {year}"),
                format!("THÁNG {month}, năm {year}"),
                format!("T{month}/{year}"),
            ] {
                prop_assert_eq!(parse_deadline(&written, of_plan), Some(Deadline::By(last_of(year, month))), "{}", written);
            }
            prop_assert_eq!(parse_deadline(&format!("Tháng {month}"), of_plan), Some(Deadline::By(last_of(of_plan, month))));
        }

        #[test]
        fn every_way_of_writing_a_quarter_is_read(year in 2000_i16..2100, quarter in 1_usize..=4) {
            let roman = ["I", "II", "III", "IV"][quarter - 1];
            let wanted = Deadline::By(last_of(year, [3, 6, 9, 12][quarter - 1]));
            for written in [
                format!("Quý {roman}/{year}"),
                format!("quý {roman} năm {year}"),
                format!("Quý {quarter}/{year}"),
                format!("QUÝ {roman} - {year}"),
                format!("Q{quarter}/{year}"),
            ] {
                prop_assert_eq!(parse_deadline(&written, 1999), Some(wanted), "{}", written);
            }
        }

        #[test]
        fn a_span_ends_with_its_last_year(first in 2000_i16..2090, more in 0_i16..9, sign in "[-–]", blank in " ?") {
            let last = first + more;
            let wanted = Some(Deadline::By(last_of(last, 12)));
            for words in ["", "Giai đoạn ", "Năm "] {
                let written = format!("{words}{first}{blank}{sign}{blank}{last}");
                prop_assert_eq!(parse_deadline(&written, 1999), wanted, "{}", written);
            }
        }

        #[test]
        fn a_day_is_itself(year in 2000_i16..2100, month in 1_i8..=12, day in 1_i8..=28) {
            let wanted = Some(Deadline::By(Date::constant(year, month, day)));
            for written in [
                format!("{day}/{month}/{year}"),
                format!("trước {day:02}/{month:02}/{year}"),
                format!("Trước ngày {day}.{month}.{year}"),
                format!("{year}-{month:02}-{day:02}"),
                format!("ngày {day} tháng {month} năm {year}"),
            ] {
                prop_assert_eq!(parse_deadline(&written, 1999), wanted, "{}", written);
            }
        }

        #[test]
        fn what_is_standing_has_no_date_whatever_stands_beside_it(
            beside in "(Năm 2026|12/2026|Quý I/2026)?", words in "(thường xuyên|và những năm tiếp theo|trở đi)"
        ) {
            prop_assert_eq!(parse_deadline(&format!("{beside} {words}"), 2026), Some(Deadline::Standing));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,30}", digits in "[0-9/ .-]{0,14}", year in 1_i16..9999) {
            let _ = parse_deadline(&text, year);
            let _ = parse_deadline(&digits, year);
        }
    }
}
