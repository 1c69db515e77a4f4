//! D26 `ambiguous_columns`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Columns of which each may be the one asked for. None is read.
pub(super) static RULE: Rule = Rule {
    code: "D26",
    kind: "ambiguous_columns",
    severity: Severity::Error,
    title: ("Không rõ lấy cột nào", "Which column counts is not clear"),
    meaning: (
        "Nhiều cột có thể là cùng một nội dung của biểu mẫu mà số ghi khác nhau; chưa lấy cột nào.",
        "Several columns may be the one of the form, and they differ; none is read.",
    ),
    reason: (
        "Lấy nhầm cột (một phần của năm, một nguồn kinh phí) thì số liệu sai mà không ai biết.",
        "The wrong column (a part of the year, one source of money) gives a wrong figure that nobody notices.",
    ),
    example: ("“Thực hiện” và “Lũy kế” đứng cạnh nhau.", "“Thực hiện” and “Lũy kế” side by side."),
    remedy: (
        "Hỏi đơn vị cột nào là số của cả năm; giữ tiêu đề theo biểu mẫu cho cột đó, xóa hoặc đổi tiêu đề các cột khác.",
        "Ask which column is that of the whole year; give it the form’s head, delete or rename the others.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let columns = cause.columns();
    let field = &cause.first().field;
    let message = Bilingual::new(
        format!(
            "{sheet}: các cột {columns} đều có thể là “{field}” và ghi khác nhau; chưa lấy cột nào ({rows}).",
            sheet = cause.sheet_in_words(Language::Vietnamese),
            rows = cause.cells_in_words(Language::Vietnamese)
        ),
        format!(
            "{sheet}: each of the columns {columns} may be “{field}”, and they differ; none is read ({rows}).",
            sheet = cause.sheet_in_words(Language::English),
            rows = cause.cells_in_words(Language::English)
        ),
    );
    let fix = Bilingual::new(
        format!(
            "Hỏi đơn vị cột nào là “{field}” của cả năm; giữ tiêu đề “{field}” cho cột đó, xóa hoặc đổi tiêu đề các cột còn lại rồi lưu."
        ),
        format!(
            "Ask which column is “{field}” of the whole year; leave it that head, delete or rename the others, and save."
        ),
    );
    (message, fix)
}
