//! Causes that a text tells of a difficulty: `Thiếu giáo viên. Nguyên nhân khách quan: nguồn tuyển hạn chế; chủ quan: chậm tham mưu`.

use super::fold;

/// Whose doing a cause is, as its words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CauseKind {
    /// Nguyên nhân khách quan: beyond the body.
    Objective,
    /// Nguyên nhân chủ quan: the body's own.
    Subjective,
    /// Nguyên nhân, without more.
    Unsaid,
}

impl CauseKind {
    /// In words, as an official text names it.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Objective => "nguyên nhân khách quan",
            Self::Subjective => "nguyên nhân chủ quan",
            Self::Unsaid => "nguyên nhân",
        }
    }
}

/// A cause as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldCause {
    /// Whose doing it is.
    pub kind: CauseKind,
    /// Its words, without the stop behind them.
    pub words: String,
}

/// Signs that end a clause; a cause is told from the beginning of one.
const ENDS: [char; 9] = ['.', ';', ':', ',', '(', '–', '-', '!', '+'];

/// The difficulty that a text tells, and its causes in their order. All of the text is the difficulty where it tells no cause, or
/// nothing but causes.
pub fn with_causes(text: &str) -> (&str, Vec<ToldCause>) {
    let words = Word::all(text);
    let leads: Vec<Lead> = (0..words.len()).filter_map(|at| lead_at(text, &words, at)).collect();
    let difficulty = |lead: &Lead| text[..lead.start].trim_end_matches(is_margin);
    let Some(difficulty) = leads.first().map(difficulty).filter(|words| !words.is_empty()) else {
        return (text, Vec::new());
    };
    let ends = leads.iter().skip(1).map(|lead| lead.start).chain([text.len()]);
    let causes = leads.iter().zip(ends).filter_map(|(lead, end)| {
        let words = own_words(text.get(lead.end..end)?);
        (!words.is_empty()).then(|| ToldCause { kind: lead.kind, words: words.to_owned() })
    });
    let causes: Vec<ToldCause> = causes.collect();
    if causes.is_empty() { (text, causes) } else { (difficulty, causes) }
}

/// A word of a text, folded, and its place.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

impl Word {
    fn all(text: &str) -> Vec<Self> {
        let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        text.split_whitespace()
            .map(|word| Self { folded: fold(word), start: place(word), end: place(word) + word.len() })
            .collect()
    }
}

/// Words that lead to a cause, from their beginning to where the cause begins.
struct Lead {
    kind: CauseKind,
    start: usize,
    end: usize,
}

/// The words that lead to a cause, where they begin with the word at a place.
fn lead_at(text: &str, words: &[Word], at: usize) -> Option<Lead> {
    const CAUSE: [&str; 2] = ["nguyen", "nhan"];
    let says = |from: usize, wanted: [&str; 2]| {
        words.get(from..from + 2).is_some_and(|pair| pair[0].folded == wanted[0] && pair[1].folded == wanted[1])
    };
    let begins = text[..words[at].start].trim_end();
    if !begins.is_empty() && !begins.ends_with(ENDS) && !text[words[at].start..].starts_with('(') {
        return None;
    }
    let names_cause = says(at, CAUSE);
    let kind_from = if names_cause {
        at + 2
    } else if matches!(words[at].folded.as_str(), "ve" | "do") {
        at + 1
    } else {
        at
    };
    let (kind, last) = if says(kind_from, ["khach", "quan"]) {
        (CauseKind::Objective, kind_from + 1)
    } else if says(kind_from, ["chu", "quan"]) {
        (CauseKind::Subjective, kind_from + 1)
    } else if names_cause {
        (CauseKind::Unsaid, at + 1)
    } else {
        return None;
    };
    // `Khách quan` alone leads to a cause where a colon follows; `nguyên nhân` also before `là`, `do`.
    let follows = text[words[last].start..words[last].end].ends_with([':', ','])
        || text[words[last].end..].trim_start().starts_with(':');
    let next = words.get(last + 1).map_or("", |word| word.folded.as_str());
    let is_led = follows
        || names_cause && matches!(next, "la" | "do" | "chinh" | "chu")
        || kind_from == at + 1 && !next.is_empty();
    is_led.then(|| Lead { kind, start: words[at].start, end: words[last].end })
}

/// What of the words behind a lead is the cause: without `:`, `chủ yếu`, `là do`, and without the stop.
fn own_words(text: &str) -> &str {
    let mut rest = text.trim_start_matches(is_margin);
    loop {
        let first = rest.split_whitespace().next().unwrap_or_default();
        let folded = fold(first);
        let is_filler =
            matches!(folded.as_str(), "la" | "do" | "chinh") || folded == "chu" && fold(rest).starts_with("chu yeu");
        if !is_filler {
            break;
        }
        let taken = if folded == "chu" {
            rest.match_indices(char::is_whitespace).nth(1).map_or(rest.len(), |(at, _)| at)
        } else {
            first.len()
        };
        rest = rest[taken..].trim_start_matches(is_margin);
    }
    let closed = rest.trim_end_matches(is_margin);
    // A bracket that was opened before the lead is closed behind the cause.
    match closed.strip_suffix(')') {
        Some(inside) if !inside.contains('(') => inside.trim_end_matches(is_margin),
        _ => closed,
    }
}

/// What stands between a difficulty and its causes.
fn is_margin(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '.' | ';' | ':' | ',' | '(' | '–' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::CauseKind::{Objective, Subjective, Unsaid};
    use super::*;

    #[test]
    fn causes_are_parted_from_what_they_cause() {
        type Case = (&'static str, &'static str, &'static [(CauseKind, &'static str)]);
        let cases: [Case; 9] = [
            (
                "Thiếu giáo viên. Nguyên nhân khách quan: nguồn tuyển hạn chế; nguyên nhân chủ quan: chậm tham mưu.",
                "Thiếu giáo viên",
                &[(Objective, "nguồn tuyển hạn chế"), (Subjective, "chậm tham mưu")],
            ),
            ("Thiếu phòng học (nguyên nhân: vốn giao chậm)", "Thiếu phòng học", &[(Unsaid, "vốn giao chậm")]),
            (
                "Tiến độ chậm; khách quan: mưa bão kéo dài; chủ quan: phối hợp chưa tốt",
                "Tiến độ chậm",
                &[(Objective, "mưa bão kéo dài"), (Subjective, "phối hợp chưa tốt")],
            ),
            (
                "Chưa đạt kế hoạch. Nguyên nhân chủ yếu là do thiếu kinh phí (mới cấp 40%)",
                "Chưa đạt kế hoạch",
                &[(Unsaid, "thiếu kinh phí (mới cấp 40%)")],
            ),
            (
                "Thiếu thiết bị - Về khách quan, giá thiết bị tăng - Về chủ quan, lập dự toán muộn",
                "Thiếu thiết bị",
                &[(Objective, "giá thiết bị tăng"), (Subjective, "lập dự toán muộn")],
            ),
            ("Nguyên nhân khách quan: mưa bão", "Nguyên nhân khách quan: mưa bão", &[]),
            ("Đánh giá chưa khách quan", "Đánh giá chưa khách quan", &[]),
            ("Chưa rõ nguyên nhân học sinh bỏ học", "Chưa rõ nguyên nhân học sinh bỏ học", &[]),
            ("Thiếu giáo viên", "Thiếu giáo viên", &[]),
        ];
        for (text, difficulty, causes) in cases {
            let (found, told) = with_causes(text);
            let told: Vec<(CauseKind, &str)> = told.iter().map(|cause| (cause.kind, cause.words.as_str())).collect();
            assert_eq!((found, told.as_slice()), (difficulty, causes), "{text}");
        }
    }

    proptest! {
        /// No word is lost: each stands in the difficulty, in a cause, or leads to one.
        #[test]
        fn no_word_is_lost(parts in prop::collection::vec(
            prop::sample::select(vec![
                "thiếu", "giáo viên", "nguyên nhân", "khách quan", "chủ quan", ":", ".", ";", "(", ")", "do", "là", "chủ yếu", "về",
            ]),
            0..24,
        )) {
            const LEADS: [&str; 14] =
                ["nguyen", "nhan", "khach", "quan", "chu", "ve", "do", "la", "chinh", "yeu", "", "(", ")", ":"];
            let text = parts.join(" ");
            let (difficulty, causes) = with_causes(&text);
            let kept = fold(&causes.iter().fold(difficulty.to_owned(), |all, cause| all + " " + &cause.words));
            let kept: Vec<&str> = kept.split(' ').collect();
            let own = |word: &&str| !LEADS.contains(word);
            let count = |words: &[&str]| words.iter().filter(|word| own(word)).count();
            let all = fold(&text);
            let all: Vec<&str> = all.split(' ').collect();
            prop_assert_eq!(count(&kept), count(&all));
        }
    }
}
