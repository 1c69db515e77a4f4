//! Of several columns that may hold one field, the one that does: by what of the year and of the whole their heads tell,
//! then by what stands in them. Where two stay as likely, none is read and somebody is asked.

use std::cmp::Ordering;

use super::RemarkKind;
use super::heads::{Column, Head};
use super::sheet::{Row, Sheet};
use crate::intake::Value;
use crate::model::{Decimal, Field, decimal_from_f64};
use crate::vietnamese::parse_number;

/// What is remarked on the columns of a table, if rows of the form have cells in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ColumnRemark {
    /// What it is.
    pub(super) kind: RemarkKind,
    /// The field that the columns hold, or may hold; none where nobody knows.
    pub(super) field: Option<Field>,
    /// The numbers of the columns, from left to right.
    pub(super) columns: Vec<u32>,
}

/// Leaves a head to those of the columns that bear it that hold the year and the whole, and sets the others aside; where
/// several are as likely and differ, all of them, with a remark.
pub(super) fn choose(
    columns: &mut [Column],
    head: Head,
    field: Field,
    sheet: &Sheet<'_>,
    body: &[Row],
) -> Option<ColumnRemark> {
    let candidates: Vec<usize> = (0..columns.len()).filter(|place| columns[*place].head == head).collect();
    if candidates.len() < 2 {
        return None;
    }
    let has_cells = |place: &usize| body.iter().any(|row| sheet.cell_in(row, columns[*place].column).is_some());
    let mut likely: Vec<usize> = candidates.iter().copied().filter(has_cells).collect();
    if likely.is_empty() {
        return None;
    }
    let all_filled = likely.clone();
    let is_less =
        |place: usize, than: usize| columns[place].scope.compare(&columns[than].scope) == Some(Ordering::Less);
    let beaten: Vec<usize> =
        likely.iter().copied().filter(|place| likely.iter().any(|other| is_less(*place, *other))).collect();
    likely.retain(|place| !beaten.contains(place));
    // A head of this field alone is surer than one of several.
    if likely.iter().any(|place| columns[*place].also.is_empty()) {
        likely.retain(|place| columns[*place].also.is_empty());
    }
    let number = |place: &usize| columns[*place].column;
    if likely.len() > 1 && !agree(sheet, body, &likely.iter().map(number).collect::<Vec<_>>()) {
        let all: Vec<u32> = all_filled.iter().map(number).collect();
        match sum_of_others(sheet, body, &all) {
            Some(sum) => likely.retain(|place| columns[*place].column == sum),
            None => {
                let asked = likely.iter().map(number).collect();
                for place in candidates {
                    columns[place].head = Head::Other;
                }
                return Some(ColumnRemark { kind: RemarkKind::AmbiguousColumns, field: Some(field), columns: asked });
            }
        }
    }
    for place in candidates.into_iter().filter(|place| !likely.contains(place)) {
        columns[place].head = Head::Other;
    }
    None
}

/// Whether no row has different things in two of the columns.
fn agree(sheet: &Sheet<'_>, body: &[Row], columns: &[u32]) -> bool {
    body.iter().all(|row| {
        let mut cells = columns.iter().filter_map(|column| sheet.cell_in(row, *column));
        let Some(first) = cells.next() else { return true };
        let shown = sheet.shown(first);
        cells.all(|index| {
            let same_number = || number_in(sheet, first).is_some_and(|number| number_in(sheet, index) == Some(number));
            sheet.shown(index) == shown || same_number()
        })
    })
}

/// The one of three columns or more that is the sum of the others, in every row that it has.
fn sum_of_others(sheet: &Sheet<'_>, body: &[Row], columns: &[u32]) -> Option<u32> {
    if columns.len() < 3 {
        return None;
    }
    let rows: Vec<Vec<Decimal>> = body
        .iter()
        .filter(|row| columns.iter().any(|column| sheet.cell_in(row, *column).is_some()))
        .map(|row| {
            let in_column = |column: &u32| sheet.cell_in(row, *column).and_then(|index| number_in(sheet, index));
            columns.iter().map(|column| in_column(column).unwrap_or_default()).collect()
        })
        .collect();
    let is_sum = |place: &usize| {
        let parts = |row: &Vec<Decimal>| {
            let others = row.iter().enumerate().filter(|(other, _)| other != place).map(|(_, number)| *number);
            others.collect::<Vec<_>>()
        };
        let adds_up = |row: &Vec<Decimal>| {
            let mut total = Some(Decimal::ZERO);
            for part in parts(row) {
                total = total.and_then(|total| total.checked_add(part));
            }
            total == Some(row[*place])
        };
        let tells = |row: &&Vec<Decimal>| parts(row).iter().filter(|part| !part.is_zero()).count() >= 2;
        rows.iter().all(adds_up) && rows.iter().any(|row| tells(&row))
    };
    let mut sums = (0..columns.len()).filter(is_sum);
    let sum = sums.next()?;
    sums.next().is_none().then_some(columns[sum])
}

fn number_in(sheet: &Sheet<'_>, index: usize) -> Option<Decimal> {
    match &sheet.cell(index).value {
        Value::Number(number) => decimal_from_f64(*number),
        Value::Text(_) => parse_number(sheet.text(index)).map(|number| number.value),
        _ => None,
    }
}
