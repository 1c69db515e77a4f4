//! The state of a year as the template sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::Changes;
use super::comparison::Comparison;
use super::findings::{Filters, Findings};
use super::{Surroundings, links};
use crate::config::Level;
use crate::merge::{AgencyReport, Submission};
use crate::model::{AgencyId, Severity, percent_of, round_percent};
use crate::status::{LevelStatus, YearStatus};
use crate::vietnamese::{format_date, format_decimal, lower_first};

#[derive(Serialize)]
pub(super) struct Page<'a> {
    year: i16,
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
    filters: Filters<'a>,
    agencies: Vec<AgencyRow<'a>>,
    outputs: Vec<Output<'a>>,
    /// The folder of submissions.
    inputs: String,
}

#[derive(Serialize)]
struct Days {
    text: String,
    passed: bool,
}

#[derive(Serialize)]
struct Plan {
    name: String,
    subject: String,
}

#[derive(Serialize)]
struct Totals {
    all: usize,
    reported: usize,
    /// `95,24%`; empty where nobody has to report.
    share: String,
    states: Vec<State>,
}

/// How submissions can stand, as a symbol and in words.
#[derive(Serialize)]
struct State {
    key: &'static str,
    symbol: &'static str,
    words: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct LevelRow {
    title: &'static str,
    all: usize,
    reported: usize,
    share: String,
    counts: Vec<State>,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    name: &'a str,
    date: Option<String>,
    files: Vec<File<'a>>,
}

/// A submission, and why it is not counted.
#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    href: String,
    message: &'a str,
    fix: &'a str,
}

#[derive(Serialize)]
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

#[derive(Serialize)]
struct Output<'a> {
    name: &'a str,
    href: String,
    words: &'a str,
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
            year: report.year,
            today: format_date(status.today),
            deadline: format_date(report.deadline),
            days: Days::new(status.days_left()),
            plan: Plan {
                name: format!("{} số {} ngày {}", titled(&plan.kind), plan.symbol, format_date(plan.date)),
                subject: lower_first(&plan.subject),
            },
            issuer: &report.issuer.name,
            notice: &report.notice,
            totals: Totals::new(status),
            levels: status.levels.iter().map(LevelRow::new).collect(),
            missing: bodies(Submission::Missing),
            rejected: bodies(Submission::Rejected),
            late: bodies(Submission::Late),
            strangers: status.strangers().map(|file| maker.file(&file.path)).collect(),
            changes: Changes::new(&maker),
            findings: Findings::new(&maker),
            comparison: Comparison::new(status.checked.consolidation()),
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
            1.. => format!("còn {left} ngày"),
            0 => "hôm nay là hạn cuối".to_owned(),
            _ => format!("đã quá hạn {} ngày", left.unsigned_abs()),
        };
        Self { text, passed: left < 0 }
    }
}

impl Totals {
    fn new(status: &YearStatus<'_>) -> Self {
        let mut counts = [0; 4];
        for level in &status.levels {
            counts.iter_mut().zip(level.counts).for_each(|(sum, count)| *sum += count);
        }
        let (all, reported) = (counts.iter().sum(), reported(&counts));
        Self { all, reported, share: share(reported, all), states: states(counts) }
    }
}

impl LevelRow {
    fn new(level: &LevelStatus) -> Self {
        let (all, reported) = (level.total(), reported(&level.counts));
        Self { title: level.level.words().0, all, reported, share: share(reported, all), counts: states(level.counts) }
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
        let mut counts: BTreeMap<&AgencyId, [usize; 3]> = BTreeMap::new();
        for finding in self.status.checked.findings() {
            if let Some(agency) = &finding.agency {
                counts.entry(agency).or_default()[finding.rule.severity as usize] += 1;
            }
        }
        let listed = |id: &AgencyId| {
            let counts = counts.get(id).copied().unwrap_or_default();
            let severities = [Severity::Error, Severity::Warning, Severity::Info];
            let words = severities.into_iter().zip(counts).filter(|(_, count)| *count > 0);
            words
                .map(|(severity, count)| format!("{count} {}", severity.words().0.to_lowercase()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        self.status
            .checked
            .consolidation()
            .agencies
            .iter()
            .map(|report| AgencyRow {
                id: report.body.id.as_str(),
                name: &report.body.name,
                level: level_key(report.body.kind.level()),
                state: state(report.submission, 1),
                symbol: report.symbol.as_ref().map_or("", |symbol| symbol.value()),
                date: report.date.as_ref().map_or_else(String::new, |date| format_date(*date.value())),
                files: report.files.iter().map(|path| self.file(path)).collect(),
                counts: listed(&report.body.id),
                returned: self.returned(report),
            })
            .collect()
    }
}

fn reported(counts: &[usize; 4]) -> usize {
    Submission::ALL.iter().zip(counts).filter(|(submission, _)| submission.is_counted()).map(|(_, count)| count).sum()
}

fn share(part: usize, whole: usize) -> String {
    percent_of(part.into(), whole.into())
        .map_or_else(String::new, |value| format!("{}%", format_decimal(round_percent(value))))
}

fn states(counts: [usize; 4]) -> Vec<State> {
    Submission::ALL.into_iter().zip(counts).map(|(submission, count)| state(submission, count)).collect()
}

fn state(submission: Submission, count: usize) -> State {
    let symbol = match submission {
        Submission::OnTime => "✓",
        Submission::Late => "!",
        Submission::Missing => "○",
        Submission::Rejected => "✕",
    };
    State { key: submission.key(), symbol, words: submission.vietnamese(), count }
}

pub(super) fn level_key(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
    }
}

/// `KẾ HOẠCH` as a name has it: `Kế hoạch`.
fn titled(kind: &str) -> String {
    let lower = kind.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
