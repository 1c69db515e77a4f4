//! D18 `text_too_long`.

use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, Finding, Language, Rule, Severity, Traced};
use crate::vietnamese::format_integer;

/// What a cell of an Excel workbook holds at most, in UTF-16 units (Excel's own limit).
const CELL_LIMIT: usize = 32_767;

/// A text longer than a cell of the workbook can hold. It is cut there; the report and the data have it whole.
pub(super) static RULE: Rule = Rule {
    code: "D18",
    kind: "text_too_long",
    severity: Severity::Info,
    title: ("Nội dung dài hơn một ô Excel chứa được", "A text longer than a cell of Excel holds"),
    meaning: (
        "Nội dung dài hơn 32.767 ký tự; trong bảng tính tổng hợp ô này bị cắt và có dấu “…[cắt]”.",
        "The text has more than 32,767 characters; in the workbook it is cut and ends in “…[cắt]”.",
    ),
    reason: (
        "Bảng tính chỉ có phần đầu; phụ lục của báo cáo và data.json giữ đủ nội dung.",
        "The workbook has the beginning only; the report's annex and data.json keep the whole.",
    ),
    example: (
        "Cả một văn bản được dán vào ô “Kết quả thực hiện”.",
        "A whole document pasted into “Kết quả thực hiện”.",
    ),
    remedy: (
        "Đề nghị đơn vị viết gọn lại, phần chi tiết gửi thành văn bản riêng.",
        "Ask the agency to shorten it and to send the details apart.",
    ),
};

/// The texts that the workbook has to cut; one finding a cell.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for entry in consolidation.entries() {
        findings.extend(entry.record.texts().filter_map(|(_, text)| finding(&entry.agency, text)));
    }
    for outside in &consolidation.outside {
        findings.extend(finding(&outside.agency, &outside.row.text));
    }
}

fn finding(agency: &AgencyId, text: &Traced<String>) -> Option<Finding> {
    // A text has no more UTF-16 units than bytes, so short ones need no counting.
    let units = Some(text.value()).filter(|text| text.len() > CELL_LIMIT)?.encode_utf16().count();
    if units <= CELL_LIMIT {
        return None;
    }
    let cells: Vec<_> = text.cell().into_iter().cloned().collect();
    let place = |language: Language| {
        cells.first().map_or(String::new(), |cell| format!("{}, {}", cell.sheet(), cell.name(language)))
    };
    let (vi, en) = (place(Language::Vietnamese), place(Language::English));
    let length = format_integer(units);
    Some(Finding {
        rule: &RULE,
        agency: Some(agency.clone()),
        file: cells.first().map_or(String::new(), |cell| cell.file().to_owned()),
        cells,
        message: Bilingual::new(
            format!("{vi}: nội dung dài {length} ký tự, bảng tính tổng hợp chỉ chứa được phần đầu."),
            format!("{en}: the text has {length} characters; the workbook holds only its beginning."),
        ),
        fix: Bilingual::new(
            "Viết gọn nội dung của ô; xem đủ nội dung trong phụ lục của báo cáo hoặc data.json.",
            "Shorten the text of the cell; the annex of the report and data.json have it whole.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{CellRef, SheetKind, SheetRef};

    #[test]
    fn only_what_a_cell_cannot_hold_is_told() {
        let sheet = Arc::new(SheetRef { file: "a.ods".into(), sheet: "Biểu 01".into(), kind: SheetKind::Worksheet });
        let told = |letters: usize| {
            let text = Traced::from_cell("ề".repeat(letters), CellRef::new(&sheet, 6, 2));
            finding(&AgencyId::from("so-nv"), &text).map(|finding| finding.message.vi)
        };
        assert_eq!(told(CELL_LIMIT), None);
        assert!(told(CELL_LIMIT + 1).is_some_and(|message| message.contains("Biểu 01, C7: nội dung dài 32.768")));
    }
}
