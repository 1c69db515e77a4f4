//! D22 `code_against_words`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A row whose code and words do not agree. The code is that of one row of the plan, the words are neither its own nor
/// clearly those of another.
pub(super) static RULE: Rule = Rule {
    code: "D22",
    kind: "code_against_words",
    severity: Severity::Warning,
    title: ("Mã và chữ của dòng không khớp nhau", "A row whose code and words do not agree"),
    meaning: (
        "Mã của dòng là của một mục trong kế hoạch, nhưng chữ của dòng không phải chữ của mục ấy và cũng không rõ là của mục nào.",
        "The code is that of one item of the plan; the words are not its own, nor clearly those of another.",
    ),
    reason: (
        "Tính theo mã thì có thể đưa số liệu của việc khác vào mục này, nên dòng chưa được tính.",
        "Counted by its code, what is said of something else may end up under this item; so the row is not counted.",
    ),
    example: (
        "Dòng mang mã CT05 nhưng ghi “Số lớp xóa mù chữ”, là chỉ tiêu riêng của đơn vị.",
        "A row with the code CT05 says “Số lớp xóa mù chữ”, which is an indicator of the agency’s own.",
    ),
    remedy: (
        "Ghi mã và chữ của dòng đúng như biểu mẫu; nội dung riêng của đơn vị thì để dưới bảng, không ghi mã của kế hoạch.",
        "Write code and words as on the form; what is the agency’s own goes below the table, without a code of the plan.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: dòng “{found}”{more} mang mã {row} nhưng chữ của dòng không phải chữ của mục ấy; chưa tính vào mục nào.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            row = cause.row(),
            more = cause.more_rows(Language::Vietnamese)
        ),
        format!(
            "{place}: the row “{found}”{more} has the code {row}, but its words are not those of that item; counted nowhere.",
            place = cause.place(Language::English),
            found = cause.found(),
            row = cause.row(),
            more = cause.more_rows(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Xem dòng này thuộc mục nào rồi ghi lại mã và chữ đúng như biểu mẫu; nội dung riêng của đơn vị thì bỏ mã.",
        "See which item the row belongs to and write code and words as on the form; take the code off what is the agency’s own.",
    );
    (message, fix)
}
