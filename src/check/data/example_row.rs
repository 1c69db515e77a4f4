//! D25 `example_row`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// An example that was left in. The row says that it shows how the form is filled in.
pub(super) static RULE: Rule = Rule {
    code: "D25",
    kind: "example_row",
    severity: Severity::Warning,
    title: ("Dòng ví dụ còn để lại trong biểu", "An example that was left in"),
    meaning: (
        "Dòng tự ghi là ví dụ cách điền biểu, không phải số liệu của đơn vị.",
        "The row says that it shows how the form is filled in; it is nothing the agency reports.",
    ),
    reason: (
        "Tính dòng ví dụ thì số liệu sai; bỏ dòng mà đơn vị đã điền đè lên thì mất số liệu.",
        "Counted, an example makes figures wrong; where an agency wrote over it, figures are lost.",
    ),
    example: ("“Ví dụ: Đã tổ chức 02 hội nghị”.", "“Ví dụ: Đã tổ chức 02 hội nghị”."),
    remedy: (
        "Xóa dòng ví dụ; nếu đó là số liệu thật thì bỏ chữ “Ví dụ”.",
        "Delete the example; if it is what the agency reports, take the word “Ví dụ” off.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{}: dòng “{}”{} là dòng ví dụ nên không tính.",
            cause.place(Language::Vietnamese),
            cause.found(),
            cause.more_rows(Language::Vietnamese)
        ),
        format!(
            "{}: the row “{}”{} is an example; not counted.",
            cause.place(Language::English),
            cause.found(),
            cause.more_rows(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nếu đúng là ví dụ thì không cần làm gì; nếu là số liệu thật thì bỏ chữ “Ví dụ” rồi chép lại tệp.",
        "If it is an example, nothing needs doing; if it is real, take the word “Ví dụ” off and copy the file here again.",
    );
    (message, fix)
}
