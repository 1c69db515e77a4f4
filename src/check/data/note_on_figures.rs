//! D32 `note_on_figures`.

use crate::config::ReportSettings;
use crate::merge::{AgencyNote, Consolidation};
use crate::model::{Bilingual, Finding, Rule, Severity};
use crate::vietnamese::fold;

/// A remark that bears on figures. The body says what its figures cover, or how exact they are.
pub(super) static RULE: Rule = Rule {
    code: "D32",
    kind: "note_on_figures",
    severity: Severity::Warning,
    title: ("Ghi chú của đơn vị về số liệu", "A remark that bears on figures"),
    meaning: (
        "Đơn vị ghi ngoài các ô số rằng số liệu mới tính đến một ngày, chưa đủ hoặc mới là ước tính.",
        "Beside its figures the body says up to which day they count, that they lack something, or that they are estimates.",
    ),
    reason: (
        "Số liệu vẫn được tính như đã ghi; người đọc báo cáo không thấy ghi chú này.",
        "The figures are counted as written; whoever reads the report does not see the remark.",
    ),
    example: ("“Ghi chú: số liệu tính đến ngày 15/11”.", "“Ghi chú: số liệu tính đến ngày 15/11”."),
    remedy: (
        "Đề nghị đơn vị bổ sung số liệu đủ kỳ; nếu không kịp, nêu trong báo cáo.",
        "Ask the body for figures of the whole period; otherwise say it in the report.",
    ),
};

/// Letters of a remark that a message quotes.
const QUOTED: usize = 200;

/// The remarks that bear on figures; one that names the day up to which everybody counts says what is expected.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let report = &consolidation.settings.report;
    let telling = consolidation.notes.iter().filter(|own| own.note.bears_on_figures());
    findings.extend(telling.filter(|own| !names_cut_off(own.note.text.value(), report)).map(finding));
}

fn finding(own: &AgencyNote) -> Finding {
    let text = own.note.text.value();
    let quoted: String = text.chars().take(QUOTED).collect();
    let cells: Vec<_> = own.note.text.cell().into_iter().cloned().collect();
    let place = cells.first().map_or(String::new(), |cell| format!("“{}”, {}", cell.sheet(), cell.address()));
    Finding {
        rule: &RULE,
        agency: Some(own.agency.clone()),
        file: cells.first().map_or(String::new(), |cell| cell.file().to_owned()),
        message: Bilingual::new(
            format!("Trang {place}: đơn vị ghi chú về số liệu: “{quoted}”."),
            format!("Sheet {place}: a remark bears on the figures: “{quoted}”."),
        ),
        fix: Bilingual::new(
            "Bổ sung cho đủ số liệu của kỳ báo cáo rồi bỏ ghi chú; nếu số liệu đã đủ thì chỉ cần bỏ ghi chú.",
            "Complete the figures for the whole period and take the remark out; if they are complete, only take it out.",
        ),
        cells,
    }
}

/// Whether a remark only says that figures are up to the day that the settings ask for: `tính đến 30/11`.
fn names_cut_off(text: &str, report: &ReportSettings) -> bool {
    let (day, month, year) = (report.cut_off.day(), report.cut_off.month(), report.cut_off.year());
    let folded = fold(text);
    let figures: Vec<i32> = folded.split(' ').filter_map(|word| word.parse().ok()).collect();
    let dates = [vec![i32::from(day), i32::from(month)], vec![i32::from(day), i32::from(month), i32::from(year)]];
    folded.contains("tinh den") && dates.contains(&figures)
}
