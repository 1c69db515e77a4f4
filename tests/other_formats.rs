//! What offices send in the place of a workbook: read as one where it has the form's tables, and named for what it is where
//! it cannot be read.

mod common;
#[path = "common/cousins.rs"]
mod cousins;

use std::io::Read;
use std::sync::Arc;

use common::Bench;
use common::sealed::{FINAL, small};
use tonghop::config::Workspace;
use tonghop::extract::{Extraction, FieldValue, Lexicon, extract};
use tonghop::intake::{Workbook, read_bytes};
use tonghop::model::Traced;

fn form(body: &str) -> Vec<u8> {
    let path = format!("{}/inputs/2026/BC_2026_{body}.xlsx", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a form")
}

fn workbook(bytes: &[u8]) -> Workbook {
    read_bytes(bytes).expect("a workbook").1
}

/// What a file says, a line a value.
fn said(extraction: &Extraction) -> Vec<String> {
    let identity = &extraction.identity;
    let text = |value: &Option<Traced<String>>| value.as_ref().map(|value| value.value().clone());
    let mut said = vec![format!("{:?} {:?} {:?}", text(&identity.name), text(&identity.code), text(&identity.symbol))];
    said.push(format!(
        "{:?} {:?}",
        identity.year.as_ref().map(|year| *year.value()),
        identity.date.as_ref().map(|date| *date.value())
    ));
    for record in &extraction.records {
        for (field, value) in record.values() {
            let value = match value {
                FieldValue::Status(status) => format!("{:?}", status.value()),
                // What shows fewer digits than the workbook holds says no more than that.
                FieldValue::Number(number) => number.value().round_dp(6).normalize().to_string(),
                FieldValue::Level(level) => level.value().word.to_string(),
                FieldValue::Text(text) => text.value().split_whitespace().collect::<Vec<_>>().join(" "),
            };
            said.push(format!("{:?} {} {field:?} = {value}", record.table, record.item));
        }
    }
    said.sort();
    said
}

fn extraction(name: &str, bytes: &[u8]) -> Extraction {
    let settings = Workspace::new("there-is-no-such-folder").load(2026).expect("the built-in settings");
    let mut reports = extract(&Arc::from(name), &workbook(bytes), &Lexicon::new(&settings)).expect("a form");
    reports.remove(0)
}

/// Text in windows-1258 as Windows writes it, where tones are characters of their own.
fn in_windows_1258(text: &str) -> Vec<u8> {
    use encoding_rs::WINDOWS_1258;
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let mut bytes = Vec::new();
    for letter in text.chars() {
        use unicode_normalization::UnicodeNormalization;
        let whole = letter.to_string();
        let (encoded, _, is_foreign) = WINDOWS_1258.encode(&whole);
        if is_foreign {
            let (tones, base): (String, String) = std::iter::once(letter).nfd().partition(|part| TONES.contains(part));
            let parts = base.nfc().collect::<String>() + &tones;
            bytes.extend_from_slice(&WINDOWS_1258.encode(&parts).0);
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    bytes
}

#[test]
fn the_form_says_the_same_in_every_format() {
    let bytes = form("25480");
    let whole = workbook(&bytes);
    let expected = said(&extraction("a.xlsx", &bytes));
    assert!(expected.len() > 100, "{expected:?}");
    let text = |separator| cousins::text(&whole, separator);
    let wide = |text: String, mark: &[u8], to: fn(u16) -> [u8; 2]| {
        [mark.to_vec(), text.encode_utf16().flat_map(to).collect()].concat()
    };
    for (name, bytes) in [
        ("semicolons, UTF-8 with a mark", [b"\xEF\xBB\xBF", text(';').as_bytes()].concat()),
        ("commas, UTF-8", text(',').into_bytes()),
        ("tabs, UTF-16LE with a mark", wide(text('\t'), b"\xFF\xFE", u16::to_le_bytes)),
        ("tabs, UTF-16BE with a mark", wide(text('\t'), b"\xFE\xFF", u16::to_be_bytes)),
        ("tabs, UTF-16LE without a mark", wide(text('\t'), b"", u16::to_le_bytes)),
        ("semicolons, windows-1258", in_windows_1258(&text(';'))),
        ("a web page", cousins::page(&whole).into_bytes()),
        ("a web page in UTF-16", wide(cousins::page(&whole), b"\xFF\xFE", u16::to_le_bytes)),
        ("an XML spreadsheet", cousins::xml_spreadsheet(&whole).into_bytes()),
        ("a Word document", cousins::word_document(&whole)),
    ] {
        let found = said(&extraction("a", &bytes));
        let lost: Vec<_> = expected.iter().filter(|value| !found.contains(value)).collect();
        let new: Vec<_> = found.iter().filter(|value| !expected.contains(value)).collect();
        assert!(lost.is_empty() && new.is_empty(), "{name}: lost {lost:#?}, new {new:#?}");
    }
}

/// TCVN3 and VNI lie in the place of Western letters, in bytes as in a workbook.
#[test]
fn texts_of_fonts_before_unicode_are_read() {
    for (text, encoding) in [
        ("N¨m b¸o c¸o;2026\nM·;ChØ tiªu;KÕ ho¹ch;Thùc hiÖn\nCT15;Tæng sè gi¸o viªn;10;12\n", "TCVN3"),
        ("Naêm baùo caùo;2026\nMaõ;Chæ tieâu;Keá hoaïch;Thöïc hieän\nCT15;Toång soá giaùo vieân;10;12\n", "VNI"),
    ] {
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
        let found = said(&extraction("a.csv", &bytes));
        for value in ["Indicators CT15 Actual = 12", "Indicators CT15 Planned = 10"] {
            assert!(found.iter().any(|line| line == value), "{encoding}: {found:?}");
        }
    }
}

#[test]
fn cells_are_named_as_people_find_them() {
    let whole = workbook(&form("25480"));
    for (name, bytes, cell) in [
        ("a.docx", cousins::word_document(&whole), "a.docx › Bảng 3 › dòng "),
        ("a.htm", cousins::page(&whole).into_bytes(), "a.htm › Bảng 3 › dòng "),
        ("a.csv", cousins::text(&whole, ';').into_bytes(), "a.csv › CSV › dòng "),
        ("a.xls", cousins::xml_spreadsheet(&whole).into_bytes(), "a.xls › Biểu 02 - Chỉ tiêu › E7"),
    ] {
        let extraction = extraction(name, &bytes);
        let record = extraction.records.iter().find(|record| record.item.as_str() == "CT01").expect("the row");
        assert!(record.cell.to_string().starts_with(cell), "{}", record.cell);
    }
}

/// Code, file and message of the findings of a year, with the severity.
fn findings(bench: &Bench) -> Vec<[String; 3]> {
    let data = bench.data(2026);
    let of = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let all = data["findings"].as_array().expect("findings");
    all.iter().map(|finding| ["code", "file", "message"].map(|key| of(finding, key))).collect()
}

/// How the submission of a body stands.
fn submission(bench: &Bench, body: &str) -> String {
    let data = bench.data(2026);
    let bodies = data["agencies"].as_array().expect("bodies");
    let own = bodies.iter().find(|own| own["id"] == body).expect("the body");
    own["submission"].as_str().expect("a word").to_owned()
}

#[test]
fn what_cannot_be_read_is_named_for_what_it_is() {
    let whole = form("25480");
    let mut message = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a compound file");
    for stream in ["/__properties_version1.0", "/__nameid_version1.0"] {
        message.create_stream(stream).expect("a stream");
    }
    let message = message.into_inner().into_inner();
    let bench = Bench::empty();
    let files: [(&str, &[u8], &str, &str); 12] = [
        ("thu.msg", &message, "thư Outlook", "an Outlook message"),
        ("thu.eml", b"From: a@b\r\nSubject: Bao cao\r\nMIME-Version: 1.0\r\n\r\n", "thư điện tử", "a saved mail message"),
        ("bc.rar", b"Rar!\x1A\x07\x01\0", ".rar", "an archive other than .zip"),
        ("bc.7z", b"7z\xBC\xAF\x27\x1C\0\x04", ".7z", "an archive other than .zip"),
        ("bc.gsheet", b"{\"doc_id\":\"1AbC\",\"email\":\"a@x\"}", "Google Drive", "Google Drive"),
        ("scan.jpg", b"\xFF\xD8\xFF\xE0", "hình ảnh", "a picture"),
        ("scan.pdf", b"%PDF-1.7", "tài liệu PDF", "a PDF"),
        ("bc.lnk", b"L\0\0\0\x01\x14\x02\0", "lối tắt", "a shortcut"),
        ("bc.url", b"[InternetShortcut]\r\nURL=https://a\r\n", "lối tắt", "a shortcut"),
        ("bc.numbers", &cousins::archive(&[("Index/Document.iwa", b"x")]), "Apple", "Apple"),
        ("anh.zip", &cousins::archive(&[("a.jpg", b"\xFF\xD8\xFF"), ("b.pdf", b"%PDF-1.4")]), "không có bảng tính nào", "no spreadsheet"),
        ("cong van.docx", &cousins::archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document xmlns:w=\"w\"><w:tbl><w:tr><w:tc><w:p><w:r><w:t>UBND</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:document>")]), "Word", "a Word document"),
    ];
    for (name, bytes, ..) in &files {
        bench.write(&format!("inputs/2026/{name}"), bytes);
    }
    bench.write("inputs/2026/BC_2026_25480.xlsx", whole);
    bench.run_well(&["build", "2026"]);
    let found = findings(&bench);
    let english = bench.run_well(&["check", "2026", "--lang", "en", "--all"]).stdout;
    for (name, _, vi, en) in files {
        let own: Vec<_> = found.iter().filter(|finding| finding[1] == name).collect();
        assert_eq!(own.len(), 1, "{name}: {own:?}");
        assert!(own[0][0] == "F03" && own[0][2].contains(vi), "{name}: {own:?}");
        let line = english
            .lines()
            .find(|line| line.contains(&format!("{name}: The file is no spreadsheet")))
            .unwrap_or_default();
        assert!(line.contains(en), "{name}: {line} in {english}");
    }
}

#[test]
fn files_of_an_archive_are_files_of_their_own() {
    let bench = small();
    let own = std::fs::read(bench.path("inputs/2026/ca-tinh.xlsx")).expect("a form");
    let other = std::fs::read(bench.path("inputs/2026/so-tc.xlsx")).expect("a form");
    bench.run_well(&["build", "2026"]);
    let before = bench.data(2026);
    for name in ["ca-tinh", "so-tc"] {
        std::fs::remove_file(bench.path(&format!("inputs/2026/{name}.xlsx"))).expect("the form");
    }
    let inner = cousins::archive(&[("sâu hơn.xlsx", &own)]);
    let archive = cousins::archive(&[
        ("Công an/BC_2026_ca-tinh.xlsx", &own),
        ("BC_2026_so-tc.xlsx", &other),
        ("trong.zip", &inner),
        ("../ra ngoài.xlsx", &own),
        ("__MACOSX/._BC_2026_so-tc.xlsx", b"x"),
    ]);
    bench.write("inputs/2026/Gửi sở.zip", archive);
    bench.run_well(&FINAL);
    let after = bench.data(2026);
    let figures = |data: &serde_json::Value| -> Vec<String> {
        let rows =
            ["tasks", "duties", "catalogue", "indicators", "funding"].map(|list| data[list].as_array().expect("rows"));
        let entries = rows.into_iter().flatten().flat_map(|row| row["entries"].as_array().expect("entries"));
        entries
            .map(|entry| format!("{} {} {} {}", entry["agency"], entry["percent"], entry["actual"], entry["spent"]))
            .collect()
    };
    assert!(figures(&before).len() > 10);
    assert_eq!(figures(&before), figures(&after));
    assert_eq!(["ca-tinh", "so-tc"].map(|body| submission(&bench, body)), ["on_time"; 2]);
    let found = findings(&bench);
    let has = |code: &str, file: &str, words: &str| {
        found.iter().any(|finding| finding[0] == code && finding[1] == file && finding[2].contains(words))
    };
    assert!(
        has("F10", "Gửi sở.zip", "có 4 tệp: đã đọc 2 tệp (BC_2026_so-tc.xlsx, Công an/BC_2026_ca-tinh.xlsx)"),
        "{found:?}"
    );
    assert!(has("F03", "Gửi sở.zip/trong.zip", "tệp nén nằm trong một tệp nén khác"), "{found:?}");
    assert!(has("F06", "Gửi sở.zip/../ra ngoài.xlsx", "dẫn ra ngoài tệp nén"), "{found:?}");
    // The links of the workbook lead to the archive.
    let sheets = parts(&bench.read("output/2026/tong-hop.xlsx"));
    let formulas: Vec<&str> = sheets.split("HYPERLINK(").skip(1).collect();
    let to_archive = formulas
        .iter()
        .filter(|formula| formula.contains("&amp;\"Gửi sở.zip\",") || formula.contains("&\"Gửi sở.zip\","))
        .count();
    assert!(to_archive > 10, "{to_archive} of {}: {:?}", formulas.len(), formulas.first());
    assert!(!formulas.iter().any(|formula| {
        formula.split("\",").next().is_some_and(|link| link.contains(".zip/") || link.contains(".zip#"))
    }));
    // The page too.
    bench.run_well(&["check", "2026"]);
    let page = String::from_utf8(bench.read("output/2026/status.html")).expect("UTF-8");
    let links: Vec<&str> = page.split("href=\"").skip(1).filter_map(|link| link.split('"').next()).collect();
    let to_archive: Vec<&&str> = links.iter().filter(|link| link.contains(".zip")).collect();
    assert!(!to_archive.is_empty() && to_archive.iter().all(|link| link.ends_with(".zip")), "{to_archive:?}");
    // Sealed as it came, and built again from the bag.
    assert!(bench.path("output/archive/2026/data/inputs/2026/Gửi sở.zip").is_file());
    let run = bench.run_well(&["verify"]);
    assert!(run.stdout.contains("2026: nguyên vẹn, lập lại giống từng byte"), "{}", run.stdout);
}

/// The text of all parts of a package.
fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    for index in 0..archive.len() {
        let _ = archive.by_index(index).expect("a part").read_to_string(&mut text);
    }
    text
}

#[test]
fn an_archive_with_a_password_is_told() {
    use std::io::Write;
    use zip::unstable::write::FileOptionsExt;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().with_deprecated_encryption(b"1234").expect("a password");
    writer.start_file("BC_2026_25480.xlsx", options).expect("an entry");
    writer.write_all(&form("25480")).expect("its content");
    let bench = Bench::empty();
    bench.write("inputs/2026/a.zip", writer.finish().expect("an archive").into_inner());
    bench.write("inputs/2026/BC_2026_25489.xlsx", form("25489"));
    bench.run_well(&["build", "2026"]);
    let found = findings(&bench);
    let own: Vec<_> =
        found.iter().filter(|finding| finding[1].starts_with("a.zip")).map(|finding| finding[0].as_str()).collect();
    assert_eq!(own, ["F02", "F10"], "{found:?}");
}

#[test]
fn backups_are_no_versions_and_unfinished_copies_are_told() {
    let bench = Bench::empty();
    let form = form("25480");
    let folder = |bench: &Bench, names: &[&str]| {
        for name in names {
            bench.write(&format!("inputs/2026/{name}"), &form);
        }
        bench.run_well(&["build", "2026"]);
        let found = findings(bench);
        let codes = found.iter().filter(|finding| finding[1].contains("BC_2026_25480"));
        codes.map(|finding| format!("{} {}", finding[0], finding[1])).collect::<Vec<_>>()
    };
    // Beside the file they are left out, whatever is newer; half a file and locks are no submissions.
    let beside = [
        "BC_2026_25480.xlsx",
        "BC_2026_25480 (2).xlsx~",
        "BC_2026_25480.xlk",
        "BC_2026_25480.xlsx.filepart",
        "~$BC_2026_25480.xlsx",
        "BC_2026_25480.asd",
        "BC_2026_25480.xlsx.crdownload",
    ];
    let found = folder(&bench, &beside);
    assert_eq!(
        found,
        [
            "F08 BC_2026_25480 (2).xlsx~",
            "F08 BC_2026_25480.xlk",
            "F09 BC_2026_25480.xlsx.crdownload",
            "F09 BC_2026_25480.xlsx.filepart"
        ]
    );
    assert_eq!(submission(&bench, "25480"), "on_time");
    let data = bench.data(2026);
    let body =
        data["agencies"].as_array().expect("bodies").iter().find(|body| body["id"] == "25480").expect("it").clone();
    assert!(body["files"].as_array().expect("files").iter().any(|file| file == "BC_2026_25480.xlsx"));
    // Where the body has nothing else, it counts, and somebody has to look.
    let alone = Bench::empty();
    assert_eq!(folder(&alone, &["BC_2026_25480.xlsx~"]), ["F08 BC_2026_25480.xlsx~"]);
    assert_eq!(submission(&alone, "25480"), "on_time");
}

/// One of each, read by readers apart as in a build: it costs itself, and the others count.
#[test]
fn what_unrolls_without_end_costs_itself_alone() {
    let bench = Bench::empty();
    let blanks = vec![b' '; 200 << 20];
    let word = [b"<w:document xmlns:w=\"w\"><w:body><w:tbl>", blanks.as_slice()].concat();
    let bomb = cousins::archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &word)]);
    drop(word);
    let spans = "<tr><td rowspan=65534 colspan=1000>x".repeat(200_000);
    let nested = "<table><tr><td>".repeat(500_000);
    let wide = format!("<html><table>{spans}");
    let zip = cousins::archive(&[("a.csv", &blanks), ("BC_2026_25486.xlsx", &form("25486"))]);
    let rows = "<Row ss:Index=\"1048576\"><Cell ss:Index=\"16384\" ss:MergeAcross=\"4000000000\"><Data ss:Type=\"Number\">1</Data></Cell></Row>".repeat(100_000);
    let xml = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>{rows}</Table></Worksheet></Workbook>"
    );
    let many = "a;b;c;d;e;f;g;h;i;j\n".repeat(200_000);
    drop(blanks);
    let files: [(&str, &[u8]); 6] = [
        ("bomb.docx", &bomb),
        ("spans.htm", wide.as_bytes()),
        ("nested.htm", nested.as_bytes()),
        ("bomb.zip", &zip),
        ("xml.xls", xml.as_bytes()),
        ("many.csv", many.as_bytes()),
    ];
    for (name, bytes) in files {
        bench.write(&format!("inputs/2026/{name}"), bytes);
    }
    bench.write("inputs/2026/BC_2026_25489.xlsx", form("25489"));
    bench.run_well(&["build", "2026"]);
    let found = findings(&bench);
    for name in ["bomb.docx", "spans.htm", "nested.htm", "bomb.zip/a.csv", "xml.xls", "many.csv"] {
        let codes: Vec<&str> =
            found.iter().filter(|finding| finding[1] == name).map(|finding| finding[0].as_str()).collect();
        assert!(codes == ["F04"] || codes == ["F01"], "{name}: {codes:?}");
    }
    assert_eq!(["25486", "25489"].map(|body| submission(&bench, body)), ["on_time"; 2]);
}
