//! Where the list of bodies stands: in `inputs/agencies.toml`, or in the file of another folder that `registry` of
//! `report.toml` names, so that several plans share one list.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;
use toml::Spanned;

use super::duties::{DutiesEntry, DutyIndex, assign_duties};
use super::own_files::Unread;
use super::read_agencies::{read_agencies, says_duties};
use super::source::Source;
use super::workspace::decoded;
use super::{ConfigError, Registry, Workspace};
use crate::model::{Bilingual, system_words};
use crate::paths::{FindError, find_below, key_of_path, path_as_typed};
use crate::plan::Plan;

/// The workspace's own list; in a bag the shared one too.
pub(super) const REGISTRY: &str = "inputs/agencies.toml";
/// The file that names a shared list.
pub(super) const REPORT: &str = "inputs/report.toml";

/// What is read of `report.toml` before the bodies are known; the rest is passed over.
#[derive(Default, Deserialize)]
pub(super) struct ReportHead {
    registry: Option<Spanned<String>>,
    duties: Option<DutiesEntry>,
    #[serde(default)]
    years: BTreeMap<String, YearHead>,
}

/// What one year says of itself.
#[derive(Default, Deserialize)]
struct YearHead {
    duties: Option<DutiesEntry>,
}

/// The list of bodies as text.
pub(super) struct RegistryText {
    /// The file as the user knows it: `inputs/agencies.toml`, `../chung/agencies.toml`.
    pub(super) name: String,
    /// What it holds.
    pub(super) text: Cow<'static, str>,
    /// Where the settings name it, if it belongs to several plans.
    pub(super) named_at: Option<Range<usize>>,
}

/// A list that the settings name.
struct Named {
    /// As it is shown: with `/` between folders.
    name: String,
    /// The folder that the rest of the path begins at.
    base: PathBuf,
    /// The rest.
    below: String,
}

const EXPECTED: (&str, &str) = (
    "Hãy ghi đường dẫn tính từ thư mục làm việc (thư mục chứa inputs), ví dụ registry = \"../chung/agencies.toml\"; giữa các \
     thư mục dùng dấu / hoặc \\ đều được.",
    "Give a path that begins at the workspace (the folder that holds inputs), such as registry = \"../chung/agencies.toml\", \
     with / or \\ between folders.",
);

const OTHER_PLACE: (&str, &str) = (
    "Hãy sửa đường dẫn ở dòng này, hoặc đặt tệp vào đúng chỗ; đường dẫn tính từ thư mục làm việc (thư mục chứa inputs).",
    "Mend the path in this line, or put the file where it leads; it begins at the workspace (the folder that holds inputs).",
);

const TEXT_ENDING: (&str, &str) = (
    "Ở đó có tệp cùng tên nhưng thêm đuôi .txt; hãy đổi tên, bỏ đuôi .txt.",
    "There is one with .txt behind its name: rename it without.",
);

impl ReportHead {
    /// Reads the head of `report.toml`.
    pub(super) fn read(text: &str) -> Result<Self, Vec<ConfigError>> {
        let head: Self = Source::new(REPORT, text).parse()?;
        // In a table the key would say nothing, and the program's own list would be taken.
        let is_key = |line: &str| {
            line.trim_start().strip_prefix("registry").is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        match text.lines().position(is_key) {
            Some(line) if head.registry.is_none() => Err(vec![ConfigError {
                file: PathBuf::from(REPORT),
                line: Some(line + 1),
                problem: Bilingual::new(
                    "Dòng registry đứng sau một dòng có ngoặc vuông nên thuộc về phần ấy và không có tác dụng.",
                    "The line registry stands behind a line in brackets, so it belongs to that part and says nothing.",
                ),
                expected: Bilingual::new(
                    "Hãy chuyển dòng registry lên đầu tệp, trước mọi dòng có ngoặc vuông.",
                    "Move it to the top of the file, before all lines in brackets.",
                ),
            }]),
            _ => Ok(head),
        }
    }

    /// The duties that the settings give: those of all years, and those of `year` alone.
    pub(super) fn duties_of(&mut self, year: i16) -> [Option<DutiesEntry>; 2] {
        let own = self.years.iter_mut().find(|(key, _)| key.parse() == Ok(year));
        [self.duties.take(), own.and_then(|(_, own)| own.duties.take())]
    }
}

impl Workspace {
    /// The bodies with their duties in `year`. `report` is the text of `report.toml`.
    pub(super) fn registry(&self, report: &str, year: i16, plan: &Plan) -> Result<Registry, Vec<ConfigError>> {
        let mut head = ReportHead::read(report)?;
        let RegistryText { name, text, named_at } = self.registry_text(report, &head)?;
        let index = DutyIndex::new(plan);
        let duties = head.duties_of(year);
        let mut source = Source::new(REPORT, report);
        if duties.iter().any(Option::is_some) {
            let mut registry = read_agencies(&text, &name, None)?;
            if named_at.is_none() && says_duties(&text) {
                let first = duties.iter().flatten().flat_map(|entry| entry.keys()).map(Spanned::span).next();
                source.mistake(&first.unwrap_or_default(), TWICE.map(str::to_owned).into(), ONCE);
            }
            assign_duties(&mut registry, duties, &index, &mut source);
            return source.finish(registry);
        }
        match named_at {
            // Their codes are those of another plan, and may be codes of this one all the same.
            Some(place) if index.has_any() && says_duties(&text) => {
                source.mistake(&place, of_another_plan(&name), OWN_DUTIES);
                source.finish(Registry::default())
            }
            Some(_) => read_agencies(&text, &name, None),
            None => read_agencies(&text, &name, Some(&index)),
        }
    }

    /// The list of bodies: the shared one where the settings name one, else the workspace's own. `report` is the text of
    /// `report.toml`.
    pub(super) fn registry_text(&self, report: &str, head: &ReportHead) -> Result<RegistryText, Vec<ConfigError>> {
        let Some(written) = &head.registry else {
            return Ok(RegistryText { name: REGISTRY.to_owned(), text: self.text(REGISTRY)?, named_at: None });
        };
        let named_at = Some(written.span());
        let refused = |problem: (String, String), expected| {
            let mut source = Source::new(REPORT, report);
            source.mistake(&written.span(), problem, expected);
            source.finish(()).err().unwrap_or_default()
        };
        let named = self.named(written.get_ref()).ok_or_else(|| refused(not_a_path(written.get_ref()), EXPECTED))?;
        // A bag holds the list that its year was made with, under the name of the workspace's own.
        if self.is_sealed() {
            return Ok(RegistryText { text: self.text(REGISTRY)?, name: named.name, named_at });
        }
        if self.locate(REGISTRY).map_err(|mistake| vec![*mistake])?.is_some() {
            return Err(refused(two_lists(&named.name), TWO_LISTS));
        }
        let bytes = match named.read() {
            Ok(Some(bytes)) => bytes,
            Ok(None) if named.has_text_ending() => {
                return Err(refused(not_there(&named.name, self.root()), TEXT_ENDING));
            }
            Ok(None) => return Err(refused(not_there(&named.name, self.root()), OTHER_PLACE)),
            Err(why) => return Err(refused(unread(&named.name, &why), OTHER_PLACE)),
        };
        let text = Cow::Owned(decoded(&named.name, bytes).map_err(|mistake| vec![*mistake])?);
        Ok(RegistryText { name: named.name, text, named_at })
    }

    /// Checks that the shared list, where the settings name one, is there and can be read.
    pub(super) fn check_shared_registry(&self) -> Result<(), Vec<ConfigError>> {
        let report = self.text(REPORT)?;
        let head = ReportHead::read(&report)?;
        if head.registry.is_some() { self.registry_text(&report, &head).map(drop) } else { Ok(()) }
    }

    /// The file outside the workspace's `inputs/` that the bodies are read from, where the settings name one that is there.
    pub fn shared_registry(&self) -> Option<PathBuf> {
        let named = self.named_registry()?;
        find_below(&named.base, &named.below).ok().flatten()
    }

    /// The bytes of the shared list, where the settings name one; the error is for whoever seals them.
    pub(super) fn shared_registry_bytes(&self) -> Option<Result<Vec<u8>, (PathBuf, io::Error)>> {
        let named = self.named_registry()?;
        let path = named.base.join(&named.below);
        Some(match named.read() {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err((path, io::ErrorKind::NotFound.into())),
            Err(Unread::Io(error)) => Err((path, error)),
            Err(Unread::NotAFile | Unread::LeadsOut) => Err((path, io::ErrorKind::InvalidInput.into())),
        })
    }

    /// The shared list that `report.toml` names, unless the workspace holds a copy.
    fn named_registry(&self) -> Option<Named> {
        if self.is_sealed() {
            return None;
        }
        let head = ReportHead::read(&self.text(REPORT).ok()?).ok()?;
        self.named(head.registry?.get_ref())
    }

    /// The file that a path of the settings names; `None` where it is no path that begins at the workspace.
    fn named(&self, written: &str) -> Option<Named> {
        let typed = path_as_typed(written.trim());
        // `D:`, `\\server`, `/`, `~`: on another computer, or for another person, such a path leads elsewhere or nowhere.
        if typed.starts_with(['/', '~']) || typed.contains(':') || key_of_path(&typed) == REGISTRY {
            return None;
        }
        let (mut base, mut up, mut below) = (self.root().to_owned(), 0, Vec::new());
        for part in typed.split('/').filter(|part| !matches!(*part, "" | ".")) {
            if part != ".." {
                below.push(part);
            } else if below.pop().is_none() {
                base.push("..");
                up += 1;
            }
        }
        let below = below.join("/");
        let name = format!("{}{below}", "../".repeat(up));
        (!below.is_empty()).then_some(Named { name, base, below })
    }
}

impl Named {
    /// Whether Notepad has made `agencies.toml.txt` of it.
    fn has_text_ending(&self) -> bool {
        find_below(&self.base, &format!("{}.txt", self.below)).is_ok_and(|found| found.is_some())
    }

    /// Its bytes; `None` where there is no such file.
    fn read(&self) -> Result<Option<Vec<u8>>, Unread> {
        let found = find_below(&self.base, &self.below).map_err(|error| match error {
            FindError::SameName { names, .. } => Unread::Io(io::Error::other(names.join(", "))),
            FindError::Unreadable(_, error) => Unread::Io(error),
        })?;
        let Some(path) = found else { return Ok(None) };
        // Opening a pipe that nobody writes to would wait for ever.
        if !fs::metadata(&path).map_err(Unread::Io)?.is_file() {
            return Err(Unread::NotAFile);
        }
        fs::read(&path).map(Some).map_err(Unread::Io)
    }
}

const TWICE: [&str; 2] = [
    "Nhiệm vụ của đơn vị được ghi ở hai nơi: bảng [duties] ở đây và khóa duties trong inputs/agencies.toml.",
    "The duties of bodies are given in two places: the table [duties] here, and the key duties in inputs/agencies.toml.",
];

const ONCE: (&str, &str) = (
    "Hãy giữ một nơi: xóa bảng [duties], hoặc xóa các khóa duties trong inputs/agencies.toml.",
    "Keep one: delete the table [duties], or the keys duties in inputs/agencies.toml.",
);

fn of_another_plan(name: &str) -> (String, String) {
    (
        format!(
            "Danh sách dùng chung “{name}” có ghi duties theo mã của kế hoạch khác, nên không rõ ai có nhiệm vụ nào ở đây."
        ),
        format!(
            "The shared list “{name}” gives duties by the codes of another plan: it is not clear who has which here."
        ),
    )
}

const OWN_DUTIES: (&str, &str) = (
    "Hãy thêm bảng [duties] vào report.toml, mỗi dòng một loại, nhóm hoặc mã đơn vị, ví dụ so-tc = [\"III.2\"]; để bảng trống \
     nếu kế hoạch này không giao riêng cho ai.",
    "Add a table [duties] to report.toml, a kind, a group or a body to a line, such as so-tc = [\"III.2\"]; leave it empty \
     where this plan gives nobody duties of its own.",
);

fn not_a_path(written: &str) -> (String, String) {
    (
        format!("“{written}” không phải là đường dẫn của một danh sách dùng chung."),
        format!("“{written}” is no path of a shared list."),
    )
}

fn two_lists(name: &str) -> (String, String) {
    (
        format!(
            "Danh sách đơn vị lấy từ “{name}”, nhưng trong inputs cũng có agencies.toml nên không rõ dùng tệp nào."
        ),
        format!(
            "The bodies are taken from “{name}”, but there is an agencies.toml in inputs too: it is not clear which counts."
        ),
    )
}

const TWO_LISTS: (&str, &str) = (
    "Hãy giữ một: xóa dòng registry, hoặc đưa inputs/agencies.toml đi nơi khác.",
    "Keep one: delete the line registry, or take inputs/agencies.toml away.",
);

fn not_there(name: &str, root: &Path) -> (String, String) {
    let root = root.display();
    (
        format!("Không có tệp “{name}”, tính từ thư mục làm việc {root}."),
        format!("There is no file “{name}”, beginning at the workspace {root}."),
    )
}

fn unread(name: &str, why: &Unread) -> (String, String) {
    match why {
        Unread::Io(error) => {
            let words = system_words(error);
            (
                format!("Không đọc được danh sách đơn vị “{name}”: {}.", words.vi),
                format!("The list of bodies “{name}” cannot be read: {}.", words.en),
            )
        }
        Unread::NotAFile | Unread::LeadsOut => {
            (format!("“{name}” không phải là tệp thường."), format!("“{name}” is not a regular file."))
        }
    }
}
