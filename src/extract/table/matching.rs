//! Which row of the form a row is: by its whole code, by its words, by its code within its group.

use super::super::budget::Budget;
use super::super::furniture::is_total;
use super::super::heads::{Head, Table};
use super::super::lexicon::{Lexicon, without_label};
use super::super::sheet::{Row, Sheet};
use super::{RowCells, TableReader};
use crate::form::Subject;
use crate::model::Field;

/// How a row was matched.
pub(super) struct Match {
    /// The row of the form.
    pub(super) at: usize,
    /// By an alias letter, such as `g` for `i`.
    pub(super) alias: bool,
    /// By its words, though its code is that of another row.
    pub(super) against_code: bool,
}

impl Match {
    fn at(at: usize) -> Self {
        Self { at, alias: false, against_code: false }
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
        let codes: Vec<String> = cells.codes.iter().map(|&index| self.sheet.shown(index)).collect();
        let code = self.code_of(&codes);
        let label = cells.label.map_or("", |index| self.sheet.text(index));
        let fits = |at: usize| self.lexicon.entry(at).subject() == self.subject;
        let by_text = || self.lexicon.by_text(label, self.subject, self.section, self.last, self.budget);
        let own_code = if code.is_empty() { leading_label(label) } else { code.as_str() };
        if let Some((at, alias)) = self.lexicon.by_code(own_code).filter(|(at, _)| fits(*at)) {
            // Codes that slipped by a row are told by words that are exactly another row's.
            if !label.is_empty()
                && !self.lexicon.is_text_of(label, at)
                && let Some(other) =
                    by_text().filter(|&other| other != at && self.lexicon.is_within_text_of(label, other))
            {
                return Some(Match { at: other, alias: false, against_code: true });
            }
            return Some(Match { at, alias, against_code: false });
        }
        by_text().map(Match::at).or_else(|| self.within_group(own_code, label))
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
        (agrees && self.lexicon.entry(at).subject() == self.subject).then_some(Match { at, alias, against_code: false })
    }
}

/// The code before the words of a row: `a)` of `a) Tiếp tục …`, `II.1.a.`; empty where there is none.
fn leading_label(text: &str) -> &str {
    let rest = without_label(text);
    text[..text.len() - rest.len()].trim()
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
            .map(|index| sheet.shown(index))
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
