//! Where a value stands in what an agency sent.

use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Language;

/// How people find a cell of a sheet, and so how it is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetKind {
    /// A sheet of a workbook, whose cells have addresses: `C7`.
    #[default]
    Worksheet,
    /// A table of a document, in which people count rows and columns: `dòng 7, cột 3`.
    Table {
        /// Rows of the grid that are no rows of the table: lines of text that stand above it.
        lines_above: u32,
    },
}

/// A sheet of a file. Shared by all cells of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetRef {
    /// Path relative to `inputs/<year>/`, with `/` between folders.
    pub file: Arc<str>,
    /// The sheet's name as the workbook spells it.
    pub sheet: Arc<str>,
    /// How its cells are named.
    pub kind: SheetKind,
}

/// One cell of one sheet of one file. Two are the same where they stand in the same place.
#[derive(Clone, Debug)]
pub struct CellRef {
    sheet: Arc<SheetRef>,
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u32,
    differs: Option<Arc<StoredAndShown>>,
}

/// What a cell stores and what its sheet shows, where that is something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAndShown {
    /// What the file holds: `354900000`; `31279`, of which `31` is struck through.
    pub stored: String,
    /// What the sheet shows: `354,9`; `279`.
    pub shown: String,
}

impl PartialEq for CellRef {
    fn eq(&self, other: &Self) -> bool {
        self.place() == other.place()
    }
}

impl Eq for CellRef {}

impl PartialOrd for CellRef {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CellRef {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl Hash for CellRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.place().hash(state);
    }
}

impl CellRef {
    /// The cell at `row` and `column` (both from 0) of `sheet`.
    pub fn new(sheet: &Arc<SheetRef>, row: u32, column: u32) -> Self {
        Self { sheet: Arc::clone(sheet), row, column, differs: None }
    }

    /// The cell with what it stores, where its sheet shows something else.
    #[must_use]
    pub fn that_shows(self, stored: impl Into<String>, shown: impl Into<String>) -> Self {
        Self { differs: Some(Arc::new(StoredAndShown { stored: stored.into(), shown: shown.into() })), ..self }
    }

    /// What it stores and what its sheet shows, where the two differ.
    pub fn differs(&self) -> Option<&StoredAndShown> {
        self.differs.as_deref()
    }

    fn place(&self) -> (&Arc<SheetRef>, u32, u32) {
        (&self.sheet, self.row, self.column)
    }

    /// Path of the file, relative to `inputs/<year>/`.
    pub fn file(&self) -> &str {
        &self.sheet.file
    }

    /// Name of the sheet.
    pub fn sheet(&self) -> &str {
        &self.sheet.sheet
    }

    /// The sheet the cell stands on.
    pub fn sheet_ref(&self) -> &Arc<SheetRef> {
        &self.sheet
    }

    /// Whether the cell stands in a table of a document, in which no link leads to a cell.
    pub fn is_in_document(&self) -> bool {
        matches!(self.sheet.kind, SheetKind::Table { .. })
    }

    /// The cell as people call it: `C7`; in a table of a document `dòng 7, cột 3`.
    pub fn name(&self, language: Language) -> String {
        let SheetKind::Table { lines_above } = self.sheet.kind else { return self.address() };
        let (row, column) = (u64::from(self.row) + 1, u64::from(self.column) + 1);
        match (row.checked_sub(u64::from(lines_above)).filter(|row| *row > 0), language) {
            (Some(row), Language::Vietnamese) => format!("dòng {row}, cột {column}"),
            (Some(row), Language::English) => format!("row {row}, column {column}"),
            (None, Language::Vietnamese) => format!("dòng chữ {row} phía trên"),
            (None, Language::English) => format!("line {row} above it"),
        }
    }

    /// The address as spreadsheets write it: `C7`; also of a cell in a table of a document, for programs that read it.
    pub fn address(&self) -> String {
        let mut address = column_name(self.column);
        // Writing to a string cannot fail.
        let _ = write!(address, "{}", u64::from(self.row) + 1);
        address
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} › {} › {}", self.file(), self.sheet(), self.name(Language::Vietnamese))
    }
}

/// The letters of a column counted from 0: `A` … `Z`, `AA` …
pub fn column_name(column: u32) -> String {
    let letter = |place: u64| char::from(b'A' + (place % 26) as u8);
    let mut name = String::with_capacity(8);
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        name.insert(0, letter(rest));
        rest /= 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        let names: Vec<_> = [0, 25, 26, 701, 702, 16_383].map(column_name).into();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_cell_is_the_same_whatever_it_shows() {
        let sheet = Arc::new(SheetRef { file: "a.xlsx".into(), sheet: "B".into(), kind: SheetKind::Worksheet });
        let cell = CellRef::new(&sheet, 1, 2);
        assert_eq!(cell, cell.clone().that_shows("31279", "279"));
        assert!(cell < CellRef::new(&sheet, 2, 0));
    }

    #[test]
    fn cells_of_a_table_are_named_by_row_and_column() {
        let sheet = |kind| Arc::new(SheetRef { file: "a.docx".into(), sheet: "Bảng 2".into(), kind });
        let table = sheet(SheetKind::Table { lines_above: 3 });
        let cell = CellRef::new(&table, 9, 2);
        assert_eq!(cell.to_string(), "a.docx › Bảng 2 › dòng 7, cột 3");
        assert_eq!(cell.name(Language::English), "row 7, column 3");
        assert_eq!(CellRef::new(&table, 2, 0).name(Language::Vietnamese), "dòng chữ 3 phía trên");
        assert_eq!(CellRef::new(&sheet(SheetKind::Worksheet), 9, 2).to_string(), "a.docx › Bảng 2 › C10");
    }
}
