//! Chỉ tiêu.

use super::super::changes::in_a_cell;
use super::super::lookup::Lookup;
use super::super::{Align, Block, Column, HeadCell, Row, Table, TableCell};
use super::build::{
    answer, caption, cell, codes_note, column, columns, comparison_heads, comparison_note, count, even_columns,
    field_head, group, head, ordinal, rounded, row, share, total, wide_head,
};
use super::goals::goals;
use crate::form::{CODE, TableKind, UNIT};
use crate::merge::{AgencyReport, Entry, IndicatorSummary};
use crate::model::{Field, Traced};
use crate::vietnamese::lower_first;

/// Indicators that one table takes beside the name of the agency on a page in landscape: two columns each.
const AT_ONCE: usize = 5;

/// Province-wide, a row an indicator: what was done by all, and what was planned and done by those that gave both.
pub(in super::super) fn indicators(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let comparison = lookup.consolidation.comparison.as_ref();
    let rows = lookup.consolidation.indicators.iter().map(|summary| {
        let against = summary.against_plan.as_ref();
        let unit = summary.indicator.unit.as_str();
        let bodies = |number: &Traced<usize>| if *number.value() > 0 { count(number) } else { cell("") };
        let mut cells = vec![
            cell(summary.indicator.id.as_str()),
            cell(&name_of(summary, lookup)),
            cell(unit),
            rounded(summary.actual.as_ref(), unit),
            bodies(&summary.coverage.actual),
            rounded(against.map(|against| &against.planned), unit),
            rounded(against.map(|against| &against.actual), unit),
            share(summary.total(Field::AgainstPlan)),
            bodies(&summary.coverage.both),
        ];
        if let Some(comparison) = comparison {
            let change = comparison.indicator(summary);
            let before = rounded(change.as_ref().map(|change| &change.before), unit);
            cells.extend([before, cell(&in_a_cell(change.as_ref()))]);
        }
        row(cells)
    });
    let mut shapes = vec![
        (Align::Center, 9.5),
        (Align::Left, if comparison.is_some() { 34.0 } else { 44.0 }),
        (Align::Center, 13.0),
        (Align::Decimal, 17.0),
        (Align::Right, 10.0),
        (Align::Decimal, 16.0),
        (Align::Decimal, 16.0),
        (Align::Decimal, 13.0),
        (Align::Right, 10.0),
    ];
    let mut above = vec![
        head(CODE, 2),
        head(TableKind::Indicators.label_head(), 2),
        head(UNIT, 2),
        wide_head(&lookup.whole(), 2),
        wide_head("Các đơn vị có cả kế hoạch và thực hiện", 4),
    ];
    let below = [
        field_head(Field::Actual),
        "Số đơn vị".to_owned(),
        Field::Planned.head().to_owned(),
        Field::Actual.head().to_owned(),
        field_head(Field::AgainstPlan),
        "Số đơn vị".to_owned(),
    ];
    if let Some(comparison) = comparison {
        shapes.extend([(Align::Decimal, 15.0), (Align::Right, 16.0)]);
        above.extend(comparison_heads(comparison).map(|name| head(&name, 2)));
    }
    let below = below.iter().map(|name| head(name, 1)).collect();
    let table = Block::Table(Table {
        caption: caption(text),
        columns: columns(&shapes),
        head: vec![above, below],
        numbered: true,
        rows: rows.collect(),
        ..Table::default()
    });
    let first = lookup.consolidation.indicators.first();
    let note = first.map(|summary| codes_note(summary.indicator.id.as_str(), Field::Actual));
    let notes = note.into_iter().chain(comparison_note(lookup.consolidation));
    std::iter::once(table).chain(notes).chain(goals(lookup)).collect()
}

/// By agency: tables of a few indicators each, those of one point together where they fit.
pub(in super::super) fn indicators_by_agency(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let batches = batches(&lookup.consolidation.indicators);
    let tables = batches.into_iter().enumerate().map(|(index, batch)| {
        let text = if index == 0 { text.clone() } else { String::new() };
        Block::Table(by_agency(lookup, batch, text))
    });
    tables.collect()
}

/// Neighbours in the form, at most [`AT_ONCE`], reported by the same kinds of bodies.
fn batches(indicators: &[IndicatorSummary]) -> Vec<&[IndicatorSummary]> {
    let runs = indicators.chunk_by(|a, b| a.indicator.reported_by == b.indicator.reported_by);
    runs.flat_map(|run| {
        // Even parts: 5 are 3 and 2 rather than 4 and 1.
        let tables = run.len().div_ceil(AT_ONCE);
        run.chunks(run.len().div_ceil(tables))
    })
    .collect()
}

/// The name of an indicator, with how its figure is made where it is neither a sum nor a ratio.
fn name_of(summary: &IndicatorSummary, lookup: &Lookup<'_>) -> String {
    let indicator = &summary.indicator;
    if indicator.aggregation.is_plain() {
        return indicator.numbered_name();
    }
    let made = summary.made_in_words(lookup.consolidation);
    format!("{} ({})", indicator.numbered_name(), lower_first(&made))
}

fn by_agency(lookup: &Lookup<'_>, batch: &[IndicatorSummary], text: String) -> Table {
    let width = 2 + 2 * batch.len();
    let entries: Vec<Vec<Option<&Entry>>> = batch.iter().map(|summary| lookup.by_place(&summary.entries)).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(lookup.agencies().len() + 3);
    for level in lookup.levels() {
        let heading = rows.len();
        for place in level.places {
            let report = &lookup.agencies()[place];
            if !entries.iter().any(|column| column[place].is_some()) && !is_expected(report, batch) {
                continue;
            }
            let mut cells = Vec::with_capacity(width);
            cells.extend([ordinal(place), cell(&report.body.name)]);
            for column in &entries {
                let record = column[place].map(|entry| &entry.record);
                cells.extend([Field::Planned, Field::Actual].map(|field| answer(record, field)));
            }
            rows.push(row(cells));
        }
        if rows.len() > heading {
            rows.insert(heading, group(level.title, width));
        }
    }
    rows.push(whole(batch, lookup));
    let mut columns: Vec<Column> = vec![column(Align::Center, 8.0), column(Align::Left, 44.0)];
    columns.extend((2..width).map(|_| column(Align::Decimal, 20.0)));
    even_columns(&mut rows, &columns);
    Table { caption: caption(text), columns, head: by_agency_head(batch), numbered: true, rows, ..Table::default() }
}

/// Whether a body reports one of these indicators.
fn is_expected(report: &AgencyReport, batch: &[IndicatorSummary]) -> bool {
    batch.iter().any(|summary| summary.indicator.is_reported_by(&report.body))
}

fn by_agency_head(batch: &[IndicatorSummary]) -> Vec<Vec<HeadCell>> {
    let mut above = vec![head("STT", 2), head("Đơn vị", 2)];
    let mut below = Vec::with_capacity(2 * batch.len());
    for summary in batch {
        let indicator = &summary.indicator;
        above.push(wide_head(&format!("{}. {} ({})", indicator.id, indicator.name, indicator.unit), 2));
        below.extend([Field::Planned, Field::Actual].map(|field| head(&field_head(field), 1)));
    }
    vec![above, below]
}

fn whole(batch: &[IndicatorSummary], lookup: &Lookup<'_>) -> Row {
    let are_plain = batch.iter().all(|summary| summary.indicator.aggregation.is_plain());
    let how = if are_plain { "cộng theo từng cột" } else { "theo cách tổng hợp của từng chỉ tiêu" };
    let title = format!("{}, {how}", lookup.whole());
    let mut cells = vec![TableCell { columns: 2, ..cell(&title) }];
    for summary in batch {
        let unit = summary.indicator.unit.as_str();
        cells.extend([rounded(summary.planned.as_ref(), unit), rounded(summary.actual.as_ref(), unit)]);
    }
    total(cells)
}
