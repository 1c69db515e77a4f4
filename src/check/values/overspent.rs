//! V12 `overspent`.

use super::explained::{Explained, FigureKey};
use super::{cells, finding, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Field, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// More money spent than was allocated.
pub(super) static RULE: Rule = Rule {
    code: "V12",
    kind: "overspent",
    severity: Severity::Warning,
    title: ("Thực hiện vượt dự toán", "More spent than allocated"),
    meaning: (
        "Số đã thực hiện của một nguồn kinh phí lớn hơn dự toán được giao.",
        "A source of funding shows more spent than was allocated.",
    ),
    reason: (
        "Chi vượt dự toán phải có lý do; thường là do đảo hai cột hoặc chưa cập nhật dự toán bổ sung.",
        "Overspending needs a reason; usually the columns are swapped, or an addition to the allocation is missing.",
    ),
    example: ("Dự toán giao 2.000, đã thực hiện 2.300.", "Allocated 2,000, spent 2,300."),
    remedy: (
        "Hỏi lại đơn vị; nếu đúng, đề nghị ghi lý do ở cột Ghi chú.",
        "Ask the agency; if it is right, have it say why in the notes.",
    ),
};

/// Lines, not sums, on which more was spent than allocated.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &mut Explained<'a>, findings: &mut Vec<Finding>) {
    for summary in consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            let number = |field| entry.record.number(field);
            let (Some(allocated), Some(spent)) = (number(Field::Allocated), number(Field::Spent)) else { continue };
            let key = |field| FigureKey { agency: &entry.agency, row: summary.line.id.as_str(), field };
            if spent.value() <= allocated.value()
                || explained.covers(key(Field::Spent))
                || explained.covers(key(Field::Allocated))
            {
                continue;
            }
            let place = place(key(Field::Spent), spent);
            let (said, given) = (format_decimal(*spent.value()), format_decimal(*allocated.value()));
            let message = Bilingual::new(
                format!("{}: đã thực hiện {said} triệu đồng, lớn hơn dự toán giao {given} triệu đồng.", place.vi()),
                format!("{}: {said} triệu đồng spent, more than the {given} triệu đồng allocated.", place.en()),
            );
            let fix = Bilingual::new(
                "Kiểm tra hai cột có bị đảo không; nếu dự toán được bổ sung, nhập lại “Dự toán giao”.",
                "Check whether the columns are swapped; if the allocation was raised, type it in “Dự toán giao”.",
            );
            explained.note(key(Field::Spent));
            findings.push(finding(&RULE, consolidation, &entry.agency, cells([spent, allocated]), message, fix));
        }
    }
}
