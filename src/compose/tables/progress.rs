//! Tiến độ nhiệm vụ.

use super::super::lookup::Lookup;
use super::super::sentences::first_clause;
use super::super::{Align, Block, Column, HeadCell, Row, Table, TableCell};
use super::build::{
    caption, cell, column, columns, count, group, head, heads, inlines, link, ordinal, row, share, total, wide_head,
};
use super::details::anchor;
use crate::merge::{Counts, ProgressSummary, number_of_points};
use crate::model::Status;
use crate::plan::Node;

/// Points that one table takes beside the name of the agency on a page in landscape.
const POINTS: usize = 30;

/// The mark of a state; what a body did not report on has a dash.
fn mark(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Completed) => "H",
        Some(Status::InProgress) => "Đ",
        Some(Status::NotStarted) => "C",
        Some(Status::NotApplicable) => "K",
        None => "–",
    }
}

/// The mark of a point that a body does not have to report on.
const NOT_OWED: &str = "·";

/// What the marks mean.
fn legend(lookup: &Lookup<'_>) -> Block {
    let states = Status::ALL.map(|status| format!("{}: {}", mark(Some(status)), status.vietnamese().to_lowercase()));
    let mut marks = states.to_vec();
    marks.push(format!("{}: {}", mark(None), Status::NO_REPORT.to_lowercase()));
    let bodies = lookup.agencies().len();
    if lookup.consolidation.tasks.iter().any(|summary| summary.expected.len() < bodies) {
        marks.push(format!("{NOT_OWED}: {}", Status::NOT_OWED.to_lowercase()));
    }
    Block::Note(inlines(&format!("Ghi chú: {}.", marks.join("; "))))
}

/// Agencies down, points across, a mark in each cell.
pub(in super::super) fn progress_by_agency(lookup: &Lookup<'_>, text: String, has_details: bool) -> Vec<Block> {
    let groups = lookup.task_groups();
    let mut blocks = vec![legend(lookup)];
    let mut from = 0;
    while from < groups.len() {
        // Whole groups, as many as fit; one that fits nowhere stands alone.
        let mut until = from + 1;
        let mut points = groups[from].1.len();
        while let Some((_, next)) = groups.get(until)
            && points + next.len() <= POINTS
        {
            points += next.len();
            until += 1;
        }
        let caption = if from == 0 { text.clone() } else { String::new() };
        blocks.push(Block::Table(matrix(lookup, &groups[from..until], caption, has_details)));
        from = until;
    }
    blocks
}

fn matrix(lookup: &Lookup<'_>, groups: &[(&Node, &[ProgressSummary])], text: String, has_details: bool) -> Table {
    let points: Vec<&ProgressSummary> = groups.iter().flat_map(|(_, points)| points.iter()).collect();
    let marks: Vec<Vec<&str>> = points.iter().map(|summary| marks(lookup, summary)).collect();
    let width = points.len() + 2;
    let mut rows: Vec<Row> = Vec::with_capacity(lookup.agencies().len() + 4);
    for level in lookup.levels() {
        rows.push(group(level.title, width));
        for place in level.places {
            let report = &lookup.agencies()[place];
            let is_linked = has_details && report.submission.is_counted();
            let name = &report.body.name;
            let mut cells = Vec::with_capacity(width);
            cells.push(ordinal(place));
            cells.push(if is_linked { link(name, anchor(&report.body.id)) } else { cell(name) });
            cells.extend(marks.iter().map(|column| cell(column[place])));
            rows.push(row(cells));
        }
    }
    rows.push(completed(&points));
    let mut columns: Vec<Column> = vec![column(Align::Center, 9.0), column(Align::Left, 50.0)];
    columns.extend(points.iter().map(|_| column(Align::Center, 7.0)));
    Table { caption: caption(text), columns, head: matrix_head(groups), rows, ..Table::default() }
}

fn matrix_head(groups: &[(&Node, &[ProgressSummary])]) -> Vec<Vec<HeadCell>> {
    let mut above = vec![head("STT", 2), head("Đơn vị", 2)];
    let mut below = Vec::new();
    for (item, points) in groups {
        let name = item.label.trim_end_matches(['.', ')']);
        match points {
            [] => {}
            [only] if only.node.id == item.id => above.push(head(name, 2)),
            points => {
                above.push(wide_head(&format!("Mục {name}"), points.len()));
                below.extend(points.iter().map(|point| head(point.node.label.trim_end_matches(['.', ')']), 1)));
            }
        }
    }
    vec![above, below]
}

/// The marks of one point, one a body.
fn marks(lookup: &Lookup<'_>, summary: &ProgressSummary) -> Vec<&'static str> {
    let entries = lookup.by_place(&summary.entries);
    let mut marks = vec![NOT_OWED; entries.len()];
    for place in summary.expected.iter().map(|agency| lookup.place(agency)) {
        let status = entries.get(place).copied().flatten().and_then(|entry| entry.record.status());
        if let Some(own) = marks.get_mut(place) {
            *own = mark(status.map(|status| *status.value()));
        }
    }
    marks
}

/// How many bodies completed each point.
fn completed(points: &[&ProgressSummary]) -> Row {
    let mut cells = vec![TableCell { columns: 2, ..cell("Số đơn vị hoàn thành") }];
    cells.extend(points.iter().map(|summary| count(summary.counts.bodies(Status::Completed))));
    total(cells)
}

/// The province-wide picture: a row a group, bodies counted once for each of its points.
pub(in super::super) fn progress_by_group(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let groups = lookup.task_groups();
    let mut rows: Vec<Row> = groups
        .iter()
        .map(|(item, points)| {
            let name = format!("{} {}", item.label, first_clause(item.text()));
            row(state_counts(&name, points))
        })
        .collect();
    rows.push(total(state_counts("Tổng cộng", &lookup.consolidation.tasks)));
    let mut widths = vec![(Align::Left, 40.0), (Align::Right, 9.0)];
    widths.extend([(Align::Right, 11.0); 5]);
    widths.extend([(Align::Decimal, 12.0), (Align::Right, 11.0)]);
    let mut names = vec!["Nhóm nhiệm vụ, giải pháp", "Số nhiệm vụ", "Tổng số lượt"];
    names.extend(Counts::REPORTED.map(Status::vietnamese));
    names.extend([Status::NO_REPORT, "Tỷ lệ hoàn thành (%)", "Không thuộc nhiệm vụ"]);
    vec![
        Block::Table(Table {
            caption: caption(text),
            columns: columns(&widths),
            head: heads(&names),
            numbered: true,
            rows,
            ..Table::default()
        }),
        Block::Note(inlines(
            "Ghi chú: tổng số lượt gồm các lượt đã hoàn thành, đang thực hiện, chưa thực hiện và chưa báo cáo; tỷ lệ hoàn thành \
             tính trên tổng số lượt.",
        )),
    ]
}

fn state_counts(name: &str, points: &[ProgressSummary]) -> Vec<TableCell> {
    let counts = Counts::total(points.iter().map(|point| &point.counts));
    let mut cells = vec![cell(name), count(&number_of_points(points)), count(&counts.owing())];
    cells.extend(Counts::REPORTED.map(|status| count(counts.bodies(status))));
    cells.extend([count(&counts.no_report), share(counts.completion().as_ref())]);
    cells.push(count(counts.bodies(Status::NotApplicable)));
    cells
}
