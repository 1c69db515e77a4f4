//! `inputs/<year>/commentary.md`: what the staff itself thinks of a point, in Markdown, below a heading with the point's
//! code.
//!
//! ```text
//! ## II.1.a
//! stands before the sentence that the program writes
//! ## V.1 (thay)
//! stands in its place
//! ```
//!
//! Codes are the plan's (`II.1.a`) and those of the report's own headings (`I.2`, `V.1`): the anchors of headings, so that
//! every template has a place for them without asking.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::markdown::{self, Directive, Parsed, plain};
use super::render::Sources;
use super::{Block, ComposeError};
use crate::config::{ConfigError, Workspace};
use crate::model::Bilingual;
use crate::vietnamese::fold;

/// The staff's own assessments of a year.
#[derive(Debug, Default)]
pub struct Commentary {
    /// The file as the user knows it.
    file: PathBuf,
    notes: Vec<Note>,
}

/// What is said of one point.
#[derive(Debug)]
struct Note {
    id: String,
    /// Line of its heading.
    line: usize,
    /// It stands in place of the composed sentence.
    replaces: bool,
    blocks: Vec<Block>,
    /// Some edition has it.
    is_printed: AtomicBool,
}

impl Commentary {
    /// Reads the commentary of a year; empty where there is none. Mistakes name their line.
    pub fn load(workspace: &Workspace, year: i16) -> Result<Self, Vec<ConfigError>> {
        let file = workspace.commentary_path(year);
        match workspace.commentary(year)? {
            Some(text) => Self::parse(file, &text),
            None => Ok(Self::default()),
        }
    }

    fn parse(file: PathBuf, text: &str) -> Result<Self, Vec<ConfigError>> {
        let sources = Sources::of(&file.to_string_lossy(), text);
        let parsed = markdown::parse(text, &sources, &mut no_directives);
        let parsed = parsed.map_err(|error| vec![config_error(&file, error)])?;
        let mut headings = heading_lines(text);
        let mut notes: Vec<Note> = Vec::new();
        let mut mistakes = Vec::new();
        for block in parsed.body {
            match (block, notes.last_mut()) {
                (Block::Heading { content, .. }, _) => {
                    let (id, replaces) = read_heading(&plain(&content));
                    let line = headings.next().unwrap_or(1);
                    notes.push(Note { id, line, replaces, blocks: Vec::new(), is_printed: AtomicBool::new(false) });
                }
                (block, Some(note)) => note.blocks.push(block),
                (_, None) if mistakes.is_empty() => mistakes.push(mistake(&file, first_line(text), NO_HEADING)),
                (_, None) => {}
            }
        }
        if !parsed.annexes.is_empty() {
            mistakes.push(mistake(&file, None, NO_ANNEX));
        }
        if mistakes.is_empty() { Ok(Self { file, notes }) } else { Err(mistakes) }
    }

    /// Puts the notes where their headings are.
    pub(super) fn insert_notes(&self, parsed: &mut Parsed) {
        if self.notes.is_empty() {
            return;
        }
        let mut body = Vec::with_capacity(parsed.body.len());
        let mut is_replaced = false;
        for block in parsed.body.drain(..) {
            match &block {
                Block::Heading { anchor, .. } => {
                    let notes: Vec<&Note> = self.of(anchor).collect();
                    body.push(block);
                    is_replaced = notes.iter().any(|note| note.replaces);
                    body.extend(notes.into_iter().flat_map(|note| note.blocks.iter().cloned()));
                }
                Block::Paragraph(_) if is_replaced => is_replaced = false,
                _ => body.push(block),
            }
        }
        parsed.body = body;
        for annex in &mut parsed.annexes {
            let blocks: Vec<Block> = self.of(&annex.anchor).flat_map(|note| note.blocks.iter().cloned()).collect();
            annex.blocks.splice(0..0, blocks);
        }
    }

    /// The notes on what has this anchor, which are printed with it.
    fn of<'a>(&'a self, anchor: &str) -> impl Iterator<Item = &'a Note> {
        let anchor = anchor.to_lowercase();
        self.notes
            .iter()
            .filter(move |note| note.id.to_lowercase() == anchor)
            .inspect(|note| note.is_printed.store(true, Ordering::Relaxed))
    }

    /// The notes that no edition had a place for, once all are composed: nothing that the staff wrote is left out.
    pub fn unprinted(&self) -> Vec<ConfigError> {
        let left = self.notes.iter().filter(|note| !note.is_printed.load(Ordering::Relaxed));
        left.map(|note| {
            let id = &note.id;
            ConfigError {
                file: self.file.clone(),
                line: Some(note.line),
                problem: Bilingual::new(
                    format!("Không có mục “{id}” trong bản báo cáo nào."),
                    format!("No edition of the report has a part “{id}”."),
                ),
                expected: Bilingual::new(
                    "Hãy ghi mã của Kế hoạch (như II.1.a, III, IV.2.b) hoặc của đề mục báo cáo (như I.2, V.1).",
                    "Give a code of the plan (such as II.1.a, III, IV.2.b) or of a heading of the report (I.2, V.1).",
                ),
            }
        })
        .collect()
    }
}

/// Words below no heading.
const NO_HEADING: [&str; 4] = [
    "Phần này đứng trước mã mục đầu tiên.",
    "This stands before the first code.",
    "Hãy ghi phía trên một dòng tiêu đề có mã, như: ## II.1.a",
    "Put a heading with a code above it, such as: ## II.1.a",
];

/// An annex where there can be none.
const NO_ANNEX: [&str; 4] = [
    "Nhận xét không thể mở một phụ lục.",
    "A commentary cannot open an annex.",
    "Hãy bỏ “.annex” khỏi tiêu đề; phụ lục được khai trong mẫu báo cáo.",
    "Take “.annex” out of the heading; annexes belong to the template.",
];

fn mistake(file: &std::path::Path, line: Option<usize>, [vi, en, expected_vi, expected_en]: [&str; 4]) -> ConfigError {
    ConfigError {
        file: file.to_owned(),
        line,
        problem: Bilingual::new(vi, en),
        expected: Bilingual::new(expected_vi, expected_en),
    }
}

fn config_error(file: &std::path::Path, error: ComposeError) -> ConfigError {
    let expected = Bilingual::new("Hãy sửa dòng này.", "Mend this line.");
    ConfigError { file: file.to_owned(), line: error.line, problem: error.problem, expected }
}

fn no_directives(directive: &Directive<'_>) -> Result<Vec<Block>, Bilingual> {
    let name = directive.name;
    Err(Bilingual::new(
        format!("Bảng và biểu đồ (“{name}”) chỉ dùng được trong mẫu báo cáo."),
        format!("Tables and charts (“{name}”) belong to templates."),
    ))
}

/// The code in a heading, and whether what follows takes the place of the composed sentence: `II.1.a`, `Mục II.1.a`,
/// `II.1.a (thay)`. A title behind the code is for the staff's own orientation.
fn read_heading(heading: &str) -> (String, bool) {
    let mut words = heading.split_whitespace().filter(|word| !matches!(fold(word).as_str(), "muc" | "diem"));
    let id = words.next().unwrap_or_default().trim_end_matches([')', '.', ':', ',']).to_owned();
    let rest = fold(&words.collect::<Vec<_>>().join(" "));
    let rest = rest.trim_matches(|letter: char| !letter.is_alphabetic());
    (id, matches!(rest, "thay" | "thay the" | "replace"))
}

/// The lines of the headings, counted from 1.
fn heading_lines(text: &str) -> impl Iterator<Item = usize> {
    text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with('#')).map(|(index, _)| index + 1)
}

/// The first line that is not blank.
fn first_line(text: &str) -> Option<usize> {
    text.lines().position(|line| !line.trim().is_empty()).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn parse(text: &str) -> Result<Commentary, Vec<ConfigError>> {
        Commentary::parse(PathBuf::from("inputs/2026/commentary.md"), text)
    }

    fn parsed(markdown: &str) -> Parsed {
        markdown::parse(markdown, &Sources::of("t.md", markdown), &mut no_directives).expect("good Markdown")
    }

    fn words(parsed: &Parsed) -> Vec<String> {
        let texts = parsed.body.iter().map(|block| match block {
            Block::Heading { content, .. } => format!("# {}", plain(content)),
            Block::Paragraph(content) => plain(content),
            other => format!("{other:?}"),
        });
        texts.collect()
    }

    #[test]
    fn notes_stand_before_the_sentence_or_in_its_place() {
        let mut report =
            parsed("# II { #II }\n\n### a) { #II.1.a }\n\ncâu a\n\nthêm\n\n### b) { #II.1.b }\n\ncâu b\n\n> ghi chú\n");
        let commentary = parse("## ii.1.A Quán triệt\n\n**nhận xét** a\n\n## Mục II.1.b (thay thế)\n\nnhận xét b\n");
        let commentary = commentary.expect("a good commentary");
        commentary.insert_notes(&mut report);
        let said = words(&report);
        assert_eq!(said[..7], ["# II", "# a)", "nhận xét a", "câu a", "thêm", "# b)", "nhận xét b"]);
        assert_eq!(said.len(), 8, "the note below stays: {said:?}");
        assert_eq!(commentary.unprinted(), []);
    }

    #[test]
    fn a_code_that_nothing_has_is_told_with_its_line() {
        let commentary = parse("\n## II.1.a\nmột\n\n## II.9.x\nhai\n").expect("codes are known only to the report");
        commentary.insert_notes(&mut parsed("### a) { #II.1.a }\n\ncâu"));
        let left = commentary.unprinted();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].line, Some(5));
        assert!(left[0].sentence(Language::Vietnamese).contains("“II.9.x”"));
    }

    #[test]
    fn words_below_no_code_are_told() {
        let mistakes = parse("\nmột\n\n## II.1.a\nhai").expect_err("a mistake");
        assert_eq!((mistakes.len(), mistakes[0].line), (1, Some(2)));
        assert!(parse("## II\n\n```table indicators\n```\n").is_err());
        assert!(parse("").expect("nothing").notes.is_empty());
    }
}
