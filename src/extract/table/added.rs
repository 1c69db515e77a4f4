//! Rows the form does not know: totals, headings, notes, and what agencies add.

use std::ops::Range;

use super::super::furniture::{
    is_beside_a_title, is_heading_of_added_rows, is_line_of_form, is_name, is_note, is_signature, is_total,
};
use super::super::heads::{Head, column_at, is_column_numbers};
use super::super::record::{OutsideCell, OutsideRow};
use super::super::sheet::Row;
use super::super::values::Place;
use super::super::words::{Words, words};
use super::super::{CellUse, NoteKind, RemarkKind};
use super::{RowCells, TableReader};
use crate::form::Subject;
use crate::intake::Value;
use crate::model::{Field, Traced};
use crate::vietnamese::{fold, parse_number};

/// Rows between the line that says who signs and the name.
const ROWS_TO_SIGN: u32 = 8;

impl TableReader<'_, '_> {
    /// How many of the rows after the last that matched belong to the table: totals, headings and filled rows right
    /// below it, up to the signatures. A blank row may part what an agency added.
    pub(super) fn adjoining(&self, rows: &[&Row], last_number: Option<u32>) -> usize {
        let mut last = last_number;
        for (count, row) in rows.iter().enumerate() {
            let cells = self.cells(row);
            let text = cells.label.map_or("", |index| self.sheet.text(index));
            let gap = last.map_or(0, |last| row.number - last - 1);
            let is_added = is_heading_of_added_rows(text) || cells.label.is_some() && self.says_what_was_done(&cells);
            let belongs = match gap {
                // Where nothing of the plan stands above, the table is somebody else's, unless it tells of progress.
                0 if last.is_none() => is_added,
                0 => row.cells.len() >= 2 || is_total(text) || is_heading_of_added_rows(text),
                1 => is_added,
                _ => false,
            };
            if !belongs || self.is_line_of_signatures(row) {
                return count;
            }
            last = Some(row.number);
        }
        rows.len()
    }

    /// Whether a row says who signs, and nothing else.
    pub(super) fn is_line_of_signatures(&self, row: &Row) -> bool {
        let mut texts = row.cells.clone().map(|index| self.sheet.text(index));
        let signs = texts.clone().any(is_signature);
        signs && texts.all(|text| is_signature(text) || is_line_of_form(text))
    }

    /// Whether a row of progress has a result or a state.
    fn says_what_was_done(&self, cells: &RowCells) -> bool {
        let tells = |head: Head| matches!(head, Head::Says(Field::Result | Field::Status) | Head::Tick(_));
        self.subject == Subject::PlanNode && self.fields(cells).iter().any(|(_, column)| tells(column.head))
    }

    /// A row that the form does not know.
    pub(super) fn read_unmatched(&mut self, row: &Row) {
        let cells = &self.cells(row);
        let text =
            cells.label.map_or_else(|| self.sheet.text(cells.all.start), |index| self.sheet.text(index)).to_owned();
        let is_alone = cells.all.len() == 1;
        let bare = is_alone
            || cells.all.clone().all(|index| cells.names_row(index) || is_beside_a_title(self.sheet.text(index)));
        if is_column_numbers(self.sheet, row) {
            cells.all.clone().for_each(|index| self.sheet.mark_of_form(index));
        } else if self.is_total_of_rows(&cells.all, &text) {
            self.keep_total(cells, &text);
        } else if is_alone && is_note(&text) {
            self.sheet.keep(cells.all.start, NoteKind::Remark, "", "");
        } else if bare && (is_heading_of_added_rows(&text) || is_line_of_form(&text)) {
            self.mark_all(cells, CellUse::Furniture);
        } else if cells.label.is_none() && cells.code.is_none() || is_alone {
            self.remark_row(RemarkKind::UnmatchedRow, cells, "");
        } else {
            self.keep_outside(cells);
            if self.subject != Subject::PlanNode {
                self.remark_row(RemarkKind::UnmatchedRow, cells, "");
            }
        }
    }

    /// Whether a row sums up others, by its words: in a table of indicators `Tổng số trường` is a figure of its own.
    fn is_total_of_rows(&self, cells: &Range<usize>, text: &str) -> bool {
        let is_figure = |index: usize| match self.sheet.cell(index).value {
            Value::Number(_) => true,
            _ => parse_number(self.sheet.text(index)).is_some_and(|number| !number.word_for_zero),
        };
        is_total(text)
            && (self.subject != Subject::Indicator || is_bare_total(text) || !cells.clone().skip(1).any(is_figure))
    }

    /// Keeps the figures of a total: they are computed anew, and those of the sender are never added.
    fn keep_total(&mut self, cells: &RowCells, text: &str) {
        for index in cells.all.clone() {
            match self.sheet.cell(index).value {
                Value::FormulaWithoutValue(_) | Value::Error(_) => self.sheet.mark(index, CellUse::Furniture),
                _ if self.lexicon.words().has(self.sheet.text(index)) && !self.sheet.text(index).is_empty() => {
                    self.sheet.mark_of_form(index);
                }
                _ => {
                    let column = self.head_of(index);
                    let row = if Some(index) == cells.label { "" } else { text };
                    self.sheet.keep(index, NoteKind::Total, row, &column);
                }
            }
        }
    }

    /// Keeps a row that an agency added: what it is about, what was done, and whatever else it says.
    fn keep_outside(&mut self, cells: &RowCells) {
        let result_column =
            self.columns.iter().find(|column| column.head == Head::Says(Field::Result)).map(|column| column.column);
        let mut said: Vec<(usize, Traced<String>)> = Vec::new();
        for index in cells.all.clone() {
            let text = match words(self.sheet, index, None) {
                Words::Said(text) => text,
                Words::Ditto => self.sheet.shown(index),
                Words::Nothing => {
                    self.sheet.mark(index, CellUse::Furniture);
                    continue;
                }
                Words::None(kind) => {
                    self.values.remark(kind, self.sheet, index, &Place { row: "", field: "" }, String::new());
                    continue;
                }
            };
            said.push((index, Traced::from_cell(text, self.sheet.cell_ref(index))));
        }
        if said.is_empty() {
            return;
        }
        let place_of = |wanted: Option<u32>| {
            said.iter().position(|(index, _)| wanted.is_some() && Some(self.sheet.cell(*index).column) == wanted)
        };
        let result = place_of(result_column);
        let label = said.iter().position(|(index, _)| Some(*index) == cells.label);
        let other = || (0..said.len()).find(|place| Some(*place) != result && cells.code != Some(said[*place].0));
        let name = label.or_else(other).unwrap_or(0);
        let result = result.filter(|result| *result != name);
        said.iter().for_each(|(index, _)| self.sheet.mark(*index, CellUse::Mapped));
        let text_at = |place: usize| said[place].1.clone();
        let (row_name, row_result) = (text_at(name), result.map(text_at));
        let others = said.iter().enumerate().filter(|(place, _)| *place != name && Some(*place) != result);
        let others = others.map(|(_, (index, text))| OutsideCell { column: self.head_of(*index), text: text.clone() });
        let others = others.collect();
        self.into.outside.push(OutsideRow { name: row_name, result: row_result, others });
    }

    /// The words that head the column of a cell; none beside the table.
    fn head_of(&self, index: usize) -> String {
        column_at(self.columns, self.sheet.cell(index).column).map_or_else(String::new, |column| column.words.clone())
    }

    /// Remarks and signatures below the table.
    pub(super) fn read_lines_below(&mut self, rows: &[&Row]) {
        /// Words of a line that is a remark, whatever it begins with.
        const SENTENCE: usize = 4;
        let mut signed = None;
        for row in rows {
            let is_alone = row.cells.len() == 1;
            for index in row.cells.clone() {
                let text = self.sheet.text(index);
                let signs = is_signature(text);
                let is_below_signature = signed.is_some_and(|signed| row.number <= signed + ROWS_TO_SIGN);
                if signs {
                    signed = Some(row.number);
                }
                if is_below_signature && is_name(text) {
                    self.sheet.keep(index, NoteKind::Signature, "", "");
                } else if is_alone && is_note(text) {
                    self.sheet.keep(index, NoteKind::Remark, "", "");
                } else if signs || is_line_of_form(text) || is_alone && text.split_whitespace().count() >= SENTENCE {
                    self.sheet.mark(index, CellUse::Furniture);
                }
            }
            if signed.is_none() && self.holds_values(row) {
                self.remark_row(RemarkKind::UnmatchedRow, &self.cells(row), "");
            }
        }
    }

    /// Whether a row is named and filled in, as those of a table are.
    fn holds_values(&self, row: &Row) -> bool {
        let cells = self.cells(row);
        let main_field = self.subject.main_field();
        let is_value = |head: Head| match head {
            Head::Says(field) => !field.is_text() || field == main_field,
            Head::Tick(_) | Head::Pair(..) => true,
            Head::Code | Head::Label | Head::Unit | Head::Printed | Head::Other | Head::Unknown => false,
        };
        cells.label.is_some_and(|label| !is_total(self.sheet.text(label)))
            && self.fields(&cells).iter().any(|(_, column)| is_value(column.head))
    }
}

/// Whether the words of a total name nothing that is counted: `Tổng số`, `Tổng cộng: 25 chỉ tiêu`.
fn is_bare_total(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "tong", "cong", "so", "chung", "lai", "hop", "muc", "cac", "chi", "tieu", "nhiem", "vu", "toan", "xa",
        "phuong", "tinh",
    ];
    let is_of_total = |word: &str| WORDS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit());
    fold(text).split(' ').all(is_of_total)
}
