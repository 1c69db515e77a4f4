//! V11 `same_figures`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::finding;
use crate::config::Aggregation;
use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, Decimal, Finding, Rule, Severity};

/// Fewer equal figures than this are chance.
const ENOUGH: usize = 5;

/// Two bodies with the very same figures. All indicators of two bodies are equal.
pub(super) static RULE: Rule = Rule {
    code: "V11",
    kind: "same_figures",
    severity: Severity::Warning,
    title: ("Hai đơn vị có số liệu giống hệt nhau", "Two bodies with the very same figures"),
    meaning: ("Mọi chỉ tiêu của hai đơn vị trùng nhau.", "All indicators of two bodies are equal."),
    reason: (
        "Thường do chép tệp của đơn vị khác mà chưa sửa.",
        "Usually a file copied from another body and not changed.",
    ),
    example: ("Hai xã gửi cùng một tệp.", "Two communes sent the same file."),
    remedy: ("Xác nhận lại với cả hai đơn vị.", "Ask both bodies."),
};

/// Bodies whose indicators are all equal.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let mut figures: FxHashMap<&AgencyId, Vec<(usize, Decimal)>> = FxHashMap::default();
    for (index, summary) in consolidation.indicators.iter().enumerate() {
        if summary.indicator.aggregation != Aggregation::Sum {
            continue;
        }
        for entry in &summary.entries {
            let actual = entry.record.actual.as_ref().map(|actual| actual.value().normalize());
            if let Some(actual) = actual.filter(|actual| !actual.is_zero()) {
                figures.entry(&entry.agency).or_default().push((index, actual));
            }
        }
    }
    let mut first_with: BTreeMap<Vec<(usize, Decimal)>, &AgencyId> = BTreeMap::new();
    for report in &consolidation.agencies {
        let Some(own) = figures.remove(&report.body.id).filter(|own| own.len() >= ENOUGH) else { continue };
        let Some(other) = first_with.get(&own) else {
            first_with.insert(own, &report.body.id);
            continue;
        };
        let other = consolidation.agency(other.as_str()).map_or(other.to_string(), |report| report.body.name.clone());
        let name = &report.body.name;
        let message = Bilingual::new(
            format!("Mọi chỉ tiêu của {name} giống hệt {other}."),
            format!("All indicators of {name} equal those of {other}."),
        );
        let fix = Bilingual::new(
            "Xác nhận với cả hai đơn vị; có thể một tệp được chép mà chưa sửa.",
            "Ask both bodies; one file may be a copy that was not changed.",
        );
        findings.push(finding(&RULE, consolidation, &report.body.id, None, message, fix));
    }
}
