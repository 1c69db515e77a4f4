//! Workbooks that are small on the disk and endless inside: each costs itself only, and the year around it is counted.

mod common;

use std::io::{Cursor, Read, Write};
use std::time::Instant;

use common::Bench;
use zip::write::SimpleFileOptions;

const FORM_XLSX: &[u8] = include_bytes!("data/forms/form.xlsx");
const FORM_ODS: &[u8] = include_bytes!("data/forms/form.ods");

/// What makes a workbook endless.
#[derive(Clone, Copy, Debug)]
enum Bomb {
    /// A sheet of rows without end.
    Rows,
    /// A text of thirty thousand letters, which each cell shows.
    SharedText,
    /// Entities that stand for ten others each.
    Entities,
    /// Elements in elements.
    Depth,
    /// More parts than a workbook has.
    Parts,
    /// Merged ranges by the hundred thousand.
    Merges,
    /// A cell of an .ods file that is repeated over the whole sheet.
    RepeatedCells,
    /// A blank of an .ods file that stands for two thousand million.
    RepeatedBlanks,
}

const BOMBS: [Bomb; 8] = [
    Bomb::Rows,
    Bomb::SharedText,
    Bomb::Entities,
    Bomb::Depth,
    Bomb::Parts,
    Bomb::Merges,
    Bomb::RepeatedCells,
    Bomb::RepeatedBlanks,
];

/// A package with one part replaced or added, and `extra` empty parts.
fn package(form: &[u8], part: &str, content: &[u8], extra: usize) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(form)).expect("a package");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let name = entry.name().expect("a name").to_string();
        if name == part || name.ends_with('/') {
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        writer.start_file(name, options).expect("a part");
        writer.write_all(&bytes).expect("its bytes");
    }
    writer.start_file(part, options).expect("a part");
    writer.write_all(content).expect("its bytes");
    for number in 0..extra {
        writer.start_file(format!("xl/extra{number}.xml"), options).expect("a part");
    }
    writer.finish().expect("a package").into_inner()
}

fn sheet(rows: &str, after: &str) -> Vec<u8> {
    const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{NAMESPACE}\"><sheetData>{rows}</sheetData>{after}</worksheet>")
        .into_bytes()
}

fn ods(table: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"A\">{table}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    )
    .into_bytes()
}

impl Bomb {
    /// The file; `size` makes those of one kind differ.
    fn file(self, size: usize) -> (&'static str, Vec<u8>) {
        const SHEET: &str = "xl/worksheets/sheet1.xml";
        let inline = |text: &str| format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
        let workbook = |content: &[u8]| ("xlsx", package(FORM_XLSX, SHEET, content, 0));
        match self {
            Self::Rows => workbook(&sheet(&inline("a").repeat(2_600_000 + size), "")),
            Self::SharedText => workbook(&sheet(&inline(&"x".repeat(30_000 + size)).repeat(4_000), "")),
            Self::Entities => {
                let levels: String =
                    (1..12).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
                let text = String::from_utf8(sheet(&inline("&a11;"), "")).expect("text");
                let text = text.replacen("?>", &format!("?><!DOCTYPE w [<!ENTITY a0 \"{size}\">{levels}]>"), 1);
                workbook(text.as_bytes())
            }
            Self::Depth => workbook(&sheet(&"<row><c>".repeat(1_000_000 + size), "")),
            Self::Parts => ("xlsx", package(FORM_XLSX, SHEET, &sheet("", ""), 10_001 + size)),
            Self::Merges => {
                let ranges: String =
                    (0..100_000 + size).map(|n| format!("<mergeCell ref=\"A{}:B{}\"/>", n + 1, n + 1)).collect();
                workbook(&sheet(&inline("a"), &format!("<mergeCells>{ranges}</mergeCells>")))
            }
            Self::RepeatedCells => {
                let cell =
                    "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>a</text:p></table:table-cell>";
                let rows = format!(
                    "<table:table-row table:number-rows-repeated=\"{}\">{cell}</table:table-row>",
                    1_048_000 + size
                );
                ("ods", package(FORM_ODS, "content.xml", &ods(&rows), 0))
            }
            Self::RepeatedBlanks => {
                let text = format!("<text:p>a<text:s text:c=\"{}\"/>b</text:p>", 2_000_000_000 + size);
                let row = format!("<table:table-row><table:table-cell>{text}</table:table-cell></table:table-row>");
                ("ods", package(FORM_ODS, "content.xml", &ods(&row), 0))
            }
        }
    }
}

/// Builds a year of one good form among `bombs`; each of them is named, and the form is counted.
fn year_among(bombs: &[(Bomb, usize)]) {
    let bench = Bench::empty();
    let form = concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx");
    bench.write("inputs/2026/so-nv.xlsx", std::fs::read(form).expect("a form"));
    let mut names = Vec::new();
    for (number, (bomb, size)) in bombs.iter().enumerate() {
        let (ending, bytes) = bomb.file(*size);
        assert!(bytes.len() < 4 << 20, "{bomb:?}: {} bytes", bytes.len());
        names.push((*bomb, format!("{bomb:?}-{number}.{ending}")));
        bench.write(&format!("inputs/2026/{bomb:?}-{number}.{ending}"), bytes);
    }
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let findings = data["findings"].as_array().expect("findings");
    for (bomb, name) in names {
        assert!(findings.iter().any(|finding| finding["file"] == name.as_str()), "{bomb:?} is not named");
    }
    let bodies = data["agencies"].as_array().expect("bodies");
    let counted: Vec<_> =
        bodies.iter().filter(|body| body["submission"] == "on_time").map(|body| &body["id"]).collect();
    assert_eq!(counted, ["so-nv"]);
}

#[test]
fn a_bomb_of_each_kind_costs_itself_only() {
    year_among(&BOMBS.map(|bomb| (bomb, 0)));
}

/// The whole: `cargo test --release --test bombs -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
fn forty_bombs_cost_themselves_only() {
    let begin = Instant::now();
    let bombs: Vec<(Bomb, usize)> = (0..5).flat_map(|size| BOMBS.map(|bomb| (bomb, size))).collect();
    year_among(&bombs);
    println!("{} bombs, made and read in {:.1?}", bombs.len(), begin.elapsed());
}
