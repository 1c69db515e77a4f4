//! TCVN3 (ABC) and VNI: the encodings before Unicode.

/// An encoding before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993, fonts `.VnTime` and the like; capitals with tones only through fonts such as `.VnTimeH`.
    Tcvn3,
    /// VNI Windows, fonts `VNI-Times` and the like; letters of one or two characters.
    Vni,
}

/// The text in Unicode, where it is in a legacy encoding: told by the font's name where there is one, by the text itself
/// where there is not (only where that is certain: the text is not plausible Vietnamese as it stands and becomes so).
pub fn decode_legacy(text: &str, font: Option<&str>) -> Option<(String, LegacyEncoding)> {
    let _ = (text, font);
    todo!()
}

/// Case restored for text from an all-capitals TCVN3 font, whose toned letters have no capitals of their own.
/// `capitals`: the font sets everything in capitals (`.VnTimeH`).
pub fn restore_case(text: &str, capitals: bool) -> String {
    let _ = (text, capitals);
    todo!()
}
