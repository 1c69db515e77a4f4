//! The consolidation to the workbook `tong-hop.xlsx`.

use crate::merge::Consolidation;

/// A workbook that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct XlsxError(#[from] rust_xlsxwriter::XlsxError);

/// Writes the workbook. Same consolidation, same bytes.
pub fn write_workbook(consolidation: &Consolidation) -> Result<Vec<u8>, XlsxError> {
    let _ = consolidation;
    todo!()
}
