//! V22 `large_change`.

use super::both_years::{TwoYears, figures};
use super::explained::Explained;
use super::{cells, finding, place};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity};
use crate::vietnamese::format_decimal;

/// How many times the earlier figure, or which part of it, is a change to ask about.
const TIMES: i64 = 5;
/// Both figures below this are small numbers, which come and go.
const SMALL: i64 = 50;

/// A figure far from the body's own of the earlier year.
pub(super) static RULE: Rule = Rule {
    code: "V22",
    kind: "large_change",
    severity: Severity::Warning,
    title: ("Số liệu thay đổi lớn so với năm trước", "A large change against last year"),
    meaning: (
        "Số của đơn vị tăng hoặc giảm từ năm lần trở lên so với số của chính đơn vị năm trước.",
        "The body’s figure is five times its own of the earlier year or more, or a fifth or less.",
    ),
    reason: (
        "Có thể đúng, nhưng lãnh đạo sẽ hỏi vì sao; cũng có thể nhập thừa hoặc thiếu chữ số.",
        "It may be right, but will be asked about; or a digit is missing or too many.",
    ),
    example: ("Năm 2025: 1.250 trẻ; năm 2026: 125 trẻ.", "2025: 1,250 children; 2026: 125."),
    remedy: (
        "Hỏi lại đơn vị lý do; nếu nhầm, nhập lại số đúng.",
        "Ask the agency for the reason; if it is a slip, type the right figure.",
    ),
};

/// Figures far above or below those of the earlier year, unless something is wrong with them already.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &Explained<'a>, findings: &mut Vec<Finding>) {
    let Some(comparison) = &consolidation.comparison else { return };
    for figure in figures(consolidation, comparison) {
        if !is_large(&figure) || explained.covers(figure.key) {
            continue;
        }
        let place = place(figure.key, figure.now);
        let (before, now) = (format_decimal(*figure.before.value()), format_decimal(*figure.now.value()));
        let (vi, en) = if figure.has_grown() { ("tăng", "up") } else { ("giảm", "down") };
        let year = comparison.earlier.year;
        let message = Bilingual::new(
            format!("{}: {now}, {vi} nhiều so với {before} năm {year}.", place.vi()),
            format!("{}: {now}, {en} from {before} in {year}.", place.en()),
        );
        let fix = Bilingual::new(
            "Hỏi lại đơn vị lý do tăng, giảm; nếu nhầm, nhập lại số đúng.",
            "Ask the agency for the reason; if it is a slip, type the right figure.",
        );
        findings.push(finding(&RULE, consolidation, figure.key.agency, cells([figure.now]), message, fix));
    }
}

fn is_large(figure: &TwoYears<'_>) -> bool {
    let (before, now) = (*figure.before.value(), *figure.now.value());
    if before.max(now) < Decimal::from(SMALL) || before.is_zero() {
        return false;
    }
    now.is_zero() || figure.times().is_some_and(|times| times >= Decimal::from(TIMES))
}
