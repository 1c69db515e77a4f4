//! This year against an earlier one, in words.

use serde::Serialize;

use super::facts::figure;
use crate::merge::{Consolidation, YearChange};
use crate::model::{Decimal, round_percent};
use crate::vietnamese::format_decimal;

/// From so many times on a change is a multiple and no longer a percentage.
const MULTIPLE: i64 = 10;

/// The earlier year, for templates.
#[derive(Serialize)]
pub(super) struct Beside {
    /// The year.
    year: i16,
    /// Why the two years do not fully compare, each a sentence.
    breaks: Vec<String>,
    /// All tasks together: `tăng 3,2 điểm phần trăm so với năm 2025 (67,01%)`; empty where that cannot be told.
    completion: String,
}

impl Beside {
    /// The earlier year beside that of `consolidation`, where there is one.
    pub(super) fn new(consolidation: &Consolidation) -> Option<Self> {
        let beside = consolidation.beside.as_ref()?;
        let change = beside.progress_of_all(&consolidation.tasks);
        Some(Self {
            year: beside.earlier.year,
            breaks: beside.breaks.clone(),
            completion: in_words(change.as_ref(), beside.earlier.year, "%"),
        })
    }
}

/// `tăng 12,5% so với năm 2025 (1.234 trẻ)`; empty where there is nothing to compare with. `unit` is that of the figure.
pub(super) fn in_words(change: Option<&YearChange>, year: i16, unit: &str) -> String {
    let Some(change) = change else { return String::new() };
    let before = figure(*change.before.value());
    let before = if unit == "%" { format!("{before}%") } else { format!("{before} {unit}") };
    let size = round_percent(*change.difference.value());
    if size.is_zero() {
        return format!("bằng năm {year}");
    }
    let direction = if size.is_sign_positive() { "tăng" } else { "giảm" };
    let amount = match &change.percent {
        Some(percent) => match multiple(*percent.value()) {
            Some(times) => return format!("gấp {times} lần năm {year} ({before})"),
            None => format!("{}%", figure(percent.value().abs())),
        },
        None if change.is_points => format!("{} điểm phần trăm", format_decimal(size.abs())),
        None if unit == "%" => format!("{}%", format_decimal(size.abs())),
        None => format!("{} {unit}", format_decimal(size.abs())),
    };
    format!("{direction} {amount} so với năm {year} ({before})")
}

/// The change for a narrow column: `+12,5%`, `-3 điểm`, `gấp 12 lần`.
pub(super) fn in_a_cell(change: Option<&YearChange>) -> String {
    let Some(change) = change else { return String::new() };
    let signed = |value: Decimal| {
        let value = round_percent(value);
        let sign = if value > Decimal::ZERO { "+" } else { "" };
        format!("{sign}{}", format_decimal(value))
    };
    match &change.percent {
        Some(percent) => match multiple(*percent.value()) {
            Some(times) => format!("gấp {times} lần"),
            None => format!("{}%", signed(*percent.value())),
        },
        None if change.is_points => format!("{} điểm", signed(*change.difference.value())),
        None => signed(*change.difference.value()),
    }
}

/// How many times the figure then, in one decimal; `None` for changes that a percentage says.
fn multiple(percent: Decimal) -> Option<String> {
    let times = (percent + Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
    (times >= Decimal::from(MULTIPLE)).then(|| format_decimal(times.round_dp(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Traced;

    fn change(before: i64, difference: i64, percent: Option<&str>, is_points: bool) -> YearChange {
        let traced = |value| Traced::from_setting(value, "test");
        YearChange {
            before: traced(Decimal::from(before)),
            difference: traced(Decimal::from(difference)),
            percent: percent.map(|percent| traced(percent.parse().expect("a number"))),
            is_points,
        }
    }

    #[test]
    fn changes_are_said_as_people_say_them() {
        let cases = [
            (change(1000, 125, Some("12.5"), false), "trẻ", "tăng 12,5% so với năm 2025 (1.000 trẻ)", "+12,5%"),
            (change(80, -3, None, true), "%", "giảm 3 điểm phần trăm so với năm 2025 (80%)", "-3 điểm"),
            (change(0, 35, None, false), "lớp", "tăng 35 lớp so với năm 2025 (0 lớp)", "+35"),
            (change(10, 113, Some("1130"), false), "lớp", "gấp 12,3 lần năm 2025 (10 lớp)", "gấp 12,3 lần"),
            (change(10, 0, Some("0"), false), "lớp", "bằng năm 2025", "0%"),
        ];
        for (change, unit, words, cell) in cases {
            assert_eq!(in_words(Some(&change), 2025, unit), words);
            assert_eq!(in_a_cell(Some(&change)), cell);
        }
        assert_eq!(in_words(None, 2025, "%") + &in_a_cell(None), "");
    }
}
