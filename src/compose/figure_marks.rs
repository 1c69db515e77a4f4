//! Figures that can be told from the words around them, for a document that people go on writing in.
//!
//! Between `numbers` and the blocks of a document lie sentences, templates and Markdown, which know text alone. While a
//! document is composed for a draft, every figure carries signs that no text has: where it begins, its number in a list of
//! origins, and where it ends. They are taken out again before the document leaves `compose`, where they leave
//! [`Inline::Figure`]s. Whatever else is composed has none.

use std::borrow::Cow;
use std::cell::RefCell;

use super::{Block, Document, Inline, Style};
use crate::model::Origin;

/// Begins a figure. Of the private planes of Unicode, whose signs mean nothing to anybody else.
const BEGIN: char = '\u{10fff0}';
/// Ends a figure.
const END: char = '\u{10fff1}';
/// Begins a count on its way into a template, as [`super::render`] finds it.
const COUNT: char = '\u{10fff2}';
/// The digits of its number, to base 16, from this sign on.
const DIGITS: u32 = 0x10_ff00;

thread_local! {
    /// The origins of the figures printed so far, while figures are marked.
    static PRINTED: RefCell<Option<Vec<Origin>>> = const { RefCell::new(None) };
}

/// Ends the marking, whatever happens.
struct Marking;

impl Drop for Marking {
    fn drop(&mut self) {
        PRINTED.set(None);
    }
}

/// What `compose` composes, with every figure marked, and the origins of the figures.
pub(super) fn marked<T>(compose: impl FnOnce() -> T) -> (T, Vec<Origin>) {
    PRINTED.set(Some(Vec::new()));
    let _marking = Marking;
    let composed = compose();
    (composed, PRINTED.take().unwrap_or_default())
}

/// Whether figures are being marked.
pub(super) fn is_marking() -> bool {
    PRINTED.with_borrow(Option::is_some)
}

/// The number of a figure of this origin, where figures are marked.
fn number(origin: &Origin) -> Option<usize> {
    PRINTED.with_borrow_mut(|printed| {
        let printed = printed.as_mut()?;
        printed.push(origin.clone());
        Some(printed.len() - 1)
    })
}

/// The text of a figure, marked where figures are.
pub(super) fn mark(origin: &Origin, text: String) -> String {
    match number(origin) {
        Some(number) => mark_as(number, &text),
        None => text,
    }
}

/// The text of the figure with this number.
pub(super) fn mark_as(number: usize, text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 24);
    marked.push(BEGIN);
    marked.extend(format!("{number:x}").chars().filter_map(sign));
    marked.push_str(text);
    marked.push(END);
    marked
}

/// The sign of a digit to base 16.
fn sign(digit: char) -> Option<char> {
    char::from_u32(DIGITS + digit.to_digit(16)?)
}

/// The digit of a sign.
fn digit(sign: char) -> Option<usize> {
    let digit = u32::from(sign).checked_sub(DIGITS).filter(|digit| *digit < 16)?;
    usize::try_from(digit).ok()
}

/// `marked` with `more` at its end, within the figure where it ends with one: `%` belongs to its number.
pub(super) fn extended(marked: &str, more: &str) -> String {
    match marked.strip_suffix(END) {
        Some(figure) => format!("{figure}{more}{END}"),
        None => format!("{marked}{more}"),
    }
}

/// A count as it goes into a template while figures are marked: its number and its value.
pub(super) fn count_for_template(origin: &Origin, count: usize) -> Option<String> {
    number(origin).map(|number| format!("{COUNT}{number}:{count}"))
}

/// The number and the value of a count that went into a template.
pub(super) fn count_of_template(text: &str) -> Option<(usize, usize)> {
    let (number, count) = text.strip_prefix(COUNT)?.split_once(':')?;
    Some((number.parse().ok()?, count.parse().ok()?))
}

/// A text without marks, and what stood between them: the ends of each figure in characters, and its number.
pub(super) fn unmarked(text: &str) -> (Cow<'_, str>, Vec<(usize, usize, usize)>) {
    if !text.contains([BEGIN, END]) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut plain = String::with_capacity(text.len());
    let mut figures = Vec::new();
    let (mut at, mut open) = (0, None);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            BEGIN => {
                let mut number = 0_usize;
                while let Some(next) = signs.peek().copied().and_then(digit) {
                    number = number.saturating_mul(16).saturating_add(next);
                    signs.next();
                }
                open = Some((at, number));
            }
            END => figures.extend(open.take().filter(|(from, _)| *from < at).map(|(from, number)| (from, at, number))),
            other => {
                plain.push(other);
                at += 1;
            }
        }
    }
    (Cow::Owned(plain), figures)
}

/// The marks of `figures` put back into a text, given by their places in characters.
pub(super) fn marked_again(plain: &str, figures: &[(usize, usize, usize)]) -> String {
    let letters: Vec<char> = plain.chars().collect();
    let part = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut marked = String::with_capacity(plain.len() + 24 * figures.len());
    let mut at = 0;
    for &(from, to, number) in figures {
        marked.push_str(&part(at, from));
        marked.push_str(&mark_as(number, &part(from, to)));
        at = to;
    }
    marked + &part(at, letters.len())
}

/// Takes the marks out of a document: each marked figure becomes an [`Inline::Figure`] with the code that `code` gives for
/// its number. Where there can be none, as in a chart, the words alone are left.
pub(super) fn resolve(document: &mut Document, code: &dyn Fn(usize) -> String) {
    for block in document.body.iter_mut().chain(document.annexes.iter_mut().flat_map(|annex| &mut annex.blocks)) {
        for_each_content(block, &mut |content| split(content, code));
        match block {
            Block::Table(table) => clean(&mut table.unit),
            Block::Chart(chart) => {
                [&mut chart.caption, &mut chart.alternative].into_iter().for_each(clean);
                chart.categories.iter_mut().for_each(clean);
                for series in &mut chart.series {
                    clean(&mut series.name);
                    series.labels.iter_mut().for_each(clean);
                }
            }
            _ => {}
        }
    }
}

/// Calls `each` with every running text of a block.
pub(super) fn for_each_content(block: &mut Block, each: &mut dyn FnMut(&mut Vec<Inline>)) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) | Block::Basis(content) | Block::Note(content) => {
            each(content);
        }
        Block::List(items) => items.iter_mut().for_each(|item| each(&mut item.content)),
        Block::Table(table) => {
            each(&mut table.caption);
            table.head.iter_mut().flatten().for_each(|cell| each(&mut cell.content));
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.paragraphs).for_each(each);
        }
        Block::Chart(_) | Block::PageBreak => {}
    }
}

fn clean(text: &mut String) {
    if let (Cow::Owned(plain), _) = unmarked(text) {
        *text = plain;
    }
}

/// Parts text at the figures in it.
fn split(content: &mut Vec<Inline>, code: &dyn Fn(usize) -> String) {
    let has_marks = |inline: &Inline| match inline {
        Inline::Text { text, .. } | Inline::Link { text, .. } => text.contains(BEGIN),
        Inline::Figure { .. } | Inline::Break => false,
    };
    if !content.iter().any(has_marks) {
        return;
    }
    let mut parted = Vec::with_capacity(content.len() + 4);
    for inline in content.drain(..) {
        match inline {
            Inline::Text { text, style } => parts(&text, style, code, &mut parted),
            Inline::Link { target, mut text, style } => {
                clean(&mut text);
                parted.push(Inline::Link { target, text, style });
            }
            other => parted.push(other),
        }
    }
    *content = parted;
}

fn parts(text: &str, style: Style, code: &dyn Fn(usize) -> String, into: &mut Vec<Inline>) {
    let (plain, figures) = unmarked(text);
    let mut letters = plain.chars();
    let mut at = 0;
    let mut take = |until: usize| -> String {
        let part = letters.by_ref().take(until - at).collect();
        at = until;
        part
    };
    let push_text = |text: String, into: &mut Vec<Inline>| {
        if !text.is_empty() {
            into.push(Inline::Text { text, style });
        }
    };
    for (from, to, number) in figures {
        push_text(take(from), into);
        into.push(Inline::Figure { text: take(to), style, code: code(number) });
    }
    push_text(letters.collect(), into);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(name: &str) -> Origin {
        Origin::Setting(name.into())
    }

    #[test]
    fn nothing_is_marked_but_for_a_draft() {
        assert_eq!(mark(&setting("a"), "12".to_owned()), "12");
        assert_eq!(count_for_template(&setting("a"), 12), None);
        let (text, origins) = marked(|| format!("có {} xã", mark(&setting("a"), "12".to_owned())));
        assert_eq!((unmarked(&text).0.as_ref(), origins), ("có 12 xã", vec![setting("a")]));
        assert!(!is_marking());
    }

    #[test]
    fn a_text_is_parted_at_its_figures() {
        let text = format!("đạt {} ({}/{}).", extended(&mark_as(0, "5"), "%"), mark_as(300, "08"), mark_as(17, "10"));
        let mut found = Vec::new();
        parts(&text, Style::default(), &|number| number.to_string(), &mut found);
        let told: Vec<String> = found
            .iter()
            .map(|inline| match inline {
                Inline::Text { text, .. } => text.clone(),
                Inline::Figure { text, code, .. } => format!("[{code}:{text}]"),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(told, ["đạt ", "[0:5%]", " (", "[300:08]", "/", "[17:10]", ")."]);
    }

    #[test]
    fn marks_are_put_back_where_they_were() {
        let text = format!("{} và {}", mark_as(1, "5%"), mark_as(20, "1.234"));
        let (plain, figures) = unmarked(&text);
        assert_eq!(plain, "5% và 1.234");
        assert_eq!(marked_again(&plain, &figures), text);
    }

    #[test]
    fn what_only_looks_like_a_mark_is_text() {
        for broken in [format!("a{END}b"), format!("a{BEGIN}b"), format!("{BEGIN}{END}ab")] {
            assert_eq!(unmarked(&broken), (Cow::Owned("ab".to_owned()), Vec::new()));
        }
    }

    #[test]
    fn counts_go_through_templates_with_their_number() {
        let (text, _) = marked(|| count_for_template(&setting("a"), 12));
        assert_eq!(text.as_deref().and_then(count_of_template), Some((0, 12)));
        assert_eq!(count_of_template("0:12"), None);
    }
}
