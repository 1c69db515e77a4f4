//! The units that figures are in.

use super::{Bilingual, Decimal};

/// A unit of money, by its worth in đồng.
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
    /// The unit of all amounts of the form, the report and the data.
    pub const OF_THE_FORM: Self = Self::Million;

    /// Its worth in triệu đồng: 0.000001, 0.001, 1, 1000.
    pub fn in_millions(self) -> Decimal {
        match self {
            Self::Dong => Decimal::new(1, 6),
            Self::Thousand => Decimal::new(1, 3),
            Self::Million => Decimal::ONE,
            Self::Billion => Decimal::ONE_THOUSAND,
        }
    }

    /// The unit as the form writes it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Dong => "đồng",
            Self::Thousand => "nghìn đồng",
            Self::Million => "triệu đồng",
            Self::Billion => "tỷ đồng",
        }
    }

    /// The unit in messages.
    pub fn words(self) -> Bilingual {
        let english = match self {
            Self::Dong => "đồng",
            Self::Thousand => "thousand đồng",
            Self::Million => "million đồng",
            Self::Billion => "billion đồng",
        };
        Bilingual::new(self.vietnamese(), english)
    }
}

/// What kind of quantity a unit measures: how its figures are read, rounded, checked and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Things, which come in whole numbers: `trẻ`, `lượt người`.
    Count,
    /// Something continuous that is no money: `ha`, `m2`.
    Measure,
    /// Money.
    Amount(AmountUnit),
    /// A share in percent. A change of it is in percentage points.
    Percent,
}

/// The unit of an indicator, as the settings write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    text: String,
    quantity: Quantity,
}

impl Unit {
    /// A unit spelt `text`. `vietnamese::parse_unit` tells the quantity from the words.
    pub fn new(text: impl Into<String>, quantity: Quantity) -> Self {
        Self { text: text.into(), quantity }
    }

    /// As written: `trẻ`, `%`, `triệu đồng`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it measures.
    pub fn quantity(&self) -> Quantity {
        self.quantity
    }

    /// Whether its figures are amounts of money.
    pub fn is_money(&self) -> bool {
        match self.quantity {
            Quantity::Amount(_) => true,
            Quantity::Count | Quantity::Measure | Quantity::Percent => false,
        }
    }

    /// Whether its figures are shares in percent.
    pub fn is_percent(&self) -> bool {
        match self.quantity {
            Quantity::Percent => true,
            Quantity::Count | Quantity::Measure | Quantity::Amount(_) => false,
        }
    }
}

impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}
