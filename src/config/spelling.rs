//! Settings under a name that is almost theirs. Windows takes `Plan.md` for `plan.md`, other systems do not; and Notepad
//! makes `aliases.toml.txt` of `aliases.toml`, of which the Explorer shows the first half. Passed over in silence, either
//! gives a report by the built-in settings.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::names::COMMENTARY;
use super::{ConfigError, embedded};
use crate::model::Bilingual;

/// A mistake for each file in the workspace's folders of settings whose name is that of a settings file but for the case
/// of its letters or an added `.txt`.
pub(super) fn misspelt_files(root: &Path, year: i16) -> Vec<ConfigError> {
    let mut known: BTreeSet<String> = embedded::all().into_keys().collect();
    known.insert("inputs/aliases.toml".to_owned());
    known.insert(format!("inputs/{year}/{COMMENTARY}"));
    let folders: BTreeSet<&str> = known.iter().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    let mut mistakes = Vec::new();
    for folder in folders {
        // A folder that is not there, or cannot be read, has its own sentence where it is needed.
        let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort_unstable();
        for name in names {
            let path = format!("{folder}/{name}");
            let plain = path.to_ascii_lowercase();
            let plain = plain.strip_suffix(".txt").unwrap_or(&plain);
            if let Some(meant) = known.iter().find(|known| known.as_str() == plain && **known != path) {
                mistakes.push(mistake(path, meant));
            }
        }
    }
    mistakes
}

fn mistake(path: String, meant: &str) -> ConfigError {
    let name = meant.rsplit('/').next().unwrap_or(meant);
    ConfigError {
        file: PathBuf::from(path),
        line: None,
        problem: Bilingual::new("Tên tệp chưa đúng nên tệp không được dùng.", "By this name the file is not used."),
        expected: Bilingual::new(
            format!("Hãy đổi tên thành “{name}”, hoặc đưa tệp ra khỏi thư mục này."),
            format!("Rename it to “{name}”, or take it out of this folder."),
        ),
    }
}
