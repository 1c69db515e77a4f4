//! The head of an annex (decree 30/2020, Phụ lục I): label, title, the document it belongs to, a rule.

use super::piece::{Content, Drawing, Piece};
use super::text::{BOLD, ITALIC};
use super::typesetter::Typesetter;
use super::{Rule, StructureRole};
use crate::compose::Annex;

impl Typesetter<'_> {
    /// The head of an annex: its label, its title and what it belongs to.
    pub(super) fn annex_head(&mut self, annex: &Annex) {
        let theme = &self.theme.annex;
        let (label_size, title_size, reference_size) = (theme.label_size, theme.title_size, theme.reference_size);
        if !annex_title(annex).is_empty() {
            let tag = self.text.tree.title();
            self.centred(&annex.label, BOLD, label_size, tag, 0.0);
            self.centred(&annex.title, BOLD, title_size, tag, 0.0);
        }
        let mut width = 0.0;
        if !annex.reference.trim().is_empty() {
            let tag = self.text.tree.block(StructureRole::P);
            width = self.centred(&annex.reference, ITALIC, reference_size, tag, 0.0);
        }
        self.rule_below(width.clamp(90.0, 240.0), self.theme.annex.gap);
    }

    /// A short rule in the middle, a share of `width` long, with `gap` below it.
    pub(super) fn rule_below(&mut self, width: f32, gap: f32) {
        let theme = &self.theme.first_page;
        let half = width * theme.rule_share / 2.0;
        let middle = (self.frame.left + self.frame.right) / 2.0;
        let y = theme.rule_gap;
        let rule =
            Rule { from: (middle - half, y), to: (middle + half, y), thickness: theme.rule_thickness, grey: 0.0 };
        let drawing = Drawing { rules: vec![rule], ..Drawing::default() };
        let mut piece = Piece::new(theme.rule_gap + gap, Content::Drawing(Box::new(drawing)));
        piece.keep = true;
        self.push(piece);
        self.keep_with_next();
    }
}

/// Label and title in one line, as the outline has them.
pub(super) fn annex_title(annex: &Annex) -> String {
    let parts = [annex.label.trim(), annex.title.trim()].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(". ")
}

/// What the page labels of an annex begin with: `PL.I-` for `Phụ lục I`, `PL-` for the only one.
pub(super) fn label_prefix(label: &str) -> String {
    match label.split_whitespace().nth(2) {
        Some(number) => format!("PL.{number}-"),
        None => "PL-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_labelled_by_annex() {
        assert_eq!(label_prefix("Phụ lục I"), "PL.I-");
        assert_eq!(label_prefix("Phụ lục"), "PL-");
    }
}
