//! Kinh phí.

use super::super::changes::in_a_cell;
use super::super::facts::decimals_of_funding;
use super::super::lookup::Lookup;
use super::super::numbers::integer;
use super::super::{Align, Block, Column, HeadCell, Row, RowKind, Table, TableCell};
use super::build::{
    amount, caption, cell, codes_note, column, columns, comparison_heads, comparison_note, even_columns, field_head,
    group, head, heads, inlines, number, ordinal, row, share, total, wide_head,
};
use crate::form::{AMOUNTS_IN, CODE, TableKind};
use crate::merge::{Entry, FundingSummary};
use crate::model::Field;

/// Province-wide, a row a line; sums are set off as totals.
pub(in super::super) fn funding(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let lines = &lookup.consolidation.funding;
    let is_part = |line: &FundingSummary| lines.iter().any(|other| other.line.parts.contains(&line.line.id));
    let comparison = lookup.consolidation.comparison.as_ref();
    let decimals = decimals_of_funding(lookup.consolidation);
    // The form begins with the total; a table ends with it.
    let (parts, totals): (Vec<_>, Vec<_>) = lines.iter().partition(|line| is_part(line));
    let rows = parts.into_iter().chain(totals).map(|line| {
        let mut cells = vec![
            cell(line.line.id.as_str()),
            cell(&line.line.name),
            amount(Some(&line.allocated), decimals),
            amount(Some(&line.spent), decimals),
            ratio(line),
        ];
        if let Some(comparison) = comparison {
            let change = comparison.funding(line);
            let before = amount(change.as_ref().map(|change| &change.before), decimals);
            cells.extend([before, cell(&in_a_cell(change.as_ref()))]);
        }
        let kind = if is_part(line) { RowKind::Data } else { RowKind::Total };
        Row { kind, cells, anchor: String::new() }
    });
    let mut shapes = vec![
        (Align::Left, 12.0),
        (Align::Left, if comparison.is_some() { 42.0 } else { 52.0 }),
        (Align::Decimal, 22.0),
        (Align::Decimal, 22.0),
        (Align::Decimal, 14.0),
    ];
    let mut names = vec![
        CODE.to_owned(),
        TableKind::Funding.label_head().to_owned(),
        field_head(Field::Allocated),
        field_head(Field::Spent),
        Field::SpentShare.head().to_owned(),
    ];
    if let Some(comparison) = comparison {
        shapes.extend([(Align::Decimal, 22.0), (Align::Right, 18.0)]);
        // What is compared is what was spent.
        let [before, change] = comparison_heads(comparison);
        names.extend([format!("{} {}", Field::Spent.head(), before.to_lowercase()), change]);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let table = Block::Table(Table {
        caption: caption(text),
        unit: AMOUNTS_IN.to_owned(),
        columns: columns(&shapes),
        head: heads(&names),
        numbered: true,
        rows: rows.collect(),
    });
    let first = lines.iter().find(|line| line.line.parts.is_empty());
    let note = first.map(|line| codes_note(line.line.id.as_str(), Field::Spent));
    std::iter::once(table).chain(note).chain(comparison_note(lookup.consolidation)).collect()
}

/// The share that was spent. Where some gave only one of the two amounts, it is of the others, which the cell says.
fn ratio(line: &FundingSummary) -> TableCell {
    let mut cell = share(line.ratio.as_ref());
    if line.ratio.is_some() && !line.coverage.is_complete() {
        cell.paragraphs.push(inlines(&format!("({} đơn vị có cả hai số)", integer(&line.coverage.both))));
    }
    cell
}

/// By agency: for each line what was allocated and what was spent.
pub(in super::super) fn funding_by_agency(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let lines = &lookup.consolidation.funding;
    let width = 2 + 2 * lines.len();
    let entries: Vec<Vec<Option<&Entry>>> = lines.iter().map(|line| lookup.by_place(&line.entries)).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(lookup.agencies().len() + 4);
    for level in lookup.levels() {
        rows.push(group(level.title, width));
        for place in level.places {
            let mut cells = Vec::with_capacity(width);
            cells.extend([ordinal(place), cell(lookup.name(place))]);
            for column in &entries {
                let entry = column[place];
                cells.push(number(entry.and_then(|entry| entry.record.number(Field::Allocated))));
                cells.push(number(entry.and_then(|entry| entry.record.number(Field::Spent))));
            }
            rows.push(row(cells));
        }
    }
    let mut cells = vec![TableCell { columns: 2, ..cell(&lookup.whole()) }];
    cells.extend(lines.iter().flat_map(|line| [&line.allocated, &line.spent].map(|amount| number(Some(amount)))));
    rows.push(total(cells));
    let mut columns: Vec<Column> = vec![column(Align::Center, 8.0), column(Align::Left, 42.0)];
    columns.extend((2..width).map(|_| column(Align::Decimal, 19.0)));
    even_columns(&mut rows, &columns);
    vec![Block::Table(Table {
        caption: caption(text),
        unit: AMOUNTS_IN.to_owned(),
        columns,
        head: by_agency_head(lines),
        numbered: true,
        rows,
    })]
}

fn by_agency_head(lines: &[FundingSummary]) -> Vec<Vec<HeadCell>> {
    let mut above = vec![head("STT", 2), head("Đơn vị", 2)];
    let mut below = Vec::with_capacity(2 * lines.len());
    for line in lines {
        above.push(wide_head(&format!("{}. {}", line.line.id, line.line.name), 2));
        below.extend([Field::Allocated, Field::Spent].map(|field| head(&field_head(field), 1)));
    }
    vec![above, below]
}
