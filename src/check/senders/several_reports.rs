//! S12 `several_reports`.

use super::{about_file, body_named};
use crate::merge::{Consolidation, FileReport, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A workbook with the reports of several bodies. They are read apart.
pub(super) static RULE: Rule = Rule {
    code: "S12",
    kind: "several_reports",
    severity: Severity::Warning,
    title: ("Một tệp chứa báo cáo của nhiều đơn vị", "One file with the reports of several bodies"),
    meaning: (
        "Các trang hoặc các bảng trong tệp ghi tên những đơn vị khác nhau.",
        "Its sheets or tables name different bodies.",
    ),
    reason: (
        "Số liệu được tách và tính cho từng đơn vị; cần xem tách như vậy có đúng không.",
        "Each body’s part is counted for it; somebody should see that they are parted rightly.",
    ),
    example: ("Một xã gửi hộ biểu của xã bên cạnh.", "A commune sends its neighbour’s form along with its own."),
    remedy: (
        "Kiểm tra từng phần; tốt nhất là xin mỗi đơn vị gửi một tệp riêng.",
        "Look at each part; best ask each body for a file of its own.",
    ),
};

/// The files with parts of several bodies, one finding each.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for parts in consolidation.files.chunk_by(|one, next| one.path == next.path) {
        // What nobody is known to have sent is told by itself.
        if parts.iter().filter(|part| part.agency.is_some()).count() < 2 {
            continue;
        }
        let said = |language: usize| parts.iter().map(move |part| part_in_words(consolidation, part)[language].clone());
        let message = Bilingual::new(
            format!("Tệp chứa số liệu của nhiều đơn vị, đã tách riêng: {}.", said(0).collect::<Vec<_>>().join("; ")),
            format!(
                "The file holds what several bodies report, read apart: {}.",
                said(1).collect::<Vec<_>>().join("; ")
            ),
        );
        let fix = Bilingual::new(
            "Kiểm tra số liệu của từng đơn vị; nên xin mỗi đơn vị gửi một tệp riêng.",
            "Check the figures of each body; best ask each for a file of its own.",
        );
        findings.push(about_file(&RULE, &parts[0], message, fix));
    }
}

/// Whose a part is, and whether it counts.
fn part_in_words(consolidation: &Consolidation, part: &FileReport) -> [String; 2] {
    let name = match (&part.agency, &part.outcome) {
        (Some(agency), _) => body_named(consolidation, agency),
        (None, Outcome::Rejected(Rejection::UnknownSender(written))) => format!("“{written}”"),
        (None, _) => "?".to_owned(),
    };
    match &part.outcome {
        Outcome::Rejected(Rejection::YieldsTo { sound, .. }) => [
            format!("{name} (không dùng, vì đơn vị đã có báo cáo riêng {sound})"),
            format!("{name} (not used: it has a report of its own, {sound})"),
        ],
        Outcome::Rejected(_) => [format!("{name} (không dùng)"), format!("{name} (not used)")],
        Outcome::Counted | Outcome::Superseded { .. } => [name.clone(), name],
    }
}
