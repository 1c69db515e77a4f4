//! D11 `hidden_data`.

use super::Cause;
use crate::model::{Bilingual, Rule, Severity};

/// A hidden sheet with data. The file has a hidden sheet with content.
pub(super) static RULE: Rule = Rule {
    code: "D11",
    kind: "hidden_data",
    severity: Severity::Warning,
    title: ("Trang tính ẩn có số liệu", "A hidden sheet with data"),
    meaning: ("Tệp có trang tính bị ẩn chứa nội dung.", "The file has a hidden sheet with content."),
    reason: (
        "Nội dung ẩn thường là bản cũ; không được tính vào tổng.",
        "Hidden content is often an older state; it is not counted.",
    ),
    example: ("Trang “Biểu 02 (cũ)” bị ẩn.", "The sheet “Biểu 02 (cũ)” is hidden."),
    remedy: ("Nếu cần dùng, bỏ ẩn trang; nếu không, xóa trang đó.", "If it is needed, unhide it; if not, delete it."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!("Trang “{found}” bị ẩn nhưng có nội dung; nội dung đó không được tính.", found = cause.found()),
        format!("The sheet “{found}” is hidden but has content, which is not counted.", found = cause.found()),
    );
    if cause.is_in_document() {
        let fix = Bilingual::new(
            "Mở tệp và xem phần chữ ẩn hoặc gạch bỏ; nếu là số liệu cần dùng, bỏ ẩn hoặc bỏ gạch rồi lưu.",
            "Open the file and look at what is hidden or struck out; if it is needed, show it or undo the stroke, and save.",
        );
        return (message, fix);
    }
    let fix = Bilingual::new(
        "Nếu là số liệu cần dùng, bấm chuột phải vào tên trang, chọn Bỏ ẩn rồi lưu; nếu là bản cũ, xóa trang.",
        "If it is needed, right-click a sheet tab, choose Unhide and save; if it is an old state, delete the sheet.",
    );
    (message, fix)
}
