//! A Word document as what its readers made of it (ECMA-376 part 1, chapter 17): paragraphs and tables with their content
//! controls, tracked changes, comments and footnotes. Nothing is fetched and nothing is run: fields keep the words that they
//! show, what lies outside the file is named and left alone, and a document with macros is refused.

use quick_xml::events::{BytesStart, Event};

use super::docx::{attribute, character, is_on, main_part, symbol};
use super::limits::{FILE_BYTES, TEXT_BYTES, too_large, unreadable};
use super::package::Package;
use super::word_numbering::Numbering;
use super::{Refusal, text_encoding, well_formed};
use crate::model::Bilingual;

/// Tables within tables, and controls within controls: more than anybody nests.
const DEPTH: usize = 200;
/// Columns that a cell may cover: Word itself has 63 in a row.
const COLUMNS: usize = 1000;

/// What was done to a piece of a document while changes were tracked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RevisionKind {
    /// Inserted, or moved here.
    Inserted,
    /// Deleted, or moved away.
    Deleted,
}

/// A tracked change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Revision {
    /// What was done.
    pub kind: RevisionKind,
    /// By whom, as Word has it; may be empty.
    pub author: String,
}

/// A piece of text in one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordRun {
    /// The text; a line break is `\n`.
    pub text: String,
    /// Bold by itself, not by its paragraph's style.
    pub bold: bool,
    /// Italic by itself.
    pub italic: bool,
    /// Shown in capitals, whatever it is typed in.
    pub capitals: bool,
    /// The font that it names itself; may be empty.
    pub font: String,
    /// The content controls that it stands in within its paragraph, the outer first: tag and a number that tells two
    /// controls with one tag apart.
    pub controls: Vec<(String, usize)>,
    /// The tracked changes that it is part of, the outer first.
    pub revisions: Vec<Revision>,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordParagraph {
    /// The content controls around it, the outer first: tag and number.
    pub controls: Vec<(String, usize)>,
    /// What is in it.
    pub runs: Vec<WordRun>,
    /// Its style's id; may be empty.
    pub style: String,
    /// The number or sign that Word prints before it by itself: `II.`, `a)`, `-`; empty where there is none.
    pub label: String,
    /// Centred by itself, not by its style.
    pub is_centred: bool,
    /// Tracked changes to its end: inserted, it was parted from the next; deleted, it is joined to it.
    pub end: Vec<Revision>,
    /// The names of the bookmarks that begin in it.
    pub bookmarks: Vec<String>,
    /// Numbers of the comments on it.
    pub comments: Vec<String>,
    /// Numbers of its footnotes and endnotes, with what they say.
    pub notes: Vec<String>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordRow {
    /// Its cells.
    pub cells: Vec<Vec<WordBlock>>,
    /// How far each of the cells reaches.
    pub spans: Vec<WordSpan>,
    /// Columns of the table that are left out before the first cell.
    pub columns_before: usize,
    /// Tracked changes to the row as a whole.
    pub revisions: Vec<Revision>,
}

/// How far a cell of a table reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordSpan {
    /// Columns that it covers.
    pub columns: usize,
    /// It is one with the cell above it.
    pub goes_on: bool,
}

impl Default for WordSpan {
    fn default() -> Self {
        Self { columns: 1, goes_on: false }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordTable {
    /// The content controls around it, the outer first: tag and number.
    pub controls: Vec<(String, usize)>,
    /// Its rows.
    pub rows: Vec<WordRow>,
}

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordBlock {
    /// A paragraph.
    Paragraph(WordParagraph),
    /// A table.
    Table(WordTable),
}

/// A comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordComment {
    /// Its number, as paragraphs name it.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub text: String,
}

/// An element of a part of XML: its name and its attributes, all local names.
pub type XmlElement = (String, Vec<(String, String)>);

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordDocument {
    /// Its body.
    pub blocks: Vec<WordBlock>,
    /// The comments.
    pub comments: Vec<WordComment>,
    /// The paragraphs of headers and footers, each once.
    pub margins: Vec<String>,
    /// The pieces of text that Word does not show.
    pub hidden: Vec<String>,
    /// Footnotes and endnotes that nothing in the body refers to.
    pub loose_notes: Vec<String>,
    /// Its own parts of XML that belong to other programs: for each element its attributes, by local names.
    pub custom: Vec<Vec<XmlElement>>,
    /// What was left aside, each once, in sentences.
    pub left_aside: Vec<Bilingual>,
}

/// Reads a Word document; says why not where it cannot be.
pub fn read_word_document(bytes: &[u8]) -> Result<WordDocument, Refusal> {
    if bytes.len() as u64 > FILE_BYTES {
        let limit = FILE_BYTES >> 20;
        return Err(too_large(format!("{limit} MB"), format!("{limit} MB")));
    }
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some(refusal) = super::sniff::without_reader(bytes) {
        return Err(refusal);
    }
    let package = Package::open(bytes)?;
    refuse_macros(&package)?;
    let name = main_part(&package);
    let part = |name| text_of(&package, name).map(Option::unwrap_or_default);
    let numbering = Numbering::new(&part("word/numbering.xml")?, &part("word/styles.xml")?);
    let mut document = Document { notes: notes(&package)?, numbering, ..Document::default() };
    document.read(&name, text_of(&package, &name)?.ok_or_else(|| no_text(&name))?.as_str())?;
    let mut read = WordDocument {
        loose_notes: document.loose_notes(),
        blocks: document.blocks,
        hidden: document.hidden,
        comments: comments(&package)?,
        margins: margins(&package)?,
        custom: custom(&package)?,
        left_aside: document.left_aside,
    };
    if lies_outside(&package) {
        aside(
            &mut read.left_aside,
            "Tệp có liên kết ra ngoài (mẫu, ảnh hoặc tệp khác); chương trình không mở các liên kết đó.",
            "The file links to templates, pictures or files outside; none was opened.",
        );
    }
    Ok(read)
}

fn no_text(name: &str) -> Refusal {
    unreadable(format!("không có {name} trong tệp Word"), format!("the Word document has no {name}"))
}

fn refuse_macros(package: &Package) -> Result<(), Refusal> {
    let has_project = package.parts().any(|(name, _)| name.to_ascii_lowercase().ends_with("vbaproject.bin"));
    let types = package.part("[Content_Types].xml").unwrap_or_default();
    if has_project || String::from_utf8_lossy(types).contains("macroEnabled") {
        return Err(unreadable(
            "tệp Word có macro, chương trình không nhận. Hãy lưu lại dạng .docx thường",
            "the Word document has macros, which are not taken. Save it as an ordinary .docx",
        ));
    }
    Ok(())
}

/// Whether the package asks for something that is not in it.
fn lies_outside(package: &Package) -> bool {
    let relations = package.parts().filter(|(name, _)| name.ends_with(".rels"));
    let mut found = relations.flat_map(|(_, xml)| elements(xml));
    found.any(|(name, attributes)| {
        let of = |key: &str| attributes.iter().find(|(known, _)| known == key).map_or("", |(_, value)| value.as_str());
        name == "Relationship" && of("TargetMode") == "External" && !of("Type").ends_with("/hyperlink")
    })
}

/// The text of a part, well-formed and without declarations of its own.
fn text_of(package: &Package, name: &str) -> Result<Option<String>, Refusal> {
    let Some(xml) = package.part(name) else { return Ok(None) };
    let text = text_encoding::decode(xml).text;
    let mut events = well_formed::WellFormed::new(name, text.as_bytes());
    loop {
        match events.next_event()? {
            Event::DocType(_) => {
                return Err(unreadable(
                    format!("{name} có khai báo DTD, tệp Word không được có"),
                    format!("{name} has a DTD, which no Word document may have"),
                ));
            }
            Event::Eof => return Ok(Some(text.into_owned())),
            _ => {}
        }
    }
}

/// All elements of a part with their attributes, as far as it can be read.
fn elements(xml: &[u8]) -> Vec<XmlElement> {
    let text = String::from_utf8_lossy(xml);
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut found = Vec::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().flatten().filter_map(|attribute| {
                    let name = attribute.key.local_name().as_ref().to_owned();
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
                    Some((name, value.into_owned()))
                });
                found.push((tag.local_name().as_ref().to_owned(), attributes.collect()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The parts of XML of other programs.
fn custom(package: &Package) -> Result<Vec<Vec<XmlElement>>, Refusal> {
    let names: Vec<&str> = package.parts().map(|(name, _)| name).collect();
    let is_custom = |name: &&str| {
        let name = name.to_ascii_lowercase();
        name.starts_with("customxml/item") && name.ends_with(".xml") && !name.contains("props")
    };
    let mut parts = Vec::new();
    for name in names.into_iter().filter(is_custom) {
        if let Some(text) = text_of(package, name)? {
            parts.push(elements(text.as_bytes()));
        }
    }
    Ok(parts)
}

/// The words of footnotes and endnotes by their kind and number.
fn notes(package: &Package) -> Result<Vec<(String, String)>, Refusal> {
    let mut found = Vec::new();
    for (part, element) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        for (id, _, text) in stories(package, part, element)? {
            found.push((format!("{element} {id}"), text));
        }
    }
    Ok(found)
}

/// The paragraphs of headers and footers. Pages of different kinds have their own; what they share is told once.
fn margins(package: &Package) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<&str> = package.parts().map(|(name, _)| name).collect();
    names.retain(|name| name.starts_with("word/header") || name.starts_with("word/footer"));
    names.sort_unstable();
    let mut found: Vec<String> = Vec::new();
    for (name, element) in names.iter().flat_map(|name| [(*name, "hdr"), (*name, "ftr")]) {
        for (_, _, text) in stories(package, name, element)? {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    Ok(found)
}

fn comments(package: &Package) -> Result<Vec<WordComment>, Refusal> {
    let read = stories(package, "word/comments.xml", "comment")?;
    Ok(read.into_iter().map(|(id, author, text)| WordComment { id, author, text }).collect())
}

/// Number, author and words of each `element` of a part.
fn stories(package: &Package, part: &str, element: &str) -> Result<Vec<(String, String, String)>, Refusal> {
    let Some(text) = text_of(package, part)? else { return Ok(Vec::new()) };
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut found: Vec<(String, String, String)> = Vec::new();
    let (mut in_text, mut is_open) = (false, false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                name if name == element => {
                    let of = |key: &str| attribute(&tag, key).unwrap_or_default();
                    found.push((of("id"), of("author"), String::new()));
                    is_open = true;
                }
                "t" => in_text = true,
                "p" => {
                    if let Some((.., text)) = found.last_mut().filter(|(.., text)| is_open && !text.is_empty()) {
                        text.push(' ');
                    }
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                name if name == element => is_open = false,
                _ => {}
            },
            Event::Text(piece) if in_text && is_open => {
                found.iter_mut().last().into_iter().for_each(|(.., text)| text.push_str(&piece))
            }
            Event::GeneralRef(piece) if in_text && is_open => {
                found.iter_mut().last().into_iter().for_each(|(.., text)| text.push_str(&character(&piece)));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(found)
}

fn aside(list: &mut Vec<Bilingual>, vi: &str, en: &str) {
    let sentence = Bilingual::new(vi, en);
    if !list.contains(&sentence) {
        list.push(sentence);
    }
}

/// A content control that is open.
struct Control {
    tag: String,
    number: usize,
    /// Paragraphs that were open when it began.
    paragraphs: usize,
    /// It is empty, and what stands in it asks to write there.
    is_placeholder: bool,
}

/// What has been read of the body.
#[derive(Default)]
struct Document {
    blocks: Vec<WordBlock>,
    /// Tables that are open, with the cells of the row that is.
    tables: Vec<WordTable>,
    /// Paragraphs that are open: one in a text box stands within another.
    paragraphs: Vec<WordParagraph>,
    controls: Vec<Control>,
    /// How many controls there were.
    controls_so_far: usize,
    revisions: Vec<Revision>,
    /// The runs that are open: one in a text box stands within another.
    open_runs: Vec<WordRun>,
    /// The elements that are open.
    path: Vec<String>,
    /// Elements that are open within one that is left out.
    left_out: usize,
    is_hidden: bool,
    hidden: Vec<String>,
    comments: Vec<String>,
    notes: Vec<(String, String)>,
    /// The notes that were referred to.
    noted: Vec<String>,
    numbering: Numbering,
    /// List and level that the open paragraph names itself.
    list: (Option<String>, Option<usize>),
    text_bytes: usize,
    left_aside: Vec<Bilingual>,
}

impl Document {
    fn read(&mut self, name: &str, xml: &str) -> Result<(), Refusal> {
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.open(&tag)?;
                    self.path.push(tag.local_name().as_ref().to_owned());
                }
                Ok(Event::Empty(tag)) => {
                    self.open(&tag)?;
                    self.path.push(tag.local_name().as_ref().to_owned());
                    self.path.pop();
                    self.close(tag.local_name().as_ref());
                }
                Ok(Event::End(tag)) => {
                    self.path.pop();
                    self.close(tag.local_name().as_ref());
                }
                Ok(Event::Text(text)) => self.text(&text)?,
                Ok(Event::CData(text)) => self.text(&text)?,
                Ok(Event::GeneralRef(reference)) => self.text(&character(&reference))?,
                Ok(Event::Eof) => return Ok(()),
                Err(_) => return Err(well_formed::damaged(name, reader.buffer_position())),
                Ok(_) => {}
            }
        }
    }

    fn parent(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    fn is_within(&self, element: &str) -> bool {
        self.path.iter().any(|open| open == element)
    }

    /// Whether properties that are open are those of a paragraph's end.
    fn is_of_paragraph(&self) -> bool {
        self.path.len() > 1 && self.path[self.path.len() - 2] == "pPr"
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.local_name();
        let name: &str = name.as_ref();
        if self.left_out > 0 {
            self.left_out += 1;
            return Ok(());
        }
        if self.tables.len() + self.paragraphs.len() + self.controls.len() > DEPTH {
            return Err(too_large(format!("{DEPTH} lớp lồng nhau"), format!("{DEPTH} levels of nesting")));
        }
        match name {
            // A drawing for old programs, which says it once more; properties before a tracked change; what a field is told to do.
            "Fallback" | "rPrChange" | "tcPrChange" | "trPrChange" | "pPrChange" | "tblPrChange" | "sectPrChange"
            | "tblGridChange" | "instrText" | "delInstrText" | "sectPr" => {
                if matches!(name, "instrText" | "delInstrText") {
                    self.aside_field();
                }
                self.left_out = 1;
            }
            "fldSimple" => self.aside_field(),
            "altChunk" => aside(
                &mut self.left_aside,
                "Tệp có phần nhúng từ tệp khác; phần đó không được đọc.",
                "The file has another file in it, which was not read.",
            ),
            "sdt" => {
                self.controls_so_far += 1;
                let (number, paragraphs) = (self.controls_so_far, self.paragraphs.len());
                self.controls.push(Control { tag: String::new(), number, paragraphs, is_placeholder: false });
            }
            "tag" if self.parent() == "sdtPr" => {
                if let Some(control) = self.controls.last_mut() {
                    control.tag = attribute(tag, "val").unwrap_or_default();
                }
            }
            "showingPlcHdr" => {
                self.controls.iter_mut().last().into_iter().for_each(|control| control.is_placeholder = true)
            }
            "ins" | "moveTo" | "del" | "moveFrom" | "cellIns" | "cellDel" => self.revision(tag, name),
            "tbl" => {
                let controls = self.around(self.paragraphs.len());
                self.tables.push(WordTable { controls, rows: Vec::new() });
            }
            "tr" => self.tables.iter_mut().last().into_iter().for_each(|table| table.rows.push(WordRow::default())),
            "tc" => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                row.into_iter().for_each(|row| {
                    row.cells.push(Vec::new());
                    row.spans.push(WordSpan::default());
                });
            }
            "gridSpan" | "vMerge" if self.parent() == "tcPr" => self.span(tag, name),
            "gridBefore" => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                row.into_iter().for_each(|row| row.columns_before = columns(tag));
            }
            "p" => {
                let controls = self.around(self.paragraphs.len());
                self.paragraphs.push(WordParagraph { controls, ..WordParagraph::default() });
                self.list = (None, None);
            }
            "numId" if self.parent() == "numPr" => self.list.0 = attribute(tag, "val"),
            "ilvl" if self.parent() == "numPr" => {
                self.list.1 = attribute(tag, "val").and_then(|level| level.parse().ok());
            }
            "jc" if self.parent() == "pPr" => {
                let is_centred = attribute(tag, "val").is_some_and(|value| value == "center");
                self.paragraphs.iter_mut().last().into_iter().for_each(|paragraph| paragraph.is_centred = is_centred);
            }
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default();
                self.paragraphs.iter_mut().last().into_iter().for_each(|paragraph| paragraph.style.clone_from(&style));
            }
            "r" if !self.paragraphs.is_empty() => {
                let controls = self.within(self.paragraphs.len());
                self.is_hidden = false;
                let revisions = self.revisions.clone();
                self.open_runs.push(WordRun { controls, revisions, ..WordRun::default() });
            }
            "b" | "i" | "caps" | "vanish" if self.parent() == "rPr" && !self.is_of_paragraph() => {
                let is_on = is_on(tag);
                match (name, self.open_runs.last_mut()) {
                    ("b", Some(run)) => run.bold = is_on,
                    ("i", Some(run)) => run.italic = is_on,
                    ("caps", Some(run)) => run.capitals = is_on,
                    ("b" | "i" | "caps", None) => {}
                    _ => self.is_hidden = is_on,
                }
            }
            "rFonts" if self.parent() == "rPr" && !self.is_of_paragraph() => {
                let font = attribute(tag, "ascii").or_else(|| attribute(tag, "hAnsi")).unwrap_or_default();
                self.open_runs.iter_mut().last().into_iter().for_each(|run| run.font.clone_from(&font));
            }
            "tab" if self.parent() == "r" => self.write(" ")?,
            "br" | "cr" => self.write("\n")?,
            "noBreakHyphen" => self.write("-")?,
            "sym" => self.write(symbol(tag))?,
            "bookmarkStart" => {
                let name = attribute(tag, "name").unwrap_or_default();
                self.paragraphs
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|paragraph| paragraph.bookmarks.push(name.clone()));
            }
            "commentRangeStart" => self.comments.extend(attribute(tag, "id")),
            "commentReference" => {
                let id = attribute(tag, "id").unwrap_or_default();
                self.comment(&id);
            }
            "commentRangeEnd" => {
                let id = attribute(tag, "id").unwrap_or_default();
                self.comments.retain(|open| *open != id);
            }
            "footnoteReference" | "endnoteReference" => {
                let id = attribute(tag, "id").unwrap_or_default();
                let wanted = format!("{} {id}", name.trim_end_matches("Reference"));
                let said = self.notes.iter().find(|(id, _)| *id == wanted).map(|(_, text)| text.clone());
                if let (Some(said), Some(paragraph)) = (said, self.paragraphs.last_mut()) {
                    paragraph.notes.push(said);
                    self.noted.push(wanted);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn aside_field(&mut self) {
        aside(
            &mut self.left_aside,
            "Tệp có trường tự động (field); chỉ lấy chữ đang hiển thị, không thực hiện lệnh của trường.",
            "The file has fields; the words that they show were taken, and none of them was run.",
        );
    }

    /// A tracked change begins: of what follows, of a paragraph's end, of a row.
    fn revision(&mut self, tag: &BytesStart<'_>, name: &str) {
        let kind =
            if matches!(name, "ins" | "moveTo" | "cellIns") { RevisionKind::Inserted } else { RevisionKind::Deleted };
        let revision = Revision { kind, author: attribute(tag, "author").unwrap_or_default() };
        match self.parent() {
            "rPr" if self.is_of_paragraph() => {
                self.paragraphs
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|paragraph| paragraph.end.push(revision.clone()));
            }
            "rPr" => self.open_runs.iter_mut().last().into_iter().for_each(|run| run.revisions.push(revision.clone())),
            "trPr" => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                row.into_iter().for_each(|row| row.revisions.push(revision.clone()));
            }
            "numPr" | "tcPr" => {}
            _ => self.revisions.push(revision),
        }
    }

    /// A comment on the paragraph that is open.
    fn comment(&mut self, id: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && !paragraph.comments.iter().any(|known| known == id)
        {
            paragraph.comments.push(id.to_owned());
        }
    }

    /// The controls that are open around what begins now.
    fn around(&self, paragraphs: usize) -> Vec<(String, usize)> {
        let open = self.controls.iter().filter(|control| control.paragraphs <= paragraphs);
        open.map(|control| (control.tag.clone(), control.number)).collect()
    }

    /// The controls that are open within the paragraph.
    fn within(&self, paragraphs: usize) -> Vec<(String, usize)> {
        let open = self.controls.iter().filter(|control| control.paragraphs == paragraphs);
        open.map(|control| (control.tag.clone(), control.number)).collect()
    }

    fn close(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "sdt" => _ = self.controls.pop(),
            "ins" | "moveTo" | "del" | "moveFrom" if !matches!(self.parent(), "rPr" | "trPr" | "numPr" | "tcPr") => {
                self.revisions.pop();
            }
            "r" => {
                if let (Some(run), Some(paragraph)) = (self.open_runs.pop(), self.paragraphs.last_mut())
                    && !run.text.is_empty()
                {
                    paragraph.runs.push(run);
                    let open = self.comments.clone();
                    open.iter().for_each(|id| self.comment(id));
                }
            }
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.block(WordBlock::Paragraph(paragraph));
                }
            }
            "pPr" if self.parent() == "p" => {
                let (list, level) = std::mem::take(&mut self.list);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.label = self.numbering.label(&paragraph.style, list.as_deref(), level);
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.block(WordBlock::Table(table));
                }
            }
            _ => {}
        }
    }

    /// A block is complete: in a cell, in the body, or in a text box, which stands where its paragraph does.
    fn block(&mut self, block: WordBlock) {
        let cell = self.tables.last_mut().and_then(|table| table.rows.last_mut()?.cells.last_mut());
        match cell {
            Some(cell) => cell.push(block),
            None => self.blocks.push(block),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        if self.left_out == 0 && matches!(self.parent(), "t" | "delText") && self.is_within("r") {
            return self.write(text);
        }
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), Refusal> {
        self.text_bytes += text.len();
        if self.text_bytes > TEXT_BYTES {
            let limit = TEXT_BYTES >> 20;
            return Err(too_large(format!("{limit} MB chữ"), format!("{limit} MB of text")));
        }
        let shows_nothing = self.is_hidden || self.controls.iter().any(|control| control.is_placeholder);
        if self.is_hidden && !text.trim().is_empty() {
            self.hidden.push(text.trim().to_owned());
        }
        if let Some(run) = self.open_runs.last_mut().filter(|_| !shows_nothing) {
            run.text.push_str(text);
        }
        Ok(())
    }

    /// How far the open cell reaches.
    fn span(&mut self, tag: &BytesStart<'_>, name: &str) {
        let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
        let Some(span) = row.and_then(|row| row.spans.last_mut()) else { return };
        match name {
            "gridSpan" => span.columns = columns(tag).max(1),
            _ => span.goes_on = attribute(tag, "val").is_none_or(|value| value != "restart"),
        }
    }

    /// The notes that nothing refers to. What only parts the notes from the text has no words.
    fn loose_notes(&self) -> Vec<String> {
        let loose = self.notes.iter().filter(|(id, text)| !self.noted.contains(id) && !text.trim().is_empty());
        loose.map(|(_, text)| text.clone()).collect()
    }
}

/// Columns as a tag gives them; Word has 63 at most.
fn columns(tag: &BytesStart<'_>) -> usize {
    attribute(tag, "val").and_then(|value| value.parse().ok()).unwrap_or(0).min(COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::docx::tests::package;

    fn read(body: &str) -> Result<WordDocument, Refusal> {
        read_word_document(&package(&[(
            "word/document.xml",
            &format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"),
        )]))
    }

    fn paragraphs(body: &str) -> Vec<WordParagraph> {
        let blocks = read(body).expect("a document").blocks.into_iter();
        let found = blocks.map(|block| match block {
            WordBlock::Paragraph(paragraph) => paragraph,
            WordBlock::Table(table) => panic!("{table:?}"),
        });
        found.collect()
    }

    fn run(text: &str) -> String {
        format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    }

    #[test]
    fn controls_are_told_around_and_within() {
        let figure =
            format!("<w:sdt><w:sdtPr><w:tag w:val=\"f\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run("66"));
        let body = format!(
            "<w:sdt><w:sdtPr><w:tag w:val=\"b\"/></w:sdtPr><w:sdtContent><w:p>{}{figure}</w:p><w:p/></w:sdtContent></w:sdt><w:p>{}</w:p>",
            run("Có "),
            run("sau")
        );
        let read = paragraphs(&body);
        let tags = |controls: &[(String, usize)]| controls.iter().map(|(tag, _)| tag.clone()).collect::<Vec<_>>();
        assert_eq!(
            (tags(&read[0].controls), tags(&read[1].controls), tags(&read[2].controls)),
            (vec!["b".to_owned()], vec!["b".to_owned()], vec![])
        );
        let runs: Vec<_> = read[0].runs.iter().map(|run| (run.text.as_str(), tags(&run.controls))).collect();
        assert_eq!(runs, [("Có ", vec![]), ("66", vec!["f".to_owned()])]);
    }

    #[test]
    fn tracked_changes_keep_their_authors_nested_too() {
        let del = |content: &str| format!("<w:del w:author=\"B\">{content}</w:del>");
        let gone = "<w:r><w:delText>cũ</w:delText></w:r>";
        let body = format!(
            "<w:p><w:pPr><w:rPr><w:ins w:author=\"A\"/></w:rPr></w:pPr><w:ins w:author=\"A\">{}{}</w:ins>{}<w:moveFrom w:author=\"C\">{}</w:moveFrom></w:p>",
            run("mới"),
            del(gone),
            run("còn"),
            run("đi"),
        );
        let [paragraph] = paragraphs(&body).try_into().expect("one");
        assert_eq!(paragraph.end, [Revision { kind: RevisionKind::Inserted, author: "A".into() }]);
        let told: Vec<String> = paragraph
            .runs
            .iter()
            .map(|run| {
                format!(
                    "{}:{}",
                    run.text,
                    run.revisions
                        .iter()
                        .map(|revision| format!("{:?}{}", revision.kind, revision.author))
                        .collect::<String>()
                )
            })
            .collect();
        assert_eq!(told, ["mới:InsertedA", "cũ:InsertedADeletedB", "còn:", "đi:DeletedC"]);
    }

    #[test]
    fn what_is_not_the_documents_own_is_left_aside_or_refused() {
        let fields = read("<w:p><w:r><w:instrText>INCLUDETEXT \"http://a/b\"</w:instrText></w:r><w:r><w:t>x</w:t></w:r></w:p><w:altChunk/>").expect("a document");
        assert_eq!(fields.left_aside.len(), 2);
        let dtd = package(&[(
            "word/document.xml",
            "<!DOCTYPE d [<!ENTITY a \"b\">]><w:document xmlns:w=\"w\"><w:body/></w:document>",
        )]);
        assert!(matches!(read_word_document(&dtd), Err(Refusal::Unreadable(_))));
        let macros = package(&[("word/document.xml", "<w:document xmlns:w=\"w\"/>"), ("word/vbaProject.bin", "x")]);
        assert!(matches!(read_word_document(&macros), Err(Refusal::Unreadable(why)) if why.vi.contains("macro")));
        let outside = package(&[
            ("word/document.xml", "<w:document xmlns:w=\"w\"/>"),
            (
                "word/_rels/settings.xml.rels",
                "<Relationships><Relationship Type=\"x/attachedTemplate\" Target=\"http://a/b.dotm\" TargetMode=\"External\"/></Relationships>",
            ),
        ]);
        assert_eq!(read_word_document(&outside).expect("a document").left_aside.len(), 1);
        let deep = "<w:tbl><w:tr><w:tc>".repeat(300) + &"</w:tc></w:tr></w:tbl>".repeat(300);
        assert!(matches!(read(&deep), Err(Refusal::TooLarge(_))));
        assert!(matches!(read("<w:p>"), Err(Refusal::Unreadable(_))));
        assert_eq!(read_word_document(b""), Err(Refusal::Empty));
        assert!(read_word_document(b"no package").is_err());
    }
}
