//! Where a value stands in what an agency sent.

use std::fmt;
use std::sync::Arc;

/// A sheet of a file. Shared by all cells of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetRef {
    /// Path relative to `inputs/<year>/`, with `/` between folders.
    pub file: Arc<str>,
    /// The sheet's name as the workbook spells it.
    pub sheet: Arc<str>,
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

    /// The address as spreadsheets write it: `C7`.
    pub fn address(&self) -> String {
        format!("{}{}", column_name(self.column), u64::from(self.row) + 1)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} › {} › {}", self.file(), self.sheet(), self.address())
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
    use super::column_name;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        let names: Vec<_> = [0, 25, 26, 701, 702, 16_383].map(column_name).into();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
