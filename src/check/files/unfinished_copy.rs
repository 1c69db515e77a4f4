//! F09 `unfinished_copy`.

use super::{about_file, refused};
use crate::intake::{Obstacle, Refusal};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};

/// A copy that is not finished. A browser or a copying program gives a file such a name until all of it is there.
pub(super) static RULE: Rule = Rule {
    code: "F09",
    kind: "unfinished_copy",
    severity: Severity::Warning,
    title: ("Tệp tải hoặc chép dở", "A copy that is not finished"),
    meaning: (
        "Theo tên, tệp này đang được tải hoặc chép, hoặc đã bị dừng giữa chừng (.part, .filepart, .crdownload).",
        "By its name it is still being downloaded or copied, or was broken off (.part, .filepart, .crdownload).",
    ),
    reason: (
        "Tệp dở không được đọc; nếu bản đầy đủ không có trong thư mục thì báo cáo thiếu số liệu của đơn vị.",
        "It is not read; if the whole file is not in the folder, the report lacks the agency’s figures.",
    ),
    example: ("“BC_2026_25480.xlsx.filepart”.", "“BC_2026_25480.xlsx.filepart”."),
    remedy: (
        "Chờ tải xong hoặc tải, chép lại; rồi xóa tệp dở.",
        "Wait until it is finished, or copy the file again; then delete what is left.",
    ),
};

/// The files that are not finished.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for (file, refusal) in refused(consolidation) {
        let Refusal::NotAFile(Obstacle::Unfinished) = refusal else { continue };
        let message = Bilingual::new(
            "Tệp này chưa được tải hoặc chép xong nên không được đọc.",
            "The file was not downloaded or copied to its end, and is not read.",
        );
        let fix = Bilingual::new(
            "Nếu tệp đầy đủ đã có trong thư mục thì xóa tệp dở này; nếu chưa, tải hoặc chép lại rồi chạy lại.",
            "If the whole file is in the folder, delete this one; if not, copy it again and run again.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
