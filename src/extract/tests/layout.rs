//! Where tables stand: below letterheads, one under another, side by side, moved right.

use super::{assert_told, merged, read_sheets, sheet, told};
use crate::intake::Visibility;

#[test]
fn tables_side_by_side_and_one_under_another() {
    assert_told(
        "||CÁC CHỈ TIÊU|||||KINH PHÍ||
         ||Mã|Chỉ tiêu|KH|TH||Nguồn|Dự toán|Đã chi
         ||CT25|Số cuộc thanh tra, kiểm tra|11|13||Các nguồn hợp pháp khác|4|3
         ||CT04|Số cuộc gặp gỡ, đối thoại|2|2||Tổng cộng|4|3

         ||Mã|Nhiệm vụ|Kết quả|Trạng thái||||
         ||II.1.a|a) Tiếp tục|Mở 2 lớp.|HT||||",
        "II.1.a | completed | - | Mở 2 lớp. | - | - | -
         CT25 | 11 | 13
         CT04 | 2 | 2
         III.2 | 4 | 3
         III | 4 | 3",
    );
}

#[test]
fn side_by_side_without_a_gap() {
    assert_told(
        "Mã|Chỉ tiêu|KH|TH|Mã|Nguồn|Dự toán|Đã chi
         CT25|Số cuộc thanh tra, kiểm tra|11|13|III.2|Các nguồn hợp pháp khác|4|3",
        "CT25 | 11 | 13
         III.2 | 4 | 3",
    );
}

#[test]
fn hidden_sheets_are_set_aside_and_told() {
    let table = "Mã|Chỉ tiêu|KH|TH\nCT25|Số cuộc thanh tra|11|13";
    let mut hidden = sheet("Năm trước", "Mã|Chỉ tiêu|KH|TH\nCT04|Số cuộc gặp gỡ|1|1");
    hidden.visibility = Visibility::VeryHidden;
    let extraction = read_sheets(vec![sheet("CT", table), hidden], 2026);
    assert!(told(&extraction).starts_with("CT25 | 11 | 13\n! HiddenData A1\n? A1 Mã\n"));
    assert_eq!(extraction.ledger.unmapped.len(), 8);
}

#[test]
fn a_list_that_is_no_report_is_not_taken_for_one() {
    for drawn in [
        "STT|Họ và tên|Ngày sinh|Lớp|Ghi chú\n1|Nguyễn Văn A|1/2/2010|6A|\n2|Trần Thị B|3/4/2010|6B|",
        "TT|Nội dung|Số lượng|Đơn giá|Thành tiền\n1|Bàn học sinh|10|500|5000\n2|Ghế|20|100|2000",
        "Name|Status|Progress\nTask A|Done|100\nTask B|In progress|50",
    ] {
        let extraction = read_sheets(vec![sheet("Sheet1", drawn)], 2026);
        assert!(extraction.records.is_empty());
    }
}

#[test]
fn a_head_of_three_rows_is_read_whole_whatever_stands_in_its_middle() {
    let expected = "CT25 | 11 | 13\n";
    let merges = [0, 1, 4].map(|column| merged(0, column, 2, column)).to_vec();
    let spanning = [merged(0, 2, 1, 3)];
    for (middle, more) in [("", &spanning[..]), ("||Số liệu báo cáo", &[merged(0, 2, 0, 3), merged(1, 2, 1, 3)][..])]
    {
        let drawn = format!(
            "Mã|Chỉ tiêu|Kết quả||Ghi chú
             {middle}
             ||Kế hoạch|Thực hiện
             CT25|Số cuộc thanh tra, kiểm tra|11|13|"
        );
        let mut told_merges = sheet("B2", &drawn);
        told_merges.merges = merges.iter().chain(more).cloned().collect();
        // Formats that do not tell merges.
        for grid in [told_merges, sheet("B2", &drawn)] {
            assert_eq!(told(&read_sheets(vec![grid], 2026)), expected, "{drawn}");
        }
    }
}

#[test]
fn a_year_in_the_middle_of_a_head_holds_for_what_stands_below() {
    assert_told(
        "Mã|Chỉ tiêu|Kết quả||||
         ||Năm 2025||Năm 2026||
         ||Kế hoạch|Thực hiện|Kế hoạch|Thực hiện|
         CT25|Số cuộc thanh tra, kiểm tra|1|2|11|13|",
        "CT25 | 11 | 13
         ? C4 1
         ? D4 2",
    );
}

#[test]
fn letters_and_numbers_of_columns_are_furniture_under_the_smallest_table() {
    assert_told(
        "Mã|Nguồn kinh phí|Kinh phí|
         ||Dự toán giao (tỷ đồng)|Đã thực hiện (tỷ đồng)
         A|B|1|2
         III.2|Các nguồn hợp pháp khác|2|1",
        "III.2 | 2000 | 1000
         ! UnitConverted C4
         ! UnitConverted D4",
    );
}
