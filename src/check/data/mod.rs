//! Family D: data as written. Each rule words one kind of [`Remark`] that reading made; remarks with one cause become one
//! finding with all its cells.

mod alias_letter;
mod ambiguous_columns;
mod ambiguous_number;
mod another_plan;
mod approximate;
mod bad_date;
mod code_against_words;
mod doubtful_date;
mod duplicate_row;
mod error_cell;
mod example_row;
mod formula_without_value;
mod future_date;
mod hidden_data;
mod implausible_percent;
mod legacy_encoding;
mod link_too_long;
mod matched_by_text;
mod missing_glyph;
mod missing_rows;
mod missing_sheet;
mod not_a_number;
mod note_on_figures;
mod number_as_text;
mod other_period;
mod outside_cells;
mod partly_damaged;
mod read_by_content;
mod set_aside;
mod shown_differs;
mod text_too_long;
mod unit_converted;
mod unknown_level;
mod unknown_status;
mod unmatched_row;
mod unread_columns;
mod value_elsewhere;

pub(super) use future_date::as_of;
pub(super) use missing_glyph::check as check_glyphs;
use rustc_hash::FxHashMap;

use super::files::guessed_encoding;
use super::place::{Place, and_others};
use super::senders::several_bodies;
use crate::extract::{Remark, RemarkKind};
use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, CellRef, Finding, Language, Rule};

/// Letters of a cell that a message quotes.
const QUOTED: usize = 60;
/// Letters of several texts that a message quotes.
const QUOTED_AT_LENGTH: usize = 400;

/// The rules of the family.
pub(super) static RULES: &[&Rule] = &[
    &number_as_text::RULE,
    &ambiguous_number::RULE,
    &not_a_number::RULE,
    &approximate::RULE,
    &unit_converted::RULE,
    &unknown_status::RULE,
    &bad_date::RULE,
    &legacy_encoding::RULE,
    &formula_without_value::RULE,
    &error_cell::RULE,
    &hidden_data::RULE,
    &unmatched_row::RULE,
    &matched_by_text::RULE,
    &alias_letter::RULE,
    &duplicate_row::RULE,
    &missing_sheet::RULE,
    &missing_glyph::RULE,
    &text_too_long::RULE,
    &link_too_long::RULE,
    &missing_rows::RULE,
    &partly_damaged::RULE,
    &set_aside::RULE,
    &shown_differs::RULE,
    &outside_cells::RULE,
    &doubtful_date::RULE,
    &implausible_percent::RULE,
    &ambiguous_columns::RULE,
    &other_period::RULE,
    &unread_columns::RULE,
    &read_by_content::RULE,
    &code_against_words::RULE,
    &another_plan::RULE,
    &value_elsewhere::RULE,
    &example_row::RULE,
    &note_on_figures::RULE,
    &future_date::RULE,
    &unknown_level::RULE,
];

/// Remarks that have one cause.
pub(super) struct Cause<'a> {
    remarks: Vec<&'a Remark>,
}

impl Cause<'_> {
    fn first(&self) -> &Remark {
        self.remarks[0]
    }

    /// Sheet and address of the first cell, with its row and column as the form calls them.
    pub(super) fn place(&self, language: Language) -> String {
        let remark = self.first();
        Place { cell: remark.cells.first(), row: &remark.row, field: &remark.field }.text(language)
    }

    /// What stands in the first cell, in so many letters that a sentence can hold them.
    pub(super) fn found(&self) -> String {
        quoted(&self.first().found, QUOTED)
    }

    /// The sheet of the first cell.
    fn sheet(&self) -> &str {
        self.first().cells.first().map_or("", CellRef::sheet)
    }

    /// All cells concerned.
    fn cells(&self) -> impl Iterator<Item = &CellRef> {
        self.remarks.iter().flat_map(|remark| &remark.cells)
    }

    /// What the first cell stores and what it shows; where they do not differ, what was found for both.
    fn stored_and_shown(&self) -> (String, String) {
        match self.first().cells.first().and_then(CellRef::differs) {
            Some(differs) => (quoted(&differs.stored, QUOTED), quoted(&differs.shown, QUOTED)),
            None => (self.found(), self.found()),
        }
    }

    /// What was found, at a length that holds several texts.
    fn found_at_length(&self) -> String {
        quoted(&self.first().found, QUOTED_AT_LENGTH)
    }

    /// What the first cell was read as, in so many letters that a sentence can hold them.
    fn short_read_as(&self) -> String {
        quoted(&self.first().read_as, QUOTED)
    }

    /// The sheet of the first cell, in words.
    fn sheet_in_words(&self, language: Language) -> String {
        let sheet = self.first().cells.first().map_or("", CellRef::sheet);
        match language {
            Language::Vietnamese => format!("Trang “{sheet}”"),
            Language::English => format!("Sheet “{sheet}”"),
        }
    }

    /// The columns that the first remark names, as it names them: `“Thực hiện”, “Lũy kế”`.
    fn columns(&self) -> String {
        let found = &self.first().found;
        let Some((end, _)) = found.char_indices().nth(4 * QUOTED) else { return found.clone() };
        format!("{}…", found[..end].trim_end())
    }

    /// `ô E7 và 11 ô khác`.
    fn cells_in_words(&self, language: Language) -> String {
        let address = self.first().cells.first().map_or(String::new(), CellRef::address);
        let cell = match language {
            Language::Vietnamese => "ô",
            Language::English => "cell",
        };
        format!("{cell} {address}{}", self.more(language))
    }

    /// The row of the first cell, as the plan calls it.
    fn row(&self) -> &str {
        &self.first().row
    }

    /// What the first cell was read as.
    fn read_as(&self) -> &str {
        &self.first().read_as
    }

    /// Whether it is about a document, which has no sheets.
    fn is_in_document(&self) -> bool {
        self.first().cells.first().is_some_and(CellRef::is_in_document)
    }

    /// ` và 11 ô khác`, where there are more.
    fn more(&self, language: Language) -> String {
        let cells = || self.remarks.iter().flat_map(|remark| &remark.cells);
        let mut sheets: Vec<&str> = cells().map(CellRef::sheet).collect();
        sheets.dedup();
        and_others(cells().count().saturating_sub(1), sheets.len(), language)
    }

    /// ` và 24 dòng khác`, for what is said of rows.
    fn more_rows(&self, language: Language) -> String {
        match (self.remarks.len() - 1, language) {
            (0, _) => String::new(),
            (others, Language::Vietnamese) => format!(" và {others} dòng khác"),
            (1, Language::English) => " and 1 other row".to_owned(),
            (others, Language::English) => format!(" and {others} other rows"),
        }
    }
}

/// The beginning of a text, of so many letters.
fn quoted(text: &str, letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(letters) else { return text.to_owned() };
    format!("{}…", text[..end].trim_end())
}

/// Findings from the remarks on the files that count.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    text_too_long::check(consolidation, findings);
    link_too_long::check(consolidation, findings);
    missing_rows::check(consolidation, findings);
    note_on_figures::check(consolidation, findings);
    let mut causes: Vec<(&AgencyId, RemarkKind, Cause<'_>)> = Vec::new();
    let mut places: FxHashMap<(&AgencyId, RemarkKind, &str, &str, &str), usize> = FxHashMap::default();
    for said in &consolidation.remarks {
        let (sheet, own) = cause_of(&said.remark);
        let file = said.remark.cells.first().map_or("", CellRef::file);
        let key = (&said.agency, said.remark.kind, file, sheet, own);
        let place = *places.entry(key).or_insert_with(|| {
            causes.push((&said.agency, said.remark.kind, Cause { remarks: Vec::new() }));
            causes.len() - 1
        });
        causes[place].2.remarks.push(&said.remark);
    }
    for (agency, kind, cause) in causes {
        let (rule, describe) = rule_of(kind);
        let (message, fix) = describe(&cause);
        let cells: Vec<_> = cause.remarks.iter().flat_map(|remark| remark.cells.iter().cloned()).collect();
        // What is in no file is told of the first.
        let first = || consolidation.agency(agency.as_str())?.counted_files.first().map(|file| file.to_string());
        let file = cells.first().map_or_else(|| first().unwrap_or_default(), |cell| cell.file().to_owned());
        findings.push(Finding { rule, agency: Some(agency.clone()), file, cells, message, fix });
    }
}

/// What tells the causes of remarks of one kind in one file apart: the sheet, and on it the column or the words found;
/// empty where neither does.
fn cause_of(remark: &Remark) -> (&str, &str) {
    let sheet = remark.cells.first().map_or("", CellRef::sheet);
    match remark.kind {
        // A habit of whoever filled in the file.
        RemarkKind::NumberAsText
        | RemarkKind::LegacyEncoding
        | RemarkKind::GuessedEncoding
        | RemarkKind::UnitConverted
        | RemarkKind::CountConverted
        | RemarkKind::MatchedByText
        | RemarkKind::CodeAgainstWords
        | RemarkKind::ExampleRow
        | RemarkKind::FormulaWithoutValue => ("", ""),
        // What was counted is told apart from what was not.
        RemarkKind::AnotherPlan => ("", remark.read_as.as_str()),
        RemarkKind::ValueElsewhere if !remark.read_as.is_empty() => ("", "read"),
        // What went wrong in a column.
        RemarkKind::SlippedRow => (sheet, ""),
        RemarkKind::UnknownLevel => (sheet, remark.row.as_str()),
        RemarkKind::AmbiguousNumber
        | RemarkKind::Approximate
        | RemarkKind::ErrorCell
        | RemarkKind::Picture
        | RemarkKind::DayForWords
        | RemarkKind::ShownDiffers
        | RemarkKind::Ditto
        | RemarkKind::ImplausiblePercent
        | RemarkKind::BadDate
        | RemarkKind::ValueElsewhere => (sheet, remark.field.as_str()),
        // What means something by itself is told by itself.
        RemarkKind::NotANumber
        | RemarkKind::UnknownStatus
        | RemarkKind::HiddenData
        | RemarkKind::HiddenRows
        | RemarkKind::HiddenColumns
        | RemarkKind::Struck
        | RemarkKind::Notes
        | RemarkKind::TextBoxes
        | RemarkKind::DoubtfulDate
        | RemarkKind::UnmatchedRow
        | RemarkKind::AliasLetter
        | RemarkKind::DuplicateRow
        | RemarkKind::PartlyDamaged
        | RemarkKind::SheetGone
        | RemarkKind::MissingTable
        | RemarkKind::AmbiguousColumns
        | RemarkKind::OtherPeriod
        | RemarkKind::UnreadColumns
        | RemarkKind::ReadByContent
        | RemarkKind::SeveralBodies => (sheet, remark.found.as_str()),
    }
}

type Describe = fn(&Cause<'_>) -> (Bilingual, Bilingual);

fn rule_of(kind: RemarkKind) -> (&'static Rule, Describe) {
    match kind {
        RemarkKind::NumberAsText => (&number_as_text::RULE, number_as_text::describe),
        RemarkKind::AmbiguousNumber => (&ambiguous_number::RULE, ambiguous_number::describe),
        RemarkKind::NotANumber => (&not_a_number::RULE, not_a_number::describe),
        RemarkKind::Approximate => (&approximate::RULE, approximate::describe),
        RemarkKind::UnitConverted => (&unit_converted::RULE, unit_converted::describe),
        RemarkKind::UnknownLevel => (&unknown_level::RULE, unknown_level::describe),
        RemarkKind::UnknownStatus => (&unknown_status::RULE, unknown_status::describe),
        RemarkKind::BadDate => (&bad_date::RULE, bad_date::describe),
        RemarkKind::LegacyEncoding => (&legacy_encoding::RULE, legacy_encoding::describe),
        RemarkKind::GuessedEncoding => (&guessed_encoding::RULE, guessed_encoding::describe),
        RemarkKind::FormulaWithoutValue => (&formula_without_value::RULE, formula_without_value::describe),
        RemarkKind::ErrorCell => (&error_cell::RULE, error_cell::describe),
        RemarkKind::HiddenData => (&hidden_data::RULE, hidden_data::describe),
        RemarkKind::HiddenRows => (&set_aside::RULE, set_aside::describe_rows),
        RemarkKind::HiddenColumns => (&set_aside::RULE, set_aside::describe_columns),
        RemarkKind::Struck => (&set_aside::RULE, set_aside::describe_struck),
        RemarkKind::ShownDiffers => (&shown_differs::RULE, shown_differs::describe),
        RemarkKind::Ditto => (&shown_differs::RULE, shown_differs::describe_ditto),
        RemarkKind::CountConverted => (&unit_converted::RULE, unit_converted::describe_count),
        RemarkKind::Notes => (&outside_cells::RULE, outside_cells::describe_notes),
        RemarkKind::TextBoxes => (&outside_cells::RULE, outside_cells::describe_boxes),
        RemarkKind::DoubtfulDate => (&doubtful_date::RULE, doubtful_date::describe),
        RemarkKind::ImplausiblePercent => (&implausible_percent::RULE, implausible_percent::describe),
        RemarkKind::Picture => (&error_cell::RULE, error_cell::describe_picture),
        RemarkKind::DayForWords => (&error_cell::RULE, error_cell::describe_day),
        RemarkKind::UnmatchedRow => (&unmatched_row::RULE, unmatched_row::describe),
        RemarkKind::MatchedByText => (&matched_by_text::RULE, matched_by_text::describe),
        RemarkKind::AliasLetter => (&alias_letter::RULE, alias_letter::describe),
        RemarkKind::DuplicateRow => (&duplicate_row::RULE, duplicate_row::describe),
        RemarkKind::CodeAgainstWords => (&code_against_words::RULE, code_against_words::describe),
        RemarkKind::AnotherPlan => (&another_plan::RULE, another_plan::describe),
        RemarkKind::ValueElsewhere => (&value_elsewhere::RULE, value_elsewhere::describe),
        RemarkKind::ExampleRow => (&example_row::RULE, example_row::describe),
        RemarkKind::PartlyDamaged => (&partly_damaged::RULE, partly_damaged::describe),
        RemarkKind::SheetGone => (&partly_damaged::RULE, partly_damaged::describe_sheet),
        RemarkKind::MissingTable => (&missing_sheet::RULE, missing_sheet::describe),
        RemarkKind::AmbiguousColumns => (&ambiguous_columns::RULE, ambiguous_columns::describe),
        RemarkKind::OtherPeriod => (&other_period::RULE, other_period::describe),
        RemarkKind::UnreadColumns => (&unread_columns::RULE, unread_columns::describe),
        RemarkKind::ReadByContent => (&read_by_content::RULE, read_by_content::describe_column),
        RemarkKind::SlippedRow => (&read_by_content::RULE, read_by_content::describe_row),
        RemarkKind::SeveralBodies => (&several_bodies::RULE, several_bodies::describe),
    }
}
