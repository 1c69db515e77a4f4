//! The zip package around the parts: the same bytes on every system and at any time.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{DECLARATION, escape};
use crate::output::xlsx::made_by_one_system;

/// How hard parts are deflated: a draft is a third larger than at the usual level, and sooner written.
const LEVEL: i64 = 2;

/// A part of the package.
pub(super) struct Part {
    /// Its name, without a slash in front: `word/document.xml`.
    pub(super) name: String,
    /// Its content type; none for what the extension says.
    pub(super) content_type: Option<&'static str>,
    /// What it holds.
    pub(super) content: Vec<u8>,
}

impl Part {
    /// A part.
    pub(super) fn new(name: impl Into<String>, content_type: &'static str, content: String) -> Self {
        Self { name: name.into(), content_type: Some(content_type), content: content.into_bytes() }
    }

    /// The relationships of a part or of the package.
    pub(super) fn relationships(name: impl Into<String>, relationships: &[Relationship<'_>]) -> Self {
        let entries = relationships.iter().map(|one| {
            format!("<Relationship Id=\"{}\" Type=\"{}\" Target=\"{}\"/>", one.id, one.kind, escape(one.target))
        });
        let content = format!(
            "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}\
             </Relationships>",
            entries.collect::<String>()
        );
        Self { name: name.into(), content_type: None, content: content.into_bytes() }
    }
}

/// What one part is to another.
pub(super) struct Relationship<'a> {
    /// Its id, by which the one refers to the other.
    pub(super) id: &'a str,
    /// What the other is.
    pub(super) kind: &'a str,
    /// Where it lies, seen from the folder of the one.
    pub(super) target: &'a str,
}

/// The package of these parts.
pub(super) fn package(parts: &[Part]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let types = content_types(parts);
    let all = std::iter::once(("[Content_Types].xml", types.as_bytes()));
    for (name, content) in all.chain(parts.iter().map(|part| (part.name.as_str(), part.content.as_slice()))) {
        zip.start_file(name, options)?;
        zip.write_all(content)?;
    }
    Ok(made_by_one_system(zip.finish()?.into_inner()))
}

fn content_types(parts: &[Part]) -> String {
    let overrides = parts.iter().filter_map(|part| {
        let kind = part.content_type?;
        Some(format!("<Override PartName=\"/{}\" ContentType=\"{kind}\"/>", part.name))
    });
    let emf = if parts.iter().any(|part| part.name.ends_with(".emf")) {
        "<Default Extension=\"emf\" ContentType=\"image/x-emf\"/>"
    } else {
        ""
    };
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default \
         Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
         Extension=\"xml\" ContentType=\"application/xml\"/>{emf}{}</Types>",
        overrides.collect::<String>()
    )
}
