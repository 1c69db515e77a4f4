//! D27 `other_period`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Figures of another period. A table or a column is not of the year reported on.
pub(super) static RULE: Rule = Rule {
    code: "D27",
    kind: "other_period",
    severity: Severity::Warning,
    title: ("Số liệu của kỳ khác", "Figures of another period"),
    meaning: (
        "Bảng hoặc cột ghi kỳ khác với năm đang tổng hợp: năm khác, 6 tháng, một quý, cả giai đoạn.",
        "A table or a column is of another year, of six months, of a quarter or of several years.",
    ),
    reason: (
        "Số của kỳ khác không thay được số của cả năm, nên không được tính.",
        "Figures of another period cannot stand for those of the year; they are not counted.",
    ),
    example: (
        "Trang “Biểu 02 (2025)” để lại trong tệp năm 2026; cột “Thực hiện 6 tháng” không có cột cả năm.",
        "A sheet “Biểu 02 (2025)” left in the file of 2026; “six months” without a column of the year.",
    ),
    remedy: (
        "Đề nghị đơn vị gửi số của cả năm; xóa trang hoặc cột của kỳ khác.",
        "Ask for the figures of the year; delete the sheet or the column of another period.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let remark = cause.first();
    let said = if remark.field.is_empty() { format!("“{}”", cause.found()) } else { cause.columns() };
    let (vi, en) = if remark.field.is_empty() {
        (
            format!("ghi {said}: bảng của kỳ khác, không tính"),
            format!("says {said}: a table of another period, not counted"),
        )
    } else {
        let field = &remark.field;
        (
            format!("“{field}” chỉ có ở cột {said}, không phải số của cả năm; không lấy"),
            format!("“{field}” stands only in {said}, which is not of the whole year; not read"),
        )
    };
    let message = Bilingual::new(
        format!(
            "{sheet}: {vi} ({cells}).",
            sheet = cause.sheet_in_words(Language::Vietnamese),
            cells = cause.cells_in_words(Language::Vietnamese)
        ),
        format!(
            "{sheet}: {en} ({cells}).",
            sheet = cause.sheet_in_words(Language::English),
            cells = cause.cells_in_words(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nếu đúng là số liệu của năm báo cáo, sửa lại tiêu đề rồi lưu; nếu là kỳ khác, đề nghị đơn vị gửi số của cả năm hoặc xóa phần này.",
        "If the figures are those of the year, correct the head and save; if not, ask for the figures of the year or delete this part.",
    );
    (message, fix)
}
