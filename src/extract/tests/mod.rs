//! Sheets as agencies send them, drawn in text, and what is read of them.

mod budget;
mod columns;
mod figures;
mod layout;
mod ledger;
mod period_words;
mod periods;
mod progress;
mod rows;
mod sender;
mod several_bodies;
mod shown;

use std::fmt::Write;
use std::sync::Arc;

use super::{Extraction, Lexicon, Record, extract};
use crate::config::Workspace;
use crate::form::Subject;
use crate::intake::{Cell, Grid, MergedRange, Value, Visibility, Workbook};
use crate::model::{Decimal, Field, Traced, plain_decimal};

/// The lexicon of the plan that is built in.
fn lexicon(year: i16) -> Lexicon {
    Lexicon::new(&Workspace::new("no such folder").load(year).expect("the settings that are built in"))
}

/// A sheet drawn in text: a row a line, `|` between cells. `12` is a number, `'12` a number stored as text, `95%` a
/// number under a percentage format, `#REF!` an error, `=A1` a formula without a stored value.
fn sheet(name: &str, drawn: &str) -> Grid {
    let mut cells = Vec::new();
    for (row, line) in drawn.trim_matches('\n').lines().enumerate() {
        for (column, drawn) in line.split('|').map(str::trim).enumerate().filter(|(_, drawn)| !drawn.is_empty()) {
            let (value, percent_format) = value(drawn);
            cells.push(Cell { percent_format, ..Cell::new(row as u32, column as u32, value) });
        }
    }
    Grid { name: name.to_owned(), visibility: Visibility::Visible, cells, ..Grid::default() }
}

fn value(drawn: &str) -> (Value, bool) {
    if let Some(text) = drawn.strip_prefix('\'') {
        (Value::Text(text.to_owned()), false)
    } else if let Some(formula) = drawn.strip_prefix('=') {
        (Value::FormulaWithoutValue(formula.to_owned()), false)
    } else if drawn.starts_with('#') {
        (Value::Error(drawn.to_owned()), false)
    } else if let Ok(number) = drawn.parse::<f64>() {
        (Value::Number(number), false)
    } else if let Some(number) = drawn.strip_suffix('%').and_then(|number| number.parse::<f64>().ok()) {
        (Value::Number(number / 100.0), true)
    } else {
        (Value::Text(drawn.to_owned()), false)
    }
}

/// A range of merged cells.
fn merged(first_row: u32, first_column: u32, last_row: u32, last_column: u32) -> MergedRange {
    MergedRange { first_row, first_column, last_row, last_column }
}

fn read_sheets(sheets: Vec<Grid>, year: i16) -> Extraction {
    let mut read = read_reports(sheets, year);
    assert_eq!(read.len(), 1, "one report in one version");
    read.remove(0)
}

/// The reports in a workbook, and the versions of each.
fn read_reports(sheets: Vec<Grid>, year: i16) -> Vec<Extraction> {
    let read = extract(&Arc::from("a.xlsx"), &Workbook::from(sheets).decoded(), &lexicon(year)).expect("an extraction");
    assert!(read[0].ledger.balances());
    read
}

/// What is read of one sheet: records, `+` added rows, `!` remarks other than those on numbers stored as text, `?` cells
/// that nobody knows.
fn read(drawn: &str) -> String {
    told(&read_sheets(vec![sheet("Sheet1", drawn)], 2026))
}

fn told(extraction: &Extraction) -> String {
    let mut told = String::new();
    let text = |row: &Record, field| row.text(field).map_or("-", |text| text.value().as_str()).to_owned();
    // By subject, as the forms have them, whatever the order of the sheets.
    for row in Subject::ALL.into_iter().flat_map(|subject| extraction.records_on(subject)) {
        let numbers = |fields: [Field; 2]| fields.map(|field| number(row.number(field))).join(" | ");
        match row.table.subject() {
            Subject::PlanNode => {
                let status = row.status().map_or("-", |status| status.value().key());
                let texts = [Field::Result, Field::Documents, Field::Difficulties, Field::Proposals];
                let texts = texts.map(|field| text(row, field)).join(" | ");
                writeln!(told, "{} | {status} | {} | {texts}", row.item, number(row.number(Field::Percent)))
            }
            Subject::Indicator => writeln!(told, "{} | {}", row.item, numbers([Field::Planned, Field::Actual])),
            Subject::FundingLine => writeln!(told, "{} | {}", row.item, numbers([Field::Allocated, Field::Spent])),
        }
        .expect("a string");
    }
    for row in &extraction.outside {
        writeln!(told, "+ {}", row.result.as_ref().unwrap_or(&row.name).value()).expect("a string");
    }
    for remark in extraction.remarks.iter().filter(|remark| remark.kind != super::RemarkKind::NumberAsText) {
        writeln!(told, "! {:?} {}", remark.kind, remark.cells[0].address()).expect("a string");
    }
    for cell in &extraction.ledger.unmapped {
        writeln!(told, "? {} {}", cell.cell.address(), cell.value).expect("a string");
    }
    told
}

fn number(value: Option<&Traced<Decimal>>) -> String {
    value.map_or("-".to_owned(), |value| plain_decimal(*value.value()))
}

/// Compares what is told with what is expected, line by line, blanks at the ends of lines left out.
#[track_caller]
fn assert_told(drawn: &str, expected: &str) {
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&read(drawn)), lines(expected), "\n{drawn}");
}
