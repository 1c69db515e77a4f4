//! Which column counts: periods, parts and totals, twins, names of who did it, heads that nobody knows. Values by hand.

use super::{assert_told, merged, read_sheets, sheet, told};

/// What is read of a table whose first row's cells are merged over these columns, and of the same without merges.
#[track_caller]
fn assert_told_merged(drawn: &str, over: &[(u32, u32)], down: &[u32], expected: &str) {
    let mut grid = sheet("Biểu", drawn);
    grid.merges = over.iter().map(|(first, last)| merged(0, *first, 0, *last)).collect();
    grid.merges.extend(down.iter().map(|column| merged(0, *column, 1, *column)));
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let values = |text: &str| lines(text).lines().filter(|line| !line.starts_with('?')).collect::<Vec<_>>().join("\n");
    for grid in [grid, sheet("Biểu", drawn)] {
        let found = told(&read_sheets(vec![grid], 2026));
        assert_eq!(values(&found), lines(expected), "\n{drawn}");
    }
}

#[test]
fn periods_under_a_merged_head() {
    assert_told_merged(
        "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện|||Ghi chú
         ||||6 tháng|9 tháng|Cả năm|
         CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|5|9|13|",
        &[(4, 6)],
        &[0, 1, 2, 3, 7],
        "CT25 | 11 | 13",
    );
    // In another order, and by quarters, of what was planned as well.
    assert_told_merged(
        "Mã|Chỉ tiêu|Kế hoạch||Thực hiện||||
         ||Quý IV|Năm|Cả năm|Quý I|Quý II|Quý III|Quý IV
         CT25|Số cuộc thanh tra, kiểm tra|3|11|13|1|2|3|7",
        &[(2, 3), (4, 8)],
        &[0, 1],
        "CT25 | 11 | 13",
    );
    // Years, as numbers.
    assert_told_merged(
        "Mã|Chỉ tiêu|Kế hoạch||Thực hiện|
         ||2025|2026|2025|2026
         CT25|Số cuộc thanh tra, kiểm tra|8|11|9|13",
        &[(2, 3), (4, 5)],
        &[0, 1],
        "CT25 | 11 | 13",
    );
}

#[test]
fn three_levels_of_heads() {
    let mut grid = sheet(
        "Biểu",
        "Mã|Chỉ tiêu|Kết quả thực hiện các chỉ tiêu||||
         ||Năm 2025||Năm 2026||
         ||6 tháng|Cả năm|6 tháng|Cả năm|
         CT25|Số cuộc thanh tra, kiểm tra|4|9|5|13|",
    );
    grid.merges =
        vec![merged(0, 0, 2, 0), merged(0, 1, 2, 1), merged(0, 2, 0, 5), merged(1, 2, 1, 3), merged(1, 4, 1, 5)];
    let found = told(&read_sheets(vec![grid], 2026));
    assert!(found.starts_with("CT25 | - | 13\n"), "{found}");
    assert!(!found.contains('!'), "{found}");
}

#[test]
fn of_parts_and_their_total_the_total_counts() {
    assert_told_merged(
        "Mã|Chỉ tiêu|Kế hoạch|Thực hiện|||
         |||Mầm non|Tiểu học|THCS|Tổng cộng
         CT15|Tổng số giáo viên|220|60|90|70|220",
        &[(3, 6)],
        &[0, 1, 2],
        "CT15 | 220 | 220",
    );
    // The total first, and of money.
    assert_told_merged(
        "Mã|Nguồn kinh phí|Dự toán giao|||Đã giải ngân||
         ||Cộng|NS tỉnh|NS xã|NS tỉnh|NS xã|Cộng
         III.1.1|Chi thường xuyên đã giao cho đơn vị|1000|700|300|500|290|790",
        &[(2, 4), (5, 7)],
        &[0, 1],
        "III.1.1 | 1000 | 790",
    );
    // What no word tells the sum does.
    assert_told_merged(
        "Mã|Chỉ tiêu|Kế hoạch|Thực hiện|||
         |||Mầm non|Tiểu học|THCS|Ba cấp
         CT15|Tổng số giáo viên|220|60|90|70|220
         CT16|Số giáo viên đạt chuẩn trở lên|200|50|80|60|190",
        &[(3, 6)],
        &[0, 1, 2],
        "CT15 | 220 | 220
         CT16 | 200 | 190",
    );
}

#[test]
fn parts_without_a_total_are_asked_about() {
    assert_told_merged(
        "Mã|Nguồn kinh phí|Dự toán giao||Đã giải ngân
         ||NS tỉnh|NS xã|
         III.1.1|Chi thường xuyên đã giao cho đơn vị|700|300|790",
        &[(2, 3)],
        &[0, 1, 4],
        "III.1.1 | - | 790
         ! AmbiguousColumns C3",
    );
}

#[test]
fn of_two_like_columns_the_one_of_the_year_counts() {
    for (heads, figures) in [
        ("Lũy kế từ đầu giai đoạn|Thực hiện trong năm", "52|13"),
        ("Luỹ kế giai đoạn 2021-2026|Thực hiện", "52|13"),
        ("Thực hiện tháng 11|Lũy kế từ đầu năm", "1|13"),
        ("Thực hiện trong kỳ|Lũy kế từ đầu năm", "1|13"),
        ("Thực hiện 10 tháng|Ước thực hiện cả năm", "9|13"),
        ("Ước thực hiện|Thực hiện", "12|13"),
        ("Thực hiện (sơ bộ)|Thực hiện chính thức", "13|13"),
        ("Thực hiện|Thực hiện năm trước", "13|9"),
        ("Thực hiện học kỳ I|Thực hiện năm 2026", "6|13"),
        // The same figure twice is no question.
        ("Thực hiện|Lũy kế", "13|13"),
        // One of two is blank.
        ("Thực hiện|Lũy kế", "|13"),
        ("Đơn vị thực hiện|Kết quả", "Phòng Văn hóa - Xã hội|13"),
        ("Người thực hiện|Thực hiện", "Nguyễn Văn An|13"),
        ("Thực hiện/Kế hoạch|Thực hiện", "13/11|13"),
    ] {
        let drawn = format!("Mã|Chỉ tiêu|Kế hoạch|{heads}\nCT25|Số cuộc thanh tra, kiểm tra|11|{figures}");
        let found = told(&read_sheets(vec![sheet("Biểu", &drawn)], 2026));
        assert_eq!(found.lines().next(), Some("CT25 | 11 | 13"), "{heads}: {found}");
        assert!(!found.contains('!'), "{heads}: {found}");
    }
}

#[test]
fn columns_that_stay_as_likely_are_asked_about() {
    for (heads, figures) in [
        ("Thực hiện|Lũy kế", "13|52"),
        ("Thực hiện|Thực hiện", "8|13"),
        ("Thực hiện|Ước thực hiện cả năm", "10|13"),
        ("Thực hiện (phòng báo cáo)|Thực hiện (trường báo cáo)", "12|13"),
    ] {
        let drawn = format!("Mã|Chỉ tiêu|Kế hoạch|{heads}\nCT25|Số cuộc thanh tra, kiểm tra|11|{figures}");
        let extraction = read_sheets(vec![sheet("Biểu", &drawn)], 2026);
        let found = told(&extraction);
        assert!(found.starts_with("CT25 | 11 | -\n! AmbiguousColumns D2\n"), "{heads}: {found}");
        let named: Vec<String> = heads.split('|').map(|head| format!("“{head}”")).collect();
        assert_eq!(extraction.remarks[0].found, named.join(", "));
    }
}

#[test]
fn a_lone_column_of_another_period_is_not_the_years() {
    for head in ["Thực hiện 6 tháng", "Thực hiện quý III", "Thực hiện năm 2025", "Thực hiện giai đoạn 2021-2025"]
    {
        let drawn = format!("Mã|Chỉ tiêu|Kế hoạch|{head}\nCT25|Số cuộc thanh tra, kiểm tra|11|5");
        let found = told(&read_sheets(vec![sheet("Biểu", &drawn)], 2026));
        assert!(found.starts_with("CT25 | 11 | -\n! OtherPeriod D2\n"), "{head}: {found}");
    }
    assert_told(
        "Mã|Nhiệm vụ|Kết quả 6 tháng|Trạng thái
         II.1.a|a) Tiếp tục|Mở 1 lớp cho cán bộ.|Đang thực hiện",
        "II.1.a | in_progress | - | - | - | - | -
         ! OtherPeriod C2
         ? C2 Mở 1 lớp cho cán bộ.",
    );
}

#[test]
fn money_given_in_parts() {
    for (heads, figures) in [
        ("Dự toán giao đầu năm|Dự toán bổ sung trong năm|Tổng dự toán", "800|200|1000"),
        ("Tổng dự toán|Dự toán giao đầu năm|Dự toán bổ sung trong năm", "1000|800|200"),
        ("Dự toán giao đầu năm|Dự toán sau điều chỉnh", "800|1000"),
        ("Dự toán giao|Trong đó: bổ sung trong năm", "1000|200"),
        ("Kinh phí giao năm 2025|Kinh phí giao năm 2026", "900|1000"),
    ] {
        let drawn = format!(
            "Mã|Nguồn kinh phí|{heads}|Đã giải ngân\nIII.1.1|Chi thường xuyên đã giao cho đơn vị|{figures}|790"
        );
        let found = told(&read_sheets(vec![sheet("Biểu", &drawn)], 2026));
        assert_eq!(found.lines().next(), Some("III.1.1 | 1000 | 790"), "{heads}: {found}");
    }
    assert_told(
        "Mã|Nguồn kinh phí|Dự toán giao đầu năm|Dự toán điều chỉnh|Đã giải ngân
         III.1.1|Chi thường xuyên đã giao cho đơn vị|800|200|790",
        "III.1.1 | - | 790
         ! AmbiguousColumns C2
         ? C2 800
         ? D2 200",
    );
    // What was added alone is not what was given.
    assert_told(
        "Mã|Nguồn kinh phí|Kinh phí bổ sung trong năm|Đã giải ngân
         III.1.1|Chi thường xuyên đã giao cho đơn vị|200|190",
        "III.1.1 | - | 190
         ! UnreadColumns C2
         ? C2 200",
    );
}

#[test]
fn who_did_it_and_where_is_no_result() {
    for (heads, cells) in [
        ("Đơn vị thực hiện|Kết quả thực hiện", "Phòng Văn hóa - Xã hội|Tổ chức 2 cuộc đối thoại."),
        ("Địa điểm thực hiện|Thực hiện", "Hội trường UBND xã|Tổ chức 2 cuộc đối thoại."),
        ("Người phụ trách|Kết quả", "Nguyễn Văn An|Tổ chức 2 cuộc đối thoại."),
        ("Cơ quan chủ trì thực hiện|Kết quả đạt được", "UBND xã Tân Lập|Tổ chức 2 cuộc đối thoại."),
        // The head says nothing of it; what stands below does.
        ("Thực hiện|Kết quả", "Các trường học trên địa bàn|Tổ chức 2 cuộc đối thoại."),
        ("Kết quả|Thực hiện", "Tổ chức 2 cuộc đối thoại.|Các trường học trên địa bàn"),
    ] {
        let drawn = format!("Mã|Nhiệm vụ|{heads}|Trạng thái\nII.1.d|d) Định kỳ|{cells}|Hoàn thành");
        let found = told(&read_sheets(vec![sheet("Biểu", &drawn)], 2026));
        let expected = "II.1.d | completed | - | Tổ chức 2 cuộc đối thoại. | - | - | -";
        assert_eq!(found.lines().next(), Some(expected), "{heads}: {found}");
    }
}

#[test]
fn done_and_planned_in_one_cell() {
    for (head, cell, expected) in [
        ("Thực hiện/Kế hoạch", "13/11", "CT25 | 11 | 13"),
        ("KH/TH", "11/13", "CT25 | 11 | 13"),
        ("TH / KH năm 2026", "13 / 11 (118%)", "CT25 | 11 | 13"),
        ("Kế hoạch - Thực hiện", "11 cuộc - 13 cuộc", "CT25 | 11 | 13"),
    ] {
        let drawn = format!("Mã|Chỉ tiêu|ĐVT|{head}|Ghi chú\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|{cell}|");
        let found = told(&read_sheets(vec![sheet("Biểu", &drawn)], 2026));
        assert_eq!(found.trim_end(), expected, "{head}: {found}");
    }
    assert_told(
        "Mã|Nguồn kinh phí|Giải ngân/Dự toán|Ghi chú
         III.1.1|Chi thường xuyên đã giao cho đơn vị|'790/1000|",
        "III.1.1 | 1000 | 790",
    );
    // One number is neither, and a share is computed anew.
    assert_told(
        "Mã|Chỉ tiêu|ĐVT|Thực hiện/Kế hoạch
         CT25|Số cuộc thanh tra, kiểm tra|cuộc|13
         CT04|Số cuộc gặp gỡ, đối thoại|cuộc|4/4",
        "CT04 | 4 | 4
         ! NotANumber D2
         ? D2 13",
    );
}

#[test]
fn result_difficulties_and_proposals_in_one_column() {
    let heads = [
        "Kết quả thực hiện; khó khăn, vướng mắc; đề xuất, kiến nghị",
        "Kết quả, khó khăn và kiến nghị",
        "Kết quả thực hiện/Khó khăn, vướng mắc",
    ];
    for head in heads {
        let drawn = format!("Mã|Nhiệm vụ|{head}|Trạng thái\nII.1.a|a) Tiếp tục|Tổ chức 3 hội nghị.|Hoàn thành");
        let expected = "II.1.a | completed | - | Tổ chức 3 hội nghị. | - | - | -";
        assert_told(&drawn, expected);
    }
    assert_told(
        "Mã|Nhiệm vụ|Kết quả thực hiện; khó khăn, vướng mắc; đề xuất, kiến nghị|Trạng thái
         II.1.a|a) Tiếp tục|Tổ chức 3 hội nghị. Khó khăn: thiếu kinh phí. Kiến nghị: bổ sung kinh phí.|Hoàn thành",
        "II.1.a | completed | - | Tổ chức 3 hội nghị. | - | thiếu kinh phí. | bổ sung kinh phí.",
    );
}

#[test]
fn heads_that_nobody_knows_are_read_by_what_stands_below() {
    for head in ["Giá trị", "Con số", "Đạt", "Năm 2026", "Tổng số", "2026"] {
        let drawn = format!("Mã|Chỉ tiêu|Đơn vị tính|{head}\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|13");
        let found = told(&read_sheets(vec![sheet("Biểu", &drawn)], 2026));
        assert!(found.starts_with("CT25 | - | 13\n"), "{head}: {found}");
    }
    for (heads, figures) in [
        ("Năm 2025|Năm 2026", "9|13"),
        ("Đầu năm|Cuối năm", "9|13"),
        ("Mầm non|Tổng cộng", "6|13"),
        ("Số 6 tháng|Số cả năm", "5|13"),
    ] {
        let drawn = format!("Mã|Chỉ tiêu|Đơn vị tính|{heads}\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|{figures}");
        let found = told(&read_sheets(vec![sheet("Biểu", &drawn)], 2026));
        assert!(found.starts_with("CT25 | - | 13\n! ReadByContent E2\n"), "{heads}: {found}");
    }
    // Two that nothing tells apart.
    assert_told(
        "Mã|Chỉ tiêu|Đơn vị tính|Số A|Số B
         CT25|Số cuộc thanh tra, kiểm tra|cuộc|9|13",
        "! AmbiguousColumns D2
         ? D2 9
         ? E2 13",
    );
    // Money: allocated or spent?
    assert_told(
        "Mã|Nguồn kinh phí|Giá trị|Ghi chú
         III.1.1|Chi thường xuyên đã giao cho đơn vị|790|Đã xong",
        "III.1.1 | - | -
         ! UnreadColumns C2
         ? C2 790",
    );
    assert_told(
        "Mã|Nhiệm vụ|Phần trả lời|Đánh giá
         II.1.a|a) Tiếp tục|Tổ chức 3 hội nghị cho cán bộ.|Hoàn thành",
        "II.1.a | completed | - | Tổ chức 3 hội nghị cho cán bộ. | - | - | -
         ! ReadByContent C2",
    );
}

#[test]
fn heads_that_name_no_more_than_the_rows() {
    for (heads, figures) in [
        ("Mã|Chỉ tiêu|Giá trị", "CT25|Số cuộc thanh tra, kiểm tra|13"),
        ("Chỉ tiêu|Năm 2025|Năm 2026", "Số cuộc thanh tra, kiểm tra|9|13"),
        ("Mã|Chỉ tiêu|Mầm non|Tiểu học|THCS|Tổng cộng", "CT25|Số cuộc thanh tra, kiểm tra|3|4|6|13"),
    ] {
        let found = told(&read_sheets(vec![sheet("Biểu", &format!("{heads}\n{figures}"))], 2026));
        assert!(found.starts_with("CT25 | - | 13\n"), "{heads}: {found}");
        assert!(found.contains("! ReadByContent"), "{heads}: {found}");
    }
}

#[test]
fn figures_beside_the_head_that_is_merged_over_them() {
    let mut grid = sheet(
        "Biểu",
        "Mã|Chỉ tiêu|Kế hoạch|Thực hiện||Ghi chú
         CT25|Số cuộc thanh tra, kiểm tra|11||13|
         CT04|Số cuộc gặp gỡ, đối thoại|4|4||",
    );
    grid.merges = vec![merged(0, 3, 0, 4)];
    assert_eq!(told(&read_sheets(vec![grid], 2026)), "CT25 | 11 | 13\nCT04 | 4 | 4\n");
}

#[test]
fn a_table_goes_on_without_its_head() {
    let first = sheet("Biểu 01", "Mã|Nhiệm vụ|Kết quả thực hiện|Trạng thái\nII.1.a|a) Tiếp tục|Tổ chức 3 hội nghị.|HT");
    let indicators = sheet("Biểu 02", "Mã|Chỉ tiêu|KH|TH\nCT25|Số cuộc thanh tra, kiểm tra|11|13");
    let next = sheet("Biểu 01 (tt)", "II.4.c|c) Xây dựng kế hoạch|Cử 12 giáo viên đi học.|HT");
    let found = told(&read_sheets(vec![first, indicators, next], 2026));
    assert_eq!(
        found,
        "II.1.a | completed | - | Tổ chức 3 hội nghị. | - | - | -
II.4.c | completed | - | Cử 12 giáo viên đi học. | - | - | -
CT25 | 11 | 13
"
    );
}

#[test]
fn rows_that_slipped_to_the_side() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả thực hiện|Văn bản, sản phẩm|Trạng thái|Tỷ lệ hoàn thành (%)|Khó khăn, vướng mắc
         II.1.a|a) Tiếp tục|Mở 2 lớp.|12/KH|Hoàn thành|100|
         II.1.d|d) Định kỳ||Tổ chức 2 cuộc đối thoại.||Hoàn thành|100",
        "II.1.a | completed | 100 | Mở 2 lớp. | 12/KH | - | -
         II.1.d | completed | 100 | Tổ chức 2 cuộc đối thoại. | - | - | -
         ! SlippedRow D3",
    );
    assert_told(
        "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện|Ghi chú
         CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13|
         CT04|Số cuộc gặp gỡ, đối thoại||cuộc|4|5",
        "CT25 | 11 | 13
         CT04 | 4 | 5
         ! SlippedRow D3",
    );
    // A state in the column of percentages is a habit of some.
    assert_told(
        "Mã|Nhiệm vụ|Kết quả thực hiện|Văn bản, sản phẩm|Trạng thái|Tỷ lệ hoàn thành (%)
         II.1.a|a) Tiếp tục||12/KH||Hoàn thành
         II.1.d|d) Định kỳ||13/KH||Hoàn thành",
        "II.1.a | completed | - | - | 12/KH | - | -
         II.1.d | completed | - | - | 13/KH | - | -",
    );
}

#[test]
fn settled_figures_come_before_estimates() {
    assert_told(
        "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Ước thực hiện|Con số chính thức\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|11|9|13",
        "CT25 | 11 | 13\n! ReadByContent F2\n? E2 9",
    );
    assert_told(
        "Mã|Chỉ tiêu|ĐVT|Ước thực hiện|Thực hiện/Kế hoạch\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|9|13/11",
        "CT25 | 11 | 13\n? D2 9",
    );
}

#[test]
fn figures_that_slipped_into_the_note() {
    let table = |row: &str| {
        format!(
            "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện|Ghi chú\nCT04|Số cuộc gặp gỡ, đối thoại|cuộc|4|5|\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|{row}"
        )
    };
    assert_told(&table("|11|13"), "CT04 | 4 | 5\nCT25 | 11 | 13\n! SlippedRow C3");
    // Words beside a figure, and figures in place, are what they are.
    assert_told(&table("|13|2 điểm trường mới"), "CT04 | 4 | 5\nCT25 | - | 13");
    assert_told(&table("11|13|7"), "CT04 | 4 | 5\nCT25 | 11 | 13");
}

#[test]
fn dashes_say_nothing() {
    assert_told(
        "Mã|Nhiệm vụ|Kết quả|Văn bản|Trạng thái|Tỷ lệ (%)|Khó khăn, vướng mắc|Đề xuất, kiến nghị
         II.1.a|a) Tiếp tục tổ chức quán triệt|Mở 2 lớp.|-|Hoàn thành|100|–|/
         II.1.b|b) Phối hợp với Ủy ban Mặt trận|-|-|-|-|-|-",
        "II.1.a | completed | 100 | Mở 2 lớp. | - | - | -",
    );
}
