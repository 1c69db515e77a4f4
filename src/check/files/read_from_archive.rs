//! F10 `read_from_archive`.

use std::collections::BTreeMap;

use crate::merge::{Consolidation, FileReport, Outcome, Rejection};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// How many files a message names.
const NAMED: usize = 8;

/// Files read from an archive. A zip archive holds spreadsheets; each of them was read as if it lay in the folder.
pub(super) static RULE: Rule = Rule {
    code: "F10",
    kind: "read_from_archive",
    severity: Severity::Warning,
    title: ("Tệp đọc từ trong tệp nén", "Files read from an archive"),
    meaning: (
        "Tệp nén .zip có bảng tính bên trong; mỗi bảng tính được đọc như một tệp riêng.",
        "A zip archive holds spreadsheets; each of them was read as a file of its own.",
    ),
    reason: (
        "Trong tệp nén dễ có bản nháp, bản cũ hoặc báo cáo của đơn vị khác.",
        "Archives easily hold drafts, older versions or submissions of others.",
    ),
    example: ("“Nop bao cao.zip” có báo cáo của hai xã.", "“Nop bao cao.zip” with the submissions of two communes."),
    remedy: (
        "Xem danh sách tệp đã đọc; nếu có tệp không phải báo cáo, giải nén và chỉ giữ những tệp đúng.",
        "Look at the list; if a file in it is no submission, unpack the archive and keep the right ones.",
    ),
};

/// The archives of which files were read.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let mut archives: BTreeMap<&str, Vec<&FileReport>> = BTreeMap::new();
    for file in &consolidation.files {
        if let Some(archive) = consolidation.spellings.archive_of(&file.path) {
            archives.entry(archive).or_default().push(file);
        }
    }
    for (archive, files) in archives {
        let (unread, read): (Vec<&FileReport>, Vec<&FileReport>) = files.into_iter().partition(|file| is_unread(file));
        let names = |files: &[&FileReport], more: &str| {
            let own = |file: &&FileReport| {
                file.path.strip_prefix(archive).unwrap_or(&file.path).trim_start_matches('/').to_owned()
            };
            let mut names: Vec<String> = files.iter().take(NAMED).map(own).collect();
            names.extend((files.len() > NAMED).then(|| format!("… {} {more}", files.len() - NAMED)));
            names.join(", ")
        };
        let (mut vi, mut en) = (Vec::new(), Vec::new());
        if !read.is_empty() {
            vi.push(format!("đã đọc {} tệp ({})", read.len(), names(&read, "tệp khác")));
            en.push(format!("{} were read ({})", read.len(), names(&read, "more")));
        }
        if !unread.is_empty() {
            vi.push(format!("không đọc được {} tệp ({})", unread.len(), names(&unread, "tệp khác")));
            en.push(format!("{} were not ({})", unread.len(), names(&unread, "more")));
        }
        findings.push(Finding {
            rule: &RULE,
            agency: None,
            file: archive.to_owned(),
            cells: Vec::new(),
            message: Bilingual::new(
                format!("Tệp nén có {} tệp: {}.", read.len() + unread.len(), vi.join("; ")),
                format!("The archive holds {} files: {}.", read.len() + unread.len(), en.join("; ")),
            ),
            fix: Bilingual::new(
                "Đối chiếu danh sách với những gì đơn vị gửi; nếu có tệp không phải báo cáo, giải nén và chỉ giữ tệp đúng.",
                "Compare the list with what was sent; if a file is no submission, unpack the archive and keep the right ones.",
            ),
        });
    }
}

fn is_unread(file: &FileReport) -> bool {
    matches!(&file.outcome, Outcome::Rejected(Rejection::Unreadable(_)))
}
