//! Whether a text states anything.

use super::fold;

/// Whether a cell says more than that there is nothing to say: not `không`, `không có`, `-`.
pub fn says_something(text: &str) -> bool {
    let folded = fold(text);
    let has_words = folded.chars().any(char::is_alphanumeric);
    let is_nothing = matches!(
        folded.trim_end_matches(['.', ' ']),
        "khong" | "khong co" | "khong co kho khan" | "khong co de xuat" | "khong co kien nghi" | "chua co" | "x"
    );
    has_words && !is_nothing
}
