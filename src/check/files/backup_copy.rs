//! F08 `backup_copy`.

use super::about_file;
use crate::config::is_backup;
use crate::merge::{Consolidation, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A backup copy. A program keeps the file as it was before somebody changed it; it is no version that anybody sent.
pub(super) static RULE: Rule = Rule {
    code: "F08",
    kind: "backup_copy",
    severity: Severity::Warning,
    title: ("Bản sao lưu của một tệp", "A backup copy"),
    meaning: (
        "Theo tên, tệp này là bản mà chương trình giữ lại trước khi có người sửa (.xlsx~, .xlk, .bak), không phải bản đơn \
         vị gửi.",
        "By its name it is what a program keeps of a file before somebody changes it (.xlsx~, .xlk, .bak), and not what the \
         agency sent.",
    ),
    reason: (
        "Bản sao lưu cũ hơn bản thật: nó không thay bản nào, và chỉ được tính khi đơn vị không có tệp nào khác.",
        "It is older than the file itself: it replaces none, and counts only where the agency has no other.",
    ),
    example: ("“BC_2026_25480.xlk” nằm cạnh “BC_2026_25480.xlsx”.", "“BC_2026_25480.xlk” beside “BC_2026_25480.xlsx”."),
    remedy: (
        "Xóa bản sao lưu; nếu chính nó là báo cáo, đổi tên thành .xlsx.",
        "Delete the backup; if it is the submission itself, rename it to .xlsx.",
    ),
};

/// The backups, left out or counted for want of anything else.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for file in consolidation.files.iter().filter(|file| is_backup(&file.path)) {
        let (message, fix) = match &file.outcome {
            Outcome::Rejected(Rejection::Backup(beside)) => (
                Bilingual::new(
                    format!("Đây là bản sao lưu; đơn vị có tệp {beside} nên bản này không được tính."),
                    format!("It is a backup copy; the agency has the file {beside}, so this one does not count."),
                ),
                Bilingual::new(
                    "Xóa bản sao lưu khỏi thư mục. Nếu chính nó là báo cáo đúng, đổi tên thành .xlsx và bỏ tệp kia ra.",
                    "Delete it from the folder. If it is the right one, rename it to .xlsx and take the other out.",
                ),
            ),
            Outcome::Counted => (
                Bilingual::new(
                    "Đây là bản sao lưu; đơn vị không có tệp nào khác nên bản này được tính.",
                    "It is a backup copy; the agency has no other file, so it counts.",
                ),
                Bilingual::new(
                    "Hỏi đơn vị bản chính thức rồi chép vào thư mục; nếu đúng là bản này, đổi tên thành .xlsx.",
                    "Ask the agency for the file itself and copy it here; if this is it, rename it to .xlsx.",
                ),
            ),
            _ => continue,
        };
        findings.push(about_file(&RULE, file, message, fix));
    }
}
