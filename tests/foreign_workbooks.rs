//! Workbooks of others in the folders and under the names of bodies: nothing of them is counted, and each is named.

mod common;
#[path = "common/drawn.rs"]
mod drawn;

use std::fs;
use std::path::{Path, PathBuf};

use common::Bench;
use serde_json::Value;

/// What other people keep in workbooks: tables with numbered rows, with words and codes like those of the form.
const FOREIGN: [(&str, &str); 9] = [
    (
        "UBND xã Tân Lập/danh sach hoc sinh.xlsx",
        "## Lớp 5A\nDANH SÁCH HỌC SINH LỚP 5A\n\nSTT | Họ và tên | Ngày sinh | Kết quả | Ghi chú\n\
         1 | Nguyễn Văn An | 12/3/2015 | Hoàn thành tốt | \n2 | Trần Thị Bình | 5/9/2015 | Hoàn thành | \n\
         3 | Lê Minh Châu | 1/1/2015 | Chưa hoàn thành | học lại",
    ),
    (
        "UBND xã Tân Lập/luong thang 10.xlsx",
        "## Lương\nMã | Họ tên | Hệ số | Kế hoạch | Thực hiện\nCT | Nguyễn Văn An | 3.33 | 7 | 7\n\
         PCT | Trần Thị Bình | 2.67 | 6 | 6\nVP | Lê Minh Châu | 2.34 | 5 | 5\nTổng cộng | | | 18 | 18",
    ),
    (
        "Xã Thạnh Bình/thu chi.xlsx",
        "## Thu chi\nTT | Nội dung | Đơn vị tính | Dự toán | Thực hiện\n1 | Thu học phí | đồng | 1000000 | 900000\n\
         2 | Thu khác | đồng | 500000 | 400000\n3 | Chi điện, nước | đồng | 300000 | 350000\n4 | Chi văn phòng phẩm | đồng | 90000 | 80000",
    ),
    (
        "Xã Thạnh Bình/thong ke thu vien.xlsx",
        "## TV\nSTT | Chỉ tiêu | Đơn vị | Năm trước | Năm nay\n1 | Số đầu sách | cuốn | 900 | 950\n\
         2 | Số lượt bạn đọc | lượt | 4000 | 4100\n3 | Diện tích phòng đọc | m2 | 80 | 80\n4 | Số máy tính | máy | 4 | 6",
    ),
    (
        "BC_2026_25510.xlsx",
        "## Sheet1\nItem | Name | Unit | Plan | Actual\nA1 | Pumps | pcs | 10 | 12\nA2 | Valves | pcs | 5 | 4\nTotal | | | 15 | 16",
    ),
    (
        "Sở Nội vụ/hop.xlsx",
        "## Lịch\nThứ | Sáng | Chiều\nHai | Họp giao ban | Kiểm tra cơ sở\nBa | Tiếp dân | Họp Ban Chỉ đạo",
    ),
    ("Sở Tài chính.xlsx", "## Du lieu\nmonth | value\n1 | 20\n2 | 24\n3 | 30"),
    (
        "UBND phường Bình Minh/nhiem vu de an 06.xlsx",
        "## Đề án 06\nKẾT QUẢ THỰC HIỆN ĐỀ ÁN 06\n\nSTT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn | Ghi chú\n\
         1 | Cấp tài khoản định danh điện tử | Công an xã | Quý I | \n2 | Số hóa hồ sơ hộ tịch | Tư pháp | Quý II | \n\
         3 | Thanh toán không dùng tiền mặt | Kinh tế | Quý III | ",
    ),
    (
        "UBND phường Bình Minh/bieu 01-mn.xlsx",
        "## Biểu\n | BÁO CÁO THỐNG KÊ GIÁO DỤC MẦM NON\n\nTT | Chỉ tiêu | Đơn vị tính | Mã số | Tổng số | Công lập | Tư thục\n\
         1 | Tổng số trường | trường | 1 | 12 | 10 | 2\n | Nhà trẻ | trường | 2 | 1 | 1 | 0\n | Mẫu giáo | trường | 3 | 4 | 4 | 0\n\
         1.3 | Trường đạt chuẩn, phổ thông | trường | 4 | 7 | 6 | 1\n2 | Ngân sách nhà nước | trường | 5 | 3 | 3 | 0",
    ),
];

/// What of a year counts: rows of all bodies, rows outside the plan, files of bodies that are counted.
fn counted(data: &Value) -> Vec<String> {
    let tables = ["tasks", "duties", "catalogue", "indicators", "funding"];
    let rows = tables.iter().flat_map(|table| data[table].as_array().expect("a table"));
    let entries =
        rows.flat_map(|row| row["entries"].as_array().expect("entries").iter().map(move |entry| (row, entry)));
    let mut counted: Vec<String> = entries.map(|(row, entry)| format!("{}: {entry}", row["id"])).collect();
    counted.extend(data["outside_plan"].as_array().expect("rows").iter().map(|row| format!("outside: {row}")));
    counted
}

/// The files of a year that no finding names.
fn unnamed(data: &Value, files: impl Iterator<Item = String>) -> Vec<String> {
    let findings = data["findings"].as_array().expect("findings");
    files.filter(|file| !findings.iter().any(|finding| finding["file"] == file.as_str())).collect()
}

#[test]
fn nothing_of_the_workbooks_of_others_is_counted() {
    let bench = Bench::empty();
    for (path, text) in FOREIGN {
        bench.write(&format!("drawn/{path}.txt"), text);
    }
    drawn::lay_out(&bench.path("drawn"), &bench.path("inputs/2026"));
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    assert_eq!(counted(&data), [""; 0]);
    assert_eq!(unnamed(&data, FOREIGN.iter().map(|(path, _)| (*path).to_owned())), [""; 0]);
}

/// The public workbooks, where they are at hand: `TONGHOP_CORPUS`, or beside the repository.
fn public_workbooks() -> Option<Vec<PathBuf>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("TONGHOP_CORPUS").map_or(beside, PathBuf::from).join("public");
    let mut files: Vec<PathBuf> = fs::read_dir(corpus).ok()?.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    Some(files)
}

#[test]
#[ignore = "needs the public workbooks: TONGHOP_CORPUS names their folder"]
fn nothing_of_the_public_workbooks_is_counted() {
    let files = public_workbooks().expect("the public workbooks; TONGHOP_CORPUS names the folder above theirs");
    let bodies =
        [("UBND xã Tân Lập", "25489"), ("Sở Nội vụ", "so-nv"), ("Xã Thạnh Bình", "25498"), ("P. Long An", "27694")];
    let bench = Bench::empty();
    let mut sent = Vec::new();
    for (place, file) in files.iter().enumerate() {
        let (folder, code) = bodies[place % bodies.len()];
        let format = file.extension().map_or(String::new(), |format| format.to_string_lossy().into_owned());
        let own = file.file_name().expect("a name").to_string_lossy().into_owned();
        // Every other one under a name of its own, the rest under that of a body's form.
        let path = if place % 2 == 0 { format!("{folder}/{own}") } else { format!("{place}/BC_2026_{code}.{format}") };
        bench.write(&format!("inputs/2026/{path}"), fs::read(file).expect("a workbook"));
        sent.push(path);
    }
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    assert_eq!(counted(&data), [""; 0]);
    assert_eq!(unnamed(&data, sent.into_iter()), [""; 0]);
}
