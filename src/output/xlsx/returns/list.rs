//! The first sheet: what to correct, one row a finding, each linked to its cell.

use rust_xlsxwriter::{RowNum, Url, Worksheet};

use super::super::XlsxError;
use super::super::cell_text::{format_for, printable, write_text};
use super::super::sheet::{height_of, lines_in};
use super::styles::{self, Styles};
use super::{Return, SheetBack};
use crate::form::RETURN_SHEET;
use crate::model::{CellRef, Finding, Severity};
use crate::vietnamese::{compose, format_date};

const WIDTHS: [f64; 8] = [6.0, 13.0, 24.0, 16.0, 34.0, 24.0, 52.0, 52.0];
const HEADS: [&str; 8] = ["STT", "Mức độ", "Trang tính", "Ô", "Dòng, cột", "Đơn vị đã ghi", "Vấn đề", "Cách sửa"];
/// The head of the list; the lines above say whom it is for and what to do with it.
const HEAD: RowNum = 6;
/// Letters of what an agency wrote that the list shows.
const SHOWN_LETTERS: usize = 120;
/// The paper size code of A4.
const A4: u8 = 9;

/// Writes the list.
pub(super) fn write(request: &Return<'_>, sheets: &[SheetBack<'_>], styles: &Styles) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(RETURN_SHEET)?.set_tab_color(styles::fill(Severity::Error)).set_active(true);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(HEAD, HEAD)?.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_footer("&R&\"Times New Roman,Regular\"&10Trang &P/&N");
    write_opening(&mut sheet, request, styles)?;
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string_with_format(HEAD, column, head, &styles.head)?;
    }
    for (row, finding) in (HEAD + 1..).zip(&request.findings) {
        write_row(&mut sheet, row, finding, sheets, styles)?;
    }
    Ok(sheet)
}

/// Whom it is for, which file it is about, and what to do.
fn write_opening(sheet: &mut Worksheet, request: &Return<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let report = request.report;
    let lines = [
        format!("NỘI DUNG CẦN SỬA TRONG BÁO CÁO NĂM {}", report.year),
        format!("Đơn vị báo cáo: {}", request.agency),
        format!("Tệp đơn vị đã gửi: {}", request.file),
        format!("Nơi nhận: {}. Hạn nộp báo cáo: {}.", report.issuer.name_in_text, format_date(report.deadline)),
        "Các ô cần sửa được tô màu và có ghi chú ở những trang sau; bấm vào cột Ô để đến ngay ô đó. Sửa xong, lưu và gửi \
         lại chính tệp này (có thể để nguyên trang này), hoặc sửa trong tệp gốc của đơn vị. Công thức trong tệp gốc ở đây \
         đã thành số: sửa số thành phần thì sửa cả dòng cộng và tỷ lệ."
            .to_owned(),
    ];
    let mut cuts = 0;
    for (row, line) in (0..).zip(&lines) {
        let format = if row == 0 { &styles.title } else { &styles.line };
        let line = printable(line, &mut cuts);
        sheet.merge_range(row, 0, row, 7, &line, &format_for(&line, format))?;
        sheet.set_row_height(row, height_of(lines_in(WIDTHS.iter().sum(), &line)).max(20.0))?;
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    row: RowNum,
    finding: &Finding,
    sheets: &[SheetBack<'_>],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let mut cuts = 0;
    let severity = finding.rule.severity;
    sheet.write_number_with_format(row, 0, f64::from(row - HEAD), &styles.centre)?;
    let coloured = styles.centre.clone().set_background_color(styles::fill(severity));
    sheet.write_string_with_format(row, 1, styles::word(severity), &coloured)?;
    let back = finding.cells.first().and_then(|cell| {
        let own = |back: &&SheetBack<'_>| compose(&back.grid.name) == cell.sheet();
        Some((cell, sheets.iter().find(own)?))
    });
    let mut texts = [String::new(), String::new(), String::new(), String::new()];
    if let Some((cell, back)) = back {
        texts[0].clone_from(&back.name);
        texts[2] = back.headings.of(cell.row, cell.column);
        texts[3] = back.headings.shown(cell.row, cell.column).chars().take(SHOWN_LETTERS).collect();
    }
    for (column, text) in (2..).zip(&texts) {
        write_text(sheet, row, column, &printable(text, &mut cuts), &styles.text)?;
    }
    if let Some((cell, back)) = back {
        let place = format!("internal:'{}'!{}", back.name.replace('\'', "''"), cell.address());
        let shown = cells_named(cell, finding.cells.len());
        sheet.write_url_with_format(row, 3, Url::new(place).set_text(shown), &styles.link)?;
    }
    let told = [&finding.message.vi, &finding.fix.vi];
    for (column, text) in (6..).zip(told) {
        write_text(sheet, row, column, &printable(text, &mut cuts), &styles.text)?;
    }
    let shown = texts.iter().chain(told).zip(&WIDTHS[2..]);
    let lines = shown.map(|(text, width)| lines_in(*width, text)).fold(1.0, f64::max);
    sheet.set_row_height(row, height_of(lines))?;
    Ok(())
}

/// `C7`, `C7 và 3 ô khác`: by their addresses, which the cells of a document have in the workbook that goes back.
fn cells_named(first: &CellRef, count: usize) -> String {
    match count {
        0 | 1 => first.address(),
        more => format!("{} và {} ô khác", first.address(), more - 1),
    }
}
