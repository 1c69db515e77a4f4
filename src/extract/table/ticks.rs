//! Columns for one state each, of which one is ticked.

use super::super::heads::Column;
use super::super::record::Record;
use super::super::sheet::Sheet;
use super::super::status::in_words;
use super::super::values::Place;
use super::super::{CellUse, RemarkKind};
use super::TableReader;
use crate::intake::Value;
use crate::model::{Field, Status, Traced};
use crate::vietnamese::{StateColumn, StateReading, parse_number, read_state};

/// What stands in a column of ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A check mark: `✓`, `☑`.
    Check,
    /// A mark that may be a cross as well: `x`, `☒`, `1`, `v`.
    Mark,
    /// A cross, and no tick unless the form says so: `✗`.
    Cross,
    /// Nothing: an empty box, a dash, `0`, `không`.
    Nothing,
    /// What nobody knows.
    Unknown,
}

/// The signs of a row in its columns of ticks.
#[derive(Default)]
pub(super) struct Ticks {
    signs: Vec<(usize, Status, Sign)>,
}

impl TableReader<'_, '_> {
    /// Takes the cell of a column of ticks; whether something is entered there.
    pub(super) fn take_sign(
        &mut self,
        index: usize,
        column: &Column,
        status: Status,
        ticks: &mut Ticks,
        record: &Record,
    ) -> bool {
        let sign = sign(self.sheet, index, status, self.lexicon.year());
        if sign == Sign::Unknown {
            let place = Place { row: record.item.as_str(), field: &column.words };
            self.values.remark(RemarkKind::UnknownStatus, self.sheet, index, &place, String::new());
        }
        ticks.signs.push((index, status, sign));
        !matches!(sign, Sign::Nothing)
    }

    /// One tick is a state; several contradict each other.
    pub(super) fn enter_ticks(&mut self, ticks: &Ticks, record: &mut Record) {
        let of = |wanted: Sign| ticks.signs.iter().filter(move |(_, _, sign)| *sign == wanted);
        if of(Sign::Unknown).next().is_some() {
            return;
        }
        // `✓` beside `x`: the others are crosses.
        let marks: Vec<_> = match of(Sign::Check).count() {
            0 => of(Sign::Mark).collect(),
            _ => of(Sign::Check).collect(),
        };
        match marks.as_slice() {
            [(index, status, _)] => {
                record.enter(Field::Status, Traced::from_cell(*status, self.sheet.cell_ref(*index)));
                self.sheet.mark(*index, CellUse::Mapped);
                for (index, _, _) in ticks.signs.iter().filter(|(_, _, sign)| *sign != Sign::Nothing) {
                    self.sheet.mark(*index, CellUse::Furniture);
                }
            }
            [] => self.remark_signs(of(Sign::Cross), record),
            several => self.remark_signs(several.iter().copied(), record),
        }
    }

    /// Remarks on signs of which nobody can tell the one that counts.
    fn remark_signs<'s>(&mut self, signs: impl Iterator<Item = &'s (usize, Status, Sign)>, record: &Record) {
        let signs: Vec<_> = signs.collect();
        let states: Vec<Status> = signs.iter().map(|(_, status, _)| *status).collect();
        for (index, _, _) in signs {
            let place = Place { row: record.item.as_str(), field: Field::Status.head() };
            self.values.remark(RemarkKind::UnknownStatus, self.sheet, *index, &place, in_words(&states));
        }
    }
}

/// What the sign in a column for `status` is.
fn sign(sheet: &Sheet<'_>, index: usize, status: Status, year: i16) -> Sign {
    let text = match &sheet.cell(index).value {
        Value::Bool(true) => return Sign::Mark,
        Value::Bool(false) => return Sign::Nothing,
        Value::Number(number) if *number == 1.0 => return Sign::Mark,
        Value::Number(number) if *number == 0.0 => return Sign::Nothing,
        Value::Text(_) => sheet.text(index),
        _ => return Sign::Unknown,
    };
    // `(x)`, `x.`, `[X]`
    let mark = text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | '.' | ';' | ',' | '"' | '\'')
    });
    match mark {
        // `ü` and `þ` are what Wingdings shows as a tick, where the format tells no fonts.
        "✓" | "✔" | "☑" | "√" | "✅" | "🗸" | "🗹" | "ü" | "þ" | "●" | "■" => Sign::Check,
        "x" | "X" | "×" | "v" | "V" | "1" | "có" | "Có" | "CÓ" | "*" | "+" | "☒" | "xx" => Sign::Mark,
        "✗" | "✘" | "✕" | "✖" | "❌" => Sign::Cross,
        "" | "☐" | "□" | "¨" | "○" | "◯" | "o" | "O" | "/" => Sign::Nothing,
        _ if parse_number(text).is_some_and(|number| number.value.is_zero()) => Sign::Nothing,
        // `Hoàn thành` in the column of what is completed.
        _ => match read_state(text, year, StateColumn::States) {
            StateReading::State(state) if state.status == status => Sign::Mark,
            _ => Sign::Unknown,
        },
    }
}
