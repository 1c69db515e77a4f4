//! S03 `wrong_year`.

use super::about_file;
use crate::extract::OtherPeriod;
use crate::merge::{Consolidation, FileReport, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A report about another year or another period. The file says it is about another year, or about a part of it.
pub(super) static RULE: Rule = Rule {
    code: "S03",
    kind: "wrong_year",
    severity: Severity::Error,
    title: ("Báo cáo của năm hoặc kỳ khác", "A report about another year or period"),
    meaning: (
        "Tệp ghi năm báo cáo khác với năm đang tổng hợp, hoặc chỉ là một kỳ của năm.",
        "The file says it is about another year, or about a part of the year.",
    ),
    reason: (
        "Số liệu của năm khác, kỳ khác không được cộng vào năm này.",
        "Figures of another year or period are not added to this one.",
    ),
    example: (
        "Năm báo cáo: 2023 trong thư mục inputs/2024; báo cáo 6 tháng đầu năm.",
        "Year 2023 in the folder inputs/2024; a report on the first six months.",
    ),
    remedy: (
        "Chuyển tệp về đúng thư mục năm, hoặc sửa năm nếu đơn vị ghi nhầm.",
        "Move the file to its year, or correct the year if it is a slip.",
    ),
};

/// The files that were rejected for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let expected = consolidation.settings.report.year;
    for file in &consolidation.files {
        if let Outcome::Rejected(Rejection::OtherPeriod(period)) = &file.outcome {
            let mut finding = about_period(file, period, expected);
            finding.cells.extend(period.cell.clone());
            findings.push(finding);
        }
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

/// A report about another period, such as six months.
fn about_period(file: &FileReport, period: &OtherPeriod, expected: i16) -> Finding {
    let words = &period.words;
    let message = Bilingual::new(
        format!("Tệp ghi “{words}”: không phải báo cáo của cả năm {expected} nên không được tính."),
        format!("The file says “{words}”: it is not the report on the year {expected}, and is not counted."),
    );
    let fix = Bilingual::new(
        format!(
            "Đề nghị đơn vị gửi báo cáo cả năm {expected}; nếu đây chính là báo cáo năm, sửa lại kỳ báo cáo trong tệp hoặc đổi tên tệp."
        ),
        format!(
            "Ask for the report on the year {expected}; if this is it, correct the period in the file or rename the file."
        ),
    );
    about_file(&RULE, file, message, fix)
}
