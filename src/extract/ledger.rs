//! Every non-empty cell is mapped, furniture, or unmapped; the three add up to what was read.

use crate::model::CellRef;

/// What became of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellUse {
    /// Its value stands in a record, or it is kept as a note.
    Mapped,
    /// It is the form's own: titles, heads, codes, the plan's words, the lines of every document.
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
    /// Its sheet is hidden: set aside as a whole, not misunderstood.
    pub on_hidden_sheet: bool,
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

    /// The cells that nobody knows what to do with on sheets that are shown.
    pub fn unread(&self) -> impl Iterator<Item = &UnmappedCell> {
        self.unmapped.iter().filter(|cell| !cell.on_hidden_sheet)
    }

    /// The hidden sheets, each by its first cell, with how many cells it has.
    pub fn hidden_sheets(&self) -> Vec<(&CellRef, usize)> {
        let hidden: Vec<&CellRef> =
            self.unmapped.iter().filter(|cell| cell.on_hidden_sheet).map(|cell| &cell.cell).collect();
        hidden.chunk_by(|a, b| a.sheet_ref() == b.sheet_ref()).map(|cells| (cells[0], cells.len())).collect()
    }

    /// Whether the three add up.
    pub fn balances(&self) -> bool {
        self.read == self.mapped + self.furniture + self.unmapped.len()
    }
}
