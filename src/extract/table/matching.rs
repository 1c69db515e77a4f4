//! Which row of the form a row is: by its whole code, by its words, by its code within its group.

use super::super::budget::Budget;
use super::super::furniture::is_total;
use super::super::heads::{Head, Table};
use rustc_hash::FxHashSet;

use super::super::agreement::{WordsSay, bare, before_answer, key_of};
use super::super::lexicon::{Lexicon, leading_label};
use super::super::sheet::{Row, Sheet};
use super::{RowCells, TableReader};
use crate::form::Subject;
use crate::model::Field;
use crate::vietnamese::fold;

/// How a row was matched.
pub(super) struct Match {
    /// The row of the form.
    pub(super) at: usize,
    /// By an alias letter, such as `g` for `i`.
    pub(super) alias: bool,
    /// By its words, though its code is that of another row.
    pub(super) against_code: bool,
    /// By its code, though its words are neither those of that row nor clearly those of another: nobody can tell what it is.
    pub(super) in_doubt: bool,
}

impl Match {
    fn at(at: usize) -> Self {
        Self { at, alias: false, against_code: false, in_doubt: false }
    }
}

/// What a table is about.
pub(super) struct Shape<'a> {
    /// Its subject.
    pub(super) subject: Subject,
    /// For a table of progress: the section of the plan that most of its rows belong to.
    pub(super) section: Option<&'a str>,
}

/// Rows looked at to tell the shape of a table.
const SAMPLE: usize = 20;

impl TableReader<'_, '_> {
    /// The row of the form that a row is.
    pub(super) fn matched(&self, cells: &RowCells) -> Option<Match> {
        let codes: Vec<String> = cells.codes.iter().map(|&index| self.sheet.shown_code(index)).collect();
        let code = self.code_of(&codes);
        let label = cells.label.map_or("", |index| self.sheet.text(index));
        let fits = |at: usize| self.lexicon.entry(at).subject() == self.subject;
        let by_text = || self.lexicon.by_text(label, self.subject, self.section, self.last, self.budget);
        let own_code = if code.is_empty() { leading_label(label) } else { code.as_str() };
        if let Some((at, alias)) = self.lexicon.by_code(own_code).filter(|(at, _)| fits(*at)) {
            return Some(self.by_code_and_words(at, alias, label));
        }
        if let Some(found) = self.by_letter(own_code, label) {
            return Some(found);
        }
        by_text()
            .or_else(|| self.by_words_before_answer(label))
            .map(Match::at)
            .or_else(|| self.within_group(own_code, label))
            .or_else(|| self.by_weighed_words(label).map(Match::at))
    }

    /// What a row is whose code names the row of the form at a place: that one, unless its words say otherwise. Codes slip
    /// by a row, bodies put what is their own under a code of the form, other plans use the same codes.
    fn by_code_and_words(&self, at: usize, alias: bool, words: &str) -> Match {
        let has_own_row = |other: usize| self.named.confirmed.contains(&other);
        match self.lexicon.words_say(words, at, &has_own_row, self.budget) {
            WordsSay::Own => Match { alias, ..Match::at(at) },
            WordsSay::Another(other) => Match { against_code: true, ..Match::at(other) },
            WordsSay::Neither => Match { alias, in_doubt: true, ..Match::at(at) },
        }
    }

    /// The row whose words stand before an answer in one cell: `Số cuộc thanh tra, kiểm tra: 13 cuộc`.
    fn by_words_before_answer(&self, words: &str) -> Option<usize> {
        let before = before_answer(words)?;
        self.lexicon.by_text(before, self.subject, self.section, self.last, self.budget)
    }

    /// The row that the clerk's own words clearly are, in a table that has no codes of the plan and no other row for it.
    fn by_weighed_words(&self, words: &str) -> Option<usize> {
        if self.named.has_codes || words.is_empty() {
            return None;
        }
        let found = self.lexicon.by_weighed_words(words, self.subject, self.section, self.budget)?;
        (!self.named.confirmed.contains(&found)).then_some(found)
    }

    /// The code of a row that is numbered in several columns: theirs together (`II.1` and `a`), or the one that the plan
    /// knows (`II.1.a` after a running number), or else the last.
    fn code_of(&self, codes: &[String]) -> String {
        let [.., last] = codes else { return String::new() };
        if codes.len() == 1 {
            return last.clone();
        }
        let knows = |code: &str| self.lexicon.by_code(code).is_some();
        let together = codes.join(".");
        let within = || self.section.map(|section| format!("{section}.{together}")).filter(|code| knows(code));
        if knows(&together) {
            return together;
        }
        within().or_else(|| codes.iter().rev().find(|code| knows(code)).cloned()).unwrap_or_else(|| last.clone())
    }

    /// The row that a letter such as `a)` names in the group that is being read, or that the words beside it are clearly.
    fn by_letter(&self, code: &str, words: &str) -> Option<Match> {
        let is_letter = code.starts_with(char::is_alphabetic) && self.subject == Subject::PlanNode;
        let (at, alias) = self.lexicon.by_code_within(code, &self.group).filter(|_| is_letter && !words.is_empty())?;
        if self.lexicon.entry(at).subject() != self.subject {
            return None;
        }
        let found = self.by_code_and_words(at, alias, words);
        if !found.against_code {
            return (!found.in_doubt).then_some(found);
        }
        // Every group begins with `a)`, and its heading may be left out: words in full tell the group.
        let in_full = self.lexicon.by_exact_text(words, self.subject, self.last, self.budget);
        Some(in_full.map_or(found, Match::at))
    }

    /// The row that a code such as `1` or `a)` names in the group that is being read. Beside words it counts only where the
    /// words are somewhat like: a bare number is a running number wherever rows are not numbered within the plan.
    fn within_group(&self, code: &str, label: &str) -> Option<Match> {
        let scope = match self.subject {
            Subject::FundingLine => self.lexicon.funding_root(),
            Subject::PlanNode if !self.group.is_empty() => self.group.as_str(),
            Subject::PlanNode | Subject::Indicator => return None,
        };
        let (at, alias) = self.lexicon.by_code_within(code, scope)?;
        let agrees = label.is_empty() || self.lexicon.is_somewhat_like(label, at);
        (agrees && self.lexicon.entry(at).subject() == self.subject).then_some(Match { alias, ..Match::at(at) })
    }
}

/// What the rows of a table are by codes and words in full.
#[derive(Default)]
pub(super) struct NamedRows {
    /// The rows of the form that a row names by its words in full, and by no other row's code.
    pub(super) confirmed: FxHashSet<usize>,
    /// Whether any row has a whole code of the form.
    pub(super) has_codes: bool,
}

impl TableReader<'_, '_> {
    /// Looks at the rows of a table before they are matched: what one is may depend on whether another is there.
    pub(super) fn named_rows(&self, body: &[Row]) -> NamedRows {
        let mut named = NamedRows::default();
        let fits = |at: &usize| self.lexicon.entry(*at).subject() == self.subject;
        for row in body {
            let cells = self.cells(row);
            let codes: Vec<String> = cells.codes.iter().map(|&index| self.sheet.shown(index)).collect();
            let label = cells.label.map_or("", |index| self.sheet.text(index));
            let code = self.code_of(&codes);
            let own_code = if code.is_empty() { leading_label(label) } else { code.as_str() };
            let by_code = self.lexicon.by_code(own_code).map(|(at, _)| at).filter(fits);
            named.has_codes |= by_code.is_some();
            // Most forms come back with the words they were sent out with.
            if let Some(at) = by_code.filter(|&at| self.lexicon.entry(at).bare == bare(label)) {
                named.confirmed.insert(at);
                continue;
            }
            let same = self.lexicon.rows_with_words(&key_of(&fold(bare(label)))).iter().copied().filter(fits);
            named.confirmed.extend(same.filter(|at| by_code.is_none_or(|by_code| by_code == *at)));
        }
        named
    }
}

/// The shape most of the first rows have; where they do not tell, the shape of the heads.
pub(super) fn shape_of<'a>(
    lexicon: &'a Lexicon,
    budget: &Budget,
    sheet: &Sheet<'_>,
    table: &Table,
    body: &[Row],
) -> Shape<'a> {
    let found = named_rows(lexicon, budget, sheet, table, body);
    let votes = Subject::ALL.map(|subject| found.iter().filter(|&&at| lexicon.entry(at).subject() == subject).count());
    let most = votes.iter().copied().max().unwrap_or(0);
    let by_heads = subject_of_heads(table);
    let leads = |subject: Subject| votes[subject as usize] == most;
    let subject =
        if leads(by_heads) { by_heads } else { Subject::ALL.into_iter().find(|&s| leads(s)).unwrap_or(by_heads) };
    let mut sections: Vec<&str> = found
        .iter()
        .filter(|&&at| lexicon.entry(at).subject() == subject)
        .map(|&at| lexicon.entry(at).id().split('.').next().unwrap_or_default())
        .collect();
    sections.sort_unstable();
    let section = sections.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).map(|same| same[0]);
    Shape { subject, section: section.filter(|_| subject == Subject::PlanNode) }
}

/// Whether the first rows of a table name any row of the form.
pub(super) fn names_rows(lexicon: &Lexicon, budget: &Budget, sheet: &Sheet<'_>, table: &Table, body: &[Row]) -> bool {
    !named_rows(lexicon, budget, sheet, table, body).is_empty()
}

/// The rows of the form that the first rows of a table name by whole codes or their very words.
fn named_rows(lexicon: &Lexicon, budget: &Budget, sheet: &Sheet<'_>, table: &Table, body: &[Row]) -> Vec<usize> {
    let columns_of =
        |head: Head| table.columns.iter().filter(move |column| column.head == head).map(|column| column.column);
    let codes: Vec<u32> = columns_of(Head::Code).collect();
    let label = columns_of(Head::Label).next();
    let named = |row: &Row| {
        // A bare `II` numbers the rows of any table.
        let codes = row.cells.clone().filter(|&index| codes.contains(&sheet.cell(index).column));
        let by_code = codes
            .map(|index| sheet.shown_code(index))
            .filter(|code| code.contains(|letter: char| letter.is_ascii_digit()))
            .find_map(|code| lexicon.by_code(&code))
            .map(|(at, _)| at);
        by_code.or_else(|| {
            // Every table may have its total.
            let text = sheet.text(sheet.cell_in(row, label?)?);
            if is_total(text) {
                return None;
            }
            Subject::ALL.into_iter().find_map(|subject| lexicon.by_exact_text(text, subject, None, budget))
        })
    };
    body.iter().take(SAMPLE).filter_map(named).collect()
}

fn subject_of_heads(table: &Table) -> Subject {
    let has = |head: Head| table.columns.iter().any(|column| column.head == head);
    let says = |field: Field| has(Head::Says(field));
    if says(Field::Allocated) || says(Field::Spent) {
        Subject::FundingLine
    } else if has(Head::Unit) || says(Field::Planned) && says(Field::Actual) {
        Subject::Indicator
    } else {
        Subject::PlanNode
    }
}
