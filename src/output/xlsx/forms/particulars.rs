//! The sheet Thông tin.

use rust_xlsxwriter::{RowNum, Worksheet};

use super::super::XlsxError;
use super::super::cell_text::write_text;
use super::styles::{self, Styles};
use super::{excel_date, foot, locked_sheet, rules};
use crate::form::{Form, PARTICULARS_SHEET, PARTICULARS_TITLE, ParticularEntry, note_of_particulars};

/// The row of the first label.
const FIRST: RowNum = 3;
const ROW_POINTS: f64 = 24.0;

/// Writes the sheet: labels in the first column, what belongs to them in the second.
pub(super) fn write(form: &Form, styles: &Styles) -> Result<Worksheet, XlsxError> {
    let mut sheet = locked_sheet(PARTICULARS_SHEET, styles)?;
    sheet.set_tab_color(styles::PARTICULARS_TAB).set_footer(foot(form)).set_screen_gridlines(false);
    sheet.set_column_width(0, 30)?.set_column_width(1, 62)?;
    sheet.merge_range(0, 0, 0, 1, PARTICULARS_TITLE, &styles.title)?.set_row_height(0, ROW_POINTS)?;
    sheet.merge_range(1, 0, 1, 1, &format!("({})", form.plan), &styles.subtitle)?;
    let mut row = FIRST;
    for particular in &form.particulars {
        sheet.write_string_with_format(row, 0, particular.label, &styles.label)?.set_row_height(row, ROW_POINTS)?;
        match &particular.entry {
            ParticularEntry::Given(text) => {
                write_text(&mut sheet, row, 1, text, &styles.given)?;
            }
            ParticularEntry::Year(year) => {
                sheet.write_number_with_format(row, 1, *year, &styles.given)?;
            }
            ParticularEntry::Text(example) => {
                sheet.write_blank(row, 1, &styles.open_verbatim)?;
                sheet.add_data_validation(row, 1, row, 1, &rules::text(particular.label, example)?)?;
            }
            ParticularEntry::Date => {
                sheet.write_blank(row, 1, &styles.open_date)?;
                sheet.add_data_validation(row, 1, row, 1, &rules::date(form)?)?;
            }
        }
        row += 1;
    }
    let note = note_of_particulars(&form.issuer, form.deadline);
    sheet.merge_range(row + 1, 0, row + 1, 1, &note, &styles.signature_note)?;
    Ok(sheet)
}

/// The first and the last day that a report on the form's year can bear.
pub(super) fn days(form: &Form) -> Result<[rust_xlsxwriter::ExcelDateTime; 2], XlsxError> {
    use crate::model::Date;
    let first = Date::new(form.year, 1, 1).unwrap_or(form.deadline);
    let last = Date::new(form.year.saturating_add(1), 12, 31).unwrap_or(form.deadline);
    Ok([excel_date(first)?, excel_date(last)?])
}
