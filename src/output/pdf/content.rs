//! Pages to content streams. printpdf encodes the operations, a chunk of pages at a time so that chunks run in parallel.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use printpdf::{
    Color, DictItem, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, Rect, TextMatrix, WindingOrder,
};
use rayon::prelude::*;

use super::PdfError;
use super::fonts::SubsetFace;
use crate::layout::{MarkedContent, Page, Pages, Run, ShapedWord, StructureNode, TagId};

/// Pages that printpdf encodes in one go.
const CHUNK: usize = 8;
/// Level of deflate: 6 is half as slow again for three per cent.
const LEVEL: Compression = Compression::new(4);

/// A page as it stands in the file.
pub(super) struct EncodedPage {
    /// Its content stream, deflated.
    pub(super) content: Vec<u8>,
    /// The structure node of each marked content, by its identifier (MCID).
    pub(super) marks: Vec<TagId>,
}

/// A word as a `TJ` array has it: codes of two bytes, and moves between them in 1/1000 em.
type EncodedWord = Vec<Piece>;

/// A part of a word.
enum Piece {
    /// Codes of glyphs in the subset, two bytes each.
    Codes(Vec<u8>),
    /// A move to the left.
    Move(i16),
}

/// Encodes all pages, in order.
pub(super) fn encode(pages: &Pages, faces: &[SubsetFace]) -> Result<Vec<EncodedPage>, PdfError> {
    let words: Vec<EncodedWord> =
        pages.words.par_iter().map(|word| encode_word(word, &faces[word.face as usize])).collect();
    let encode = |chunk: &[Page]| encode_chunk(chunk, pages, faces, &words);
    let chunks: Vec<Vec<EncodedPage>> = pages.pages.par_chunks(CHUNK).map(encode).collect::<Result<_, _>>()?;
    Ok(chunks.into_iter().flatten().collect())
}

fn encode_word(word: &ShapedWord, face: &SubsetFace) -> EncodedWord {
    let mut pieces = Vec::new();
    let mut codes = Vec::with_capacity(word.glyphs.len() * 2);
    for glyph in &word.glyphs {
        codes.extend_from_slice(&face.subset_glyph(glyph.id).to_be_bytes());
        let kerning = face.width(glyph.id) - glyph.advance;
        if kerning != 0 {
            pieces.push(Piece::Codes(std::mem::take(&mut codes)));
            pieces.push(Piece::Move(kerning));
        }
    }
    if !codes.is_empty() {
        pieces.push(Piece::Codes(codes));
    }
    pieces
}

fn encode_chunk(
    chunk: &[Page],
    pages: &Pages,
    faces: &[SubsetFace],
    words: &[EncodedWord],
) -> Result<Vec<EncodedPage>, PdfError> {
    let mut document = PdfDocument::new("");
    let mut marks = Vec::with_capacity(chunk.len());
    for page in chunk {
        let operations = Vec::with_capacity(page.runs.len() * 4);
        let mut encoder = PageEncoder { pages, faces, words, page, operations, marks: Vec::new() };
        encoder.encode();
        document.pages.push(PdfPage::new(Mm::from(Pt(page.width)), Mm::from(Pt(page.height)), encoder.operations));
        marks.push(encoder.marks);
    }
    // Unknown operators are kept only where the document is not to be made secure for display.
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let encoded = document.to_lopdf_document(&options, &mut Vec::new());
    let contents = encoded.page_iter().map(|page| -> Result<Vec<u8>, PdfError> {
        let content = encoded.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
        deflate(&encoded.get_object(content)?.as_stream()?.content)
    });
    contents.zip(marks).map(|(content, marks)| Ok(EncodedPage { content: content?, marks })).collect()
}

/// Compresses a stream as FlateDecode has it.
pub(super) fn deflate(content: &[u8]) -> Result<Vec<u8>, PdfError> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 4), LEVEL);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

struct PageEncoder<'a> {
    pages: &'a Pages,
    faces: &'a [SubsetFace],
    words: &'a [EncodedWord],
    page: &'a Page,
    operations: Vec<Op>,
    marks: Vec<TagId>,
}

impl PageEncoder<'_> {
    fn encode(&mut self) {
        self.fills();
        self.rules();
        self.runs();
    }

    /// Fills below everything else; those of one content stand together.
    fn fills(&mut self) {
        if self.page.fills.is_empty() {
            return;
        }
        let page = self.page;
        self.operations.push(Op::SaveGraphicsState);
        for fills in page.fills.chunk_by(|a, b| a.content == b.content) {
            self.open(fills[0].content);
            for fill in fills {
                self.operations.push(Op::SetFillColor { col: grey(fill.grey) });
                self.operations.push(Op::DrawRectangle {
                    rectangle: Rect {
                        x: Pt(rounded(fill.x)),
                        y: Pt(rounded(page.height - fill.y - fill.height)),
                        width: Pt(rounded(fill.width)),
                        height: Pt(rounded(fill.height)),
                        mode: Some(PaintMode::Fill),
                        winding_order: Some(WindingOrder::NonZero),
                    },
                });
            }
            self.close();
        }
        self.operations.push(Op::RestoreGraphicsState);
    }

    /// Rules are artifacts.
    fn rules(&mut self) {
        if self.page.rules.is_empty() {
            return;
        }
        let page = self.page;
        let point = |(x, y): (f32, f32)| LinePoint {
            p: Point { x: Pt(rounded(x)), y: Pt(rounded(page.height - y)) },
            bezier: false,
        };
        self.open(MarkedContent::Artifact);
        let mut pen = (-1.0, -1.0);
        for rule in &page.rules {
            if pen.0 != rule.thickness {
                self.operations.push(Op::SetOutlineThickness { pt: Pt(rule.thickness) });
            }
            if pen.1 != rule.grey {
                self.operations.push(Op::SetOutlineColor { col: grey(rule.grey) });
            }
            pen = (rule.thickness, rule.grey);
            let points = vec![point(rule.from), point(rule.to)];
            self.operations.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
        self.close();
    }

    /// Text in reading order; runs of one node that follow each other are one marked content.
    fn runs(&mut self) {
        let page = self.page;
        self.operations.push(Op::StartTextSection);
        let mut pen = None;
        for runs in page.runs.chunk_by(|a, b| a.content == b.content) {
            self.open(runs[0].content);
            for run in runs {
                self.run(run, &mut pen);
            }
            self.close();
        }
        self.operations.push(Op::EndTextSection);
    }

    fn run(&mut self, run: &Run, pen: &mut Option<(u8, f32)>) {
        let face = &self.faces[run.face as usize];
        let font = (run.face as u8, run.size);
        if *pen != Some(font) {
            let handle = PdfFontHandle::External(face.id.clone());
            self.operations.push(Op::SetFont { font: handle, size: Pt(run.size) });
            *pen = Some(font);
        }
        let baseline = rounded(self.page.height - run.baseline);
        self.operations.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(rounded(run.x)), Pt(baseline)) });
        // What justification adds to or takes from a space, in 1/1000 em; a positive number moves left.
        let stretch = (f32::from(face.space()) - run.space * 1000.0 / run.size).round() as i64;
        let mut items = Items::default();
        for placed in &self.page.words[run.words.start as usize..run.words.end as usize] {
            for piece in &self.words[placed.word.0 as usize] {
                match piece {
                    Piece::Codes(codes) => items.codes.extend_from_slice(codes),
                    Piece::Move(kerning) => items.move_left(i64::from(*kerning)),
                }
            }
            if placed.space_after {
                items.codes.extend_from_slice(&face.space_code().to_be_bytes());
                items.move_left(stretch);
            }
        }
        // printpdf's own operation for text looks every letter up twice and writes it in hexadecimal; the codes of a word
        // are known here, so the operator is handed over as it is. It makes the pages in a third of the time.
        self.operations.push(Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(items.finish())] });
    }

    fn open(&mut self, content: MarkedContent) {
        let MarkedContent::Tag(tag) = content else {
            self.operations.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            return;
        };
        let mcid = self.marks.len() as i64;
        self.marks.push(tag);
        let node: &StructureNode = &self.pages.structure[tag.0 as usize];
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]);
        self.operations.push(Op::BeginMarkedContentWithProperties {
            tag: super::structure::name(node.role).to_owned(),
            properties: DictItem::Dict { map },
        });
    }

    fn close(&mut self) {
        self.operations.push(Op::EndMarkedContent);
    }
}

/// What one run shows: codes, and moves between them.
#[derive(Default)]
struct Items {
    items: Vec<DictItem>,
    codes: Vec<u8>,
}

impl Items {
    fn move_left(&mut self, thousandths: i64) {
        if thousandths != 0 {
            self.flush();
            self.items.push(DictItem::Int(thousandths));
        }
    }

    fn flush(&mut self) {
        if !self.codes.is_empty() {
            self.items.push(DictItem::String { data: std::mem::take(&mut self.codes), literal: true });
        }
    }

    fn finish(mut self) -> Vec<DictItem> {
        self.flush();
        self.items
    }
}

/// Hundredths of a point: finer than any printer.
fn rounded(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn grey(grey: f32) -> Color {
    Color::Greyscale(Greyscale { percent: grey, icc_profile: None })
}
