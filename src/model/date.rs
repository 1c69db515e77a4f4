//! Days.

use jiff::Span;
pub use jiff::civil::Date;

/// The day so many days after another; before it where `days` is negative. `None` beyond the calendar, which ends with
/// the year 9999.
pub fn days_after(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_months_and_years() {
        let from = Date::constant(2023, 12, 30);
        let days = [0, 2, 61, 62, -30].map(|days| days_after(from, days).map(|date| date.to_string()));
        assert_eq!(
            days,
            ["2023-12-30", "2024-01-01", "2024-02-29", "2024-03-01", "2023-11-30"].map(|day| Some(day.into()))
        );
        assert_eq!([i64::MAX, i64::MIN, 3_000_000].map(|days| days_after(from, days)), [None; 3]);
    }
}
