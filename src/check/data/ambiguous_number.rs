//! D02 `ambiguous_number`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// A number with two readings. The point or comma may separate thousands or decimals.
pub(super) static RULE: Rule = Rule {
    code: "D02",
    kind: "ambiguous_number",
    severity: Severity::Warning,
    title: ("Số có thể hiểu hai cách", "A number with two readings"),
    meaning: (
        "Dấu chấm hoặc dấu phẩy có thể là dấu phân cách hàng nghìn hoặc dấu thập phân.",
        "The point or comma may separate thousands or decimals.",
    ),
    reason: ("Đọc nhầm sẽ sai gấp 1.000 lần.", "The wrong reading is off by a factor of 1,000."),
    example: ("“1.234” có thể là 1234 hoặc 1,234.", "“1.234” may be 1234 or 1.234."),
    remedy: ("Hỏi lại đơn vị và nhập bằng số.", "Ask the agency, and type it as a number."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: “{found}”{more} có thể hiểu hai cách; đã đọc là {read}.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese),
            read = cause.read_as()
        ),
        format!(
            "{place}: “{found}”{more} can be read in two ways; read as {read}.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        format!("Hỏi lại đơn vị; nếu {read} là đúng thì nhập {read} dưới dạng số.", read = cause.read_as()),
        format!("Ask the agency; if {read} is right, type {read} as a number.", read = cause.read_as()),
    );
    (message, fix)
}
