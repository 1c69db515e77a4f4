//! From bytes to grids.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::limits::{FILE_BYTES, too_large, unreadable};
use super::sniff::{Content, is_archive, sniff, without_reader};
use super::trouble::SystemTrouble;
use super::{
    Member, Obstacle, OtherKind, Submitted, Workbook, archive, delimited, docx, html, ods, spreadsheet_ml, xls, xlsb,
    xlsx,
};
use crate::model::{Bilingual, system_words};

/// A spreadsheet format, told by content and not by extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Office Open XML (.xlsx, .xlsm).
    Xlsx,
    /// Excel 97–2003 (.xls).
    Xls,
    /// Excel binary (.xlsb).
    Xlsb,
    /// OpenDocument (.ods).
    Ods,
    /// XML of Excel 2002 and 2003.
    SpreadsheetMl,
    /// A web page with tables.
    Html,
    /// A Word document with tables (.docx).
    Docx,
    /// Lines of fields between separators (.csv, .tsv, .txt).
    Delimited,
}

impl Format {
    /// What a file of this format is where no table of the form is in it; `None` for a workbook, which is one all the same.
    pub fn without_form(self) -> Option<OtherKind> {
        match self {
            Self::Xlsx | Self::Xls | Self::Xlsb | Self::Ods | Self::SpreadsheetMl => None,
            Self::Html => Some(OtherKind::WebPage),
            Self::Docx => Some(OtherKind::WordDocument),
            Self::Delimited => Some(OtherKind::Text),
        }
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Zero bytes long.
    Empty,
    /// Protected by a password.
    Password,
    /// Something else by its content.
    NotASpreadsheet(OtherKind),
    /// Damaged or cut off: what is wrong; the reading crate's own words where it says so itself.
    Unreadable(Bilingual),
    /// Would take more memory, time or cells than a submission can: which limit.
    TooLarge(Bilingual),
    /// The operating system would not hand it over; its words.
    Inaccessible(Bilingual),
    /// It is no file among the submissions, and was neither opened nor followed.
    NotAFile(Obstacle),
}

/// Why a file was not read: for its own sake, or for the system's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file cannot be used.
    Refused(Refusal),
    /// The system could not give what reading takes; nothing is said about the file.
    System(SystemTrouble),
}

impl From<Refusal> for ReadError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<SystemTrouble> for ReadError {
    fn from(trouble: SystemTrouble) -> Self {
        Self::System(trouble)
    }
}

/// A file found in the folder of submissions.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFile {
    /// Path relative to `inputs/<year>/`, with `/` between folders, in composed Unicode.
    pub path: Arc<str>,
    /// Seconds since 1970 of the last change; decides between versions where nothing else does.
    pub modified: i64,
    /// What was read.
    pub content: Result<(Format, Workbook), Refusal>,
}

/// Makes a workbook of the bytes of a file. The bytes are anybody's: whoever reads them must always answer.
pub trait Reader: Sync {
    /// Reads a workbook, whatever the name of the file says.
    fn read(&self, bytes: Vec<u8>) -> Result<(Format, Workbook), ReadError>;

    /// Takes the files out of an archive. A reader that does not know how refuses it.
    fn unpack(&self, _bytes: Vec<u8>) -> Result<Vec<Member>, ReadError> {
        Err(Refusal::NotASpreadsheet(OtherKind::Archive).into())
    }

    /// All files are read for now: lets go of what is held to read more.
    fn rest(&self) {}
}

/// Reads in the process itself. A panic is contained; memory that runs out and an endless loop are not, for which there
/// is [`ReaderPool`](crate::reader::ReaderPool).
#[derive(Clone, Copy, Debug, Default)]
pub struct InProcess;

impl Reader for InProcess {
    fn read(&self, bytes: Vec<u8>) -> Result<(Format, Workbook), ReadError> {
        Ok(read_bytes(&bytes)?)
    }

    fn unpack(&self, bytes: Vec<u8>) -> Result<Vec<Member>, ReadError> {
        Ok(unpack_bytes(&bytes)?)
    }
}

/// A file of the folder, as far as it has to be opened to tell how many files it is.
#[derive(Debug)]
pub enum Opened {
    /// A file as read.
    File(SourceFile),
    /// An archive: its files are yet to be read, each as if it lay in the folder.
    Archive(Vec<Member>),
}

/// Opens one file of [`list_files`](super::list_files). Never panics: what is wrong with the file is a [`Refusal`]; it fails
/// where the system cannot give what reading takes.
pub fn open_file(file: &Submitted, reader: &dyn Reader) -> Result<Opened, SystemTrouble> {
    let loaded = match file.obstacle {
        Some(obstacle) => Err(Refusal::NotAFile(obstacle).into()),
        None if file.is_left_out => Err(oversized().into()),
        None => load(&file.full_path),
    };
    let read = |content| SourceFile { path: Arc::clone(&file.path), modified: file.modified, content };
    let content = match loaded {
        Ok(bytes) if is_archive(&bytes) => match reader.unpack(bytes) {
            Ok(members) => return Ok(Opened::Archive(members)),
            Err(error) => Err(error),
        },
        // What is no spreadsheet by its first bytes need not be handed to anybody.
        Ok(bytes) => match without_reader(&bytes) {
            Some(refusal) => Err(refusal.into()),
            None => reader.read(bytes),
        },
        Err(error) => Err(error),
    };
    Ok(Opened::File(read(refusal_or_trouble(content)?)))
}

/// Reads one file of an archive; `path` is what it is called, `modified` the last change of the archive.
pub fn read_member(
    path: Arc<str>,
    modified: i64,
    member: &Member,
    reader: &dyn Reader,
) -> Result<SourceFile, SystemTrouble> {
    let content = refusal_or_trouble(match &member.content {
        Ok(bytes) => reader.read(bytes.clone()),
        Err(refusal) => Err(refusal.clone().into()),
    })?;
    Ok(SourceFile { path, modified: member.modified.unwrap_or(modified), content })
}

fn refusal_or_trouble<T>(read: Result<T, ReadError>) -> Result<Result<T, Refusal>, SystemTrouble> {
    match read {
        Ok(content) => Ok(Ok(content)),
        Err(ReadError::Refused(refusal)) => Ok(Err(refusal)),
        Err(ReadError::System(trouble)) => Err(trouble),
    }
}

/// Reads one file of [`list_files`](super::list_files) as one workbook: an archive is refused.
pub fn read_file(file: &Submitted, reader: &dyn Reader) -> Result<SourceFile, SystemTrouble> {
    Ok(match open_file(file, reader)? {
        Opened::File(file) => file,
        Opened::Archive(_) => SourceFile {
            path: Arc::clone(&file.path),
            modified: file.modified,
            content: Err(Refusal::NotASpreadsheet(OtherKind::Archive)),
        },
    })
}

/// The bytes of a file, unless they are too many.
fn load(path: &Path) -> Result<Vec<u8>, ReadError> {
    let inaccessible = |error: std::io::Error| match SystemTrouble::of(&error) {
        Some(trouble) => ReadError::System(trouble),
        None => ReadError::Refused(Refusal::Inaccessible(words_of(&error))),
    };
    let metadata = fs::metadata(path).map_err(inaccessible)?;
    // A folder stands here where it could not be listed.
    if metadata.is_dir() {
        return Err(
            Refusal::Inaccessible(Bilingual::new("không mở được thư mục", "a folder that cannot be opened")).into()
        );
    }
    if !metadata.is_file() {
        return Err(Refusal::NotAFile(Obstacle::NotAFile).into());
    }
    if is_oversized(metadata.len()) {
        return Err(oversized().into());
    }
    fs::read(path).map_err(inaccessible)
}

/// Whether a file of so many bytes is refused for its size alone.
pub fn is_oversized(bytes: u64) -> bool {
    bytes > FILE_BYTES
}

fn oversized() -> Refusal {
    let limit = format!("{} MB", FILE_BYTES >> 20);
    too_large(limit.clone(), limit)
}

/// What keeps the system from handing a file over.
fn words_of(error: &std::io::Error) -> Bilingual {
    match error.kind() {
        std::io::ErrorKind::NotFound => Bilingual::new("không thấy tệp", "no such file"),
        std::io::ErrorKind::PermissionDenied => Bilingual::new("không có quyền đọc", "permission denied"),
        _ => system_words(error),
    }
}

/// Reads a workbook from the bytes of a file, whatever its name says. A panic of the reading crate is contained.
pub fn read_bytes(bytes: &[u8]) -> Result<(Format, Workbook), Refusal> {
    let read = || {
        let format = match sniff(bytes)? {
            Content::Tables(format) => format,
            Content::Archive => return Err(Refusal::NotASpreadsheet(OtherKind::Archive)),
        };
        let workbook = match format {
            Format::Xlsx => xlsx::read(bytes),
            Format::Xls => xls::read(bytes),
            Format::Xlsb => xlsb::read(bytes),
            Format::Ods => ods::read(bytes),
            Format::SpreadsheetMl => spreadsheet_ml::read(bytes),
            Format::Html => html::read(bytes),
            Format::Docx => docx::read(bytes),
            Format::Delimited => delimited::read(bytes),
        };
        workbook.map(|workbook| (format, workbook.decoded()))
    };
    contained(read)
}

/// Takes the files out of an archive, whatever its name says. A panic of the reading crate is contained.
pub fn unpack_bytes(bytes: &[u8]) -> Result<Vec<Member>, Refusal> {
    contained(|| archive::unpack(bytes))
}

fn contained<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(unreadable("chương trình đọc tệp gặp nội dung bất thường", "the reader gave up on it")))
}
