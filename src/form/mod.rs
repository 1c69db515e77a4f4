//! The form (biểu mẫu) that agencies fill in, as data.

use crate::vietnamese::fold;

/// The sheet that tells how the form is filled in.
pub const GUIDANCE_SHEET: &str = "Hướng dẫn";
/// The sheet that lists what to correct, in a workbook that went back to an agency.
pub const RETURN_SHEET: &str = "Cần sửa";

/// Whether a sheet is the list of fixes that this program put into a workbook it sent back.
pub fn is_list_of_fixes(name: &str) -> bool {
    fold(name) == fold(RETURN_SHEET)
}

/// Whether a sheet is the guidance that this program put into a form.
pub fn is_guidance(name: &str) -> bool {
    fold(name) == fold(GUIDANCE_SHEET)
}
