//! Numbers as people write them into cells.

use crate::model::Decimal;

/// A number read from text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenNumber {
    /// The value as read, a unit of amount not yet applied: 1.5 for `1,5 tỷ`.
    pub value: Decimal,
    /// The other reading of a text that has two, such as 1.234 for `1.234` (read as 1234).
    pub other_reading: Option<Decimal>,
    /// A unit of amount that follows: `1,5 tỷ`.
    pub amount_unit: Option<AmountUnit>,
    /// A per cent sign follows.
    pub percent: bool,
    /// `khoảng`, `ước`, `hơn`, `>`, `~` and the like precede.
    pub approximate: bool,
    /// Other words that follow, as written: `lớp` of `12 lớp`; empty where there are none.
    pub rest: String,
    /// The whole of `248/250`, where the value is the part.
    pub of: Option<Decimal>,
    /// The text was no digit but a word for nothing: `không`, `không có`, `chưa có`, `-`.
    pub word_for_zero: bool,
}

/// A unit of amount, by its worth in đồng.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AmountUnit {
    /// đồng, đ, VNĐ.
    Dong,
    /// nghìn đồng, ngàn đồng, 1.000 đồng.
    Thousand,
    /// triệu đồng, trđ, 1.000.000 đồng.
    Million,
    /// tỷ đồng, tỉ đồng.
    Billion,
}

impl AmountUnit {
    /// Its worth in triệu đồng: 0.000001, 0.001, 1, 1000.
    pub fn in_millions(self) -> Decimal {
        match self {
            Self::Dong => Decimal::new(1, 6),
            Self::Thousand => Decimal::new(1, 3),
            Self::Million => Decimal::ONE,
            Self::Billion => Decimal::ONE_THOUSAND,
        }
    }
}

/// The number a text states; `None` where it states none (empty, words, several numbers). Both notations (`1.234,5` and
/// `1,234.5`), blanks between thousands, signs, brackets for negatives, units.
pub fn parse_number(text: &str) -> Option<WrittenNumber> {
    let _ = text;
    todo!()
}

/// The unit of amount a unit line or a head names: `Đơn vị tính: nghìn đồng`, `Dự toán (tỷ đồng)`, `ĐVT: 1.000đ`.
pub fn parse_amount_unit(text: &str) -> Option<AmountUnit> {
    let _ = text;
    todo!()
}
