//! Family D: data as written. Each rule words one kind of [`Remark`] that reading made; remarks with one cause become one
//! finding with all its cells.

mod alias_letter;
mod ambiguous_number;
mod approximate;
mod bad_date;
mod duplicate_row;
mod error_cell;
mod formula_without_value;
mod hidden_data;
mod legacy_encoding;
mod matched_by_text;
mod missing_glyph;
mod missing_sheet;
mod not_a_number;
mod number_as_text;
mod unit_converted;
mod unknown_status;
mod unmatched_row;

pub(super) use missing_glyph::check as check_glyphs;
use rustc_hash::FxHashMap;

use crate::extract::{Remark, RemarkKind};
use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, Finding, Language, Rule};

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
];

/// Remarks of one kind on one sheet of one file: one cause.
pub(super) struct Cause<'a> {
    remarks: Vec<&'a Remark>,
}

impl Cause<'_> {
    fn first(&self) -> &Remark {
        self.remarks[0]
    }

    /// Row and column of the first cell, as the form calls them: `CT13, cột “Thực hiện”`.
    fn place(&self, language: Language) -> String {
        let remark = self.first();
        let column = match language {
            Language::Vietnamese => "cột",
            Language::English => "column",
        };
        match (remark.row.as_str(), remark.field.as_str()) {
            ("", "") => remark.cells.first().map_or(String::new(), |cell| cell.sheet().to_owned()),
            (row, "") => row.to_owned(),
            ("", field) => format!("{column} “{field}”"),
            (row, field) => format!("{row}, {column} “{field}”"),
        }
    }

    /// What stands in the first cell.
    fn found(&self) -> &str {
        &self.first().found
    }

    /// What the first cell was read as.
    fn read_as(&self) -> &str {
        &self.first().read_as
    }

    /// ` và 11 ô khác`, where there are more.
    fn more(&self, language: Language) -> String {
        let others = self.remarks.iter().map(|remark| remark.cells.len().max(1)).sum::<usize>() - 1;
        match (others, language) {
            (0, _) => String::new(),
            (_, Language::Vietnamese) => format!(" và {others} ô khác"),
            (1, Language::English) => " and 1 other cell".to_owned(),
            (_, Language::English) => format!(" and {others} other cells"),
        }
    }
}

/// Findings from the remarks on the files that count.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let mut causes: Vec<(&AgencyId, RemarkKind, Cause<'_>)> = Vec::new();
    let mut places: FxHashMap<(&AgencyId, RemarkKind, &str, &str, &str), usize> = FxHashMap::default();
    for said in &consolidation.remarks {
        let (file, sheet) = said.remark.cells.first().map_or(("", ""), |cell| (cell.file(), cell.sheet()));
        // A row that means something by itself is told by itself; figures of one column are one cause.
        let own =
            if tells_rows_apart(said.remark.kind) { said.remark.found.as_str() } else { said.remark.field.as_str() };
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
        let file = cells.first().map_or(String::new(), |cell| cell.file().to_owned());
        findings.push(Finding { rule, agency: Some(agency.clone()), file, cells, message, fix });
    }
}

/// Whether two remarks of this kind on one sheet are two causes.
fn tells_rows_apart(kind: RemarkKind) -> bool {
    matches!(
        kind,
        RemarkKind::UnmatchedRow
            | RemarkKind::DuplicateRow
            | RemarkKind::AliasLetter
            | RemarkKind::MissingTable
            | RemarkKind::HiddenData
            | RemarkKind::UnknownStatus
            | RemarkKind::NotANumber
            | RemarkKind::AmbiguousNumber
    )
}

type Describe = fn(&Cause<'_>) -> (Bilingual, Bilingual);

fn rule_of(kind: RemarkKind) -> (&'static Rule, Describe) {
    match kind {
        RemarkKind::NumberAsText => (&number_as_text::RULE, number_as_text::describe),
        RemarkKind::AmbiguousNumber => (&ambiguous_number::RULE, ambiguous_number::describe),
        RemarkKind::NotANumber => (&not_a_number::RULE, not_a_number::describe),
        RemarkKind::Approximate => (&approximate::RULE, approximate::describe),
        RemarkKind::UnitConverted => (&unit_converted::RULE, unit_converted::describe),
        RemarkKind::UnknownStatus => (&unknown_status::RULE, unknown_status::describe),
        RemarkKind::BadDate => (&bad_date::RULE, bad_date::describe),
        RemarkKind::LegacyEncoding => (&legacy_encoding::RULE, legacy_encoding::describe),
        RemarkKind::FormulaWithoutValue => (&formula_without_value::RULE, formula_without_value::describe),
        RemarkKind::ErrorCell => (&error_cell::RULE, error_cell::describe),
        RemarkKind::HiddenData => (&hidden_data::RULE, hidden_data::describe),
        RemarkKind::UnmatchedRow => (&unmatched_row::RULE, unmatched_row::describe),
        RemarkKind::MatchedByText => (&matched_by_text::RULE, matched_by_text::describe),
        RemarkKind::AliasLetter => (&alias_letter::RULE, alias_letter::describe),
        RemarkKind::DuplicateRow => (&duplicate_row::RULE, duplicate_row::describe),
        RemarkKind::MissingTable => (&missing_sheet::RULE, missing_sheet::describe),
    }
}
