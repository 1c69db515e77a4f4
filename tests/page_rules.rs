//! The rules of a typesetter, on the pages of made documents: what a page must not part, and what it must say again.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use proptest::prelude::*;
use tonghop::compose::{
    Align, Annex, Block, Closing, Column, Document, FirstPage, HeadCell, Inline, Orientation, Properties, Row, RowKind,
    Style, Table, TableCell,
};
use tonghop::layout::{Fonts, MarkedContent, Page, Pages, Run, Theme, lay_out};

const MM: f32 = 72.0 / 25.4;
/// The height between the margins of the shipped theme, in points.
const TEXT_HEIGHT: f32 = (297.0 - 40.0) * MM;

fn set(document: Document) -> Pages {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let files: [&'static [u8]; 4] = [
            include_bytes!("../templates/fonts/LiberationSerif-Regular.ttf"),
            include_bytes!("../templates/fonts/LiberationSerif-Bold.ttf"),
            include_bytes!("../templates/fonts/LiberationSerif-Italic.ttf"),
            include_bytes!("../templates/fonts/LiberationSerif-BoldItalic.ttf"),
        ];
        Fonts::new(files.map(Cow::Borrowed)).expect("the shipped fonts are fonts")
    });
    let theme: Theme = toml::from_str(include_str!("../templates/theme.toml")).expect("the shipped theme parses");
    lay_out(document, fonts, &theme).expect("any document can be set")
}

fn document(body: Vec<Block>) -> Document {
    Document {
        properties: Properties::default(),
        first_page: FirstPage::default(),
        body,
        closing: Closing::default(),
        annexes: Vec::new(),
    }
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.to_owned(), style: Style::default() }]
}

/// A paragraph of so many lines.
fn lines(count: usize) -> Block {
    let mut content = Vec::new();
    for line in 0..count {
        if line > 0 {
            content.push(Inline::Break);
        }
        content.extend(text("văn bản"));
    }
    Block::Paragraph(content)
}

fn heading(title: &str) -> Block {
    Block::Heading { level: 2, content: text(title), anchor: String::new() }
}

fn cell(words: &str) -> TableCell {
    TableCell { paragraphs: vec![text(words)], columns: 1 }
}

/// A table whose rows have names of their own and so many lines each; `true` puts a heading above the row.
fn table(rows: &[(usize, bool)]) -> Table {
    let mut body = Vec::new();
    for (index, (lines, headed)) in rows.iter().enumerate() {
        if *headed {
            let cells = vec![TableCell { columns: 2, ..cell("Nhóm") }];
            body.push(Row { kind: RowKind::Group, cells, anchor: String::new() });
        }
        let said = TableCell { paragraphs: vec![text("lời"); *lines], columns: 1 };
        body.push(Row { cells: vec![cell(&format!("d{index}")), said], ..Row::default() });
    }
    Table {
        columns: vec![
            Column { align: Align::Left, weight: Some(1.0) },
            Column { align: Align::Left, weight: Some(4.0) },
        ],
        head: vec![vec![
            HeadCell { content: text("Tên"), columns: 1, rows: 1 },
            HeadCell { content: text("Nội dung"), columns: 1, rows: 1 },
        ]],
        rows: body,
        ..Table::default()
    }
}

fn said(pages: &Pages, page: &Page, run: &Run) -> String {
    let placed = &page.words[run.words.start as usize..run.words.end as usize];
    let mut text = String::new();
    for placed in placed {
        text.push_str(&pages.words[placed.word.0 as usize].text);
        text.push_str(if placed.space_after { " " } else { "" });
    }
    text.trim_end().to_owned()
}

/// What a page says as content, run by run.
fn content(pages: &Pages, page: &Page) -> Vec<String> {
    let runs = page.runs.iter().filter(|run| run.content != MarkedContent::Artifact);
    runs.map(|run| said(pages, page, run)).collect()
}

/// What a page says as furniture.
fn furniture(pages: &Pages, page: &Page) -> Vec<String> {
    let runs = page.runs.iter().filter(|run| run.content == MarkedContent::Artifact);
    runs.map(|run| said(pages, page, run)).collect()
}

/// The rows of [`table`] that begin on a page or are named again because they go on there.
fn rows_on(pages: &Pages, page: &Page) -> BTreeSet<String> {
    let is_name = |said: &String| said.starts_with('d') && said[1..].parse::<usize>().is_ok();
    content(pages, page).into_iter().chain(furniture(pages, page)).filter(is_name).collect()
}

/// Whether a row of the table goes on from one page to the next.
fn parts_a_row(left: &BTreeSet<String>, right: &BTreeSet<String>) -> bool {
    left.intersection(right).next().is_some()
}

/// Where the text of a page ends: how much of the text's height is below it.
fn empty_share(page: &Page) -> f32 {
    let last = page.runs.iter().map(|run| run.baseline).fold(0.0, f32::max);
    (page.height - 20.0 * MM - last) / TEXT_HEIGHT
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any table below any text: no page has one row of it alone, but for a row that itself is parted.
    #[test]
    fn no_row_of_a_table_stands_alone_before_or_after_a_break(
        above in 0_usize..45,
        rows in prop::collection::vec((1_usize..9, prop::bool::weighted(0.15)), 2..60),
    ) {
        let pages = set(document(vec![lines(above.max(1)), Block::Table(table(&rows))]));
        let on: Vec<_> = pages.pages.iter().map(|page| rows_on(&pages, page)).collect();
        for (index, own) in on.iter().enumerate().filter(|(_, own)| own.len() == 1) {
            let before = index > 0 && parts_a_row(&on[index - 1], own);
            let after = on.get(index + 1).is_some_and(|next| parts_a_row(own, next));
            prop_assert!(before || after, "{own:?} alone on page {index}");
        }
    }

    /// A heading has two lines of the text below it, wherever it falls.
    #[test]
    fn a_heading_stands_with_two_lines_of_what_follows(above in 1_usize..90, items in 2_usize..12) {
        let list = (0..items).map(|_| lines(1));
        let pages = set(document([lines(above), heading("1. Mục")].into_iter().chain(list).collect()));
        let page = pages.pages.iter().find(|page| content(&pages, page).iter().any(|said| said == "1. Mục"));
        let page = page.expect("the heading is set");
        let below = content(&pages, page).into_iter().skip_while(|said| said != "1. Mục").count() - 1;
        prop_assert!(below >= 2, "{below} lines below");
    }

    /// Rows of some lines go on rather than leave a fifth of the page; the first two and the last two stand together.
    #[test]
    fn tables_leave_no_fifth_of_a_page_empty(
        above in 1_usize..45,
        tall in prop::collection::vec((6_usize..25, Just(false)), 30..50),
    ) {
        let short = [(1, false); 2];
        let rows = [&short[..], &tall, &short].concat();
        let pages = set(document(vec![lines(above), Block::Table(table(&rows))]));
        for page in pages.pages.iter().rev().skip(1) {
            prop_assert!(empty_share(page) < 0.2, "{} of the page is empty", empty_share(page));
        }
    }
}

#[test]
fn a_row_that_goes_on_is_named_again() {
    let pages = set(document(vec![Block::Table(table(&[(2, false), (150, false), (2, false)]))]));
    assert!(pages.pages.len() > 2);
    for page in &pages.pages[1..pages.pages.len() - 1] {
        assert!(furniture(&pages, page).contains(&"d1".to_owned()), "{:?}", furniture(&pages, page));
        assert!(!content(&pages, page).contains(&"d1".to_owned()), "it is told once");
    }
}

/// As the annex with the texts of every body: a heading for each, a table below it.
#[test]
fn every_page_of_an_annex_by_body_names_the_body() {
    let bodies = ["1. Sở Giáo dục và Đào tạo", "2. Ủy ban nhân dân xã Bến Lức"];
    let rows = [(7, false); 40];
    let blocks = bodies.iter().flat_map(|body| [heading(body), Block::Table(table(&rows))]).collect();
    let annex = Annex {
        anchor: String::new(),
        label: "Phụ lục I".into(),
        title: "KẾT QUẢ CHI TIẾT".into(),
        reference: String::new(),
        orientation: Orientation::Portrait,
        blocks,
    };
    let pages = set(Document { annexes: vec![annex], ..document(vec![lines(1)]) });
    assert!(pages.pages.len() > 8);
    for (number, page) in pages.pages.iter().enumerate().skip(1) {
        let all = [content(&pages, page), furniture(&pages, page)].concat();
        assert!(bodies.iter().any(|body| all.iter().any(|said| said.contains(body))), "page {number} names nobody");
    }
}

/// An address is too wide for its column at any size; the letters of the table stay as large as without it.
#[test]
fn a_long_word_breaks_in_its_cell_and_the_table_keeps_its_size() {
    let address =
        "https://congthongtin.tayninh.gov.vn/van-ban/chi-dao-dieu-hanh/nam-hoc-2026-2027/tap-tin-dinh-kem.pdf";
    let word = "kehoachtrienkhaithuchiennamhoc2026phonggiaoducvadaotao@tayninh.edu.vn";
    let columns = 6;
    let with = |texts: [&str; 2]| Table {
        columns: vec![Column { align: Align::Left, weight: None }; columns],
        rows: (0..4)
            .map(|row| Row {
                cells: (0..columns).map(|column| cell(texts[(row + column) % 2])).collect(),
                ..Row::default()
            })
            .collect(),
        ..Table::default()
    };
    let plain = set(document(vec![Block::Table(with(["Sở Giáo dục", "và Đào tạo"]))]));
    let size = plain.pages[0].runs[0].size;
    let pages = set(document(vec![Block::Table(with([address, word]))]));
    for run in &pages.pages[0].runs {
        assert_eq!(run.size, size);
    }
    // The word is cut behind its at sign or its points where it can be.
    let parts = content(&pages, &pages.pages[0]);
    assert!(parts.iter().any(|part| part.ends_with('@') || part.ends_with('.')), "{parts:?}");
}

#[test]
fn the_draft_mark_stands_clear_of_the_title() {
    let first_page = FirstPage {
        issuer: "SỞ GIÁO DỤC VÀ ĐÀO TẠO".into(),
        number: "Số:        /BC-SGDĐT".into(),
        kind: "BÁO CÁO".into(),
        subject: "Kết quả thực hiện Kế hoạch số 2739/KH-UBND".into(),
        draft_mark: Some("DỰ THẢO".into()),
        ..FirstPage::default()
    };
    let pages = set(Document { first_page, ..document(vec![lines(1)]) });
    let page = &pages.pages[0];
    let run = |text: &str| page.runs.iter().find(|run| said(&pages, page, run) == text).expect("it is set");
    let (mark, title) = (run("DỰ THẢO"), run("BÁO CÁO"));
    let bottom = page.rules.iter().map(|rule| rule.from.1.max(rule.to.1)).filter(|y| *y < title.baseline);
    let bottom = bottom.fold(mark.baseline, f32::max);
    assert!(title.baseline - title.size > bottom + 6.0, "the box ends at {bottom}, the title is at {}", title.baseline);
}

#[test]
fn a_reference_to_an_annex_is_a_link_to_its_first_page() {
    let annex = Annex {
        anchor: "phu-luc".into(),
        label: "Phụ lục I".into(),
        title: "DANH SÁCH".into(),
        reference: String::new(),
        orientation: Orientation::Portrait,
        blocks: vec![lines(2)],
    };
    let link = Inline::Link { target: "phu-luc".into(), text: "Phụ lục\u{a0}I".into(), style: Style::default() };
    let pages = set(Document { annexes: vec![annex], ..document(vec![Block::Paragraph(vec![link])]) });
    let links: Vec<_> = pages.pages[0].links.iter().map(|link| link.page).collect();
    assert_eq!(links, [1]);
}
