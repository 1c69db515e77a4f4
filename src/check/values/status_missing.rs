//! V09 `status_missing`.

use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A row with content, but no status.
pub(super) static RULE: Rule = Rule {
    code: "V09",
    kind: "status_missing",
    severity: Severity::Warning,
    title: ("Có nội dung nhưng thiếu trạng thái", "Content without a status"),
    meaning: ("Dòng có kết quả nhưng cột Trạng thái để trống.", "The row has content, but no status."),
    reason: (
        "Nhiệm vụ bị đếm là chưa báo cáo, dù đơn vị có nêu kết quả.",
        "The point counts as not reported, though there is a result.",
    ),
    example: ("Có “Kết quả thực hiện”, không có “Trạng thái”.", "A result, but no status."),
    remedy: ("Chọn một trong bốn trạng thái.", "Choose one of the four."),
};

/// Rows with content and without a status, unless a status was written that could not be read.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let unread = |cell: &crate::model::CellRef| {
        findings_of_status(consolidation).any(|other| other.sheet_ref() == cell.sheet_ref() && other.row == cell.row)
    };
    for summary in consolidation.progress() {
        for entry in summary.entries.iter().filter(|entry| entry.record.status().is_none()) {
            if unread(&entry.record.cell) {
                continue;
            }
            let place = Place { cell: Some(&entry.record.cell), row: summary.node.id.as_str(), field: "" };
            let message = Bilingual::new(
                format!("{}: có nội dung nhưng cột “Trạng thái” để trống; được tính là chưa báo cáo.", place.vi()),
                format!(
                    "{}: there is content, but the column “Trạng thái” is blank; it counts as not reported.",
                    place.en()
                ),
            );
            let fix = Bilingual::new(
                "Nhập Hoàn thành, Đang thực hiện, Chưa thực hiện hoặc Không thuộc nhiệm vụ.",
                "Type Hoàn thành, Đang thực hiện, Chưa thực hiện or Không thuộc nhiệm vụ.",
            );
            findings.push(finding(&RULE, consolidation, &entry.agency, [entry.record.cell.clone()], message, fix));
        }
    }
}

/// The cells whose status could not be read: that is said already.
fn findings_of_status(consolidation: &Consolidation) -> impl Iterator<Item = &crate::model::CellRef> {
    consolidation
        .remarks
        .iter()
        .filter(|said| said.remark.kind == crate::extract::RemarkKind::UnknownStatus)
        .flat_map(|said| &said.remark.cells)
}
