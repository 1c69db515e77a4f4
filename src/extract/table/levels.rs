//! Rows of Biểu 02 that are answered in words: yes and no, or levels.

use super::super::heads::Column;
use super::super::lexicon::Entry;
use super::super::record::Record;
use super::super::values::Place;
use super::super::words::{is_dash, is_placeholder};
use super::super::{CellUse, RemarkKind};
use super::TableReader;
use crate::config::Scale;
use crate::intake::Value;
use crate::model::{Field, Level, Traced};
use crate::vietnamese::{read_level, read_yes_no};

impl TableReader<'_, '_> {
    /// Reads an answer in words; whether the cell holds one. What is none of the words is told.
    pub(super) fn read_level(
        &mut self,
        index: usize,
        column: &Column,
        field: Field,
        entry: &Entry,
        record: &mut Record,
    ) -> bool {
        let Some(scale) = &entry.scale else { return false };
        let text = match &self.sheet.cell(index).value {
            Value::Bool(true) => "1".to_owned(),
            Value::Bool(false) => "0".to_owned(),
            Value::Number(_) => self.sheet.shown(index),
            Value::Text(_) => self.sheet.text(index).to_owned(),
            Value::Date(_) | Value::Error(_) | Value::FormulaWithoutValue(_) => String::new(),
        };
        if is_placeholder(&text) && !text.is_empty() || is_dash(&text) {
            self.sheet.mark(index, CellUse::Furniture);
            return false;
        }
        let Some(level) = level_said(&text, scale) else {
            let place = Place { row: entry.id(), field: &column.words };
            self.values.remark(RemarkKind::UnknownLevel, self.sheet, index, &place, scale.choices().join(", "));
            return false;
        };
        self.sheet.mark(index, CellUse::Mapped);
        record.enter(field, Traced::from_cell(level, self.sheet.cell_ref(index)));
        true
    }
}

/// The level of a scale that a text says.
pub(super) fn level_said(text: &str, scale: &Scale) -> Option<Level> {
    let rank = if scale.is_yes_no() {
        read_yes_no(text).map(|is_yes| if is_yes { scale.highest() } else { 0 })
    } else {
        read_level(text, scale.words())
    };
    scale.level(rank?)
}
