//! Changes to a commentary: what a place of an edition is to say, as notes that say it. What stands in the file for other
//! places and other editions stays as it is.

use super::commentary::{Commentary, PassageSource};
use super::figure_references::{reference_printing, references};
use super::markdown::plain;
use super::note_heading::{self, Act, without_figures};
use super::passages::Piece;
use super::render::Sources;
use super::{Block, ComposeError, Inline, Style, escape};
use crate::check::CheckedYear;
use crate::config::{Edition, Workspace};

/// A passage of an edition as it is composed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it comes from.
    pub source: PassageSource,
    /// Its words; those of a table or chart are its caption.
    pub text: String,
    /// It is a table or a chart.
    pub is_table_or_chart: bool,
    /// It is the heading of its place.
    pub is_heading: bool,
    /// The Markdown that prints it, where the staff wrote it.
    markdown: String,
}

/// A place of an edition as it is composed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacePassages {
    /// The anchor of its heading.
    pub place: String,
    /// What stands there, the heading first.
    pub passages: Vec<Passage>,
    /// What the program would write there without a commentary, from number 1 on.
    program: Vec<String>,
}

/// What is to stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The passage that stands there now, by its number among [`PlacePassages::passages`].
    Kept(usize),
    /// A passage in Markdown.
    Written(String),
}

/// A place and all that is to stand there, the heading first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceEdit {
    /// The anchor of its heading.
    pub place: String,
    /// The words of the heading in Markdown, where they change.
    pub heading: Option<String>,
    /// What stands below it, in order; what is kept in the order in which it stands now.
    pub wanted: Vec<Wanted>,
}

/// The places of an edition with what stands there.
pub fn passages(
    checked: &CheckedYear,
    edition: &Edition,
    commentary: &Commentary,
    workspace: &Workspace,
) -> Result<Vec<PlacePassages>, ComposeError> {
    let sources = Sources::load(&edition.template, workspace)?;
    let consolidation = checked.consolidation();
    let composed = |commentary: &Commentary| {
        let mut parsed = super::parse_body(consolidation, edition, None, &sources)?;
        super::name_links(&mut parsed, &sources)?;
        commentary.edit(parsed, &edition.id, consolidation)
    };
    let without = composed(&Commentary::default())?;
    let with = composed(commentary)?;
    let places = with.into_iter().zip(without).map(|((place, pieces), (_, program))| {
        let is_numbered = |source: &PassageSource| matches!(source, PassageSource::Program(number) if *number > 0);
        let program = program.iter().filter(|(source, _)| is_numbered(source)).map(|(_, piece)| words(piece));
        let counted = pieces.into_iter().filter(|(_, piece)| piece.counts());
        let passages = counted.map(|(source, piece)| {
            let markdown = match source {
                PassageSource::Program(_) => String::new(),
                PassageSource::Note(note, index) => commentary.markdown_of(note, index),
            };
            let is_heading = matches!(&piece, Piece::Whole(Block::Heading { anchor, .. }) if *anchor == place);
            let is_table_or_chart = matches!(&piece, Piece::Whole(Block::Table(_) | Block::Chart(_)));
            Passage { source, text: words(&piece), is_table_or_chart, is_heading, markdown }
        });
        let (program, passages) = (program.collect(), passages.collect());
        PlacePassages { place, passages, program }
    });
    Ok(places.collect())
}

/// The words of a passage.
fn words(piece: &Piece) -> String {
    match piece {
        Piece::Item(item, _) => plain(&item.content),
        Piece::Whole(Block::Table(table)) => plain(&table.caption),
        Piece::Whole(Block::Chart(chart)) => chart.caption.clone(),
        Piece::Whole(
            Block::Paragraph(content) | Block::Basis(content) | Block::Note(content) | Block::Heading { content, .. },
        ) => plain(content),
        Piece::Whole(Block::List(_) | Block::PageBreak) => String::new(),
    }
}

/// The reference that prints `text`, a figure with this code, in the year as it is now: `{{CT13.TH}}`.
pub fn figure_reference(code: &str, text: &str, checked: &CheckedYear) -> Option<String> {
    reference_printing(code, text, checked.consolidation())
}

/// `text` as it stands in a commentary: it prints as itself.
pub fn prose(text: &str) -> String {
    escape::escape_prose(text)
}

impl Commentary {
    /// The Markdown of a passage of a note.
    fn markdown_of(&self, note: usize, index: usize) -> String {
        let Some(note) = self.notes().get(note) else { return String::new() };
        let mut pieces = note.blocks.iter().flat_map(|block| super::passages::pieces(block.clone(), None));
        pieces.nth(index).map(|piece| markdown(&piece)).unwrap_or_default()
    }

    /// The file with these edits to `edition`. `others` are the numbers of the notes that each other edition prints, and
    /// whether it has a place.
    pub fn rewritten(
        &self,
        edition: &str,
        now: &[PlacePassages],
        others: &[(String, Vec<PlacePassages>)],
        edits: &[PlaceEdit],
    ) -> String {
        // From the last to the first, so that what is before stays where it is.
        let mut changes: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for edit in edits {
            let Some(place) = now.iter().find(|place| place.place == edit.place) else { continue };
            let is_shared = others.iter().any(|(_, places)| places.iter().any(|other| other.place == edit.place));
            let editions = if is_shared { vec![edition.to_owned()] } else { Vec::new() };
            let mut text = notes_for(edit, place, &editions);
            let old: Vec<_> = self.notes_on(&edit.place, edition).collect();
            let first = old.first().map_or(usize::MAX, |(_, note)| note.range.start);
            for (number, note) in old {
                let body = &self.text()[note.range.clone()];
                let keeping: Vec<String> =
                    others.iter().filter(|(_, places)| prints(places, number)).map(|(id, _)| id.clone()).collect();
                let kept = if keeping.is_empty() {
                    comments(body)
                } else {
                    let heading = &note.heading;
                    let line = note_heading::write(&heading.place, heading.act, &keeping, heading.beginning.as_deref());
                    format!("{line}\n{}", body.split_once('\n').map_or("", |(_, rest)| rest).trim_end())
                };
                if !kept.is_empty() {
                    text.push_str("\n\n");
                    text.push_str(kept.trim());
                }
                changes.push((note.range.clone(), String::new()));
            }
            if !text.trim().is_empty() {
                changes.push((first..first, format!("{}\n\n", text.trim())));
            }
        }
        changes.sort_by_key(|(range, text)| (range.start, text.is_empty()));
        let mut file = self.text().trim_end().to_owned();
        if !file.is_empty() {
            file.push_str("\n\n");
        }
        let whole = file.len();
        for (range, text) in changes.iter().rev() {
            file.replace_range(range.start.min(whole)..range.end.min(whole), text);
        }
        let mut file = file.trim_end().to_owned();
        file.push('\n');
        file
    }
}

fn prints(places: &[PlacePassages], note: usize) -> bool {
    let of_note = |passage: &Passage| matches!(passage.source, PassageSource::Note(number, _) if number == note);
    places.iter().any(|place| place.passages.iter().any(of_note))
}

/// The comments in a note, which are nobody's to delete.
fn comments(body: &str) -> String {
    let mut kept = Vec::new();
    let mut rest = body;
    while let Some(start) = rest.find("<!--") {
        let end = rest[start..].find("-->").map_or(rest.len(), |end| start + end + 3);
        kept.push(&rest[start..end]);
        rest = &rest[end..];
    }
    kept.join("\n")
}

/// The notes that make a place say what it is to say.
fn notes_for(edit: &PlaceEdit, now: &PlacePassages, editions: &[String]) -> String {
    let mut notes: Vec<(Act, Vec<String>)> = Vec::new();
    let by_note = |passage: &&Passage| passage.is_heading && matches!(passage.source, PassageSource::Note(..));
    let old_heading = now.passages.iter().find(by_note);
    if let Some(heading) = edit.heading.clone().or_else(|| old_heading.map(|passage| passage.markdown.clone())) {
        notes.push((Act::Heading, vec![heading]));
    }
    let (mut last, mut pending) = (0, Vec::new());
    for wanted in &edit.wanted {
        let kept = match wanted {
            Wanted::Written(markdown) => Err(markdown.clone()),
            Wanted::Kept(number) => match now.passages.get(*number) {
                Some(Passage { source: PassageSource::Program(number), .. }) => Ok(*number),
                Some(passage) => Err(passage.markdown.clone()),
                None => continue,
            },
        };
        match kept {
            Ok(number) if number > last => {
                between(last, number, std::mem::take(&mut pending), &mut notes);
                last = number;
            }
            Ok(_) => {}
            Err(markdown) => pending.push(markdown),
        }
    }
    between(last, now.program.len() + 1, pending, &mut notes);
    let written = notes.into_iter().map(|(act, passages)| {
        let beginning = match act {
            Act::Replace(number) | Act::After(number) | Act::Drop(number) => now.program.get(number - 1),
            _ => None,
        };
        let beginning = beginning.map(|text| beginning_of(text)).filter(|words| !words.is_empty());
        let heading = note_heading::write(&edit.place, act, editions, beginning.as_deref());
        format!("{heading}\n\n{}", joined(&passages)).trim_end().to_owned()
    });
    written.collect::<Vec<_>>().join("\n\n")
}

/// What stands between two passages of the program that follow one another now, and what became of those between them.
fn between(last: usize, next: usize, pending: Vec<String>, notes: &mut Vec<(Act, Vec<String>)>) {
    let gone: Vec<usize> = (last + 1..next).collect();
    let Some(end) = gone.last().copied() else {
        if !pending.is_empty() {
            notes.push((if last == 0 { Act::Before } else { Act::After(last) }, pending));
        }
        return;
    };
    let mut pending = pending.into_iter();
    for number in gone {
        let instead: Vec<String> =
            if number == end { pending.by_ref().collect() } else { pending.by_ref().take(1).collect() };
        notes.push(if instead.is_empty() { (Act::Drop(number), instead) } else { (Act::Replace(number), instead) });
    }
}

/// How a paragraph begins, as a heading says it.
fn beginning_of(text: &str) -> String {
    const WORDS: usize = 7;
    let words = without_figures(text);
    let words: Vec<&str> = words.split(' ').take(WORDS).collect();
    let words = words.join(" ").replace(['“', '”', '"'], "…");
    let safe: String =
        words.chars().take_while(|letter| !matches!(letter, '*' | '_' | '`' | '<' | '[' | '{' | '\\' | '&')).collect();
    // Nothing may stand behind a quotation mark that was in the text.
    safe.split(" …")
        .next()
        .filter(|_| text.contains(['“', '”', '"']))
        .map_or(safe.clone(), str::to_owned)
        .trim()
        .to_owned()
}

/// Passages one below the other; items that follow one another are a list.
fn joined(passages: &[String]) -> String {
    let mut text = String::new();
    let mut was_item = false;
    for passage in passages {
        let is_item = passage.trim_start().starts_with("- ");
        if !text.is_empty() {
            text.push_str(if was_item && is_item { "\n" } else { "\n\n" });
        }
        text.push_str(if is_item && !was_item { passage.trim_start() } else { passage });
        was_item = is_item;
    }
    text
}

/// A passage as Markdown.
fn markdown(piece: &Piece) -> String {
    match piece {
        Piece::Item(item, _) => format!("{}- {}", if item.level > 1 { "  " } else { "" }, running(&item.content)),
        Piece::Whole(Block::Note(content)) => format!("> {}", running(content)),
        Piece::Whole(Block::Paragraph(content) | Block::Basis(content) | Block::Heading { content, .. }) => {
            running(content)
        }
        Piece::Whole(Block::Table(table)) => {
            let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
            let cell = |content: &[Inline]| running(content).replace('|', "\\|");
            let head = table.head.iter().take(1).map(|row| line(row.iter().map(|of| cell(&of.content)).collect()));
            let rule = line(
                table
                    .columns
                    .iter()
                    .map(|column| match column.align {
                        super::Align::Center => ":---:".to_owned(),
                        super::Align::Right | super::Align::Decimal => "---:".to_owned(),
                        super::Align::Left => "---".to_owned(),
                    })
                    .collect(),
            );
            let rows = table.rows.iter().map(|row| {
                line(row.cells.iter().map(|of| of.paragraphs.iter().map(|content| cell(content)).collect()).collect())
            });
            head.chain([rule]).chain(rows).collect::<Vec<_>>().join("\n")
        }
        Piece::Whole(Block::Chart(_) | Block::List(_) | Block::PageBreak) => String::new(),
    }
}

/// Running text as Markdown, references as they are.
fn running(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text { text: words, style } | Inline::Figure { text: words, style, .. } => {
                text.push_str(&styled(&with_references(words), *style));
            }
            Inline::Link { target, text: words, style } => {
                let words = escape::escape_prose(words);
                text.push_str(&styled(&format!("[{words}](#{target})"), *style));
            }
            Inline::Break => text.push_str("<br>"),
            // A note has its mark in the template; a paragraph that replaces its own says so in words.
            Inline::Footnote { .. } => {}
        }
    }
    text
}

/// Words as Markdown, in which references stay references.
fn with_references(words: &str) -> String {
    let (mut text, mut from) = (String::new(), 0);
    for reference in references(words) {
        text.push_str(&escape::escape_prose_piece(&words[from..reference.range.start]));
        text.push_str(&words[reference.range.clone()]);
        from = reference.range.end;
    }
    text.push_str(&escape::escape_prose_piece(&words[from..]));
    text
}

/// Markdown in a style; blanks stand outside the marks.
pub(super) fn styled(markdown: &str, style: Style) -> String {
    let mark = match (style.bold, style.italic) {
        (false, false) => "",
        (true, false) => "**",
        (false, true) => "*",
        (true, true) => "***",
    };
    let inner = markdown.trim_matches(' ');
    if mark.is_empty() || inner.is_empty() {
        return markdown.to_owned();
    }
    let before = &markdown[..markdown.len() - markdown.trim_start_matches(' ').len()];
    let behind = &markdown[markdown.trim_end_matches(' ').len()..];
    format!("{before}{mark}{inner}{mark}{behind}")
}

/// Words in a style, within a paragraph of a commentary: they print as themselves.
pub fn styled_prose(words: &str, bold: bool, italic: bool) -> String {
    styled(&escape::escape_prose_piece(words), Style { bold, italic })
}
