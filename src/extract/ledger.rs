//! Every non-empty cell is mapped, furniture, or unmapped; the three add up to what was read.

use crate::model::CellRef;

/// What became of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellUse {
    /// Its value stands in a record.
    Mapped,
    /// It belongs to the form: titles, heads, codes, the plan's own words, totals that are computed anew.
    Furniture,
    /// Nobody knows what it is.
    Unmapped,
}

/// A cell nobody knows what to do with.
#[derive(Clone, Debug, PartialEq)]
pub struct UnmappedCell {
    /// What it shows.
    pub value: String,
    /// Where it stands.
    pub cell: CellRef,
}

/// The account of one file's cells: `read = mapped + furniture + unmapped`, always.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Non-empty cells read.
    pub read: usize,
    /// Cells whose values stand in records.
    pub mapped: usize,
    /// Cells that belong to the form.
    pub furniture: usize,
    /// The rest, one by one, in reading order.
    pub unmapped: Vec<UnmappedCell>,
}

impl Ledger {
    /// Adds the account of another file.
    pub fn absorb(&mut self, other: Self) {
        self.read += other.read;
        self.mapped += other.mapped;
        self.furniture += other.furniture;
        self.unmapped.extend(other.unmapped);
    }

    /// Whether the three add up.
    pub fn balances(&self) -> bool {
        self.read == self.mapped + self.furniture + self.unmapped.len()
    }
}
