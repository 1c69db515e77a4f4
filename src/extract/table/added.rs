//! Rows the form does not know: totals, headings, notes, and what agencies add.

use super::super::furniture::{is_heading_of_added_rows, is_line_of_form, is_note, is_total};
use super::super::heads::{Head, is_column_numbers};
use super::super::lexicon::Family;
use super::super::record::OutsideRow;
use super::super::sheet::Row;
use super::super::{CellUse, RemarkKind};
use super::{RowCells, TableReader};
use crate::model::Traced;

impl TableReader<'_, '_> {
    /// How many of the rows after the last that matched belong to the table: totals, headings and filled rows right
    /// below it, without a gap.
    pub(super) fn adjoining(&self, rows: &[&Row], last_number: Option<u32>) -> usize {
        let mut last = last_number;
        for (count, row) in rows.iter().enumerate() {
            let text = self.cells(row).label.map_or("", |index| self.sheet.text(index));
            let follows = last.is_none_or(|last| row.number <= last + 1);
            if !follows || row.cells.len() < 2 && !is_total(text) && !is_heading_of_added_rows(text) {
                return count;
            }
            last = Some(row.number);
        }
        rows.len()
    }

    /// A row that the form does not know.
    pub(super) fn read_unmatched(&mut self, row: &Row) {
        let cells = &self.cells(row);
        let text =
            cells.label.map_or_else(|| self.sheet.text(cells.all.start), |index| self.sheet.text(index)).to_owned();
        let lone = cells.all.len() == 1;
        let is_of_form = is_column_numbers(self.sheet, row)
            || is_total(&text)
            || is_note(&text)
            || lone && (is_heading_of_added_rows(&text) || is_line_of_form(&text));
        if is_of_form {
            return self.mark_all(cells, CellUse::Furniture);
        }
        if cells.label.is_none() && cells.code.is_none() || lone {
            return self.remark_row(RemarkKind::UnmatchedRow, cells, "");
        }
        self.keep_outside(cells);
        if self.family != Family::Progress {
            self.remark_row(RemarkKind::UnmatchedRow, cells, "");
        }
    }

    /// Keeps a row that an agency added: what it says was done, or else its own words.
    fn keep_outside(&mut self, cells: &RowCells) {
        let result_column = self.columns.iter().find(|column| column.head == Head::Result).map(|column| column.column);
        let result = cells.all.clone().find(|&index| Some(self.sheet.cell(index).column) == result_column);
        let main = result.or(cells.label).unwrap_or(cells.all.start);
        let traced = |index: usize| Traced::from_cell(self.sheet.shown(index), self.sheet.cell_ref(index));
        let details = cells.all.clone().filter(|&index| index != main).map(traced).collect();
        self.into.outside.push(OutsideRow { text: traced(main), details });
        self.mark_all(cells, CellUse::Mapped);
    }

    /// Remarks and signature lines below the table.
    pub(super) fn read_line_below(&mut self, row: &Row) {
        for index in row.cells.clone() {
            if is_line_of_form(self.sheet.text(index)) {
                self.sheet.mark(index, CellUse::Furniture);
            }
        }
    }
}
