//! V06 `outlier`, as a figure far from those of like bodies.

use super::explained::Explained;
use super::peers::{Peers, UNUSUAL};
use super::{cells, finding, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity, rounded};
use crate::vietnamese::format_decimal;

/// Counts below this vary by chance, or by how busy a place is.
const LARGE: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// A figure far above those of like bodies, though not by thousands.
pub(super) static RULE: Rule = Rule {
    code: "V06",
    kind: "outlier",
    severity: Severity::Warning,
    title: ("Số liệu khác hẳn các đơn vị cùng loại", "A figure far from those of like bodies"),
    meaning: (
        "Số liệu cao gấp hơn 10 lần mức thường gặp ở các đơn vị cùng loại.",
        "The figure is over ten times what like bodies usually report.",
    ),
    reason: (
        "Có thể nhập thừa chữ số; cũng có thể là đặc điểm thật của địa phương.",
        "There may be a digit too many; it may also be a real peculiarity.",
    ),
    example: ("191 hội nghị, trong khi các xã khác khoảng 10.", "191 meetings, where other communes have about 10."),
    remedy: (
        "Hỏi lại đơn vị nếu không rõ lý do; nếu nhầm, nhập lại số đúng.",
        "Ask the agency unless the reason is explained; if it is a slip, type the right figure.",
    ),
};

/// Figures far above those of like bodies, unless a plainer cause is told already.
pub(super) fn check<'a>(
    consolidation: &'a Consolidation,
    peers: &[Peers<'a>],
    explained: &mut Explained<'a>,
    findings: &mut Vec<Finding>,
) {
    for peers in peers {
        let (usual, limit) = (peers.median(), peers.upper_limit(UNUSUAL));
        for figure in &peers.figures {
            let value = *figure.value.value();
            if value < limit || !figure.is_money && value < LARGE || explained.covers(figure.key) {
                continue;
            }
            let place = place(figure.key, figure.value);
            let times = format_decimal(rounded(value.checked_div(usual).unwrap_or_default(), 0));
            let (said, usual) = (format_decimal(value), format_decimal(usual));
            let message = Bilingual::new(
                format!("{}: {said}, gấp {times} lần mức thường gặp ở các đơn vị cùng loại ({usual}).", place.vi()),
                format!("{}: {said}, {times} times the median of like bodies ({usual}).", place.en()),
            );
            let fix = Bilingual::new(
                format!("Hỏi lại đơn vị nếu không rõ lý do; nếu thừa chữ số, nhập lại số đúng thay cho {said}."),
                format!(
                    "Ask the agency unless the reason is explained; if there is a digit too many, type the right figure for {said}."
                ),
            );
            explained.note(figure.key);
            findings.push(finding(&RULE, consolidation, figure.key.agency, cells([figure.value]), message, fix));
        }
    }
}
