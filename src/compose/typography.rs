//! Where a line must not break: the spaces that become no-break spaces (U+00A0).

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

/// Binds what a line must not part: a number and its unit, `ngày`, `số` and their like and what they name.
pub(super) fn bind(text: &str) -> String {
    let (plain, figures) = figure_marks::unmarked(text);
    if figures.is_empty() { bind_plain(&plain) } else { figure_marks::marked_again(&bind_plain(&plain), &figures) }
}

/// [`bind`] of a text without marks: it changes letters and adds none.
fn bind_plain(text: &str) -> String {
    let mut bound = String::with_capacity(text.len() + 8);
    let mut before_last = "";
    let mut last = "";
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            bound.push(if belongs(before_last, last, word) { NO_BREAK } else { ' ' });
        }
        bound.push_str(word);
        before_last = last;
        last = word;
    }
    bound
}

/// Whether `word` must stay on the line of `last`, which `before_last` precedes.
fn belongs(before_last: &str, last: &str, word: &str) -> bool {
    let starts_with_digit = word.starts_with(|letter: char| letter.is_ascii_digit());
    if starts_with_digit && is_one_of(last, BEFORE_A_NUMBER) {
        return true;
    }
    if is_one_of(last, BEFORE_A_NUMERAL) && is_roman(word.trim_end_matches(['.', ',', ';', ')', ':'])) {
        return true;
    }
    if is_number(before_last) && UNITS.contains(&[last, word.trim_end_matches(['.', ',', ';', ')'])]) {
        return true;
    }
    let starts_a_unit = word.starts_with('%') || word.starts_with(char::is_lowercase);
    is_number(last) && starts_a_unit && !is_one_of(before_last, NAMED_BY_NUMBER)
}

/// Whether `word`, an opening bracket aside, is among `words` in whatever case.
fn is_one_of(word: &str, words: &[&str]) -> bool {
    let word = word.trim_start_matches(['(', '“', '"']);
    words.contains(&word) || words.contains(&word.to_lowercase().as_str())
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
            ("(Phụ lục I, mục II)", "(Phụ lục~I, mục~II)"),
            ("điểm c mục II.5, còn 4 xã", "điểm c mục~II.5, còn 4~xã"),
            ("khoản 2 Điều 3", "khoản~2 Điều~3"),
            ("ngày 05 tháng 01 năm 2026", "ngày~05 tháng~01 năm~2026"),
            ("năm là năm", "năm là năm"),
            ("gồm 12, trong đó", "gồm 12, trong đó"),
        ];
        for (text, wanted) in cases {
            assert_eq!(bind(text), wanted.replace('~', "\u{a0}"), "{text}");
        }
    }
}
