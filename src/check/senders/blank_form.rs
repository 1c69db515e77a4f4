//! S05 `blank_form`.

use super::about_file;
use crate::merge::{Consolidation, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// Nothing of the form is filled in.
pub(super) static RULE: Rule = Rule {
    code: "S05",
    kind: "blank_form",
    severity: Severity::Error,
    title: ("Không có số liệu của biểu mẫu", "Nothing of the form filled in"),
    meaning: (
        "Không có dòng nào của biểu mẫu được điền: tệp là mẫu trống, hoặc là một bảng tính khác.",
        "No row of the form is filled in: the file is the empty form, or another spreadsheet.",
    ),
    reason: ("Đơn vị được coi là chưa báo cáo.", "The agency counts as not having reported."),
    example: ("Đơn vị gửi nhầm mẫu trống.", "The agency sent the empty form by mistake."),
    remedy: ("Xin đơn vị gửi lại tệp đã điền.", "Ask the agency for the filled-in file."),
};

/// The files that were rejected for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for file in &consolidation.files {
        let Outcome::Rejected(Rejection::Blank) = &file.outcome else { continue };
        let message = Bilingual::new(
            "Trong tệp không có dòng nào của biểu mẫu được điền: đơn vị gửi nhầm mẫu trống, hoặc gửi một bảng tính khác.",
            "No row of the form is filled in: it is the empty form, or another spreadsheet altogether.",
        );
        let fix = Bilingual::new(
            "Xin đơn vị gửi lại biểu mẫu đã điền; nếu tệp không thuộc báo cáo này, chuyển đi nơi khác.",
            "Ask the agency for the filled-in form; if the file does not belong here, move it away.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
