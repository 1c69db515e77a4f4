//! Running text as words, numbers and signs, and which of them two texts have in common.

use std::collections::BTreeMap;

use super::record::DraftedFigure;
use super::view::Piece;
use crate::vietnamese::compose;

/// A word, a number or a sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    /// A blank stands before it.
    pub(super) apart: bool,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// The tag of the figure's control that it stands in.
    pub(super) control: Option<String>,
    /// The figure that it is, by its number among those of the block.
    pub(super) figure: Option<usize>,
}

impl Token {
    pub(super) fn is_number(&self) -> bool {
        self.text.chars().any(|letter| letter.is_ascii_digit())
    }
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{a0}'
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    of_pieces(&[Piece { text: text.to_owned(), ..Piece::default() }])
}

/// The tokens of pieces of text; what stands in one figure's control is one.
pub(super) fn of_pieces(pieces: &[Piece]) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut apart = false;
    let mut open: Option<usize> = None;
    for piece in pieces {
        let text = compose(&piece.text);
        if let Some((tag, number)) = &piece.figure {
            let inner = text.trim_matches(is_blank);
            if open == Some(*number)
                && let Some(last) = found.last_mut()
            {
                last.text.push_str(inner);
                continue;
            }
            open = Some(*number);
            let control = Some(tag.clone());
            found.push(Token {
                text: inner.to_owned(),
                apart,
                bold: piece.bold,
                italic: piece.italic,
                control,
                figure: None,
            });
            apart = text.ends_with(is_blank);
            continue;
        }
        open = None;
        for (index, word) in text.split(is_blank).enumerate() {
            apart |= index > 0;
            for part in parts(word) {
                let (bold, italic) = (piece.bold, piece.italic);
                found.push(Token { text: part.to_owned(), apart, bold, italic, ..Token::default() });
                apart = false;
            }
        }
    }
    found
}

/// The numbers in a word and what is between them: `(66/104` is `(`, `66`, `/`, `104`; a date is one.
fn parts(word: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = word;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let signed =
            rest[..at].strip_suffix(['+', '−', '-']).filter(|before| before.is_empty() || before.ends_with('('));
        let start = signed.map_or(at, str::len);
        if start > 0 {
            found.push(&rest[..start]);
        }
        let length = (at - start) + number_length(&rest[at..]);
        found.push(&rest[start..start + length]);
        rest = &rest[start + length..];
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// How long the number is that a text begins with.
fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    let groups: Vec<&str> = text.split('/').collect();
    if let [day, month, year, ..] = groups.as_slice()
        && (1..=2).contains(&day.len())
        && (1..=2).contains(&month.len())
        && digits(day) == day.len()
        && digits(month) == month.len()
        && digits(year) == 4
    {
        return day.len() + month.len() + 2 + 4;
    }
    while text[length..].starts_with(['.', ',']) && digits(&text[length + 1..]) > 0 {
        length += 1 + digits(&text[length + 1..]);
    }
    length + usize::from(text[length..].starts_with('%'))
}

/// Tells which tokens of a drafted text are its figures.
pub(super) fn mark_figures(tokens: &mut [Token], figures: &[DraftedFigure]) {
    let mut from = 0;
    for (number, figure) in figures.iter().enumerate() {
        let wanted = figure.text.trim_matches(is_blank);
        let found = tokens.iter().skip(from).position(|token| token.text == wanted);
        if let Some(at) = found {
            tokens[from + at].figure = Some(number);
            from += at + 1;
        }
    }
}

/// The places of what two lists of tokens have in common, the longest such list, in order.
pub(super) fn common(a: &[Token], b: &[Token]) -> Vec<(usize, usize)> {
    let same = |one: &Token, other: &Token| one.text == other.text;
    let begin = a.iter().zip(b).take_while(|(one, other)| same(one, other)).count();
    let most = a.len().min(b.len()) - begin;
    let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(one, other)| same(one, other)).count();
    let (inner_a, inner_b) = (&a[begin..a.len() - end], &b[begin..b.len() - end]);
    let mut found: Vec<(usize, usize)> = (0..begin).map(|at| (at, at)).collect();
    found.extend(longest(inner_a, inner_b, &same).into_iter().map(|(one, other)| (one + begin, other + begin)));
    found.extend((0..end).rev().map(|at| (a.len() - 1 - at, b.len() - 1 - at)));
    found
}

/// Pairs that two lists have in common in order, as many as there can be; none where both are so long that looking takes
/// too long.
pub(super) fn longest<T>(a: &[T], b: &[T], same: &dyn Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    const MOST: usize = 9_000_000;
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > MOST {
        return Vec::new();
    }
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for at in (0..a.len()).rev() {
        for other in (0..b.len()).rev() {
            lengths[at * width + other] = if same(&a[at], &b[other]) {
                lengths[(at + 1) * width + other + 1] + 1
            } else {
                lengths[(at + 1) * width + other].max(lengths[at * width + other + 1])
            };
        }
    }
    let (mut at, mut other, mut found) = (0, 0, Vec::new());
    while at < a.len() && other < b.len() {
        if same(&a[at], &b[other]) {
            found.push((at, other));
            (at, other) = (at + 1, other + 1);
        } else if lengths[(at + 1) * width + other] >= lengths[at * width + other + 1] {
            at += 1;
        } else {
            other += 1;
        }
    }
    found
}

/// Two texts in pieces, each with whether the other text does not have it.
pub fn marked(before: &str, after: &str) -> [Vec<(bool, String)>; 2] {
    let (old, new) = (tokens(before), tokens(after));
    let pairs = common(&old, &new);
    let pieces = |tokens: &[Token], kept: &dyn Fn(usize) -> bool| {
        let mut pieces: Vec<(bool, String)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let is_changed = !kept(at);
            let text = format!("{}{}", if token.apart { " " } else { "" }, token.text);
            match pieces.last_mut() {
                Some((known, words)) if *known == is_changed => words.push_str(&text),
                _ => pieces.push((is_changed, text)),
            }
        }
        pieces
    };
    let old_kept: std::collections::BTreeSet<usize> = pairs.iter().map(|(one, _)| *one).collect();
    let new_kept: std::collections::BTreeSet<usize> = pairs.iter().map(|(_, other)| *other).collect();
    [pieces(&old, &|at| old_kept.contains(&at)), pieces(&new, &|at| new_kept.contains(&at))]
}

/// How often each word stands in a text, numbers aside.
pub(super) fn bag(text: &str) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for token in tokens(text).into_iter().filter(|token| !token.is_number()) {
        let word = token.text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        if !word.is_empty() {
            *bag.entry(word).or_insert(0) += 1;
        }
    }
    bag
}

/// How many words two texts share.
pub(super) fn shared(a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>) -> usize {
    a.iter().filter_map(|(word, count)| b.get(word).map(|other| *count.min(other))).sum()
}

/// What two texts share, in hundredths of what both have.
pub(super) fn likeness(a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>) -> usize {
    let all: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    (200 * shared(a, b)).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn numbers_stand_by_themselves() {
        assert_eq!(
            texts("Có 66/104 đơn vị (63,46%; -5%)."),
            ["Có", "66", "/", "104", "đơn", "vị", "(", "63,46%", ";", "-5%", ")."]
        );
        assert_eq!(
            texts("ngày 30/11/2026, 1.234,5 29-NQ/TW II.1"),
            ["ngày", "30/11/2026", ",", "1.234,5", "29", "-NQ/TW", "II.", "1"]
        );
    }

    #[test]
    fn the_longest_common_part_is_found() {
        let (a, b) = (tokens("một hai ba bốn"), tokens("hai một ba năm bốn"));
        assert_eq!(common(&a, &b).len(), 3);
        assert_eq!(common(&a, &a).len(), 4);
        assert_eq!(common(&a, &[]), []);
    }
}
