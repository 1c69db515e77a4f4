//! Kết quả chi tiết của từng đơn vị: the full texts.

use super::super::lookup::Lookup;
use super::super::numbers::{amount, heading_number};
use super::super::{Align, Block, Inline, Row, Style, Table, TableCell};
use super::build::{cell, columns, group, heads, inlines, row, written};
use crate::extract::Record;
use crate::form::CODE;
use crate::merge::{Entry, ProgressSummary};
use crate::model::{AgencyId, Decimal, Field, Status, Traced};
use crate::plan::{Node, Role};

/// The anchor of an agency's own results.
pub(super) fn anchor(agency: &AgencyId) -> String {
    format!("don-vi-{agency}")
}

/// For each body that said anything a heading and a table of all it said.
pub(in super::super) fn details(lookup: &Lookup<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut heading = 0;
    for (place, entries) in lookup.entries_by_agency().into_iter().enumerate() {
        if entries.is_empty() {
            continue;
        }
        let report = &lookup.agencies()[place];
        let title = format!("{} {}", heading_number(heading), report.body.name);
        heading += 1;
        blocks.push(Block::Heading { level: 2, content: inlines(&title), anchor: anchor(&report.body.id) });
        blocks.push(Block::Table(table(lookup, &entries)));
    }
    blocks
}

fn table(lookup: &Lookup<'_>, entries: &[(&ProgressSummary, &Entry)]) -> Table {
    let shapes = [(Align::Left, 14.0), (Align::Left, 115.0), (Align::Left, 36.0)];
    let mut rows: Vec<Row> = Vec::with_capacity(entries.len() + 3);
    for section in entries.chunk_by(|(a, _), (b, _)| a.node.role == b.node.role) {
        rows.push(group(&section_title(lookup, section[0].0.node.role), shapes.len()));
        let (not_applicable, told): (Vec<_>, Vec<_>) =
            section.iter().partition(|(_, entry)| says_only_not_applicable(entry));
        rows.extend(told.into_iter().map(|(summary, entry)| details_row(summary.node.id.as_str(), entry)));
        if !not_applicable.is_empty() {
            let points: Vec<&str> = not_applicable.iter().map(|(summary, _)| summary.node.id.as_str()).collect();
            let text = format!("Không thuộc nhiệm vụ của đơn vị: {}.", points.join(", "));
            rows.push(Row { cells: vec![TableCell { columns: shapes.len(), ..cell(&text) }], ..Row::default() });
        }
    }
    Table {
        columns: columns(&shapes),
        head: heads(&[CODE, "Nội dung báo cáo", Field::Status.head()]),
        rows,
        ..Table::default()
    }
}

/// Whether a body says of a point that it is none of its tasks, and nothing else.
fn says_only_not_applicable(entry: &Entry) -> bool {
    let record = &entry.record;
    let is_not_applicable = record.status().is_some_and(|status| *status.value() == Status::NotApplicable);
    is_not_applicable && record.texts().next().is_none()
}

/// A point with all a body says of it: its results, and below them, each under its name, what else it wrote.
fn details_row(name: &str, entry: &Entry) -> Row {
    let record = &entry.record;
    let main_field = record.table.subject().main_field();
    let mut said = written(record.text(main_field));
    for (field, text) in record.texts().filter(|(field, _)| *field != main_field) {
        said.paragraphs.extend(titled(field.vietnamese(), text));
    }
    row(vec![cell(name), said, cell(&state(record))])
}

/// A text under its title: `Khó khăn, vướng mắc: …`.
fn titled(title: &str, text: &Traced<String>) -> Vec<Vec<Inline>> {
    let mut paragraphs = written(Some(text)).paragraphs;
    if let Some(first) = paragraphs.first_mut() {
        let style = Style { bold: false, italic: true };
        first.insert(0, Inline::Text { text: format!("{title}: "), style });
    }
    paragraphs
}

/// `Đang thực hiện (60%)`; what is completed is so wholly, and only another share is worth its place.
fn state(record: &Record) -> String {
    let status = record.status().map(|status| *status.value());
    let words = status.map_or("", Status::vietnamese);
    let goes_without_saying = |share: &Decimal| match status {
        Some(Status::Completed) => *share == Decimal::ONE_HUNDRED,
        Some(Status::NotStarted | Status::NotApplicable) => share.is_zero(),
        _ => false,
    };
    match record.number(Field::Percent).filter(|share| !goes_without_saying(share.value())) {
        Some(share) if words.is_empty() => format!("{}%", amount(share)),
        Some(share) => format!("{words} ({}%)", amount(share)),
        None => words.to_owned(),
    }
}

fn section_title(lookup: &Lookup<'_>, role: Role) -> String {
    let name = |section: &Node| format!("{} {}", section.label, section.text()).trim().to_owned();
    lookup.consolidation.settings.plan.named(role, name)
}
