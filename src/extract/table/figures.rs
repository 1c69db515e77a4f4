//! Rows of Biểu 02 and 03: figures of indicators, amounts of funding lines.

use super::super::CellUse;
use super::super::heads::{Column, Head};
use super::super::lexicon::Entry;
use super::super::record::Record;
use super::super::values::{Place, Reading, Wanted};
use super::units::{head_unit, is_fraction};
use super::{RowCells, TableReader};
use crate::form::Subject;
use crate::intake::Value;
use crate::model::{AmountUnit, Field, Traced, ValueType};
use crate::vietnamese::parse_amount_unit;

impl TableReader<'_, '_> {
    /// Reads the row of an indicator or a funding line.
    pub(super) fn read_figures(&mut self, cells: &RowCells, entry: &Entry) {
        let subject = entry.subject();
        let mut record = Record::new(entry.table, entry.item(), self.sheet.cell_ref(cells.all.start));
        let row_unit = self.read_row_unit(cells);
        let (mut main_cell, mut first_cell) = (None, None);
        for (index, column) in self.fields(cells) {
            let field = match column.head {
                Head::Says(field) if subject.has(field) => field,
                Head::Says(field) if subject.computes(field) => {
                    self.read_computed_share(index, column, field, &mut record);
                    continue;
                }
                Head::Pair(first, second) => {
                    if self.read_pair(index, column, [first, second], entry, row_unit, &mut record) {
                        first_cell.get_or_insert(index);
                        main_cell.get_or_insert(index);
                    }
                    continue;
                }
                // Thực hiện against kế hoạch: computed anew. What the plan's table prints is no figure.
                Head::Says(Field::AgainstPlan) | Head::Printed if subject == Subject::Indicator => {
                    self.sheet.mark(index, CellUse::Furniture);
                    continue;
                }
                _ => continue,
            };
            let is_read = match field.value_type() {
                ValueType::Figure | ValueType::Amount => {
                    self.read_figure(index, column, field, entry, row_unit, &mut record)
                }
                ValueType::Text => self.read_note(index, field, &mut record),
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
        row_unit: Option<AmountUnit>,
        record: &mut Record,
    ) -> bool {
        // The file does not hold what the form's own formula gives; it is computed anew.
        if entry.is_computed() && matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_)) {
            self.sheet.mark(index, CellUse::Furniture);
            return false;
        }
        let place = Place { row: entry.id(), field: &column.words };
        let wanted = self.wanted_of(field, column, entry, row_unit, index);
        let Reading::Value(value) = self.mapped_number(index, wanted, &place) else { return false };
        record.enter(field, Traced::from_cell(value, self.sheet.cell_ref(index)));
        true
    }

    /// What a figure of a field is wanted for: the unit is that of the row, of the head, of the table or of the form.
    pub(super) fn wanted_of(
        &self,
        field: Field,
        column: &Column,
        entry: &Entry,
        row_unit: Option<AmountUnit>,
        index: usize,
    ) -> Wanted {
        let unit = row_unit.or(head_unit(column));
        match (field.value_type(), entry.amount) {
            (ValueType::Amount, _) => Wanted::Amount(unit.or(self.unit).unwrap_or(AmountUnit::OF_THE_FORM)),
            _ if entry.ratio => Wanted::Percent { fractions: is_fraction(self.sheet, index, self.fractions) },
            (_, Some(form)) => Wanted::Amount(unit.unwrap_or(form)),
            (_, None) => Wanted::Count,
        }
    }

    fn read_note(&mut self, index: usize, field: Field, record: &mut Record) -> bool {
        record.enter(field, Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index)));
        self.sheet.mark(index, CellUse::Mapped);
        true
    }

    /// The unit of amounts that a row's own cell gives.
    fn read_row_unit(&mut self, cells: &RowCells) -> Option<AmountUnit> {
        let (index, _) = self.fields(cells).into_iter().find(|(_, column)| column.head == Head::Unit)?;
        self.sheet.mark(index, CellUse::Furniture);
        parse_amount_unit(self.sheet.text(index))
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
