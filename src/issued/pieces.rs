//! The paragraphs and tables of an issued plan, whatever it came in, in its order.

use super::marks::{Mark, is_in_capitals, marked};
use super::opening::{is_date_line, is_symbol_line, kind_of_document};
use crate::vietnamese::{compose, fold};

/// A line of a text, or a paragraph of a Word document, before what belongs together is joined.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its number in the source, from 1.
    pub(super) number: usize,
    /// Its words, tidied.
    pub(super) text: String,
    /// An empty line or paragraph stands before it.
    pub(super) is_parted: bool,
    /// The number of a page stands before it.
    pub(super) follows_page: bool,
    /// All of it is bold.
    pub(super) is_bold: bool,
    pub(super) is_centred: bool,
    /// It begins further in than the lines around it.
    pub(super) is_indented: bool,
    /// What its footnotes say.
    pub(super) notes: Vec<String>,
}

/// Something of the source that is not of the plan: a page number, a header, a comment in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aside {
    pub(super) number: usize,
    /// What it is, in Vietnamese: `số trang`.
    pub(super) what: &'static str,
    pub(super) text: String,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// The line of the source where it begins.
    pub(super) number: usize,
    pub(super) text: String,
    pub(super) is_parted: bool,
    pub(super) is_bold: bool,
    pub(super) is_centred: bool,
    pub(super) notes: Vec<String>,
    /// The lines that were joined to it although the source parts them.
    pub(super) joined: Vec<usize>,
}

/// A table: its rows, each with a cell for every column.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) number: usize,
    pub(super) rows: Vec<Vec<String>>,
    /// Rows of the head.
    pub(super) heads: usize,
    pub(super) notes: Vec<String>,
    /// Some of its cells stand for several rows, and are said in each.
    pub(super) has_tall_cells: bool,
}

/// A piece of the source.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    Table(Table),
    Aside(Aside),
}

/// What a source is made of before its lines are joined.
#[derive(Clone, Debug)]
pub(super) enum Raw {
    Line(Line),
    Table(Table),
    Aside(Aside),
}

/// A text with single blanks, composed, and without what no reader sees: soft hyphens, marks of width zero.
pub(super) fn tidied(text: &str) -> String {
    let seen = text.chars().filter(|sign| {
        !matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFC}')
            && (!sign.is_control() || sign.is_whitespace())
    });
    let plain: String = seen.map(|sign| if sign == '\u{2011}' { '-' } else { sign }).collect();
    compose(&plain).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How the lines of a source are to be taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Lines are broken at this width, in letters; `None` where each is a paragraph.
    pub(super) wrapped_at: Option<usize>,
    /// Lines are paragraphs of their own in the source: that two are one is a guess.
    pub(super) tells_joins: bool,
}

/// A sentence is not parted before it has so many letters.
const SENTENCE: usize = 40;

/// Joins the lines that are one paragraph.
pub(super) fn joined(raw: Vec<Raw>, manner: Manner) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(raw.len());
    // The paragraph that may go on, and how long its last line is.
    let mut open: Option<(usize, usize)> = None;
    for raw in raw {
        match raw {
            Raw::Aside(aside) => pieces.push(Piece::Aside(aside)),
            Raw::Table(table) => {
                pieces.push(Piece::Table(table));
                open = None;
            }
            Raw::Line(line) => {
                let length = line.text.chars().count();
                let goes_on = open.and_then(|(at, last)| match &mut pieces[at] {
                    Piece::Paragraph(paragraph) if goes_on(paragraph, last, &line, manner) => Some(paragraph),
                    _ => None,
                });
                match goes_on {
                    Some(paragraph) => {
                        if line.is_parted || manner.tells_joins {
                            paragraph.joined.push(line.number);
                        }
                        paragraph.text.push(' ');
                        paragraph.text.push_str(&line.text);
                        paragraph.notes.extend(line.notes);
                        paragraph.is_bold &= line.is_bold;
                        open = open.map(|(at, _)| (at, length));
                    }
                    None => {
                        open = Some((pieces.len(), length));
                        pieces.push(Piece::Paragraph(Paragraph {
                            number: line.number,
                            text: line.text,
                            is_parted: line.is_parted,
                            is_bold: line.is_bold,
                            is_centred: line.is_centred,
                            notes: line.notes,
                            joined: Vec::new(),
                        }));
                    }
                }
            }
        }
    }
    pieces
}

/// Whether a line goes on with a paragraph, whose last line is so long.
fn goes_on(paragraph: &Paragraph, last: usize, line: &Line, manner: Manner) -> bool {
    let text = &paragraph.text;
    let is_ended = text.trim_end_matches(['”', '"', ')']).ends_with(['.', ';', ':', '!', '?', '/']);
    let is_small = line.text.trim_start_matches(['“', '"', '(']).starts_with(char::is_lowercase);
    // A number that an export has torn off its text.
    let before = marked(text);
    if before.rest.is_empty() && !before.label.is_empty() {
        return marked(&line.text).mark == Mark::None && !stands_alone(&line.text);
    }
    if stands_alone(&paragraph.text) || begins_anew(&line.text, is_ended) {
        return false;
    }
    if line.is_parted {
        // A full line at the end of a page goes on at the top of the next, with a name in capitals too.
        let is_full = manner.wrapped_at.is_some_and(|width| last * 10 >= width * 7);
        let may_go_on = is_small || (line.follows_page && is_full);
        return may_go_on && !is_ended && text.chars().count() > SENTENCE && !is_in_capitals(text);
    }
    // A heading in capitals that is broken, and what its kind is called in the line before.
    let may_be_broken = matches!(before.mark, Mark::Roman(_) | Mark::Capital(_) | Mark::Part | Mark::Annex);
    if may_be_broken && is_in_capitals(text) && is_in_capitals(&line.text) {
        return true;
    }
    match manner.wrapped_at {
        None => is_small && !is_ended && text.chars().count() > SENTENCE && !is_in_capitals(text),
        Some(width) if last * 10 >= width * 7 => {
            let begins = line.is_indented && !is_small;
            // A sentence may end with a word in capitals: `… trình UBND.`
            let is_headline = is_in_capitals(&line.text) && line.text.split(' ').count() > 2;
            let is_alike = if is_headline { is_in_capitals(text) } else { !is_in_capitals(text) };
            let ends_here = is_ended && !is_small && last * 10 < width * 9;
            is_alike && !begins && !ends_here
        }
        Some(_) => is_small && !is_ended && !is_in_capitals(text),
    }
}

/// Whether a line is complete in itself, whatever follows.
fn stands_alone(text: &str) -> bool {
    kind_of_document(text).is_some()
        || is_symbol_line(text)
        || is_date_line(text)
        || is_recipients(text)
        || is_signature(text)
}

/// Whether a line cannot go on with what stands before it. `is_ended`: that is a complete sentence.
pub(super) fn begins_anew(text: &str, is_ended: bool) -> bool {
    if stands_alone(text) || fold(text).starts_with("tren day la ") {
        return true;
    }
    let marked = marked(text);
    match marked.mark {
        Mark::None => false,
        // `… đạt trên` / `1.2 Lần …`: a number in the middle of a sentence is not closed.
        Mark::Number(_) if !marked.label.ends_with(['.', ')', '/']) => is_ended,
        // A dash may be broken off from the words that it joins: `Lao động` / `- Thương binh`.
        _ => true,
    }
}

/// `Nơi nhận:`.
pub(super) fn is_recipients(text: &str) -> bool {
    let folded = fold(text);
    folded.starts_with("noi nhan") && folded.len() <= 12
}

/// The line above a signature: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`.
pub(super) fn is_signature(text: &str) -> bool {
    const TITLES: [&str; 8] =
        ["CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "BÍ THƯ", "PHÓ BÍ THƯ"];
    const ON_BEHALF: [&str; 7] = ["TM.", "KT.", "TL.", "TUQ.", "Q.", "T/M", "K/T"];
    let is_short = text.chars().count() <= 60;
    is_short
        && is_in_capitals(text)
        && (TITLES.contains(&text.trim()) || ON_BEHALF.iter().any(|word| text.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_no_text() {
        assert_eq!(tidied("  Kế\u{AD} hoạch\u{A0}số\t1\u{200B} "), "Kế hoạch số 1");
        assert_eq!(tidied("tha\u{302}\u{301}ng"), "thấng");
    }

    #[test]
    fn signatures_are_told_from_headings() {
        for text in ["KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ GIÁM ĐỐC"] {
            assert!(is_signature(text), "{text}");
        }
        for text in ["II. NHIỆM VỤ", "Chủ tịch UBND các xã", "DANH MỤC", "TM. Ban chỉ đạo"] {
            assert!(!is_signature(text), "{text}");
        }
        assert!(is_recipients("Nơi nhận:") && is_recipients("NƠI NHẬN"));
        assert!(!is_recipients("Nơi nhận hồ sơ là bộ phận một cửa"));
    }
}
