//! A workbook that goes back reads as what was sent.

use std::sync::Arc;

use super::*;
use crate::config::Workspace;
use crate::intake::{Cell, Grid, MergedRange, Value, Visibility, Workbook as Read, read_bytes};
use crate::model::{Bilingual, Rule, SheetKind, SheetRef};

static RULE: Rule = Rule {
    code: "D03",
    kind: "not_a_number",
    severity: Severity::Error,
    title: ("", ""),
    meaning: ("", ""),
    reason: ("", ""),
    example: ("", ""),
    remedy: ("", ""),
};

fn cell(row: u32, column: u32, value: Value) -> Cell {
    Cell { row, column, value, percent_format: false, font: None, formula: false }
}

fn text(row: u32, column: u32, text: &str) -> Cell {
    cell(row, column, Value::Text(text.to_owned()))
}

fn grid(name: &str, cells: Vec<Cell>) -> Grid {
    Grid {
        name: name.to_owned(),
        visibility: Visibility::Visible,
        cells,
        merges: Vec::new(),
        fonts: Vec::new(),
        decoded: Vec::new(),
    }
}

/// A sheet with every kind of value, and one with a name and merges that no workbook of Excel has.
fn sent() -> Read {
    let mut percent = cell(3, 3, Value::Number(0.95));
    percent.percent_format = true;
    let first = grid(
        "Biểu 02",
        vec![
            text(0, 0, "CÁC CHỈ TIÊU"),
            text(2, 0, "Mã"),
            text(2, 1, "Chỉ tiêu"),
            text(2, 2, "Kế hoạch"),
            text(2, 3, "Thực hiện"),
            text(3, 0, "CT01"),
            text(3, 1, "=cmd|' /C calc'!A0"),
            text(3, 2, "mười hai"),
            percent,
            cell(4, 2, Value::Date(46_000.0)),
            cell(4, 3, Value::Bool(true)),
            cell(5, 2, Value::Error("#REF!".to_owned())),
            cell(5, 3, Value::FormulaWithoutValue("SUM(C1:C2)".to_owned())),
            text(6, 0, "  hai dòng\nmột ô "),
        ],
    );
    let mut second = grid("a/b: một tên dài hơn ba mươi mốt chữ cái", vec![text(0, 0, "x"), text(5, 5, "y")]);
    second.visibility = Visibility::Hidden;
    let merge = |a, b, c, d| MergedRange { first_row: a, first_column: b, last_row: c, last_column: d };
    second.merges = vec![merge(0, 0, 0, 3), merge(0, 2, 4, 2), merge(5, 5, 5, 5), merge(7, 0, 8, 1)];
    let stale = grid("Cần sửa", vec![text(0, 0, "NỘI DUNG CẦN SỬA")]);
    vec![stale, first, second].into()
}

fn written(workbook: &Read, findings: Vec<&Finding>) -> Vec<u8> {
    let settings = Workspace::new("nowhere").load(2026).expect("the built-in settings");
    let request = Return { file: "a/b.xls", agency: "Sở Nội vụ", report: &settings.report, workbook, findings };
    write_return(&request).expect("a workbook")
}

fn finding(sheet: &str, row: u32, column: u32) -> Finding {
    let sheet = Arc::new(SheetRef { file: "a/b.xls".into(), sheet: sheet.into(), kind: SheetKind::Worksheet });
    Finding {
        rule: &RULE,
        agency: Some("so-nv".into()),
        file: "a/b.xls".to_owned(),
        cells: vec![CellRef::new(&sheet, row, column)],
        message: Bilingual::new("“mười hai” không phải là số.", ""),
        fix: Bilingual::new("Nhập 12.", ""),
    }
}

#[test]
fn what_goes_back_reads_as_what_was_sent() {
    let sent = sent();
    let finding = finding("Biểu 02", 3, 2);
    let bytes = written(&sent, vec![&finding]);
    assert!(bytes == written(&sent, vec![&finding]), "the same bytes");
    let (_, back) = read_bytes(&bytes).expect("a workbook");
    let names: Vec<&str> = back.sheets.iter().map(|grid| grid.name.as_str()).collect();
    assert_eq!(names, ["Cần sửa", "Biểu 02", "a_b_ một tên dài hơn ba mươi mố"]);
    let values = |grid: &Grid| -> Vec<(u32, u32, Value, bool)> {
        let whole = |cell: &Cell| (cell.row, cell.column, as_text(&cell.value), cell.percent_format);
        grid.cells.iter().map(whole).collect()
    };
    assert_eq!(values(&back.sheets[1]), values(&sent.sheets[1]));
    assert_eq!(values(&back.sheets[2]), values(&sent.sheets[2]));
    assert_eq!(back.sheets[2].visibility, Visibility::Hidden);
    assert_eq!(back.sheets[2].merges, [sent.sheets[2].merges[0], sent.sheets[2].merges[3]]);
}

/// Errors and formulas without a value go back as text.
fn as_text(value: &Value) -> Value {
    match value {
        Value::Error(error) => Value::Text(error.clone()),
        Value::FormulaWithoutValue(formula) => Value::Text(format!("={formula}")),
        other => other.clone(),
    }
}

#[test]
fn the_list_says_where_what_and_how() {
    let sent = sent();
    let placed = finding("Biểu 02", 3, 2);
    let about_the_file = Finding { cells: Vec::new(), ..finding("", 0, 0) };
    let (_, back) = read_bytes(&written(&sent, vec![&placed, &about_the_file])).expect("a workbook");
    let row = |number: u32| -> Vec<String> {
        let cells = back.sheets[0].rows().find(|(row, _)| *row == number).expect("a row").1;
        let shown = |cell: &Cell| match &cell.value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            other => panic!("{other:?}"),
        };
        cells.iter().map(shown).collect()
    };
    let expected =
        ["1", "Phải sửa", "Biểu 02", "C4", "CT01 · Kế hoạch", "mười hai", "“mười hai” không phải là số.", "Nhập 12."];
    assert_eq!(row(7), expected);
    assert_eq!(row(8), ["2", "Phải sửa", "“mười hai” không phải là số.", "Nhập 12."]);
    assert!(row(2)[0].contains("a/b.xls"));
}
