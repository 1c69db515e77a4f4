//! Which rows of the form a file has.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::form::TableKind;
use crate::model::ItemId;

/// The rows of the form that a file has, filled in or not.
#[derive(Clone, Debug, Default)]
pub struct RowsSeen(BTreeMap<TableKind, FxHashSet<ItemId>>);

impl RowsSeen {
    /// Adds a row.
    pub fn note(&mut self, table: TableKind, item: ItemId) {
        self.0.entry(table).or_default().insert(item);
    }

    /// Adds the rows of another sheet.
    pub fn append(&mut self, other: Self) {
        for (table, rows) in other.0 {
            self.0.entry(table).or_default().extend(rows);
        }
    }

    /// How many rows there are.
    pub fn number_of_rows(&self) -> usize {
        self.0.values().map(FxHashSet::len).sum()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a row of the table.
    pub fn has_table(&self, table: TableKind) -> bool {
        self.0.contains_key(&table)
    }

    /// Whether there is the row of the table.
    pub fn has_row(&self, table: TableKind, item: &str) -> bool {
        self.0.get(&table).is_some_and(|rows| rows.contains(item))
    }

    /// All rows that any form may have, for tests.
    #[cfg(test)]
    pub(crate) fn of_every_form(settings: &crate::config::Settings) -> Self {
        use crate::plan::Role;
        let mut seen = Self::default();
        for (role, table) in [
            (Role::Tasks, TableKind::Tasks),
            (Role::Duties, TableKind::Duties),
            (Role::Catalogue, TableKind::Catalogue),
        ] {
            settings.plan.reported(role).for_each(|node| seen.note(table, ItemId::from(&node.id)));
        }
        let form = &settings.indicators;
        form.indicators.iter().for_each(|row| seen.note(TableKind::Indicators, ItemId::from(&row.id)));
        form.funding.iter().for_each(|row| seen.note(TableKind::Funding, ItemId::from(&row.id)));
        seen
    }

    /// Takes a table out, for tests.
    #[cfg(test)]
    pub(crate) fn remove_table(&mut self, table: TableKind) {
        self.0.remove(&table);
    }
}
