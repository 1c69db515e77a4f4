//! Statements that several bodies make are said once, with who said them.

use rustc_hash::FxHashMap;

use super::escape::one_line;
use crate::model::{Origin, Traced};
use crate::vietnamese::{says_something, tone_key};

/// A statement and the bodies that make it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement<'a> {
    /// The words of the first body that makes it, on one line, without the full stop.
    pub(super) text: String,
    /// The bodies, in the order of the registry, each once.
    pub(super) bodies: Vec<Speaker<'a>>,
}

/// A body that makes a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Speaker<'a> {
    /// Its place in the registry.
    pub(super) place: usize,
    /// Where it makes the statement first.
    pub(super) origin: &'a Origin,
}

/// How many bodies these are.
pub(super) fn number_of_speakers<'a>(bodies: impl IntoIterator<Item = &'a Speaker<'a>>) -> Traced<usize> {
    Traced::number(bodies.into_iter().map(|body| body.origin.clone()).collect())
}

/// Groups statements that say the same but for case, tone placement and punctuation: the most frequent first, then in
/// the order of the registry. `statements` gives the place of the body with its words; words that say nothing
/// (`không`, `không có`) are left out.
pub(super) fn group<'a>(statements: impl Iterator<Item = (usize, &'a Traced<String>)>) -> Vec<Statement<'a>> {
    // Most texts are repeated letter by letter: only distinct ones get a key, which is the costly part.
    let mut by_words: FxHashMap<&str, usize> = FxHashMap::default();
    let mut by_meaning: FxHashMap<String, usize> = FxHashMap::default();
    let mut groups: Vec<Statement<'_>> = Vec::new();
    for (place, said) in statements {
        let words = said.value().as_str();
        let group = *by_words.entry(words).or_insert_with(|| {
            let text = one_line(words);
            *by_meaning.entry(tone_key(&text)).or_insert_with(|| {
                groups.push(Statement { text: without_stop(&text).to_owned(), bodies: Vec::new() });
                groups.len() - 1
            })
        });
        groups[group].bodies.push(Speaker { place, origin: said.origin() });
    }
    groups.retain(|statement| says_something(&statement.text));
    for statement in &mut groups {
        // A stable sort: of what a body says at several points the first stays.
        statement.bodies.sort_by_key(|body| body.place);
        statement.bodies.dedup_by_key(|body| body.place);
    }
    groups.sort_by(|a, b| b.bodies.len().cmp(&a.bodies.len()).then_with(|| places(a).cmp(places(b))));
    groups
}

fn places(statement: &Statement<'_>) -> impl Iterator<Item = usize> {
    statement.bodies.iter().map(|body| body.place)
}

/// The text without the stop that closes it.
pub(super) fn without_stop(text: &str) -> &str {
    text.trim_end_matches(['.', ';', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traced((place, words): (usize, &str)) -> (usize, Traced<String>) {
        (place, Traced::from_setting(words.to_owned(), "test"))
    }

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
        let said = said.map(traced);
        let groups = group(said.iter().map(|(place, words)| (*place, words)));
        let told: Vec<(&str, Vec<usize>)> =
            groups.iter().map(|statement| (statement.text.as_str(), places(statement).collect())).collect();
        assert_eq!(told, [("Thiếu giáo viên", vec![1, 4]), ("Kinh phí hạn hẹp", vec![0])]);
        assert_eq!(*number_of_speakers(&groups[0].bodies).value(), 2);
    }

    #[test]
    fn order_does_not_depend_on_the_hash() {
        let said = ["c", "a", "b", "d"].map(|words| traced((7, words)));
        let groups = group(said.iter().map(|(place, words)| (*place, words)));
        let texts: Vec<String> = groups.into_iter().map(|statement| statement.text).collect();
        assert_eq!(texts, ["c", "a", "b", "d"]);
    }
}
