//! From bytes to grids.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Workbook;

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
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Zero bytes long.
    Empty,
    /// Protected by a password.
    Password,
    /// Something else by its content: what it is, such as `docx`, `pdf`, `html`, `text`.
    NotASpreadsheet(String),
    /// Damaged or cut off; the reader's own words.
    Unreadable(String),
    /// Would take more memory, time or cells than a submission can: which limit.
    TooLarge(String),
    /// The operating system would not hand it over; its words.
    Inaccessible(String),
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

/// The files below `folder` that may be submissions, sorted by path: relative path and full path. Left out are what
/// programs leave behind (`~$…`, `Thumbs.db`, `.DS_Store`, `desktop.ini`, hidden files), and the staff's own
/// `commentary.md`.
pub fn list_files(folder: &Path) -> std::io::Result<Vec<(Arc<str>, std::path::PathBuf)>> {
    let _ = folder;
    todo!()
}

/// Reads one file of [`list_files`]. Never fails and never panics: what goes wrong is a [`Refusal`].
pub fn read_file(path: Arc<str>, full_path: &Path) -> SourceFile {
    let _ = (path, full_path);
    todo!()
}
