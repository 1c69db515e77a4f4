//! Mục tiêu: where the goals began, what they are to reach, and whether they are on their way.

use super::super::lookup::Lookup;
use super::super::numbers::figure_in;
use super::super::{Align, Block, Row, Table};
use super::build::{caption, cell, columns, head, rounded, row};
use crate::form::CODE;
use crate::merge::{IndicatorSummary, Trend};

/// A row for each goal that has a target or a beginning; nothing where none has.
pub(super) fn goals(lookup: &Lookup<'_>) -> Option<Block> {
    let indicators = lookup.consolidation.indicators.iter();
    let has_way =
        |summary: &&IndicatorSummary| summary.indicator.baseline.is_some() || !summary.indicator.targets.is_empty();
    let rows: Vec<Row> = indicators.filter(has_way).map(|summary| goal(lookup, summary)).collect();
    if rows.is_empty() {
        return None;
    }
    let year = lookup.consolidation.settings.report.year;
    let names = [
        CODE.to_owned(),
        "Mục tiêu".to_owned(),
        "Số gốc".to_owned(),
        format!("Mức phải đạt năm {year}"),
        format!("Thực hiện năm {year}"),
        "Kết quả".to_owned(),
        "Mục tiêu tiếp theo".to_owned(),
        format!("Năm {year} cần có, nếu tiến đều"),
        "Tiến độ".to_owned(),
    ];
    let shapes = [
        (Align::Center, 9.5),
        (Align::Left, 40.0),
        (Align::Center, 17.0),
        (Align::Center, 22.0),
        (Align::Center, 15.0),
        (Align::Center, 13.0),
        (Align::Center, 24.0),
        (Align::Center, 16.0),
        (Align::Center, 16.0),
    ];
    Some(Block::Table(Table {
        caption: caption("Mục tiêu và tiến độ thực hiện".to_owned()),
        columns: columns(&shapes),
        head: vec![names.iter().map(|name| head(name, 1)).collect()],
        rows,
        ..Table::default()
    }))
}

fn goal(lookup: &Lookup<'_>, summary: &IndicatorSummary) -> Row {
    let (indicator, year) = (&summary.indicator, lookup.consolidation.settings.report.year);
    let unit = indicator.unit.as_str();
    let trend = lookup.consolidation.trend(summary);
    let from = indicator.baseline.map(|baseline| {
        let figure = figure_in(&baseline.traced(indicator), unit).with_unit(unit);
        format!("{figure} (năm {})", baseline.year)
    });
    let result = match summary.judgement(year).filter(|judgement| judgement.target.is_some()) {
        Some(judgement) if judgement.is_reached => "Đạt",
        Some(_) => "Chưa đạt",
        None => "",
    };
    let next = indicator.next_target(year).map(|(later, target)| format!("{} (năm {later})", target.text));
    let needed = trend.as_ref().filter(|trend| !trend.is_reached).map(|trend| &trend.needed);
    row(vec![
        cell(indicator.id.as_str()),
        cell(&indicator.numbered_name()),
        cell(&from.unwrap_or_default()),
        cell(indicator.target_of(year).map_or("", |target| target.text.as_str())),
        rounded(summary.actual.as_ref(), unit),
        cell(result),
        cell(&next.unwrap_or_default()),
        rounded(needed, unit),
        cell(trend.as_ref().map_or("", stands)),
    ])
}

/// How a goal stands on its way, in a word or two.
fn stands(trend: &Trend<'_>) -> &'static str {
    match (trend.is_reached, trend.is_on_track) {
        (true, _) => "Đã đạt mục tiêu",
        (false, true) => "Đúng tiến độ",
        (false, false) => "Chậm tiến độ",
    }
}
