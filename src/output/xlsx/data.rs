//! The sheet `Dữ liệu`: every figure and status that counts, one a row, with the cell it came from. All other sheets are
//! formulas over it.

use rust_xlsxwriter::{RowNum, Table, TableColumn, TableStyle, Worksheet, XlsxError};
use rustc_hash::{FxHashMap, FxHashSet};

use super::sheet::{Frame, Sheet, printable};
use super::styles::Styles;
use super::to_f64;
use crate::config::Aggregation;
use crate::extract::IndicatorRecord;
use crate::merge::{Consolidation, FundingEntry, FundingSummary, IndicatorEntry, IndicatorSummary};
use crate::model::{AgencyId, CellRef, Decimal, IndicatorId, Traced};

/// The name of the sheet.
pub(super) const NAME: &str = "Dữ liệu";
/// The unit of all amounts.
const MILLIONS: &str = "triệu đồng";
const HEADS: [&str; 11] = [
    "Mã đơn vị",
    "Tên đơn vị",
    "Mã mục",
    "Trường",
    "Giá trị",
    "Nội dung",
    "Đơn vị tính",
    "Dùng cho tỷ lệ",
    "Tệp",
    "Trang tính",
    "Ô",
];
const WIDTHS: [f64; 11] = [12.0, 38.0, 11.0, 22.0, 16.0, 24.0, 14.0, 14.0, 34.0, 26.0, 8.0];

/// The columns that formulas look at, by the name they are defined under.
const NAMED_COLUMNS: [(&str, char); 5] =
    [("DL_DonVi", 'A'), ("DL_Muc", 'C'), ("DL_Truong", 'D'), ("DL_GiaTri", 'E'), ("DL_NoiDung", 'F')];
const RATIO_COLUMN: (&str, char) = ("DL_TyLe", 'H');

/// What a row of the data says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// Trạng thái of a point, duty or catalogue row.
    Status,
    /// Tỷ lệ hoàn thành, in percent.
    Percent,
    /// Kế hoạch of an indicator.
    Planned,
    /// Thực hiện of an indicator.
    Actual,
    /// Dự toán giao of a funding line, in triệu đồng.
    Allocated,
    /// Đã thực hiện of a funding line, in triệu đồng.
    Spent,
    /// What a body wrote in a row that is added up anew; checked, never counted.
    WrittenAllocated,
    /// The same of the spent amount.
    WrittenSpent,
    /// Ghi chú.
    Note,
}

impl Field {
    /// The word in the column `Trường`, which the formulas look for.
    pub(super) fn vietnamese(self) -> &'static str {
        match self {
            Self::Status => "Trạng thái",
            Self::Percent => "Tỷ lệ hoàn thành",
            Self::Planned => "Kế hoạch",
            Self::Actual => "Thực hiện",
            Self::Allocated => "Dự toán giao",
            Self::Spent => "Đã thực hiện",
            Self::WrittenAllocated => "Dự toán giao (đơn vị tự cộng)",
            Self::WrittenSpent => "Đã thực hiện (đơn vị tự cộng)",
            Self::Note => "Ghi chú",
        }
    }
}

/// Where each datum stands, so that other sheets can point at its cell.
#[derive(Default)]
pub(super) struct Index {
    /// Per item and field, the row of each agency by its place; 0, a row of the title, for none.
    rows: FxHashMap<(String, Field), Vec<RowNum>>,
    /// The first and last row of data; one empty row where there is none.
    extent: (RowNum, RowNum),
    /// The key that was last written to.
    last: Option<(String, Field)>,
}

impl Index {
    /// The reference to a number: `'Dữ liệu'!E123`.
    pub(super) fn number(&self, item: &str, field: Field, place: usize) -> Option<String> {
        self.row(item, field, place).map(|row| format!("'{NAME}'!E{}", row + 1))
    }

    /// The rows of all agencies for one item and field, by place.
    pub(super) fn column(&self, item: &str, field: Field) -> &[RowNum] {
        self.rows.get(&(item.to_owned(), field)).map_or(&[], Vec::as_slice)
    }

    fn row(&self, item: &str, field: Field, place: usize) -> Option<RowNum> {
        self.column(item, field).get(place).copied().filter(|row| *row > 0)
    }

    /// The names that formulas use, with what they stand for.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'static str, String)> {
        let (first, last) = self.extent;
        NAMED_COLUMNS
            .into_iter()
            .chain([RATIO_COLUMN])
            .map(move |(name, column)| (name, format!("='{NAME}'!${column}${}:${column}${}", first + 1, last + 1)))
    }
}

/// The reference to a text of the row: `'Dữ liệu'!F123`.
pub(super) fn text_reference(row: RowNum) -> String {
    format!("'{NAME}'!F{}", row + 1)
}

/// One datum on its way to a row.
struct Datum<'a> {
    agency: &'a AgencyId,
    item: &'a str,
    field: Field,
    content: Content<'a>,
    unit: &'a str,
    ratios: &'a str,
    cell: Option<&'a CellRef>,
}

enum Content<'a> {
    Number(Decimal),
    Text(&'a str),
}

struct Writer<'a, 's> {
    sheet: Sheet<'s>,
    consolidation: &'a Consolidation,
    index: Index,
    folder: String,
    /// Rows are counted, not written.
    counting: bool,
}

/// Writes the sheet. Rows go by item, then field, then agency in the order of the registry.
pub(super) fn write<'s>(
    inner: Worksheet,
    consolidation: &Consolidation,
    styles: &'s Styles,
) -> Result<(Sheet<'s>, Index), XlsxError> {
    let frame = Frame {
        name: NAME,
        title: "DỮ LIỆU TỪNG ĐƠN VỊ, MỖI SỐ LIỆU MỘT DÒNG",
        unit: "Kinh phí: triệu đồng; tỷ lệ: %. Bấm vào cột “Ô” để mở tệp của đơn vị",
        widths: &WIDTHS,
        landscape: true,
        title_columns: WIDTHS.len(),
    };
    let mut sheet = Sheet::on(inner, consolidation, styles, &frame)?;
    // The columns carry the formats: no cell has to.
    sheet.inner.set_column_format(4, &styles.bare_number)?;
    let head = sheet.row;
    sheet.inner.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 2)?;
    sheet.row += 1;
    let folder = super::inputs_folder(consolidation);
    let mut writer = Writer { sheet, consolidation, index: Index::default(), folder, counting: true };
    // The table is declared before its rows, which may be on disk when all are written: its length has to be known.
    writer.rows()?;
    let end = writer.sheet.row;
    writer.begin(head, end)?;
    writer.rows()?;
    Ok((writer.sheet, writer.index))
}

impl Writer<'_, '_> {
    /// All rows, counted or written.
    fn rows(&mut self) -> Result<(), XlsxError> {
        self.progress()?;
        self.indicators()?;
        self.funding()
    }

    fn progress(&mut self) -> Result<(), XlsxError> {
        for summary in self.consolidation.progress() {
            let item = summary.node.id.as_str();
            for entry in &summary.entries {
                let Some(status) = &entry.record.status else { continue };
                self.datum(&Datum {
                    agency: &entry.agency,
                    item,
                    field: Field::Status,
                    content: Content::Text(status.value().vietnamese()),
                    unit: "",
                    ratios: "",
                    cell: status.cell(),
                })?;
            }
            for entry in &summary.entries {
                self.amount(&entry.agency, item, Field::Percent, entry.record.percent.as_ref(), "%", "")?;
            }
        }
        Ok(())
    }

    fn indicators(&mut self) -> Result<(), XlsxError> {
        let pairs = Pairs::new(&self.consolidation.indicators);
        for summary in &self.consolidation.indicators {
            let (id, unit) = (&summary.indicator.id, summary.indicator.unit.as_str());
            for field in [Field::Planned, Field::Actual] {
                for entry in &summary.entries {
                    let value = indicator_value(&entry.record, field);
                    self.amount(&entry.agency, id.as_str(), field, value, unit, &pairs.flag(id, field, &entry.agency))?;
                }
            }
            for entry in &summary.entries {
                self.note(&entry.agency, id.as_str(), entry.record.note.as_ref())?;
            }
        }
        Ok(())
    }

    fn funding(&mut self) -> Result<(), XlsxError> {
        for summary in &self.consolidation.funding {
            let item = summary.line.id.as_str();
            let computed = computed_for(self.consolidation, summary);
            for field in [Field::Allocated, Field::Spent] {
                for entry in summary.entries.iter().filter(|entry| !computed.contains(&entry.agency)) {
                    self.amount(&entry.agency, item, field, funding_value(entry, field), MILLIONS, "")?;
                }
            }
            for entry in summary.entries.iter().filter(|entry| computed.contains(&entry.agency)) {
                let Some(written) = &entry.written else { continue };
                let allocated = written.allocated.as_ref();
                self.amount(&entry.agency, item, Field::WrittenAllocated, allocated, MILLIONS, "")?;
                self.amount(&entry.agency, item, Field::WrittenSpent, written.spent.as_ref(), MILLIONS, "")?;
            }
            for entry in &summary.entries {
                self.note(&entry.agency, item, entry.note.as_ref())?;
            }
        }
        Ok(())
    }

    fn amount(
        &mut self,
        agency: &AgencyId,
        item: &str,
        field: Field,
        value: Option<&Traced<Decimal>>,
        unit: &str,
        ratios: &str,
    ) -> Result<(), XlsxError> {
        let Some(value) = value else { return Ok(()) };
        let content = Content::Number(*value.value());
        self.datum(&Datum { agency, item, field, content, unit, ratios, cell: value.cell() })
    }

    fn note(&mut self, agency: &AgencyId, item: &str, note: Option<&Traced<String>>) -> Result<(), XlsxError> {
        let Some(note) = note else { return Ok(()) };
        let content = Content::Text(note.value());
        self.datum(&Datum { agency, item, field: Field::Note, content, unit: "", ratios: "", cell: note.cell() })
    }

    /// Writes the next row and remembers where it stands.
    fn datum(&mut self, datum: &Datum) -> Result<(), XlsxError> {
        let Some(place) = self.consolidation.place(datum.agency) else { return Ok(()) };
        if self.counting {
            self.sheet.row += 1;
            return Ok(());
        }
        let row = self.sheet.row;
        let cuts = &mut self.sheet.cuts;
        let sheet = &mut self.sheet.inner;
        let name = self.consolidation.agencies.get(place).map_or("", |report| report.body.name.as_str());
        sheet.write_string(row, 0, datum.agency.as_str())?;
        sheet.write_string(row, 1, printable(name, cuts))?;
        sheet.write_string(row, 2, datum.item)?;
        sheet.write_string(row, 3, datum.field.vietnamese())?;
        match datum.content {
            Content::Number(value) => sheet.write_number(row, 4, to_f64(value))?,
            Content::Text(text) => sheet.write_string(row, 5, printable(text, cuts))?,
        };
        if !datum.unit.is_empty() {
            sheet.write_string(row, 6, datum.unit)?;
        }
        if !datum.ratios.is_empty() {
            sheet.write_string(row, 7, datum.ratios)?;
        }
        if let Some(cell) = datum.cell {
            sheet.write_string(row, 8, printable(cell.file(), cuts))?;
            sheet.write_string(row, 9, printable(cell.sheet(), cuts))?;
            self.source(row, cell)?;
        }
        self.remember(datum.item, datum.field, place, row);
        self.sheet.row += 1;
        Ok(())
    }

    /// Writes the address of the cell, a link to it.
    fn source(&mut self, row: RowNum, cell: &CellRef) -> Result<(), XlsxError> {
        let address = cell.address();
        let target = super::cell_link(&self.folder, cell, &address);
        self.sheet.link(row, 10, &target, &address, &self.sheet.styles.plain_link)
    }

    fn remember(&mut self, item: &str, field: Field, place: usize, row: RowNum) {
        // Rows of one item and field follow each other: the key is made once for all of them.
        if self.index.last.as_ref().is_none_or(|last| last.0 != item || last.1 != field) {
            self.index.last = Some((item.to_owned(), field));
        }
        let Some(key) = &self.index.last else { return };
        if !self.index.rows.contains_key(key) {
            self.index.rows.insert(key.clone(), vec![0; self.consolidation.agencies.len()]);
        }
        if let Some(known) = self.index.rows.get_mut(key).and_then(|rows| rows.get_mut(place)) {
            *known = row;
        }
    }

    /// Declares the table of the rows that follow the head, up to `end`, and starts writing them.
    fn begin(&mut self, head: RowNum, end: RowNum) -> Result<(), XlsxError> {
        let last = end.saturating_sub(1).max(head + 1);
        let columns = HEADS.map(|name| TableColumn::new().set_header(name).set_header_format(&self.sheet.styles.head));
        let table = Table::new().set_name("DuLieu").set_style(TableStyle::Light15).set_columns(&columns);
        self.sheet.inner.add_table(head, 0, last, 10, &table)?;
        self.index.extent = (head + 1, last);
        self.sheet.row = head + 1;
        self.counting = false;
        Ok(())
    }
}

/// The agencies for which a line is added up from its parts, because they gave at least one of them.
pub(super) fn computed_for<'a>(consolidation: &'a Consolidation, line: &FundingSummary) -> FxHashSet<&'a AgencyId> {
    let parts = consolidation.funding.iter().filter(|other| line.line.parts.contains(&other.line.id));
    parts.flat_map(|part| &part.entries).map(|entry| &entry.agency).collect()
}

/// The figure of an indicator that `field` names.
pub(super) fn indicator_value(record: &IndicatorRecord, field: Field) -> Option<&Traced<Decimal>> {
    match field {
        Field::Planned => record.planned.as_ref(),
        Field::Actual => record.actual.as_ref(),
        _ => None,
    }
}

/// The amount of a funding line that `field` names.
pub(super) fn funding_value(entry: &FundingEntry, field: Field) -> Option<&Traced<Decimal>> {
    match field {
        Field::Allocated => entry.allocated.as_ref(),
        Field::Spent => entry.spent.as_ref(),
        _ => None,
    }
}

/// Which agencies gave both figures of a ratio. Only those are in it.
struct Pairs<'a> {
    ratios: Vec<Pair<'a>>,
}

struct Pair<'a> {
    ratio: &'a IndicatorId,
    numerator: &'a IndicatorId,
    denominator: &'a IndicatorId,
    planned: FxHashSet<&'a AgencyId>,
    actual: FxHashSet<&'a AgencyId>,
}

impl<'a> Pairs<'a> {
    fn new(summaries: &'a [IndicatorSummary]) -> Self {
        let entries = |id: &IndicatorId| -> &'a [IndicatorEntry] {
            summaries.iter().find(|other| other.indicator.id == *id).map_or(&[], |other| &other.entries)
        };
        let both = |numerator: &IndicatorId, denominator: &IndicatorId, field: Field| -> FxHashSet<&'a AgencyId> {
            let gave = |id| {
                entries(id)
                    .iter()
                    .filter(|entry| indicator_value(&entry.record, field).is_some())
                    .map(|entry| &entry.agency)
            };
            let below: FxHashSet<_> = gave(denominator).collect();
            gave(numerator).filter(|agency| below.contains(agency)).collect()
        };
        let ratios = summaries.iter().filter_map(|summary| {
            let Aggregation::Ratio { numerator, denominator } = &summary.indicator.aggregation else { return None };
            Some(Pair {
                ratio: &summary.indicator.id,
                numerator,
                denominator,
                planned: both(numerator, denominator, Field::Planned),
                actual: both(numerator, denominator, Field::Actual),
            })
        });
        Self { ratios: ratios.collect() }
    }

    /// The ratios that a figure is part of, each between bars so that one can be looked for: `|CT08|CT11|`.
    fn flag(&self, id: &IndicatorId, field: Field, agency: &AgencyId) -> String {
        let mut flag = String::new();
        for pair in &self.ratios {
            let both = if field == Field::Planned { &pair.planned } else { &pair.actual };
            if (pair.numerator == id || pair.denominator == id) && both.contains(agency) {
                if flag.is_empty() {
                    flag.push('|');
                }
                flag.push_str(pair.ratio.as_str());
                flag.push('|');
            }
        }
        flag
    }
}
