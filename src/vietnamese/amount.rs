//! Units of amounts, as unit lines and heads of columns name them.

use super::fold;
use crate::model::{AmountUnit, Quantity, Unit};

/// The unit that the settings give an indicator, with what its words measure: `hợp đồng` are counted, `triệu đồng` money.
pub fn parse_unit(text: &str) -> Unit {
    /// Units of what is continuous, folded; everything else is counted in whole numbers.
    const MEASURED: [&str; 6] = ["ha", "m2", "m", "km", "kg", "tan"];
    let folded = fold(text);
    let quantity = if text.contains('%') {
        Quantity::Percent
    } else if let Some(unit) = parse_amount_unit(text) {
        Quantity::Amount(unit)
    } else if folded.split(' ').any(|word| MEASURED.contains(&word)) || text.contains("m²") {
        Quantity::Measure
    } else {
        Quantity::Count
    };
    Unit::new(text, quantity)
}

/// The unit of amount a unit line or a head names: `Đơn vị tính: nghìn đồng`, `Dự toán (tỷ đồng)`, `ĐVT: 1.000đ`.
pub fn parse_amount_unit(text: &str) -> Option<AmountUnit> {
    // `Dự toán (đ)`: what stands in brackets is the unit and nothing else.
    let bracketed = text.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    bracketed.filter(|inside| fold(inside) == "d").map(|_| AmountUnit::Dong).next().or_else(|| amount_unit_in(text))
}

fn amount_unit_in(text: &str) -> Option<AmountUnit> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |run: &[&str]| words.windows(run.len()).any(|window| window == run);
    let dong = |word: &str| matches!(word, "dong" | "d" | "vnd");
    let before_dong = |count: usize| words.iter().position(|word| dong(word)).and_then(|at| at.checked_sub(count));
    // 1.000 đ folds to `1 000 d`, 1.000.000 đ to `1 000 000 d`; written together they fold the same.
    let thousands = before_dong(1).map_or(0, |at| words[..=at].iter().rev().take_while(|word| **word == "000").count());
    let glued = words.iter().find_map(|word| match *word {
        "1000d" | "1000dong" | "1000" => Some(AmountUnit::Thousand),
        "1000000d" | "1000000dong" | "1000000" => Some(AmountUnit::Million),
        "000d" if has(&["1", "000d"]) => Some(AmountUnit::Thousand),
        "000d" if has(&["1", "000", "000d"]) => Some(AmountUnit::Million),
        _ => None,
    });
    let contains = |names: &[&str]| words.iter().any(|word| names.contains(word));
    // Folded, `tỷ` is also the beginning of tỷ lệ and the end of công ty, `ngàn` the middle of giải ngân and ngân sách.
    let unit = |names: &[&str]| {
        words.iter().enumerate().any(|(at, word)| {
            let before = at.checked_sub(1).map_or("", |at| words[at]);
            let after = words.get(at + 1).copied().unwrap_or_default();
            names.contains(word)
                && !matches!(before, "cong" | "giai")
                && (after.is_empty() || dong(after) || after.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    match thousands {
        1 => return Some(AmountUnit::Thousand),
        2 => return Some(AmountUnit::Million),
        3 => return Some(AmountUnit::Billion),
        _ => {}
    }
    if let Some(unit) = glued {
        Some(unit)
    } else if unit(&["ty", "ti"]) || contains(&["tyd", "tydong"]) {
        Some(AmountUnit::Billion)
    } else if contains(&["trieu", "trd", "tr", "trieudong"]) {
        Some(AmountUnit::Million)
    } else if unit(&["nghin", "ngan"]) || contains(&["nghindong", "ngandong"]) {
        Some(AmountUnit::Thousand)
    } else if contains(&["vnd"])
        || names_dong(&words)
        || folded == "d"
        || ["dvt", "tinh", "vi"].iter().any(|before| has(&[before, "d"]))
    {
        Some(AmountUnit::Dong)
    } else {
        None
    }
}

/// Whether `đồng` stands there as the currency, not as a part of hội đồng, lao động or hợp đồng, which fold alike.
fn names_dong(words: &[&str]) -> bool {
    let compound =
        |before: &str| matches!(before, "hoi" | "lao" | "hop" | "cong" | "huy" | "hanh" | "hoat" | "van" | "tac");
    words
        .iter()
        .enumerate()
        .any(|(at, word)| *word == "dong" && !at.checked_sub(1).is_some_and(|at| compound(words[at])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_indicators_tell_what_they_measure() {
        for (text, quantity) in [
            ("trẻ", Quantity::Count),
            ("hợp đồng", Quantity::Count),
            ("nhà vệ sinh", Quantity::Count),
            ("%", Quantity::Percent),
            ("% dân số", Quantity::Percent),
            ("ha", Quantity::Measure),
            ("m2", Quantity::Measure),
            ("m²", Quantity::Measure),
            ("triệu đồng", Quantity::Amount(AmountUnit::Million)),
            ("đồng", Quantity::Amount(AmountUnit::Dong)),
            ("km", Quantity::Measure),
            ("tấn gạo", Quantity::Measure),
            ("phòng", Quantity::Count),
        ] {
            assert_eq!(parse_unit(text).quantity(), quantity, "{text}");
        }
    }

    #[test]
    fn units_in_lines_and_heads() {
        use AmountUnit::{Billion, Dong, Million, Thousand};
        for (text, expected) in [
            ("Đơn vị tính: triệu đồng", Some(Million)),
            ("Đơn vị tính: nghìn đồng", Some(Thousand)),
            ("ĐVT: 1.000đ", Some(Thousand)),
            ("ĐVT: 1.000 đồng", Some(Thousand)),
            ("(1.000.000 đồng)", Some(Million)),
            ("ĐVT: đồng", Some(Dong)),
            ("ĐVT: đ", Some(Dong)),
            ("Dự toán giao (tỷ đồng)", Some(Billion)),
            ("Số tiền (VNĐ)", Some(Dong)),
            ("Kinh phí được giao (đ)", Some(Dong)),
            ("(Đơn vị: đ)", Some(Dong)),
            ("Mục d", None),
            ("trđ", Some(Million)),
            ("Đơn vị tính: người", None),
            ("Dự toán giao", None),
            ("Đã giải ngân", None),
            ("Ngân sách nhà nước giao", None),
            ("Tỉ lệ (%)", None),
            ("Kinh phí đã giải ngân (triệu đồng)", Some(Million)),
            ("Hội đồng nhân dân", None),
            ("ĐVT: 1.000.000.000 đồng", Some(Billion)),
            ("ĐVT: 1000đ", Some(Thousand)),
            ("ĐVT: 1.000.000đ", Some(Million)),
            ("ĐVT: 1000000 đồng", Some(Million)),
            ("Đơn vị: tỉ đồng", Some(Billion)),
            ("Đơn vị: ngàn đồng", Some(Thousand)),
            ("nghìn", Some(Thousand)),
            ("Tỷ lệ giải ngân", None),
            ("Công ty", None),
            ("Số hợp đồng lao động", None),
            ("Ngân hàng", None),
            ("(người)", None),
        ] {
            assert_eq!(parse_amount_unit(text), expected, "{text}");
        }
    }
}
