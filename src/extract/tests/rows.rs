//! What a row is: what its code and its words say together.

use super::assert_told;

/// Rows of progress beside each other: code, words, what is expected to be told of `Làm việc {n}.`
#[track_caller]
fn assert_tasks(rows: &[(&str, &str, &str)]) {
    let mut drawn = "Mã|Nhiệm vụ, giải pháp|Kết quả thực hiện|Trạng thái\n".to_owned();
    let mut expected = Vec::new();
    for (number, (code, words, item)) in (1..).zip(rows) {
        drawn.push_str(&format!("{code}|{words}|Làm việc {number}.|Hoàn thành\n"));
        if !item.is_empty() {
            expected.push(format!("{item} | completed | - | Làm việc {number}. | - | - | -"));
        }
    }
    let records: Vec<String> =
        super::read(&drawn).lines().filter(|line| line.contains(" | ")).map(str::to_owned).collect();
    assert_eq!(records, expected, "\n{drawn}");
}

/// As [`assert_tasks`], for indicators: the figure reached is the number of the row, from 1.
#[track_caller]
fn assert_indicators(rows: &[(&str, &str, &str)]) {
    let mut drawn = "Mã|Chỉ tiêu|Đơn vị tính|Kế hoạch|Thực hiện\n".to_owned();
    let mut expected = Vec::new();
    for (number, (code, words, item)) in (1..).zip(rows) {
        drawn.push_str(&format!("{code}|{words}||9|{number}\n"));
        if !item.is_empty() {
            expected.push(format!("{item} | 9 | {number}"));
        }
    }
    let records: Vec<String> =
        super::read(&drawn).lines().filter(|line| line.contains(" | ")).map(str::to_owned).collect();
    assert_eq!(records, expected, "\n{drawn}");
}

#[test]
fn words_shortened_by_the_clerk_are_those_of_the_row_their_code_names() {
    assert_tasks(&[
        ("II.1.a", "Quán triệt NQ 29, KL 51", "II.1.a"),
        ("II.1.b", "Phối hợp giám sát, phản biện", "II.1.b"),
        ("II.1.c", "Truyền thông GDĐT", "II.1.c"),
        ("II.1.d", "GẶP GỠ, ĐỐI THOẠI", "II.1.d"),
        ("II.2.a", "Học tập tư tưởng, đạo đức, phong cách HCM", "II.2.a"),
        ("II.2.b", "Triển khai CT GDPT 2018", "II.2.b"),
        ("II.3.c", "Khởi nghiệp HSSV", "II.3.c"),
        ("II.3.đ", "Pho cap GDMN", "II.3.đ"),
        ("II.3.e", "Phân luồng HS sau THCS", "II.3.e"),
        ("II.4.a", "Tinh giản biên chế", "II.4.a"),
        ("II.4.d", "Chế độ, chính sách nhà giáo", "II.4.d"),
        ("II.4.i", "Đầu tư CSVC, TBDH", "II.4.i"),
        ("II.5.d", "Công tác thanh tra kiểm tra các trường", "II.5.d"),
        ("II.5.b", "Làm", "II.5.b"),
        ("II.5.a", "a) Rà soát", "II.5.a"),
        ("II.5.c", "Nhiệm vụ 3", "II.5.c"),
    ]);
    assert_indicators(&[
        ("CT15", "Tổng số GV", "CT15"),
        ("CT16", "Số GV đạt chuẩn", "CT16"),
        ("CT17", "TL GV đạt chuẩn", "CT17"),
        ("CT18", "Số phòng học", "CT18"),
        ("CT19", "Phòng học kiên cố", "CT19"),
        ("CT22", "Trường đạt chuẩn QG", "CT22"),
        ("CT05", "Số lao động được đào tạo nghề", "CT05"),
        ("CT24", "Huy động xã hội hóa (tr.đ)", "CT24"),
        ("CT13", "HS vào học nghề", "CT13"),
    ]);
}

#[test]
fn codes_that_slipped_give_way_to_words_that_are_clear() {
    // In full, shortened, without diacritics, in capitals; the letter alone within its group.
    assert_tasks(&[
        ("II.1.b", "Quán triệt NQ 29, KL 51", "II.1.a"),
        ("II.1.d", "TRUYEN THONG VE DOI MOI GIAO DUC VA DAO TAO", "II.1.c"),
        ("II.1.c", "Gặp gỡ, đối thoại", "II.1.d"),
        ("II.2.b", "Quan tâm xây dựng, biên soạn nội dung giáo dục học sinh, sinh viên tinh thần đoàn kết", "II.2.c"),
    ]);
    assert_tasks(&[
        ("II.1", "Tăng cường sự lãnh đạo, chỉ đạo của các cấp ủy Đảng", ""),
        ("b)", "Truyền thông GDĐT", "II.1.c"),
        ("c)", "Gặp gỡ, đối thoại", "II.1.d"),
    ]);
    assert_indicators(&[
        ("CT13", "Số học sinh tốt nghiệp trung học cơ sở", "CT12"),
        ("CT14", "Số HS tốt nghiệp THCS vào học GDNN", "CT13"),
        ("CT16", "Tỷ lệ GV đạt chuẩn", "CT17"),
        ("CT19", "Số phòng học", "CT18"),
        ("CT23", "Số trường đạt chuẩn quốc gia (trường)", "CT22"),
        ("CT10", "Số trẻ em trong độ tuổi mẫu giáo năm học 2025 - 2026", "CT09"),
    ]);
}

#[test]
fn words_that_begin_anothers_are_those_of_the_row_they_are_in_full() {
    // The longer words beside the code of the shorter, in full and with a slip.
    assert_indicators(&[("CT12", "Số học sinh tốt nghiệp THCS vào học giáo dục nghề nghiệp", "CT13")]);
    assert_indicators(&[("CT12", "Số học sinh tốt nghiệp trung học cơ sở vào học giáo dục nghề nghiẹp", "CT13")]);
    // The shorter ones beside the code of the longer: cut short only where the shorter has its row.
    assert_indicators(&[("CT13", "Số học sinh tốt nghiệp trung học cơ sở", "CT12")]);
    assert_indicators(&[
        ("CT12", "Số học sinh tốt nghiệp trung học cơ sở", "CT12"),
        ("CT13", "Số học sinh tốt nghiệp trung học cơ sở", "CT13"),
    ]);
    assert_indicators(&[("CT13", "Số học sinh tốt nghiệp trung học cơ sở vào", "CT13")]);
    assert_indicators(&[("CT12", "Số học sinh tốt nghiệp trung học cơ sở năm 2026", "CT12")]);
}

#[test]
fn what_is_a_bodys_own_under_a_code_of_the_plan_is_asked_about() {
    assert_told(
        "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện
         CT04|Số cuộc gặp gỡ, đối thoại với cán bộ, giáo viên|cuộc|4|4
         CT05|Số lớp xóa mù chữ|lớp|3|5
         CT15|Tổng số cán bộ, giáo viên, nhân viên|người|30|31
         CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13",
        "CT04 | 4 | 4
         CT25 | 11 | 13
         ! CodeAgainstWords B3
         ! CodeAgainstWords B4
         ? A3 CT05
         ? B3 Số lớp xóa mù chữ
         ? C3 lớp
         ? D3 3
         ? E3 5
         ? A4 CT15
         ? B4 Tổng số cán bộ, giáo viên, nhân viên
         ? C4 người
         ? D4 30
         ? E4 31",
    );
    // The true row below it counts.
    assert_indicators(&[("CT05", "Số hộ nghèo", ""), ("CT05", "Số người được đào tạo nghề trong năm", "CT05")]);
}

#[test]
fn examples_that_were_left_in_do_not_count() {
    let table = |example: &str| {
        format!(
            "Mã|Nhiệm vụ|Kết quả|Văn bản|Trạng thái
             {example}
             II.1.a|Tiếp tục tổ chức quán triệt|Tổ chức 3 hội nghị.||Hoàn thành"
        )
    };
    let answer = "II.1.a | completed | - | Tổ chức 3 hội nghị. | - | - | -";
    for example in [
        "II.1.a|(Ví dụ) Tiếp tục tổ chức quán triệt …|Đã tổ chức 2 hội nghị|15/KH-UBND|Đang thực hiện",
        "II.1.a|Tiếp tục tổ chức quán triệt|Ví dụ: Đã tổ chức 2 hội nghị|15/KH-UBND|Đang thực hiện",
        "II.1.a|Tiếp tục tổ chức quán triệt|VD: đã tổ chức 2 hội nghị||Đang thực hiện",
        "II.1.a|Tiếp tục tổ chức quán triệt (ví dụ)|Đã tổ chức 2 hội nghị||Đang thực hiện",
        "VD|Tiếp tục tổ chức quán triệt nội dung của Nghị quyết|Đã tổ chức 2 hội nghị||Đang thực hiện",
        "II.1.a (VD)|Tiếp tục tổ chức quán triệt|Đã tổ chức 2 hội nghị||Đang thực hiện",
    ] {
        let told = super::read(&table(example));
        assert!(told.starts_with(answer), "{told}");
        assert!(told.contains("! ExampleRow A2") && !told.contains("DuplicateRow"), "{told}");
    }
    // A line over it, and below it the answer.
    let told = super::read(&table("|Ví dụ:\nII.1.a|Tiếp tục tổ chức quán triệt|Đã tổ chức 2 hội nghị||Đang thực hiện"));
    assert!(told.starts_with(answer) && told.contains("! ExampleRow A3"), "{told}");
    // A result that speaks of an example is one.
    let told = super::read("Mã|Nhiệm vụ|Kết quả|Trạng thái\nII.1.a|Tiếp tục|Ví dụ điển hình là xã Tân Lập.|Hoàn thành");
    assert!(told.starts_with("II.1.a | completed | - | Ví dụ điển hình là xã Tân Lập."), "{told}");
}

#[test]
fn of_two_rows_for_one_item_the_true_one_counts() {
    let told = |first: &str, second: &str| {
        super::read(&format!("Mã|Chỉ tiêu|Kế hoạch|Thực hiện|Ghi chú\nCT25|{first}\nCT25|{second}"))
    };
    let words = "Số cuộc thanh tra, kiểm tra";
    for (first, second, counts, other) in [
        // Of rows that are alike the first counts.
        (format!("{words}|11|13|"), format!("{words}|11|14|"), "13", "A3"),
        (format!("{words}|11|8|số cũ"), format!("{words}|11|13|"), "13", "A2"),
        (format!("{words}|11|8|"), format!("{words}|11|13|Đã sửa"), "13", "A2"),
        (format!("{words} (cũ)|11|8|"), format!("{words}|11|13|"), "13", "A2"),
        (format!("{words}|11||"), format!("{words}|11|13|"), "13", "A2"),
    ] {
        let told = told(&first, &second);
        assert!(told.starts_with(&format!("CT25 | 11 | {counts}\n")), "{told}");
        assert!(told.contains(&format!("! DuplicateRow {other}")), "{told}");
    }
}

/// A table of tasks and one of indicators of another plan, below a title each.
fn of_another(title: &str, other: &str) -> String {
    format!(
        "{title}
         Mã|Nhiệm vụ|Kết quả|Trạng thái
         II.1.a|Ban hành kế hoạch chuyển đổi số|Đã ban hành.|Hoàn thành
         II.3.đ|Thanh toán không dùng tiền mặt|80% chợ.|Đang thực hiện

         {other}
         Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện
         CT01|Số tổ công nghệ số cộng đồng|tổ|8|9
         CT15|Số máy tính của cơ quan|máy|40|42
         CT21|Tổng số trường mầm non, phổ thông|trường|5|5"
    )
}

#[test]
fn tables_about_another_plan_do_not_count() {
    let titles = [
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 1520/KH-UBND VỀ CHUYỂN ĐỔI SỐ", "CÁC CHỈ TIÊU VỀ CHUYỂN ĐỔI SỐ", "A1,A7"),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2026", "CHỈ TIÊU KẾ HOẠCH 1520/KH-UBND", "A1,A6"),
        // By the words of the rows alone; one row that both plans have is none of this one.
        ("BIỂU 01", "BIỂU 02", "B3,B8"),
    ];
    for (title, other, cells) in titles {
        let told = super::read(&of_another(title, other));
        let remarks: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("! AnotherPlan ")).collect();
        assert!(!told.contains(" | ") && !told.contains("+ "), "{told}");
        assert_eq!(remarks.len(), 2, "{cells} {told}");
    }
    // Without words there is the title alone; named in words it gives way to rows that are this plan's.
    let codes = |title: &str| {
        format!("{title}\nMã|Kết quả|Trạng thái\nII.1.a|Đã ban hành.|Hoàn thành\nII.1.b|Xong.|Hoàn thành")
    };
    assert!(super::read(&codes("Kết quả thực hiện Kế hoạch 1520/KH-UBND")).starts_with("! AnotherPlan A1"));
    assert!(super::read(&codes("Kết quả thực hiện Kế hoạch 2739/KH-UBND")).starts_with("II.1.a | completed"));
}

#[test]
fn rows_of_this_plan_count_below_the_title_of_the_bodys_own_plan() {
    let table = |title: &str| {
        format!(
            "{title}
             Mã|Chỉ tiêu|Kế hoạch|Thực hiện
             CT04|Số cuộc gặp gỡ, đối thoại|4|4
             CT15|Tổng số giáo viên|200|201
             CT25|Số cuộc thanh tra, kiểm tra|11|13"
        )
    };
    let records = "CT04 | 4 | 4\nCT15 | 200 | 201\nCT25 | 11 | 13\n";
    let by_number = super::read(&table("Kết quả thực hiện Kế hoạch số 45/KH-UBND của UBND xã"));
    assert_eq!(by_number, format!("{records}! AnotherPlan A1\n"));
    let in_words = super::read(&table("Kết quả thực hiện Kế hoạch nâng cao chất lượng trường lớp năm 2026"));
    assert_eq!(in_words, records);
    assert_eq!(super::read(&table("(Kèm theo Báo cáo số 12/BC-UBND thực hiện Kế hoạch số 2739/KH-UBND)")), records);
}

const WORDS_OF_A: &str = "Tiếp tục tổ chức quán triệt nội dung của Nghị quyết số 29-NQ/TW, Kết luận số 51-KL/TW, Nghị \
                          quyết số 44/NQ-CP trong toàn thể đội ngũ cán bộ, công chức, viên chức, người lao động, giáo \
                          viên và học sinh, sinh viên.";

#[test]
fn answers_in_the_cell_of_the_words_are_read_or_asked_about() {
    let task = |behind: &str, result: &str| {
        super::read(&format!("Mã|Nhiệm vụ|Kết quả|Trạng thái\nII.1.a|{WORDS_OF_A}{behind}|{result}|Hoàn thành"))
    };
    let told = "II.1.a | completed | - | Mở 3 lớp. | - | - | -\n! ValueElsewhere B2\n";
    for behind in
        [" => Kết quả: Mở 3 lớp.", " → Mở 3 lớp.", " KQ: Mở 3 lớp.", ": Mở 3 lớp.", " - Kết quả thực hiện: Mở 3 lớp."]
    {
        assert_eq!(task(behind, ""), told, "{behind}");
    }
    // Two answers; none; what a form may print there.
    assert_eq!(task(" => Mở 3 lớp.", "Mở 4 lớp."), told.replace("3 lớp", "4 lớp"));
    for behind in ["", " (Chủ trì: Sở GDĐT)", " Đơn vị chủ trì: Sở GD&ĐT"] {
        assert_eq!(task(behind, "Mở 3 lớp."), told.replace("! ValueElsewhere B2\n", ""), "{behind}");
    }
    // The words shortened by the clerk.
    let short =
        "Mã|Nhiệm vụ|Kết quả|Trạng thái\nII.1.d|Gặp gỡ, đối thoại => Hoàn thành||\nII.1.c|Truyền thông: Đăng 40 tin.||";
    assert_eq!(
        super::read(short),
        "II.1.d | completed | - | - | - | - | -\nII.1.c | - | - | Đăng 40 tin. | - | - | -\n! ValueElsewhere B2\n! ValueElsewhere B3\n"
    );

    let indicator = |words: &str, actual: &str| {
        super::read(&format!("Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện\nCT15|{words}|người||{actual}"))
    };
    for words in [
        "Tổng số giáo viên: 185 người",
        "Tổng số giáo viên = 185",
        "Tổng số giáo viên (185 người)",
        "Tổng số giáo viên => TH: 185",
        "TỔNG SỐ GIÁO VIÊN - Thực hiện: 185 người",
        "Tổng số GV: 185",
        "Tong so giao vien : 185",
    ] {
        assert_eq!(indicator(words, ""), "CT15 | - | 185\n! ValueElsewhere B2\n", "{words}");
        assert_eq!(indicator(words, "185"), "CT15 | - | 185\n", "{words}");
        assert_eq!(indicator(words, "190"), "CT15 | - | 190\n! ValueElsewhere B2\n", "{words}");
    }
    for words in ["Tổng số giáo viên: khoảng 185", "Tổng số giáo viên: KH 180, TH 185"] {
        assert_eq!(indicator(words, ""), "! ValueElsewhere B2\n", "{words}");
    }
    for words in ["Tổng số giáo viên (người)", "Tổng số giáo viên năm 2026", "Tổng số giáo viên năm học 2025 - 2026:"]
    {
        assert_eq!(indicator(words, "185"), "CT15 | - | 185\n", "{words}");
        assert_eq!(indicator(words, ""), "", "{words}");
    }
}

#[test]
fn a_figure_that_stands_elsewhere_than_in_its_column_is_told() {
    let row = |cells: &str| {
        super::read(&format!("Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện|Ghi chú|\nCT25|Số cuộc thanh tra, kiểm tra|{cells}"))
    };
    for note in ["TH: 14 cuộc", "14", "Thực hiện 14 cuộc", "Đã tổ chức 14 cuộc", "kết quả: 14/11"] {
        let told = row(&format!("cuộc|11||{note}"));
        assert!(told.contains("! ValueElsewhere F2"), "{note}: {told}");
    }
    for note in ["Chưa có số liệu", "Theo Kế hoạch số 15/KH-UBND", "Số liệu đến 15/11/2026", "Năm 2026"]
    {
        assert_eq!(row(&format!("cuộc|11||{note}")), "CT25 | 11 | -\n", "{note}");
    }
    // In the column of units; beside the table; beside a dash. A dash alone and a figure in its place say enough.
    assert!(row("14 cuộc|11||").contains("! ValueElsewhere C2"));
    assert!(row("cuộc|11|||14").contains("! UnreadColumns G2"));
    assert_eq!(row("cuộc|11|-|14"), "CT25 | 11 | -\n! ValueElsewhere F2\n");
    assert_eq!(row("cuộc|11|–|TH: 14"), "CT25 | 11 | -\n! ValueElsewhere F2\n");
    assert_eq!(row("cuộc|11|-|-"), "CT25 | 11 | -\n");
    assert_eq!(row("cuộc|11|-|Chưa có số liệu"), "CT25 | 11 | -\n");
    assert_eq!(row("cuộc|11|13|TH: 14 cuộc"), "CT25 | 11 | 13\n");
    // One cause, one remark; a column of other figures beside all rows is none.
    let table = |a: &str, b: &str| {
        super::read(&format!(
            "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện|Số của Phòng\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|11|{a}\nCT04|Số cuộc gặp gỡ, đối thoại|cuộc|4|{b}"
        ))
    };
    let remarks =
        |told: String| told.lines().filter(|line| line.starts_with("! ")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(remarks(table("|13", "|4")), ["! ReadByContent F2"]);
    assert_eq!(remarks(table("13|13", "|4")), ["! UnreadColumns F2"]);
}

#[test]
fn a_total_in_the_words_of_an_indicator_is_a_figure() {
    assert_told(
        "TT|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện
         1|Số cuộc thanh tra, kiểm tra|cuộc|11|13
         2|Tổng số trường|trường|9|10
         3|Tổng số học sinh toàn xã|học sinh|3200|3250
         |Tổng số||3220|3273",
        "CT25 | 11 | 13
         CT21 | 9 | 10
         + Tổng số học sinh toàn xã
         ! UnmatchedRow A4",
    );
}

/// What is read of several sheets: name, drawing.
fn read_all(sheets: &[(&str, &str)]) -> String {
    super::told(&super::read_sheets(sheets.iter().map(|(name, drawn)| super::sheet(name, drawn)).collect(), 2026))
}

#[test]
fn a_table_goes_on_without_its_head_where_that_is_plain() {
    let tasks = "Mã|Nhiệm vụ, giải pháp|Kết quả thực hiện|Trạng thái\nII.1.a|a) Tiếp tục|Mở 3 lớp.|Hoàn thành";
    let read = "II.1.a | completed | - | Mở 3 lớp. | - | - | -\nII.4.c | completed | - | Cử 12 người đi học. | - | - | -\nII.4.d | in_progress | - | - | - | - | -\n";
    for (name, more) in [
        ("Biểu 01 (tt)", ""),
        ("Sheet2", "|BIỂU 01 (tiếp theo)\n\n"),
        ("Trang 2", "(1)|(2)|(3)|(4)\n"),
        ("Sheet2", "II.4|4. Nâng cao chất lượng đội ngũ nhà giáo\n"),
    ] {
        let rows = "II.4.c|c) Xây dựng kế hoạch thực hiện nâng chuẩn|Cử 12 người đi học.|Hoàn thành\nII.4.d|Chế độ, chính sách||Đang thực hiện";
        let told = read_all(&[("Biểu 01", tasks), (name, &format!("{more}{rows}"))]);
        assert!(told.starts_with(read) && !told.contains("! "), "{told}");
    }
    let figures = "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện\nCT04|Số cuộc gặp gỡ, đối thoại|cuộc|4|4";
    let more = "CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13\nCT24|Kinh phí xã hội hóa|triệu đồng||-";
    assert_eq!(read_all(&[("B2", figures), ("B2 tiếp", more)]), "CT04 | 4 | 4\nCT25 | 11 | 13\n");
    // Above the head of another table.
    let both = format!("{more}\n\nMã|Nguồn kinh phí|Dự toán giao|Đã thực hiện\nIII.2|Các nguồn hợp pháp khác|4|3");
    assert_eq!(read_all(&[("B2", figures), ("B3", &both)]), "CT04 | 4 | 4\nCT25 | 11 | 13\nIII.2 | 4 | 3\n");
}

#[test]
fn rows_without_a_head_are_told_once_where_their_columns_are_in_doubt() {
    let figures = "Mã|Chỉ tiêu|ĐVT|Kế hoạch|Thực hiện\nCT04|Số cuộc gặp gỡ, đối thoại|cuộc|4|4";
    for (name, more) in [
        // A column more, another order, another year, a head nobody knows, the same rows again.
        ("B2 (tt)", "CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13|9\nCT15|Tổng số giáo viên|người|200|201|9"),
        ("B2 (tt)", "CT25|Số cuộc thanh tra, kiểm tra|11|cuộc|13"),
        ("Năm 2025", "CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13"),
        ("B2 (tt)", "a|b|c|d|e\nCT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13"),
        ("B2 (tt)", "CT04|Số cuộc gặp gỡ, đối thoại|cuộc|4|5"),
    ] {
        let told = read_all(&[("B2", figures), (name, more)]);
        assert!(told.starts_with("CT04 | 4 | 4\n! ValueElsewhere "), "{told}");
        assert_eq!(told.matches("! ").count(), 1, "{told}");
    }
    let alone =
        read_all(&[("B2", "CT25|Số cuộc thanh tra, kiểm tra|cuộc|11|13\nCT15|Tổng số giáo viên|người|200|201")]);
    assert!(alone.starts_with("! ValueElsewhere C1\n"), "{alone}");
    // The plan's own rows without anything beside them are nothing to tell.
    assert!(!read_all(&[("KH", &format!("II.1.a|{WORDS_OF_A}\nII.1.d|Gặp gỡ, đối thoại"))]).contains("! "));
}
