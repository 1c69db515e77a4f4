//! What is found in a workbook: records of traced values.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Ledger;
use super::lexicon::Target;
use crate::config::{Aggregation, Indicators};
use crate::model::{CellRef, Date, Decimal, IndicatorId, PlanId, Status, Traced};

/// What one file yielded.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// Path relative to `inputs/<year>/`.
    pub file: Arc<str>,
    /// Who says to have sent it.
    pub identity: Identity,
    /// Progress on points, duties and catalogue rows, in reading order. A row of the form that nobody filled in yields none.
    pub progress: Vec<ProgressRecord>,
    /// Figures of indicators, in reading order.
    pub indicators: Vec<IndicatorRecord>,
    /// Funding lines that agencies fill in (not the sums), in reading order.
    pub funding: Vec<FundingRecord>,
    /// Rows that agencies added and the plan does not know.
    pub outside: Vec<OutsideRow>,
    /// Of which tables of the form there are rows, filled in or not.
    pub rows_seen: RowsSeen,
    /// The account of the cells.
    pub ledger: Ledger,
    /// What a careful clerk would remark on; `check` makes findings of it.
    pub remarks: Vec<Remark>,
}

/// The tables of the form of which a file holds rows, filled in or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsSeen {
    /// The sections of the plan whose points stand in the file: `II`, `IV`, `DM`.
    pub sections: BTreeSet<String>,
    /// There are rows of indicators.
    pub indicators: bool,
    /// There are rows of funding.
    pub funding: bool,
}

/// What a file says about its sender: the sheet Thông tin, or the letterhead.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Tên đơn vị báo cáo, as written.
    pub name: Option<Traced<String>>,
    /// Mã đơn vị, as written.
    pub code: Option<Traced<String>>,
    /// Năm báo cáo.
    pub year: Option<Traced<i16>>,
    /// Số, ký hiệu báo cáo.
    pub symbol: Option<Traced<String>>,
    /// Ngày báo cáo.
    pub date: Option<Traced<Date>>,
    /// Người ký.
    pub signer: Option<Traced<String>>,
    /// Chức vụ.
    pub position: Option<Traced<String>>,
    /// Người lập biểu.
    pub preparer: Option<Traced<String>>,
    /// Điện thoại.
    pub phone: Option<Traced<String>>,
    /// Thư điện tử.
    pub email: Option<Traced<String>>,
    /// Lines of the letterhead that may name the sender or the body above it, from top to bottom.
    pub letterhead: Vec<Traced<String>>,
}

/// What an agency says about a point, a duty or a row of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressRecord {
    /// The node of the plan.
    pub node: PlanId,
    /// Trạng thái.
    pub status: Option<Traced<Status>>,
    /// Tỷ lệ hoàn thành, in percent (95 for 95 %).
    pub percent: Option<Traced<Decimal>>,
    /// Kết quả thực hiện.
    pub result: Option<Traced<String>>,
    /// Văn bản, sản phẩm.
    pub documents: Option<Traced<String>>,
    /// Khó khăn, vướng mắc.
    pub difficulties: Option<Traced<String>>,
    /// Đề xuất, kiến nghị.
    pub proposals: Option<Traced<String>>,
    /// The cell that stands for the row: the result's, or else the first that is filled in.
    pub cell: CellRef,
}

/// The figures of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorRecord {
    /// The indicator.
    pub id: IndicatorId,
    /// Kế hoạch.
    pub planned: Option<Traced<Decimal>>,
    /// Thực hiện. For a ratio: what the agency itself wrote, in percent, to be checked and never summed.
    pub actual: Option<Traced<Decimal>>,
    /// Ghi chú.
    pub note: Option<Traced<String>>,
    /// The cell that stands for the row: the actual figure's, or else the first that is filled in.
    pub cell: CellRef,
}

/// The amounts of one funding line, in triệu đồng.
#[derive(Clone, Debug, PartialEq)]
pub struct FundingRecord {
    /// The line, sums (III, III.1) included: those are checked and never summed.
    pub id: PlanId,
    /// Dự toán giao.
    pub allocated: Option<Traced<Decimal>>,
    /// Đã thực hiện.
    pub spent: Option<Traced<Decimal>>,
    /// Tỷ lệ (%) as written, in percent.
    pub ratio: Option<Traced<Decimal>>,
    /// Ghi chú.
    pub note: Option<Traced<String>>,
    /// The cell that stands for the row: the spent amount's, or else the first that is filled in.
    pub cell: CellRef,
}

/// A row an agency added that the plan does not know: kept and shown, not counted.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideRow {
    /// The row's own words.
    pub text: Traced<String>,
    /// The other cells of the row, from left to right.
    pub details: Vec<Traced<String>>,
}

/// Something a careful clerk would remark on while reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// Where; several cells where one cause concerns many.
    pub cells: Vec<CellRef>,
    /// The field or column as its head calls it: `Thực hiện`; empty where there is none.
    pub field: String,
    /// The row as the plan calls it, such as `CT13` or `II.1.a`; empty where there is none.
    pub row: String,
    /// What was found, as written.
    pub found: String,
    /// What it was read as; empty where it was not.
    pub read_as: String,
}

/// The kinds of remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkKind {
    /// A number stored as text.
    NumberAsText,
    /// A number that can be read in two ways, such as `1.234`.
    AmbiguousNumber,
    /// Text where a number belongs that is no number; not counted.
    NotANumber,
    /// An approximation (`khoảng`, `ước`, `>`), counted as written.
    Approximate,
    /// Amounts converted from another unit to the form's.
    UnitConverted,
    /// A status in words that no status could be read from.
    UnknownStatus,
    /// A date that could not be read.
    BadDate,
    /// Text in TCVN3 or VNI, turned into Unicode.
    LegacyEncoding,
    /// A formula without a stored value.
    FormulaWithoutValue,
    /// An error value such as `#REF!`.
    ErrorCell,
    /// A hidden sheet with content, set aside.
    HiddenData,
    /// A row with content that could not be matched to the plan.
    UnmatchedRow,
    /// A row matched by its text, its code missing or wrong.
    MatchedByText,
    /// An alias letter, such as `g` for `i`.
    AliasLetter,
    /// Two rows for the same item; the later is kept apart.
    DuplicateRow,
    /// A table of the form that is nowhere in the file.
    MissingTable,
}

impl RowsSeen {
    /// Rows of every table of the form of Plan 2739, for tests that make records without a file.
    #[cfg(test)]
    pub(crate) fn of_a_whole_form() -> Self {
        Self { sections: ["II", "IV", "DM"].map(str::to_owned).into(), indicators: true, funding: true }
    }

    /// Notes a row of the form.
    pub(super) fn note(&mut self, row: &Target) {
        match row {
            Target::Node(id) => {
                if !self.sections.contains(id.section()) {
                    self.sections.insert(id.section().to_owned());
                }
            }
            Target::Indicator(_) => self.indicators = true,
            Target::Funding(_) => self.funding = true,
            Target::Group(_) => {}
        }
    }
}

impl Extraction {
    /// Whether nobody filled anything in: no row, none added. Zeros in rows that the form computes say nothing: some
    /// programs store them for formulas that give an empty text.
    pub fn is_blank(&self, form: &Indicators) -> bool {
        let nothing = |number: &Option<Traced<Decimal>>| number.as_ref().is_none_or(|number| number.value().is_zero());
        let is_ratio = |record: &IndicatorRecord| {
            let indicator = form.find(record.id.as_str());
            indicator.is_some_and(|indicator| matches!(indicator.aggregation, Aggregation::Ratio { .. }))
        };
        let is_sum =
            |record: &FundingRecord| form.funding_line(record.id.as_str()).is_some_and(|line| !line.parts.is_empty());
        self.progress.is_empty()
            && self.outside.is_empty()
            && self.indicators.iter().all(|record| {
                is_ratio(record) && nothing(&record.planned) && nothing(&record.actual) && record.note.is_none()
            })
            && self.funding.iter().all(|record| {
                is_sum(record) && nothing(&record.allocated) && nothing(&record.spent) && record.note.is_none()
            })
    }
}

impl Identity {
    /// Whether the file says nothing of who sent it.
    pub fn is_empty(&self) -> bool {
        self.name.is_none()
            && self.code.is_none()
            && self.symbol.is_none()
            && self.date.is_none()
            && self.letterhead.is_empty()
    }

    /// What this one says, completed by what `other` says.
    pub fn or(self, other: &Self) -> Self {
        Self {
            name: self.name.or_else(|| other.name.clone()),
            code: self.code.or_else(|| other.code.clone()),
            year: self.year.or_else(|| other.year.clone()),
            symbol: self.symbol.or_else(|| other.symbol.clone()),
            date: self.date.or_else(|| other.date.clone()),
            signer: self.signer.or_else(|| other.signer.clone()),
            position: self.position.or_else(|| other.position.clone()),
            preparer: self.preparer.or_else(|| other.preparer.clone()),
            phone: self.phone.or_else(|| other.phone.clone()),
            email: self.email.or_else(|| other.email.clone()),
            letterhead: if self.letterhead.is_empty() { other.letterhead.clone() } else { self.letterhead },
        }
    }
}
