//! In which unit the figures of a table are: amounts by unit line or head, percentages as such or as fractions of one.

use super::super::column_blocks::ColumnBlock;
use super::super::heads::{Column, Head, Table};
use super::super::sheet::{Row, Sheet};
use crate::intake::Value;
use crate::model::{AmountUnit, Decimal, ValueType, decimal_from_f64};
use crate::vietnamese::{fold, parse_amount_unit, parse_number};

/// Rows above a table in which its unit line may stand.
const ROWS_ABOVE: usize = 8;

/// The unit that a column's head gives in so many words.
pub(super) fn head_unit(column: &Column) -> Option<AmountUnit> {
    parse_amount_unit(&column.words)
}

/// The unit line above a table: the nearest one, up to the table before.
pub(super) fn unit_above(sheet: &Sheet<'_>, block: &ColumnBlock, table: &Table) -> Option<AmountUnit> {
    let before = block.tables.iter().map(|other| other.head.end).filter(|end| *end <= table.head.start).max();
    let first = table.head.start.saturating_sub(ROWS_ABOVE).max(before.unwrap_or(0));
    block.rows[first..table.head.start].iter().rev().find_map(|row| {
        row.cells.clone().find_map(|index| {
            let text = sheet.text(index);
            let folded = fold(text);
            let names_unit = folded.contains("don vi") || folded.contains("dvt") || text.starts_with('(');
            if names_unit { parse_amount_unit(text) } else { None }
        })
    })
}

/// Whether a percentage stored without its format is a fraction: a share of at most one per cent is not reported.
/// `fractions`: those of its column are, where it is text.
pub(super) fn is_fraction(sheet: &Sheet<'_>, index: usize, fractions: bool) -> bool {
    match &sheet.cell(index).value {
        Value::Number(number) => *number > 0.0 && *number <= 1.0,
        Value::Text(_) => fractions,
        _ => false,
    }
}

/// Whether percentages of a table up to one are fractions of one: some are less than one per cent, which nobody reports,
/// or none is above one, and they are not all zero. Numbers stored as such tell; where there are none, numbers stored as
/// text do.
pub(super) fn holds_fractions(sheet: &Sheet<'_>, columns: &[Column], body: &[Row]) -> bool {
    let percents = |column: &&Column| match column.head {
        Head::Says(field) => matches!(field.value_type(), ValueType::Percent | ValueType::Status),
        _ => false,
    };
    let columns: Vec<u32> = columns.iter().filter(percents).map(|column| column.column).collect();
    let (mut stored, mut written) = (Vec::new(), Vec::new());
    for index in body.iter().flat_map(|row| row.cells.clone()) {
        let cell = sheet.cell(index);
        if !columns.contains(&cell.column) || cell.percent_format {
            continue;
        }
        match &cell.value {
            Value::Number(number) => stored.extend(decimal_from_f64(*number)),
            Value::Text(_) if sheet.text(index).starts_with(|letter: char| letter.is_ascii_digit()) => {
                // `0,95%` says itself what it is.
                let number = parse_number(sheet.text(index)).filter(|number| !number.percent);
                written.extend(number.map(|number| number.value));
            }
            _ => {}
        }
    }
    let numbers = if stored.iter().any(|number| !number.is_zero()) { stored } else { written };
    let greatest = numbers.iter().copied().max().unwrap_or_default();
    let is_share = |number: &Decimal| !number.is_zero() && !number.is_sign_negative() && *number < Decimal::ONE;
    numbers.iter().any(is_share) || !greatest.is_zero() && greatest <= Decimal::ONE
}
