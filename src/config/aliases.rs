//! `aliases.toml`: the office's own answers to who sent a file that does not say so clearly. Optional.

use serde::Deserialize;
use std::collections::BTreeMap;

use crate::model::AgencyId;
use crate::vietnamese::fold;

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

impl Aliases {
    /// The answer for a file, by its path or by one of the names written in it.
    pub fn find<'a>(&self, path: &str, names: impl Iterator<Item = &'a str>) -> Option<&AgencyId> {
        let file_name = path.rsplit('/').next().unwrap_or(path);
        let by_name = |name: &str| {
            let name = fold(name);
            self.names.iter().find(|(known, _)| fold(known) == name).map(|(_, id)| id)
        };
        let mut names = names.filter(|_| !self.names.is_empty());
        self.files.get(path).or_else(|| self.files.get(file_name)).or_else(|| names.find_map(by_name))
    }

    /// All answers, for checking that the bodies exist.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &AgencyId)> {
        self.files.iter().chain(&self.names).map(|(written, id)| (written.as_str(), id))
    }
}
