//! What is told of the columns of a table that was read: which might have been meant, which nobody knows.

use super::super::column_choice::ColumnRemark;
use super::super::heads::{Column, Head, column_at};
use super::super::record::Remark;
use super::super::{CellUse, RemarkKind};
use super::TableReader;
use crate::model::{Field, column_name};
use crate::vietnamese::fold;

impl TableReader<'_, '_> {
    /// Remarks on columns that have cells in rows of the form: one remark for each cause, with all its cells.
    pub(super) fn tell_of_columns(&mut self, remarks: &[ColumnRemark]) {
        for remark in remarks {
            let cells = self.cells_in(|column| remark.columns.contains(&column.column));
            self.tell(remark.kind, remark.field, &remark.columns, &cells);
        }
        let told = |column: &Column| remarks.iter().any(|remark| remark.columns.contains(&column.column));
        let unread = self.cells_in(|column| column.head == Head::Unknown && !told(column));
        let unread: Vec<usize> = unread.into_iter().filter(|index| self.says_something(*index)).collect();
        let mut columns: Vec<u32> = unread.iter().map(|index| self.sheet.cell(*index).column).collect();
        columns.sort_unstable();
        columns.dedup();
        self.tell(RemarkKind::UnreadColumns, None, &columns, &unread);
    }

    /// The cells of the rows that were matched, in columns such as these.
    fn cells_in(&self, wanted: impl Fn(&Column) -> bool) -> Vec<usize> {
        let is_wanted = |index: &usize| column_at(self.columns, self.sheet.cell(*index).column).is_some_and(&wanted);
        self.matched.iter().flat_map(|cells| cells.clone()).filter(is_wanted).collect()
    }

    /// Whether a cell was left unread and is more than a dash.
    fn says_something(&self, index: usize) -> bool {
        self.sheet.uses()[index] == CellUse::Unmapped && !fold(&self.sheet.shown(index)).is_empty()
    }

    fn tell(&mut self, kind: RemarkKind, field: Option<Field>, columns: &[u32], cells: &[usize]) {
        if cells.is_empty() {
            return;
        }
        let called = |number: &u32| match column_at(self.columns, *number) {
            Some(column) if !column.words.is_empty() => format!("“{}”", column.words.replace('\n', " ")),
            _ => column_name(*number),
        };
        self.values.remarks.push(Remark {
            kind,
            cells: cells.iter().map(|index| self.sheet.cell_ref(*index)).collect(),
            field: field.map_or(String::new(), |field| field.head().to_owned()),
            row: String::new(),
            found: columns.iter().map(called).collect::<Vec<_>>().join(", "),
            read_as: String::new(),
        });
    }
}
