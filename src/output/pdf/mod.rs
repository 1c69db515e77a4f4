//! Pages to PDF: page operations encoded by printpdf, the file finished to PDF/A-3a (ISO 19005-3) and PDF/UA-1
//! (ISO 14289-1).
//!
//! | module | does |
//! |---|---|
//! | `fonts` | cuts the faces down to the glyphs in use |
//! | `content`, `operators` | pages to content streams, in parallel |
//! | `structure` | the structure tree |
//! | `navigation` | outline, page labels, links |
//! | `metadata`, `attachments` | XMP, output intent, associated files |
//! | `file` | objects to bytes |

mod attachments;
mod content;
mod file;
mod fonts;
mod metadata;
mod navigation;
mod operators;
mod structure;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::{Codepoint, Mm, Op, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem};

use crate::layout::{Page, Pages};
pub use attachments::Attachment;
use content::EncodedPage;
use file::{ObjectNumber, Objects};
use fonts::SubsetFace;

/// A PDF that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The sink failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A font could not be cut down to the glyphs in use.
    #[error("font subsetting failed: {0}")]
    Subset(String),
    /// The encoder gave a document of another shape than it should.
    #[error("page encoding failed: {0}")]
    Encoding(#[from] lopdf::Error),
    /// The colour profile of the output intent could not be made.
    #[error("colour profile: {0}")]
    ColourProfile(String),
    /// A file of more than 4 GiB.
    #[error("the document is larger than 4 GiB")]
    TooLarge,
}

/// A document of which everything is ready but its attachments.
pub struct PreparedPdf {
    pages: Pages,
    objects: Objects,
    page_tree: ObjectNumber,
    page_numbers: Vec<ObjectNumber>,
    structure: ObjectNumber,
}

/// Writes `pages` to `sink`. `fonts` are the files that layout shaped with. Same pages, same bytes.
pub fn write_pdf(
    pages: Pages,
    fonts: &[Cow<'static, [u8]>; 4],
    attachments: &[Attachment<'_>],
    sink: &mut dyn Write,
) -> Result<(), PdfError> {
    PreparedPdf::new(pages, fonts)?.write(attachments, sink)
}

impl PreparedPdf {
    /// Encodes the pages and their structure; the work that needs no attachment, and nearly all of it.
    pub fn new(mut pages: Pages, fonts: &[Cow<'static, [u8]>; 4]) -> Result<Self, PdfError> {
        let faces = fonts::subset(&pages, fonts)?;
        let encoded = content::encode(&pages, &faces)?;
        let mut objects = Objects::default();
        let page_tree = objects.reserve();
        let first_page = objects.reserve_many(pages.pages.len());
        let page_numbers: Vec<ObjectNumber> =
            (0..pages.pages.len() as u32).map(|index| ObjectNumber(first_page.0 + index)).collect();
        let (links, annotations) = navigation::links(&pages, &page_numbers, &mut objects)?;
        let structure = structure::write(&pages, &encoded, &page_numbers, &annotations, &mut objects)?;
        let resources = font_resources(&faces, &mut objects)?;
        // The marks are in the content streams now; what is left to write needs the sizes of the pages alone.
        for page in &mut pages.pages {
            *page = Page { width: page.width, height: page.height, ..Page::default() };
        }
        (pages.words, pages.structure) = (Vec::new(), Vec::new());
        let mut prepared = Self { pages, objects, page_tree, page_numbers, structure };
        prepared.write_pages(encoded, &links, resources)?;
        prepared.objects.pack()?;
        Ok(prepared)
    }

    fn write_pages(
        &mut self,
        encoded: Vec<EncodedPage>,
        links: &[Vec<ObjectNumber>],
        resources: ObjectNumber,
    ) -> Result<(), PdfError> {
        for (index, (page, encoded)) in self.pages.pages.iter().zip(encoded).enumerate() {
            let mut stream = Dictionary::new();
            stream.set("Filter", "FlateDecode");
            let content = self.objects.add(Stream::new(stream, encoded.content))?;
            let mut dictionary = Dictionary::new();
            dictionary.set("Type", "Page");
            dictionary.set("Parent", self.page_tree);
            dictionary.set("MediaBox", vec![0.into(), 0.into(), Object::Real(page.width), Object::Real(page.height)]);
            dictionary.set("Resources", resources);
            dictionary.set("Contents", content);
            // Tab order follows the structure (ISO 14289-1, 7.18.3).
            dictionary.set("Tabs", "S");
            dictionary.set("StructParents", index as i64);
            if !links[index].is_empty() {
                dictionary.set("Annots", links[index].iter().map(|link| (*link).into()).collect::<Vec<Object>>());
            }
            self.objects.put(self.page_numbers[index], dictionary)?;
        }
        let mut kids = Dictionary::new();
        kids.set("Type", "Pages");
        kids.set("Count", self.page_numbers.len() as i64);
        kids.set("Kids", self.page_numbers.iter().map(|page| (*page).into()).collect::<Vec<Object>>());
        self.objects.put(self.page_tree, kids)
    }

    /// Adds the attachments and writes the file.
    pub fn write(mut self, attachments: &[Attachment<'_>], sink: &mut dyn Write) -> Result<(), PdfError> {
        let catalog =
            catalog(&self.pages, self.page_tree, self.structure, &self.page_numbers, attachments, &mut self.objects)?;
        let information = metadata::information(&self.pages.properties, &mut self.objects)?;
        self.objects.write(catalog, information, sink)
    }
}

fn catalog(
    pages: &Pages,
    page_tree: ObjectNumber,
    structure: ObjectNumber,
    page_numbers: &[ObjectNumber],
    attachments: &[Attachment<'_>],
    objects: &mut Objects,
) -> Result<ObjectNumber, PdfError> {
    let mut catalog = Dictionary::new();
    catalog.set("Type", "Catalog");
    catalog.set("Pages", page_tree);
    catalog.set("Lang", Object::string_literal("vi"));
    catalog.set("StructTreeRoot", structure);
    let mut marked = Dictionary::new();
    marked.set("Marked", true);
    catalog.set("MarkInfo", marked);
    let mut preferences = Dictionary::new();
    preferences.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", preferences);
    catalog.set("PageLabels", navigation::labels(pages));
    if let Some(outline) = navigation::outline(pages, page_numbers, objects)? {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    catalog.set("Metadata", metadata::xmp(&pages.properties, objects)?);
    catalog.set("OutputIntents", vec![metadata::output_intent(objects)?.into()]);
    if !attachments.is_empty() {
        let files = attachments::write(attachments, &pages.properties.date, objects)?;
        catalog.set("Names", attachments::names(attachments, &files));
        catalog.set("AF", files.iter().map(|file| (*file).into()).collect::<Vec<Object>>());
    }
    objects.add(catalog)
}

/// Has printpdf make the font objects, from a page that shows every glyph once; takes them over.
fn font_resources(faces: &[SubsetFace], objects: &mut Objects) -> Result<ObjectNumber, PdfError> {
    let mut specimen = PdfDocument::new("");
    let mut operations = vec![Op::StartTextSection];
    for face in faces {
        let Some(font) = &face.font else { continue };
        let letters: String = font.codepoint_to_glyph.keys().filter_map(|code| char::from_u32(*code)).collect();
        let composed =
            face.composed.iter().map(|(glyph, text)| Codepoint::with_cid(face.subset_glyph(*glyph), 0.0, text.clone()));
        specimen.resources.fonts.map.insert(face.id.clone(), PdfFont::new(font.clone()));
        operations.push(Op::SetFont { font: PdfFontHandle::External(face.id.clone()), size: Pt(12.0) });
        // A glyph that is also some character's own keeps that character.
        let mut items: Vec<TextItem> = vec![TextItem::GlyphIds(composed.collect())];
        items.push(TextItem::Text(letters));
        operations.push(Op::ShowText { items });
    }
    operations.push(Op::EndTextSection);
    specimen.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), operations));
    let made = specimen.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let page = made.page_iter().next().ok_or_else(|| PdfError::Subset("no page was encoded".to_owned()))?;
    let resources = made.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    let fonts = made.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
    let mut transfer = Transfer { from: &made, numbers: BTreeMap::new() };
    let fonts = transfer.take(fonts, objects)?;
    let mut dictionary = Dictionary::new();
    dictionary.set("Font", fonts);
    objects.add(dictionary)
}

/// Takes objects over from another document, with all they refer to.
struct Transfer<'a> {
    from: &'a lopdf::Document,
    numbers: BTreeMap<ObjectId, ObjectNumber>,
}

impl Transfer<'_> {
    fn take(&mut self, id: ObjectId, objects: &mut Objects) -> Result<ObjectNumber, PdfError> {
        if let Some(number) = self.numbers.get(&id) {
            return Ok(*number);
        }
        let number = objects.reserve();
        self.numbers.insert(id, number);
        let mut object = self.from.get_object(id)?.clone();
        self.renumber(&mut object, objects)?;
        if let Object::Stream(stream) = &mut object
            && !stream.dict.has(b"Filter")
        {
            stream.content = content::deflate(&stream.content)?;
            stream.dict.set("Filter", "FlateDecode");
        }
        objects.put(number, object)?;
        Ok(number)
    }

    fn renumber(&mut self, object: &mut Object, objects: &mut Objects) -> Result<(), PdfError> {
        match object {
            Object::Reference(id) => *object = self.take(*id, objects)?.into(),
            Object::Array(items) => items.iter_mut().try_for_each(|item| self.renumber(item, objects))?,
            Object::Dictionary(dictionary) => {
                dictionary.iter_mut().try_for_each(|(_, value)| self.renumber(value, objects))?;
            }
            Object::Stream(stream) => {
                stream.dict.iter_mut().try_for_each(|(_, value)| self.renumber(value, objects))?;
            }
            _ => {}
        }
        Ok(())
    }
}
