//! D23 `another_plan`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A table about another plan. Its title names another plan, or the words of its rows are not those of this one.
pub(super) static RULE: Rule = Rule {
    code: "D23",
    kind: "another_plan",
    severity: Severity::Warning,
    title: ("Biểu của kế hoạch khác", "A table about another plan"),
    meaning: (
        "Tiêu đề của biểu nêu kế hoạch khác, hoặc chữ của các dòng không phải chữ của kế hoạch này.",
        "The title of the table names another plan, or the words of its rows are not those of this one.",
    ),
    reason: (
        "Các biểu mẫu hay dùng chung một cách đánh mã; số liệu của kế hoạch khác không được tính vào kế hoạch này.",
        "Forms often use the same codes; figures about another plan do not count for this one.",
    ),
    example: (
        "Biểu có tiêu đề “Kết quả thực hiện Kế hoạch số 1520/KH-UBND về chuyển đổi số”.",
        "The title says “Kết quả thực hiện Kế hoạch số 1520/KH-UBND về chuyển đổi số”.",
    ),
    remedy: (
        "Đề nghị đơn vị gửi đúng biểu của kế hoạch này; nếu biểu đúng là của kế hoạch này thì sửa lại tiêu đề và chữ của các dòng.",
        "Ask for the form of this plan; if the table is about this plan, correct its title and the words of its rows.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let place = |language| cause.place(language);
    let more = |language| cause.more(language);
    let found = cause.found();
    let message = if cause.read_as().is_empty() {
        Bilingual::new(
            format!(
                "{}: biểu có “{found}”{} không phải của kế hoạch này; chưa tính số liệu nào của biểu.",
                place(Language::Vietnamese),
                more(Language::Vietnamese)
            ),
            format!(
                "{}: the table with “{found}”{} is not about this plan; nothing of it is counted.",
                place(Language::English),
                more(Language::English)
            ),
        )
    } else {
        Bilingual::new(
            format!(
                "{}: tiêu đề “{found}” nêu văn bản khác; chữ của các dòng là của kế hoạch này nên biểu vẫn được tính.",
                place(Language::Vietnamese)
            ),
            format!(
                "{}: the title “{found}” names another document; the words of the rows are this plan’s, so the table counts.",
                place(Language::English)
            ),
        )
    };
    let fix = Bilingual::new(
        "Xem lại biểu này là của kế hoạch nào; nếu của kế hoạch khác thì lấy tệp ra khỏi thư mục, nếu của kế hoạch này thì sửa tiêu đề.",
        "See which plan the table is about; if another, take the file out of the folder; if this one, correct the title.",
    );
    (message, fix)
}
