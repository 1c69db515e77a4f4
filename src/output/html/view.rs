//! The state of a year as the template sees it.

use rustc_hash::FxHashMap;

use super::beyond_form::BeyondForm;
use super::changes::Changes;
use super::comparison::Comparison;
use super::findings::{Filters, Findings};
use super::{Surroundings, links};
use crate::check::number_of_findings;
use crate::compose::facts;
use crate::compose::numbers::{Count, Printed, Year, days, percent, plain};
use crate::merge::{AgencyReport, Submission};
use crate::model::{AgencyId, Finding, Severity};
use crate::status::{LevelStatus, SubmissionCounts, YearStatus};
use crate::vietnamese::{format_date, lower_first};

facts! {
    pub(super) struct Page<'a> {
        year: Year,
        today: String,
        deadline: String,
        days: Days,
        plan: Plan,
        issuer: &'a str,
        notice: &'a str,
        totals: Totals,
        levels: Vec<LevelRow>,
        missing: Vec<Body<'a>>,
        rejected: Vec<Body<'a>>,
        late: Vec<Body<'a>>,
        strangers: Vec<File<'a>>,
        changes: Changes<'a>,
        findings: Findings<'a>,
        comparison: Option<Comparison<'a>>,
        beyond_form: BeyondForm<'a>,
        filters: Filters<'a>,
        agencies: Vec<AgencyRow<'a>>,
        outputs: Vec<Output<'a>>,
        /// The folder of submissions.
        inputs: String,
    }
}

facts! {
    struct Days {
        text: String,
        passed: bool,
    }
}

facts! {
    struct Plan {
        name: String,
        subject: String,
    }
}

facts! {
    struct Totals {
        all: Count,
        reported: Count,
        /// `95,24%`; empty where nobody has to report.
        share: Printed,
        states: Vec<StateCount>,
    }
}

facts! {
    /// How submissions can stand, as a symbol and in words.
    struct State {
        key: &'static str,
        symbol: &'static str,
        words: &'static str,
    }
}

facts! {
    /// How many submissions stand so.
    struct StateCount {
        key: &'static str,
        symbol: &'static str,
        words: &'static str,
        count: Count,
    }
}

facts! {
    struct LevelRow {
        title: &'static str,
        all: Count,
        reported: Count,
        share: Printed,
        counts: Vec<StateCount>,
    }
}

facts! {
    struct Body<'a> {
        id: &'a str,
        name: &'a str,
        date: Option<String>,
        files: Vec<File<'a>>,
    }
}

facts! {
    /// A submission, and why it is not counted.
    struct File<'a> {
        path: &'a str,
        href: String,
        message: &'a str,
        fix: &'a str,
    }
}

facts! {
    struct AgencyRow<'a> {
        id: &'a str,
        name: &'a str,
        level: &'static str,
        state: State,
        symbol: &'a str,
        date: String,
        files: Vec<File<'a>>,
        /// `2 lỗi, 1 cảnh báo`; empty where there is nothing.
        counts: String,
        /// Links to the workbooks to send back.
        returned: Vec<String>,
    }
}

facts! {
    struct Output<'a> {
        name: &'a str,
        href: String,
        words: &'a str,
    }
}

/// What rows are made of again and again.
pub(super) struct Maker<'a> {
    pub(super) status: &'a YearStatus<'a>,
    surroundings: &'a Surroundings,
    year: i16,
}

impl<'a> Page<'a> {
    pub(super) fn new(status: &'a YearStatus<'a>, surroundings: &'a Surroundings) -> Self {
        let settings = &status.checked.consolidation().settings;
        let (plan, report) = (&settings.plan, &settings.report);
        let maker = Maker { status, surroundings, year: report.year };
        let bodies = |submission| status.bodies(submission).map(|report| maker.body(report)).collect();
        Self {
            year: report.year.into(),
            today: format_date(status.today),
            deadline: format_date(report.deadline),
            days: Days::new(status.days_left()),
            plan: Plan {
                name: format!("{} số {} ngày {}", titled(&plan.kind), plan.symbol, format_date(plan.date)),
                subject: lower_first(&plan.subject),
            },
            issuer: &report.issuer.name,
            notice: &report.notice,
            totals: Totals::new(&status.counts),
            levels: status.levels.iter().map(LevelRow::new).collect(),
            missing: bodies(Submission::Missing),
            rejected: bodies(Submission::Rejected),
            late: bodies(Submission::Late),
            strangers: status.strangers().map(|file| maker.file(&file.path)).collect(),
            changes: Changes::new(&maker),
            findings: Findings::new(&maker),
            comparison: Comparison::new(status.checked.consolidation()),
            beyond_form: BeyondForm::new(&maker),
            filters: Filters::new(status),
            agencies: maker.agencies(),
            outputs: surroundings
                .outputs
                .iter()
                .map(|(name, words)| Output { name, href: links::encoded(name), words })
                .collect(),
            inputs: links::inputs(report.year),
        }
    }
}

impl Days {
    fn new(left: i32) -> Self {
        let text = match left {
            1.. => format!("còn {} ngày", days(left.unsigned_abs())),
            0 => "hôm nay là hạn cuối".to_owned(),
            _ => format!("đã quá hạn {} ngày", days(left.unsigned_abs())),
        };
        Self { text, passed: left < 0 }
    }
}

impl Totals {
    fn new(counts: &SubmissionCounts) -> Self {
        Self {
            all: counts.total().into(),
            reported: counts.reported().into(),
            share: share(counts),
            states: states(counts),
        }
    }
}

impl LevelRow {
    fn new(level: &LevelStatus) -> Self {
        let counts = &level.counts;
        Self {
            title: level.level.words().0,
            all: counts.total().into(),
            reported: counts.reported().into(),
            share: share(counts),
            counts: states(counts),
        }
    }
}

impl<'a> Maker<'a> {
    /// The link to a submission.
    pub(super) fn link(&self, path: &str) -> String {
        links::submission(path, self.year, self.surroundings)
    }

    fn body(&self, report: &'a AgencyReport) -> Body<'a> {
        Body {
            id: report.body.id.as_str(),
            name: &report.body.name,
            date: report.date.as_ref().map(|date| format_date(*date.value())),
            files: report.files.iter().map(|path| self.file(path)).collect(),
        }
    }

    fn file(&self, path: &'a str) -> File<'a> {
        let reason = self.status.checked.rejection_reason(path);
        File {
            path,
            href: self.link(path),
            message: reason.map_or("", |finding| &finding.message.vi),
            fix: reason.map_or("", |finding| &finding.fix.vi),
        }
    }

    fn returned(&self, report: &AgencyReport) -> Vec<String> {
        let returns = &self.surroundings.returns;
        report.files.iter().filter_map(|file| returns.get(&**file)).map(|path| links::encoded(path)).collect()
    }

    fn agencies(&self) -> Vec<AgencyRow<'a>> {
        let mut findings: FxHashMap<&AgencyId, Vec<&Finding>> = FxHashMap::default();
        for finding in self.status.checked.findings() {
            if let Some(agency) = &finding.agency {
                findings.entry(agency).or_default().push(finding);
            }
        }
        self.status
            .checked
            .consolidation()
            .agencies
            .iter()
            .map(|report| AgencyRow {
                id: report.body.id.as_str(),
                name: &report.body.name,
                level: report.body.level.key(),
                state: state(report.submission),
                symbol: report.symbol.as_ref().map_or("", |symbol| symbol.value()),
                date: report.date.as_ref().map_or_else(String::new, |date| format_date(*date.value())),
                files: report.files.iter().map(|path| self.file(path)).collect(),
                counts: findings.get(&report.body.id).map_or_else(String::new, |own| in_words(own)),
                returned: self.returned(report),
            })
            .collect()
    }
}

/// `2 lỗi, 1 cảnh báo`.
fn in_words(findings: &[&Finding]) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Info].into_iter().filter_map(|severity| {
        let count = number_of_findings(findings.iter().copied().filter(|finding| finding.rule.severity == severity));
        (*count.value() > 0).then(|| format!("{} {}", plain(&count), severity.words().0.to_lowercase()))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// `95,24%`; empty where nobody has to report.
fn share(counts: &SubmissionCounts) -> Printed {
    counts.share().as_ref().map(percent).unwrap_or_default()
}

fn states(counts: &SubmissionCounts) -> Vec<StateCount> {
    let states = Submission::ALL.into_iter().map(state).zip(&counts.by_submission);
    states.map(|(State { key, symbol, words }, count)| StateCount { key, symbol, words, count: count.into() }).collect()
}

fn state(submission: Submission) -> State {
    let symbol = match submission {
        Submission::OnTime => "✓",
        Submission::Late => "!",
        Submission::Missing => "○",
        Submission::Rejected => "✕",
    };
    State { key: submission.key(), symbol, words: submission.vietnamese() }
}

/// `KẾ HOẠCH` as a name has it: `Kế hoạch`.
fn titled(kind: &str) -> String {
    let lower = kind.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
