//! Where each datum stands, so that other sheets can point at its cell before or after it is written.

use rust_xlsxwriter::RowNum;
use rustc_hash::FxHashMap;

use super::rows::Datum;
use super::{ADDRESS, NAME, NAMED_COLUMNS};
use crate::model::{Field, column_name};

/// The rows of the data.
pub(in super::super) struct Index {
    /// Per item and field, the row of each agency by its place; 0, a row of the title, for none.
    rows: FxHashMap<(String, Field), Vec<RowNum>>,
    agencies: usize,
    first: RowNum,
    next: RowNum,
    /// The key of the datum before.
    last: Option<(String, Field)>,
}

impl Index {
    /// An index of data from the row `first` on.
    pub(super) fn new(first: RowNum, agencies: usize) -> Self {
        Self { rows: FxHashMap::default(), agencies, first, next: first, last: None }
    }

    /// Gives a datum the next row.
    pub(super) fn add(&mut self, datum: &Datum<'_>) {
        // Rows of one item and field follow each other: the key is made once for all of them.
        if self.last.as_ref().is_none_or(|last| last.0 != datum.item || last.1 != datum.field) {
            self.last = Some((datum.item.to_owned(), datum.field));
        }
        let Some(key) = &self.last else { return };
        if !self.rows.contains_key(key) {
            self.rows.insert(key.clone(), vec![0; self.agencies]);
        }
        if let Some(known) = self.rows.get_mut(key).and_then(|rows| rows.get_mut(datum.place)) {
            *known = self.next;
        }
        self.next += 1;
    }

    /// The reference to a number: `'Dữ liệu'!F123`.
    pub(in super::super) fn number(&self, item: &str, field: Field, place: usize) -> Option<String> {
        let row = self.column(item, field).get(place).copied().filter(|row| *row > 0)?;
        Some(format!("'{NAME}'!F{}", row + 1))
    }

    /// The rows of all agencies for one item and field, by place.
    pub(in super::super) fn column(&self, item: &str, field: Field) -> &[RowNum] {
        self.rows.get(&(item.to_owned(), field)).map_or(&[], Vec::as_slice)
    }

    /// The first cell of the data that a figure bears the code of: `'Dữ liệu'!C123`.
    pub(in super::super) fn first_of(&self, item: &str, field: Field) -> Option<String> {
        let row = self.column(item, field).iter().copied().find(|row| *row > 0)?;
        Some(format!("'{NAME}'!C{}", row + 1))
    }

    /// The names that formulas use, with what they stand for.
    pub(in super::super) fn names(&self) -> impl Iterator<Item = (&'static str, String)> {
        let (first, last) = (self.first + 1, self.last_row() + 1);
        NAMED_COLUMNS
            .into_iter()
            .map(move |(name, column)| (name, format!("='{NAME}'!${column}${first}:${column}${last}")))
    }

    /// What the table covers as it is declared, and what it has to cover: `A6:L7` and `A6:L10532`.
    pub(in super::super) fn table(&self) -> (String, String) {
        let range = |last: RowNum| format!("A{}:{}{}", self.first, column_name(u32::from(ADDRESS)), last + 1);
        (range(self.first), range(self.last_row()))
    }

    /// The last row of data; one empty row where there is none.
    fn last_row(&self) -> RowNum {
        self.next.saturating_sub(1).max(self.first)
    }
}

/// The reference to a text of the row: `'Dữ liệu'!G123`.
pub(in super::super) fn text_reference(row: RowNum) -> String {
    format!("'{NAME}'!G{}", row + 1)
}
