//! Rows of Biểu 02 and 03: figures of indicators, amounts of funding lines.

use super::super::heads::{Column, Head};
use super::super::lexicon::Entry;
use super::super::memo::Memo;
use super::super::record::Record;
use super::super::values::{Place, Reading, Wanted};
use super::super::words::is_placeholder;
use super::super::{CellUse, NoteKind};
use super::units::{RowUnit, bracketed_count, bracketed_unit, head_count, head_unit, is_fraction};
use super::{RowCells, TableReader};
use crate::form::Subject;
use crate::intake::Value;
use crate::model::{AmountUnit, Decimal, Field, Traced, ValueType};
use crate::vietnamese::{count_of_unit, parse_amount_unit};

impl TableReader<'_, '_> {
    /// Reads the row of an indicator or a funding line.
    pub(super) fn read_figures(&mut self, cells: &RowCells, entry: &Entry) {
        let subject = entry.subject();
        let mut record = Record::new(entry.table, entry.item(), self.sheet.cell_ref(cells.all.start));
        let unit = self.read_row_unit(cells, entry.id());
        let (mut main_cell, mut first_cell) = (None, None);
        for (index, column) in self.fields(cells) {
            let field = match column.head {
                Head::Says(field) if subject.has(field) => field,
                Head::Says(field) if subject.computes(field) => {
                    self.read_computed_share(index, column, field, &mut record);
                    continue;
                }
                Head::Pair(first, second) if entry.scale.is_none() => {
                    if self.read_pair(index, column, [first, second], entry, unit, &mut record) {
                        first_cell.get_or_insert(index);
                        main_cell.get_or_insert(index);
                    }
                    continue;
                }
                // Thực hiện against kế hoạch: computed anew. What the plan's table prints is no figure.
                Head::Says(Field::AgainstPlan) | Head::Printed if subject == Subject::Indicator => {
                    self.keep_printed(index, column, entry);
                    continue;
                }
                _ => continue,
            };
            let is_read = match field.value_type() {
                ValueType::Figure if entry.scale.is_some() => self.read_level(index, column, field, entry, &mut record),
                ValueType::Figure | ValueType::Amount => {
                    self.read_figure(index, column, field, entry, unit, &mut record)
                }
                ValueType::Text => self.read_note(index, column, field, &mut record),
                ValueType::Status | ValueType::Percent => false,
            };
            if is_read {
                first_cell.get_or_insert(index);
                if field == subject.main_field() {
                    main_cell.get_or_insert(index);
                }
            }
        }
        if let Some(index) = main_cell.or(first_cell) {
            record.cell = self.sheet.cell_ref(index);
            self.into.records.push(record);
        }
    }

    /// Reads a figure or an amount; whether the cell holds one.
    fn read_figure(
        &mut self,
        index: usize,
        column: &Column,
        field: Field,
        entry: &Entry,
        row: RowUnit,
        record: &mut Record,
    ) -> bool {
        // The file does not hold what the form's own formula gives; it is computed anew.
        if entry.is_computed() && matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_)) {
            self.sheet.mark(index, CellUse::Furniture);
            return false;
        }
        let place = Place { row: entry.id(), field: &column.words };
        if is_placeholder(self.sheet.text(index)) {
            self.sheet.mark(index, CellUse::Furniture);
            return false;
        }
        let wanted = self.wanted_of(field, column, entry, row, index);
        let Reading::Value(value) = self.mapped_number(index, wanted, &place) else { return false };
        record.enter(field, Traced::from_cell(value, self.sheet.cell_ref(index)));
        true
    }

    /// What a figure of a field is wanted for: the unit is that of the row, of the head, of the table or of the form.
    pub(super) fn wanted_of(&self, field: Field, column: &Column, entry: &Entry, row: RowUnit, index: usize) -> Wanted {
        let unit = row.amount.or(head_unit(column)).or(self.unit);
        match (field.value_type(), entry.amount) {
            (ValueType::Amount, _) => Wanted::Amount(unit.unwrap_or(AmountUnit::OF_THE_FORM)),
            _ if entry.percent => Wanted::Percent { fractions: is_fraction(self.sheet, index, self.fractions) },
            (_, Some(form)) => Wanted::Amount(unit.unwrap_or(form)),
            (_, None) => {
                let one = row.one.or(head_count(column)).unwrap_or(entry.one);
                Wanted::Count { one, of_form: entry.one }
            }
        }
    }

    /// What is computed anew, or printed, is kept where it is not the form's own.
    pub(super) fn keep_printed(&mut self, index: usize, column: &Column, entry: &Entry) {
        let is_text = matches!(self.sheet.cell(index).value, Value::Text(_));
        match self.sheet.cell(index).value {
            Value::FormulaWithoutValue(_) | Value::Error(_) => self.sheet.mark(index, CellUse::Furniture),
            _ if is_text && self.lexicon.words().has(self.sheet.text(index)) => self.sheet.mark_of_form(index),
            _ => {
                let is_share = column.head == Head::Says(Field::AgainstPlan);
                let kind = if is_share { NoteKind::Share } else { NoteKind::Row };
                self.sheet.keep(index, kind, entry.id(), &column.words);
            }
        }
    }

    fn read_note(&mut self, index: usize, column: &Column, field: Field, record: &mut Record) -> bool {
        let item = record.item.clone();
        let place = Place { row: item.as_str(), field: &column.words };
        let Some((text, cell)) = self.said(index, field, &place) else { return false };
        if !record.enter(field, Traced::from_cell(text, cell)) {
            return false;
        }
        self.sheet.mark(index, CellUse::Mapped);
        true
    }

    /// The unit that a row gives: its words in brackets, or else its own cell.
    fn read_row_unit(&mut self, cells: &RowCells, row: &str) -> RowUnit {
        let own = self.fields(cells).into_iter().find(|(_, column)| column.head == Head::Unit);
        if let Some((index, column)) = own {
            if self.lexicon.words().has(self.sheet.text(index)) {
                self.sheet.mark_of_form(index);
            } else {
                self.sheet.keep(index, NoteKind::Row, row, &column.words);
            }
        }
        let own = own.map(|(index, _)| index);
        let label = cells.label.map_or("", |index| self.sheet.text(index));
        let cell = own.map_or("", |index| self.sheet.text(index));
        let (amount, one) = unit_in_cell(cell);
        RowUnit { amount: bracketed_unit(label).or(amount), one: bracketed_count(label).or(one) }
    }

    /// A share that the form computes is computed anew; an empty result or an error of its formula is of no consequence.
    fn read_computed_share(&mut self, index: usize, column: &Column, field: Field, record: &mut Record) {
        if matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_) | Value::Error(_)) {
            self.sheet.mark(index, CellUse::Furniture);
            return;
        }
        let wanted = Wanted::Percent { fractions: is_fraction(self.sheet, index, self.fractions) };
        let remarks = self.values.remarks.len();
        let row = record.item.clone();
        let place = Place { row: row.as_str(), field: &column.words };
        if let Reading::Value(share) = self.mapped_number(index, wanted, &place) {
            record.enter(field, Traced::from_cell(share, self.sheet.cell_ref(index)));
            // How it was written matters to nobody; that it could not be read is told.
            self.values.remarks.truncate(remarks);
        }
    }
}

/// The unit of amounts, or how many one stands for, as a cell of units says; most are those of the form.
fn unit_in_cell(text: &str) -> (Option<AmountUnit>, Option<Decimal>) {
    thread_local! {
        static KNOWN: Memo<(Option<AmountUnit>, Option<Decimal>)> = Memo::new();
    }
    KNOWN.with(|known| known.answer(text, || (parse_amount_unit(text), count_of_unit(text))))
}
