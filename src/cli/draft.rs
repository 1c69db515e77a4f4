//! `tonghop draft`: the report as Word files for its readers to write in.

use std::path::Path;

use super::arguments::{Request, described, year_argument};
use super::build::Bar;
use super::{DONE, FAILED, messages, pick};
use crate::model::Language;
use crate::pipeline::{self, BuildError, Drafts};
use crate::reader::ReaderPool;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "draft",
        language,
        (
            "Lập bản dự thảo Word của báo cáo để lãnh đạo xem, sửa lời văn; số liệu được khóa",
            "Writes the report as Word files for its readers to change; the figures are locked",
        ),
        ("[NĂM] [TÙY CHỌN]", "[YEAR] [OPTIONS]"),
        (
            "  tonghop draft 2026    output/2026/du-thao-ubnd.docx và dự thảo của từng bản báo cáo khác",
            "  tonghop draft 2026    output/2026/du-thao-ubnd.docx, and a draft of each other edition",
        ),
    )
    .arg(year_argument(language))
}

/// Writes the drafts of the year asked for, or of the newest there is.
pub(super) fn run(request: &Request) -> u8 {
    let (workspace, language) = (&request.workspace, request.language);
    let Some(year) = request.year() else {
        messages::print_failure(&BuildError::NoYears { folder: workspace.inputs() }, language);
        return FAILED;
    };
    let bar = Bar::new(language);
    let drafted = pipeline::draft(workspace, year, &ReaderPool::of_this_program(), &bar);
    bar.clear();
    match drafted {
        Ok(drafts) => {
            messages::print_lines(&account(&drafts, workspace.root(), language));
            DONE
        }
        Err(error) => {
            messages::print_failure(&error, language);
            FAILED
        }
    }
}

/// Where the drafts are, which were left alone, and what can be done with them.
fn account(drafts: &Drafts, root: &Path, language: Language) -> Vec<String> {
    let year = drafts.checked.consolidation().settings.report.year;
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let mut lines = Vec::new();
    if !drafts.written.is_empty() {
        lines.push(match language {
            Language::Vietnamese => format!("Năm {year}: đã lập bản dự thảo Word."),
            Language::English => format!("{year}: the drafts are written."),
        });
        lines.extend(drafts.written.iter().map(|path| format!("  {}", shown(path))));
    }
    if !drafts.kept.is_empty() {
        lines.push(match language {
            Language::Vietnamese => format!(
                "Năm {year}: giữ nguyên các bản dự thảo đã có người sửa. Muốn lập bản mới, hãy đổi tên hoặc chuyển các tệp này sang thư mục khác rồi chạy lại."
            ),
            Language::English => format!(
                "{year}: drafts that somebody has changed were left as they are. For new ones give them another name or folder and run this again."
            ),
        });
        lines.extend(drafts.kept.iter().map(|path| format!("  {}", shown(path))));
    }
    if !drafts.written.is_empty() {
        lines.push(
            pick(
                language,
                "Lời văn sửa tự do trong Word (nên bật Theo dõi thay đổi); số liệu được khóa, muốn đổi phải sửa từ báo cáo của đơn vị.",
                "The words are free to change in Word (best with Track Changes); the figures are locked: they change with what the bodies report.",
            )
            .to_owned(),
        );
    }
    lines
}
