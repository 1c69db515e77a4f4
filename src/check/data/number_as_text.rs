//! D01 `number_as_text`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A number stored as text. The cell holds a number, but the workbook stores it as text.
pub(super) static RULE: Rule = Rule {
    code: "D01",
    kind: "number_as_text",
    severity: Severity::Info,
    title: ("Số được nhập dưới dạng chữ", "A number stored as text"),
    meaning: ("Ô chứa số nhưng bảng tính lưu là chữ.", "The cell holds a number, but the workbook stores it as text."),
    reason: (
        "Công thức của bảng tính bỏ qua ô này, nên dòng cộng của đơn vị có thể sai.",
        "Formulas skip such a cell, so the agency’s own total may be wrong.",
    ),
    example: ("“1.250” nhập sau dấu nháy được đọc là 1250.", "“1.250” typed after an apostrophe is read as 1250."),
    remedy: ("Nhập lại bằng số, bỏ đơn vị và dấu nháy.", "Type it again as a number, without unit or apostrophe."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: “{found}”{more} là số nhưng được nhập dưới dạng chữ; đã đọc là {read}.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese),
            read = cause.read_as()
        ),
        format!(
            "{place}: “{found}”{more} is a number stored as text; read as {read}.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        format!("Nếu đọc đúng thì không cần làm gì; lần sau nhập {read} dưới dạng số.", read = cause.read_as()),
        format!("If that is right, nothing needs doing; next time type {read} as a number.", read = cause.read_as()),
    );
    (message, fix)
}
