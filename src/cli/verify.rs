//! `tonghop verify`: whether the sealed years are what was sealed.

use super::archive_summary::left_out;
use super::arguments::{Request, described, year_argument};
use super::build::Bar;
use super::{DONE, FAILED, FINDINGS, PROGRAM, messages, pick};
use crate::archive::{self, BagFolder, Verdict, Weight};
use crate::bag::Checksum;
use crate::model::Language;
use crate::reader::ReaderPool;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    let year = year_argument(language).help(pick(
        language,
        "Năm cần kiểm tra (mặc định: mọi năm đã lưu trữ)",
        "The year to verify (default: all that are sealed)",
    ));
    let strict = clap::Arg::new("strict").long("strict").action(clap::ArgAction::SetTrue).help(pick(
        language,
        "Trả về mã 1 cả khi chỉ có cảnh báo (khác phiên bản chương trình)",
        "Exit with status 1 for warnings too (another version of the program)",
    ));
    let seal =
        clap::Arg::new("seal").long("seal").value_name(pick(language, "MÃ", "HEX")).value_parser(read_seal).help(pick(
            language,
            "Mã niêm phong đã ghi vào sổ văn bản đi, để đối chiếu",
            "The seal noted in the register of documents, to compare with",
        ));
    described(
        "verify",
        language,
        (
            "Kiểm tra hồ sơ lưu trữ: từng tệp, chuỗi các năm, và lập lại kết quả để so từng byte",
            "Verifies the archive: every file, the chain of years, and the outputs built again byte by byte",
        ),
        ("[NĂM] [TÙY CHỌN]", "[YEAR] [OPTIONS]"),
        (
            "  tonghop verify\n  tonghop verify 2026    mã trả về: 0 nguyên vẹn, 1 có sai khác, 2 không kiểm tra được",
            "  tonghop verify\n  tonghop verify 2026    exit status: 0 as sealed, 1 differences, 2 could not be verified",
        ),
    )
    .arg(year)
    .arg(strict)
    .arg(seal)
}

/// The checksum that somebody typed from a register: letters of either case, with blanks between groups.
fn read_seal(text: &str) -> Result<Checksum, String> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    digits.to_ascii_lowercase().parse().map_err(|_| "64 chữ số thập lục phân (0-9, a-f)".to_owned())
}

/// Verifies the year asked for, or all.
pub(super) fn run(request: &Request) -> u8 {
    let language = request.language;
    let bag_folder = BagFolder::new(request.workspace.archive());
    let year = request.matches.get_one("year").copied();
    let bar = Bar::new(language);
    let verdicts = archive::verify(&bag_folder, year, PROGRAM, &ReaderPool::of_this_program(), &bar);
    bar.clear();
    match verdicts {
        Ok(verdicts) => {
            for verdict in &verdicts {
                messages::print_lines(&account(verdict, language));
            }
            let noted = request.matches.get_one::<Checksum>("seal").copied();
            let is_known = noted.is_none_or(|noted| say_whose_seal(&verdicts, noted, language));
            let worst = verdicts.iter().filter_map(Verdict::weight).max();
            status(worst.max((!is_known).then_some(Weight::Difference)), request.matches.get_flag("strict"))
        }
        Err(error) => {
            messages::print_problem(&error.lines(language));
            FAILED
        }
    }
}

/// Says which bag has the seal that the office noted; whether one has.
fn say_whose_seal(verdicts: &[Verdict], noted: Checksum, language: Language) -> bool {
    let bags = archive::with_seal(verdicts, noted);
    let names: Vec<String> = bags.iter().map(ToString::to_string).collect();
    let line = match (names.as_slice(), language) {
        ([], Language::Vietnamese) => {
            "KHÔNG hồ sơ nào ở trên có mã niêm phong đã ghi trong sổ: hồ sơ đã bị thay bằng bản niêm phong khác."
                .to_owned()
        }
        ([], Language::English) => {
            "NONE of these bags has the seal that was noted: the bag was replaced by one sealed anew.".to_owned()
        }
        (names, Language::Vietnamese) => format!("Mã niêm phong đã ghi trong sổ là của hồ sơ {}.", names.join(", ")),
        (names, Language::English) => format!("The seal that was noted is that of {}.", names.join(", ")),
    };
    messages::print_lines(&[line]);
    let is_changed = |verdict: &&Verdict| verdict.weight() == Some(Weight::Difference);
    if verdicts.iter().filter(|verdict| bags.contains(&verdict.name)).any(|verdict| is_changed(&verdict)) {
        let warning = pick(
            language,
            "  Nhưng hồ sơ ấy có sai khác nêu ở trên: mã chỉ đúng với phần không bị nêu.",
            "  Yet that bag differs, as said above: the seal holds for what is not named there.",
        );
        messages::print_lines(&[warning.to_owned()]);
    }
    !bags.is_empty()
}

fn status(worst: Option<Weight>, is_strict: bool) -> u8 {
    match worst {
        Some(Weight::Difference) => FINDINGS,
        Some(Weight::Unverified) => FAILED,
        Some(Weight::Warning) if is_strict => FINDINGS,
        Some(Weight::Warning) | None => DONE,
    }
}

/// What was found out about one bag.
fn account(verdict: &Verdict, language: Language) -> Vec<String> {
    let (name, files) = (verdict.name, verdict.files);
    let t = |vietnamese, english| pick(language, vietnamese, english);
    let state = match verdict.weight() {
        None => t("nguyên vẹn, lập lại giống từng byte", "as sealed, and built again byte by byte"),
        Some(Weight::Warning) => t("nguyên vẹn, có điểm cần lưu ý", "as sealed, with a remark"),
        Some(Weight::Unverified) => t("chưa kiểm tra được hết", "could not be verified in full"),
        Some(Weight::Difference) => t("CÓ SAI KHÁC", "DIFFERENCES FOUND"),
    };
    let files = match language {
        Language::Vietnamese => format!("đã so {files} tệp"),
        Language::English => format!("{files} files compared"),
    };
    let mut lines = vec![format!("{name}: {state} ({files})")];
    if let Some(previous) = verdict.chain.previous {
        lines.push(format!("  {} {previous}", t("Nối tiếp:", "Follows:")));
    }
    if let Some(replaces) = verdict.chain.replaces {
        lines.push(format!("  {} {replaces}", t("Thay thế:", "Replaces:")));
    }
    if let Some(seal) = verdict.seal {
        lines.push(format!("  {} {seal}", t("Mã niêm phong:", "Seal:")));
    }
    lines.extend(left_out(&verdict.left_out, language).into_iter().map(|line| format!("  {line}")));
    let problems = verdict.problems.iter().flat_map(|problem| problem.lines(language));
    lines.extend(problems.map(|line| format!("  {line}")));
    lines
}
