//! One paragraph as it was drafted and as it came back: which words changed, and what became of its figures.

use super::record::{DraftedBlock, DraftedFigure};
use super::view::{Piece, normal};
use super::words::{Token, common, mark_figures, of_pieces, tokens};

/// What became of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Somebody typed another value.
    Retyped { figure: DraftedFigure, now: String },
    /// It is gone, and the words around it are not.
    Removed { figure: DraftedFigure },
    /// It stands where it stood, and its control does not.
    Unlocked { figure: DraftedFigure },
}

/// What became of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    /// Its words changed, figures aside.
    pub(super) is_changed: bool,
    /// What it says now, figures as they were drafted.
    pub(super) tokens: Vec<Token>,
    /// The figures that its tokens name.
    pub(super) figures: Vec<DraftedFigure>,
    pub(super) fates: Vec<Fate>,
}

/// Compares. `known` finds a figure of another block by its tag.
pub(super) fn compare(
    drafted: &DraftedBlock,
    pieces: &[Piece],
    known: &dyn Fn(&str) -> Option<DraftedFigure>,
) -> Outcome {
    let mut before = tokens(&drafted.text);
    mark_figures(&mut before, &drafted.figures);
    let mut after = of_pieces(pieces);
    let mut figures = drafted.figures.clone();
    let mut fates = Vec::new();
    let mut is_used = vec![false; drafted.figures.len()];

    // What stands in a control is the figure that its tag names.
    for token in &mut after {
        let Some(tag) = token.control.clone() else { continue };
        let own = |exact: bool| {
            let mut of_tag =
                drafted.figures.iter().enumerate().filter(|(number, figure)| figure.tag == tag && !is_used[*number]);
            of_tag.find(|(_, figure)| !exact || figure.text == token.text).map(|(number, _)| number)
        };
        let is_own = |token: &Token| {
            let unused = drafted.figures.iter().enumerate().filter(|(number, _)| !is_used[*number]);
            unused.into_iter().any(|(_, figure)| normal(&figure.text) == normal(&token.text))
        };
        let number = match own(true).or_else(|| own(false)) {
            Some(number) => {
                is_used[number] = true;
                number
            }
            // Of another block: moved here, unless it says what a figure of this block says, whose tag was written over.
            None => match known(&tag).filter(|figure| normal(&figure.text) == normal(&token.text) || !is_own(token)) {
                Some(figure) => {
                    figures.push(figure);
                    figures.len() - 1
                }
                None => {
                    token.control = None;
                    continue;
                }
            },
        };
        settle(token, number, &figures[number], &mut fates);
    }

    // What lost its control is known by the words around it.
    let pairs = common(&before, &after);
    for (from, to) in &pairs {
        if let Some(number) = before[*from].figure
            && after[*to].control.is_none()
            && !is_used[number]
        {
            is_used[number] = true;
            after[*to].figure = Some(number);
            fates.push(Fate::Unlocked { figure: figures[number].clone() });
        }
    }
    for (number, to) in in_place_of(&before, &after, &pairs) {
        if !is_used[number] {
            is_used[number] = true;
            settle(&mut after[to], number, &figures[number], &mut fates);
        }
    }
    let is_in_words = |number: usize| before.iter().any(|token| token.figure == Some(number));
    let removed = (0..drafted.figures.len()).filter(|number| !is_used[*number] && is_in_words(*number));
    fates.extend(removed.map(|number| Fate::Removed { figure: drafted.figures[number].clone() }));
    let is_changed = normal(&written(&after)) != normal(&written(&before));
    Outcome { is_changed, tokens: after, figures, fates }
}

/// A token is this figure, whatever somebody typed in its place.
fn settle(token: &mut Token, number: usize, figure: &DraftedFigure, fates: &mut Vec<Fate>) {
    token.figure = Some(number);
    if normal(&token.text) != normal(&figure.text) {
        fates.push(Fate::Retyped { figure: figure.clone(), now: token.text.clone() });
        token.text = figure.text.trim().to_owned();
    }
}

/// Numbers that stand where a figure stood: next to a word that stands there still.
fn in_place_of(before: &[Token], after: &[Token], pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (next_a, next_b) in pairs.iter().copied().chain([(before.len(), after.len())]) {
        let old: Vec<usize> = (a..next_a).collect();
        let new: Vec<usize> = (b..next_b).collect();
        (a, b) = (next_a + 1, next_b + 1);
        let is_free = |at: usize| after[at].is_number() && after[at].control.is_none() && after[at].figure.is_none();
        for (at, to) in old.iter().zip(&new) {
            // From the left: all before it in the gap was numbers for numbers.
            let Some(number) = before[*at].figure.filter(|_| is_free(*to)) else { break };
            found.push((number, *to));
        }
        for (at, to) in old.iter().rev().zip(new.iter().rev()) {
            let Some(number) = before[*at].figure.filter(|_| is_free(*to)) else { break };
            if !found.iter().any(|(known, at)| *known == number || at == to) {
                found.push((number, *to));
            }
        }
    }
    found
}

/// Tokens as a text.
pub(super) fn written(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        if token.apart && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}

/// Tokens as Markdown; `reference` names a figure, where it can be named.
pub(super) fn as_markdown(
    tokens: &[Token],
    figures: &[DraftedFigure],
    reference: &dyn Fn(&DraftedFigure) -> Option<String>,
    prose: &dyn Fn(&str, bool, bool, bool) -> String,
) -> String {
    let mut text = String::new();
    let mut open: Option<(String, bool, bool)> = None;
    let flush = |open: &mut Option<(String, bool, bool)>, text: &mut String| {
        if let Some((words, bold, italic)) = open.take() {
            let begins = text.is_empty();
            text.push_str(&prose(&words, bold, italic, begins));
        }
    };
    for token in tokens {
        let blank = if token.apart && !(text.is_empty() && open.is_none()) { " " } else { "" };
        let named = token.figure.and_then(|number| figures.get(number)).and_then(reference);
        if let Some(named) = named {
            if !blank.is_empty() {
                match &mut open {
                    Some((words, ..)) => words.push(' '),
                    None => text.push(' '),
                }
            }
            flush(&mut open, &mut text);
            text.push_str(&named);
            continue;
        }
        match &mut open {
            Some((words, bold, italic)) if (*bold, *italic) == (token.bold, token.italic) => {
                words.push_str(blank);
                words.push_str(&token.text);
            }
            _ => {
                flush(&mut open, &mut text);
                if !blank.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
                open = Some((token.text.clone(), token.bold, token.italic));
            }
        }
    }
    flush(&mut open, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::record::Kind;

    fn drafted() -> DraftedBlock {
        let figure = |code: &str, text: &str| DraftedFigure { tag: format!("tonghop:f:{code}"), text: text.to_owned() };
        DraftedBlock {
            tag: "tonghop:b:II.1.a/2".to_owned(),
            place: "II.1.a".to_owned(),
            kind: Kind::Paragraph,
            text: "Đã có 66/104\u{a0}đơn vị (63,46%), 05 đơn vị chưa.".to_owned(),
            figures: vec![figure("A:HT", "66"), figure("A:NV", "104"), figure("A.TL", "63,46%"), figure("A:CTH", "05")],
            notes: Vec::new(),
        }
    }

    /// Pieces: `[code|text]` is a control.
    fn pieces(text: &str) -> Vec<Piece> {
        let mut found = Vec::new();
        for (index, part) in text.split('[').enumerate() {
            let (control, rest) = if index > 0 { part.split_once(']').expect("a bracket") } else { ("", part) };
            if let Some((code, text)) = control.split_once('|') {
                found.push(Piece {
                    text: text.to_owned(),
                    figure: Some((format!("tonghop:f:{code}"), index)),
                    ..Piece::default()
                });
            }
            found.push(Piece { text: rest.to_owned(), ..Piece::default() });
        }
        found
    }

    fn told(text: &str) -> (bool, String, Vec<String>) {
        let outcome = compare(&drafted(), &pieces(text), &|_| None);
        let prose = |words: &str, _: bool, _: bool, _: bool| words.to_owned();
        let reference = |figure: &DraftedFigure| Some(format!("{{{{{}}}}}", figure.code()));
        let markdown = as_markdown(&outcome.tokens, &outcome.figures, &reference, &prose);
        let fates = outcome.fates.iter().map(|fate| match fate {
            Fate::Retyped { figure, now } => format!("{} {}→{now}", figure.code(), figure.text),
            Fate::Removed { figure } => format!("-{}", figure.code()),
            Fate::Unlocked { figure } => format!("?{}", figure.code()),
        });
        (outcome.is_changed, markdown, fates.collect())
    }

    const SAME: &str = "Đã có {{A:HT}}/{{A:NV}} đơn vị ({{A.TL}}), {{A:CTH}} đơn vị chưa.";

    #[test]
    fn what_is_unchanged_is_so_with_controls_and_without() {
        let (changed, markdown, fates) =
            told("Đã có [A:HT|66]/[A:NV|104] đơn vị ([A.TL|63,46%]), [A:CTH|05] đơn vị chưa.");
        assert_eq!((changed, markdown.as_str(), fates.len()), (false, SAME, 0));
        let (changed, markdown, fates) = told("Đã có 66/104 đơn vị (63,46%), 05 đơn vị chưa.");
        assert_eq!((changed, markdown.as_str(), fates.len()), (false, SAME, 4));
    }

    #[test]
    fn a_figure_typed_anew_is_told_and_never_taken() {
        let (changed, markdown, fates) = told("Đã có [A:HT|67]/[A:NV|104] đơn vị ([A.TL|63,46%]), 06 đơn vị chưa.");
        assert_eq!((changed, markdown.as_str()), (false, SAME));
        assert_eq!(fates, ["A:HT 66→67", "A:CTH 05→06"]);
        let (changed, _, fates) = told("Đã có 67/105 đơn vị (64%), 05 đơn vị chưa.");
        assert!(!changed);
        assert_eq!(fates, ["?A:CTH", "A:HT 66→67", "A:NV 104→105", "A.TL 63,46%→64%"]);
    }

    #[test]
    fn figures_in_other_words_are_figures_still() {
        let (changed, markdown, fates) =
            told("Năm 2025 có 12 xã; nay [A:HT|66] trên [A:NV|104] đơn vị đã xong, đạt [A.TL|63,46%].");
        assert!(changed);
        assert_eq!(markdown, "Năm 2025 có 12 xã; nay {{A:HT}} trên {{A:NV}} đơn vị đã xong, đạt {{A.TL}}.");
        assert_eq!(fates, ["-A:CTH"]);
    }
}
