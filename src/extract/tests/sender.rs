//! What a file says about its sender: labels in many words, dates in every form, letterheads.

use super::{read_sheets, sheet};

/// Name, code, year, symbol and date that are read of a sheet; `-` for what is not.
fn identity(drawn: &str) -> String {
    let identity = read_sheets(vec![sheet("Sheet1", drawn)], 2026).identity;
    let text = |value: Option<&String>| value.map_or("-".to_owned(), ToString::to_string);
    [
        text(identity.name.as_ref().map(|name| name.value())),
        text(identity.code.as_ref().map(|code| code.value())),
        identity.year.map_or("-".to_owned(), |year| year.value().to_string()),
        text(identity.symbol.as_ref().map(|symbol| symbol.value())),
        identity.date.map_or("-".to_owned(), |date| date.value().to_string()),
    ]
    .join(" | ")
}

#[test]
fn labels_with_their_values_beside_or_after_them() {
    let expected = "UBND xã Tân Lập | 25489 | 2026 | 12/BC-UBND | 2026-11-18";
    for drawn in [
        "Tên đơn vị báo cáo|UBND xã Tân Lập\nMã đơn vị|25489\nNăm báo cáo|2026\nSố, ký hiệu báo cáo|12/BC-UBND\nNgày báo cáo|18/11/2026",
        "Đơn vị báo cáo: UBND xã Tân Lập\nMã số đơn vị: 25489\nNăm: 2026\nSố báo cáo: 12/BC-UBND\nNgày ký: 18.11.2026",
        "Cơ quan báo cáo:|||UBND xã Tân Lập\nMã cơ quan:|||25489\nKỳ báo cáo:|||Năm 2026\nSố/ký hiệu:|||12/BC-UBND\nNgày, tháng, năm:|||Tây Ninh, ngày 18 tháng 11 năm 2026",
        "Đơn vị|UBND xã Tân Lập\nMã đơn vị|25489\nNăm báo cáo|'2026\nSố hiệu văn bản|12/BC-UBND\nNgày ban hành|11/18/2026",
    ] {
        assert_eq!(identity(drawn), expected, "{drawn}");
    }
}

#[test]
fn the_letterhead_where_nothing_else_says_it() {
    let drawn = "UBND TỈNH TÂY NINH|||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        SỞ NỘI VỤ|||Độc lập - Tự do - Hạnh phúc
        Số: 84/BC-SNV|||Tây Ninh, ngày 05 tháng 11 năm 2026
        KẾT QUẢ THỰC HIỆN NHIỆM VỤ|||
        (Năm 2026)|||
        Mã|Nhiệm vụ|Kết quả|Trạng thái
        II.1.a|a) Tiếp tục|Mở 2 lớp.|Hoàn thành";
    assert_eq!(identity(drawn), "- | - | 2026 | 84/BC-SNV | 2026-11-05");
    let lines = read_sheets(vec![sheet("Sheet1", drawn)], 2026).identity.letterhead;
    let lines: Vec<_> = lines.iter().map(|line| line.value().as_str()).collect();
    assert_eq!(lines, ["UBND TỈNH TÂY NINH", "SỞ NỘI VỤ"]);
}

#[test]
fn figures_of_a_table_are_no_symbol() {
    let drawn = "Mã|Chỉ tiêu|KH|TH\nCT01|Số hội nghị quán triệt Nghị quyết số 29-NQ/TW|1|1";
    assert_eq!(identity(drawn), "- | - | - | - | -");
}

#[test]
fn a_report_that_the_tables_belong_to_is_theirs_and_a_plan_that_it_cites_is_not() {
    for (drawn, expected) in [
        (
            "SỞ NỘI VỤ\n(Kèm theo Báo cáo số 84/BC-SNV ngày 5/11/2026 của Sở Nội vụ)",
            "- | - | - | 84/BC-SNV | 2026-11-05",
        ),
        ("SỞ NỘI VỤ\nSố: 84/BC-SNV ngày 05/11/2026", "- | - | - | 84/BC-SNV | 2026-11-05"),
        (
            "SỞ NỘI VỤ\nKết quả thực hiện Kế hoạch số 2739/KH-UBND ngày 05 tháng 11 năm 2020 của UBND tỉnh",
            "- | - | - | - | -",
        ),
    ] {
        assert_eq!(
            identity(&format!("{drawn}\n\nMã|Nhiệm vụ|Kết quả|Trạng thái\nII.1.a|a) Tiếp tục|Mở 2 lớp.|HT")),
            expected
        );
    }
}

/// The lines of a letterhead that may name the sender.
fn letterhead(drawn: &str) -> Vec<String> {
    let lines = read_sheets(vec![sheet("Sheet1", drawn)], 2026).identity.letterhead;
    lines.iter().map(|line| line.value().clone()).collect()
}

#[test]
fn those_that_a_letter_goes_to_are_not_its_sender() {
    for drawn in [
        "UBND XÃ TÂN LẬP\n|Kính gửi:|Sở Giáo dục và Đào tạo",
        "UBND XÃ TÂN LẬP\nKính gửi: Sở Giáo dục và Đào tạo",
        "UBND XÃ TÂN LẬP\nKính gửi:|- UBND tỉnh Tây Ninh;\n|- Sở Giáo dục và Đào tạo;\n|- Sở Nội vụ.",
        "UBND XÃ TÂN LẬP\nKính gửi:\nSở Giáo dục và Đào tạo",
        "UBND XÃ TÂN LẬP\n||- Đơn vị nhận báo cáo:\n||Sở Giáo dục và Đào tạo",
        "UBND XÃ TÂN LẬP\nBÁO CÁO\nNơi nhận:|TM. ỦY BAN NHÂN DÂN\n- Sở Giáo dục và Đào tạo;|CHỦ TỊCH\n- Sở Nội vụ;|\n|Trương Văn Hùng",
        "UBND XÃ TÂN LẬP\nBÁO CÁO\nCHỦ TỊCH\nTrương Văn Hùng",
        "UBND XÃ TÂN LẬP\nBÁO CÁO\nTrương Văn Hùng\nPhương Thị Lan\nBảo Ngọc Anh\nTruong Van Hung",
        "UBND XÃ TÂN LẬP\nSở GDĐT tỉnh………..",
    ] {
        assert_eq!(letterhead(drawn), ["UBND XÃ TÂN LẬP"], "{drawn}");
    }
    // A label ends what is addressed to others.
    let drawn = "Kính gửi: Sở Giáo dục và Đào tạo\nTên đơn vị báo cáo|UBND xã Tân Lập";
    assert_eq!(identity(drawn), "UBND xã Tân Lập | - | - | - | -");
}

#[test]
fn a_unit_and_dots_to_write_on_are_no_names() {
    assert_eq!(identity("Đơn vị: triệu đồng\nTên đơn vị|UBND xã Tân Lập"), "UBND xã Tân Lập | - | - | - | -");
    assert_eq!(identity("Đơn vị báo cáo:|……………\nTên đơn vị|UBND xã Tân Lập"), "UBND xã Tân Lập | - | - | - | -");
}
