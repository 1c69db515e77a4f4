//! Where a line must not break: the spaces that become no-break spaces (U+00A0).

use std::borrow::Cow;

use super::figure_marks;

/// U+00A0.
pub(super) const NO_BREAK: char = '\u{a0}';

/// Words that belong to the number behind them: `ngày 05/11/2020`, `số 2739/KH-UBND`, `khoản 2`, `lần 2`.
const BEFORE_A_NUMBER: &[&str] =
    &["ngày", "tháng", "năm", "số", "khoản", "điều", "điểm", "mục", "lục", "phần", "chương", "biểu", "lần", "lớp"];

/// Words that belong to the Roman numeral behind them: `Phụ lục I`, `mục III`.
const BEFORE_A_NUMERAL: &[&str] = &["lục", "mục", "phần", "chương", "quý"];

/// Words whose number names something instead of counting it, so that what follows it is no unit: `năm 2026 như sau`.
const NAMED_BY_NUMBER: &[&str] =
    &["năm", "số", "khoản", "điều", "điểm", "mục", "lục", "phần", "chương", "biểu", "lớp", "ngày", "tháng"];

/// Units of two syllables: with their number they are one.
const UNITS: &[[&str; 2]] = &[
    ["đơn", "vị"],
    ["triệu", "đồng"],
    ["tỷ", "đồng"],
    ["nghìn", "đồng"],
    ["lượt", "người"],
    ["học", "sinh"],
    ["giáo", "viên"],
    ["hội", "nghị"],
    ["nhiệm", "vụ"],
    ["chỉ", "tiêu"],
];

/// Words that name parts of a document; a reference names several, one behind the other: `điểm b khoản 2 Điều 3`.
const PARTS: &[&str] = &["điểm", "khoản", "điều", "mục", "phần", "chương", "lục"];

/// Words that are one name though a comma parts them: `91 xã, phường`.
const PAIRS: &[[&str; 2]] = &[["xã,", "phường"], ["thôn,", "ấp"], ["sở,", "ban,"], ["ban,", "ngành"]];

/// Binds what a line must not part: a number and its unit, `ngày`, `số` and their like and what they name.
pub(super) fn bind(text: &str) -> String {
    let (plain, figures) = figure_marks::unmarked(text);
    if figures.is_empty() { bind_plain(&plain) } else { figure_marks::marked_again(&bind_plain(&plain), &figures) }
}

/// [`bind`] of a text without marks: it changes letters and adds none.
fn bind_plain(text: &str) -> String {
    let mut bound = String::with_capacity(text.len() + 8);
    let (mut before_last, mut last) = (Word::of(""), Word::of(""));
    for (index, text) in text.split(' ').enumerate() {
        let word = Word::of(text);
        if index > 0 {
            bound.push(if belongs(&before_last, &last, &word) { NO_BREAK } else { ' ' });
        }
        bound.push_str(text);
        before_last = std::mem::replace(&mut last, word);
    }
    bound
}

/// A word of a text, between two blanks.
struct Word<'a> {
    text: &'a str,
    /// In lower case, without the bracket or quotation mark that opens.
    small: Cow<'a, str>,
    is_number: bool,
}

impl<'a> Word<'a> {
    fn of(text: &'a str) -> Self {
        let bare = text.trim_start_matches(['(', '“', '"']);
        let is_small =
            !bare.chars().any(|letter| letter.is_ascii_uppercase() || !letter.is_ascii() && letter.is_uppercase());
        let small = if is_small { Cow::Borrowed(bare) } else { Cow::Owned(bare.to_lowercase()) };
        Self { text, small, is_number: is_number(text) }
    }

    /// Whether it is among `words` in whatever case, an opening bracket aside.
    fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&&*self.small)
    }

    /// In lower case, without the signs around it.
    fn alone(&self) -> &str {
        self.small.trim_end_matches(CLOSING)
    }
}

/// Signs that close a clause.
const CLOSING: [char; 5] = ['.', ',', ';', ')', ':'];

/// Whether `word` must stay on the line of `last`, which `before_last` precedes.
fn belongs(before_last: &Word<'_>, last: &Word<'_>, word: &Word<'_>) -> bool {
    let starts_with_digit = word.text.starts_with(|letter: char| letter.is_ascii_digit());
    if starts_with_digit && last.is_one_of(BEFORE_A_NUMBER) {
        return true;
    }
    // `ngày 28 tháng 11`: a day and its month.
    if last.is_number && word.text == "tháng" && before_last.is_one_of(&["ngày"]) {
        return true;
    }
    if last.is_one_of(&["phụ"]) && word.text.trim_end_matches(CLOSING) == "lục" {
        return true;
    }
    if last.is_one_of(&["điểm"]) && is_letter_of_a_point(word.text) {
        return true;
    }
    if before_last.is_one_of(PARTS) && names_a_part(last.text) && word.is_one_of(PARTS) {
        return true;
    }
    let is_pair = |pair: &[&str; 2]| last.is_one_of(&pair[..1]) && word.alone() == pair[1].trim_end_matches(',');
    if PAIRS.iter().any(is_pair) {
        return true;
    }
    if last.is_one_of(BEFORE_A_NUMERAL) && is_roman(word.text.trim_end_matches(CLOSING)) {
        return true;
    }
    if before_last.is_number && UNITS.contains(&[last.text, word.text.trim_end_matches(['.', ',', ';', ')'])]) {
        return true;
    }
    let starts_a_unit = || word.text.starts_with('%') || word.text.starts_with(char::is_lowercase);
    last.is_number && starts_a_unit() && !before_last.is_one_of(NAMED_BY_NUMBER)
}

/// Whether a word is the letter or number of a part of a document, and more of the reference follows, the smaller part
/// before the larger.
fn names_a_part(word: &str) -> bool {
    let is_such =
        is_letter_of_a_point(word) || is_roman(word) || word.starts_with(|letter: char| letter.is_ascii_digit());
    is_such && !word.ends_with(CLOSING)
}

/// The letter of a point: `b`, `đ`, a sign that closes a clause aside.
fn is_letter_of_a_point(word: &str) -> bool {
    let word = word.trim_end_matches(CLOSING);
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

/// Digits with points and commas inside: `1.234,5`. A sign that closes a clause makes it no number before a unit.
fn is_number(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    word.ends_with(|letter: char| letter.is_ascii_digit())
        && word.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '/'))
}

/// A Roman numeral, perhaps with the numbers of parts behind it: `II`, `II.3`, `II.3.đ`.
fn is_roman(word: &str) -> bool {
    let numeral = word.split('.').next().unwrap_or_default();
    !numeral.is_empty() && numeral.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L'))
}

#[cfg(test)]
mod tests {
    use super::bind;

    #[test]
    fn numbers_stay_with_what_they_count_and_names_with_their_numbers() {
        let cases = [
            ("có 105 đơn vị", "có 105~đơn~vị"),
            ("đạt 1.234,5 triệu đồng.", "đạt 1.234,5~triệu~đồng."),
            ("Kế hoạch số 2739/KH-UBND ngày 05/11/2020 của", "Kế hoạch số~2739/KH-UBND ngày~05/11/2020 của"),
            ("năm 2026 như sau", "năm~2026 như sau"),
            ("(Phụ lục I, mục II)", "(Phụ~lục~I, mục~II)"),
            ("điểm c mục II.5, còn 4 xã", "điểm~c~mục~II.5, còn 4~xã"),
            ("khoản 2 Điều 3", "khoản~2~Điều~3"),
            ("điểm là điều", "điểm là điều"),
            ("chi tiết tại Phụ lục IV", "chi tiết tại Phụ~lục~IV"),
            ("gồm 91 xã, phường, đặc khu", "gồm 91~xã,~phường, đặc khu"),
            ("ngày 28 tháng 11 năm 2026", "ngày~28~tháng~11 năm~2026"),
            ("ngày 05 tháng 01 năm 2026", "ngày~05~tháng~01 năm~2026"),
            ("năm là năm", "năm là năm"),
            ("gồm 12, trong đó", "gồm 12, trong đó"),
        ];
        for (text, wanted) in cases {
            assert_eq!(bind(text), wanted.replace('~', "\u{a0}"), "{text}");
        }
    }
}
