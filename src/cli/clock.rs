//! The clock.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::{Date, days_after};

/// Seconds by which Vietnam is ahead of universal time; it has no summer time.
const AHEAD: i64 = 7 * 3600;
const DAY: i64 = 24 * 3600;

/// Today in Vietnam.
pub(super) fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date_at(i64::try_from(since).unwrap_or(0))
}

/// The time of day in Vietnam: `07:41:05`.
pub(super) fn time_of_day() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let seconds = since.saturating_add(AHEAD.unsigned_abs()) % DAY.unsigned_abs();
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The day in Vietnam so many seconds after 1970 began in universal time.
fn date_at(seconds: i64) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    days_after(epoch, seconds.saturating_add(AHEAD) / DAY).unwrap_or(epoch)
}

#[cfg(test)]
mod tests {
    use super::date_at;

    #[test]
    fn the_day_begins_at_midnight_in_vietnam() {
        let days = [0, 1_795_885_199, 1_795_885_200].map(|seconds| date_at(seconds).to_string());
        assert_eq!(days, ["1970-01-01", "2026-11-28", "2026-11-29"]);
    }
}
