//! Which period words speak of: the year reported on, a part of it, several years, another year.
//!
//! `Kết quả thực hiện 6 tháng đầu năm 2026`, `Lũy kế từ đầu giai đoạn`, `Năm 2025`. What is only compared with (`so với năm
//! 2025`), cited (`Kế hoạch số 2739/KH-UBND ngày 12 tháng 5 năm 2025`) or dated is not the period.

use super::memo::Memo;
use crate::vietnamese::{fold, has_words};

/// A period, as far as words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// Nothing is said of it.
    Unsaid,
    /// The year reported on: `cả năm`, `năm 2026`, `12 tháng`.
    Year,
    /// From the beginning of the year to now: `lũy kế từ đầu năm`.
    YearToDate,
    /// Added up from a beginning that is not told: `lũy kế`.
    Cumulated,
    /// A part of the year: `6 tháng đầu năm`, `quý III`, `tháng 11`, `học kỳ I`.
    PartOfYear,
    /// More than the year: `giai đoạn 2021 - 2025`, `nhiệm kỳ`, `5 năm`.
    SeveralYears,
    /// Another year: `năm 2025`, `cùng kỳ năm trước`.
    OtherYear,
}

impl Period {
    /// Whether figures of it cannot stand for those of the year.
    pub(super) fn is_foreign(self) -> bool {
        matches!(self, Self::PartOfYear | Self::SeveralYears | Self::OtherYear)
    }

    /// The period that words below others speak of: `Cả năm` below `Thực hiện`, `Kế hoạch` below `Năm 2025`.
    pub(super) fn above(self, lower: Self) -> Self {
        match (self, lower) {
            (_, Self::Unsaid) => self,
            (Self::OtherYear, _) => Self::OtherYear,
            (Self::Year | Self::YearToDate, Self::Cumulated) => Self::YearToDate,
            (Self::PartOfYear, Self::Cumulated) => Self::PartOfYear,
            _ => lower,
        }
    }
}

/// From this month on, what is told up to then is told of the year: reports are due in November.
const MONTH_OF_REPORTS: u8 = 10;

/// The period that the head of a column speaks of, in the report of `year`: all that it says, taken together.
pub(super) fn period_of_head(words: &str, year: i16) -> Period {
    let folded = fold(words);
    let found: Vec<Period> = mentions(&folded, year).into_iter().map(|mention| mention.period).collect();
    let has = |period: Period| found.contains(&period);
    if has(Period::OtherYear) && !has(Period::Year) || compares(&folded) {
        Period::OtherYear
    } else {
        let order = [Period::SeveralYears, Period::PartOfYear, Period::YearToDate, Period::Year, Period::Cumulated];
        order.into_iter().find(|period| has(*period)).unwrap_or(Period::Unsaid)
    }
}

/// The period that a title or the name of a sheet speaks of: what it says first, taken with what follows at once (`6 tháng
/// đầu năm 2026`).
pub(super) fn period_of_title(words: &str, year: i16) -> Period {
    thread_local! {
        // The titles of the form stand in every file; a program reads the files of one year.
        static KNOWN: Memo<(i16, Period)> = Memo::new();
    }
    match KNOWN.with(|known| known.answer(words, || (year, period_told(words, year)))) {
        (of, period) if of == year => period,
        _ => period_told(words, year),
    }
}

/// [`period_of_title`], worked out.
fn period_told(words: &str, year: i16) -> Period {
    let folded = fold(&without_citations(words));
    let own = before_comparison(&folded);
    let mut found = mentions(own, year);
    // The day up to which figures were counted is no period of a report.
    found.retain(|mention| !mention.is_up_to);
    let names = own.split(' ').count();
    // `… thực hiện Kết luận số 91-KL/TW năm 2024 của Bộ Chính trị`
    found.retain(|mention| {
        mention.period != Period::OtherYear || mention.end == names || !names_document(own, mention.start)
    });
    first_of(&found)
}

/// The period that the name of a file or folder speaks of. A month is when it was sent, more often than not, and so is a
/// date.
pub(super) fn period_of_name(name: &str, year: i16) -> Period {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut found = mentions(&folded, year);
    found.retain(|mention| {
        let follows_number = mention.start.checked_sub(1).is_some_and(|before| is_number(words[before]));
        words[mention.start] != "thang" && !(mention.period == Period::OtherYear && follows_number)
    });
    if found.iter().any(|mention| mention.period == Period::Year) {
        found.retain(|mention| mention.period != Period::OtherYear);
    }
    first_of(&found)
}

/// The period that is told first.
fn first_of(found: &[Mention]) -> Period {
    let foreign_first = found.iter().find(|mention| mention.period != Period::Cumulated).map(|first| {
        // `Năm 2026 (6 tháng đầu năm)`: the part counts, wherever the year stands beside it.
        let beside = found.iter().find(|other| other.period == Period::PartOfYear && other.start <= first.end + 2);
        match (first.period, beside) {
            (Period::Year, Some(part)) => part.period,
            (period, _) => period,
        }
    });
    match foreign_first {
        // A plan of several years is what is reported on, not the period; the year may stand elsewhere.
        Some(Period::SeveralYears) => found
            .iter()
            .map(|mention| mention.period)
            .find(|period| !matches!(period, Period::SeveralYears | Period::Cumulated))
            .unwrap_or(Period::Unsaid),
        Some(period) => period,
        None => Period::Unsaid,
    }
}

/// Whether a document is named shortly before a place among folded words.
fn names_document(folded: &str, place: usize) -> bool {
    const WORDS_BEFORE: usize = 10;
    let words: Vec<&str> = folded.split(' ').collect();
    let before = words[place.saturating_sub(WORDS_BEFORE)..place].join(" ");
    ["nghi quyet", "ket luan", "chi thi", "quyet dinh", "cong van", "thong tu", "nghi dinh", "luat"]
        .iter()
        .any(|document| before.contains(document))
}

/// Words that speak of a period, by their places among the words of a text.
struct Mention {
    period: Period,
    start: usize,
    /// The place after its last word.
    end: usize,
    /// It is told as of a day or a month: `đến ngày 30/9/2026`.
    is_up_to: bool,
}

/// What the words of a folded text say of periods, in their order.
fn mentions(folded: &str, year: i16) -> Vec<Mention> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((period, length)) = mention_at(&words, at, year) else {
            at += 1;
            continue;
        };
        if let Some(period) = period {
            let is_up_to = at.checked_sub(1).is_some_and(|before| matches!(words[before], "den" | "het" | "truoc"))
                && matches!(words[at], "ngay" | "thang")
                || words[at] == "den";
            found.push(Mention { period, start: at, end: at + length, is_up_to });
        }
        at += length;
    }
    found
}

/// What the words from a place on say of a period, and how many of them; a date says nothing, but takes its words.
fn mention_at(words: &[&str], at: usize, year: i16) -> Option<(Option<Period>, usize)> {
    let word = |offset: usize| words.get(at + offset).copied().unwrap_or_default();
    let number = |offset: usize| word(offset).parse::<u16>().ok();
    let found = |period: Period, length: usize| Some((Some(period), length));
    let before = |offset: usize| at.checked_sub(offset).map_or("", |place| words[place]);
    match (word(0), word(1), word(2)) {
        // Dates: `ngày 18 tháng 11 năm 2026`, `ngày 18/11/2026`; up to one, it is told as of then.
        ("ngay", day, _) if is_number(day) => {
            let (month, length) = if word(2) == "thang" { (number(3), 4) } else { (number(2), 3) };
            let year_words = match (word(length), word(length + 1)) {
                ("nam", of) if is_year(of) => 2,
                (of, _) if is_year(of) => 1,
                _ => 0,
            };
            Some((until(before(1), month), length + year_words))
        }
        ("den", day, month) if is_number(day) && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)) => {
            Some((until("den", number(2)), if is_year(word(3)) { 4 } else { 3 }))
        }
        ("nam", "hoc", first) if is_year(first) => found(span(number(2), number(3), year), 4),
        ("hoc", "ky", term) | ("hk", term, _) if is_numeral(term) => {
            found(Period::PartOfYear, if word(0) == "hk" { 2 } else { 3 })
        }
        ("hk1" | "hk2" | "hki" | "hkii", ..) => found(Period::PartOfYear, 1),
        ("quy", numeral, _) if is_numeral(numeral) => found(Period::PartOfYear, 2),
        ("quy1" | "quy2" | "quy3" | "quy4", ..) => found(Period::PartOfYear, 1),
        ("nua", "dau" | "cuoi", "nam") => found(Period::PartOfYear, 3),
        ("nua", "nam", _) | ("giua", "nam", _) => found(Period::PartOfYear, 2),
        // `Sáu tháng đầu năm`; `sau tháng 6` is after June.
        ("sau" | "chin", "thang", "dau" | "cuoi") => found(Period::PartOfYear, 4),
        ("chin", "thang", _) => found(Period::PartOfYear, 2),
        (months, "thang", _) if is_number(months) => {
            let length = if matches!(word(2), "dau" | "cuoi") && word(3) == "nam" { 4 } else { 2 };
            let is_year = number(0).is_some_and(|months| months >= 12);
            found(if is_year { Period::Year } else { Period::PartOfYear }, length)
        }
        (glued, ..) if is_glued_months(glued) => found(Period::PartOfYear, 1),
        ("thang", month, _) if month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)) => {
            let is_end = before(1) == "den" || before(2) == "den" && matches!(before(1), "het" | "cuoi");
            Some((if is_end { until("den", number(1)) } else { Some(Period::PartOfYear) }, 2))
        }
        ("giai", "doan", first) if is_year(first) => found(Period::SeveralYears, if is_year(word(3)) { 4 } else { 3 }),
        ("giai", "doan", _) | ("nhiem", "ky", _) | ("trung", "han", _) => found(Period::SeveralYears, 2),
        ("luy" | "cong", "ke" | "don", _) => Some(cumulated(words, at)),
        ("tu", "dau", "nam") => found(Period::YearToDate, 3),
        ("dau", "nam", "den") => found(Period::YearToDate, 3),
        ("ca" | "toan" | "trong", "nam", _) | ("nam", "nay", _) | ("cuoi", "nam" | "ky", _) => found(Period::Year, 2),
        ("nam", "bao", "cao") if is_year(word(3)) => found(span(number(3), None, year), 4),
        ("nam", "bao", "cao") => found(Period::Year, 3),
        ("nam", of, _) if is_year(of) => {
            let length = if is_year(word(2)) { 3 } else { 2 };
            found(span(number(1), number(2).filter(|_| length == 3), year), length)
        }
        (years, "nam", _) if years.parse::<u8>().is_ok_and(|years| (2..=10).contains(&years)) && !is_year(word(2)) => {
            found(Period::SeveralYears, 2)
        }
        (of, to, _) if is_year(of) => {
            let length = if is_year(to) { 2 } else { 1 };
            found(span(number(0), number(1).filter(|_| length == 2), year), length)
        }
        _ => None,
    }
}

/// What is told up to a month: of the year from [October](MONTH_OF_REPORTS) on, of a part of it before. A date that
/// nothing leads up to says nothing.
fn until(before: &str, month: Option<u16>) -> Option<Period> {
    let leads_up = matches!(before, "den" | "het" | "truoc");
    let is_early = month.is_some_and(|month| month < u16::from(MONTH_OF_REPORTS));
    (leads_up && is_early).then_some(Period::PartOfYear)
}

/// What `lũy kế` at a place adds up, by the words behind it, and how many words tell it.
fn cumulated(words: &[&str], at: usize) -> (Option<Period>, usize) {
    let rest = &words[at + 2..];
    let begins = |with: &[&str]| rest.starts_with(with);
    let long = |length: usize| length + 2;
    let found = if begins(&["tu", "dau", "nam"]) {
        (Period::YearToDate, long(3))
    } else if begins(&["dau", "nam"]) || begins(&["trong", "nam"]) || begins(&["ca", "nam"]) {
        (Period::YearToDate, long(2))
    } else if begins(&["tu", "dau", "giai", "doan"]) || begins(&["tu", "dau", "nhiem", "ky"]) {
        (Period::SeveralYears, long(4))
    } else if begins(&["tu", "nam"]) || begins(&["cac", "nam"]) {
        (Period::SeveralYears, long(2))
    } else {
        (Period::Cumulated, 2)
    };
    (Some(found.0), found.1)
}

/// The period from one year to another, or of one alone. Two years in a row are a school year.
fn span(first: Option<u16>, last: Option<u16>, year: i16) -> Period {
    let as_year = |number: u16| i16::try_from(number).unwrap_or(i16::MAX);
    let Some(first) = first.map(as_year) else { return Period::Unsaid };
    let last = last.map_or(first, as_year);
    if last - first > 1 {
        Period::SeveralYears
    } else if first == year || last == year {
        Period::Year
    } else {
        Period::OtherYear
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<i16>().is_ok_and(|year| (1990..=2199).contains(&year))
}

fn is_numeral(word: &str) -> bool {
    matches!(word, "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4")
}

/// `6thang`, `9t` as names of files have them.
fn is_glued_months(word: &str) -> bool {
    let months = word.strip_suffix("thang").unwrap_or_default();
    is_number(months) && months.parse::<u8>().is_ok_and(|months| (1..12).contains(&months))
}

/// Words that compare with another period.
const COMPARISONS: [&str; 8] =
    ["nam truoc", "cung ky", "ky truoc", "nam ngoai", "nam sau", "nam toi", "nam lien ke", "nam ke tiep"];

fn compares(folded: &str) -> bool {
    COMPARISONS.iter().any(|words| has_words(folded, words))
}

/// What stands before a comparison: `tăng so với năm 2025` speaks of the year that it does not name.
fn before_comparison(folded: &str) -> &str {
    let ends = [" so voi ", " so sanh ", " cung ky ", " so nam ", " phuong huong ", " nhiem vu trong tam "];
    let first = ends.iter().filter_map(|words| folded.find(words)).min();
    first.map_or(folded, |end| &folded[..end])
}

/// A title without the documents that it cites: `(Kèm theo …)`, `2739/KH-UBND`, `45/2025/NQ-HĐND`.
fn without_citations(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = attached_to(rest) {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        rest = &rest[rest.find([')', '\n']).unwrap_or(rest.len())..];
    }
    kept.push_str(rest);
    let is_symbol = |word: &str| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            && word.contains('/')
            && word.chars().filter(|letter| letter.is_uppercase()).count() >= 2
    };
    kept.split_whitespace().map(|word| if is_symbol(word) { "x" } else { word }).collect::<Vec<_>>().join(" ")
}

/// Where words say what a title is attached to.
fn attached_to(text: &str) -> Option<usize> {
    ["Kèm theo", "kèm theo", "KÈM THEO"].iter().filter_map(|words| text.find(words)).min()
}
