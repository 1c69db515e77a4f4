//! The sheet Hướng dẫn.

use rust_xlsxwriter::{RowNum, Worksheet};

use super::super::XlsxError;
use super::super::cell_text::write_text;
use super::super::sheet::{height_of, lines_in};
use super::styles::{self, Styles};
use super::{foot, locked_sheet};
use crate::form::{Form, GUIDANCE_SHEET, GuidanceLine};

/// Characters of a line.
const WIDTH: f64 = 98.0;
/// A little air around paragraphs, in points.
const AIR: f64 = 4.0;

/// Writes the sheet, one cell a line.
pub(super) fn write(form: &Form, styles: &Styles) -> Result<Worksheet, XlsxError> {
    let mut sheet = locked_sheet(GUIDANCE_SHEET, styles)?;
    sheet.set_tab_color(styles::GUIDANCE_TAB).set_footer(foot(form)).set_screen_gridlines(false);
    sheet.set_active(true).set_first_tab(true);
    sheet.set_column_width(0, WIDTH)?;
    for (row, line) in form.guidance.lines.iter().enumerate() {
        let row = RowNum::try_from(row).map_err(|_| rust_xlsxwriter::XlsxError::RowColumnLimitError)?;
        let (text, format) = match line {
            GuidanceLine::Title(text) => (text, &styles.title),
            GuidanceLine::Subtitle(text) => (text, &styles.subtitle),
            GuidanceLine::Heading(text) => (text, &styles.heading),
            GuidanceLine::Text(text) => (text, &styles.paragraph),
        };
        write_text(&mut sheet, row, 0, text, format)?;
        sheet.set_row_height(row, height_of(lines_in(WIDTH, text)) + AIR)?;
    }
    Ok(sheet)
}
