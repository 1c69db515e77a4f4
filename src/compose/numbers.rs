//! Numbers as the report prints them.
//!
//! Here and in `output/html` only this file makes text of a number, and it takes [`Traced`] values alone: a figure without
//! an origin cannot be printed, drawn or handed to a template. What is no figure, such as the ordinal of a row, has
//! functions and types of its own, which say so. `origins.rs` tests that the plain formatters are used nowhere else there.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Series, figure_marks};
use crate::model::{Decimal, Traced, round_percent, rounded};
use crate::vietnamese::{format_decimal, format_integer};

/// The text of a figure. Only the functions of this file make one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Printed(String);

impl Printed {
    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text of `value`.
    fn of<N: Copy + Into<Decimal>>(value: &Traced<N>, text: impl FnOnce(N) -> String) -> Self {
        Self(figure_marks::mark(value.origin(), text(read(value))))
    }

    /// The figure with its unit: `12.345 trẻ`, `94,96%`.
    pub(crate) fn with_unit(&self, unit: &str) -> Self {
        Self(if unit.starts_with('%') { figure_marks::extended(&self.0, unit) } else { format!("{self} {unit}") })
    }
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A count for templates, which see its plain value: they compare it, and print it through the filter `count`.
#[derive(Clone, Debug)]
pub(crate) struct Count(Traced<usize>);

impl From<Traced<usize>> for Count {
    fn from(count: Traced<usize>) -> Self {
        Self(count)
    }
}

impl From<&Traced<usize>> for Count {
    fn from(count: &Traced<usize>) -> Self {
        Self(count.clone())
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = read(&self.0);
        match figure_marks::count_for_template(self.0.origin(), count) {
            Some(marked) => marked.serialize(serializer),
            None => count.serialize(serializer),
        }
    }
}

/// A year as documents name it. No figure: nothing is counted.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Year(i16);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i16> for Year {
    fn from(year: i16) -> Self {
        Self(year)
    }
}

/// The plain value, on its way out. All that prints a figure goes through here.
fn read<N: Copy + Into<Decimal>>(value: &Traced<N>) -> N {
    #[cfg(test)]
    watch::note(value);
    *value.value()
}

/// A count in running text, with a zero before those under 10: `05`, `94`, `1.337`. None is `0`.
pub(crate) fn count(number: &Traced<usize>) -> Printed {
    Printed::of(number, padded)
}

/// `66/94`, both as [`count`] has them.
pub(crate) fn out_of(part: &Traced<usize>, whole: &Traced<usize>) -> Printed {
    Printed(format!("{}/{}", count(part), count(whole)))
}

/// A count in a table or chart: `5`, `1.337`.
pub(crate) fn integer(number: &Traced<usize>) -> Printed {
    Printed::of(number, format_integer)
}

/// A count as templates print a [`Count`] of themselves: `5`, `1337`.
pub(crate) fn plain(number: &Traced<usize>) -> Printed {
    Printed::of(number, |number| number.to_string())
}

/// An amount with all its decimals: `1.234,5`.
pub(crate) fn amount(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, format_decimal)
}

/// An indicator's figure: at most two decimals.
pub(crate) fn figure(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, |value| format_decimal(round_percent(value)))
}

/// An indicator's figure in a unit, which is not printed: percentages in two decimals, whatever they are.
pub(crate) fn figure_in(value: &Traced<Decimal>, unit: &str) -> Printed {
    if unit.starts_with('%') { even_percent(value) } else { figure(value) }
}

/// An amount in so many decimals, or in all it has where these are more: `338.006,0`.
pub(crate) fn amount_to(value: &Traced<Decimal>, decimals: usize) -> Printed {
    Printed::of(value, |value| with_decimals(&format_decimal(value), decimals))
}

/// The decimals that these amounts need so that each is printed whole.
pub(crate) fn decimals_of<'a>(values: impl IntoIterator<Item = &'a Traced<Decimal>>) -> usize {
    values.into_iter().map(|value| value.value().normalize().scale() as usize).max().unwrap_or(0)
}

/// Texts of one column with as many decimals as the one that has most; what is no number stays as it is.
pub(crate) fn evened(texts: &[&str]) -> Vec<String> {
    let is_number = |text: &str| {
        text.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '−'))
            && text.chars().skip(1).all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
    };
    let plain: Vec<_> = texts.iter().map(|text| figure_marks::unmarked(text).0).collect();
    let decimals = |text: &str| text.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    let most = plain.iter().filter(|text| is_number(text)).map(|text| decimals(text)).max().unwrap_or(0);
    let even = |(text, plain): (&&str, &std::borrow::Cow<'_, str>)| {
        if !is_number(plain) {
            return (*text).to_owned();
        }
        // What is added belongs to the figure.
        figure_marks::extended(text, &with_decimals(plain, most)[plain.len()..])
    };
    texts.iter().zip(&plain).map(even).collect()
}

/// A number as text with at least so many decimals.
fn with_decimals(text: &str, decimals: usize) -> String {
    match text.split_once(',') {
        _ if decimals == 0 => text.to_owned(),
        None => format!("{text},{}", "0".repeat(decimals)),
        Some((_, own)) => format!("{text}{}", "0".repeat(decimals.saturating_sub(own.len()))),
    }
}

/// `70,21%`, `60,00%`: as in the tables, where a column has one number of decimals.
pub(crate) fn percent(value: &Traced<Decimal>) -> Printed {
    even_percent(value).with_unit("%")
}

/// `70,2%`: where a percentage has little room.
pub(crate) fn short_percent(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, |value| format!("{}%", format_decimal(rounded(value, 1))))
}

/// A percentage with two decimals whatever they are, so that a column reads evenly: `70,20`.
pub(crate) fn even_percent(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, |value| with_decimals(&format_decimal(round_percent(value)), 2))
}

/// A change without its sign, which the words tell: at most two decimals.
pub(crate) fn magnitude(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, |value| format_decimal(round_percent(value).abs()))
}

/// A change with its sign: `+12,5`, `-3`; at most two decimals.
pub(crate) fn signed(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, |value| {
        let value = round_percent(value);
        let sign = if value > Decimal::ZERO { "+" } else { "" };
        format!("{sign}{}", format_decimal(value))
    })
}

/// A change with its sign and all its decimals: `+1.234,5`, `−5`, `+0`.
pub(crate) fn signed_amount(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, with_sign)
}

/// A change in percent with its sign, in at most two decimals: `+12,5%`, `−3%`.
pub(crate) fn signed_percent(value: &Traced<Decimal>) -> Printed {
    Printed::of(value, |value| with_sign(round_percent(value))).with_unit("%")
}

fn with_sign(value: Decimal) -> String {
    let sign = if value.is_sign_negative() { "−" } else { "+" };
    format!("{sign}{}", format_decimal(value.abs()))
}

/// From so many times on a change is a multiple and no longer a percentage.
const MULTIPLE: i64 = 10;

/// How many times the figure then, of a change in percent, in one decimal; `None` for changes that a percentage says.
pub(crate) fn multiple(percent: &Traced<Decimal>) -> Option<Printed> {
    let times = (read(percent) + Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
    (times >= Decimal::from(MULTIPLE)).then(|| Printed::of(percent, |_| format_decimal(rounded(times, 1))))
}

/// A number of days: `7`. No figure: nothing is counted but the calendar.
pub(crate) fn days(number: u32) -> String {
    number.to_string()
}

/// The ordinal of a row (STT), of the one at `place`, counted from 0. No figure: it names the row.
pub(crate) fn ordinal(place: usize) -> String {
    format_integer(place + 1)
}

/// The number of a heading, of the one at `place`, counted from 0: `1000.`, without the point that groups digits, which would
/// look like a level. No figure: it names the heading.
pub(crate) fn heading_number(place: usize) -> String {
    format!("{}.", place + 1)
}

/// What the template filter `count` prints. A template has its numbers from [`Count`]s, which have their origin.
pub(crate) fn filter_count(number: i64) -> String {
    usize::try_from(number).map_or_else(|_| filter_number(number), padded)
}

/// What the template filter `number` prints, as [`filter_count`].
pub(crate) fn filter_number(number: i64) -> String {
    format_decimal(number.into())
}

/// With a zero before those under 10.
fn padded(number: usize) -> String {
    if (1..10).contains(&number) { format!("0{number}") } else { format_integer(number) }
}

/// A bar of a chart: how long it is, and what is printed beside it.
pub(crate) struct Bar {
    length: f64,
    label: Printed,
}

impl Bar {
    fn new<N: Copy + Into<Decimal>>(value: &Traced<N>, label: Printed) -> Self {
        // A double is exact enough to draw with.
        Self { length: f64::try_from(read(value).into()).unwrap_or_default(), label }
    }

    /// A count.
    pub(crate) fn count(number: &Traced<usize>) -> Self {
        Self::new(number, integer(number))
    }

    /// An amount, in so many decimals.
    pub(crate) fn amount(value: &Traced<Decimal>, decimals: usize) -> Self {
        Self::new(value, amount_to(value, decimals))
    }

    /// A percentage.
    pub(crate) fn percent(value: &Traced<Decimal>) -> Self {
        Self::new(value, percent(value))
    }

    /// A percentage that has little room, one among others in a bar.
    pub(crate) fn short_percent(value: &Traced<Decimal>) -> Self {
        Self::new(value, short_percent(value))
    }

    /// A percentage with what it is of: `70,21% (66/94)`.
    pub(crate) fn share(value: &Traced<Decimal>, part: &Traced<usize>, whole: &Traced<usize>) -> Self {
        Self::new(value, Printed(format!("{} ({}/{})", percent(value), integer(part), integer(whole))))
    }
}

/// A series of bars, one a category.
pub(crate) fn series(name: &str, bars: impl IntoIterator<Item = Bar>) -> Series {
    let (values, labels) = bars.into_iter().map(|bar| (bar.length, bar.label.0)).unzip();
    Series { name: name.to_owned(), values, labels }
}

/// What was printed, for tests that compute it anew.
#[cfg(test)]
pub(crate) mod watch {
    use std::cell::RefCell;

    use super::{Decimal, Traced};

    thread_local! {
        static PRINTED: RefCell<Vec<Traced<Decimal>>> = const { RefCell::new(Vec::new()) };
    }

    pub(super) fn note<N: Copy + Into<Decimal>>(value: &Traced<N>) {
        PRINTED.with_borrow_mut(|printed| printed.push(value.clone().map(Into::into)));
    }

    /// The figures that `print` prints, in their order.
    pub(crate) fn printed_by<T>(print: impl FnOnce() -> T) -> (T, Vec<Traced<Decimal>>) {
        PRINTED.take();
        let done = print();
        (done, PRINTED.take())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(number: usize) -> Traced<usize> {
        Traced::from_setting(number, "test")
    }

    fn value(text: &str) -> Traced<Decimal> {
        Traced::from_setting(text.parse().expect("a decimal"), "test")
    }

    #[test]
    fn counts_are_padded_in_text_and_plain_in_tables() {
        assert_eq!([0, 5, 94, 1337].map(|number| count(&bodies(number)).0), ["0", "05", "94", "1.337"]);
        assert_eq!([0, 5, 94, 1337].map(|number| integer(&bodies(number)).0), ["0", "5", "94", "1.337"]);
        assert_eq!(out_of(&bodies(8), &bodies(10)).0, "08/10");
        assert_eq!([5, -1].map(filter_count), ["05", "-1"]);
    }

    #[test]
    fn rows_have_ordinals_and_headings_numbers() {
        assert_eq!([0, 999].map(ordinal), ["1", "1.000"]);
        assert_eq!([0, 999].map(heading_number), ["1.", "1000."]);
    }

    #[test]
    fn percentages_have_the_decimals_there_is_room_for() {
        let share = value("70.25");
        assert_eq!(
            [percent(&share), short_percent(&share), even_percent(&share)].map(|text| text.0),
            ["70,25%", "70,3%", "70,25"]
        );
        assert_eq!(["70", "70.2"].map(|share| even_percent(&value(share)).0), ["70,00", "70,20"]);
        assert_eq!(Bar::share(&value("80"), &bodies(4), &bodies(5)).label.0, "80,00% (4/5)");
    }

    #[test]
    fn a_column_has_one_number_of_decimals() {
        assert_eq!(
            evened(&["1.914", "1.909,3", "-5", "", "chưa có", "0,25"]),
            ["1.914,00", "1.909,30", "-5,00", "", "chưa có", "0,25"]
        );
        assert_eq!(evened(&["1.914", "7", "1,5 triệu"]), ["1.914", "7", "1,5 triệu"]);
        let amounts = ["338006", "257446.50", "0.125"].map(value);
        assert_eq!([decimals_of(&amounts), decimals_of(&amounts[..2]), decimals_of(&amounts[..1])], [3, 1, 0]);
        assert_eq!(
            [amount_to(&amounts[0], 1), amount_to(&amounts[2], 1), amount_to(&amounts[0], 0)].map(|text| text.0),
            ["338.006,0", "0,125", "338.006"]
        );
        assert_eq!([figure_in(&value("60"), "%"), figure_in(&value("60"), "trẻ")].map(|text| text.0), ["60,00", "60"]);
    }

    #[test]
    fn changes_have_a_sign() {
        assert_eq!(["1234.5", "-5", "0"].map(|change| signed_amount(&value(change)).0), ["+1.234,5", "−5", "+0"]);
        assert_eq!(["12.345", "-3"].map(|change| signed_percent(&value(change)).0), ["+12,35%", "−3%"]);
    }

    #[test]
    fn templates_see_the_plain_value_of_a_count() {
        let value = serde_json::to_value(Count::from(bodies(12))).expect("a value");
        assert_eq!(value, serde_json::json!(12));
    }
}
