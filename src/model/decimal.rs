//! Exact decimals for amounts and counts.

use rust_decimal::{Decimal, RoundingStrategy};

/// The decimal a spreadsheet shows for a stored double: 15 significant digits, which is all a spreadsheet ever displays,
/// so that `0.1 + 0.2` comes back as `0.3`. `None` for what is not a number or lies beyond a decimal's range (about 7.9e28).
pub fn decimal_from_f64(value: f64) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return Some(Decimal::from(value as i64));
    }
    // 14 digits after the leading one make 15 in all.
    let written = format!("{value:.14e}");
    let (digits, exponent) = written.split_once('e')?;
    // Zeros behind the point would count against the 28 places that a decimal has.
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    Decimal::from_scientific(&format!("{digits}e{exponent}")).ok().map(|exact| exact.normalize())
}

/// 100 × `part` / `whole`, unrounded. `None` where the whole is zero.
pub fn percent_of(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if whole.is_zero() {
        return None;
    }
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// What the straight line from one value to another has in the year `at`, where these are of the years `from` and `until`.
/// `None` where the two years are the same.
pub fn on_line([start, end]: [Decimal; 2], [from, until, at]: [i16; 3]) -> Option<Decimal> {
    let years = |since: i16, to: i16| Decimal::from(i32::from(to) - i32::from(since));
    let gone = end.checked_sub(start)?.checked_mul(years(from, at))?;
    start.checked_add(gone.checked_div(years(from, until))?)
}

/// The mean of values, each with its weight: Σ value × weight / Σ weight. `None` where the weights come to nothing.
pub fn weighted_mean(weighted: impl IntoIterator<Item = (Decimal, Decimal)>) -> Option<Decimal> {
    let (above, below) =
        weighted.into_iter().fold((Decimal::ZERO, Decimal::ZERO), |(above, below), (value, weight)| {
            (above.saturating_add(value.saturating_mul(weight)), below.saturating_add(weight))
        });
    if below.is_zero() { None } else { above.checked_div(below) }
}

/// The value with at most so many decimals, half away from zero, as people and spreadsheets round.
pub fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// A percentage as the report prints it: two decimals.
pub fn round_percent(percent: Decimal) -> Decimal {
    rounded(percent, 2)
}

/// The decimal without trailing zeros, as JSON and `trace` print it: `74833.75`.
pub fn plain_decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let rounded_to = |text: &str, decimals| plain_decimal(rounded(text.parse().expect("a number"), decimals));
        for (text, decimals, expected) in [
            ("100.125", 2, "100.13"),
            ("12.25", 1, "12.3"),
            ("-12.25", 1, "-12.3"),
            ("12.5", 0, "13"),
            ("12.20", 2, "12.2"),
        ] {
            assert_eq!(rounded_to(text, decimals), expected, "{text}");
        }
    }

    #[test]
    fn float_noise_is_dropped() {
        assert_eq!(decimal_from_f64(0.1 + 0.2).map(plain_decimal).as_deref(), Some("0.3"));
        assert_eq!(decimal_from_f64(74_833.75).map(plain_decimal).as_deref(), Some("74833.75"));
        assert_eq!(decimal_from_f64(1e300), None);
        assert_eq!(decimal_from_f64(f64::NAN), None);
        assert_eq!(decimal_from_f64(1e-20).map(plain_decimal).as_deref(), Some("0.00000000000000000001"));
    }

    #[test]
    fn percentages_round_half_away_from_zero() {
        let ratio = percent_of(Decimal::from(1), Decimal::from(8)).expect("eight is not zero");
        assert_eq!(plain_decimal(round_percent(ratio)), "12.5");
        assert_eq!(percent_of(Decimal::ONE, Decimal::ZERO), None);
    }
}
