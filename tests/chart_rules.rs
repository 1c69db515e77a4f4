//! Charts on made pages: each part is read by itself, dots stand where their values are, and what has no room floats on.

use std::borrow::Cow;
use std::sync::OnceLock;

use proptest::prelude::*;
use tonghop::compose::{
    Annex, Block, Chart, Closing, Column, Document, FirstPage, HeadCell, Inline, Orientation, Properties, Row, Series,
    Style, Table, TableCell,
};
use tonghop::layout::{Fonts, MarkedContent, Page, Pages, Run, StructureRole, Theme, lay_out};

const MM: f32 = 72.0 / 25.4;

fn set(body: Vec<Block>, annexes: Vec<Annex>) -> Pages {
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
    let document = Document {
        properties: Properties::default(),
        first_page: FirstPage::default(),
        body,
        closing: Closing::default(),
        annexes,
    };
    lay_out(document, fonts, &theme).expect("any document can be set")
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.to_owned(), style: Style::default() }]
}

/// A paragraph of so many lines.
fn lines(count: usize) -> Block {
    let mut content = text("văn bản");
    for _ in 1..count {
        content.push(Inline::Break);
        content.extend(text("văn bản"));
    }
    Block::Paragraph(content)
}

fn chart(values: &[f64], series: usize) -> Chart {
    let labels: Vec<String> = values.iter().map(|value| format!("{value}%")).collect();
    Chart {
        caption: "Biểu đồ 1. Mức đạt".into(),
        alternative: "Mức đạt của các mục tiêu.".into(),
        categories: (1..=values.len()).map(|index| format!("CT{index:02} Tên của mục tiêu")).collect(),
        series: (1..=series)
            .map(|index| Series { name: format!("Dãy {index}"), values: values.to_vec(), labels: labels.clone() })
            .collect(),
        ..Chart::default()
    }
}

fn small_table(rows: usize) -> Table {
    let cell = |words: &str| TableCell { paragraphs: vec![text(words)], columns: 1 };
    Table {
        caption: text("Bảng 1. Nhỏ"),
        columns: vec![Column::default(); 2],
        head: vec![vec![HeadCell { content: text("Tên"), columns: 1, rows: 1 }; 2]],
        rows: (0..rows).map(|_| Row { cells: vec![cell("ô"), cell("1")], ..Row::default() }).collect(),
        ..Table::default()
    }
}

fn said(pages: &Pages, page: &Page, run: &Run) -> String {
    let placed = &page.words[run.words.start as usize..run.words.end as usize];
    placed.iter().map(|placed| &*pages.words[placed.word.0 as usize].text).collect::<Vec<_>>().join(" ")
}

fn all_said(pages: &Pages, page: &Page) -> Vec<String> {
    page.runs.iter().map(|run| said(pages, page, run)).collect()
}

/// The share of the height between the margins that is empty below the last line of a page.
fn empty_share(page: &Page) -> f32 {
    let last = page.runs.iter().map(|run| run.baseline).fold(0.0, f32::max);
    (page.height - 20.0 * MM - last) / (page.height - 40.0 * MM)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands above, a chart and a small table leave no fifth of a page empty while there is text to go on with, and
    /// come in their order.
    #[test]
    fn charts_and_small_tables_float_and_the_text_goes_on(
        above in 1_usize..48, bars in 4_usize..16, rows in 1_usize..9, between in 1_usize..30,
    ) {
        let values: Vec<f64> = (1..=bars).map(|value| value as f64).collect();
        let pages = set(vec![
            lines(above),
            Block::Chart(chart(&values, 1)),
            lines(between),
            Block::Table(small_table(rows)),
            lines(150),
        ], Vec::new());
        for (number, page) in pages.pages.iter().enumerate().take(pages.pages.len() - 1) {
            prop_assert!(empty_share(page) < 0.2, "{} of page {number} is empty", empty_share(page));
        }
        let place = |start: &str| {
            let on = |page: &Page| page.runs.iter().find(|run| said(&pages, page, run).starts_with(start)).map(|run| run.baseline);
            pages.pages.iter().enumerate().find_map(|(number, page)| Some((number, on(page)?)))
        };
        let (chart, table) = (place("Biểu đồ 1.").expect("a chart"), place("Bảng 1.").expect("a table"));
        prop_assert!(chart < table, "{chart:?} comes behind {table:?}");
    }
}

#[test]
fn what_waits_stands_before_the_section_ends() {
    let values: Vec<f64> = (1..=16).map(f64::from).collect();
    let annex = Annex {
        anchor: String::new(),
        label: "Phụ lục".into(),
        title: "BẢNG".into(),
        reference: String::new(),
        orientation: Orientation::Portrait,
        blocks: vec![lines(2)],
    };
    for above in 20..48 {
        let pages = set(vec![lines(above), Block::Chart(chart(&values, 1))], vec![annex.clone()]);
        let body = &pages.pages[..pages.labels[1].first_page];
        let is_chart = |page: &Page| all_said(&pages, page).iter().any(|said| said.starts_with("Biểu đồ 1."));
        assert_eq!(body.iter().filter(|page| is_chart(page)).count(), 1, "{above} lines above");
    }
}

#[test]
fn every_part_of_a_chart_has_its_title_and_its_legend() {
    let values: Vec<f64> = (1..=100).map(f64::from).collect();
    let pages = set(vec![Block::Chart(chart(&values, 2))], Vec::new());
    assert!(pages.pages.len() > 2);
    for (number, page) in pages.pages.iter().enumerate() {
        let all = all_said(&pages, page);
        assert!(all.iter().any(|said| said.starts_with("Biểu đồ 1. Mức đạt")), "no title on page {number}");
        for name in ["Dãy 1", "Dãy 2"] {
            assert!(all.iter().any(|said| said == name), "no {name} on page {number}");
        }
        assert_eq!(all.iter().any(|said| said.ends_with("(tiếp theo)")), number > 0);
    }
    let figures = pages.structure.iter().filter(|node| node.role == StructureRole::Figure).count();
    assert_eq!(figures, pages.figure_bounds.len());
    assert!(pages.figure_bounds.iter().all(|bounds| bounds[2] > 0.0 && bounds[3] > 0.0));
}

/// 90, 100 and 120 of 100 on a scale from 90 to 120: on the left end, on the line, on the right end.
#[test]
fn dots_stand_at_their_values_around_the_line_of_the_target() {
    let dots = Chart { target: Some(100.0), ..chart(&[120.0, 100.0, 90.0], 1) };
    let pages = set(vec![Block::Chart(dots)], Vec::new());
    let page = &pages.pages[0];
    let middles: Vec<f32> = page.fills.iter().map(|fill| fill.x + fill.width / 2.0).collect();
    let [most, target, least] = middles[..] else { panic!("three dots, not {middles:?}") };
    let upright: Vec<_> = page.rules.iter().filter(|rule| rule.from.0 == rule.to.0).collect();
    assert_eq!(upright.len(), 1, "one line of the target and no axis");
    assert!((upright[0].from.0 - target).abs() < 0.01);
    assert!(((most - target) - 2.0 * (target - least)).abs() < 0.05, "{middles:?}");
    assert!(upright[0].from.1 < page.fills[0].y && upright[0].to.1 > page.fills[2].y + page.fills[2].height);
    // The line is named, and so is every dot: a line of the chart each, in black.
    let all = all_said(&pages, page);
    for words in ["100%", "120%", "90%", "CT01 Tên của mục tiêu"] {
        assert!(all.iter().any(|said| said == words), "{words} in {all:?}");
    }
    assert!(page.fills.iter().all(|fill| fill.grey == 0.0));
    // A value stands on the far side of its dot, seen from the line, where nothing crosses it.
    let place = |words: &str| page.runs.iter().find(|run| said(&pages, page, run) == words).map(|run| run.x);
    assert!(place("90%").expect("set") < least && place("120%").expect("set") > most);
}

/// Bars of short values reach to where their values need the room, not to a third of the page.
#[test]
fn bars_use_the_width() {
    let pages = set(vec![Block::Chart(chart(&[1.0, 2.0, 3.0], 1))], Vec::new());
    let page = &pages.pages[0];
    let longest = page.fills.iter().map(|fill| fill.x + fill.width).fold(0.0, f32::max);
    let right = page.width - 15.0 * MM;
    assert!(right - longest < 0.09 * (right - 30.0 * MM), "bars end {} points before the margin", right - longest);
    assert!(page.runs.iter().all(|run| run.content != MarkedContent::Artifact));
}
