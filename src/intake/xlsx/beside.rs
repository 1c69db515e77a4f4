//! What stands on a worksheet and in no cell: notes, comments, text boxes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::Refusal;
use super::super::grid::{Beside, TextBeside};
use super::super::limits::{Budget, COLUMNS, ROWS};
use super::super::package::Package;
use super::super::well_formed;
use super::super::xml::{attribute, push_text};
use super::relations::relations;
use super::sheet::address;

/// The beginning of the note that Excel keeps beside a comment for versions that know no comments.
const COPY_OF_A_COMMENT: &str = "[Threaded comment]";

/// Notes, comments and text boxes of a worksheet, by place.
pub(super) fn read(package: &Package, sheet: &str, budget: &mut Budget) -> Result<Vec<TextBeside>, Refusal> {
    let mut found = Vec::new();
    for relation in relations(package, sheet) {
        let (Some(name), kind) = (relation.part, relation.kind.as_str()) else { continue };
        if !matches!(kind, "comments" | "threadedComment" | "drawing") {
            continue;
        }
        let Some(xml) = package.part(&name) else { continue };
        // What is drawn beside the cells may be damaged without harm to them.
        if well_formed::check(&name, xml).is_err() {
            continue;
        }
        match kind {
            "comments" => found.extend(notes(xml, "comment").into_iter().filter(|note| !is_copy(&note.text))),
            "threadedComment" => found.extend(notes(xml, "threadedComment")),
            _ => found.extend(text_boxes(xml)),
        }
    }
    found.retain(|text| !text.text.trim().is_empty() && text.row < ROWS && text.column < COLUMNS);
    for text in &found {
        budget.take(text.row, text.column, text.text.len())?;
    }
    found.sort_by_key(|text| (text.row, text.column));
    Ok(found)
}

fn is_copy(note: &str) -> bool {
    note.trim_start().starts_with(COPY_OF_A_COMMENT)
}

/// The notes of a part, each an element of this name with the address of its cell (ECMA-376 part 1, 18.7; [MS-XLSX] 2.6.205).
fn notes(xml: &[u8], element: &str) -> Vec<TextBeside> {
    let mut reader = Reader::from_reader(xml);
    let mut found: Vec<TextBeside> = Vec::new();
    let mut in_text = false;
    let mut open = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                name if name == element => {
                    let place = attribute(&tag, "ref").and_then(|place| address(&place));
                    open = place.is_some();
                    found.extend(place.map(|(row, column)| TextBeside {
                        kind: Beside::Note,
                        row,
                        column,
                        text: String::new(),
                    }));
                }
                // A comment has its letters in `text` itself, a note in the `t` of its runs.
                "t" => in_text = open,
                "text" if element == "threadedComment" => in_text = open,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                name if name == element => open = false,
                "t" | "text" => in_text = false,
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(event) if in_text => {
                if let Some(note) = found.last_mut() {
                    push_text(&mut note.text, &event);
                }
            }
            Ok(_) => {}
        }
    }
}

/// The texts of drawn shapes, each at the cell that its upper left corner stands in (ECMA-376 part 1, 20.5).
fn text_boxes(xml: &[u8]) -> Vec<TextBeside> {
    let mut reader = Reader::from_reader(xml);
    let mut walk = Shapes::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag),
            Ok(Event::Empty(tag)) if tag.local_name().as_ref() == "br" => walk.line(),
            Ok(Event::End(tag)) => walk.end(tag.local_name().as_ref()),
            Ok(Event::Eof) | Err(_) => return walk.found,
            Ok(event) => walk.letters(&event),
        }
    }
}

#[derive(Default)]
struct Shapes {
    found: Vec<TextBeside>,
    place: (u32, u32),
    in_from: bool,
    number: Option<String>,
    text: Option<String>,
    in_letters: bool,
    /// What is drawn a second time, for programs that do not know the first.
    fallbacks: usize,
}

impl Shapes {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "Fallback" => self.fallbacks += 1,
            _ if self.fallbacks > 0 => {}
            "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => self.place = (0, 0),
            "from" => self.in_from = true,
            "row" | "col" if self.in_from => self.number = Some(String::new()),
            "txBody" => self.text = Some(String::new()),
            "t" => self.in_letters = self.text.is_some(),
            "br" => self.line(),
            _ => {}
        }
    }

    fn line(&mut self) {
        if let Some(text) = &mut self.text {
            text.push('\n');
        }
    }

    fn letters(&mut self, event: &Event<'_>) {
        if let Some(number) = &mut self.number {
            push_text(number, event);
        } else if let Some(text) = self.text.as_mut().filter(|_| self.in_letters) {
            push_text(text, event);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
            _ if self.fallbacks > 0 => {}
            "from" => self.in_from = false,
            "row" | "col" => {
                if let Some(number) = self.number.take().and_then(|number| number.trim().parse().ok()) {
                    if name == "row" { self.place.0 = number } else { self.place.1 = number }
                }
            }
            "t" => self.in_letters = false,
            "p" => self.line(),
            "txBody" => {
                let (row, column) = self.place;
                let text = self.text.take().map(|text| text.trim_end().to_owned());
                self.found.extend(text.map(|text| TextBeside { kind: Beside::TextBox, row, column, text }));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_with_their_places() {
        let xml = br#"<comments><authors><author>An</author></authors><commentList>
            <comment ref="C9" authorId="0"><text><r><rPr><b/></rPr><t>An:</t></r><r><t xml:space="preserve">
Result: 5 schools</t></r></text></comment><comment ref="?"><text><t>x</t></text></comment></commentList></comments>"#;
        let note = TextBeside { kind: Beside::Note, row: 8, column: 2, text: "An:\nResult: 5 schools".to_owned() };
        assert_eq!(notes(xml, "comment"), [note]);
        let xml = br#"<ThreadedComments><threadedComment ref="B2" id="{1}"><text>Done</text></threadedComment></ThreadedComments>"#;
        let comment = TextBeside { kind: Beside::Note, row: 1, column: 1, text: "Done".to_owned() };
        assert_eq!(notes(xml, "threadedComment"), [comment]);
    }

    #[test]
    fn text_boxes_are_read_with_their_places() {
        let xml = br#"<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:mc="m"><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col>
            <xdr:colOff>9</xdr:colOff><xdr:row>7</xdr:row></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>9</xdr:row></xdr:to>
            <xdr:sp><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>One</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p><a:p><a:r><a:t>three</a:t></a:r></a:p></xdr:txBody></xdr:sp>
            </xdr:twoCellAnchor><mc:AlternateContent><mc:Fallback><xdr:sp><xdr:txBody><a:p><a:r><a:t>One</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Fallback></mc:AlternateContent></xdr:wsDr>"#;
        let text = TextBeside { kind: Beside::TextBox, row: 7, column: 2, text: "One\ntwo\nthree".to_owned() };
        assert_eq!(text_boxes(xml), [text]);
    }
}
