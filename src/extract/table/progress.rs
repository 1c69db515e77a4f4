//! Rows of Biểu 01, 04 and 05: what was done, in which state.

use super::super::heads::{Column, Head};
use super::super::lexicon::Entry;
use super::super::record::Record;
use super::super::status::in_words;
use super::super::values::{Place, Reading, Wanted};
use super::super::words::{Words, is_dash, is_ditto, is_placeholder, words};
use super::super::{CellUse, RemarkKind};
use super::ticks::Ticks;
use super::{RowCells, TableReader};
use crate::form::TableKind;
use crate::intake::Value;
use crate::model::{CellRef, Decimal, Field, Status, Traced, ValueType, plain_decimal};
use crate::vietnamese::{StateColumn, StateReading, WrittenState, format_decimal, parse_number, read_state};

impl TableReader<'_, '_> {
    /// Reads a row of progress on a node of the plan.
    pub(super) fn read_progress(&mut self, cells: &RowCells, entry: &Entry) {
        let mut record = Record::new(entry.table, entry.item(), self.sheet.cell_ref(cells.all.start));
        let subject = entry.subject();
        let mut ticks = Ticks::default();
        let mut told_by_percent = None;
        let (mut main_cell, mut first_cell) = (None, None);
        let fields = self.fields(cells);
        for &(index, column) in &fields {
            let entered = match column.head {
                // What the plan's appendix prints of a row.
                Head::Printed | Head::Says(Field::Documents) if entry.table == TableKind::Catalogue => {
                    self.keep_printed(index, column, entry);
                    false
                }
                // The same of a task in a row of the plan's own table.
                Head::Printed if self.lexicon.words().has(self.sheet.text(index)) => {
                    self.keep_printed(index, column, entry);
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
                Head::Tick(status) => self.take_sign(index, column, status, &mut ticks, &record),
                _ => false,
            };
            if entered {
                first_cell.get_or_insert(index);
                if column.head == Head::Says(subject.main_field()) {
                    main_cell = Some(index);
                }
            }
        }
        self.above = fields.iter().filter_map(|(index, column)| Some((column.column, self.meant(*index)?))).collect();
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

    /// Enters the text of a cell; whether it was.
    fn read_text(&mut self, index: usize, column: &Column, field: Field, record: &mut Record) -> bool {
        let item = record.item.clone();
        let place = Place { row: item.as_str(), field: &column.words };
        let Some((text, cell)) = self.said(index, field, &place) else { return false };
        if !column.also.is_empty()
            && record.get(field).is_none()
            && self.enter_parts(index, (&text, &cell), column, field, record)
        {
            return true;
        }
        if !record.enter(field, Traced::from_cell(text, cell)) {
            return false;
        }
        self.sheet.mark(index, CellUse::Mapped);
        true
    }

    /// The words that a cell says, or that the one above says where it refers to it, with the cell they are said in. A
    /// line to write on belongs to the form.
    pub(super) fn said(&mut self, index: usize, field: Field, place: &Place<'_>) -> Option<(String, CellRef)> {
        match words(self.sheet, index, Some(field)) {
            Words::Said(text) => {
                if self.sheet.cell(index).stored.is_some() && self.sheet.loses_letters(index) {
                    self.values.remark(RemarkKind::ShownDiffers, self.sheet, index, place, text.clone());
                }
                Some((text, self.sheet.cell_ref(index)))
            }
            Words::Ditto => {
                let meant = self.meant(index).map(|meant| self.sheet.shown(meant));
                let read_as = meant.clone().unwrap_or_default();
                self.values.remark(RemarkKind::Ditto, self.sheet, index, place, read_as);
                meant.map(|text| {
                    let cell = self.sheet.cell_ref(index).that_shows(self.sheet.text(index), text.as_str());
                    (text, cell)
                })
            }
            Words::Nothing => {
                self.sheet.mark(index, CellUse::Furniture);
                None
            }
            Words::None(kind) => {
                self.values.remark(kind, self.sheet, index, place, String::new());
                None
            }
        }
    }

    /// The cell whose words a cell means: itself, or the one above where it says `như trên`; `None` where it means none.
    fn meant(&self, index: usize) -> Option<usize> {
        let text = self.sheet.text(index);
        if matches!(self.sheet.cell(index).value, Value::Text(_))
            && !is_placeholder(text)
            && !is_dash(text)
            && !is_ditto(text)
        {
            return Some(index);
        }
        match words(self.sheet, index, None) {
            Words::Said(_) => Some(index),
            Words::Ditto => {
                let column = self.sheet.cell(index).column;
                self.above.iter().find(|(above, _)| *above == column).map(|(_, meant)| *meant)
            }
            Words::Nothing | Words::None(_) => None,
        }
    }

    fn read_percent(&mut self, index: usize, column: &Column, record: &mut Record) -> ToldByPercent {
        let item = record.item.clone();
        let place = Place { row: item.as_str(), field: &column.words };
        // A column `% hoàn thành` may say in words what it could say in figures.
        let shares = StateColumn::Shares { fractions: self.fractions };
        match read_state(self.sheet.text(index), self.lexicon.year(), shares) {
            StateReading::State(state) => {
                let status = Traced::from_cell(state.status, self.sheet.cell_ref(index));
                self.enter_written_percent(index, &state, &place, record);
                return ToldByPercent { entered: true, status: Some(status) };
            }
            StateReading::Open(states) => {
                self.values.remark(RemarkKind::UnknownStatus, self.sheet, index, &place, in_words(&states));
                return ToldByPercent { entered: true, status: None };
            }
            StateReading::None => {}
        }
        let wanted = Wanted::Percent { fractions: self.fractions };
        let reading = self.plausible_percent(index, wanted, &place);
        let entered = matches!(reading, Reading::Value(_));
        if let Reading::Value(percent) = reading {
            record.enter(Field::Percent, Traced::from_cell(percent, self.sheet.cell_ref(index)));
        }
        ToldByPercent { entered, status: None }
    }

    /// A percentage of completion; one beyond 0 to 100 is told and does not count.
    fn plausible_percent(&mut self, index: usize, wanted: Wanted, place: &Place<'_>) -> Reading<Decimal> {
        let remarks = self.values.remarks.len();
        match self.values.number(self.sheet, index, wanted, place) {
            Reading::Value(percent) if percent.is_sign_negative() || percent > Decimal::ONE_HUNDRED => {
                self.values.remarks.truncate(remarks);
                let read_as = format_decimal(percent);
                self.values.remark(RemarkKind::ImplausiblePercent, self.sheet, index, place, read_as);
                Reading::Unreadable
            }
            Reading::Unreadable => Reading::Unreadable,
            reading => {
                self.sheet.mark(index, CellUse::Mapped);
                reading
            }
        }
    }

    fn read_status_cell(&mut self, index: usize, column: &Column, record: &mut Record) -> bool {
        let text = self.sheet.text(index);
        if is_placeholder(text) || is_dash(text) {
            self.sheet.mark(index, CellUse::Furniture);
            return false;
        }
        // `Như trên` means what the cell above says.
        let meant = self.meant(index).unwrap_or(index);
        if meant != index {
            let text = self.sheet.text(meant).to_owned();
            let cell = self.sheet.cell_ref(index).that_shows(self.sheet.text(index), text.as_str());
            if let StateReading::State(state) = read_state(&text, self.lexicon.year(), StateColumn::States) {
                let item = record.item.clone();
                let place = Place { row: item.as_str(), field: &column.words };
                self.values.remark(RemarkKind::Ditto, self.sheet, index, &place, text);
                record.enter(Field::Status, Traced::from_cell(state.status, cell));
                self.sheet.mark(index, CellUse::Mapped);
                return true;
            }
        }
        // A column `Tiến độ` may hold a percentage instead of words: `80%`, `80 phần trăm`.
        let figure = match self.sheet.cell(index).value {
            Value::Number(_) => true,
            _ => {
                text.contains(|c: char| c.is_ascii_digit())
                    && parse_number(text).is_some_and(|number| number.percent && number.rest.is_empty())
            }
        };
        if figure && read_state(text, self.lexicon.year(), StateColumn::States) == StateReading::None {
            return self.read_percent(index, column, record).entered;
        }
        let item = record.item.clone();
        let place = Place { row: item.as_str(), field: &column.words };
        let possible = match read_state(text, self.lexicon.year(), StateColumn::States) {
            StateReading::State(state) => {
                self.enter_written_percent(index, &state, &place, record);
                record.enter(Field::Status, Traced::from_cell(state.status, self.sheet.cell_ref(index)));
                return true;
            }
            StateReading::Open(states) => in_words(&states),
            StateReading::None => String::new(),
        };
        self.values.remark(RemarkKind::UnknownStatus, self.sheet, index, &place, possible);
        true
    }

    /// Enters the percentage of a state in words, where it gives one.
    fn enter_written_percent(&mut self, index: usize, state: &WrittenState, place: &Place<'_>, record: &mut Record) {
        self.sheet.mark(index, CellUse::Mapped);
        let Some(percent) = state.percent else { return };
        if state.approximate {
            let read_as = plain_decimal(percent).replace('.', ",");
            self.values.remark(RemarkKind::Approximate, self.sheet, index, place, read_as);
        }
        record.enter(Field::Percent, Traced::from_cell(percent, self.sheet.cell_ref(index)));
    }
}

/// What the cell of a percentage yields: whether a percentage, and the state that it may tell in words.
struct ToldByPercent {
    entered: bool,
    status: Option<Traced<Status>>,
}
