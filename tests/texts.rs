//! What texts of others may do: nothing. Names and cells on the terminal, cells that begin as formulas do, templates; and
//! the bytes that tell on which system a workbook was made.

mod common;

use std::io::{Cursor, Read};

use common::Bench;
use common::fill::filled_commune as filled;

/// The parts of a workbook as text, by name.
fn parts(workbook: &[u8]) -> Vec<(String, String)> {
    let mut package = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut parts = Vec::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        if name.ends_with(".xml") {
            part.read_to_string(&mut text).expect("text");
        }
        parts.push((name, text));
    }
    parts
}

/// The texts of all cells of a workbook that would be formulas if somebody edited them, with whether Excel keeps them text.
fn formula_like(workbook: &[u8], text: &str) -> Vec<bool> {
    let parts = parts(workbook);
    let part = |name: &str| parts.iter().find(|(own, _)| own == name).map_or("", |(_, text)| text.as_str());
    let inner = |xml: &str, tag: &str| -> Vec<String> {
        let close = format!("</{tag}>");
        xml.split(&format!("<{tag}>")).skip(1).map(|rest| rest.split(&close).next().unwrap_or("").to_owned()).collect()
    };
    let shared = inner(part("xl/sharedStrings.xml"), "si");
    let shared: Vec<bool> = shared.iter().map(|entry| entry.contains(&format!(">{text}"))).collect();
    let styles = part("xl/styles.xml");
    let cell_formats = styles.split("<cellXfs").nth(1).expect("formats").split("</cellXfs>").next().expect("formats");
    let quoted: Vec<bool> = cell_formats.split("<xf ").skip(1).map(|xf| xf.contains("quotePrefix=\"1\"")).collect();
    let mut found = Vec::new();
    for (_, sheet) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        for cell in sheet.split("<c ").skip(1).map(|rest| rest.split("</c>").next().unwrap_or("")) {
            let is_own = if cell.contains("t=\"s\"") {
                let index = inner(cell, "v").first().and_then(|index| index.parse::<usize>().ok());
                index.is_some_and(|index| shared[index])
            } else {
                cell.contains("t=\"inlineStr\"") && cell.contains(&format!(">{text}"))
            };
            if is_own {
                let style = cell.split(" s=\"").nth(1).and_then(|rest| rest.split('"').next());
                let style = style.and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
                found.push(quoted[style]);
            }
        }
    }
    found
}

#[test]
fn texts_that_begin_as_formulas_do_stay_texts() {
    for text in ["=1+1 việc", "+84 gọi lại", "- đã tập huấn", "@ba trường"] {
        let bench = Bench::empty();
        bench.write("inputs/2026/25459.xlsx", filled(text));
        bench.run_well(&["check", "2026", "--today", "2026-11-27"]);
        bench.run_well(&["build", "2026"]);
        let workbook = bench.read("output/2026/tong-hop.xlsx");
        let cells = formula_like(&workbook, text);
        assert!(
            cells.len() > 20 && cells.iter().all(|quoted| *quoted),
            "{text}: {} of {}",
            cells.iter().filter(|q| **q).count(),
            cells.len()
        );
        let back = std::fs::read_dir(bench.path("output/2026/returns")).expect("returns").find_map(|entry| {
            let path = entry.expect("a file").path();
            path.extension().is_some_and(|known| known == "xlsx").then_some(path)
        });
        let cells = formula_like(&std::fs::read(back.expect("a return")).expect("a workbook"), text);
        assert!(cells.len() > 20 && cells.iter().all(|quoted| *quoted), "{text}: the return");
        // Any number of threads, the same bytes.
        bench.run_well(&["build", "2026"]);
        assert_eq!(bench.read("output/2026/tong-hop.xlsx"), workbook);
    }
}

#[test]
fn other_texts_are_marked_with_nothing() {
    let bench = Bench::empty();
    bench.write("inputs/2026/25459.xlsx", filled("đã tập huấn - 3 lớp"));
    bench.run_well(&["build", "2026"]);
    for (name, text) in parts(&bench.read("output/2026/tong-hop.xlsx")) {
        assert!(!text.contains("quotePrefix"), "{name}");
    }
}

/// The systems that the entries of a zip file say they were made on (APPNOTE 4.4.2).
fn makers(package: &[u8]) -> Vec<u8> {
    let end = package.windows(4).rposition(|four| four == b"PK\x05\x06").expect("the last record");
    let number = |at: usize, bytes: usize| {
        package[at..at + bytes].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let mut at = number(end + 16, 4);
    let mut makers = Vec::new();
    for _ in 0..number(end + 10, 2) {
        assert_eq!(&package[at..at + 4], b"PK\x01\x02");
        makers.push(package[at + 5]);
        at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
    }
    makers
}

#[test]
fn every_workbook_says_that_it_was_made_on_the_same_system() {
    let bench = Bench::empty();
    bench.write("inputs/2026/25459.xlsx", filled("- xong"));
    bench.run_well(&["check", "2026", "--today", "2026-11-27"]);
    bench.run_well(&["build", "2026"]);
    bench.run_well(&["forms", "2026"]);
    let mut seen = 0;
    for folder in ["output/2026", "output/2026/forms", "output/2026/returns"] {
        for entry in std::fs::read_dir(bench.path(folder)).expect("outputs") {
            let path = entry.expect("a file").path();
            if path.extension().is_some_and(|known| known == "xlsx") {
                let makers = makers(&std::fs::read(&path).expect("a workbook"));
                assert!(makers.len() > 5 && makers.iter().all(|maker| *maker == 3), "{path:?}: {makers:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

/// What a terminal would obey.
fn is_obeyed(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{200E}\u{200F}\u{61C}\u{2028}\u{2029}".contains(letter)
}

#[test]
fn nothing_of_anybody_moves_the_terminal() {
    const EVIL: &str = "\u{1B}[2J\u{202E}x\u{9B}1m\u{2066}\nLỗi: giả\u{85}\u{200F}";
    let bench = Bench::empty();
    bench.write("inputs/2026/25459.xlsx", filled(EVIL));
    if cfg!(unix) {
        bench.write(&format!("inputs/2026/{EVIL}.xlsx"), "no workbook");
        bench.write(&format!("inputs/2026/{EVIL}/a.xlsx"), "PK");
    }
    bench.write("inputs/aliases.toml", "[files]\n\"\\u001b[2J\\u202e.xlsx\" = \"25459\"\n");
    let commands: [&[&str]; 16] = [
        &["build", "2026"],
        &["check", "2026", "--today", "2026-11-27"],
        &["check", "2026", "--today", "2026-11-27", "--lang", "en"],
        &["trace", "II.1.a"],
        &["trace", "II.1.a", "--json"],
        &["trace", EVIL],
        &["trace", "CT13", "--agency", EVIL],
        &["explain", EVIL],
        &["remind", "2026", "--today", "2026-11-27"],
        &["forms", "2026"],
        &["draft", "2026"],
        &["archive", "2026", "--number", "1", "--date", "2026-11-28"],
        &[EVIL],
        &["build", "2026", "--number", EVIL],
        // From here on there is a bag that somebody else made.
        &["verify"],
        &["archive", "2026", "--number", "2", "--date", "2026-11-29"],
    ];
    let json = |bench: &Bench| bench.run_well(&["trace", "II.1.a", "--json"]).stdout;
    serde_json::from_str::<serde_json::Value>(&json(&bench)).expect("JSON");
    for command in commands {
        if command == ["verify"] {
            bench.write(
                "output/archive/2030/bag-info.txt",
                format!("External-Identifier: {EVIL}\nPrevious-Bag: {EVIL}\n"),
            );
            bench.write("output/archive/2030/bagit.txt", EVIL);
        }
        let run = bench.run(command);
        for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            let obeyed: Vec<char> = text.chars().filter(|letter| is_obeyed(*letter)).collect();
            assert!(obeyed.is_empty(), "{command:?} {stream}: {obeyed:?}\n{text:?}");
            // Only a sentence about the arguments repeats what the user has typed with its lines.
            let forged = text.lines().any(|line| line.starts_with("Lỗi: giả"));
            assert!(!forged || command.contains(&EVIL), "{command:?} {stream}: a forged line\n{text}");
        }
    }
    // What cannot be read leads to a folder with such a name, too.
    let run = bench.run_on(EVIL, &["build", "2026"]);
    assert!(run.status == 2 && !run.stderr.chars().any(is_obeyed), "{:?}", run.stderr);
}

#[test]
fn templates_stay_in_their_folder_and_come_to_an_end() {
    let secret = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(secret.path(), "BÍ MẬT").expect("a file");
    let outside = secret.path().to_string_lossy().into_owned();
    for (template, sentence) in [
        ("{% include \"../inputs/agencies.toml\" %}".to_owned(), "không nằm trong thư mục templates"),
        (format!("{{% include \"{outside}\" %}}"), "không nằm trong thư mục templates"),
        ("{%- include '..\\\\..\\\\x' -%}".to_owned(), "không nằm trong thư mục templates"),
        ("{% extends \"../x.md\" %}".to_owned(), "không nằm trong thư mục templates"),
        ("a\n{% for a in range(end=1000000000) %}{% endfor %}".to_owned(), "dòng 2: Mẫu lặp quá nhiều"),
        (
            "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% endfor %}{% endfor %}".to_owned(),
            "Mẫu lặp quá nhiều",
        ),
        (
            format!("{{% for a in range(end=90000) %}}{}{{% endfor %}}", "dài ".repeat(1_000)),
            "Mẫu cho ra văn bản dài hơn 64 MB",
        ),
        ("{{ [x for x in range(end=9)] }}".to_owned(), "không hỗ trợ"),
        ("{% include \"report-full.md\" %}".to_owned(), "report-full.md"),
    ] {
        let bench = Bench::empty();
        bench.write("inputs/2026/25459.xlsx", filled("xong"));
        bench.write("templates/report-full.md", &template);
        let run = bench.run(&["build", "2026"]);
        assert_eq!(run.status, 2, "{template}");
        assert!(run.stderr.contains(sentence), "{template}: {}", run.stderr);
        assert!(!run.stderr.contains("BÍ MẬT"));
    }
    let bench = Bench::empty();
    bench.write("inputs/2026/25459.xlsx", filled("xong"));
    let report = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/report.toml")).expect("settings");
    bench.write("inputs/report.toml", report.replace("report-full.md", "../inputs/plan.md"));
    let run = bench.run(&["build", "2026"]);
    assert!(run.status == 2 && run.stderr.contains("không nằm trong thư mục templates"), "{}", run.stderr);
}
