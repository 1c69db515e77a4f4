//! XML as text: what is written by hand here is well formed as long as texts and attributes go through [`escape`].

use std::borrow::Cow;

/// A text as it stands between tags and in attributes in quotation marks. Ends of lines and tabs are kept in both; what XML
/// 1.0 has no way to say is left out.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain =
        |letter: char| !matches!(letter, '&' | '<' | '>' | '"' | '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_xml_is_written_otherwise() {
        assert_eq!(escape("a<b> & \"c\"\t\n\u{1}é"), "a&lt;b&gt; &amp; &quot;c&quot;&#9;&#10;é");
        assert!(matches!(escape("Đơn vị"), Cow::Borrowed(_)));
    }
}
