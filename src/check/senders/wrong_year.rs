//! S03 `wrong_year`.

use super::about_file;
use crate::merge::{Consolidation, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A report about another year. The file says it is about another year.
pub(super) static RULE: Rule = Rule {
    code: "S03",
    kind: "wrong_year",
    severity: Severity::Error,
    title: ("Báo cáo của năm khác", "A report about another year"),
    meaning: ("Tệp ghi năm báo cáo khác với năm đang tổng hợp.", "The file says it is about another year."),
    reason: ("Số liệu năm khác không được cộng vào năm này.", "Figures of another year are not added to this one."),
    example: ("Năm báo cáo: 2023 trong thư mục inputs/2024.", "Year 2023 in the folder inputs/2024."),
    remedy: (
        "Chuyển tệp về đúng thư mục năm, hoặc sửa năm nếu đơn vị ghi nhầm.",
        "Move the file to its year, or correct the year if it is a slip.",
    ),
};

/// The files that were rejected for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let expected = consolidation.settings.report.year;
    for file in &consolidation.files {
        let Outcome::Rejected(Rejection::WrongYear(year)) = &file.outcome else { continue };
        let said = year.value();
        let message = Bilingual::new(
            format!("Tệp ghi năm báo cáo {said}, không phải {expected}."),
            format!("The file says it is about {said}, not {expected}."),
        );
        let fix = Bilingual::new(
            format!(
                "Nếu đơn vị ghi nhầm, sửa năm trong tệp thành {expected}; nếu đúng là báo cáo năm {said}, chuyển tệp vào inputs/{said}."
            ),
            format!(
                "If it is a slip, correct the year in the file to {expected}; if not, move the file to inputs/{said}."
            ),
        );
        let mut finding = about_file(&RULE, file, message, fix);
        finding.cells.extend(year.cell().cloned());
        findings.push(finding);
    }
}
