//! The worked examples that a new workspace begins with: a province's and a commune's.

use super::embedded;

/// A worked example of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Example {
    /// A department reports for a province.
    #[default]
    Province,
    /// The People's Committee of a commune reports.
    Commune,
}

/// The example of a commune, by path in the workspace.
const COMMUNE: [(&str, &str); 6] = [
    ("inputs/README.md", include_str!("example/commune/README.md")),
    ("inputs/plan.md", include_str!("example/commune/plan.md")),
    ("inputs/agencies.toml", include_str!("example/commune/agencies.toml")),
    ("inputs/indicators.toml", include_str!("example/commune/indicators.toml")),
    ("inputs/report.toml", include_str!("example/commune/report.toml")),
    ("inputs/aliases.toml", include_str!("example/commune/aliases.toml")),
];

impl Example {
    /// The words that name examples: Vietnamese, English.
    pub const WORDS: [(&'static str, &'static str, Self); 2] =
        [("tinh", "province", Self::Province), ("xa", "commune", Self::Commune)];

    /// The example that a word names.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(vi, en, _)| word == *vi || word == *en).map(|(_, _, example)| *example)
    }

    /// The files that a workspace of this example begins with, by path: its settings, and the templates.
    pub fn files(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let own: &[(&str, &str)] = match self {
            Self::Province => &embedded::EXAMPLE,
            Self::Commune => &COMMUNE,
        };
        own.iter().copied().chain(embedded::templates())
    }
}
