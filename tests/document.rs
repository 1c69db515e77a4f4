//! The finished PDF, measured against Nghị định 30/2020/NĐ-CP, Phụ lục I: positions, sizes, styles, margins, rules. And
//! what the settings and the commentary make of it.

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use std::sync::OnceLock;

use common::Bench;
use lopdf::{Dictionary, Document, Object};
use pdf::{Page, Rule, Span, measure};

/// Tenths of a millimetre are what a printer keeps.
const CLOSE: f64 = 0.15;

/// A year with one body, final and with a signatory's name.
fn bench() -> Bench {
    let bench = Bench::empty();
    let form = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/2026/BC_2026_so-nv.xlsx")).expect("a form");
    bench.write("inputs/2026/so-nv.xlsx", form);
    bench.write("inputs/report.toml", settings());
    bench
}

fn settings() -> String {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs/report.toml"));
    text.expect("the settings").replace(
        "capacity = [\"GIÁM ĐỐC\"]\nname = \"\"",
        "capacity = [\"KT. GIÁM ĐỐC\", \"PHÓ GIÁM ĐỐC\"]\nname = \"Nguyễn Thị Minh\"",
    )
}

/// The full edition, final, measured once.
fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let bench = bench();
        bench.run_well(&["build", "2026", "--number", "5", "--date", "2026-03-08"]);
        measure(&bench.read("output/2026/bao-cao-ubnd.pdf"))
    })
}

fn assert_close(what: &str, found: f64, wanted: f64) {
    assert!((found - wanted).abs() < CLOSE, "{what}: {found:.2} mm instead of {wanted:.2}");
}

fn assert_type(span: &Span, size: std::ops::RangeInclusive<f64>, bold: bool, italic: bool) {
    let text = &span.text;
    assert!(size.contains(&span.size), "“{text}” is set in {} pt, not {size:?}", span.size);
    assert_eq!((span.is_bold(), span.is_italic()), (bold, italic), "“{text}” is set in {}", span.face);
}

fn assert_share(what: &str, rule: Rule, span: &Span) {
    let share = rule.length() / span.width();
    assert!((0.333..=0.5).contains(&share), "{what}: the rule is {share:.2} of the text");
    assert_close(what, (rule.from.0 + rule.to.0) / 2.0, span.middle());
}

/// The body text, the annexes left out.
fn body() -> &'static [Page] {
    let annex =
        pages().iter().position(|page| page.spans.iter().any(|span| span.text == "Phụ lục I" && span.is_bold()));
    &pages()[..annex.expect("an annex")]
}

#[test]
fn paper_and_margins() {
    for (number, page) in pages().iter().enumerate() {
        let mut sides = [page.width, page.height];
        sides.sort_by(f64::total_cmp);
        assert_close("shorter side", sides[0], 210.0);
        assert_close("longer side", sides[1], 297.0);
        let number_line = |span: &&Span| span.baseline > 20.0;
        for span in page.spans.iter().filter(number_line) {
            // Trái 30-35, phải 15-20, trên và dưới 20-25 mm.
            assert!(span.left >= 30.0 - CLOSE, "page {number}: “{}” begins at {}", span.text, span.left);
            assert!(span.right <= page.width - 15.0 + 0.4, "page {number}: “{}” ends at {}", span.text, span.right);
            assert!(span.baseline <= page.height - 20.0 + CLOSE, "page {number}: “{}” is too low", span.text);
        }
    }
}

#[test]
fn page_numbers_stand_in_the_top_margin_from_the_second_page_on() {
    let mut expected = 0;
    for page in pages() {
        let is_first = expected == 0
            || page.spans.iter().any(|span| span.text.starts_with("Phụ lục ") && span.size > 13.9 && span.is_bold());
        expected = if is_first { 1 } else { expected + 1 };
        let number: Vec<&Span> = page.spans.iter().filter(|span| span.baseline < 20.0).collect();
        if is_first {
            assert!(number.is_empty(), "a first page has no number: {number:?}");
            continue;
        }
        assert_eq!(number.len(), 1);
        assert_eq!(number[0].text, expected.to_string());
        assert_type(number[0], 13.0..=14.0, false, false);
        assert_close("page number", number[0].middle(), (30.0 + page.width - 15.0) / 2.0);
        assert_eq!(number[0].role, "Artifact");
    }
}

#[test]
fn nation_and_motto() {
    let page = &pages()[0];
    let nation = page.span("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_type(nation, 12.0..=13.0, true, false);
    let motto = page.span("Độc lập - Tự do - Hạnh phúc");
    assert_type(motto, 13.0..=14.0, true, false);
    assert_close("motto under nation", motto.middle(), nation.middle());
    let pitch = (motto.baseline - nation.baseline) * 72.0 / 25.4 / motto.size;
    assert!((1.0..=1.3).contains(&pitch), "single spacing, not {pitch:.2}");
    let rule = page.rule_below(motto);
    assert_close("rule under the motto", rule.length(), motto.width());
    assert_close("rule under the motto", rule.from.0, motto.left);
    assert!(nation.right <= page.width - 15.0 + CLOSE && nation.left > page.width / 2.0 - 20.0);
}

#[test]
fn issuing_body() {
    let page = &pages()[0];
    let superior = page.span("UBND TỈNH TÂY NINH");
    assert_type(superior, 12.0..=13.0, false, false);
    let issuer = page.span("SỞ GIÁO DỤC VÀ ĐÀO TẠO");
    assert_type(issuer, 12.0..=13.0, true, false);
    assert_close("issuer under its superior", issuer.middle(), superior.middle());
    assert_share("rule under the issuer", page.rule_below(issuer), issuer);
    assert_close("level with Quốc hiệu", superior.baseline, page.span("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").baseline);
}

#[test]
fn number_and_date() {
    let page = &pages()[0];
    // A number under 10 takes a zero; so do days under 10 and the months 1 and 2, and no others.
    let number = page.span("Số: 05/BC-SGDĐT");
    assert_type(number, 13.0..=13.0, false, false);
    let issuer = page.span("SỞ GIÁO DỤC VÀ ĐÀO TẠO");
    assert_close("number under the issuer", number.middle(), issuer.middle());
    let date = page.beginning("Tây Ninh, ngày");
    assert_eq!(date.text.replace('\u{a0}', " "), "Tây Ninh, ngày 08 tháng 3 năm 2026");
    assert_type(date, 13.0..=14.0, false, true);
    assert_close("date level with number", date.baseline, number.baseline);
    assert_close("date under Quốc hiệu", date.middle(), page.span("Độc lập - Tự do - Hạnh phúc").middle());
}

#[test]
fn kind_subject_and_addressee() {
    let page = &pages()[0];
    let middle = (30.0 + page.width - 15.0) / 2.0;
    let kind = page.span("BÁO CÁO");
    assert_type(kind, 13.0..=14.0, true, false);
    assert_close("type of document", kind.middle(), middle);
    let lines = page.lines();
    let at = lines.iter().position(|line| line[0].text == "BÁO CÁO").expect("the type");
    let subject: Vec<&&Span> =
        lines[at + 1..].iter().map_while(|line| line.first().filter(|span| span.is_bold())).collect();
    assert!(!subject.is_empty());
    for line in &subject {
        assert_type(line, 13.0..=14.0, true, false);
        assert_close("subject", line.middle(), middle);
    }
    let last = subject.last().expect("a subject");
    assert_share("rule under the subject", page.rule_below(last), last);
    let addressee = page.beginning("Kính gửi:");
    assert_type(addressee, 13.0..=14.0, false, false);
    assert!(addressee.text.contains("Ủy ban nhân dân tỉnh Tây Ninh"), "one addressee stands on the same line");
}

#[test]
fn the_text_is_justified_and_its_paragraphs_stand_apart() {
    let mut checked = 0;
    for page in body() {
        let lines: Vec<Vec<&Span>> = page
            .lines()
            .into_iter()
            .filter(|line| line.iter().all(|span| matches!(span.role.as_str(), "P" | "Link")))
            .collect();
        for pair in lines.windows(2) {
            let (upper, lower) = (&pair[0], &pair[1]);
            if [upper, lower].iter().any(|line| line[0].size != 14.0 || line[0].is_bold() || line[0].is_italic()) {
                continue;
            }
            let pitch = (lower[0].baseline - upper[0].baseline) * 72.0 / 25.4;
            let begins = (lower[0].left - 30.0 - 12.7).abs() < CLOSE;
            let goes_on = (lower[0].left - 30.0).abs() < CLOSE;
            if goes_on && pitch < 22.0 {
                // Single to 1.5 lines; full lines reach the right margin.
                assert!((14.0..=14.0 * 1.15 * 1.5).contains(&pitch), "lines {pitch:.1} pt apart");
                assert_close("right margin", upper.last().expect("a span").right, page.width - 15.0);
                checked += 1;
            } else if begins && pitch < 30.0 {
                // At least 6 pt between paragraphs, beyond the distance of lines.
                assert!(pitch >= 16.8 + 6.0 - 0.1, "paragraphs {pitch:.1} pt apart above “{}”", lower[0].text);
                checked += 1;
            }
        }
    }
    assert!(checked > 50, "{checked} pairs of lines");
}

#[test]
fn headings_are_set_by_their_level() {
    let all: Vec<&Span> = body().iter().flat_map(|page| &page.spans).collect();
    for (role, bold) in [("H1", true), ("H2", true), ("H3", false)] {
        let headings: Vec<&&Span> = all.iter().filter(|span| span.role == role).collect();
        assert!(!headings.is_empty(), "no {role}");
        for heading in headings {
            assert_type(heading, 13.0..=14.0, bold, false);
            if role == "H1" {
                assert_eq!(heading.text, heading.text.to_uppercase());
            }
        }
    }
}

#[test]
fn signature_and_recipients() {
    let page = body().last().expect("a page");
    let capacity = page.span("KT. GIÁM ĐỐC");
    assert_type(capacity, 13.0..=14.0, true, false);
    let second = page.span("PHÓ GIÁM ĐỐC");
    assert_type(second, 13.0..=14.0, true, false);
    let name = page.span("Nguyễn Thị Minh");
    assert_type(name, 13.0..=14.0, true, false);
    for span in [second, name] {
        assert_close("one above the other", span.middle(), capacity.middle());
    }
    assert!(name.baseline - second.baseline > 25.0, "room for signature and seal");
    assert!(capacity.left > 105.0);
    let title = page.span("Nơi nhận:");
    assert_type(title, 12.0..=12.0, true, true);
    assert_close("Nơi nhận level with the capacity", title.baseline, capacity.baseline);
    assert_close("Nơi nhận flush left", title.left, 30.0);
    let recipients: Vec<&Span> =
        page.spans.iter().filter(|span| span.text.starts_with("- ") && span.size < 12.0).collect();
    assert_eq!(recipients.first().map(|span| span.text.as_str()), Some("- Như trên;"));
    assert_eq!(recipients.last().map(|span| span.text.as_str()), Some("- Lưu: VT, VP."));
    for span in recipients {
        assert_type(span, 11.0..=11.0, false, false);
    }
    let above =
        page.lines().iter().filter(|line| line[0].baseline < capacity.baseline && line[0].role != "Artifact").count();
    assert!(above >= 2, "the signature block does not stand alone");
    let end = page.spans.iter().find(|span| span.text.ends_with("./.")).expect("the sign of the end");
    assert!(end.baseline < capacity.baseline);
}

#[test]
fn heads_of_annexes() {
    let annexes: Vec<&Page> = pages()
        .iter()
        .filter(|page| {
            page.spans.iter().any(|span| span.text.starts_with("Phụ lục ") && span.size > 13.9 && span.is_bold())
        })
        .collect();
    assert!(annexes.len() >= 5);
    for page in annexes {
        let label = page.beginning("Phụ lục ");
        let middle = (30.0 + page.width - 15.0) / 2.0;
        assert_type(label, 14.0..=14.0, true, false);
        assert_close("label", label.middle(), middle);
        let lines = page.lines();
        let title: Vec<&Span> =
            lines[1..].iter().map_while(|line| line.first().copied().filter(|span| span.is_bold())).collect();
        for line in &title {
            assert_type(line, 13.0..=14.0, true, false);
            assert_eq!(line.text, line.text.to_uppercase());
            assert_close("title", line.middle(), middle);
        }
        let reference: Vec<&Span> = lines[1 + title.len()..]
            .iter()
            .map_while(|line| line.first().copied().filter(|span| span.is_italic() && span.size > 12.5))
            .collect();
        for line in &reference {
            assert_type(line, 13.0..=14.0, false, true);
            assert_close("reference", line.middle(), middle);
        }
        let said = reference.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ").replace('\u{a0}', " ");
        assert_eq!(said, "(Kèm theo Báo cáo số 05/BC-SGDĐT ngày 08 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo)");
        page.rule_below(reference.last().expect("a reference"));
    }
}

#[test]
fn a_draft_stands_like_the_final_document_and_says_so() {
    let bench = bench();
    bench.run_well(&["build", "2026"]);
    let draft = measure(&bench.read("output/2026/bao-cao-ubnd.pdf"));
    let (draft, signed) = (&draft[0], &pages()[0]);
    assert_type(draft.span("DỰ THẢO"), 13.0..=14.0, true, false);
    for text in ["UBND TỈNH TÂY NINH", "Độc lập - Tự do - Hạnh phúc"] {
        assert_close(text, draft.span(text).baseline, signed.span(text).baseline);
    }
    // The mark stands clear of the title, which comes below it.
    assert!(draft.span("BÁO CÁO").baseline > draft.span("DỰ THẢO").baseline + 5.0);
    assert!(draft.beginning("Số:").text.contains("\u{a0}\u{a0}\u{a0}\u{a0}/BC-SGDĐT"));
}

/// The settings with two more editions: one of its own template, one that the People's Committee signs.
fn more_editions() -> String {
    let own = "\n[[edition]]\nid = \"doan\"\nkind = \"summary\"\nfile = \"bao-cao-doan.pdf\"\ntemplate = \"rieng.md\"\n\
               addressees = [\"Đoàn giám sát\", \"Hội đồng nhân dân tỉnh\"]\nrecipients = [\"Như trên\", \"Lưu: VT\"]\n";
    let text = settings();
    let start = text.find("# [[edition]]").expect("the example");
    let end = start + text[start..].find("\n\n").expect("its end");
    let committee: String =
        text[start..end].lines().map(|line| format!("{}\n", line.trim_start_matches("# "))).collect();
    let years = text.find("# Riêng từng năm").expect("the years");
    format!("{}{own}\n{committee}\n{}", &text[..years], &text[years..])
}

#[test]
fn a_new_edition_takes_a_template_and_no_code() {
    let bench = bench();
    bench.write("inputs/report.toml", more_editions());
    bench.write("templates/rieng.md", "# I. TÓM TẮT { #I }\n\nĐã có {{ agencies.reported | count }} đơn vị báo cáo.\n\n# SỐ LIỆU { #so-lieu .annex }\n\n```table funding\n```\n");
    bench.run_well(&["build", "2026", "--number", "12", "--date", "2026-12-02"]);
    let own = measure(&bench.read("output/2026/bao-cao-doan.pdf"));
    assert_eq!(own.len(), 2);
    assert!(own[0].spans.iter().any(|span| span.text.replace('\u{a0}', " ") == "Đã có 01 đơn vị báo cáo."));
    // Two addressees stand on lines of their own, dashes below the colon.
    let colon = own[0].span("Kính gửi:");
    let dashes: Vec<&Span> = own[0].spans.iter().filter(|span| span.text == "-" && span.size > 13.0).collect();
    assert_eq!(dashes.len(), 2);
    assert!(dashes.iter().all(|dash| (dash.left - colon.right).abs() < 1.5), "{dashes:?} below {colon:?}");
    own[0].span("Đoàn giám sát;");
    own[0].span("Hội đồng nhân dân tỉnh.");

    let committee = measure(&bench.read("output/2026/bao-cao-ubnd-ky.pdf"));
    let page = &committee[0];
    let (first, second) = (page.span("ỦY BAN NHÂN DÂN"), page.span("TỈNH TÂY NINH"));
    assert_type(first, 12.0..=13.0, true, false);
    assert_type(second, 12.0..=13.0, true, false);
    assert_close("two lines", first.middle(), second.middle());
    page.span("Số: 12/BC-UBND");
    let closing =
        committee.iter().find(|page| page.spans.iter().any(|span| span.text == "CHỦ TỊCH")).expect("a closing");
    assert_type(closing.span("TM. ỦY BAN NHÂN DÂN"), 13.0..=14.0, true, false);
    let all: String = committee.iter().flat_map(|page| &page.spans).map(|span| format!("{} ", span.text)).collect();
    assert!(all.replace('\u{a0}', " ").contains("Ủy ban nhân dân tỉnh Tây Ninh kính báo cáo"));
    assert!(
        all.replace('\u{a0}', " ").contains("BC-UBND ngày 02 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh Tây Ninh)")
    );
}

#[test]
fn the_staffs_own_words_are_printed_or_refused_with_their_line() {
    let bench = bench();
    bench.write("inputs/2026/commentary.md", "## II.1.a\n\nSở nhận định \\{\\{ không phải mẫu }} *quan trọng*.\n\n## V.1 thay\n\nThay cho câu của chương trình.\n");
    bench.run_well(&["build", "2026"]);
    let pages = measure(&bench.read("output/2026/bao-cao-ubnd.pdf"));
    let all: String = pages.iter().flat_map(|page| &page.spans).map(|span| format!("{} ", span.text)).collect();
    assert!(all.contains("Sở nhận định {{ không phải mẫu }}"), "Markdown, but no template");
    assert!(all.contains("Thay cho câu của chương trình."));
    assert!(!all.replace('\u{a0}', " ").contains("đơn vị gửi báo cáo (0,95%)"), "the composed sentence is gone");
    bench.write("inputs/2026/commentary.md", "## II.1.a\nđúng\n\n## II.9.z\nsai\n");
    let run = bench.run(&["build", "2026"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("commentary.md, dòng 4") && run.stderr.contains("II.9.z"), "{}", run.stderr);
}

#[test]
fn what_the_font_lacks_is_a_finding_with_its_text() {
    let bench = bench();
    let form = bench.path("inputs/2026/so-nv.xlsx");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&form).expect("the form")).expect("a workbook");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        std::io::copy(&mut file, &mut content).expect("its bytes");
        let text = String::from_utf8(content)
            .expect("XML")
            .replace(" qu&#225;n tri&#7879;t Ngh", " 漢字 qu&#225;n tri&#7879;t Ngh");
        let name = file.name().expect("a name").into_owned();
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut writer, text.as_bytes()).expect("its bytes");
    }
    bench.write("inputs/2026/so-nv.xlsx", writer.finish().expect("a workbook").into_inner());
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    let findings = data["findings"].as_array().expect("findings");
    let found = findings.iter().find(|finding| finding["kind"] == "missing_glyph").expect("a finding");
    assert!(found["message"].as_str().expect("a message").contains("“漢” (U+6F22)"), "{found}");
    assert_ne!(found["cell"], serde_json::Value::Null);
    let pages = measure(&bench.read("output/2026/bao-cao-ubnd.pdf"));
    assert!(pages.iter().flat_map(|page| &page.spans).any(|span| span.text.contains("□□")), "a visible substitute");
}

/// All objects of a file that are dictionaries, streams' included.
fn dictionaries(document: &Document) -> impl Iterator<Item = &Dictionary> {
    document.objects.values().filter_map(|object| match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    })
}

fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
}

#[test]
fn the_file_keeps_the_rules_of_pdf_a_and_pdf_ua_that_need_no_reader() {
    let bench = bench();
    bench.run_well(&["build", "2026"]);
    for name in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf"] {
        let document = Document::load_mem(&bench.read(&format!("output/2026/{name}"))).expect("a PDF");
        let catalog = document.catalog().expect("a catalogue");
        assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).ok(), Some(b"vi".as_slice()));
        assert!(
            catalog.has(b"OutputIntents")
                && catalog.has(b"PageLabels")
                && catalog.has(b"Outlines")
                && catalog.has(b"AF")
        );
        for dictionary in dictionaries(&document) {
            if is(dictionary, b"Type", b"Page") {
                assert!(is(dictionary, b"Tabs", b"S") && dictionary.has(b"StructParents"));
            }
            if is(dictionary, b"Subtype", b"Link") {
                assert_eq!(dictionary.get(b"F").and_then(Object::as_i64).ok(), Some(4));
                assert!(dictionary.has(b"Contents") && dictionary.has(b"StructParent"));
            }
            if is(dictionary, b"S", b"Figure") {
                assert!(dictionary.has(b"Alt"), "a figure without words for it");
            }
            if is(dictionary, b"S", b"TH") {
                let attributes = dictionary.get(b"A").and_then(Object::as_dict).expect("attributes");
                assert!(attributes.has(b"Scope"));
            }
            if is(dictionary, b"Type", b"Filespec") {
                for key in [b"F".as_slice(), b"UF", b"Desc", b"AFRelationship", b"EF"] {
                    assert!(dictionary.has(key), "{}", String::from_utf8_lossy(key));
                }
            }
            if is(dictionary, b"Type", b"EmbeddedFile") {
                let parameters = dictionary.get(b"Params").and_then(Object::as_dict).expect("parameters");
                assert!(dictionary.has(b"Subtype") && parameters.has(b"ModDate") && parameters.has(b"Size"));
            }
            if is(dictionary, b"Type", b"FontDescriptor") {
                assert!(dictionary.has(b"FontFile2") && !dictionary.has(b"CIDSet"));
            }
        }
        let specifications = dictionaries(&document).filter(|dictionary| is(dictionary, b"Type", b"Filespec")).count();
        assert_eq!(specifications, 2);
    }
}

/// What the links of the pages say that they lead to, as an assistive program reads it.
fn links() -> Vec<String> {
    let bench = bench();
    bench.run_well(&["build", "2026"]);
    let document = Document::load_mem(&bench.read("output/2026/bao-cao-ubnd.pdf")).expect("a PDF");
    let annotations = document.objects.values().filter_map(|object| object.as_dict().ok());
    let texts = annotations
        .filter(|dictionary| dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link"))
        .filter_map(|dictionary| dictionary.get(b"Contents").ok())
        .filter_map(|text| lopdf::decode_text_string(text).ok());
    texts.collect()
}

#[test]
fn references_to_points_lead_to_them() {
    let links = links();
    for wanted in ["điểm d mục II.1", "mục 2", "Phụ lục I"] {
        let is_there = links.iter().any(|link| link.replace('\u{a0}', " ") == wanted);
        assert!(is_there, "no link “{wanted}” among {links:?}");
    }
}
