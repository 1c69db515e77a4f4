//! F02 `password`.

use super::{about_file, refused};
use crate::intake::Refusal;
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A file protected by a password. The file is encrypted and cannot be read.
pub(super) static RULE: Rule = Rule {
    code: "F02",
    kind: "password",
    severity: Severity::Error,
    title: ("Tệp có mật khẩu", "A file protected by a password"),
    meaning: ("Tệp được mã hóa nên không đọc được nội dung.", "The file is encrypted and cannot be read."),
    reason: ("Số liệu trong tệp không có trong báo cáo.", "What it holds is missing from the report."),
    example: ("Excel hỏi mật khẩu khi mở tệp.", "Excel asks for a password when it opens the file."),
    remedy: (
        "Mở tệp bằng mật khẩu, gỡ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc) rồi lưu lại.",
        "Open it with the password, remove the password (File › Info › Protect Workbook) and save it.",
    ),
};

/// The files that were refused for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let Refusal::Password = refusal else { continue };
        let message = Bilingual::new("Tệp có mật khẩu nên không đọc được.", "The file is protected by a password.");
        if consolidation.spellings.archive_of(&file.path).is_some() {
            let message = Bilingual::new(
                "Tệp nén, hoặc bảng tính ở trong, có mật khẩu nên không đọc được.",
                "The archive, or the workbook in it, is protected by a password.",
            );
            let fix = Bilingual::new(
                "Giải nén bằng mật khẩu, gỡ mật khẩu của bảng tính nếu có, rồi chép vào thư mục này thay tệp nén.",
                "Unpack it with the password, remove that of the workbook if it has one, and copy it here in place of the \
                 archive.",
            );
            findings.push(about_file(&RULE, file, message, fix));
            continue;
        }
        let fix = Bilingual::new(
            "Mở tệp bằng mật khẩu, gỡ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc), lưu lại rồi chép vào thư mục.",
            "Open it with the password, remove it (File › Info › Protect Workbook), save it and copy it here again.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
