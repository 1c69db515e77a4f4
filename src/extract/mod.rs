//! Grids to records of traced values, and a ledger in which every cell is accounted for.

mod ledger;
mod record;

use crate::config::Settings;
use crate::intake::Workbook;

pub use ledger::{CellUse, Ledger, UnmappedCell};
pub use record::{
    Extraction, FundingRecord, Identity, IndicatorRecord, OutsideRow, ProgressRecord, Remark, RemarkKind,
};

/// What the form says, prepared for looking up: the plan's words, the heads of the tables, the indicators.
pub struct Lexicon {}

impl Lexicon {
    /// The lexicon of one plan and one form.
    pub fn new(settings: &Settings) -> Self {
        let _ = settings;
        todo!()
    }
}

/// Reads the form, and whatever agencies make of it, out of one workbook. `path` is the file's path relative to
/// `inputs/<year>/`.
pub fn extract(path: &std::sync::Arc<str>, workbook: &Workbook, lexicon: &Lexicon) -> Extraction {
    let _ = (path, workbook, lexicon);
    todo!()
}
