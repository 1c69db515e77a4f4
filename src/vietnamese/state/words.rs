//! Words as they are typed, with their marks or without, and figures between them.

use unicode_normalization::char::decompose_canonical;

use crate::model::Decimal;

/// A word in lower case without its marks, and the marks beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its letters without marks: `hoan` of `Hoàn`.
    pub(super) plain: String,
    /// Its marks, a bit each.
    marks: u16,
}

impl Word {
    /// The word of a text that has no blanks.
    pub(super) fn new(text: &str) -> Self {
        let (mut plain, mut marks) = (String::with_capacity(text.len()), 0);
        for letter in text.chars().flat_map(char::to_lowercase) {
            if letter.is_ascii() {
                plain.push(letter);
            } else if letter == 'đ' {
                plain.push('d');
                marks |= 1;
            } else {
                decompose_canonical(letter, |part| match bit_of(part) {
                    Some(bit) => marks |= bit,
                    None => plain.push(part),
                });
            }
        }
        Self { plain, marks }
    }

    /// Whether it has a mark.
    pub(super) fn has_marks(&self) -> bool {
        self.marks != 0
    }

    /// Whether it is `known` with some of its marks left out, wherever the tone stands: `hoan`, `hòan` and `hoàn` are
    /// `hoàn`; `đảng` is not `đang`.
    pub(super) fn is(&self, known: &Self) -> bool {
        self.marks & !known.marks == 0 && self.plain == known.plain
    }
}

fn bit_of(mark: char) -> Option<u16> {
    let marks = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}', '\u{302}', '\u{306}', '\u{31B}'];
    marks.iter().position(|known| *known == mark).map(|place| 2 << place)
}

/// A figure among words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    /// `12`, `2,5`.
    Plain(Decimal),
    /// `80%`.
    Percent(Decimal),
    /// `4/5`, which may be a day, too.
    Fraction(u32, u32),
    /// A day, a month of a year, years; its year where it tells one.
    Date(Option<i16>),
    /// The number of a document: `12/KH-UBND`.
    Symbol,
}

/// What a text is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A word.
    Word(Word),
    /// A figure; whether a sign before it says that it is not exact.
    Figure(Figure, bool),
    /// A comma, a bracket, a line break: what parts sentences and their remarks.
    Break(char),
}

/// The words, figures and breaks of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut about = false;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii_digit() {
            let (figure, length) = figure(rest);
            tokens.push(Token::Figure(figure, std::mem::take(&mut about)));
            rest = &rest[length..];
        } else if letter.is_alphabetic() {
            let length = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(length);
            rest = after;
            tokens.push(Token::Word(Word::new(word)));
            // `h.thành`, `t/hiện`: the first syllable cut down to its beginning.
            if length <= 2 && after.starts_with(['.', '/']) && begins_second_syllable(&after[1..]) {
                rest = &after[1..];
            }
        } else {
            match letter {
                '~' | '≈' | '>' | '<' | '≥' | '≤' | '±' => about = true,
                '%' | '\'' | '"' | '“' | '”' | '‘' | '’' | '*' => {}
                '&' => tokens.push(Token::Word(Word::new("và"))),
                // `quý I/2027`
                '/' if begins_year(&rest[1..]) => {}
                // A hyphen within a word or a number is no break.
                '-' if !stands_apart(text, rest) => {}
                ',' | ';' | ':' | '.' | '…' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '|' | '\n' | '-'
                | '–' | '—' | '•' | '+' | '=' | '!' | '?' | '→' => tokens.push(Token::Break(letter)),
                _ => {}
            }
            rest = &rest[letter.len_utf8()..];
        }
    }
    tokens
}

fn begins_year(text: &str) -> bool {
    text.get(..4).and_then(|year| year.parse::<i16>().ok()).is_some_and(|year| YEARS.contains(&year))
}

/// Whether the hyphen that `rest` begins with has a blank beside it or begins the text.
fn stands_apart(text: &str, rest: &str) -> bool {
    let before = text[..text.len() - rest.len()].chars().next_back();
    before.is_none_or(|letter| !letter.is_alphanumeric()) || rest[1..].starts_with(char::is_whitespace)
}

fn begins_second_syllable(text: &str) -> bool {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    matches!(Word::new(&text[..end]).plain.as_str(), "thanh" | "hien" | "khai")
}

/// The figure that a text begins with, and its length in bytes.
fn figure(text: &str) -> (Figure, usize) {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while is_digit(end) || matches!(bytes.get(end), Some(b'.' | b',' | b'/' | b'-')) && is_digit(end + 1) {
        end += 1;
    }
    let digits = &text[..end];
    if text[end..].starts_with('/') && text[end + 1..].starts_with(char::is_alphabetic) && !digits.contains('/') {
        let ends = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '/' | '-' | '&'));
        let length = text[end..].find(ends).unwrap_or(text.len() - end);
        return (Figure::Symbol, end + length);
    }
    let blanks = text[end..].len() - text[end..].trim_start_matches([' ', '\u{A0}']).len();
    if text[end + blanks..].starts_with('%')
        && let Ok(number) = digits.replace(',', ".").parse()
    {
        return (Figure::Percent(number), end + blanks + 1);
    }
    (without_sign(digits), end)
}

fn without_sign(digits: &str) -> Figure {
    let year = |number: &str| number.parse::<i16>().ok().filter(|year| YEARS.contains(year));
    let parts: Vec<&str> = digits.split(['/', '.', '-']).collect();
    let years = parts.iter().filter_map(|part| year(part)).min();
    match parts.as_slice() {
        [one] => match (years, one.replace(',', ".").parse()) {
            (Some(_), _) => Figure::Date(years),
            (None, Ok(number)) => Figure::Plain(number),
            (None, Err(_)) => Figure::Symbol,
        },
        [_, _] if years.is_some() => Figure::Date(years),
        [part, whole] if digits.contains('/') => match (part.parse(), whole.parse()) {
            (Ok(part), Ok(whole)) => Figure::Fraction(part, whole),
            _ => Figure::Symbol,
        },
        [_, _] if digits.contains('.') => digits.parse().map_or(Figure::Symbol, Figure::Plain),
        _ => Figure::Date(years),
    }
}

/// Numbers that are taken for years.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_may_be_left_out_and_not_be_others() {
        let is = |text: &str, known: &str| Word::new(text).is(&Word::new(known));
        for (text, known) in [("hoan", "hoàn"), ("HÒAN", "hoàn"), ("đa", "đã"), ("Dang", "đang"), ("chua", "chưa")]
        {
            assert!(is(text, known), "{text}");
        }
        for (text, known) in [("đảng", "đang"), ("chữa", "chưa"), ("chứa", "chưa"), ("chuẩn", "chưa"), ("đất", "đạt")]
        {
            assert!(!is(text, known), "{text}");
        }
    }

    #[test]
    fn figures_are_shares_days_and_numbers_of_documents() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        for (text, expected) in [
            ("80%", Figure::Percent(number("80"))),
            ("62,5 %", Figure::Percent(number("62.5"))),
            ("4/5", Figure::Fraction(4, 5)),
            ("15/10/2026", Figure::Date(Some(2026))),
            ("30.11.2026", Figure::Date(Some(2026))),
            ("12/2026", Figure::Date(Some(2026))),
            ("2025-2026", Figure::Date(Some(2025))),
            ("2027", Figure::Date(Some(2027))),
            ("15-10", Figure::Date(None)),
            ("12/KH-UBND", Figure::Symbol),
            ("2,5", Figure::Plain(number("2.5"))),
            ("12", Figure::Plain(number("12"))),
        ] {
            assert_eq!(tokens(text), [Token::Figure(expected, false)], "{text}");
        }
    }
}
