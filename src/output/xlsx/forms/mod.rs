//! The form of one body as a workbook: only what is its own to fill in is open, and what is typed is checked at once.

mod guidance;
mod particulars;
mod rules;
mod styles;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet};

use super::XlsxError;
use super::made_by::made_by_one_system;
use crate::form::Form;
use crate::model::Date;
use styles::Styles;

/// The paper size code of A4.
const A4: u8 = 9;
/// The version of the form, in the properties of the file.
const VERSION: &str = "tonghop/form/1";

/// Writes the form. Same form, same bytes.
pub fn write_form(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&styles.plain, super::sheet::ROW_PIXELS, super::sheet::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(form)?);
    workbook.push_worksheet(guidance::write(form, &styles)?);
    workbook.push_worksheet(particulars::write(form, &styles)?);
    for table in &form.tables {
        workbook.push_worksheet(table::write(form, table, &styles)?);
    }
    Ok(made_by_one_system(workbook.save_to_buffer()?))
}

/// Code, body, year and units, so that a program can tell a form by its file's properties alone.
fn properties(form: &Form) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(format!("Biểu mẫu báo cáo năm {}: {}", form.year, form.name))
        .set_subject(&form.plan)
        .set_author(&form.issuer)
        .set_company(&form.issuer)
        .set_creation_datetime(&ExcelDateTime::from_ymd(u16::try_from(form.year).unwrap_or(1900), 1, 1)?)
        .set_custom_property("Biểu mẫu", VERSION)
        .set_custom_property("Mã đơn vị", form.agency.as_str())
        .set_custom_property("Đơn vị báo cáo", form.name.as_str())
        .set_custom_property("Năm báo cáo", i32::from(form.year))
        .set_custom_property("Kế hoạch", form.plan.as_str())
        .set_custom_property("Đơn vị tính kinh phí", "triệu đồng"))
}

/// A sheet that is locked but for its open cells, without a password: it keeps slips out, and nobody in.
fn locked_sheet(name: &str, styles: &Styles) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_default_format(&styles.plain, super::sheet::ROW_PIXELS, super::sheet::COLUMN_PIXELS)?;
    sheet.set_name(name)?;
    sheet.set_formula_result_default("");
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3);
    Ok(sheet)
}

/// The foot of every page: whose form it is, which sheet, which page.
fn foot(form: &Form) -> String {
    // `&` begins a code in a footer.
    let name = form.name.replace('&', "&&");
    format!(
        "&L&\"Times New Roman,Italic\"&9{name} - năm {}&C&\"Times New Roman,Italic\"&9&A&R&\"Times New Roman,Regular\"&9Trang &P/&N",
        form.year
    )
}

fn excel_date(date: Date) -> Result<ExcelDateTime, rust_xlsxwriter::XlsxError> {
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(1900),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}
