//! The form's choices in one cell, with boxes of which one is ticked: `☑ Hoàn thành ☐ Đang thực hiện`.

use super::StateReading;

/// A box or mark beside a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `☑`, `✓`, `[x]`.
    Tick,
    /// `☒`, `✗`: a tick where no other mark is one.
    Cross,
    /// `☐`, `[ ]`.
    Empty,
}

/// The mark that a character is.
pub(super) fn mark_of(letter: char) -> Option<Mark> {
    Some(match letter {
        '☑' | '✓' | '✔' | '✅' | '🗸' | '🗹' | '◉' | '⦿' | '🔘' => Mark::Tick,
        '☒' | '✗' | '✘' | '✕' | '✖' | '❌' | '❎' | '🗵' | '🗷' | '⊠' | '⌧' => Mark::Cross,
        '☐' | '□' | '▢' | '◻' | '◽' | '⬜' | '❏' | '❐' | '❑' | '❒' | '🔲' | '🔳' | '○' | '◯' | '⬚' => {
            Mark::Empty
        }
        _ => return None,
    })
}

/// The mark that a text begins with, and its length in bytes.
fn mark_at(text: &str) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    if let Some(mark) = mark_of(first) {
        return Some((mark, first.len_utf8()));
    }
    let close = match first {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    let end = text.find(close)?;
    let mark = match text[1..end].trim() {
        "" | "_" | "__" | "…" | "..." => Mark::Empty,
        "x" | "X" | "×" | "v" | "V" | "√" => Mark::Tick,
        inside => {
            let mut letters = inside.chars();
            mark_of(letters.next()?).filter(|_| letters.as_str().is_empty())?
        }
    };
    Some((mark, end + 1))
}

/// Choices with their marks.
pub(super) struct Choices<'a> {
    /// What stands before the first mark, where the marks stand before their choices.
    lead: &'a str,
    choices: Vec<(Mark, &'a str)>,
}

/// The choices of a text in which there are marks.
pub(super) fn read(text: &str) -> Option<Choices<'_>> {
    let mut marks: Vec<(Mark, usize, usize)> = Vec::new();
    // Filled signs are bullets, but among empty ones of their kind.
    let is_filled =
        |letter| letter == '●' && text.contains(['○', '◯']) || letter == '■' && text.contains(['□', '☐', '▢']);
    let mut at = 0;
    // `þ` and `¨` are how letters of Wingdings arrive without their font.
    let stands_alone = |at: usize, letter: char| {
        let after = text[at + letter.len_utf8()..].chars().next();
        let before = text[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric()) && after.is_none_or(|after| !after.is_alphanumeric())
    };
    let of_font = |at: usize, letter: char| match letter {
        'þ' | 'ü' if stands_alone(at, letter) => Some(Mark::Tick),
        'ý' if stands_alone(at, letter) && text.contains('¨') => Some(Mark::Cross),
        '¨' => Some(Mark::Empty),
        _ => None,
    };
    while let Some(letter) = text[at..].chars().next() {
        if let Some(mark) = of_font(at, letter) {
            marks.push((mark, at, at + letter.len_utf8()));
            at += letter.len_utf8();
            continue;
        }
        match mark_at(&text[at..]) {
            Some((mark, length)) => {
                marks.push((mark, at, at + length));
                at += length;
            }
            None if is_filled(letter) => {
                marks.push((Mark::Tick, at, at + letter.len_utf8()));
                at += letter.len_utf8();
            }
            None => at += letter.len_utf8(),
        }
    }
    let (first, last) = (*marks.first()?, *marks.last()?);
    let is_blank = |text: &str| !text.contains(char::is_alphanumeric);
    let follow = !is_blank(&text[..first.1]) && is_blank(&text[last.2..]);
    let label = |place: usize| {
        if follow {
            let start = place.checked_sub(1).map_or(0, |before| marks[before].2);
            &text[start..marks[place].1]
        } else {
            let end = marks.get(place + 1).map_or(text.len(), |next| next.1);
            &text[marks[place].2..end]
        }
    };
    let choices = marks.iter().enumerate().map(|(place, (mark, _, _))| (*mark, label(place).trim())).collect();
    let lead = if follow { "" } else { text[..first.1].trim() };
    Some(Choices { lead, choices })
}

impl Choices<'_> {
    /// What the ticked choices tell, each read by `read`: the one that is ticked, or all where none is or several are.
    pub(super) fn ticked(&self, read: impl Fn(&str) -> StateReading) -> StateReading {
        let with = |wanted: Mark| {
            let labels = self.choices.iter().filter(move |(mark, _)| *mark == wanted).map(|(_, label)| *label);
            labels.map(&read).collect::<Vec<_>>()
        };
        let ticks = Some(with(Mark::Tick)).filter(|ticks| !ticks.is_empty()).unwrap_or_else(|| with(Mark::Cross));
        // A choice without a mark before others that have one.
        let lead = read(self.lead);
        if lead.tells_state() {
            let all = self.choices.iter().map(|(_, label)| read(label)).chain([lead]);
            return StateReading::one_of(all);
        }
        match ticks.as_slice() {
            [one] => return one.clone(),
            [] => {}
            [first, others @ ..] if others.iter().all(|other| other == first) => return first.clone(),
            _ => {}
        }
        let possible = if ticks.is_empty() { with(Mark::Empty) } else { ticks };
        StateReading::one_of(possible)
    }
}
