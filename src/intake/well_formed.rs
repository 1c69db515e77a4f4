//! Whether the XML of a part is well-formed (XML 1.0, section 2.1): calamine reads past what is torn or nested wrongly, and
//! what it then makes of a cell is a guess.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Refusal;
use super::limits::unreadable;
use super::xml::letter_of;

/// Refuses XML that is not [well-formed](WellFormed). `name` is that of the part.
pub(super) fn check(name: &str, xml: &[u8]) -> Result<(), Refusal> {
    let mut events = WellFormed::new(name, xml);
    while !matches!(events.next_event()?, Event::Eof) {}
    Ok(())
}

/// The events of a part, refused from where it turns out not to be well-formed: elements that are not closed or closed in
/// another order, attributes that are torn or stand twice, entities that are nowhere declared, more than one root.
pub(super) struct WellFormed<'a> {
    name: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    roots: usize,
}

impl<'a> WellFormed<'a> {
    /// `name` is that of the part.
    pub(super) fn new(name: &'a str, xml: &'a [u8]) -> Self {
        let mut reader = Reader::from_reader(xml);
        reader.config_mut().check_comments = true;
        Self { name, reader, depth: 0, roots: 0 }
    }

    /// The next event; [`Event::Eof`] where all of the part is well-formed.
    pub(super) fn next_event(&mut self) -> Result<Event<'a>, Refusal> {
        let event = self.reader.read_event().ok();
        match event.filter(|event| self.goes_on(event)) {
            Some(event) if self.roots <= 1 => Ok(event),
            _ => Err(damaged(self.name, self.reader.buffer_position())),
        }
    }

    /// Whether a part may go on with an event.
    fn goes_on(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) => {
                self.roots += usize::from(self.depth == 0);
                self.depth += 1;
                has_whole_attributes(tag)
            }
            Event::Empty(tag) => {
                self.roots += usize::from(self.depth == 0);
                has_whole_attributes(tag)
            }
            // That it closes what was opened last is the reader's own check.
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                true
            }
            Event::Text(text) => self.depth > 0 || text.trim_start_matches('\u{FEFF}').trim().is_empty(),
            Event::CData(_) => self.depth > 0,
            Event::GeneralRef(reference) => self.depth > 0 && is_known(reference),
            Event::Eof => self.depth == 0 && self.roots == 1,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => true,
        }
    }
}

/// The refusal for a part whose XML is not well-formed, as far as it was read.
pub(super) fn damaged(name: &str, position: u64) -> Refusal {
    unreadable(
        format!("{name} bị cắt cụt hoặc sai cấu trúc XML (quanh byte {position})"),
        format!("{name} is cut off or not well-formed XML (near byte {position})"),
    )
}

fn has_whole_attributes(tag: &BytesStart<'_>) -> bool {
    tag.attributes().all(|attribute| attribute.is_ok_and(|attribute| !attribute.value.contains('<')))
}

/// Whether a reference is to a character or to one of the five entities that XML declares itself; parts of packages declare
/// none (ECMA-376 part 2 forbids it).
fn is_known(reference: &BytesRef<'_>) -> bool {
    matches!(&**reference, "amp" | "lt" | "gt" | "quot" | "apos") || letter_of(reference).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_well_formed(xml: &str) -> bool {
        check("xl/worksheets/sheet1.xml", xml.as_bytes()).is_ok()
    }

    #[test]
    fn what_programs_write_is_well_formed() {
        for xml in [
            "<a/>",
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<a x='1' y=\"2\"><b>5 &lt; 6 &#10;&#x1EC1;</b><c/></a>\n",
            "<!-- x --><a><![CDATA[<b>]]></a><!-- y -->",
            "<x:a xmlns:x=\"u\"><x:b x:r=\"A1\"/></x:a>",
        ] {
            assert!(is_well_formed(xml), "{xml}");
        }
    }

    #[test]
    fn what_is_torn_or_nested_wrongly_is_not() {
        for xml in [
            "",
            "   ",
            "<a><b>5</b>",
            "<a><b>5</a></b>",
            "<a><b>5</b></a",
            "<a><b>5</b></a></a>",
            "<a/><a/>",
            "<a/>5",
            "<a x=\"1\" x=\"2\"/>",
            "<a x=1/>",
            "<a x=\"1/>",
            "<a x=\"<\"/>",
            "<a>&nbsp;</a>",
            "<a>5 & 6</a>",
            "<a><!-- x</a>",
        ] {
            assert!(!is_well_formed(xml), "{xml}");
        }
        assert!(check("a", b"<a>\xFF</a>").is_err());
    }
}
