//! The sheets `II. Nhiệm vụ`, `IV. Tổ chức` and `Danh mục`: how many bodies reported each point in which state.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use rustc_hash::FxHashMap;

use super::data::Index;
use super::indicators::data_link;
use super::sheet::{Frame, Sheet, address};
use super::styles::{RowStyle, Styles};
use super::{count, to_f64};
use crate::form::CODE;
use crate::merge::{Consolidation, Counts, ProgressSummary};
use crate::model::{Field, FigureCode, PlanId, Status};
use crate::plan::{Node, Role};

/// The name of the sheet of section II.
pub(super) const TASKS: &str = "II. Nhiệm vụ";
/// The name of the sheet of section IV.
pub(super) const DUTIES: &str = "IV. Tổ chức";
/// The name of the sheet of the appendix.
pub(super) const CATALOGUE: &str = "Danh mục";
/// The column of a point's words; its code stands before them.
pub(super) const WORDS: ColNum = 1;

/// The head of the completion among those that report.
const OF_REPORTED: &str = "Tỷ lệ hoàn thành, tính riêng số có báo cáo (%)";

/// One of the three sheets.
pub(super) struct Table<'a> {
    /// The tab's name.
    pub(super) name: &'a str,
    /// The title.
    pub(super) title: &'a str,
    /// The section of the plan.
    pub(super) role: Role,
    /// Its points.
    pub(super) summaries: &'a [ProgressSummary],
}

/// A sheet of points and the row of each.
pub(super) struct Written<'s> {
    /// The sheet.
    pub(super) sheet: Sheet<'s>,
    /// The row of each point, in the order of the summaries.
    pub(super) rows: Vec<RowNum>,
    /// The columns of the counts.
    pub(super) columns: Columns,
}

/// Where the columns of the counts stand; the plan's own columns of a catalogue come before them.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    /// Đơn vị phải báo cáo. The four states follow, then Chưa báo cáo, then how many owe the point, then the completion, first
    /// among those that owe it, then among those that report on it.
    pub(super) expected: ColNum,
}

impl Columns {
    /// The column of a state.
    pub(super) fn status(self, status: Status) -> ColNum {
        self.expected + 1 + status as ColNum
    }

    /// Chưa báo cáo.
    pub(super) fn silent(self) -> ColNum {
        self.expected + 5
    }

    /// Có nhiệm vụ.
    fn owing(self) -> ColNum {
        self.expected + 6
    }

    /// Tỷ lệ hoàn thành among those that owe the point.
    pub(super) fn completion(self) -> ColNum {
        self.expected + 7
    }

    /// The same among those that report on it.
    fn of_reported(self) -> ColNum {
        self.expected + 8
    }

    /// The link to the data, the last column.
    fn data(self) -> ColNum {
        self.expected + 9
    }
}

/// What a row counts.
struct Figures {
    expected: f64,
    by_status: [f64; 4],
    silent: f64,
}

impl Figures {
    fn new(counts: &Counts, expected: usize) -> Self {
        Self {
            expected: count(expected),
            by_status: Status::ALL.map(|status| count(counts.of(status))),
            silent: count(*counts.no_report.value()),
        }
    }
}

/// The three sheets, in the order of the plan.
pub(super) fn tables(consolidation: &Consolidation) -> [Table<'_>; 3] {
    [
        Table {
            name: TASKS,
            title: "TỔNG HỢP KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP",
            role: Role::Tasks,
            summaries: &consolidation.tasks,
        },
        Table {
            name: DUTIES,
            title: "TỔNG HỢP KẾT QUẢ TỔ CHỨC THỰC HIỆN",
            role: Role::Duties,
            summaries: &consolidation.duties,
        },
        Table {
            name: CATALOGUE,
            title: "DANH MỤC NHIỆM VỤ",
            role: Role::Catalogue,
            summaries: &consolidation.catalogue,
        },
    ]
}

/// Writes one of the three sheets.
pub(super) fn write<'s>(
    consolidation: &Consolidation,
    styles: &'s Styles,
    table: &Table,
    index: &Index,
) -> Result<Written<'s>, XlsxError> {
    let own_heads = plan_columns(table);
    let columns = Columns { expected: 2 + ColNum::try_from(own_heads.len()).unwrap_or(0) };
    let mut widths = vec![10.0, 62.0];
    widths.extend(own_heads.iter().map(|_| 26.0));
    widths.extend([11.0, 11.0, 11.0, 11.0, 12.0, 11.0, 11.0, 13.0, 13.0, 12.0]);
    let frame = Frame {
        name: table.name,
        title: table.title,
        unit: "Đơn vị tính: số đơn vị. Có nhiệm vụ: phải báo cáo, trừ không thuộc nhiệm vụ; tỷ lệ hoàn thành tính trên số này",
        widths: &widths,
        landscape: true,
        on_screen: false,
        title_columns: widths.len(),
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let mut heads = vec![CODE, "Nội dung"];
    heads.extend(&own_heads);
    heads.push("Phải báo cáo");
    heads.extend(Status::ALL.map(Status::vietnamese));
    heads.extend([Status::NO_REPORT, "Có nhiệm vụ", Field::Percent.head(), OF_REPORTED, "Dữ liệu"]);
    let head = sheet.head(&heads, &styles.head, 2)?;
    let mut writer =
        Writer { written: Written { sheet, rows: Vec::new(), columns }, head, own_heads: &own_heads, index };
    writer.points(consolidation, table)?;
    if table.summaries.is_empty() {
        writer.written.sheet.nothing("Kế hoạch không có mục này.")?;
    } else {
        writer.written.sheet.filter(head, heads.len())?;
        writer.total(consolidation, table)?;
    }
    Ok(writer.written)
}

/// The columns that the plan itself has beside the text of a row: Sản phẩm, Đơn vị chủ trì …
fn plan_columns<'a>(table: &Table<'a>) -> Vec<&'a str> {
    let Some(first) = table.summaries.first() else { return Vec::new() };
    let own = first.node.fields.iter().filter(|(_, text)| text != first.node.text());
    own.map(|(head, _)| head.as_str()).filter(|head| !head.is_empty()).collect()
}

struct Writer<'s, 'a> {
    written: Written<'s>,
    head: RowNum,
    own_heads: &'a [&'a str],
    index: &'a Index,
}

impl Writer<'_, '_> {
    fn points(&mut self, consolidation: &Consolidation, table: &Table) -> Result<(), XlsxError> {
        let parents = parents(consolidation, table.role);
        let mut group = None;
        for summary in table.summaries {
            let parent = parents.get(&summary.node.id).copied();
            if let Some(parent) = parent.filter(|parent| group != Some(&parent.id)) {
                group = Some(&parent.id);
                self.group(parent)?;
            }
            self.point(consolidation, summary, table.role)?;
        }
        Ok(())
    }

    fn group(&mut self, node: &Node) -> Result<(), XlsxError> {
        let sheet = &mut self.written.sheet;
        let style = &sheet.styles.group;
        let row = sheet.row;
        sheet.text(row, 0, node.id.as_str(), &style.centre)?;
        sheet.text(row, WORDS, node.text(), &style.text)?;
        for column in 2..=self.written.columns.data() {
            sheet.inner.write_blank(row, column, &style.text)?;
        }
        sheet.end_row()
    }

    fn point(&mut self, consolidation: &Consolidation, summary: &ProgressSummary, role: Role) -> Result<(), XlsxError> {
        let row = self.written.sheet.row;
        let columns = self.written.columns;
        let sheet = &mut self.written.sheet;
        let body = &sheet.styles.body;
        sheet.text(row, 0, summary.node.id.as_str(), &body.centre)?;
        sheet.text(row, WORDS, summary.node.text(), &body.text)?;
        for (column, head) in (2..).zip(self.own_heads) {
            let field = summary.node.fields.iter().find(|(known, _)| known == head);
            sheet.text(row, column, field.map_or("", |(_, text)| text), &body.text)?;
        }
        let figures = Figures::new(&summary.counts, summary.expected.len());
        if role == Role::Tasks && summary.expected.len() == consolidation.agencies.len() {
            sheet.formula(row, columns.expected, "COUNTA(DonVi)", Some(figures.expected), &body.whole)?;
        } else {
            sheet.number(row, columns.expected, figures.expected, &body.whole)?;
        }
        for (status, value) in Status::ALL.into_iter().zip(figures.by_status) {
            let column = columns.status(status);
            let head = address(self.head, column).replace(|c: char| c.is_ascii_digit(), "");
            let field = Field::Status.vietnamese();
            let mut criteria =
                format!(r#"DL_Muc,$A{},DL_Truong,"{field}",DL_NoiDung,{head}${}"#, row + 1, self.head + 1);
            if is_restricted(summary) {
                let letters = Field::Status.letters();
                criteria.push_str(&format!(r#",DL_GopVao,"*|"&$A{}&".{letters}|*""#, row + 1));
            }
            let formula = format!("COUNTIFS({criteria})");
            sheet.formula(row, column, &formula, Some(value), &body.whole)?;
        }
        derived(sheet, row, columns, &summary.counts, body)?;
        let code = FigureCode::new(summary.node.id.as_str(), Field::Status);
        data_link(sheet, columns.data(), code, self.index.first_of(code.item, code.field))?;
        self.written.rows.push(row);
        sheet.end_row()
    }

    fn total(&mut self, consolidation: &Consolidation, table: &Table) -> Result<(), XlsxError> {
        let columns = self.written.columns;
        let (Some(first), Some(last)) = (self.written.rows.first().copied(), self.written.rows.last().copied()) else {
            return Ok(());
        };
        let sheet = &mut self.written.sheet;
        let style = &sheet.styles.total;
        let row = sheet.row;
        let words = format!("{} (lượt báo cáo)", consolidation.settings.report.issuer.whole_at_start());
        for column in 0..columns.expected {
            sheet.text(row, column, if column == 1 { &words } else { "" }, &style.text)?;
        }
        let counts = Counts::total(table.summaries.iter().map(|summary| &summary.counts));
        let figures = Figures::new(&counts, table.summaries.iter().map(|summary| summary.expected.len()).sum());
        let mut values = vec![(columns.expected, figures.expected), (columns.silent(), figures.silent)];
        let states = Status::ALL.into_iter().zip(figures.by_status);
        values.extend(states.map(|(status, value)| (columns.status(status), value)));
        for (column, value) in values {
            let formula = format!("SUM({}:{})", address(first, column), address(last, column));
            sheet.formula(row, column, &formula, Some(value), &style.whole)?;
        }
        shares(sheet, row, columns, &counts, style)?;
        sheet.text(row, columns.data(), "", &style.text)?;
        sheet.end_row()
    }
}

/// Whether bodies said a state of the point that do not have to report on it: they are not among those counted.
pub(super) fn is_restricted(summary: &ProgressSummary) -> bool {
    let stated = summary.entries.iter().filter(|entry| entry.record.status().is_some()).count();
    let counted: usize = Status::ALL.into_iter().map(|status| summary.counts.of(status)).sum();
    stated != counted
}

/// Chưa báo cáo, who owes the point and the shares, from the counts of the same row.
fn derived(
    sheet: &mut Sheet,
    row: RowNum,
    columns: Columns,
    counts: &Counts,
    style: &RowStyle,
) -> Result<(), XlsxError> {
    let (first, last) = (columns.status(Status::Completed), columns.status(Status::NotApplicable));
    let formula = format!("{}-SUM({}:{})", address(row, columns.expected), address(row, first), address(row, last));
    sheet.formula(row, columns.silent(), &formula, Some(count(*counts.no_report.value())), &style.whole)?;
    shares(sheet, row, columns, counts, style)
}

/// Who owes the point, and 100 × completed / those that owe it or report on it.
fn shares(
    sheet: &mut Sheet,
    row: RowNum,
    columns: Columns,
    counts: &Counts,
    style: &RowStyle,
) -> Result<(), XlsxError> {
    let cell = |column: ColNum| address(row, column);
    let owing = format!("{}-{}", cell(columns.expected), cell(columns.status(Status::NotApplicable)));
    sheet.formula(row, columns.owing(), &owing, Some(count(counts.owing().into_value())), &style.whole)?;
    let done = cell(columns.status(Status::Completed));
    let reported = format!("SUM({done}:{})", cell(columns.status(Status::NotStarted)));
    for (column, whole, share) in [
        (columns.completion(), cell(columns.owing()), counts.completion()),
        (columns.of_reported(), reported, counts.completion_of_reported()),
    ] {
        let formula = format!(r#"IF({whole}=0,"",100*{done}/{whole})"#);
        sheet.formula(row, column, &formula, share.map(|share| to_f64(share.into_value())), &style.fraction)?;
    }
    Ok(())
}

/// The heading each point stands under.
fn parents(consolidation: &Consolidation, role: Role) -> FxHashMap<&PlanId, &Node> {
    let mut parents = FxHashMap::default();
    for item in consolidation.settings.plan.items(role).filter(|item| !item.children.is_empty()) {
        parents.extend(item.walk().skip(1).map(|node| (&node.id, item)));
    }
    parents
}
