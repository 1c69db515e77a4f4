//! D20 `missing_rows`.

use crate::merge::{Consolidation, MissingRows};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// Rows of the body’s form are missing. Rows that the agency’s form has are in none of its files, not even blank.
pub(super) static RULE: Rule = Rule {
    code: "D20",
    kind: "missing_rows",
    severity: Severity::Warning,
    title: ("Thiếu dòng của biểu", "Rows of the form are missing"),
    meaning: (
        "Một số dòng mà biểu mẫu của đơn vị có thì không thấy trong các tệp đơn vị gửi, kể cả để trống.",
        "Rows that the agency’s form has are in none of its files, not even blank.",
    ),
    reason: (
        "Các dòng đó được tính là chưa báo cáo; có thể chúng đã bị xóa, hoặc tệp bị cắt mất phần cuối.",
        "They count as not reported; they may have been deleted, or the end of the file is lost.",
    ),
    example: ("Biểu 02 không có các dòng CT06 đến CT25.", "Biểu 02 lacks the rows CT06 to CT25."),
    remedy: ("Đề nghị đơn vị gửi bổ sung các dòng còn thiếu.", "Ask the agency for the missing rows."),
};

/// Ranges of rows that a message names.
const NAMED: usize = 8;

/// One finding for each table that lacks rows.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    findings.extend(consolidation.missing_rows.iter().map(|lack| finding(consolidation, lack)));
}

fn finding(consolidation: &Consolidation, lack: &MissingRows) -> Finding {
    let MissingRows { agency, table, missing, expected, .. } = lack;
    let table = table.sheet();
    let file = consolidation.agency(agency.as_str()).and_then(|report| report.counted_files.first());
    Finding {
        rule: &RULE,
        agency: Some(agency.clone()),
        file: file.map_or(String::new(), |file| file.to_string()),
        cells: Vec::new(),
        message: Bilingual::new(
            format!("“{table}” thiếu {missing} trong {expected} dòng của biểu mẫu: {}.", named(lack, "đến", "nữa")),
            format!("“{table}” lacks {missing} of the form’s {expected} rows: {}.", named(lack, "to", "more")),
        ),
        fix: Bilingual::new(
            "Đề nghị đơn vị gửi bổ sung; nếu đơn vị không có nội dung ở các dòng này thì không cần làm gì.",
            "Ask the body for them; if it has nothing to report there, nothing needs doing.",
        ),
    }
}

/// `CT03, CT06 đến CT25`; two neighbours are named both.
fn named(lack: &MissingRows, to: &str, more: &str) -> String {
    let ranges = lack.ranges.iter().take(NAMED).map(|range| match range.rows {
        1 => range.first.clone(),
        2 => format!("{}, {}", range.first, range.last),
        _ => format!("{} {to} {}", range.first, range.last),
    });
    let names = ranges.collect::<Vec<_>>().join(", ");
    match lack.ranges.iter().skip(NAMED).map(|range| range.rows).sum::<usize>() {
        0 => names,
        others => format!("{names}, +{others} {more}"),
    }
}
