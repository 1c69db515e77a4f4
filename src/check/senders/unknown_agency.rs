//! S01 `unknown_agency`.

use super::about_file;
use crate::merge::{Consolidation, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// An unknown sender. Code, name, file name and folder fit no body that reports in the year.
pub(super) static RULE: Rule = Rule {
    code: "S01",
    kind: "unknown_agency",
    severity: Severity::Error,
    title: ("Không rõ đơn vị gửi", "An unknown sender"),
    meaning: (
        "Mã, tên đơn vị, tên tệp và thư mục đều không khớp đơn vị nào phải báo cáo trong năm.",
        "Code, name, file name and folder fit no body that reports in the year.",
    ),
    reason: ("Số liệu trong tệp không được tính cho đơn vị nào.", "What it holds is counted for nobody."),
    example: ("Tệp của một trường học gửi thẳng lên Sở.", "A file that a school sent directly."),
    remedy: (
        "Ghi mã đơn vị vào tệp, hoặc thêm một dòng vào inputs/aliases.toml.",
        "Write the code into the file, or add a line to inputs/aliases.toml.",
    ),
};

/// The files that were rejected for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for file in &consolidation.files {
        let Outcome::Rejected(Rejection::UnknownSender(written)) = &file.outcome else { continue };
        let message = if written.is_empty() {
            Bilingual::new(
                "Không rõ đơn vị nào gửi: trong tệp không có mã hay tên đơn vị, tên tệp cũng không khớp đơn vị nào.",
                "The sender is unknown: the file gives neither code nor name, and its own name fits no body.",
            )
        } else {
            Bilingual::new(
                format!("“{written}” không khớp đơn vị nào phải báo cáo trong năm."),
                format!("“{written}” fits no body that reports in the year."),
            )
        };
        let path = &file.path;
        let fix = Bilingual::new(
            format!(
                "Ghi đúng mã đơn vị ở trang Thông tin, hoặc thêm vào tệp inputs/aliases.toml (mở bằng Notepad; chưa có thì tạo tệp mới), mục [files]: \"{path}\" = \"mã đơn vị\"; mã ở cột Mã, mục Đơn vị của trang status.html. Nếu tệp không thuộc báo cáo này, hãy chuyển đi nơi khác."
            ),
            format!(
                "Write the code on the sheet Thông tin, or add to [files] in inputs/aliases.toml (a text file; make it if there is none): \"{path}\" = \"code\"; the codes are in the list of bodies in status.html. If the file does not belong here, move it away."
            ),
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
