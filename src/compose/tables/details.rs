//! Kết quả chi tiết của từng đơn vị: the full texts.

use super::super::outlook::Outlook;
use super::super::{Align, Block, Row, Table, TableCell};
use super::build::{cell, columns, group, heads, inlines, number, row, written};
use crate::merge::{ProgressEntry, ProgressSummary};
use crate::model::{AgencyId, Status};
use crate::plan::Role;

/// The anchor of an agency's own results.
pub(super) fn anchor(agency: &AgencyId) -> String {
    format!("don-vi-{agency}")
}

/// For each body that said anything a heading and a table of all it said.
pub(in super::super) fn details(outlook: &Outlook<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    for (place, entries) in outlook.entries_by_agency().into_iter().enumerate() {
        if entries.is_empty() {
            continue;
        }
        number += 1;
        let report = &outlook.agencies()[place];
        let heading = format!("{number}. {}", report.body.name);
        blocks.push(Block::Heading { level: 2, content: inlines(&heading), anchor: anchor(&report.body.id) });
        blocks.push(Block::Table(table(outlook, &entries)));
    }
    blocks
}

fn table(outlook: &Outlook<'_>, entries: &[(&ProgressSummary, &ProgressEntry)]) -> Table {
    let shapes = [
        (Align::Left, 16.0),
        (Align::Left, 92.0),
        (Align::Left, 27.0),
        (Align::Left, 27.0),
        (Align::Decimal, 12.0),
        (Align::Left, 42.0),
        (Align::Left, 42.0),
    ];
    let mut rows: Vec<Row> = Vec::with_capacity(entries.len() + 3);
    let mut role = None;
    let mut not_applicable: Vec<&str> = Vec::new();
    for (summary, entry) in entries {
        if says_only_not_applicable(entry) {
            not_applicable.push(summary.node.id.as_str());
            continue;
        }
        if role != Some(summary.node.role) {
            role = Some(summary.node.role);
            rows.push(group(&section_title(outlook, summary.node.role), shapes.len()));
        }
        rows.push(details_row(summary.node.id.as_str(), entry));
    }
    if !not_applicable.is_empty() {
        let text = format!("Không thuộc nhiệm vụ của đơn vị: {}.", not_applicable.join(", "));
        rows.push(Row { cells: vec![TableCell { columns: shapes.len(), ..cell(&text) }], ..Row::default() });
    }
    Table {
        columns: columns(&shapes),
        head: heads(&[
            "Mã",
            "Kết quả thực hiện",
            "Văn bản, sản phẩm",
            "Trạng thái",
            "Tỷ lệ (%)",
            "Khó khăn, vướng mắc",
            "Đề xuất, kiến nghị",
        ]),
        rows,
        ..Table::default()
    }
}

/// Whether a body says of a point that it is none of its tasks, and nothing else.
fn says_only_not_applicable(entry: &ProgressEntry) -> bool {
    let record = &entry.record;
    let texts = [&record.result, &record.documents, &record.difficulties, &record.proposals];
    let is_not_applicable = record.status.as_ref().is_some_and(|status| *status.value() == Status::NotApplicable);
    is_not_applicable && texts.iter().all(|text| text.is_none())
}

fn details_row(name: &str, entry: &ProgressEntry) -> Row {
    let record = &entry.record;
    row(vec![
        cell(name),
        written(record.result.as_ref()),
        written(record.documents.as_ref()),
        cell(record.status.as_ref().map_or("", |status| status.value().vietnamese())),
        number(record.percent.as_ref()),
        written(record.difficulties.as_ref()),
        written(record.proposals.as_ref()),
    ])
}

fn section_title(outlook: &Outlook<'_>, role: Role) -> String {
    let section = outlook.consolidation.settings.plan.section(role);
    section.map_or_else(String::new, |section| format!("{} {}", section.label, section.text()).trim().to_owned())
}
