//! D14 `alias_letter`.

use super::Cause;
use crate::model::{Bilingual, Language, Rule, Severity};

/// Another letter than the plan’s. The plan prints another letter for this point (i after e).
pub(super) static RULE: Rule = Rule {
    code: "D14",
    kind: "alias_letter",
    severity: Severity::Warning,
    title: ("Chữ cái của điểm khác với kế hoạch", "Another letter than the plan’s"),
    meaning: (
        "Kế hoạch in điểm này bằng chữ cái khác (sau e là i).",
        "The plan prints another letter for this point (i after e).",
    ),
    reason: ("Hai cách đánh chữ dễ gây nhầm điểm.", "Two letterings invite mistakes."),
    example: ("“II.3.g” được hiểu là II.3.i.", "“II.3.g” is read as II.3.i."),
    remedy: ("Ghi đúng chữ cái của kế hoạch.", "Use the plan’s letter."),
};

/// What was found, and what to do.
pub(super) fn describe(cause: &Cause<'_>) -> (Bilingual, Bilingual) {
    let message = Bilingual::new(
        format!(
            "Mã “{found}”{more} được hiểu là {read} theo chữ cái của kế hoạch.",
            found = cause.found(),
            more = cause.more(Language::Vietnamese),
            read = cause.read_as()
        ),
        format!(
            "The code “{found}”{more} is read as {read}, the plan’s own letter.",
            found = cause.found(),
            more = cause.more(Language::English),
            read = cause.read_as()
        ),
    );
    let fix = Bilingual::new(
        format!("Ghi mã {read}.", read = cause.read_as()),
        format!("Write the code {read}.", read = cause.read_as()),
    );
    (message, fix)
}
