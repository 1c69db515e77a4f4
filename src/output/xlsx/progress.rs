//! The sheets `II. Nhiệm vụ`, `IV. Tổ chức` and `Danh mục`: how many bodies reported each point in which state.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};
use rustc_hash::FxHashMap;

use super::data::Index;
use super::indicators::data_link;
use super::sheet::{Frame, Sheet, address};
use super::styles::{RowStyle, Styles};
use super::{count, to_f64};
use crate::form::CODE;
use crate::merge::{Consolidation, ProgressSummary};
use crate::model::{Field, FigureCode, PlanId, Status};
use crate::plan::{Node, Role};

/// The name of the sheet of section II.
pub(super) const TASKS: &str = "II. Nhiệm vụ";
/// The name of the sheet of section IV.
pub(super) const DUTIES: &str = "IV. Tổ chức";
/// The name of the sheet of the appendix.
pub(super) const CATALOGUE: &str = "Danh mục";

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
    /// Đơn vị phải báo cáo. The four states follow, then Chưa báo cáo, then the completion.
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

    /// Tỷ lệ hoàn thành.
    pub(super) fn completion(self) -> ColNum {
        self.expected + 6
    }

    /// The link to the data, the last column.
    fn data(self) -> ColNum {
        self.expected + 7
    }
}

/// What a row counts.
struct Figures {
    expected: f64,
    by_status: [f64; 4],
    silent: f64,
    completion: Option<f64>,
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
    widths.extend([11.0, 11.0, 11.0, 11.0, 12.0, 11.0, 13.0, 12.0]);
    let frame = Frame {
        name: table.name,
        title: table.title,
        unit: "Đơn vị tính: số đơn vị; tỷ lệ hoàn thành tính trên số đơn vị có nhiệm vụ",
        widths: &widths,
        landscape: true,
        title_columns: widths.len(),
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    let mut heads = vec![CODE, "Nội dung"];
    heads.extend(&own_heads);
    heads.push("Phải báo cáo");
    heads.extend(Status::ALL.map(Status::vietnamese));
    heads.extend([Status::NO_REPORT, Field::Percent.head(), "Dữ liệu"]);
    let head = sheet.head(&heads, &styles.head, 2)?;
    let mut writer =
        Writer { written: Written { sheet, rows: Vec::new(), columns }, head, own_heads: &own_heads, index };
    writer.points(consolidation, table)?;
    if table.summaries.is_empty() {
        writer.written.sheet.nothing("Kế hoạch không có mục này.")?;
    } else {
        writer.written.sheet.filter(head, heads.len())?;
        writer.total(table)?;
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
            self.point(summary, table.role)?;
        }
        Ok(())
    }

    fn group(&mut self, node: &Node) -> Result<(), XlsxError> {
        let sheet = &mut self.written.sheet;
        let style = &sheet.styles.group;
        let row = sheet.row;
        sheet.text(row, 0, node.id.as_str(), &style.centre)?;
        sheet.text(row, 1, node.text(), &style.text)?;
        for column in 2..=self.written.columns.data() {
            sheet.inner.write_blank(row, column, &style.text)?;
        }
        sheet.end_row()
    }

    fn point(&mut self, summary: &ProgressSummary, role: Role) -> Result<(), XlsxError> {
        let row = self.written.sheet.row;
        let columns = self.written.columns;
        let sheet = &mut self.written.sheet;
        let body = &sheet.styles.body;
        sheet.text(row, 0, summary.node.id.as_str(), &body.centre)?;
        sheet.text(row, 1, summary.node.text(), &body.text)?;
        for (column, head) in (2..).zip(self.own_heads) {
            let field = summary.node.fields.iter().find(|(known, _)| known == head);
            sheet.text(row, column, field.map_or("", |(_, text)| text), &body.text)?;
        }
        let figures = Figures {
            expected: count(summary.expected.len()),
            by_status: Status::ALL.map(|status| count(summary.counts.of(status))),
            silent: count(*summary.counts.no_report.value()),
            completion: summary.completion.as_ref().map(|percent| to_f64(*percent.value())),
        };
        if role == Role::Tasks {
            sheet.formula(row, columns.expected, "COUNTA(DonVi)", Some(figures.expected), &body.whole)?;
        } else {
            sheet.number(row, columns.expected, figures.expected, &body.whole)?;
        }
        for (status, value) in Status::ALL.into_iter().zip(figures.by_status) {
            let column = columns.status(status);
            let head = address(self.head, column).replace(|c: char| c.is_ascii_digit(), "");
            let field = Field::Status.vietnamese();
            let formula =
                format!(r#"COUNTIFS(DL_Muc,$A{},DL_Truong,"{field}",DL_NoiDung,{head}${})"#, row + 1, self.head + 1);
            sheet.formula(row, column, &formula, Some(value), &body.whole)?;
        }
        derived(sheet, row, columns, &figures, body)?;
        let code = FigureCode::new(summary.node.id.as_str(), Field::Status);
        data_link(sheet, columns.data(), code, self.index.first_of(code.item, code.field))?;
        self.written.rows.push(row);
        sheet.end_row()
    }

    fn total(&mut self, table: &Table) -> Result<(), XlsxError> {
        let columns = self.written.columns;
        let (Some(first), Some(last)) = (self.written.rows.first().copied(), self.written.rows.last().copied()) else {
            return Ok(());
        };
        let sheet = &mut self.written.sheet;
        let style = &sheet.styles.total;
        let row = sheet.row;
        for column in 0..columns.expected {
            sheet.text(row, column, if column == 1 { "Toàn tỉnh (lượt báo cáo)" } else { "" }, &style.text)?;
        }
        let sum = |of: &dyn Fn(&ProgressSummary) -> usize| count(table.summaries.iter().map(of).sum());
        let by_status = Status::ALL.map(|status| sum(&|summary| summary.counts.of(status)));
        let applicable: f64 = by_status.iter().take(3).sum();
        let figures = Figures {
            expected: sum(&|summary| summary.expected.len()),
            by_status,
            silent: sum(&|summary| *summary.counts.no_report.value()),
            completion: (applicable > 0.0).then(|| 100.0 * by_status[0] / applicable),
        };
        let mut values = vec![(columns.expected, figures.expected), (columns.silent(), figures.silent)];
        values.extend(Status::ALL.into_iter().zip(by_status).map(|(status, value)| (columns.status(status), value)));
        for (column, value) in values {
            let formula = format!("SUM({}:{})", address(first, column), address(last, column));
            sheet.formula(row, column, &formula, Some(value), &style.whole)?;
        }
        completion(sheet, row, columns, figures.completion, style)?;
        sheet.text(row, columns.data(), "", &style.text)?;
        sheet.end_row()
    }
}

/// Chưa báo cáo and the completion, from the counts of the same row.
fn derived(
    sheet: &mut Sheet,
    row: RowNum,
    columns: Columns,
    figures: &Figures,
    style: &RowStyle,
) -> Result<(), XlsxError> {
    let stated: f64 = figures.by_status.iter().sum();
    // A body that reports on what is not its duty is counted in a state and is not one of those expected.
    if figures.expected - stated == figures.silent {
        let (first, last) = (columns.status(Status::Completed), columns.status(Status::NotApplicable));
        let formula = format!("{}-SUM({}:{})", address(row, columns.expected), address(row, first), address(row, last));
        sheet.formula(row, columns.silent(), &formula, Some(figures.silent), &style.whole)?;
    } else {
        sheet.number(row, columns.silent(), figures.silent, &style.whole)?;
    }
    completion(sheet, row, columns, figures.completion, style)
}

/// 100 × completed / (completed + in progress + not started).
fn completion(
    sheet: &mut Sheet,
    row: RowNum,
    columns: Columns,
    value: Option<f64>,
    style: &RowStyle,
) -> Result<(), XlsxError> {
    let done = address(row, columns.status(Status::Completed));
    let all = format!("SUM({done}:{})", address(row, columns.status(Status::NotStarted)));
    let formula = format!(r#"IF({all}=0,"",100*{done}/{all})"#);
    sheet.formula(row, columns.completion(), &formula, value, &style.fraction)
}

/// The heading each point stands under.
fn parents(consolidation: &Consolidation, role: Role) -> FxHashMap<&PlanId, &Node> {
    let mut parents = FxHashMap::default();
    for item in consolidation.settings.plan.items(role).filter(|item| !item.children.is_empty()) {
        parents.extend(item.walk().skip(1).map(|node| (&node.id, item)));
    }
    parents
}
