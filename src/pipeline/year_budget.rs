//! What all files of a year together may take. Each has a share that is always its own; what large files take beyond theirs
//! comes out of one budget, so that a folder full of giants ends, and no ordinary file is left out because of them.

use crate::intake::Refusal;
use crate::model::Bilingual;

/// The limits of a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct YearLimits {
    /// Cells of a file that count against no budget; a form has some two thousand.
    pub(super) share: usize,
    /// Cells beyond the shares, of all files together.
    pub(super) cells: usize,
    /// Bytes beyond which a file is not even read once the budget is spent.
    pub(super) bytes: u64,
    /// Files that are read before what they took is added up. What becomes of a file depends on those before it in the
    /// order of their paths and not on threads.
    pub(super) batch: usize,
}

impl Default for YearLimits {
    fn default() -> Self {
        Self { share: 20_000, cells: 50_000_000, bytes: 1 << 20, batch: 512 }
    }
}

/// What is left of a year's budget.
pub(super) struct YearBudget {
    limits: YearLimits,
    left: usize,
}

impl YearBudget {
    /// The whole budget.
    pub(super) fn new(limits: YearLimits) -> Self {
        Self { limits, left: limits.cells }
    }

    /// Whether files of so many bytes may still be read.
    pub(super) fn allows_reading(&self, bytes: impl FnOnce() -> u64) -> Result<(), Refusal> {
        if self.left > 0 || bytes() <= self.limits.bytes { Ok(()) } else { Err(self.refusal()) }
    }

    /// Takes what a file of so many cells takes beyond its share.
    pub(super) fn take(&mut self, cells: usize) -> Result<(), Refusal> {
        let beyond = cells.saturating_sub(self.limits.share);
        match self.left.checked_sub(beyond) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.left = 0;
                Err(self.refusal())
            }
        }
    }

    fn refusal(&self) -> Refusal {
        let million = self.limits.cells / 1_000_000;
        Refusal::TooLarge(Bilingual::new(
            format!("các tệp lớn của cả năm gộp lại quá {million} triệu ô"),
            format!("the year’s large files have over {million} million cells together"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_files_are_read_whatever_the_large_ones_took() {
        let limits = YearLimits { share: 10, cells: 100, bytes: 1000, batch: 1 };
        let mut budget = YearBudget::new(limits);
        assert!(budget.take(60).is_ok() && budget.take(10).is_ok() && budget.take(60).is_ok());
        // Exactly all of it is spent: what is not more than its share goes on.
        assert!(budget.take(11).is_err() && budget.take(10).is_ok());
        assert!(budget.allows_reading(|| 1000).is_ok() && budget.allows_reading(|| 1001).is_err());
        assert!(YearBudget::new(limits).allows_reading(|| 1001).is_ok());
    }

    #[test]
    fn one_file_beyond_the_budget_ends_it() {
        let mut budget = YearBudget::new(YearLimits { share: 10, cells: 100, bytes: 1000, batch: 1 });
        assert!(budget.take(111).is_err() && budget.take(11).is_err() && budget.take(0).is_ok());
    }
}
