//! `aliases.toml`: the office's own answers to who sent a file that does not say so clearly. Optional.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::Body;
use crate::model::AgencyId;
use crate::paths::key_of_path;
use crate::vietnamese::fold;

/// The file, by its path in the workspace.
pub const ALIASES: &str = "inputs/aliases.toml";

/// Answers that are fixed once and for all.
///
/// ```toml
/// [files]
/// "bao cao.xlsx" = "25459"
/// [names]
/// "UBND xã Tân Lập (mới)" = "25486"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aliases {
    /// By path relative to `inputs/<year>/`, or by the file's name alone.
    #[serde(default)]
    files: BTreeMap<String, AgencyId>,
    /// By the name as written in the file, compared without case and diacritics.
    #[serde(default)]
    names: BTreeMap<String, AgencyId>,
}

/// An `aliases.toml` without an answer yet, for somebody who has none: how one is written, and the codes of the bodies.
pub fn empty_aliases(bodies: &[Body]) -> String {
    let mut text = include_str!("example/aliases.toml").to_owned();
    text.push_str("\n# Mã các đơn vị phải báo cáo / Codes of the bodies that report:\n");
    for body in bodies {
        text.push_str(&format!("#   {:<12} {}\n", body.id.as_str(), body.name));
    }
    text
}

impl Aliases {
    /// The answer for a file, by its path as it is shown or by one of the names written in it.
    pub fn find<'a>(&self, path: &str, names: impl Iterator<Item = &'a str>) -> Option<&AgencyId> {
        let by_name = |name: &str| {
            let name = fold(name);
            self.names.iter().find(|(known, _)| fold(known) == name).map(|(_, id)| id)
        };
        let mut names = names.filter(|_| !self.names.is_empty());
        self.file_entry(path).map(|(_, id)| id).or_else(|| names.find_map(by_name))
    }

    /// The entry of `[files]` for a file: as written, or else in another letter case or composition or with `\` between
    /// folders, where that fits one answer only; by its path, or else by its name alone.
    fn file_entry(&self, path: &str) -> Option<(&str, &AgencyId)> {
        let of = |wanted: &str| {
            if let Some((written, id)) = self.files.get_key_value(wanted) {
                return Some((written.as_str(), id));
            }
            let wanted = key_of_path(wanted);
            let mut alike = self.files.iter().filter(|(written, _)| key_of_path(written) == wanted);
            let (written, id) = alike.next()?;
            alike.all(|(_, other)| other == id).then_some((written.as_str(), id))
        };
        let file_name = path.rsplit('/').next().unwrap_or(path);
        if self.files.is_empty() { None } else { of(path).or_else(|| of(file_name)) }
    }

    /// The paths written in `[files]` that name none of the files at `paths`.
    pub fn without_file<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Vec<&str> {
        let mut unused: Vec<&str> = self.files.keys().map(String::as_str).collect();
        if unused.is_empty() {
            return unused;
        }
        for path in paths {
            let file_name = path.rsplit('/').next().unwrap_or(path);
            let keys = [key_of_path(path), key_of_path(file_name)];
            unused.retain(|written| !keys.contains(&key_of_path(written)));
        }
        unused
    }

    /// All answers, for checking that the bodies exist.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &AgencyId)> {
        self.files.iter().chain(&self.names).map(|(written, id)| (written.as_str(), id))
    }
}
