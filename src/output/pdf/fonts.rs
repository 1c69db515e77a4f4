//! The faces cut down to the glyphs in use, and how printpdf is told of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, ParsedFont};
use rayon::prelude::*;
use subsetter::GlyphRemapper;

use super::PdfError;
use crate::layout::{Face, Pages, ShapedWord};

/// One face of a document.
pub(super) struct SubsetFace {
    /// Name of the font resource on the pages.
    pub(super) id: FontId,
    /// The cut-down font, as printpdf wants it; `None` where no glyph of the face is used.
    pub(super) font: Option<ParsedFont>,
    /// Glyph numbers of the font file to those of the subset.
    remap: GlyphRemapper,
    /// Advance of each glyph in 1/1000 em, by its number in the font file.
    widths: Vec<i16>,
    /// The glyph that each character has of itself.
    nominal: BTreeMap<u32, u16>,
    /// What each glyph that no character has of itself stands for.
    pub(super) composed: BTreeMap<u16, String>,
}

/// Units of the em square that widths are given in (ISO 32000-1, 9.7.4.3).
const EM: f64 = 1000.0;

/// Cuts the four faces down to what the pages use.
pub(super) fn subset(pages: &Pages, files: &[Cow<'static, [u8]>; 4]) -> Result<Vec<SubsetFace>, PdfError> {
    Face::ALL.into_par_iter().map(|face| SubsetFace::new(face, pages, &files[face as usize])).collect()
}

impl SubsetFace {
    fn new(face: Face, pages: &Pages, file: &[u8]) -> Result<Self, PdfError> {
        let unusable = || PdfError::Subset(format!("the {face:?} face cannot be read"));
        let mut parsed = ParsedFont::from_bytes(file, 0, &mut Vec::new()).ok_or_else(unusable)?;
        let units = f64::from(parsed.units_per_em);
        let nominal = std::mem::take(&mut parsed.codepoint_to_glyph);
        let scaled = |width: u16| (f64::from(width) * EM / units).round() as i16;
        let mut widths = vec![0; usize::from(u16::MAX) + 1];
        for (glyph, width) in &parsed.glyph_widths {
            widths[usize::from(*glyph)] = scaled(*width);
        }
        let mut used = BTreeSet::from([nominal.get(&u32::from(' ')).copied().unwrap_or(0)]);
        let mut characters: BTreeSet<char> = BTreeSet::from([' ']);
        let mut composed = BTreeMap::new();
        for word in pages.words.iter().filter(|word| word.face == face) {
            used.extend(word.glyphs.iter().map(|glyph| glyph.id));
            if is_plain(word, &nominal) {
                characters.extend(word.text.chars());
            } else {
                for (glyph, text) in clusters(word) {
                    composed.entry(glyph).or_insert_with(|| text.to_owned());
                }
            }
        }
        let id = FontId(format!("F{}", face as u8));
        let glyphs: Vec<u16> = used.iter().copied().collect();
        let remap = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
        if characters.len() == 1 && composed.is_empty() {
            return Ok(Self { id, font: None, remap, widths, nominal, composed });
        }
        let bytes = subsetter::subset(file, 0, &remap).map_err(|error| PdfError::Subset(error.to_string()))?;
        let in_subset = |glyph: &u16| remap.get(*glyph);
        parsed.codepoint_to_glyph = characters
            .iter()
            .filter_map(|letter| Some((u32::from(*letter), in_subset(nominal.get(&u32::from(*letter))?)?)))
            .collect();
        parsed.glyph_widths = used
            .iter()
            .filter_map(|glyph| Some((in_subset(glyph)?, u16::try_from(widths[usize::from(*glyph)]).ok()?)))
            .collect();
        // The tag of a subset: six capitals (ISO 32000-1, 9.6.4), fixed so that the same pages give the same bytes.
        let name = parsed.font_name.take().as_deref().and_then(postscript_name);
        parsed.font_name = Some(format!("{}+{}", tag(face), name.unwrap_or_else(|| format!("Serif-{face:?}"))));
        let scale = |value: i16| (f64::from(value) * EM / units).round() as i16;
        let metrics = &mut parsed.pdf_font_metrics;
        (metrics.x_min, metrics.x_max) = (scale(metrics.x_min), scale(metrics.x_max));
        (metrics.y_min, metrics.y_max) = (scale(metrics.y_min), scale(metrics.y_max));
        metrics.units_per_em = 1000;
        parsed.font_metrics.ascent = scale(parsed.font_metrics.ascent);
        parsed.font_metrics.descent = scale(parsed.font_metrics.descent);
        parsed.units_per_em = 1000;
        parsed.original_bytes = bytes;
        Ok(Self { id, font: Some(parsed), remap, widths, nominal, composed })
    }

    /// The number of a glyph in the subset.
    pub(super) fn subset_glyph(&self, glyph: u16) -> u16 {
        self.remap.get(glyph).unwrap_or(0)
    }

    /// Advance of a glyph, in 1/1000 em.
    pub(super) fn width(&self, glyph: u16) -> i16 {
        self.widths[usize::from(glyph)]
    }

    /// Advance of the space, in 1/1000 em.
    pub(super) fn space(&self) -> i16 {
        self.nominal.get(&u32::from(' ')).map_or(0, |glyph| self.width(*glyph))
    }

    /// Code of the space.
    pub(super) fn space_code(&self) -> u16 {
        self.nominal.get(&u32::from(' ')).map_or(0, |glyph| self.subset_glyph(*glyph))
    }
}

fn is_plain(word: &ShapedWord, nominal: &BTreeMap<u32, u16>) -> bool {
    let mut letters = word.text.chars();
    word.glyphs
        .iter()
        .all(|glyph| letters.next().is_some_and(|letter| nominal.get(&u32::from(letter)) == Some(&glyph.id)))
        && letters.next().is_none()
}

/// The glyphs of a word, each with the text it stands for; empty for a glyph that continues a cluster.
fn clusters(word: &ShapedWord) -> impl Iterator<Item = (u16, &str)> {
    word.glyphs.iter().enumerate().map(|(at, glyph)| {
        let start = usize::from(glyph.cluster);
        let continues = at > 0 && word.glyphs[at - 1].cluster == glyph.cluster;
        let end = word.glyphs[at + 1..].iter().map(|next| usize::from(next.cluster)).find(|next| *next > start);
        let text = word.text.get(start..end.unwrap_or(word.text.len())).unwrap_or_default();
        (glyph.id, if continues { "" } else { text })
    })
}

fn tag(face: Face) -> &'static str {
    match face {
        Face::Regular => "TONGRG",
        Face::Bold => "TONGBD",
        Face::Italic => "TONGIT",
        Face::BoldItalic => "TONGBI",
    }
}

/// The font's own name as a PDF name can have it; `None` where nothing of it is left.
fn postscript_name(name: &str) -> Option<String> {
    let name: String = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    Some(name).filter(|name| !name.is_empty())
}
