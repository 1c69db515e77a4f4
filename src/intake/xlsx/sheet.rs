//! One worksheet: its cells as they are shown, merged ranges, hidden rows and columns, in one walk over its XML.

use quick_xml::events::{BytesStart, Event};

use super::super::convert::iso_value;
use super::super::grid::{Aside, AsideCell, Cell, Grid, Hidden, MergedRange, Value};
use super::super::limits::{Budget, MERGES, merge, settle, too_large, unreadable};
use super::super::number_format::Kind;
use super::super::rich_text::ShownText;
use super::super::well_formed::WellFormed;
use super::super::xml::{attribute, is_true, number, push_text};
use super::super::{Refusal, convert};
use super::strings::{StoredText, TextBuilder, unescaped};
use super::styles::Styles;

/// What the cells of all sheets refer to.
pub(super) struct Shared {
    /// The shared strings.
    pub(super) strings: Vec<StoredText>,
    /// The styles.
    pub(super) styles: Styles,
    /// Whether days are counted from 1904.
    pub(super) epoch_1904: bool,
}

/// The cells of a worksheet in a part of this name; `None` for a part that is none, such as a chart in a worksheet's place.
pub(super) fn read(name: &str, xml: &[u8], shared: &Shared, budget: &mut Budget) -> Result<Option<Grid>, Refusal> {
    let mut events = WellFormed::new(name, xml);
    let mut walk = Walk::new(shared);
    loop {
        let event = events.next_event()?;
        match &event {
            Event::Start(tag) => walk.start(tag, false, budget)?,
            Event::Empty(tag) => walk.start(tag, true, budget)?,
            Event::End(tag) => walk.end(tag.local_name().as_ref(), budget)?,
            Event::Eof => break,
            event => walk.text(event),
        }
    }
    walk.finish()
}

/// A cell whose element is open.
#[derive(Default)]
struct OpenCell {
    row: u32,
    column: u32,
    style: usize,
    kind: String,
    value: String,
    has_value: bool,
    formula: String,
    has_formula: bool,
    inline: Option<StoredText>,
}

/// What the letters that come next belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Value,
    Formula,
    Inline,
}

struct Walk<'a> {
    shared: &'a Shared,
    /// The elements before the rows that tell a worksheet from a chart.
    is_worksheet: bool,
    in_rows: bool,
    /// Row of the next cell without an address, and the column.
    row: u32,
    column: u32,
    /// Row of the next row without a number.
    next_row: u32,
    cell: Option<OpenCell>,
    within: Within,
    text: TextBuilder,
    cells: Vec<Cell>,
    struck: Vec<AsideCell>,
    merges: Vec<MergedRange>,
    hidden: Hidden,
}

impl<'a> Walk<'a> {
    fn new(shared: &'a Shared) -> Self {
        Self {
            shared,
            is_worksheet: false,
            in_rows: false,
            row: 0,
            column: 0,
            next_row: 0,
            cell: None,
            within: Within::Nothing,
            text: TextBuilder::default(),
            cells: Vec::new(),
            struck: Vec::new(),
            merges: Vec::new(),
            hidden: Hidden::default(),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool, budget: &mut Budget) -> Result<(), Refusal> {
        if self.within == Within::Inline {
            self.text.start(tag, is_empty);
            return Ok(());
        }
        match tag.local_name().as_ref() {
            "sheetData" => {
                self.is_worksheet = true;
                self.in_rows = !is_empty;
            }
            "row" if self.in_rows => self.start_row(tag),
            "c" if self.in_rows => {
                self.open_cell(tag)?;
                if is_empty {
                    self.close_cell(budget)?;
                }
            }
            "v" if self.cell.is_some() && !is_empty => self.within = Within::Value,
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_formula = true;
                    if !is_empty {
                        self.within = Within::Formula;
                    }
                }
            }
            "is" if self.cell.is_some() && !is_empty => self.within = Within::Inline,
            "col" if !self.in_rows && is_hidden(tag, "width") => {
                let place = |name| number::<u32>(tag, name)?.checked_sub(1);
                self.hidden.columns.extend(place("min").zip(place("max")));
            }
            "mergeCell" if !self.in_rows => {
                self.merges.extend(attribute(tag, "ref").and_then(|range| merged_range(&range)));
                if self.merges.len() > MERGES {
                    return Err(too_large(format!("{MERGES} vùng ô gộp"), format!("{MERGES} merged ranges")));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, event: &Event<'_>) {
        let Some(cell) = &mut self.cell else { return };
        match self.within {
            Within::Value => {
                push_text(&mut cell.value, event);
                cell.has_value |= !cell.value.is_empty();
            }
            Within::Formula => push_text(&mut cell.formula, event),
            Within::Inline => self.text.text(event),
            Within::Nothing => {}
        }
    }

    fn end(&mut self, name: &str, budget: &mut Budget) -> Result<(), Refusal> {
        match (self.within, name) {
            (Within::Inline, "is") => {
                self.within = Within::Nothing;
                let text = self.text.finish();
                if let Some(cell) = &mut self.cell {
                    cell.inline = Some(text);
                }
            }
            (Within::Inline, name) => self.text.end(name),
            (Within::Value, "v") | (Within::Formula, "f") => self.within = Within::Nothing,
            (_, "c") => self.close_cell(budget)?,
            (_, "sheetData") => self.in_rows = false,
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) {
        self.row = number::<u32>(tag, "r").and_then(|number| number.checked_sub(1)).unwrap_or(self.next_row);
        self.next_row = self.row.saturating_add(1);
        self.column = 0;
        if is_hidden(tag, "ht") {
            self.hidden.rows.push((self.row, self.row));
        }
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut cell = OpenCell { row: self.row, column: self.column, ..OpenCell::default() };
        for attribute in tag.attributes().flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => {
                    (cell.row, cell.column) = address(value).ok_or_else(|| {
                        unreadable(format!("địa chỉ ô “{value}”"), format!("the cell address “{value}”"))
                    })?;
                }
                "s" => cell.style = value.trim().parse().unwrap_or(0),
                "t" => value.clone_into(&mut cell.kind),
                _ => {}
            }
        }
        self.column = cell.column.saturating_add(1);
        self.cell = Some(cell);
        Ok(())
    }

    fn close_cell(&mut self, budget: &mut Budget) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        self.within = Within::Nothing;
        let style = self.shared.styles.style(cell.style);
        let Some(read) = self.value(&cell)? else { return Ok(()) };
        let length = match &read.value {
            Value::Text(text) | Value::Error(text) | Value::FormulaWithoutValue(text) => text.len(),
            _ => 0,
        };
        budget.take(cell.row, cell.column, length)?;
        let is_struck = read.is_struck;
        let cell = Cell {
            percent_format: style.is_percent,
            font: style.font,
            formula: cell.has_formula,
            format: style.format,
            stored: read.stored.map(String::into_boxed_str),
            ..Cell::new(cell.row, cell.column, read.value)
        };
        if is_struck {
            self.struck.push(AsideCell { cell, why: Aside::Struck });
        } else {
            self.cells.push(cell);
        }
        Ok(())
    }

    /// What a cell holds; `None` for nothing. Text of blanks alone is what a spreadsheet shows as empty.
    fn value(&self, cell: &OpenCell) -> Result<Option<ReadValue>, Refusal> {
        let style = self.shared.styles.style(cell.style);
        let text = |shown: ShownText<'_>| {
            (!shown.text.trim().is_empty()).then(|| ReadValue {
                value: Value::Text(shown.text.into_owned()),
                stored: shown.stored,
                is_struck: shown.is_struck,
            })
        };
        let of = |value: Value| Some(ReadValue { value, stored: None, is_struck: style.is_struck });
        let plain = |text: &str| {
            let text = unescaped(text);
            (!text.trim().is_empty()).then(|| ReadValue {
                value: Value::Text(text.into_owned()),
                stored: None,
                is_struck: style.is_struck,
            })
        };
        if let Some(inline) = &cell.inline {
            return Ok(text(inline.shown(style.is_struck)));
        }
        // A formula that gives an empty text says so by its type; without one, the value was never stored.
        if cell.has_formula && !cell.has_value && cell.kind != "str" {
            return Ok(of(Value::FormulaWithoutValue(cell.formula.clone())));
        }
        let written = cell.value.trim();
        if !cell.has_value || written.is_empty() && cell.kind != "str" {
            return Ok(None);
        }
        Ok(match cell.kind.as_str() {
            "s" => {
                // Some programs write -1 for an empty text.
                let Ok(index) = written.parse::<usize>() else { return Ok(None) };
                let stored = self.shared.strings.get(index).ok_or_else(|| {
                    unreadable(
                        format!("ô trỏ tới chuỗi số {index}, không có trong bảng chuỗi dùng chung"),
                        format!("a cell refers to string {index}, which the table of shared strings does not have"),
                    )
                })?;
                text(stored.shown(style.is_struck))
            }
            "b" => of(Value::Bool(is_true(written))),
            "e" => of(Value::Error(written.to_owned())),
            "d" => of(iso_value(written.to_owned())),
            "str" | "inlineStr" => plain(&cell.value),
            _ => match written.parse::<f64>() {
                Ok(number) => of(self.number(number, style.kind)),
                Err(_) => plain(&cell.value),
            },
        })
    }

    fn number(&self, number: f64, kind: Kind) -> Value {
        match kind {
            Kind::Date => convert::serial_day(number, self.shared.epoch_1904),
            Kind::Number | Kind::Duration => Value::Number(number),
        }
    }

    fn finish(self) -> Result<Option<Grid>, Refusal> {
        if !self.is_worksheet {
            return Ok(None);
        }
        let mut grid = Grid {
            cells: self.cells,
            aside: self.struck,
            fonts: self.shared.styles.fonts.clone(),
            formats: self.shared.styles.formats.clone(),
            ..Grid::default()
        };
        settle(&mut grid);
        merge(&mut grid, self.merges)?;
        grid.hide(self.hidden);
        Ok(Some(grid))
    }
}

/// What a cell turned out to hold.
struct ReadValue {
    value: Value,
    stored: Option<String>,
    is_struck: bool,
}

/// Whether a row or column is hidden, or has no `size`.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    attribute(tag, "hidden").is_some_and(|hidden| is_true(&hidden))
        || number::<f64>(tag, size).is_some_and(|size| size <= 0.0)
}

fn merged_range(text: &str) -> Option<MergedRange> {
    let (first, last) = text.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) = (address(first)?, address(last)?);
    Some(MergedRange { first_row, first_column, last_row, last_column })
}

/// Row and column, from 0, of `AB12`.
pub(super) fn address(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().trim_matches('$');
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column: u32 = 0;
    for letter in text.bytes().take(letters) {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = text[letters..].trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(styles: &str, strings: &str, content: &str) -> Grid {
        let shared = Shared {
            strings: super::super::strings::shared_strings("sst", format!("<sst>{strings}</sst>").as_bytes())
                .expect("strings"),
            styles: Styles::read(format!("<styleSheet>{styles}</styleSheet>").as_bytes()),
            epoch_1904: false,
        };
        let xml = format!("<worksheet>{content}</worksheet>");
        read("sheet", xml.as_bytes(), &shared, &mut Budget::default()).expect("a sheet").expect("a worksheet")
    }

    /// The cells, a line each.
    fn told(grid: &Grid) -> Vec<String> {
        let cell = |cell: &Cell| {
            let value = match &cell.value {
                Value::Text(text) => format!("“{text}”"),
                Value::Number(number) => number.to_string(),
                Value::Bool(truth) => truth.to_string(),
                Value::Date(day) => format!("day {day}"),
                Value::Error(error) => error.clone(),
                Value::FormulaWithoutValue(formula) => format!("={formula}"),
            };
            let stored = cell.stored.as_ref().map_or_else(String::new, |stored| format!(" of “{stored}”"));
            format!("{},{} {value}{stored}", cell.row, cell.column)
        };
        let mut lines: Vec<String> = grid.cells.iter().map(cell).collect();
        lines.extend(grid.aside.iter().map(|aside| format!("{:?} {}", aside.why, cell(&aside.cell))));
        lines
    }

    #[test]
    fn every_kind_of_cell_is_read() {
        let read = grid(
            "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>",
            "<si><t>một</t></si>",
            "<sheetData><row r=\"3\"><c r=\"C3\"><f>SUM(A1:A2)</f></c><c><f>1+1</f><v>2</v></c><c t=\"s\"><v>0</v></c>\
             <c t=\"s\"><v>-1</v></c><c t=\"s\"/><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#SPILL!</v></c>\
             <c s=\"1\"><v>45000</v></c></row><row><c><v><![CDATA[22]]></v></c><c t=\"inlineStr\"><is><t>x &amp; y</t></is></c>\
             <c t=\"str\"><f>A1</f><v></v></c><c t=\"d\"><v>2026-11-05T00:00:00</v></c><c><v>n/a</v></c>\
             <c t=\"n\"><v> 1.5E+2 </v></c><c t=\"str\"><v>a_x000D_b</v></c></row></sheetData>",
        );
        assert_eq!(
            told(&read),
            [
                "2,2 =SUM(A1:A2)",
                "2,3 2",
                "2,4 “một”",
                "2,7 true",
                "2,8 #SPILL!",
                "2,9 day 45000",
                "3,0 22",
                "3,1 “x & y”",
                "3,3 day 46331",
                "3,4 “n/a”",
                "3,5 150",
                "3,6 “a\rb”",
            ]
        );
        assert!(read.cells[1].formula && !read.cells[2].formula);
    }

    #[test]
    fn what_is_not_shown_is_set_aside() {
        let read = grid(
            "<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/></cellXfs>",
            "<si><r><rPr><strike/></rPr><t>31</t></r><r><rPr><b/></rPr><t>279</t></r></si>",
            "<cols><col min='2' max='2' hidden='1'/><col min=\"5\" max=\"16384\" width=\"0\"/></cols><sheetData>\
             <row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\" s=\"1\"><v>3</v></c>\
             <c r=\"D1\" t=\"s\"><v>0</v></c><c r=\"F1\"><v>6</v></c></row>\
             <row r=\"2\" hidden=\"true\"><c r=\"A2\"><v>7</v></c></row><row r=\"3\" ht=\"0\"><c r=\"A3\"><v>8</v></c></row>\
             </sheetData><mergeCells count=\"1\"><mergeCell ref='A3:F4'/></mergeCells>",
        );
        assert_eq!(
            told(&read),
            [
                "0,0 1",
                "0,3 “279” of “31279”",
                "HiddenColumn 0,1 2",
                "Struck 0,2 3",
                "HiddenColumn 0,5 6",
                "HiddenRow 1,0 7",
                "HiddenRow 2,0 8"
            ]
        );
        assert_eq!(read.merges, [MergedRange { first_row: 2, first_column: 0, last_row: 3, last_column: 5 }]);
    }

    #[test]
    fn a_part_without_rows_is_no_worksheet() {
        let shared = Shared { strings: Vec::new(), styles: Styles::default(), epoch_1904: false };
        assert_eq!(read("sheet", b"<chartsheet/>", &shared, &mut Budget::default()), Ok(None));
    }
}
