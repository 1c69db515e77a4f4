//! V15 `unaddressed_request`.

use crate::merge::{Addressee, Consolidation};
use crate::model::{Bilingual, Finding, Rule, Severity};

/// Letters of a request that a message quotes.
const QUOTED: usize = 120;

/// A request that does not tell whom it is addressed to.
pub(super) static RULE: Rule = Rule {
    code: "V15",
    kind: "unaddressed_request",
    severity: Severity::Info,
    title: ("Kiến nghị không rõ gửi cơ quan nào", "A request to nobody in particular"),
    meaning: (
        "Lời đề xuất, kiến nghị không nêu cơ quan xem xét, hoặc nêu bằng tên mà cài đặt không có.",
        "The words name nobody who is to act, or somebody whom the settings do not know.",
    ),
    reason: (
        "Kiến nghị đứng riêng ở cuối báo cáo đầy đủ và không có trong bản gửi Bộ, vì không biết ai giải quyết.",
        "It stands apart at the end of the full report and is not in the Ministry’s, as nobody is known to act on it.",
    ),
    example: ("“Đề nghị tăng cường bồi dưỡng đội ngũ.”", "“More training for the staff, please.”"),
    remedy: (
        "Hỏi lại đơn vị kiến nghị ai, hoặc thêm cách viết tên cơ quan vào aliases trong agencies.toml.",
        "Ask the body whom it means, or add the spelling to the aliases in agencies.toml.",
    ),
};

/// One finding for the same words, with the first body that says them.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for request in consolidation.requests.iter().filter(|request| request.addressee == Addressee::Unknown) {
        let Some((agency, _)) = request.from.first() else { continue };
        let name = consolidation.agency(agency.as_str()).map_or(agency.as_str(), |report| report.body.name.as_str());
        let quoted = match request.text.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("{}…", &request.text[..end]),
            None => request.text.clone(),
        };
        let (vi, en) = match request.from.len() - 1 {
            0 => (String::new(), String::new()),
            others => (format!(" và {others} đơn vị khác"), format!(" and {others} other bodies")),
        };
        let message = Bilingual::new(
            format!("“{quoted}” ({name}{vi}): không rõ kiến nghị cơ quan nào."),
            format!("“{quoted}” ({name}{en}): it does not tell whom it is addressed to."),
        );
        let fix = Bilingual::new(
            "Hỏi lại đơn vị kiến nghị ai; tên viết tắt mà chương trình không biết thì thêm vào aliases trong agencies.toml.",
            "Ask the body whom it means; add a short name that is not known to the aliases in agencies.toml.",
        );
        // Of all that say it: no body's workbook goes back to it for this alone.
        findings.push(Finding { rule: &RULE, agency: None, file: String::new(), cells: Vec::new(), message, fix });
    }
}
