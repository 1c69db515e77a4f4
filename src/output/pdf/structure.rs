//! The structure tree (ISO 32000-1, 14.7), and from each marked content back to its element.

use std::io::Write;

use lopdf::{Dictionary, Object};
use rayon::prelude::*;

use super::PdfError;
use super::content::EncodedPage;
use super::file::{ObjectNumber, Objects, PackedObjects, object_text};
use super::operators::push_integer;
use crate::layout::{Pages, StructureRole, TagId};

/// What an element holds, in reading order.
#[derive(Clone, Copy)]
enum Kid {
    /// Marked content `mcid` on a page.
    Mark { page: u32, mcid: u32 },
    /// Another element.
    Element(TagId),
    /// The annotation of a link.
    Annotation { page: u32, annotation: ObjectNumber },
}

/// The name of a standard structure type.
pub(super) fn name(role: StructureRole) -> &'static str {
    match role {
        StructureRole::Document => "Document",
        StructureRole::Sect => "Sect",
        StructureRole::H1 => "H1",
        StructureRole::H2 => "H2",
        StructureRole::H3 => "H3",
        StructureRole::H4 => "H4",
        StructureRole::P => "P",
        StructureRole::L => "L",
        StructureRole::LI => "LI",
        StructureRole::Lbl => "Lbl",
        StructureRole::LBody => "LBody",
        StructureRole::Table => "Table",
        StructureRole::THead => "THead",
        StructureRole::TBody => "TBody",
        StructureRole::TR => "TR",
        StructureRole::TH | StructureRole::RowHead => "TH",
        StructureRole::TD => "TD",
        StructureRole::Caption => "Caption",
        StructureRole::Figure => "Figure",
        StructureRole::Link => "Link",
        StructureRole::Reference => "Reference",
        StructureRole::Note => "Note",
    }
}

/// A link annotation, for the way back from it to its element.
pub(super) struct Annotation {
    /// Its object.
    pub(super) number: ObjectNumber,
    /// The page it is on.
    pub(super) page: usize,
    /// The Link element.
    pub(super) tag: TagId,
}

/// Writes the tree; its root. Page `p` has the key `p` in the parent tree, annotation `a` the key `pages + a`.
pub(super) fn write(
    pages: &Pages,
    encoded: &[EncodedPage],
    page_numbers: &[ObjectNumber],
    annotations: &[Annotation],
    objects: &mut Objects,
) -> Result<ObjectNumber, PdfError> {
    let root = objects.reserve();
    let first = objects.reserve_many(pages.structure.len());
    let number = |tag: TagId| ObjectNumber(first.0 + tag.0);
    let kids = Kids::new(pages, encoded, annotations);
    // Element by element into object streams: the text of a hundred thousand elements is never held at once.
    let nodes: Vec<u32> = (0..pages.structure.len() as u32).collect();
    let write_chunk = |chunk: &[u32]| {
        let mut packed = PackedObjects::new();
        for &index in chunk {
            let element = Element { pages, index: index as usize, kids: kids.of(index), page_numbers, first };
            packed.push(number(TagId(index)), |body| element.write(root, body))?;
        }
        packed.finish()
    };
    let packed: Vec<PackedObjects> =
        nodes.par_chunks(PackedObjects::MOST).map(write_chunk).collect::<Result<_, PdfError>>()?;
    packed.into_iter().for_each(|packed| objects.put_packed(packed));
    let parents = parent_tree(encoded, annotations, &number, objects)?;
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "StructTreeRoot");
    dictionary.set("K", vec![number(TagId(0)).into()]);
    dictionary.set("ParentTree", parents);
    if let Some(identifiers) = identifiers(pages, &number, objects)? {
        dictionary.set("IDTree", identifiers);
    }
    dictionary.set("ParentTreeNextKey", (page_numbers.len() + annotations.len()) as i64);
    objects.put(root, dictionary)?;
    Ok(root)
}

/// An element on its way into the file.
struct Element<'a> {
    pages: &'a Pages,
    index: usize,
    kids: &'a [(u32, u32, Kid)],
    page_numbers: &'a [ObjectNumber],
    /// Number of the first element's object.
    first: ObjectNumber,
}

impl Element<'_> {
    fn write(&self, root: ObjectNumber, text: &mut Vec<u8>) -> Result<(), PdfError> {
        let node = &self.pages.structure[self.index];
        text.extend_from_slice(b"<</S/");
        text.extend_from_slice(name(node.role).as_bytes());
        text.extend_from_slice(b"/P ");
        push_reference(text, node.parent.map_or(root, |parent| self.number(parent)));
        write_attributes(self.pages, self.index, text)?;
        self.write_kids(text);
        text.extend_from_slice(b">>");
        Ok(())
    }

    fn number(&self, tag: TagId) -> ObjectNumber {
        ObjectNumber(self.first.0 + tag.0)
    }

    fn write_kids(&self, text: &mut Vec<u8>) {
        // Marked content on the element's own page is a bare number; elsewhere a reference names the page.
        let own_page = self.kids.iter().find_map(|(_, _, kid)| match kid {
            Kid::Mark { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = own_page {
            text.extend_from_slice(b"/Pg ");
            push_reference(text, self.page_numbers[page as usize]);
        }
        match self.kids {
            [] => {}
            [(_, _, Kid::Mark { mcid, .. })] => {
                text.extend_from_slice(b"/K ");
                push_integer(text, u64::from(*mcid));
            }
            kids => {
                text.extend_from_slice(b"/K[");
                for (index, (_, _, kid)) in kids.iter().enumerate() {
                    if index > 0 {
                        text.push(b' ');
                    }
                    self.write_kid(*kid, own_page, text);
                }
                text.push(b']');
            }
        }
    }

    fn write_kid(&self, kid: Kid, own_page: Option<u32>, text: &mut Vec<u8>) {
        match kid {
            Kid::Mark { page, mcid } if Some(page) == own_page => push_integer(text, u64::from(mcid)),
            Kid::Mark { page, mcid } => {
                text.extend_from_slice(b"<</Type/MCR/Pg ");
                push_reference(text, self.page_numbers[page as usize]);
                text.extend_from_slice(b"/MCID ");
                push_integer(text, u64::from(mcid));
                text.extend_from_slice(b">>");
            }
            Kid::Element(tag) => push_reference(text, self.number(tag)),
            Kid::Annotation { page, annotation } => {
                text.extend_from_slice(b"<</Type/OBJR/Pg ");
                push_reference(text, self.page_numbers[page as usize]);
                text.extend_from_slice(b"/Obj ");
                push_reference(text, annotation);
                text.extend_from_slice(b">>");
            }
        }
    }
}

fn push_reference(text: &mut Vec<u8>, object: ObjectNumber) {
    push_integer(text, u64::from(object.0));
    text.extend_from_slice(b" 0 R");
}

/// What the elements hold: parent, place among its kids, kid.
struct Kids {
    sorted: Vec<(u32, u32, Kid)>,
    /// Where the kids of each element begin.
    starts: Vec<u32>,
}

impl Kids {
    /// Marked content comes in the order of the pages; child elements between it by their first content, and where they
    /// have none, right behind the one before.
    fn new(pages: &Pages, encoded: &[EncodedPage], annotations: &[Annotation]) -> Self {
        let count = pages.structure.len();
        let mut first_mark = vec![u32::MAX; count];
        let mut kids: Vec<(u32, u32, Kid)> = Vec::new();
        let mut sequence = 0;
        for (page, content) in (0_u32..).zip(encoded) {
            for (mcid, tag) in (0_u32..).zip(&content.marks) {
                kids.push((tag.0, sequence, Kid::Mark { page, mcid }));
                let mut ancestor = Some(*tag);
                while let Some(tag) = ancestor.filter(|tag| first_mark[tag.0 as usize] == u32::MAX) {
                    first_mark[tag.0 as usize] = sequence;
                    ancestor = pages.structure[tag.0 as usize].parent;
                }
                sequence += 1;
            }
        }
        let mut last_sibling = vec![0_u32; count];
        for (index, node) in (0_u32..).zip(&pages.structure) {
            let Some(parent) = node.parent else { continue };
            let own = first_mark[index as usize];
            let last = &mut last_sibling[parent.0 as usize];
            *last = if own == u32::MAX { *last } else { own };
            kids.push((parent.0, *last, Kid::Element(TagId(index))));
        }
        for annotation in annotations {
            let kid = Kid::Annotation { page: annotation.page as u32, annotation: annotation.number };
            kids.push((annotation.tag.0, u32::MAX, kid));
        }
        kids.par_sort_by_key(|(parent, order, _)| (*parent, *order));
        let mut starts = vec![0_u32; count + 1];
        for (parent, _, _) in &kids {
            starts[*parent as usize + 1] += 1;
        }
        for index in 0..count {
            starts[index + 1] += starts[index];
        }
        Self { sorted: kids, starts }
    }

    fn of(&self, index: u32) -> &[(u32, u32, Kid)] {
        &self.sorted[self.starts[index as usize] as usize..self.starts[index as usize + 1] as usize]
    }
}

fn write_attributes(pages: &Pages, index: usize, text: &mut Vec<u8>) -> Result<(), PdfError> {
    let node = &pages.structure[index];
    let spans = |text: &mut Vec<u8>| -> Result<(), PdfError> {
        if node.column_span > 1 {
            write!(text, "/ColSpan {}", node.column_span)?;
        }
        if node.row_span > 1 {
            write!(text, "/RowSpan {}", node.row_span)?;
        }
        Ok(())
    };
    match node.role {
        StructureRole::TH | StructureRole::RowHead => {
            let scope = if node.role == StructureRole::RowHead { "Row" } else { "Column" };
            write!(text, "/A<</O/Table/Scope/{scope}")?;
            spans(text)?;
            text.extend_from_slice(b">>");
        }
        StructureRole::TD if node.column_span > 1 || node.row_span > 1 => {
            text.extend_from_slice(b"/A<</O/Table");
            spans(text)?;
            text.extend_from_slice(b">>");
        }
        StructureRole::Note => {
            text.extend_from_slice(b"/ID");
            text.extend(object_text(Object::string_literal(note_identifier(index)))?);
        }
        StructureRole::L => text.extend_from_slice(b"/A<</O/List/ListNumbering/Disc>>"),
        StructureRole::Figure => {
            if let Some(bounds) = node.bounds.and_then(|at| pages.figure_bounds.get(at as usize)) {
                let [left, top, width, height] = bounds;
                // The page's height is the figure's, whichever page it is on: all pages of one figure have one.
                let page_height = figure_page_height(pages, index);
                let (bottom, right) = (page_height - top - height, left + width);
                write!(
                    text,
                    "/A<</O/Layout/Placement/Block/BBox[{left:.2} {bottom:.2} {right:.2} {:.2}]>>",
                    page_height - top
                )?;
            }
        }
        _ => {}
    }
    if let Some(alternative) = node.alternative.and_then(|at| pages.alternatives.get(at as usize)) {
        text.extend_from_slice(b"/Alt ");
        text.extend(object_text(text_string(alternative))?);
    }
    Ok(())
}

/// The identifier of a note, one of its own (ISO 14289-1, 7.9); in alphabetical order as the nodes are.
fn note_identifier(index: usize) -> String {
    format!("note-{index:08}")
}

/// The tree of identifiers (ISO 32000-1, 14.7.2); `None` where no element has one.
fn identifiers(
    pages: &Pages,
    number: &impl Fn(TagId) -> ObjectNumber,
    objects: &mut Objects,
) -> Result<Option<ObjectNumber>, PdfError> {
    let nodes = (0_u32..).zip(&pages.structure).filter(|(_, node)| node.role == StructureRole::Note);
    let names: Vec<Object> = nodes
        .flat_map(|(index, _)| [Object::string_literal(note_identifier(index as usize)), number(TagId(index)).into()])
        .collect();
    if names.is_empty() {
        return Ok(None);
    }
    let mut tree = Dictionary::new();
    tree.set("Names", names);
    objects.add(tree).map(Some)
}

/// Height of the page that a figure stands on.
fn figure_page_height(pages: &Pages, index: usize) -> f32 {
    let tag = crate::layout::MarkedContent::Tag(TagId(index as u32));
    let holds = |page: &&crate::layout::Page| {
        page.fills.iter().any(|fill| fill.content == tag) || page.runs.iter().any(|run| run.content == tag)
    };
    pages.pages.iter().find(holds).map_or(842.0, |page| page.height)
}

/// From the marked content of each page, and from each annotation, back to its element.
fn parent_tree(
    encoded: &[EncodedPage],
    annotations: &[Annotation],
    number: &impl Fn(TagId) -> ObjectNumber,
    objects: &mut Objects,
) -> Result<ObjectNumber, PdfError> {
    let mut nums: Vec<Object> = Vec::with_capacity((encoded.len() + annotations.len()) * 2);
    for (page, content) in encoded.iter().enumerate() {
        let mut text = vec![b'['];
        for tag in &content.marks {
            push_reference(&mut text, number(*tag));
            text.push(b' ');
        }
        text.push(b']');
        let elements = objects.reserve();
        objects.put_text(elements, text);
        nums.push((page as i64).into());
        nums.push(elements.into());
    }
    for (index, annotation) in annotations.iter().enumerate() {
        nums.push(((encoded.len() + index) as i64).into());
        nums.push(number(annotation.tag).into());
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Nums", nums);
    objects.add(dictionary)
}

/// A text string: ASCII as it is, anything else UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}
