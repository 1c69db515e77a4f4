//! What is found in a workbook: records of traced values.

use std::sync::Arc;

use super::rows_seen::RowsSeen;
use super::{Ledger, Note};
use crate::config::Indicators;
use crate::form::{Subject, TableKind};
use crate::model::{AgencyId, CellRef, Date, Decimal, Field, ItemId, Level, Status, Traced};

/// What one file yielded.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// Path relative to `inputs/<year>/`.
    pub file: Arc<str>,
    /// Who says to have sent it.
    pub identity: Identity,
    /// What stands in the rows of the form, in reading order; sums and ratios that bodies wrote are among them. A row that
    /// nobody filled in yields none.
    pub records: Vec<Record>,
    /// Rows that agencies added and the plan does not know.
    pub outside: Vec<OutsideRow>,
    /// What else the sender wrote, in reading order.
    pub notes: Vec<Note>,
    /// The rows of the form that there are, filled in or not.
    pub rows_seen: RowsSeen,
    /// The account of the cells.
    pub ledger: Ledger,
    /// What a careful clerk would remark on; `check` makes findings of it.
    pub remarks: Vec<Remark>,
    /// What says that the file is of another period than the year reported on, where all of it is: nothing of it is read.
    pub other_period: Option<OtherPeriod>,
}

/// What says that figures are of another period than the year reported on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPeriod {
    /// The words that say so: `6 tháng đầu năm 2026`.
    pub words: String,
    /// Where they stand; none for the name of a file or a sheet.
    pub cell: Option<CellRef>,
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
    /// Lines of other sheets that name another body than the first sheet does.
    pub elsewhere: Vec<Traced<String>>,
    /// The body that this part of a workbook is plainly of, where several put their reports into one.
    pub reports_for: Option<AgencyId>,
}

/// What one body says in one row of the form: the fields it filled in, each with its cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The table the row belongs to.
    pub table: TableKind,
    /// What the row is about: a node of the plan, an indicator or a funding line.
    pub item: ItemId,
    /// What was filled in, in the order of [`Field`]. Amounts are in triệu đồng, shares in percent (95 for 95 %). For a
    /// ratio and for a sum this is what the body itself wrote: checked, never added up.
    values: Vec<(Field, FieldValue)>,
    /// The cell that stands for the row: that of its [main field](Subject::main_field), or else the first filled in.
    pub cell: CellRef,
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// One of the four states.
    Status(Traced<Status>),
    /// A figure, an amount or a percentage.
    Number(Traced<Decimal>),
    /// One of the levels that an indicator is answered in.
    Level(Traced<Level>),
    /// Running text.
    Text(Traced<String>),
}

/// A row an agency added that the plan does not know: kept and shown, not counted.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideRow {
    /// What the row is about: its own words.
    pub name: Traced<String>,
    /// What was done, where the table asks for it and the row says it.
    pub result: Option<Traced<String>>,
    /// The other cells of the row, from left to right.
    pub others: Vec<OutsideCell>,
}

/// A cell of a row that an agency added.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideCell {
    /// The head of its column; empty where there is none.
    pub column: String,
    /// What it says.
    pub text: Traced<String>,
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
    /// An answer that is none of the words its indicator is answered in; not counted.
    UnknownLevel,
    /// A date that could not be read.
    BadDate,
    /// Text in TCVN3 or VNI, turned into Unicode.
    LegacyEncoding,
    /// Text whose encoding nothing in the file tells.
    GuessedEncoding,
    /// A formula without a stored value.
    FormulaWithoutValue,
    /// An error value such as `#REF!`.
    ErrorCell,
    /// A hidden sheet with content, set aside.
    HiddenData,
    /// Cells with content in hidden rows, set aside.
    HiddenRows,
    /// Cells with content in hidden columns, set aside.
    HiddenColumns,
    /// Cells that are struck through as deleted, set aside.
    Struck,
    /// A cell that shows something else than it stores: a scaled number, a text of which a part is struck through.
    ShownDiffers,
    /// Counts converted from a unit such as `nghìn lượt` to the form's.
    CountConverted,
    /// Texts in notes and comments on cells.
    Notes,
    /// Texts in text boxes over the cells.
    TextBoxes,
    /// A date that a report cannot bear; it does not count.
    DoubtfulDate,
    /// A percentage beyond 0 to 100; it does not count.
    ImplausiblePercent,
    /// A cell that says `như trên`: read as what stands above it, where that is plain.
    Ditto,
    /// A picture where a value belongs.
    Picture,
    /// A day and a month where words belong: a fraction such as 4/4 that a program took for a date.
    DayForWords,
    /// A row with content that could not be matched to the plan.
    UnmatchedRow,
    /// A row matched by its text, its code missing or wrong.
    MatchedByText,
    /// An alias letter, such as `g` for `i`.
    AliasLetter,
    /// Two rows for the same item; the later is kept apart.
    DuplicateRow,
    /// A row whose code is that of one row of the plan and whose words are not; not counted.
    CodeAgainstWords,
    /// A table about another plan.
    AnotherPlan,
    /// A row of the plan with content, but not where its values belong.
    ValueElsewhere,
    /// An example that was left in; not counted.
    ExampleRow,
    /// A file that contradicts itself: what it says of its own cells does not fit them.
    PartlyDamaged,
    /// A sheet that the workbook lists and the file does not have.
    SheetGone,
    /// A table of the form that is nowhere in the file.
    MissingTable,
    /// Columns of which each may be the one of a field; none is read.
    AmbiguousColumns,
    /// A table, or columns of one, of another period than the year reported on; set aside.
    OtherPeriod,
    /// Columns beside recognised rows that nobody knows; not read.
    UnreadColumns,
    /// A column with a head that nobody knows, read by what stands in it.
    ReadByContent,
    /// A row that slipped to the side, read by what stands in its cells.
    SlippedRow,
    /// A table with a column of figures for each of several bodies; not read.
    SeveralBodies,
}

impl FieldValue {
    /// The state, where it is one.
    pub fn as_status(&self) -> Option<&Traced<Status>> {
        match self {
            Self::Status(status) => Some(status),
            Self::Number(_) | Self::Level(_) | Self::Text(_) => None,
        }
    }

    /// The number, where it is one.
    pub fn as_number(&self) -> Option<&Traced<Decimal>> {
        match self {
            Self::Number(number) => Some(number),
            Self::Status(_) | Self::Level(_) | Self::Text(_) => None,
        }
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&Traced<String>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Status(_) | Self::Number(_) | Self::Level(_) => None,
        }
    }

    /// The level, where it is one.
    pub fn as_level(&self) -> Option<&Traced<Level>> {
        match self {
            Self::Level(level) => Some(level),
            Self::Status(_) | Self::Number(_) | Self::Text(_) => None,
        }
    }

    /// Whether another value says the same, wherever it is from.
    pub fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Status(one), Self::Status(other)) => one.value() == other.value(),
            (Self::Number(one), Self::Number(other)) => one.value() == other.value(),
            (Self::Level(one), Self::Level(other)) => one.value() == other.value(),
            (Self::Text(one), Self::Text(other)) => one.value() == other.value(),
            _ => false,
        }
    }

    /// The cell it was read from, unless it was computed.
    pub fn cell(&self) -> Option<&CellRef> {
        match self {
            Self::Status(status) => status.cell(),
            Self::Number(number) => number.cell(),
            Self::Level(level) => level.cell(),
            Self::Text(text) => text.cell(),
        }
    }
}

impl From<Traced<Status>> for FieldValue {
    fn from(status: Traced<Status>) -> Self {
        Self::Status(status)
    }
}

impl From<Traced<Decimal>> for FieldValue {
    fn from(number: Traced<Decimal>) -> Self {
        Self::Number(number)
    }
}

impl From<Traced<Level>> for FieldValue {
    fn from(level: Traced<Level>) -> Self {
        Self::Level(level)
    }
}

impl From<Traced<String>> for FieldValue {
    fn from(text: Traced<String>) -> Self {
        Self::Text(text)
    }
}

impl Record {
    /// A record in which nothing is filled in; `cell` stands for the row.
    pub fn new(table: TableKind, item: ItemId, cell: CellRef) -> Self {
        Self { table, item, values: Vec::new(), cell }
    }

    /// The value of a field.
    pub fn get(&self, field: Field) -> Option<&FieldValue> {
        self.values.iter().find(|(of, _)| *of == field).map(|(_, value)| value)
    }

    /// Trạng thái.
    pub fn status(&self) -> Option<&Traced<Status>> {
        self.get(Field::Status)?.as_status()
    }

    /// The figure, amount or percentage in `field`.
    pub fn number(&self, field: Field) -> Option<&Traced<Decimal>> {
        self.get(field)?.as_number()
    }

    /// The level in `field`.
    pub fn level(&self, field: Field) -> Option<&Traced<Level>> {
        self.get(field)?.as_level()
    }

    /// The text in `field`.
    pub fn text(&self, field: Field) -> Option<&Traced<String>> {
        self.get(field)?.as_text()
    }

    /// What is filled in, in the order of [`Field`].
    pub fn values(&self) -> impl Iterator<Item = (Field, &FieldValue)> {
        self.values.iter().map(|(field, value)| (*field, value))
    }

    /// The texts that are filled in, in the order of [`Field`].
    pub fn texts(&self) -> impl Iterator<Item = (Field, &Traced<String>)> {
        self.values().filter_map(|(field, value)| Some((field, value.as_text()?)))
    }

    /// Whether nothing is filled in.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether another record gives the same values in the same fields, wherever it has them from.
    pub fn has_values_of(&self, other: &Self) -> bool {
        self.values.len() == other.values.len()
            && self.values.iter().zip(&other.values).all(|((field, value), (of, same))| field == of && value.says(same))
    }

    /// Takes the value of a field out; what it was.
    pub fn take(&mut self, field: Field) -> Option<FieldValue> {
        let place = self.values.iter().position(|(of, _)| *of == field)?;
        Some(self.values.remove(place).1)
    }

    /// Enters a value unless the field has one already: of two columns the first counts. Whether it was entered.
    pub fn enter(&mut self, field: Field, value: impl Into<FieldValue>) -> bool {
        match self.values.binary_search_by_key(&field, |(of, _)| *of) {
            Ok(_) => false,
            Err(place) => {
                self.values.insert(place, (field, value.into()));
                true
            }
        }
    }

    /// Rewrites the number in a field, for tests.
    #[cfg(test)]
    pub(crate) fn rewrite(&mut self, field: Field, rewrite: impl FnOnce(Decimal) -> Decimal) {
        if let Some(place) = self.values.iter().position(|(of, _)| *of == field)
            && let (field, FieldValue::Number(number)) = self.values.remove(place)
        {
            self.values.insert(place, (field, FieldValue::Number(number.map(rewrite))));
        }
    }

    /// Takes the value of a field out, for tests.
    #[cfg(test)]
    pub(crate) fn clear(&mut self, field: Field) {
        self.values.retain(|(of, _)| *of != field);
    }

    /// The record with a value more, where there is one.
    #[must_use]
    pub fn with(mut self, field: Field, value: Option<impl Into<FieldValue>>) -> Self {
        if let Some(value) = value {
            self.enter(field, value);
        }
        self
    }
}

impl OutsideRow {
    /// All its cells: the name first, then the result, then the others from left to right.
    pub fn cells(&self) -> impl Iterator<Item = &Traced<String>> {
        let others = self.others.iter().map(|cell| &cell.text);
        std::iter::once(&self.name).chain(&self.result).chain(others)
    }
}

impl Extraction {
    /// What stands in the rows about plan nodes, indicators or funding lines, in reading order.
    pub fn records_on(&self, subject: Subject) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.table.subject() == subject)
    }

    /// Whether anything of the form was found: a row of it, filled in or not, or one that was added to a table of it.
    pub fn has_rows_of_form(&self) -> bool {
        !self.records.is_empty() || !self.outside.is_empty() || !self.rows_seen.is_empty()
    }

    /// Whether nobody filled anything in: no row, none added. Zeros in rows that the form computes say nothing: some
    /// programs store them for formulas that give an empty text.
    pub fn is_blank(&self, form: &Indicators) -> bool {
        let is_computed = |record: &Record| match record.table.subject() {
            Subject::PlanNode => false,
            Subject::Indicator => {
                form.find(record.item.as_str()).is_some_and(|indicator| indicator.aggregation.ratio().is_some())
            }
            Subject::FundingLine => form.funding_line(record.item.as_str()).is_some_and(|line| !line.parts.is_empty()),
        };
        let figures_are_zero = |record: &Record| {
            let mut written = record.values().filter(|(field, _)| record.table.subject().has(*field));
            written.all(|(_, value)| value.as_number().is_some_and(|number| number.value().is_zero()))
        };
        self.outside.is_empty() && self.records.iter().all(|record| is_computed(record) && figures_are_zero(record))
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
            elsewhere: if self.elsewhere.is_empty() { other.elsewhere.clone() } else { self.elsewhere },
            reports_for: self.reports_for.or_else(|| other.reports_for.clone()),
        }
    }
}
