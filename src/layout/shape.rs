//! Text to shaped words. Every word is shaped once per face and document; whoever sets text asks for it by its letters.

use harfrust::{Buffer, Direction, GlyphId, Language, Script, ShapeOptions, ShaperFont};
use rustc_hash::FxHashMap;

use super::fonts::{Fonts, language, script, to_thousandths};
use super::{Face, Glyph, ShapedWord, WordId, breaks};
use crate::vietnamese::is_combining_mark;

/// Longest piece that is shaped as one, in characters. A cluster is a byte offset of 16 bits, and no line holds more.
const LONGEST_PIECE: usize = 200;

/// Characters of the text around a missing one that are reported with it.
const EXCERPT: usize = 40;

/// The words of one document.
pub(super) struct Shaper<'f> {
    fonts: &'f Fonts,
    faces: [ShaperFont<'f, 'static>; 4],
    spaces: [i32; 4],
    script: Option<Script>,
    language: Option<Language>,
    buffer: Option<Buffer>,
    known: [FxHashMap<Box<str>, Pieces>; 4],
    /// Pieces of the words that may break inside.
    broken: Vec<WordId>,
    words: Vec<ShapedWord>,
    missing: Vec<(char, String)>,
}

/// A word as it may break: whole, or into a range of [`Shaper::broken`].
#[derive(Clone, Copy)]
enum Pieces {
    Whole(WordId),
    Broken { start: u32, end: u32 },
}

impl<'f> Shaper<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        let faces = Face::ALL.map(|face| ShaperFont::new(&fonts.face(face).font));
        let spaces = Face::ALL.map(|face| {
            let glyph = faces[face as usize].nominal_glyph(u32::from(' '));
            let advance = glyph.and_then(|glyph| fonts.face(face).advances.get(glyph.to_u32() as usize));
            advance.copied().map_or(250, i32::from)
        });
        Self {
            fonts,
            faces,
            spaces,
            script: script(),
            language: language(),
            buffer: None,
            known: Default::default(),
            broken: Vec::new(),
            words: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Width of the face's space in 1/1000 em.
    pub(super) fn space(&self, face: Face) -> i32 {
        self.spaces[face as usize]
    }

    pub(super) fn word(&self, id: WordId) -> &ShapedWord {
        &self.words[id.0 as usize]
    }

    /// All words, and the characters that no face has.
    pub(super) fn finish(self) -> (Vec<ShapedWord>, Vec<(char, String)>) {
        (self.words, self.missing)
    }

    /// Calls `each` with the pieces of `word` (a text without breakable spaces), between which a line may break.
    pub(super) fn pieces(&mut self, face: Face, word: &str, mut each: impl FnMut(&ShapedWord, WordId)) {
        let pieces = match self.known[face as usize].get(word) {
            Some(pieces) => *pieces,
            None => self.learn(face, word),
        };
        match pieces {
            Pieces::Whole(id) => each(&self.words[id.0 as usize], id),
            Pieces::Broken { start, end } => {
                for id in &self.broken[start as usize..end as usize] {
                    each(&self.words[id.0 as usize], *id);
                }
            }
        }
    }

    /// The pieces, at most `limit` thousandths of an em wide, into which a word too wide for its line is cut.
    /// A single cluster wider than the limit stays whole.
    pub(super) fn cut(&mut self, id: WordId, limit: i32) -> Vec<WordId> {
        let word = &self.words[id.0 as usize];
        let (face, text) = (word.face, word.text.clone());
        let mut pieces = Vec::new();
        let (mut start, mut width) = (0, 0);
        // The end of a part that ends with a separator, and how wide the word is up to there from `start`.
        let mut behind_separator: Option<(usize, i32)> = None;
        for group in word.glyphs.chunk_by(|left, right| left.cluster == right.cluster) {
            let advance: i32 = group.iter().map(|glyph| i32::from(glyph.advance)).sum();
            let at = usize::from(group[0].cluster);
            if at > start && width + advance > limit {
                // An address is better cut behind one of its separators than in the middle of a name.
                let (end, beyond) = behind_separator.filter(|(end, _)| *end > start).unwrap_or((at, width));
                pieces.push(start..end);
                start = end;
                width -= beyond;
                behind_separator = None;
            }
            width += advance;
            let after = group_end(&text, at);
            if text[at..after].ends_with(['/', '.', '@', '-', '_', '?', '&', '=', ',', ';']) {
                behind_separator = Some((after, width));
            }
        }
        pieces.push(start..text.len());
        pieces.into_iter().filter(|range| !range.is_empty()).map(|range| self.shape(face, &text[range])).collect()
    }

    /// The part of a word's width before the byte `at` of its text, in 1/1000 em.
    pub(super) fn width_before(&self, id: WordId, at: usize) -> i32 {
        let glyphs = self.words[id.0 as usize].glyphs.iter();
        glyphs.filter(|glyph| usize::from(glyph.cluster) < at).map(|glyph| i32::from(glyph.advance)).sum()
    }

    fn learn(&mut self, face: Face, word: &str) -> Pieces {
        // Where the word breaks is asked before characters are replaced: a hyphen that does not break must not begin to.
        let mut ends = Vec::new();
        breaks::inside_word(word, |end| ends.push(end));
        ends.push(word.len());
        let start = self.broken.len();
        let mut from = 0;
        for end in ends {
            let printed = self.printable(face, &word[from..end], word);
            for piece in chunks(&printed) {
                let id = self.shape(face, piece);
                self.broken.push(id);
            }
            from = end;
        }
        let pieces = match self.broken[start..] {
            [only] => {
                self.broken.pop();
                Pieces::Whole(only)
            }
            _ => Pieces::Broken { start: start as u32, end: self.broken.len() as u32 },
        };
        self.known[face as usize].insert(word.into(), pieces);
        pieces
    }

    /// A part of `word` with what the face cannot show replaced by what it can.
    fn printable<'t>(&mut self, face: Face, part: &'t str, word: &str) -> std::borrow::Cow<'t, str> {
        let shows = |c: char| self.faces[face as usize].nominal_glyph(u32::from(c)).is_some();
        let fine = |c: char| shows(c) || is_ignorable(c);
        if part.chars().all(fine) {
            return part.into();
        }
        let fallback = if shows('□') { '□' } else { '?' };
        let mut missing = Vec::new();
        let mut printed = String::with_capacity(part.len());
        for c in part.chars() {
            if fine(c) {
                printed.push(c);
            } else if let Some(substitute) = substitute(c).filter(|text| text.chars().all(shows)) {
                printed.push_str(substitute);
            } else {
                printed.push(fallback);
                missing.push(c);
            }
        }
        for c in missing {
            if !self.missing.iter().any(|(known, _)| *known == c) {
                self.missing.push((c, word.chars().take(EXCERPT).collect()));
            }
        }
        printed.into()
    }

    fn shape(&mut self, face: Face, text: &str) -> WordId {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(self.script);
        buffer.set_language(self.language.clone());
        let data = self.fonts.face(face);
        let font = &self.faces[face as usize];
        // The plan is made for the buffer's direction, script and language: shaping has no other way to fail.
        let shaped = harfrust::shape(font, &mut buffer, ShapeOptions::new().plan(Some(&data.plan)));
        let mut glyphs = Vec::with_capacity(buffer.len());
        if shaped.is_ok() {
            let units = f32::from(data.font.units_per_em());
            for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
                let natural = font.glyph_h_advance(GlyphId::new(info.glyph_id));
                let tabled = data.advances.get(info.glyph_id as usize).copied().unwrap_or_default();
                let advance = tabled.saturating_add(to_thousandths(position.x_advance - natural, units));
                glyphs.push(Glyph { id: info.glyph_id as u16, advance, cluster: info.cluster as u16 });
            }
        }
        self.buffer = Some(buffer);
        let width = glyphs.iter().map(|glyph| i32::from(glyph.advance)).sum();
        let id = WordId(self.words.len() as u32);
        self.words.push(ShapedWord { face, text: text.into(), glyphs: glyphs.into(), width });
        id
    }
}

/// Cuts a text of more than [`LONGEST_PIECE`] characters; never before a combining mark.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let cut = rest.char_indices().skip(LONGEST_PIECE).find(|(at, c)| {
            // A text of marks alone must end somewhere, too.
            !is_combining_mark(*c) || *at > 16 * LONGEST_PIECE
        });
        let (piece, after) = rest.split_at(cut.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(piece)
    })
}

/// Whether a face that `shows` some characters prints this one: itself, as nothing, or by a substitute.
pub(super) fn prints(letter: char, shows: impl Fn(char) -> bool) -> bool {
    shows(letter) || is_ignorable(letter) || substitute(letter).is_some_and(|text| text.chars().all(shows))
}

/// Whether shaping hides the character where the face lacks it.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// What stands in for characters that agencies use and text faces often lack.
fn substitute(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2010}' | '\u{2011}' | '\u{2043}' | '\u{2212}' => "-",
        '\u{2012}' | '\u{2015}' => "\u{2013}",
        '\u{2007}' | '\u{202F}' => "\u{A0}",
        '☐' | '❑' | '❏' | '\u{F0A8}' | '\u{F06F}' => "□",
        '☑' | '☒' | '✓' | '✔' | '\u{F0FE}' | '\u{F0FC}' => "x",
        '\u{F0B7}' | '\u{F0A7}' | '‣' | '◦' | '➢' | '❖' => "•",
        '→' | '➔' | '\u{F0E0}' => "->",
        '⇒' => "=>",
        '≤' => "<=",
        '≥' => ">=",
        '、' => ",",
        '。' => ".",
        _ => return None,
    })
}

/// Where the character ends that begins at byte `at`.
fn group_end(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(text.len(), |character| at + character.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::test_fonts;

    fn texts(shaper: &mut Shaper<'_>, word: &str) -> Vec<String> {
        let mut texts = Vec::new();
        shaper.pieces(Face::Regular, word, |piece, _| texts.push(piece.text.to_string()));
        texts
    }

    #[test]
    fn words_are_shaped_once() {
        let mut shaper = Shaper::new(test_fonts());
        for _ in 0..3 {
            assert_eq!(texts(&mut shaper, "Tuyển"), ["Tuyển"]);
        }
        assert_eq!(shaper.words.len(), 1);
        let word = &shaper.words[0];
        assert_eq!(word.width, word.glyphs.iter().map(|glyph| i32::from(glyph.advance)).sum::<i32>());
    }

    #[test]
    fn missing_characters_are_substituted_and_reported() {
        let mut shaper = Shaper::new(test_fonts());
        assert_eq!(texts(&mut shaper, "trường\u{2011}trung"), ["trường-trung"], "this hyphen does not break");
        assert_eq!(texts(&mut shaper, "☑"), ["x"]);
        let printed = texts(&mut shaper, "漢x漢");
        assert!(printed[0].contains(['□', '?']));
        let (_, missing) = shaper.finish();
        assert_eq!(missing, [('漢', "漢x漢".to_owned())]);
    }

    #[test]
    fn very_long_words_are_cut() {
        let mut shaper = Shaper::new(test_fonts());
        let word = "ă".repeat(50_000);
        let pieces = texts(&mut shaper, &word);
        assert_eq!(pieces.len(), 250);
        assert_eq!(pieces.concat(), word);
    }

    #[test]
    fn a_word_too_wide_is_cut_at_clusters() {
        let mut shaper = Shaper::new(test_fonts());
        let mut id = WordId(0);
        shaper.pieces(Face::Regular, "Nghiêng", |_, piece| id = piece);
        let limit = shaper.word(id).width / 2;
        let pieces = shaper.cut(id, limit);
        assert!(pieces.len() >= 2);
        let joined: String = pieces.iter().map(|piece| shaper.word(*piece).text.to_string()).collect();
        assert_eq!(joined, "Nghiêng");
        assert!(pieces.iter().all(|piece| shaper.word(*piece).width <= limit));
        assert_eq!(shaper.cut(id, 0).len(), 7, "one cluster at least");
    }

    /// Of Liberation Serif's tables: A and V are 1479 of 2048 units each and stand 264 closer together, T is 1251, o 1024 and
    /// the two stand 143 closer.
    #[test]
    fn a_word_is_as_wide_as_its_letters_and_their_kerning() {
        let mut shaper = Shaper::new(test_fonts());
        let mut width = |word: &str| {
            let mut width = 0;
            shaper.pieces(Face::Regular, word, |piece, _| width = piece.width);
            width
        };
        assert_eq!(["A", "V", "T", "o", "12", "1,5"].map(&mut width), [722, 722, 611, 500, 1000, 1250]);
        assert_eq!(width("AV"), 722 + 722 - 129);
        assert_eq!(width("To"), 611 + 500 - 70);
    }

    #[test]
    fn the_width_before_a_comma_is_that_of_its_digits() {
        let mut shaper = Shaper::new(test_fonts());
        let mut id = WordId(0);
        shaper.pieces(Face::Regular, "12,5", |_, piece| id = piece);
        assert_eq!([0, 1, 2, 3, 4].map(|at| shaper.width_before(id, at)), [0, 500, 1000, 1250, 1750]);
    }

    #[test]
    fn pieces_of_a_word_are_filled_to_the_limit() {
        let mut shaper = Shaper::new(test_fonts());
        let mut id = WordId(0);
        shaper.pieces(Face::Regular, "2222", |_, piece| id = piece);
        for (limit, pieces) in [(999, 4), (1000, 2), (1499, 2), (1500, 2), (2000, 1)] {
            assert_eq!(shaper.cut(id, limit).len(), pieces, "{limit}");
        }
    }

    #[test]
    fn a_space_is_as_wide_as_its_face_says() {
        let fonts = crate::layout::test_fonts_with_bold_space(1024);
        let shaper = Shaper::new(&fonts);
        assert_eq!([Face::Regular, Face::Bold].map(|face| shaper.space(face)), [250, 500]);
    }
}
