//! Tables and rows of a body's form that are in none of its files.

use super::consolidation::{AgencyRemark, MissingRows, RowRange};
use super::files::Sorted;
use crate::config::Settings;
use crate::extract::{Remark, RemarkKind};
use crate::form::{Leads, TableKind, rows_to_fill};

/// Tells of each table that a body should have sent and of which no row is in the files that count, by a remark, and of
/// the rows that the others lack. A body none of whose files count has other troubles.
pub(super) fn find_missing(sorted: &mut Sorted, settings: &Settings, leads: &Leads) -> Vec<MissingRows> {
    let mut found = Vec::new();
    for (report, counted) in sorted.agencies.iter().zip(&sorted.counted) {
        if !report.is_counted() {
            continue;
        }
        let agency = &report.body.id;
        for (table, rows) in rows_to_fill(settings, &report.body, leads) {
            if !counted.rows_seen.has_table(table) {
                sorted.remarks.push(AgencyRemark { agency: agency.clone(), remark: missing_table(table) });
                continue;
            }
            let is_there = |row: &str| counted.rows_seen.has_row(table, row);
            let (missing, ranges) = ranges_without(&rows, is_there);
            if missing > 0 {
                found.push(MissingRows { agency: agency.clone(), table, missing, expected: rows.len(), ranges });
            }
        }
    }
    found
}

fn missing_table(table: TableKind) -> Remark {
    Remark {
        kind: RemarkKind::MissingTable,
        cells: Vec::new(),
        field: String::new(),
        row: String::new(),
        found: table.sheet().to_owned(),
        read_as: String::new(),
    }
}

/// How many rows are not there, and the runs of neighbours among them.
fn ranges_without(rows: &[&str], is_there: impl Fn(&str) -> bool) -> (usize, Vec<RowRange>) {
    let (mut missing, mut ranges, mut is_open) = (0, Vec::<RowRange>::new(), false);
    for row in rows {
        if is_there(row) {
            is_open = false;
            continue;
        }
        missing += 1;
        match ranges.last_mut().filter(|_| is_open) {
            Some(range) => {
                (*row).clone_into(&mut range.last);
                range.rows += 1;
            }
            None => ranges.push(RowRange { first: (*row).to_owned(), last: (*row).to_owned(), rows: 1 }),
        }
        is_open = true;
    }
    (missing, ranges)
}
