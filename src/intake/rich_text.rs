//! Text with what is struck through and raised in it.

use std::borrow::Cow;

/// A run of letters under one format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// Its letters.
    pub(super) text: String,
    /// Whether it has a format of its own; without one, that of the cell holds.
    pub(super) is_formatted: bool,
    /// Whether that format strikes it through.
    pub(super) is_struck: bool,
    /// Whether that format raises it.
    pub(super) is_raised: bool,
}

/// A text as the sheet shows it, struck letters left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShownText<'a> {
    /// What is left; all of it where all is struck through.
    pub(super) text: Cow<'a, str>,
    /// All that is stored, where it is another text.
    pub(super) stored: Option<String>,
    /// Whether all of it is struck through.
    pub(super) is_struck: bool,
}

/// The text of `runs` in a cell whose font is struck through or not.
pub(super) fn shown(runs: &[Run], cell_is_struck: bool) -> ShownText<'static> {
    let is_struck = |run: &Run| if run.is_formatted { run.is_struck } else { cell_is_struck };
    let stored: String = runs.iter().map(|run| run.text.as_str()).collect();
    let has_letters = |run: &&Run| !run.text.trim().is_empty();
    let mut lettered = runs.iter().filter(has_letters).peekable();
    if lettered.peek().is_some() && lettered.all(is_struck) {
        return ShownText { text: Cow::Owned(stored), stored: None, is_struck: true };
    }
    let mut text = String::with_capacity(stored.len());
    for run in runs.iter().filter(|run| !is_struck(run)) {
        if run.is_raised { text.push_str(&raised(&run.text)) } else { text.push_str(&run.text) }
    }
    let stored = (text != stored).then_some(stored);
    ShownText { text: Cow::Owned(text), stored, is_struck: false }
}

/// The letters that Unicode has raised, for text that is read without its format: a footnote mark behind a figure, `m²`.
fn raised(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |letter: char| match letter {
        '0'..='9' => RAISED[letter as usize - '0' as usize],
        '(' => '⁽',
        ')' => '⁾',
        '+' => '⁺',
        '-' => '⁻',
        other => other,
    };
    text.chars().map(raise).collect()
}
