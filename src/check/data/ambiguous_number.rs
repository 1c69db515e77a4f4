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
    reason: (
        "Hiểu nhầm thì số liệu sai gấp 1.000 lần và tổng chung cũng sai theo.",
        "The wrong reading is off by a factor of 1,000, and so is its part of the total.",
    ),
    example: ("“1.234” có thể là 1234 hoặc 1,234.", "“1.234” may be 1234 or 1.234."),
    remedy: (
        "Hỏi lại đơn vị, rồi nhập lại dưới dạng số để không còn hai cách hiểu.",
        "Ask the agency, then type it as a number, which has one reading only.",
    ),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "{place}: “{found}”{more} có thể hiểu hai cách (dấu phân cách hàng nghìn hoặc dấu thập phân); đã đọc là {read}.",
            place = cause.place(Language::Vietnamese),
            found = cause.found(),
            more = cause.more(Language::Vietnamese),
            read = cause.read_as()
        ),
        format!(
            "{place}: “{found}”{more} can be read in two ways (thousands or decimals); read as {read}.",
            place = cause.place(Language::English),
            found = cause.found(),
            more = cause.more(Language::English),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        format!(
            "Hỏi lại đơn vị. Nếu đúng là {read}, nhập {read} dưới dạng số (không có dấu nháy); nếu không, nhập số đúng.",
            read = cause.read_as()
        ),
        format!(
            "Ask the agency. If it is {read}, type {read} as a number (without an apostrophe); if not, the right figure.",
            read = cause.read_as()
        ),
    );
    (message, fix)
}
