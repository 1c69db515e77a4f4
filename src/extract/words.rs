//! Cells that should hold words: what of them are words of the sender, and what stands for others or for none.

use super::RemarkKind;
use super::sheet::Sheet;
use crate::intake::{ShownNumber, Value};
use crate::model::Field;
use crate::vietnamese::{first_folded, fold};

/// What a cell that should hold words turned out to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Words, or a number that stands for itself.
    Said(String),
    /// `như trên`, `-nt-`: the words of the row above.
    Ditto,
    /// A line to write on, a dash: nothing.
    Nothing,
    /// Something else: why it is no text.
    None(RemarkKind),
}

/// The words in a cell, for a field that holds text; any text where there is no such field.
pub(super) fn words(sheet: &Sheet<'_>, index: usize, field: Option<Field>) -> Words {
    match &sheet.cell(index).value {
        Value::Text(_) => {
            let text = sheet.text(index);
            if is_placeholder(text) || is_dash(text) {
                Words::Nothing
            } else if is_ditto(text) {
                Words::Ditto
            } else {
                Words::Said(text.to_owned())
            }
        }
        Value::Error(error) if is_picture(error) => Words::None(RemarkKind::Picture),
        Value::Error(_) => Words::None(RemarkKind::ErrorCell),
        Value::FormulaWithoutValue(_) => Words::None(RemarkKind::FormulaWithoutValue),
        Value::Date(_) if sheet.is_day_without_year(index) || field.is_some_and(tells) => {
            Words::None(RemarkKind::DayForWords)
        }
        Value::Number(_) => {
            let shown = sheet.shown_number(index).filter(ShownNumber::says_more);
            Words::Said(shown.map_or_else(|| sheet.shown(index), |shown| shown.to_string().trim().to_owned()))
        }
        Value::Bool(_) | Value::Date(_) => Words::Said(sheet.shown(index)),
    }
}

/// Whether a field tells of something, which a date alone does not.
fn tells(field: Field) -> bool {
    matches!(field, Field::Result | Field::Difficulties | Field::Proposals)
}

/// Whether an error value is the formula of a picture in the cell.
fn is_picture(error: &str) -> bool {
    error.starts_with('=')
}

/// Whether a text is a line to write on: dots, underscores.
pub(super) fn is_placeholder(text: &str) -> bool {
    let is_mark = |letter: char| {
        matches!(letter, '.' | '…' | '_' | '‥' | '·' | '-' | '–' | '—' | '/' | ':' | ';' | ',' | '(' | ')' | '[' | ']')
            || letter.is_whitespace()
    };
    let leads = |letter: char| matches!(letter, '.' | '…' | '_' | '‥' | '·');
    text.chars().all(is_mark) && text.contains(leads)
}

/// Whether a text is a dash or a stroke, however long: there is nothing to say.
pub(super) fn is_dash(text: &str) -> bool {
    let is_stroke = |letter: char| matches!(letter, '-' | '–' | '—' | '−' | '‐' | '‑' | '/' | '\\' | '_');
    // Nearly every text ends the first question at its first letter.
    text.chars().all(|letter| is_stroke(letter) || letter.is_whitespace()) && text.contains(is_stroke)
}

/// Whether a text stands for that of the row above: `như trên`, `-nt-`, `"`.
pub(super) fn is_ditto(text: &str) -> bool {
    const DITTO: [&str; 9] = [
        "nt",
        "n t",
        "nhu tren",
        "tuong tu nhu tren",
        "tuong tu tren",
        "nhu o tren",
        "nhu dong tren",
        "nhu muc tren",
        "nhu noi dung tren",
    ];
    let is_quote = |letter: char| matches!(letter, '"' | '“' | '”' | '〃' | '″' | '\'' | '’');
    let marks_alone = text.chars().all(|letter| is_quote(letter) || matches!(letter, '-' | '–' | ' ' | '.'))
        && text.contains(is_quote);
    marks_alone
        || text.len() <= 40
            && first_folded(text).is_some_and(|first| matches!(first, 'n' | 't'))
            && DITTO.contains(&fold(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_write_on_are_no_words() {
        for text in ["……………………", "....", "...............", "____", ". . . .", "…/…", "(......)", "…"]
        {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Tổ chức … hội nghị", "5...", "-", "", "a", "x."] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn dashes_are_no_words() {
        for text in ["-", "–", "—", "- -", "---", "/", "//", "−", "\\"] {
            assert!(is_dash(text), "{text}");
        }
        for text in ["", "x", "-1", "?", "+", "- Không", "-nt-", "\"", "1/2"] {
            assert!(!is_dash(text), "{text}");
        }
    }

    #[test]
    fn dittos_are_known() {
        for text in
            ["-nt-", "nt", "- nt -", "n/t", "Như trên", "như trên.", "Tương tự như trên", "\"", "''", "- \" -", "〃"]
        {
            assert!(is_ditto(text), "{text}");
        }
        for text in ["Như mục II.1.a", "Trên 50 lớp", "-", "", "NTM", "\"Hội nghị\""] {
            assert!(!is_ditto(text), "{text}");
        }
    }
}
