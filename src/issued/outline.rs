//! The pieces of an issued plan in their places: opening, sections, closing, annexes.

use super::marks::{Mark, is_in_capitals, marked};
use super::opening::{kind_of_document, place_and_day, symbol};
use super::pieces::{Aside, Paragraph, Piece, is_recipients, is_signature};
use super::roles::is_task_table;
use crate::vietnamese::fold;

/// Place and day of an issued plan as far as it prints them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) place: String,
    pub(super) day: Option<i8>,
    pub(super) month: Option<i8>,
    pub(super) year: Option<i16>,
}

/// How far out a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    Part,
    Section,
    Annex,
}

/// A part, a section or an annex with what stands in it.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) depth: Depth,
    /// The line of the source where it begins.
    pub(super) number: usize,
    /// The number as it is printed; empty where it has none.
    pub(super) label: String,
    /// The heading whole, with its number. Empty where the source has none and there has to be one.
    pub(super) heading: String,
    pub(super) pieces: Vec<Piece>,
}

/// A plan in its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) symbol: Option<String>,
    pub(super) issued: Option<Issued>,
    /// What stands above the title besides number and day.
    pub(super) head: Vec<Piece>,
    /// `KẾ HOẠCH`.
    pub(super) kind: Option<String>,
    pub(super) subject: Option<Paragraph>,
    pub(super) preamble: Vec<Piece>,
    pub(super) sections: Vec<Section>,
    pub(super) closing: Vec<Piece>,
    /// How many sections stand before the closing.
    pub(super) before_closing: usize,
}

/// What the sections of a plan are numbered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Top {
    Roman,
    Capital,
    Number,
}

impl Outline {
    /// Puts pieces in their places.
    pub(super) fn of(pieces: Vec<Piece>) -> Self {
        let mut pieces: Vec<Piece> = pieces.into_iter().map(without_lines).collect();
        let mut outline = Self::default();
        let title = title_at(&pieces);
        let body = match title {
            Some(at) => {
                let rest = pieces.split_off(at);
                outline.take_head(pieces);
                outline.take_title(rest)
            }
            None => {
                let first = pieces.iter().position(is_first_of_sections).unwrap_or(pieces.len());
                let rest = pieces.split_off(first);
                outline.take_head(pieces);
                rest
            }
        };
        outline.take_body(body);
        outline
    }

    fn take_head(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Paragraph(paragraph) => self.take_head_line(paragraph),
                other => self.head.push(other),
            }
        }
    }

    fn take_head_line(&mut self, paragraph: Paragraph) {
        let mut rest = paragraph.text.as_str();
        // Number and day may stand in one line.
        if self.symbol.is_none()
            && let Some((found, behind)) = symbol(rest)
        {
            self.symbol = Some(found.to_owned());
            rest = behind;
        }
        if self.issued.is_none()
            && let Some(found) = place_and_day(rest)
        {
            self.issued =
                Some(Issued { place: found.place.to_owned(), day: found.day, month: found.month, year: found.year });
            rest = found.before;
        }
        if !rest.is_empty() {
            let text = rest.to_owned();
            self.head.push(Piece::Paragraph(Paragraph { text, ..paragraph }));
        }
    }

    /// Takes title and subject, and gives what follows them.
    fn take_title(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut rest = pieces.into_iter().peekable();
        let Some(Piece::Paragraph(title)) = rest.next() else { return rest.collect() };
        let (kind, behind) = kind_and_rest(&title.text);
        self.kind = Some(kind.to_owned());
        if !behind.is_empty() {
            self.subject = Some(Paragraph { text: behind.to_owned(), ..title });
        }
        while let Some(Piece::Paragraph(next)) = rest.peek() {
            if !self.is_of_subject(next) {
                break;
            }
            let Some(Piece::Paragraph(next)) = rest.next() else { break };
            match &mut self.subject {
                Some(subject) => {
                    subject.text = format!("{} {}", subject.text, next.text);
                    subject.notes.extend(next.notes);
                }
                None => self.subject = Some(next),
            }
        }
        rest.collect()
    }

    /// Whether a paragraph below the title belongs to the subject.
    fn is_of_subject(&self, next: &Paragraph) -> bool {
        if is_top(&next.text) || next.text.starts_with('(') {
            return false;
        }
        let Some(subject) = &self.subject else { return true };
        let looks_alike = (next.is_centred && subject.is_centred) || (next.is_bold && subject.is_bold);
        let in_capitals = is_in_capitals(&next.text) && is_in_capitals(&subject.text);
        let is_ended = subject.text.ends_with(['.', ';', ':']);
        !is_ended && (looks_alike || in_capitals)
    }

    fn take_body(&mut self, pieces: Vec<Piece>) {
        let texts: Vec<&str> = pieces.iter().filter_map(text_of).collect();
        let (top, has_capital_parts) = top_of(&texts);
        let last_words = last_words(&texts).map(str::to_owned);
        let mut body =
            Body { outline: self, top, has_capital_parts, last_words, in_closing: false, last: 0, last_capital: '@' };
        for piece in pieces {
            body.take(piece);
        }
    }
}

struct Body<'a> {
    outline: &'a mut Outline,
    top: Option<Top>,
    /// Capital letters number parts, in which Roman numbers begin anew.
    has_capital_parts: bool,
    /// The paragraph that the plan's last words begin with.
    last_words: Option<String>,
    in_closing: bool,
    /// The number of the last section, and the letter of the last part.
    last: u32,
    last_capital: char,
}

impl Body<'_> {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Paragraph(paragraph) => self.take_paragraph(paragraph),
            Piece::Table(table) if self.in_closing && table.rows.first().is_some_and(|head| is_task_table(head)) => {
                self.open(Depth::Annex, table.number, "", String::new());
                self.push(Piece::Table(table));
            }
            other => self.push(other),
        }
    }

    fn take_paragraph(&mut self, paragraph: Paragraph) {
        let text = paragraph.text.clone();
        let marked = marked(&text);
        let in_annex = self.outline.sections.last().is_some_and(|section| section.depth == Depth::Annex);
        let is_appendix = text.to_uppercase().starts_with("PHỤ LỤC");
        let depth = match &marked.mark {
            // `PHỤ LỤC II` and `DANH MỤC NHIỆM VỤ` in the line below are one heading.
            Mark::Annex if !is_appendix && self.goes_on_with_heading(&paragraph) => None,
            Mark::Annex if self.in_closing || in_annex || is_appendix => Some(Depth::Annex),
            _ if self.in_closing || in_annex => None,
            Mark::Part => Some(Depth::Part),
            Mark::Capital(letter) => self.capital(*letter),
            Mark::Roman(value) if self.top == Some(Top::Roman) => self.section(*value),
            Mark::Number(parts) if self.top == Some(Top::Number) && parts.len() == 1 => self.section(parts[0]),
            _ => None,
        };
        match depth {
            Some(depth) => {
                let notes = paragraph.notes.clone();
                self.open(depth, paragraph.number, marked.label, text.clone());
                let number = paragraph.number;
                let notes = notes.into_iter().map(|text| Piece::Aside(Aside { number, what: "chú thích", text }));
                notes.for_each(|note| self.push(note));
            }
            None if self.goes_on_with_heading(&paragraph) => {
                if let Some(section) = self.outline.sections.last_mut() {
                    section.heading = format!("{} {text}", section.heading);
                }
            }
            None => {
                // The last words are said of the plan, and not of whom its last item is about.
                let is_last_of_item = self.last_words.as_ref() == Some(&text) && self.has_items();
                let ends = is_recipients(&text) || is_signature(&text) || is_last_of_item;
                if ends && !self.in_closing && !self.outline.sections.is_empty() {
                    self.in_closing = true;
                    if self.outline.closing.is_empty() {
                        self.outline.before_closing = self.outline.sections.len();
                    }
                }
                self.push(Piece::Paragraph(paragraph));
            }
        }
    }

    /// Whether anything of the open section is numbered: what follows would be said of the last item.
    fn has_items(&self) -> bool {
        let pieces = self.outline.sections.last().map_or(&[][..], |section| &section.pieces);
        pieces.iter().filter_map(text_of).any(|text| marked(text).mark != Mark::None)
    }

    /// A section opens with this number, where that is its turn.
    fn section(&mut self, value: u32) -> Option<Depth> {
        let is_next = value > self.last && value <= self.last + 2;
        let begins_anew =
            value == 1 && self.outline.sections.last().is_some_and(|section| section.depth == Depth::Part);
        (is_next || begins_anew).then(|| {
            self.last = value;
            Depth::Section
        })
    }

    fn capital(&mut self, letter: char) -> Option<Depth> {
        let is_next = letter > self.last_capital && u32::from(letter) <= u32::from(self.last_capital) + 2;
        let depth = match self.top {
            _ if self.has_capital_parts => Depth::Part,
            Some(Top::Capital) => Depth::Section,
            _ => return None,
        };
        is_next.then(|| {
            self.last_capital = letter;
            depth
        })
    }

    fn open(&mut self, depth: Depth, number: usize, label: &str, heading: String) {
        self.in_closing = false;
        if depth == Depth::Part {
            self.last = 0;
        }
        let label = label.to_owned();
        self.outline.sections.push(Section { depth, number, label, heading, pieces: Vec::new() });
    }

    /// Whether a line in capitals goes on with the heading of a part or an annex right above it.
    fn goes_on_with_heading(&self, paragraph: &Paragraph) -> bool {
        let Some(section) = self.outline.sections.last().filter(|_| !self.in_closing) else { return false };
        let is_headed = section.depth != Depth::Section && section.label.is_empty() && section.pieces.is_empty();
        is_headed && is_in_capitals(&paragraph.text) && marked(&paragraph.text).mark == Mark::None
            || is_headed
                && marked(&paragraph.text).mark == Mark::Annex
                && section.heading.to_uppercase().starts_with("PHỤ LỤC")
    }

    fn push(&mut self, piece: Piece) {
        match self.outline.sections.last_mut() {
            _ if self.in_closing => self.outline.closing.push(piece),
            Some(section) => section.pieces.push(piece),
            None => self.outline.preamble.push(piece),
        }
    }
}

/// A line of strokes is none of the plan's words.
fn without_lines(piece: Piece) -> Piece {
    match piece {
        Piece::Paragraph(paragraph) if !paragraph.text.chars().any(char::is_alphanumeric) => {
            Piece::Aside(Aside { number: paragraph.number, what: "đường kẻ", text: paragraph.text })
        }
        other => other,
    }
}

fn text_of(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Paragraph(paragraph) => Some(&paragraph.text),
        Piece::Table(_) | Piece::Aside(_) => None,
    }
}

/// Where the title stands. A decision that a plan comes with has a title too; it is not the plan's.
fn title_at(pieces: &[Piece]) -> Option<usize> {
    let kind_at = |at: usize| text_of(&pieces[at]).and_then(kind_of_document);
    let first = (0..pieces.len()).find(|at| kind_at(*at).is_some());
    let comes_with = |at: &usize| {
        let next = pieces.iter().skip(at + 1).filter_map(text_of).take(4);
        next.map(fold).any(|text| text.starts_with("ban hanh kem theo") || text.starts_with("kem theo"))
    };
    match first {
        Some(at) if kind_at(at) == Some("QUYẾT ĐỊNH") => {
            let attached = (at + 1..pieces.len()).find(|at| kind_at(*at).is_some() && comes_with(at));
            attached.or(Some(at))
        }
        Some(at) => Some(at),
        None => pieces.iter().position(|piece| {
            text_of(piece).is_some_and(|text| is_in_capitals(text) && kind_and_rest(text).0 != text && !is_top(text))
        }),
    }
}

/// The kind of a document and what stands behind it: `KẾ HOẠCH` and `PHÁT TRIỂN …`.
fn kind_and_rest(text: &str) -> (&str, &str) {
    if kind_of_document(text).is_some() {
        return (text, "");
    }
    let split = |words: usize| text.match_indices(' ').nth(words - 1).map(|(at, _)| text.split_at(at));
    let found = [4, 3, 2].into_iter().filter_map(split).find(|(kind, _)| kind_of_document(kind).is_some());
    found.map_or((text, ""), |(kind, rest)| (kind, rest.trim()))
}

/// Whether a text opens a part or a section.
fn is_top(text: &str) -> bool {
    matches!(marked(text).mark, Mark::Part | Mark::Roman(_) | Mark::Capital(_) | Mark::Number(_) | Mark::Annex)
}

fn is_first_of_sections(piece: &Piece) -> bool {
    text_of(piece).is_some_and(|text| {
        matches!(marked(text).mark, Mark::Part | Mark::Roman(1) | Mark::Capital('A'))
            || marked(text).mark == Mark::Number(vec![1])
    })
}

/// The paragraph with which the last words of a plan begin, right above its recipients or its signature.
fn last_words<'t>(texts: &[&'t str]) -> Option<&'t str> {
    const BETWEEN: usize = 4;
    let end = texts.iter().position(|text| is_recipients(text) || is_signature(text))?;
    let from = end.saturating_sub(BETWEEN);
    let at = texts[from..end].iter().position(|text| fold(text).starts_with("tren day la "))?;
    let rest = &texts[from + at..end];
    rest.iter().all(|text| marked(text).mark == Mark::None).then(|| rest.first().copied()).flatten()
}

/// What the sections of a plan are numbered with, and whether capital letters number parts above them.
fn top_of(texts: &[&str]) -> (Option<Top>, bool) {
    let end =
        texts.iter().position(|text| is_recipients(text) || marked(text).mark == Mark::Annex).unwrap_or(texts.len());
    let at = |mark: Mark| texts[..end].iter().position(|text| marked(text).mark == mark);
    match (at(Mark::Roman(1)), at(Mark::Capital('A')), at(Mark::Number(vec![1]))) {
        (Some(roman), Some(capital), _) => (Some(Top::Roman), capital < roman),
        (Some(_), None, _) => (Some(Top::Roman), false),
        (None, Some(capital), number) if number.is_none_or(|number| capital < number) => (Some(Top::Capital), false),
        (None, _, Some(_)) => (Some(Top::Number), false),
        (None, _, None) => (None, false),
    }
}
