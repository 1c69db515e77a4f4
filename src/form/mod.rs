//! The form (biểu mẫu) that agencies fill in, as data: which sheets, heads and rows one body gets, and what may be
//! typed where. Everything in it comes from the plan and the settings; `output/xlsx/forms` draws it.

mod asks;
mod guidance;
mod leads;
mod printed;
mod schema;
mod tables;

pub use asks::asked_of;
pub use guidance::{Guidance, GuidanceLine};
pub use leads::{Leads, RowLead, owes};
pub use printed::{
    PARTICULARS_TITLE, day_of_signing, guidance_texts, note_of_particulars, number_of, printed_texts, signatures,
};
pub use schema::{AMOUNTS_IN, CODE, Column, ColumnRole, PlanColumn, Subject, TableKind, UNIT};
pub use tables::rows_to_fill;

use crate::config::{Body, BodyKind, Settings};
use crate::model::{AgencyId, Date, Field};
use crate::vietnamese::{committee_in_full, fold};

/// The sheet of the agency's particulars.
pub const PARTICULARS_SHEET: &str = "Thông tin";
/// The sheet that tells how the form is filled in.
pub const GUIDANCE_SHEET: &str = "Hướng dẫn";
/// The sheet that lists what to correct, in a workbook that went back to an agency.
pub const RETURN_SHEET: &str = "Cần sửa";
/// The heads of that list.
pub const RETURN_HEADS: [&str; 8] =
    ["STT", "Mức độ", "Trang tính", "Ô", "Dòng, cột", "Đơn vị đã ghi", "Vấn đề", "Cách sửa"];
/// The columns of that list that tell where, from 0; the one that has the address is always filled in where a place is told.
pub const RETURN_PLACES: std::ops::Range<u32> = 2..6;
/// The column of that list that has the address.
pub const RETURN_PLACE: u32 = 3;
/// Rows above the head of every table: the agency, the number of the form, two lines of title, the unit.
pub const ROWS_ABOVE: u32 = 5;

/// Whether a sheet is the list of fixes that this program put into a workbook it sent back.
pub fn is_list_of_fixes(name: &str) -> bool {
    fold(name) == fold(RETURN_SHEET)
}

/// Whether a text is a line above the list of fixes, as this program words it.
pub fn is_opening_of_return(text: &str) -> bool {
    let beginnings = [
        "NỘI DUNG CẦN SỬA TRONG BÁO CÁO NĂM ",
        "Đơn vị báo cáo: ",
        "Tệp đơn vị đã gửi: ",
        "Nơi nhận: ",
        "Các ô cần sửa được tô màu",
    ];
    beginnings.iter().any(|beginning| text.starts_with(beginning))
}

/// What begins the part of a note that says what to do, in a workbook that goes back to its sender.
pub const REQUEST: &str = "Cần làm: ";

/// Whether a note is one that this program put on a cell of a workbook it sent back.
pub fn is_request(note: &str) -> bool {
    note.lines().any(|line| line.starts_with(REQUEST))
}

/// Whether a sheet is the guidance that this program put into a form.
pub fn is_guidance(name: &str) -> bool {
    fold(name) == fold(GUIDANCE_SHEET)
}

/// The form of one body for one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Whose it is.
    pub agency: AgencyId,
    /// Its name.
    pub name: String,
    /// The year reported on.
    pub year: i16,
    /// The day by which it has to be sent in.
    pub deadline: Date,
    /// Who collects the forms, in running text.
    pub issuer: String,
    /// The plan as texts quote it: `Kế hoạch số 2739/KH-UBND`.
    pub plan: String,
    /// What is asked for before the tables.
    pub particulars: Vec<Particular>,
    /// Its tables, in the order of the sheets.
    pub tables: Vec<Table>,
    /// Whether who answers for it has a seal, which a village has not.
    pub has_seal: bool,
    /// What the sheet Hướng dẫn says.
    pub guidance: Guidance,
}

/// A line of the sheet Thông tin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particular {
    /// The words in the first column.
    pub label: &'static str,
    /// What stands or may be typed beside them.
    pub entry: ParticularEntry,
}

/// What stands beside a label of the sheet Thông tin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParticularEntry {
    /// Filled in by this program.
    Given(String),
    /// The year, filled in by this program.
    Year(i16),
    /// Text, with an example.
    Text(String),
    /// A day.
    Date,
}

/// A table of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which.
    pub kind: TableKind,
    /// Its title, in capitals.
    pub title: String,
    /// What of the plan it rests on, in brackets; may be empty.
    pub basis: String,
    /// Its rows are those of the plan's own table, with columns for lead, partners, product and deadline.
    pub is_in_rows: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: String,
    /// What the columns that are printed say, from left to right.
    pub printed: Vec<String>,
    /// What may be typed in it.
    pub kind: RowKind,
}

/// What may be typed in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Nothing: a heading of the plan.
    Heading,
    /// All its fields.
    Entry,
    /// All its fields; figures are whole numbers.
    Count,
    /// Figures are the share of one row in another (indices of rows); notes may be typed.
    Ratio {
        /// The row on top.
        numerator: usize,
        /// The row below.
        denominator: usize,
    },
    /// One of these words, in Kế hoạch and in Thực hiện.
    Choice(Vec<String>),
    /// A figure in per cent that is typed, as the rows it could be computed from are not the body's.
    TypedRatio,
    /// Amounts are the sums of other rows (indices); notes may be typed.
    Sum(Vec<usize>),
}

impl Table {
    /// Its columns from left to right.
    pub fn columns(&self) -> &'static [Column] {
        if self.is_in_rows { self.kind.columns_of_rows() } else { self.kind.columns() }
    }

    /// The place of the column of `field`, from 0.
    pub fn place_of(&self, field: Field) -> Option<usize> {
        self.columns().iter().position(|column| column.field() == Some(field))
    }

    /// The row on the sheet, from 0, of the row at `index`.
    pub fn sheet_row(&self, index: usize) -> u32 {
        u32::try_from(index).map_or(u32::MAX, |index| ROWS_ABOVE + 1 + index)
    }
}

impl Form {
    /// The form of `body`. `leads` tells which body leads each row of the catalogue.
    pub fn new(settings: &Settings, body: &Body, leads: &Leads) -> Self {
        let report = &settings.report;
        let plan = plan_as_quoted(settings);
        let tables = tables::tables(settings, body, leads, &plan);
        let guidance = guidance::guidance(settings, body, &tables);
        Self {
            agency: body.id.clone(),
            name: body.name.clone(),
            year: report.year,
            deadline: report.deadline,
            issuer: report.issuer.name_in_text.clone(),
            particulars: particulars(settings, body),
            has_seal: body.kind != BodyKind::Village,
            plan,
            tables,
            guidance,
        }
    }

    /// The agency's name as forms head it: in capitals, `UBND` in full.
    pub fn name_in_capitals(&self) -> String {
        committee_in_full(&self.name).to_uppercase()
    }
}

/// What is asked for on the sheet Thông tin.
fn particulars(settings: &Settings, body: &Body) -> Vec<Particular> {
    use ParticularEntry::{Date, Given, Text, Year};
    let line = |label, entry| Particular { label, entry };
    let example = |text: &str| Text(text.to_owned());
    let symbol = if body.symbol.is_empty() { String::new() } else { format!("15/BC-{}", body.symbol) };
    vec![
        line("Tên đơn vị báo cáo", Given(body.name.clone())),
        line("Mã đơn vị", Given(body.id.as_str().to_owned())),
        line("Năm báo cáo", Year(settings.report.year)),
        line("Số, ký hiệu báo cáo", Text(symbol)),
        line("Ngày báo cáo", Date),
        line("Người ký", example("họ và tên người ký báo cáo")),
        line("Chức vụ", example("chức vụ của người ký")),
        line("Người lập biểu", example("họ và tên người điền biểu này")),
        line("Điện thoại", example("số điện thoại của người lập biểu")),
        line("Thư điện tử", example("địa chỉ thư điện tử của người lập biểu")),
    ]
}

/// The plan as texts quote it: `Kế hoạch số 2739/KH-UBND`.
fn plan_as_quoted(settings: &Settings) -> String {
    format!("{} số {}", sentence_case(&settings.plan.kind), settings.plan.symbol)
}

/// `KẾ HOẠCH` as `Kế hoạch`.
fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map_or(String::new(), |first| first.to_uppercase().collect());
    first + &letters.as_str().to_lowercase()
}
