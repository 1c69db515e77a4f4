//! Danh mục nhiệm vụ, and what agencies reported outside the plan.

use super::super::lookup::Lookup;
use super::super::{Align, Block, Column, HeadCell, Inline, Style, Table};
use super::build::{caption, cell, column, columns, head, heads, ordinal, row, written};
use crate::form::CODE;
use crate::merge::ProgressSummary;
use crate::model::{Field, Status};

/// The rows of the plan's appendix, with the columns the plan gives them, and what became of them.
pub(in super::super) fn catalogue(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let rows = &lookup.consolidation.catalogue;
    let Some(first) = rows.first() else { return Vec::new() };
    let mut head_cells: Vec<HeadCell> = vec![head(CODE, 1)];
    head_cells.extend(first.node.fields.iter().skip(1).map(|(name, _)| head(name, 1)));
    head_cells.extend([head(Field::Result.head(), 1), head(Field::Status.head(), 1)]);
    let mut widths: Vec<Column> = vec![column(Align::Center, 12.0)];
    // The first field is the ordinal, the second the name of the task, which is the longest.
    widths.extend((1..first.node.fields.len()).map(|index| column(Align::Left, if index == 1 { 50.0 } else { 22.0 })));
    widths.extend([column(Align::Left, 50.0), column(Align::Center, 22.0)]);
    vec![Block::Table(Table {
        caption: caption(text),
        columns: widths,
        head: vec![head_cells],
        numbered: true,
        rows: rows.iter().map(catalogue_row).collect(),
        ..Table::default()
    })]
}

fn catalogue_row(summary: &ProgressSummary) -> super::super::Row {
    let record = summary.entries.first().map(|entry| &entry.record);
    let status = record.and_then(|record| record.status());
    let mut cells = vec![cell(summary.node.id.as_str())];
    cells.extend(summary.node.fields.iter().skip(1).map(|(_, text)| cell(text)));
    cells.push(written(record.and_then(|record| record.text(Field::Result))));
    cells.push(cell(Status::label(status.map(|status| *status.value()))));
    row(cells)
}

/// What agencies added to the form, as they wrote it: what it is about, what was done, and what else the row says.
pub(in super::super) fn outside(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let rows = lookup.consolidation.outside.iter().enumerate().map(|(index, entry)| {
        let mut others = written(None);
        for other in &entry.row.others {
            let mut paragraphs = written(Some(&other.text)).paragraphs;
            if let Some(first) = paragraphs.first_mut().filter(|_| !other.column.is_empty()) {
                let style = Style { italic: true, ..Style::default() };
                first.insert(0, Inline::Text { text: format!("{}: ", other.column), style });
            }
            others.paragraphs.extend(paragraphs);
        }
        let agency = lookup.name(lookup.place(&entry.agency));
        let (name, result) = (written(Some(&entry.row.name)), written(entry.row.result.as_ref()));
        row(vec![ordinal(index), cell(agency), name, result, others])
    });
    let shapes =
        [(Align::Center, 7.0), (Align::Left, 30.0), (Align::Left, 42.0), (Align::Left, 46.0), (Align::Left, 36.0)];
    vec![Block::Table(Table {
        caption: caption(text),
        columns: columns(&shapes),
        head: heads(&["STT", "Đơn vị", "Nội dung", Field::Result.head(), "Nội dung kèm theo"]),
        rows: rows.collect(),
        ..Table::default()
    })]
}
