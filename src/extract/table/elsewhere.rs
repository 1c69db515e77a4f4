//! Rows of the plan with content, but not where their values belong: a figure in a note, a text under a head nobody knows.

use rustc_hash::FxHashMap;

use super::super::column_choice::ColumnRemark;
use super::super::heads::{Head, column_at};
use super::super::lexicon::Entry;
use super::super::record::Record;
use super::super::words::{is_dash, is_placeholder};
use super::super::{Remark, RemarkKind};
use super::{RowCells, TableReader};
use crate::form::Subject;
use crate::intake::Value;
use crate::model::Field;
use crate::vietnamese::{fold, parse_number};

/// What the rows of a table hold elsewhere than where their values belong.
#[derive(Default)]
pub(super) struct ContentElsewhere {
    /// Cells of rows without a value: the cell, the row, and whether what stands in it is a figure that says so itself.
    cells: Vec<(usize, String, bool)>,
    /// Rows with a value, and how many of them have a cell in each column that is not read.
    valued: usize,
    beside_values: FxHashMap<u32, usize>,
}

impl TableReader<'_, '_> {
    /// Notes what stands in a row beside what was read of it.
    pub(super) fn note_content_elsewhere(&mut self, cells: &RowCells, entry: &Entry, record: Option<&Record>) {
        if entry.is_computed() || entry.is_heading() {
            return;
        }
        let main = self.subject.main_field();
        let is_node = self.subject == Subject::PlanNode;
        let has_value =
            if is_node { record.is_some() } else { record.is_some_and(|record| record.get(main).is_some()) };
        let mut found = Vec::new();
        for index in cells.all.clone().filter(|&index| !cells.names_row(index)) {
            match self.may_hold_value(index) {
                Some(says_itself) => found.push((index, says_itself)),
                None => continue,
            }
        }
        if has_value {
            self.elsewhere.valued += 1;
            for (index, _) in found {
                *self.elsewhere.beside_values.entry(self.sheet.cell(index).column).or_default() += 1;
            }
            return;
        }
        // What stands in its own column and could not be read has its own remark. A dash there says that there is nothing,
        // which what says of itself that it is an answer contradicts.
        let is_main = |head: Head| {
            head == Head::Says(main) || is_node && matches!(head, Head::Says(Field::Status) | Head::Tick(_))
        };
        let own = self.fields(cells).into_iter().filter(|(_, column)| is_main(column.head));
        let mut has_dash = false;
        for (index, _) in own {
            let text = self.sheet.text(index);
            if !is_dash(text) && !is_placeholder(text) {
                return;
            }
            has_dash |= is_dash(text);
        }
        found.retain(|(_, says_itself)| is_node || *says_itself || !has_dash);
        let row = entry.id();
        self.elsewhere.cells.extend(found.into_iter().map(|(index, says_itself)| (index, row.to_owned(), says_itself)));
    }

    /// Whether a cell that is not read may hold what belongs elsewhere, and whether it says so itself.
    fn may_hold_value(&self, index: usize) -> Option<bool> {
        let text = self.sheet.text(index);
        let is_figure = || match &self.sheet.cell(index).value {
            Value::Number(_) => true,
            Value::Text(_) => parse_number(text).is_some_and(|number| !number.word_for_zero),
            _ => false,
        };
        let is_node = self.subject == Subject::PlanNode;
        let column = column_at(self.columns, self.sheet.cell(index).column);
        match column.map(|column| column.head) {
            Some(Head::Unit) if !is_node => {
                (text.contains(|c: char| c.is_ascii_digit()) && is_figure()).then_some(true)
            }
            Some(Head::Says(Field::Note)) if !is_node => {
                (is_figure() || tells_a_figure(text, self.lexicon.year())).then_some(true)
            }
            Some(Head::Other) if column.is_some_and(|column| column.scope.period.is_foreign()) => None,
            // What stands below heads that nobody knows is told for all rows of the table.
            None | Some(Head::Other) => (is_node && !text.is_empty() || is_figure()).then_some(false),
            Some(Head::Says(field)) if is_node && !self.subject.has(field) => (!text.is_empty()).then_some(false),
            _ => None,
        }
    }

    /// Tells of what stands elsewhere, one remark a column; of those that `told` asks about that is enough.
    pub(super) fn remark_content_elsewhere(&mut self, told: &[ColumnRemark]) {
        let ContentElsewhere { cells, valued, beside_values } = std::mem::take(&mut self.elsewhere);
        // A column that is filled in beside values, too, says something else of the rows.
        let is_of_rows = |column: u32| beside_values.get(&column).is_some_and(|beside| beside * 2 >= valued);
        let mut remarks: Vec<(u32, Remark)> = Vec::new();
        for (index, row, says_itself) in cells {
            let column = self.sheet.cell(index).column;
            let is_told = told.iter().any(|remark| remark.columns.contains(&column));
            if is_told || !says_itself && is_of_rows(column) {
                continue;
            }
            let cell = self.sheet.cell_ref(index);
            match remarks.iter_mut().find(|(of, _)| *of == column) {
                Some((_, remark)) => remark.cells.push(cell),
                None => {
                    let field = column_at(self.columns, column).map_or(String::new(), |column| column.words.clone());
                    let remark = Remark {
                        kind: RemarkKind::ValueElsewhere,
                        cells: vec![cell],
                        field,
                        row,
                        found: self.sheet.shown(index),
                        read_as: String::new(),
                    };
                    remarks.push((column, remark));
                }
            }
        }
        self.values.remarks.extend(remarks.into_iter().map(|(_, remark)| remark));
    }
}

/// Whether a note in a report on `year` says what was reached: `TH: 14 cuộc`, `đã tổ chức 3 hội nghị`.
fn tells_a_figure(text: &str, year: i16) -> bool {
    const LEADS: [&str; 6] = ["th", "kq", "dat", "duoc", "co", "la"];
    const PAIRS: [&str; 5] = ["thuc hien", "ket qua", "to chuc", "hoan thanh", "da lam"];
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    (1..words.len()).any(|place| {
        let number = words[place];
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        // `Thực hiện 2026 theo kế hoạch`: a year that reports speak of.
        let may_be_year = number.len() == 4 && number.parse::<i16>().is_ok_and(|number| (number - year).abs() <= 10);
        let is_year = may_be_year && place + 1 < words.len();
        let pair = || place >= 2 && PAIRS.contains(&format!("{} {}", words[place - 2], words[place - 1]).as_str());
        is_number && !is_year && (LEADS.contains(&words[place - 1]) || pair())
    })
}
