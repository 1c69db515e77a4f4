//! `tonghop check`: the state of the year, here and as a page.

use std::path::Path;

use super::arguments::{Request, all_argument, described, strict_argument, today_argument, year_argument};
use super::build::Bar;
use super::{DONE, FAILED, FINDINGS, messages, pick};
use crate::merge::{AgencyReport, Submission};
use crate::model::{Date, Finding, Language, Rule, Severity};
use crate::pipeline::{self, BuildError, Published, Survey};
use crate::reader::ReaderPool;
use crate::status::{ChangeKind, FindingGroup, SubmissionCounts, YearStatus};
use crate::vietnamese::format_date;

/// Bodies that are named on the terminal; more are counted.
const BODIES_NAMED: usize = 30;
/// Findings of a rule, and changes, that are listed on the terminal; more are counted.
const LISTED: usize = 5;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "check",
        language,
        (
            "Kiểm tra các tệp đã nhận: ai đã gửi, ai còn thiếu, vấn đề nào cần sửa; không lập báo cáo",
            "Checks what came in: who has reported, who is missing, what has to be corrected; builds no report",
        ),
        ("[NĂM] [TÙY CHỌN]", "[YEAR] [OPTIONS]"),
        (
            "  tonghop check 2026             tình hình năm 2026, kèm trang output/2026/status.html\n  tonghop check 2026 --all       liệt kê mọi vấn đề",
            "  tonghop check 2026             the state of 2026, also as output/2026/status.html\n  tonghop check 2026 --all       lists every finding",
        ),
    )
    .arg(year_argument(language))
    .arg(all_argument(language, ("Liệt kê mọi vấn đề, không rút gọn", "List every finding, however many there are")))
    .arg(today_argument(language))
    .arg(strict_argument(language))
}

/// Checks the year asked for, or the newest there is.
pub(super) fn run(request: &Request) -> u8 {
    let (workspace, language) = (&request.workspace, request.language);
    let bar = Bar::new(language);
    let readers = ReaderPool::of_this_program();
    let checked = request
        .year()
        .ok_or_else(|| BuildError::NoYears { folder: workspace.inputs() })
        .and_then(|year| pipeline::survey(workspace, year, request.today(), &readers, &bar))
        .and_then(|survey| Ok((pipeline::publish_survey(&survey, workspace, &readers)?, survey)));
    bar.clear();
    match checked {
        Ok((published, survey)) => {
            let limit = if request.matches.get_flag("all") { usize::MAX } else { LISTED };
            messages::print_lines(&account(&survey, &published, workspace.root(), limit, language));
            if let Some(made) = pipeline::offer_aliases(workspace, &survey.checked) {
                let made = made.strip_prefix(workspace.root()).unwrap_or(&made).display().to_string();
                messages::print_lines(&[match language {
                    Language::Vietnamese => format!("  {made}: tệp mới, để ghi tệp nào là của đơn vị nào"),
                    Language::English => format!("  {made}: new, to say whose file is whose"),
                }]);
            }
            let errors = survey.status().findings(Severity::Error).into_value() > 0;
            if request.matches.get_flag("strict") && errors { FINDINGS } else { DONE }
        }
        Err(error) => {
            messages::print_failure(&error, language);
            FAILED
        }
    }
}

/// All that is said: how the year stands, what changed, what there is to do, and where the page is.
fn account(survey: &Survey, published: &Published, root: &Path, limit: usize, language: Language) -> Vec<String> {
    let status = survey.status();
    let mut lines = vec![headline(&status, language)];
    lines.extend(levels(&status, language));
    lines.extend(bodies(&status, language));
    lines.extend(changes(&status, limit, language));
    lines.extend(findings(&status, limit, language));
    lines.push(pick(language, "Kết quả:", "Outputs:").to_owned());
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    lines.push(format!("  {}", shown(&published.page)));
    if let Some(folder) = published.returns.first().and_then(|first| first.path.parent()) {
        let (folder, count) = (shown(folder), published.returns.len());
        lines.push(match language {
            Language::Vietnamese => format!("  {folder}: {count} tệp để gửi trả đơn vị sửa"),
            Language::English => format!("  {folder}: {count} workbooks to send back for correction"),
        });
    }
    lines
}

/// The year, the day, and how long there is to go.
fn headline(status: &YearStatus<'_>, language: Language) -> String {
    let report = &status.checked.consolidation().settings.report;
    let (deadline, today, left) = (format_date(report.deadline), format_date(status.today), status.days_left());
    let year = report.year;
    match (language, left) {
        (Language::Vietnamese, 1..) => {
            format!("Năm {year}, ngày {today}: còn {left} ngày đến hạn gửi báo cáo ({deadline}).")
        }
        (Language::Vietnamese, 0) => format!("Năm {year}, ngày {today}: hôm nay là hạn gửi báo cáo."),
        (Language::Vietnamese, _) => {
            format!("Năm {year}, ngày {today}: đã quá hạn gửi báo cáo ({deadline}) {} ngày.", left.unsigned_abs())
        }
        (Language::English, 1..) => format!("{year}, on {today}: {left} days to the deadline ({deadline})."),
        (Language::English, 0) => format!("{year}, on {today}: today is the deadline."),
        (Language::English, _) => {
            format!("{year}, on {today}: the deadline ({deadline}) passed {} days ago.", left.unsigned_abs())
        }
    }
}

/// The bodies by level and by how their submissions stand, as a table.
fn levels(status: &YearStatus<'_>, language: Language) -> Vec<String> {
    let words = |pair: (&'static str, &'static str)| pick(language, pair.0, pair.1);
    let mut rows = vec![vec![String::new(), pick(language, "Phải báo cáo", "to report").to_owned()]];
    rows[0].extend(Submission::ALL.map(|submission| words(submission.words()).to_owned()));
    let row = |title: &str, counts: &SubmissionCounts| {
        let all = counts.total();
        let counts = std::iter::once(&all).chain(&counts.by_submission).map(|count| count.value().to_string());
        std::iter::once(title.to_owned()).chain(counts).collect()
    };
    rows.extend(status.levels.iter().map(|level| row(words(level.level.words()), &level.counts)));
    if status.levels.len() > 1 {
        rows.push(row(pick(language, "Tổng số", "All"), &status.counts));
    }
    table(&rows)
}

/// Rows as lines, the first column flush left, the others flush right.
fn table(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        format!("  {}", cells.collect::<Vec<_>>().join("  "))
    };
    rows.iter().map(line).collect()
}

/// The bodies that somebody has to write to, and the files of which nobody knows who sent them.
fn bodies(status: &YearStatus<'_>, language: Language) -> Vec<String> {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    let mut lines = Vec::new();
    let sections: [(Submission, &str); 3] = [
        (Submission::Missing, t("Chưa gửi", "Missing")),
        (Submission::Rejected, t("Đã gửi nhưng không sử dụng được", "Sent, but it cannot be used")),
        (Submission::Late, t("Quá hạn, vẫn được tổng hợp", "Late, counted all the same")),
    ];
    for (submission, title) in sections {
        let bodies: Vec<&AgencyReport> = status.bodies(submission).collect();
        if bodies.is_empty() {
            continue;
        }
        lines.push(format!("{title} ({}):", bodies.len()));
        for report in bodies.iter().take(BODIES_NAMED) {
            lines.push(format!("  {} ({})", report.body.name, report.body.id));
            if submission == Submission::Rejected {
                lines.extend(report.files.iter().map(|path| rejected_file(status, path, language)));
            }
        }
        lines.extend(others(bodies.len(), BODIES_NAMED, language));
    }
    let strangers: Vec<String> = status.strangers().map(|file| rejected_file(status, &file.path, language)).collect();
    if !strangers.is_empty() {
        lines.push(format!("{} ({}):", t("Tệp chưa rõ của đơn vị nào", "Files of unknown senders"), strangers.len()));
        lines.extend(strangers.iter().take(BODIES_NAMED).cloned());
        lines.extend(others(strangers.len(), BODIES_NAMED, language));
    }
    lines
}

fn rejected_file(status: &YearStatus<'_>, path: &str, language: Language) -> String {
    match status.checked.rejection_reason(path) {
        Some(reason) => format!("    {path}: {}", Rule::text(reason.rule.title, language)),
        None => format!("    {path}"),
    }
}

/// How many of a list are left out.
pub(super) fn others(all: usize, listed: usize, language: Language) -> Option<String> {
    let left = all.checked_sub(listed).filter(|left| *left > 0)?;
    Some(match language {
        Language::Vietnamese => format!("  … và {left} mục khác"),
        Language::English => format!("  … and {left} more"),
    })
}

/// What changed since the last check.
fn changes(status: &YearStatus<'_>, limit: usize, language: Language) -> Vec<String> {
    let Some(changes) = status.changes.filter(|changes| !changes.is_empty()) else { return Vec::new() };
    let since = status.last_check.and_then(|day| day.parse::<Date>().ok()).map_or_else(String::new, format_date);
    let mut lines = vec![match language {
        Language::Vietnamese => format!("Thay đổi từ lần kiểm tra trước ({since}):"),
        Language::English => format!("Changes since the last check ({since}):"),
    }];
    // What came in matters one by one; it is the findings that may be very many.
    let listed = limit.max(BODIES_NAMED);
    lines.extend(changes.iter().take(listed).map(|change| {
        let symbol = match change.kind {
            ChangeKind::FileNew | ChangeKind::FindingsNew => "+",
            ChangeKind::FileGone | ChangeKind::FindingsGone => "-",
            ChangeKind::FileChanged | ChangeKind::Body => "*",
        };
        let place = if change.file.is_empty() { String::new() } else { format!("{}: ", change.file) };
        format!("  {symbol} {place}{}", change.text.get(language))
    }));
    lines.extend(others(changes.len(), listed, language));
    lines
}

/// The findings by rule, worst first: each with its place and what to do.
fn findings(status: &YearStatus<'_>, limit: usize, language: Language) -> Vec<String> {
    // Who is missing and who is late was said above.
    let groups: Vec<&FindingGroup<'_>> =
        status.groups.iter().filter(|group| !matches!(group.rule.kind, "missing" | "late")).collect();
    if groups.is_empty() {
        let sentence = match status.groups.as_slice() {
            [] => pick(language, "Không có vấn đề nào cần xem.", "Nothing to look at."),
            _ => pick(language, "Ngoài các đơn vị nêu trên, không có vấn đề nào cần xem.", "Nothing else to look at."),
        };
        return vec![sentence.to_owned()];
    }
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
        groups.iter().filter(|group| group.rule.severity == severity).map(|group| group.findings.len()).sum::<usize>()
    });
    let mut lines = vec![match language {
        Language::Vietnamese => format!("Vấn đề: {errors} lỗi, {warnings} cảnh báo, {notes} ghi nhận."),
        Language::English => format!("Findings: {errors} errors, {warnings} warnings, {notes} notes."),
    }];
    lines.extend(groups.into_iter().flat_map(|group| group_lines(group, limit, language)));
    lines
}

fn group_lines(group: &FindingGroup<'_>, limit: usize, language: Language) -> Vec<String> {
    let rule = group.rule;
    let severity = Rule::text(rule.severity.words(), language);
    let count = group.findings.len();
    let mut lines = vec![format!("{severity} {} {} ({count})", rule.code, Rule::text(rule.title, language))];
    for finding in group.findings.iter().take(limit) {
        lines.push(format!("  {}{}", place(finding, language), finding.message.get(language)));
        lines.push(format!("    → {}", finding.fix.get(language)));
    }
    lines.extend(others(count, limit, language));
    lines
}

/// The file, the sheet and the first cell of a finding, as far as the message does not name them itself.
pub(super) fn place(finding: &Finding, language: Language) -> String {
    let message = finding.message.get(language);
    match (finding.cells.first(), finding.file.as_str()) {
        (_, "") => String::new(),
        (Some(cell), _) if !message.contains(&cell.name(language)) => format!("{cell}: "),
        (_, file) => format!("{file}: "),
    }
}
