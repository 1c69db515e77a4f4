//! The office's own files: found in whatever letter case and composition the disk spells them, and opened only where they
//! are files of the workspace.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::names::{COMMENTARY, is_clutter, is_unfinished};
use super::{ConfigError, Workspace, embedded};
use crate::model::{Bilingual, system_words};
use crate::paths::{self, FindError, find_below, is_portable, key, link_leads_out};

/// Depth of folders below `templates/`.
const DEPTH: usize = 16;

/// Why a file of the workspace is not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// The system does not hand it over.
    Io(io::Error),
    /// A pipe, a device, a socket, a folder.
    NotAFile,
    /// A link to what lies outside its folder.
    LeadsOut,
}

/// A file that the outputs depend on.
pub(super) struct OwnFile {
    /// Its path in the workspace as the program calls it: `inputs/agencies.toml`, whatever the disk says.
    pub(super) name: String,
    /// Where it lies.
    pub(super) path: PathBuf,
}

impl Workspace {
    /// Where the file or folder lies that the program calls `path`; `None` where there is none.
    pub(super) fn locate(&self, path: &str) -> Result<Option<PathBuf>, Box<ConfigError>> {
        find_below(self.root(), path).map_err(|error| Box::new(self.not_found_for_sure(error)))
    }

    /// A folder of the workspace, which need not exist.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        // Where several are one elsewhere, what reads a file in them says so.
        find_below(self.root(), name).ok().flatten().unwrap_or_else(|| self.root().join(name))
    }

    /// Reads a file that [`locate`](Self::locate) found: a regular one, which lies in the folder at the top of the workspace
    /// that it is named in.
    pub(super) fn read_own(&self, path: &Path) -> Result<Vec<u8>, Unread> {
        self.refuse(path)?;
        fs::read(path).map_err(Unread::Io)
    }

    /// Says why a file is not to be opened.
    fn refuse(&self, path: &Path) -> Result<(), Unread> {
        let top = path.strip_prefix(self.root()).ok().and_then(|below| below.iter().next());
        let top = top.map_or_else(|| self.root().to_owned(), |top| self.root().join(top));
        if link_leads_out(path, &top).map_err(Unread::Io)? {
            return Err(Unread::LeadsOut);
        }
        // Opening a pipe that nobody writes to would wait for ever.
        if fs::metadata(path).map_err(Unread::Io)?.is_file() { Ok(()) } else { Err(Unread::NotAFile) }
    }

    /// Checks the names and kinds of all files that the outputs of `year` depend on: what cannot be told for sure, or not on
    /// every system, is refused before anything is made of it.
    pub fn check_own_files(&self, year: i16) -> Result<(), Vec<ConfigError>> {
        self.own_files(year)?;
        self.check_shared_registry()
    }

    /// The files beside the submissions that the outputs of `year` depend on, by name.
    pub(super) fn own_files(&self, year: i16) -> Result<Vec<OwnFile>, Vec<ConfigError>> {
        let is_setting = |name: &str| name.ends_with(".toml") || name == "plan.md";
        let mut search = Search { workspace: self, files: Vec::new(), mistakes: Vec::new() };
        search.add("inputs", &is_setting, 0);
        search.add(&format!("inputs/{year}"), &|name| name == COMMENTARY, 0);
        search.add("templates", &|_| true, DEPTH);
        search.files.sort_by(|a, b| a.name.cmp(&b.name));
        if search.mistakes.is_empty() { Ok(search.files) } else { Err(search.mistakes) }
    }

    /// The sentences about a file that was not found for sure.
    fn not_found_for_sure(&self, error: FindError) -> ConfigError {
        match error {
            FindError::SameName { folder, names } => same_name(&self.below(&folder), &names),
            FindError::Unreadable(folder, error) => self.unread(&folder, &Unread::Io(error)),
        }
    }

    /// The sentences about a file that is not read.
    pub(super) fn unread(&self, path: &Path, why: &Unread) -> ConfigError {
        let file = self.below(path);
        let top = file.iter().next().unwrap_or_default().to_string_lossy().into_owned();
        let (problem, expected) = match why {
            Unread::Io(error) => {
                let words = system_words(error);
                (
                    Bilingual::new(
                        format!("Không đọc được tệp: {}.", words.vi),
                        format!("The file cannot be read: {}.", words.en),
                    ),
                    Bilingual::new(
                        "Hãy đóng tệp nếu đang mở và kiểm tra quyền đọc.",
                        "Close it if it is open, and check that it may be read.",
                    ),
                )
            }
            Unread::NotAFile => (
                Bilingual::new("Đây không phải là tệp thường.", "This is not a regular file."),
                Bilingual::new("Hãy thay bằng một tệp thường hoặc xóa đi.", "Put a regular file there, or delete it."),
            ),
            Unread::LeadsOut => (
                Bilingual::new(
                    format!("Đây là liên kết dẫn ra ngoài thư mục {top}; chương trình không mở."),
                    format!("This is a link that leads out of the folder {top}; it is not followed."),
                ),
                Bilingual::new("Hãy chép chính tệp đó vào đây.", "Copy the file itself to this place."),
            ),
        };
        ConfigError { file, line: None, problem, expected }
    }

    /// A path as the user knows it.
    fn below(&self, path: &Path) -> PathBuf {
        let below = path.strip_prefix(self.root()).unwrap_or(path);
        PathBuf::from(below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
    }
}

/// Files being looked for.
struct Search<'a> {
    workspace: &'a Workspace,
    files: Vec<OwnFile>,
    mistakes: Vec<ConfigError>,
}

impl Search<'_> {
    /// Adds the files of a folder that are `wanted` by the key of their name, with those of the folders below it down to
    /// `depth`.
    fn add(&mut self, name: &str, wanted: &dyn Fn(&str) -> bool, depth: usize) {
        match self.workspace.locate(name) {
            Ok(Some(folder)) => self.add_folder(&folder, name, wanted, depth),
            Ok(None) => {}
            Err(mistake) => self.mistakes.push(*mistake),
        }
    }

    fn add_folder(&mut self, folder: &Path, prefix: &str, wanted: &dyn Fn(&str) -> bool, depth: usize) {
        let listed = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match listed {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return,
            Err(error) => return self.mistakes.push(self.workspace.unread(folder, &Unread::Io(error))),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut seen: Vec<(String, String)> = Vec::new();
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let own_key = key(&name);
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_clutter(&name) || is_unfinished(&name) || if is_folder { depth == 0 } else { !wanted(&own_key) } {
                continue;
            }
            if let Some((_, other)) = seen.iter().find(|(known, _)| *known == own_key) {
                let names = [other.clone(), name];
                self.mistakes.push(same_name(&self.workspace.below(folder), &names));
                continue;
            }
            seen.push((own_key, name.clone()));
            let spelt = format!("{prefix}/{}", paths::shown(&name));
            if !is_portable(&paths::shown(&name)) {
                self.mistakes.push(not_portable(&self.workspace.below(&path), &name));
            } else if is_folder {
                self.add_folder(&path, &spelt, wanted, depth - 1);
            } else {
                match self.workspace.refuse(&path) {
                    Ok(()) => self.files.push(OwnFile { name: known_as(spelt), path }),
                    Err(why) => self.mistakes.push(self.workspace.unread(&path, &why)),
                }
            }
        }
    }
}

/// The path as the program calls it, where it knows the file; as it is shown elsewhere.
fn known_as(spelt: String) -> String {
    let own_key = key(&spelt);
    match embedded::known_path(&own_key) {
        Some(known) => known,
        // The names that the program gives itself are their own keys.
        None if own_key.ends_with(COMMENTARY) || own_key == super::aliases::ALIASES => own_key,
        None => spelt,
    }
}

fn same_name(folder: &Path, names: &[String]) -> ConfigError {
    let list = names.join(", ");
    ConfigError {
        file: folder.to_owned(),
        line: None,
        problem: Bilingual::new(
            format!("Có nhiều tên chỉ khác nhau ở chữ hoa, chữ thường hoặc ở cách mã hóa dấu: {list}."),
            format!("There are names that differ in letter case or composition alone: {list}."),
        ),
        expected: Bilingual::new(
            "Trên Windows đó là một, nên không rõ dùng cái nào; hãy giữ một, xóa hoặc đổi tên những cái còn lại.",
            "Windows takes them for one, so it is not clear which counts: keep one, and delete or rename the others.",
        ),
    }
}

fn not_portable(file: &Path, name: &str) -> ConfigError {
    ConfigError {
        file: file.to_owned(),
        line: None,
        problem: Bilingual::new(
            format!("Tên “{name}” không dùng được trên Windows."),
            format!("Windows does not take the name “{name}”."),
        ),
        expected: Bilingual::new(
            "Hãy đổi tên: không dùng các dấu < > : \" / \\ | ? * %, không kết thúc bằng dấu chấm hay dấu cách, không trùng tên thiết bị như CON, NUL.",
            "Rename it: without < > : \" / \\ | ? * %, not ending in a point or blank, and not that of a device such as CON or NUL.",
        ),
    }
}
