//! Rows that slipped to the side: the result stands below the documents, the state below the percentage. What the cells
//! hold tells it, where reading them a column further contradicts nothing and reading them in place does.

use super::super::RemarkKind;
use super::super::furniture::is_name;
use super::super::heads::{Column, Head, column_at, is_tick};
use super::super::record::Remark;
use super::super::status::tells_state;
use super::{MatchedRow, RowCells, TableReader};
use crate::form::Subject;
use crate::intake::Value;
use crate::model::{Field, ValueType};
use crate::vietnamese::parse_number;

/// What a cell of a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Figure,
    /// A figure with words behind it: `12 lớp`.
    Measure,
    State,
    Text,
}

/// How well the cells of a row fit the columns that they are read by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Fit {
    agreements: u32,
    contradictions: u32,
    /// What stands for the row is there.
    has_main: bool,
}

/// Words of a text that may be no more than a state.
const STATE_WORDS: usize = 9;
/// Bytes of a text that may be a state, a name or a figure with its unit; a remark in brackets may follow them.
const LONGEST_FIGURE: usize = 90;
/// How far rows slip, to the right and to the left.
const SHIFTS: [i64; 2] = [1, -1];

impl TableReader<'_, '_> {
    /// How many columns to the right a row slipped; 0 for one that did not.
    pub(super) fn shift_of(&self, cells: &RowCells) -> i64 {
        let in_place = self.fit(cells, 0);
        if in_place.contradictions == 0 {
            return 0;
        }
        let slipped = |shift: &i64| {
            let fit = self.fit(cells, *shift);
            let clearly = in_place.contradictions >= 2 && fit.agreements >= 2;
            let gives_main = fit.agreements >= 1 && fit.has_main && !in_place.has_main;
            // What was reached stands in the note, what was planned in its place.
            let fits_better = *shift == 1 && self.notes_hold_words && fit.agreements > in_place.agreements;
            fit.contradictions == 0 && (clearly || gives_main || fits_better)
        };
        SHIFTS.into_iter().find(slipped).unwrap_or(0)
    }

    /// Whether a table of figures has its figures where they belong, and none in its notes beside them: a figure alone in a
    /// note has slipped there.
    pub(super) fn notes_hold_words(&self, rows: &[MatchedRow]) -> bool {
        let Some([planned, reached]) = self.subject.planned_and_reached() else { return false };
        let column_of = |field: Field| self.columns.iter().find(|column| column.head == Head::Says(field));
        let [Some(planned), Some(_), Some(note)] = [planned, reached, Field::Note].map(column_of) else { return false };
        let kind_in = |row: &MatchedRow, column: &Column| {
            let index = row.cells.all.clone().find(|index| self.sheet.cell(*index).column == column.column);
            index.and_then(|index| self.kind_of(index, false))
        };
        let in_place = |row: &&MatchedRow| kind_in(row, planned) == Some(Kind::Figure);
        let in_note = |row: &&MatchedRow| kind_in(row, note) == Some(Kind::Figure);
        // In a table in which nothing is in place a lone row may be the one that slipped; several are how it is filled in.
        let is_told = rows.iter().any(|row| in_place(&row)) || rows.iter().filter(in_note).count() == 1;
        is_told && !rows.iter().filter(in_place).any(|row| in_note(&row))
    }

    /// Remarks on a row that slipped.
    pub(super) fn remark_slipped(&mut self, cells: &RowCells, id: &str) {
        let Some(first) = cells.all.clone().find(|index| !cells.names_row(*index)) else { return };
        self.values.remarks.push(Remark {
            kind: RemarkKind::SlippedRow,
            cells: vec![self.sheet.cell_ref(first)],
            field: String::new(),
            row: id.to_owned(),
            found: self.sheet.shown(first),
            read_as: String::new(),
        });
    }

    fn fit(&self, cells: &RowCells, shift: i64) -> Fit {
        let mut fit = Fit::default();
        for index in cells.all.clone().filter(|index| !cells.names_row(*index)) {
            // To the left the unit stands in the way: words where a figure is wanted are no note that slipped there.
            let shift = if shift > 0 && self.stays_in_place(index) { 0 } else { shift };
            let column = shifted(self.columns, self.sheet.cell(index).column, shift);
            // A result may be told in the words of a state: whether it is, is of no matter and costs most to find out.
            let may_be_state = column.is_none_or(|column| column.head != Head::Says(Field::Result));
            let Some(kind) = self.kind_of(index, may_be_state) else { continue };
            match column {
                // Where something else stays.
                Some(column) if shift > 0 && self.is_taken(cells, column) => fit.contradictions += 1,
                Some(column) => self.weigh(column, kind, &mut fit),
                // Beyond the table.
                None if shift != 0 => fit.contradictions += 1,
                None => {}
            }
        }
        fit
    }

    /// Whether a cell holds the unit that the form prints: what was filled in may slip without it.
    pub(super) fn stays_in_place(&self, index: usize) -> bool {
        let column = column_at(self.columns, self.sheet.cell(index).column);
        column.is_some_and(|column| column.head == Head::Unit) && self.lexicon.words().has(self.sheet.text(index))
    }

    /// Whether a row has in a column what stays in place when the rest slips.
    fn is_taken(&self, cells: &RowCells, column: &Column) -> bool {
        let mut own = cells.all.clone().filter(|index| self.sheet.cell(*index).column == column.column);
        own.any(|index| cells.names_row(index) || self.stays_in_place(index))
    }

    fn weigh(&self, column: &Column, kind: Kind, fit: &mut Fit) {
        let field = match column.head {
            Head::Says(field) => field,
            Head::Unit if self.subject != Subject::PlanNode => {
                match kind {
                    Kind::Figure => fit.contradictions += 2,
                    Kind::Measure => {}
                    Kind::State | Kind::Text => fit.agreements += 1,
                }
                return;
            }
            Head::Code | Head::Label => {
                fit.contradictions += 1;
                return;
            }
            _ => return,
        };
        let is_main = field == self.subject.main_field();
        let fits = match (field.value_type(), kind) {
            (ValueType::Status, Kind::State) => Some(true),
            (ValueType::Status, Kind::Text | Kind::Figure | Kind::Measure) => Some(false),
            (ValueType::Percent, Kind::State) if self.percent_tells_states => None,
            (ValueType::Figure | ValueType::Amount | ValueType::Percent, kind) => {
                Some(matches!(kind, Kind::Figure | Kind::Measure))
            }
            (ValueType::Text, Kind::Figure) => match field {
                // A number may be all that a note or a document's symbol is.
                Field::Documents => None,
                _ => Some(false),
            },
            (ValueType::Text, Kind::State) => Some(false),
            (ValueType::Text, _) => None,
        };
        match fits {
            Some(true) => fit.agreements += 1,
            Some(false) => fit.contradictions += 1,
            None => {}
        }
        fit.has_main |= is_main && fits != Some(false);
    }

    /// What a cell holds; `None` where it says nothing.
    fn kind_of(&self, index: usize, may_be_state: bool) -> Option<Kind> {
        let text = self.sheet.text(index);
        match &self.sheet.cell(index).value {
            Value::Number(_) => Some(Kind::Figure),
            value if is_tick(value, text) => None,
            // What was done, at length: most of the cells of a table of progress.
            Value::Text(_)
                if self.subject == Subject::PlanNode && text.len() > LONGEST_FIGURE && !text.ends_with(')') =>
            {
                Some(Kind::Text)
            }
            Value::Text(_) if may_be_state && text.split(' ').count() <= STATE_WORDS && tells_state(text) => {
                Some(Kind::State)
            }
            Value::Text(_) => match parse_number(text) {
                Some(number) if number.word_for_zero => None,
                Some(number) if number.rest.is_empty() => Some(Kind::Figure),
                Some(_) if self.subject != Subject::PlanNode => Some(Kind::Measure),
                _ if is_name(text) || !text.contains(char::is_alphabetic) => None,
                _ => Some(Kind::Text),
            },
            // What comes of a formula that gives a figure; the formula of a picture begins with its sign.
            Value::Error(error) if self.subject != Subject::PlanNode && error.starts_with('#') => Some(Kind::Figure),
            Value::Bool(_) | Value::Date(_) | Value::Error(_) | Value::FormulaWithoutValue(_) => None,
        }
    }
}

/// The column that a cell is read by, in a row that slipped so many columns to the right.
pub(super) fn shifted(columns: &[Column], column: u32, shift: i64) -> Option<&Column> {
    let number = u32::try_from(i64::from(column) - shift).ok()?;
    column_at(columns, number)
}
