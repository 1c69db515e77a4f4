//! This year against an earlier one, in words.

use super::fact::facts;
use super::numbers::{Year, figure_in, magnitude, multiple, signed};
use crate::merge::{Consolidation, YearChange};
use crate::model::round_percent;

facts! {
    /// The earlier year, for templates.
    pub(super) struct ComparisonFacts {
        /// The year.
        year: Year,
        /// Why the two years do not fully compare, each a sentence.
        breaks: Vec<String>,
        /// All tasks together: `tăng 3,2 điểm phần trăm so với năm 2025 (67,01%)`; empty where that cannot be told.
        completion: String,
    }
}

impl ComparisonFacts {
    /// The earlier year beside that of `consolidation`, where there is one.
    pub(super) fn new(consolidation: &Consolidation) -> Option<Self> {
        let comparison = consolidation.comparison.as_ref()?;
        let change = comparison.progress_of_all(&consolidation.tasks);
        Some(Self {
            year: comparison.earlier.year.into(),
            breaks: comparison.breaks.iter().map(|series| series.text.clone()).collect(),
            completion: in_words(change.as_ref(), comparison.earlier.year.into(), "%"),
        })
    }
}

/// `tăng 12,5% so với năm 2025 (1.234 trẻ)`; empty where there is nothing to compare with. `unit` is that of the figure.
pub(super) fn in_words(change: Option<&YearChange>, year: Year, unit: &str) -> String {
    let Some(change) = change else { return String::new() };
    let before = figure_in(&change.before, unit).with_unit(unit);
    let size = round_percent(*change.difference.value());
    if size.is_zero() {
        return format!("bằng năm {year}");
    }
    let direction = if size.is_sign_positive() { "tăng" } else { "giảm" };
    let amount = match &change.percent {
        Some(percent) => match multiple(percent) {
            Some(times) => return format!("gấp {times} lần năm {year} ({before})"),
            None => magnitude(percent).with_unit("%"),
        },
        None if change.is_points => magnitude(&change.difference).with_unit("điểm phần trăm"),
        None => magnitude(&change.difference).with_unit(unit),
    };
    format!("{direction} {amount} so với năm {year} ({before})")
}

/// The change for a narrow column: `+12,5%`, `-3 điểm`, `gấp 12 lần`.
pub(super) fn in_a_cell(change: Option<&YearChange>) -> String {
    let Some(change) = change else { return String::new() };
    match &change.percent {
        Some(percent) => match multiple(percent) {
            Some(times) => format!("gấp {times} lần"),
            None => format!("{}%", signed(percent)),
        },
        None if change.is_points => format!("{} điểm", signed(&change.difference)),
        None => signed(&change.difference).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decimal, Traced};

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
            (change(80, -3, None, true), "%", "giảm 3 điểm phần trăm so với năm 2025 (80,00%)", "-3 điểm"),
            (change(0, 35, None, false), "lớp", "tăng 35 lớp so với năm 2025 (0 lớp)", "+35"),
            (change(10, 113, Some("1130"), false), "lớp", "gấp 12,3 lần năm 2025 (10 lớp)", "gấp 12,3 lần"),
            (change(10, 0, Some("0"), false), "lớp", "bằng năm 2025", "0%"),
        ];
        for (change, unit, words, cell) in cases {
            assert_eq!(in_words(Some(&change), 2025.into(), unit), words);
            assert_eq!(in_a_cell(Some(&change)), cell);
        }
        assert_eq!(in_words(None, 2025.into(), "%") + &in_a_cell(None), "");
    }
}
