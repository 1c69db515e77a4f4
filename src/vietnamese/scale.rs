//! What the words behind a number multiply it by: `5 chục`, `3,77 trăm`, `1 vạn`, `12 nghìn lượt`, `1,5 tỷ đồng`.

use super::fold;
use crate::model::{AmountUnit, Decimal};

/// The words behind a number, as far as they say how much one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// What the words before the unit multiply by: 10 for `5 chục triệu`.
    pub(super) multiple: Decimal,
    /// `nghìn`, `triệu`, `tỷ`, or a word for đồng.
    pub(super) unit: Option<AmountUnit>,
    /// Whether the words name money: `triệu đồng`, `trđ`, and not `nghìn lượt`.
    pub(super) is_money: bool,
    /// What follows.
    pub(super) rest: String,
}

/// Reads the words behind a number.
pub(super) fn read_scale(after: &str) -> Scale {
    let mut scale = Scale { multiple: Decimal::ONE, unit: None, is_money: false, rest: String::new() };
    let mut rest = after.trim_start();
    while !rest.is_empty() {
        let (word, tail) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let bare = word.trim_end_matches(['.', ',', ';', ')']).to_lowercase();
        // By the word as it is written: folded, `trạm` is like `trăm`, `văn` like `vạn`, `ngân` like `ngàn`.
        match bare.as_str() {
            "chục" => scale.multiply(10),
            "trăm" => scale.multiply(100),
            "vạn" => scale.multiply(10_000),
            "nghìn" | "ngàn" | "nghin" | "k" => scale.name(AmountUnit::Thousand),
            "triệu" | "trieu" => scale.name(AmountUnit::Million),
            "tỷ" | "tỉ" | "ty" | "ti" if fold(tail).split(' ').next() != Some("le") => {
                scale.name(AmountUnit::Billion);
            }
            _ => break,
        }
        rest = tail.trim_start();
    }
    match fold(rest).split(' ').next().unwrap_or_default() {
        "d" | "dong" | "vnd" => {
            scale.unit = scale.unit.or(Some(AmountUnit::Dong));
            scale.is_money = true;
        }
        "trd" | "tr" if scale.unit.is_none() => scale.abbreviate(AmountUnit::Million),
        "tyd" if scale.unit.is_none() => scale.abbreviate(AmountUnit::Billion),
        // Without its marks: `5 ngan`.
        "ngan" if scale.unit.is_none() && rest.is_ascii() => scale.abbreviate(AmountUnit::Thousand),
        _ => rest.clone_into(&mut scale.rest),
    }
    scale
}

impl Scale {
    fn multiply(&mut self, by: i64) {
        let worth = self.unit.take().map_or(Decimal::ONE, worth);
        self.multiple = self.multiple.saturating_mul(Decimal::from(by)).saturating_mul(worth);
    }

    fn name(&mut self, unit: AmountUnit) {
        // `nghìn tỷ`: the last word is the unit.
        if let Some(before) = self.unit.replace(unit) {
            self.multiple = self.multiple.saturating_mul(worth(before));
        }
    }

    fn abbreviate(&mut self, unit: AmountUnit) {
        self.unit = Some(unit);
        self.is_money = true;
    }
}

/// How many a unit stands for.
pub(super) fn worth(unit: AmountUnit) -> Decimal {
    match unit {
        AmountUnit::Dong => Decimal::ONE,
        AmountUnit::Thousand => Decimal::from(1_000),
        AmountUnit::Million => Decimal::from(1_000_000),
        AmountUnit::Billion => Decimal::from(1_000_000_000),
    }
}

/// How many one of a unit of things stands for, where its words begin with a number: 1000 for `nghìn lượt người` and
/// `1.000 người`, 1 for `lượt người`. `None` for a unit of money and for no words.
pub fn count_of_unit(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if text.is_empty() || text.contains('%') {
        return None;
    }
    for (figures, count) in [("1.000.000", 1_000_000), ("1000000", 1_000_000), ("1.000", 1_000), ("1000", 1_000)] {
        if let Some(rest) = text.strip_prefix(figures) {
            let is_money = matches!(fold(rest).split(' ').next(), Some("d" | "dong" | "vnd"));
            return (!is_money && !rest.trim().is_empty()).then(|| Decimal::from(count));
        }
    }
    let scale = read_scale(text);
    // A word of number without things is a unit of money, as far as anybody knows.
    let counts = scale.unit.is_none_or(|_| !scale.rest.trim().is_empty()) && !scale.is_money;
    counts.then(|| scale.multiple.saturating_mul(scale.unit.map_or(Decimal::ONE, worth)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plain_decimal;

    #[test]
    fn words_that_multiply() {
        use AmountUnit::{Billion, Dong, Million, Thousand};
        for (after, multiple, unit, is_money, rest) in [
            ("chục", 10, None, false, ""),
            ("trăm lớp", 100, None, false, "lớp"),
            ("vạn", 10_000, None, false, ""),
            ("k", 1, Some(Thousand), false, ""),
            ("nghìn lượt người", 1, Some(Thousand), false, "lượt người"),
            ("nghìn tỷ đồng", 1_000, Some(Billion), true, ""),
            ("chục triệu", 10, Some(Million), false, ""),
            ("triệu đồng/năm", 1, Some(Million), true, ""),
            ("trđ", 1, Some(Million), true, ""),
            ("đồng", 1, Some(Dong), true, ""),
            ("trạm y tế", 1, None, false, "trạm y tế"),
            ("văn bản", 1, None, false, "văn bản"),
            ("chức danh", 1, None, false, "chức danh"),
            ("ngăn", 1, None, false, "ngăn"),
            ("tỷ lệ", 1, None, false, "tỷ lệ"),
            ("", 1, None, false, ""),
        ] {
            let scale = read_scale(after);
            assert_eq!(
                (scale.multiple, scale.unit, scale.is_money, scale.rest.as_str()),
                (Decimal::from(multiple), unit, is_money, rest),
                "{after}"
            );
        }
    }

    #[test]
    fn units_of_things_say_how_many_they_are() {
        for (text, count) in [
            ("nghìn lượt người", Some("1000")),
            ("Nghìn người", Some("1000")),
            ("1.000 lượt", Some("1000")),
            ("triệu lượt", Some("1000000")),
            ("chục cái", Some("10")),
            ("trăm lớp", Some("100")),
            ("vạn người", Some("10000")),
            ("lượt người", Some("1")),
            ("lớp", Some("1")),
            ("nghìn đồng", None),
            ("1.000 đồng", None),
            ("triệu đồng", None),
            ("triệu", None),
            ("%", None),
            ("", None),
        ] {
            assert_eq!(count_of_unit(text).map(plain_decimal).as_deref(), count, "{text}");
        }
    }
}
