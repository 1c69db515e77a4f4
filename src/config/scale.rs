//! The words in which an indicator is answered that is not answered in figures.

use std::sync::Arc;

use crate::model::Level;

/// Levels from the lowest to the highest, each by its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    words: Vec<Arc<str>>,
    is_yes_no: bool,
}

impl Scale {
    /// `Không` and `Có`.
    pub fn yes_no() -> Self {
        Self { words: vec!["Không".into(), "Có".into()], is_yes_no: true }
    }

    /// These words, the lowest first.
    pub fn of_levels<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self { words: words.into_iter().map(Into::into).collect(), is_yes_no: false }
    }

    /// Whether it is a question of yes or no, which people answer in many ways: `x`, `Đã có`, `Chưa`.
    pub fn is_yes_no(&self) -> bool {
        self.is_yes_no
    }

    /// Its words, the lowest first.
    pub fn words(&self) -> &[Arc<str>] {
        &self.words
    }

    /// The words as the form offers them: `Có` before `Không`, levels from the lowest up.
    pub fn choices(&self) -> Vec<String> {
        let words = self.words.iter().map(ToString::to_string);
        if self.is_yes_no { words.rev().collect() } else { words.collect() }
    }

    /// The level at a rank.
    pub fn level(&self, rank: usize) -> Option<Level> {
        self.words.get(rank).map(|word| Level { rank, word: Arc::clone(word) })
    }

    /// The rank of the highest level.
    pub fn highest(&self) -> usize {
        self.words.len().saturating_sub(1)
    }

    /// The rank of a word, spelt as the settings have it.
    pub fn rank_of(&self, word: &str) -> Option<usize> {
        self.words.iter().position(|own| **own == *word)
    }

    /// What a body says that is at this level or above it: `“Có”`, `từ “Mức 2” trở lên`.
    pub fn at_least(&self, rank: usize) -> String {
        match self.words.get(rank) {
            Some(word) if rank < self.highest() => format!("từ “{word}” trở lên"),
            Some(word) => format!("“{word}”"),
            None => String::new(),
        }
    }
}
