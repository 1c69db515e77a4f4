//! What every reader of XML parts needs: attributes by their local names, and text put together from its pieces.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

/// The value of an attribute by its local name, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The number in an attribute.
pub(super) fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(tag, name)?.trim().parse().ok()
}

/// A truth value as XML Schema and ECMA-376 spell it (part 1, 22.9.2.1).
pub(super) fn is_true(word: &str) -> bool {
    matches!(word.trim(), "1" | "true" | "on" | "t")
}

/// Adds what an event within an element adds to its text: characters, a CDATA section, a reference.
pub(super) fn push_text(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            _ => text.push_str(resolve_xml_entity(reference).unwrap_or_default()),
        },
        _ => {}
    }
}
