//! What agencies add to the form: no cell of theirs is lost in the data, the workbook or the annex.

mod common;

use calamine::Reader;
use common::Bench;
use rust_xlsxwriter::Workbook;

/// A report with one point of the plan and a row of the body's own below it, cells in every column.
fn report() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows: [&[&str]; 6] = [
        &["Mã đơn vị", "25489"],
        &["Ngày báo cáo", "20/11/2026"],
        &[],
        &["Mã", "Nhiệm vụ, giải pháp", "Kết quả thực hiện", "Văn bản, sản phẩm", "Trạng thái", "Ghi chú"],
        &["II.1.a", "", "Đã quán triệt.", "KH 12/KH-UBND", "Hoàn thành", ""],
        &["X1", "Trồng cây đầu năm học", "Đã trồng 250 cây", "CV 9/UBND", "Đang thực hiện", "của riêng xã"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, *text).expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

const CELLS: [(&str, &str); 6] = [
    ("A6", "X1"),
    ("B6", "Trồng cây đầu năm học"),
    ("C6", "Đã trồng 250 cây"),
    ("D6", "CV 9/UBND"),
    ("E6", "Đang thực hiện"),
    ("F6", "của riêng xã"),
];

#[test]
fn every_cell_of_an_added_row_is_kept() {
    let bench = Bench::empty();
    bench.write("inputs/2026/BC_2026_25489.xlsx", report());
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let rows = data["outside_plan"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{rows:?}");
    let details = rows[0]["details"].as_array().expect("the other cells of the row");
    let mut told: Vec<(String, String)> = std::iter::once(&rows[0])
        .chain(details)
        .map(|cell| {
            let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
            (text(&cell["source"]["cell"]), text(&cell["text"]))
        })
        .collect();
    told.sort();
    assert_eq!(told, CELLS.map(|(address, text)| (address.to_owned(), text.to_owned())));
    // The name is the name and the result the result.
    assert_eq!(rows[0]["name"], "Trồng cây đầu năm học");
    assert_eq!(rows[0]["result"], "Đã trồng 250 cây");
    assert_eq!(rows[0]["text"], "Đã trồng 250 cây");
    let heads: Vec<&str> = details.iter().map(|cell| cell["column"].as_str().unwrap_or_default()).collect();
    assert_eq!(heads, ["Mã", "", "Văn bản, sản phẩm", "Trạng thái", "Ghi chú"]);

    let bytes = std::io::Cursor::new(bench.read("output/2026/tong-hop.xlsx"));
    let mut workbook = calamine::Xlsx::new(bytes).expect("a workbook");
    let sheet = workbook.worksheet_range("Ngoài kế hoạch").expect("the sheet");
    let written: String = sheet.used_cells().map(|(_, _, cell)| format!("{cell}\n")).collect();
    let pdf = lopdf::Document::load_mem(&bench.read("output/2026/bao-cao-ubnd.pdf")).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let printed = pdf.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ");
    for (_, text) in CELLS {
        assert!(written.contains(text), "the workbook lacks {text}: {written}");
        // Narrow columns break words apart.
        assert!(text.split(' ').all(|word| printed.contains(word)), "the annex lacks {text}");
    }
}
