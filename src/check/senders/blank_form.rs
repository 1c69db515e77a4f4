//! S05 `blank_form`.

use super::about_file;
use crate::merge::{Consolidation, Fate, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A blank form. The file is the form, but no row of it is filled in.
pub(super) static RULE: Rule = Rule {
    code: "S05",
    kind: "blank_form",
    severity: Severity::Error,
    title: ("Biểu mẫu chưa điền", "A blank form"),
    meaning: (
        "Tệp là biểu mẫu nhưng không có dòng nào được điền.",
        "The file is the form, but no row of it is filled in.",
    ),
    reason: ("Đơn vị được coi là chưa báo cáo.", "The agency counts as not having reported."),
    example: ("Đơn vị gửi nhầm mẫu trống.", "The agency sent the empty form by mistake."),
    remedy: ("Xin đơn vị gửi lại tệp đã điền.", "Ask the agency for the filled-in file."),
};

/// The files that were rejected for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for file in &consolidation.files {
        let Fate::Rejected(Rejection::Blank) = &file.fate else { continue };
        let message = Bilingual::new("Biểu mẫu chưa được điền.", "The form is not filled in.");
        let fix = Bilingual::new("Xin đơn vị gửi lại tệp đã điền số liệu.", "Ask the agency for the filled-in file.");
        findings.push(about_file(&RULE, file, message, fix));
    }
}
