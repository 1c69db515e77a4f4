//! The tables of an OpenDocument spreadsheet, in one walk over its content (OpenDocument 1.3 part 3, 9).

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::super::Refusal;
use super::super::convert::iso_value;
use super::super::grid::{
    Aside, AsideCell, Beside, Cell, Grid, Hidden, MergedRange, TextBeside, Value, Visibility, Workbook, place_of,
};
use super::super::limits::{Budget, COLUMNS, SHEETS, merge, said, settle, too_large, too_many_sheets};
use super::super::number_format::NumberFormat;
use super::super::rich_text::{self, Run};
use super::super::xml::{attribute, number, push_text};
use super::styles::Styles;

/// Blanks that one `text:s` may stand for.
const BLANKS: u64 = 100_000;

/// The tables of the content.
pub(super) fn read(xml: &[u8], styles: &Styles) -> Result<Workbook, Refusal> {
    let mut reader = Reader::from_reader(xml);
    let mut walk = Walk::new(styles);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag)?,
            Ok(Event::Empty(tag)) => {
                walk.start(&tag)?;
                walk.end(tag.local_name().as_ref())?;
            }
            Ok(Event::End(tag)) => walk.end(tag.local_name().as_ref())?,
            Ok(Event::Eof) => break,
            Err(error) => return Err(Refusal::Unreadable(said(&error))),
            Ok(event) => walk.letters(&event),
        }
    }
    Ok(walk.grids.into())
}

/// What of a cell's style matters, its palette places known.
#[derive(Clone, Copy, Debug, Default)]
struct CellStyle {
    is_struck: bool,
    font: Option<u16>,
    format: Option<u16>,
}

/// A table being read.
#[derive(Default)]
struct Table {
    grid: Grid,
    hidden: Hidden,
    merges: Vec<MergedRange>,
    /// The styles of cells without one, by the last column that each holds for.
    column_styles: Vec<(u32, Option<String>)>,
    columns: u32,
    row: u32,
}

/// A row being read.
#[derive(Default)]
struct Row {
    repeats: u32,
    column: u32,
    style: Option<String>,
    cells: Vec<(Cell, bool)>,
}

/// A cell being read.
struct OpenCell {
    repeats: u32,
    style: CellStyle,
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    is_error: bool,
    text: Vec<Run>,
    is_covered: bool,
}

impl OpenCell {
    /// Adds letters under the format of the open spans.
    fn push(&mut self, text: &str, is_struck: bool, is_raised: bool) {
        let is_struck = is_struck || self.style.is_struck;
        match self.text.last_mut() {
            Some(run) if run.is_struck == is_struck && run.is_raised == is_raised => run.text.push_str(text),
            _ => self.text.push(Run { text: text.to_owned(), is_formatted: true, is_struck, is_raised }),
        }
    }
}

/// A text beside the cells being read.
struct OpenBeside {
    kind: Beside,
    element: String,
    text: String,
    has_paragraph: bool,
}

struct Walk<'a> {
    styles: &'a Styles,
    budget: Budget,
    grids: Vec<Grid>,
    known: FxHashMap<String, CellStyle>,
    fonts: Vec<String>,
    formats: Vec<String>,
    /// Elements whose content is no cell: changes, filters, data of other documents.
    skipped: usize,
    in_spreadsheet: bool,
    table: Option<Table>,
    row: Option<Row>,
    cell: Option<OpenCell>,
    beside: Option<OpenBeside>,
    /// Whether each open span is struck through, and raised, by a format of its own.
    spans: Vec<(bool, bool)>,
    paragraphs: usize,
    in_paragraph: bool,
    /// Whether a line break of the markup came last, or the paragraph has just begun.
    after_blank: bool,
}

impl<'a> Walk<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            budget: Budget::default(),
            grids: Vec::new(),
            known: FxHashMap::default(),
            fonts: Vec::new(),
            formats: Vec::new(),
            skipped: 0,
            in_spreadsheet: false,
            table: None,
            row: None,
            cell: None,
            beside: None,
            spans: Vec::new(),
            paragraphs: 0,
            in_paragraph: false,
            after_blank: false,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.skipped > 0 || is_skipped(name) {
            self.skipped += usize::from(is_skipped(name));
            return Ok(());
        }
        match name {
            "spreadsheet" => self.in_spreadsheet = true,
            "table" if self.in_spreadsheet && self.table.is_none() => self.start_table(tag)?,
            "table-column" if self.cell.is_none() => self.columns(tag),
            "table-row" if self.table.is_some() && self.row.is_none() => self.start_row(tag),
            "table-cell" | "covered-table-cell" if self.row.is_some() && self.cell.is_none() => {
                self.start_cell(tag, name == "covered-table-cell");
            }
            "annotation" => self.start_beside(Beside::Note, name),
            "frame" | "custom-shape" | "text-box" | "rect" | "ellipse" | "caption" if self.beside.is_none() => {
                self.start_beside(Beside::TextBox, name);
            }
            "p" | "h" => self.start_paragraph(),
            "span" if self.in_paragraph => {
                let style = attribute(tag, "style-name").map(|name| self.styles.style(&name)).unwrap_or_default();
                self.spans.push((style.is_struck, style.is_raised));
            }
            "s" if self.in_paragraph => {
                let blanks: u64 = if attribute(tag, "c").is_some() { number(tag, "c").unwrap_or(u64::MAX) } else { 1 };
                if blanks > BLANKS {
                    return Err(too_large(format!("{BLANKS} dấu cách liền nhau"), format!("{BLANKS} blanks in a row")));
                }
                self.push(&" ".repeat(blanks as usize));
            }
            "tab" if self.in_paragraph => self.push("\t"),
            "line-break" if self.in_paragraph => self.push("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        if self.skipped > 0 {
            self.skipped -= usize::from(is_skipped(name));
            return Ok(());
        }
        match name {
            "p" | "h" => self.in_paragraph = false,
            "span" => {
                self.spans.pop();
            }
            "table-cell" | "covered-table-cell" if self.beside.is_none() => self.end_cell(),
            "table-row" if self.beside.is_none() => self.end_row()?,
            "table" if self.beside.is_none() && self.row.is_none() => self.end_table()?,
            name if self.beside.as_ref().is_some_and(|beside| beside.element == name) => self.end_beside()?,
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.grids.len() >= SHEETS {
            return Err(too_many_sheets());
        }
        let mut table = Table::default();
        table.grid.name = attribute(tag, "name").unwrap_or_default();
        if attribute(tag, "style-name").is_some_and(|style| self.styles.hides(&style)) {
            table.grid.visibility = Visibility::Hidden;
        }
        self.table = Some(table);
        Ok(())
    }

    fn columns(&mut self, tag: &BytesStart<'_>) {
        let Some(table) = &mut self.table else { return };
        let repeats = repeats(tag, "number-columns-repeated").min(COLUMNS);
        let first = table.columns;
        table.columns = first.saturating_add(repeats);
        if is_collapsed(tag) && repeats > 0 {
            table.hidden.columns.push((first, table.columns - 1));
        }
        table.column_styles.push((table.columns.saturating_sub(1), attribute(tag, "default-cell-style-name")));
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) {
        let Some(table) = &mut self.table else { return };
        let repeats = repeats(tag, "number-rows-repeated");
        if is_collapsed(tag) && repeats > 0 {
            table.hidden.rows.push((table.row, table.row.saturating_add(repeats - 1)));
        }
        self.row = Some(Row { repeats, style: attribute(tag, "default-cell-style-name"), ..Row::default() });
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>, is_covered: bool) {
        self.note_merge(tag);
        let own = attribute(tag, "style-name");
        let by_row = self.row.as_ref().and_then(|row| row.style.clone());
        let name = own.or(by_row).or_else(|| self.style_of_column());
        let style = name.map(|name| self.cell_style(&name)).unwrap_or_default();
        let value = ["value", "date-value", "time-value", "boolean-value", "string-value"]
            .into_iter()
            .find_map(|name| attribute(tag, name));
        // Programs give the type in two names; the second one knows errors.
        let kinds = tag.attributes().flatten().filter(|attribute| attribute.key.local_name().as_ref() == "value-type");
        let mut kind = String::new();
        let mut is_error = false;
        for attribute in kinds {
            if attribute.value.as_ref() == "error" {
                is_error = true;
            } else if kind.is_empty() {
                attribute.value.as_ref().clone_into(&mut kind);
            }
        }
        self.paragraphs = 0;
        self.spans.clear();
        self.cell = Some(OpenCell {
            repeats: repeats(tag, "number-columns-repeated"),
            style,
            kind,
            value,
            formula: attribute(tag, "formula"),
            is_error,
            text: Vec::new(),
            is_covered,
        });
    }

    /// The style of cells without one in the column of the next cell.
    fn style_of_column(&self) -> Option<String> {
        let (table, row) = (self.table.as_ref()?, self.row.as_ref()?);
        let place = table.column_styles.partition_point(|(last, _)| *last < row.column);
        table.column_styles.get(place).and_then(|(_, style)| style.clone())
    }

    fn cell_style(&mut self, name: &str) -> CellStyle {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let style = self.styles.style(name);
        let format = style.format.filter(|code| NumberFormat::parse(code).tells());
        let cell = CellStyle {
            is_struck: style.is_struck,
            font: style.font.and_then(|font| place_of(&mut self.fonts, &font)),
            format: format.and_then(|code| place_of(&mut self.formats, &code)),
        };
        self.known.insert(name.to_owned(), cell);
        cell
    }

    /// Notes a cell that spans several rows or columns.
    fn note_merge(&mut self, tag: &BytesStart<'_>) {
        let (Some(table), Some(row)) = (&mut self.table, &self.row) else { return };
        let spans = |name: &str| repeats(tag, name).max(1) - 1;
        let (down, right) = (spans("number-rows-spanned"), spans("number-columns-spanned"));
        if down > 0 || right > 0 {
            table.merges.push(MergedRange {
                first_row: table.row,
                first_column: row.column,
                last_row: table.row.saturating_add(down),
                last_column: row.column.saturating_add(right),
            });
        }
    }

    fn start_beside(&mut self, kind: Beside, element: &str) {
        if self.table.is_some() {
            let element = element.to_owned();
            self.beside = Some(OpenBeside { kind, element, text: String::new(), has_paragraph: false });
            self.in_paragraph = false;
        }
    }

    fn end_beside(&mut self) -> Result<(), Refusal> {
        let (Some(beside), Some(table)) = (self.beside.take(), &mut self.table) else { return Ok(()) };
        if beside.text.trim().is_empty() {
            return Ok(());
        }
        let (row, column) = (table.row, self.row.as_ref().map_or(0, |row| row.column));
        self.budget.take(row, column, beside.text.len())?;
        table.grid.beside.push(TextBeside { kind: beside.kind, row, column, text: beside.text });
        Ok(())
    }

    fn start_paragraph(&mut self) {
        self.in_paragraph = true;
        self.after_blank = true;
        if let Some(beside) = &mut self.beside {
            if std::mem::replace(&mut beside.has_paragraph, true) {
                beside.text.push('\n');
            }
        } else if let Some(cell) = &mut self.cell {
            if self.paragraphs > 0 {
                cell.push("\n", false, false);
            }
            self.paragraphs += 1;
        }
    }

    fn letters(&mut self, event: &Event<'_>) {
        if !self.in_paragraph || self.skipped > 0 {
            return;
        }
        let mut written = String::new();
        push_text(&mut written, event);
        // A line break of the markup is a blank, with the blanks around it, and none at the beginning; blanks in a line
        // stay, as LibreOffice reads them.
        let mut kept = String::with_capacity(written.len());
        for letter in written.chars() {
            match letter {
                '\n' | '\r' => {
                    let line = kept.trim_end_matches([' ', '\t']).len();
                    kept.truncate(line);
                    if !self.after_blank {
                        kept.push(' ');
                    }
                    self.after_blank = true;
                }
                ' ' | '\t' if self.after_blank => {}
                letter => {
                    kept.push(letter);
                    self.after_blank = false;
                }
            }
        }
        let after_blank = self.after_blank;
        self.push(&kept);
        self.after_blank = after_blank;
    }

    fn push(&mut self, text: &str) {
        self.after_blank = false;
        if let Some(beside) = &mut self.beside {
            beside.text.push_str(text);
        } else if let Some(cell) = &mut self.cell {
            let struck = self.spans.iter().any(|(struck, _)| *struck);
            let raised = self.spans.iter().any(|(_, raised)| *raised);
            cell.push(text, struck, raised);
        }
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(row), Some(table)) = (self.cell.take(), &mut self.row, &self.table) else { return };
        let first = row.column;
        row.column = first.saturating_add(cell.repeats);
        self.in_paragraph = false;
        if cell.is_covered && cell.kind.is_empty() && cell.text.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        let Some((value, stored, is_struck)) = value_of(&cell) else { return };
        let read = Cell {
            percent_format: cell.kind == "percentage",
            font: cell.style.font,
            formula: cell.formula.is_some(),
            format: cell.style.format,
            stored: stored.map(String::into_boxed_str),
            ..Cell::new(table.row, first, value)
        };
        // Beyond the last column there are no cells; one copy is enough to have the file refused.
        let last = row.column.min(COLUMNS.saturating_add(1)).max(first.saturating_add(1));
        row.cells.extend((first..last).map(|column| (Cell { column, ..read.clone() }, is_struck)));
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let (Some(row), Some(table)) = (self.row.take(), &mut self.table) else { return Ok(()) };
        if !row.cells.is_empty() {
            for number in table.row..table.row.saturating_add(row.repeats) {
                for (cell, is_struck) in &row.cells {
                    let length = if let Value::Text(text) = &cell.value { text.len() } else { 0 };
                    self.budget.take(number, cell.column, length)?;
                    let cell = Cell { row: number, ..cell.clone() };
                    if *is_struck {
                        table.grid.aside.push(AsideCell { cell, why: Aside::Struck });
                    } else {
                        table.grid.cells.push(cell);
                    }
                }
            }
        }
        table.row = table.row.saturating_add(row.repeats);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Refusal> {
        let Some(mut table) = self.table.take() else { return Ok(()) };
        table.grid.fonts.clone_from(&self.fonts);
        table.grid.formats.clone_from(&self.formats);
        settle(&mut table.grid);
        merge(&mut table.grid, table.merges)?;
        table.grid.hide(table.hidden);
        self.grids.push(table.grid);
        Ok(())
    }
}

/// Elements in which cells or texts stand that the sheets do not show.
fn is_skipped(name: &str) -> bool {
    matches!(name, "tracked-changes" | "dde-links" | "named-expressions" | "content-validations" | "data-pilot-tables")
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).map_or(1, |count| {
        count.trim().parse::<u64>().map_or(u32::MAX, |count| u32::try_from(count).unwrap_or(u32::MAX))
    })
}

/// Whether a row or column is hidden, by hand or by a filter.
fn is_collapsed(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|visibility| matches!(visibility.as_str(), "collapse" | "filter"))
}

/// What a cell holds, what it stores where that is another text, and whether it is struck through as a whole.
fn value_of(cell: &OpenCell) -> Option<(Value, Option<String>, bool)> {
    let is_struck = cell.style.is_struck;
    let written = cell.value.as_deref().unwrap_or_default();
    let text = |text: String| (!text.trim().is_empty()).then_some((Value::Text(text), None, is_struck));
    let shown = rich_text::shown(&cell.text, is_struck);
    let (shown, stored, all_struck) = (shown.text.into_owned(), shown.stored, shown.is_struck);
    if cell.is_error {
        return Some((Value::Error(shown.trim().to_owned()), None, is_struck));
    }
    match cell.kind.as_str() {
        "float" | "percentage" | "currency" => match written.trim().parse() {
            // Letters of a number may be struck through one by one, as those of a text: what is left counts.
            Ok(_) if stored.is_some() || all_struck && !is_struck => {
                (!shown.trim().is_empty()).then_some((Value::Text(shown), stored, all_struck))
            }
            Ok(number) => Some((Value::Number(number), None, is_struck)),
            Err(_) => text(shown),
        },
        "boolean" => Some((Value::Bool(written == "true"), None, is_struck)),
        "date" => Some((iso_value(written.to_owned()), None, is_struck)),
        "time" => text(written.to_owned()),
        _ if !shown.trim().is_empty() => Some((Value::Text(shown), stored, all_struck)),
        "string" => text(written.to_owned()),
        // A formula whose value was never stored; one that gives an empty text says so by its type.
        "" => cell.formula.clone().map(|formula| {
            let formula = formula.split_once(":=").map_or(formula.as_str(), |(_, formula)| formula).to_owned();
            (Value::FormulaWithoutValue(formula), None, is_struck)
        }),
        _ => None,
    }
}
