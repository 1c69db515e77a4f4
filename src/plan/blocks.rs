//! Markdown as a flat list of blocks with their lines; the tree is built from these.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A block of the document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Line where it begins, counted from 1.
    pub(super) line: usize,
    pub(super) content: Content,
}

/// What a block holds. Text has single blanks and no marks of emphasis.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    Heading {
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
        text: String,
    },
    Paragraph(String),
    /// The first paragraph of a list item, with the mark as it is written: `-`, `3.`.
    Item {
        mark: String,
        text: String,
    },
    Table {
        head: Vec<String>,
        rows: Vec<TableRow>,
    },
    /// The text of an HTML comment.
    Comment(String),
    /// A thematic break `---`.
    Rule,
}

/// A row of a table below its head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TableRow {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// Splits `markdown` into blocks.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut collector = Collector::new(markdown);
    let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        collector.take(event, range);
    }
    collector.blocks
}

struct Collector<'a> {
    markdown: &'a str,
    newlines: Vec<usize>,
    blocks: Vec<Block>,
    text: String,
    /// Where the open heading, paragraph or list item begins.
    start: usize,
    heading: Option<(u8, Option<String>, Vec<String>)>,
    /// The mark of a list item whose text has not been met yet.
    mark: Option<String>,
    head: Vec<String>,
    rows: Vec<TableRow>,
    cells: Vec<String>,
}

impl<'a> Collector<'a> {
    fn new(markdown: &'a str) -> Self {
        Self {
            markdown,
            newlines: markdown.match_indices('\n').map(|(at, _)| at).collect(),
            blocks: Vec::new(),
            text: String::new(),
            start: 0,
            heading: None,
            mark: None,
            head: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(tag, range),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                self.text.push_str(&text)
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.push(range.start, Content::Rule),
            // The remaining events belong to extensions that are not switched on.
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, classes, .. } => {
                self.begin(range.start);
                let classes = classes.iter().map(ToString::to_string).collect();
                self.heading = Some((depth(level), id.map(|id| id.to_string()), classes));
            }
            // Text pasted from Word is often indented, which Markdown takes for code.
            Tag::Paragraph | Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) | Tag::HtmlBlock => {
                self.begin(range.start);
            }
            Tag::Item => {
                self.begin(range.start);
                let mark = self.markdown.get(range).unwrap_or_default().split_whitespace().next();
                self.mark = Some(mark.unwrap_or_default().to_owned());
            }
            // A list below the text of a tight item: that text ends here.
            Tag::List(_) => self.flush(),
            Tag::Table(_) => {
                self.begin(range.start);
                self.head.clear();
                self.rows.clear();
            }
            Tag::TableHead | Tag::TableRow => self.cells.clear(),
            Tag::TableCell => self.text.clear(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                let text = self.taken();
                if let Some((level, id, classes)) = self.heading.take() {
                    self.push(self.start, Content::Heading { level, id, classes, text });
                }
            }
            TagEnd::Paragraph | TagEnd::CodeBlock => self.flush(),
            TagEnd::Item => {
                self.flush();
                if let Some(mark) = self.mark.take() {
                    self.push(range.start, Content::Item { mark, text: String::new() });
                }
            }
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::TableCell => {
                let cell = self.taken();
                self.cells.push(cell);
            }
            TagEnd::TableHead => self.head = std::mem::take(&mut self.cells),
            TagEnd::TableRow => {
                let row = TableRow { line: self.line(range.start), cells: std::mem::take(&mut self.cells) };
                self.rows.push(row);
            }
            TagEnd::Table => {
                let table =
                    Content::Table { head: std::mem::take(&mut self.head), rows: std::mem::take(&mut self.rows) };
                self.push(range.start, table);
            }
            _ => {}
        }
    }

    fn begin(&mut self, start: usize) {
        self.text.clear();
        self.start = start;
    }

    /// Ends the open paragraph, which is the head of a list item where a mark waits for its text.
    fn flush(&mut self) {
        let text = self.taken();
        if text.is_empty() {
            return;
        }
        let content = match self.mark.take() {
            Some(mark) => Content::Item { mark, text },
            None => Content::Paragraph(text),
        };
        self.push(self.start, content);
    }

    fn close_html(&mut self) {
        let text = self.taken();
        let comment = text.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        let content = match comment {
            Some(comment) => Content::Comment(comment.trim().to_owned()),
            None => Content::Paragraph(text),
        };
        self.push(self.start, content);
    }

    fn taken(&mut self) -> String {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        text
    }

    fn push(&mut self, start: usize, content: Content) {
        let line = self.line(start);
        self.blocks.push(Block { line, content });
    }

    fn line(&self, offset: usize) -> usize {
        self.newlines.partition_point(|newline| *newline < offset) + 1
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_text_and_numbers_keep_their_mark() {
        let found: Vec<_> =
            blocks("a) Một\n\n3. Hai\n\n- Ba\n  bốn\n").into_iter().map(|block| block.content).collect();
        let expected = [
            Content::Paragraph("a) Một".to_owned()),
            Content::Item { mark: "3.".to_owned(), text: "Hai".to_owned() },
            Content::Item { mark: "-".to_owned(), text: "Ba bốn".to_owned() },
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_tight_item_ends_where_its_own_list_begins() {
        let found: Vec<_> = blocks("- Một\n  - Hai\n").into_iter().map(|block| (block.line, block.content)).collect();
        let item = |text: &str| Content::Item { mark: "-".to_owned(), text: text.to_owned() };
        assert_eq!(found, [(1, item("Một")), (2, item("Hai"))]);
    }

    #[test]
    fn a_comment_is_kept_apart_from_text() {
        assert_eq!(blocks("<!-- alias: II.g -->\n")[0].content, Content::Comment("alias: II.g".to_owned()));
    }
}
