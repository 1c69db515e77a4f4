//! Where things stand on the pages: the entries of the outline, what links lead to, the ranges of page labels. A link may
//! lead to a later page, so links wait until all anchors are known.

use rustc_hash::FxHashMap;

use super::piece::Mark;
use super::text::Text;
use super::{LabelRange, Link, OutlineEntry, Page};

/// The places of a document as its pages grow.
#[derive(Default)]
pub(super) struct References {
    pub(super) outline: Vec<OutlineEntry>,
    pub(super) labels: Vec<LabelRange>,
    /// By name: page and height.
    anchors: FxHashMap<String, (usize, f32)>,
    links: Vec<PendingLink>,
}

/// A link whose target may stand on a later page.
struct PendingLink {
    page: usize,
    /// Left, top, width, height.
    area: [f32; 4],
    /// Index into [`Text::links`].
    link: usize,
}

impl References {
    /// Takes note of where an anchor or an entry of the outline stands.
    pub(super) fn mark(&mut self, mark: Mark, page: usize, y: f32) {
        if let Some((title, level)) = mark.outline {
            // An entry can only stand below one of the level above.
            let level = level.min(self.outline.last().map_or(1, |entry| entry.level + 1));
            self.outline.push(OutlineEntry { title, level, page, y });
        }
        if !mark.anchor.is_empty() {
            self.anchors.entry(mark.anchor).or_insert((page, y));
        }
    }

    /// Takes note of a link on `page`.
    pub(super) fn link(&mut self, page: usize, area: [f32; 4], link: usize) {
        self.links.push(PendingLink { page, area, link });
    }

    /// Gives every link the place of its target, now that all are known; one whose target is nowhere is plain text.
    pub(super) fn resolve_links(&mut self, text: &Text<'_>, pages: &mut [Page]) {
        for pending in std::mem::take(&mut self.links) {
            let link = &text.links[pending.link];
            if let Some((page, y)) = self.anchors.get(&link.target) {
                let link = Link { area: pending.area, page: *page, y: *y, text: link.text.clone(), tag: link.tag };
                pages[pending.page].links.push(link);
            }
        }
    }
}
