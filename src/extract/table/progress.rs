//! Rows of Biểu 01, 04 and 05: what was done, in which state.

use super::super::heads::{Column, Head, is_tick};
use super::super::lexicon::Entry;
use super::super::record::Record;
use super::super::status::read_status;
use super::super::values::{Place, Reading, Wanted};
use super::super::{CellUse, RemarkKind};
use super::{RowCells, TableReader};
use crate::form::TableKind;
use crate::intake::Value;
use crate::model::{Field, Status, Traced, ValueType};
use crate::vietnamese::parse_number;

impl TableReader<'_, '_> {
    /// Reads a row of progress on a node of the plan.
    pub(super) fn read_progress(&mut self, cells: &RowCells, entry: &Entry) {
        let mut record = Record::new(entry.table, entry.item(), self.sheet.cell_ref(cells.all.start));
        let subject = entry.subject();
        let mut ticks: Vec<(usize, Status)> = Vec::new();
        let mut told_by_percent = None;
        let (mut main_cell, mut first_cell) = (None, None);
        for (index, column) in self.fields(cells) {
            let entered = match column.head {
                // What the plan's appendix prints of a row.
                Head::Printed | Head::Says(Field::Documents) if entry.table == TableKind::Catalogue => {
                    self.sheet.mark(index, CellUse::Furniture);
                    false
                }
                Head::Says(field) if subject.has(field) => match field.value_type() {
                    ValueType::Text => self.read_text(index, column, field, &mut record),
                    ValueType::Status => self.read_status_cell(index, column, &mut record),
                    ValueType::Percent => {
                        let told = self.read_percent(index, column, &mut record);
                        told_by_percent = told_by_percent.or(told.status);
                        told.entered
                    }
                    ValueType::Figure | ValueType::Amount => false,
                },
                Head::Tick(status) => {
                    let ticked = is_tick(&self.sheet.cell(index).value, self.sheet.text(index));
                    if ticked {
                        ticks.push((index, status));
                    }
                    ticked || self.remark_mark(index, column, &record)
                }
                _ => false,
            };
            if entered {
                first_cell.get_or_insert(index);
                if column.head == Head::Says(subject.main_field()) {
                    main_cell = Some(index);
                }
            }
        }
        self.enter_ticks(&ticks, &mut record);
        // What a percentage says in words counts where no column of states says anything.
        if let Some(status) = told_by_percent {
            record.enter(Field::Status, status);
        }
        if let Some(index) = main_cell.or(first_cell) {
            record.cell = self.sheet.cell_ref(index);
            self.into.records.push(record);
        }
    }

    /// Remarks on a mark in a column of ticks that nobody knows; whether it is one.
    fn remark_mark(&mut self, index: usize, column: &Column, record: &Record) -> bool {
        let text = self.sheet.text(index);
        let is_word_for_nothing = parse_number(text).is_some_and(|number| number.value.is_zero());
        if text.is_empty() || is_word_for_nothing {
            return false;
        }
        let place = Place { row: record.item.as_str(), field: &column.words };
        self.values.remark(RemarkKind::UnknownStatus, self.sheet, index, &place, String::new());
        true
    }

    /// Enters the text of a cell; whether it was.
    fn read_text(&mut self, index: usize, column: &Column, field: Field, record: &mut Record) -> bool {
        let place = Place { row: record.item.as_str(), field: &column.words };
        let kind = match self.sheet.cell(index).value {
            Value::FormulaWithoutValue(_) => Some(RemarkKind::FormulaWithoutValue),
            Value::Error(_) => Some(RemarkKind::ErrorCell),
            _ => None,
        };
        if let Some(kind) = kind {
            self.values.remark(kind, self.sheet, index, &place, String::new());
            return false;
        }
        if !column.also.is_empty() && record.get(field).is_none() && self.enter_parts(index, column, field, record) {
            return true;
        }
        if !record.enter(field, Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index))) {
            return false;
        }
        self.sheet.mark(index, CellUse::Mapped);
        true
    }

    fn read_percent(&mut self, index: usize, column: &Column, record: &mut Record) -> ToldByPercent {
        let item = record.item.clone();
        let place = Place { row: item.as_str(), field: &column.words };
        // A column `% hoàn thành` may say in words what it could say in figures.
        if let Some((status, percent)) = read_status(self.sheet.text(index)) {
            let cell = self.sheet.cell_ref(index);
            if let Some(percent) = percent {
                record.enter(Field::Percent, Traced::from_cell(percent, cell.clone()));
            }
            self.sheet.mark(index, CellUse::Mapped);
            return ToldByPercent { entered: true, status: Some(Traced::from_cell(status, cell)) };
        }
        let wanted = Wanted::Percent { fractions: self.fractions };
        let reading = self.mapped_number(index, wanted, &place);
        let entered = matches!(reading, Reading::Value(_));
        if let Reading::Value(percent) = reading {
            record.enter(Field::Percent, Traced::from_cell(percent, self.sheet.cell_ref(index)));
        }
        ToldByPercent { entered, status: None }
    }

    fn read_status_cell(&mut self, index: usize, column: &Column, record: &mut Record) -> bool {
        let text = self.sheet.text(index);
        // A column `Tiến độ` may hold a percentage instead of words.
        let figure = match self.sheet.cell(index).value {
            Value::Number(_) => true,
            _ => text.ends_with('%') && text.starts_with(|letter: char| letter.is_ascii_digit()),
        };
        if figure {
            return self.read_percent(index, column, record).entered;
        }
        if !matches!(text, "-" | "–") && !self.enter_status(index, record) {
            let place = Place { row: record.item.as_str(), field: &column.words };
            self.values.remark(RemarkKind::UnknownStatus, self.sheet, index, &place, String::new());
        }
        true
    }

    /// Enters the state that a cell tells in words; whether it tells one.
    fn enter_status(&mut self, index: usize, record: &mut Record) -> bool {
        let Some((status, percent)) = read_status(self.sheet.text(index)) else { return false };
        let cell = self.sheet.cell_ref(index);
        if let Some(percent) = percent {
            record.enter(Field::Percent, Traced::from_cell(percent, cell.clone()));
        }
        record.enter(Field::Status, Traced::from_cell(status, cell));
        self.sheet.mark(index, CellUse::Mapped);
        true
    }

    /// One tick is a state; several contradict each other.
    fn enter_ticks(&mut self, ticks: &[(usize, Status)], record: &mut Record) {
        match ticks {
            [] => {}
            [(index, status)] => {
                record.enter(Field::Status, Traced::from_cell(*status, self.sheet.cell_ref(*index)));
                self.sheet.mark(*index, CellUse::Mapped);
            }
            several => {
                for (index, _) in several {
                    let place = Place { row: record.item.as_str(), field: Field::Status.head() };
                    self.values.remark(RemarkKind::UnknownStatus, self.sheet, *index, &place, String::new());
                }
            }
        }
    }
}

/// What the cell of a percentage yields: whether a percentage, and the state that it may tell in words.
struct ToldByPercent {
    entered: bool,
    status: Option<Traced<Status>>,
}
