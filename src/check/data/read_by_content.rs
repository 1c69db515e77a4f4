//! D29 `read_by_content`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Read by what stands there. A column without a head that is known, or a row that slipped to the side.
pub(super) static RULE: Rule = Rule {
    code: "D29",
    kind: "read_by_content",
    severity: Severity::Warning,
    title: ("Cột hoặc dòng được hiểu theo nội dung", "A column or a row read by what stands in it"),
    meaning: (
        "Tiêu đề cột không có trong biểu mẫu, hoặc dòng lệch cột; nội dung được đọc theo những gì ghi ở đó.",
        "A head is not one of the form, or a row slipped to the side; it is read by what stands there.",
    ),
    reason: ("Có thể hiểu nhầm; cần người xem lại.", "It may be misread; somebody should look."),
    example: ("Cột “Con số” được hiểu là “Thực hiện”.", "A column “Con số” is read as “Thực hiện”."),
    remedy: (
        "Đặt tiêu đề cột đúng như biểu mẫu; sửa dòng lệch cột.",
        "Give the columns the form’s heads; mend the row that slipped.",
    ),
};

/// What was found of a column, and what to do.
pub(super) fn describe_column(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let columns = cause.columns();
    let field = &cause.first().field;
    let message = Bilingual::new(
        format!(
            "{sheet}: không có cột “{field}”; cột {columns} được hiểu là “{field}” ({cells}).",
            sheet = cause.sheet_in_words(Language::Vietnamese),
            cells = cause.cells_in_words(Language::Vietnamese)
        ),
        format!(
            "{sheet}: there is no column “{field}”; {columns} is read as “{field}” ({cells}).",
            sheet = cause.sheet_in_words(Language::English),
            cells = cause.cells_in_words(Language::English)
        ),
    );
    let fix = Bilingual::new(
        format!("Nếu đúng, không cần làm gì; nếu không, đặt lại tiêu đề cột đúng như biểu mẫu (“{field}”) rồi lưu."),
        format!("If it is right, nothing needs doing; if not, give the columns the form’s heads (“{field}”) and save."),
    );
    (message, fix)
}

/// What was found of rows that slipped, and what to do.
pub(super) fn describe_row(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}{more}: nội dung lệch sang cột bên cạnh; được hiểu theo nội dung từng ô.",
            place = cause.place(Language::Vietnamese),
            more = cause.more_rows(Language::Vietnamese)
        ),
        format!(
            "{place}{more}: the row slipped to the side; it is read by what stands in its cells.",
            place = cause.place(Language::English),
            more = cause.more_rows(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Kiểm tra dòng này; nếu đơn vị nhập lệch cột, sửa lại cho đúng cột rồi lưu.",
        "Look at the row; if it was typed into the wrong columns, move it back and save.",
    );
    (message, fix)
}
