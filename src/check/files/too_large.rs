//! F04 `too_large`.

use super::{about_file, refused};
use crate::intake::Refusal;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A file too large for a submission. The file needs more memory, time or cells than a submission can.
pub(super) static RULE: Rule = Rule {
    code: "F04",
    kind: "too_large",
    severity: Severity::Error,
    title: ("Tệp quá lớn so với một báo cáo", "A file too large for a submission"),
    meaning: (
        "Tệp cần nhiều bộ nhớ, thời gian hoặc số ô hơn mức một báo cáo có thể cần.",
        "The file needs more memory, time or cells than a submission can.",
    ),
    reason: (
        "Đọc tiếp có thể làm treo máy, nên tệp được để riêng.",
        "Reading on could hang the computer, so the file is set aside.",
    ),
    example: ("Định dạng bị kéo xuống tận dòng 1.048.576.", "Formats dragged down to row 1,048,576."),
    remedy: (
        "Chép phần có số liệu sang biểu mẫu mới rồi gửi lại.",
        "Copy the part with data into a new form and send it again.",
    ),
};

/// The files that were refused for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let Refusal::TooLarge(limit) = refusal else { continue };
        let message = Bilingual::new(
            format!("Tệp vượt giới hạn của một báo cáo ({}) nên được để riêng, chưa đọc.", limit.vi),
            format!("The file exceeds what a submission may take ({}) and is set aside unread.", limit.en),
        );
        let fix = Bilingual::new(
            "Chép phần có số liệu sang một biểu mẫu mới rồi thay tệp này.",
            "Copy the part with data into a new form and replace this file.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
