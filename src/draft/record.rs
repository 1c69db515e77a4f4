//! What a draft was when it was made, as it carries it along (`urn:tonghop:draft:1`): its blocks with their words, its
//! figures with their codes.

use crate::intake::WordDocument;

/// What the tag of a block begins with.
pub(super) const BLOCK: &str = "tonghop:b:";
/// What the tag of a figure begins with.
pub(super) const FIGURE: &str = "tonghop:f:";

/// What a block of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A box of the first page, of the closing or of an annex' head: it comes from the settings.
    Box,
    /// A heading.
    Heading,
    /// A paragraph, or a căn cứ.
    Paragraph,
    /// A remark.
    Note,
    /// An item of a list of this level.
    Item(u8),
    /// A caption of a table or chart, or the unit above one: it comes from the template.
    Caption,
    /// A table.
    Table,
    /// A chart.
    Chart,
}

/// A figure of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftedFigure {
    /// Its tag.
    pub tag: String,
    /// What was printed.
    pub text: String,
}

impl DraftedFigure {
    /// Its code; that of one without a code of its own is the place where it stood.
    pub fn code(&self) -> &str {
        self.tag.strip_prefix(FIGURE).unwrap_or(&self.tag)
    }

    /// Whether it has a code of its own.
    pub fn has_code(&self) -> bool {
        !self.code().contains(['#', '~'])
    }
}

/// A block of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftedBlock {
    /// Its tag.
    pub tag: String,
    /// Where it stands: the anchor of the last heading before it that has one.
    pub place: String,
    /// What it is.
    pub kind: Kind,
    /// Its words: cells are parted by tabs, rows by line breaks.
    pub text: String,
    /// Its figures, in order.
    pub figures: Vec<DraftedFigure>,
    /// What its footnotes say.
    pub notes: Vec<String>,
}

/// A draft as it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftRecord {
    /// The edition's key in `report.toml`.
    pub edition: String,
    /// The year reported on.
    pub year: i16,
    /// Its blocks, in order.
    pub blocks: Vec<DraftedBlock>,
}

impl DraftRecord {
    /// The record in a document; `None` where it carries none that can be read.
    pub fn of(document: &WordDocument) -> Option<Self> {
        document.custom.iter().find_map(|part| Self::read(part))
    }

    fn read(part: &[(String, Vec<(String, String)>)]) -> Option<Self> {
        let (root, attributes) = part.first()?;
        let is_ours = attributes.iter().any(|(_, value)| value == "urn:tonghop:draft:1");
        if root != "draft" || !is_ours {
            return None;
        }
        let mut record = Self {
            edition: value(attributes, "edition"),
            year: value(attributes, "year").parse().ok()?,
            blocks: Vec::new(),
        };
        for (name, attributes) in &part[1..] {
            let tag = value(attributes, "tag");
            match (name.as_str(), record.blocks.last_mut()) {
                ("block", _) => {
                    let kind = kind(&value(attributes, "kind"), &value(attributes, "level"))?;
                    let place = place(&tag).to_owned();
                    record.blocks.push(DraftedBlock {
                        place,
                        kind,
                        text: value(attributes, "text"),
                        figures: Vec::new(),
                        notes: Vec::new(),
                        tag,
                    });
                }
                ("note", Some(block)) => block.notes.push(value(attributes, "text")),
                ("figure", Some(block)) => block.figures.push(DraftedFigure { tag, text: value(attributes, "text") }),
                _ => {}
            }
        }
        Some(record)
    }
}

fn value(attributes: &[(String, String)], name: &str) -> String {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn kind(word: &str, level: &str) -> Option<Kind> {
    Some(match word {
        "box" => Kind::Box,
        "heading" => Kind::Heading,
        "paragraph" | "basis" => Kind::Paragraph,
        "note" => Kind::Note,
        "item" => Kind::Item(level.parse().unwrap_or(1)),
        "caption" | "unit" => Kind::Caption,
        "table" => Kind::Table,
        "chart" => Kind::Chart,
        _ => return None,
    })
}

/// The place in a block's tag: `II.1.a` of `tonghop:b:II.1.a/3`.
fn place(tag: &str) -> &str {
    let rest = tag.strip_prefix(BLOCK).unwrap_or(tag);
    rest.rsplit_once('/').map_or(rest, |(place, _)| place)
}
