//! V01 `total_mismatch`.

use super::{Place, finding};
use crate::merge::Consolidation;
use crate::model::{Bilingual, Decimal, Finding, Rule, Severity, Traced};
use crate::vietnamese::format_decimal;

/// Rounding of amounts in triệu đồng that is no mistake.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// A total that is not the sum of its parts. The total an agency wrote differs from the sum of its own lines.
pub(super) static RULE: Rule = Rule {
    code: "V01",
    kind: "total_mismatch",
    severity: Severity::Error,
    title: ("Tổng không bằng các phần", "A total that is not the sum of its parts"),
    meaning: (
        "Dòng cộng do đơn vị ghi khác tổng của các dòng thành phần.",
        "The total an agency wrote differs from the sum of its own lines.",
    ),
    reason: (
        "Một trong các số đã ghi là sai; báo cáo dùng tổng tính lại từ các phần.",
        "One of the figures is wrong; the report uses the sum of the parts.",
    ),
    example: ("III.1 ghi 950, hai dòng thành phần cộng lại được 900.", "III.1 says 950, its two lines add up to 900."),
    remedy: ("Sửa dòng cộng hoặc dòng thành phần cho khớp.", "Correct the total or its parts."),
};

/// The totals that agencies wrote, against their own lines.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    for summary in consolidation.funding.iter().filter(|summary| !summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            let Some(written) = &entry.written else { continue };
            compare(
                consolidation,
                findings,
                Place { agency: &entry.agency, row: summary.line.id.as_str(), field: "Dự toán giao" },
                written.allocated.as_ref(),
                entry.allocated.as_ref(),
            );
            compare(
                consolidation,
                findings,
                Place { agency: &entry.agency, row: summary.line.id.as_str(), field: "Đã thực hiện" },
                written.spent.as_ref(),
                entry.spent.as_ref(),
            );
        }
    }
}

fn compare(
    consolidation: &Consolidation,
    findings: &mut Vec<Finding>,
    place: Place<'_>,
    written: Option<&Traced<Decimal>>,
    computed: Option<&Traced<Decimal>>,
) {
    let (Some(written), Some(computed)) = (written, computed) else { return };
    if (*written.value() - *computed.value()).abs() <= ROUNDING {
        return;
    }
    let (said, sum) = (format_decimal(*written.value()), format_decimal(*computed.value()));
    let message = Bilingual::new(
        format!("{}: đơn vị ghi {said}, các dòng thành phần cộng lại được {sum}; báo cáo dùng {sum}.", place.vi()),
        format!("{}: the total says {said}, its lines add up to {sum}; the report uses {sum}.", place.en()),
    );
    let fix = Bilingual::new(
        format!("Nếu các dòng thành phần đúng, sửa ô này thành {sum}; nếu không, sửa dòng thành phần."),
        format!("If the lines are right, change this cell to {sum}; if not, correct the lines."),
    );
    findings.push(finding(&RULE, consolidation, place.agency, written.cell(), message, fix));
}
