//! What the draft was when it was made, kept in a part of its own: which blocks with which words, which figures. What comes
//! back from its readers is compared with it.

use std::fmt::Write;

use std::io;

use sha2::{Digest, Sha256};

use super::xml::{DECLARATION, escape};
use crate::check::CheckedYear;
use crate::output::json;

/// The namespace of the record, which tells it from whatever else a file carries.
pub(super) const NAMESPACE: &str = "urn:tonghop:draft:1";
/// The longest tag that Word takes, in characters.
const LONGEST_TAG: usize = 64;

/// What a draft was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The key of the edition in `report.toml`: `ubnd`.
    pub edition: String,
    /// The name of the edition's file in `output/<year>/`: `bao-cao-ubnd.pdf`.
    pub file: String,
    /// The year reported on.
    pub year: i16,
    /// SHA-256 of the year's `data.json`, in hexadecimal digits.
    pub inputs: String,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of the boxes of the first page, of the closing, or of the head of an annex.
    Box,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph of the preamble.
    Basis,
    /// A remark.
    Note,
    /// An item of a list, of this level.
    Item(u8),
    /// A caption of a table or chart.
    Caption,
    /// The unit above a table.
    Unit,
    /// A table.
    Table,
    /// A chart, or a further part of one.
    Chart,
}

impl Kind {
    /// Its word in the record, and its level where it has one.
    fn words(self) -> (&'static str, Option<u8>) {
        match self {
            Self::Box => ("box", None),
            Self::Heading(level) => ("heading", Some(level)),
            Self::Paragraph => ("paragraph", None),
            Self::Basis => ("basis", None),
            Self::Note => ("note", None),
            Self::Item(level) => ("item", Some(level)),
            Self::Caption => ("caption", None),
            Self::Unit => ("unit", None),
            Self::Table => ("table", None),
            Self::Chart => ("chart", None),
        }
    }
}

/// The record as it grows.
#[derive(Default)]
pub(super) struct Record {
    entries: String,
}

impl Record {
    /// A block with its words.
    pub(super) fn block(&mut self, tag: &str, kind: Kind, text: &str) {
        let (kind, level) = kind.words();
        let level = level.map_or_else(String::new, |level| format!(" level=\"{level}\""));
        _ = write!(
            self.entries,
            "<block tag=\"{}\" kind=\"{kind}\"{level} sha256=\"{}\" text=\"{}\"/>",
            escape(tag),
            digest(text.as_bytes()),
            escape(text)
        );
    }

    /// A footnote of the last block, with what it says.
    pub(super) fn note(&mut self, text: &str) {
        _ = write!(self.entries, "<note text=\"{}\"/>", escape(text));
    }

    /// A figure of the last block.
    pub(super) fn figure(&mut self, tag: &str, block: &str, text: &str) {
        let (tag, block, text) = (escape(tag), escape(block), escape(text));
        _ = write!(self.entries, "<figure tag=\"{tag}\" block=\"{block}\" text=\"{text}\"/>");
    }

    /// The part.
    pub(super) fn part(&self, stamp: &Stamp) -> String {
        format!(
            "{DECLARATION}<draft xmlns=\"{NAMESPACE}\" edition=\"{}\" file=\"{}\" year=\"{}\" inputs=\"{}\">{}</draft>",
            escape(&stamp.edition),
            escape(&stamp.file),
            stamp.year,
            escape(&stamp.inputs),
            self.entries
        )
    }
}

/// What tells whether a draft was made of this very year: SHA-256 of its `data.json`, in hexadecimal digits.
pub fn digest_of_inputs(checked: &CheckedYear) -> io::Result<String> {
    let mut sink = io::BufWriter::new(Hashing(Sha256::new()));
    json::write_data(checked, &mut sink)?;
    let Hashing(hasher) = sink.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(in_hexadecimal(&hasher.finalize()))
}

/// A sink that keeps nothing but the checksum.
struct Hashing(Sha256);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    in_hexadecimal(&Sha256::digest(bytes))
}

fn in_hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// A tag as long as Word takes one: what is longer ends in a part of its checksum.
pub(super) fn tag(wanted: &str) -> String {
    if wanted.chars().count() <= LONGEST_TAG {
        return wanted.to_owned();
    }
    let checksum = digest(wanted.as_bytes());
    let kept: String = wanted.chars().take(LONGEST_TAG - 9).collect();
    format!("{kept}~{}", &checksum[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_no_longer_than_word_takes() {
        assert_eq!(tag("tonghop:b:II.1.a/1"), "tonghop:b:II.1.a/1");
        let long = format!("tonghop:b:{}/1", "ệ".repeat(70));
        assert_eq!(tag(&long).chars().count(), LONGEST_TAG);
        assert_ne!(tag(&long), tag(&format!("{long}2")));
        assert!(tag(&long).starts_with("tonghop:b:ệệ"));
    }

    #[test]
    fn the_record_says_what_was_drafted() {
        let mut record = Record::default();
        record.block("tonghop:b:II.1/2", Kind::Item(2), "a <b>\t1\nc");
        record.figure("tonghop:f:CT1.TH", "tonghop:b:II.1/2", "1");
        let stamp = Stamp { edition: "ubnd".into(), file: "bao-cao-ubnd.pdf".into(), year: 2026, inputs: "ab".into() };
        assert_eq!(
            record.part(&stamp).strip_prefix(DECLARATION),
            Some(
                "<draft xmlns=\"urn:tonghop:draft:1\" edition=\"ubnd\" file=\"bao-cao-ubnd.pdf\" year=\"2026\" \
                 inputs=\"ab\"><block tag=\"tonghop:b:II.1/2\" kind=\"item\" level=\"2\" \
                 sha256=\"674303b325277676faf0c63dd7b22b41b3b74774e23213f80da1cc8fb8d439f6\" text=\"a &lt;b&gt;&#9;1&#10;c\"/>\
                 <figure tag=\"tonghop:f:CT1.TH\" block=\"tonghop:b:II.1/2\" text=\"1\"/></draft>"
            )
        );
    }
}
