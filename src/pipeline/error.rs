//! Why a year could not be built, in sentences with a way out.

use std::io;
use std::path::{Path, PathBuf};

use super::durable::is_held;
use crate::compose::ComposeError;
use crate::config::{COMMENTARY, ConfigError};
use crate::intake::SystemTrouble;
use crate::layout::LayoutError;
use crate::model::{Bilingual, Language, system_words};
use crate::output::xlsx::XlsxError;

/// A year that could not be built. The previous outputs are untouched.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Mistakes in the workspace's own files.
    #[error("mistakes in the settings")]
    Config(Vec<ConfigError>),
    /// There is no folder `inputs/` or no year in it.
    #[error("no year in {}", .folder.display())]
    NoYears {
        /// `inputs/`.
        folder: PathBuf,
    },
    /// There is no folder for the year.
    #[error("no folder {}", .folder.display())]
    NoSuchYear {
        /// The year asked for.
        year: i16,
        /// Its folder.
        folder: PathBuf,
        /// The years there are.
        years: Vec<i16>,
    },
    /// The folder of the year has no files.
    #[error("no submissions in {}", .folder.display())]
    NothingSubmitted {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder of the year cannot be read.
    #[error("{}: {error}", .folder.display())]
    Inputs {
        /// The folder.
        folder: PathBuf,
        /// The system's words.
        error: io::Error,
    },
    /// The data of an earlier year, with which this one is compared, cannot be read.
    #[error("{}: {}", .path.display(), .problem.en)]
    Earlier {
        /// `data.json` of that year.
        path: PathBuf,
        /// What is wrong with it.
        problem: Bilingual,
    },
    /// The system could not give what reading the submissions takes.
    #[error("{file}: {trouble}")]
    System {
        /// The submission that was being read.
        file: String,
        /// What was missing.
        trouble: SystemTrouble,
    },
    /// The data of an earlier year lie in a bag that is not what was sealed.
    #[error("{}: {file} is not as it was sealed", .bag.display())]
    NotAsSealed {
        /// The folder of the bag.
        bag: PathBuf,
        /// The file in it.
        file: String,
    },
    /// A template cannot be used.
    #[error(transparent)]
    Compose(#[from] ComposeError),
    /// The document cannot be set.
    #[error(transparent)]
    Layout(LayoutError),
    /// The workbook could not be made.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// A new workspace would overwrite what is there.
    #[error("{} exists already", .paths.first().map_or(Path::new(""), PathBuf::as_path).display())]
    InTheWay {
        /// What is there.
        paths: Vec<PathBuf>,
    },
    /// Some outputs have taken the places of previous ones and others could not, and neither could those be put back: the
    /// next run does it.
    #[error("{}: {error}", .path.display())]
    HalfPublished {
        /// The folder of the outputs.
        folder: PathBuf,
        /// The output that is held.
        path: PathBuf,
        /// The system's words.
        error: io::Error,
    },
    /// An output could not be written. The previous ones are untouched.
    #[error("{}: {error}", .path.display())]
    Output {
        /// The output or its folder.
        path: PathBuf,
        /// The system's words.
        error: io::Error,
    },
}

impl BuildError {
    /// An output that could not be written.
    pub(crate) fn output(path: impl Into<PathBuf>, error: io::Error) -> Self {
        Self::Output { path: path.into(), error }
    }

    /// The error for the terminal, one sentence or more a line, with a way out.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let pick = |vi: String, en: String| {
            vec![match language {
                Language::Vietnamese => vi,
                Language::English => en,
            }]
        };
        match self {
            Self::Config(errors) => errors.iter().map(|error| error.sentence(language)).collect(),
            Self::NoYears { folder } => pick(
                format!(
                    "Chưa có năm nào trong thư mục {0}. Hãy tạo thư mục {1} và đặt các tệp báo cáo của đơn vị vào đó, \
                     hoặc chỉ đúng thư mục làm việc bằng -C.",
                    folder.display(),
                    folder.join("2026").display()
                ),
                format!(
                    "There is no year in {0}. Make a folder such as {1} and put what the agencies sent into it, or name \
                     the right workspace with -C.",
                    folder.display(),
                    folder.join("2026").display()
                ),
            ),
            Self::NoSuchYear { year, folder, years } => pick(
                format!("Không có thư mục {} cho năm {year}. {}", folder.display(), known_years(years, language)),
                format!("There is no folder {} for {year}. {}", folder.display(), known_years(years, language)),
            ),
            Self::NothingSubmitted { folder } => pick(
                format!(
                    "Thư mục {} chưa có tệp báo cáo nào. Hãy chép các tệp bảng tính của đơn vị vào đó rồi chạy lại.",
                    folder.display()
                ),
                format!(
                    "The folder {} holds no submission yet. Copy the agencies' spreadsheets into it and run again.",
                    folder.display()
                ),
            ),
            Self::Inputs { folder, error } => pick(
                format!(
                    "Không đọc được thư mục {}: {}. Hãy kiểm tra quyền truy cập.",
                    folder.display(),
                    reason(error, language)
                ),
                format!(
                    "The folder {} cannot be read: {}. Check its permissions.",
                    folder.display(),
                    reason(error, language)
                ),
            ),
            Self::Earlier { path, problem } => pick(
                format!(
                    "Không đọc được số liệu năm trước để so sánh: {} ({}). Hãy khôi phục tệp từ bản sao, hoặc chuyển tệp đi nơi khác để lập báo cáo không có phần so sánh.",
                    path.display(),
                    problem.vi
                ),
                format!(
                    "The data of the year before, to compare with, cannot be read: {} ({}). Restore the file from a backup, or move it away to build the report without the comparison.",
                    path.display(),
                    problem.en
                ),
            ),
            Self::System { file, trouble } => {
                let (vi, en) = match trouble {
                    SystemTrouble::OutOfFiles => ("quá nhiều tệp đang mở", "too many files are open"),
                    SystemTrouble::OutOfMemory => ("hết bộ nhớ", "there is no memory left"),
                    SystemTrouble::NoProcess => ("không khởi động được tiến trình đọc tệp", "no reader can be started"),
                    SystemTrouble::ReadersEnded => (
                        "tiến trình đọc tệp liên tục bị chương trình khác chấm dứt",
                        "another program ends the readers again and again",
                    ),
                    SystemTrouble::DiskFails => {
                        ("ổ đĩa hoặc ổ mạng bị lỗi khi đọc", "the disk or the network drive fails")
                    }
                };
                pick(
                    format!(
                        "Máy không đọc được các tệp báo cáo: {vi} (khi đang đọc {file}). Không tệp nào bị coi là hỏng, các kết quả trước vẫn còn nguyên. Hãy đóng bớt chương trình khác, kiểm tra ổ đĩa rồi chạy lại; nếu vẫn vậy, hãy chuyển tệp ấy đi nơi khác."
                    ),
                    format!(
                        "The machine cannot read the submissions: {en} (while reading {file}). No file is held to be damaged, and the previous outputs are untouched. Close other programs, check the disk and run again; if that does not help, move that file away."
                    ),
                )
            }
            Self::NotAsSealed { bag, file } => pick(
                format!(
                    "Không dùng số liệu năm trước để so sánh, vì hồ sơ {} không còn như khi niêm phong: {file}. Hãy chạy “tonghop verify” để xem chỗ khác và khôi phục hồ sơ từ bản sao; hoặc chuyển cả thư mục đó ra khỏi output/archive rồi chạy lại: khi đó báo cáo so sánh với số liệu năm trước còn lại trong output, hoặc không có phần so sánh nếu không còn.",
                    bag.display()
                ),
                format!(
                    "The data of the year before are not compared with, as the bag {} is not what was sealed: {file}. Run “tonghop verify” to see what differs and restore the bag from a backup; or move that folder out of output/archive and run again: the report then compares with what else is left of an earlier year in output, or with nothing.",
                    bag.display()
                ),
            ),
            Self::Compose(error) => {
                let place = error.line.map_or(String::new(), |line| match language {
                    Language::Vietnamese => format!(", dòng {line}"),
                    Language::English => format!(", line {line}"),
                });
                // The commentary is named with its folder.
                let folder = if error.template.ends_with(COMMENTARY) { "" } else { "templates/" };
                vec![format!("{folder}{}{place}: {}", error.template, error.problem.get(language))]
            }
            Self::Layout(error) => pick(
                format!(
                    "Không dàn được trang: {error}. Hãy sửa tệp được nêu, hoặc xóa tệp đó để dùng bản có sẵn trong chương trình."
                ),
                format!(
                    "The pages cannot be set: {error}. Mend that file, or delete it to use the one built into the program."
                ),
            ),
            Self::Workbook(error) if error.is_full() => pick(
                "Số liệu nhiều hơn một trang tính Excel chứa được (1.048.576 dòng). Hãy chia các tệp báo cáo thành nhiều thư mục làm việc, mỗi thư mục lập một báo cáo.".to_owned(),
                "There are more figures than a sheet of Excel holds (1,048,576 rows). Divide the submissions among several workspaces, each with a report of its own.".to_owned(),
            ),
            Self::Workbook(error) => match error.system_error().map(system_words) {
                Some(words) => pick(
                    format!(
                        "Không lập được bảng tính tổng hợp vì không ghi được vào thư mục tạm của máy: {}. Hãy kiểm tra thư mục tạm (biến môi trường TEMP hoặc TMPDIR) và dung lượng ổ đĩa rồi chạy lại; các kết quả trước vẫn còn nguyên.",
                        words.vi
                    ),
                    format!(
                        "The workbook could not be made, as the machine's folder of temporary files cannot be written: {}. Check that folder (the variable TEMP or TMPDIR) and the space on the disk, and run again; the previous outputs are untouched.",
                        words.en
                    ),
                ),
                None => pick(
                    format!("Không lập được bảng tính tổng hợp: lỗi trong chương trình ({error})."),
                    format!("The workbook could not be made: {error}."),
                ),
            },
            Self::InTheWay { paths } => {
                let mut lines = pick(
                    "Không tạo thư mục làm việc ở đây vì đã có các tệp sau (không tệp nào bị thay đổi). Hãy chọn thư mục khác, hoặc chuyển các tệp này đi nơi khác:".to_owned(),
                    "No workspace was made here, as these files are there already (none was changed). Choose another folder, or move them away:".to_owned(),
                );
                lines.extend(paths.iter().map(|path| format!("  {}", path.display())));
                lines
            }
            Self::HalfPublished { folder, path, error } => pick(
                format!(
                    "Trong {} đang lẫn kết quả cũ và kết quả mới, vì tệp {} đang bị giữ ({}). Đừng dùng các kết quả ở đó; hãy đóng tệp ấy rồi chạy lại, chương trình sẽ tự đưa về một bộ thống nhất.",
                    folder.display(),
                    path.display(),
                    reason(error, language)
                ),
                format!(
                    "{} holds previous outputs beside new ones, as {} is held ({}). Do not use what is there; close that file and run again, which makes it one set.",
                    folder.display(),
                    path.display(),
                    reason(error, language)
                ),
            ),
            Self::Output { path, error } => vec![output_sentence(path, error, language)],
        }
    }
}

fn known_years(years: &[i16], language: Language) -> String {
    let list = years.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
    match (language, years.is_empty()) {
        (Language::Vietnamese, true) => "Hãy tạo thư mục đó và đặt các tệp báo cáo vào.".to_owned(),
        (Language::English, true) => "Make that folder and put the submissions into it.".to_owned(),
        (Language::Vietnamese, false) => format!("Các năm đang có: {list}."),
        (Language::English, false) => format!("Years there are: {list}."),
    }
}

/// What went wrong with an output, by what the user can do about it.
fn output_sentence(path: &Path, error: &io::Error, language: Language) -> String {
    let place = path.display();
    let (vi, en) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => (
            format!(
                "Không ghi được {place} vì ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi chạy lại; các kết quả trước vẫn còn nguyên."
            ),
            format!(
                "{place} could not be written because the disk is full. Free some space and run again; the previous outputs are untouched."
            ),
        ),
        io::ErrorKind::ReadOnlyFilesystem => (
            format!(
                "Không ghi được {place} vì ổ đĩa chỉ cho đọc. Hãy chép thư mục làm việc sang nơi ghi được rồi chạy lại; các kết quả trước vẫn còn nguyên."
            ),
            format!(
                "{place} could not be written because the disk is read-only. Copy the workspace to a place that can be written and run again; the previous outputs are untouched."
            ),
        ),
        kind if kind != io::ErrorKind::PermissionDenied && error.raw_os_error().is_some() && is_held(error) => (
            format!(
                "Không ghi được {place} vì tệp đang mở trong chương trình khác (thường là Excel hoặc trình xem PDF). Hãy đóng tệp đó rồi chạy lại; các kết quả trước vẫn còn nguyên."
            ),
            format!(
                "{place} could not be written because another program (often Excel or a PDF viewer) has it open. Close it and run again; the previous outputs are untouched."
            ),
        ),
        io::ErrorKind::PermissionDenied => (
            format!(
                "Không ghi được {place} vì không có quyền ghi, hoặc tệp đang mở trong chương trình khác. Hãy đóng tệp, kiểm tra quyền ghi của thư mục rồi chạy lại; các kết quả trước vẫn còn nguyên."
            ),
            format!(
                "{place} could not be written: no permission, or another program has it open. Close the file, check the folder's permissions and run again; the previous outputs are untouched."
            ),
        ),
        io::ErrorKind::ResourceBusy => (
            format!(
                "Không ghi được vào {place} vì một lần chạy khác của tonghop đang ghi ở đó. Hãy chờ lần chạy ấy xong rồi chạy lại; các kết quả trước vẫn còn nguyên."
            ),
            format!(
                "{place} could not be written because another run of tonghop is writing there. Wait for it to end and run again; the previous outputs are untouched."
            ),
        ),
        io::ErrorKind::IsADirectory => (
            format!(
                "Không ghi được {place} vì ở đó có một thư mục cùng tên. Hãy đổi tên thư mục đó rồi chạy lại; các kết quả trước vẫn còn nguyên."
            ),
            format!(
                "{place} could not be written because a folder of that name is in the way. Rename that folder and run again; the previous outputs are untouched."
            ),
        ),
        _ => (
            format!(
                "Không ghi được {place}: {}. Hãy kiểm tra thư mục kết quả rồi chạy lại; các kết quả trước vẫn còn nguyên.",
                system_words(error).vi
            ),
            format!(
                "{place} could not be written: {}. Check the output folder and run again; the previous outputs are untouched.",
                system_words(error).en
            ),
        ),
    };
    match language {
        Language::Vietnamese => vi,
        Language::English => en,
    }
}

fn reason(error: &io::Error, language: Language) -> String {
    system_words(error).get(language).to_owned()
}
