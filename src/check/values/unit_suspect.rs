//! V05 `unit_suspect`.

use super::peers::{Figure, figures_by_kind, median};
use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// So many times the usual is another unit and no longer a large body: between 10² and 10³.
const FACTOR: i64 = 300;

/// An amount that looks off by its unit. The amount is about 1,000 or 1,000,000 times what like bodies report.
pub(super) static RULE: Rule = Rule {
    code: "V05",
    kind: "unit_suspect",
    severity: Severity::Error,
    title: ("Số tiền có vẻ sai đơn vị tính", "An amount that looks off by its unit"),
    meaning: (
        "Số tiền gấp khoảng 1.000 hoặc 1.000.000 lần mức của các đơn vị cùng loại.",
        "The amount is about 1,000 or 1,000,000 times what like bodies report.",
    ),
    reason: (
        "Nhập đồng hoặc nghìn đồng thay cho triệu đồng làm sai hẳn tổng toàn tỉnh.",
        "đồng or nghìn đồng for triệu đồng ruins the province’s total.",
    ),
    example: (
        "2.114.000 ở cột triệu đồng, các đơn vị khác khoảng 2.000.",
        "2,114,000 in a column of triệu đồng, where others have about 2,000.",
    ),
    remedy: (
        "Hỏi lại đơn vị; nếu nhầm, nhập lại bằng triệu đồng.",
        "Ask the agency; if it is a slip, type it in triệu đồng.",
    ),
};

/// Amounts hundreds of times those of like bodies.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for peers in figures_by_kind(consolidation).iter().filter(|peers| peers.is_money) {
        let Some(usual) = median(&peers.figures) else { continue };
        for figure in peers.figures.iter().filter(|figure| is_suspect(figure, usual)) {
            let place = Place { agency: figure.agency, row: peers.row, field: peers.field };
            let (said, usual) = (format_decimal(*figure.value.value()), format_decimal(usual));
            let message = Bilingual::new(
                format!(
                    "{}: {said} triệu đồng, trong khi mức giữa của các đơn vị cùng loại là {usual} triệu đồng.",
                    place.vi()
                ),
                format!("{}: {said} triệu đồng, where the median of like bodies is {usual}.", place.en()),
            );
            let fix = Bilingual::new(
                "Hỏi lại đơn vị; nếu số ghi bằng đồng hoặc nghìn đồng thì nhập lại bằng triệu đồng.",
                "Ask the agency; if it is in đồng or nghìn đồng, type it in triệu đồng.",
            );
            findings.push(finding(&RULE, consolidation, figure.agency, figure.value.cell(), message, fix));
        }
    }
}

/// Whether a figure is so far from the usual that its unit is in doubt.
pub(super) fn is_suspect(figure: &Figure<'_>, usual: Decimal) -> bool {
    usual > Decimal::ZERO && *figure.value.value() > usual.saturating_mul(Decimal::from(FACTOR))
}
