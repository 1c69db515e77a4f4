//! Biểu 02 and 03: figures in every notation and unit, sums that are computed anew, columns of other years.

use super::assert_told;

#[test]
fn counts_have_no_decimals_whatever_the_notation() {
    assert_told(
        "TT|Tên chỉ tiêu|ĐVT|KH năm|TH năm|So với cùng kỳ
         1|Số lượt người được quán triệt|lượt người|'1.500|'1,620|101
         2|Số hội nghị, lớp quán triệt Nghị quyết số 29-NQ/TW, Kết luận số 51-KL/TW|hội nghị|12 hội nghị|Không|
         3|Tỷ lệ huy động trẻ em nhà trẻ|%|'43,5|38.69%|",
        "CT02 | 1500 | 1620
         CT01 | 12 | 0
         CT08 | 43.5 | 38.69
         ? F2 101",
    );
}

#[test]
fn blank_dash_and_zero_are_kept_apart() {
    assert_told(
        "Mã|Chỉ tiêu|Kế hoạch|Thực hiện
         CT01|Số hội nghị||0
         CT02|Số lượt người|-|
         CT03|Số tin, bài|không có|'0",
        "CT01 | - | 0
         CT03 | 0 | 0",
    );
}

#[test]
fn what_was_planned_under_a_head_of_two_rows() {
    assert_told(
        "Mã|Tiêu chí|Đv tính|Năm 2026||Ghi chú
         |||Chỉ tiêu năm 2026|Ước thực hiện|
         CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13|",
        "CT25 | 11 | 13",
    );
}

#[test]
fn columns_of_other_years_and_parts_of_the_year_are_set_aside() {
    assert_told(
        "Mã|Chỉ tiêu|Thực hiện năm 2025|Kế hoạch|Thực hiện 6 tháng|Thực hiện năm 2026
         CT25|Số cuộc thanh tra, kiểm tra|9|11|5|13",
        "CT25 | 11 | 13
         ? C2 9
         ? E2 5",
    );
}

#[test]
fn amounts_by_line_head_and_cell() {
    let expected = "III.1.1 | 1500.5 | 1200
                    III.2 | 20 | 20";
    for table in [
        "|||Đơn vị tính: đồng
         Mã|Nguồn vốn|Dự toán được giao|Đã giải ngân
         III.1.1|Chi thường xuyên|1500500000|1200000000
         III.2|Các nguồn khác|20000000|20000000",
        "Nguồn|KP giao (nghìn đồng)|KP thực hiện (nghìn đồng)|Tỷ lệ
         - Chi thường xuyên đã giao cho đơn vị|'1.500.500|'1.200.000|80%
         2. Các nguồn hợp pháp khác|'20.000|'20.000|100%
         Tổng kinh phí|'1.520.500|'1.220.000|",
        "TT|Nội dung chi|Dự toán|Đã chi
         1|Chi thường xuyên đã giao cho đơn vị|1,5005 tỷ đồng|1,2 tỷ
         2|Các nguồn hợp pháp khác|20 triệu đồng|20.000.000 đ",
    ] {
        let told = super::read(table);
        let amounts: Vec<&str> = told.lines().filter(|line| line.starts_with("III")).collect();
        let wanted: Vec<&str> = expected.lines().map(str::trim).collect();
        assert_eq!(amounts, wanted, "{table}");
        assert!(!told.contains('?') && !told.contains('+'), "{told}");
    }
}

#[test]
fn numerals_of_rows_are_no_codes_of_the_plan() {
    assert_told(
        "STT|Nguồn kinh phí|Dự toán giao|Đã thực hiện
         I|Ngân sách nhà nước|=C3+C4|=D3+D4
         1|Chi thường xuyên đã giao cho đơn vị|10.5|8
         2|Lồng ghép các chương trình, kế hoạch, đề án có liên quan|2|1
         II|Các nguồn hợp pháp khác|4|4
         |Tổng cộng|=C2+C5|=D2+D5",
        "III.1.1 | 10.5 | 8
         III.1.2 | 2 | 1
         III.2 | 4 | 4",
    );
}

#[test]
fn a_number_with_two_readings_is_asked_about_unless_the_file_decides() {
    assert_told(
        "Mã|Nguồn|Dự toán|Đã chi
         III.2|Các nguồn hợp pháp khác|'1.234|#REF!",
        "III.2 | 1234 | -
         ! AmbiguousNumber C2
         ! ErrorCell D2
         ? D2 #REF!",
    );
    assert_told(
        "Mã|Nguồn|Dự toán|Đã chi
         III.2|Các nguồn hợp pháp khác|'1,234|'1,100.5",
        "III.2 | 1234 | 1100.5",
    );
}

#[test]
fn a_head_of_three_columns_in_two_rows() {
    assert_told(
        "Nội dung chi|Kinh phí|
         |Dự toán|Đã sử dụng
         Chi thường xuyên đã giao cho đơn vị|9.387,6 triệu đồng|6.619,9 triệu đồng",
        "III.1.1 | 9387.6 | 6619.9",
    );
}

#[test]
fn a_letter_that_two_encodings_know_is_read_in_that_of_the_file() {
    assert_told(
        "Maõ nguoàn|Nguoàn voán|Kinh phí giao|KP thöïc hieän
         III.1.1|Chi thöôøng xuyeân ñaõ giao cho ñôn vò|'5.512.600.000 ñ|'4.181.400.000 ñ
         III.1.2|Loàng gheùp caùc chöông trình, keá hoaïch, ñeà aùn coù lieân quan|'10.648.800.000 ñ|'9.495.200.000 ñ",
        "III.1.1 | 5512.6 | 4181.4
         III.1.2 | 10648.8 | 9495.2
         ! LegacyEncoding A1
         ! UnitConverted C2
         ! UnitConverted D2
         ! UnitConverted C3
         ! UnitConverted D3",
    );
}

#[test]
fn thousands_of_billions_are_never_meant() {
    assert_told(
        "Mã CT|ĐVT|KH|TH
         CT24|tỷ đồng|'1,234.5|'4,553
         CT02|lượt người|'2,345|'6,789",
        "CT24 | 1234500 | 4553
         CT02 | 2345 | 6789
         ! UnitConverted C2
         ! UnitConverted D2
         ! AmbiguousNumber D2",
    );
}

#[test]
fn characters_of_no_width_are_left_out() {
    assert_told(
        "Mã|Chỉ tiêu|KH|TH
         CT25|Số cuộc thanh tra|'11\u{200B}|'\u{FEFF}13",
        "CT25 | 11 | 13",
    );
}

#[test]
fn a_remark_beside_a_source_makes_no_head_of_its_row() {
    assert_told(
        "Nguồn vốn|Kinh phí giao|Thực hiện|Ghi chú
         1. Ngân sách nhà nước|'22 937,3|'20 659,4|
         2. Các nguồn hợp pháp khác|'6 736,1|'5 422,1|Chuyển nguồn năm sau

         UBND HUYỆN TÂN BIÊN|||Biểu số 04
         Mã|Nhiệm vụ|Kết quả|Trạng thái
         IV.11.a|Xây dựng và tổ chức thực hiện kế hoạch|Đã làm.|HT",
        "IV.11.a | completed | - | Đã làm. | - | - | -
         III.1 | 22937.3 | 20659.4
         III.2 | 6736.1 | 5422.1",
    );
}

#[test]
fn words_that_go_on_after_those_of_another_row_do_not_overrule_the_code() {
    assert_told(
        "Mã|Chỉ tiêu|KH|TH
         ct13|Số học sinh tốt nghiệp trung học cơ sở vào học GDNN|20|30
         CT12|Số HS tốt nghiệp THCS|200|300",
        "CT13 | 20 | 30
         CT12 | 200 | 300",
    );
}
