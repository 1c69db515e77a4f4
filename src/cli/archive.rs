//! `tonghop archive`: the final report, sealed with all it was made of.

use std::path::Path;

use clap::{Arg, ArgAction};

use super::arguments::{Request, described, release_arguments, year_argument};
use super::build::{self, Bar};
use super::{DONE, FAILED, PROGRAM, clock, messages, pick};
use crate::archive::{self, ArchiveError, Sealed, Shelf, SinceLast};
use crate::model::{Finding, Language, Severity};
use crate::pipeline::BuildError;
use crate::reader::ReaderPool;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "archive",
        language,
        (
            "Lập báo cáo chính thức và niêm phong cả năm thành hồ sơ lưu trữ (BagIt)",
            "Builds the final report and seals the year as a bag for the archive (BagIt)",
        ),
        ("[NĂM] --number SỐ --date NGÀY [TÙY CHỌN]", "[YEAR] --number NUMBER --date DATE [OPTIONS]"),
        (
            "  tonghop archive 2026 --number 125 --date 2026-11-28\n  tonghop archive 2026 --number 131 --date 2026-12-15 --reason \"Sai kinh phí\"    bản thay thế",
            "  tonghop archive 2026 --number 125 --date 2026-11-28\n  tonghop archive 2026 --number 131 --date 2026-12-15 --reason \"Wrong amounts\"    a correction",
        ),
    )
    .arg(year_argument(language))
    .args(release_arguments(language).map(|argument| argument.required(true)))
    .mut_arg("number", |argument| {
        argument.help(pick(language, "Số của báo cáo do văn thư cấp", "The report's number, as the registry gave it"))
    })
    .mut_arg("date", |argument| {
        argument.help(pick(language, "Ngày ban hành, ví dụ 2026-11-28", "The day of issue, such as 2026-11-28"))
    })
    .arg(Arg::new("reason").long("reason").value_name(pick(language, "LÝ DO", "REASON")).help(pick(
        language,
        "Vì sao thay thế bản đã lưu trữ của năm này; được ghi vào hồ sơ",
        "Why the year's earlier bag is replaced; goes into the record",
    )))
    .arg(Arg::new("accept").long("accept").action(ArgAction::SetTrue).help(pick(
        language,
        "Vẫn niêm phong dù có tệp lần trước đã tổng hợp nay không đọc được",
        "Seal though files that counted in the last outputs can no longer be read",
    )))
}

/// Seals the year asked for, or the newest there is.
pub(super) fn run(request: &Request) -> u8 {
    let (workspace, language) = (&request.workspace, request.language);
    let sealed = year_and_release(request).and_then(|(year, release)| {
        let bar = Bar::new(language);
        let accept = request.matches.get_flag("accept");
        let reason = request.matches.get_one::<String>("reason").map(String::as_str);
        let request = archive::Request {
            workspace,
            year,
            release: &release,
            reason,
            accept,
            today: clock::today(),
            program: PROGRAM,
        };
        let shelf = Shelf::new(workspace.archive());
        let sealed = archive::seal(&request, &shelf, &ReaderPool::of_this_program(), &bar);
        bar.clear();
        sealed
    });
    match sealed {
        Ok(sealed) => {
            messages::print_lines(&summary(&sealed, workspace.root(), language));
            DONE
        }
        Err(error) => {
            messages::print_problem(&error.lines(language));
            FAILED
        }
    }
}

fn year_and_release(request: &Request) -> Result<(i16, crate::compose::Release), ArchiveError> {
    let no_years = || ArchiveError::from(BuildError::NoYears { folder: request.workspace.inputs() });
    let year = request.year().ok_or_else(no_years)?;
    // clap has asked for both.
    let release = request.release().ok_or_else(no_years)?;
    Ok((year, release))
}

/// That findings of severity error are sealed with the year, where there are.
fn open_errors(sealed: &Sealed, language: Language) -> Option<String> {
    let is_error = |finding: &&Finding| finding.rule.severity == Severity::Error;
    match (sealed.checked.findings().iter().filter(is_error).count(), language) {
        (0, _) => None,
        (open, Language::Vietnamese) => Some(format!("Khi niêm phong còn {open} vấn đề ở mức lỗi chưa xử lý.")),
        (open, Language::English) => Some(format!("Findings of severity error still open when it was sealed: {open}.")),
    }
}

/// Changes since the last outputs that are told one by one.
const CHANGES: usize = 20;

/// What is sealed otherwise than the last outputs had it.
fn changes(since: Option<&SinceLast>, language: Language) -> Vec<String> {
    let Some(since) = since else { return Vec::new() };
    if since.is_empty() {
        let words = ("Số liệu không thay đổi so với lần lập trước.", "The figures are those of the last outputs.");
        return vec![pick(language, words.0, words.1).to_owned()];
    }
    let changes = since.lines(language);
    let words = ("Thay đổi so với lần lập trước:", "Changed since the last outputs:");
    let mut lines = vec![pick(language, words.0, words.1).to_owned()];
    lines.extend(changes.iter().take(CHANGES).map(|change| format!("  {change}")));
    match (changes.len().saturating_sub(CHANGES), language) {
        (0, _) => {}
        (others, Language::Vietnamese) => lines.push(format!("  … và {others} thay đổi khác")),
        (others, Language::English) => lines.push(format!("  … and {others} more")),
    }
    lines
}

/// What was sealed, what it follows and replaces, its seal, and where the final documents are.
fn summary(sealed: &Sealed, root: &Path, language: Language) -> Vec<String> {
    let t = |vi: String, en: String| match language {
        Language::Vietnamese => vi,
        Language::English => en,
    };
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let (name, folder) = (sealed.name, shown(&sealed.folder));
    let mut lines = vec![if sealed.is_known {
        t(
            format!(
                "Năm {} đã được niêm phong từ trước với đúng nội dung này: {folder}. Không có gì thay đổi.",
                name.year
            ),
            format!("{} was sealed before with this very content: {folder}. Nothing has changed.", name.year),
        )
    } else {
        t(format!("Đã niêm phong năm {}: {folder}", name.year), format!("Sealed {}: {folder}", name.year))
    }];
    lines.extend(build::account(&sealed.checked, language));
    lines.extend(open_errors(sealed, language));
    lines.extend(changes(sealed.since_last.as_ref(), language));
    if let Some(replaces) = sealed.replaces {
        lines.push(t(
            format!("  Thay thế bản {replaces}, vẫn được giữ nguyên."),
            format!("  Replaces {replaces}, which stays as it is."),
        ));
    }
    if let Some(previous) = sealed.previous.filter(|previous| Some(*previous) != sealed.replaces) {
        lines.push(t(format!("  Nối tiếp bản {previous}."), format!("  Follows {previous}.")));
    }
    lines.push(t(
        format!("  Mã niêm phong (nên ghi vào sổ văn bản đi): {}", sealed.seal),
        format!("  Seal (worth a line in the register of documents): {}", sealed.seal),
    ));
    lines.push(pick(language, "Báo cáo chính thức:", "Final documents:").to_owned());
    lines.extend(sealed.outputs.iter().map(|path| format!("  {}", shown(path))));
    lines
}
