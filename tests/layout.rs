//! What holds for every set document, whatever is in it: all text is there, in order, inside the margins, line below line.

use std::borrow::Cow;
use std::sync::OnceLock;

use tonghop::compose::{
    Align, Annex, Block, Chart, Closing, Column, Document, FirstPage, HeadCell, Inline, ListItem, Orientation,
    Properties, Row, RowKind, Series, Style, Table, TableCell,
};
use tonghop::layout::{Fonts, MarkedContent, Page, Pages, Run, StructureRole, TagId, Theme, lay_out};

const MM: f32 = 72.0 / 25.4;

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let files: [&'static [u8]; 4] = [
            include_bytes!("../templates/fonts/LiberationSerif-Regular.ttf"),
            include_bytes!("../templates/fonts/LiberationSerif-Bold.ttf"),
            include_bytes!("../templates/fonts/LiberationSerif-Italic.ttf"),
            include_bytes!("../templates/fonts/LiberationSerif-BoldItalic.ttf"),
        ];
        Fonts::new(files.map(Cow::Borrowed)).expect("the shipped fonts are fonts")
    })
}

fn theme() -> Theme {
    toml::from_str(include_str!("../templates/theme.toml")).expect("the shipped theme parses")
}

fn set(document: &Document) -> Pages {
    let pages = lay_out(document.clone(), fonts(), &theme()).expect("any document can be set");
    check(&pages);
    pages
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.to_owned(), style: Style::default() }]
}

fn link(target: &str, text: &str) -> Inline {
    Inline::Link { target: target.to_owned(), text: text.to_owned(), style: Style::default() }
}

fn paragraph(words: usize) -> Block {
    const WORDS: [&str; 9] = ["triển", "khai", "nhiệm", "vụ,", "giải", "pháp", "theo", "Kế", "hoạch"];
    Block::Paragraph(text(&WORDS.iter().cycle().take(words).copied().collect::<Vec<_>>().join(" ")))
}

fn heading(level: u8, title: &str) -> Block {
    Block::Heading { level, content: text(title), anchor: title.to_owned() }
}

fn document(body: Vec<Block>) -> Document {
    Document {
        properties: Properties::default(),
        first_page: FirstPage {
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".into(),
            motto: "Độc lập - Tự do - Hạnh phúc".into(),
            superior: "UBND TỈNH TÂY NINH".into(),
            issuer: "SỞ GIÁO DỤC VÀ ĐÀO TẠO".into(),
            number: "Số:        /BC-SGDĐT".into(),
            place_and_date: "Tây Ninh, ngày     tháng 11 năm 2026".into(),
            kind: "BÁO CÁO".into(),
            subject: "Kết quả thực hiện Kế hoạch số 2739/KH-UBND ngày 20/11/2020 của Ủy ban nhân dân tỉnh năm 2026"
                .into(),
            addressees: vec!["Bộ Giáo dục và Đào tạo".into(), "Ủy ban nhân dân tỉnh Tây Ninh".into()],
            draft_mark: Some("DỰ THẢO".into()),
            ..FirstPage::default()
        },
        body,
        closing: Closing {
            capacity: vec!["KT. GIÁM ĐỐC".into(), "PHÓ GIÁM ĐỐC".into()],
            name: "Nguyễn Văn A".into(),
            recipients: vec!["- Như trên;".into(), "- Lưu: VT, VP.".into()],
        },
        annexes: Vec::new(),
    }
}

fn head(texts: &[&str]) -> Vec<HeadCell> {
    texts.iter().map(|cell| HeadCell { content: text(cell), columns: 1, rows: 1 }).collect()
}

fn row(kind: RowKind, texts: &[&str]) -> Row {
    let cells = texts.iter().map(|cell| TableCell { paragraphs: vec![text(cell)], columns: 1 });
    Row { kind, cells: cells.collect(), anchor: String::new() }
}

fn columns(aligns: &[Align]) -> Vec<Column> {
    aligns.iter().map(|align| Column { align: *align, weight: None }).collect()
}

fn long_table(rows: usize) -> Table {
    let mut body = vec![row(RowKind::Group, &["I", "Sở, ban, ngành", "", ""])];
    body.extend((1..=rows).map(|index| {
        let name = format!("Đơn vị thứ {index} báo cáo kết quả thực hiện");
        row(RowKind::Data, &[&index.to_string(), &name, &format!("{index},5"), &format!("{}", index * 17)])
    }));
    body.push(row(RowKind::Total, &["", "Tổng cộng", "1.234,5", "99"]));
    Table {
        caption: text("Kết quả theo đơn vị"),
        unit: "Đơn vị tính: triệu đồng".into(),
        columns: columns(&[Align::Center, Align::Left, Align::Decimal, Align::Decimal]),
        head: vec![head(&["STT", "Nội dung", "Kế hoạch", "Thực hiện"])],
        numbered: true,
        rows: body,
    }
}

/// Words of a page as printed, furniture included or not.
fn words<'p>(pages: &'p Pages, page: &'p Page, run: &'p Run) -> impl Iterator<Item = &'p str> {
    let placed = &page.words[run.words.start as usize..run.words.end as usize];
    placed.iter().map(|placed| &*pages.words[placed.word.0 as usize].text)
}

/// All content of the document, as copied from the pages.
fn printed(pages: &Pages) -> String {
    let mut all = String::new();
    for page in &pages.pages {
        for run in page.runs.iter().filter(|run| run.content != MarkedContent::Artifact) {
            for placed in &page.words[run.words.start as usize..run.words.end as usize] {
                all.push_str(&pages.words[placed.word.0 as usize].text);
                if placed.space_after {
                    all.push(' ');
                }
            }
        }
    }
    all.retain(|c| !c.is_whitespace());
    all
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn width(pages: &Pages, page: &Page, run: &Run) -> f32 {
    let placed = &page.words[run.words.start as usize..run.words.end as usize];
    let spaces = placed.iter().rev().skip(1).filter(|placed| placed.space_after).count() as f32;
    let words: i32 = placed.iter().map(|placed| pages.words[placed.word.0 as usize].width).sum();
    words as f32 * run.size / 1000.0 + spaces * run.space
}

/// The invariants of every document.
fn check(pages: &Pages) {
    let margins = [30.0 * MM, 15.0 * MM, 20.0 * MM, 20.0 * MM];
    for (number, page) in pages.pages.iter().enumerate() {
        let [left, right, top, bottom] = margins;
        let mut covered = 0;
        for run in &page.runs {
            let (from, to) = (run.x, run.x + width(pages, page, run));
            let said = words(pages, page, run).collect::<Vec<_>>().join(" ");
            assert!(from >= left - 0.5, "page {number}: {said:?} begins at {from}");
            assert!(to <= page.width - right + 0.75, "page {number}: {said:?} ends at {to}");
            let number_line = run.content == MarkedContent::Artifact && run.baseline < top;
            assert!(run.baseline >= top || number_line, "page {number}: {said:?} in the top margin");
            assert!(run.baseline <= page.height - bottom + 0.1, "page {number}: {said:?} in the bottom margin");
            assert_eq!(run.words.start, covered, "words of runs follow each other");
            covered = run.words.end;
        }
        assert_eq!(covered as usize, page.words.len());
        for rule in &page.rules {
            for (x, y) in [rule.from, rule.to] {
                assert!(x >= left - 0.1 && x <= page.width - right + 0.1, "page {number}: rule at x {x}");
                assert!(y >= top - 0.1 && y <= page.height - bottom + 0.1, "page {number}: rule at y {y}");
            }
        }
        no_overlap(pages, page, number);
    }
    structure_is_sound(pages);
}

/// No two runs stand on top of each other.
fn no_overlap(pages: &Pages, page: &Page, number: usize) {
    let mut boxes: Vec<[f32; 4]> = page
        .runs
        .iter()
        .map(|run| [run.baseline - run.size * 0.6, run.baseline, run.x, run.x + width(pages, page, run)])
        .collect();
    boxes.sort_by(|a, b| a[0].total_cmp(&b[0]));
    for (index, upper) in boxes.iter().enumerate() {
        for lower in boxes[index + 1..].iter().take_while(|lower| lower[0] < upper[1] - 0.1) {
            let apart = lower[2] >= upper[3] - 0.75 || upper[2] >= lower[3] - 0.75;
            assert!(apart, "page {number}: {upper:?} overlaps {lower:?}");
        }
    }
}

fn structure_is_sound(pages: &Pages) {
    let role = |tag: TagId| pages.structure[tag.0 as usize].role;
    assert_eq!(pages.structure[0].role, StructureRole::Document);
    for (index, node) in pages.structure.iter().enumerate() {
        let parent = node.parent.inspect(|parent| assert!((parent.0 as usize) < index)).map(role);
        use StructureRole::{Document, L, LI, TBody, TD, TH, THead, TR, Table};
        let allowed: &[StructureRole] = match node.role {
            Document => &[],
            StructureRole::Sect => &[Document],
            TR => &[THead, TBody],
            TH | TD => &[TR],
            THead | TBody => &[Table],
            LI => &[L],
            StructureRole::Lbl | StructureRole::LBody => &[LI],
            _ => continue,
        };
        assert!(parent.is_none_or(|parent| allowed.contains(&parent)), "{:?} in {parent:?}", node.role);
    }
}

#[test]
fn a_report_holds_all_its_text_in_order() {
    let mut report = document(vec![
        Block::Basis(text("Căn cứ Kế hoạch số 2739/KH-UBND;")),
        paragraph(300),
        heading(1, "I. CÔNG TÁC CHỈ ĐẠO"),
        heading(2, "1. Tình hình chung"),
        heading(3, "a) Nội dung"),
        Block::List(vec![
            ListItem { level: 1, content: text("Mục thứ nhất của danh sách") },
            ListItem { level: 2, content: text("Mục con") },
            ListItem { level: 1, content: text("Mục thứ hai") },
        ]),
        Block::Table(long_table(6)),
        Block::Note(text("Ghi chú: số liệu minh họa.")),
    ]);
    report.first_page.draft_mark = None;
    let pages = set(&report);
    let all = printed(&pages);
    let expected = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Số:        /BC-SGDĐT",
        "Tây Ninh, ngày     tháng 11 năm 2026",
        "BÁO CÁO",
        "- Bộ Giáo dục và Đào tạo; - Ủy ban nhân dân tỉnh Tây Ninh.",
        "Căn cứ Kế hoạch số 2739/KH-UBND;",
        "I. CÔNG TÁC CHỈ ĐẠO 1. Tình hình chung a) Nội dung - Mục thứ nhất của danh sách + Mục con - Mục thứ hai",
        "Kết quả theo đơn vị Đơn vị tính: triệu đồng STT Nội dung Kế hoạch Thực hiện (1)(2)(3)(4)",
        "Tổng cộng 1.234,5 99 Ghi chú",
        "KT. GIÁM ĐỐC",
        "Nguyễn Văn A",
    ];
    let mut from = 0;
    for part in expected {
        let part = squeezed(part);
        let at = all[from..].find(&part).unwrap_or_else(|| panic!("{part} is missing or out of order"));
        from += at + part.len();
    }
    assert!(all.contains(&squeezed("- Lưu: VT, VP.")));
    let outline: Vec<_> = pages.outline.iter().map(|entry| (entry.title.as_str(), entry.level)).collect();
    assert_eq!(outline, [("I. CÔNG TÁC CHỈ ĐẠO", 1), ("1. Tình hình chung", 2)]);
}

#[test]
fn a_long_paragraph_is_justified_over_pages_without_widows() {
    for words in [700, 705, 711, 716, 722, 1400] {
        let pages = set(&document(vec![paragraph(200), paragraph(words), paragraph(300)]));
        assert!(pages.pages.len() > 1);
        for page in &pages.pages[1..] {
            let mut tags: Vec<_> = page.runs.iter().map(|run| run.content).collect();
            tags.dedup();
            let lines = |content| page.runs.iter().filter(|run| run.content == content).count();
            // The page number comes first; the paragraph after it brings two lines at least.
            assert_eq!(tags[0], MarkedContent::Artifact);
            assert!(lines(tags[1]) >= 2, "a widow");
        }
    }
}

#[test]
fn page_numbers_start_on_the_second_page_and_again_in_each_annex() {
    let mut report = document(vec![paragraph(1500)]);
    for label in ["Phụ lục I", "Phụ lục II"] {
        report.annexes.push(Annex {
            anchor: String::new(),
            label: label.into(),
            title: "KẾT QUẢ".into(),
            reference: "(Kèm theo Báo cáo số     /BC-SGDĐT)".into(),
            orientation: Orientation::Landscape,
            blocks: vec![heading(1, "1. Mục"), Block::Table(long_table(60))],
        });
    }
    let pages = set(&report);
    let prefixes: Vec<_> = pages.labels.iter().map(|range| (range.prefix.as_str(), range.first_page)).collect();
    assert_eq!(prefixes[0], ("", 0));
    assert_eq!(prefixes[1].0, "PL.I-");
    assert_eq!(prefixes[2].0, "PL.II-");
    for (range, next) in pages.labels.iter().zip(pages.labels.iter().skip(1)) {
        for page in range.first_page..next.first_page {
            let number = pages.pages[page].runs.iter().find(|run| run.baseline < 20.0 * MM);
            let shown = number.map(|run| words(&pages, &pages.pages[page], run).collect::<String>());
            let expected = (page > range.first_page).then(|| (page - range.first_page + 1).to_string());
            assert_eq!(shown, expected);
        }
    }
    assert!(pages.pages[pages.labels[1].first_page].width > pages.pages[0].width);
}

#[test]
fn a_heading_never_ends_a_page() {
    for words in 300..360 {
        let pages =
            set(&document(vec![paragraph(words), heading(1, "I. TIÊU ĐỀ"), heading(2, "1. Mục"), paragraph(60)]));
        for page in &pages.pages {
            let last = page.runs.iter().rev().find_map(|run| match run.content {
                MarkedContent::Tag(tag) => Some(pages.structure[tag.0 as usize].role),
                MarkedContent::Artifact => None,
            });
            assert!(!matches!(last, Some(StructureRole::H1 | StructureRole::H2)));
        }
    }
}

#[test]
fn what_announces_a_list_never_ends_a_page() {
    let announcement = || Block::Paragraph(text("Các nhiệm vụ còn nhiều đơn vị chưa hoàn thành:"));
    for words in (360..560).step_by(4) {
        let list = (0..8).map(|_| ListItem { level: 1, content: text("Một nhiệm vụ") });
        let pages = set(&document(vec![paragraph(words), announcement(), Block::List(list.collect())]));
        for page in &pages.pages {
            let last = page.runs.iter().rfind(|run| run.content != MarkedContent::Artifact);
            assert!(last.is_none_or(|last| !words_of(&pages, page, last).contains("hoàn thành:")), "{words} words");
        }
    }
}

#[test]
fn the_closing_is_never_alone_on_its_page() {
    for words in (250..420).step_by(3) {
        let pages = set(&document(vec![paragraph(words)]));
        let last = pages.pages.last().expect("there is a page");
        let runs = pages.pages.iter().flat_map(|page| page.runs.iter().map(move |run| (page, run)));
        let paragraph = runs.clone().find(|(page, run)| words_of(&pages, page, run).contains("triển khai nhiệm"));
        let tag = paragraph.map(|(_, run)| run.content).expect("the paragraph is set");
        let above = last.runs.iter().filter(|run| run.content == tag).count();
        assert!(above >= 2, "{words} words leave {above} lines with the closing");
        assert!(last.runs.iter().any(|run| words_of(&pages, last, run).contains("Nguyễn")), "the block stays whole");
    }
}

fn words_of(pages: &Pages, page: &Page, run: &Run) -> String {
    words(pages, page, run).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_table_repeats_its_head_and_group_as_furniture() {
    let pages = set(&document(vec![Block::Table(long_table(120))]));
    assert!(pages.pages.len() > 2);
    for page in &pages.pages[1..pages.pages.len() - 1] {
        let furniture: Vec<_> = page
            .runs
            .iter()
            .filter(|run| run.content == MarkedContent::Artifact)
            .map(|run| words_of(&pages, page, run))
            .collect();
        for expected in ["(tiếp theo)", "STT", "(1)", "Sở, ban, ngành"] {
            assert!(furniture.iter().any(|said| said == expected), "{expected} in {furniture:?}");
        }
        // One vertical rule for each edge.
        let vertical = page.rules.iter().filter(|rule| rule.from.0 == rule.to.0).count();
        assert_eq!(vertical, 5);
    }
    let all = printed(&pages);
    for index in 1..=120 {
        assert!(all.contains(&squeezed(&format!("Đơn vị thứ {index} báo cáo"))));
    }
}

#[test]
fn decimal_commas_stand_below_each_other() {
    let pages = set(&document(vec![Block::Table(long_table(12))]));
    let mut commas = Vec::new();
    for page in &pages.pages {
        for run in &page.runs {
            let word = &pages.words[page.words[run.words.start as usize].word.0 as usize];
            if let Some(comma) = word.text.find(',').filter(|_| word.text.starts_with(|c: char| c.is_ascii_digit())) {
                let before: i32 = word.glyphs[..comma].iter().map(|glyph| i32::from(glyph.advance)).sum();
                commas.push(run.x + before as f32 * run.size / 1000.0);
            }
        }
    }
    assert_eq!(commas.len(), 13);
    // Bold digits of the total are as wide as upright ones in this face.
    assert!(commas.iter().all(|x| (x - commas[0]).abs() < 0.1), "{commas:?}");
}

#[test]
fn five_thousand_rows() {
    let pages = set(&document(vec![Block::Table(long_table(5000))]));
    assert!(pages.pages.len() > 100);
    assert!(printed(&pages).contains(&squeezed("Đơn vị thứ 5000 báo cáo")));
}

#[test]
fn sixty_columns() {
    let names: Vec<String> = (1..=60).map(|index| format!("Chỉ tiêu {index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values = vec!["123,4"; 60];
    let table = Table {
        columns: columns(&[Align::Decimal; 60]),
        head: vec![head(&names)],
        numbered: true,
        rows: (0..200).map(|_| row(RowKind::Data, &values)).collect(),
        ..Table::default()
    };
    let mut report = document(vec![Block::Table(table.clone())]);
    let blocks = vec![Block::Table(table)];
    report.annexes = vec![Annex {
        anchor: String::new(),
        label: "Phụ lục".into(),
        title: "BẢNG".into(),
        reference: String::new(),
        orientation: Orientation::Landscape,
        blocks,
    }];
    set(&report);
}

#[test]
fn a_cell_of_fifty_thousand_characters_goes_on_over_pages() {
    let word = "ă".repeat(50_000);
    let prose = "Nội dung báo cáo kết quả. ".repeat(2000);
    for long in [word, prose] {
        let table = Table {
            columns: columns(&[Align::Center, Align::Left, Align::Left]),
            head: vec![head(&["STT", "Nội dung", "Ghi chú"])],
            rows: vec![
                row(RowKind::Data, &["1", "ngắn", "ngắn"]),
                row(RowKind::Data, &["2", &long, "bên cạnh"]),
                row(RowKind::Data, &["3", "ngắn", ""]),
            ],
            ..Table::default()
        };
        let pages = set(&document(vec![paragraph(40), Block::Table(table)]));
        assert!(pages.pages.len() > 5);
        // What stands beside it comes between its parts on the first page.
        let all = printed(&pages);
        let (part, expected) = if long.starts_with('ă') { ("ă", 50_000) } else { ("Nộidungbáo", 2000) };
        let found = all.matches(part).count();
        assert!(found >= expected - 1, "{found} of {expected}");
    }
}

#[test]
fn links_lead_to_headings_and_rows_and_dead_ones_are_plain_text() {
    let mut table = long_table(80);
    table.rows[70].anchor = "hàng".into();
    let body = vec![
        Block::Paragraph(vec![link("II. KẾT QUẢ", "xem mục II"), link("hàng", "hàng 70"), link("không có", "chết")]),
        heading(1, "I. MỞ ĐẦU"),
        Block::Table(table),
        heading(1, "II. KẾT QUẢ"),
        paragraph(30),
    ];
    let pages = set(&document(body));
    let links: Vec<_> = pages.pages.iter().flat_map(|page| &page.links).collect();
    assert_eq!(links.len(), 2);
    let target =
        pages.outline.iter().find(|entry| entry.title == "II. KẾT QUẢ").expect("the heading is in the outline");
    assert_eq!((links[0].page, links[0].y), (target.page, target.y));
    assert!(links[1].page > 0);
    assert!(printed(&pages).contains("chết"));
}

#[test]
fn head_cells_span_rows_and_columns() {
    let cell = |name: &str, columns, rows| HeadCell { content: text(name), columns, rows };
    let table = Table {
        columns: columns(&[Align::Center, Align::Left, Align::Right, Align::Right]),
        head: vec![
            vec![cell("STT", 1, 2), cell("Nội dung", 1, 2), cell("Số lượng", 2, 1)],
            vec![cell("Kế hoạch", 1, 1), cell("Thực hiện", 1, 1)],
        ],
        rows: vec![row(RowKind::Data, &["1", "Một", "2", "3"])],
        ..Table::default()
    };
    let pages = set(&document(vec![Block::Table(table)]));
    let spans: Vec<_> = pages.structure.iter().filter(|node| node.role == StructureRole::TH).collect();
    assert_eq!(
        spans.iter().map(|node| (node.column_span, node.row_span)).collect::<Vec<_>>(),
        [(1, 2), (1, 2), (2, 1), (1, 1), (1, 1)]
    );
}

#[test]
fn charts_are_figures_with_their_bounds() {
    let series = |name: &str, factor: f64| Series {
        name: name.into(),
        values: (0..100).map(|index| f64::from(index) * factor).collect(),
        labels: (0..100).map(|index| index.to_string()).collect(),
    };
    for stacked in [true, false] {
        let chart = Chart {
            caption: "Tiến độ".into(),
            alternative: "Bằng lời".into(),
            categories: (0..100).map(|index| format!("Nhiệm vụ, giải pháp thứ {index} của Kế hoạch")).collect(),
            series: vec![series("Hoàn thành", 1.0), series("Đang thực hiện", 2.0)],
            stacked,
        };
        let pages = set(&document(vec![Block::Chart(chart)]));
        assert_eq!(pages.alternatives.len(), pages.figure_bounds.len());
        assert_eq!(pages.alternatives[0], "Bằng lời");
        assert!(pages.figure_bounds.iter().all(|bounds| bounds[2] > 0.0 && bounds[3] > 0.0));
        assert!(pages.pages.iter().flat_map(|page| &page.fills).all(|fill| fill.x + fill.width < 195.1 * MM));
    }
}

#[test]
fn odd_documents_are_set_all_the_same() {
    set(&Document {
        properties: Properties::default(),
        first_page: FirstPage::default(),
        body: Vec::new(),
        closing: Closing::default(),
        annexes: Vec::new(),
    });
    let mut odd = document(vec![
        Block::PageBreak,
        Block::Paragraph(Vec::new()),
        Block::Paragraph(vec![Inline::Break, Inline::Break]),
        Block::List(Vec::new()),
        Block::List(vec![ListItem { level: 9, content: text("sâu") }]),
        Block::Table(Table::default()),
        Block::Chart(Chart::default()),
        Block::Table(Table {
            head: vec![vec![HeadCell { content: text("quá rộng"), columns: 99, rows: 99 }]],
            columns: columns(&[Align::Left]),
            rows: vec![Row { cells: vec![TableCell { columns: 0, ..TableCell::default() }; 5], ..Row::default() }],
            ..Table::default()
        }),
        Block::PageBreak,
        Block::PageBreak,
    ]);
    odd.closing.recipients = (0..150).map(|index| format!("- Đơn vị {index};")).collect();
    odd.first_page.addressees = (0..100).map(|index| format!("Đơn vị {index}")).collect();
    odd.first_page.kind = String::new();
    let pages = set(&odd);
    assert!(printed(&pages).contains(&squeezed("- Đơn vị 149;")));
    assert!(pages.pages.iter().all(|page| !page.runs.is_empty()));
}

#[test]
fn the_same_document_gives_the_same_pages() {
    let report = document(vec![paragraph(500), Block::Table(long_table(50))]);
    let (first, second) = (set(&report), set(&report));
    assert_eq!(first.pages, second.pages);
    assert_eq!(first.words, second.words);
}

/// Small numbers in a fixed order that looks like none: the same documents every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn words(&mut self, most: usize) -> String {
        const WORDS: [&str; 12] = [
            "báo",
            "cáo",
            "2739/KH-UBND",
            "1.234,5",
            "trường-lớp",
            "Giáo",
            "dục,",
            "11/5/2020",
            "—",
            "nghiêng",
            "☑",
            "https://tayninh.gov.vn/van-ban/ke-hoach-so-2739-kh-ubnd",
        ];
        let count = self.roll(most + 1);
        (0..count).map(|_| WORDS[self.roll(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    fn table(&mut self) -> Table {
        let columns = 1 + self.roll(12);
        let aligns = [Align::Left, Align::Center, Align::Right, Align::Decimal];
        let long = if self.roll(6) == 0 { 900 } else { 12 };
        let mut head = Vec::new();
        for _ in 0..self.roll(4) {
            let cells = (0..columns).map(|_| HeadCell {
                content: text(&self.words(6)),
                columns: 1 + self.roll(3),
                rows: 1 + self.roll(3),
            });
            head.push(cells.collect());
        }
        let mut rows = Vec::new();
        for _ in 0..self.roll(60) {
            let cells = (0..1 + self.roll(columns)).map(|_| TableCell {
                paragraphs: vec![text(&self.words(long)); self.roll(3)],
                columns: 1 + self.roll(8) / 7,
            });
            let cells = cells.collect();
            let kind = [RowKind::Data, RowKind::Data, RowKind::Data, RowKind::Group, RowKind::Total][self.roll(5)];
            rows.push(Row { kind, cells, anchor: String::new() });
        }
        let weight = |dice: &mut Self| (dice.roll(5) == 0).then(|| 1.0 + dice.roll(5) as f32);
        Table {
            caption: text(&self.words(20)),
            unit: self.words(3),
            columns: (0..columns).map(|_| Column { align: aligns[self.roll(4)], weight: weight(self) }).collect(),
            head,
            numbered: self.roll(2) == 0,
            rows,
        }
    }

    fn block(&mut self) -> Block {
        match self.roll(8) {
            0 => {
                Block::Heading { level: 1 + self.roll(4) as u8, content: text(&self.words(12)), anchor: String::new() }
            }
            1 | 2 => Block::Table(self.table()),
            3 => Block::Note(text(&self.words(30))),
            4 => Block::PageBreak,
            5 => Block::List(
                (0..self.roll(6))
                    .map(|_| ListItem { level: 1 + self.roll(2) as u8, content: text(&self.words(40)) })
                    .collect(),
            ),
            _ => Block::Paragraph(text(&self.words(200))),
        }
    }
}

#[test]
fn what_holds_holds_for_any_document() {
    let mut dice = Dice(2739);
    for _ in 0..120 {
        let body = (0..dice.roll(14)).map(|_| dice.block()).collect();
        let mut report = document(body);
        report.annexes = (0..dice.roll(3))
            .map(|_| Annex {
                anchor: String::new(),
                label: "Phụ lục".into(),
                title: dice.words(40),
                reference: dice.words(12),
                orientation: [Orientation::Portrait, Orientation::Landscape][dice.roll(2)],
                blocks: (0..dice.roll(5)).map(|_| dice.block()).collect(),
            })
            .collect();
        set(&report);
    }
}

#[test]
fn a_head_taller_than_its_page_is_set_as_rows() {
    let name = "Tỷ lệ huy động trẻ em mẫu giáo ra lớp so với kế hoạch được giao trong năm học ".repeat(3);
    let names: Vec<String> = (1..=60).map(|index| format!("{name}{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values = vec!["12"; 60];
    let table = Table {
        columns: columns(&[Align::Decimal; 60]),
        head: vec![head(&names)],
        rows: vec![row(RowKind::Data, &values); 30],
        ..Table::default()
    };
    let pages = set(&document(vec![Block::Table(table)]));
    assert!(pages.structure.iter().filter(|node| node.role == StructureRole::TH).count() == 60);
}
