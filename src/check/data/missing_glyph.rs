//! D17 `missing_glyph`.

use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, Finding, Rule, Severity, Traced};

/// A character that the report's font lacks. A square stands in its place in the PDF.
pub(super) static RULE: Rule = Rule {
    code: "D17",
    kind: "missing_glyph",
    severity: Severity::Warning,
    title: ("Ký tự không in được", "A character that cannot be printed"),
    meaning: (
        "Phông chữ của báo cáo không có ký tự này; bản PDF in một ô vuông thay vào chỗ đó.",
        "The report's font lacks the character; the PDF shows a square in its place.",
    ),
    reason: (
        "Người đọc bản PDF không thấy chữ đơn vị đã viết; bảng tính và dữ liệu vẫn giữ nguyên chữ gốc.",
        "Who reads the PDF does not see what was written; the workbook and the data keep it as it is.",
    ),
    example: ("“漢”, “😀”.", "“漢”, “😀”."),
    remedy: (
        "Sửa ô trong tệp của đơn vị, thay ký tự bằng chữ thường dùng.",
        "Replace the character in the agency's file by usual letters.",
    ),
};

/// Characters of the text around a missing one that are quoted.
const AROUND: usize = 20;

/// Texts that print with a character `shows` knows nothing of; one finding a cell.
pub(in crate::check) fn check(
    consolidation: &Consolidation,
    shows: &dyn Fn(char) -> bool,
    findings: &mut Vec<Finding>,
) {
    for summary in consolidation.progress() {
        for entry in &summary.entries {
            for (_, text) in entry.record.texts() {
                findings.extend(finding(&entry.agency, text, shows));
            }
        }
    }
    for outside in &consolidation.outside {
        for text in outside.row.cells() {
            findings.extend(finding(&outside.agency, text, shows));
        }
    }
}

fn finding(agency: &AgencyId, text: &Traced<String>, shows: &dyn Fn(char) -> bool) -> Option<Finding> {
    let words = text.value();
    let missing = |letter: &char| !is_usual(*letter) && !shows(*letter);
    let at = words.chars().position(|letter| missing(&letter))?;
    let mut letters: Vec<char> = Vec::new();
    for letter in words.chars().filter(missing) {
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    let shown = letters.iter().take(5).map(|letter| format!("“{letter}” (U+{:04X})", u32::from(*letter)));
    let shown = shown.collect::<Vec<_>>().join(", ");
    let excerpt: String = words.chars().skip(at.saturating_sub(AROUND)).take(2 * AROUND).collect();
    let message = Bilingual::new(
        format!("Phông chữ của báo cáo không có ký tự {shown}, trong “{excerpt}”."),
        format!("The report's font lacks {shown}, in “{excerpt}”."),
    );
    let fix = Bilingual::new(
        "Thay bằng chữ thường dùng; bản PDF in một ô vuông thay vào chỗ đó.",
        "Replace it by usual letters; the PDF shows a square in its place.",
    );
    let cell = text.cell();
    let file = cell.map_or_else(String::new, |cell| cell.file().to_owned());
    Some(Finding {
        rule: &RULE,
        agency: Some(agency.clone()),
        file,
        cells: cell.into_iter().cloned().collect(),
        message,
        fix,
    })
}

/// Vietnamese letters, ASCII and common punctuation: what every face has, and nearly every text is made of.
fn is_usual(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{17F}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1EA0}'..='\u{1EF9}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…')
}
