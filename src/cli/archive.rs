//! `tonghop archive`: the final report, sealed with all it was made of.

use std::path::Path;

use clap::{Arg, ArgAction};

use super::arguments::{Request, described, release_arguments, year_argument};
use super::build::Bar;
use super::{DONE, FAILED, PROGRAM, archive_summary, clock, messages, pick};
use crate::archive::{self, ArchiveError, BagFolder, Sealed};
use crate::compose::date_to_decide;
use crate::model::{Bilingual, Language, system_words};
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
        let request = archive::Request {
            workspace,
            year,
            release: &release,
            reason: request.matches.get_one::<String>("reason").map(String::as_str),
            accepts_losses: request.matches.get_flag("accept"),
            today: clock::today(),
            program: PROGRAM,
        };
        let bag_folder = BagFolder::new(workspace.archive());
        let sealed = archive::seal(&request, &bag_folder, &ReaderPool::of_this_program(), &bar);
        bar.clear();
        sealed
    });
    match sealed {
        Ok(sealed) => {
            let release = request.release();
            let decide = release.and_then(|release| date_to_decide(sealed.checked.consolidation(), &release));
            say(&sealed, decide.as_ref(), workspace.root(), language)
        }
        Err(error) => {
            messages::print_problem(&error.lines(language));
            FAILED
        }
    }
}

/// Says what was sealed. What cannot be written or said any more does not hide that the year is sealed.
fn say(sealed: &Sealed, decide: Option<&Bilingual>, root: &Path, language: Language) -> u8 {
    let mut lines = archive_summary::lines(sealed, root, language);
    lines.extend(decide.map(|words| words.get(language).to_owned()));
    let printed = messages::print_lines_through(&lines);
    if let Err(error) = &printed {
        let words = system_words(error);
        let unsaid = match language {
            Language::Vietnamese => format!("Không in được bản tóm tắt ra màn hình hoặc tệp kết quả: {}.", words.vi),
            Language::English => format!("The summary could not be printed: {}.", words.en),
        };
        messages::print_problem(&[archive_summary::is_sealed(sealed, root, language), unsaid]);
    }
    if let Err(error) = &sealed.outputs {
        let mut lines = vec![archive_summary::is_sealed(sealed, root, language)];
        lines.push(archive_summary::unpublished(sealed, root, language));
        lines.extend(error.lines(language));
        messages::print_problem(&lines);
    }
    if printed.is_ok() && sealed.outputs.is_ok() { DONE } else { FAILED }
}

fn year_and_release(request: &Request) -> Result<(i16, crate::compose::Release), ArchiveError> {
    let no_years = || ArchiveError::from(BuildError::NoYears { folder: request.workspace.inputs() });
    let year = request.year().ok_or_else(no_years)?;
    // clap has asked for both.
    let release = request.release().ok_or_else(no_years)?;
    Ok((year, release))
}
