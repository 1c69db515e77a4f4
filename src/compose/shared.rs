//! Statements that several bodies make are said once, with who said them.

use rustc_hash::FxHashMap;

use super::escape::one_line;
use crate::vietnamese::{fold, tone_key};

/// A statement and the bodies that make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// The words of the first body that makes it, on one line, without the full stop.
    pub(super) text: String,
    /// The places of the bodies in the registry, in order, each once.
    pub(super) places: Vec<usize>,
}

/// Groups statements that say the same but for case, tone placement and punctuation: the most frequent first, then in
/// the order of the registry. `statements` gives the place of the body with its words; words that say nothing
/// (`không`, `không có`) are left out.
pub(super) fn group<'a>(statements: impl Iterator<Item = (usize, &'a str)>) -> Vec<Statement> {
    // Most texts are repeated letter by letter: only distinct ones get a key, which is the costly part.
    let mut by_words: FxHashMap<&str, usize> = FxHashMap::default();
    let mut by_meaning: FxHashMap<String, usize> = FxHashMap::default();
    let mut groups: Vec<Statement> = Vec::new();
    for (place, words) in statements {
        let group = *by_words.entry(words).or_insert_with(|| {
            let text = one_line(words);
            *by_meaning.entry(tone_key(&text)).or_insert_with(|| {
                groups.push(Statement { text: without_stop(&text).to_owned(), places: Vec::new() });
                groups.len() - 1
            })
        });
        groups[group].places.push(place);
    }
    groups.retain(|statement| says_something(&statement.text));
    for statement in &mut groups {
        statement.places.sort_unstable();
        statement.places.dedup();
    }
    groups.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.places.cmp(&b.places)));
    groups
}

/// Whether a cell says more than that there is nothing to say.
pub(super) fn says_something(text: &str) -> bool {
    let folded = fold(text);
    let has_words = folded.chars().any(char::is_alphanumeric);
    let is_nothing = matches!(
        folded.trim_end_matches(['.', ' ']),
        "khong" | "khong co" | "khong co kho khan" | "khong co de xuat" | "khong co kien nghi" | "chua co" | "x"
    );
    has_words && !is_nothing
}

/// The text without the stop that closes it.
pub(super) fn without_stop(text: &str) -> &str {
    text.trim_end_matches(['.', ';', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_statement_is_said_once() {
        let said = [
            (4, "Thiếu giáo viên."),
            (0, "Kinh phí hạn hẹp"),
            (1, "thiếu giáo viên"),
            (4, "Thiếu giáo viên."),
            (2, "Không có"),
            (3, " - "),
        ];
        let groups = group(said.into_iter());
        assert_eq!(
            groups,
            [
                Statement { text: "Thiếu giáo viên".to_owned(), places: vec![1, 4] },
                Statement { text: "Kinh phí hạn hẹp".to_owned(), places: vec![0] },
            ]
        );
    }

    #[test]
    fn order_does_not_depend_on_the_hash() {
        let said = ["c", "a", "b", "d"].map(|words| (7, words));
        let texts: Vec<String> = group(said.into_iter()).into_iter().map(|statement| statement.text).collect();
        assert_eq!(texts, ["c", "a", "b", "d"]);
    }
}
