//! The tasks against the deadlines that the plan prints.

use super::super::lookup::Lookup;
use super::super::sentences::first_clause;
use super::super::{Align, Block, Row, Table, TableCell};
use super::build::{caption, cell, columns, count, heads, row, total, written};
use crate::form::CODE;
use crate::merge::{Counts, Entry, ProgressSummary, Timeliness, number_of_points};
use crate::model::{Field, Status};

/// How the answers stand to the deadlines, a row for each group of the tasks.
pub(in super::super) fn timeliness(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let has_deadline = |summary: &&ProgressSummary| summary.assignment.due.is_some();
    let of_groups = lookup.task_groups().into_iter().filter_map(|(item, points)| {
        let tasks: Vec<&ProgressSummary> = points.iter().filter(has_deadline).collect();
        let name = format!("{} {}", item.label, first_clause(item.text()));
        (!tasks.is_empty()).then(|| row(stands(lookup, name.trim(), &tasks)))
    });
    let mut rows: Vec<Row> = of_groups.collect();
    let all: Vec<&ProgressSummary> = lookup.consolidation.tasks_with_deadlines().collect();
    rows.push(total(stands(lookup, "Tổng cộng", &all)));
    let [on_time, late, running, overdue, standing] = Timeliness::ALL.map(Timeliness::vietnamese);
    let names = [
        "Nhóm nhiệm vụ",
        "Số nhiệm vụ",
        on_time,
        late,
        Timeliness::UNKNOWN,
        running,
        overdue,
        standing,
        Status::NO_REPORT,
    ];
    let mut widths = vec![(Align::Left, 40.0)];
    widths.extend([(Align::Right, 11.0); 8]);
    vec![Block::Table(Table {
        caption: caption(text),
        columns: columns(&widths),
        head: heads(&names),
        numbered: true,
        rows,
        ..Table::default()
    })]
}

fn stands(lookup: &Lookup<'_>, name: &str, tasks: &[&ProgressSummary]) -> Vec<TableCell> {
    let counts = lookup.consolidation.timeliness(tasks.iter().copied());
    let silent = Counts::total(tasks.iter().map(|task| &task.counts)).no_report;
    let of = |stands: Timeliness| count(&counts.of[stands as usize]);
    vec![
        cell(name),
        count(&number_of_points(tasks.iter().copied())),
        of(Timeliness::OnTime),
        of(Timeliness::Late),
        count(&counts.unknown),
        of(Timeliness::Running),
        of(Timeliness::Overdue),
        of(Timeliness::Standing),
        count(&silent),
    ]
}

/// What is overdue, came late, or is done and not known when: who leads it, what was to come of it, why, and until when now.
pub(in super::super) fn overdue(lookup: &Lookup<'_>, text: String) -> Vec<Block> {
    let mut rows = Vec::new();
    for summary in lookup.consolidation.tasks_with_deadlines() {
        for entry in summary.entries.iter().filter(|entry| summary.expected.contains(&entry.agency)) {
            let words = match summary.timeliness(lookup.consolidation, entry) {
                Some(stands @ (Timeliness::Overdue | Timeliness::Late)) => stands.vietnamese(),
                None if summary.is_done_undated(entry) => Timeliness::UNKNOWN,
                _ => continue,
            };
            rows.push(behind(lookup, summary, entry, words));
        }
    }
    let names = [CODE, "Nhiệm vụ", "Đơn vị", "Sản phẩm", "Thời hạn", "Tiến độ", "Lý do chậm", "Thời hạn mới"];
    let shapes = [
        (Align::Center, 12.0),
        (Align::Left, 44.0),
        (Align::Left, 26.0),
        (Align::Left, 22.0),
        (Align::Center, 18.0),
        (Align::Center, 18.0),
        (Align::Left, 34.0),
        (Align::Center, 18.0),
    ];
    vec![Block::Table(Table {
        caption: caption(text),
        columns: columns(&shapes),
        head: heads(&names),
        rows,
        ..Table::default()
    })]
}

fn behind(lookup: &Lookup<'_>, summary: &ProgressSummary, entry: &Entry, words: &str) -> Row {
    let record = &entry.record;
    let due = summary.assignment.due.as_ref().map_or("", |due| due.text.as_str());
    row(vec![
        cell(summary.node.id.as_str()),
        cell(&first_clause(summary.node.text())),
        cell(lookup.name(lookup.place(&entry.agency))),
        cell(&summary.assignment.product),
        cell(due),
        cell(words),
        written(record.text(Field::DelayReason).or_else(|| record.text(Field::Difficulties))),
        written(record.text(Field::NewDue)),
    ])
}
