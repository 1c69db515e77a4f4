//! D33 `future_date`.

use super::super::CheckedYear;
use crate::merge::{AgencyReport, Submission};
use crate::model::{Bilingual, Date, Finding, Rule, Severity};
use crate::vietnamese::format_date;

/// A report dated after the day of the check.
pub(super) static RULE: Rule = Rule {
    code: "D33",
    kind: "future_date",
    severity: Severity::Info,
    title: ("Báo cáo ghi ngày chưa tới", "A report dated in the future"),
    meaning: (
        "Ngày ghi trên báo cáo sau ngày kiểm tra, tuy tệp đã có trong thư mục.",
        "The report bears a day after that of the check, though the file is there.",
    ),
    reason: (
        "Ngày đó không cho biết báo cáo gửi đúng hạn hay quá hạn; số liệu vẫn được tính.",
        "The day does not tell whether the report is late; its figures are counted all the same.",
    ),
    example: (
        "Kiểm tra ngày 28/11/2026, báo cáo ghi ngày 09/12/2026.",
        "A check on 28/11/2026, a report of 09/12/2026.",
    ),
    remedy: (
        "Đối chiếu với văn bản giấy; nếu ghi nhầm, đề nghị đơn vị ghi lại ngày báo cáo.",
        "Compare with the signed document; if it is a slip, ask the body to correct the date.",
    ),
};

/// What may be said of a year on `today`: whose report is dated later is said to be so and not to be late, and before the
/// deadline nobody is missing.
pub(in super::super) fn as_of(checked: CheckedYear, today: Date) -> CheckedYear {
    let (mut consolidation, mut findings) = checked.into_parts();
    let is_open = today <= consolidation.settings.report.deadline;
    let is_ahead = |report: &AgencyReport| report.is_counted() && date_of(report).is_some_and(|date| date > today);
    let ahead: Vec<usize> =
        (0..consolidation.agencies.len()).filter(|&at| is_ahead(&consolidation.agencies[at])).collect();
    let added: Vec<Finding> = ahead.iter().map(|&at| finding(&consolidation.agencies[at], today)).collect();
    findings.retain(|finding| {
        let is_dated_ahead = || added.iter().any(|ahead| ahead.agency == finding.agency);
        match finding.rule.kind {
            "missing" => !is_open,
            "late" => !is_dated_ahead(),
            _ => true,
        }
    });
    findings.extend(added);
    findings.sort_by_key(|finding| (finding.rule.severity, finding.rule.code));
    if is_open {
        // It is here, and the deadline has not passed.
        for at in ahead {
            consolidation.agencies[at].submission = Submission::OnTime;
        }
    }
    CheckedYear::new(consolidation, findings)
}

fn date_of(report: &AgencyReport) -> Option<Date> {
    report.date.as_ref().map(|date| *date.value())
}

fn finding(report: &AgencyReport, today: Date) -> Finding {
    let name = &report.body.name;
    let date = date_of(report).map_or_else(String::new, format_date);
    let today = format_date(today);
    Finding {
        rule: &RULE,
        agency: Some(report.body.id.clone()),
        file: report.counted_files.first().map_or(String::new(), |file| file.to_string()),
        cells: report.date.as_ref().and_then(|date| date.cell()).into_iter().cloned().collect(),
        message: Bilingual::new(
            format!("Báo cáo của {name} ghi ngày {date}, sau ngày kiểm tra {today}."),
            format!("The report of {name} is dated {date}, after the day of the check, {today}."),
        ),
        fix: Bilingual::new(
            "Đối chiếu với văn bản giấy; nếu ghi nhầm thì ghi lại ngày báo cáo.",
            "Compare with the signed document; correct the date if it is a slip.",
        ),
    }
}
