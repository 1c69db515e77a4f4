//! The four faces, read once. Everything in here is read-only afterwards, so that documents can be laid out at the same time.

use std::borrow::Cow;

use harfrust::{Direction, Font, GlyphId, Language, Script, ShapePlan, ShaperFont};

use super::{Face, LayoutError, shape};

/// The four faces, ready for shaping.
pub struct Fonts {
    files: [Cow<'static, [u8]>; 4],
    faces: [FaceData; 4],
}

/// What shaping needs of one face.
pub(super) struct FaceData {
    pub(super) font: Font,
    pub(super) plan: ShapePlan,
    /// Advance of every glyph in 1/1000 em, rounded as the PDF's width table has it.
    pub(super) advances: Box<[i16]>,
}

impl Fonts {
    /// The fonts in `files`, in the order of [`Face`].
    pub fn new(files: [Cow<'static, [u8]>; 4]) -> Result<Self, LayoutError> {
        let [regular, bold, italic, bold_italic] = &files;
        let faces = [
            FaceData::read(Face::Regular, regular)?,
            FaceData::read(Face::Bold, bold)?,
            FaceData::read(Face::Italic, italic)?,
            FaceData::read(Face::BoldItalic, bold_italic)?,
        ];
        Ok(Self { files, faces })
    }

    /// The font files, in the order of [`Face`].
    pub fn files(&self) -> &[Cow<'static, [u8]>; 4] {
        &self.files
    }

    /// Whether the upright face prints the character, itself or by a usual substitute such as `->` for an arrow.
    pub fn shows(&self, letter: char) -> bool {
        let face = ShaperFont::new(&self.face(Face::Regular).font);
        shape::prints(letter, |letter| face.nominal_glyph(u32::from(letter)).is_some())
    }

    pub(super) fn face(&self, face: Face) -> &FaceData {
        &self.faces[face as usize]
    }
}

impl FaceData {
    #[expect(clippy::ptr_arg, reason = "a borrowed file lives forever and need not be copied")]
    fn read(face: Face, file: &Cow<'static, [u8]>) -> Result<Self, LayoutError> {
        let fault = |reason: &str| LayoutError::Font { face: name(face), reason: reason.to_owned() };
        let font = match file {
            Cow::Borrowed(bytes) => Font::new(*bytes, 0),
            Cow::Owned(bytes) => Font::new(bytes.clone(), 0),
        }
        .ok_or_else(|| fault("not a TrueType or OpenType font"))?;
        let count = font.num_glyphs();
        if count == 0 || count > u32::from(u16::MAX) {
            return Err(fault("it holds no glyphs"));
        }
        let units = f32::from(font.units_per_em());
        if units <= 0.0 {
            return Err(fault("its em square has no size"));
        }
        let shaper = ShaperFont::new(&font);
        if shaper.nominal_glyph(u32::from('a')).is_none() {
            return Err(fault("it has no Latin letters"));
        }
        let advances =
            (0..count).map(|glyph| to_thousandths(shaper.glyph_h_advance(GlyphId::new(glyph)), units)).collect();
        let plan = ShapePlan::new(&font, Direction::LeftToRight, script(), language().as_ref(), &[]);
        Ok(Self { font, plan, advances })
    }
}

/// Latin: the only script of the documents; other characters are set glyph by glyph.
pub(super) fn script() -> Option<Script> {
    Script::from_iso15924_tag(harfrust::Tag::new(b"Latn"))
}

/// Vietnamese, for the fonts' own forms of stacked accents.
pub(super) fn language() -> Option<Language> {
    "vi".parse().ok()
}

/// Font units in 1/1000 em.
pub(super) fn to_thousandths(units: i32, units_per_em: f32) -> i16 {
    (units as f32 * 1000.0 / units_per_em).round() as i16
}

fn name(face: Face) -> &'static str {
    match face {
        Face::Regular => "regular",
        Face::Bold => "bold",
        Face::Italic => "italic",
        Face::BoldItalic => "bold italic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_font_is_named() {
        let files = std::array::from_fn(|_| Cow::Borrowed(b"not a font".as_slice()));
        assert!(matches!(Fonts::new(files), Err(LayoutError::Font { face: "regular", .. })));
    }

    #[test]
    fn fonts_are_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Fonts>();
    }
}
