//! The code of a figure: the item it is about and what is said of it. Printed in the report, looked up in the workbook,
//! asked for with `tonghop trace`.

use std::fmt;

use super::Field;

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
