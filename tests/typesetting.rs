//! Cases of typesetting, one folder each under `tests/typesetting/`: a template, and the pages it makes as text - for every
//! line its baseline and for every span its left end in millimetres, face, size and words. A change of layout shows as a
//! difference to be looked at; `TONGHOP_UPDATE=1 cargo test --test typesetting` writes the new pages down.

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use std::fmt::Write;
use std::path::Path;

use common::Bench;
use pdf::{Page, measure};

/// A report of one edition whose template is the case's.
const SETTINGS: &str = r#"
[issuer]
agency = "so-gddt"
superior = "UBND TỈNH TÂY NINH"
name = "SỞ GIÁO DỤC VÀ ĐÀO TẠO"
name_in_text = "Sở Giáo dục và Đào tạo"
symbol = "BC-SGDĐT"
place = "Tây Ninh"
province = "tỉnh Tây Ninh"
[report]
subject = "Trường hợp dàn trang"
[signatory]
capacity = ["GIÁM ĐỐC"]
name = "Nguyễn Thị Minh"
[[edition]]
id = "case"
kind = "full"
file = "case.pdf"
template = "case.md"
addressees = ["Bộ Giáo dục và Đào tạo", "Ủy ban nhân dân tỉnh Tây Ninh"]
recipients = ["Như trên", "Lưu: VT"]
"#;

fn pages_of(template: &str) -> String {
    let bench = Bench::empty();
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench.write("inputs/report.toml", SETTINGS);
    bench.write("templates/case.md", template);
    bench.run_well(&["build", "2026", "--number", "125", "--date", "2026-11-28"]);
    dump(&measure(&bench.read("output/2026/case.pdf")))
}

fn dump(pages: &[Page]) -> String {
    let mut text = String::new();
    for (index, page) in pages.iter().enumerate() {
        _ = writeln!(
            text,
            "== page {}, {:.0} x {:.0} mm, {} rules",
            index + 1,
            page.width,
            page.height,
            page.rules.len()
        );
        for line in page.lines() {
            let spans = line.iter().map(|span| {
                let face = span.face.trim_start_matches("LiberationSerif").trim_start_matches('-');
                let face = if face.is_empty() { "Regular" } else { face };
                format!("{:6.1} {face} {} [{}] {}", span.left, span.size, span.role, span.text)
            });
            _ = writeln!(text, "{:6.1}  {}", line[0].baseline, spans.collect::<Vec<_>>().join(" |"));
        }
    }
    text
}

#[test]
fn the_pages_are_as_they_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/typesetting");
    let mut cases: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    let mut differing = Vec::new();
    for case in &cases {
        let template = std::fs::read_to_string(case.join("template.md")).expect("a template");
        let found = pages_of(&template);
        let expected = case.join("pages.txt");
        if std::env::var_os("TONGHOP_UPDATE").is_some() {
            std::fs::write(&expected, &found).expect("a writable folder");
        }
        let expected = std::fs::read_to_string(expected).unwrap_or_default().replace("\r\n", "\n");
        if let Some(line) = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected) {
            let (found, expected) = (found.lines().nth(line), expected.lines().nth(line));
            differing.push(format!(
                "{}, line {}:\n  now    {found:?}\n  before {expected:?}",
                case.display(),
                line + 1
            ));
        } else if found.lines().count() != expected.lines().count() {
            differing.push(format!("{}: more or fewer lines", case.display()));
        }
    }
    assert!(cases.len() >= 5);
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
