//! Pages as layout makes them and outputs translate them. Lengths are points (1/72 inch); the origin is the upper left
//! corner of the page, y grows downwards.

use crate::compose::Properties;

/// One of the four faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Face {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold italic.
    BoldItalic,
}

impl Face {
    /// All faces, in the order of the font files.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];
}

/// Index into [`Pages::words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// Index into [`Pages::structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub u32);

/// A glyph of a shaped word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Number in the font file.
    pub id: u16,
    /// Advance in 1/1000 em, kerning included.
    pub advance: i16,
    /// Byte of the word's text where its cluster begins.
    pub cluster: u16,
}

/// A word shaped once per face. Words contain no breakable space; a space between words is a gap of a [`Run`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapedWord {
    /// Face it is shaped in.
    pub face: Face,
    /// Text in composed Unicode.
    pub text: Box<str>,
    /// Glyphs from left to right.
    pub glyphs: Box<[Glyph]>,
    /// Sum of the advances, in 1/1000 em.
    pub width: i32,
}

/// A word of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedWord {
    /// The word.
    pub word: WordId,
    /// Whether a space follows it within the run.
    pub space_after: bool,
}

/// Words in one face and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Left end of the first word.
    pub x: f32,
    /// Baseline.
    pub baseline: f32,
    /// Face.
    pub face: Face,
    /// Size in points.
    pub size: f32,
    /// Width of a space in points: the font's own, stretched or shrunk by justification. A space after the last word
    /// counts for copied text only.
    pub space: f32,
    /// Words from left to right: a range of [`Page::words`].
    pub words: std::ops::Range<u32>,
    /// What the run belongs to.
    pub content: MarkedContent,
}

/// What a mark on the page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedContent {
    /// Page furniture: page numbers, rules, repeated heads.
    Artifact,
    /// A node of the structure tree.
    Tag(TagId),
}

/// A straight rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Start.
    pub from: (f32, f32),
    /// End.
    pub to: (f32, f32),
    /// Thickness in points.
    pub thickness: f32,
    /// Grey, 0 black to 1 white.
    pub grey: f32,
}

/// A filled rectangle; drawn before rules and text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Grey, 0 black to 1 white.
    pub grey: f32,
    /// What it belongs to: the bars of a chart are content.
    pub content: MarkedContent,
}

/// A link to another place of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Left, top, width, height.
    pub area: [f32; 4],
    /// Page it leads to, counted from 0.
    pub page: usize,
    /// Height on that page.
    pub y: f32,
    /// What it says, for assistive technology.
    pub text: String,
    /// The Link node it belongs to.
    pub tag: TagId,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The words of all runs, one after the other.
    pub words: Vec<PlacedWord>,
    /// Runs in reading order; runs of one tag follow each other.
    pub runs: Vec<Run>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// Fills.
    pub fills: Vec<Fill>,
    /// Links.
    pub links: Vec<Link>,
}

/// An entry of the outline (bookmarks).
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// Text.
    pub title: String,
    /// 1 for the outermost.
    pub level: u8,
    /// Page, from 0.
    pub page: usize,
    /// Height on the page.
    pub y: f32,
}

/// Pages that are numbered together: from `first_page` on, as `prefix1`, `prefix2` …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRange {
    /// First page, from 0.
    pub first_page: usize,
    /// What stands before the number: empty for the body, `PL.I-` for Phụ lục I.
    pub prefix: String,
}

/// What a node of the structure tree is (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the standard structure types")]
pub enum StructureRole {
    Document,
    Sect,
    H1,
    H2,
    H3,
    H4,
    P,
    L,
    LI,
    Lbl,
    LBody,
    Table,
    THead,
    TBody,
    TR,
    TH,
    /// A TH that heads its row.
    RowHead,
    TD,
    Caption,
    Figure,
    Link,
    /// The mark of a footnote.
    Reference,
    /// A footnote; it has an identifier of its own.
    Note,
}

/// A node of the structure tree. Children are given by `parent`; siblings are in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructureNode {
    /// What it is.
    pub role: StructureRole,
    /// Its parent; `None` for the root, which comes first.
    pub parent: Option<TagId>,
    /// Columns it covers, for cells of tables.
    pub column_span: u16,
    /// Rows it covers, for TH.
    pub row_span: u16,
    /// Alternative text, for figures; index into [`Pages::alternatives`].
    pub alternative: Option<u32>,
    /// Position of a figure on its page: left, top, width, height; index as `alternative`.
    pub bounds: Option<u32>,
}

/// A document, set.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// What the file says about itself.
    pub properties: Properties,
    /// Every shaped word once.
    pub words: Vec<ShapedWord>,
    /// The pages.
    pub pages: Vec<Page>,
    /// The outline, in document order.
    pub outline: Vec<OutlineEntry>,
    /// Page labels; the first range begins at page 0.
    pub labels: Vec<LabelRange>,
    /// The structure tree: the root first, parents before children.
    pub structure: Vec<StructureNode>,
    /// Alternative texts of figures.
    pub alternatives: Vec<String>,
    /// Positions of figures, parallel to `alternatives`.
    pub figure_bounds: Vec<[f32; 4]>,
    /// Characters no face has, with the text they stand in; a visible substitute is printed.
    pub missing_glyphs: Vec<(char, String)>,
}
