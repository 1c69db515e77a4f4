//! The findings and the filters over them, as the template sees them.

use super::view::Maker;
use crate::check::number_of_findings;
use crate::compose::facts;
use crate::compose::numbers::{Count, plain};
use crate::model::{AgencyId, Finding, Language, Origin, Severity, Traced};
use crate::status::{FindingGroup, YearStatus};
use rustc_hash::FxHashSet;

/// Cells of a finding that are named; more are counted.
const CELLS_NAMED: usize = 12;

facts! {
    pub(super) struct Findings<'a> {
        total: Count,
        severities: Vec<SeverityCount>,
        groups: Vec<Group<'a>>,
    }
}

facts! {
    struct SeverityCount {
        key: &'static str,
        symbol: &'static str,
        words: &'static str,
        meaning: &'static str,
        count: Count,
    }
}

facts! {
    struct Group<'a> {
        code: &'static str,
        severity: &'static str,
        symbol: &'static str,
        words: &'static str,
        title: &'static str,
        meaning: &'static str,
        reason: &'static str,
        findings: Vec<FindingRow<'a>>,
    }
}

facts! {
    struct FindingRow<'a> {
        agency: &'a str,
        agency_id: &'a str,
        level: &'static str,
        path: &'a str,
        href: String,
        sheet: &'a str,
        cells: String,
        message: &'a str,
        fix: &'a str,
    }
}

facts! {
    /// What the reader can choose from.
    pub(super) struct Filters<'a> {
        kinds: Vec<Choice<'a>>,
        levels: Vec<Choice<'a>>,
        agencies: Vec<Choice<'a>>,
    }
}

facts! {
    struct Choice<'a> {
        key: &'a str,
        words: String,
    }
}

impl<'a> Findings<'a> {
    pub(super) fn new(maker: &Maker<'a>) -> Self {
        let status = maker.status;
        let severities = [
            (Severity::Error, "cần xử lý trước khi trình ký"),
            (Severity::Warning, "đã tính, nên kiểm tra"),
            (Severity::Info, "để biết"),
        ];
        let severities = severities.into_iter().map(|(severity, meaning)| SeverityCount {
            key: severity.key(),
            symbol: symbol(severity),
            words: severity.words().0,
            meaning,
            count: status.findings(severity).into(),
        });
        Self {
            total: number_of_findings(status.checked.findings()).into(),
            severities: severities.collect(),
            groups: status.groups.iter().map(|group| Group::new(group, maker)).collect(),
        }
    }
}

impl<'a> Group<'a> {
    fn new(group: &FindingGroup<'a>, maker: &Maker<'a>) -> Self {
        let rule = group.rule;
        Self {
            code: rule.code,
            severity: rule.severity.key(),
            symbol: symbol(rule.severity),
            words: rule.severity.words().0,
            title: rule.title.0,
            meaning: rule.meaning.0,
            reason: rule.reason.0,
            findings: group.findings.iter().map(|finding| FindingRow::new(finding, maker)).collect(),
        }
    }
}

impl<'a> FindingRow<'a> {
    fn new(finding: &'a Finding, maker: &Maker<'a>) -> Self {
        let report = finding.agency.as_ref().and_then(|id| maker.status.checked.consolidation().agency(id.as_str()));
        Self {
            agency: report.map_or("", |report| report.body.name.as_str()),
            agency_id: report.map_or("", |report| report.body.id.as_str()),
            level: report.map_or("", |report| report.body.level.key()),
            path: &finding.file,
            href: maker.link(&finding.file),
            sheet: finding.cells.first().map_or("", |cell| cell.sheet()),
            cells: named_cells(finding),
            message: &finding.message.vi,
            fix: &finding.fix.vi,
        }
    }
}

impl<'a> Filters<'a> {
    pub(super) fn new(status: &'a YearStatus<'a>) -> Self {
        let kind = |group: &FindingGroup<'_>| Choice {
            key: group.rule.code,
            words: format!("{} {}", group.rule.code, group.rule.title.0),
        };
        // A choice that shows nothing is none.
        let concerned: FxHashSet<&AgencyId> =
            status.checked.findings().iter().filter_map(|finding| finding.agency.as_ref()).collect();
        let with_findings: Vec<_> = status
            .checked
            .consolidation()
            .agencies
            .iter()
            .filter(|report| concerned.contains(&report.body.id))
            .collect();
        let levels = status
            .levels
            .iter()
            .map(|level| level.level)
            .filter(|level| with_findings.iter().any(|report| report.body.level == *level));
        Self {
            kinds: status.groups.iter().map(kind).collect(),
            levels: levels.map(|level| Choice { key: level.key(), words: level.words().0.to_owned() }).collect(),
            agencies: with_findings
                .into_iter()
                .map(|report| Choice { key: report.body.id.as_str(), words: report.body.name.clone() })
                .collect(),
        }
    }
}

/// `C7`, `C7, C9`; `C7, C9 … và 12 ô khác`.
fn named_cells(finding: &Finding) -> String {
    let named: Vec<String> =
        finding.cells.iter().take(CELLS_NAMED).map(|cell| cell.name(Language::Vietnamese)).collect();
    let others = Traced::number(finding.cells.iter().skip(CELLS_NAMED).cloned().map(Origin::Cell).collect());
    match others.value() {
        0 => named.join(", "),
        _ => format!("{} … và {} ô khác", named.join(", "), plain(&others)),
    }
}

fn symbol(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕",
        Severity::Warning => "!",
        Severity::Info => "i",
    }
}
