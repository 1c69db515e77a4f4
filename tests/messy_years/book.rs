//! A workbook as a body of the plan fills it in, before and after its habits: tables whose cells are known by what they say.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Workbook};
use tonghop::form::TableKind;
use tonghop::model::{Field, Status};

/// What a body means to say in a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Truth {
    Status(Status),
    /// In the form's unit: amounts in triệu đồng, shares in per cent.
    Number(f64),
    Text(String),
}

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Says {
    Code,
    Label,
    Unit,
    Field(Field),
    /// What the form does not ask for.
    Extra(u8),
}

/// A cell as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Text(String),
    Number(f64),
    /// 0.95 under a percentage format.
    Share(f64),
    /// A number under a format of its own.
    Formatted(f64, &'static str),
    /// A text that is struck through.
    Struck(String),
    /// A formula with the error that it gives.
    Error(&'static str),
    /// A text in another font.
    Sign(String, &'static str),
}

impl Typed {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) says: Says,
    pub(crate) head: String,
    /// The head over it, which neighbours share.
    pub(crate) upper: Option<String>,
    pub(crate) hidden: bool,
}

/// A row of a table: one of the form's, or one of the body's own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// The row of the form.
    pub(crate) item: Option<String>,
    pub(crate) cells: BTreeMap<Says, Typed>,
    pub(crate) truths: BTreeMap<Field, Truth>,
    pub(crate) hidden: bool,
}

/// A table on its sheet.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) kind: TableKind,
    pub(crate) sheet: String,
    pub(crate) above: Vec<Vec<String>>,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) below: Vec<Vec<String>>,
    /// The first column that is used.
    pub(crate) left: u16,
    /// Ranges of rows of one column whose cells are merged, by index.
    pub(crate) merged: Vec<(Says, usize, usize)>,
    /// Whose it is, where it is another body's than the sender's.
    pub(crate) owner: Option<String>,
    /// It has no head.
    pub(crate) headless: bool,
}

impl Table {
    pub(crate) fn column(&mut self, says: Says) -> Option<&mut Column> {
        self.columns.iter_mut().find(|column| column.says == says)
    }

    /// Adds a column before another.
    pub(crate) fn insert(&mut self, before: Says, says: Says, head: &str) {
        let place = self.columns.iter().position(|column| column.says == before).unwrap_or(self.columns.len());
        self.columns.insert(place, Column { says, head: head.to_owned(), upper: None, hidden: false });
    }

    /// The rows of the form that say something.
    pub(crate) fn filled(&mut self) -> impl Iterator<Item = &mut Row> {
        self.rows.iter_mut().filter(|row| !row.truths.is_empty())
    }
}

/// A file that a body sends.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    /// Its path in `inputs/<year>/`.
    pub(crate) path: String,
    /// Labels and what stands beside them on the sheet Thông tin; empty where there is none.
    pub(crate) particulars: Vec<(String, String)>,
    pub(crate) tables: Vec<Table>,
    /// A sheet that is hidden.
    pub(crate) hidden: Option<Table>,
    /// How texts of the form are spelt.
    pub(crate) spelling: Spelling,
    /// All tables stand on one sheet.
    pub(crate) stacked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    AsIs,
    Capitals,
    WithoutMarks,
}

impl Spelling {
    fn of(self, text: &str) -> String {
        match self {
            Self::AsIs => text.to_owned(),
            Self::Capitals => text.to_uppercase(),
            Self::WithoutMarks => without_marks(text),
        }
    }
}

/// The text as it is typed without its marks.
pub(crate) fn without_marks(text: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii() || !letter.is_alphabetic() {
            return letter.to_string();
        }
        let folded = tonghop::vietnamese::fold(&letter.to_string());
        if letter.is_uppercase() { folded.to_uppercase() } else { folded }
    };
    text.chars().map(plain).collect()
}

/// A fact of a file, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// Whose it is, where it is another body's than the sender's.
    pub(crate) owner: Option<String>,
    pub(crate) item: String,
    pub(crate) field: Field,
    pub(crate) truth: Truth,
    pub(crate) sheet: String,
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) head_ends: u32,
}

impl Book {
    pub(crate) fn table(&mut self, kind: TableKind) -> Option<&mut Table> {
        self.tables.iter_mut().find(|table| table.kind == kind)
    }

    /// The workbook, and the facts in it.
    pub(crate) fn draw(&self) -> (Vec<u8>, Vec<Fact>) {
        let mut workbook = Workbook::new();
        let mut facts = Vec::new();
        if !self.particulars.is_empty() {
            let sheet = workbook.add_worksheet().set_name("Thông tin").expect("a name");
            for (row, (label, value)) in (0..).zip(&self.particulars) {
                sheet.write_string(row, 0, self.spelling.of(label)).expect("a cell");
                match value.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, 1, number).expect("a cell"),
                    Err(_) => sheet.write_string(row, 1, value).expect("a cell"),
                };
            }
        }
        let mut next = 0;
        for (index, table) in self.tables.iter().chain(&self.hidden).enumerate() {
            let stacked = self.stacked && index > 0 && index < self.tables.len();
            let name = if self.stacked && index < self.tables.len() { &self.tables[0].sheet } else { &table.sheet };
            if !stacked {
                workbook.add_worksheet().set_name(name).expect("a name");
                next = 0;
            }
            let sheet = workbook.worksheet_from_name(name).expect("the sheet");
            if index >= self.tables.len() {
                sheet.set_hidden(true);
            }
            next = self.draw_table(sheet, table, name, next, &mut facts) + 2;
        }
        let hidden = self.hidden.as_ref().map(|table| &table.sheet);
        facts.retain(|fact: &Fact| Some(&fact.sheet) != hidden);
        (workbook.save_to_buffer().expect("a workbook"), facts)
    }

    /// Draws a table from the row `first` on; the row below it.
    fn draw_table(
        &self,
        sheet: &mut rust_xlsxwriter::Worksheet,
        table: &Table,
        name: &str,
        first: u32,
        facts: &mut Vec<Fact>,
    ) -> u32 {
        let mut at = first;
        let lines = |sheet: &mut rust_xlsxwriter::Worksheet, at: &mut u32, lines: &[Vec<String>]| {
            for line in lines {
                for (column, text) in (table.left..).zip(line).filter(|(_, text)| !text.is_empty()) {
                    sheet.write_string(*at, column, self.spelling.of(text)).expect("a cell");
                }
                *at += 1;
            }
        };
        lines(sheet, &mut at, &table.above);
        if !table.headless {
            self.draw_head(sheet, table, &mut at);
        }
        let head_ends = at;
        for (index, row) in table.rows.iter().enumerate() {
            for (place, column) in (table.left..).zip(&table.columns) {
                let merge = table
                    .merged
                    .iter()
                    .find(|(says, first, last)| *says == column.says && (*first..=*last).contains(&index));
                if let Some((_, from, to)) = merge {
                    if *from == index {
                        let format = Format::new();
                        let to = at + u32::try_from(to - from).expect("few rows");
                        sheet.merge_range(at, place, to, place, "", &format).expect("a range");
                    } else {
                        continue;
                    }
                }
                match row.cells.get(&column.says) {
                    None => continue,
                    Some(Typed::Number(number)) => sheet.write_number(at, place, *number),
                    Some(Typed::Share(share)) => {
                        sheet.write_number_with_format(at, place, *share, &Format::new().set_num_format("0%"))
                    }
                    Some(Typed::Formatted(number, code)) => {
                        sheet.write_number_with_format(at, place, *number, &Format::new().set_num_format(*code))
                    }
                    Some(Typed::Struck(text)) => {
                        sheet.write_string_with_format(at, place, text, &Format::new().set_font_strikethrough())
                    }
                    Some(Typed::Error(error)) => {
                        sheet.write_formula(at, place, rust_xlsxwriter::Formula::new("=A1").set_result(*error))
                    }
                    Some(Typed::Sign(sign, font)) => {
                        sheet.write_string_with_format(at, place, sign, &Format::new().set_font_name(*font))
                    }
                    Some(Typed::Text(text)) => sheet.write_string(at, place, self.spelling.of(text)),
                }
                .expect("a cell");
            }
            if row.hidden {
                sheet.set_row_hidden(at).expect("a row");
            }
            for (field, truth) in row.item.iter().flat_map(|_| &row.truths) {
                let place = (table.left..).zip(&table.columns).find(|(_, column)| column.says == Says::Field(*field));
                let truth = match truth {
                    Truth::Text(text) => Truth::Text(self.spelling.of(text)),
                    other => other.clone(),
                };
                facts.push(Fact {
                    owner: table.owner.clone(),
                    item: row.item.clone().expect("a row of the form"),
                    field: *field,
                    truth,
                    sheet: name.to_owned(),
                    row: at,
                    column: place.map_or(u32::MAX, |(place, _)| u32::from(place)),
                    head_ends,
                });
            }
            at += 1;
        }
        lines(sheet, &mut at, &table.below);
        at
    }

    fn draw_head(&self, sheet: &mut rust_xlsxwriter::Worksheet, table: &Table, at: &mut u32) {
        if table.columns.iter().any(|column| column.upper.is_some()) {
            let uppers: Vec<Option<&String>> = table.columns.iter().map(|column| column.upper.as_ref()).collect();
            let mut start = 0;
            for run in uppers.chunk_by(|a, b| a.is_some() && a == b) {
                let place = table.left + u16::try_from(start).expect("few columns");
                start += run.len();
                let last = place + u16::try_from(run.len() - 1).expect("few columns");
                let Some(upper) = run[0] else { continue };
                let text = self.spelling.of(upper);
                if last > place {
                    sheet.merge_range(*at, place, *at, last, &text, &Format::new()).expect("a range");
                } else {
                    sheet.write_string(*at, place, text).expect("a cell");
                }
            }
            // Heads without an upper one are merged downwards.
            for (place, column) in (table.left..).zip(&table.columns).filter(|(_, column)| column.upper.is_none()) {
                let text = self.spelling.of(&column.head);
                sheet.merge_range(*at, place, *at + 1, place, &text, &Format::new()).expect("a range");
            }
            *at += 1;
            for (place, column) in (table.left..).zip(&table.columns).filter(|(_, column)| column.upper.is_some()) {
                sheet.write_string(*at, place, self.spelling.of(&column.head)).expect("a cell");
            }
        } else {
            for (place, column) in (table.left..).zip(&table.columns) {
                sheet.write_string(*at, place, self.spelling.of(&column.head)).expect("a cell");
            }
        }
        for (place, _) in (table.left..).zip(&table.columns).filter(|(_, column)| column.hidden) {
            sheet.set_column_hidden(place).expect("a column");
        }
        *at += 1;
    }
}
