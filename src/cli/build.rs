//! `tonghop build`: the main job.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{Request, described, release_arguments, strict_argument, year_argument};
use super::{DONE, FAILED, FINDINGS, messages, pick};
use crate::check::CheckedYear;
use crate::compose::date_to_decide;
use crate::merge::Submission;
use crate::model::{Finding, Language, Rule, Severity};
use crate::pipeline::{self, BuildError, Built, Progress};
use crate::reader::ReaderPool;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "build",
        language,
        (
            "Lập báo cáo, bảng tính và dữ liệu của một năm (lệnh mặc định)",
            "Builds the report, the workbook and the data of a year (the default command)",
        ),
        ("[NĂM] [TÙY CHỌN]", "[YEAR] [OPTIONS]"),
        (
            "  tonghop build 2026 --strict\n  tonghop build 2026 --number 125 --date 2026-11-28    bản chính thức",
            "  tonghop build 2026 --strict\n  tonghop build 2026 --number 125 --date 2026-11-28    the final document",
        ),
    )
    .arg(year_argument(language))
    .args(release_arguments(language))
    .arg(strict_argument(language))
}

/// Builds the year asked for, or the newest there is.
pub(super) fn run(request: &Request) -> u8 {
    let (workspace, language) = (&request.workspace, request.language);
    let strict = request.matches.get_flag("strict");
    let bar = Bar::new(language);
    let readers = ReaderPool::of_this_program();
    let built = request
        .year()
        .ok_or_else(|| BuildError::NoYears { folder: workspace.inputs() })
        .and_then(|year| pipeline::build(workspace, year, request.release().as_ref(), &readers, &bar));
    bar.clear();
    match built {
        Ok(built) => {
            let mut lines = summary(&built, workspace.root(), language);
            let release = request.release();
            let decide = release.and_then(|release| date_to_decide(built.checked.consolidation(), &release));
            lines.extend(decide.map(|words| words.get(language).to_owned()));
            messages::print_lines(&lines);
            let errors = built.checked.findings().iter().any(|finding| finding.rule.severity == Severity::Error);
            if strict && errors { FINDINGS } else { DONE }
        }
        Err(error) => {
            messages::print_failure(&error, language);
            FAILED
        }
    }
}

/// How many bodies reported and are counted.
pub(super) fn counted(checked: &CheckedYear, language: Language) -> String {
    let consolidation = checked.consolidation();
    let count = |submission| consolidation.submissions(submission).into_value();
    let reported = count(Submission::OnTime) + count(Submission::Late);
    match language {
        Language::Vietnamese => format!(
            "Năm {}: {reported}/{} đơn vị có báo cáo được tổng hợp ({} quá hạn); {} chưa gửi; {} không sử dụng được.",
            consolidation.settings.report.year,
            consolidation.agencies.len(),
            count(Submission::Late),
            count(Submission::Missing),
            count(Submission::Rejected),
        ),
        Language::English => format!(
            "{}: {reported} of {} bodies reported and are counted ({} late); {} missing; {} rejected.",
            consolidation.settings.report.year,
            consolidation.agencies.len(),
            count(Submission::Late),
            count(Submission::Missing),
            count(Submission::Rejected),
        ),
    }
}

/// A short account: how many reported, the findings by kind, where the outputs are.
fn summary(built: &Built, root: &Path, language: Language) -> Vec<String> {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    let mut lines = vec![counted(&built.checked, language)];
    lines.extend(findings_by_kind(built.checked.findings(), language));
    lines.push(t("Kết quả:", "Outputs:").to_owned());
    lines.extend(built.outputs.iter().map(|path| format!("  {}", path.strip_prefix(root).unwrap_or(path).display())));
    lines
}

/// One line a kind of finding, worst first.
fn findings_by_kind(findings: &[Finding], language: Language) -> Vec<String> {
    let mut kinds: BTreeMap<(Severity, &'static str), (usize, &'static Rule)> = BTreeMap::new();
    for finding in findings {
        kinds.entry((finding.rule.severity, finding.rule.code)).or_insert((0, finding.rule)).0 += 1;
    }
    if kinds.is_empty() {
        return vec![pick(language, "Không có vấn đề nào cần xem.", "Nothing to look at.").to_owned()];
    }
    let mut lines = vec![pick(language, "Vấn đề cần xem:", "Findings:").to_owned()];
    lines.extend(
        kinds
            .into_values()
            .map(|(count, rule)| format!("  {count:>4}  {}  {}", rule.code, Rule::text(rule.title, language))),
    );
    lines
}

/// A bar on a terminal; nothing elsewhere.
pub(super) struct Bar {
    bar: ProgressBar,
    reading: &'static str,
    writing: &'static str,
}

impl Bar {
    pub(super) fn new(language: Language) -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        // The template is a constant; were it wrong, the plain bar does as well.
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:32} {pos}/{len}") {
            bar.set_style(style);
        }
        Self {
            bar,
            reading: pick(language, "Đang đọc", "Reading"),
            writing: pick(language, "Đang lập báo cáo", "Writing the report"),
        }
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn files_read(&self, done: usize, total: usize) {
        self.bar.set_message(self.reading);
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }

    fn writing(&self) {
        self.bar.set_message(self.writing);
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }
}
