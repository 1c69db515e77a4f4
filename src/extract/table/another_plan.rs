//! Tables about another plan: their titles name it, or their rows have the codes of this one and other words.

use super::super::plan_titles::{Named, Title};
use super::super::{Remark, RemarkKind};
use super::{MatchedRow, TableReader};

/// Rows whose words are this plan's from which on they outweigh a title.
const ENOUGH: usize = 3;

impl TableReader<'_, '_> {
    /// Whether the rows of a table are about another plan and are set aside; tells of it, and of a title that says so
    /// where the rows are this plan's all the same.
    pub(super) fn is_of_another_plan(&mut self, rows: &[MatchedRow], title: Option<&Title>) -> bool {
        let (mut own, mut in_doubt, mut filled, mut first_doubt) = (0, 0, 0, None);
        for row in rows.iter().filter(|row| row.cells.all.len() > 1) {
            filled += 1;
            match (&row.found, row.cells.label) {
                (Some(found), label) if found.in_doubt => {
                    in_doubt += 1;
                    first_doubt = first_doubt.or(label);
                }
                (Some(_), Some(_)) => own += 1,
                _ => {}
            }
        }
        let names_another = match title.map(|title| title.named) {
            Some(Named::Another) => Some(ENOUGH),
            Some(Named::AnotherInWords) => Some(1),
            Some(Named::This) => None,
            None => self.sheet.workbook_of_another_plan.then_some(ENOUGH),
        };
        let has_other_words = in_doubt >= 2 && own * 2 <= in_doubt;
        let is_own = |enough: usize| own >= enough && own * 2 >= filled;
        let is_another = filled > 0 && (has_other_words || names_another.is_some_and(|enough| !is_own(enough)));
        let is_told = is_another || filled > 0 && names_another == Some(ENOUGH) && title.is_some();
        let named = title.filter(|_| names_another.is_some()).map(|title| title.cell);
        let first = || rows.iter().find_map(|row| row.cells.label.or(row.cells.code));
        if let Some(cell) = named.or(first_doubt).or_else(first).filter(|_| is_told) {
            let read_as = if is_another { String::new() } else { self.lexicon.titles().number.clone() };
            self.values.remarks.push(Remark {
                kind: RemarkKind::AnotherPlan,
                cells: vec![self.sheet.cell_ref(cell)],
                field: String::new(),
                row: String::new(),
                found: self.sheet.text(cell).to_owned(),
                read_as,
            });
        }
        is_another
    }
}
