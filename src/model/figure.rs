//! The code of a figure: the item it is about and what is said of it. Printed in the report, looked up in the workbook,
//! asked for with `tonghop trace`.

use std::fmt;

use super::Language;

/// What is said of an item: a column of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Trạng thái of a point, duty or catalogue row.
    Status,
    /// Tỷ lệ hoàn thành, in percent.
    Percent,
    /// Kế hoạch of an indicator.
    Planned,
    /// Thực hiện of an indicator.
    Actual,
    /// Dự toán giao of a funding line, in triệu đồng.
    Allocated,
    /// Đã thực hiện of a funding line, in triệu đồng.
    Spent,
    /// What a body wrote in a row that is added up anew; checked, never counted.
    WrittenAllocated,
    /// The same of the spent amount.
    WrittenSpent,
    /// Thực hiện so với kế hoạch of an indicator, in percent; always computed.
    AgainstPlan,
    /// Ghi chú.
    Note,
}

impl Field {
    /// The column as the form calls it.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Status => "Trạng thái",
            Self::Percent => "Tỷ lệ hoàn thành",
            Self::Planned => "Kế hoạch",
            Self::Actual => "Thực hiện",
            Self::Allocated => "Dự toán giao",
            Self::Spent => "Đã thực hiện",
            Self::WrittenAllocated => "Dự toán giao (đơn vị tự cộng)",
            Self::WrittenSpent => "Đã thực hiện (đơn vị tự cộng)",
            Self::AgainstPlan => "Thực hiện so với kế hoạch",
            Self::Note => "Ghi chú",
        }
    }

    /// The column in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Percent => "percent completed",
            Self::Planned => "planned",
            Self::Actual => "actual",
            Self::Allocated => "allocated",
            Self::Spent => "spent",
            Self::WrittenAllocated => "allocated (the body's own total)",
            Self::WrittenSpent => "spent (the body's own total)",
            Self::AgainstPlan => "share of the plan reached",
            Self::Note => "note",
        }
    }

    /// The column in a language.
    pub fn name(self, language: Language) -> &'static str {
        match language {
            Language::Vietnamese => self.vietnamese(),
            Language::English => self.english(),
        }
    }

    /// The last part of a figure's code: the first letters of the column.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Status => "TT",
            Self::Percent => "TL",
            Self::Planned => "KH",
            Self::Actual | Self::Spent | Self::WrittenSpent => "TH",
            Self::Allocated | Self::WrittenAllocated => "DT",
            Self::AgainstPlan => "SS",
            Self::Note => "GC",
        }
    }
}

/// A figure's code as it is printed: `CT13.TH`, `III.1.DT`, `II.1.a.TT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FigureCode<'a> {
    /// The indicator, the funding line or the node of the plan.
    pub item: &'a str,
    /// What is said of it.
    pub field: Field,
}

impl<'a> FigureCode<'a> {
    /// The code of what `field` says of `item`.
    pub fn new(item: &'a str, field: Field) -> Self {
        Self { item, field }
    }
}

impl fmt::Display for FigureCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.item, self.field.letters())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_short_and_name_item_and_column() {
        assert_eq!(FigureCode::new("CT13", Field::Actual).to_string(), "CT13.TH");
        assert_eq!(FigureCode::new("III.1.1", Field::Allocated).to_string(), "III.1.1.DT");
    }
}
