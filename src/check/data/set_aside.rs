//! D35 `set_aside`.

use super::Cause;
use crate::model::{Bilingual, CellRef, Language, Rule, Severity, column_name};

/// Cells that do not count. What the sheet does not show or shows as struck through has content.
pub(super) static RULE: Rule = Rule {
    code: "D35",
    kind: "set_aside",
    severity: Severity::Warning,
    title: ("Ô bị ẩn hoặc bị gạch bỏ", "Cells that are hidden or struck through"),
    meaning: (
        "Có nội dung trong hàng ẩn, cột ẩn hoặc trong ô bị gạch ngang chữ.",
        "Hidden rows, hidden columns or cells that are struck through have content.",
    ),
    reason: (
        "Người gửi nhìn trang tính thì không thấy, hoặc đã xóa các ô này; chúng không được tính vào tổng.",
        "Whoever looks at the sheet does not see it, or has deleted it; it is not counted.",
    ),
    example: (
        "Cột “Thực hiện (ước)” bị ẩn bên cạnh cột “Thực hiện”.",
        "A hidden column of estimates beside the column of figures.",
    ),
    remedy: (
        "Nếu cần dùng, bỏ ẩn hoặc bỏ gạch ngang rồi lưu; nếu không, xóa đi.",
        "If it is needed, unhide it or remove the line through it and save; if not, delete it.",
    ),
};

/// Rows or columns that a message names one by one.
const NAMED: usize = 5;

/// Content in hidden rows, and what to do.
pub(super) fn describe_rows(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let rows = named(cause, |cell| cell.row, |row| (u64::from(row) + 1).to_string());
    let (sheet, cells) = (cause.sheet(), cause.cells().count());
    let message = Bilingual::new(
        format!("Trang “{sheet}”: hàng {rows} bị ẩn nhưng có nội dung ({cells} ô); nội dung đó không được tính."),
        format!("Sheet “{sheet}”: row {rows} is hidden but has content ({}), which is not counted.", english(cells)),
    );
    let fix = Bilingual::new(
        "Nếu là nội dung cần dùng, chọn các hàng ở hai bên, bấm chuột phải, chọn Bỏ ẩn rồi lưu; nếu không, xóa các hàng đó.",
        "If it is needed, select the rows on both sides, right-click, choose Unhide and save; if not, delete the rows.",
    );
    (message, fix)
}

/// Content in hidden columns, and what to do.
pub(super) fn describe_columns(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let columns = named(cause, |cell| cell.column, column_name);
    let (sheet, cells) = (cause.sheet(), cause.cells().count());
    let message = Bilingual::new(
        format!("Trang “{sheet}”: cột {columns} bị ẩn nhưng có nội dung ({cells} ô); nội dung đó không được tính."),
        format!(
            "Sheet “{sheet}”: column {columns} is hidden but has content ({}), which is not counted.",
            english(cells)
        ),
    );
    let fix = Bilingual::new(
        "Nếu là nội dung cần dùng, chọn các cột ở hai bên, bấm chuột phải, chọn Bỏ ẩn rồi lưu; nếu không, xóa các cột đó.",
        "If it is needed, select the columns on both sides, right-click, choose Unhide and save; if not, delete them.",
    );
    (message, fix)
}

/// Content that is struck through, and what to do.
pub(super) fn describe_struck(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: nội dung “{found}”{more} bị gạch ngang (đã xóa); không được tính.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese)
        ),
        format!(
            "{place}: “{found}”{more} is struck through (deleted); it is not counted.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English)
        ),
    );
    let fix = Bilingual::new(
        "Nếu nội dung vẫn đúng, bỏ gạch ngang (Ctrl+5) rồi lưu; nếu đã bỏ, xóa nội dung khỏi ô.",
        "If it still holds, remove the line through it (Ctrl+5) and save; if not, delete it.",
    );
    (message, fix)
}

/// The first rows or columns concerned, and how many there are beyond.
fn named(cause: &Cause<'_>, of: impl Fn(&CellRef) -> u32, name: impl Fn(u32) -> String) -> String {
    let mut numbers: Vec<u32> = cause.cells().map(of).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let names: Vec<String> = numbers.iter().take(NAMED).map(|number| name(*number)).collect();
    let more = if numbers.len() > NAMED { format!(", … (+{})", numbers.len() - NAMED) } else { String::new() };
    names.join(", ") + &more
}

fn english(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}
