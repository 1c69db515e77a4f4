//! S02 `ambiguous_agency`.

use super::{about_file, body_named};
use crate::merge::{Consolidation, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// Several bodies fit. The name fits several bodies.
pub(super) static RULE: Rule = Rule {
    code: "S02",
    kind: "ambiguous_agency",
    severity: Severity::Error,
    title: ("Có nhiều đơn vị cùng khớp", "Several bodies fit"),
    meaning: ("Tên trong tệp khớp với nhiều đơn vị.", "The name fits several bodies."),
    reason: ("Không thể tự chọn một đơn vị để tính số liệu.", "None can be chosen for them."),
    example: (
        "“Tan Thanh.xlsx” có thể là Tân Thành hoặc Tân Thạnh.",
        "“Tan Thanh.xlsx” may be Tân Thành or Tân Thạnh.",
    ),
    remedy: (
        "Ghi mã đơn vị vào tệp, hoặc thêm một dòng vào inputs/aliases.toml.",
        "Write the code into the file, or add a line to inputs/aliases.toml.",
    ),
};

/// The files that were rejected for it.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for file in &consolidation.files {
        let (candidates, sound) = match &file.outcome {
            Outcome::Rejected(Rejection::AmbiguousSender(candidates)) => (candidates, None),
            Outcome::Rejected(Rejection::YieldsTo { candidates, sound }) if !file.doubts.is_empty() => {
                (candidates, Some(sound))
            }
            _ => continue,
        };
        let names = candidates.iter().map(|id| body_named(consolidation, id)).collect::<Vec<_>>().join(", ");
        let message = match sound {
            None => {
                Bilingual::new(format!("Tệp này có thể là của: {names}."), format!("This file may be from: {names}."))
            }
            Some(sound) => Bilingual::new(
                format!("Tệp này có thể là của: {names}; không được dùng để thay báo cáo chắc chắn hơn là {sound}."),
                format!("This file may be from: {names}; it does not stand against the surer report {sound}."),
            ),
        };
        let path = &file.path;
        let fix = Bilingual::new(
            format!(
                "Ghi đúng mã đơn vị ở trang Thông tin, hoặc thêm vào tệp inputs/aliases.toml (mở bằng Notepad; chưa có thì lệnh check tạo sẵn, kèm mã các đơn vị), mục [files]: \"{path}\" = \"mã đơn vị\"."
            ),
            format!(
                "Write the code on the sheet Thông tin, or add to [files] in inputs/aliases.toml (a text file; check makes it if there is none, with the codes of the bodies): \"{path}\" = \"code\"."
            ),
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
