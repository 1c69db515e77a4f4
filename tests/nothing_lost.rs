//! Nothing that a sender writes is lost: whatever stands in a cell of a form, and is not the form's own, is found again in
//! `data.json`.

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::{Bench, fill};
use proptest::prelude::*;
use tonghop::config::Workspace;
use tonghop::form::Form;
use tonghop::intake::{Cell, Format, Grid, ReadError, Reader, Value, Visibility, Workbook, read_bytes};
use tonghop::model::Status;
use tonghop::pipeline::{self, Silent};
use tonghop::vietnamese::fold;
use tonghop::{merge, output};

const YEAR: i16 = 2026;

/// What offices write around and into forms: each begins or reads like something that a form has.
const TEXTS: &[&str] = &[
    "Ghi nhận, tuyên dương giáo viên tiêu biểu",
    "Khen thưởng 41 giáo viên",
    "Ghi chú: số liệu tính đến ngày 15/11",
    "Lưu ý chưa gồm các trường tư thục",
    "Chú thích cho dòng trên",
    "Ngoài kế hoạch: xây 2 phòng học",
    "(*) Số ước của 3 trường",
    "Tổng cộng: 5 lớp ghép",
    "Tổng số trường của xã là 12",
    "Cộng cả trường tư thục",
    "Người lập biểu đi công tác",
    "Thủ trưởng đơn vị đã duyệt ngày 3/11",
    "Chủ tịch xã đã chỉ đạo 3 lần",
    "KT. CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐÃ ĐỒNG Ý",
    "Trường Tiểu học Tân Lập có 12 lớp",
    "Phòng học xuống cấp 5 phòng",
    "Ban chỉ đạo họp 4 kỳ",
    "Năm 2026 thiếu 5 giáo viên",
    "Nam thanh niên đi học nghề: 15",
    "Biểu dương 5 tập thể",
    "Mẫu giáo 5 tuổi đạt 98%",
    "Phụ lục kèm theo chưa có",
    "Đơn vị tính là phòng, không phải lớp",
    "(Kèm theo danh sách 3 trường)",
    "TRƯỜNG CHƯA BÁO CÁO: THCS TÂN LẬP",
    "BÁO CÁO BỔ SUNG LẦN 2",
    "Kết quả tính đến 15/11 chưa đầy đủ",
    "Khó khăn nhất là thiếu giáo viên tiếng Anh",
    "Kiến nghị cấp thêm 2 tỷ đồng",
    "Nhiệm vụ khác do huyện giao",
    "Trong đó 3 lớp ghép",
    "Hoàn thành 80% do thiếu vốn",
    "Chưa thực hiện vì chờ hướng dẫn",
    "12 lớp ghép",
    "khoảng 15 phòng",
    "95% (chưa gồm trường tư)",
    "248/250 cháu",
    "x (theo công văn 12)",
    "không có nguồn vốn nào",
    "Lê Văn Khắc Khoan",
    "Số: 12/BC-TH chưa ký",
    "Tây Ninh, ngày 5 tháng 11 còn thiếu 3 trường",
    "Ngày báo cáo: chưa rõ",
    "Mã số mới: đang chờ cấp",
    "a) việc thêm",
    "II.1.a xem phụ lục",
    "CT07 xem lại",
    "Dự toán chưa giao đủ",
    "Xem trang sau",
    "?",
    "chờ",
];

/// A form of each kind with everything typed in, as each format hands it over.
static FORMS: LazyLock<Vec<(String, Workbook)>> = LazyLock::new(|| {
    let settings = Workspace::new("no such folder").load(YEAR).expect("the built-in settings");
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    let mut forms = Vec::new();
    for id in ["so-gddt", "25459"] {
        let body = bodies.iter().find(|body| body.id.as_str() == id).expect("a body");
        let form = Form::new(&settings, body, &leads);
        let empty = output::xlsx::write_form(&form).expect("a form");
        let mut answers = fill::everything(&form, 1);
        // Every second answer, so that cells of all columns stay free.
        let mut number = 0;
        answers.retain(|_, _| {
            number += 1;
            number % 2 == 0
        });
        let (_, workbook) = read_bytes(&fill::fill(&empty, &answers)).expect("a workbook");
        // Formats that do not tell which cells are merged.
        let mut without_merges = workbook.clone();
        without_merges.sheets.iter_mut().for_each(|sheet| sheet.merges.clear());
        forms.push((id.to_owned(), workbook));
        forms.push((id.to_owned(), without_merges));
    }
    let small: [&[u8]; 3] = [
        include_bytes!("data/forms/form.xls"),
        include_bytes!("data/forms/form.xlsb"),
        include_bytes!("data/forms/form.ods"),
    ];
    for bytes in small {
        forms.push(("25489".to_owned(), read_bytes(bytes).expect("a workbook").1));
    }
    forms
});

/// Gives one workbook, whatever it is to read.
struct Given(Workbook);

impl Reader for Given {
    fn read(&self, _: Vec<u8>) -> Result<(Format, Workbook), ReadError> {
        Ok((Format::Xlsx, self.0.clone()))
    }
}

/// The free cells of a sheet: in the table, beside it, above and below. What a merged cell covers is not free, nor are the
/// cells that ask for a name, an office or an address.
fn free_cells(sheet: &Grid) -> Vec<(u32, u32)> {
    const BESIDE: u32 = 3;
    const BELOW: u32 = 9;
    let rows = sheet.cells.iter().map(|cell| cell.row).max().unwrap_or(0) + BELOW;
    let columns = sheet.cells.iter().map(|cell| cell.column).max().unwrap_or(0) + BESIDE;
    let is_covered = |row: u32, column: u32| {
        sheet.merges.iter().any(|merge| {
            (merge.first_row..=merge.last_row).contains(&row)
                && (merge.first_column..=merge.last_column).contains(&column)
        })
    };
    let asks_for_a_contact = |row: u32, column: u32| {
        let label = column.checked_sub(1).and_then(|before| sheet.cell(row, before));
        let contacts = ["Người ký", "Chức vụ", "Người lập biểu", "Điện thoại", "Thư điện tử"];
        label.is_some_and(|cell| matches!(&cell.value, Value::Text(text) if contacts.contains(&text.as_str())))
    };
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    all.filter(|&(row, column)| {
        sheet.cell(row, column).is_none() && !is_covered(row, column) && !asks_for_a_contact(row, column)
    })
    .collect()
}

fn put(sheet: &mut Grid, (row, column): (u32, u32), text: &str) {
    let place = sheet.cells.partition_point(|cell| (cell.row, cell.column) < (row, column));
    let cell = Cell {
        row,
        column,
        value: Value::Text(text.to_owned()),
        percent_format: false,
        font: None,
        formula: false,
        format: None,
        stored: None,
    };
    sheet.cells.insert(place, cell);
}

/// All texts in the data, but those that messages quote.
fn texts_in(data: &serde_json::Value, into: &mut BTreeSet<String>) {
    match data {
        serde_json::Value::String(text) => {
            into.insert(text.clone());
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts_in(item, into)),
        serde_json::Value::Object(fields) => {
            fields.iter().filter(|(key, _)| *key != "findings").for_each(|(_, value)| texts_in(value, into));
        }
        _ => {}
    }
}

/// The data of a year in which one body sent this workbook, and whether it was counted.
fn data_of(workbook: Workbook, body: &str, bench: &Bench) -> (bool, BTreeSet<String>) {
    bench.write(&format!("inputs/{YEAR}/BC_{YEAR}_{body}.xlsx"), include_bytes!("data/forms/form.xlsx"));
    let checked =
        pipeline::consolidate(&Workspace::new(bench.root()), YEAR, &Given(workbook), &Silent).expect("a year");
    // What stands as a letterhead over a table may name somebody else, whose table it then is: that is told, and not counted.
    let is_rejected = |file: &merge::FileReport| matches!(file.outcome, merge::Outcome::Rejected(_));
    let is_counted = checked.consolidation().agency(body).is_some_and(|report| report.is_counted())
        && !checked.consolidation().files.iter().any(is_rejected);
    assert!(checked.consolidation().ledger.balances());
    let mut json = Vec::new();
    output::json::write_data(&checked, &mut json).expect("data");
    let mut texts = BTreeSet::new();
    texts_in(&serde_json::from_slice(&json).expect("JSON"), &mut texts);
    (is_counted, texts)
}

/// Texts that nobody thought of: words of forms and others, put together.
fn any_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Ghi",
        "chú",
        "kết quả",
        "thực hiện",
        "năm",
        "2026",
        "biểu",
        "số",
        "tổng",
        "cộng",
        "người",
        "lập",
        "ngày",
        "tháng",
        "ngoài",
        "kế hoạch",
        "khó khăn",
        "trạng thái",
        "hoàn thành",
        "chưa",
        "12",
        "95%",
        "trường",
        "lớp",
        "xã",
        "phòng",
        "giáo viên",
        "đạt",
        "(",
        ")",
        ":",
        "*",
        "-",
        "II.1",
        "CT01",
        "TRƯỜNG",
        "BÁO CÁO",
        "đơn vị",
        "triệu đồng",
        "nhiệm vụ",
    ]);
    let put_together = prop::collection::vec(words, 1..9).prop_map(|words| words.join(" "));
    // A letter and a figure that no form has: it is the sender's, whatever stands before it.
    (put_together, 10_u32..99).prop_map(|(text, number)| format!("{text} zq{number}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_free_cell_is_in_the_data(
        form in 0_usize..7,
        cells in prop::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(),
             prop_oneof![prop::sample::select(TEXTS).prop_map(str::to_owned), any_text()]),
            1..5,
        ),
    ) {
        let bench = Bench::empty();
        let (body, workbook) = &FORMS[form % FORMS.len()];
        let mut workbook = workbook.clone();
        let mut written = Vec::new();
        for (sheet, cell, text) in cells {
            let sheet = sheet.index(workbook.sheets.len());
            let sheet = &mut workbook.sheets[sheet];
            let free = free_cells(sheet);
            let place = free[cell.index(free.len())];
            put(sheet, place, &text);
            written.push((sheet.name.clone(), place, text));
        }
        let (is_counted, texts) = data_of(workbook, body, &bench);
        prop_assume!(is_counted);
        for (sheet, place, text) in &written {
            prop_assert!(texts.contains(text.trim()), "{body}: {text:?} at {place:?} of {sheet} is nowhere: {written:?}");
        }
    }
}

#[test]
fn a_row_that_begins_like_a_remark_is_read_with_what_it_says() {
    let bench = Bench::empty();
    let names = [
        "Ghi nhận, tuyên dương giáo viên tiêu biểu",
        "Ghi chú bài giảng điện tử cho học sinh",
        "Lưu ý, nhắc nhở các trường về an toàn",
        "Chú thích bản đồ mạng lưới trường lớp",
        "Ngoài kế hoạch: xây dựng thư viện",
        "Ghi nhận ý kiến phụ huynh",
    ];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let head = ["Mã", "Nhiệm vụ, giải pháp", "Kết quả thực hiện", "Trạng thái"];
    let mut rows: Vec<Vec<String>> = vec![
        vec!["Mã đơn vị".to_owned(), "25489".to_owned()],
        vec!["Ngày báo cáo".to_owned(), "20/11/2026".to_owned()],
        vec![],
        head.map(str::to_owned).to_vec(),
        ["II.1.a", "", "Đã quán triệt.", "Hoàn thành"].map(str::to_owned).to_vec(),
    ];
    for (number, name) in names.iter().enumerate() {
        rows.push(vec![String::new(), (*name).to_owned(), format!("Khen thưởng 4{number} giáo viên")]);
    }
    rows.push(vec![String::new(), "Ghi chú: số liệu tính đến ngày 15/11".to_owned()]);
    for (row, cells) in (0..).zip(&rows) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
    bench.write("inputs/2026/BC_2026_25489.xlsx", workbook.save_to_buffer().expect("a workbook"));
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let told: Vec<(&str, &str)> = data["outside_plan"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["name"].as_str().expect("a name"), row["result"].as_str().expect("a result")))
        .collect();
    let results: Vec<String> = (0..names.len()).map(|number| format!("Khen thưởng 4{number} giáo viên")).collect();
    let expected: Vec<(&str, &str)> = names.iter().copied().zip(results.iter().map(String::as_str)).collect();
    assert_eq!(told, expected);
    let notes = data["notes"].as_array().expect("notes");
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(notes[0]["kind"], "remark");
    assert_eq!(notes[0]["text"], "Ghi chú: số liệu tính đến ngày 15/11");
    assert_eq!(notes[0]["source"]["cell"], "B12");
}

/// What of the samples is furniture, all of it the form's own: every text that is in neither the data nor a list stands in
/// the plan, the settings, or here.
#[test]
fn what_of_the_samples_is_furniture_is_the_forms_own() {
    let bench = Bench::with_2026();
    let workspace = Workspace::new(bench.root());
    let checked = pipeline::consolidate(&workspace, YEAR, &tonghop::intake::InProcess, &Silent).expect("the year");
    let mut json = Vec::new();
    output::json::write_data(&checked, &mut json).expect("data");
    let data: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let mut told = BTreeSet::new();
    texts_in(&data, &mut told);
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let settings = &checked.consolidation().settings;
    let mut own = String::new();
    for node in settings.plan.nodes() {
        own += &format!("{}\n{}\n{} {}\n", node.id, node.title, node.label, node.title);
        own += &format!("{}\n{} {}\n", node.paragraphs.join("\n"), node.label, node.paragraphs.join("\n"));
        own.extend(node.fields.iter().map(|(_, text)| format!("{text}\n")));
    }
    let form = &settings.indicators;
    own.extend(form.indicators.iter().map(|row| format!("{}\n{}\n{}\n", row.id, row.name, row.unit)));
    own.extend(form.funding.iter().map(|row| format!("{}\n{}\n", row.id, row.name)));
    let own: BTreeSet<String> = own.lines().map(plain).collect();
    let names: BTreeSet<String> =
        settings.registry.bodies.iter().map(|body| fold(&body.name).replace("ubnd", "uy ban nhan dan")).collect();
    let mut rest: BTreeSet<String> = BTreeSet::new();
    for file in std::fs::read_dir(bench.path("inputs/2026")).expect("the submissions").flatten() {
        let (_, workbook) = read_bytes(&std::fs::read(file.path()).expect("a file")).expect("a workbook");
        assert!(workbook.sheets.iter().all(|sheet| sheet.visibility == Visibility::Visible));
        for (sheet, cell) in workbook.sheets.iter().flat_map(|sheet| sheet.cells.iter().map(move |cell| (sheet, cell)))
        {
            let Value::Text(text) = &cell.value else { continue };
            // What bodies fill in: who they are, and states, which the data have in words of their own.
            if sheet.name == "Thông tin" && cell.column == 1
                || Status::ALL.iter().any(|state| state.vietnamese() == text)
            {
                continue;
            }
            let is_of_plan = text.lines().all(|line| own.contains(&plain(line)));
            if !told.contains(text.trim()) && !is_of_plan && !names.contains(&fold(text)) {
                rest.insert(plain(text));
            }
        }
    }
    let expected = include_str!("data/furniture-2026.txt");
    let found: String = rest.iter().map(|text| format!("{text}\n")).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_text_beside_the_particulars_is_in_the_data() {
    const TEXT: &str = "TRƯỜNG CHƯA BÁO CÁO: THCS TÂN LẬP";
    for (body, form) in FORMS.iter() {
        let Some(sheet) = form.sheets.iter().position(|sheet| sheet.name == "Thông tin") else { continue };
        for place in free_cells(&form.sheets[sheet]).into_iter().filter(|(_, column)| *column > 1) {
            let mut workbook = form.clone();
            put(&mut workbook.sheets[sheet], place, TEXT);
            let (is_counted, texts) = data_of(workbook, body, &Bench::empty());
            assert!(!is_counted || texts.contains(TEXT), "{body}: at {place:?} it is nowhere");
        }
    }
}
