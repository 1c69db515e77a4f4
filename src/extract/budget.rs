//! What extracting one file may take. It is counted and not timed, so that the same file meets the same limit on every
//! machine, and it is spent before the work is done.

use std::cell::Cell;

use crate::intake::Refusal;
use crate::model::Bilingual;

/// Tables of a workbook; a form has five.
pub(super) const TABLES: usize = 500;
/// Columns of a table: as many as a sheet of Excel 97 had. A form has eight.
pub(super) const COLUMNS: usize = 256;
/// Rows and remarks of one file beyond those of the form, which has some two hundred rows.
pub(super) const OWN_ROWS: usize = 5_000;
/// Steps for each row of the form, some seconds for all of them on an old machine. A step is about what comparing two words
/// takes; a form that is filled in takes some thousand for a row, one that is misspelt throughout a million.
const STEPS_OF_A_ROW: u64 = 10_000_000;
/// Rows of the form below which the steps are not fewer.
const FEW_ROWS: usize = 200;
/// Steps for looking at a cell: folding its text, telling a head from other words.
pub(super) const CELL: usize = 100;

/// A limit that a file can meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    Tables,
    Columns,
    OwnRows,
    Steps,
}

/// What has been spent on one file. Whoever works in a loop stops where the budget [is exceeded](Budget::is_exceeded):
/// what was read so far is then dropped with the file.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    steps: Cell<u64>,
    met: Cell<Option<Limit>>,
}

impl Budget {
    /// The budget for a file that is compared with a form of so many rows.
    pub(super) fn for_form_of(rows: usize) -> Self {
        let limit = STEPS_OF_A_ROW * rows.max(FEW_ROWS) as u64;
        Self { limit, steps: Cell::new(0), met: Cell::new(None) }
    }

    /// Takes so many steps; whether the work may be done.
    pub(super) fn spend(&self, steps: usize) -> bool {
        self.steps.set(self.steps.get().saturating_add(steps as u64));
        if self.steps.get() > self.limit {
            self.exceed(Limit::Steps);
        }
        !self.is_exceeded()
    }

    /// Notes that a limit is met. The first one is told.
    pub(super) fn exceed(&self, limit: Limit) {
        self.met.set(self.met.get().or(Some(limit)));
    }

    /// Whether a limit has been met.
    pub(super) fn is_exceeded(&self) -> bool {
        self.met.get().is_some()
    }

    /// The steps taken so far.
    #[cfg(test)]
    pub(super) fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// `value`, unless a limit was met: then the refusal that names it.
    pub(super) fn settle<T>(&self, value: T) -> Result<T, Refusal> {
        let Some(limit) = self.met.get() else { return Ok(value) };
        let words = match limit {
            Limit::Tables => Bilingual::new(format!("{TABLES} bảng"), format!("{TABLES} tables")),
            Limit::Columns => {
                Bilingual::new(format!("{COLUMNS} cột trong một bảng"), format!("{COLUMNS} columns in a table"))
            }
            Limit::OwnRows => Bilingual::new(
                format!("{OWN_ROWS} dòng và ghi nhận ngoài biểu mẫu"),
                format!("{OWN_ROWS} rows and remarks beyond the form"),
            ),
            Limit::Steps => {
                Bilingual::new("khối lượng đối chiếu với biểu mẫu", "the work of comparing it with the form")
            }
        };
        Err(Refusal::TooLarge(words))
    }
}
