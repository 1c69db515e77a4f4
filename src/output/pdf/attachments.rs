//! Associated files (ISO 19005-3, 6.8): the workbook and the data travel within the report.

use lopdf::{Dictionary, Object, Stream};

use super::file::{ObjectNumber, Objects};
use super::metadata::pdf_date;
use super::structure::text_string;
use super::{Attachment, PdfError};

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
    parameters.set("Size", attachment.data.len() as i64);
    parameters.set("ModDate", Object::string_literal(pdf_date(day)));
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "EmbeddedFile");
    dictionary.set("Subtype", Object::Name(attachment.mime.as_bytes().to_vec()));
    dictionary.set("Params", parameters);
    // A workbook is deflated already.
    let is_packed = attachment.data.starts_with(b"PK");
    let file = if is_packed {
        objects.add(Stream::new(dictionary, attachment.data.to_vec()))?
    } else {
        objects.add_deflated(dictionary, attachment.data)?
    };
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
