//! V13 `owed_by_nobody`.

use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A task that the settings give to bodies none of which reports in the year.
pub(super) static RULE: Rule = Rule {
    code: "V13",
    kind: "owed_by_nobody",
    severity: Severity::Warning,
    title: ("Nhiệm vụ không đơn vị nào phải báo cáo", "A task that nobody has to report on"),
    meaning: (
        "Phần [owed_by] của report.toml giao nhiệm vụ này cho những đơn vị không có trong số đơn vị phải báo cáo của năm.",
        "[owed_by] of report.toml gives the task to bodies none of which has to report in the year.",
    ),
    reason: (
        "Không đơn vị nào được hỏi về nhiệm vụ này, và báo cáo không có tỷ lệ hoàn thành của nó.",
        "No body is asked about the task, and the report has no share of it.",
    ),
    example: (
        "\"II.4.b\" = [\"so-ldtbxh\"], trong khi Sở đã kết thúc hoạt động từ năm trước.",
        "\"II.4.b\" = [\"so-ldtbxh\"], and that department ended the year before.",
    ),
    remedy: (
        "Sửa dòng của nhiệm vụ này ở [owed_by], hoặc ghi riêng cho năm ở [years.NĂM.owed_by].",
        "Mend the task’s line in [owed_by], or say it for the year in [years.YEAR.owed_by].",
    ),
};

/// The tasks that nobody owes by the settings.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in consolidation.tasks.iter().filter(|summary| summary.expected.is_empty()) {
        let id = &summary.node.id;
        let message = Bilingual::new(
            format!("{id}: không đơn vị nào trong số các đơn vị ghi ở [owed_by] phải báo cáo năm nay."),
            format!("{id}: none of the bodies named in [owed_by] has to report this year."),
        );
        let fix = Bilingual::new(
            format!(
                "Sửa dòng “{id}” ở [owed_by] của inputs/report.toml, hoặc ghi riêng cho năm ở [years.NĂM.owed_by]."
            ),
            format!(
                "Mend the line “{id}” in [owed_by] of inputs/report.toml, or say it for the year in [years.YEAR.owed_by]."
            ),
        );
        findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
    }
}
