//! Markdown to blocks.
//!
//! | Markdown | block |
//! |---|---|
//! | `# I. …` to `####` , `{#anchor}` | heading of level 1 to 4 |
//! | `# TITLE {#anchor .annex .landscape}` | a new annex; what follows stands in it |
//! | a paragraph | paragraph; căn cứ (basis) where all of it is in italics |
//! | `> …` | note |
//! | `- …`, indented below | list of dashes and pluses |
//! | a table | table |
//! | ```` ```table name ```` | what the directive of that name yields |
//! | `---` | page break |
//! | `[](#anchor)` | a link to an annex under its label: Phụ lục I |

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::render::Sources;
use super::typography::bind;
use super::{
    Align, Block, Column, ComposeError, HeadCell, Inline, ListItem, Orientation, Row, Style, Table, TableCell, escape,
};
use crate::model::Bilingual;

/// A directive: a fenced block that stands for blocks made by the program.
pub(super) struct Directive<'a> {
    /// Its kind: `table`, `chart`.
    pub(super) kind: &'a str,
    /// What it asks for: `progress-by-agency`.
    pub(super) name: &'a str,
    /// The text inside, which captions it; may be empty.
    pub(super) caption: String,
}

/// An annex as the template opens it.
pub(super) struct AnnexDraft {
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) orientation: Orientation,
    pub(super) blocks: Vec<Block>,
}

/// The blocks of a rendered template.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) body: Vec<Block>,
    pub(super) annexes: Vec<AnnexDraft>,
}

/// What answers directives.
pub(super) type Answer<'a> = dyn FnMut(&Directive<'_>) -> Result<Vec<Block>, Bilingual> + 'a;

/// Parses what `sources` rendered to.
pub(super) fn parse(markdown: &str, sources: &Sources, answer: &mut Answer<'_>) -> Result<Parsed, ComposeError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut builder =
        Builder { sources, answer, parsed: Parsed::default(), inlines: Inlines::default(), open: Open::default() };
    for event in Parser::new_ext(markdown, options) {
        builder.take(event)?;
    }
    Ok(builder.parsed)
}

/// Running text as it accumulates.
#[derive(Default)]
struct Inlines {
    content: Vec<Inline>,
    style: Style,
    link: Option<(String, String)>,
}

impl Inlines {
    fn push_text(&mut self, text: &str) {
        if let Some((_, shown)) = &mut self.link {
            shown.push_str(text);
            return;
        }
        match self.content.last_mut() {
            Some(Inline::Text { text: last, style }) if *style == self.style => last.push_str(text),
            _ => self.content.push(Inline::Text { text: text.to_owned(), style: self.style }),
        }
    }

    fn close_link(&mut self) {
        if let Some((target, text)) = self.link.take() {
            self.content.push(Inline::Link { target, text, style: self.style });
        }
    }

    /// The text so far, trimmed and bound.
    fn finish(&mut self) -> Vec<Inline> {
        let mut content = std::mem::take(&mut self.content);
        for inline in &mut content {
            if let Inline::Text { text, .. } | Inline::Link { text, .. } = inline {
                *text = bind(text);
            }
        }
        if let Some(Inline::Text { text, .. }) = content.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
        }
        content
    }
}

/// The blocks that are open.
#[derive(Default)]
struct Open {
    heading: Option<(u8, String, Vec<String>)>,
    quote: bool,
    list_depth: u8,
    items: Vec<ListItem>,
    /// Numbers of the ordered lists that are open, `None` for dashes.
    numbers: Vec<Option<u64>>,
    fence: Option<(String, String)>,
    /// A comment of several lines is open: they come one by one.
    comment: bool,
    table: Option<Table>,
    in_head: bool,
    head: Vec<HeadCell>,
    cells: Vec<TableCell>,
}

struct Builder<'a, 'b> {
    sources: &'a Sources,
    answer: &'a mut Answer<'b>,
    parsed: Parsed,
    inlines: Inlines,
    open: Open,
}

impl Builder<'_, '_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), ComposeError> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) => match &mut self.open.fence {
                Some((_, body)) => body.push_str(&text),
                None => self.inlines.push_text(&text),
            },
            Event::Code(text) => self.inlines.push_text(&text),
            Event::SoftBreak => self.inlines.push_text(" "),
            Event::HardBreak => self.inlines.content.push(Inline::Break),
            Event::Rule => self.push(Block::PageBreak),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html)?,
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), ComposeError> {
        match tag {
            Tag::Heading { level, id, classes, .. } => {
                let classes = classes.iter().map(ToString::to_string).collect();
                self.open.heading = Some((depth(level), id.map(String::from).unwrap_or_default(), classes));
            }
            Tag::BlockQuote(_) => self.open.quote = true,
            Tag::List(first) => {
                self.close_item();
                self.open.list_depth += 1;
                self.open.numbers.push(first);
            }
            Tag::Item => {
                if let Some(Some(number)) = self.open.numbers.last_mut() {
                    let label = format!("{number}. ");
                    *number += 1;
                    self.inlines.push_text(&label);
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.open.fence = Some((info.to_string(), String::new())),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.open.fence = Some((String::new(), String::new())),
            Tag::Emphasis => self.inlines.style.italic = true,
            Tag::Strong => self.inlines.style.bold = true,
            Tag::Link { dest_url, .. } => {
                let target = dest_url.strip_prefix('#').unwrap_or(&dest_url).to_owned();
                self.inlines.link = Some((target, String::new()));
            }
            Tag::Table(alignments) => {
                let columns =
                    alignments.iter().map(|&alignment| Column { align: align(alignment), weight: None }).collect();
                self.open.table = Some(Table { columns, ..Table::default() });
            }
            Tag::TableHead => self.open.in_head = true,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), ComposeError> {
        match tag {
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Paragraph if self.open.list_depth == 0 => self.close_paragraph(),
            TagEnd::Paragraph => self.inlines.push_text(" "),
            TagEnd::BlockQuote(_) => self.open.quote = false,
            TagEnd::Item => self.close_item(),
            TagEnd::List(_) => self.close_list(),
            TagEnd::CodeBlock => self.close_fence()?,
            TagEnd::Emphasis => self.inlines.style.italic = false,
            TagEnd::Strong => self.inlines.style.bold = false,
            TagEnd::Link => self.inlines.close_link(),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.close_row(),
            TagEnd::Table => {
                if let Some(table) = self.open.table.take() {
                    self.push(Block::Table(table));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts a block into the annex that is open, or else into the body.
    fn push(&mut self, block: Block) {
        match self.parsed.annexes.last_mut() {
            Some(annex) => annex.blocks.push(block),
            None => self.parsed.body.push(block),
        }
    }

    fn close_heading(&mut self) {
        let Some((level, anchor, classes)) = self.open.heading.take() else { return };
        let content = self.inlines.finish();
        let has = |class: &str| classes.iter().any(|known| known == class);
        if !has("annex") {
            return self.push(Block::Heading { level, content, anchor });
        }
        let orientation = if has("landscape") { Orientation::Landscape } else { Orientation::Portrait };
        self.parsed.annexes.push(AnnexDraft { anchor, title: plain(&content), orientation, blocks: Vec::new() });
    }

    fn close_paragraph(&mut self) {
        let content = self.inlines.finish();
        if content.is_empty() {
            return;
        }
        let all_italic = content.iter().all(|inline| match inline {
            Inline::Text { style, .. } | Inline::Figure { style, .. } | Inline::Link { style, .. } => style.italic,
            Inline::Break => true,
        });
        self.push(match (self.open.quote, all_italic) {
            (true, _) => Block::Note(content),
            (false, true) => Block::Basis(content),
            (false, false) => Block::Paragraph(content),
        });
    }

    /// Ends the text of an item, at its end or where a list inside it begins.
    fn close_item(&mut self) {
        let content = self.inlines.finish();
        if content.is_empty() || self.open.list_depth == 0 {
            return;
        }
        if self.open.numbers.last().is_some_and(Option::is_some) {
            self.push(Block::Paragraph(content));
        } else {
            self.open.items.push(ListItem { level: self.open.list_depth.min(2), content });
        }
    }

    fn close_list(&mut self) {
        self.open.list_depth = self.open.list_depth.saturating_sub(1);
        self.open.numbers.pop();
        if self.open.list_depth == 0 && !self.open.items.is_empty() {
            let items = std::mem::take(&mut self.open.items);
            self.push(Block::List(items));
        }
    }

    fn close_cell(&mut self) {
        let content = self.inlines.finish();
        if self.open.in_head {
            self.open.head.push(HeadCell { content, columns: 1, rows: 1 });
        } else {
            self.open.cells.push(TableCell { paragraphs: vec![content], columns: 1 });
        }
    }

    fn close_row(&mut self) {
        let (head, cells) = (std::mem::take(&mut self.open.head), std::mem::take(&mut self.open.cells));
        let Some(table) = &mut self.open.table else { return };
        if self.open.in_head {
            table.head.push(head);
            self.open.in_head = false;
        } else {
            table.rows.push(Row { cells, ..Row::default() });
        }
    }

    fn close_fence(&mut self) -> Result<(), ComposeError> {
        let Some((info, body)) = self.open.fence.take() else { return Ok(()) };
        let mut words = info.split_whitespace();
        let (Some(kind), Some(name)) = (words.next(), words.next()) else {
            return Err(self.misplaced_fence(&info, &body));
        };
        let caption = bind(&escape::one_line(&escape::unescape(&body)));
        let blocks = (self.answer)(&Directive { kind, name, caption })
            .map_err(|problem| self.sources.error_at(&format!("```{info}"), problem))?;
        blocks.into_iter().for_each(|block| self.push(block));
        Ok(())
    }

    fn misplaced_fence(&self, info: &str, body: &str) -> ComposeError {
        let found = if info.is_empty() { body.lines().next().unwrap_or_default().trim() } else { info };
        let problem = Bilingual::new(
            format!(
                "“{found}” không phải chỉ thị. Chỉ thị viết là ```table tên hoặc ```chart tên; dòng văn bản không được \
                 thụt vào từ bốn dấu cách trở lên."
            ),
            format!(
                "“{found}” is no directive. Write ```table name or ```chart name; a line of text must not be indented by \
                 four blanks or more."
            ),
        );
        self.sources.error_at(found, problem)
    }

    fn html(&mut self, html: &str) -> Result<(), ComposeError> {
        let html = html.trim();
        if self.open.comment || html.starts_with("<!--") {
            self.open.comment = !html.ends_with("-->");
            return Ok(());
        }
        if matches!(html, "<br>" | "<br/>" | "<br />") {
            self.inlines.content.push(Inline::Break);
            return Ok(());
        }
        let problem = Bilingual::new(
            format!("Mẫu có thẻ HTML “{html}”, không dùng được. Hãy viết bằng Markdown; xuống dòng là <br>."),
            format!(
                "The template has the HTML tag “{html}”, which is not supported. Write Markdown; a line break is <br>."
            ),
        );
        Err(self.sources.error_at(html, problem))
    }
}

fn depth(level: HeadingLevel) -> u8 {
    (level as u8).min(4)
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Decimal,
    }
}

/// The words of running text, without its styles.
pub(super) fn plain(content: &[Inline]) -> String {
    let words = content.iter().map(|inline| match inline {
        Inline::Text { text, .. } | Inline::Figure { text, .. } | Inline::Link { text, .. } => text.as_str(),
        Inline::Break => " ",
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::super::escape::{escape, one_line};
    use super::super::render::tests::sources;
    use super::*;

    fn blocks(markdown: &str) -> Vec<Block> {
        parsed(markdown).expect("good Markdown").body
    }

    fn parsed(markdown: &str) -> Result<Parsed, ComposeError> {
        parse(markdown, &sources(markdown), &mut |directive| match directive.name {
            "one" => Ok(vec![Block::Note(text(&directive.caption))]),
            _ => Err(Bilingual::new("sai", "wrong")),
        })
    }

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text { text: text.to_owned(), style: Style::default() }]
    }

    const NASTY: &[&str] = &[
        "# x",
        "*a*",
        "| a |",
        "{{ x }}",
        "<b>",
        "1. x",
        "- x",
        "&amp;",
        "\\",
        "`",
        "\ta\tb",
        "a\nb",
        "    four",
        "> q",
        "```table x",
        "~~~",
        "---",
        "===",
        "[a](b)",
        "{#id .annex}",
        "<!-- c -->",
        "<!-- a comment\n## of several\n\nlines -->",
        "x {#y}",
        "a  b",
        "+ x",
        "1) x",
        "***",
        "_a_",
        "a*b*c",
        "http://a.vn/_x_",
        "![i](j)",
        "[x]: y",
        "\\*",
        "a\\",
        "<br>",
        "“trích”",
        "TCVN3 ®",
        "\u{a0}x",
    ];

    #[test]
    fn data_prints_as_itself_wherever_it_stands() {
        for nasty in NASTY {
            let wanted = super::bind(&one_line(nasty));
            let data = escape(nasty);
            assert_eq!(blocks(&data), [Block::Paragraph(text(&wanted))], "{nasty:?} alone");
            let list = blocks(&format!("- {data}\n- {data}"));
            let item = ListItem { level: 1, content: text(&wanted) };
            assert_eq!(list, [Block::List(vec![item.clone(), item])], "{nasty:?} in a list");
            let Some(Block::Heading { content, .. }) = blocks(&format!("## {data}")).pop() else {
                panic!("no heading")
            };
            assert_eq!(content, text(&wanted), "{nasty:?} in a heading");
            let Some(Block::Table(table)) = blocks(&format!("| a | b |\n|---|---|\n| {data} | {data} |")).pop() else {
                panic!("no table")
            };
            let cells: Vec<_> = table.rows[0].cells.iter().map(|cell| cell.paragraphs[0].clone()).collect();
            assert_eq!(cells, [text(&wanted), text(&wanted)], "{nasty:?} in a table");
            let fence = blocks(&format!("```table one\n{data}\n```"));
            assert_eq!(fence, [Block::Note(text(&wanted))], "{nasty:?} in a caption");
        }
    }

    #[test]
    fn blocks_are_told_apart() {
        let markdown =
            "# I. ĐẦU {#I}\n\nđoạn **đậm**\ntiếp\n\n*căn cứ*\n\n> ghi chú\n\n- một\n  - hai\n\n1. ba\n2. bốn\n\n---\n";
        let bold = Inline::Text { text: "đậm".to_owned(), style: Style { bold: true, italic: false } };
        let plain_text = |words: &str| text(words).remove(0);
        let italic = Inline::Text { text: "căn cứ".to_owned(), style: Style { bold: false, italic: true } };
        assert_eq!(
            blocks(markdown),
            [
                Block::Heading { level: 1, content: text("I. ĐẦU"), anchor: "I".to_owned() },
                Block::Paragraph(vec![plain_text("đoạn "), bold, plain_text(" tiếp")]),
                Block::Basis(vec![italic]),
                Block::Note(text("ghi chú")),
                Block::List(vec![
                    ListItem { level: 1, content: text("một") },
                    ListItem { level: 2, content: text("hai") },
                ]),
                Block::Paragraph(text("1. ba")),
                Block::Paragraph(text("2. bốn")),
                Block::PageBreak,
            ]
        );
    }

    #[test]
    fn annexes_begin_at_their_headings() {
        let parsed = parsed("thân\n\n# BẢNG {#b .annex .landscape}\n\nđoạn\n").expect("good Markdown");
        assert_eq!(parsed.body.len(), 1);
        let annex = &parsed.annexes[0];
        assert_eq!((annex.anchor.as_str(), annex.title.as_str()), ("b", "BẢNG"));
        assert_eq!((annex.orientation, annex.blocks.len()), (Orientation::Landscape, 1));
    }

    #[test]
    fn mistakes_tell_their_line() {
        for (markdown, line) in [("a\n\n```table none\n```", 3), ("a\n\n    code", 3), ("a <b>c</b>", 1)] {
            let error = parsed(markdown).err().expect("a mistake");
            assert_eq!(error.line, Some(line), "{markdown}");
        }
    }
}
