//! Statements that several bodies make are said once, with who said them.

use rustc_hash::FxHashMap;

use super::escape::one_line;
use crate::model::{Origin, Traced};
use crate::vietnamese::{ToldCause, says_something, tone_key, with_causes};

/// A statement and the bodies that make it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement<'a> {
    /// The words of the first body that makes it, on one line, without the full stop.
    pub(super) text: String,
    /// The bodies, in the order of the registry, each once.
    pub(super) bodies: Vec<Speaker<'a>>,
    /// The causes that bodies tell of it, each once, in the order of the registry.
    pub(super) causes: Vec<ToldCause>,
}

/// A text taken apart: what it states, and the causes that it tells.
type Parted<'t> = (&'t str, Vec<ToldCause>);

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
    group_by(statements, |text| (text, Vec::new()))
}

/// As [`group`], for difficulties: what bodies tell of their causes stands beside them and does not tell them apart.
pub(super) fn group_difficulties<'a>(
    statements: impl Iterator<Item = (usize, &'a Traced<String>)>,
) -> Vec<Statement<'a>> {
    group_by(statements, with_causes)
}

fn group_by<'a>(
    statements: impl Iterator<Item = (usize, &'a Traced<String>)>,
    part: impl Fn(&str) -> Parted<'_>,
) -> Vec<Statement<'a>> {
    // Most texts are repeated letter by letter: only distinct ones get a key, which is the costly part.
    let mut by_words: FxHashMap<&str, usize> = FxHashMap::default();
    let mut by_meaning: FxHashMap<String, usize> = FxHashMap::default();
    let mut groups: Vec<Statement<'_>> = Vec::new();
    for (place, said) in statements {
        let words = said.value().as_str();
        let group = *by_words.entry(words).or_insert_with(|| {
            let text = one_line(words);
            let (stated, causes) = part(&text);
            let group = *by_meaning.entry(tone_key(stated)).or_insert_with(|| {
                let text = without_stop(stated).to_owned();
                groups.push(Statement { text, bodies: Vec::new(), causes: Vec::new() });
                groups.len() - 1
            });
            add_causes(&mut groups[group].causes, causes);
            group
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

/// Adds causes that are not yet told.
fn add_causes(known: &mut Vec<ToldCause>, causes: Vec<ToldCause>) {
    for cause in causes {
        let is_same = |other: &ToldCause| other.kind == cause.kind && tone_key(&other.words) == tone_key(&cause.words);
        if !known.iter().any(is_same) {
            known.push(cause);
        }
    }
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
    use crate::vietnamese::CauseKind;

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
    fn causes_stand_beside_the_difficulty_and_do_not_part_it() {
        let said = [
            (0, "Thiếu giáo viên. Nguyên nhân khách quan: nguồn tuyển hạn chế."),
            (1, "Thiếu giáo viên"),
            (2, "thiếu giáo viên; nguyên nhân chủ quan: chậm tham mưu"),
            (3, "Thiếu giáo viên (nguyên nhân khách quan: Nguồn tuyển hạn chế)"),
        ];
        let said = said.map(traced);
        let groups = group_difficulties(said.iter().map(|(place, words)| (*place, words)));
        assert_eq!(groups.len(), 1);
        assert_eq!((groups[0].text.as_str(), groups[0].bodies.len()), ("Thiếu giáo viên", 4));
        let causes: Vec<(CauseKind, &str)> =
            groups[0].causes.iter().map(|cause| (cause.kind, cause.words.as_str())).collect();
        let told = [(CauseKind::Objective, "nguồn tuyển hạn chế"), (CauseKind::Subjective, "chậm tham mưu")];
        assert_eq!(causes, told);
    }

    #[test]
    fn order_does_not_depend_on_the_hash() {
        let said = ["c", "a", "b", "d"].map(|words| traced((7, words)));
        let groups = group(said.iter().map(|(place, words)| (*place, words)));
        let texts: Vec<String> = groups.into_iter().map(|statement| statement.text).collect();
        assert_eq!(texts, ["c", "a", "b", "d"]);
    }
}
