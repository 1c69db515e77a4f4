//! F07 `same_name`.

use super::about_file;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};
use crate::paths::shown;

/// Files whose names look the same. Their letters are encoded in different ways, which nobody sees; each is read.
pub(super) static RULE: Rule = Rule {
    code: "F07",
    kind: "same_name",
    severity: Severity::Warning,
    title: ("Các tệp có tên trông giống hệt nhau", "Files whose names look the same"),
    meaning: (
        "Hai tệp có tên trông như một nhưng được mã hóa khác nhau (dấu tiếng Việt dựng sẵn và tổ hợp, hoặc có ký tự ẩn).",
        "Two files have names that look like one, with letters encoded in different ways (composed and decomposed, or with \
         invisible characters).",
    ),
    reason: (
        "Dễ mở nhầm tệp, và có hệ điều hành coi là một tệp. Báo cáo gọi tệp sau bằng tên có đánh số.",
        "The wrong one is easily opened, and some systems take them for one. The report gives the second a numbered name.",
    ),
    example: (
        "Một tệp chép từ máy Mac nằm cạnh bản chép từ Windows.",
        "A file copied from a Mac beside one from Windows.",
    ),
    remedy: (
        "Đổi tên một tệp, hoặc xóa tệp thừa, rồi chạy lại.",
        "Rename one of them, or delete the one too many, and run again.",
    ),
};

/// The files that bear a number for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (path, spelt) in consolidation.spellings.all() {
        let looks = shown(spelt);
        let Some(file) = consolidation.files.iter().find(|file| *file.path == *path && looks != path) else { continue };
        let message = Bilingual::new(
            format!("Tên tệp này trông giống hệt “{looks}” của một tệp khác; ở đây tệp được gọi là “{path}”."),
            format!("The name of this file looks the same as “{looks}” of another; it is called “{path}” here."),
        );
        let fix = Bilingual::new(
            "Đổi tên một tệp, hoặc xóa tệp thừa, rồi chạy lại.",
            "Rename one of them, or delete the one too many, and run again.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
