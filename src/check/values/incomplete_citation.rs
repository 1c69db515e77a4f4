//! V17 `incomplete_citation`.

use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};
use crate::vietnamese::{IncompleteCitation, incomplete_citations};

/// A document that the office's own texts cite without its number or without its day.
pub(super) static RULE: Rule = Rule {
    code: "V17",
    kind: "incomplete_citation",
    severity: Severity::Info,
    title: ("Viện dẫn văn bản thiếu số hoặc ngày", "A document cited without its number or day"),
    meaning: (
        "Kế hoạch, mẫu báo cáo hoặc nhận xét viện dẫn một văn bản mà không nơi nào trong đó ghi đủ số, ký hiệu và ngày.",
        "The plan, a template or the commentary cites a document, and nowhere in it stand its number and its day.",
    ),
    reason: (
        "Số văn bản của Đảng đánh lại từ đầu theo nhiệm kỳ: có hai Kết luận số 51-KL/TW (30/5/2019 và 17/6/2026). Lần đầu viện \
         dẫn phải ghi đủ loại, số, ký hiệu và ngày (Nghị định 30/2020/NĐ-CP).",
        "Numbers of Party documents begin anew with a term: there are two Kết luận số 51-KL/TW. The first citation has type, number, \
         symbol and day (decree 30/2020).",
    ),
    example: (
        "“Kết luận số 51-KL/TW” mà không ghi ngày 30/5/2019.",
        "“Kết luận số 51-KL/TW” without its day, 30/5/2019.",
    ),
    remedy: (
        "Ghi ngày của văn bản ở lần viện dẫn đầu; văn bản do cấp trên ban hành thì giữ nguyên, và ghi đủ trong báo cáo.",
        "Give its day where it is cited first; leave a superior’s text as it is, and cite in full in the report.",
    ),
};

/// Citations that a message names.
const NAMED: usize = 8;

/// One finding for each text with citations that are not complete.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for text in &consolidation.settings.own_texts {
        let citations = incomplete_citations(&text.text);
        if citations.is_empty() {
            continue;
        }
        let named = |say: &dyn Fn(&IncompleteCitation) -> String| {
            citations.iter().take(NAMED).map(say).collect::<Vec<_>>().join("; ")
        };
        let vi = named(&|citation| {
            let lacks = if citation.has_number { "không có ngày" } else { "không có số và ngày" };
            format!("“{}” (dòng {}, {lacks})", citation.words, citation.line)
        });
        let en = named(&|citation| {
            let lacks = if citation.has_number { "no day" } else { "no number and day" };
            format!("“{}” (line {}, {lacks})", citation.words, citation.line)
        });
        let (more_vi, more_en) = match citations.len().saturating_sub(NAMED) {
            0 => (String::new(), String::new()),
            others => (format!("; và {others} văn bản khác"), format!("; and {others} others")),
        };
        let message = Bilingual::new(
            format!("{}: viện dẫn văn bản chưa đủ: {vi}{more_vi}.", text.file),
            format!("{}: documents are not cited in full: {en}{more_en}.", text.file),
        );
        let fix = Bilingual::new(
            "Ghi đủ số, ký hiệu và ngày của văn bản ở lần viện dẫn đầu; lời của cấp trên thì giữ nguyên.",
            "Give number, symbol and day where it is cited first; leave a superior’s words as they are.",
        );
        findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
    }
}
