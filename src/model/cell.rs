//! Where a value stands in what an agency sent.

use std::fmt;
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

/// One cell of one sheet of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    sheet: Arc<SheetRef>,
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u32,
}

impl CellRef {
    /// The cell at `row` and `column` (both from 0) of `sheet`.
    pub fn new(sheet: &Arc<SheetRef>, row: u32, column: u32) -> Self {
        Self { sheet: Arc::clone(sheet), row, column }
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
        format!("{}{}", column_name(self.column), u64::from(self.row) + 1)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} › {} › {}", self.file(), self.sheet(), self.name(Language::Vietnamese))
    }
}

/// The letters of a column counted from 0: `A` … `Z`, `AA` …
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
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
