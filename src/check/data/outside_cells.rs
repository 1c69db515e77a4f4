//! D37 `outside_cells`.

use super::Cause;
use crate::model::{Bilingual, Rule, Severity};

/// Words that stand in no cell.
pub(super) static RULE: Rule = Rule {
    code: "D37",
    kind: "outside_cells",
    severity: Severity::Warning,
    title: ("Nội dung nằm ngoài ô", "Words outside the cells"),
    meaning: (
        "Trang tính có ghi chú (comment) hoặc hộp văn bản do người gửi viết.",
        "The sheet has notes, comments or text boxes with words of the sender.",
    ),
    reason: (
        "Nội dung ngoài ô không được tính; câu trả lời hoặc số đã sửa có thể nằm ở đó.",
        "What stands outside the cells is not counted; an answer or a corrected figure may stand there.",
    ),
    example: ("Ghi chú ở ô E8: “sửa thành 400”.", "A note on E8: “correct to 400”."),
    remedy: (
        "Đọc nội dung đó; nếu là số liệu hoặc kết quả thì nhập vào ô.",
        "Read it; if it is a figure or a result, type it into the cell.",
    ),
};

/// Notes on cells, and what to do.
pub(super) fn describe_notes(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let (sheet, found, count) = (cause.sheet(), cause.found_at_length(), cause.cells().count());
    let message = Bilingual::new(
        format!("Trang “{sheet}” có {count} ghi chú gắn vào ô, không được tính: {found}."),
        format!("Sheet “{sheet}” has notes on cells ({count}), which are not counted: {found}."),
    );
    (message, fix())
}

/// Text boxes, and what to do.
pub(super) fn describe_boxes(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let (sheet, found, count) = (cause.sheet(), cause.found_at_length(), cause.cells().count());
    let message = Bilingual::new(
        format!("Trang “{sheet}” có {count} hộp văn bản nằm đè lên ô, không được tính: {found}."),
        format!("Sheet “{sheet}” has text boxes over its cells ({count}), which are not counted: {found}."),
    );
    (message, fix())
}

fn fix() -> Bilingual {
    Bilingual::new(
        "Đọc nội dung này; nếu là số liệu hoặc kết quả thì đề nghị đơn vị nhập vào ô rồi gửi lại.",
        "Read it; if it is a figure or a result, ask the body to type it into the cell and send the file again.",
    )
}
