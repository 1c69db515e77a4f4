//! S01 `unknown_agency`.

use super::about_file;
use crate::config::Body;
use crate::merge::{Consolidation, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};
use crate::vietnamese::{fold, without_committee};

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
            let (ended_vi, ended_en) = ended(consolidation, written);
            Bilingual::new(
                format!("“{written}” không khớp đơn vị nào phải báo cáo trong năm{ended_vi}."),
                format!("“{written}” fits no body that reports in the year{ended_en}."),
            )
        };
        let path = &file.path;
        let fix = Bilingual::new(
            format!(
                "Ghi đúng mã đơn vị ở trang Thông tin, hoặc thêm vào tệp inputs/aliases.toml (mở bằng Notepad; chưa có thì lệnh check tạo sẵn, kèm mã các đơn vị), mục [files]: \"{path}\" = \"mã đơn vị\". Nếu tệp không thuộc báo cáo này, hãy chuyển đi nơi khác."
            ),
            format!(
                "Write the code on the sheet Thông tin, or add to [files] in inputs/aliases.toml (a text file; check makes it if there is none, with the codes of the bodies): \"{path}\" = \"code\". If the file does not belong here, move it away."
            ),
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}

/// Who took over from a body that a name means and that has ended: Vietnamese, English. Empty for another name.
fn ended(consolidation: &Consolidation, written: &str) -> (String, String) {
    let registry = &consolidation.settings.registry;
    let deadline = consolidation.settings.report.deadline;
    let name = fold(written);
    let is_named = |body: &&Body| {
        let short = fold(without_committee(&body.name));
        body.period_on(deadline).is_none() && short.contains(' ') && name.contains(&short)
    };
    let Some(body) = registry.bodies.iter().find(is_named) else { return Default::default() };
    let successors = body.successors.iter().filter_map(|id| registry.find(id.as_str()));
    let names = successors.map(|body| format!("{} ({})", body.name, body.id)).collect::<Vec<_>>().join(", ");
    let (vi, en) = (format!("; {} đã kết thúc hoạt động", body.name), format!("; {} has ended", body.name));
    if names.is_empty() {
        return (vi, en);
    }
    (format!("{vi}, việc chuyển sang {names}"), format!("{en} and was succeeded by {names}"))
}
