//! Where a finding stands, as a colleague would say it.

use crate::model::{CellRef, Language};

/// A cell, with the row and the column it belongs to as the form calls them.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The cell, where there is one.
    pub(super) cell: Option<&'a CellRef>,
    /// `CT13`, `II.1.a`; empty where there is none.
    pub(super) row: &'a str,
    /// `Thực hiện`; empty where there is none.
    pub(super) field: &'a str,
}

impl Place<'_> {
    /// `Trang “Biểu 02 - Chỉ tiêu”, ô E7 (CT13, cột “Thực hiện”)`, `Bảng 2, dòng 7, cột 5 (CT13, …)`. The file is named beside every message, not in it.
    pub(super) fn text(&self, language: Language) -> String {
        let heading = self.heading(language);
        let Some(cell) = self.cell else { return heading };
        let (sheet, name) = (cell.sheet(), cell.name(language));
        let stands = match language {
            _ if cell.is_in_document() => format!("{sheet}, {name}"),
            Language::Vietnamese => format!("Trang “{sheet}”, ô {name}"),
            Language::English => format!("Sheet “{sheet}”, cell {name}"),
        };
        if heading.is_empty() { stands } else { format!("{stands} ({heading})") }
    }

    fn heading(&self, language: Language) -> String {
        let column = match language {
            Language::Vietnamese => "cột",
            Language::English => "column",
        };
        match (self.row, self.field) {
            ("", "") => String::new(),
            (row, "") => row.to_owned(),
            ("", field) => format!("{column} “{field}”"),
            (row, field) => format!("{row}, {column} “{field}”"),
        }
    }

    /// In Vietnamese.
    pub(super) fn vi(&self) -> String {
        self.text(Language::Vietnamese)
    }

    /// In English.
    pub(super) fn en(&self) -> String {
        self.text(Language::English)
    }
}

/// ` và 11 ô khác`, ` và 99 ô khác trên 3 trang tính`: the cells beside the one that a message names. Empty for none.
pub(super) fn and_others(others: usize, sheets: usize, language: Language) -> String {
    if others == 0 {
        return String::new();
    }
    let cells = match (others, language) {
        (_, Language::Vietnamese) => format!(" và {others} ô khác"),
        (1, Language::English) => " and 1 other cell".to_owned(),
        (_, Language::English) => format!(" and {others} other cells"),
    };
    match (sheets, language) {
        (0 | 1, _) => cells,
        (_, Language::Vietnamese) => format!("{cells} trên {sheets} trang tính"),
        (_, Language::English) => format!("{cells} on {sheets} sheets"),
    }
}
