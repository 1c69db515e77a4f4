//! F06 `not_a_file`.

use super::{about_file, refused};
use crate::intake::{Obstacle, Refusal};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// What stands among the submissions and is no file of theirs: a link out of the inputs, a pipe, a device. It is neither
/// opened nor followed.
pub(super) static RULE: Rule = Rule {
    code: "F06",
    kind: "not_a_file",
    severity: Severity::Error,
    title: ("Không phải là tệp trong thư mục báo cáo", "Not a file of the submissions"),
    meaning: (
        "Mục này là liên kết dẫn đi nơi khác, hoặc không phải là tệp thường; chương trình không mở.",
        "It is a link that leads elsewhere, or no regular file; it is not opened.",
    ),
    reason: (
        "Số liệu ở nơi mà liên kết dẫn tới không có trong báo cáo: hồ sơ chỉ gồm những tệp nằm trong thư mục báo cáo.",
        "What it leads to is missing from the report: the record consists of files in the folder of submissions alone.",
    ),
    example: (
        "Một liên kết (symlink, junction) tới tệp trong thư mục khác.",
        "A symbolic link or junction to a file in another folder.",
    ),
    remedy: (
        "Chép chính tệp đó vào thư mục báo cáo rồi xóa liên kết.",
        "Copy the file itself into the folder of submissions, and delete the link.",
    ),
};

/// The entries that were refused for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let Refusal::NotAFile(obstacle) = refusal else { continue };
        let (vi, en) = match obstacle {
            Obstacle::NotAFile => {
                ("Đây không phải là tệp thường (ống dẫn, thiết bị).", "This is no regular file (a pipe, a device).")
            }
            Obstacle::LinkToFolder => ("Đây là liên kết tới một thư mục.", "This is a link to a folder."),
            Obstacle::LinkOut => (
                "Đây là liên kết dẫn ra ngoài thư mục báo cáo.",
                "This is a link that leads out of the folder of submissions.",
            ),
            Obstacle::LeadsOutOfArchive => (
                "Tên tệp này trong tệp nén dẫn ra ngoài tệp nén (có “..” hoặc ổ đĩa).",
                "The name of this file in the archive leads out of it (it has “..” or a drive).",
            ),
            // It has a rule of its own.
            Obstacle::Unfinished => continue,
            Obstacle::LinkToNothing => ("Đây là liên kết không dẫn tới đâu.", "This is a link that leads to nothing."),
        };
        let message = Bilingual::new(format!("{vi} Chương trình không mở."), format!("{en} It is not opened."));
        let fix = Bilingual::new(
            "Nếu là báo cáo của đơn vị: chép chính tệp đó vào thư mục báo cáo. Sau đó xóa mục này và chạy lại.",
            "If it stands for a submission, copy the file itself to this folder. Then delete this entry and run again.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
