//! `tonghop forms`: the workbooks that bodies fill in.

use super::arguments::{Request, described, year_argument};
use super::{DONE, FAILED, messages, pick};
use crate::model::Language;
use crate::pipeline::{self, BuildError, Refreshed};

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "forms",
        language,
        (
            "Lập biểu mẫu của từng đơn vị phải báo cáo trong năm để gửi đi",
            "Makes the form of each body that has to report in the year, ready to be sent",
        ),
        ("[NĂM] [TÙY CHỌN]", "[YEAR] [OPTIONS]"),
        (
            "  tonghop forms 2026          biểu mẫu vào output/2026/forms/",
            "  tonghop forms 2026          forms into output/2026/forms/",
        ),
    )
    .arg(year_argument(language))
}

/// Makes the forms of the year asked for, or of the newest there is.
pub(super) fn run(request: &Request) -> u8 {
    let (workspace, language) = (&request.workspace, request.language);
    let year = request.year().ok_or_else(|| BuildError::NoYears { folder: workspace.inputs() });
    match year.and_then(|year| Ok((year, pipeline::write_forms(workspace, year)?))) {
        Ok((year, refreshed)) => {
            messages::print_lines(&summary(year, &refreshed, request));
            DONE
        }
        Err(error) => {
            messages::print_failure(&error, language);
            FAILED
        }
    }
}

/// How many forms there are, where, and which were left alone.
fn summary(year: i16, refreshed: &Refreshed, request: &Request) -> Vec<String> {
    let root = request.workspace.root();
    let shown = |path: &std::path::Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let folder = shown(&request.workspace.outputs(year).join("forms"));
    let count = refreshed.written.len();
    let mut lines = vec![match request.language {
        Language::Vietnamese => {
            format!("Đã lập {count} biểu mẫu năm {year} trong {folder}. Gửi mỗi tệp cho đơn vị ghi trong tên tệp.")
        }
        Language::English => {
            format!("Made {count} forms for {year} in {folder}. Send each to the body its name tells.")
        }
    }];
    if !refreshed.kept.is_empty() {
        lines.push(
            pick(
                request.language,
                "Giữ nguyên các tệp đã có người sửa (muốn lập lại thì chuyển đi nơi khác rồi chạy lại):",
                "Left alone, as somebody has changed them (to have them made anew, move them away and run again):",
            )
            .to_owned(),
        );
        lines.extend(refreshed.kept.iter().map(|path| format!("  {}", shown(path))));
    }
    lines
}
