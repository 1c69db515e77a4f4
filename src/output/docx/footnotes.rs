//! Footnotes: their marks in the text, and the part that holds them.

use std::fmt::Write;

use super::look::{Look, half_points, line, twips};
use super::package::Part;
use super::writer::{Writer, words};
use super::xml::DECLARATION;
use crate::compose::{Inline, Style};

/// The content type of the part.
const FOOTNOTES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";
/// Word's own styles of a note and of its mark.
const TEXT: &str = "FootnoteText";
const MARK: &str = "FootnoteReference";
/// What the settings have to say where there are footnotes: the two lines above them, which Word counts from −1.
pub(super) const SETTING: &str = "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>";

impl Writer<'_, '_> {
    /// The mark of a footnote, and the note for the part that holds them all.
    pub(super) fn footnote(&mut self, number: u32, content: &[Inline]) {
        self.record.note(&words(content));
        let text = std::mem::take(&mut self.xml);
        _ = write!(
            self.xml,
            "<w:footnote w:id=\"{number}\"><w:p><w:pPr><w:pStyle w:val=\"{TEXT}\"/></w:pPr><w:r><w:rPr><w:rStyle \
             w:val=\"{MARK}\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>"
        );
        self.inlines(content, Style::default());
        self.xml.push_str("</w:p></w:footnote>");
        let note = std::mem::replace(&mut self.xml, text);
        self.footnotes.push_str(&note);
        _ = write!(
            self.xml,
            "<w:r><w:rPr><w:rStyle w:val=\"{MARK}\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>"
        );
    }
}

/// The part with these notes; none where there are none.
pub(super) fn part(notes: &str) -> Option<Part> {
    let line = |id: i8, kind: &str, mark: &str| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>"
        )
    };
    (!notes.is_empty()).then(|| {
        let content = format!(
            "{DECLARATION}<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{}{}{notes}</w:footnotes>",
            line(-1, "separator", "separator"),
            line(0, "continuationSeparator", "continuationSeparator")
        );
        Part::new("word/footnotes.xml", FOOTNOTES, content)
    })
}

/// The styles of notes and marks.
pub(super) fn styles(look: &Look, xml: &mut String) {
    let note = &look.footnote;
    _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:styleId=\"{TEXT}\"><w:name w:val=\"footnote text\"/><w:basedOn w:val=\"Normal\"/>\
         <w:uiPriority w:val=\"99\"/><w:pPr><w:spacing w:before=\"{}\" w:line=\"{}\" w:lineRule=\"auto\"/><w:jc w:val=\"both\"/>\
         </w:pPr><w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"{MARK}\"><w:name w:val=\"footnote reference\"/><w:basedOn \
         w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>",
        twips(note.note_gap),
        line(note.line_pitch),
        size = half_points(note.size),
    );
}
