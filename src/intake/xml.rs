//! What every reader of XML parts needs: attributes by their local names, and text put together from its pieces.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The value of an attribute by its local name, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // Whoever reads a part has seen to it that no attribute stands twice.
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let found = { attributes }.find(|attribute| attribute.key.local_name().as_ref() == name)?;
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
        Event::GeneralRef(reference) => match letter_of(reference) {
            Some(letter) => text.push(letter),
            None => text.push_str(resolve_xml_entity(reference).unwrap_or_default()),
        },
        _ => {}
    }
}

/// The letter that a character reference is to: `#7879`, `#x1EC7`. Some programs write every letter beyond ASCII so.
pub(super) fn letter_of(reference: &BytesRef<'_>) -> Option<char> {
    let letter = decimal(reference.as_bytes()).and_then(char::from_u32);
    letter.or_else(|| reference.resolve_char_ref().ok().flatten())
}

/// The code of a decimal reference of a few digits, but for the controls, some of which XML does not allow.
fn decimal(reference: &[u8]) -> Option<u32> {
    let digits = reference.strip_prefix(b"#").filter(|digits| (2..=6).contains(&digits.len()))?;
    let mut code = 0;
    for digit in digits {
        code = code * 10 + u32::from(digit.checked_sub(b'0').filter(|digit| *digit <= 9)?);
    }
    (code >= u32::from(' ')).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_to_letters_however_they_are_written() {
        let letter = |reference: &'static str| letter_of(&BytesRef::new(reference));
        for (reference, wanted) in [
            ("#7879", Some('ệ')),
            ("#x1EC7", Some('ệ')),
            ("#10", Some('\n')),
            ("#00065", Some('A')),
            ("#0007879", Some('ệ')),
            ("#55296", None),
            ("#9999999", None),
            ("#-65", None),
            ("#", None),
            ("#6a", None),
            ("amp", None),
        ] {
            assert_eq!(letter(reference), wanted, "{reference}");
        }
    }
}
