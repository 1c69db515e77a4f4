//! S11 `merged_versions`.

use super::superseded::{changed, listed, sentence};
use crate::merge::{Consolidation, Kept, MergedVersions};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// How many rows a message names.
const NAMED: usize = 6;

/// Two versions of which each gives a part. The newer one leaves out or blanks what the older has.
pub(super) static RULE: Rule = Rule {
    code: "S11",
    kind: "merged_versions",
    severity: Severity::Warning,
    title: ("Số liệu ghép từ hai bản", "Figures put together from two versions"),
    meaning: (
        "Bản mới hơn không có, hoặc để trống, một phần số liệu mà bản cũ có.",
        "The newer version leaves out, or has blank, some of what the older one has.",
    ),
    reason: (
        "Dòng mà bản mới không có vẫn lấy từ bản cũ; ô mà một bản mới đầy đủ để trống thì không tính nữa.",
        "Rows that the newer lacks stay from the older; cells that a full newer version has blank count no more.",
    ),
    example: (
        "Tệp “bổ sung” chỉ có dòng CT25: CT25 lấy từ tệp bổ sung, các dòng khác lấy từ bản đầu.",
        "A correction with the row CT25 alone: CT25 is taken from it, all others from the first report.",
    ),
    remedy: (
        "Đối chiếu hai bản; nếu cần, xin đơn vị gửi một bản đầy đủ.",
        "Compare the two; if need be, ask the agency for one complete version.",
    ),
};

/// The older versions of which something is left.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    findings.extend(consolidation.merged_versions.iter().map(finding));
}

fn finding(merged: &MergedVersions) -> Finding {
    let (older_vi, newer_vi, newer_en) = match &merged.sheets {
        Some((older, newer)) => {
            (format!("Trang “{older}”"), format!("trang “{newer}”"), format!("the sheet “{newer}”"))
        }
        None => ("Tệp này".to_owned(), merged.newer.to_string(), merged.newer.to_string()),
    };
    let older_en = merged.sheets.as_ref().map_or("This file".to_owned(), |(older, _)| format!("The sheet “{older}”"));
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    if !merged.changes.is_empty() {
        vi.push(changed(&merged.changes, "", "thay đổi", "chỗ khác"));
        en.push(changed(&merged.changes, "", "changed", "more"));
    }
    if !merged.kept.is_empty() {
        vi.push(format!("bản mới không có nên vẫn lấy từ bản này: {}", named(&merged.kept, false)));
        en.push(format!("left out by the newer and kept from this one: {}", named(&merged.kept, true)));
    }
    if !merged.withdrawn.is_empty() {
        vi.push(format!("bản mới để trống nên không tính nữa: {}", listed(&merged.withdrawn, "chỗ khác")));
        en.push(format!("blank in the newer and counted no more: {}", listed(&merged.withdrawn, "more")));
    }
    if merged.outside > 0 {
        vi.push(format!("{} dòng ngoài kế hoạch vẫn lấy từ bản này", merged.outside));
        en.push(format!("{} rows outside the plan kept from this one", merged.outside));
    }
    let message = Bilingual::new(
        sentence(&format!("{older_vi} có bản mới hơn là {newer_vi}: {}", vi.join("; "))),
        sentence(&format!("{older_en} has a newer version, {newer_en}: {}", en.join("; "))),
    );
    let fix = Bilingual::new(
        "Đối chiếu hai bản. Nếu bản mới là đầy đủ, bỏ bản cũ ra khỏi thư mục; nếu không chắc, xin đơn vị gửi một bản đầy đủ.",
        "Compare the two. If the newer is complete, take the older out of the folder; if in doubt, ask the agency for one complete version.",
    );
    Finding {
        rule: &RULE,
        agency: Some(merged.agency.clone()),
        file: merged.older.to_string(),
        cells: Vec::new(),
        message,
        fix,
    }
}

/// `24 dòng (CT01, CT02, …), CT25 Kế hoạch`: the rows and single values that stay.
fn named(kept: &[Kept], is_english: bool) -> String {
    let (row_word, more_word) = if is_english { ("rows", "more") } else { ("dòng", "nữa") };
    let rows: Vec<&str> = kept.iter().filter(|one| one.field.is_none()).map(|one| one.row.as_str()).collect();
    let values = kept.iter().filter_map(|one| {
        let field = one.field?;
        Some(format!("{} {}", one.row, if is_english { field.english() } else { field.vietnamese() }))
    });
    let short = |all: &[String]| {
        let first = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        match all.len().saturating_sub(NAMED) {
            0 => first,
            others => format!("{first}, +{others} {more_word}"),
        }
    };
    let mut told = Vec::new();
    if !rows.is_empty() {
        let rows: Vec<String> = rows.into_iter().map(str::to_owned).collect();
        told.push(format!("{} {row_word} ({})", rows.len(), short(&rows)));
    }
    let values: Vec<String> = values.collect();
    if !values.is_empty() {
        told.push(short(&values));
    }
    told.join("; ")
}
