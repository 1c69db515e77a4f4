//! V04 `status_percent_mismatch`.

use super::explained::{Explained, FigureKey};
use super::{finding, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Field, Finding, Rule, Severity, Status};
use crate::vietnamese::format_decimal;

/// A status and a percentage of completion that contradict each other.
pub(super) static RULE: Rule = Rule {
    code: "V04",
    kind: "status_percent_mismatch",
    severity: Severity::Warning,
    title: ("Trạng thái không khớp tỷ lệ hoàn thành", "Status and completion disagree"),
    meaning: (
        "Trạng thái và tỷ lệ hoàn thành mâu thuẫn: hoàn thành phải là 100%, đang thực hiện phải dưới 100%, chưa thực \
         hiện phải là 0%.",
        "The status and the percentage contradict each other: completed means 100 %, in progress less, not started 0.",
    ),
    reason: (
        "Báo cáo đếm theo trạng thái, người đọc so với tỷ lệ.",
        "The report counts by status; readers compare with the percentage.",
    ),
    example: ("Trạng thái “Hoàn thành” nhưng tỷ lệ 60%.", "The status “Hoàn thành” at 60 %."),
    remedy: ("Sửa trạng thái hoặc tỷ lệ cho khớp nhau.", "Correct the status or the percentage."),
};

/// Statuses against percentages.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &Explained<'a>, findings: &mut Vec<Finding>) {
    for summary in consolidation.progress() {
        for entry in &summary.entries {
            let (status, percent) = (entry.record.status(), entry.record.number(Field::Percent));
            let (Some(status), Some(percent)) = (status, percent) else { continue };
            let full = *percent.value() >= Decimal::ONE_HUNDRED;
            let agrees = match status.value() {
                Status::Completed => full,
                Status::InProgress => !full,
                Status::NotStarted | Status::NotApplicable => percent.value().is_zero(),
            };
            let key = FigureKey { agency: &entry.agency, row: summary.node.id.as_str(), field: Field::Percent };
            if agrees || explained.covers(key) {
                continue;
            }
            let place = place(key, percent);
            let (word, value) = (status.value().vietnamese(), format_decimal(*percent.value()));
            let message = Bilingual::new(
                format!("{}: tỷ lệ hoàn thành {value}% nhưng trạng thái là “{word}”.", place.vi()),
                format!("{}: {value} % complete, but the status is “{word}”.", place.en()),
            );
            let cells = percent.cell().into_iter().chain(status.cell()).cloned();
            let fix = advice(*status.value(), *percent.value());
            findings.push(finding(&RULE, consolidation, &entry.agency, cells, message, fix));
        }
    }
}

/// Both ways out: what the status would be by the percentage, what the percentage would be by the status.
fn advice(status: Status, percent: Decimal) -> Bilingual {
    let by_percent = if percent >= Decimal::ONE_HUNDRED {
        Status::Completed
    } else if percent.is_zero() {
        Status::NotStarted
    } else {
        Status::InProgress
    };
    let word = by_percent.vietnamese();
    let (by_status_vi, by_status_en) = match status {
        Status::Completed => ("nhập 100", "type 100"),
        Status::InProgress => ("nhập tỷ lệ nhỏ hơn 100", "type less than 100"),
        Status::NotStarted => ("nhập 0", "type 0"),
        Status::NotApplicable => ("để trống tỷ lệ", "leave the percentage blank"),
    };
    Bilingual::new(
        format!("Nếu tỷ lệ đúng, sửa trạng thái thành “{word}”; nếu trạng thái đúng, {by_status_vi}."),
        format!("If the percentage is right, change the status to “{word}”; if the status is, {by_status_en}."),
    )
}
