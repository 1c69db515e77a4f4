//! Grids to records of traced values, and a ledger in which every cell is accounted for.

mod ledger;
mod record;

use crate::config::Settings;
use crate::intake::Workbook;

pub use ledger::{CellUse, Ledger, UnmappedCell};
pub use record::{
    Extraction, FundingRecord, Identity, IndicatorRecord, OutsideRow, ProgressRecord, Remark, RemarkKind,
};

/// Reads the form, and whatever agencies make of it, out of one workbook. `path` is the file's path relative to
/// `inputs/<year>/`.
pub fn extract(path: &std::sync::Arc<str>, workbook: &Workbook, settings: &Settings) -> Extraction {
    let _ = (path, workbook, settings);
    todo!()
}
