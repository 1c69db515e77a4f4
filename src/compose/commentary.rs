//! `inputs/<year>/commentary.md`: what the staff itself thinks of a point, in Markdown, below a heading with the point's
//! code.
//!
//! ```text
//! ## II.1.a
//! stands before the sentence that the program writes
//! ## V.1 (thay)
//! stands in its place
//! ## II.1.b, thay đoạn 3 (bản ubnd)
//! stands in place of the third paragraph there, in that edition, with figures: {{II.1.b.TT:HT}}
//! ```
//!
//! Codes are the plan's (`II.1.a`) and those of the report's own headings (`I.2`, `V.1`): the anchors of headings, so that
//! every template has a place for them without asking. [`super::note_heading`] has all that a heading may ask for,
//! [`super::figure_references`] how figures are named.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Mutex;

use super::markdown::{self, Directive, Parsed, plain};
use super::note_heading::{self, Act, NoteHeading, without_figures};
use super::passages::{self, OPENING, Piece, Place};
use super::render::Sources;
use super::{Block, ComposeError, figure_marks, figure_references};
use crate::config::{ConfigError, Workspace};
use crate::merge::Consolidation;
use crate::model::Bilingual;
use crate::vietnamese::fold;

/// The staff's own assessments of a year.
#[derive(Debug, Default)]
pub struct Commentary {
    /// The file as the user knows it.
    file: PathBuf,
    /// Its text.
    text: String,
    notes: Vec<Note>,
    /// The numbers of the notes that some edition has, and of those whose place some edition has.
    met: Mutex<(BTreeSet<usize>, BTreeSet<usize>)>,
}

/// What is said of one point.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) heading: NoteHeading,
    /// Line of its heading.
    line: usize,
    /// Where it stands in the file, its heading included, in bytes.
    pub(super) range: Range<usize>,
    /// What it says, figures as references.
    pub(super) blocks: Vec<Block>,
}

/// Where a passage of a composed edition comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageSource {
    /// The program wrote it: its number at its place, 0 for the heading.
    Program(usize),
    /// The staff did: the number of the note, and of the passage in it, both from 0.
    Note(usize, usize),
}

/// The passages of a place and where they come from.
pub(super) type Edited = Vec<(String, Vec<(PassageSource, Piece)>)>;

impl Commentary {
    /// Reads the commentary of a year; empty where there is none. Mistakes name their line.
    pub fn load(workspace: &Workspace, year: i16) -> Result<Self, Vec<ConfigError>> {
        let file = workspace.commentary_path(year);
        match workspace.commentary(year)? {
            Some(text) => Self::parse(file, &text),
            None => Ok(Self { file, ..Self::default() }),
        }
    }

    /// The commentary that a text is; `file` is what the user knows it as.
    pub fn of_text(file: PathBuf, text: &str) -> Result<Self, Vec<ConfigError>> {
        Self::parse(file, text)
    }

    pub(super) fn parse(file: PathBuf, text: &str) -> Result<Self, Vec<ConfigError>> {
        let parsed = parse_notes(&file, text).map_err(|error| vec![config_error(&file, error)])?;
        let headings = heading_lines(text);
        let mut notes: Vec<Note> = Vec::new();
        let mut mistakes = Vec::new();
        for block in parsed.body {
            match (block, notes.last_mut()) {
                (Block::Heading { content, .. }, _) => {
                    let (line, start) = headings.get(notes.len()).copied().unwrap_or((1, 0));
                    let end = headings.get(notes.len() + 1).map_or(text.len(), |(_, start)| *start);
                    match note_heading::read(&plain(&content)) {
                        Ok(heading) => {
                            notes.push(Note { heading, line, range: start..end, blocks: Vec::new() });
                        }
                        Err([problem, expected]) => {
                            mistakes.push(ConfigError { file: file.clone(), line: Some(line), problem, expected });
                            let heading = NoteHeading {
                                place: String::new(),
                                act: Act::Before,
                                editions: Vec::new(),
                                beginning: None,
                            };
                            notes.push(Note { heading, line, range: start..end, blocks: Vec::new() });
                        }
                    }
                }
                (block, Some(note)) => note.blocks.push(block),
                (_, None) if mistakes.is_empty() => mistakes.push(mistake(&file, first_line(text), NO_HEADING)),
                (_, None) => {}
            }
        }
        if !parsed.annexes.is_empty() {
            mistakes.push(mistake(&file, None, NO_ANNEX));
        }
        for note in &notes {
            match note.heading.act {
                Act::Drop(_) if !note.blocks.is_empty() => {
                    mistakes.push(mistake(&file, Some(note.line), WORDS_FOR_NOTHING));
                }
                Act::Replace(_) | Act::After(_) | Act::Heading if note.blocks.is_empty() => {
                    mistakes.push(mistake(&file, Some(note.line), NOTHING_INSTEAD));
                }
                _ => {}
            }
        }
        if mistakes.is_empty() {
            Ok(Self { file, text: text.to_owned(), notes, met: Mutex::default() })
        } else {
            Err(mistakes)
        }
    }

    /// What is wrong with the figures that it names, each with its line.
    pub fn check_figures(&self, consolidation: &Consolidation) -> Result<(), Vec<ConfigError>> {
        let Err(mistakes) = figure_references::fill(&self.text, consolidation) else { return Ok(()) };
        let told = mistakes.into_iter().map(|(at, [problem, expected])| ConfigError {
            file: self.file.clone(),
            line: Some(self.line_at(at)),
            problem,
            expected,
        });
        Err(told.collect())
    }

    fn line_at(&self, at: usize) -> usize {
        1 + self.text.get(..at).map_or(0, |before| before.matches('\n').count())
    }

    /// The blocks of each note, with the figures filled in.
    fn filled(&self, consolidation: &Consolidation) -> Result<Vec<Vec<Block>>, ComposeError> {
        let failed = |line, problem| ComposeError { template: self.file.display().to_string(), line, problem };
        let text = figure_references::fill(&self.text, consolidation).map_err(|mistakes| {
            let first = mistakes.into_iter().next();
            first.map_or_else(
                || failed(None, Bilingual::default()),
                |(at, [problem, expected])| {
                    let problem = Bilingual::new(
                        format!("{} {}", problem.vi, expected.vi),
                        format!("{} {}", problem.en, expected.en),
                    );
                    failed(Some(self.line_at(at)), problem)
                },
            )
        })?;
        let mut notes: Vec<Vec<Block>> = Vec::new();
        for block in parse_notes(&self.file, &text)?.body {
            match (block, notes.last_mut()) {
                (Block::Heading { .. }, _) => notes.push(Vec::new()),
                (block, Some(note)) => note.push(block),
                (_, None) => {}
            }
        }
        Ok(notes)
    }

    /// Puts the notes where their headings are, in the document of an edition; gives back what stands where.
    pub(super) fn insert_notes(
        &self,
        parsed: &mut Parsed,
        edition: &str,
        consolidation: &Consolidation,
    ) -> Result<(), ComposeError> {
        if self.notes.is_empty() {
            return Ok(());
        }
        let blocks = self.filled(consolidation)?;
        let rewrite = |into: &mut Vec<Block>, opening: &str| {
            let places = passages::places(std::mem::take(into), opening);
            for (heading, pieces) in places.into_iter().map(|place| self.edited(place, edition, &blocks)) {
                into.extend(heading);
                passages::joined(pieces.into_iter().map(|(_, piece)| piece), into);
            }
        };
        rewrite(&mut parsed.body, OPENING);
        for annex in &mut parsed.annexes {
            let opening = annex.anchor.clone();
            rewrite(&mut annex.blocks, &opening);
        }
        Ok(())
    }

    /// The passages of all places of an edition, with the notes in them, and where each comes from.
    pub(super) fn edit(
        &self,
        parsed: Parsed,
        edition: &str,
        consolidation: &Consolidation,
    ) -> Result<Edited, ComposeError> {
        let blocks = self.filled(consolidation)?;
        let body = passages::places(parsed.body, OPENING);
        let annexes = parsed.annexes.into_iter().flat_map(|annex| passages::places(annex.blocks, &annex.anchor));
        let edited = body.into_iter().chain(annexes).map(|place| {
            let id = place.id.clone();
            let changed = self.notes_on(&id, edition).find(|(_, note)| note.heading.act == Act::Heading);
            let of_heading = changed.map_or(PassageSource::Program(0), |(number, _)| PassageSource::Note(number, 0));
            let (heading, pieces) = self.edited(place, edition, &blocks);
            let heading = heading.map(|heading| (of_heading, Piece::Whole(heading)));
            (id, heading.into_iter().chain(pieces).collect())
        });
        Ok(edited.collect())
    }

    /// A place with its notes.
    fn edited(
        &self,
        place: Place,
        edition: &str,
        blocks: &[Vec<Block>],
    ) -> (Option<Block>, Vec<(PassageSource, Piece)>) {
        let notes: Vec<(usize, &Note)> = self.notes_on(&place.id, edition).collect();
        let mut heading = place.heading;
        let told = |number: usize| -> Vec<(PassageSource, Piece)> {
            self.meet(number, true);
            let pieces =
                blocks.get(number).into_iter().flatten().flat_map(|block| passages::pieces(block.clone(), None));
            pieces.enumerate().map(|(index, piece)| (PassageSource::Note(number, index), piece)).collect()
        };
        let mut numbered: Vec<(usize, Piece)> = Vec::with_capacity(place.pieces.len());
        let mut count = 0;
        for piece in place.pieces {
            count += usize::from(piece.counts());
            numbered.push((if piece.counts() { count } else { 0 }, piece));
        }
        let texts: Vec<String> =
            numbered.iter().filter(|(number, _)| *number > 0).map(|(_, piece)| words(piece)).collect();
        let mut pieces = Vec::with_capacity(numbered.len());
        let mut first_is_replaced = false;
        let mut targeted: Vec<(usize, usize, Act)> = Vec::new();
        for (number, note) in &notes {
            self.meet(*number, false);
            match note.heading.act {
                Act::Before => pieces.extend(told(*number)),
                Act::InPlaceOfFirst => {
                    pieces.extend(told(*number));
                    first_is_replaced = true;
                }
                Act::Heading => {
                    if let (Some(Block::Heading { content, .. }), Some(new)) =
                        (&mut heading, blocks.get(*number).and_then(|blocks| content_of(blocks)))
                    {
                        *content = new;
                        self.meet(*number, true);
                    }
                }
                act @ (Act::Replace(asked) | Act::After(asked) | Act::Drop(asked)) => {
                    if let Some(found) = target(asked, note.heading.beginning.as_deref(), &texts) {
                        targeted.push((found, *number, act));
                    }
                }
            }
        }
        for (at, piece) in numbered {
            let of = |wanted: fn(&Act) -> bool| {
                let found = targeted.iter().filter(move |(target, _, act)| at > 0 && *target == at && wanted(act));
                found.map(|(_, number, _)| *number)
            };
            let instead: Vec<usize> = of(|act| matches!(act, Act::Replace(_))).collect();
            let is_dropped =
                of(|act| matches!(act, Act::Drop(_))).inspect(|number| self.meet(*number, true)).count() > 0;
            let is_first = first_is_replaced && matches!(piece, Piece::Whole(Block::Paragraph(_)));
            if is_first {
                first_is_replaced = false;
            }
            if instead.is_empty() && !is_dropped && !is_first {
                pieces.push((PassageSource::Program(at), piece));
            }
            pieces.extend(instead.into_iter().flat_map(told));
            let behind: Vec<usize> = of(|act| matches!(act, Act::After(_))).collect();
            pieces.extend(behind.into_iter().flat_map(told));
        }
        (heading, pieces)
    }

    /// The notes on what has this anchor, for this edition, with their numbers.
    pub(super) fn notes_on<'a>(&'a self, place: &str, edition: &str) -> impl Iterator<Item = (usize, &'a Note)> {
        let (place, edition) = (place.to_lowercase(), fold(edition));
        let is_meant = move |note: &Note| {
            let editions = &note.heading.editions;
            note.heading.place.to_lowercase() == place
                && (editions.is_empty() || editions.iter().any(|known| fold(known) == edition))
        };
        self.notes.iter().enumerate().filter(move |(_, note)| is_meant(note))
    }

    /// All notes.
    pub(super) fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The text of the file.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// An edition has the place of a note; or prints it.
    fn meet(&self, number: usize, prints: bool) {
        // A thread that panics stops the program.
        if let Ok(mut met) = self.met.lock() {
            _ = if prints { met.0.insert(number) } else { met.1.insert(number) };
        }
    }

    /// The notes that no edition had a place for, once all are composed: nothing that the staff wrote is left out.
    pub fn unprinted(&self) -> Vec<ConfigError> {
        let (printed, placed) = self.met.lock().map(|met| met.clone()).unwrap_or_default();
        let left = self.notes.iter().enumerate().filter(|(number, _)| !printed.contains(number));
        let told =
            left.map(|(number, note)| (note, if placed.contains(&number) { no_passage(note) } else { no_place(note) }));
        told.map(|(note, [problem, expected])| ConfigError {
            file: self.file.clone(),
            line: Some(note.line),
            problem,
            expected,
        })
        .collect()
    }
}

/// The words of a passage as beginnings are compared.
fn words(piece: &Piece) -> String {
    let content = match piece {
        Piece::Item(item, _) => &item.content,
        Piece::Whole(
            Block::Paragraph(content) | Block::Basis(content) | Block::Note(content) | Block::Heading { content, .. },
        ) => content,
        Piece::Whole(Block::Table(table)) => &table.caption,
        Piece::Whole(Block::Chart(chart)) => return without_figures(&figure_marks::unmarked(&chart.caption).0),
        Piece::Whole(Block::List(_) | Block::PageBreak) => return String::new(),
    };
    // In a draft figures are marked, which is nothing of how a paragraph begins.
    without_figures(&figure_marks::unmarked(&plain(content)).0)
}

/// The passage that is meant: the one with this number, where it begins so; else the one that does.
fn target(asked: usize, beginning: Option<&str>, texts: &[String]) -> Option<usize> {
    let begins = |text: &String, beginning: &str| text.starts_with(beginning);
    let Some(beginning) = beginning.map(without_figures).filter(|beginning| !beginning.is_empty()) else {
        return (asked <= texts.len()).then_some(asked);
    };
    if texts.get(asked - 1).is_some_and(|text| begins(text, &beginning)) {
        return Some(asked);
    }
    let mut found = texts.iter().enumerate().filter(|(_, text)| begins(text, &beginning));
    let (index, _) = found.next()?;
    found.next().is_none().then_some(index + 1)
}

/// The words of the first paragraph.
fn content_of(blocks: &[Block]) -> Option<Vec<super::Inline>> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(content) | Block::Basis(content) => Some(content.clone()),
        _ => None,
    })
}

fn no_place(note: &Note) -> [Bilingual; 2] {
    let id = &note.heading.place;
    let editions = note.heading.editions.join(", ");
    let (vi, en) = match editions.is_empty() {
        true => (
            format!("Không có mục “{id}” trong bản báo cáo nào."),
            format!("No edition of the report has a part “{id}”."),
        ),
        false => (
            format!("Bản báo cáo “{editions}” không có mục “{id}”."),
            format!("The edition “{editions}” of the report has no part “{id}”."),
        ),
    };
    [
        Bilingual::new(vi, en),
        Bilingual::new(
            "Hãy ghi mã của Kế hoạch (như II.1.a, III, IV.2.b) hoặc của đề mục báo cáo (như I.2, V.1).",
            "Give a code of the plan (such as II.1.a, III, IV.2.b) or of a heading of the report (I.2, V.1).",
        ),
    ]
}

fn no_passage(note: &Note) -> [Bilingual; 2] {
    let id = &note.heading.place;
    let what = match (note.heading.act, &note.heading.beginning) {
        (_, Some(beginning)) => {
            [format!("đoạn bắt đầu bằng “{beginning}”"), format!("paragraph beginning “{beginning}”")]
        }
        (Act::Replace(number) | Act::After(number) | Act::Drop(number), None) => {
            [format!("đoạn {number}"), format!("paragraph {number}")]
        }
        _ => ["đề mục".to_owned(), "heading".to_owned()],
    };
    let [vi, en] = what;
    [
        Bilingual::new(format!("Mục “{id}” không còn {vi}."), format!("“{id}” no longer has a {en}.")),
        Bilingual::new(
            "Hãy xem lại mục ấy trong báo cáo rồi sửa số thứ tự hoặc câu mở đầu ghi ở dòng này.",
            "Look at that part of the report and mend the number or the beginning in this line.",
        ),
    ]
}

fn parse_notes(file: &std::path::Path, text: &str) -> Result<Parsed, ComposeError> {
    let sources = Sources::of(&file.to_string_lossy(), text);
    markdown::parse(text, &sources, &mut no_directives)
}

/// Words where there is to be nothing.
const WORDS_FOR_NOTHING: [&str; 4] = [
    "Đoạn được bỏ nhưng bên dưới vẫn có chữ.",
    "A paragraph is to be left out, and there are words below.",
    "Hãy xóa chữ bên dưới, hoặc ghi “thay đoạn” thay cho “bỏ đoạn”.",
    "Delete the words below, or write “thay đoạn” (replace).",
];

/// Nothing where there are to be words.
const NOTHING_INSTEAD: [&str; 4] = [
    "Bên dưới dòng này chưa có chữ nào.",
    "There are no words below this.",
    "Hãy viết đoạn văn bên dưới; muốn bỏ hẳn đoạn có sẵn thì ghi “bỏ đoạn”.",
    "Write the paragraph below it; to leave one out write “bỏ đoạn”.",
];

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

/// The lines of the headings, counted from 1, and where each begins, in bytes.
fn heading_lines(text: &str) -> Vec<(usize, usize)> {
    let (mut headings, mut at, mut in_comment) = (Vec::new(), 0, false);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if !in_comment && line.trim_start().starts_with('#') {
            headings.push((index + 1, at));
        }
        let (opened, closed) = (line.rfind("<!--"), line.rfind("-->"));
        in_comment = if opened == closed { in_comment } else { opened > closed };
        at += line.len();
    }
    headings
}

/// The first line that is not blank.
fn first_line(text: &str) -> Option<usize> {
    text.lines().position(|line| !line.trim().is_empty()).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::fixture;
    use crate::model::Language;

    fn parse(text: &str) -> Result<Commentary, Vec<ConfigError>> {
        Commentary::parse(PathBuf::from("inputs/2026/commentary.md"), text)
    }

    fn parsed(markdown: &str) -> Parsed {
        markdown::parse(markdown, &Sources::of("t.md", markdown), &mut no_directives).expect("good Markdown")
    }

    fn words(parsed: &Parsed) -> Vec<String> {
        let texts = parsed.body.iter().flat_map(|block| match block {
            Block::Heading { content, .. } => vec![format!("# {}", plain(content))],
            Block::Paragraph(content) => vec![plain(content)],
            Block::List(items) => items.iter().map(|item| format!("- {}", plain(&item.content))).collect(),
            other => vec![format!("{other:?}")],
        });
        texts.map(|text| text.replace('\u{a0}', " ")).collect()
    }

    /// What an edition says with a commentary, and what of that is wrong.
    fn said(report: &str, commentary: &str, edition: &str) -> (Vec<String>, Vec<String>) {
        let commentary = parse(commentary).expect("a good commentary");
        let mut report = parsed(report);
        let inserted = commentary.insert_notes(&mut report, edition, &fixture::year_2026(|_| {}));
        inserted.expect("figures that there are");
        let left = commentary.unprinted();
        (words(&report), left.iter().map(|mistake| mistake.sentence(Language::Vietnamese)).collect())
    }

    #[test]
    fn notes_stand_before_the_sentence_or_in_its_place() {
        let (said, left) = said(
            "# II { #II }\n\n### a) { #II.1.a }\n\ncâu a\n\nthêm\n\n### b) { #II.1.b }\n\ncâu b\n\n> ghi chú\n",
            "## ii.1.A Quán triệt\n\n**nhận xét** a\n\n## Mục II.1.b (thay thế)\n\nnhận xét b\n",
            "ubnd",
        );
        assert_eq!(said[..7], ["# II", "# a)", "nhận xét a", "câu a", "thêm", "# b)", "nhận xét b"]);
        assert_eq!(said.len(), 8, "the note below stays: {said:?}");
        assert_eq!(left, [""; 0]);
    }

    const REPORT: &str =
        "mở đầu\n\n### a) { #II.1.a }\n\nĐã có 66/104 đơn vị.\n\n- một 12;\n- hai;\n- ba.\n\nKhó khăn: x\n";

    #[test]
    fn any_paragraph_is_replaced_left_out_or_followed() {
        let (said, left) = said(
            REPORT,
            "## mo-dau (thay)\nmới\n## II.1.a, thay đề mục\na) Tên khác\n## II.1.a, thay đoạn 3\n- hai mới\n- hai thêm\n\n\
             ## II.1.a, bỏ đoạn 4: “ba”\n## II.1.a, sau đoạn 1 (bản ubnd)\n{{II.1.a.TT:HT}} đơn vị\n\n## II.1.a, thay đoạn 1 (bản bo)\nkhông\n",
            "ubnd",
        );
        let wanted = [
            "mới",
            "# a) Tên khác",
            "Đã có 66/104 đơn vị.",
            "66 đơn vị",
            "- một 12;",
            "- hai mới",
            "- hai thêm",
            "Khó khăn: x",
        ];
        assert_eq!(said, wanted);
        assert_eq!(
            left,
            [
                "inputs/2026/commentary.md, dòng 13: Bản báo cáo “bo” không có mục “II.1.a”. Hãy ghi mã của Kế hoạch (như II.1.a, III, IV.2.b) hoặc của đề mục báo cáo (như I.2, V.1)."
            ]
        );
    }

    #[test]
    fn a_paragraph_that_moved_is_known_by_how_it_begins() {
        let (moved, left) = said(REPORT, "## II.1.a, bỏ đoạn 2: “Đã có … đơn”\n", "ubnd");
        assert_eq!((moved[2].as_str(), left.len()), ("- một 12;", 0));
        let (kept, left) = said(REPORT, "\n## II.1.a, bỏ đoạn 1: “Mới có”\n", "ubnd");
        assert_eq!(kept.len(), 7);
        assert!(left[0].contains("dòng 2: Mục “II.1.a” không còn đoạn bắt đầu bằng “Mới có”."), "{left:?}");
        let (_, left) = said(REPORT, "## II.1.a, sau đoạn 9\nx\n", "ubnd");
        assert!(left[0].contains("không còn đoạn 9"), "{left:?}");
    }

    #[test]
    fn a_code_that_nothing_has_is_told_with_its_line() {
        let (_, left) = said("### a) { #II.1.a }\n\ncâu", "\n## II.1.a\nmột\n\n## II.9.x\nhai\n", "ubnd");
        assert_eq!(left.len(), 1);
        assert!(left[0].contains("dòng 5: Không có mục “II.9.x”"), "{left:?}");
        let wrong = parse("## II.1.a\n\nmột {{CT13.TH}}\nhai {{CT13.TX}}\n").expect("headings");
        let mistakes = wrong.check_figures(&fixture::year_2026(|_| {})).expect_err("no such figure");
        assert_eq!((mistakes.len(), mistakes[0].line), (1, Some(4)));
        assert!(mistakes[0].sentence(Language::Vietnamese).contains("{{CT13.TH}}"));
    }

    #[test]
    fn words_below_no_code_are_told() {
        let mistakes = parse("\nmột\n\n## II.1.a\nhai").expect_err("a mistake");
        assert_eq!((mistakes.len(), mistakes[0].line), (1, Some(2)));
        assert!(parse("## II\n\n```table indicators\n```\n").is_err());
        assert!(parse("").expect("nothing").notes.is_empty());
        for (text, line) in [
            ("## II, bỏ đoạn 1\nx", 1),
            ("## II, thay đoạn 1\n\n## III\nx", 1),
            ("<!--\n# x\n-->\n## II, thay đoạn hai\nx", 4),
        ] {
            assert_eq!(parse(text).expect_err("a mistake")[0].line, Some(line), "{text}");
        }
    }
}
