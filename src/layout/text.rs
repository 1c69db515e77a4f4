//! Inline content to items: shaped pieces of words with what may follow each. All paragraphs of a document share one list.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::shape::Shaper;
use super::structure::Tree;
use super::{Face, StructureRole, TagId, WordId};
use crate::compose::{Inline, Style};

/// A blank to be filled in by hand (`Số:        /BC-SGDĐT`) has at least this many spaces; fewer are a slip and count as one.
const BLANK: usize = 3;

/// A piece of a paragraph that no line breaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) word: WordId,
    /// Width in 1/1000 em.
    pub(super) width: i32,
    pub(super) face: Face,
    pub(super) after: After,
    /// Number of its link in [`Text::links`], counted from 1; 0 for none.
    pub(super) link: u32,
}

/// What follows an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// The next item belongs to the same word.
    Nothing,
    /// A line may break here; nothing is printed.
    Opportunity,
    /// A space, at which a line may break.
    Space,
    /// A space at which none may: U+00A0. It stretches with the others.
    Bound,
    /// A line must break here.
    Newline,
}

impl After {
    /// Whether a line may break or must break here.
    pub(super) fn breaks(self) -> bool {
        !matches!(self, Self::Nothing | Self::Bound)
    }

    /// Whether a space is printed.
    pub(super) fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::Bound)
    }
}

/// A link as it is set: its target is known to exist.
#[derive(Clone, Debug)]
pub(super) struct LinkText {
    pub(super) target: String,
    pub(super) text: String,
    pub(super) tag: TagId,
}

/// Items of a paragraph: a range of [`Text::items`].
pub(super) type Items = Range<u32>;

/// All text of a document: its words, its paragraphs' items, its links, and the structure tree they hang on.
pub(super) struct Text<'a> {
    pub(super) shaper: Shaper<'a>,
    pub(super) items: Vec<Item>,
    pub(super) links: Vec<LinkText>,
    pub(super) tree: Tree,
    /// The anchors that exist; a link to any other is set as plain text.
    anchors: FxHashSet<String>,
}

/// The no-break space.
const NO_BREAK: char = '\u{A0}';

/// Regular, the style of most text.
pub(super) const UPRIGHT: Style = Style { bold: false, italic: false };
/// Bold.
pub(super) const BOLD: Style = Style { bold: true, italic: false };
/// Italic.
pub(super) const ITALIC: Style = Style { bold: false, italic: true };
/// Bold italic.
pub(super) const BOLD_ITALIC: Style = Style { bold: true, italic: true };

impl<'a> Text<'a> {
    pub(super) fn new(shaper: Shaper<'a>, anchors: FxHashSet<String>) -> Self {
        Self { shaper, items: Vec::new(), links: Vec::new(), tree: Tree::new(), anchors }
    }

    /// Items of `content`, whose own styles are added to `base`. Links become children of `tag`.
    pub(super) fn inlines(&mut self, content: &[Inline], base: Style, tag: TagId) -> Items {
        let start = self.items.len();
        for inline in content {
            match inline {
                Inline::Text { text, style } | Inline::Figure { text, style, .. } => {
                    self.push(text, start, join(base, *style), 0)
                }
                Inline::Break => self.set_after(start, After::Newline),
                Inline::Link { target, text, style } => {
                    let link = self.link(target, text, tag);
                    self.push(text, start, join(base, *style), link);
                }
            }
        }
        start as u32..self.items.len() as u32
    }

    /// Items of `text` in one style.
    pub(super) fn plain(&mut self, text: &str, style: Style) -> Items {
        let start = self.items.len();
        self.push(text, start, style, 0);
        start as u32..self.items.len() as u32
    }

    pub(super) fn of(&self, items: &Items) -> &[Item] {
        &self.items[items.start as usize..items.end as usize]
    }

    /// Width of what follows an item on the same line, in 1/1000 em.
    pub(super) fn space_after(&self, item: &Item) -> i32 {
        if item.after.is_space() { self.shaper.space(item.face) } else { 0 }
    }

    /// Natural width of items on one line, in 1/1000 em, without the space after the last.
    pub(super) fn width_of(&self, items: &[Item]) -> i32 {
        let words: i32 = items.iter().map(|item| item.width).sum();
        let spaces: i32 = items.iter().rev().skip(1).map(|item| self.space_after(item)).sum();
        words + spaces
    }

    /// Natural width of the items on one line, in 1/1000 em, without the space after the last.
    pub(super) fn natural_width(&self, items: &Items) -> i32 {
        self.width_of(self.of(items))
    }

    /// Width of the widest part that no line breaks, in 1/1000 em.
    pub(super) fn longest_part(&self, items: &Items) -> i32 {
        let parts = self.of(items).split_inclusive(|item| item.after.breaks());
        parts.map(|part| self.width_of(part)).max().unwrap_or(0)
    }

    /// The same items such that no unbreakable part is wider than `limit` thousandths of an em: parts that are too wide
    /// may break between their items, items that are too wide are cut at glyphs.
    pub(super) fn fit(&mut self, items: Items, limit: i32) -> Items {
        if self.longest_part(&items) <= limit {
            return items;
        }
        let start = self.items.len();
        let old: Vec<Item> = self.of(&items).to_vec();
        for part in old.split_inclusive(|item| item.after.breaks()) {
            if self.width_of(part) <= limit {
                self.items.extend_from_slice(part);
            } else {
                part.iter().for_each(|item| self.push_cut(item, limit));
            }
        }
        start as u32..self.items.len() as u32
    }

    fn push_cut(&mut self, item: &Item, limit: i32) {
        let pieces = if item.width > limit { self.shaper.cut(item.word, limit) } else { vec![item.word] };
        for word in pieces {
            let width = self.shaper.word(word).width;
            self.items.push(Item { word, width, after: After::Opportunity, ..*item });
        }
        if let Some(last) = self.items.last_mut() {
            last.after = match item.after {
                After::Nothing => After::Opportunity,
                After::Bound => After::Space,
                other => other,
            };
        }
    }

    /// Appends the words of `text` to the paragraph that began at item `start`.
    fn push(&mut self, text: &str, start: usize, style: Style, link: u32) {
        let face = face(style);
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(is_space).unwrap_or(rest.len());
            if end > 0 {
                self.push_bound(&rest[..end], start, face, link);
            }
            let after = &rest[end..];
            let next = after.find(|c| !is_space(c)).unwrap_or(after.len());
            if next > 0 {
                self.push_spaces(after[..next].chars().count(), start, face, link);
            }
            rest = &after[next..];
        }
    }

    /// Words with no-break spaces between them. Several of them in a row are a blank, which keeps its width.
    fn push_bound(&mut self, words: &str, start: usize, face: Face, link: u32) {
        let mut rest = words;
        while let Some(at) = rest.find(NO_BREAK) {
            let after = &rest[at + NO_BREAK.len_utf8()..];
            if at == 0 || after.is_empty() || after.starts_with(NO_BREAK) {
                break;
            }
            self.push_word(&rest[..at], face, link);
            self.set_after(start, After::Bound);
            rest = after;
        }
        self.push_word(rest, face, link);
    }

    fn push_word(&mut self, word: &str, face: Face, link: u32) {
        let items = &mut self.items;
        self.shaper.pieces(face, word, |piece, word| {
            items.push(Item { word, width: piece.width, face, after: After::Opportunity, link });
        });
        if let Some(last) = items.last_mut() {
            last.after = After::Nothing;
        }
    }

    /// A space after the last item. A blank is a space and a word of spaces that do not break.
    fn push_spaces(&mut self, count: usize, start: usize, face: Face, link: u32) {
        self.set_after(start, After::Space);
        if count >= BLANK && self.items.len() > start {
            self.push_word(&"\u{A0}".repeat(count.min(200) - 1), face, link);
        }
    }

    fn set_after(&mut self, start: usize, after: After) {
        if self.items.len() > start
            && let Some(last) = self.items.last_mut()
            && last.after != After::Newline
        {
            last.after = after;
        }
    }

    fn link(&mut self, target: &str, text: &str, parent: TagId) -> u32 {
        if !self.anchors.contains(target) || text.trim().is_empty() {
            return 0;
        }
        let tag = self.tree.add(StructureRole::Link, parent);
        self.links.push(LinkText { target: target.to_owned(), text: text.to_owned(), tag });
        self.links.len() as u32
    }
}

/// What the inlines say, for the outline.
pub(super) fn plain_text(content: &[Inline]) -> String {
    let parts = content.iter().map(|inline| match inline {
        Inline::Text { text, .. } | Inline::Figure { text, .. } | Inline::Link { text, .. } => text.as_str(),
        Inline::Break => " ",
    });
    parts.collect::<String>().trim().to_owned()
}

/// Spaces at which a line may break.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

fn join(base: Style, own: Style) -> Style {
    Style { bold: base.bold || own.bold, italic: base.italic || own.italic }
}

fn face(style: Style) -> Face {
    match (style.bold, style.italic) {
        (false, false) => Face::Regular,
        (true, false) => Face::Bold,
        (false, true) => Face::Italic,
        (true, true) => Face::BoldItalic,
    }
}

#[cfg(test)]
mod tests;
