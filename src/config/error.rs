//! Mistakes in the workspace's own files.

use std::path::PathBuf;

use crate::model::{Bilingual, Language};

/// A mistake in a settings file or in `plan.md`: where, what, and what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file as the user knows it: `inputs/agencies.toml`.
    pub file: PathBuf,
    /// Line, counted from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: Bilingual,
    /// What is expected.
    pub expected: Bilingual,
}

impl ConfigError {
    /// The error as one or two sentences in `language`.
    pub fn sentence(&self, language: Language) -> String {
        // With the system's own mark between folders, as all paths that are printed.
        let file: PathBuf = self.file.components().collect();
        let file = file.display();
        let place = match (self.line, language) {
            (Some(line), Language::Vietnamese) => format!("{file}, dòng {line}"),
            (Some(line), Language::English) => format!("{file}, line {line}"),
            (None, _) => file.to_string(),
        };
        format!("{place}: {} {}", self.problem.get(language), self.expected.get(language))
    }
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for ConfigError {}
