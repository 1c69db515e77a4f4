//! What stands in the columns of a table: figures, states, texts, names of bodies and places.

use super::furniture::{is_line_of_form, is_name, is_signature};
use super::heads::is_tick;
use super::sheet::{Row, Sheet};
use super::status::{is_sign, tells_state};
use super::words::{is_dash, is_placeholder};
use crate::form::Subject;
use crate::intake::Value;
use crate::vietnamese::{parse_number, says_only_a_state};

/// What most cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing.
    Empty,
    /// Numbers, with units or without.
    Figures,
    /// Words that tell a state, or ticks.
    States,
    /// Names of bodies or places.
    Names,
    /// A word or two that tell neither.
    Words,
    /// Other text.
    Prose,
}

/// Words of a text that may be no more than a state.
const STATE_WORDS: usize = 9;
/// Words of a text that may be a state told in words nobody knows.
const FEW_WORDS: usize = 3;
/// Cells looked at in each column.
pub(super) const SAMPLE: usize = 12;

/// What most of the first filled cells of a column hold. `Có 2 đoàn` is a figure among figures, and prose where progress is
/// told.
pub(super) fn content_of(sheet: &Sheet<'_>, body: &[Row], column: u32, subject: Subject) -> Content {
    let (mut figures, mut states, mut prose, mut words, mut names) = (0, 0, 0, 0, 0);
    for index in sample_of(sheet, body, column) {
        match content_of_cell(sheet, index, subject) {
            Content::Figures => figures += 1,
            Content::States => states += 1,
            Content::Names => names += 1,
            Content::Words => words += 1,
            Content::Prose => prose += 1,
            Content::Empty => {}
        }
    }
    if names > figures + states + prose + words {
        Content::Names
    } else if figures + states + prose + words == 0 {
        Content::Empty
    } else if figures + states + prose == 0 {
        Content::Words
    } else if figures > states && figures >= prose + words + names {
        Content::Figures
    } else if states >= prose + words + names {
        Content::States
    } else {
        Content::Prose
    }
}

/// Whether a column holds anything; what, need not be known.
pub(super) fn is_filled(sheet: &Sheet<'_>, body: &[Row], column: u32, subject: Subject) -> bool {
    sample_of(sheet, body, column).any(|index| content_of_cell(sheet, index, subject) != Content::Empty)
}

/// The first filled cells of a column; dashes and lines to write on say nothing.
fn sample_of<'a>(sheet: &'a Sheet<'_>, body: &'a [Row], column: u32) -> impl Iterator<Item = usize> {
    let says = |index: &usize| !is_placeholder(sheet.text(*index)) && !is_dash(sheet.text(*index));
    body.iter().filter_map(move |row| sheet.cell_in(row, column)).filter(says).take(SAMPLE)
}

/// What one cell holds; nothing where it is a line of the form that has strayed into the column.
fn content_of_cell(sheet: &Sheet<'_>, index: usize, subject: Subject) -> Content {
    let text = sheet.text(index);
    match &sheet.cell(index).value {
        value if is_tick(value, text) || is_sign(text) => Content::States,
        Value::Text(_) if is_state(text) => Content::States,
        Value::Text(_) if is_figure(text, subject != Subject::PlanNode) => Content::Figures,
        Value::Text(_) if is_body_or_place(text) => Content::Names,
        Value::Text(_) if is_signature(text) || is_line_of_form(text) || is_name(text) => Content::Empty,
        Value::Text(_) if text.split(' ').count() <= FEW_WORDS => Content::Words,
        Value::Text(_) => Content::Prose,
        Value::Number(_) | Value::Date(_) | Value::FormulaWithoutValue(_) => Content::Figures,
        Value::Bool(_) => Content::States,
        Value::Error(_) => Content::Empty,
    }
}

/// Whether a text is a number, words behind it (`12 lớp`) where these are taken.
fn is_figure(text: &str, with_words: bool) -> bool {
    text.len() <= 40 && parse_number(text).is_some_and(|number| with_words || number.rest.is_empty())
}

fn is_state(text: &str) -> bool {
    // `Tổ chức 3 hội nghị cho cán bộ.` tells what was done.
    let has_digits = text.contains(|letter: char| letter.is_ascii_digit());
    text.split(' ').count() <= STATE_WORDS && if has_digits { says_only_a_state(text) } else { tells_state(text) }
}

/// Whether a text is the name of a body or a place, and says nothing of it: `Phòng Văn hóa - Xã hội`.
fn is_body_or_place(text: &str) -> bool {
    const WORDS: usize = 9;
    // With their marks: `Tổ` is a body, `Tổ chức` what was done.
    const BEGINNINGS: [&str; 31] = [
        "phòng ",
        "ubnd ",
        "ủy ban ",
        "uỷ ban ",
        "trường ",
        "sở ",
        "xã ",
        "phường ",
        "ban ",
        "hội ",
        "đoàn ",
        "trung tâm ",
        "tổ ",
        "ấp ",
        "thôn ",
        "khu phố ",
        "nhà văn hóa",
        "nhà văn hoá",
        "hội trường",
        "công an ",
        "công chức ",
        "các trường",
        "các đơn vị",
        "các phòng",
        "các ấp",
        "văn phòng",
        "trạm y tế",
        "mặt trận ",
        "trên địa bàn",
        "toàn xã",
        "tất cả các",
    ];
    const DEEDS: [&str; 7] = ["tổ chức", "ban hành", "hội nghị", "hội thi", "hội thảo", "đoàn kiểm tra", "hội diễn"];
    let may_be = text.starts_with(char::is_uppercase)
        && !text.ends_with('.')
        && text.split_whitespace().count() <= WORDS
        && !text.contains(|letter: char| letter.is_ascii_digit());
    if !may_be {
        return false;
    }
    let small = text.to_lowercase();
    BEGINNINGS.iter().any(|beginning| small.starts_with(beginning))
        // What a body did, told behind its name.
        && !DEEDS.iter().any(|deed| small.contains(deed))
        && !small.split_whitespace().any(|word| matches!(word, "đã" | "đang" | "chưa" | "không" | "được"))
}
