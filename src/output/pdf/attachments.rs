//! Associated files (ISO 19005-3, 6.8): the workbook and the data travel within the report.

use std::sync::Arc;

use lopdf::{Dictionary, Object};

use super::PdfError;
use super::content::deflate;
use super::file::{ObjectNumber, Objects};
use super::metadata::pdf_date;
use super::structure::text_string;

/// A file attached to a PDF as associated file; packed once, for all editions.
#[derive(Clone, Debug)]
pub struct Attachment<'a> {
    name: &'a str,
    mime: &'a str,
    description: &'a str,
    /// Length of the file in bytes.
    size: usize,
    content: Arc<Vec<u8>>,
    /// Whether `content` is the file deflated, or as it is.
    deflated: bool,
}

impl<'a> Attachment<'a> {
    /// The file `data` under the name that readers show, its MIME type and a description in Vietnamese.
    pub fn new(name: &'a str, mime: &'a str, description: &'a str, data: Vec<u8>) -> Result<Self, PdfError> {
        let size = data.len();
        // A workbook is a ZIP file, deflated already.
        let deflated = !data.starts_with(b"PK");
        let content = if deflated { deflate(&data)? } else { data };
        Ok(Self { name, mime, description, size, content: Arc::new(content), deflated })
    }
}

/// Writes the files; their file specifications, in order.
pub(super) fn write(
    attachments: &[Attachment<'_>],
    day: &str,
    objects: &mut Objects,
) -> Result<Vec<ObjectNumber>, PdfError> {
    attachments.iter().map(|attachment| file_specification(attachment, day, objects)).collect()
}

fn file_specification(attachment: &Attachment<'_>, day: &str, objects: &mut Objects) -> Result<ObjectNumber, PdfError> {
    let mut parameters = Dictionary::new();
    parameters.set("Size", attachment.size as i64);
    parameters.set("ModDate", Object::string_literal(pdf_date(day)));
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "EmbeddedFile");
    dictionary.set("Subtype", Object::Name(attachment.mime.as_bytes().to_vec()));
    dictionary.set("Params", parameters);
    if attachment.deflated {
        dictionary.set("Filter", "FlateDecode");
    }
    let file = objects.add_shared(dictionary, Arc::clone(&attachment.content));
    let mut content = Dictionary::new();
    content.set("F", file);
    content.set("UF", file);
    let mut specification = Dictionary::new();
    specification.set("Type", "Filespec");
    specification.set("F", Object::string_literal(attachment.name));
    specification.set("UF", text_string(attachment.name));
    specification.set("Desc", text_string(attachment.description));
    specification.set("AFRelationship", "Data");
    specification.set("EF", content);
    objects.add(specification)
}

/// The name tree of embedded files; names sorted, as a name tree must be.
pub(super) fn names(attachments: &[Attachment<'_>], specifications: &[ObjectNumber]) -> Dictionary {
    let mut named: Vec<(&str, ObjectNumber)> =
        attachments.iter().map(|attachment| attachment.name).zip(specifications.iter().copied()).collect();
    named.sort_unstable();
    let names: Vec<Object> = named.into_iter().flat_map(|(name, file)| [text_string(name), file.into()]).collect();
    let mut tree = Dictionary::new();
    tree.set("Names", names);
    let mut dictionary = Dictionary::new();
    dictionary.set("EmbeddedFiles", tree);
    dictionary
}
