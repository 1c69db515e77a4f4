//! Days.

use jiff::Span;
pub use jiff::civil::Date;
use jiff::civil::Weekday;

/// The day so many days after another; before it where `days` is negative. `None` beyond the calendar, which ends with
/// the year 9999.
pub fn days_after(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// Holidays on the same day of every year, as month and day (Labour Code 45/2019/QH14, article 112, clause 1): New Year,
/// 30 April, 1 May, National Day. Those by the lunar calendar, and days moved, differ from year to year.
const HOLIDAYS: [(i8, i8); 4] = [(1, 1), (4, 30), (5, 1), (9, 2)];

/// The day, or the first working day after it: Monday to Friday, no holiday, and none of `days_off` (Civil Code
/// 91/2015/QH13, article 148, clause 5). The day itself at the end of the calendar.
pub fn working_day(date: Date, days_off: &[Date]) -> Date {
    let is_off = |day: Date| {
        matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            || HOLIDAYS.contains(&(day.month(), day.day()))
            || days_off.contains(&day)
    };
    let days = std::iter::successors(Some(date), |day| days_after(*day, 1));
    days.into_iter().find(|day| !is_off(*day)).unwrap_or(date)
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

    #[test]
    fn letters_name_working_days() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let tet = ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"].map(day);
        for (date, working) in [
            ("2026-12-03", "2026-12-03"),
            ("2026-12-05", "2026-12-07"),
            ("2026-12-06", "2026-12-07"),
            ("2026-05-01", "2026-05-04"),
            ("2027-01-01", "2027-01-04"),
            ("2026-02-14", "2026-02-23"),
        ] {
            assert_eq!(working_day(day(date), &tet), day(working), "{date}");
        }
    }
}
