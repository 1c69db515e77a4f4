//! S04 `superseded`.

use super::about_file;
use crate::merge::{Change, Consolidation, ContestedValues, MergedVersions, Outcome, Replacement};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// How many changes a message names.
const NAMED: usize = 3;

/// An older version. The same agency sent a newer version of this table.
pub(super) static RULE: Rule = Rule {
    code: "S04",
    kind: "superseded",
    severity: Severity::Info,
    title: ("Bản cũ đã được thay", "An older version"),
    meaning: ("Cùng đơn vị có bản mới hơn của biểu này.", "The same agency sent a newer version of this table."),
    reason: ("Chỉ bản mới được tính.", "Only the newer one is counted."),
    example: (
        "“TP Tay Ninh.xlsx” và “TP Tay Ninh (lan 2).xlsx”.",
        "“TP Tay Ninh.xlsx” and “TP Tay Ninh (lan 2).xlsx”.",
    ),
    remedy: (
        "Xem phần thay đổi; không cần làm gì nếu bản mới là đúng.",
        "Look at what changed; nothing needs doing if the newer one is right.",
    ),
};

/// The files that a newer one replaces, wholly or in part.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for file in &consolidation.files {
        let Outcome::Superseded { replacements, partly } = &file.outcome else { continue };
        // What two versions give together is told of both at once.
        let is_told = |newer: &&Replacement| {
            let pair = |merged: &&MergedVersions| merged.older == file.path && merged.newer == newer.by;
            let is_contested = |one: &ContestedValues| one.first == file.path && one.second == newer.by;
            consolidation.merged_versions.iter().any(|merged| pair(&merged))
                || consolidation.contested.iter().any(is_contested)
        };
        let replacements: Vec<&Replacement> = replacements.iter().filter(|newer| !is_told(newer)).collect();
        if replacements.is_empty() {
            continue;
        }
        let (part_vi, part_en) = if *partly { ("một phần ", "partly ") } else { ("", "") };
        // Where several files replace it, each is told with the tables it replaces.
        let several = replacements.len() > 1;
        let each = |newer: &Replacement, nothing, verb, more| {
            let tables = if several { tables_of(newer) } else { String::new() };
            format!("{}{tables}; {}", newer.by, changed(&newer.changes, nothing, verb, more))
        };
        let vi = replacements.iter().map(|newer| each(newer, "không có số liệu nào khác", "thay đổi", "chỗ khác"));
        let en = replacements.iter().map(|newer| each(newer, "no figure differs", "changed", "more"));
        let (vi, en): (Vec<String>, Vec<String>) = (vi.collect(), en.collect());
        let message = Bilingual::new(
            sentence(&format!("Đã {part_vi}được thay bằng bản mới hơn {}", vi.join("; và bằng "))),
            sentence(&format!("It is {part_en}replaced by the newer {}", en.join("; and by "))),
        );
        let fix = Bilingual::new(
            "Không cần làm gì nếu bản mới là đúng; nếu không, hãy bỏ bản mới ra khỏi thư mục.",
            "Nothing needs doing if the newer one is right; if not, take it out of the folder.",
        );
        findings.push(about_file(&RULE, file, message, fix));
    }
}

/// One full stop, also after the words of an agency that end in one.
pub(super) fn sentence(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}

/// ` (Biểu 01 - Nhiệm vụ, Biểu 03 - Kinh phí)`: the tables that a newer file replaces.
fn tables_of(newer: &Replacement) -> String {
    let names: Vec<&str> = newer.tables.iter().map(|table| table.sheet()).collect();
    format!(" ({})", names.join(", "))
}

/// What changed, or that nothing did.
pub(super) fn changed(changes: &[Change], nothing: &str, verb: &str, more: &str) -> String {
    if changes.is_empty() { nothing.to_owned() } else { format!("{verb}: {}", listed(changes, more)) }
}

/// The first changes, and how many more there are.
pub(super) fn listed(changes: &[Change], more: &str) -> String {
    let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.chars().take(40).collect() };
    let named = changes
        .iter()
        .take(NAMED)
        .map(|change| {
            format!("{} {} {} → {}", change.row, change.field.vietnamese(), shown(&change.before), shown(&change.after))
        })
        .collect::<Vec<_>>()
        .join("; ");
    match changes.len().saturating_sub(NAMED) {
        0 => named,
        others => format!("{named}; +{others} {more}"),
    }
}
