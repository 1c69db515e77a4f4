//! Markdown as a flat list of blocks with their lines; the tree is built from these.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Passage;
use super::unread::unread;

/// A block of the document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Line where it begins, counted from 1.
    pub(super) line: usize,
    /// Byte where it begins.
    pub(super) start: usize,
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
        /// In how many lists it stands, from 1.
        depth: usize,
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

/// Splits `markdown` into blocks, and tells what of it is in none of them.
pub(super) fn blocks(markdown: &str) -> (Vec<Block>, Vec<Passage>) {
    let mut collector = Collector::new(markdown);
    let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        collector.take(event, range);
    }
    let left_out = unread(markdown, &collector.blocks);
    (collector.blocks, left_out)
}

struct Collector<'a> {
    markdown: &'a str,
    newlines: Vec<usize>,
    blocks: Vec<Block>,
    text: String,
    /// Where the open heading, paragraph or list item begins.
    start: usize,
    heading: Option<(u8, Option<String>, Vec<String>)>,
    /// The mark of a list item whose text has not been met yet, and where the item begins.
    mark: Option<(String, usize)>,
    /// In how many lists what comes stands.
    depth: usize,
    /// Where the open links and pictures lead, with their titles, and where their words begin.
    targets: Vec<(String, usize)>,
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
            depth: 0,
            targets: Vec::new(),
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
                self.begin_block(range.start);
                let classes = classes.iter().map(ToString::to_string).collect();
                self.heading = Some((depth(level), id.map(|id| id.to_string()), classes));
            }
            // Text pasted from Word is often indented, which Markdown takes for code.
            Tag::Paragraph | Tag::CodeBlock(CodeBlockKind::Indented) => self.begin(range.start),
            Tag::CodeBlock(CodeBlockKind::Fenced(words)) => {
                self.begin(range.start);
                self.text.push_str(&words);
                self.text.push(' ');
            }
            Tag::HtmlBlock => self.begin_block(range.start),
            Tag::Item => {
                self.begin_block(range.start);
                let mark = self.markdown.get(range.clone()).unwrap_or_default().split_whitespace().next();
                self.mark = Some((mark.unwrap_or_default().to_owned(), range.start));
            }
            // A list below the text of a tight item: that text ends here.
            Tag::List(_) => {
                self.begin_block(range.start);
                self.depth += 1;
            }
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                let target = [&*dest_url, &*title].join(" ");
                self.targets.push((target.trim().to_owned(), self.text.len()));
            }
            Tag::Table(_) => {
                self.begin_block(range.start);
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
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.depth = self.depth.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => self.close_link(),
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

    /// Begins a text. What a tight item said before it is a block of its own.
    fn begin(&mut self, start: usize) {
        self.flush();
        self.start = start;
    }

    /// Begins a block that cannot be the text of a list item: the open item, if it has none, is empty.
    fn begin_block(&mut self, start: usize) {
        self.end_item();
        self.start = start;
    }

    /// Ends the open list item; one without a text is a block all the same.
    fn end_item(&mut self) {
        self.flush();
        if let Some((mark, start)) = self.mark.take() {
            self.push(start, Content::Item { mark, text: String::new(), depth: self.depth });
        }
    }

    /// Writes where a link leads behind its words, where these do not say it.
    fn close_link(&mut self) {
        let Some((target, begin)) = self.targets.pop() else { return };
        if !target.is_empty() && self.text.get(begin..).is_none_or(|words| words != target) {
            self.text.push_str(&format!(" ({target})"));
        }
    }

    /// Ends the open paragraph, which is the head of a list item where a mark waits for its text.
    fn flush(&mut self) {
        let text = self.taken();
        if text.is_empty() {
            return;
        }
        match self.mark.take() {
            Some((mark, start)) => self.push(start, Content::Item { mark, text, depth: self.depth }),
            None => self.push(self.start, Content::Paragraph(text)),
        }
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
        self.blocks.push(Block { line, start, content });
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

    fn contents(markdown: &str) -> Vec<Content> {
        blocks(markdown).0.into_iter().map(|block| block.content).collect()
    }

    fn item(mark: &str, text: &str, depth: usize) -> Content {
        Content::Item { mark: mark.to_owned(), text: text.to_owned(), depth }
    }

    #[test]
    fn letters_stay_text_and_numbers_keep_their_mark() {
        let expected = [Content::Paragraph("a) Một".to_owned()), item("3.", "Hai", 1), item("-", "Ba bốn", 1)];
        assert_eq!(contents("a) Một\n\n3. Hai\n\n- Ba\n  bốn\n"), expected);
    }

    #[test]
    fn a_tight_item_ends_where_another_block_begins() {
        assert_eq!(contents("- Một\n  - Hai\n"), [item("-", "Một", 1), item("-", "Hai", 2)]);
        let quoted = [item("-", "Một", 1), Content::Paragraph("Hai".to_owned())];
        assert_eq!(contents("- Một\n  > Hai\n"), quoted);
        assert_eq!(contents("- - Hai\n"), [item("-", "", 1), item("-", "Hai", 2)]);
        let begins = |markdown| blocks(markdown).0.iter().map(|block| block.line).collect::<Vec<_>>();
        assert_eq!(begins("- Một\n\n  Hai\n\n  - Ba\n"), [1, 3, 5]);
    }

    #[test]
    fn a_comment_is_kept_apart_from_text() {
        assert_eq!(contents("<!-- alias: II.g -->\n"), [Content::Comment("alias: II.g".to_owned())]);
    }

    #[test]
    fn a_link_says_where_it_leads() {
        let text = |words: &str| [Content::Paragraph(words.to_owned())];
        assert_eq!(contents("[Luật](http://a.vn/b) x"), text("Luật (http://a.vn/b) x"));
        assert_eq!(contents("<http://a.vn/b>"), text("http://a.vn/b"));
    }
}
