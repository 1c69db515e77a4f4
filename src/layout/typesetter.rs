//! Blocks to pieces: text is shaped, broken into lines and measured between the margins of a section. The typesetter knows how
//! wide a page is and how high, and of no page that there is.

use super::lines::{Alignment, Line, Measure, Method};
use super::piece::{Content, Frame, Piece};
use super::text::Text;
use super::theme::Theme;
use crate::compose::{Orientation, Style};

/// Sets blocks. What is set lies in the galley until the paginator takes it.
pub(super) struct Typesetter<'a> {
    pub(super) text: Text<'a>,
    pub(super) theme: &'a Theme,
    /// The pages of the section.
    pub(super) frame: Frame,
    /// What comes belongs to an annex.
    pub(super) in_annex: bool,
    galley: Vec<Piece>,
    /// A heading came last: what follows stays with it.
    keep_next: bool,
    /// Lines and rows still to come that a heading wants below it, beyond the first piece.
    below_heading: u8,
    /// The last heading of the annex, which names its tables on further pages.
    pub(super) annex_heading: String,
    /// The next piece that need not stay with the one before begins a page.
    break_next: bool,
    /// A piece of the section has been set.
    has_begun: bool,
}

impl<'a> Typesetter<'a> {
    pub(super) fn new(text: Text<'a>, theme: &'a Theme) -> Self {
        Self {
            text,
            theme,
            frame: Frame::new(theme, Orientation::Portrait),
            in_annex: false,
            galley: Vec::new(),
            keep_next: false,
            below_heading: 0,
            annex_heading: String::new(),
            break_next: false,
            has_begun: false,
        }
    }

    /// Begins a section on pages of this orientation.
    pub(super) fn begin_section(&mut self, orientation: Orientation) {
        self.frame = Frame::new(self.theme, orientation);
        self.keep_next = false;
        self.below_heading = 0;
        self.annex_heading.clear();
        self.break_next = false;
        self.has_begun = false;
        self.text.tree.begin_section();
    }

    /// Adds a piece below the last.
    pub(super) fn push(&mut self, mut piece: Piece) {
        piece.keep |= std::mem::take(&mut self.keep_next);
        match piece.content {
            Content::Line { .. } | Content::Row { .. } if self.below_heading > 0 => {
                self.below_heading -= 1;
                piece.keep = true;
            }
            Content::Drawing(_) => self.below_heading = 0,
            _ => {}
        }
        if !piece.keep {
            piece.begins_page = std::mem::take(&mut self.break_next);
        }
        self.set_footnotes(&mut piece);
        self.has_begun = true;
        self.galley.push(piece);
    }

    /// Whether something stands before what comes next that it could stay with.
    pub(super) fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// What comes next stays with the last piece.
    pub(super) fn keep_with_next(&mut self) {
        self.keep_next = true;
    }

    /// Another heading comes: the one before has what it asked for, and only what follows at once stays with it.
    pub(super) fn keep_no_more_lines(&mut self) {
        self.below_heading = 0;
    }

    /// The next lines stay with the heading that came last. Lines of another heading are none of them.
    pub(super) fn keep_lines_below(&mut self, lines: u8) {
        self.keep_next = lines > 0;
        self.below_heading = lines;
    }

    /// What comes next begins a page, unless it must stay with what came before.
    pub(super) fn break_page(&mut self) {
        self.break_next = true;
    }

    /// How many pieces wait for the paginator.
    pub(super) fn pieces_set(&self) -> usize {
        self.galley.len()
    }

    /// The block that began with the piece of this number may come later than the text below it.
    pub(super) fn let_float(&mut self, first: usize) {
        if let Some(piece) = self.galley.get_mut(first) {
            piece.floats = true;
        }
    }

    /// What has been set since the last time.
    pub(super) fn take_galley(&mut self) -> Vec<Piece> {
        std::mem::take(&mut self.galley)
    }

    /// Distance from the top of a line to its baseline.
    pub(super) fn baseline(&self, size: f32, pitch: f32) -> f32 {
        self.theme.baseline(size, pitch)
    }

    /// The lines of a text in one style.
    pub(super) fn line(&mut self, text: &str, style: Style, measure: Measure) -> Vec<Line> {
        self.text.line(text, style, measure)
    }

    /// The whole width between the margins, left-aligned, set line by line.
    pub(super) fn measure(&self, size: f32) -> Measure {
        self.frame.measure(size)
    }
}

impl Text<'_> {
    /// The lines of a text in one style.
    pub(super) fn line(&mut self, text: &str, style: Style, measure: Measure) -> Vec<Line> {
        let items = self.plain(text, style);
        let mut lines = Vec::new();
        if !items.is_empty() {
            self.lines(items, measure, &mut lines);
        }
        lines
    }
}

impl Frame {
    /// The whole width between the margins, left-aligned, set line by line.
    pub(super) fn measure(&self, size: f32) -> Measure {
        Measure {
            left: self.left,
            width: self.text_width(),
            indent: 0.0,
            size,
            alignment: Alignment::Left,
            method: Method::Greedy,
        }
    }
}
