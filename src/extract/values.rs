//! Cells to numbers, percentages, amounts and dates, with a remark where a clerk would make one.

use super::column_blocks::ColumnBlock;
use super::heads::{Column, Head};
use super::sheet::{Sheet, date_of_serial};
use super::{Remark, RemarkKind};
use crate::intake::{ShownNumber, Value};
use crate::model::{AmountUnit, Date, Decimal, SheetKind, decimal_from_f64, plain_decimal};
use crate::vietnamese::{WrittenNumber, format_decimal, parse_date, parse_number};

/// Which mark a file uses for decimals, as far as its own numbers prove it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// `1.234,5`.
    Vietnamese,
    /// `1,234.5`.
    English,
}

/// What a number is wanted for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wanted {
    /// A count.
    Count {
        /// How many one in the column stands for, unless the cell says otherwise: 1000 under `nghìn lượt người`.
        one: Decimal,
        /// How many one of the indicator's own unit stands for.
        of_form: Decimal,
    },
    /// An amount; the unit it is in unless the cell says otherwise.
    Amount(AmountUnit),
    /// A percentage; whether the column holds fractions of one.
    Percent {
        /// 0.95 for 95 %.
        fractions: bool,
    },
}

/// Reads the values of one file and collects the remarks.
pub(super) struct ValueReader {
    notation: Option<Notation>,
    /// What was remarked on, in reading order.
    pub(super) remarks: Vec<Remark>,
}

/// What a cell that should hold a value turned out to hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reading<T> {
    /// A value.
    Value(T),
    /// Something that says there is none: a dash.
    Nothing,
    /// Something unreadable; a remark was made.
    Unreadable,
}

impl ValueReader {
    /// A reader for a file whose sheets are these, each with its column blocks.
    pub(super) fn new(sheets: &[Sheet<'_>], blocks: &[Vec<ColumnBlock>]) -> Self {
        Self { notation: notation_of(sheets, blocks), remarks: Vec::new() }
    }

    /// Remarks on one cell.
    pub(super) fn remark(
        &mut self,
        kind: RemarkKind,
        sheet: &Sheet<'_>,
        index: usize,
        place: &Place<'_>,
        read_as: String,
    ) {
        self.remarks.push(Remark {
            kind,
            cells: vec![sheet.cell_ref(index)],
            field: place.field.to_owned(),
            row: place.row.to_owned(),
            found: sheet.shown(index),
            read_as,
        });
    }

    /// The number in a cell.
    pub(super) fn number(
        &mut self,
        sheet: &Sheet<'_>,
        index: usize,
        wanted: Wanted,
        place: &Place<'_>,
    ) -> Reading<Decimal> {
        let cell = sheet.cell(index);
        match &cell.value {
            Value::Number(number) => match decimal_from_f64(*number) {
                Some(number) => self.typed(number, cell.percent_format, wanted, sheet, index, place),
                None => self.unreadable(sheet, index, place),
            },
            Value::Text(_) => self.written(sheet.text(index), sheet, index, wanted, place),
            Value::Error(_) => {
                self.remark(RemarkKind::ErrorCell, sheet, index, place, String::new());
                Reading::Unreadable
            }
            Value::FormulaWithoutValue(_) => {
                self.remark(RemarkKind::FormulaWithoutValue, sheet, index, place, String::new());
                Reading::Unreadable
            }
            Value::Bool(_) | Value::Date(_) => self.unreadable(sheet, index, place),
        }
    }

    fn unreadable(&mut self, sheet: &Sheet<'_>, index: usize, place: &Place<'_>) -> Reading<Decimal> {
        self.remark(RemarkKind::NotANumber, sheet, index, place, String::new());
        Reading::Unreadable
    }

    /// A number stored as one, as its format shows it.
    fn typed(
        &mut self,
        number: Decimal,
        percent_format: bool,
        wanted: Wanted,
        sheet: &Sheet<'_>,
        index: usize,
        place: &Place<'_>,
    ) -> Reading<Decimal> {
        let shown = sheet.shown_number(index).filter(ShownNumber::says_more);
        // The words around it are read as those that are typed around a number.
        let words = shown.as_ref().and_then(|shown| parse_number(&format!("{}1{}", shown.before, shown.after)));
        let is_scaled = shown.as_ref().is_some_and(|shown| shown.is_scaled);
        let number = shown.map_or(number, |shown| shown.number);
        if words.as_ref().is_some_and(|words| words.approximate) {
            self.remark(RemarkKind::Approximate, sheet, index, place, spelt(number));
        }
        let remarks = self.remarks.len();
        let value = match wanted {
            Wanted::Percent { fractions } if percent_format || fractions && number <= Decimal::ONE => {
                number.saturating_mul(Decimal::ONE_HUNDRED)
            }
            Wanted::Percent { .. } => number,
            Wanted::Amount(unit) => {
                let multiple = words.as_ref().map_or(Decimal::ONE, |words| words.multiple);
                let unit = words.and_then(|words| words.amount_unit).unwrap_or(unit);
                self.in_millions(number.saturating_mul(multiple), unit, sheet, index, place)
            }
            Wanted::Count { one, of_form } => {
                if words.as_ref().is_some_and(|words| words.is_money || words.percent) {
                    return self.unreadable(sheet, index, place);
                }
                let said = words.map(|words| words.count_of_one()).filter(|count| *count != Decimal::ONE);
                self.in_ones(number, said.unwrap_or(one), of_form, sheet, index, place)
            }
        };
        // Where the unit is told, that the format scales is told with it.
        if is_scaled && self.remarks.len() == remarks {
            self.remark(RemarkKind::ShownDiffers, sheet, index, place, spelt(value));
        }
        Reading::Value(value)
    }

    /// A count in the indicator's own unit, where one in the cell stands for `one` of a thing.
    fn in_ones(
        &mut self,
        number: Decimal,
        one: Decimal,
        of_form: Decimal,
        sheet: &Sheet<'_>,
        index: usize,
        place: &Place<'_>,
    ) -> Decimal {
        let counted = number.checked_mul(one).and_then(|counted| counted.checked_div(of_form));
        let Some(counted) = counted.filter(|_| one != of_form) else { return number };
        let counted = counted.normalize();
        if !number.is_zero() {
            self.remark(RemarkKind::CountConverted, sheet, index, place, format_decimal(counted));
        }
        counted
    }

    fn in_millions(
        &mut self,
        number: Decimal,
        unit: AmountUnit,
        sheet: &Sheet<'_>,
        index: usize,
        place: &Place<'_>,
    ) -> Decimal {
        let Some(converted) = number.checked_mul(unit.in_millions()) else { return number };
        if unit != AmountUnit::Million && !number.is_zero() {
            self.remark(RemarkKind::UnitConverted, sheet, index, place, format_decimal(converted));
        }
        converted.normalize()
    }

    /// A number stored as text: in all the text of a cell, or in a part of it.
    pub(super) fn written(
        &mut self,
        text: &str,
        sheet: &Sheet<'_>,
        index: usize,
        wanted: Wanted,
        place: &Place<'_>,
    ) -> Reading<Decimal> {
        let Some(written) = parse_number(text) else { return self.unreadable(sheet, index, place) };
        if written.word_for_zero {
            // A dash or `chưa có` says that there is no figure; `không có` says that the figure is zero.
            return if says_zero(text) { Reading::Value(Decimal::ZERO) } else { Reading::Nothing };
        }
        let wanted = match (wanted, written.amount_unit) {
            (Wanted::Amount(_), Some(unit)) => Wanted::Amount(unit),
            _ => wanted,
        };
        let (mut value, mut ambiguous) = self.decide(&written, wanted);
        // A percentage where a count belongs, and the other way round: `95%`, `2 đoàn`.
        let is_percentage = matches!(wanted, Wanted::Percent { .. });
        let counts_things = !written.percent && !written.rest.is_empty();
        if written.percent && !is_percentage || is_percentage && counts_things {
            return self.unreadable(sheet, index, place);
        }
        if let Wanted::Percent { fractions } = wanted {
            // `0,95` in a column of fractions; `0,95%` says itself what it is.
            if fractions && !written.percent && value <= Decimal::ONE {
                value *= Decimal::ONE_HUNDRED;
            }
            if let Some(whole) = written.of.filter(|whole| !whole.is_zero()) {
                value = value * Decimal::ONE_HUNDRED / whole;
            }
        }
        match wanted {
            Wanted::Amount(unit) => {
                value = self.in_millions(value.saturating_mul(written.multiple), unit, sheet, index, place);
            }
            Wanted::Count { one, of_form } if !written.is_money => {
                let said = Some(written.count_of_one()).filter(|count| *count != Decimal::ONE);
                // `1.250 nghìn`: thousands of thousands, or one and a quarter.
                ambiguous |= said.is_some() && written.other_reading.is_some();
                value = self.in_ones(value, said.unwrap_or(one), of_form, sheet, index, place);
            }
            _ if written.amount_unit.is_some() || written.multiple != Decimal::ONE => {
                return self.unreadable(sheet, index, place);
            }
            _ => {}
        }
        let read_as = spelt(value);
        if written.approximate {
            self.remark(RemarkKind::Approximate, sheet, index, place, read_as.clone());
        }
        if sheet.cell(index).stored.is_some() {
            self.remark(RemarkKind::ShownDiffers, sheet, index, place, read_as.clone());
        }
        let kind = if ambiguous { RemarkKind::AmbiguousNumber } else { RemarkKind::NumberAsText };
        // In a document all figures are text, which is nothing to tell anybody.
        if ambiguous || sheet.reference.kind == SheetKind::Worksheet {
            self.remark(kind, sheet, index, place, read_as);
        }
        Reading::Value(value)
    }

    /// Of the two readings of a text such as `1.234`, the one meant, and whether that is a guess.
    fn decide(&self, written: &WrittenNumber, wanted: Wanted) -> (Decimal, bool) {
        let Some(other) = written.other_reading else { return (written.value, false) };
        // The first reading takes the mark for thousands.
        match (wanted, self.notation, written.mark_is_point) {
            // Counts have no decimals, nor have amounts in đồng; a percentage has no thousands.
            (Wanted::Count { .. } | Wanted::Amount(AmountUnit::Dong), _, _) => (written.value, false),
            (Wanted::Percent { .. }, _, _) => (other, false),
            // No body of a province is given thousands of tỷ đồng, whatever the file's other numbers prove.
            (Wanted::Amount(AmountUnit::Billion), notation, is_point) => {
                let agrees = Some(if is_point { Notation::English } else { Notation::Vietnamese });
                (other, notation != agrees)
            }
            // What the marks are in the file's other numbers, they are here.
            (_, Some(Notation::Vietnamese), true) | (_, Some(Notation::English), false) => (written.value, false),
            (_, Some(Notation::Vietnamese), false) | (_, Some(Notation::English), true) => (other, false),
            (Wanted::Amount(_), None, _) => (written.value, true),
        }
    }

    /// The date in a cell.
    pub(super) fn date(&mut self, sheet: &Sheet<'_>, index: usize, place: &Place<'_>) -> Reading<Date> {
        let found = match &sheet.cell(index).value {
            Value::Date(serial) => date_of_serial(*serial),
            // A serial number whose date format got lost: 2000 to 2099.
            Value::Number(serial) if (36_526.0..73_051.0).contains(serial) => date_of_serial(*serial),
            Value::Text(_) => parse_date(sheet.text(index)).map(|written| written.date),
            _ => None,
        };
        found.map_or_else(
            || {
                self.remark(RemarkKind::BadDate, sheet, index, place, String::new());
                Reading::Unreadable
            },
            Reading::Value,
        )
    }
}

/// A number as a Vietnamese text writes it, without marks between thousands.
fn spelt(value: Decimal) -> String {
    plain_decimal(value).replace('.', ",")
}

/// Where a value belongs, for remarks.
pub(super) struct Place<'a> {
    /// The row as the plan calls it.
    pub(super) row: &'a str,
    /// The column as its head calls it.
    pub(super) field: &'a str,
}

/// Whether a word for nothing means the figure zero.
fn says_zero(text: &str) -> bool {
    crate::vietnamese::fold(text).starts_with("kh") || matches!(text.trim().to_lowercase().as_str(), "k" | "ko")
}

/// What the file's own numbers prove about its notation: those in its tables, codes and words of the rows left out.
fn notation_of(sheets: &[Sheet<'_>], blocks: &[Vec<ColumnBlock>]) -> Option<Notation> {
    let (mut vietnamese, mut english) = (0, 0);
    for (sheet, block) in sheets.iter().zip(blocks).flat_map(|(sheet, blocks)| blocks.iter().map(move |s| (sheet, s))) {
        for table in &block.tables {
            let names_rows = |column: &&Column| matches!(column.head, Head::Code | Head::Label);
            let names: Vec<u32> = table.columns.iter().filter(names_rows).map(|column| column.column).collect();
            let body = &block.rows[table.body.clone()];
            for index in body.iter().flat_map(|row| row.cells.clone()) {
                let text = sheet.text(index);
                if !text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-')
                    || names.contains(&sheet.cell(index).column)
                {
                    continue;
                }
                match proof(text) {
                    Some(Notation::Vietnamese) => vietnamese += 1,
                    Some(Notation::English) => english += 1,
                    None => {}
                }
            }
        }
    }
    match (vietnamese, english) {
        (v, e) if v > e => Some(Notation::Vietnamese),
        (v, e) if e > v => Some(Notation::English),
        _ => None,
    }
}

/// The notation that one number proves: both marks, one mark twice, or a mark before other than three digits. A unit may
/// follow; a date or a share proves nothing.
fn proof(text: &str) -> Option<Notation> {
    let text = text.trim_start_matches('-');
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ','))).unwrap_or(text.len());
    let (digits, rest) = (text[..end].trim_end_matches(['.', ',']), text[end..].trim_start());
    if rest.starts_with(['/', '-', ':']) || rest.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let points = digits.matches('.').count();
    let commas = digits.matches(',').count();
    let tail = |mark: char| digits.rsplit(mark).next().map_or(0, str::len);
    let grouped = |mark: char| digits.split(mark).skip(1).all(|group| group.len() == 3);
    match (points, commas) {
        (0, 0) => None,
        (p, 0) if p > 1 => grouped('.').then_some(Notation::Vietnamese),
        (0, c) if c > 1 => grouped(',').then_some(Notation::English),
        (1, 0) => (tail('.') != 3).then_some(Notation::English),
        (0, 1) => (tail(',') != 3).then_some(Notation::Vietnamese),
        _ => Some(if digits.rfind(',') > digits.rfind('.') { Notation::Vietnamese } else { Notation::English }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Notation, proof};

    #[test]
    fn numbers_prove_their_notation() {
        for (text, expected) in [
            ("1.234,5", Some(Notation::Vietnamese)),
            ("1,234.5", Some(Notation::English)),
            ("12,5", Some(Notation::Vietnamese)),
            ("12.5", Some(Notation::English)),
            ("96,8%", Some(Notation::Vietnamese)),
            ("1.234", None),
            ("1.234.567", Some(Notation::Vietnamese)),
            ("248/250", None),
            ("1.234,5 triệu đồng", Some(Notation::Vietnamese)),
            ("18.11.2026", None),
            ("5.12/QĐ", None),
        ] {
            assert_eq!(proof(text), expected, "{text}");
        }
    }
}
