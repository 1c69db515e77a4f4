//! V17 `incomplete_citation`.

use crate::merge::Consolidation;
use crate::model::{Bilingual, Finding, Rule, Severity};
use crate::vietnamese::incomplete_citations;

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

/// The citations that are not complete, text by text.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for text in &consolidation.settings.own_texts {
        for citation in incomplete_citations(&text.text) {
            let (file, line, words) = (&text.file, citation.line, &citation.words);
            let (vi, en) = if citation.has_number {
                ("không có ngày", "without its day")
            } else {
                ("không có số và ngày", "without number and day")
            };
            let message = Bilingual::new(
                format!("{file}, dòng {line}: viện dẫn “{words}” {vi}."),
                format!("{file}, line {line}: “{words}” is cited {en}."),
            );
            let fix = Bilingual::new(
                "Ghi đủ số, ký hiệu và ngày của văn bản ở lần viện dẫn đầu; lời của cấp trên thì giữ nguyên.",
                "Give number, symbol and day where it is cited first; leave a superior’s words as they are.",
            );
            findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
        }
    }
}
