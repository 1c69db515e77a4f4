//! S10 `sender_disagreement`.

use super::{about_file, body_named, evidence_in_words};
use crate::merge::{Consolidation, Outcome};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// Code, name, letterhead, file name and folder name different bodies.
pub(super) static RULE: Rule = Rule {
    code: "S10",
    kind: "sender_disagreement",
    severity: Severity::Warning,
    title: ("Các chỗ ghi đơn vị gửi không khớp nhau", "What names the sender disagrees"),
    meaning: (
        "Mã đơn vị, tên trong tệp, tiêu đề, tên tệp và thư mục nêu các đơn vị khác nhau.",
        "The code, the name, the letterhead, the file’s name and its folder name different bodies.",
    ),
    reason: (
        "Số liệu được tính cho đơn vị có nhiều căn cứ hơn; nếu không đúng thì đã tính nhầm đơn vị.",
        "It is counted for the body that more speaks for; if that is wrong, it is counted for the wrong one.",
    ),
    example: (
        "Xã dùng lại biểu của xã bên, quên sửa mã đơn vị.",
        "A commune took over a neighbour’s form and left its code.",
    ),
    remedy: (
        "Hỏi đơn vị; sửa mã, tên trong tệp, hoặc ghi đơn vị đúng vào inputs/aliases.toml.",
        "Ask the body; correct code and name in the file, or say in inputs/aliases.toml whose it is.",
    ),
};

/// The files that count, with something that speaks for another body.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for file in &consolidation.files {
        let (Some(agency), false) = (&file.agency, file.doubts.is_empty()) else { continue };
        if matches!(file.outcome, Outcome::Rejected(_)) {
            continue;
        }
        let (name, path) = (body_named(consolidation, agency), &file.path);
        let (by_vi, by_en) = file.evidence.map_or(("tệp", "the file"), evidence_in_words);
        let against = |language: usize| {
            let one = |doubt: &crate::merge::SenderDoubt| {
                let words = evidence_in_words(doubt.evidence);
                format!("{} → {}", [words.0, words.1][language], body_named(consolidation, &doubt.agency))
            };
            file.doubts.iter().map(one).collect::<Vec<_>>().join("; ")
        };
        let message = Bilingual::new(
            format!("Được tính cho {name} ({by_vi}), nhưng có chỗ nêu đơn vị khác: {}.", against(0)),
            format!("It is counted for {name} ({by_en}), but something names another body: {}.", against(1)),
        );
        let fix = Bilingual::new(
            format!(
                "Hỏi lại đơn vị gửi. Nếu đúng, thêm vào inputs/aliases.toml, mục [files]: \"{path}\" = \"{agency}\"; nếu không, ghi mã của đơn vị đúng."
            ),
            format!(
                "Ask who sent it. If it is right, add to [files] in inputs/aliases.toml: \"{path}\" = \"{agency}\"; if not, give the code of the right body."
            ),
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}
