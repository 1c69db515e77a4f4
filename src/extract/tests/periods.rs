//! Which period is reported on: titles, names of sheets and files, the cover. Values by hand.

use std::sync::Arc;

use super::{lexicon, read_sheets, sheet, told};
use crate::extract::{Extraction, extract};
use crate::intake::Workbook;

const THIS_YEAR: &str =
    "Mã|Chỉ tiêu|Kế hoạch|Thực hiện\nCT25|Số cuộc thanh tra, kiểm tra||\nCT04|Số cuộc gặp gỡ, đối thoại|4|4";
const LAST_YEAR: &str =
    "Mã|Chỉ tiêu|Kế hoạch|Thực hiện\nCT25|Số cuộc thanh tra, kiểm tra|8|9\nCT04|Số cuộc gặp gỡ, đối thoại|3|3";

fn values(extraction: &Extraction) -> String {
    told(extraction).lines().filter(|line| !line.starts_with('?')).collect::<Vec<_>>().join("\n")
}

#[test]
fn last_years_table_fills_no_blanks() {
    let expected = "CT04 | 4 | 4\n! OtherPeriod A1";
    for (name, title) in [
        ("Biểu 02 (2025)", "Năm báo cáo: 2025\n"),
        ("Biểu 02 (2)", "CÁC CHỈ TIÊU CHỦ YẾU NĂM 2025\n"),
        ("Biểu 02 (2)", "|(Năm 2025)\n"),
        ("CT 2025", ""),
        ("6 tháng", ""),
        ("Biểu 02 (2)", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026\n"),
        ("Biểu 02 (2)", "BÁO CÁO QUÝ II/2026\n"),
    ] {
        let sheets = vec![
            sheet("Biểu 02", &format!("CÁC CHỈ TIÊU CHỦ YẾU NĂM 2026\n{THIS_YEAR}")),
            sheet(name, &format!("{title}{LAST_YEAR}")),
        ];
        let found = values(&read_sheets(sheets.clone(), 2026));
        assert_eq!(found.replace("B1", "A1"), expected, "{name} {title}");
        // In the other order of sheets.
        let turned: Vec<_> = sheets.into_iter().rev().collect();
        assert_eq!(values(&read_sheets(turned, 2026)).replace("B1", "A1"), expected, "{name} {title}");
    }
}

#[test]
fn tables_under_one_another_have_periods_of_their_own() {
    let drawn = format!("NĂM 2025\n{LAST_YEAR}\n\nNĂM 2026\n{THIS_YEAR}");
    let extraction = read_sheets(vec![sheet("Biểu 02", &drawn)], 2026);
    assert_eq!(values(&extraction), "CT04 | 4 | 4\n! OtherPeriod A1");
    assert_eq!(extraction.identity.year.map(|year| *year.value()), None);
}

#[test]
fn years_that_are_cited_or_compared_with_are_no_periods() {
    for title in [
        "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2026 SO VỚI NĂM 2025",
        "KẾT QUẢ THỰC HIỆN ĐỀ ÁN GIAI ĐOẠN 2021 - 2025",
        "(Kèm theo Báo cáo số 12/BC-UBND ngày 18 tháng 11 năm 2025 của UBND xã)",
        "Thực hiện Kế hoạch số 2739/KH-UBND ngày 12 tháng 5 năm 2025 của UBND tỉnh",
        "Tân Lập, ngày 25 tháng 6 năm 2025",
        "NĂM HỌC 2025 - 2026",
        "(Số liệu tính đến ngày 30/9/2026)",
    ] {
        let found = values(&read_sheets(vec![sheet("Biểu 02", &format!("{title}\n{THIS_YEAR}"))], 2026));
        // That the report is dated in another year is another question, and asked (D38).
        let found: Vec<&str> = found.lines().filter(|line| !line.contains("DoubtfulDate")).collect();
        assert_eq!(found, ["CT04 | 4 | 4"], "{title}");
    }
}

#[test]
fn a_report_on_half_a_year_is_not_that_on_the_year() {
    let particulars =
        |period: &str| sheet("Thông tin", &format!("Tên đơn vị báo cáo|UBND xã Tân Lập\nKỳ báo cáo|{period}"));
    let table = || sheet("Biểu 02", &format!("Năm báo cáo: 2026\n{THIS_YEAR}"));
    for (sheets, words) in [
        (vec![particulars("6 tháng đầu năm 2026"), table()], "6 tháng đầu năm 2026"),
        (vec![table(), particulars("Quý III/2026")], "Quý III/2026"),
        (vec![sheet("Bìa", "BÁO CÁO KẾT QUẢ 9 THÁNG NĂM 2026"), table()], "BÁO CÁO KẾT QUẢ 9 THÁNG NĂM 2026"),
        (vec![sheet("Biểu 02", &format!("KẾT QUẢ 6 THÁNG ĐẦU NĂM\n{THIS_YEAR}"))], "KẾT QUẢ 6 THÁNG ĐẦU NĂM"),
    ] {
        let extraction = read_sheets(sheets, 2026);
        assert!(extraction.records.is_empty(), "{words}");
        assert_eq!(extraction.other_period.map(|period| period.words).as_deref(), Some(words));
    }
    let whole = read_sheets(vec![particulars("Năm 2026"), table()], 2026);
    assert_eq!((whole.records.len(), whole.other_period), (1, None));
}

#[test]
fn the_name_of_a_file_is_heard() {
    let read = |path: &str, title: &str| {
        let workbook = Workbook::from(vec![sheet("Biểu 02", &format!("{title}\n{THIS_YEAR}"))]).decoded();
        extract(&Arc::from(path), &workbook, &lexicon(2026)).expect("an extraction").remove(0)
    };
    for (path, title) in [
        ("BC 6 thang dau nam 2026.xlsx", "Năm báo cáo: 2026"),
        ("6 thang/BC_2026_25489.xlsx", "Năm báo cáo: 2026"),
        ("Bao cao nam 2025.xlsx", "CÁC CHỈ TIÊU"),
    ] {
        let extraction = read(path, title);
        assert!(extraction.records.is_empty() && extraction.other_period.is_some(), "{path}");
    }
    for (path, title) in [
        ("BC_2026_25489.xlsx", "CÁC CHỈ TIÊU"),
        ("Bao cao nam 2025.xlsx", "Năm báo cáo: 2026"),
        ("Bao cao thang 11.xlsx", "CÁC CHỈ TIÊU"),
        ("BC 18-11-2025.xlsx", "CÁC CHỈ TIÊU"),
    ] {
        let extraction = read(path, title);
        assert!(extraction.records.len() == 1 && extraction.other_period.is_none(), "{path}");
    }
}
