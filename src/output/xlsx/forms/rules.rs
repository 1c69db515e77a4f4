//! What may be typed where, with a word of advice before and after.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule};

use super::super::XlsxError;
use super::particulars::days;
use crate::form::Form;
use crate::model::{Field, Status};
use crate::vietnamese::format_date;

/// The most letters a message may have (Excel's own limit).
const MESSAGE_LETTERS: usize = 255;
/// The same for the title of a message.
const TITLE_LETTERS: usize = 32;

/// One of the four states.
pub(super) fn status() -> Result<DataValidation, XlsxError> {
    let words = Status::ALL.map(Status::vietnamese);
    let rule = DataValidation::new().allow_list_strings(&words)?;
    worded(
        rule,
        Field::Status.head(),
        "Bấm mũi tên bên phải ô để chọn.",
        &format!("Chọn một trong bốn trạng thái: {}.", words.join(", ")),
    )
}

/// One of the words that an indicator is answered in.
pub(super) fn choice(head: &str, words: &[String]) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_list_strings(words)?;
    worded(
        rule,
        head,
        "Bấm mũi tên bên phải ô để chọn. Chưa có thông tin thì để trống.",
        &format!("Chọn một trong các câu trả lời: {}. Nếu cần giải thích, ghi ở cột Ghi chú.", words.join(", ")),
    )
}

/// A completion, 0 to 100.
pub(super) fn completion() -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 100.0));
    worded(
        rule,
        Field::Percent.head(),
        "Ghi số từ 0 đến 100, không ghi dấu %. Hoàn thành là 100; chưa thực hiện là 0.",
        "Tỷ lệ hoàn thành là một số từ 0 đến 100, không kèm chữ hay dấu %.",
    )
}

/// A whole number of things.
pub(super) fn count(head: &str, unit: &str) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0));
    worded(
        rule,
        head,
        &format!("Ghi số nguyên, đơn vị tính: {unit}. Không có số liệu thì để trống."),
        "Ô này chỉ nhận số nguyên từ 0 trở lên, không kèm chữ. Nếu cần giải thích, ghi ở cột Ghi chú.",
    )
}

/// A number that may have a fraction.
pub(super) fn amount(head: &str, unit: &str) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
    worded(
        rule,
        head,
        &format!("Ghi số, đơn vị tính: {unit}. Không có số liệu thì để trống."),
        "Ô này chỉ nhận số từ 0 trở lên, không kèm chữ. Nếu cần giải thích, ghi ở cột Ghi chú.",
    )
}

/// A share that is typed as people say it, `95%`. More than all can be right, and is asked about.
pub(super) fn share(head: &str, computed: bool) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(0.0, 1.0))
        .set_error_style(DataValidationErrorStyle::Warning);
    let advice = if computed {
        "Tự tính khi có đủ hai dòng số; nếu chỉ có tỷ lệ thì nhập đè, ví dụ 95%."
    } else {
        "Ghi tỷ lệ, ví dụ 95%."
    };
    worded(rule, head, advice, "Tỷ lệ thường từ 0% đến 100%. Ghi 95% thay vì 0,95 hay 9500%.")
}

/// The day of the report.
pub(super) fn date(form: &Form) -> Result<DataValidation, XlsxError> {
    let [first, last] = days(form)?;
    let rule = DataValidation::new().allow_date(DataValidationRule::Between(first, last));
    let deadline = format_date(form.deadline);
    worded(
        rule,
        "Ngày báo cáo",
        &format!("Ngày của văn bản báo cáo, ghi ngày/tháng/năm, ví dụ {deadline}. Thời hạn: {deadline}."),
        &format!("Ghi ngày/tháng/năm, ví dụ {deadline}, trong năm {} hoặc năm sau.", form.year),
    )
}

/// Any text, with an example.
pub(super) fn text(label: &str, example: &str) -> Result<DataValidation, XlsxError> {
    let advice = if example.is_empty() { String::new() } else { format!("Ví dụ: {example}") };
    worded(DataValidation::new().allow_any_value(), label, &advice, "")
}

fn worded(rule: DataValidation, title: &str, advice: &str, objection: &str) -> Result<DataValidation, XlsxError> {
    let cut = |text: &str, letters: usize| text.chars().take(letters).collect::<String>();
    let title = cut(title, TITLE_LETTERS);
    let mut rule = rule;
    if !advice.is_empty() {
        rule = rule.set_input_title(&title)?.set_input_message(cut(advice, MESSAGE_LETTERS))?;
    }
    if !objection.is_empty() {
        rule = rule.set_error_title(title)?.set_error_message(cut(objection, MESSAGE_LETTERS))?;
    }
    Ok(rule)
}
