//! A new workspace for a plan as it was issued.

use std::path::{Path, PathBuf};

use super::{BuildError, given_file, init};
use crate::config::Example;
use crate::intake::{OtherKind, Refusal, read_issued};
use crate::issued::{NoPlan, Transcript, transcribe};
use crate::model::{Bilingual, Language};

/// The page about the folder, which says what lies there.
const README: &str = "\
# inputs/

| Tệp | Nội dung / what it says |
|---|---|
| `plan.md` | kế hoạch, đúng từng chữ / the plan, word for word |
| `agencies.toml` | các đơn vị phải báo cáo / the bodies that report |
| `indicators.toml` | chỉ tiêu và dòng kinh phí / indicators and funding lines |
| `report.toml` | cơ quan ban hành, hạn nộp, người ký / who issues, by when, who signs |
| `aliases.toml` | tệp nào của ai, khi tệp không ghi rõ / who sent what |
| thư mục năm / a year's folder | tệp các đơn vị gửi, để trong thư mục con tùy ý / what agencies sent |

Các tệp này do `tonghop init --plan` lập từ văn bản kế hoạch; chỗ chương trình đoán có ghi CẦN XÁC NHẬN.
";

/// A workspace that was made for a plan.
#[derive(Debug)]
pub struct FromPlan {
    /// The files made.
    pub made: Vec<PathBuf>,
    /// What was made of the plan.
    pub transcript: Transcript,
}

/// Why no workspace was made for a plan. Nothing has been written.
#[derive(Debug, thiserror::Error)]
pub enum IssuedPlanError {
    /// The file cannot be read.
    #[error("{}: {}", .path.display(), .reason.en)]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why, and what to do.
        reason: Bilingual,
    },
    /// It can be read, and nothing in it is a plan.
    #[error("{} is no plan", .path.display())]
    NoPlan {
        /// The file.
        path: PathBuf,
        /// Why.
        why: NoPlan,
    },
    /// The workspace cannot be made.
    #[error(transparent)]
    Build(#[from] BuildError),
}

impl IssuedPlanError {
    /// The error as lines for the user, with a way out.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let said = |vi: String, en: String| vec![Bilingual::new(vi, en).get(language).to_owned()];
        match self {
            Self::Unreadable { path, reason } => {
                let path = path.display();
                said(format!("Không đọc được {path}: {}.", reason.vi), format!("{path} cannot be read: {}.", reason.en))
            }
            Self::NoPlan { path, why: NoPlan::NoText } => {
                let path = path.display();
                said(
                    format!("{path} không có chữ nào. Nếu là bản quét, hãy dùng tệp Word gốc của kế hoạch."),
                    format!("{path} has no text. If it is a scan, use the plan's own Word document."),
                )
            }
            Self::NoPlan { path, why: NoPlan::NoTasks } => {
                let path = path.display();
                said(
                    format!(
                        "Trong {path} không thấy nhiệm vụ nào: không có mục đánh số, điểm a), gạch đầu dòng hay bảng nhiệm vụ. Nếu đúng là kế hoạch, hãy tạo thư mục bằng tonghop init rồi ghi inputs/plan.md theo hướng dẫn ở đầu tệp."
                    ),
                    format!(
                        "Nothing in {path} is a task: no numbered item, no point a), no dash, no table of tasks. If it is a plan all the same, make a workspace with tonghop init and write inputs/plan.md as its top says."
                    ),
                )
            }
            Self::NoPlan { path, why: NoPlan::NotAsMade(mistakes) } => {
                let path = path.display();
                let first = said(
                    format!(
                        "Chưa lập được plan.md từ {path}. Hãy tạo thư mục bằng tonghop init rồi ghi inputs/plan.md bằng tay. Lý do:"
                    ),
                    format!(
                        "No plan.md could be made of {path}. Make a workspace with tonghop init and write it by hand:"
                    ),
                );
                first
                    .into_iter()
                    .chain(mistakes.iter().map(|mistake| mistake.problem.get(language).to_owned()))
                    .collect()
            }
            Self::Build(error) => error.lines(language),
        }
    }
}

/// Makes a workspace in the folder `root` for the plan in the file `plan`, with a folder for the submissions of `year`.
pub fn init_from_plan(root: &Path, year: i16, plan: &Path) -> Result<FromPlan, IssuedPlanError> {
    let bytes = given_file::load(plan).map_err(|reason| unreadable(plan, reason))?;
    let file = read_issued(&bytes).map_err(|refusal| unreadable(plan, words_of(&refusal)))?;
    let transcript = transcribe(&file, year).map_err(|why| IssuedPlanError::NoPlan { path: plan.to_owned(), why })?;
    let texts = [
        ("inputs/README.md", README),
        ("inputs/plan.md", &transcript.plan_text),
        ("inputs/agencies.toml", &transcript.agencies),
        ("inputs/indicators.toml", &transcript.indicators),
        ("inputs/report.toml", &transcript.report),
    ];
    let made = init::make(root, year, Example::default(), &|path, example| {
        texts.iter().find(|(known, _)| *known == path).map_or(example, |(_, text)| text)
    })?;
    Ok(FromPlan { made, transcript })
}

fn unreadable(path: &Path, reason: Bilingual) -> IssuedPlanError {
    IssuedPlanError::Unreadable { path: path.to_owned(), reason }
}

fn words_of(refusal: &Refusal) -> Bilingual {
    given_file::words_of(refusal, |other| match other {
        Refusal::NotASpreadsheet(kind) => words_of_kind(*kind),
        _ => given_file::no_ordinary_file(),
    })
}

/// What to do with a file that is neither a Word document nor a text.
fn words_of_kind(kind: OtherKind) -> Bilingual {
    match kind {
        OtherKind::OldWordDocument | OtherKind::RichText | OtherKind::OpenDocumentText => Bilingual::new(
            "đây là tệp .doc, .rtf hoặc .odt; hãy mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As), dạng .docx, rồi chạy lại với tệp đó",
            "it is a .doc, .rtf or .odt file; open it in Word or LibreOffice, save it as .docx, and run this again with that",
        ),
        OtherKind::Pdf | OtherKind::Image => Bilingual::new(
            "đây là bản PDF hoặc bản quét; hãy dùng tệp Word gốc (.docx), hoặc chép chữ sang một tệp .txt rồi đọc soát",
            "it is a PDF or a scan; use the plan's own Word document (.docx), or copy its text into a .txt file and proofread it",
        ),
        OtherKind::WebPage | OtherKind::WebArchive => Bilingual::new(
            "đây là trang web; hãy chép nội dung sang Word rồi lưu dạng .docx",
            "it is a web page; copy it into Word and save it as .docx",
        ),
        _ => Bilingual::new(
            "đây không phải văn bản Word (.docx) hay văn bản thuần (.txt); hãy mở bằng Word rồi lưu lại dạng .docx",
            "it is neither a Word document (.docx) nor a text (.txt); open it in Word and save it as .docx",
        ),
    }
}
