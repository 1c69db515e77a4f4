//! Footnotes of templates: `[^name]` behind a word, and `[^name]: what the note says` as a paragraph of its own, wherever it
//! stands. Each note is referred to once, so that it stands at the foot of one page.

use pulldown_cmark::Tag;

use super::markdown::Parsed;
use super::render::Sources;
use super::{Block, ComposeError, Inline};
use crate::model::Bilingual;

/// The marks and notes of a template as they are found.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Names in the order of their marks.
    marks: Vec<String>,
    /// Names and what the notes say.
    notes: Vec<(String, Vec<Inline>)>,
}

impl Footnotes {
    /// A mark, whose note may come later.
    pub(super) fn mark(&mut self, name: &str) -> Inline {
        self.marks.push(key(name));
        Inline::Footnote { number: u32::try_from(self.marks.len()).unwrap_or(u32::MAX), content: Vec::new() }
    }

    /// What a note says.
    pub(super) fn note(&mut self, name: String, content: Vec<Inline>) {
        self.notes.push((key(&name), content));
    }

    /// Gives each mark its note; a mark without a note, a note without a mark, a name used twice is an error with its line.
    pub(super) fn resolve(
        mut self,
        markdown: &str,
        sources: &Sources,
        parsed: &mut Parsed,
    ) -> Result<(), ComposeError> {
        self.check(markdown, sources)?;
        for inline in running_texts(parsed).flatten() {
            let Inline::Footnote { number, content } = inline else { continue };
            let name = self.marks.get(*number as usize - 1);
            if let Some((_, note)) = self.notes.iter_mut().find(|(known, _)| Some(known) == name) {
                *content = std::mem::take(note);
            }
        }
        number(parsed);
        Ok(())
    }

    fn check(&self, markdown: &str, sources: &Sources) -> Result<(), ComposeError> {
        // What the parser did not take for a footnote comes as text, as do the words of agencies, which are escaped.
        for Written { name, is_note } in written(markdown) {
            let (is_marked, is_said) = (self.marks.contains(&key(name)), self.is_said(name));
            match (is_note, is_marked, is_said) {
                (true, _, false) => return Err(misplaced(name, sources)),
                (true, false, true) => return Err(without_mark(name, sources)),
                (false, _, false) => return Err(without_note(name, sources)),
                (false, false, true) => return Err(misplaced(name, sources)),
                (_, true, true) => {}
            }
        }
        let is_twice = |names: &[&String], at: usize| names[..at].contains(&names[at]);
        let marks: Vec<&String> = self.marks.iter().collect();
        let notes: Vec<&String> = self.notes.iter().map(|(name, _)| name).collect();
        for names in [marks, notes] {
            if let Some(at) = (0..names.len()).find(|at| is_twice(&names, *at)) {
                return Err(twice(names[at], sources));
            }
        }
        match self.notes.iter().find(|(_, content)| content.is_empty()) {
            Some((name, _)) => Err(without_note(name, sources)),
            None => Ok(()),
        }
    }

    fn is_said(&self, name: &str) -> bool {
        self.notes.iter().any(|(known, _)| *known == key(name))
    }
}

/// Numbers the footnotes as they stand in the document, from 1.
pub(super) fn number(parsed: &mut Parsed) {
    let mut last = 0;
    for inline in running_texts(parsed).flatten() {
        if let Inline::Footnote { number, .. } = inline {
            last += 1;
            *number = last;
        }
    }
}

/// The running texts of body and annexes, in the order of the document.
fn running_texts(parsed: &mut Parsed) -> impl Iterator<Item = &mut Vec<Inline>> {
    let annexes = parsed.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
    parsed.body.iter_mut().chain(annexes).flat_map(Block::running_texts)
}

/// Names are the same in capitals and small letters, as the parser has it.
fn key(name: &str) -> String {
    name.to_lowercase()
}

/// A footnote as it is written in the Markdown.
struct Written<'a> {
    name: &'a str,
    /// `[^name]:` at the beginning of a line.
    is_note: bool,
}

/// All that looks like a footnote and is neither escaped nor in a comment.
fn written(markdown: &str) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    let mut line_start = 0;
    let mut at = 0;
    while let Some(letter) = markdown[at..].chars().next() {
        let rest = &markdown[at..];
        at += letter.len_utf8();
        match letter {
            '\n' => line_start = at,
            '\\' => at += markdown[at..].chars().next().map_or(0, char::len_utf8),
            '<' if rest.starts_with("<!--") => at += rest.find("-->").map_or(rest.len() - 1, |end| end + 2),
            '[' if rest.starts_with("[^") => {
                let Some(end) = rest.find([']', '\n']).filter(|end| rest[*end..].starts_with(']')) else { continue };
                let is_first = markdown[line_start..at - 1].trim().is_empty();
                found.push(Written { name: &rest[2..end], is_note: is_first && rest[end + 1..].starts_with(':') });
                at += end;
            }
            _ => {}
        }
    }
    found
}

/// An error where something but running text stands in a note.
pub(super) fn check_inside(name: &str, tag: &Tag<'_>, sources: &Sources) -> Result<(), ComposeError> {
    if matches!(tag, Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Link { .. }) {
        return Ok(());
    }
    let problem = Bilingual::new(
        format!(
            "Chú thích [^{name}] chỉ được có lời văn; danh sách, bảng, tiêu đề và chỉ thị phải viết ngoài chú thích."
        ),
        format!("The footnote [^{name}] can hold words alone; lists, tables, headings and directives go outside it."),
    );
    Err(sources.error_at(&format!("[^{name}]:"), problem))
}

/// The error of a mark or note where none can stand.
pub(super) fn misplaced(name: &str, sources: &Sources) -> ComposeError {
    let problem = Bilingual::new(
        format!(
            "[^{name}] không dùng được ở đây. Dấu chú thích đặt trong đoạn văn hoặc danh sách, không đặt trong tiêu đề, bảng, \
             chỉ thị hay chú thích khác; lời chú thích [^{name}]: … là một đoạn riêng."
        ),
        format!(
            "[^{name}] cannot stand here. The mark of a footnote stands in a paragraph or list, not in a heading, a table, a \
             directive or another footnote; [^{name}]: … is a paragraph of its own."
        ),
    );
    sources.error_at(&format!("[^{name}]"), problem)
}

fn without_note(name: &str, sources: &Sources) -> ComposeError {
    let problem = Bilingual::new(
        format!("Dấu chú thích [^{name}] chưa có lời chú thích. Thêm một đoạn riêng bắt đầu bằng [^{name}]:."),
        format!("The footnote [^{name}] says nothing. Add a paragraph that begins with [^{name}]:."),
    );
    sources.error_at(&format!("[^{name}]"), problem)
}

fn without_mark(name: &str, sources: &Sources) -> ComposeError {
    let problem = Bilingual::new(
        format!(
            "Chú thích [^{name}]: không được dẫn ở đâu. Đặt [^{name}] ngay sau từ cần chú thích, hoặc bỏ đoạn này."
        ),
        format!(
            "Nothing refers to the footnote [^{name}]:. Put [^{name}] behind the word it belongs to, or take it out."
        ),
    );
    sources.error_at(&format!("[^{name}]:"), problem)
}

fn twice(name: &str, sources: &Sources) -> ComposeError {
    let problem = Bilingual::new(
        format!(
            "Chú thích [^{name}] có hai lần. Mỗi chú thích dẫn một lần và có một lời; hãy đặt tên khác cho lần sau."
        ),
        format!("The footnote [^{name}] is there twice. Each has one mark and one note; give the second another name."),
    );
    sources.error_at(&format!("[^{name}]"), problem)
}

#[cfg(test)]
mod tests {
    use super::super::Style;
    use super::super::escape::escape;
    use super::super::markdown::parse;
    use super::super::render::tests::sources;
    use super::*;

    fn parsed(markdown: &str) -> Result<Parsed, ComposeError> {
        parse(markdown, &sources(markdown), &mut |_| Err(Bilingual::new("sai", "wrong")))
    }

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.to_owned(), style: Style::default() }
    }

    fn note(number: u32, says: &str) -> Inline {
        Inline::Footnote { number, content: vec![text(says)] }
    }

    #[test]
    fn a_note_goes_to_its_mark() {
        let parsed = parsed("Ban hành văn bản [^a], kế hoạch[^b].\n\n[^b]: Kế hoạch\nsố 2.\n\n[^a]: Văn bản 1.\n")
            .expect("good");
        let wanted = vec![
            text("Ban hành văn bản"),
            note(1, "Văn bản 1."),
            text(", kế hoạch"),
            note(2, "Kế hoạch số\u{a0}2."),
            text("."),
        ];
        assert_eq!(parsed.body, [Block::Paragraph(wanted)]);
    }

    #[test]
    fn numbers_run_through_body_and_annexes() {
        let markdown = "một[^x]\n\n- hai[^y]\n\n[^y]: Y\n[^z]: Z\n\n# PHỤ LỤC {#p .annex}\n\nba[^z]\n\n[^x]: X\n";
        let parsed = parsed(markdown).expect("good");
        let Block::List(items) = &parsed.body[1] else { panic!("no list") };
        assert_eq!(items[0].content, [text("hai"), note(2, "Y")]);
        assert_eq!(parsed.body[0], Block::Paragraph(vec![text("một"), note(1, "X")]));
        assert_eq!(parsed.annexes[0].blocks, [Block::Paragraph(vec![text("ba"), note(3, "Z")])]);
    }

    #[test]
    fn a_note_of_two_paragraphs_breaks_between_them() {
        let parsed = parsed("một[^x]\n\n[^x]: X\n\n    Y\n\nhai").expect("good");
        let content = vec![text("X"), Inline::Break, text("Y")];
        assert_eq!(
            parsed.body,
            [
                Block::Paragraph(vec![text("một"), Inline::Footnote { number: 1, content }]),
                Block::Paragraph(vec![text("hai")])
            ]
        );
    }

    #[test]
    fn mistakes_tell_their_line_and_what_is_wrong() {
        for (markdown, line, says) in [
            ("một\n\nhai[^x]", 3, "chưa có lời"),
            ("một\n\n[^x]: hai", 3, "không được dẫn"),
            ("một[^x] hai[^x]\n\n[^x]: X", 1, "hai lần"),
            ("một[^x]\n\n[^x]: X\n\n[^x]: Y", 1, "hai lần"),
            ("một\n\n## hai[^x]\n\n[^x]: X", 3, "không dùng được ở đây"),
            ("| a |\n|---|\n| b[^x] |\n\n[^x]: X", 3, "không dùng được ở đây"),
            ("một[^x]\n\n[^x]: X[^y]\n\n[^y]: Y", 3, "không dùng được ở đây"),
            ("một[^x]\n\n[^x]: - X", 3, "chỉ được có lời văn"),
            ("một[^x]\n\n[^x]:\n\nhai", 1, "chưa có lời"),
        ] {
            let error = parsed(markdown).err().unwrap_or_else(|| panic!("{markdown}: no mistake"));
            assert_eq!(error.line, Some(line), "{markdown}: {error:?}");
            assert!(error.problem.vi.contains(says), "{markdown}: {error:?}");
        }
    }

    #[test]
    fn words_of_agencies_and_comments_are_no_footnotes() {
        let data = escape("[^1] và [^1]: x");
        let parsed = parsed(&format!("{data} <!-- [^2] -->\n\n{data}\n")).expect("good");
        assert_eq!(
            parsed.body,
            [Block::Paragraph(vec![text("[^1] và [^1]: x")]), Block::Paragraph(vec![text("[^1] và [^1]: x")])]
        );
    }
}
