//! `tonghop init DIR --plan FILE`: a new workspace for a plan as it was issued.

use std::path::{Path, PathBuf};

use clap::{Arg, value_parser};

use super::arguments::Request;
use super::{DONE, FAILED, messages, pick};
use crate::model::Language;
use crate::pipeline::{self, FromPlan};
use crate::plan::{Passage, Role};

/// Bodies that are named.
const NAMED: usize = 12;

/// The argument of `tonghop init`.
pub(super) fn argument(language: Language) -> Arg {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    Arg::new("plan")
        .long("plan")
        .conflicts_with("example")
        .value_name(t("TỆP", "FILE"))
        .value_parser(value_parser!(PathBuf))
        .help(t(
            "Lập plan.md từ văn bản kế hoạch đã ban hành (.docx hoặc .txt), không bỏ chữ nào",
            "Make plan.md of the plan as it was issued (.docx or .txt), without dropping a word",
        ))
}

/// The plan that was named, where there is one.
pub(super) fn file(request: &Request) -> Option<&PathBuf> {
    request.matches.get_one::<PathBuf>("plan")
}

/// Makes the workspace, and says what was understood and what is to be confirmed.
pub(super) fn run(folder: &Path, plan: &Path, year: i16, language: Language) -> u8 {
    match pipeline::init_from_plan(folder, year, plan) {
        Ok(made) => {
            messages::print_lines(&account(folder, &made, year, language));
            DONE
        }
        Err(error) => {
            messages::print_problem(&error.lines(language));
            FAILED
        }
    }
}

fn account(folder: &Path, made: &FromPlan, year: i16, language: Language) -> Vec<String> {
    let FromPlan { made, transcript } = made;
    let place = folder.display();
    let t = |vietnamese: String, english: String| if language == Language::Vietnamese { vietnamese } else { english };
    let mut lines = vec![t(
        format!("Đã tạo thư mục làm việc {place} từ văn bản kế hoạch:"),
        format!("Made the workspace {place} of the plan:"),
    )];
    let shown = |path: &PathBuf| format!("  {}", path.strip_prefix(folder).unwrap_or(path).display());
    lines.extend(made.iter().map(shown));
    let plan = &transcript.plan;
    let count = |role| plan.reported(role).count();
    let (tasks, duties, rows) = (count(Role::Tasks), count(Role::Duties), count(Role::Catalogue));
    lines.push(t(
        format!("Đọc được {tasks} nhiệm vụ, {duties} việc được giao, {rows} dòng danh mục."),
        format!("Understood: {tasks} tasks, {duties} duties, {rows} rows of a catalogue."),
    ));
    let bodies = &transcript.bodies;
    let named = bodies.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
    let more = if bodies.len() > NAMED { "; …" } else { "" };
    lines.push(if bodies.is_empty() {
        t(
            "Kế hoạch không nêu tên đơn vị nào; agencies.toml có một đơn vị tạm, hãy thay bằng các đơn vị phải báo cáo.".to_owned(),
            "The plan names no body; agencies.toml has a placeholder to be replaced by the bodies that report.".to_owned(),
        )
    } else {
        t(
            format!("Đề nghị {} đơn vị trong agencies.toml: {named}{more}.", bodies.len()),
            format!("Proposed {} bodies in agencies.toml: {named}{more}.", bodies.len()),
        )
    });
    if !transcript.without_body.is_empty() {
        let open = transcript.without_body.iter().map(|(id, words)| format!("{id} ({})", beginning(words)));
        let open = open.collect::<Vec<_>>().join("; ");
        lines.push(t(
            format!("Chưa có đơn vị nào nhận các việc sau, hãy thêm vào agencies.toml: {open}."),
            format!("No body has these duties yet; add those that do to agencies.toml: {open}."),
        ));
    }
    lines.extend(transcript.remarks.iter().map(|remark| remark.get(language).to_owned()));
    let guesses = plan.unread.iter().filter_map(Passage::to_confirm).count();
    lines.push(t("Việc tiếp theo:".to_owned(), "What to do next:".to_owned()));
    lines.push(t(
        format!("  1. Xem {guesses} chỗ CẦN XÁC NHẬN trong inputs/plan.md:  tonghop -C \"{place}\" plan"),
        format!("  1. Confirm {guesses} guesses in inputs/plan.md:  tonghop -C \"{place}\" plan"),
    ));
    lines.push(t(
        "  2. Sửa agencies.toml, indicators.toml, report.toml; chỗ đoán cũng ghi CẦN XÁC NHẬN.".to_owned(),
        "  2. Change agencies.toml, indicators.toml, report.toml; guesses are marked there too.".to_owned(),
    ));
    lines.push(t(
        format!("  3. Lập biểu mẫu gửi các đơn vị:  tonghop -C \"{place}\" forms {year}"),
        format!("  3. Make the forms to be sent out:  tonghop -C \"{place}\" forms {year}"),
    ));
    lines.push(t(
        format!("  4. Chép tệp đơn vị gửi vào inputs/{year} rồi lập báo cáo:  tonghop -C \"{place}\""),
        format!("  4. Copy what agencies send into inputs/{year} and build:  tonghop -C \"{place}\""),
    ));
    lines
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let mut words = text.split(' ');
    let first = words.by_ref().take(8).collect::<Vec<_>>().join(" ");
    if words.next().is_some() { format!("{first} …") } else { first }
}
