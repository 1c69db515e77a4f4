//! S09 `unused_alias`.

use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// An answer in aliases.toml for a file that is not there: it has no effect.
pub(super) static RULE: Rule = Rule {
    code: "S09",
    kind: "unused_alias",
    severity: Severity::Warning,
    title: ("Dòng trong aliases.toml không khớp tệp nào", "An answer in aliases.toml that fits no file"),
    meaning: (
        "Mục [files] của inputs/aliases.toml ghi một tệp không có trong thư mục báo cáo của năm.",
        "[files] in inputs/aliases.toml names a file that is not among the submissions of the year.",
    ),
    reason: (
        "Dòng đó không có tác dụng: tệp mà văn phòng định ghi có thể đang được tính cho đơn vị khác.",
        "The line has no effect: the file that was meant may be counted for somebody else.",
    ),
    example: (
        "Ghi “bao cao.xlsx” trong khi tệp tên là “báo cáo.xlsx”.",
        "“bao cao.xlsx” for a file called “báo cáo.xlsx”.",
    ),
    remedy: (
        "Sửa tên tệp trong aliases.toml cho đúng, hoặc xóa dòng đó.",
        "Put the file's name right in aliases.toml, or delete the line.",
    ),
};

/// The answers that fit no file.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for alias in &consolidation.unused_aliases {
        let written = &alias.written;
        let nearest = alias.nearest.iter().map(|path| format!("“{path}”")).collect::<Vec<_>>().join(", ");
        let (near_vi, near_en) = if nearest.is_empty() {
            (String::new(), String::new())
        } else {
            (format!(" Các tệp có tên gần nhất: {nearest}."), format!(" The nearest are: {nearest}."))
        };
        let message = Bilingual::new(
            format!("Dòng “{written}” ở mục [files] của inputs/aliases.toml không khớp tệp nào.{near_vi}"),
            format!("“{written}” in [files] of inputs/aliases.toml fits no file.{near_en}"),
        );
        let fix = Bilingual::new(
            "Sửa tên tệp cho đúng (thư mục viết cách nhau bằng dấu /), hoặc xóa dòng đó nếu không còn dùng.",
            "Put the file's name right (with / between folders), or delete the line if it is no longer wanted.",
        );
        findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
    }
}
