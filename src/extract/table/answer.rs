//! Answers typed into the cell that names the row: `Tổng số giáo viên: 185 người`, `… => Kết quả: Tổ chức 3 hội nghị.`

use super::super::agreement::{WordsSay, bare, key_of};
use super::super::lexicon::{Entry, without_label};
use super::super::record::Record;
use super::super::{CellUse, Remark, RemarkKind};
use super::levels::level_said;
use super::{RowCells, TableReader};
use crate::form::Subject;
use crate::model::{Decimal, Field, Level, Status, Traced, plain_decimal};
use crate::vietnamese::{StateColumn, StateReading, fold, parse_number, read_state};

/// What stands behind the words of a row in their cell.
struct Behind<'a> {
    /// As written, without the sign before it.
    text: &'a str,
    /// A sign or a word says that it is an answer: `=>`, a colon, a line of its own, `Kết quả`.
    is_marked: bool,
}

/// Signs between the words of a row and an answer.
const SIGNS: [&str; 6] = ["=>", "→", "⇒", "->", "\n", ":"];
/// Words before an answer, folded, the longer first.
const LEADS: [&str; 9] =
    ["ket qua thuc hien", "ket qua dat duoc", "ket qua", "kq thuc hien", "kqth", "kq", "thuc hien", "th", "dat"];
/// Beginnings of what the form or the plan itself may say behind the words of a row, folded.
const PRINTED: [&str; 12] = [
    "chu tri",
    "co quan",
    "don vi",
    "dvt",
    "phoi hop",
    "thoi gian",
    "thoi han",
    "san pham",
    "theo ",
    "trong do",
    "ghi chu",
    "bao gom",
];
/// Words of a state that stands alone.
const STATE_WORDS: usize = 5;
/// Letters of a text behind the words of a row that is worth a question.
const WORTH_ASKING: usize = 12;

/// What an answer is read as.
enum Answer {
    Number(Decimal),
    State(Status, Option<Decimal>),
    Level(Level),
    Text(String),
}

impl TableReader<'_, '_> {
    /// Enters the answer that stands in the cell of a row's words, where its own field is blank; what cannot be read, or
    /// is another answer than the one in its field, is told.
    pub(super) fn read_answer_in_words(
        &mut self,
        cells: &RowCells,
        entry: &Entry,
        record: Option<Record>,
    ) -> Option<Record> {
        let Some(index) = cells.label else { return record };
        let words = self.sheet.text(index).to_owned();
        let Some(behind) = self.behind_words(&words, entry) else { return record };
        let is_filled = record.is_some();
        let mut record = record.unwrap_or_else(|| Record::new(entry.table, entry.item(), self.sheet.cell_ref(index)));
        let cell = self.sheet.cell_ref(index);
        let main = entry.subject().main_field();
        let answer = answer(&behind, entry, self.lexicon.year());
        let is_read = answer.is_some();
        let read_as = match answer {
            Some(Answer::Number(number)) => {
                if record.number(main).is_some_and(|own| *own.value() == number) {
                    return Some(record);
                }
                record.enter(main, Traced::from_cell(number, cell)).then(|| plain_decimal(number).replace('.', ","))
            }
            Some(Answer::State(status, percent)) => {
                if let Some(own) = record.status() {
                    return if *own.value() == status {
                        Some(record)
                    } else {
                        Some(self.ask(index, &behind, entry, record))
                    };
                }
                if let Some(percent) = percent {
                    record.enter(Field::Percent, Traced::from_cell(percent, cell.clone()));
                }
                record.enter(Field::Status, Traced::from_cell(status, cell));
                Some(status.vietnamese().to_owned())
            }
            Some(Answer::Level(level)) => {
                if record.level(main).is_some_and(|own| *own.value() == level) {
                    return Some(record);
                }
                let word = level.word.to_string();
                record.enter(main, Traced::from_cell(level, cell)).then_some(word)
            }
            Some(Answer::Text(text)) => record.enter(main, Traced::from_cell(text.clone(), cell)).then_some(text),
            None => None,
        };
        let may_be_answer = is_read || (behind.is_marked || !is_filled) && is_telling(&behind, entry);
        match read_as {
            Some(read_as) => {
                self.sheet.mark(index, CellUse::Mapped);
                self.remark_answer(index, &behind, entry, read_as);
                Some(record)
            }
            None if may_be_answer => {
                let record = self.ask(index, &behind, entry, record);
                (!record.is_empty()).then_some(record)
            }
            None => (!record.is_empty()).then_some(record),
        }
    }

    fn ask(&mut self, index: usize, behind: &Behind<'_>, entry: &Entry, record: Record) -> Record {
        self.remark_answer(index, behind, entry, String::new());
        record
    }

    fn remark_answer(&mut self, index: usize, behind: &Behind<'_>, entry: &Entry, read_as: String) {
        self.values.remarks.push(Remark {
            kind: RemarkKind::ValueElsewhere,
            cells: vec![self.sheet.cell_ref(index)],
            field: String::new(),
            row: entry.id().to_owned(),
            found: behind.text.to_owned(),
            read_as,
        });
    }

    /// What stands behind the words of a row; `None` where nothing does.
    fn behind_words<'a>(&self, words: &'a str, entry: &Entry) -> Option<Behind<'a>> {
        let words = without_label(words);
        if words == entry.text {
            return None;
        }
        let folded = fold(words);
        if entry.folded.starts_with(&folded) || entry.texts.contains(&key_of(&folded)) {
            return None;
        }
        let end = end_of(words, &entry.folded).or_else(|| {
            let before = |end: &usize| {
                let before = words[..*end].trim();
                let is_own = || self.lexicon.words_say(before, entry.order, &|_| true, self.budget) == WordsSay::Own;
                before.chars().filter(|letter| letter.is_alphabetic()).count() >= 4 && is_own()
            };
            SIGNS.iter().filter_map(|sign| words.find(sign)).min().filter(before)
        });
        let end = end.or_else(|| {
            // `Tổng số giáo viên (185 người)`
            let own = bare(words);
            (own.len() < words.len() && entry.texts.contains(&key_of(&fold(own)))).then_some(own.len())
        })?;
        let rest = &words[end..];
        let is_between = |letter: char| !letter.is_alphanumeric() && letter != '+';
        let text = rest.trim_start_matches(is_between);
        let skipped = &rest[..rest.len() - text.len()];
        let is_bracketed = skipped.ends_with('(');
        let text = text.trim_end_matches(|letter: char| letter.is_whitespace() || is_bracketed && letter == ')');
        let is_marked = SIGNS.iter().any(|sign| skipped.contains(sign)) || lead(text).is_some();
        (!text.is_empty()).then_some(Behind { text, is_marked })
    }
}

/// Where the words of a row end in a longer text that begins with them, at the end of a word.
fn end_of(words: &str, folded: &str) -> Option<usize> {
    let letters = folded.chars().filter(|letter| *letter != ' ').count();
    let mut seen = 0;
    for (at, letter) in words.char_indices() {
        let end = at + letter.len_utf8();
        seen += if letter.is_alphanumeric() { fold(&words[at..end]).len() } else { 0 };
        if seen >= letters {
            let is_end = !words[end..].starts_with(char::is_alphanumeric);
            return (is_end && fold(&words[..end]) == folded && !words[end..].trim().is_empty()).then_some(end);
        }
    }
    None
}

/// The words that lead an answer, as many letters of the text as they take.
fn lead(text: &str) -> Option<usize> {
    LEADS.iter().find_map(|lead| end_of(text, lead))
}

/// The answer after the words that lead it.
fn after_lead(text: &str) -> &str {
    let after = lead(text).map_or(text, |end| &text[end..]);
    after.trim_start_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, ':' | '=' | '-' | '–' | '>' | '.' | ',')
    })
}

/// What stands behind the words of a row, read in a report on `year`.
fn answer(behind: &Behind<'_>, entry: &Entry, year: i16) -> Option<Answer> {
    let text = after_lead(behind.text);
    if let Some(scale) = &entry.scale {
        return level_said(text, scale).filter(|_| behind.is_marked).map(Answer::Level);
    }
    if entry.subject() != Subject::PlanNode {
        return figure(text, entry).map(Answer::Number);
    }
    if !behind.is_marked || is_printed(behind.text) || text.is_empty() {
        return None;
    }
    // Numbers tell what was done, but for the share of it.
    let is_state = text.split_whitespace().count() <= STATE_WORDS
        && (text.contains('%') || !text.contains(|letter: char| letter.is_ascii_digit()));
    match read_state(text, year, StateColumn::States) {
        StateReading::State(state) if is_state => Some(Answer::State(state.status, state.percent)),
        _ => Some(Answer::Text(text.to_owned())),
    }
}

/// A figure that can be read in one way only.
fn figure(text: &str, entry: &Entry) -> Option<Decimal> {
    let number =
        parse_number(text).filter(|number| !number.word_for_zero && !number.approximate && number.of.is_none())?;
    let in_millions = match (number.amount_unit, entry.subject() == Subject::FundingLine || entry.amount.is_some()) {
        (Some(unit), true) => Some(unit.in_millions()),
        (None, false) => Some(Decimal::ONE),
        _ => None,
    }?;
    let is_few_words = number.rest.split_whitespace().count() <= 3;
    let is_share = number.percent == entry.percent;
    let is_plain = number.other_reading.is_none() || !entry.percent && entry.amount.is_none();
    (is_few_words && is_share && is_plain).then(|| (number.value * in_millions).normalize())
}

/// Whether it is what the form or the plan itself may say there.
fn is_printed(text: &str) -> bool {
    let folded = fold(text);
    PRINTED.iter().any(|beginning| folded.starts_with(beginning))
}

/// Whether what could not be read may be an answer all the same.
fn is_telling(behind: &Behind<'_>, entry: &Entry) -> bool {
    let has_digits = behind.text.contains(|letter: char| letter.is_ascii_digit());
    let letters = behind.text.chars().filter(|letter| letter.is_alphabetic()).count();
    !is_printed(behind.text)
        && match entry.subject() {
            Subject::PlanNode => letters >= if behind.is_marked { 2 } else { WORTH_ASKING },
            Subject::Indicator | Subject::FundingLine => (has_digits || entry.scale.is_some()) && behind.is_marked,
        }
}
