//! Several bodies in one workbook, and versions on several sheets of one.

use super::{merged, number, read_reports, sheet};
use crate::extract::{Extraction, RemarkKind};
use crate::intake::Grid;
use crate::model::Field;

/// The reports in a workbook: whose each is, and its figures as `CT25 11 13`.
fn reports(sheets: Vec<Grid>) -> Vec<String> {
    let figures = |report: &Extraction| {
        let rows = report.records.iter().map(|row| {
            let [planned, actual] = [Field::Planned, Field::Actual].map(|field| number(row.number(field)));
            format!("{} {planned} {actual}", row.item)
        });
        rows.collect::<Vec<_>>().join(", ")
    };
    let body = |report: &Extraction| report.identity.reports_for.as_ref().map_or("-".to_owned(), ToString::to_string);
    read_reports(sheets, 2026).iter().map(|report| format!("{}: {}", body(report), figures(report))).collect()
}

const BOTH: [&str; 2] = ["25489: CT04 4 4, CT25 11 13", "25498: CT04 5 6, CT25 20 24"];

#[test]
fn bodies_above_the_columns_of_their_figures() {
    let mut grid = sheet(
        "Cụm",
        "Mã|Chỉ tiêu|Xã Tân Lập||Xã Thạnh Bình|
         ||Kế hoạch|Thực hiện|Kế hoạch|Thực hiện
         CT04||4|4|5|6
         CT25||11|13|20|24",
    );
    grid.merges = vec![merged(0, 0, 1, 0), merged(0, 1, 1, 1), merged(0, 2, 0, 3), merged(0, 4, 0, 5)];
    assert_eq!(reports(vec![grid]), BOTH);
}

#[test]
fn a_body_in_a_merged_cell_beside_its_rows() {
    let mut grid = sheet(
        "Cụm",
        "Đơn vị|Mã|Chỉ tiêu|Kế hoạch|Thực hiện
         UBND xã Tân Lập|CT04||4|4
         |CT25||11|13
         UBND xã Thạnh Bình|CT04||5|6
         |CT25||20|24",
    );
    grid.merges = vec![merged(1, 0, 2, 0), merged(3, 0, 4, 0)];
    assert_eq!(reports(vec![grid]), BOTH);
}

#[test]
fn who_leads_or_takes_part_is_no_sender() {
    let tasks = sheet(
        "Biểu 01",
        "Mã|Nhiệm vụ|Đơn vị chủ trì|Kết quả|Trạng thái
         II.1.a||UBND xã Tân Lập|Đã mở 2 lớp.|Hoàn thành
         II.1.b||UBND xã Thạnh Bình|Đã ký 1 quy chế.|Hoàn thành
         II.1.c||Sở Nội vụ|Đã đăng 3 tin.|Hoàn thành",
    );
    let read = read_reports(vec![tasks], 2026);
    assert_eq!((read.len(), read[0].records.len()), (1, 3));
    assert!(read[0].identity.reports_for.is_none());
}

#[test]
fn columns_of_bodies_alone_are_one_remark() {
    let read = read_reports(
        vec![sheet(
            "Biểu 02",
            "Mã|Chỉ tiêu|Đơn vị tính|Xã Tân Lập|Xã Thạnh Bình|Cộng\nCT04||cuộc|4|5|9\nCT25||cuộc|13|24|37",
        )],
        2026,
    );
    assert!(read[0].records.is_empty());
    let kinds: Vec<RemarkKind> = read[0].remarks.iter().map(|remark| remark.kind).collect();
    assert_eq!(kinds, [RemarkKind::SeveralBodies]);
}

#[test]
fn one_body_on_many_sheets_is_one_report() {
    let own =
        |name: &str, rows: &str| sheet(name, &format!("UBND XÃ TÂN LẬP\n\nMã|Chỉ tiêu|Kế hoạch|Thực hiện\n{rows}"));
    assert_eq!(reports(vec![own("1", "CT04||4|4"), own("2", "CT25||11|13")]), ["-: CT04 4 4, CT25 11 13"]);
    // A row that two sheets give differently makes two versions, and one that they give alike does not.
    assert_eq!(
        reports(vec![own("1", "CT04||4|4\nCT25||11|13"), own("2", "CT04||4|4\nCT25||11|14"), own("3", "CT04||4|4")]),
        ["-: CT04 4 4, CT25 11 13", "-: CT04 4 4, CT25 11 14"]
    );
}

#[test]
fn a_school_in_the_workbook_of_a_commune_is_apart() {
    let of = |name: &str, head: &str| sheet(name, &format!("{head}\n\nMã|Chỉ tiêu|Kế hoạch|Thực hiện\nCT25||11|13"));
    let read = read_reports(vec![of("1", "UBND XÃ TÂN LẬP"), of("2", "TRƯỜNG TIỂU HỌC TÂN LẬP")], 2026);
    assert_eq!(read.len(), 2);
    assert_eq!(read[1].identity.letterhead[0].value(), "TRƯỜNG TIỂU HỌC TÂN LẬP");
}

#[test]
fn a_table_of_something_else_is_set_aside() {
    let form = sheet("Biểu 02", "Mã|Chỉ tiêu|Kế hoạch|Thực hiện\nCT04||4|4\nCT25||11|13");
    let other = sheet(
        "Thống kê",
        "TT|Chỉ tiêu|Đơn vị tính|Kế hoạch|Thực hiện
         1|Số đầu sách|cuốn|900|950
         2|Số lượt bạn đọc|lượt|4000|4100
         3|Tổng số giáo viên|người|10|11
         4|Số máy tính|máy|4|6
         5|Diện tích phòng đọc|m2|80|80",
    );
    let read = read_reports(vec![form, other], 2026);
    assert_eq!(read.len(), 1);
    let rows: Vec<&str> = read[0].records.iter().map(|row| row.item.as_str()).collect();
    assert_eq!(rows, ["CT04", "CT25"]);
    assert_eq!(read[0].remarks.iter().filter(|remark| remark.kind == RemarkKind::UnmatchedRow).count(), 1);
    assert!(read[0].outside.is_empty());
}
