//! Numbers as people write them into cells.

use std::borrow::Cow;
use std::str::FromStr;

use super::amount::parse_amount_unit;
use super::scale::{read_scale, worth};
use super::{first_folded, fold, fold_beginning};
use crate::model::{AmountUnit, Decimal};

/// A number read from text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenNumber {
    /// The value as read, a unit of amount not yet applied: 1.5 for `1,5 tỷ`.
    pub value: Decimal,
    /// The other reading of a text that has two, such as 1.234 for `1.234` (read as 1234).
    pub other_reading: Option<Decimal>,
    /// The mark of a text with two readings is a point, not a comma.
    pub mark_is_point: bool,
    /// A unit of amount that follows: `1,5 tỷ`.
    pub amount_unit: Option<AmountUnit>,
    /// What words before the unit multiply by: 10 for `5 chục`, 1 where there are none.
    pub multiple: Decimal,
    /// The unit names money: `12 nghìn đồng`, and not `12 nghìn lượt`.
    pub is_money: bool,
    /// A per cent sign follows.
    pub percent: bool,
    /// `khoảng`, `ước`, `hơn`, `>`, `~` and the like precede.
    pub approximate: bool,
    /// Other words that follow, as written: `lớp` of `12 lớp`; empty where there are none.
    pub rest: String,
    /// The whole of `248/250`, where the value is the part.
    pub of: Option<Decimal>,
    /// The text was no digit but a word for nothing: `không`, `không có`, `chưa có`, `-`.
    pub word_for_zero: bool,
}

/// Words before a number that say it is not exact, folded.
const APPROXIMATIONS: [&str; 14] = [
    "khoang",
    "uoc",
    "uoc tinh",
    "uoc dat",
    "uoc thuc hien",
    "hon",
    "tren",
    "gan",
    "gan dat",
    "xap xi",
    "chung",
    "dat khoang",
    "it nhat",
    "duoi",
];

/// Words before a number that say nothing about it, folded.
const FILLERS: [&str; 6] = ["dat", "la", "co", "tong", "tong so", "tong cong"];

/// Letters of the longest of both.
const LONGEST_PREFIX: usize = 13;

/// Whole texts that say there is nothing, folded. A dash folds to nothing and is told apart before.
const WORDS_FOR_ZERO: [&str; 9] = [
    "khong",
    "khong co",
    "chua co",
    "chua",
    "khong phat sinh",
    "chua phat sinh",
    "k",
    "ko",
    "khong phat sinh kinh phi",
];

/// Letters of the longest of them.
const LONGEST_WORD_FOR_ZERO: usize = 25;

/// The number a text states; `None` where it states none (empty, words, several numbers). Both notations (`1.234,5` and
/// `1,234.5`), blanks between thousands, signs, brackets for negatives, units.
pub fn parse_number(text: &str) -> Option<WrittenNumber> {
    let text = text.trim();
    if is_word_for_zero(text) {
        return Some(WrittenNumber { word_for_zero: true, ..plain(Decimal::ZERO) });
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = if text.contains('₫') { Cow::Owned(text.replace('₫', "đ")) } else { Cow::Borrowed(text) };
    let text = without_footnote(&text);
    if let Some(number) = scientific(text) {
        return Some(plain(number));
    }
    let (text, unit_behind) = without_remark(text);
    let (before, digits, after) = split_at_number(text)?;
    let prefix = Prefix::read(before)?;
    let mut number = read_digits(digits)?;
    number.approximate = prefix.approximate;
    if prefix.negative {
        number.negate();
    }
    read_suffix(&mut number, after, prefix.bracket)?;
    // The unit in brackets behind the amount: `354.900 (nghìn đồng)`.
    if number.amount_unit.is_none() && unit_behind.is_some() {
        (number.amount_unit, number.is_money) = (unit_behind, true);
    }
    Some(number)
}

/// The text without the marks of footnotes behind its figures: `125¹`, `125*`, `125 (*)`, `125⁽¹⁾`.
fn without_footnote(text: &str) -> &str {
    let is_raised = |letter: char| matches!(letter, '⁰'..='⁹' | '¹' | '²' | '³' | '⁽' | '⁾' | '*');
    let stripped = text.trim_end_matches("(*)").trim_end_matches("(**)").trim_end_matches(is_raised).trim_end();
    if stripped.ends_with(|letter: char| letter.is_ascii_digit() || letter == '%') { stripped } else { text }
}

/// A number such as `1.037E+03`, as programs write large ones: its mark is that of decimals.
fn scientific(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let whole = mantissa.trim_start_matches('-').split(['.', ',']).next()?;
    let is_one_figure = whole.len() == 1 && whole.bytes().all(|byte| byte.is_ascii_digit());
    let digits = exponent.trim_start_matches(['+', '-']);
    let is_exponent = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_one_figure || !is_exponent || exponent.len() > digits.len() + 1 {
        return None;
    }
    Decimal::from_scientific(&format!("{}e{exponent}", mantissa.replace(',', ".")))
        .ok()
        .map(|number| number.normalize())
}

impl WrittenNumber {
    /// Adds the smaller part of an amount that is told in two: `1 tỷ 200 triệu`. Whether there is one.
    fn add_smaller(&mut self, rest: &str, unit: Option<AmountUnit>) -> bool {
        let Some(unit) = unit.filter(|_| rest.starts_with(|letter: char| letter.is_ascii_digit())) else {
            return false;
        };
        let Some(smaller) = parse_number(rest).filter(|smaller| smaller.rest.is_empty() && smaller.of.is_none()) else {
            return false;
        };
        let Some(part) = smaller.amount_unit.filter(|part| worth(*part) < worth(unit)) else { return false };
        let added = smaller.value.saturating_mul(smaller.multiple).saturating_mul(worth(part)).checked_div(worth(unit));
        let Some(added) = added else { return false };
        self.value = self.value.saturating_add(added).normalize();
        self.other_reading = None;
        true
    }

    /// How many of a thing it states, the words behind it counted in: 12 000 for `12 nghìn lượt`.
    #[must_use]
    pub fn count_of_one(&self) -> Decimal {
        self.multiple.saturating_mul(self.amount_unit.map_or(Decimal::ONE, worth))
    }

    /// Turns the sign, of both readings.
    fn negate(&mut self) {
        self.value = -self.value;
        self.other_reading = self.other_reading.map(|other| -other);
    }
}

fn plain(value: Decimal) -> WrittenNumber {
    WrittenNumber {
        value,
        other_reading: None,
        mark_is_point: false,
        amount_unit: None,
        multiple: Decimal::ONE,
        is_money: false,
        percent: false,
        approximate: false,
        rest: String::new(),
        of: None,
        word_for_zero: false,
    }
}

/// The text without a remark in brackets after its number: `12 (trong đó nữ 5)`; `(5)` is a number of its own. And the unit
/// of amounts, where the remark is one.
fn without_remark(text: &str) -> (&str, Option<AmountUnit>) {
    let Some((number, remark)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return (text, None);
    };
    if !number.contains(|letter: char| letter.is_ascii_digit()) {
        return (text, None);
    }
    const WORDS_OF_A_UNIT: usize = 4;
    let is_short = fold(remark).split(' ').count() <= WORDS_OF_A_UNIT;
    (number.trim_end(), if is_short { parse_amount_unit(remark) } else { None })
}

fn is_word_for_zero(text: &str) -> bool {
    let dash = !text.is_empty() && text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '−' | '_'));
    let may_be = |first: char| matches!(first, 'k' | 'c');
    dash || first_folded(text).is_some_and(may_be)
        && WORDS_FOR_ZERO.contains(&fold_beginning(text, LONGEST_WORD_FOR_ZERO + 1).as_str())
}

/// What stands before the first digit, the run of digits and separators, what stands after.
fn split_at_number(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    // `,5` is a number without its zero.
    let start = match text[..start].chars().next_back() {
        Some(mark @ (',' | '.')) if !text[..start - 1].ends_with(|before: char| before.is_alphanumeric()) => {
            start - mark.len_utf8()
        }
        _ => start,
    };
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    while let Some((offset, letter)) = rest.next() {
        let next_is_digit = rest.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match letter {
            '0'..='9' => end = start + offset + 1,
            '.' | ',' | '\'' | '’' if next_is_digit => {}
            // Blanks between thousands only: exactly three digits follow.
            ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' if three_digits_follow(&text[start + offset..]) => {}
            _ => break,
        }
    }
    Some((&text[..start], &text[start..end], &text[end..]))
}

fn three_digits_follow(text: &str) -> bool {
    let digits = text.trim_start().chars().take_while(char::is_ascii_digit).count();
    digits == 3
}

/// What stands before a number.
struct Prefix {
    negative: bool,
    bracket: bool,
    approximate: bool,
}

impl Prefix {
    /// `None` where words stand there that make the text no number: `Điều 5`.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let approximate_mark = text.contains(['>', '<', '~', '≈', '≥', '≤', '±']);
        let bracket = text.ends_with('(');
        let words = fold_beginning(text, LONGEST_PREFIX + 1);
        let approximate_word = APPROXIMATIONS.contains(&words.as_str());
        if !words.is_empty() && !approximate_word && !FILLERS.contains(&words.as_str()) {
            return None;
        }
        let negative = text.ends_with(['-', '−', '–']);
        Some(Self { negative, bracket, approximate: approximate_mark || approximate_word })
    }
}

/// Digits with separators in whichever notation.
fn read_digits(digits: &str) -> Option<WrittenNumber> {
    let unspaced: String = digits.chars().filter(|letter| matches!(letter, '0'..='9' | '.' | ',')).collect();
    let points = unspaced.matches('.').count();
    let commas = unspaced.matches(',').count();
    let value = |whole_mark: char, fraction_mark: char| -> Option<Decimal> {
        let text = unspaced.replace(whole_mark, "").replace(fraction_mark, ".");
        let text = if text.starts_with('.') { format!("0{text}") } else { text };
        Decimal::from_str(&text).ok()
    };
    let grouped = |mark: char| well_grouped(&unspaced, mark);
    match (points, commas) {
        (0, 0) => Some(plain(value(' ', ' ')?)),
        // One mark, once: three digits after it are thousands in one notation, a fraction in the other.
        (1, 0) | (0, 1) => {
            let mark = if points == 1 { '.' } else { ',' };
            let fraction = value(' ', mark)?;
            if grouped(mark) && !unspaced.starts_with('0') {
                // `1.234` is thousands in Vietnamese, `1,234` in English; both occur, and counts are whole far more often
                // than they have three decimals.
                Some(WrittenNumber {
                    other_reading: Some(fraction),
                    mark_is_point: mark == '.',
                    ..plain(value(mark, ' ')?)
                })
            } else {
                Some(plain(fraction))
            }
        }
        (_, 0) => grouped('.').then(|| value('.', ' ')).flatten().map(plain),
        (0, _) => grouped(',').then(|| value(',', ' ')).flatten().map(plain),
        // Both marks: the last one is the decimal mark.
        _ => {
            let last_point = unspaced.rfind('.')?;
            let last_comma = unspaced.rfind(',')?;
            let (whole_mark, fraction_mark) = if last_comma > last_point { ('.', ',') } else { (',', '.') };
            let whole = &unspaced[..unspaced.find(fraction_mark)?];
            well_grouped(whole, whole_mark).then(|| value(whole_mark, fraction_mark)).flatten().map(plain)
        }
    }
}

/// Whether `mark` parts `digits` into one to three digits and then threes.
fn well_grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    first && groups.all(|group| group.len() == 3)
}

/// Whether a letter that looks like a digit goes on with a number: the `O` of `27O`, the `l` of `1l2`. Which number is
/// meant, its writer has to say.
fn has_letter_for_digit(after: &str) -> bool {
    let end = after.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(after.len());
    let looks = |letter: char| matches!(letter, 'O' | 'o' | 'Ο' | 'О' | 'о' | 'l' | 'I' | '0'..='9');
    end > 0 && after[..end].chars().all(looks)
}

/// What stands after the digits: a per cent sign, a unit, `/250`, other words. `None` where another number stands there.
fn read_suffix(number: &mut WrittenNumber, after: &str, bracket: bool) -> Option<()> {
    if has_letter_for_digit(after) {
        return None;
    }
    let mut after = after.trim_start();
    if bracket && let Some(rest) = after.strip_prefix(')') {
        number.negate();
        after = rest.trim_start();
    }
    if let Some(rest) = after.strip_prefix('%') {
        number.percent = true;
        after = rest.trim_start();
    }
    if let Some(rest) = after.strip_prefix('/') {
        let (before, digits, rest) = split_at_number(rest)?;
        if before.trim().is_empty() {
            number.of = Some(read_digits(digits)?.value);
            after = rest.trim_start();
        }
    }
    let scale = read_scale(after);
    if number.add_smaller(&scale.rest, scale.unit) {
        (number.amount_unit, number.multiple, number.is_money) = (scale.unit, scale.multiple, true);
        return Some(());
    }
    // A sentence goes on after the number: `12 lớp` states one number, `12 lớp, 340 học viên` states two.
    if after.contains(|letter: char| letter.is_ascii_digit()) {
        let unit = parse_amount_unit(after);
        if unit.is_none()
            || fold(after)
                .split(' ')
                .any(|word| word.bytes().all(|b| b.is_ascii_digit()) && word != "1" && word != "000")
        {
            return None;
        }
    }
    let folded = fold(after);
    if matches!(folded.as_str(), "phan tram" | "pt") {
        number.percent = true;
        return Some(());
    }
    (number.amount_unit, number.multiple, number.is_money) = (scale.unit, scale.multiple, scale.is_money);
    if scale.is_money {
        return Some(());
    }
    let after = scale.rest.as_str();
    number.rest = after.trim_end_matches(['.', ';', ',']).trim().to_owned();
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::plain_decimal;
    use crate::vietnamese::format_decimal;

    fn read(text: &str) -> String {
        let Some(number) = parse_number(text) else { return "none".to_owned() };
        let mut words = vec![plain_decimal(number.value)];
        words.extend(number.other_reading.map(|other| format!("or {}", plain_decimal(other))));
        words.extend((number.multiple != Decimal::ONE).then(|| format!("times {}", plain_decimal(number.multiple))));
        words.extend(number.amount_unit.map(|unit| format!("{unit:?}")));
        words.extend(number.percent.then(|| "%".to_owned()));
        words.extend(number.approximate.then(|| "about".to_owned()));
        words.extend(number.of.map(|whole| format!("of {}", plain_decimal(whole))));
        words.extend((!number.rest.is_empty()).then(|| number.rest.clone()));
        words.extend(number.word_for_zero.then(|| "word".to_owned()));
        words.join(" ")
    }

    #[test]
    fn numbers_in_every_notation() {
        for (text, expected) in [
            ("1234", "1234"),
            ("1.234", "1234 or 1.234"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("1 234 567", "1234567"),
            ("1  234", "1234"),
            ("1\u{A0}234,5", "1234.5"),
            ("0,95", "0.95"),
            ("0.123", "0.123"),
            ("12,5", "12.5"),
            ("12.55", "12.55"),
            ("-5", "-5"),
            ("-1.234", "-1234 or -1.234"),
            ("1234.567", "1234.567"),
            ("1234.567.890", "none"),
            ("1.234,5,6", "none"),
            ("1.2345,6", "none"),
            ("12 34", "none"),
            ("5 1234", "none"),
            ("(5)", "-5"),
            ("95%", "95 %"),
            ("95,5 %", "95.5 %"),
            (">95%", "95 % about"),
            ("khoảng 120", "120 about"),
            ("ước 1,5 tỷ", "1.5 Billion about"),
            ("12 lớp", "12 lớp"),
            ("1,5 tỷ", "1.5 Billion"),
            ("1,5 tỷ đồng", "1.5 Billion"),
            ("350 triệu", "350 Million"),
            ("350 trđ", "350 Million"),
            ("1.500.000 đồng", "1500000 Dong"),
            ("15.000.000đ", "15000000 Dong"),
            ("248/250", "248 of 250"),
            ("không", "0 word"),
            ("Không có", "0 word"),
            ("-", "0 word"),
            ("", "none"),
            ("Điều 5", "none"),
            ("12 lớp, 340 học viên", "none"),
            ("30/11/2026", "none"),
            ("đang thực hiện", "none"),
            ("1.23.4", "none"),
            ("1.234 người", "1234 or 1.234 người"),
            ("12 (trong đó nữ 5)", "12"),
            ("95,5% (vượt 2%)", "95.5 %"),
            ("12; 15 (tăng)", "none"),
            // Thousands are three digits: what has another number of them before or after a mark is a fraction, or nothing.
            ("1234.567", "1234.567"),
            ("12345,678", "12345.678"),
            ("1234.567.890", "none"),
            ("1.23.456", "none"),
            ("1.234.56", "none"),
            ("1,2345", "1.2345"),
            ("123.456", "123456 or 123.456"),
            ("123,456", "123456 or 123.456"),
            ("0,123", "0.123"),
            ("12.34,5", "none"),
            ("1234.567,8", "none"),
            ("1,234,567.5", "1234567.5"),
            ("1.234,567,8", "none"),
            (",5", "0.5"),
            // Blanks stand before exactly three digits.
            ("12 15", "none"),
            ("12 1500", "none"),
            ("1 234,5", "1234.5"),
            // Signs go with both readings.
            ("-1.234", "-1234 or -1.234"),
            ("−5", "-5"),
            ("(1.234)", "-1234 or -1.234"),
            ("95 phần trăm", "95 %"),
            ("3 pt", "3 %"),
            ("ít nhất 3", "3 about"),
            ("đạt 95%", "95 %"),
            ("3/12 lớp", "3 of 12 lớp"),
            ("1.234/2.000", "1234 or 1.234 of 2000"),
            ("12 lớp.", "12 lớp"),
            ("5 đ", "5 Dong"),
            ("2 ngàn đồng", "2 Thousand"),
            ("4 tr", "4 Million"),
            ("2 tỉ", "2 Billion"),
            ("k", "0 word"),
            ("không phát sinh", "0 word"),
            ("–", "0 word"),
            ("không 5", "none"),
            // Words that multiply, units behind, two parts of one amount.
            ("3,77 trăm", "3.77 times 100"),
            ("2 chục", "2 times 10"),
            ("1 vạn", "1 times 10000"),
            ("5k", "5 Thousand"),
            ("12 nghìn lượt", "12 Thousand lượt"),
            ("5 chục triệu", "5 times 10 Million"),
            ("354.900 (nghìn đồng)", "354900 or 354.9 Thousand"),
            ("12 (trong đó 3 triệu đồng của xã)", "12"),
            ("1 tỷ 200 triệu", "1.2 Billion"),
            ("1 tỷ 200 triệu đồng", "1.2 Billion"),
            ("1 tỷ 2", "none"),
            ("354.900.000 ₫", "354900000 Dong"),
            // Slips of the hand; marks of footnotes; numbers as programs write large ones.
            ("27O", "none"),
            ("12l", "none"),
            ("1O5", "none"),
            ("27 O", "27 O"),
            ("12lớp", "12 lớp"),
            ("125¹", "125"),
            ("125⁽¹⁾", "125"),
            ("125*", "125"),
            ("125 (*)", "125"),
            ("95%²", "95 %"),
            ("5 m²", "5 m²"),
            ("1.037E+03", "1037"),
            ("3,77E+02", "377"),
            ("2.49e2", "249"),
            ("12E2", "none"),
            // A letter that looks like a digit.
            ("12O", "none"),
            ("1.2O0", "none"),
            ("1.20O", "none"),
            ("27o người", "none"),
            ("1O%", "none"),
            ("O,5", "none"),
            ("l2", "none"),
            ("12 ô tô", "12 ô tô"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(units in -99_999_999_999_i64..99_999_999_999, scale in 0_u32..5) {
            let value = Decimal::new(units, scale);
            let number = parse_number(&format_decimal(value)).expect("a printed number");
            prop_assert!(number.value == value || number.other_reading == Some(value));
        }

        #[test]
        fn every_way_of_writing_a_number_is_read(
            units in 0_i64..9_999_999_999,
            scale in 0_u32..3,
            unit in prop::sample::select(vec!["", " lớp", " %", "%", " triệu đồng", " tỷ", " (ước)", " người."]),
            before in prop::sample::select(vec!["", "khoảng ", "ước ", "> ", "đạt ", " "]),
            english in any::<bool>(),
        ) {
            let value = Decimal::new(units, scale);
            let mut written = format_decimal(value);
            if english {
                written = written.chars().map(|c| match c { '.' => ',', ',' => '.', c => c }).collect();
            }
            let number = parse_number(&format!("{before}{written}{unit}")).expect("a number");
            prop_assert!(number.value == value || number.other_reading == Some(value), "{written}");
            prop_assert_eq!(number.percent, unit.trim() == "%");
            prop_assert_eq!(number.amount_unit.is_some(), unit == " triệu đồng" || unit == " tỷ");
            prop_assert_eq!(number.approximate, ["khoảng ", "ước ", "> "].contains(&before));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,40}") {
            let _ = parse_number(&text);
            let _ = parse_amount_unit(&text);
        }

        #[test]
        fn any_mix_of_digits_and_marks_is_read_without_panic(text in "[0-9.,%()/ \\-đ]{0,24}") {
            let _ = parse_number(&text);
        }
    }
}
