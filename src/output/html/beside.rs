//! The year beside an earlier one, for the page.

use serde::Serialize;

use crate::compose::change_in_a_cell;
use crate::merge::{Consolidation, YearBeside, YearChange};
use crate::vietnamese::format_decimal;

/// What changed against an earlier year.
#[derive(Serialize)]
pub(super) struct Beside<'a> {
    year: i16,
    /// Why the two years do not fully compare.
    breaks: &'a [String],
    tables: [Table<'a>; 3],
}

#[derive(Serialize)]
struct Table<'a> {
    title: &'static str,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    unit: &'a str,
    before: String,
    now: String,
    change: String,
}

impl<'a> Beside<'a> {
    /// The comparison, where there is an earlier year.
    pub(super) fn new(consolidation: &'a Consolidation) -> Option<Self> {
        let beside = consolidation.beside.as_ref()?;
        let tables = [
            Table { title: "Chỉ tiêu (thực hiện)", rows: indicators(consolidation, beside) },
            Table { title: "Kinh phí (đã thực hiện)", rows: funding(consolidation, beside) },
            Table { title: "Nhiệm vụ (tỷ lệ đơn vị hoàn thành)", rows: tasks(consolidation, beside) },
        ];
        Some(Self { year: beside.earlier.year, breaks: &beside.breaks, tables })
    }
}

fn indicators<'a>(consolidation: &'a Consolidation, beside: &YearBeside) -> Vec<Row<'a>> {
    let rows = consolidation.indicators.iter().filter_map(|summary| {
        let indicator = &summary.indicator;
        Some(row([indicator.id.as_str(), &indicator.name, &indicator.unit], &beside.indicator(summary)?))
    });
    rows.collect()
}

fn funding<'a>(consolidation: &'a Consolidation, beside: &YearBeside) -> Vec<Row<'a>> {
    let rows = consolidation.funding.iter().filter_map(|summary| {
        Some(row([summary.line.id.as_str(), &summary.line.name, "triệu đồng"], &beside.funding(summary)?))
    });
    rows.collect()
}

fn tasks<'a>(consolidation: &'a Consolidation, beside: &YearBeside) -> Vec<Row<'a>> {
    let rows = consolidation.tasks.iter().filter_map(|summary| {
        Some(row([summary.node.id.as_str(), summary.node.text(), "%"], &beside.progress(summary)?))
    });
    rows.collect()
}

fn row<'a>([id, name, unit]: [&'a str; 3], change: &YearChange) -> Row<'a> {
    let now = change.before.value().saturating_add(*change.difference.value());
    Row {
        id,
        name,
        unit,
        before: format_decimal(*change.before.value()),
        now: format_decimal(now),
        change: change_in_a_cell(Some(change)),
    }
}
