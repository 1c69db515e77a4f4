//! The drafts of the report as Word files, measured against Nghị định 30/2020/NĐ-CP, Phụ lục I, and against the PDF.

mod common;
#[path = "common/docx.rs"]
mod docx;
#[path = "common/pdf.rs"]
mod pdf;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use common::Bench;
use docx::{Element, Looks, Styles, part};

/// A workspace with the year of the repository, its drafts and its report, made once.
fn year() -> &'static Bench {
    static YEAR: OnceLock<Bench> = OnceLock::new();
    YEAR.get_or_init(|| {
        let bench = Bench::with_2026();
        bench.run_well(&["draft", "2026"]);
        bench.run_well(&["build", "2026"]);
        bench
    })
}

/// A year with one body and a signatory's name.
fn small() -> &'static (Vec<u8>, Styles, Element) {
    static SMALL: OnceLock<(Vec<u8>, Styles, Element)> = OnceLock::new();
    SMALL.get_or_init(|| {
        let bench = Bench::empty();
        let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx"));
        bench.write("inputs/2026/so-nv.xlsx", form.expect("a form"));
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/report.toml"));
        let settings = text.expect("the settings").replace(
            "capacity = [\"GIÁM ĐỐC\"]\nname = \"\"",
            "capacity = [\"KT. GIÁM ĐỐC\", \"PHÓ GIÁM ĐỐC\"]\nname = \"Nguyễn Thị Minh\"",
        );
        bench.write("inputs/report.toml", settings);
        bench.run_well(&["draft", "2026"]);
        let file = bench.read("output/2026/du-thao-ubnd.docx");
        let (styles, body) = (Styles::of(&file), part(&file, "word/document.xml"));
        (file, styles, body)
    })
}

/// The looks of the first paragraph that says this, or that begins so.
fn looks(text: &str) -> Looks {
    let (_, styles, body) = small();
    let paragraphs = body.all("w:p");
    let plain = |text: &str| text.trim().replace('\u{a0}', " ");
    let found = paragraphs.iter().find(|paragraph| plain(&paragraph.words()).starts_with(&plain(text)));
    styles.looks(found.unwrap_or_else(|| panic!("no paragraph begins “{text}”")))
}

#[test]
fn the_boxes_have_the_sizes_and_faces_of_the_decree() {
    // Ô, text, sizes, bold, italic, alignment.
    let boxes = [
        ("1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.0..=13.0, true, false, "center"),
        ("1", "Độc lập - Tự do - Hạnh phúc", 13.0..=14.0, true, false, "center"),
        ("2", "UBND TỈNH TÂY NINH", 12.0..=13.0, false, false, "center"),
        ("2", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", 12.0..=13.0, true, false, "center"),
        ("3", "Số:", 13.0..=13.0, false, false, "center"),
        ("4", "Tây Ninh, ngày", 13.0..=14.0, false, true, "center"),
        ("5a", "BÁO CÁO", 13.0..=14.0, true, false, "center"),
        ("5a", "Kết quả thực hiện Kế hoạch", 13.0..=14.0, true, false, "center"),
        ("9a", "Kính gửi:", 13.0..=14.0, false, false, "center"),
        ("7a", "KT. GIÁM ĐỐC", 13.0..=14.0, true, false, "center"),
        ("7a", "PHÓ GIÁM ĐỐC", 13.0..=14.0, true, false, "center"),
        ("7b", "Nguyễn Thị Minh", 13.0..=14.0, true, false, "center"),
        ("9b", "Nơi nhận:", 12.0..=12.0, true, true, "left"),
        ("9b", "- Như trên;", 11.0..=11.0, false, false, "left"),
        ("phụ lục", "Phụ lục\u{a0}I", 14.0..=14.0, true, false, "center"),
        ("phụ lục", "(Kèm theo Báo cáo", 13.0..=14.0, false, true, "center"),
    ];
    for (place, text, sizes, bold, italic, align) in boxes {
        let looks = looks(text);
        assert!(sizes.contains(&looks.size), "ô {place}, “{text}”: {looks:?}");
        assert_eq!((looks.bold, looks.italic, looks.align.as_str()), (bold, italic, align), "ô {place}, “{text}”");
    }
}

#[test]
fn the_text_is_justified_and_headings_are_headings() {
    // Ô 6: 13 to 14, justified, first line 1 or 1,27 cm, 6 pt at least between paragraphs, single to 1,5 lines.
    for text in ["Thực hiện Kế hoạch", "I. CÔNG TÁC CHỈ ĐẠO", "1. Công tác chỉ đạo", "a) "] {
        let looks = looks(text);
        assert!((13.0..=14.0).contains(&looks.size), "{looks:?}");
        assert_eq!((looks.align.as_str(), looks.italic), ("both", false), "{looks:?}");
        assert!((9.9..=12.8).contains(&looks.first_line), "{looks:?}");
        assert!(looks.above >= 6.0 && (1.0..=1.5).contains(&looks.line), "{looks:?}");
    }
    let told = ["I. CÔNG TÁC CHỈ ĐẠO", "1. Công tác chỉ đạo", "a) ", "Thực hiện Kế hoạch"].map(looks);
    assert_eq!(told.clone().map(|looks| looks.outline), [Some(0), Some(1), Some(2), None]);
    assert_eq!(told.map(|looks| looks.bold), [true, true, false, false]);
}

#[test]
fn the_boxes_stand_in_the_order_of_the_decree() {
    let (_, _, body) = small();
    let said = body.words();
    let order = [
        "UBND TỈNH TÂY NINH",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số:",
        "DỰ THẢO",
        "Tây Ninh, ngày",
        "BÁO CÁO",
        "Kính gửi:",
        "I. CÔNG TÁC CHỈ ĐẠO",
        "Trên đây là báo cáo",
        "Nơi nhận:",
        "- Như trên;",
        "KT. GIÁM ĐỐC",
        "Nguyễn Thị Minh",
        "Phụ lục\u{a0}I",
    ];
    let said = said.replace('\u{a0}', " ");
    let mut at = 0;
    for text in order {
        let text = &text.replace('\u{a0}', " ");
        let found = said[at..].find(text).unwrap_or_else(|| panic!("“{text}” does not follow"));
        at += found + text.len();
    }
}

#[test]
fn paper_margins_and_page_numbers() {
    let (file, _, body) = small();
    let sections = body.all("w:sectPr");
    assert!(sections.len() > 4);
    for section in &sections {
        let number = |name: &str, attribute: &str| -> f64 {
            let own = section.child(name).expect("a property").attribute(attribute);
            own.parse::<f64>().expect("a number") * 25.4 / 1440.0
        };
        let mut sides = [number("w:pgSz", "w:w"), number("w:pgSz", "w:h")];
        sides.sort_by(f64::total_cmp);
        assert!((sides[0] - 210.0).abs() < 0.1 && (sides[1] - 297.0).abs() < 0.1, "{sides:?}");
        let is_wide = section.child("w:pgSz").is_some_and(|paper| paper.attribute("w:orient") == "landscape");
        assert_eq!(is_wide, number("w:pgSz", "w:w") > 250.0);
        for (side, range) in
            [("top", 20.0..=25.0), ("bottom", 20.0..=25.0), ("left", 30.0..=35.0), ("right", 15.0..=20.0)]
        {
            let margin = (number("w:pgMar", &format!("w:{side}")) * 10.0).round() / 10.0;
            assert!(range.contains(&margin), "{side}: {margin}");
        }
        // Pages begin anew in each section, and the first shows no number.
        assert_eq!(section.child("w:pgNumType").map(|own| own.attribute("w:start")), Some("1"));
        assert!(section.child("w:titlePg").is_some());
    }
    let header = part(file, "word/header1.xml");
    assert!(header.all("w:instrText").iter().any(|field| field.text.trim() == "PAGE"));
    let number = Styles::of(file).looks(header.child("w:p").expect("a paragraph"));
    assert!((13.0..=14.0).contains(&number.size) && number.align == "center" && !number.bold && !number.italic);
    assert_eq!(part(file, "word/header2.xml").words(), "");
}

#[test]
fn one_face_and_styles_with_vietnamese_names() {
    let (file, styles, body) = small();
    let defaults = part(file, "word/styles.xml");
    let fonts = defaults.all("w:rFonts");
    assert!(!fonts.is_empty() && fonts.iter().all(|font| font.attribute("w:ascii") == "Times New Roman"));
    let used: BTreeSet<&str> = body.all("w:pStyle").iter().map(|style| style.attribute("w:val")).collect();
    assert!(used.len() > 20, "{used:?}");
    for style in used {
        assert!(!styles.name(style).is_ascii(), "{style}: {}", styles.name(style));
    }
}

/// How often each word is there, parted at blanks of any kind.
fn count<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for word in
        texts.into_iter().flat_map(|text| text.split([' ', '\u{a0}', '\t', '\n'])).filter(|word| !word.is_empty())
    {
        *counted.entry(word.to_owned()).or_default() += 1;
    }
    counted
}

/// Millimetres between two texts that stand together without a blank.
const ABUTTING: f64 = 0.2;

#[test]
fn the_draft_says_word_for_word_what_the_pdf_says() {
    for edition in ["ubnd", "bo"] {
        let file = year().read(&format!("output/2026/du-thao-{edition}.docx"));
        let record = part(&file, "customXml/item1.xml");
        let drafted = count(record.all("block").iter().map(|block| block.attribute("text")));
        // What is recorded is what is written, but for the words of pictures and what stands between cells.
        let body = part(&file, "word/document.xml");
        let written: String = body.words();
        let recorded = record.all("block").into_iter().filter(|block| block.attribute("kind") != "chart");
        let recorded: String = recorded.map(|block| block.attribute("text")).collect();
        let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        assert!(letters(&written) == letters(&recorded), "{edition}: the record differs from the text");
        // Words that a line of the PDF parts are put together again by counting letters.
        let pages = pdf::measure(&year().read(&format!("output/2026/bao-cao-{edition}.pdf")));
        let mut printed: Vec<String> = Vec::new();
        let mut before: Option<&pdf::Span> = None;
        for span in pages.iter().flat_map(|page| &page.spans).filter(|span| span.role != "Artifact") {
            // A link stands apart from the bracket right before it and the mark right behind it.
            let goes_on =
                before.is_some_and(|last| last.baseline == span.baseline && (span.left - last.right).abs() < ABUTTING);
            match printed.last_mut() {
                Some(last) if goes_on => last.push_str(&span.text),
                _ => printed.push(span.text.clone()),
            }
            before = Some(span);
        }
        let whole = count(printed.iter().map(String::as_str));
        let marks = |word: &str| matches!(word, "-" | "+");
        let lost: Vec<(&String, &usize)> = drafted
            .iter()
            .filter(|(word, times)| !marks(word) && whole.get(*word).copied().unwrap_or_default() < **times)
            .collect();
        // Heads and names of tables that go on come again on every page, and a link or a raised mark parts words.
        // The Ministry's edition has no footnotes.
        let noted = if edition == "ubnd" { part(&file, "word/footnotes.xml").words() } else { String::new() };
        let noted = count([noted.as_str()]);
        let more: Vec<(&String, &usize)> = whole
            .iter()
            .filter(|(word, _)| !marks(word) && !drafted.contains_key(*word) && !noted.contains_key(*word))
            .collect();
        assert!(lost.len() < 12 && more.len() < 24, "{edition}: lost {lost:?}, more {more:?}");
    }
}

#[test]
fn every_total_is_a_locked_figure_with_its_code() {
    let data = year().data(2026);
    let file = year().read("output/2026/du-thao-ubnd.docx");
    let body = part(&file, "word/document.xml");
    let mut figures: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut count = 0;
    for control in body.all("w:sdt") {
        if let Some(code) = control.value(&["w:sdtPr", "w:tag"]).strip_prefix("tonghop:f:") {
            assert_eq!(control.value(&["w:sdtPr", "w:lock"]), "sdtContentLocked", "{code}");
            figures.entry(code.to_owned()).or_default().insert(control.words());
            count += 1;
        }
    }
    assert!(count > 5000, "{count}");
    let tasks = data["tasks"].as_array().expect("tasks");
    assert_eq!(tasks.len(), 27);
    for task in tasks {
        let (id, completion) = (task["id"].as_str().expect("an id"), &task["completion"]);
        // Where all that report have completed it, nobody is told how many owe it.
        for (part, key, is_always_there) in [("HT", "completed", true), ("NV", "owing", false)] {
            let number = completion[key].as_u64().expect("a count");
            let forms = [number.to_string(), format!("{number:02}")];
            let own = figures.get(&format!("{id}.TT:{part}"));
            assert!(own.is_some() || !is_always_there, "{id}: {key} is not there");
            assert!(own.iter().all(|own| own.iter().any(|text| forms.contains(text))), "{id} {key} {number}: {own:?}");
        }
    }
    let plain = |text: &str| text.replace('.', "").replace(',', ".");
    for indicator in data["indicators"].as_array().expect("indicators") {
        let id = indicator["id"].as_str().expect("an id");
        let actual: f64 = indicator["actual"].to_string().parse().expect("a figure");
        let own = &figures[&format!("{id}.TH")];
        let is_own = |text: &String| plain(text).parse::<f64>().is_ok_and(|printed| (printed - actual).abs() < 0.0051);
        assert!(own.iter().any(is_own), "{id} {actual}: {own:?}");
    }
    // What stands outside of controls and holds a digit is no figure of the report: dates, symbols of documents, labels.
    assert!(figures.keys().any(|code| code.contains("@so-gddt")), "figures of single bodies");
}

#[test]
fn the_same_year_gives_the_same_drafts() {
    let other = Bench::with_2026();
    other.run_well(&["draft", "2026"]);
    for edition in ["ubnd", "bo"] {
        let name = format!("output/2026/du-thao-{edition}.docx");
        assert!(year().read(&name) == other.read(&name), "{name}");
    }
}

#[test]
fn a_draft_with_footnotes_that_comes_back_as_it_went_proposes_nothing() {
    let bench = year();
    let file = bench.read("output/2026/du-thao-ubnd.docx");
    assert!(part(&file, "word/footnotes.xml").words().contains("806/QĐ-SGDĐT"), "it has a footnote");
    bench.write("came-back.docx", file);
    let path = bench.path("came-back.docx").display().to_string();
    let said = bench.run_well(&["draft", "2026", "--return", &path]).stdout;
    assert!(said.contains("không có thay đổi nào"), "{said}");
}
