//! Names that every file system takes.

use crate::vietnamese::fold;

/// Letters of a name: Windows allows 260 for the whole path.
const LETTERS: usize = 100;
/// Names that Windows keeps for devices, whatever the extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A file's stem without what Windows refuses; `tep` where nothing is left.
pub(super) fn safe(stem: &str) -> String {
    let allowed = |letter: char| !letter.is_control() && !r#"<>:"/\|?*"#.contains(letter);
    let clean: String = stem.chars().take(LETTERS).map(|letter| if allowed(letter) { letter } else { '_' }).collect();
    let clean = clean.trim_matches([' ', '.']);
    let folded = clean.to_lowercase();
    let numbered = folded.strip_prefix("com").or_else(|| folded.strip_prefix("lpt"));
    let is_device = DEVICES.contains(&folded.as_str())
        || numbered.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    match clean {
        "" => "tep".to_owned(),
        name if is_device => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// A name as a slug of ASCII letters: `phuong-tan-ninh`.
pub(super) fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        assert_eq!(safe("báo cáo: 1/2?"), "báo cáo_ 1_2_");
        assert_eq!((safe("CON"), safe("com1"), safe(" . ")), ("CON_".into(), "com1_".into(), "tep".into()));
        assert_eq!(slug("UBND phường Tân Ninh"), "ubnd-phuong-tan-ninh");
        assert_eq!(slug("Đài PT–TH"), "dai-pt-th");
    }
}
