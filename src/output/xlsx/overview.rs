//! The sheet `Tổng quan`: the year in a page, with links to the other sheets and charts.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartLegendPosition, ChartType,
    ColNum, Color, Format, RowNum, XlsxError,
};

use super::progress::Columns;
use super::sheet::{Frame, ROW_PIXELS, Sheet, address};
use super::styles::{FONT, Styles, chart_colour};
use super::{count, funding, indicators, lists, progress, submissions_folder, to_f64};
use crate::check::CheckedYear;
use crate::form::TableKind;
use crate::merge::{Consolidation, FundingSummary, ProgressSummary, Submission};
use crate::model::{AmountUnit, Field, Severity, Status};

/// The name of the sheet.
pub(super) const NAME: &str = "Tổng quan";
/// The width of a chart over the whole page, in pixels.
const PAGE_PIXELS: u32 = 1_040;
/// What makes the columns fit a page, in percent.
const PRINT_SCALE: u16 = 60;
/// The width of the merged cells that hold names, in characters.
const NAMES_WIDTH: f64 = 75.0;
/// Names that the sheet lists of what is missing.
const MOST_NAMES: usize = 30;
/// The grey of bodies that said nothing.
const SILENT: Color = Color::RGB(0xF0F0F0);

/// Where the figures of the other sheets stand.
pub(super) struct Sources<'a> {
    /// The rows of the points in `II. Nhiệm vụ`.
    pub(super) points: &'a [RowNum],
    /// The columns of the counts there.
    pub(super) columns: Columns,
    /// The rows of the lines in `III. Kinh phí`.
    pub(super) funding: &'a [RowNum],
    /// The names of the other sheets, in their order.
    pub(super) contents: &'a [String],
    /// What all bodies together are called: `toàn tỉnh`.
    pub(super) whole: &'a str,
    /// How many texts were cut on all other sheets.
    pub(super) cuts: usize,
}

/// Writes the sheet. Returns the cell with the folder of the submissions as well, as a name refers to it.
pub(super) fn write<'s>(
    checked: &CheckedYear,
    styles: &'s Styles,
    sources: &Sources,
) -> Result<(Sheet<'s>, String), XlsxError> {
    let consolidation = checked.consolidation();
    let plan = &consolidation.settings.plan;
    let frame = Frame {
        name: NAME,
        title: &format!("TỔNG HỢP KẾT QUẢ THỰC HIỆN {} SỐ {}", plan.kind.to_uppercase(), plan.symbol),
        unit: "Mọi con số là công thức dẫn về trang “Dữ liệu”; mỗi dòng của trang đó dẫn về ô trong tệp của đơn vị",
        widths: &[40.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0],
        landscape: false,
        on_screen: false,
        title_columns: 7,
    };
    let mut sheet = Sheet::new(consolidation, styles, &frame)?;
    sheet.inner.set_freeze_panes(1, 0)?;
    let submissions = facts(&mut sheet, checked, sources)?;
    sheet.end_row()?;
    charts_above(&mut sheet, consolidation, sources, submissions)?;
    missing(&mut sheet, consolidation)?;
    contents(&mut sheet, sources)?;
    let folder = format!("='{NAME}'!$B${}", sheet.row + 1);
    folder_row(&mut sheet, consolidation)?;
    point_chart(&mut sheet, consolidation, sources)?;
    Ok((sheet, folder))
}

/// The figures of the year. Returns the first row of the submissions.
fn facts(sheet: &mut Sheet, checked: &CheckedYear, sources: &Sources) -> Result<RowNum, XlsxError> {
    let consolidation = checked.consolidation();
    heading(sheet, "1. Số liệu chính")?;
    let (body, total) = (&sheet.styles.body, &sheet.styles.total);
    let agencies = count(consolidation.agencies.len());
    fact(sheet, "Đơn vị phải báo cáo", "COUNTA(DonVi)", Some(agencies), &total.text, &total.whole)?;
    let submissions = sheet.row;
    for state in [Submission::OnTime, Submission::Late, Submission::Missing, Submission::Rejected] {
        let formula = format!(r#"COUNTIF(TinhHinhGui,"{}")"#, state.vietnamese());
        let value = Some(count(consolidation.submissions(state).into_value()));
        fact(sheet, state.vietnamese(), &formula, value, &body.text, &body.whole)?;
    }
    // The lines go from the total down: the first is the total.
    if let (Some(summary), Some(row)) = (consolidation.funding.first(), sources.funding.first()) {
        money(sheet, summary, *row)?;
    }
    let findings = |severity| count(checked.findings().iter().filter(|f| f.rule.severity == severity).count());
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let words = lists::severity(severity);
        // Where there is nothing to list, there is no list.
        let formula = match checked.findings() {
            [] => "0".to_owned(),
            _ => format!(r#"COUNTIF('{}'!C:C,"{words}")"#, lists::FINDINGS),
        };
        let label = format!("Vấn đề: {}", words.to_lowercase());
        fact(sheet, &label, &formula, Some(findings(severity)), &body.text, &body.whole)?;
    }
    let unmapped = [
        ("Ô có nội dung đã đọc", consolidation.ledger.read),
        ("Ô chưa đọc được", consolidation.ledger.unread().count()),
        ("Trang bị ẩn, để sang một bên", consolidation.ledger.hidden_sheets().len()),
        ("Ô bị cắt vì quá dài", sources.cuts + sheet.cuts),
    ];
    for (label, value) in unmapped {
        sheet.text(sheet.row, 0, label, &body.text)?;
        sheet.number(sheet.row, 1, count(value), &body.whole)?;
        sheet.end_row()?;
    }
    Ok(submissions)
}

/// What is missing: the bodies that are still to send, and the points of which nobody says anything.
fn missing(sheet: &mut Sheet, consolidation: &Consolidation) -> Result<(), XlsxError> {
    heading(sheet, "3. Còn thiếu")?;
    let bodies = |state: Submission| {
        let reports = consolidation.agencies.iter().filter(move |report| report.submission == state);
        reports.map(|report| report.body.name.as_str()).collect::<Vec<_>>()
    };
    let silent = consolidation.tasks.iter().filter(|summary| summary.entries.is_empty());
    let silent: Vec<&str> = silent.map(|summary| summary.node.id.as_str()).collect();
    let lists = [
        ("Đơn vị chưa gửi báo cáo", bodies(Submission::Missing), super::submissions::NAME),
        ("Đơn vị gửi tệp không sử dụng được", bodies(Submission::Rejected), super::submissions::NAME),
        ("Nội dung chưa đơn vị nào báo cáo", silent, progress::TASKS),
    ];
    let styles = sheet.styles;
    for (label, names, place) in lists {
        let row = sheet.row;
        sheet.sheet_link(row, 0, &format!("'{place}'!A1"), label, &styles.link)?;
        sheet.number(row, 1, count(names.len()), &styles.body.whole)?;
        let named = first_of(&names);
        let shown = super::cell_text::printable(&named, &mut sheet.cuts).into_owned();
        let format = super::cell_text::format_for(&shown, &styles.body.text);
        sheet.inner.merge_range(row, 2, row, 6, &shown, &format)?;
        sheet.make_room(NAMES_WIDTH, &shown);
        sheet.end_row()?;
    }
    sheet.end_row()
}

/// So many names as a reader takes in, and how many there are besides.
fn first_of(names: &[&str]) -> String {
    match names.len().checked_sub(MOST_NAMES).filter(|further| *further > 0) {
        Some(further) => format!("{}; và {further} tên khác", names[..MOST_NAMES].join("; ")),
        None => names.join("; "),
    }
}

/// Where the links of all sheets look for the submissions. A workbook that was moved away is mended here.
fn folder_row(sheet: &mut Sheet, consolidation: &Consolidation) -> Result<(), XlsxError> {
    let row = sheet.row;
    let styles = sheet.styles;
    sheet.text(row, 0, "Thư mục tệp của đơn vị", &styles.body.text)?;
    sheet.inner.merge_range(row, 1, row, 2, &submissions_folder(consolidation), &styles.body.text)?;
    let hint = "Nếu chuyển sổ này sang chỗ khác, ghi lại đường dẫn tại đây (kết thúc bằng / hoặc \\)";
    sheet.inner.merge_range(row, 3, row, 6, hint, &styles.body.text)?;
    sheet.make_room(60.0, hint);
    sheet.end_row()?;
    sheet.end_row()
}

fn money(sheet: &mut Sheet, summary: &FundingSummary, row: RowNum) -> Result<(), XlsxError> {
    let body = &sheet.styles.body;
    let in_unit = |field: Field| format!("{} ({})", field.head(), AmountUnit::OF_THE_FORM.vietnamese());
    let amounts = [
        (in_unit(Field::Allocated), Some(&summary.allocated)),
        (in_unit(Field::Spent), Some(&summary.spent)),
        ("Tỷ lệ thực hiện kinh phí (%)".to_owned(), summary.ratio.as_ref()),
    ];
    let values = || amounts.iter().filter_map(|(_, amount)| amount.map(|amount| to_f64(*amount.value())));
    let format = body.number(values());
    for ((label, amount), column) in amounts.iter().zip(funding::ALLOCATED..) {
        let value = amount.map(|amount| to_f64(*amount.value()));
        let formula = format!("'{}'!{}", funding::NAME, address(row, column));
        fact(sheet, label, &formula, value, &body.text, format)?;
    }
    Ok(())
}

fn fact(
    sheet: &mut Sheet,
    label: &str,
    formula: &str,
    value: Option<f64>,
    text: &Format,
    number: &Format,
) -> Result<(), XlsxError> {
    sheet.text(sheet.row, 0, label, text)?;
    sheet.formula(sheet.row, 1, formula, value, number)?;
    sheet.end_row()
}

fn heading(sheet: &mut Sheet, words: &str) -> Result<(), XlsxError> {
    sheet.text(sheet.row, 0, words, &sheet.styles.heading)?;
    sheet.end_row()
}

/// The other sheets, each a link.
fn contents(sheet: &mut Sheet, sources: &Sources) -> Result<(), XlsxError> {
    heading(sheet, "4. Các trang của sổ")?;
    let styles = sheet.styles;
    for name in sources.contents {
        let row = sheet.row;
        sheet.sheet_link(row, 0, &format!("'{name}'!A1"), name, &styles.link)?;
        sheet.inner.merge_range(row, 1, row, 6, &description(name, sources.whole), &styles.body.text)?;
        sheet.end_row()?;
    }
    sheet.end_row()
}

/// The charts of the submissions and the funding, side by side.
fn charts_above(
    sheet: &mut Sheet,
    consolidation: &Consolidation,
    sources: &Sources,
    submissions: RowNum,
) -> Result<(), XlsxError> {
    heading(sheet, "2. Biểu đồ")?;
    let mut chart = new_chart(ChartType::Column, "Tình hình gửi báo cáo (số đơn vị)");
    let labels = labels("#,##0");
    chart
        .add_series()
        .set_name("Số đơn vị")
        .set_categories((NAME, submissions, 0, submissions + 3, 0))
        .set_values((NAME, submissions, 1, submissions + 3, 1))
        .set_format(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(0x1F4E79)))
        .set_data_label(&labels);
    chart.legend().set_hidden();
    chart.set_width(PAGE_PIXELS / 2).set_height(15 * ROW_PIXELS);
    chart.set_alt_text("Số đơn vị gửi đúng hạn, quá hạn, chưa gửi, không sử dụng được");
    sheet.inner.insert_chart(sheet.row, 0, &chart)?;
    if let (Some(first), Some(last)) = (sources.funding.first(), sources.funding.last())
        && !consolidation.funding.is_empty()
    {
        let mut chart = new_chart(ChartType::Bar, "Kinh phí (triệu đồng)");
        let series = [(Field::Allocated.head(), Color::RGB(0x9DC3E6)), (Field::Spent.head(), Color::RGB(0x1F4E79))];
        for ((name, colour), column) in series.into_iter().zip(funding::ALLOCATED..) {
            chart
                .add_series()
                .set_name(name)
                .set_categories((funding::NAME, *first, 1, *last, 1))
                .set_values((funding::NAME, *first, column, *last, column))
                .set_format(rust_xlsxwriter::ChartSolidFill::new().set_color(colour))
                .set_data_label(&labels)
                .set_gap(60);
        }
        chart.y_axis().set_reverse();
        // The amounts stand at the bars.
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
        chart.set_width(PAGE_PIXELS / 2).set_height(15 * ROW_PIXELS);
        chart.set_alt_text("Dự toán giao và số đã thực hiện theo nguồn kinh phí");
        sheet.inner.insert_chart_with_offset(sheet.row, 0, &chart, PAGE_PIXELS / 2 + 5, 0)?;
    }
    sheet.row += 16;
    Ok(())
}

/// The chart of the points and the figures it is drawn from.
fn point_chart(sheet: &mut Sheet, consolidation: &Consolidation, sources: &Sources) -> Result<(), XlsxError> {
    if sources.points.is_empty() {
        return Ok(());
    }
    let rows = RowNum::try_from(sources.points.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let chart_row = sheet.row;
    // A page cannot be fitted and broken by hand at once.
    sheet.inner.set_print_scale(PRINT_SCALE).set_page_breaks(&[chart_row])?;
    let height = (rows * 20 + 110).min(1_200);
    sheet.row += height.div_ceil(ROW_PIXELS) + 1;
    heading(sheet, "5. Tiến độ từng nội dung (số đơn vị)")?;
    let first = sheet.row + 1;
    points(sheet, consolidation, sources)?;
    let last = sheet.row - 1;
    let mut chart = new_chart(ChartType::BarPercentStacked, "Tiến độ nhiệm vụ, giải pháp (tỷ lệ số đơn vị)");
    let colours = Status::ALL.map(chart_colour).into_iter().chain([SILENT]);
    for ((column, name), colour) in (1..).zip(state_names()).zip(colours) {
        chart
            .add_series()
            .set_name(name)
            .set_categories((NAME, first, 0, last, 0))
            .set_values((NAME, first, column, last, column))
            .set_format(rust_xlsxwriter::ChartSolidFill::new().set_color(colour))
            .set_gap(35);
    }
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max);
    chart.set_width(PAGE_PIXELS).set_height(height);
    chart.set_alt_text("Tỷ lệ số đơn vị hoàn thành, đang thực hiện, chưa thực hiện từng nội dung");
    sheet.inner.insert_chart(chart_row, 0, &chart)?;
    Ok(())
}

/// The table of the points: references to the sheet of the tasks.
fn points(sheet: &mut Sheet, consolidation: &Consolidation, sources: &Sources) -> Result<(), XlsxError> {
    let styles = sheet.styles;
    let mut heads = vec![TableKind::Tasks.label_head()];
    heads.extend(state_names());
    heads.push(Field::Percent.head());
    for (column, head) in (0..).zip(heads) {
        sheet.text(sheet.row, column, head, &styles.head)?;
    }
    sheet.end_row()?;
    for (summary, source) in consolidation.tasks.iter().zip(sources.points) {
        let row = sheet.row;
        let body = &styles.body;
        let from = |column: ColNum| format!("'{}'!{}", progress::TASKS, address(*source, column));
        let (code, words) = (from(0), from(progress::WORDS));
        let named = format!(r#"{code}&" "&IF(LEN({words})>{SHORT_NAME},LEFT({words},{SHORT_NAME})&"…",{words})"#);
        sheet.text_formula(row, 0, &named, &short_name(summary), &body.text)?;
        for (column, status) in (1..).zip(Status::ALL) {
            let value = Some(count(summary.counts.of(status)));
            sheet.formula(row, column, &from(sources.columns.status(status)), value, &body.whole)?;
        }
        let silent = Some(count(*summary.counts.no_report.value()));
        sheet.formula(row, 5, &from(sources.columns.silent()), silent, &body.whole)?;
        let completion = summary.completion.as_ref().map(|percent| to_f64(*percent.value()));
        sheet.formula(row, 6, &from(sources.columns.completion()), completion, &body.fraction)?;
        sheet.end_row()?;
    }
    Ok(())
}

/// Letters of a point's words beside its code.
const SHORT_NAME: usize = 34;

/// A point by its code and the beginning of its words, as the formula beside it gives it.
fn short_name(summary: &ProgressSummary) -> String {
    let words = summary.node.text();
    let short: String = words.chars().take(SHORT_NAME).collect();
    let more = if words.chars().count() > SHORT_NAME { "…" } else { "" };
    format!("{} {short}{more}", summary.node.id)
}

/// The four states and the silence, in the order of their columns.
fn state_names() -> impl Iterator<Item = &'static str> {
    Status::ALL.map(Status::vietnamese).into_iter().chain([Status::NO_REPORT])
}

/// A chart in the face of the workbook.
fn new_chart(kind: ChartType, title: &str) -> Chart {
    let mut chart = Chart::new(kind);
    chart.title().set_name(title).set_font(font(13).set_bold());
    chart.x_axis().set_font(&font(10));
    chart.y_axis().set_font(&font(10));
    chart.legend().set_font(&font(10)).set_position(ChartLegendPosition::Bottom);
    chart
}

fn labels(format: &str) -> ChartDataLabel {
    let mut labels = ChartDataLabel::new();
    labels.show_value().set_num_format(format).set_font(&font(10)).set_position(ChartDataLabelPosition::OutsideEnd);
    labels
}

fn font(size: u16) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(f64::from(size));
    font
}

/// What is in each of the other sheets, for the list of contents.
fn description(name: &str, whole: &str) -> Cow<'static, str> {
    let words = match name {
        progress::TASKS => "Số đơn vị theo trạng thái của từng nhiệm vụ, giải pháp",
        super::matrix::NAME => "Trạng thái của từng đơn vị với từng nhiệm vụ",
        indicators::NAME => return format!("Chỉ tiêu {whole}").into(),
        indicators::BY_AGENCY => "Kế hoạch và thực hiện của từng đơn vị",
        super::goals::NAME => "Số gốc, mục tiêu từng năm và tiến độ của mục tiêu",
        super::levels::NAME => "Số đơn vị ở từng mức của chỉ tiêu trả lời bằng chữ",
        funding::NAME => return format!("Dự toán giao và đã thực hiện {whole}").into(),
        funding::BY_AGENCY => "Dự toán giao và đã thực hiện của từng đơn vị",
        progress::DUTIES => "Nhiệm vụ riêng của từng cơ quan theo kế hoạch",
        progress::CATALOGUE => "Danh mục nhiệm vụ của kế hoạch",
        super::comparison::NAME => {
            return format!("Chỉ tiêu, kinh phí, nhiệm vụ của {whole} năm nay và năm trước").into();
        }
        super::comparison::BY_AGENCY => "Số năm nay và năm trước của đơn vị báo cáo cả hai năm",
        super::submissions::NAME => "Đơn vị nào đã gửi, khi nào, tệp nào được dùng",
        super::details::NAME => "Nguyên văn báo cáo của từng đơn vị",
        lists::FINDINGS => "Việc cần xem lại trong tệp của đơn vị và cách xử lý",
        lists::UNMAPPED => "Ô có nội dung mà chương trình không hiểu",
        lists::OUTSIDE => "Nội dung đơn vị tự thêm, không tính vào số liệu",
        lists::NOTES => "Ghi chú, dòng cộng, lời ghi kèm của đơn vị, có tệp và ô gốc",
        super::data::NAME => "Mọi số liệu, mỗi số một dòng, có tệp và ô gốc",
        _ => "",
    };
    words.into()
}
