//! `tonghop remind`: letters to those who have not reported.

use std::path::Path;
use std::str::FromStr;

use clap::{Arg, value_parser};

use super::arguments::{Request, described, today_argument, year_argument};
use super::build::Bar;
use super::{DONE, FAILED, messages, pick};
use crate::compose::Reminder;
use crate::config::Workspace;
use crate::merge::Submission;
use crate::model::{Date, Language};
use crate::pipeline::{self, BuildError, Reminders};
use crate::reader::ReaderPool;
use crate::vietnamese::format_date;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    described(
        "remind",
        language,
        (
            "Soạn công văn đôn đốc gửi từng đơn vị chưa gửi báo cáo hoặc gửi tệp không sử dụng được",
            "Writes an official letter to each body that sent nothing, or nothing that can be used",
        ),
        ("[NĂM] [TÙY CHỌN]", "[YEAR] [OPTIONS]"),
        (
            "  tonghop remind 2026 --by 2026-12-05\n  tonghop remind 2026 --by 2026-12-05 --number 130 --date 2026-12-01    đã có số, ngày",
            "  tonghop remind 2026 --by 2026-12-05\n  tonghop remind 2026 --by 2026-12-05 --number 130 --date 2026-12-01    numbered and dated",
        ),
    )
    .arg(year_argument(language))
    .arg(Arg::new("by").long("by").value_name(t("NGÀY", "DATE")).value_parser(day).help(t(
        "Hạn mới, ví dụ 2026-12-05 (mặc định: hạn trong report.toml; nếu đã qua thì 5 ngày nữa; luôn là ngày làm việc, xem mục letter của report.toml)",
        "The day to report by, such as 2026-12-05 (default: the deadline in report.toml, or 5 days from today if it has passed; always a working day, see the table letter in report.toml)",
    )))
    .arg(Arg::new("number").long("number").value_name(t("SỐ", "NUMBER")).value_parser(value_parser!(u32).range(1..)).requires("date").help(t(
        "Số của công văn đầu tiên, các công văn sau đánh số tiếp theo (cùng với --date); không ghi thì để trống số và ngày",
        "The number of the first letter, from which the others count on (with --date); blank without it",
    )))
    .arg(Arg::new("date").long("date").value_name(t("NGÀY", "DATE")).value_parser(day).requires("number").help(t(
        "Ngày ban hành, ví dụ 2026-12-01 (cùng với --number)",
        "The day of issue, such as 2026-12-01 (with --number)",
    )))
    .arg(today_argument(language))
}

fn day(text: &str) -> Result<Date, <Date as FromStr>::Err> {
    text.parse()
}

/// Writes the letters of the year asked for, or of the newest there is.
pub(super) fn run(request: &Request) -> u8 {
    let (workspace, language) = (&request.workspace, request.language);
    let Some(year) = request.year() else {
        messages::print_failure(&BuildError::NoYears { folder: workspace.inputs() }, language);
        return FAILED;
    };
    let reminder = match reminder(request, year) {
        Ok(reminder) => reminder,
        Err(lines) => {
            messages::print_problem(&lines);
            return FAILED;
        }
    };
    let bar = Bar::new(language);
    let reminded = pipeline::remind(workspace, year, &reminder, &ReaderPool::of_this_program(), &bar);
    bar.clear();
    match reminded {
        Ok(reminders) => {
            messages::print_lines(&account(&reminders, &reminder, workspace.root(), language));
            DONE
        }
        Err(error) => {
            messages::print_failure(&error, language);
            FAILED
        }
    }
}

/// What the letters say: by when, and with what number and day. An error is a day that makes no sense.
fn reminder(request: &Request, year: i16) -> Result<Reminder, Vec<String>> {
    let (today, release) = (request.today(), request.release());
    let written = release.as_ref().map_or(today, |release| release.date);
    let by = match request.matches.get_one::<Date>("by") {
        Some(by) => *by,
        None => default_day(&request.workspace, year, written).map_err(|error| error.lines(request.language))?,
    };
    if by < written {
        let (by, written) = (format_date(by), format_date(written));
        return Err(vec![match request.language {
            Language::Vietnamese => {
                format!("Hạn mới {by} đã qua vào ngày của công văn ({written}). Hãy ghi một ngày sau đó bằng --by.")
            }
            Language::English => {
                format!(
                    "The day to report by, {by}, is past on the day of the letter ({written}). Give a later one with --by."
                )
            }
        }]);
    }
    Ok(Reminder { today, by, release })
}

/// The working day that the settings give a letter of that day.
fn default_day(workspace: &Workspace, year: i16, written: Date) -> Result<Date, BuildError> {
    let report = workspace.load(year).map_err(BuildError::Config)?.report;
    Ok(report.letter.day_to_report_by(report.deadline, written))
}

/// Who is reminded, by when, and where the letters are.
fn account(reminders: &Reminders, reminder: &Reminder, root: &Path, language: Language) -> Vec<String> {
    let year = reminders.checked.consolidation().settings.report.year;
    let Some(all) = &reminders.all else {
        return vec![match language {
            Language::Vietnamese => format!("Năm {year}: mọi đơn vị đã có báo cáo sử dụng được, không cần đôn đốc."),
            Language::English => format!("{year}: every body has reported; there is nobody to remind."),
        }];
    };
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let (count, by) = (reminders.letters.len(), format_date(reminder.by));
    let mut lines = vec![match language {
        Language::Vietnamese => format!("Năm {year}: đã soạn {count} công văn đôn đốc, hạn gửi báo cáo {by}."),
        Language::English => format!("{year}: {count} letters, to report by {by}."),
    }];
    for (body, submission, path) in &reminders.letters {
        let (vi, en) = submission.words();
        let state = pick(language, vi, en).to_lowercase();
        lines.push(format!("  {} ({state}): {}", body.name, shown(path)));
    }
    let rejected = reminders.letters.iter().any(|(_, submission, _)| *submission == Submission::Rejected);
    lines.push(format!(
        "{} {}",
        pick(language, "Tất cả trong một tệp để in:", "All in one file for printing:"),
        shown(all)
    ));
    lines.extend(reminders.kept.iter().map(|path| match language {
        Language::Vietnamese => format!("  {}: đã được sửa bằng tay nên giữ nguyên.", shown(path)),
        Language::English => format!("  {}: somebody has changed it, so it was left as it is.", shown(path)),
    }));
    if rejected {
        lines.push(
            pick(
                language,
                "Công văn gửi đơn vị có tệp không sử dụng được nêu rõ lý do; hãy đọc lại trước khi trình ký.",
                "Letters about files that cannot be used say why; read them before they are signed.",
            )
            .to_owned(),
        );
    }
    lines
}
