//! The tables of a document as grids, and the lines of text between them. Used for whatever has tables and no sheets: a table
//! is called as people call it (`Bảng 2`), and the lines between two tables stand in the grid of the second, above it.

use super::Refusal;
use super::grid::{Cell, Grid, MergedRange, Value, Visibility, Workbook};
use super::limits::{Budget, COLUMNS, SHEETS, merge, settle, too_large, too_many_sheets};
use super::written::{shows, value_of};

/// How far a cell reaches, and whether the document shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Columns that it covers; at least one.
    pub(super) columns: u32,
    /// Rows that it covers; at least one.
    pub(super) rows: u32,
    /// It goes on with the cell above it.
    pub(super) goes_on: bool,
    /// The document does not show it.
    pub(super) is_hidden: bool,
}

impl Default for Extent {
    fn default() -> Self {
        Self { columns: 1, rows: 1, goes_on: false, is_hidden: false }
    }
}

/// Takes the tables and lines of a document in their order.
#[derive(Default)]
pub(super) struct DocumentBuilder {
    budget: Budget,
    /// The tables that are complete, by their number from 0.
    done: Vec<(usize, Table)>,
    /// Tables that have begun, the outer ones first.
    open: Vec<(usize, Table)>,
    tables: usize,
    /// The lines since the last table, and the one that is being written.
    lines: Vec<String>,
    line: String,
    /// What is written is not shown, or is struck out, which is as good as deleted: it is set aside and told.
    pub(super) is_hidden: bool,
    hidden_line: String,
}

#[derive(Default)]
struct Table {
    lines_above: u32,
    cells: Vec<Cell>,
    hidden: Vec<Cell>,
    merges: Vec<MergedRange>,
    /// The row after the last that has begun.
    next_row: u32,
    in_row: bool,
    row_is_hidden: bool,
    column: u32,
    /// By column: the first row that no cell from above reaches into.
    taken_until: Vec<u32>,
    /// By column: the merge that a cell below may go on with.
    goes_on: Vec<Option<usize>>,
    cell: Option<OpenCell>,
}

struct OpenCell {
    row: u32,
    column: u32,
    is_hidden: bool,
    number: Option<f64>,
    text: String,
    hidden_text: String,
}

impl DocumentBuilder {
    /// A table begins, which may stand in a cell of another.
    pub(super) fn open_table(&mut self) -> Result<(), Refusal> {
        if self.tables >= SHEETS {
            return Err(too_many_sheets());
        }
        let mut table = Table::default();
        if self.open.is_empty() {
            self.break_line();
            for line in std::mem::take(&mut self.lines) {
                self.budget.take(table.next_row, 0, line.len())?;
                table.cells.extend(cell(table.next_row, 0, value_of(&line)));
                table.next_row += 1;
            }
            table.lines_above = table.next_row;
        }
        self.open.push((self.tables, table));
        self.tables += 1;
        Ok(())
    }

    /// The innermost table ends.
    pub(super) fn close_table(&mut self) -> Result<(), Refusal> {
        self.close_cell()?;
        self.done.extend(self.open.pop());
        Ok(())
    }

    /// Whether a table has begun.
    pub(super) fn is_in_table(&self) -> bool {
        !self.open.is_empty()
    }

    /// A row begins with so many columns left free.
    pub(super) fn open_row(&mut self, columns_before: u32, is_hidden: bool) -> Result<(), Refusal> {
        self.close_cell()?;
        let Some((_, table)) = self.open.last_mut() else { return Ok(()) };
        table.next_row = table.next_row.saturating_add(1);
        (table.in_row, table.row_is_hidden, table.column) = (true, is_hidden, columns_before);
        Ok(())
    }

    /// A cell begins, in the next column that no cell from above reaches into. `number` is what it holds, where the document
    /// tells that beside what it shows.
    pub(super) fn open_cell(&mut self, extent: Extent, number: Option<f64>) -> Result<(), Refusal> {
        self.close_cell()?;
        if self.open.last().is_some_and(|(_, table)| !table.in_row) {
            self.open_row(0, false)?;
        }
        let Some((_, table)) = self.open.last_mut() else { return Ok(()) };
        table.open_cell(extent, number)
    }

    /// The cell that has begun ends.
    pub(super) fn close_cell(&mut self) -> Result<(), Refusal> {
        let Some((_, table)) = self.open.last_mut() else { return Ok(()) };
        let Some(open) = table.cell.take() else { return Ok(()) };
        for (text, is_hidden) in [(&open.text, open.is_hidden), (&open.hidden_text, true)] {
            let value = match open.number.filter(|number| shows(text, *number)) {
                Some(number) => Some(Value::Number(number)),
                None => value_of(text),
            };
            let Some(value) = value else { continue };
            self.budget.take(open.row, open.column, text.len())?;
            if is_hidden { &mut table.hidden } else { &mut table.cells }.extend(cell(
                open.row,
                open.column,
                Some(value),
            ));
        }
        Ok(())
    }

    /// Text, where the document has it.
    pub(super) fn text(&mut self, text: &str) {
        let is_hidden = self.is_hidden;
        match self.open.last_mut().map(|(_, table)| table.cell.as_mut()) {
            Some(Some(cell)) if is_hidden => cell.hidden_text.push_str(text),
            Some(Some(cell)) => cell.text.push_str(text),
            // Text between the cells of a table is shown above it; what programs write there is blanks.
            _ if is_hidden => self.hidden_line.push_str(text),
            _ => self.line.push_str(text),
        }
    }

    /// What is written ends with the character; `None` where nothing was written.
    pub(super) fn last_letter(&self) -> Option<char> {
        match self.open.last().and_then(|(_, table)| table.cell.as_ref()) {
            Some(cell) if self.is_hidden => cell.hidden_text.chars().next_back(),
            Some(cell) => cell.text.chars().next_back(),
            None if self.is_hidden => self.hidden_line.chars().next_back(),
            None => self.line.chars().next_back(),
        }
    }

    /// A paragraph or a line ends.
    pub(super) fn break_line(&mut self) {
        if let Some(cell) = self.open.last_mut().and_then(|(_, table)| table.cell.as_mut()) {
            let text = if self.is_hidden { &mut cell.hidden_text } else { &mut cell.text };
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        } else if !self.line.trim().is_empty() {
            self.lines.push(std::mem::take(&mut self.line).trim().to_owned());
        } else {
            self.line.clear();
        }
    }

    /// The tables as sheets. None where there are no tables: then it is a text.
    pub(super) fn finish(mut self) -> Result<Option<Workbook>, Refusal> {
        while self.is_in_table() {
            self.close_table()?;
        }
        self.break_line();
        if self.tables == 0 {
            return Ok(None);
        }
        let mut done = std::mem::take(&mut self.done);
        done.sort_by_key(|(number, _)| *number);
        let (mut sheets, mut lines_above) = (Vec::new(), Vec::new());
        for (number, table) in done {
            let name = format!("Bảng {}", number + 1);
            if !table.hidden.is_empty() {
                // As a sheet that is hidden: set aside, and told.
                let mut hidden = grid(format!("{name} (phần ẩn hoặc gạch bỏ)"), table.hidden);
                hidden.visibility = Visibility::Hidden;
                settle(&mut hidden);
                sheets.push(hidden);
                lines_above.push(table.lines_above);
            }
            if table.cells.is_empty() {
                continue;
            }
            let mut shown = grid(name, table.cells);
            let is_wide =
                |range: &MergedRange| range.first_row < range.last_row || range.first_column < range.last_column;
            merge(&mut shown, table.merges.into_iter().filter(is_wide).collect())?;
            settle(&mut shown);
            sheets.push(shown);
            lines_above.push(table.lines_above);
        }
        let mut after = |name: String, lines: Vec<String>, visibility| -> Result<(), Refusal> {
            let mut cells = Vec::new();
            for (row, line) in (0..).zip(lines) {
                self.budget.take(row, 0, line.len())?;
                cells.extend(cell(row, 0, value_of(&line)));
            }
            if !cells.is_empty() {
                sheets.push(Grid { visibility, ..grid(name, cells) });
                lines_above.push(0);
            }
            Ok(())
        };
        after(format!("Sau bảng {}", self.tables), std::mem::take(&mut self.lines), Visibility::Visible)?;
        after("Chữ ẩn".to_owned(), vec![std::mem::take(&mut self.hidden_line)], Visibility::Hidden)?;
        let mut workbook = Workbook::from(sheets);
        workbook.lines_above = lines_above;
        Ok(Some(workbook))
    }
}

impl Table {
    fn open_cell(&mut self, extent: Extent, number: Option<f64>) -> Result<(), Refusal> {
        let row = self.next_row.saturating_sub(1);
        while self.taken_until.get(self.column as usize).is_some_and(|until| *until > row) {
            self.column += 1;
        }
        let column = self.column;
        let columns = extent.columns.max(1);
        self.column = column.saturating_add(columns);
        if self.column > COLUMNS {
            return Err(too_large(format!("{COLUMNS} cột trong một bảng"), format!("{COLUMNS} columns in a table")));
        }
        let rows = extent.rows.max(1);
        if rows > 1 {
            let end = self.column as usize;
            if self.taken_until.len() < end {
                self.taken_until.resize(end, 0);
            }
            self.taken_until[column as usize..end].fill(row.saturating_add(rows));
        }
        self.enter_merge(row, column, Extent { columns, rows, ..extent });
        let is_hidden = extent.is_hidden || self.row_is_hidden;
        self.cell = Some(OpenCell { row, column, is_hidden, number, text: String::new(), hidden_text: String::new() });
        Ok(())
    }

    /// Enters what the cell covers, or that the cell above covers it too.
    fn enter_merge(&mut self, row: u32, column: u32, extent: Extent) {
        let place = column as usize;
        if self.goes_on.len() <= place {
            self.goes_on.resize(place + 1, None);
        }
        if extent.goes_on {
            let above = self.goes_on[place].and_then(|above| self.merges.get_mut(above));
            if let Some(above) = above.filter(|above| above.last_row + 1 == row) {
                above.last_row = row;
                return;
            }
        }
        self.goes_on[place] = Some(self.merges.len());
        self.merges.push(MergedRange {
            first_row: row,
            first_column: column,
            last_row: row.saturating_add(extent.rows - 1),
            last_column: column + extent.columns - 1,
        });
    }
}

/// A cell of a document, which tells neither formats nor fonts.
pub(super) fn cell(row: u32, column: u32, value: Option<Value>) -> Option<Cell> {
    value.map(|value| Cell { row, column, value, percent_format: false, font: None, formula: false })
}

/// A sheet that is shown, with these cells and nothing else.
pub(super) fn grid(name: String, cells: Vec<Cell>) -> Grid {
    Grid { name, visibility: Visibility::Visible, cells, merges: Vec::new(), fonts: Vec::new(), decoded: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(builder: &mut DocumentBuilder, text: &str) {
        builder.text(text);
        builder.break_line();
    }

    #[test]
    fn lines_stand_above_their_table_and_nested_tables_on_their_own() {
        let mut builder = DocumentBuilder::default();
        text(&mut builder, "Mã đơn vị: 25480");
        text(&mut builder, "Đơn vị tính: triệu đồng");
        builder.open_table().expect("a table");
        builder.open_row(0, false).expect("a row");
        builder.open_cell(Extent { rows: 2, ..Extent::default() }, None).expect("a cell");
        builder.text("A");
        builder.open_cell(Extent { columns: 2, ..Extent::default() }, None).expect("a cell");
        builder.text("B");
        builder.open_table().expect("a table within");
        builder.open_cell(Extent::default(), None).expect("a cell");
        builder.text("12");
        builder.close_table().expect("its end");
        builder.open_row(0, true).expect("a row");
        builder.open_cell(Extent::default(), None).expect("a cell");
        builder.text("C");
        builder.close_table().expect("its end");
        text(&mut builder, "Người ký");
        let workbook = builder.finish().expect("a document").expect("with tables");
        let names: Vec<(&str, Visibility, usize)> =
            workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visibility, sheet.cells.len())).collect();
        let (shown, hidden) = (Visibility::Visible, Visibility::Hidden);
        let expected = [
            ("Bảng 1 (phần ẩn hoặc gạch bỏ)", hidden, 1),
            ("Bảng 1", shown, 4),
            ("Bảng 2", shown, 1),
            ("Sau bảng 2", shown, 1),
        ];
        assert_eq!(names, expected);
        assert_eq!(workbook.lines_above, [2, 2, 0, 0]);
        // Below what reaches down from above.
        assert_eq!((workbook.sheets[0].cells[0].row, workbook.sheets[0].cells[0].column), (3, 1));
        let merges = [
            MergedRange { first_row: 2, first_column: 0, last_row: 3, last_column: 0 },
            MergedRange { first_row: 2, first_column: 1, last_row: 2, last_column: 2 },
        ];
        assert_eq!(workbook.sheets[1].merges, merges);
        assert_eq!(workbook.sheets[2].cells[0].value, Value::Number(12.0));
    }

    #[test]
    fn what_reaches_without_end_is_refused() {
        let mut builder = DocumentBuilder::default();
        builder.open_table().expect("a table");
        let wide = Extent { columns: 1000, rows: u32::MAX, ..Extent::default() };
        assert!((0..20).any(|_| builder.open_cell(wide, None).is_err()));
        let mut builder = DocumentBuilder::default();
        assert!((0..2000).any(|_| builder.open_table().is_err()));
    }
}
