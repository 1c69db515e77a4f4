//! XML spreadsheets of Excel 2002 and 2003 (SpreadsheetML), which programs still export and call .xls or .xml.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::convert::iso_value;
use super::document::grid;
use super::docx::{attribute, character};
use super::grid::{
    Aside, AsideCell, Beside, Cell, Grid, MergedRange, TextBeside, Value, Visibility, Workbook, place_of,
};
use super::limits::{Budget, COLUMNS, ROWS, SHEETS, merge, settle, too_many_sheets};
use super::text_encoding::decode;
use super::written::{subscript, superscript};
use super::{NumberFormat, Refusal, well_formed};

/// Reads an XML spreadsheet.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let text = decode(bytes).text;
    let text = text.trim_start();
    // Programs that write it by hand leave an ampersand as it is; everything else must be sound.
    well_formed::check("Workbook", text.as_bytes())?;
    let mut reader = Reader::from_str(text);
    let mut book = Book::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => book.open(&tag, false)?,
            Ok(Event::Empty(tag)) => book.open(&tag, true)?,
            Ok(Event::End(tag)) => book.close(tag.local_name().as_ref())?,
            Ok(Event::Text(text)) => book.text(&text),
            Ok(Event::CData(text)) => book.text(&text),
            Ok(Event::GeneralRef(reference)) => book.text(&character(&reference)),
            Ok(Event::Eof) => break,
            Err(_) => return Err(well_formed::damaged("Workbook", reader.buffer_position())),
            Ok(_) => {}
        }
    }
    Ok(book.sheets.into())
}

/// What has been read of a workbook.
#[derive(Default)]
struct Book {
    sheets: Vec<Grid>,
    merges: Vec<MergedRange>,
    budget: Budget,
    /// The style that is being declared, and those whose numbers are shown as per cent.
    style: Option<String>,
    percent_styles: BTreeSet<String>,
    /// Number formats of styles, where they tell more than marks.
    formats: BTreeMap<String, String>,
    /// Styles whose text is struck out.
    struck_styles: BTreeSet<String>,
    /// Columns of the sheet that are not shown, by their number, and whether the row is.
    hidden_columns: Vec<bool>,
    next_column: u32,
    row_is_hidden: bool,
    next_row: u32,
    row: u32,
    column: u32,
    cell: Option<OpenCell>,
    /// The note on the cell that is being read.
    note: Option<String>,
    /// Within the data of the cell, and within the name of a sheet's visibility.
    in_data: bool,
    in_visible: bool,
    raised: usize,
    lowered: usize,
    struck: usize,
}

#[derive(Default)]
struct OpenCell {
    style: Option<String>,
    formula: Option<String>,
    kind: String,
    text: String,
    struck_text: String,
    /// All its text, what is struck out too.
    whole: String,
}

impl Book {
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "Style" => self.style = attribute(tag, "ID"),
            "NumberFormat" => {
                let format = attribute(tag, "Format");
                let is_percent = format.as_ref().is_some_and(|format| format == "Percent" || format.contains('%'));
                if let (Some(style), Some(code)) = (&self.style, format)
                    && NumberFormat::parse(&code).tells()
                {
                    self.formats.insert(style.clone(), code);
                }
                self.percent_styles.extend(self.style.clone().filter(|_| is_percent));
            }
            "Font" => {
                let is_struck = attribute(tag, "StrikeThrough").is_some_and(|value| value != "0");
                self.struck_styles.extend(self.style.clone().filter(|_| is_struck));
            }
            "Column" => {
                let first = index(tag).unwrap_or(self.next_column);
                let last = first.saturating_add(span(tag));
                self.next_column = last.saturating_add(1);
                if is_hidden(tag) {
                    let end = last.min(COLUMNS - 1) as usize + 1;
                    let start = (first as usize).min(end);
                    self.hidden_columns.resize(self.hidden_columns.len().max(end), false);
                    self.hidden_columns[start..end].fill(true);
                }
            }
            "Worksheet" => {
                if self.sheets.len() >= SHEETS {
                    return Err(too_many_sheets());
                }
                self.sheets.push(grid(attribute(tag, "Name").unwrap_or_default(), Vec::new()));
                (self.next_row, self.next_column, self.hidden_columns) = (0, 0, Vec::new());
            }
            "Row" => {
                self.row = index(tag).unwrap_or(self.next_row);
                // Rows that one element stands for are empty or alike; what is alike is written once.
                self.next_row = self.row.saturating_add(1).saturating_add(span(tag)).min(ROWS);
                self.row_is_hidden = is_hidden(tag);
                self.column = 0;
            }
            "Cell" => self.open_cell(tag, is_empty)?,
            // The data of a note have no type.
            "Comment" if self.cell.is_some() && !is_empty => self.note = Some(String::new()),
            "Data" if self.note.is_some() => self.in_data = !is_empty,
            "Data" if self.cell.is_some() => {
                self.in_data = !is_empty;
                if let Some(cell) = &mut self.cell {
                    cell.kind = attribute(tag, "Type").unwrap_or_default();
                }
            }
            "Visible" => self.in_visible = !is_empty,
            "Sup" if !is_empty => self.raised += 1,
            "Sub" if !is_empty => self.lowered += 1,
            "S" if !is_empty => self.struck += 1,
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<(), Refusal> {
        self.column = index(tag).unwrap_or(self.column);
        let spans = |name: &str| attribute(tag, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
        let (right, down) = (spans("MergeAcross").min(COLUMNS), spans("MergeDown").min(ROWS));
        if right > 0 || down > 0 {
            self.merges.push(MergedRange {
                first_row: self.row,
                first_column: self.column,
                last_row: self.row.saturating_add(down),
                last_column: self.column.saturating_add(right),
            });
        }
        self.cell = Some(OpenCell {
            style: attribute(tag, "StyleID"),
            formula: attribute(tag, "Formula"),
            ..OpenCell::default()
        });
        if is_empty { self.close_cell(right) } else { Ok(()) }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "Style" => self.style = None,
            "Data" => self.in_data = false,
            "Sup" => self.raised = self.raised.saturating_sub(1),
            "Sub" => self.lowered = self.lowered.saturating_sub(1),
            "S" => self.struck = self.struck.saturating_sub(1),
            "Visible" => self.in_visible = false,
            "Comment" => self.close_note()?,
            "Cell" => {
                let last =
                    self.merges.last().filter(|last| (last.first_row, last.first_column) == (self.row, self.column));
                self.close_cell(last.map_or(0, |last| last.last_column - last.first_column))?;
            }
            "Worksheet" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    merge(sheet, std::mem::take(&mut self.merges))?;
                    settle(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The cell that has begun ends, and covers so many columns to its right.
    fn close_cell(&mut self, right: u32) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(1).saturating_add(right);
        let is_formula = cell.formula.is_some();
        let has_style = |styles: &BTreeSet<String>| cell.style.as_ref().is_some_and(|style| styles.contains(style));
        let percent_format = has_style(&self.percent_styles);
        let in_hidden_column = self.hidden_columns.get(column as usize).copied().unwrap_or(false);
        let is_struck =
            has_style(&self.struck_styles) || !cell.struck_text.trim().is_empty() && cell.text.trim().is_empty();
        let why = match (in_hidden_column, self.row_is_hidden, is_struck) {
            (true, ..) => Some(Aside::HiddenColumn),
            (_, true, _) => Some(Aside::HiddenRow),
            (.., true) => Some(Aside::Struck),
            _ => None,
        };
        // What stays of a number that is struck out in part is text, and is told with what is stored.
        let is_partly_struck = !cell.struck_text.trim().is_empty() && !cell.text.trim().is_empty();
        let found = match value(&cell) {
            None if is_struck => Some(Value::Text(cell.struck_text.trim().to_owned())),
            found => found,
        };
        let Some(value) = found else { return Ok(()) };
        let formula = cell.formula.as_ref().map_or(0, String::len);
        self.budget.take(row, column, cell.text.len() + cell.whole.len() + formula)?;
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let code = cell.style.as_ref().and_then(|style| self.formats.get(style));
        let made = Cell {
            percent_format,
            formula: is_formula,
            format: code.and_then(|code| place_of(&mut sheet.formats, code)),
            stored: is_partly_struck.then(|| cell.whole.trim().into()),
            ..Cell::new(row, column, value)
        };
        match why {
            Some(why) => sheet.aside.push(AsideCell { cell: made, why }),
            None => sheet.cells.push(made),
        }
        Ok(())
    }

    /// The note on a cell ends.
    fn close_note(&mut self) -> Result<(), Refusal> {
        self.in_data = false;
        let Some(text) = self.note.take().filter(|text| !text.trim().is_empty()) else { return Ok(()) };
        let (row, column) = (self.row, self.column);
        self.budget.take(row, column, text.len())?;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.beside.push(TextBeside { kind: Beside::Note, row, column, text: text.trim().to_owned() });
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_visible
            && let Some(sheet) = self.sheets.last_mut()
        {
            match text.trim() {
                "SheetHidden" => sheet.visibility = Visibility::Hidden,
                "SheetVeryHidden" => sheet.visibility = Visibility::VeryHidden,
                _ => {}
            }
        }
        let shown = match () {
            () if self.raised > 0 => superscript(text),
            () if self.lowered > 0 => subscript(text),
            () => text.to_owned(),
        };
        if let Some(note) = self.note.as_mut() {
            if self.in_data {
                note.push_str(text);
            }
        } else if let Some(cell) = self.cell.as_mut().filter(|_| self.in_data) {
            cell.whole.push_str(text);
            let text = if self.struck > 0 { &mut cell.struck_text } else { &mut cell.text };
            text.push_str(&shown);
        }
    }
}

/// What a cell holds, by the type that it says.
fn value(cell: &OpenCell) -> Option<Value> {
    let text = cell.text.trim();
    let without_value =
        || cell.formula.as_ref().map(|formula| Value::FormulaWithoutValue(formula.trim_start_matches('=').to_owned()));
    match cell.kind.as_str() {
        // A text that is empty is what the formula gives.
        "String" if text.is_empty() => None,
        _ if text.is_empty() => without_value(),
        "Number" => Some(
            text.parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .map_or_else(|| Value::Text(text.to_owned()), Value::Number),
        ),
        "Boolean" => Some(Value::Bool(text == "1")),
        "DateTime" => Some(iso_value(text.to_owned())),
        "Error" => Some(Value::Error(text.to_owned())),
        _ => Some(Value::Text(cell.text.clone())),
    }
}

/// Whether a row or a column is not shown.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "Hidden").is_some_and(|value| value != "0")
}

/// How many rows or columns more an element stands for.
fn span(tag: &BytesStart<'_>) -> u32 {
    attribute(tag, "Span").and_then(|span| span.parse().ok()).unwrap_or(0)
}

/// The place from 0 that a row or a cell says that it has.
fn index(tag: &BytesStart<'_>) -> Option<u32> {
    attribute(tag, "Index")?.parse::<u32>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn workbook(styles: &str, rows: &str, options: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>{styles}</Styles><Worksheet ss:Name=\"Biểu 02\"><Table>{rows}</Table>
             <WorksheetOptions xmlns=\"x\">{options}</WorksheetOptions></Worksheet></Workbook>"
        )
    }

    fn data(kind: &str, text: &str) -> String {
        format!("<Data ss:Type=\"{kind}\">{text}</Data>")
    }

    #[test]
    fn cells_stand_where_and_are_what_they_say() {
        let styles = "<Style ss:ID=\"p\"><NumberFormat ss:Format=\"0.0%\"/></Style><Style ss:ID=\"d\"/>";
        let rows = [
            format!(
                "<Row><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\">{}</Cell><Cell>{}</Cell></Row>",
                data("String", "Mã &amp; tên"),
                data("Number", "1.5")
            ),
            format!(
                "<Row ss:Index=\"4\"><Cell ss:Index=\"3\" ss:StyleID=\"p\">{}</Cell><Cell ss:StyleID=\"d\">{}</Cell></Row>",
                data("Number", "0.95"),
                data("DateTime", "2026-11-20T00:00:00.000")
            ),
            format!(
                "<Row><Cell ss:Formula=\"=R1C1\"/><Cell ss:Formula=\"=1+1\">{}</Cell><Cell>{}</Cell><Cell>{}</Cell></Row>",
                data("Number", "2"),
                data("Error", "#REF!"),
                data("Boolean", "1")
            ),
            format!("<Row><Cell>{}</Cell></Row>", data("String", "125<Sup>1</Sup><S>9</S>")),
        ];
        let read = read(workbook(styles, &rows.concat(), "").as_bytes()).expect("a workbook");
        let sheet = &read.sheets[0];
        let cells: Vec<_> = sheet
            .cells
            .iter()
            .map(|cell| (cell.row, cell.column, cell.value.clone(), cell.percent_format, cell.formula))
            .collect();
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            cells,
            [
                (0, 0, text("Mã & tên"), false, false),
                (0, 2, Value::Number(1.5), false, false),
                (3, 2, Value::Number(0.95), true, false),
                (3, 3, Value::Date(46346.0), false, false),
                (4, 0, Value::FormulaWithoutValue("R1C1".into()), false, true),
                (4, 1, Value::Number(2.0), false, true),
                (4, 2, Value::Error("#REF!".into()), false, false),
                (4, 3, Value::Bool(true), false, false),
                (5, 0, text("125¹"), false, false),
            ]
        );
        let partly = sheet.cells.iter().find(|cell| cell.stored.is_some()).and_then(|cell| cell.stored.as_deref());
        assert_eq!((partly, sheet.aside.len()), (Some("12519"), 0));
        assert_eq!(sheet.merges, [MergedRange { first_row: 0, first_column: 0, last_row: 1, last_column: 1 }]);
        assert_eq!(
            (sheet.name.as_str(), sheet.visibility, read.lines_above.len()),
            ("Biểu 02", Visibility::Visible, 0)
        );
    }

    #[test]
    fn what_is_hidden_or_struck_out_is_set_aside() {
        let cell = |style: &str, number: u8| {
            format!("<Cell ss:StyleID=\"{style}\">{}</Cell>", data("Number", &number.to_string()))
        };
        let rows = [
            "<Column/><Column ss:Span=\"1\" ss:Hidden=\"1\"/>".to_owned(),
            format!("<Row>{}{}{}{}</Row>", cell("d", 1), cell("d", 2), cell("d", 3), cell("s", 4)),
            format!("<Row ss:Hidden=\"1\">{}</Row><Row>{}</Row>", cell("d", 5), cell("d", 6)),
        ];
        let styles = "<Style ss:ID=\"d\"/><Style ss:ID=\"s\"><Font ss:StrikeThrough=\"1\"/></Style>";
        let read = read(workbook(styles, &rows.concat(), "").as_bytes()).expect("a workbook");
        let numbers = |grid: &Grid| grid.cells.iter().map(|cell| cell.value.clone()).collect::<Vec<_>>();
        assert_eq!(numbers(&read.sheets[0]), [1.0, 6.0].map(Value::Number));
        let aside = read.sheets[0].aside.iter().map(|aside| (aside.cell.value.clone(), aside.why));
        let expected =
            [(2.0, Aside::HiddenColumn), (3.0, Aside::HiddenColumn), (4.0, Aside::Struck), (5.0, Aside::HiddenRow)];
        assert_eq!(aside.collect::<Vec<_>>(), expected.map(|(number, why)| (Value::Number(number), why)));
    }

    #[test]
    fn hidden_sheets_are_hidden_and_places_beyond_the_sheet_refused() {
        let hidden =
            workbook("", "<Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>", "<Visible>SheetHidden</Visible>");
        assert_eq!(read(hidden.as_bytes()).expect("a workbook").sheets[0].visibility, Visibility::Hidden);
        for row in ["<Row ss:Index=\"4294967295\">", "<Row ss:Span=\"4294967295\"/><Row>"] {
            let far = workbook("", &format!("{row}<Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>"), "");
            assert!(matches!(read(far.as_bytes()), Err(Refusal::Unreadable(_))), "{row}");
        }
        assert!(matches!(read(workbook("", "<Row><Cell>", "").as_bytes()), Err(Refusal::Unreadable(_))));
        let wide: Vec<u8> = hidden.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(read(&[&[0xFF, 0xFE], wide.as_slice()].concat()).is_ok());
    }

    proptest! {
        #[test]
        fn any_rows_are_read_or_refused(parts in proptest::collection::vec(
            "<(/?)(Row|Cell|Data|Sup)( ss:(Index|MergeAcross|MergeDown|Span)=\"[0-9]{1,10}\")?>|[a-z0-9]{0,4}", 0..30
        )) {
            if let Ok(workbook) = read(workbook("", &parts.concat(), "").as_bytes()) {
                for sheet in &workbook.sheets {
                    prop_assert!(sheet.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column)));
                }
            }
        }
    }
}
