//! What the form says, prepared for looking up: codes and words of the plan, the indicators, the funding lines.

use rustc_hash::FxHashMap;

use super::agreement::{bare, key_of};
use super::body_names::BodyNames;
use super::budget::Budget;
use super::form_words::FormWords;
use super::plan_titles::PlanTitles;
use super::row_words::{RowWords, Vocabulary};
use crate::config::{Scale, Settings};
use crate::form::{Subject, TableKind};
use crate::model::{AmountUnit, Decimal, IndicatorId, ItemId, PlanId, Quantity};
use crate::plan::{Node, NodeKind};
use crate::vietnamese::{WordPairs, count_of_unit, fold, folded_closeness, folded_in_full, folded_similarity};

/// What a row of the form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A heading of the plan that nobody reports on itself.
    Group(PlanId),
    /// A point, duty or catalogue row.
    Node(PlanId),
    /// An indicator.
    Indicator(IndicatorId),
    /// A funding line.
    Funding(PlanId),
}

/// A row the form knows.
pub(super) struct Entry {
    /// What it is about.
    pub(super) target: Target,
    /// The table it stands in.
    pub(super) table: TableKind,
    /// Its words as the plan has them.
    pub(super) text: String,
    /// These, as [`bare`] leaves them.
    pub(super) bare: String,
    /// Its words, folded, without the label before them.
    pub(super) folded: String,
    /// All that it is quoted by, as [`key_of`] compares it: an item by its heading and by its text.
    pub(super) texts: Vec<String>,
    /// The words of `texts`.
    pub(super) words: RowWords,
    /// The words and pairs of `folded`.
    pairs: WordPairs,
    /// The group it stands in, for rows that are numbered within it.
    group: String,
    /// Its place in the form.
    pub(super) order: usize,
    /// For an indicator: it is a ratio in per cent.
    pub(super) ratio: bool,
    /// For an indicator: the words that it is answered in, where it is not in figures.
    pub(super) scale: Option<Scale>,
    /// For an indicator: its figures are in per cent.
    pub(super) percent: bool,
    /// For an indicator: the unit its amounts are in.
    pub(super) amount: Option<AmountUnit>,
    /// For an indicator that is counted: how many one of its unit stands for; 1 for `lượt người`.
    pub(super) one: Decimal,
    /// For a funding line: it is the sum of others.
    pub(super) sum: bool,
}

impl Entry {
    /// What the rows of its table are about.
    pub(super) fn subject(&self) -> Subject {
        self.table.subject()
    }

    /// Whether it is a heading of the plan that nobody reports on itself.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.target, Target::Group(_))
    }

    /// Whether the form computes its figures from other rows.
    pub(super) fn is_computed(&self) -> bool {
        self.ratio || self.sum
    }

    /// What a row of it is about.
    pub(super) fn item(&self) -> ItemId {
        match &self.target {
            Target::Group(id) | Target::Node(id) | Target::Funding(id) => id.into(),
            Target::Indicator(id) => id.into(),
        }
    }

    /// Its identifier.
    pub(super) fn id(&self) -> &str {
        match &self.target {
            Target::Group(id) | Target::Node(id) | Target::Funding(id) => id.as_str(),
            Target::Indicator(id) => id.as_str(),
        }
    }
}

/// The lexicon of one plan and one form.
pub struct Lexicon {
    year: i16,
    /// The texts that are the form's own.
    words: FormWords,
    /// The bodies that report in the year.
    bodies: BodyNames,
    titles: PlanTitles,
    entries: Vec<Entry>,
    /// By canonical code: the entry, and whether the code is an alias.
    codes: FxHashMap<String, (usize, bool)>,
    /// By folded words; several rows of a plan may begin alike.
    texts: FxHashMap<String, Vec<usize>>,
    /// By words as [`key_of`] compares them.
    in_full: FxHashMap<String, Vec<usize>>,
    /// How many rows about each subject have each word.
    vocabularies: [Vocabulary; 3],
    /// The words and pairs of the longest row.
    longest: usize,
}

/// How like two texts must be to be the same row, and how much liker than the next best.
const LIKENESS: f64 = 0.5;
const MARGIN: f64 = 0.1;
/// How like its spelling must be to that of a row, where the words do not tell.
const CLOSENESS: f64 = 0.8;
const CLOSENESS_OF_NEXT: f64 = 0.65;
/// Times the words of the longest row beyond which no text is [somewhat like](SOMEWHAT_LIKE) a row: the `s` words of a row
/// are a share of 2 s / (s + 8 s) at most.
const MUCH_LONGER: usize = 8;
/// How like its words must be where the code names the row.
const SOMEWHAT_LIKE: f64 = 0.25;
/// Letters of a row's words that must agree for a text that was cut short.
const CUT_SHORT: usize = 24;

impl Lexicon {
    /// The lexicon of one plan and one form.
    pub fn new(settings: &Settings) -> Self {
        let mut lexicon = Self {
            year: settings.report.year,
            words: FormWords::new(settings),
            bodies: BodyNames::new(settings.reporting_bodies(), &settings.report.issuer.place),
            titles: PlanTitles::of(&settings.plan),
            entries: Vec::new(),
            codes: FxHashMap::default(),
            texts: FxHashMap::default(),
            in_full: FxHashMap::default(),
            vocabularies: Default::default(),
            longest: 0,
        };
        for section in &settings.plan.sections {
            if let Some(table) = TableKind::of_role(section.role) {
                lexicon.add_section(section, table);
            }
        }
        for indicator in &settings.indicators.indicators {
            lexicon.add(
                Target::Indicator(indicator.id.clone()),
                TableKind::Indicators,
                &indicator.name,
                String::new(),
                |entry| {
                    entry.one = count_of_unit(indicator.unit.as_str()).unwrap_or(Decimal::ONE);
                    entry.ratio = indicator.aggregation.ratio().is_some();
                    entry.scale.clone_from(&indicator.scale);
                    entry.percent = indicator.quantity() == Quantity::Percent;
                    entry.amount = match indicator.unit.quantity() {
                        Quantity::Amount(unit) => Some(unit),
                        Quantity::Count | Quantity::Measure | Quantity::Percent => None,
                    };
                },
            );
        }
        for line in &settings.indicators.funding {
            let group = line.id.as_str().rsplit_once('.').map_or(String::new(), |(group, _)| group.to_owned());
            lexicon.add(Target::Funding(line.id.clone()), TableKind::Funding, &line.name, group, |entry| {
                entry.sum = !line.parts.is_empty();
            });
        }
        for entry in &mut lexicon.entries {
            entry.pairs = WordPairs::of(&entry.folded);
            lexicon.longest = lexicon.longest.max(entry.pairs.len());
        }
        lexicon.note_words();
        lexicon
    }

    /// Notes by which words each row is told.
    fn note_words(&mut self) {
        let mut texts: Vec<(&String, &Vec<usize>)> = self.texts.iter().collect();
        texts.sort_unstable();
        for (folded, rows) in texts {
            let key = key_of(folded);
            for &at in rows {
                self.entries[at].texts.push(key.clone());
                self.in_full.entry(key.clone()).or_default().push(at);
            }
        }
        self.in_full.values_mut().for_each(|rows| rows.sort_unstable());
        for entry in &mut self.entries {
            entry.words = RowWords::of(entry.texts.iter().map(String::as_str).chain([entry.folded.as_str()]));
            self.vocabularies[entry.table.subject() as usize].add(&entry.words);
        }
    }

    fn add_section(&mut self, section: &Node, table: TableKind) {
        for node in section.walk() {
            let target =
                if node.is_reported_on() { Target::Node(node.id.clone()) } else { Target::Group(node.id.clone()) };
            let group = node.id.as_str().rsplit_once('.').map_or(String::new(), |(group, _)| group.to_owned());
            let at = self.entries.len();
            let text = match node.fields.iter().find(|(head, _)| fold(head).starts_with("ten ")) {
                Some((_, name)) if table == TableKind::Catalogue => name.as_str(),
                _ => node.text(),
            };
            self.add(target, table, text, group, |_| {});
            for alias in &node.aliases {
                self.codes.entry(canonical(alias.as_str())).or_insert((at, true));
            }
            // The form prints all that the plan says of a point, in one cell.
            if node.paragraphs.len() > 1 {
                self.texts.entry(fold(&node.paragraphs.join("\n"))).or_default().push(at);
            }
            // An item that is reported on itself may be quoted by its heading as well as by its text.
            if node.kind == NodeKind::Item && !node.title.is_empty() {
                for paragraph in node.paragraphs.iter().take(1) {
                    self.texts.entry(fold(paragraph)).or_default().push(at);
                    if node.is_reported_on() {
                        self.entries[at].folded = fold(paragraph);
                        self.entries[at].text.clone_from(paragraph);
                        bare(paragraph).clone_into(&mut self.entries[at].bare);
                    }
                }
            }
        }
    }

    fn add(&mut self, target: Target, table: TableKind, text: &str, group: String, complete: impl FnOnce(&mut Entry)) {
        let at = self.entries.len();
        let mut entry = Entry {
            target,
            table,
            text: text.to_owned(),
            bare: bare(text).to_owned(),
            folded: fold(text),
            texts: Vec::new(),
            words: RowWords::default(),
            pairs: WordPairs::default(),
            group,
            order: at,
            ratio: false,
            percent: false,
            scale: None,
            amount: None,
            one: Decimal::ONE,
            sum: false,
        };
        complete(&mut entry);
        self.codes.insert(canonical(entry.id()), (at, false));
        if !entry.folded.is_empty() {
            self.texts.entry(entry.folded.clone()).or_default().push(at);
        }
        self.entries.push(entry);
    }

    /// The texts that are the form's own.
    pub(super) fn words(&self) -> &FormWords {
        &self.words
    }

    /// Whether what stands in the cell of a row's words is the plan's: printed so, cut short, or with words left out; not
    /// where the sender added to them.
    pub(super) fn is_label_of(&self, text: &str, at: usize) -> bool {
        if self.words.has(text) {
            return true;
        }
        let own = &self.entries[at].folded;
        let folded = fold(without_label(text));
        let mut left: Vec<&str> = own.split(' ').collect();
        let is_from_row =
            |word: &str| left.iter().position(|own| *own == word).map(|at| left.swap_remove(at)).is_some();
        let words = folded.split(' ').count();
        let is_most = words * 2 >= own.split(' ').count() || words >= 4 && own.starts_with(&folded);
        is_most && folded.split(' ').all(is_from_row)
    }

    /// How many rows the form has.
    pub(super) fn number_of_rows(&self) -> usize {
        self.entries.len()
    }

    /// The year reported on.
    pub(super) fn year(&self) -> i16 {
        self.year
    }

    /// The bodies that report in the year, by their names.
    pub(super) fn bodies(&self) -> &BodyNames {
        &self.bodies
    }

    /// By what a title tells the plan from another.
    pub(super) fn titles(&self) -> &PlanTitles {
        &self.titles
    }

    /// The entry at a place.
    pub(super) fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// All rows, in the order of the form.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The rows whose words in full these are, as [`key_of`] compares them.
    pub(super) fn rows_with_words(&self, full: &str) -> &[usize] {
        self.in_full.get(full).map_or(&[], Vec::as_slice)
    }

    /// How many rows about a subject have each word.
    pub(super) fn vocabulary(&self, subject: Subject) -> &Vocabulary {
        &self.vocabularies[subject as usize]
    }

    /// The row that a whole code names: `II.3.đ`, `ct 7`, `III-1-2`; and whether by an alias letter.
    pub(super) fn by_code(&self, code: &str) -> Option<(usize, bool)> {
        self.codes.get(&canonical(code)).copied()
    }

    /// The row that a code within a group names: `1`, `a)`, `3.a` in section `II`, `1.2` in `III`.
    pub(super) fn by_code_within(&self, code: &str, scope: &str) -> Option<(usize, bool)> {
        let own = canonical(code);
        if own.is_empty() {
            return None;
        }
        self.codes.get(&format!("{}.{own}", canonical(scope))).copied()
    }

    /// The row of `subject` whose words these are. Of several that begin alike, one in `section` is meant rather than
    /// another, and the next one after `after`, the row before.
    pub(super) fn by_text(
        &self,
        text: &str,
        subject: Subject,
        section: Option<&str>,
        after: Option<usize>,
        budget: &Budget,
    ) -> Option<usize> {
        let folded = fold(without_label(text));
        if folded.is_empty() {
            return None;
        }
        self.by_folded(&folded, subject, section, after, budget).or_else(|| {
            let full = folded_in_full(&folded);
            let by_full = || self.by_folded(&full, subject, section, after, budget);
            let spelt_out = if full == folded { None } else { by_full() };
            spelt_out.or_else(|| self.likest(&full, subject, section, after, budget))
        })
    }

    /// The group that holds the funding lines: section III of the plan.
    pub(super) fn funding_root(&self) -> &str {
        let root = self.entries.iter().find(|entry| entry.subject() == Subject::FundingLine);
        root.map_or("", |entry| entry.id().split('.').next().unwrap_or_default())
    }

    /// Whether words may be those of the row its code names: enough to trust the code.
    pub(super) fn is_somewhat_like(&self, text: &str, at: usize) -> bool {
        let folded = fold(without_label(text));
        let own = &self.entries[at].folded;
        !folded.is_empty() && own.starts_with(&folded) || folded_similarity(&folded, own) >= SOMEWHAT_LIKE
    }

    /// As [`Lexicon::by_text`], but only for words that are the row's own, whole or cut short.
    pub(super) fn by_exact_text(
        &self,
        text: &str,
        subject: Subject,
        after: Option<usize>,
        budget: &Budget,
    ) -> Option<usize> {
        let folded = fold(without_label(text));
        if folded.is_empty() { None } else { self.by_folded(&folded, subject, None, after, budget) }
    }

    fn by_folded(
        &self,
        folded: &str,
        subject: Subject,
        section: Option<&str>,
        after: Option<usize>,
        budget: &Budget,
    ) -> Option<usize> {
        let choose = |mut candidates: Vec<usize>| {
            if candidates.iter().any(|&at| self.is_in(at, section)) {
                candidates.retain(|&at| self.is_in(at, section));
            }
            next_after(&candidates, after)
        };
        if let Some(same) = self.texts.get(folded)
            && let Some(found) =
                choose(same.iter().copied().filter(|&at| self.entries[at].subject() == subject).collect())
        {
            return Some(found);
        }
        let begun =
            self.entries.iter().filter(|entry| entry.subject() == subject && begins_alike(&entry.folded, folded));
        // Words that go on after those of a row may be those of another that begins alike.
        let (cut_short, begun): (Vec<&Entry>, Vec<&Entry>) =
            begun.partition(|entry| entry.folded.len() >= folded.len());
        let places = |entries: Vec<&Entry>| entries.into_iter().map(|entry| entry.order).collect();
        choose(places(cut_short)).or_else(|| {
            let is_another = || self.closest(folded, subject, after, budget).is_some();
            if begun.is_empty() || is_another() { None } else { choose(places(begun)) }
        })
    }

    /// Whether a row stands in a section of the plan.
    fn is_in(&self, at: usize, section: Option<&str>) -> bool {
        self.entries[at].id().split('.').next() == section
    }

    /// The row most like the words, where one clearly is; two of different sections are told by that of the table, two
    /// that begin alike by their spelling.
    fn likest(
        &self,
        folded: &str,
        subject: Subject,
        section: Option<&str>,
        after: Option<usize>,
        budget: &Budget,
    ) -> Option<usize> {
        if folded.split(' ').count() < 3 {
            return None;
        }
        let own = WordPairs::of(folded);
        // Of a text that is much longer than any row of the form no share worth a look can be a row's words.
        if own.len() > MUCH_LONGER * self.longest || !budget.spend(self.entries.len() * (own.len() + self.longest)) {
            return None;
        }
        let mut best = (0.0, None);
        let mut second = 0.0;
        for entry in self.entries.iter().filter(|entry| entry.subject() == subject) {
            let abroad = section.is_some() && !self.is_in(entry.order, section);
            let likeness = own.similarity(&entry.pairs) - if abroad { MARGIN } else { 0.0 };
            if likeness > best.0 {
                second = best.0;
                best = (likeness, Some(entry.order));
            } else if likeness > second {
                second = likeness;
            }
        }
        let clearly = best.1.filter(|_| best.0 >= LIKENESS && best.0 - second >= MARGIN);
        let worth_a_look = best.0 >= SOMEWHAT_LIKE;
        clearly.or_else(|| if worth_a_look { self.closest(folded, subject, after, budget) } else { None })
    }

    /// The row that is spelt most like the words, where one clearly is; clear enough is also the next one after `after`.
    pub(super) fn closest(
        &self,
        folded: &str,
        subject: Subject,
        after: Option<usize>,
        budget: &Budget,
    ) -> Option<usize> {
        // A letter compared with a letter is a quarter of a step; texts of very different lengths are not compared.
        let is_near =
            |entry: &&Entry| entry.folded.len().abs_diff(folded.len()) * 2 <= entry.folded.len().max(folded.len());
        let entries = self.entries.iter().filter(|entry| entry.subject() == subject).filter(is_near);
        let work: usize = entries.clone().map(|entry| entry.folded.len().saturating_mul(folded.len()) / 4).sum();
        if !budget.spend(work) {
            return None;
        }
        let mut close: Vec<(f64, usize)> = entries
            .map(|entry| (folded_closeness(folded, &entry.folded), entry.order))
            .filter(|(closeness, _)| *closeness >= CLOSENESS_OF_NEXT)
            .collect();
        close.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (first, at) = *close.first()?;
        let second = close.get(1).map_or(0.0, |(closeness, _)| *closeness);
        let is_next = after.is_some_and(|after| at == after + 1);
        (is_next || first >= CLOSENESS && first - second >= MARGIN).then_some(at)
    }

    /// The group a row stands in: `II.1` of `II.1.a`.
    pub(super) fn group_of(&self, at: usize) -> &str {
        &self.entries[at].group
    }
}

/// Of several candidates the next one after `after`, or else the first.
fn next_after(candidates: &[usize], after: Option<usize>) -> Option<usize> {
    let after = after.map_or(0, |after| after + 1);
    candidates.iter().find(|&&at| at >= after).or_else(|| candidates.first()).copied()
}

/// Whether one text is the beginning of the other, long enough to mean it.
fn begins_alike(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= CUT_SHORT && (a.starts_with(b) || b.starts_with(a))
}

/// The text without the label before it: `a) …`, `1. …`, `1.1.2. …`, `- …`, `II.1.a. …`, `CT07: …`.
pub(super) fn without_label(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '–', '+', '*', '•', ' ', '\u{A0}']);
    if let Some(rest) = without_whole_code(text) {
        return rest;
    }
    if let Some((_, rest)) = text.split_once([' ', '\u{A0}']).filter(|(number, _)| is_number_in_parts(number)) {
        return rest.trim_start();
    }
    for (length, (at, letter)) in text.char_indices().enumerate() {
        if length > 0 && matches!(letter, ')' | '.') {
            return text[at + 1..].trim_start();
        }
        if length >= 4 || !(letter.is_ascii_alphanumeric() || letter == 'đ' || letter == 'Đ') {
            break;
        }
    }
    text
}

/// The code before the words of a row: `a)` of `a) Tiếp tục …`, `II.1.a.`; empty where there is none.
pub(super) fn leading_label(text: &str) -> &str {
    let rest = without_label(text);
    text[..text.len() - rest.len()].trim()
}

/// Whether it is the number of an item in an item: `1.1`, `1.1.2.`; `1.500` is an amount.
fn is_number_in_parts(text: &str) -> bool {
    let parts = || text.strip_suffix('.').unwrap_or(text).split('.');
    let is_part = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
    parts().count() > 1 && parts().all(is_part)
}

/// The text without a whole code before it: in capitals or with a figure, of several parts or followed by a mark.
fn without_whole_code(text: &str) -> Option<&str> {
    let end = text.find([' ', '\u{A0}', ':', ')']).filter(|end| *end <= 12)?;
    let code = text[..end].trim_end_matches('.');
    let section = code.starts_with(['I', 'V', 'X', 'C', 'D']);
    let parts = || code.contains('.') || code.bytes().any(|byte| byte.is_ascii_digit());
    let plain = || code.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '/'));
    (section && parts() && plain()).then(|| text[end..].trim_start_matches([' ', '\u{A0}', ':', ')', '.', '-']))
}

/// A code as a key: its parts by kind of letter, without leading zeros, in capitals: `ct 07` and `CT7` are `CT.7`,
/// `II-3.đ)` is `II.3.Đ`.
fn canonical(code: &str) -> String {
    let mut key = String::with_capacity(code.len() + 4);
    let (mut last, mut part) = (' ', 0);
    for letter in code.trim().chars() {
        let kind = if letter.is_ascii_digit() {
            '0'
        } else if letter.is_alphabetic() {
            'a'
        } else {
            ' '
        };
        let begins_part = kind != last;
        last = kind;
        if kind == ' ' {
            continue;
        }
        if begins_part {
            if !key.is_empty() {
                key.push('.');
            }
            part = key.len();
        } else if &key[part..] == "0" {
            key.truncate(part);
        }
        if letter.is_ascii() { key.push(letter.to_ascii_uppercase()) } else { key.extend(letter.to_uppercase()) }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_spelt() {
        for (code, key) in [
            ("II.3.đ", "II.3.Đ"),
            ("ii-3-đ)", "II.3.Đ"),
            ("II.3đ", "II.3.Đ"),
            ("CT07", "CT.7"),
            ("ct 7", "CT.7"),
            ("III.1.2.", "III.1.2"),
            ("a)", "A"),
            ("CT 007", "CT.7"),
            ("III.0.10", "III.0.10"),
            ("III.00", "III.0"),
            ("", ""),
        ] {
            assert_eq!(canonical(code), key, "{code}");
        }
    }

    #[test]
    fn labels_are_taken_off() {
        assert_eq!(without_label("a) Tiếp tục"), "Tiếp tục");
        assert_eq!(without_label("10. Đề nghị"), "Đề nghị");
        assert_eq!(without_label("đ) Tăng cường"), "Tăng cường");
        assert_eq!(without_label("- Ngân sách"), "Ngân sách");
        assert_eq!(without_label("II.1.a) Tiếp tục"), "Tiếp tục");
        assert_eq!(without_label("CT07: Số trẻ em"), "Số trẻ em");
        assert_eq!(without_label("IV.11.đ. Rà soát"), "Rà soát");
        assert_eq!(without_label("Tăng cường. Sau đó"), "Tăng cường. Sau đó");
    }
}
