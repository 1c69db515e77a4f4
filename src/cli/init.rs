//! `tonghop init`: a new workspace.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Arg, value_parser};

use super::arguments::{Request, described};
use super::{DONE, FAILED, clock, messages, pick};
use crate::config::Example;
use crate::model::Language;
use crate::pipeline;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    described(
        "init",
        language,
        (
            "Tạo thư mục làm việc mới cho một tỉnh, một xã hoặc một kế hoạch khác, có ví dụ mẫu",
            "Makes a new workspace for another province, commune or plan, with a worked example",
        ),
        ("<THƯ MỤC> [TÙY CHỌN]", "<DIR> [OPTIONS]"),
        (
            "  tonghop init D:\\BaoCaoChuyenDoiSo             ví dụ của một tỉnh\n  tonghop init D:\\BaoCaoXa --example xa         ví dụ của một xã, phường",
            "  tonghop init D:\\DigitalReport                 the example of a province\n  tonghop init D:\\Commune --example commune     the example of a commune",
        ),
    )
    .arg(super::init_from_plan::argument(language))
    .arg(
        Arg::new("folder").value_name(t("THƯ MỤC", "DIR")).value_parser(value_parser!(PathBuf)).required(true).help(t(
            "Thư mục mới; không tệp nào đang có bị ghi đè",
            "The new folder; no file that is there is overwritten",
        )),
    )
    .arg(example_argument(language))
}

/// `--example`: whose worked example.
fn example_argument(language: Language) -> Arg {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    let values = Example::WORDS.map(|(vi, en, _)| {
        let (shown, other) = (t(vi, en), t(en, vi));
        PossibleValue::new(shown).alias(other)
    });
    Arg::new("example")
        .long("example")
        .value_name(t("CẤP", "LEVEL"))
        .value_parser(values)
        .hide_possible_values(true)
        .help(t(
            "Ví dụ mẫu của cấp nào: tinh (mặc định) hoặc xa; cũng ghi được province, commune",
            "Whose worked example: province (default) or commune; tinh and xa are taken too",
        ))
}

/// Makes the workspace, with a folder for this year's submissions.
pub(super) fn run(request: &Request) -> u8 {
    let Some(folder) = request.matches.get_one::<PathBuf>("folder") else { return FAILED };
    let year = clock::today().year();
    if let Some(plan) = super::init_from_plan::file(request) {
        return super::init_from_plan::run(folder, plan, year, request.language);
    }
    let example = request.matches.get_one::<String>("example").and_then(|word| Example::of_word(word));
    match pipeline::init(folder, year, example.unwrap_or_default()) {
        Ok(made) => {
            messages::print_lines(&next_steps(folder, &made, year, request.language));
            DONE
        }
        Err(error) => {
            messages::print_failure(&error, request.language);
            FAILED
        }
    }
}

/// What was made, and what to do with it.
fn next_steps(folder: &Path, made: &[PathBuf], year: i16, language: Language) -> Vec<String> {
    let shown = |path: &PathBuf| format!("  {}", path.strip_prefix(folder).unwrap_or(path).display());
    let place = folder.display();
    let mut lines = vec![match language {
        Language::Vietnamese => format!("Đã tạo thư mục làm việc {place} với một kế hoạch ví dụ:"),
        Language::English => format!("Made the workspace {place} with an example plan:"),
    }];
    lines.extend(made.iter().map(shown));
    let steps = match language {
        Language::Vietnamese => [
            "Việc tiếp theo:".to_owned(),
            "  1. Thay inputs/plan.md bằng kế hoạch của mình; cách ghi có ở đầu tệp.".to_owned(),
            "  2. Sửa agencies.toml, indicators.toml, report.toml; từng khóa được giải thích trong tệp.".to_owned(),
            format!("  3. Lập biểu mẫu gửi các đơn vị:  tonghop -C \"{place}\" forms {year}"),
            format!("  4. Chép tệp đơn vị gửi vào inputs/{year} rồi lập báo cáo:  tonghop -C \"{place}\""),
            "Lời văn của báo cáo ở templates/*.md, cỡ chữ và lề ở templates/theme.toml; muốn dùng bản có sẵn thì xóa đi."
                .to_owned(),
        ],
        Language::English => [
            "What to do next:".to_owned(),
            "  1. Put your own plan into inputs/plan.md; how it is written is said at its top.".to_owned(),
            "  2. Change agencies.toml, indicators.toml, report.toml; every key is explained in them.".to_owned(),
            format!("  3. Make the forms to be sent out:  tonghop -C \"{place}\" forms {year}"),
            format!("  4. Copy what agencies send into inputs/{year} and build:  tonghop -C \"{place}\""),
            "The words of the report are in templates/*.md, sizes in templates/theme.toml; delete them to use the built-in ones."
                .to_owned(),
        ],
    };
    lines.extend(steps);
    lines
}
