//! Rows of Biểu 02 and 03: figures of indicators, amounts of funding lines.

use super::super::CellUse;
use super::super::heads::Head;
use super::super::lexicon::Target;
use super::super::record::{FundingRecord, IndicatorRecord};
use super::super::values::{Place, Reading, Wanted};
use super::units::{head_unit, is_fraction};
use super::{RowCells, TableReader};
use crate::intake::Value;
use crate::model::Traced;
use crate::vietnamese::{AmountUnit, parse_amount_unit};

impl TableReader<'_, '_> {
    /// Reads the row of the indicator at a place of the lexicon.
    pub(super) fn read_indicator(&mut self, cells: &RowCells, at: usize) {
        let lexicon = self.lexicon;
        let entry = lexicon.entry(at);
        let Target::Indicator(id) = &entry.target else { return };
        let mut record = IndicatorRecord {
            id: id.clone(),
            planned: None,
            actual: None,
            note: None,
            cell: self.sheet.cell_ref(cells.all.start),
        };
        let row_unit = self.read_row_unit(cells);
        let (mut actual_cell, mut first_cell) = (None, None);
        for (index, column) in self.fields(cells) {
            match column.head {
                Head::Actual | Head::Planned => {}
                Head::Note => {
                    record.note.get_or_insert(Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index)));
                    self.sheet.mark(index, CellUse::Mapped);
                    first_cell.get_or_insert(index);
                    continue;
                }
                // Thực hiện against kế hoạch: computed anew.
                Head::Percent | Head::Printed => {
                    self.sheet.mark(index, CellUse::Furniture);
                    continue;
                }
                _ => continue,
            }
            // The file does not hold what the form's own formula gives; it is computed anew.
            if entry.ratio && matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_)) {
                self.sheet.mark(index, CellUse::Furniture);
                continue;
            }
            let place = Place { row: entry.id(), field: &column.words };
            let wanted = match entry.amount {
                _ if entry.ratio => Wanted::Percent { fractions: is_fraction(self.sheet, index, self.fractions) },
                Some(form) => Wanted::Amount(row_unit.or(head_unit(column)).unwrap_or(form)),
                None => Wanted::Count,
            };
            let Reading::Value(value) = self.mapped_number(index, wanted, &place) else { continue };
            first_cell.get_or_insert(index);
            let value = Traced::from_cell(value, self.sheet.cell_ref(index));
            if column.head == Head::Actual {
                actual_cell.get_or_insert(index);
                record.actual.get_or_insert(value);
            } else {
                record.planned.get_or_insert(value);
            }
        }
        if let Some(index) = actual_cell.or(first_cell) {
            record.cell = self.sheet.cell_ref(index);
            self.into.indicators.push(record);
        }
    }

    /// The unit of amounts that a row's own cell gives.
    fn read_row_unit(&mut self, cells: &RowCells) -> Option<AmountUnit> {
        let (index, _) = self.fields(cells).into_iter().find(|(_, column)| column.head == Head::Unit)?;
        self.sheet.mark(index, CellUse::Furniture);
        parse_amount_unit(self.sheet.text(index))
    }

    /// Reads the row of the funding line at a place of the lexicon.
    pub(super) fn read_funding(&mut self, cells: &RowCells, at: usize) {
        let lexicon = self.lexicon;
        let entry = lexicon.entry(at);
        let Target::Funding(id) = &entry.target else { return };
        let mut record = FundingRecord {
            id: id.clone(),
            allocated: None,
            spent: None,
            ratio: None,
            note: None,
            cell: self.sheet.cell_ref(cells.all.start),
        };
        let row_unit = self.read_row_unit(cells);
        let (mut spent_cell, mut first_cell) = (None, None);
        for (index, column) in self.fields(cells) {
            let place = Place { row: entry.id(), field: &column.words };
            match column.head {
                Head::Allocated | Head::Spent => {
                    // The file does not hold what a sum gives; it is computed anew.
                    if entry.sum && matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_)) {
                        self.sheet.mark(index, CellUse::Furniture);
                        continue;
                    }
                    let unit = row_unit.or(head_unit(column)).or(self.unit).unwrap_or(AmountUnit::Million);
                    let Reading::Value(value) = self.mapped_number(index, Wanted::Amount(unit), &place) else {
                        continue;
                    };
                    first_cell.get_or_insert(index);
                    let value = Traced::from_cell(value, self.sheet.cell_ref(index));
                    if column.head == Head::Spent {
                        spent_cell.get_or_insert(index);
                        record.spent.get_or_insert(value);
                    } else {
                        record.allocated.get_or_insert(value);
                    }
                }
                Head::Percent => self.read_funding_ratio(index, &place, &mut record),
                Head::Note => {
                    record.note.get_or_insert(Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index)));
                    self.sheet.mark(index, CellUse::Mapped);
                    first_cell.get_or_insert(index);
                }
                _ => {}
            }
        }
        if let Some(index) = spent_cell.or(first_cell) {
            record.cell = self.sheet.cell_ref(index);
            self.into.funding.push(record);
        }
    }

    /// The ratio is computed anew; an empty result or an error of its formula is of no consequence.
    fn read_funding_ratio(&mut self, index: usize, place: &Place<'_>, record: &mut FundingRecord) {
        if matches!(self.sheet.cell(index).value, Value::FormulaWithoutValue(_) | Value::Error(_)) {
            self.sheet.mark(index, CellUse::Furniture);
            return;
        }
        let wanted = Wanted::Percent { fractions: is_fraction(self.sheet, index, self.fractions) };
        let remarks = self.values.remarks.len();
        if let Reading::Value(ratio) = self.mapped_number(index, wanted, place) {
            record.ratio = Some(Traced::from_cell(ratio, self.sheet.cell_ref(index)));
            // How it was written matters to nobody; that it could not be read is told.
            self.values.remarks.truncate(remarks);
        }
    }
}
