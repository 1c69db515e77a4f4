//! The head of an annex (decree 30/2020, Phụ lục I): label, title, the document it belongs to, a rule.

use super::flow::{Content, Flow, Mark, Strip};
use super::place::Drawing;
use super::text::{BOLD, ITALIC};
use super::{Rule, StructureRole};
use crate::compose::Annex;

impl Flow<'_> {
    /// An annex: a section of its own, with its own page numbers.
    pub(super) fn annex(&mut self, annex: Annex) {
        self.begin_section(annex.orientation, label_prefix(&annex.label));
        self.in_annex = true;
        let theme = &self.theme.annex;
        let (label_size, title_size, reference_size) = (theme.label_size, theme.title_size, theme.reference_size);
        let title = [annex.label.trim(), annex.title.trim()].into_iter().filter(|part| !part.is_empty());
        let title = title.collect::<Vec<_>>().join(". ");
        if !title.is_empty() {
            let top = self.frame.top;
            self.mark(Mark { anchor: String::new(), outline: Some((title, 1)) }, top);
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
        self.blocks(annex.blocks, 2);
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
        let mut strip = Strip::new(theme.rule_gap + gap, Content::Drawing(Box::new(drawing)));
        strip.keep = true;
        self.push(strip);
        self.keep_with_next();
    }
}

/// What the page labels of an annex begin with: `PL.I-` for `Phụ lục I`, `PL-` for the only one.
fn label_prefix(label: &str) -> String {
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
