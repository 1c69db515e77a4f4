//! D24 `value_elsewhere`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A row of the plan with content, but not where its values belong. What is asked for is blank, and something stands in a
/// note, beside the table, behind the words of the row, or under no head at all.
pub(super) static RULE: Rule = Rule {
    code: "D24",
    kind: "value_elsewhere",
    severity: Severity::Warning,
    title: ("Nội dung không nằm ở đúng cột", "Content that is not where it belongs"),
    meaning: (
        "Ô phải điền thì trống, còn nội dung lại nằm ở cột ghi chú, cột không rõ tên, trong ô chữ của biểu hoặc ở bảng không có tiêu đề cột.",
        "What is asked for is blank, and something stands in a note, in a column nobody knows, behind the form’s own words, or in a table without a head.",
    ),
    reason: (
        "Nếu không điền vào đúng cột, mục này có thể bị coi là chưa báo cáo.",
        "Where it is not in its column, the item may count as not reported.",
    ),
    example: (
        "CT25: cột Thực hiện để trống, cột Ghi chú ghi “TH: 14 cuộc”.",
        "CT25: Thực hiện is blank, Ghi chú says “TH: 14 cuộc”.",
    ),
    remedy: ("Điền lại vào đúng cột của biểu mẫu.", "Write it into its column of the form."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let found = cause.found();
    let (place, more) = (|language| cause.place(language), |language| cause.more(language));
    let (vi, en) = match cause.read_as() {
        "" => (
            format!("nội dung “{found}”{} không nằm ở cột của nó; chưa tính.", more(Language::Vietnamese)),
            format!("“{found}”{} does not stand in its column; not counted.", more(Language::English)),
        ),
        read => (
            format!(
                "nội dung “{found}”{} nằm trong ô chữ của biểu; đã đọc là “{}”.",
                more(Language::Vietnamese),
                shortened(read)
            ),
            format!(
                "“{found}”{} stands in the cell of the form’s own words; read as “{}”.",
                more(Language::English),
                shortened(read)
            ),
        ),
    };
    let message =
        Bilingual::new(format!("{}: {vi}", place(Language::Vietnamese)), format!("{}: {en}", place(Language::English)));
    let fix = Bilingual::new(
        "Điền số liệu, kết quả vào đúng cột của biểu mẫu; bảng chuyển sang trang khác thì giữ lại hàng tiêu đề cột.",
        "Write figures and results into their columns; keep the head where a table goes on on another sheet.",
    );
    (message, fix)
}

/// A text in so many letters that a sentence can hold it.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(super::QUOTED) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
