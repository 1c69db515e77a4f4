//! What is wrong with what agencies sent, and what to do about it.

use serde::{Deserialize, Serialize};

use super::{AgencyId, CellRef};

/// The language of messages on the terminal. Outputs are always Vietnamese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vietnamese,
    /// English.
    English,
}

/// The same sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Bilingual {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The pair of sentences.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The sentence in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something is missing from the report, or may be wrong in it, until somebody acts.
    Error,
    /// Counted, but somebody should look.
    Warning,
    /// For the record.
    Info,
}

impl Severity {
    /// The word in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The word for people: Vietnamese, English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Error => ("Lỗi", "Error"),
            Self::Warning => ("Cảnh báo", "Warning"),
            Self::Info => ("Ghi nhận", "Note"),
        }
    }
}

/// A rule that findings come from. Each is declared once, in its own file under `check/`.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code by family: `F` files, `S` senders, `D` data as written, `V` values against each other.
    pub code: &'static str,
    /// The word in `data.json`, such as `unreadable`.
    pub kind: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// A headline: Vietnamese, English.
    pub title: (&'static str, &'static str),
    /// What it means: Vietnamese, English.
    pub meaning: (&'static str, &'static str),
    /// Why it matters: Vietnamese, English.
    pub reason: (&'static str, &'static str),
    /// An example: Vietnamese, English.
    pub example: (&'static str, &'static str),
    /// What to do: Vietnamese, English.
    pub remedy: (&'static str, &'static str),
}

impl Rule {
    /// One of the rule's texts in `language`.
    pub fn text(pair: (&'static str, &'static str), language: Language) -> &'static str {
        match language {
            Language::Vietnamese => pair.0,
            Language::English => pair.1,
        }
    }
}

/// One trouble with what agencies sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// The agency concerned, where it is known.
    pub agency: Option<AgencyId>,
    /// The file, relative to `inputs/<year>/`; empty for a body that sent nothing.
    pub file: String,
    /// The cells concerned, in reading order; none where the finding is about the whole file or body.
    pub cells: Vec<CellRef>,
    /// What was found.
    pub message: Bilingual,
    /// What to do.
    pub fix: Bilingual,
}
