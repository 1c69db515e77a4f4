//! S14 `contested_values`.

use super::superseded::{listed, sentence};
use crate::merge::{Consolidation, ContestedValues};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// Two versions that contradict each other. Nothing tells which of two is newer, and their values differ.
pub(super) static RULE: Rule = Rule {
    code: "S14",
    kind: "contested_values",
    severity: Severity::Error,
    title: ("Hai bản trái ngược nhau", "Two versions that contradict each other"),
    meaning: (
        "Cùng một dòng có số liệu khác nhau ở hai tệp hoặc hai trang, không có gì cho biết bản nào mới hơn.",
        "A row has different values in two files or sheets, and nothing tells which is newer.",
    ),
    reason: (
        "Không thể tự chọn; các ô đó không được tính.",
        "None can be chosen for them: those cells are not counted.",
    ),
    example: (
        "Hai tệp cùng ngày báo cáo, CT25 ghi 13 và 14.",
        "Two files of one day, one with 13 and one with 14 for CT25.",
    ),
    remedy: (
        "Hỏi đơn vị bản nào đúng, rồi bỏ bản kia ra khỏi thư mục.",
        "Ask the agency which is right and take the other out of the folder.",
    ),
};

/// The versions that do.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    findings.extend(consolidation.contested.iter().map(finding));
}

fn finding(contested: &ContestedValues) -> Finding {
    let (vi, en) = match &contested.sheets {
        Some((first, second)) if first != second => (
            format!("Trang “{first}” và trang “{second}” ghi khác nhau"),
            format!("The sheets “{first}” and “{second}” differ"),
        ),
        Some((first, _)) => (
            format!("Hai bảng trên trang “{first}” ghi khác nhau"),
            format!("Two tables on the sheet “{first}” differ"),
        ),
        None => (
            format!("Tệp này và {} ghi khác nhau", contested.second),
            format!("This file and {} differ", contested.second),
        ),
    };
    let message = Bilingual::new(
        sentence(&format!(
            "{vi}, không rõ bản nào mới hơn; các ô sau không được tính: {}",
            listed(&contested.values, "chỗ khác")
        )),
        sentence(&format!(
            "{en}, and nothing tells which is newer; these cells are not counted: {}",
            listed(&contested.values, "more")
        )),
    );
    let fix = Bilingual::new(
        "Hỏi đơn vị bản nào đúng; bỏ bản kia ra khỏi thư mục (hoặc xóa trang thừa), rồi chạy lại.",
        "Ask the agency which is right; take the other out of the folder (or delete the sheet too many) and run again.",
    );
    let (agency, file) = (Some(contested.agency.clone()), contested.first.to_string());
    Finding { rule: &RULE, agency, file, cells: Vec::new(), message, fix }
}
