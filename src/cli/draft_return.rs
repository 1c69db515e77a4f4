//! `tonghop draft --return FILE`: what the readers of a draft made of it.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, value_parser};

use super::arguments::Request;
use super::build::Bar;
use super::{DONE, FAILED, messages, pick};
use crate::draft::{Change, Tracked};
use crate::model::Language;
use crate::output::json;
use crate::pipeline::{self, ReturnedDraft};
use crate::reader::ReaderPool;

/// Characters of a text that a line shows.
const SHOWN: usize = 160;

/// Adds the arguments to those of `tonghop draft`.
pub(super) fn with_arguments(command: clap::Command, language: Language) -> clap::Command {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    command
        .arg(Arg::new("return").long("return").value_name(t("TỆP", "FILE")).value_parser(value_parser!(PathBuf)).help(
            t(
                "So bản dự thảo đã sửa với bản đã lập, đề nghị ghi vào commentary.md",
                "Compare a draft that came back with what was drafted, and propose a commentary",
            ),
        ))
        .arg(
            Arg::new("tracked")
                .long("tracked")
                .value_name(t("CÁCH", "HOW"))
                .requires("return")
                .value_parser(["accept", "reject", "ask"])
                .hide_possible_values(true)
                .help(t(
                    "Thay đổi được theo dõi: accept (nhận), reject (bỏ), ask (chỉ liệt kê; mặc định)",
                    "Tracked changes: accept, reject, or ask (list them; the default)",
                )),
        )
        .arg(Arg::new("apply").long("apply").requires("return").action(ArgAction::SetTrue).help(t(
            "Ghi lời văn đã sửa vào commentary.md; số liệu không bị thay",
            "Write the changed words into commentary.md; no figure is taken over",
        )))
        .arg(
            Arg::new("json")
                .long("json")
                .requires("return")
                .action(ArgAction::SetTrue)
                .help(t("In ra JSON, đầy đủ, cho chương trình khác đọc", "Print JSON, complete, for other programs")),
        )
}

/// The file that came back, where there is one.
pub(super) fn file(request: &Request) -> Option<&PathBuf> {
    request.matches.get_one::<PathBuf>("return")
}

/// Compares, shows, and takes over what was asked for.
pub(super) fn run(request: &Request, file: &Path) -> u8 {
    let (workspace, language) = (&request.workspace, request.language);
    let tracked = match request.matches.get_one::<String>("tracked").map(String::as_str) {
        Some("accept") => Tracked::Accept,
        Some("reject") => Tracked::Reject,
        _ => Tracked::Ask,
    };
    let applies = request.matches.get_flag("apply");
    let bar = Bar::new(language);
    let returned = pipeline::return_draft(workspace, file, tracked, applies, &ReaderPool::of_this_program(), &bar);
    bar.clear();
    match returned {
        Ok(returned) if request.matches.get_flag("json") => {
            let ReturnedDraft { record, comparison, proposal, left_aside, commentary, .. } = &returned;
            let json =
                json::returned_draft_as_json(record, comparison, proposal, left_aside, commentary.as_deref(), language);
            messages::print_json(&json);
            DONE
        }
        Ok(returned) => {
            messages::print_lines(&account(&returned, workspace.root(), language));
            DONE
        }
        Err(error) => {
            messages::print_problem(&error.lines(language));
            FAILED
        }
    }
}

/// What changed, and what can be done with it.
fn account(returned: &ReturnedDraft, root: &Path, language: Language) -> Vec<String> {
    let t = |vietnamese: &'static str, english: &'static str| pick(language, vietnamese, english).to_owned();
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let ReturnedDraft { record, comparison, proposal, .. } = returned;
    let mut lines: Vec<String> = returned.left_aside.iter().map(|sentence| sentence.get(language).to_owned()).collect();
    let (edition, year) = (&record.edition, record.year);
    if comparison.changes.is_empty() && comparison.pending.is_empty() && comparison.remarks.is_empty() {
        lines.push(match language {
            Language::Vietnamese => format!("Bản dự thảo “{edition}” năm {year}: không có thay đổi nào."),
            Language::English => format!("The draft “{edition}” of {year}: nothing has changed."),
        });
        return lines;
    }
    lines.push(match language {
        Language::Vietnamese => format!("Bản dự thảo “{edition}” năm {year}: {} thay đổi.", comparison.changes.len()),
        Language::English => format!("The draft “{edition}” of {year}: {} changes.", comparison.changes.len()),
    });
    lines.extend(comparison.changes.iter().flat_map(|change| told(change, language)));
    let mut section = |title: String, changes: &[Change]| {
        if !changes.is_empty() {
            lines.push(title);
            lines.extend(changes.iter().flat_map(|change| told(change, language)));
        }
    };
    section(
        t(
            "Thay đổi đang theo dõi, chưa quyết định (chạy lại với --tracked accept để nhận, --tracked reject để bỏ):",
            "Tracked changes, not decided on (run again with --tracked accept or --tracked reject):",
        ),
        &comparison.pending,
    );
    section(
        t(
            "Đoạn trong báo cáo đã khác từ khi lập dự thảo, hãy tự ghi vào commentary.md:",
            "Paragraphs that the report no longer has as they were drafted; write them into commentary.md yourself:",
        ),
        &proposal.conflicts,
    );
    if !comparison.remarks.is_empty() {
        lines.push(t("Ý kiến bên lề:", "Comments:"));
        lines.extend(
            comparison
                .remarks
                .iter()
                .map(|remark| format!("  {} [{}]: {}", remark.author, remark.place, short(&remark.text))),
        );
    }
    if !proposal.without_code.is_empty() {
        let list: Vec<&str> = proposal.without_code.iter().map(|(_, text)| text.as_str()).collect();
        lines.push(match language {
            Language::Vietnamese => format!(
                "Số không có mã trong các đoạn đã sửa, sẽ không tự đổi khi có báo cáo mới: {}.",
                list.join("; ")
            ),
            Language::English => format!(
                "Figures without a code in changed paragraphs, which later reports will not change: {}.",
                list.join("; ")
            ),
        });
    }
    if comparison.changes.iter().any(|change| change.kind == crate::draft::ChangeKind::FigureRetyped) {
        lines.push(t(
            "Số liệu gõ tay không được lấy. Nguồn của từng số: tonghop trace MÃ; muốn đổi thì sửa từ báo cáo của đơn vị.",
            "Figures typed by hand were not taken. Where each comes from: tonghop trace CODE; they change with what the bodies report.",
        ));
    }
    lines.push(match language {
        Language::Vietnamese => format!("Bản so sánh: {}", shown(&returned.page)),
        Language::English => format!("The comparison: {}", shown(&returned.page)),
    });
    lines.extend(match (&returned.applied, &returned.commentary, language) {
        (Some(path), _, Language::Vietnamese) => Some(format!("Đã ghi {}. Chạy tonghop build để in ra.", shown(path))),
        (Some(path), _, Language::English) => Some(format!("Written: {}. Run tonghop build to print it.", shown(path))),
        (None, Some(_), Language::Vietnamese) => Some("Chưa ghi gì vào commentary.md; thêm --apply để ghi.".to_owned()),
        (None, Some(_), Language::English) => {
            Some("Nothing is written into commentary.md yet; add --apply.".to_owned())
        }
        (None, None, _) => None,
    });
    lines
}

/// A change in a few lines.
fn told(change: &Change, language: Language) -> Vec<String> {
    let kind = change.kind.name();
    let code = if change.code.is_empty() { String::new() } else { format!(" {}", change.code) };
    let authors = if change.authors.is_empty() { String::new() } else { format!(" ({})", change.authors.join(", ")) };
    let mut lines = vec![format!("  {} [{}]{code}{authors}", kind.get(language), change.place)];
    let both = [("-", &change.before), ("+", &change.after)];
    lines.extend(
        both.iter().filter(|(_, text)| !text.is_empty()).map(|(mark, text)| format!("    {mark} {}", short(text))),
    );
    lines
}

fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    let shown: String = text.chars().take(SHOWN).collect();
    format!("{shown}…")
}
