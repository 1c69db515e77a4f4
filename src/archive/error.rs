//! Why a year could not be sealed or verified, in sentences with a way out.

use std::io;
use std::path::PathBuf;

use super::problem::Problem;
use crate::bag::Checksum;
use crate::model::{BagName, Language};
use crate::pipeline::BuildError;

/// A year that could not be sealed, or an archive that could not be verified. Nothing on the shelf has changed, but for
/// [`Unpublished`](Self::Unpublished).
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
    /// A submission was written to all the while it was copied.
    #[error("{} keeps changing", .path.display())]
    Changing {
        /// The file.
        path: PathBuf,
    },
    /// Files that counted in the last outputs cannot be read any more, and nobody has said that this is accepted.
    #[error("no longer read: {}", .files.join(", "))]
    NoLongerRead {
        /// The files, relative to `inputs/<year>/`.
        files: Vec<String>,
    },
    /// The year is sealed, but the final outputs could not be put where the office looks for them.
    #[error("{bag} is sealed, its outputs are not published: {error}")]
    Unpublished {
        /// The bag.
        bag: BagName,
        /// Its folder.
        folder: PathBuf,
        /// Its seal.
        seal: Checksum,
        /// What went wrong.
        error: BuildError,
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
    Shelf {
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
            Self::Submission { path, error } => (
                format!(
                    "Không niêm phong được năm này vì không đọc được tệp {}: {error}. Hãy đóng tệp nếu đang mở, kiểm tra quyền đọc, hoặc đưa tệp ra khỏi thư mục của năm, rồi chạy lại; chưa có gì được lưu.",
                    path.display()
                ),
                format!(
                    "The year cannot be sealed because {} cannot be read: {error}. Close it if it is open, check its permissions, or take it out of the folder of the year, and run again; nothing has been sealed.",
                    path.display()
                ),
            ),
            Self::Changing { path } => (
                format!(
                    "Không niêm phong được năm này vì tệp {} đang được ghi. Hãy đợi chép hoặc đồng bộ xong rồi chạy lại; chưa có gì được lưu.",
                    path.display()
                ),
                format!(
                    "The year cannot be sealed because {} is being written to. Wait until it is copied or synchronised and run again; nothing has been sealed.",
                    path.display()
                ),
            ),
            Self::NoLongerRead { files } => (
                format!(
                    "Tệp đã được tổng hợp ở lần lập trước nhưng nay không đọc được: {}. Niêm phong bây giờ thì báo cáo sẽ thiếu số liệu đó. Hãy chép lại bản gốc của tệp rồi chạy lại; nếu vẫn muốn niêm phong, thêm --accept. Chưa có gì được lưu.",
                    files.join(", ")
                ),
                format!(
                    "Counted in the last outputs, and can no longer be read: {}. Sealed now, the report would lack these figures. Copy the original file again and run again; to seal all the same, add --accept. Nothing has been sealed.",
                    files.join(", ")
                ),
            ),
            Self::Unpublished { bag, folder, seal, error } => {
                let (folder, why) = (folder.display(), error.lines(language).join(" "));
                (
                    format!(
                        "Bản {bag} ĐÃ được niêm phong trong {folder} (mã niêm phong {seal}), nhưng chưa chép được báo cáo chính thức ra output/{year}: {why} Khi đã khắc phục, chạy lại đúng lệnh này; không có bản niêm phong mới nào được tạo thêm.",
                        year = bag.year
                    ),
                    format!(
                        "{bag} IS sealed in {folder} (seal {seal}), but the final report could not be copied to output/{year}: {why} When that is mended, run the same command again; no further bag is made.",
                        year = bag.year
                    ),
                )
            }
            Self::Setting { path, error } => (
                format!(
                    "Không đọc được {}: {error}. Hãy kiểm tra quyền đọc rồi chạy lại; chưa có gì được lưu.",
                    path.display()
                ),
                format!(
                    "{} cannot be read: {error}. Check its permissions and run again; nothing has been sealed.",
                    path.display()
                ),
            ),
            Self::NoSeal { bag, path, error } => (
                format!(
                    "Bản lưu trữ {bag} không còn nguyên vẹn: không đọc được tagmanifest-sha256.txt trong {} ({error}). Hãy chạy “tonghop verify” và khôi phục bản ấy từ bản sao dự phòng trước khi niêm phong tiếp.",
                    path.display()
                ),
                format!(
                    "The bag {bag} is damaged: tagmanifest-sha256.txt in {} cannot be read ({error}). Run “tonghop verify” and restore that bag from a backup before sealing another.",
                    path.display()
                ),
            ),
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
            Self::NoBag { folder, year, bags } => no_bag(folder, *year, bags),
            Self::Shelf { folder, error } => (
                format!("Không đọc được thư mục lưu trữ {}: {error}. Hãy kiểm tra quyền đọc.", folder.display()),
                format!("The archive {} cannot be read: {error}. Check its permissions.", folder.display()),
            ),
        };
        vec![match language {
            Language::Vietnamese => vi,
            Language::English => en,
        }]
    }
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
