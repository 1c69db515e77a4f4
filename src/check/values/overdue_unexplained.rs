//! V25 `overdue_unexplained`.

use super::{Place, finding};
use crate::form::TableKind;
use crate::merge::{Consolidation, Entry, Timeliness};
use crate::model::{Bilingual, Field, Finding, Rule, Severity};
use crate::vietnamese::{Deadline, format_date, parse_deadline};

/// A task past its deadline, without a reason or a new day.
pub(super) static RULE: Rule = Rule {
    code: "V25",
    kind: "overdue_unexplained",
    severity: Severity::Warning,
    title: ("Nhiệm vụ quá hạn chưa rõ lý do hoặc thời hạn mới", "Overdue without a reason or a new deadline"),
    meaning: (
        "Nhiệm vụ chưa hoàn thành, đã quá thời hạn của kế hoạch, mà đơn vị chưa nêu lý do hoặc chưa nêu thời hạn mới còn ở phía \
         trước.",
        "The task is not done and past the plan's deadline; the body gives no reason, or no new deadline that is ahead.",
    ),
    reason: (
        "Người ký báo cáo phải trả lời vì sao chậm và khi nào xong.",
        "Whoever signs the report is asked why it is late and when it will be done.",
    ),
    example: (
        "Thời hạn “Quý II/2026”, trạng thái “Đang thực hiện”, cột “Lý do chậm” để trống.",
        "Due “Quý II/2026”, in progress, and the column “Lý do chậm” blank.",
    ),
    remedy: (
        "Ghi lý do ở cột “Lý do chậm” và ngày dự kiến xong ở cột “Thời hạn mới”; nếu đã xong, sửa trạng thái.",
        "Give the reason in “Lý do chậm” and the new day in “Thời hạn mới”; if it is done, change the status.",
    ),
};

/// Tasks past their deadlines.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in consolidation.tasks.iter().chain(&consolidation.catalogue) {
        for entry in &summary.entries {
            let stands = summary.timeliness(consolidation, entry);
            let Some(status) = entry.record.status().filter(|_| stands == Some(Timeliness::Overdue)) else { continue };
            let has = |field: Field| entry.record.text(field).is_some();
            // The catalogue's table has no columns for it: what is told of the row is the reason.
            let is_asked = entry.record.table != TableKind::Catalogue;
            let has_reason = has(Field::DelayReason) || has(Field::Difficulties) || !is_asked && has(Field::Result);
            let new_day = if is_asked { new_deadline(entry, consolidation) } else { NewDeadline::Ahead };
            let (vi, en) = match (has_reason, new_day) {
                (true, NewDeadline::Ahead) => continue,
                (false, NewDeadline::None) => {
                    ("chưa có lý do và thời hạn mới", "there is no reason and no new deadline")
                }
                (false, _) => ("chưa có lý do", "there is no reason"),
                (true, NewDeadline::None) => ("chưa có thời hạn mới", "there is no new deadline"),
                (true, NewDeadline::Past) => ("thời hạn mới cũng đã qua", "the new deadline is past, too"),
            };
            let due = summary.assignment.due.as_ref();
            let text = due.map_or("", |due| due.text.as_str());
            let place = Place { cell: status.cell(), row: summary.node.id.as_str(), field: "" };
            let until = format_date(consolidation.settings.report.cut_off);
            let word = status.value().vietnamese();
            let message = Bilingual::new(
                format!("{}: thời hạn “{text}”, đến {until} là “{word}”, {vi}.", place.vi()),
                format!("{}: due “{text}”, “{word}” on {until}, and {en}.", place.en()),
            );
            let fix = Bilingual::new(RULE.remedy.0, RULE.remedy.1);
            findings.push(finding(&RULE, consolidation, &entry.agency, status.cell().cloned(), message, fix));
        }
    }
}

/// What a body says of a new deadline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NewDeadline {
    None,
    Past,
    Ahead,
}

fn new_deadline(entry: &Entry, consolidation: &Consolidation) -> NewDeadline {
    let report = &consolidation.settings.report;
    let said = entry.record.text(Field::NewDue);
    match said.and_then(|text| parse_deadline(text.value(), report.year)) {
        Some(Deadline::By(date)) if date <= report.cut_off => NewDeadline::Past,
        Some(Deadline::By(_)) => NewDeadline::Ahead,
        _ => NewDeadline::None,
    }
}
