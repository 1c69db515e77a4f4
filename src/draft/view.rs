//! A document that came back, as it reads with its tracked changes accepted or rejected.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::record::{BLOCK, DraftRecord, FIGURE, Kind};
use crate::intake::{Revision, RevisionKind, WordBlock, WordDocument, WordParagraph, WordTable};
use crate::vietnamese::compose;

/// A piece of running text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// The tag and number of the figure's control that it stands in.
    pub(super) figure: Option<(String, usize)>,
}

/// A block that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Returned {
    /// The tags of the blocks' controls that it stands in: several where paragraphs were joined.
    pub(super) tags: Vec<String>,
    /// Its words.
    pub(super) text: String,
    /// Its pieces; of a table those of all cells, a cell each behind the other.
    pub(super) pieces: Vec<Piece>,
    /// The cells of a table, row by row; none of a paragraph.
    pub(super) rows: Option<Vec<Vec<Vec<Piece>>>>,
    /// Who changed something in it while changes were tracked.
    pub(super) authors: Vec<String>,
    /// Numbers of the comments on it.
    pub(super) comments: Vec<String>,
    /// What its footnotes say.
    pub(super) notes: Vec<String>,
    /// The paragraph's style.
    pub(super) style: String,
}

/// Words as they are compared: composed, with single blanks.
pub(super) fn normal(text: &str) -> String {
    let text = compose(text);
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '\u{a0}').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The blocks of a document, with tracked changes accepted, or else rejected. Empty paragraphs outside of controls are none.
pub(super) fn blocks(record: &DraftRecord, document: &WordDocument, accepts: bool) -> Vec<Returned> {
    let bookmarks = record.blocks.iter().map(|block| (bookmark(&block.tag), block.tag.clone())).collect();
    let tables =
        record.blocks.iter().filter(|block| block.kind == Kind::Table).map(|block| block.tag.clone()).collect();
    let view = View { accepts, bookmarks, tables };
    let mut found = Vec::new();
    view.blocks(&document.blocks, &mut found);
    found.retain(|block| !block.text.is_empty() || !block.tags.is_empty() || !block.notes.is_empty());
    found
}

struct View {
    accepts: bool,
    /// The tags of blocks by the names of their bookmarks, which some programs keep where they lose the controls.
    bookmarks: BTreeMap<String, String>,
    /// The tags of tables.
    tables: BTreeSet<String>,
}

impl View {
    fn is_gone(&self, revisions: &[Revision]) -> bool {
        let gone = if self.accepts { RevisionKind::Deleted } else { RevisionKind::Inserted };
        revisions.iter().any(|revision| revision.kind == gone)
    }

    fn blocks(&self, blocks: &[WordBlock], into: &mut Vec<Returned>) {
        // A paragraph whose end is gone goes on in the next.
        let mut open: Option<Returned> = None;
        for block in blocks {
            match block {
                WordBlock::Paragraph(paragraph) => {
                    let this = self.paragraph(paragraph);
                    let joined = match open.take() {
                        Some(before) => join(before, this),
                        None => this,
                    };
                    if self.is_gone(&paragraph.end) {
                        open = Some(joined);
                    } else {
                        into.push(joined);
                    }
                }
                WordBlock::Table(table) => {
                    into.extend(open.take());
                    self.table(table, into);
                }
            }
        }
        into.extend(open);
    }

    /// The tag of the control around a paragraph, else of the bookmark in it.
    fn tags_of(&self, paragraph: &WordParagraph) -> Vec<String> {
        let tags = of_block(&paragraph.controls);
        if !tags.is_empty() {
            return tags;
        }
        let known = paragraph.bookmarks.iter().filter_map(|name| self.bookmarks.get(name));
        known.take(1).cloned().collect()
    }

    fn paragraph(&self, paragraph: &WordParagraph) -> Returned {
        let mut block = Returned {
            tags: self.tags_of(paragraph),
            comments: paragraph.comments.clone(),
            notes: paragraph.notes.clone(),
            style: paragraph.style.clone(),
            ..Returned::default()
        };
        note_authors(&mut block.authors, &paragraph.end);
        for run in &paragraph.runs {
            note_authors(&mut block.authors, &run.revisions);
            if self.is_gone(&run.revisions) {
                continue;
            }
            for tag in of_block(&run.controls) {
                if !block.tags.contains(&tag) {
                    block.tags.push(tag);
                }
            }
            let figure = run.controls.iter().rev().find(|(tag, _)| tag.starts_with(FIGURE)).cloned();
            match block.pieces.last_mut() {
                Some(last)
                    if last.figure == figure
                        && (figure.is_some() || (last.bold, last.italic) == (run.bold, run.italic)) =>
                {
                    last.text.push_str(&run.text);
                }
                _ => block.pieces.push(Piece { text: run.text.clone(), bold: run.bold, italic: run.italic, figure }),
            }
        }
        block.text = words(&block.pieces);
        block
    }

    /// A table of the draft, or one that was put in, is a block; one that only lays out a page is what is in it.
    fn table(&self, table: &WordTable, into: &mut Vec<Returned>) {
        let mut tags = of_block(&table.controls);
        let mut inner = Vec::new();
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.blocks(cell, &mut inner);
        }
        if tags.is_empty()
            && let Some(tag) =
                inner.first().and_then(|first| first.tags.first()).filter(|tag| self.tables.contains(*tag))
        {
            tags.push(tag.clone());
        }
        if tags.is_empty() && inner.iter().any(|block| !block.tags.is_empty()) {
            into.extend(inner);
            return;
        }
        let mut block = Returned { tags, rows: Some(Vec::new()), ..Returned::default() };
        let mut lines = Vec::new();
        for row in &table.rows {
            note_authors(&mut block.authors, &row.revisions);
            if self.is_gone(&row.revisions) {
                continue;
            }
            let mut cells = Vec::new();
            for cell in &row.cells {
                let mut paragraphs = Vec::new();
                self.blocks(cell, &mut paragraphs);
                let mut pieces = Vec::new();
                for paragraph in paragraphs {
                    if !pieces.is_empty() && !paragraph.pieces.is_empty() {
                        pieces.push(Piece { text: " ".to_owned(), ..Piece::default() });
                    }
                    pieces.extend(paragraph.pieces);
                    block.authors.extend(paragraph.authors);
                    block.comments.extend(paragraph.comments);
                    block.notes.extend(paragraph.notes);
                }
                cells.push(pieces);
            }
            lines.push(cells.iter().map(|cell| words(cell)).collect::<Vec<_>>().join("\t"));
            block.pieces.extend(cells.iter().flatten().cloned());
            block.rows.get_or_insert_default().push(cells);
        }
        block.authors.sort();
        block.authors.dedup();
        block.text = lines.join("\n");
        into.push(block);
    }
}

/// The name of the bookmark of a block: `_tonghop` and the beginning of the SHA-256 of its tag.
fn bookmark(tag: &str) -> String {
    let checksum: String = Sha256::digest(tag.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("_tonghop{checksum}")
}

/// The words of running text.
pub(super) fn words(pieces: &[Piece]) -> String {
    normal(&pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
}

fn of_block(controls: &[(String, usize)]) -> Vec<String> {
    controls.iter().rev().map(|(tag, _)| tag).find(|tag| tag.starts_with(BLOCK)).into_iter().cloned().collect()
}

fn note_authors(authors: &mut Vec<String>, revisions: &[Revision]) {
    for revision in revisions {
        if !revision.author.is_empty() && !authors.contains(&revision.author) {
            authors.push(revision.author.clone());
        }
    }
}

/// Two paragraphs as one: what is left of the first, and the second.
fn join(mut first: Returned, second: Returned) -> Returned {
    if first.text.is_empty() {
        let mut authors = std::mem::take(&mut first.authors);
        authors.extend(second.authors.iter().filter(|author| !authors.contains(author)).cloned().collect::<Vec<_>>());
        let comments = first.comments.into_iter().chain(second.comments.clone()).collect();
        return Returned { authors, comments, ..second };
    }
    if !second.text.is_empty() {
        for tag in second.tags {
            if !first.tags.contains(&tag) {
                first.tags.push(tag);
            }
        }
    }
    first.pieces.extend(second.pieces);
    first.comments.extend(second.comments);
    first.notes.extend(second.notes);
    first.authors.extend(second.authors);
    first.authors.sort();
    first.authors.dedup();
    first.text = words(&first.pieces);
    first
}
