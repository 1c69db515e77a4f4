//! Which of the rows of a table count: examples that were left in do not, and of several rows for one item one does.

use rustc_hash::FxHashMap;

use super::super::heads::{Head, column_at};
use super::{MatchedRow, RowCells, TableReader};
use crate::model::Field;
use crate::vietnamese::{first_folded, fold, fold_beginning};

/// How a row of a table stands that matches a row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is read.
    Counts,
    /// It is an example of how the form is filled in.
    Example,
    /// Another row of the table is the one for its item.
    Repeats,
    /// Its code and its words do not agree.
    InDoubt,
}

/// Whole texts of cells that say that a row holds no more, folded.
const VOID: [&str; 18] = [
    "cu",
    "so cu",
    "so lieu cu",
    "dong cu",
    "bo",
    "bo dong nay",
    "huy",
    "xoa",
    "nham",
    "ghi nham",
    "nhap nham",
    "sai",
    "khong tinh",
    "khong dung",
    "nhap",
    "ban nhap",
    "so nhap",
    "thay bang dong duoi",
];
/// Whole texts of cells that say that a row replaces another, folded.
const CORRECTED: [&str; 18] = [
    "moi",
    "so moi",
    "so lieu moi",
    "so dung",
    "so lieu dung",
    "da sua",
    "sua",
    "sua lai",
    "da chinh sua",
    "da cap nhat",
    "cap nhat",
    "cap nhat lai",
    "dieu chinh",
    "da dieu chinh",
    "so dieu chinh",
    "dinh chinh",
    "chinh thuc",
    "so chinh thuc",
];

impl TableReader<'_, '_> {
    /// How each of the rows stands.
    pub(super) fn standings(&self, rows: &[MatchedRow]) -> Vec<Standing> {
        let mut standings = vec![Standing::Counts; rows.len()];
        let mut rows_of: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut is_under_example = false;
        for (place, row) in rows.iter().enumerate() {
            let Some(found) = &row.found else {
                is_under_example = self.heads_an_example(&row.cells);
                continue;
            };
            let is_example = self.is_example(&row.cells) || is_under_example && self.has_content(&row.cells);
            is_under_example = false;
            if is_example {
                standings[place] = Standing::Example;
            } else if found.in_doubt {
                standings[place] = Standing::InDoubt;
            } else if self.has_content(&row.cells) && !self.lexicon.entry(found.at).is_heading() {
                rows_of.entry(found.at).or_default().push(place);
            }
        }
        for places in rows_of.values().filter(|places| places.len() > 1) {
            let counts = self.true_row(rows, places);
            for &place in places.iter().filter(|&&place| place != counts) {
                standings[place] = Standing::Repeats;
            }
        }
        standings
    }

    /// Of several rows for one item the one that counts: one that is said to replace another, or not to be void; one that
    /// is matched by its code, too; one that has what is asked for; of rows that are alike in this the first.
    fn true_row(&self, rows: &[MatchedRow], places: &[usize]) -> usize {
        let rank = |place: usize| {
            let row = &rows[place];
            let by_code = row.found.as_ref().is_some_and(|found| !found.against_code);
            let says = |words: &[&str]| self.remarks_say(&row.cells, words);
            (says(&CORRECTED), !says(&VOID), by_code, self.has_main_value(&row.cells))
        };
        let mut best = places[0];
        for &place in &places[1..] {
            if rank(place) > rank(best) {
                best = place;
            }
        }
        best
    }

    /// Whether a row has what its table asks for: the figure, the result or the state.
    fn has_main_value(&self, cells: &RowCells) -> bool {
        let main = self.subject.main_field();
        let is_main = |head: Head| match head {
            Head::Says(field) => field == main || field == Field::Status,
            Head::Tick(_) => true,
            _ => false,
        };
        self.fields(cells).iter().any(|(_, column)| is_main(column.head))
    }

    /// Whether a note, or a remark in brackets behind the words of a row, is one of these.
    fn remarks_say(&self, cells: &RowCells, words: &[&str]) -> bool {
        cells.all.clone().any(|index| {
            let text = self.sheet.text(index);
            if cells.names_row(index) {
                return in_last_brackets(text).is_some_and(|remark| words.contains(&fold(remark).as_str()));
            }
            let head = column_at(self.columns, self.sheet.cell(index).column).map(|column| column.head);
            matches!(head, None | Some(Head::Other | Head::Says(Field::Note | Field::Difficulties | Field::Proposals)))
                && words.contains(&fold(text).as_str())
        })
    }

    /// Whether a row is an example: it says so in its code, its words or its result.
    pub(super) fn is_example(&self, cells: &RowCells) -> bool {
        cells.all.clone().any(|index| {
            let text = self.sheet.text(index);
            let begins = begins_as_example(text);
            if begins && is_word_for_example(text) {
                return true;
            }
            if cells.names_row(index) {
                return begins
                    || begins_as_example(after_label(text))
                    || in_last_brackets(text).is_some_and(is_word_for_example);
            }
            begins && marks_example(text)
        })
    }

    /// Whether a row is nothing but a line over an example.
    fn heads_an_example(&self, cells: &RowCells) -> bool {
        let mut texts = cells.all.clone().map(|index| self.sheet.text(index));
        cells.all.len() == 1 && texts.all(|text| begins_as_example(text) && fold(text).split(' ').count() <= 6)
    }
}

/// Words for an example, folded.
const EXAMPLE: [&str; 8] =
    ["vi du", "vd", "thi du", "vi du minh hoa", "dong vi du", "dong mau", "so lieu vi du", "vi du mau"];

/// Letters that tell whether a text begins with one of them.
const BEGINNING_OF_EXAMPLE: usize = 18;

fn is_word_for_example(text: &str) -> bool {
    EXAMPLE.contains(&fold_beginning(text, BEGINNING_OF_EXAMPLE).as_str())
}

/// The first letters of the folded text, as far as they are letters of one word or of two.
fn first_two_letters(text: &str) -> (Option<char>, Option<char>) {
    let Some((at, letter)) = text.char_indices().find(|(_, letter)| letter.is_alphanumeric()) else {
        return (None, None);
    };
    (first_folded(&text[at..]), first_folded(&text[at + letter.len_utf8()..]))
}

fn begins_as_example(text: &str) -> bool {
    // Two letters rule out nearly all texts.
    let (first, second) = first_two_letters(text);
    if !matches!((first, second), (Some('v'), Some('i' | 'd')) | (Some('t'), Some('h')) | (Some('d' | 's'), Some('o')))
    {
        return false;
    }
    let folded = fold_beginning(text, BEGINNING_OF_EXAMPLE);
    EXAMPLE.iter().any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether the words that begin a text stand apart from it: `Ví dụ: …`, `(VD) …`; `Ví dụ điển hình là …` tells.
fn marks_example(text: &str) -> bool {
    text.starts_with(['(', '[', '*']) || {
        let beginning: String = text.chars().take(24).collect();
        beginning.contains([':', ')', ']', '–', '-'])
    }
}

/// The text after a code in front of it and its mark: `II.1.a (VD)`, `a) Ví dụ`.
fn after_label(text: &str) -> &str {
    super::super::lexicon::without_label(text)
}

/// What stands in the brackets at the end of a text.
fn in_last_brackets(text: &str) -> Option<&str> {
    let text = text.trim_end().strip_suffix(')')?;
    text.rfind('(').map(|open| &text[open + 1..])
}
