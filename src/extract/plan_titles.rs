//! Which plan the lines above a table name: this one, or another whose form has come along.

use super::column_blocks::ColumnBlock;
use super::heads::Table;
use super::sheet::Sheet;
use crate::plan::Plan;
use crate::vietnamese::fold;

/// What a title says of the plan that its table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// This plan, or a document that it rests on.
    This,
    /// Another document, by its number.
    Another,
    /// Another document, by what it is about: bodies shorten the names of documents.
    AnotherInWords,
}

/// By what a title tells this plan from another.
#[derive(Debug, Default)]
pub(super) struct PlanTitles {
    /// The number of its symbol: `2739` of `2739/KH-UBND`.
    pub(super) number: String,
    /// All it says, folded, a blank before and behind.
    text: String,
}

/// A title, and the cell it stands in.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The index of the cell on its sheet.
    pub(super) cell: usize,
    /// What it says.
    pub(super) named: Named,
}

/// Kinds of documents that are carried out and reported on, folded, with the abbreviation that stands in their symbols.
const KINDS: [(&str, &str); 8] = [
    ("ke hoach", "kh"),
    ("nghi quyet", "nq"),
    ("chuong trinh", "ctr"),
    ("de an", "da"),
    ("quyet dinh", "qd"),
    ("chi thi", "ct"),
    ("ket luan", "kl"),
    ("chien luoc", ""),
];
/// Rows above a table, or at the top of a sheet without tables, in which the plan may be named.
const ROWS_ABOVE: usize = 30;
/// Words of a title at most; what is longer tells, or cites many documents.
const LONGEST: usize = 90;

impl PlanTitles {
    /// Those of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let number = plan.symbol.chars().take_while(char::is_ascii_digit).collect();
        let nodes = plan.nodes().flat_map(|node| std::iter::once(&node.title).chain(&node.paragraphs));
        let mut text = String::from(" ");
        let preamble = plan.preamble.iter().map(|passage| &passage.text);
        for paragraph in std::iter::once(&plan.subject).chain(preamble).chain(nodes) {
            text.push_str(&fold(paragraph));
            text.push(' ');
        }
        Self { number, text }
    }

    /// The document that a line says its table is about; `None` where it names none.
    pub(super) fn named(&self, line: &str) -> Option<Named> {
        let folded = fold(line);
        let words: Vec<&str> = folded.split(' ').collect();
        // `Số: 12/KH-UBND` is the number of the letter itself.
        if words.len() > LONGEST || words[0] == "so" {
            return None;
        }
        let mut named = None;
        for place in 0..words.len() {
            match self.named_at(&words, place) {
                Some(Named::This) => return Some(Named::This),
                Some(Named::Another) => named = Some(Named::Another),
                Some(Named::AnotherInWords) | None => {}
            }
        }
        named.or_else(|| self.named_in_words(&folded))
    }

    /// The document whose number stands at a place: `1520/KH-UBND`, `Kế hoạch số 1520`, `Nghị quyết số 57-NQ/TW`.
    fn named_at(&self, words: &[&str], place: usize) -> Option<Named> {
        let number = words[place].trim_start_matches('0');
        if number.is_empty() || number.len() > 5 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let before = &words[..place];
        let says_number = before.last() == Some(&"so");
        let before = if says_number { &before[..place - 1] } else { before };
        let follows = words.get(place + 1).copied().unwrap_or_default();
        let kind = KINDS.iter().find(|(kind, short)| {
            let spelt_out: Vec<&str> = kind.split(' ').collect();
            before.ends_with(&spelt_out) || !short.is_empty() && (follows == *short || before.last() == Some(short))
        });
        let (_, short) = kind?;
        let has_symbol = !short.is_empty() && follows == *short;
        let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        if !has_symbol && (is_year || !says_number && number.len() < 3 || follows == "nam") {
            return None;
        }
        // `05/KH-UBND` and `5/KH-UBND` are one number.
        let is_this = *short == "kh" && number == self.number.trim_start_matches('0');
        // Decisions and resolutions are cited by the plan; other plans that it cites have forms of their own.
        let is_cited = *short != "kh"
            && [number, words[place]].iter().any(|as_written| self.text.contains(&format!(" {as_written} {short} ")));
        let is_about = *short == "kh" || is_carried_out(before);
        if is_this || is_cited { Some(Named::This) } else { is_about.then_some(Named::Another) }
    }

    /// A document that is named by what it is about: `thực hiện Kế hoạch chuyển đổi số năm 2026`.
    fn named_in_words(&self, folded: &str) -> Option<Named> {
        const ENDS: [&str; 8] =
            [" nam ", " giai doan ", " tren dia ban ", " cua ", " den ", " theo ", " kem theo ", " quy "];
        if !folded.contains("thuc hien ") {
            return None;
        }
        let kinds = ["ke hoach ", "chuong trinh ", "de an ", "chien luoc "];
        let after =
            kinds.iter().find_map(|kind| folded.split_once(&format!("thuc hien {kind}")).map(|(_, after)| after))?;
        let padded = format!("{after} ");
        let end = ENDS.iter().filter_map(|end| padded.find(end)).min().unwrap_or(padded.len());
        let about = padded[..end].trim();
        let about = about.strip_prefix("ve ").unwrap_or(about);
        let is_told = about.split(' ').count() >= 3 && !about.starts_with(|letter: char| letter.is_ascii_digit());
        (is_told && !self.text.contains(&format!(" {about} "))).then_some(Named::AnotherInWords)
    }

    /// The line above a table that says which plan it is about: one that names this plan, or else the nearest.
    pub(super) fn above(&self, sheet: &Sheet<'_>, block: &ColumnBlock, table: &Table) -> Option<Title> {
        let before =
            block.tables.iter().filter(|other| other.head.end <= table.head.start).map(|other| other.head.end).max();
        let rows = &block.rows[before.unwrap_or(0)..table.head.start];
        // Below another table only lines that stand alone belong to the next.
        let is_title = |row: &&super::sheet::Row| before.is_none() || row.cells.len() <= 2;
        let above = rows.iter().rev().take_while(is_title).take(ROWS_ABOVE);
        self.first_told(sheet, above.flat_map(|row| row.cells.clone()))
    }

    /// Whether a workbook is about another plan: a line on some sheet names it by its number, and none names this plan.
    pub(super) fn are_of_another(&self, sheets: &[Sheet<'_>], blocks: &[Vec<ColumnBlock>]) -> bool {
        let mut names_another = false;
        for (sheet, blocks) in sheets.iter().zip(blocks) {
            let on_sheet = || {
                let rows = sheet.rows.iter().take(ROWS_ABOVE);
                self.first_told(sheet, rows.flat_map(|row| row.cells.clone()))
            };
            let tables = || blocks.iter().flat_map(|block| block.tables.iter().map(move |table| (block, table)));
            let titles: Vec<Title> = match tables().next() {
                None => on_sheet().into_iter().collect(),
                Some(_) => tables().filter_map(|(block, table)| self.above(sheet, block, table)).collect(),
            };
            if titles.iter().any(|title| title.named == Named::This) {
                return false;
            }
            names_another |= titles.iter().any(|title| title.named == Named::Another);
        }
        names_another
    }

    fn first_told(&self, sheet: &Sheet<'_>, cells: impl Iterator<Item = usize>) -> Option<Title> {
        let mut told = None;
        for cell in cells {
            match self.named(sheet.text(cell)) {
                Some(Named::This) => return Some(Title { cell, named: Named::This }),
                Some(named) => told = told.or(Some(Title { cell, named })),
                None => {}
            }
        }
        told
    }
}

/// Whether what is named next is carried out: `… thực hiện Nghị quyết`, and not `(kèm theo Quyết định …)`.
fn is_carried_out(before: &[&str]) -> bool {
    let mut last = before.iter().rev().take(6);
    last.any(|word| matches!(*word, "hien" | "khai"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Workspace;

    #[test]
    fn titles_name_this_plan_or_another() {
        let settings = Workspace::new("no such folder").load(2026).expect("the settings that are built in");
        let titles = PlanTitles::of(&settings.plan);
        for (line, named) in [
            ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 1520/KH-UBND VỀ CHUYỂN ĐỔI SỐ", Some(Named::Another)),
            ("Kết quả thực hiện Kế hoạch 1520 của UBND tỉnh", Some(Named::Another)),
            ("ket qua thuc hien ke hoach so 1520 / KH - UBND", Some(Named::Another)),
            ("Biểu tổng hợp KH số 88", Some(Named::Another)),
            ("(Kèm theo Kế hoạch số 0045/KH-UBND ngày 05/01/2026)", Some(Named::Another)),
            ("Kết quả thực hiện Nghị quyết số 57-NQ/TW về đột phá khoa học", Some(Named::Another)),
            ("Kết quả thực hiện Kế hoạch chuyển đổi số năm 2026", Some(Named::AnotherInWords)),
            ("Tình hình thực hiện Đề án phát triển kinh tế tư nhân trên địa bàn", Some(Named::AnotherInWords)),
            ("Kết quả thực hiện Kế hoạch số 2739/KH-UBND ngày 05/11/2020", Some(Named::This)),
            ("Kế hoạch số 45/KH-UBND của xã triển khai Kế hoạch 2739/KH-UBND", Some(Named::This)),
            ("KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 29-NQ/TW, KẾT LUẬN SỐ 51-KL/TW", Some(Named::This)),
            ("Kết quả triển khai Quyết định số 628/QĐ-TTg", Some(Named::This)),
            ("Kết quả thực hiện kế hoạch năm 2026", None),
            ("Kế hoạch 5 năm", None),
            ("Số: 12/KH-UBND", None),
            ("(Kèm theo Công văn số 4321/SGDĐT-VP)", None),
            ("(Ban hành theo Quyết định số 99/QĐ-SGDĐT)", None),
            ("CÁC CHỈ TIÊU VỀ GIÁO DỤC", None),
        ] {
            assert_eq!(titles.named(line), named, "{line}");
        }
    }
}
