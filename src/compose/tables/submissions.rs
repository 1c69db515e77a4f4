//! Tình hình gửi báo cáo.

use super::super::lookup::Lookup;
use super::super::{Align, Block, Table, TableCell};
use super::build::{caption, cell, columns, count, group, heads, link, ordinal, row, total};
use super::details::anchor;
use crate::merge::{AgencyReport, Submission, number_of_bodies};
use crate::vietnamese::format_date;

/// Every body: symbol and date of its report, and how its submission stands.
pub(in super::super) fn submissions(lookup: &Lookup<'_>, text: String, has_details: bool) -> Vec<Block> {
    let shapes =
        [(Align::Center, 6.0), (Align::Left, 40.0), (Align::Left, 24.0), (Align::Center, 16.0), (Align::Center, 18.0)];
    let mut rows = Vec::with_capacity(lookup.agencies().len() + 3);
    for level in lookup.levels() {
        rows.push(group(level.title, shapes.len()));
        for place in level.places {
            rows.push(row(submission(place, &lookup.agencies()[place], has_details)));
        }
    }
    vec![Block::Table(Table {
        caption: caption(text),
        columns: columns(&shapes),
        head: heads(&["STT", "Đơn vị", "Số, ký hiệu báo cáo", "Ngày báo cáo", "Tình trạng"]),
        numbered: true,
        rows,
        ..Table::default()
    })]
}

fn submission(place: usize, report: &AgencyReport, has_details: bool) -> Vec<TableCell> {
    let name = &report.body.name;
    let symbol = report.symbol.as_ref().map_or("", |symbol| symbol.value().as_str());
    let date = report.date.as_ref().map_or_else(String::new, |date| format_date(*date.value()));
    let is_linked = has_details && report.submission.is_counted();
    vec![
        ordinal(place),
        if is_linked { link(name, anchor(&report.body.id)) } else { cell(name) },
        cell(symbol),
        cell(&date),
        cell(report.submission.vietnamese()),
    ]
}

/// How many bodies of each level reported.
pub(in super::super) fn submissions_by_level(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let states = [Submission::OnTime, Submission::Late, Submission::Missing, Submission::Rejected];
    let counts = |reports: &[AgencyReport]| -> Vec<TableCell> {
        let of = |state| number_of_bodies(reports.iter().filter(|report| report.submission == state));
        std::iter::once(number_of_bodies(reports)).chain(states.map(of)).map(|bodies| count(&bodies)).collect()
    };
    let line = |name: &str, reports: &[AgencyReport]| {
        let mut cells = vec![cell(name)];
        cells.extend(counts(reports));
        cells
    };
    let levels = lookup.levels().into_iter();
    let mut rows: Vec<_> = levels.map(|level| row(line(level.title, &lookup.agencies()[level.places]))).collect();
    rows.push(total(line("Tổng cộng", lookup.agencies())));
    let shapes = [
        (Align::Left, 44.0),
        (Align::Right, 14.0),
        (Align::Right, 14.0),
        (Align::Right, 14.0),
        (Align::Right, 14.0),
        (Align::Right, 16.0),
    ];
    vec![Block::Table(Table {
        caption: caption(text),
        columns: columns(&shapes),
        head: heads(&["Khối đơn vị", "Phải báo cáo", "Đúng hạn", "Quá hạn", "Chưa gửi", "Không sử dụng được"]),
        numbered: true,
        rows,
        ..Table::default()
    })]
}
