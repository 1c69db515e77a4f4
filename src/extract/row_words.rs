//! How much of what somebody wrote stands in the words of a row of the form: the measure for words that are the clerk's own,
//! shortened and abbreviated. A word that few rows have tells much, one that most rows have little.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::vietnamese::folded_in_full;

/// Words that join others and tell no row from another, folded.
const JOINING: [&str; 11] = ["va", "cua", "cac", "cho", "theo", "trong", "ve", "voi", "o", "den", "tu"];
/// Pairs of words that call a row a row and tell nothing of it, folded: `Nhiệm vụ 1`, `Điểm a`.
const CALLING: [&str; 6] = ["nhiem vu", "chi tieu", "noi dung", "giai phap", "muc", "diem"];
/// Abbreviations of documents, folded, which rows of a plan cite.
const DOCUMENTS: [(&str, &str); 3] = [("nq", "nghi quyet"), ("kl", "ket luan"), ("qd", "quyet dinh")];
/// Weight of two words that follow each other, against that of a word as rare.
const PAIR: f64 = 0.5;
/// Letters that an abbreviation has at least that is told by the initials of a row's words.
const INITIALS: usize = 3;

/// The words of a row of the form.
#[derive(Clone, Debug, Default)]
pub(super) struct RowWords {
    /// Its words and the pairs of those that follow each other.
    all: FxHashSet<u64>,
    /// The first letters of its words, in their order.
    initials: String,
}

impl RowWords {
    /// Those of folded texts.
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut row = Self::default();
        for folded in texts {
            let words = telling(folded);
            row.all.extend(words.iter().map(|word| hash(word)));
            row.all.extend(words.windows(2).map(|pair| hash_pair(&pair[0], &pair[1])));
            row.initials.push(' ');
            row.initials.extend(words.iter().filter_map(|word| word.chars().next()));
        }
        row
    }
}

/// How many rows of one kind have each word and pair.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    rows: usize,
    having: FxHashMap<u64, u32>,
}

impl Vocabulary {
    /// Adds a row.
    pub(super) fn add(&mut self, row: &RowWords) {
        self.rows += 1;
        for word in &row.all {
            *self.having.entry(*word).or_default() += 1;
        }
    }

    /// What somebody wrote, weighed.
    pub(super) fn weigh(&self, folded: &str) -> Written {
        let words = telling(folded);
        let single = words.iter().map(|word| {
            let key = hash(word);
            let initials = (word.len() >= INITIALS && !self.having.contains_key(&key)).then(|| word.clone());
            (key, self.weight(key), initials)
        });
        let pairs = words.windows(2).map(|pair| {
            let key = hash_pair(&pair[0], &pair[1]);
            (key, PAIR * self.weight(key), None)
        });
        let parts: Vec<_> = single.chain(pairs).collect();
        let is_called = CALLING.iter().any(|calling| {
            folded.strip_prefix(calling).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && rest.len() <= 4)
        });
        Written {
            whole: parts.iter().map(|(_, weight, _)| weight).sum(),
            words: if is_called { 0 } else { words.len() },
            parts,
        }
    }

    /// The logarithm of the share of rows that have it: nothing where all do, most where none does.
    fn weight(&self, key: u64) -> f64 {
        let having = self.having.get(&key).copied().unwrap_or(0);
        ((self.rows as f64 + 1.0) / (f64::from(having) + 0.5)).ln().max(0.0)
    }
}

/// Words that somebody wrote, with their weights.
#[derive(Debug)]
pub(super) struct Written {
    /// Words and pairs: key, weight, and what may be initials.
    parts: Vec<(u64, f64, Option<String>)>,
    whole: f64,
    /// How many words tell anything.
    pub(super) words: usize,
}

impl Written {
    /// The share of them that stands in a row, 0 to 1, by weight.
    pub(super) fn share_in(&self, row: &RowWords) -> f64 {
        if self.whole <= 0.0 {
            return 0.0;
        }
        let is_in = |key: &u64, initials: &Option<String>| {
            row.all.contains(key) || initials.as_ref().is_some_and(|initials| row.initials.contains(initials.as_str()))
        };
        let common: f64 =
            self.parts.iter().filter(|(key, _, initials)| is_in(key, initials)).map(|(_, weight, _)| weight).sum();
        common / self.whole
    }
}

/// The words of a folded text that tell something, abbreviations spelt out.
fn telling(folded: &str) -> Vec<String> {
    let full = folded_in_full(folded);
    let mut words = Vec::new();
    for word in full.split(' ').filter(|word| !word.is_empty() && !JOINING.contains(word)) {
        match DOCUMENTS.iter().find(|(short, _)| *short == word) {
            Some((_, spelt_out)) => words.extend(spelt_out.split(' ').map(str::to_owned)),
            None => words.push(word.to_owned()),
        }
    }
    words
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

fn hash_pair(first: &str, second: &str) -> u64 {
    hash(first).rotate_left(21) ^ hash(second)
}
