//! Whether the words of a row and its code name the same row of the form: a row is what both say together.

use super::budget::Budget;
use super::lexicon::{Entry, Lexicon, without_label};
use super::row_words::Written;
use crate::form::Subject;
use crate::vietnamese::{fold, folded_closeness, folded_in_full};

/// What the words of a row say of the row of the form that its code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordsSay {
    /// They are its own, or there are none.
    Own,
    /// They are clearly those of another row.
    Another(usize),
    /// They are neither clearly its own nor clearly those of another.
    Neither,
}

/// Share of the words of a row, by weight, that has to stand in the row that its code names.
const OWN: f64 = 0.35;
/// The same for funding lines: the form names them in few words, and bodies name their sources.
const OWN_OF_FUNDING: f64 = 0.15;
/// Share that has to stand in another row for the words to be that row's.
const ANOTHERS: f64 = 0.7;
/// How much more of them has to stand in that row than in the one the code names, and than in the next best.
const CLEARLY_MORE: f64 = 0.35;
const CLEARLY_MORE_THAN_NEXT: f64 = 0.15;
/// The same for a row without a code, which has its words alone.
const WITHOUT_CODE: f64 = 0.75;
const CLEARLY_MORE_WITHOUT_CODE: f64 = 0.3;
/// Words that a row without a code has at least.
const FEWEST_WORDS: usize = 3;
/// Bytes of a row's words that are nothing else wherever they stand.
const LONG_ENOUGH: usize = 24;
/// Words beside a code that tell anything; fewer say nothing against it.
const FEWEST_TO_DOUBT: usize = 2;
/// What is left of the share where one is a ratio and the other a figure.
const OF_ANOTHER_KIND: f64 = 0.5;
/// Closeness in spelling to the beginning of a row's words.
const MISSPELT: f64 = 0.7;
/// Letters of a row's words, or of the words beside its code, that are more than a chance beginning.
const BEGINNING: usize = 6;

impl Lexicon {
    /// What words say of the row at a place, which the code beside them names. Of two rows of which one's words begin the
    /// other's, the words are those of the one they are in full, unless `has_own_row` says that the table has a row for it
    /// already: then they were cut short.
    pub(super) fn words_say(
        &self,
        words: &str,
        at: usize,
        has_own_row: &dyn Fn(usize) -> bool,
        budget: &Budget,
    ) -> WordsSay {
        let said = self.bare_words_say(bare(words), at, has_own_row, budget);
        if said != WordsSay::Neither {
            return said;
        }
        // `Tổng số giáo viên: 185 người`, `… => Kết quả: …`: the answer stands behind the words.
        before_answer(words).map_or(said, |before| self.bare_words_say(bare(before), at, has_own_row, budget))
    }

    fn bare_words_say(&self, words: &str, at: usize, has_own_row: &dyn Fn(usize) -> bool, budget: &Budget) -> WordsSay {
        let own = self.entry(at);
        if words == own.bare || words.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_none() {
            return WordsSay::Own;
        }
        let folded = fold(words);
        let full = key_of(&folded);
        let same: Vec<usize> = self.with_same_words(&full, own.subject());
        if folded == own.folded || same.contains(&at) {
            return WordsSay::Own;
        }
        let is_beginning = full.len() >= BEGINNING
            && own.texts.iter().any(|text| text.starts_with(&full) || text.starts_with(&folded));
        if let Some(&other) = same.iter().find(|&&other| self.is_in_section_of(other, at)).or(same.first()) {
            return if is_beginning && has_own_row(other) { WordsSay::Own } else { WordsSay::Another(other) };
        }
        if is_beginning {
            return WordsSay::Own;
        }
        if own.texts.iter().any(|text| goes_on_after(&full, text)) {
            return self.longer_words(&full, at, budget).map_or(WordsSay::Own, WordsSay::Another);
        }
        if let Some(other) = self.only_one_beginning(&full, at, budget) {
            return WordsSay::Another(other);
        }
        self.weighed_words_say(&folded, at, budget)
    }

    /// The one row beside that at a place, of its table, that begins with words which are no chance beginning.
    fn only_one_beginning(&self, full: &str, at: usize, budget: &Budget) -> Option<usize> {
        if full.len() < LONG_ENOUGH || !budget.spend(self.entries().len()) {
            return None;
        }
        let table = self.entry(at).table;
        let begins = |entry: &&Entry| {
            entry.table == table && entry.order != at && entry.texts.iter().any(|text| text.starts_with(full))
        };
        let mut found = self.entries().iter().filter(begins);
        let only = found.next()?;
        found.next().is_none().then_some(only.order)
    }

    /// The row whose words go on after those of the row at a place as `full` does, in full or nearly so.
    fn longer_words(&self, full: &str, at: usize, budget: &Budget) -> Option<usize> {
        let own = self.entry(at);
        let is_longer = |entry: &&Entry| {
            entry.order != at
                && entry.subject() == own.subject()
                && entry.folded.len() > own.folded.len()
                && entry.folded.starts_with(&own.folded)
        };
        let going_on = |entry: &&Entry| entry.texts.iter().any(|text| goes_on_after(full, text));
        let whole = self.entries().iter().filter(is_longer).filter(going_on).max_by_key(|entry| entry.folded.len());
        whole.map(|entry| entry.order).or_else(|| {
            let near = self.closest(full, own.subject(), None, budget)?;
            Some(near).filter(|&near| is_longer(&self.entry(near)))
        })
    }

    /// What words that are the clerk's own say, by what the rows of the same table have of them.
    fn weighed_words_say(&self, folded: &str, at: usize, budget: &Budget) -> WordsSay {
        let own = self.entry(at);
        if self.is_far_longer(folded) {
            return WordsSay::Neither;
        }
        if !budget.spend(self.entries().len() * folded.len()) {
            return WordsSay::Own;
        }
        let written = self.vocabulary(own.subject()).weigh(folded);
        if written.words < FEWEST_TO_DOUBT {
            return WordsSay::Own;
        }
        let share = |entry: &Entry| share_in(&written, folded, entry);
        let own_share = share(own);
        let [best, second] = self.best_two(own.subject(), |entry| entry.table == own.table && entry.order != at, share);
        let enough = if own.subject() == Subject::FundingLine { OWN_OF_FUNDING } else { OWN };
        if own_share >= enough && best.0 - own_share < CLEARLY_MORE {
            return WordsSay::Own;
        }
        if best.0 >= ANOTHERS && best.0 - own_share >= CLEARLY_MORE && best.0 - second.0 >= CLEARLY_MORE_THAN_NEXT {
            return best.1.map_or(WordsSay::Neither, WordsSay::Another);
        }
        // Words that are misspelt throughout are nobody's, and still spelt most like those of their row.
        let as_long = own.folded.char_indices().nth(folded.len() + 1).map_or(own.folded.len(), |(end, _)| end);
        if budget.spend(folded.len() * as_long / 4) && folded_closeness(folded, &own.folded[..as_long]) >= MISSPELT {
            return WordsSay::Own;
        }
        // Work is often called by a verb: `Rà soát`. Two words for it are too few to be another plan's.
        let is_called_shortly = own.subject() == Subject::PlanNode && written.words <= FEWEST_TO_DOUBT;
        if is_called_shortly { WordsSay::Own } else { WordsSay::Neither }
    }

    /// The one row whose words these are in full, long enough to be nothing else.
    pub(super) fn by_own_words(&self, words: &str) -> Option<usize> {
        let bare = bare(words);
        match self.rows_with_words(&key_of(&fold(bare))) {
            [only] if bare.len() >= LONG_ENOUGH => Some(*only),
            _ => None,
        }
    }

    /// The row that words without a code clearly are, told by what the rows have of them.
    pub(super) fn by_weighed_words(
        &self,
        words: &str,
        subject: Subject,
        section: Option<&str>,
        budget: &Budget,
    ) -> Option<usize> {
        let folded = fold(bare(words));
        if self.is_far_longer(&folded) || !budget.spend(self.entries().len() * folded.len()) {
            return None;
        }
        let written = self.vocabulary(subject).weigh(&folded);
        if written.words < FEWEST_WORDS {
            return None;
        }
        let is_in_section = |entry: &Entry| section.is_none() || entry.id().split('.').next() == section;
        let [best, second] = self.best_two(subject, is_in_section, |entry| share_in(&written, &folded, entry));
        best.1.filter(|_| best.0 >= WITHOUT_CODE && best.0 - second.0 >= CLEARLY_MORE_WITHOUT_CODE)
    }

    /// Whether a text is so long that it can be no row's words: comparing it would take long and tell nothing.
    fn is_far_longer(&self, folded: &str) -> bool {
        let longest = self.entries().iter().map(|entry| entry.folded.len()).max().unwrap_or(0);
        folded.len() > 4 * longest
    }

    /// The two rows with the greatest shares among those that may be meant; headings of the plan, whose words sum up those
    /// of the points below, are not.
    fn best_two(
        &self,
        subject: Subject,
        may_be: impl Fn(&Entry) -> bool,
        share: impl Fn(&Entry) -> f64,
    ) -> [(f64, Option<usize>); 2] {
        let mut best = [(0.0, None), (0.0, None)];
        for entry in self.entries().iter().filter(|entry| entry.subject() == subject && !entry.is_heading()) {
            if !may_be(entry) {
                continue;
            }
            let found = (share(entry), Some(entry.order));
            if found.0 > best[0].0 {
                best = [found, best[0]];
            } else if found.0 > best[1].0 {
                best[1] = found;
            }
        }
        best
    }

    /// The rows whose words these are, in full.
    fn with_same_words(&self, full: &str, subject: Subject) -> Vec<usize> {
        let same = self.rows_with_words(full).iter().copied();
        same.filter(|&at| self.entry(at).subject() == subject).collect()
    }

    fn is_in_section_of(&self, other: usize, at: usize) -> bool {
        self.entry(other).table == self.entry(at).table
    }
}

/// The share of words that stands in a row; less where one is a ratio and the other is not.
fn share_in(written: &Written, folded: &str, entry: &Entry) -> f64 {
    let share = written.share_in(&entry.words);
    match says_ratio(folded) {
        Some(is_ratio) if entry.subject() == Subject::Indicator && is_ratio != entry.percent => share * OF_ANOTHER_KIND,
        _ => share,
    }
}

/// Whether words begin as those of a ratio or of a figure do.
fn says_ratio(folded: &str) -> Option<bool> {
    let first = folded.split(' ').next()?;
    let two = folded.split(' ').take(2).collect::<Vec<_>>().join(" ");
    if first == "tl" || matches!(two.as_str(), "ty le" | "ti le" | "ty trong") {
        Some(true)
    } else if first == "so" || two == "tong so" {
        Some(false)
    } else {
        None
    }
}

/// Whether words go on after those of a row, at the end of a word.
fn goes_on_after(full: &str, text: &str) -> bool {
    text.len() >= BEGINNING && full.strip_prefix(text).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Words without the label before them and without what stands in brackets behind them: a unit, a remark.
pub(super) fn bare(words: &str) -> &str {
    let mut bare = without_label(words.trim()).trim_end_matches(['.', ';', ':', ',', ' ', '*', '\u{A0}', '\n']);
    while let Some(open) = bare.strip_suffix(')').and_then(|text| text.rfind('(')).filter(|open| *open > 0) {
        bare = bare[..open].trim_end_matches(['.', ';', ':', ',', ' ', '*', '\u{A0}', '\n']);
    }
    bare
}

/// What stands before an answer that was typed behind the words of a row.
pub(super) fn before_answer(words: &str) -> Option<&str> {
    const SIGNS: [&str; 6] = ["=>", "→", "⇒", "->", "\n", ":"];
    let end = SIGNS.iter().filter_map(|sign| words.find(sign)).min()?;
    Some(words[..end].trim_end()).filter(|before| before.chars().filter(|letter| letter.is_alphabetic()).count() >= 4)
}

/// Folded words as they are compared in full: abbreviations spelt out, `tổng số` as `số`, the year left out.
pub(super) fn key_of(folded: &str) -> String {
    let full = folded_in_full(folded);
    let mut key = match full.strip_prefix("tong ") {
        Some(rest) if rest.starts_with("so ") => rest,
        _ => full.as_str(),
    };
    while let Some(shorter) = without_year(key) {
        key = shorter;
    }
    key.to_owned()
}

/// Folded words without the year they end in: `năm 2026`, `trong năm học 2025 - 2026`.
fn without_year(folded: &str) -> Option<&str> {
    const LEADS: [&str; 4] = [" trong nam hoc", " nam hoc", " trong nam", " nam"];
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit());
    let (before, _) = folded.rsplit_once(' ').filter(|(_, last)| is_year(last))?;
    let before = before.rsplit_once(' ').filter(|(_, last)| is_year(last)).map_or(before, |(before, _)| before);
    LEADS.iter().find_map(|lead| before.strip_suffix(lead)).filter(|shorter| !shorter.is_empty())
}
