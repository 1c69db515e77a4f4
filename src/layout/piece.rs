//! What the typesetter hands to the paginator: pieces, which go onto a page as a whole. A piece knows its height and whether
//! a page may break above it; it knows no page.

use std::rc::Rc;

use super::footnotes::SetFootnote;
use super::lines::Line;
use super::table::SetTable;
use super::theme::{MM, Theme};
use super::{Fill, MarkedContent, Rule, TagId};
use crate::compose::Orientation;

/// A page and the room for text on it, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// What goes onto a page as a whole: a line, a row of a table, a drawing.
pub(super) struct Piece {
    /// Space above; none at the top of a page.
    pub(super) gap: f32,
    pub(super) height: f32,
    /// No page breaks above it.
    pub(super) keep: bool,
    /// A picture or a small table begins with it: where there is no room for that, it comes on top of the next page or further
    /// down, and the text goes on.
    pub(super) floats: bool,
    /// A page begins with it.
    pub(super) begins_page: bool,
    pub(super) mark: Option<Box<Mark>>,
    /// The footnotes whose marks stand in it.
    pub(super) footnotes: Vec<SetFootnote>,
    pub(super) content: Content,
}

/// What the outline and links lead to.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// May be empty.
    pub(super) anchor: String,
    /// Title and level.
    pub(super) outline: Option<(String, u8)>,
}

/// What a piece shows.
pub(super) enum Content {
    /// Lines on one baseline: the text, before it perhaps the mark of a list item.
    Line { line: Line, tag: TagId, label: Option<(Line, TagId)> },
    /// The head of a table.
    Head(Rc<SetTable>),
    /// A row of a table.
    Row { table: Rc<SetTable>, row: usize },
    /// Anything else: the signature block, a chart.
    Drawing(Box<Drawing>),
}

/// Lines, rules and fills that stay where they are relative to each other. x is the page's, y is counted from its top.
#[derive(Default)]
pub(super) struct Drawing {
    /// Baseline, line, what it belongs to.
    pub(super) lines: Vec<(f32, Line, MarkedContent)>,
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    /// The figure it is, with its left, top, width and height.
    pub(super) figure: Option<(TagId, [f32; 4])>,
}

impl Frame {
    pub(super) fn new(theme: &Theme, orientation: Orientation) -> Self {
        let page = &theme.page;
        let (width, height) = match orientation {
            Orientation::Portrait => (page.width_mm * MM, page.height_mm * MM),
            Orientation::Landscape => (page.height_mm * MM, page.width_mm * MM),
        };
        Self {
            width,
            height,
            left: page.margin_left_mm * MM,
            right: width - page.margin_right_mm * MM,
            top: page.margin_top_mm * MM,
            bottom: height - page.margin_bottom_mm * MM,
        }
    }

    /// Width between the margins.
    pub(super) fn text_width(&self) -> f32 {
        self.right - self.left
    }

    /// Height between the margins.
    pub(super) fn text_height(&self) -> f32 {
        self.bottom - self.top
    }
}

impl Piece {
    pub(super) fn new(height: f32, content: Content) -> Self {
        Self {
            gap: 0.0,
            height,
            keep: false,
            floats: false,
            begins_page: false,
            mark: None,
            footnotes: Vec::new(),
            content,
        }
    }
}
