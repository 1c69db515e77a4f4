//! Pages to content streams, a chunk of pages at a time so that chunks run in parallel.

use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;

use super::PdfError;
use super::fonts::SubsetFace;
use super::operators::{Operators, hundredths, push_escaped, push_hundredths};
use crate::layout::{MarkedContent, Page, Pages, Run, ShapedWord, TagId};

/// Pages that one thread encodes before it asks for more.
const CHUNK: usize = 8;
/// Level of deflate: 3 takes half as long again for three per cent, 1 saves little time and is a fifth larger.
const LEVEL: Compression = Compression::new(2);
/// Smallest room for a page's operators, in bytes.
const PAGE_BYTES: usize = 1 << 14;

/// A page as it stands in the file.
pub(super) struct EncodedPage {
    /// Its content stream, deflated.
    pub(super) content: Vec<u8>,
    /// The structure node of each marked content, by its identifier (MCID).
    pub(super) marks: Vec<TagId>,
}

/// Encodes all pages, in order.
pub(super) fn encode(pages: &Pages, faces: &[SubsetFace]) -> Result<Vec<EncodedPage>, PdfError> {
    let words = EncodedWords::new(&pages.words, faces);
    let encode = |chunk: &[Page]| -> Result<Vec<EncodedPage>, PdfError> {
        let mut deflater = Deflater::new();
        let mut operators = Operators::with_capacity(PAGE_BYTES);
        let mut encode = |page| {
            operators.clear();
            let mut encoder =
                PageEncoder { pages, faces, words: &words, page, operators: &mut operators, marks: Vec::new() };
            encoder.encode();
            let marks = encoder.marks;
            Ok(EncodedPage { content: deflater.deflate(operators.bytes())?, marks })
        };
        chunk.iter().map(&mut encode).collect()
    };
    let chunks: Vec<Vec<EncodedPage>> = pages.pages.par_chunks(CHUNK).map(encode).collect::<Result<_, _>>()?;
    Ok(chunks.into_iter().flatten().collect())
}

/// Compresses streams as FlateDecode has it, one after the other.
pub(super) struct Deflater {
    state: Compress,
}

impl Deflater {
    pub(super) fn new() -> Self {
        Self { state: Compress::new(LEVEL, true) }
    }

    pub(super) fn deflate(&mut self, content: &[u8]) -> Result<Vec<u8>, PdfError> {
        self.state.reset();
        let mut deflated = Vec::with_capacity(content.len() / 3 + 64);
        loop {
            let rest = &content[self.state.total_in() as usize..];
            let status = self.state.compress_vec(rest, &mut deflated, FlushCompress::Finish);
            match status.map_err(|error| PdfError::Io(error.into()))? {
                Status::StreamEnd => return Ok(deflated),
                // The room was too small.
                Status::Ok | Status::BufError => deflated.reserve(deflated.capacity().max(64)),
            }
        }
    }
}

/// Compresses one stream.
pub(super) fn deflate(content: &[u8]) -> Result<Vec<u8>, PdfError> {
    Deflater::new().deflate(content)
}

/// Every word as it stands inside the brackets of `TJ`: codes of two bytes, escaped, and where kerning moves a glyph the
/// string ends, the move follows in 1/1000 em, and a new string begins.
struct EncodedWords {
    bytes: Vec<u8>,
    /// Where each word ends, and whether moves are in it.
    ends: Vec<(u32, bool)>,
}

impl EncodedWords {
    fn new(words: &[ShapedWord], faces: &[SubsetFace]) -> Self {
        let mut encoded = Self { bytes: Vec::with_capacity(words.len() * 16), ends: Vec::with_capacity(words.len()) };
        for word in words {
            let face = &faces[word.face as usize];
            let mut moves = false;
            for glyph in &word.glyphs {
                push_escaped(&mut encoded.bytes, &face.subset_glyph(glyph.id).to_be_bytes());
                let kerning = face.width(glyph.id) - glyph.advance;
                if kerning != 0 {
                    push_move(&mut encoded.bytes, kerning.into());
                    moves = true;
                }
            }
            encoded.ends.push((encoded.bytes.len() as u32, moves));
        }
        encoded
    }

    fn of(&self, index: u32) -> (&[u8], bool) {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before as usize].0);
        let (end, moves) = self.ends[index as usize];
        (&self.bytes[start as usize..end as usize], moves)
    }
}

/// A move to the left between two strings, in 1/1000 em.
fn push_move(text: &mut Vec<u8>, thousandths: i32) {
    text.push(b')');
    push_hundredths(text, thousandths * 100);
    text.push(b'(');
}

struct PageEncoder<'a> {
    pages: &'a Pages,
    faces: &'a [SubsetFace],
    words: &'a EncodedWords,
    page: &'a Page,
    operators: &'a mut Operators,
    marks: Vec<TagId>,
}

/// What the text operators have set last on a page.
#[derive(Default)]
struct TextState {
    face_and_size: Option<(u8, f32)>,
    /// Beginning of the line, in hundredths.
    line: (i32, i32),
}

impl PageEncoder<'_> {
    fn encode(&mut self) {
        self.fills();
        self.rules();
        self.runs();
    }

    /// Fills below everything else; those of one content and grey are one path.
    fn fills(&mut self) {
        let page = self.page;
        if page.fills.is_empty() {
            return;
        }
        self.operators.operator("q");
        for fills in page.fills.chunk_by(|a, b| a.content == b.content) {
            self.open(fills[0].content);
            for fills in fills.chunk_by(|a, b| a.grey == b.grey) {
                self.operators.operand(hundredths(fills[0].grey)).operator("g");
                for fill in fills {
                    for length in [fill.x, page.height - fill.y - fill.height, fill.width, fill.height] {
                        self.operators.operand(hundredths(length));
                    }
                    self.operators.operator("re");
                }
                self.operators.operator("f");
            }
            self.operators.close_content();
        }
        self.operators.operator("Q");
    }

    /// Rules are artifacts; those drawn with one pen are one path.
    fn rules(&mut self) {
        let page = self.page;
        if page.rules.is_empty() {
            return;
        }
        self.operators.open_artifact();
        for rules in page.rules.chunk_by(|a, b| a.thickness == b.thickness && a.grey == b.grey) {
            self.operators.operand(hundredths(rules[0].thickness)).operator("w");
            self.operators.operand(hundredths(rules[0].grey)).operator("G");
            for rule in rules {
                for ((x, y), operator) in [(rule.from, "m"), (rule.to, "l")] {
                    self.operators.operand(hundredths(x)).operand(hundredths(page.height - y)).operator(operator);
                }
            }
            self.operators.operator("S");
        }
        self.operators.close_content();
    }

    /// Text in reading order; runs of one node that follow each other are one marked content.
    fn runs(&mut self) {
        let page = self.page;
        self.operators.operator("BT");
        let mut state = TextState::default();
        for runs in page.runs.chunk_by(|a, b| a.content == b.content) {
            self.open(runs[0].content);
            for run in runs {
                self.run(run, &mut state);
            }
            self.operators.close_content();
        }
        self.operators.operator("ET");
    }

    fn run(&mut self, run: &Run, state: &mut TextState) {
        let face = &self.faces[run.face as usize];
        if state.face_and_size != Some((run.face as u8, run.size)) {
            state.face_and_size = Some((run.face as u8, run.size));
            self.operators.raw(b"/").raw(face.id.0.as_bytes()).raw(b" ");
            self.operators.operand(hundredths(run.size)).operator("Tf");
        }
        let (x, y) = (hundredths(run.x), hundredths(self.page.height - run.baseline));
        self.operators.operand(x - state.line.0).operand(y - state.line.1).operator("Td");
        state.line = (x, y);
        self.show(run, face);
    }

    /// The words of a run, each space as wide as justification made it.
    fn show(&mut self, run: &Run, face: &SubsetFace) {
        // What justification adds to or takes from a space, in 1/1000 em; a positive number moves left.
        let adjustment = (f32::from(face.space()) - run.space * 1000.0 / run.size).round() as i32;
        let placed = &self.page.words[run.words.start as usize..run.words.end as usize];
        let mut space = Vec::with_capacity(12);
        push_escaped(&mut space, &face.space_code().to_be_bytes());
        if adjustment != 0 {
            push_move(&mut space, adjustment);
        }
        let moves = |placed: &crate::layout::PlacedWord| {
            (adjustment != 0 && placed.space_after) || self.words.of(placed.word.0).1
        };
        let in_parts = placed.iter().any(moves);
        self.operators.raw(if in_parts { b"[(" } else { b"(" });
        for placed in placed {
            self.operators.raw(self.words.of(placed.word.0).0);
            if placed.space_after {
                self.operators.raw(&space);
            }
        }
        self.operators.operator(if in_parts { ")]TJ" } else { ")Tj" });
    }

    fn open(&mut self, content: MarkedContent) {
        match content {
            MarkedContent::Artifact => self.operators.open_artifact(),
            MarkedContent::Tag(tag) => {
                let role = self.pages.structure[tag.0 as usize].role;
                self.operators.open_content(super::structure::name(role), self.marks.len());
                self.marks.push(tag);
            }
        }
    }
}
