//! calamine's values to ours.

use calamine::{Data, DataRef, ExcelDateTime, SheetVisible};

use super::grid::{Value, Visibility};
use crate::model::Date;

/// Days between the epochs of the 1900 and the 1904 date system.
const DAYS_TO_1904: f64 = 1462.0;

/// A value as calamine streams it; `None` for an empty cell. Text of blanks alone is what a spreadsheet shows as empty.
pub(super) fn value_of_ref(value: &DataRef<'_>, epoch_1904: bool) -> Option<Value> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::String(text) => (!text.trim().is_empty()).then(|| Value::Text(text.clone())),
        DataRef::SharedString(text) => (!text.trim().is_empty()).then(|| Value::Text((*text).to_owned())),
        DataRef::Bool(truth) => Some(Value::Bool(*truth)),
        DataRef::DateTime(time) => Some(date_value(*time, epoch_1904)),
        DataRef::DateTimeIso(text) => Some(iso_value(text.clone())),
        DataRef::DurationIso(text) => text_value(text.clone()),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
    }
}

/// A value of a dense range; `None` for an empty cell.
pub(super) fn value_of(value: &Data, epoch_1904: bool) -> Option<Value> {
    match value {
        Data::Empty => None,
        Data::Int(number) => Some(Value::Number(*number as f64)),
        Data::Float(number) => Some(Value::Number(*number)),
        Data::String(text) => (!text.trim().is_empty()).then(|| Value::Text(text.clone())),
        Data::Bool(truth) => Some(Value::Bool(*truth)),
        Data::DateTime(time) => Some(date_value(*time, epoch_1904)),
        Data::DateTimeIso(text) => Some(iso_value(text.clone())),
        Data::DurationIso(text) => text_value(text.clone()),
        Data::Error(error) => Some(Value::Error(error.to_string())),
    }
}

fn text_value(text: String) -> Option<Value> {
    (!text.trim().is_empty()).then_some(Value::Text(text))
}

fn date_value(time: ExcelDateTime, epoch_1904: bool) -> Value {
    if time.is_duration() {
        Value::Number(time.as_f64())
    } else {
        Value::Date(time.as_f64() + if epoch_1904 { DAYS_TO_1904 } else { 0.0 })
    }
}

/// A date as ISO 8601 spells it becomes a serial day like any other; what is no date stays text.
pub(super) fn iso_value(text: String) -> Value {
    let date = text.get(..10).and_then(|day| day.parse::<Date>().ok());
    match date {
        // A span between two dates is in days.
        Some(date) => Value::Date(f64::from((date - Date::constant(1899, 12, 30)).get_days())),
        None => Value::Text(text),
    }
}

/// Whether a sheet is shown.
pub(super) fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}
