//! V06 `outlier`.

use super::peers::{figures_by_kind, median, quartiles};
use super::unit_suspect::is_suspect;
use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// How many interquartile ranges above the upper quartile a figure has to lie, and how many times the median.
const RANGES: i64 = 6;
const TIMES: i64 = 10;

/// A figure far from those of like bodies. The figure is far above what like bodies report.
pub(super) static RULE: Rule = Rule {
    code: "V06",
    kind: "outlier",
    severity: Severity::Info,
    title: ("Số liệu khác hẳn các đơn vị cùng loại", "A figure far from those of like bodies"),
    meaning: (
        "Số liệu cao hơn hẳn mức chung của các đơn vị cùng loại.",
        "The figure is far above what like bodies report.",
    ),
    reason: (
        "Có thể nhập thừa chữ số; cũng có thể là đặc điểm thật của địa phương.",
        "A digit too many, or a real peculiarity.",
    ),
    example: ("1.910 hội nghị, các xã khác khoảng 10.", "1,910 meetings, where other communes have about 10."),
    remedy: ("Hỏi lại đơn vị nếu không rõ lý do.", "Ask the agency unless the reason is known."),
};

/// Figures far above those of like bodies, unless their unit is in doubt already.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for peers in figures_by_kind(consolidation) {
        let (Some(usual), Some((lower, upper))) = (median(&peers.figures), quartiles(&peers.figures)) else { continue };
        let limit = upper
            .saturating_add((upper - lower).saturating_mul(Decimal::from(RANGES)))
            .max(usual.saturating_mul(Decimal::from(TIMES)));
        for figure in peers.figures.iter().filter(|figure| *figure.value.value() > limit) {
            if peers.is_money && is_suspect(figure, usual) {
                continue;
            }
            let place = Place { agency: figure.agency, row: peers.row, field: peers.field };
            let (said, usual) = (format_decimal(*figure.value.value()), format_decimal(usual));
            let message = Bilingual::new(
                format!("{}: {said}, trong khi mức giữa của các đơn vị cùng loại là {usual}.", place.vi()),
                format!("{}: {said}, where the median of like bodies is {usual}.", place.en()),
            );
            let fix = Bilingual::new(
                "Hỏi lại đơn vị nếu không rõ lý do; nếu nhầm, nhập lại số đúng.",
                "Ask the agency unless the reason is known; if it is a slip, type the right figure.",
            );
            findings.push(finding(&RULE, consolidation, figure.agency, figure.value.cell(), message, fix));
        }
    }
}
