//! V21 `unit_jump`.

use super::both_years::{TwoYears, figures};
use super::explained::Explained;
use super::{cells, finding, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// From so many times on another unit is likelier than a change: between 10² and 10³, as against other bodies.
const FACTOR: i64 = 300;

/// A figure a thousand or a million times the body's own of the earlier year, or that part of it.
pub(super) static RULE: Rule = Rule {
    code: "V21",
    kind: "unit_jump",
    severity: Severity::Error,
    title: ("Số liệu khác năm trước hàng trăm lần trở lên", "A figure hundreds of times that of last year"),
    meaning: (
        "Số của đơn vị gấp khoảng 1.000 hoặc 1.000.000 lần, hoặc chỉ bằng chừng ấy phần, số của chính đơn vị năm trước.",
        "The body’s figure is about 1,000 or 1,000,000 times its own of the earlier year, or that part of it.",
    ),
    reason: (
        "Thường do đổi đơn vị tính (đồng, nghìn đồng, triệu đồng) hoặc sai dấu phân cách; làm sai tổng chung.",
        "Mostly another unit (đồng, nghìn đồng, triệu đồng) or a wrong separator; it ruins the overall total.",
    ),
    example: ("Năm 2025: 2.114; năm 2026: 2.114.000.", "2025: 2,114; 2026: 2,114,000."),
    remedy: (
        "Hỏi lại đơn vị; nếu nhầm đơn vị tính, nhập lại số đúng.",
        "Ask the agency; if it is a slip of units, type the right figure.",
    ),
};

/// Figures hundreds of times those of the earlier year, unless something is wrong with them already.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &mut Explained<'a>, findings: &mut Vec<Finding>) {
    let Some(comparison) = &consolidation.comparison else { return };
    for figure in figures(consolidation, comparison) {
        if !is_jump(&figure) || explained.covers(figure.key) {
            continue;
        }
        explained.note(figure.key);
        let place = place(figure.key, figure.now);
        let (before, now) = (format_decimal(*figure.before.value()), format_decimal(*figure.now.value()));
        let year = comparison.earlier.year;
        let message = Bilingual::new(
            format!("{}: {now}, trong khi năm {year} chính đơn vị báo cáo {before}.", place.vi()),
            format!("{}: {now}, where in {year} the body itself reported {before}.", place.en()),
        );
        let fix = Bilingual::new(
            "Hỏi lại đơn vị; nếu số ghi theo đơn vị tính khác thì nhập lại theo đơn vị tính của biểu mẫu.",
            "Ask the agency; if the figure is in another unit, type it in that of the form.",
        );
        findings.push(finding(&RULE, consolidation, figure.key.agency, cells([figure.now]), message, fix));
    }
}

/// Whether a figure is so far from that of the earlier year that its unit is in doubt.
fn is_jump(figure: &TwoYears<'_>) -> bool {
    figure.times().is_some_and(|times| times >= Decimal::from(FACTOR))
}
