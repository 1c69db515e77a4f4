//! The merged ranges of a sheet, in the orders in which they are looked up.

use std::ops::RangeInclusive;

use crate::intake::MergedRange;

/// The merged ranges of a sheet.
pub(super) struct Merges {
    by_row: Vec<MergedRange>,
    by_column: Vec<MergedRange>,
}

impl Merges {
    /// Puts the ranges in order.
    pub(super) fn new(ranges: &[MergedRange]) -> Self {
        let (mut by_row, mut by_column) = (ranges.to_vec(), ranges.to_vec());
        by_row.sort_by_key(|range| (range.first_row, range.first_column));
        by_column.sort_by_key(|range| (range.first_column, range.first_row, range.last_row, range.last_column));
        Self { by_row, by_column }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.by_row.is_empty()
    }

    /// The ranges that begin in these rows.
    pub(super) fn beginning_in(&self, rows: RangeInclusive<u32>) -> &[MergedRange] {
        let start = self.by_row.partition_point(|range| range.first_row < *rows.start());
        let end = self.by_row.partition_point(|range| range.first_row <= *rows.end());
        self.by_row.get(start..end).unwrap_or_default()
    }

    /// The range that begins in a column and reaches over a row of it. Ranges do not overlap in a workbook that a program
    /// wrote; of those that do, the one that begins last is meant.
    pub(super) fn over(&self, row: u32, first_column: u32) -> Option<&MergedRange> {
        let end = self.by_column.partition_point(|range| (range.first_column, range.first_row) <= (first_column, row));
        let last = self.by_column[..end].last()?;
        (last.first_column == first_column && row <= last.last_row).then_some(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first_row: u32, first_column: u32, last_row: u32, last_column: u32) -> MergedRange {
        MergedRange { first_row, first_column, last_row, last_column }
    }

    #[test]
    fn ranges_are_found_by_row_and_by_column() {
        let (tall, wide, next) = (range(2, 0, 5, 0), range(2, 1, 2, 4), range(6, 0, 7, 0));
        let merges = Merges::new(&[next, wide, tall]);
        assert_eq!(merges.beginning_in(2..=2), [tall, wide]);
        assert_eq!(merges.beginning_in(3..=6), [next]);
        assert_eq!(merges.beginning_in(7..=9), []);
        assert_eq!(merges.over(1, 0), None);
        assert_eq!(merges.over(5, 0), Some(&tall));
        assert_eq!(merges.over(6, 0), Some(&next));
        assert_eq!(merges.over(8, 0), None);
        assert_eq!(merges.over(3, 1), None);
        assert!(!merges.is_empty() && Merges::new(&[]).is_empty());
    }
}
