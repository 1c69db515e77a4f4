//! In which unit the figures of a table are: amounts by unit line or head, percentages as such or as fractions of one.

use super::super::column_blocks::ColumnBlock;
use super::super::heads::{Column, Head, Table};
use super::super::memo::Memo;
use super::super::sheet::{Row, Sheet};
use crate::intake::Value;
use crate::model::{AmountUnit, Decimal, ValueType, decimal_from_f64};
use crate::vietnamese::{count_of_unit, fold, fold_beginning, parse_amount_unit, parse_number};

/// Rows above a table in which its unit line may stand.
const ROWS_ABOVE: usize = 8;
/// Rows at the end of a table, and below it, in which a note on its unit may stand.
const ROWS_BELOW: usize = 8;

/// The unit that a column's head gives in so many words.
pub(super) fn head_unit(column: &Column) -> Option<AmountUnit> {
    thread_local! {
        static KNOWN: Memo<Option<AmountUnit>> = Memo::new();
    }
    KNOWN.with(|known| known.answer(&column.words, || parse_amount_unit(&column.words)))
}

/// The unit that a row gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowUnit {
    /// Of its amounts.
    pub(super) amount: Option<AmountUnit>,
    /// How many one of what it counts stands for.
    pub(super) one: Option<Decimal>,
}

/// The texts in the brackets of a text.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    text.split('(').skip(1).filter_map(|rest| rest.split(')').next())
}

/// The unit of amounts that stands in brackets, alone: `Chi thường xuyên (nghìn đồng)`.
pub(super) fn bracketed_unit(text: &str) -> Option<AmountUnit> {
    brackets(text).filter(|inside| is_unit_alone(inside)).find_map(parse_amount_unit)
}

/// How many one stands for by the unit in brackets: 1000 for `Số lượt người (nghìn lượt)`.
pub(super) fn bracketed_count(text: &str) -> Option<Decimal> {
    const WORDS_OF_A_UNIT: usize = 4;
    let is_short = |inside: &&str| inside.split_whitespace().count() <= WORDS_OF_A_UNIT;
    brackets(text).filter(is_short).filter_map(count_of_unit).find(|count| *count != Decimal::ONE)
}

/// How many one in a column stands for, as its head says in brackets.
pub(super) fn head_count(column: &Column) -> Option<Decimal> {
    thread_local! {
        static KNOWN: Memo<Option<Decimal>> = Memo::new();
    }
    KNOWN.with(|known| known.answer(&column.words, || bracketed_count(&column.words)))
}

/// Letters of a folded text that is no unit and nothing else, whatever its words.
const MUCH_LONGER_THAN_A_UNIT: usize = 48;

/// Whether a text is a unit of amounts and nothing else: `nghìn đồng`, `ĐVT: 1.000 đ`.
fn is_unit_alone(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "dong", "d", "vnd", "nghin", "ngan", "trieu", "ty", "ti", "trd", "tr", "tyd", "1", "000", "1000", "000d",
        "1000d", "don", "vi", "tinh", "dvt", "la", "1000000",
    ];
    let folded = fold_beginning(text, MUCH_LONGER_THAN_A_UNIT);
    !folded.is_empty()
        && folded.len() < MUCH_LONGER_THAN_A_UNIT
        && folded.split(' ').all(|word| WORDS.contains(&word))
        && parse_amount_unit(text).is_some()
}

/// The unit of the amounts of a table where neither cells nor heads give it: the unit line above, the title, a note below,
/// the name of the sheet.
pub(super) fn unit_of_table(sheet: &Sheet<'_>, block: &ColumnBlock, table: &Table) -> Option<AmountUnit> {
    unit_above(sheet, block, table)
        .or_else(|| unit_in_title(sheet, block, table))
        .or_else(|| unit_below(sheet, block, table))
        .or_else(|| last_part_unit(&sheet.reference.sheet))
}

/// The rows above a table that may be its own: at most so many, up to the table before.
fn rows_above<'a>(block: &'a ColumnBlock, table: &Table) -> &'a [Row] {
    let before = block.tables.iter().map(|other| other.head.end).filter(|end| *end <= table.head.start).max();
    let first = table.head.start.saturating_sub(ROWS_ABOVE).max(before.unwrap_or(0));
    &block.rows[first..table.head.start]
}

/// The unit in the title of a table: in brackets, behind a dash, or in a cell of its own.
fn unit_in_title(sheet: &Sheet<'_>, block: &ColumnBlock, table: &Table) -> Option<AmountUnit> {
    let mut cells = rows_above(block, table).iter().rev().flat_map(|row| row.cells.clone());
    cells.find_map(|index| last_part_unit(sheet.text(index)))
}

/// The unit that a text ends with, in brackets or behind a mark.
fn last_part_unit(text: &str) -> Option<AmountUnit> {
    let last = text.rsplit([',', '-', '–', '—', ':', ';']).next().unwrap_or_default();
    bracketed_unit(text).or_else(|| if is_unit_alone(last) { parse_amount_unit(last) } else { None })
}

/// The unit in a note below a table: `Ghi chú: số liệu tính bằng nghìn đồng`.
fn unit_below(sheet: &Sheet<'_>, block: &ColumnBlock, table: &Table) -> Option<AmountUnit> {
    let mut cells = block.rows[table.body.clone()].iter().rev().take(ROWS_BELOW).flat_map(|row| row.cells.clone());
    cells.find_map(|index| {
        let text = sheet.text(index);
        let names_unit = || {
            let folded = fold(text);
            ["don vi tinh", "don vi", "dvt", "tinh bang", "tinh theo"].iter().any(|words| folded.contains(words))
        };
        let is_remark = is_remark(text, &fold_beginning(text, BEGINNING_OF_A_REMARK));
        if is_unit_alone(text.trim_matches(['(', ')', '*', ' '])) || is_remark && names_unit() {
            parse_amount_unit(text)
        } else {
            None
        }
    })
}

/// Letters of a folded text in which its beginning tells whether it is a remark.
const BEGINNING_OF_A_REMARK: usize = 16;

/// Whether a line below a table is a remark on it; `folded` is its beginning at least.
fn is_remark(text: &str, folded: &str) -> bool {
    text.starts_with(['*', '('])
        || ["ghi chu", "luu y", "chu thich", "don vi tinh", "dvt", "so lieu", "cac so", "so tien"]
            .iter()
            .any(|beginning| folded.starts_with(beginning))
}

/// The unit line above a table: the nearest one, up to the table before.
fn unit_above(sheet: &Sheet<'_>, block: &ColumnBlock, table: &Table) -> Option<AmountUnit> {
    rows_above(block, table).iter().rev().find_map(|row| {
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
