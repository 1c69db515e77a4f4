//! The file as a whole, from documents made by hand.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::compose::{
    Align, Annex, Block, Chart, Closing, Column, FirstPage, HeadCell, Inline, ListItem, Properties, Row, RowKind,
    Series, Style, Table, TableCell,
};
use crate::layout::{Fonts, Theme};

const THEME: &str = include_str!("../../../templates/theme.toml");

fn text(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), style: Style::default() }
}

fn figure(text: &str, code: &str) -> Inline {
    Inline::Figure { text: text.to_owned(), style: Style::default(), code: code.to_owned() }
}

fn cell(content: Vec<Inline>) -> TableCell {
    TableCell { paragraphs: vec![content], columns: 1 }
}

fn head(name: &str, columns: usize, rows: usize) -> HeadCell {
    HeadCell { content: vec![text(name)], columns, rows }
}

fn table() -> Table {
    Table {
        caption: vec![text("Bảng 1. Kinh phí")],
        unit: "Đơn vị tính: triệu đồng".to_owned(),
        columns: [Align::Left, Align::Decimal, Align::Decimal].map(|align| Column { align, weight: Some(1.0) }).into(),
        head: vec![
            vec![head("Nguồn", 1, 2), head("Kinh phí", 2, 1)],
            vec![head("Giao", 1, 1), head("Thực hiện", 1, 1)],
        ],
        numbered: true,
        rows: vec![
            Row {
                kind: RowKind::Group,
                cells: vec![TableCell { columns: 3, ..cell(vec![text("Tỉnh")]) }],
                anchor: String::new(),
            },
            Row {
                cells: vec![
                    cell(vec![text("Ngân sách")]),
                    cell(vec![figure("1.234,5", "III.1.DT")]),
                    cell(vec![figure("9", "")]),
                ],
                anchor: "ngan-sach".to_owned(),
                ..Row::default()
            },
            Row { kind: RowKind::Total, cells: vec![cell(vec![text("Cộng")])], anchor: String::new() },
        ],
    }
}

fn document() -> Document {
    let paragraph = vec![
        text("Đã có "),
        figure("66", "II.1.a.TT:HT"),
        text("/"),
        figure("94", "II.1.a.TT:NV"),
        text(" đơn\u{a0}vị <hoàn thành> & xem "),
        Inline::Link { target: "phu-luc".to_owned(), text: "Phụ lục".to_owned(), style: Style::default() },
        Inline::Break,
        Inline::Text { text: "đậm".to_owned(), style: Style { bold: true, italic: true } },
    ];
    let chart = Chart {
        caption: "Biểu đồ 1".to_owned(),
        alternative: "A: 1; B: 2".to_owned(),
        categories: vec!["A".to_owned(), "B".to_owned()],
        series: vec![Series {
            name: "x".to_owned(),
            values: vec![1.0, 2.5],
            labels: vec!["1".to_owned(), "2,5".to_owned()],
        }],
        stacked: false,
        target: None,
    };
    Document {
        properties: Properties {
            title: "Báo cáo".to_owned(), date: "2026-11-30".to_owned(), ..Properties::default()
        },
        first_page: FirstPage {
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
            motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
            superior: "UBND TỈNH".to_owned(),
            issuer: "SỞ GIÁO DỤC".to_owned(),
            number: "Số: /BC-SGDĐT".to_owned(),
            place_and_date: "Tây Ninh, ngày tháng 11 năm 2026".to_owned(),
            kind: "BÁO CÁO".to_owned(),
            subject: "Kết quả".to_owned(),
            addressees: vec!["Bộ".to_owned(), "UBND tỉnh".to_owned()],
            draft_mark: Some("DỰ THẢO".to_owned()),
            ..FirstPage::default()
        },
        body: vec![
            Block::Basis(vec![text("Căn cứ;")]),
            Block::Heading { level: 1, content: vec![text("II. KẾT QUẢ")], anchor: "II".to_owned() },
            Block::Heading { level: 3, content: vec![text("a) Quán triệt")], anchor: "II.1.a".to_owned() },
            Block::Paragraph(paragraph),
            Block::List(vec![
                ListItem { level: 1, content: vec![text("một;")] },
                ListItem { level: 2, content: vec![text("hai.")] },
            ]),
            Block::Table(table()),
            Block::Note(vec![text("Ghi chú.")]),
            Block::PageBreak,
            Block::Chart(chart),
        ],
        closing: Closing {
            capacity: vec!["GIÁM ĐỐC".to_owned()],
            name: "Nguyễn Thị Minh".to_owned(),
            recipients: vec!["- Như trên;".to_owned(), "- Lưu: VT.".to_owned()],
        },
        annexes: vec![Annex {
            anchor: "phu-luc".to_owned(),
            label: "Phụ lục".to_owned(),
            title: "CHI TIẾT".to_owned(),
            reference: "(Kèm theo Báo cáo)".to_owned(),
            orientation: Orientation::Landscape,
            blocks: vec![Block::Table(Table { caption: Vec::new(), unit: String::new(), ..table() })],
        }],
    }
}

fn written(document: &Document) -> Vec<u8> {
    let theme: Theme = toml::from_str(THEME).expect("a theme");
    let look: Look = toml::from_str(THEME).expect("the same in Word's units");
    let fonts = ["Regular", "Bold", "Italic", "BoldItalic"].map(|face| {
        let path = format!("{}/templates/fonts/LiberationSerif-{face}.ttf", env!("CARGO_MANIFEST_DIR"));
        std::borrow::Cow::Owned(std::fs::read(path).expect("a font"))
    });
    let fonts = Fonts::new(fonts).expect("fonts");
    let stamp = Stamp { edition: "ubnd".into(), file: "bao-cao-ubnd.pdf".into(), year: 2026, inputs: "0".repeat(64) };
    write_docx(document, &stamp, &look, &mut Ruler::new(&fonts, &theme).expect("a theme")).expect("a file")
}

/// An element with its attributes by name, its children, and its text where it has no children.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// All elements below of this name, in the order of the file.
    fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    fn words(&self) -> String {
        self.all("w:t").iter().map(|text| text.text.as_str()).collect()
    }

    /// The value of `w:val` of a child of its properties.
    fn value(&self, properties: &str, name: &str) -> &str {
        self.child(properties).and_then(|own| own.child(name)).map_or("", |own| own.attribute("w:val"))
    }
}

fn part(file: &[u8], name: &str) -> Element {
    let mut xml = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    zip.by_name(name).expect("the part").read_to_string(&mut xml).expect("text");
    let mut reader = Reader::from_str(&xml);
    let mut open = vec![Element::default()];
    loop {
        let element = |start: &quick_xml::events::BytesStart<'_>| Element {
            name: start.name().as_ref().to_owned(),
            attributes: start
                .attributes()
                .map(|one| one.expect("an attribute"))
                .map(|one| {
                    let value = quick_xml::escape::unescape(&one.value).expect("a value").into_owned();
                    (one.key.as_ref().to_owned(), value)
                })
                .collect(),
            ..Element::default()
        };
        match reader.read_event().expect("XML") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => open.last_mut().expect("a parent").children.push(element(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an element");
                open.last_mut().expect("a parent").children.push(done);
            }
            Event::Text(text) => open.last_mut().expect("a parent").text.push_str(&text),
            Event::GeneralRef(name) => {
                let name = format!("&{};", &*name);
                open.last_mut().expect("a parent").text.push_str(&quick_xml::escape::unescape(&name).expect("a sign"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().expect("a root").children.pop().expect("a root")
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(written(&document()), written(&document()));
}

#[test]
fn every_block_stands_in_a_control_with_its_place() {
    let file = written(&document());
    let body = part(&file, "word/document.xml");
    let blocks: Vec<(String, String)> = body
        .all("w:sdt")
        .iter()
        .filter(|control| control.value("w:sdtPr", "w:tag").starts_with("tonghop:b:"))
        .map(|control| (control.value("w:sdtPr", "w:tag")["tonghop:b:".len()..].to_owned(), control.words()))
        .collect();
    let wanted = [
        ("trang-dau/1", "UBND TỈNH"),
        ("trang-dau/2", "SỞ GIÁO DỤC"),
        ("trang-dau/3", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("trang-dau/4", "Độc lập - Tự do - Hạnh phúc"),
        ("trang-dau/5", "Số: /BC-SGDĐT"),
        ("trang-dau/6", "DỰ THẢO"),
        ("trang-dau/7", "Tây Ninh, ngày tháng 11 năm 2026"),
        ("trang-dau/8", "BÁO CÁO"),
        ("trang-dau/9", "Kết quả"),
        ("trang-dau/10", "Kính gửi:"),
        ("trang-dau/11", "- Bộ;"),
        ("trang-dau/12", "- UBND tỉnh."),
        ("mo-dau/1", "Căn cứ;"),
        ("II/1", "II. KẾT QUẢ"),
        ("II.1.a/1", "a) Quán triệt"),
        ("II.1.a/2", "Đã có 66/94 đơn\u{a0}vị <hoàn thành> & xem Phụ lụcđậm"),
        ("II.1.a/3", "một;"),
        ("II.1.a/4", "hai."),
        ("II.1.a/5", "Bảng 1. Kinh phí"),
        ("II.1.a/6", "Đơn vị tính: triệu đồng"),
        ("II.1.a/7", "NguồnKinh phíGiaoThực hiện(1)(2)(3)TỉnhNgân sách1.234,59Cộng"),
        ("II.1.a/8", "Ghi chú."),
        ("II.1.a/9", ""),
        ("II.1.a/10", "Biểu đồ 1"),
        ("ky-ten/1", "Nơi nhận:"),
        ("ky-ten/2", "- Như trên;"),
        ("ky-ten/3", "- Lưu: VT."),
        ("ky-ten/4", "GIÁM ĐỐC"),
        ("ky-ten/5", "Nguyễn Thị Minh"),
        ("phu-luc/1", "Phụ lục"),
        ("phu-luc/2", "CHI TIẾT"),
        ("phu-luc/3", "(Kèm theo Báo cáo)"),
        ("phu-luc/4", "NguồnKinh phíGiaoThực hiện(1)(2)(3)TỉnhNgân sách1.234,59Cộng"),
    ];
    let wanted = wanted.map(|(tag, words)| (tag.to_owned(), words.to_owned()));
    assert_eq!(blocks, wanted);
    // No word stands outside.
    assert_eq!(body.words(), blocks.iter().map(|(_, words)| words.as_str()).collect::<String>());
    // The record says the same.
    let record = part(&file, "customXml/item1.xml");
    assert_eq!(
        [record.attribute("edition"), record.attribute("year"), record.attribute("file")],
        ["ubnd", "2026", "bao-cao-ubnd.pdf"]
    );
    let recorded: Vec<&str> =
        record.all("block").iter().map(|block| &block.attribute("tag")["tonghop:b:".len()..]).collect();
    assert_eq!(recorded, blocks.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>());
    let table = record.all("block").into_iter().find(|block| block.attribute("kind") == "table").expect("a table");
    assert_eq!(
        table.attribute("text"),
        "Nguồn\tKinh phí\n\tGiao\tThực hiện\n(1)\t(2)\t(3)\nTỉnh\nNgân sách\t1.234,5\t9\nCộng\t\t"
    );
}

#[test]
fn every_figure_stands_in_a_locked_control_with_its_code() {
    let file = written(&document());
    let body = part(&file, "word/document.xml");
    let controls = body.all("w:sdt");
    let figures: Vec<(&str, &str, String)> = controls
        .iter()
        .filter(|control| control.value("w:sdtPr", "w:tag").starts_with("tonghop:f:"))
        .map(|control| {
            let (tag, lock) = (control.value("w:sdtPr", "w:tag"), control.value("w:sdtPr", "w:lock"));
            (&tag["tonghop:f:".len()..], lock, control.words())
        })
        .collect();
    let wanted = [
        ("II.1.a.TT:HT", "66"),
        ("II.1.a.TT:NV", "94"),
        ("III.1.DT", "1.234,5"),
        ("II.1.a/7#2", "9"),
        ("III.1.DT", "1.234,5"),
        ("phu-luc/4#2", "9"),
    ];
    assert_eq!(figures, wanted.map(|(code, words)| (code, "sdtContentLocked", words.to_owned())));
    let mut ids: Vec<&str> = controls.iter().map(|control| control.value("w:sdtPr", "w:id")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), controls.len());
    let recorded = part(&file, "customXml/item1.xml");
    let recorded: Vec<&str> = recorded
        .all("figure")
        .iter()
        .map(|figure| figure.attribute("text"))
        .map(|text| ["66", "94", "1.234,5", "9"].into_iter().find(|own| *own == text).unwrap_or("?"))
        .collect();
    assert_eq!(recorded, ["66", "94", "1.234,5", "9", "1.234,5", "9"]);
}

/// What may stand in properties, in the order in which Word wants it (ECMA-376-1, 17.3, 17.4, 17.5, 17.6).
const ORDERS: &[(&str, &str)] = &[
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    ),
    ("w:rPr", "rStyle rFonts b bCs i iCs color sz szCs vertAlign lang"),
    ("w:tblPr", "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook"),
    ("w:tcPr", "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign"),
    ("w:trPr", "cantSplit tblHeader"),
    ("w:sdtPr", "alias tag id lock appearance"),
    ("w:sectPr", "headerReference type pgSz pgMar pgNumType titlePg"),
    ("w:style", "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr"),
    ("w:lvl", "start numFmt pStyle suff lvlText lvlJc pPr rPr"),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tc", "tcPr p sdt"),
];

fn assert_in_order(element: &Element) {
    if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) {
        let order: Vec<&str> = order.split(' ').collect();
        let places: Vec<usize> = element
            .children
            .iter()
            .map(|child| {
                let name = child.name.split(':').next_back().unwrap_or_default();
                order
                    .iter()
                    .position(|own| *own == name)
                    .unwrap_or_else(|| panic!("{} in {}", child.name, element.name))
            })
            .collect();
        assert!(element.name == "w:tc" || places.is_sorted(), "{element:?}");
    }
    element.children.iter().for_each(assert_in_order);
}

#[test]
fn properties_stand_in_the_order_of_the_schema() {
    let file = written(&document());
    for name in ["word/document.xml", "word/styles.xml", "word/numbering.xml"] {
        assert_in_order(&part(&file, name));
    }
    // A cell ends with a paragraph, or with a control that does.
    for cell in part(&file, "word/document.xml").all("w:tc") {
        assert!(cell.children.last().is_some_and(|last| last.name == "w:p"), "{cell:?}");
    }
}

#[test]
fn sections_have_their_paper_and_number_their_pages() {
    let body = part(&written(&document()), "word/document.xml");
    let sections = body.all("w:sectPr");
    let told: Vec<[&str; 4]> = sections
        .iter()
        .map(|section| {
            let of = |name: &str, attribute: &str| section.child(name).map_or("", |own| own.attribute(attribute));
            [of("w:pgSz", "w:w"), of("w:pgSz", "w:orient"), of("w:pgNumType", "w:start"), of("w:pgMar", "w:left")]
        })
        .collect();
    assert_eq!(told, [["11906", "", "1", "1701"], ["16838", "landscape", "1", "1701"]]);
    assert!(sections.iter().all(|section| section.child("w:titlePg").is_some()));
}

#[test]
fn styles_are_used_as_they_are_declared() {
    let file = written(&document());
    let styles = part(&file, "word/styles.xml");
    let declared: Vec<&str> = styles.all("w:style").iter().map(|style| style.attribute("w:styleId")).collect();
    let mut unique = declared.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), declared.len());
    let body = part(&file, "word/document.xml");
    for name in ["w:pStyle", "w:tblStyle"] {
        for used in body.all(name) {
            assert!(declared.contains(&used.attribute("w:val")), "{used:?}");
        }
    }
    for based in styles.all("w:basedOn").into_iter().chain(styles.all("w:next")) {
        assert!(declared.contains(&based.attribute("w:val")), "{based:?}");
    }
    for own in super::styles::ALL {
        assert!(declared.contains(&own.id), "{own:?}");
    }
}

#[test]
fn heads_are_repeated_and_links_lead_somewhere() {
    let body = part(&written(&document()), "word/document.xml");
    let heads = body.all("w:tblHeader").len();
    assert_eq!(heads, 2 * 3, "two tables with two rows of heads and one of numbers each");
    assert_eq!(body.all("w:hyperlink").len(), 0, "in paragraphs LibreOffice takes them apart");
    let linked = TableCell {
        paragraphs: vec![vec![Inline::Link {
            target: "phu-luc".to_owned(),
            text: "Sở".to_owned(),
            style: Style::default(),
        }]],
        columns: 1,
    };
    let mut document = document();
    document.body.push(Block::Table(Table { rows: vec![Row { cells: vec![linked], ..Row::default() }], ..table() }));
    let body = part(&written(&document), "word/document.xml");
    assert_eq!(body.all("w:hyperlink").len(), 1);
    let marks: Vec<&str> = body.all("w:bookmarkStart").iter().map(|mark| mark.attribute("w:name")).collect();
    for link in body.all("w:hyperlink") {
        assert!(marks.contains(&link.attribute("w:anchor")), "{link:?}");
    }
}

#[test]
fn blocks_keep_their_tags_when_figures_change() {
    let tags = |document: &Document| -> Vec<String> {
        let record = part(&written(document), "customXml/item1.xml");
        record.all("block").iter().map(|block| block.attribute("tag").to_owned()).collect()
    };
    let before = document();
    let mut after = document();
    let Some(Block::Paragraph(content)) = after.body.get_mut(3) else { panic!("a paragraph") };
    content[1] = figure("7", "II.1.a.TT:HT");
    assert_ne!(written(&before), written(&after));
    assert_eq!(tags(&before), tags(&after));
}
