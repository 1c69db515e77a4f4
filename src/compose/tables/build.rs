//! The small parts of tables.

use super::super::escape::one_line;
use super::super::numbers::{self, Printed, Year};
use super::super::{Align, Block, Column, HeadCell, Inline, Row, RowKind, Style, TableCell};
use crate::extract::Record;
use crate::merge::{Consolidation, YearComparison};
use crate::model::{Decimal, Field, FigureCode, Traced};

/// Running text in the plain style; nothing for an empty text.
pub(super) fn inlines(text: &str) -> Vec<Inline> {
    if text.is_empty() { Vec::new() } else { vec![Inline::Text { text: text.to_owned(), style: Style::default() }] }
}

/// A caption, or none.
pub(super) fn caption(text: String) -> Vec<Inline> {
    let style = Style { bold: false, italic: true };
    if text.is_empty() { Vec::new() } else { vec![Inline::Text { text, style }] }
}

/// A cell with what the program itself says.
pub(super) fn cell(text: &str) -> TableCell {
    TableCell { paragraphs: vec![inlines(text)], columns: 1 }
}

/// A cell with what an agency wrote, exactly: a paragraph for each of its lines.
pub(super) fn written(text: Option<&Traced<String>>) -> TableCell {
    let text = text.map_or("", |text| text.value().as_str());
    let lines = text.lines().map(one_line).filter(|line| !line.is_empty());
    TableCell { paragraphs: lines.map(|line| inlines(&line)).collect(), columns: 1 }
}

/// A cell that leads somewhere in the document.
pub(super) fn link(text: &str, target: String) -> TableCell {
    let link = Inline::Link { target, text: text.to_owned(), style: Style::default() };
    TableCell { paragraphs: vec![vec![link]], columns: 1 }
}

/// The ordinal of a row, of the one at `place`, counted from 0. No figure.
pub(super) fn ordinal(place: usize) -> TableCell {
    cell(&numbers::ordinal(place))
}

/// A count.
pub(super) fn count(value: &Traced<usize>) -> TableCell {
    printed(Some(value), numbers::integer)
}

/// A number as it is; empty where there is none.
pub(super) fn number(value: Option<&Traced<Decimal>>) -> TableCell {
    printed(value, numbers::amount)
}

/// What a body gave of an indicator in a field: a number as it is, or the word that it answered in.
pub(super) fn answer(record: Option<&Record>, field: Field) -> TableCell {
    match record.and_then(|record| record.level(field)) {
        Some(level) => cell(&level.value().word),
        None => number(record.and_then(|record| record.number(field))),
    }
}

/// An amount in so many decimals, as the others of its table; empty where there is none.
pub(super) fn amount(value: Option<&Traced<Decimal>>, decimals: usize) -> TableCell {
    printed(value, |value| numbers::amount_to(value, decimals))
}

/// A figure of the whole province in a unit, at most two decimals, which percentages have; empty where there is none.
pub(super) fn rounded(value: Option<&Traced<Decimal>>, unit: &str) -> TableCell {
    printed(value, |value| numbers::figure_in(value, unit))
}

/// Gives the numbers of each column one number of decimals, that of the one with most.
pub(super) fn even_columns(rows: &mut [Row], columns: &[Column]) {
    for (place, _) in columns.iter().enumerate().filter(|(_, column)| column.align == Align::Decimal) {
        let mut cells: Vec<&mut String> =
            rows.iter_mut().filter_map(|row| only_text(cell_at(&mut row.cells, place)?)).collect();
        let texts: Vec<&str> = cells.iter().map(|text| text.as_str()).collect();
        let evened = numbers::evened(&texts);
        for (text, evened) in cells.iter_mut().zip(evened) {
            **text = evened;
        }
    }
}

/// The cell that begins in a column.
fn cell_at(cells: &mut [TableCell], column: usize) -> Option<&mut TableCell> {
    let mut first = 0;
    cells.iter_mut().find(|cell| {
        let begins = first == column;
        first += cell.columns;
        begins
    })
}

/// The text of a cell that has nothing but one.
fn only_text(cell: &mut TableCell) -> Option<&mut String> {
    match cell.paragraphs.as_mut_slice() {
        [paragraph] => match paragraph.as_mut_slice() {
            [Inline::Text { text, .. }] => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// A share in percent, with two decimals so that a column reads evenly; empty where there is none.
pub(super) fn share(value: Option<&Traced<Decimal>>) -> TableCell {
    printed(value, numbers::even_percent)
}

/// A figure as `print` has it; empty where there is none.
fn printed<N>(value: Option<&Traced<N>>, print: impl FnOnce(&Traced<N>) -> Printed) -> TableCell {
    cell(value.map(print).unwrap_or_default().as_str())
}

/// A row of figures or texts.
pub(super) fn row(cells: Vec<TableCell>) -> Row {
    Row { cells, ..Row::default() }
}

/// A total.
pub(super) fn total(cells: Vec<TableCell>) -> Row {
    Row { kind: RowKind::Total, cells, anchor: String::new() }
}

/// A heading over the rows that follow, across all columns.
pub(super) fn group(text: &str, columns: usize) -> Row {
    Row { kind: RowKind::Group, cells: vec![TableCell { columns, ..cell(text) }], anchor: String::new() }
}

/// A cell of the head over one column and all rows of the head but those below it.
pub(super) fn head(text: &str, rows: usize) -> HeadCell {
    HeadCell { content: inlines(text), columns: 1, rows }
}

/// A cell of the head over several columns.
pub(super) fn wide_head(text: &str, columns: usize) -> HeadCell {
    HeadCell { content: inlines(text), columns, rows: 1 }
}

/// A head of one row.
pub(super) fn heads(texts: &[&str]) -> Vec<Vec<HeadCell>> {
    vec![texts.iter().map(|text| head(text, 1)).collect()]
}

/// The heads of the two columns that compare with an earlier year: the figure then, and the change.
pub(super) fn comparison_heads(comparison: &YearComparison) -> [String; 2] {
    let year = Year::from(comparison.earlier.year);
    [format!("Năm {year}"), format!("So với năm {year}")]
}

/// Under a table that compares: what its figures do not say; nothing where the two years compare in full.
pub(super) fn comparison_note(consolidation: &Consolidation) -> Option<Block> {
    let comparison = consolidation.comparison.as_ref().filter(|comparison| !comparison.breaks.is_empty())?;
    let [then, now] = [comparison.earlier.year, consolidation.settings.report.year].map(Year::from);
    let note = format!("Ghi chú: số liệu năm {then} và năm {now} không cùng địa bàn, đơn vị báo cáo; xem mục I.");
    Some(Block::Note(inlines(&note)))
}

/// A column with its share of the width.
pub(super) fn column(align: Align, weight: f32) -> Column {
    Column { align, weight: Some(weight) }
}

/// The head of a column of figures, with the letters that make its part of their codes: `Kế hoạch (KH)`.
pub(super) fn field_head(field: Field) -> String {
    format!("{} ({})", field.head(), field.letters())
}

/// How the figures of a table are found again in the workbook, with one of them as the example.
pub(super) fn codes_note(item: &str, field: Field) -> Block {
    let code = FigureCode::new(item, field);
    Block::Note(inlines(&format!(
        "Ghi chú: mã của mỗi số liệu gồm mã của dòng và mã của cột, ví dụ {code}. Tìm mã đó ở trang “Dữ liệu” của bảng tính \
         tổng hợp kèm theo để thấy từng đơn vị, tệp, trang tính và ô mà số liệu được lấy."
    )))
}

/// Columns with their shares of the width.
pub(super) fn columns(shapes: &[(Align, f32)]) -> Vec<Column> {
    shapes.iter().map(|&(align, weight)| column(align, weight)).collect()
}
