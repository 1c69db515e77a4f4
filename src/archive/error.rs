//! Why a year could not be sealed or verified, in sentences with a way out.

use std::io;
use std::path::{Path, PathBuf};

use super::losses::Loss;
use super::problem::Problem;
use crate::model::{BagName, Language, Rule, system_words};
use crate::pipeline::BuildError;

/// A year that could not be sealed, or an archive that could not be verified. Nothing in the folder of bags has changed.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The year could not be built, or the bag not be written.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A submission cannot be sealed, because it cannot be read.
    #[error("{}: {error}", .path.display())]
    Submission {
        /// The file.
        path: PathBuf,
        /// The system's words.
        error: io::Error,
    },
    /// A file of the settings or templates cannot be read.
    #[error("{}: {error}", .path.display())]
    Setting {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        error: io::Error,
    },
    /// A bag that the new one has to name has no readable tag manifest.
    #[error("{bag}: {error}")]
    NoSeal {
        /// The bag.
        bag: BagName,
        /// Its folder.
        path: PathBuf,
        /// The system's words.
        error: io::Error,
    },
    /// Files changed every time that the year was read.
    #[error("{} changes while it is read", .paths.first().map_or(Path::new(""), PathBuf::as_path).display())]
    Changing {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// What counted in the last build no longer does, and nobody has said that this is known.
    #[error("figures that counted in the last build are lost")]
    Losses {
        /// The year.
        year: i16,
        /// What is lost.
        lost: Vec<Loss>,
    },
    /// A bag that the new one has to name is not what was sealed.
    #[error("{bag} is not what was sealed")]
    NotAsSealed {
        /// The bag.
        bag: BagName,
        /// Its folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: Box<Problem>,
    },
    /// There is no bag, or none of the year.
    #[error("no bag in {}", .folder.display())]
    NoBag {
        /// `output/archive/`.
        folder: PathBuf,
        /// The year asked for.
        year: Option<i16>,
        /// The bags there are.
        bags: Vec<BagName>,
    },
    /// The folder of bags cannot be read.
    #[error("{}: {error}", .folder.display())]
    BagFolder {
        /// `output/archive/`.
        folder: PathBuf,
        /// The system's words.
        error: io::Error,
    },
}

impl ArchiveError {
    /// The error for the terminal, one sentence or more a line, with a way out.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let (vi, en) = match self {
            Self::Build(error) => return error.lines(language),
            Self::Submission { path, error } => {
                let (vi, en) = in_words(error);
                (
                    format!(
                        "Không niêm phong được năm này vì không đọc được tệp {}: {vi}. Hãy đóng tệp nếu đang mở, kiểm tra quyền đọc, hoặc đưa tệp ra khỏi thư mục của năm, rồi chạy lại; chưa có gì được lưu.",
                        path.display()
                    ),
                    format!(
                        "The year cannot be sealed because {} cannot be read: {en}. Close it if it is open, check its permissions, or take it out of the folder of the year, and run again; nothing has been sealed.",
                        path.display()
                    ),
                )
            }
            Self::Setting { path, error } => {
                let (vi, en) = in_words(error);
                (
                    format!(
                        "Không đọc được {}: {vi}. Hãy kiểm tra quyền đọc rồi chạy lại; chưa có gì được lưu.",
                        path.display()
                    ),
                    format!(
                        "{} cannot be read: {en}. Check its permissions and run again; nothing has been sealed.",
                        path.display()
                    ),
                )
            }
            Self::NoSeal { bag, path, error } => {
                let (vi, en) = in_words(error);
                (
                    format!(
                        "Bản lưu trữ {bag} không còn nguyên vẹn: không đọc được tagmanifest-sha256.txt trong {} ({vi}). Hãy chạy “tonghop verify” và khôi phục bản ấy từ bản sao dự phòng trước khi niêm phong tiếp.",
                        path.display()
                    ),
                    format!(
                        "The bag {bag} is damaged: tagmanifest-sha256.txt in {} cannot be read ({en}). Run “tonghop verify” and restore that bag from a backup before sealing another.",
                        path.display()
                    ),
                )
            }
            Self::NotAsSealed { bag, path, problem } => (
                format!(
                    "Không niêm phong nối tiếp hồ sơ {bag}, vì hồ sơ ấy không còn như khi niêm phong: {} Hãy chạy “tonghop verify” để xem mọi chỗ khác và khôi phục {} từ bản sao; hoặc chuyển cả thư mục đó ra khỏi output/archive rồi chạy lại. Chưa có gì được lưu.",
                    problem.lines(Language::Vietnamese).join(" "),
                    path.display()
                ),
                format!(
                    "No bag is sealed after {bag}, which is not what was sealed: {} Run “tonghop verify” to see all that differs and restore {} from a backup; or move that folder out of output/archive and run again. Nothing has been sealed.",
                    problem.lines(Language::English).join(" "),
                    path.display()
                ),
            ),
            Self::Changing { paths } => {
                let list =
                    paths.iter().take(LISTED).map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
                (
                    format!(
                        "Không niêm phong được vì tệp bị thay đổi trong khi đọc, dù đã đọc lại nhiều lần: {list}. Hãy chờ việc chép hoặc đồng bộ xong, đóng tệp đang mở rồi chạy lại; chưa có gì được lưu."
                    ),
                    format!(
                        "The year cannot be sealed because files change while they are read, however often: {list}. Wait until copying or synchronizing has ended, close what is open and run again; nothing has been sealed."
                    ),
                )
            }
            Self::Losses { year, lost } => return loss_lines(*year, lost, language),
            Self::NoBag { folder, year, bags } => no_bag(folder, *year, bags),
            Self::BagFolder { folder, error } => {
                let (vi, en) = in_words(error);
                (
                    format!("Không đọc được thư mục lưu trữ {}: {vi}. Hãy kiểm tra quyền đọc.", folder.display()),
                    format!("The archive {} cannot be read: {en}. Check its permissions.", folder.display()),
                )
            }
        };
        vec![match language {
            Language::Vietnamese => vi,
            Language::English => en,
        }]
    }
}

/// Files and bodies that are named; more are counted.
const LISTED: usize = 20;

fn loss_lines(year: i16, lost: &[Loss], language: Language) -> Vec<String> {
    let t = |vi: String, en: String| match language {
        Language::Vietnamese => vi,
        Language::English => en,
    };
    let mut lines = vec![t(
        format!(
            "Chưa niêm phong năm {year}: các tệp sau đã được tổng hợp ở lần lập trước (output/{year}/data.json) nay không sử dụng được:"
        ),
        format!(
            "{year} is not sealed: these files counted in the last build (output/{year}/data.json) and can no longer be used:"
        ),
    )];
    lines.extend(lost.iter().take(LISTED).map(|loss| {
        let body = if loss.body.is_empty() { String::new() } else { format!(" ({})", loss.body) };
        format!("  {}{body}: {}", loss.file, loss.reason.map_or("", |rule| Rule::text(rule.title, language)))
    }));
    if let Some(more) = lost.len().checked_sub(LISTED).filter(|more| *more > 0) {
        lines.push(t(format!("  … và {more} mục khác"), format!("  … and {more} more")));
    }
    lines.push(t(
        "Hãy khôi phục tệp từ bản sao hoặc đề nghị đơn vị gửi lại rồi chạy lại; nếu vẫn muốn niêm phong mà thiếu số liệu của chúng thì thêm --accept. Chưa có gì được lưu.".to_owned(),
        "Restore the files from a backup or have them sent again, and run again; to seal the year without their figures, add --accept. Nothing has been sealed.".to_owned(),
    ));
    lines
}

/// Why the system refuses something, in Vietnamese and English.
fn in_words(error: &io::Error) -> (String, String) {
    let words = system_words(error);
    (words.vi, words.en)
}

fn no_bag(folder: &std::path::Path, year: Option<i16>, bags: &[BagName]) -> (String, String) {
    let folder = folder.display();
    let list = bags.iter().map(BagName::to_string).collect::<Vec<_>>().join(", ");
    match (year, bags.is_empty()) {
        (Some(year), false) => (
            format!("Trong {folder} không có bản lưu trữ của năm {year}. Các bản đang có: {list}."),
            format!("There is no bag of {year} in {folder}. Bags there are: {list}."),
        ),
        _ => (
            format!(
                "Chưa có bản lưu trữ nào trong {folder}. Hãy niêm phong một năm bằng lệnh “tonghop archive NĂM --number SỐ --date NGÀY”."
            ),
            format!(
                "There is no bag in {folder} yet. Seal a year with “tonghop archive YEAR --number NUMBER --date DATE”."
            ),
        ),
    }
}
