//! Words that speak of periods.

use crate::extract::period::{Period, period_of_head, period_of_name, period_of_title};
use Period::{Cumulated, OtherYear, PartOfYear, SeveralYears, Unsaid, Year, YearToDate};

#[test]
fn heads_tell_their_periods() {
    for (words, period) in [
        ("Thực hiện", Unsaid),
        ("Cả năm", Year),
        ("Thực hiện trong năm", Year),
        ("Năm 2026", Year),
        ("Ước thực hiện 12 tháng", Year),
        ("Số cuối năm", Year),
        ("6 tháng", PartOfYear),
        ("Thực hiện 9 tháng năm 2026", PartOfYear),
        ("Thực hiện tháng 11", PartOfYear),
        ("Quý III/2026", PartOfYear),
        ("Học kỳ I", PartOfYear),
        ("Sáu tháng đầu năm", PartOfYear),
        ("Đến 30/6/2026", PartOfYear),
        ("Thực hiện đến ngày 15/11/2026", Unsaid),
        ("Thực hiện đến hết tháng 10", Unsaid),
        ("Lũy kế từ đầu năm", YearToDate),
        ("Luỹ kế từ đầu năm đến nay", YearToDate),
        ("Lũy kế", Cumulated),
        ("Lũy kế từ đầu giai đoạn", SeveralYears),
        ("Kế hoạch giai đoạn 2021-2025", SeveralYears),
        ("Mục tiêu 5 năm", SeveralYears),
        ("2021 - 2030", SeveralYears),
        ("Thực hiện năm 2025", OtherYear),
        ("So với cùng kỳ (%)", OtherYear),
        ("2025 - 2026", Year),
        ("Năm học 2024 - 2025", OtherYear),
    ] {
        assert_eq!(period_of_head(words, 2026), period, "{words}");
    }
}

#[test]
fn names_of_files_tell_their_periods() {
    for (name, period) in [
        ("BC_2026_25489.xlsx", Year),
        ("BC 6 thang dau nam 2026.xlsx", PartOfYear),
        ("bc_6thang_Tan Lap.xls", PartOfYear),
        ("Bao cao quy III.ods", PartOfYear),
        ("Báo cáo năm 2025.xlsx", OtherYear),
        ("BC 2025 - 2026.xlsx", Year),
        ("BC sua tu 2025 cho nam 2026.xlsx", Year),
        ("Bao cao thang 11.xlsx", Unsaid),
        ("BC ngay 18-11-2025.xlsx", Unsaid),
        ("BC 18 11 2025.xlsx", Unsaid),
        ("So 2739 KH-UBND.xlsx", Unsaid),
        ("Quy khuyen hoc.xlsx", Unsaid),
    ] {
        assert_eq!(period_of_name(name, 2026), period, "{name}");
    }
}

#[test]
fn titles_tell_their_periods_and_not_those_of_what_they_cite() {
    for (words, period) in [
        ("CÁC CHỈ TIÊU CHỦ YẾU 6 THÁNG ĐẦU NĂM 2026", PartOfYear),
        ("Kỳ báo cáo: 6 tháng đầu năm 2026", PartOfYear),
        ("KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM VÀ NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026", PartOfYear),
        ("BÁO CÁO QUÝ III NĂM 2026", PartOfYear),
        ("Báo cáo tháng 6/2026", PartOfYear),
        ("Năm 2026 (6 tháng đầu năm)", PartOfYear),
        ("KẾT QUẢ NĂM 2026 VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027", Year),
        ("KẾT QUẢ NĂM 2026, PHƯƠNG HƯỚNG 6 THÁNG ĐẦU NĂM 2027", Year),
        ("Năm báo cáo: 2025", OtherYear),
        ("Biểu 02 (2025)", OtherYear),
        ("CT 2025", OtherYear),
        ("KẾT QUẢ NĂM 2026 SO VỚI NĂM 2025", Year),
        ("Kết quả thực hiện Kế hoạch số 2739/KH-UBND ngày 12 tháng 5 năm 2025 của UBND tỉnh", Unsaid),
        ("(Kèm theo Báo cáo số 12/BC-UBND ngày 18 tháng 11 năm 2025)", Unsaid),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH GIAI ĐOẠN 2021 - 2025 NĂM 2026", Year),
        ("KẾT QUẢ THỰC HIỆN ĐỀ ÁN GIAI ĐOẠN 2021 - 2025", Unsaid),
        ("Tân Lập, ngày 25 tháng 6 năm 2026", Unsaid),
        ("NĂM HỌC 2025 - 2026", Year),
        ("CÁC CHỈ TIÊU CHỦ YẾU", Unsaid),
        ("(Số liệu tính đến ngày 30/9/2026)", Unsaid),
        ("KẾT QUẢ THỰC HIỆN KẾT LUẬN SỐ 91-KL/TW NĂM 2024 CỦA BỘ CHÍNH TRỊ", Unsaid),
        ("KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 29-NQ/TW NĂM 2025", OtherYear),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 2739/KH-UBND 6 THÁNG ĐẦU NĂM 2026", PartOfYear),
        ("Quỹ khuyến học", Unsaid),
    ] {
        assert_eq!(period_of_title(words, 2026), period, "{words}");
    }
}
