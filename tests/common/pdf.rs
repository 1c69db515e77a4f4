//! A finished PDF, measured: what stands where, in which face and size. Lengths are millimetres from the upper left corner.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

/// Millimetres in a point.
const MM: f64 = 25.4 / 72.0;

/// Words set together.
#[derive(Clone, Debug)]
pub struct Span {
    pub text: String,
    /// Name of the face, without the subset's tag: `LiberationSerif-Bold`.
    pub face: String,
    /// Points.
    pub size: f64,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    /// The structure type it is marked with; `Artifact` for furniture.
    pub role: String,
}

impl Span {
    pub fn middle(&self) -> f64 {
        (self.left + self.right) / 2.0
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn is_bold(&self) -> bool {
        self.face.contains("Bold")
    }

    pub fn is_italic(&self) -> bool {
        self.face.contains("Italic")
    }
}

/// A straight rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub from: (f64, f64),
    pub to: (f64, f64),
    /// Points.
    pub thickness: f64,
}

/// One page.
#[derive(Debug, Default)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub spans: Vec<Span>,
    pub rules: Vec<Rule>,
}

impl Page {
    /// The spans of each baseline, from top to bottom and left to right.
    pub fn lines(&self) -> Vec<Vec<&Span>> {
        let mut spans: Vec<&Span> = self.spans.iter().collect();
        spans.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
        let mut lines: Vec<Vec<&Span>> = Vec::new();
        for span in spans {
            match lines.last_mut() {
                Some(line) if (line[0].baseline - span.baseline).abs() < 0.1 => line.push(span),
                _ => lines.push(vec![span]),
            }
        }
        lines
    }

    /// The first span that says exactly this.
    pub fn span(&self, text: &str) -> &Span {
        self.spans.iter().find(|span| span.text.trim() == text).unwrap_or_else(|| {
            let all: Vec<&str> = self.spans.iter().map(|span| span.text.as_str()).collect();
            panic!("“{text}” is not on the page: {all:?}")
        })
    }

    /// The first span that begins so.
    pub fn beginning(&self, text: &str) -> &Span {
        let found = self.spans.iter().find(|span| span.text.starts_with(text));
        found.unwrap_or_else(|| panic!("nothing begins with “{text}”"))
    }

    /// The horizontal rule nearest below a span, no further than 4 mm.
    pub fn rule_below(&self, span: &Span) -> Rule {
        let level = |rule: &&Rule| (rule.from.1 - rule.to.1).abs() < 0.01;
        let below = self.rules.iter().filter(level).filter(|rule| {
            let middle = (rule.from.0 + rule.to.0) / 2.0;
            rule.from.1 > span.baseline && rule.from.1 < span.baseline + 4.0 && (middle - span.middle()).abs() < 1.0
        });
        *below.min_by(|a, b| a.from.1.total_cmp(&b.from.1)).unwrap_or_else(|| panic!("no rule below {span:?}"))
    }
}

impl Rule {
    pub fn length(&self) -> f64 {
        (self.to.0 - self.from.0).hypot(self.to.1 - self.from.1)
    }
}

/// What showing text in a font needs.
struct Font {
    name: String,
    /// Advance by code, in 1/1000 em.
    widths: BTreeMap<u16, f64>,
    /// Text by code.
    texts: BTreeMap<u16, String>,
}

/// Measures all pages of a PDF.
pub fn measure(bytes: &[u8]) -> Vec<Page> {
    let document = Document::load_mem(bytes).expect("a PDF");
    document.page_iter().map(|page| measure_page(&document, page)).collect()
}

fn measure_page(document: &Document, id: lopdf::ObjectId) -> Page {
    let page = document.get_dictionary(id).expect("a page");
    let sizes: Vec<f64> = page.get(b"MediaBox").and_then(Object::as_array).expect("a box").iter().map(number).collect();
    let resources = dictionary(document, page.get(b"Resources").expect("resources"));
    let fonts = dictionary(document, resources.get(b"Font").expect("fonts"));
    let fonts: BTreeMap<Vec<u8>, Font> =
        fonts.iter().map(|(name, font)| (name.clone(), read_font(document, dictionary(document, font)))).collect();
    let content = Content::decode(&document.get_page_content(id)).expect("operators");
    let mut reader = Reader {
        page: Page { width: sizes[2] * MM, height: sizes[3] * MM, ..Page::default() },
        fonts,
        font: Vec::new(),
        size: 0.0,
        at: (0.0, 0.0),
        pen: (0.0, 0.0),
        thickness: 1.0,
        roles: Vec::new(),
    };
    content.operations.iter().for_each(|operation| reader.take(&operation.operator, &operation.operands));
    reader.page
}

struct Reader {
    page: Page,
    fonts: BTreeMap<Vec<u8>, Font>,
    font: Vec<u8>,
    size: f64,
    /// Beginning of the line, in points from the lower left corner.
    at: (f64, f64),
    pen: (f64, f64),
    thickness: f64,
    roles: Vec<String>,
}

impl Reader {
    fn take(&mut self, operator: &str, operands: &[Object]) {
        let value = |index: usize| number(&operands[index]);
        match operator {
            "BMC" | "BDC" => self.roles.push(name(&operands[0])),
            "EMC" => drop(self.roles.pop()),
            "BT" => self.at = (0.0, 0.0),
            "Tf" => (self.font, self.size) = (operands[0].as_name().expect("a name").to_vec(), value(1)),
            "Td" => self.at = (self.at.0 + value(0), self.at.1 + value(1)),
            "Tj" => self.show(operands),
            "TJ" => self.show(operands[0].as_array().expect("an array")),
            "w" => self.thickness = value(0),
            "m" => self.pen = (value(0), value(1)),
            "l" => {
                let place = |(x, y): (f64, f64)| (x * MM, self.page.height - y * MM);
                let to = (value(0), value(1));
                let rule = Rule { from: place(self.pen), to: place(to), thickness: self.thickness };
                self.page.rules.push(rule);
                self.pen = to;
            }
            "q" | "Q" | "ET" | "S" | "f" | "re" | "g" | "G" => {}
            other => panic!("the operator {other} is not measured"),
        }
    }

    fn show(&mut self, items: &[Object]) {
        let font = &self.fonts[&self.font];
        let (mut text, mut width, mut trailing) = (String::new(), 0.0, 0.0);
        for item in items {
            let Object::String(codes, _) = item else {
                width -= number(item);
                trailing -= if trailing > 0.0 { number(item) } else { 0.0 };
                continue;
            };
            for code in codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])) {
                assert_ne!(code, 0, "a glyph that is none is shown");
                let letter = font.texts.get(&code).unwrap_or_else(|| panic!("{code} has no text in {}", font.name));
                let advance = font.widths.get(&code).unwrap_or_else(|| panic!("{code} has no width in {}", font.name));
                text.push_str(letter);
                width += advance;
                trailing = if letter == " " { trailing + advance } else { 0.0 };
            }
        }
        let scale = self.size / 1000.0 * MM;
        let left = self.at.0 * MM;
        self.page.spans.push(Span {
            text: text.trim_end_matches(' ').to_owned(),
            face: font.name.clone(),
            size: self.size,
            left,
            right: left + (width - trailing) * scale,
            baseline: self.page.height - self.at.1 * MM,
            role: self.roles.last().cloned().unwrap_or_else(|| panic!("text outside of marked content")),
        });
    }
}

fn read_font(document: &Document, font: &Dictionary) -> Font {
    let name = name(font.get(b"BaseFont").expect("a name"));
    let descendants = font.get(b"DescendantFonts").and_then(|fonts| document.dereference(fonts)).expect("fonts").1;
    let descendant = dictionary(document, &descendants.as_array().expect("an array")[0]);
    let mut widths = BTreeMap::new();
    let array = document.dereference(descendant.get(b"W").expect("widths")).expect("widths").1;
    let array = array.as_array().expect("an array");
    let mut at = 0;
    while at < array.len() {
        let first = number(&array[at]) as u16;
        match &array[at + 1] {
            Object::Array(own) => {
                widths.extend((first..).zip(own.iter().map(number)));
                at += 2;
            }
            last => {
                let width = number(&array[at + 2]);
                widths.extend((first..=number(last) as u16).map(|code| (code, width)));
                at += 3;
            }
        }
    }
    let map = font.get(b"ToUnicode").and_then(|map| document.dereference(map)).expect("ToUnicode").1;
    let map = map.as_stream().and_then(|stream| stream.decompressed_content()).expect("a CMap");
    Font {
        name: name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned()),
        widths,
        texts: read_map(&String::from_utf8_lossy(&map)),
    }
}

/// The texts of codes: `<0012> <0041>` between beginbfchar and endbfchar, and ranges.
fn read_map(map: &str) -> BTreeMap<u16, String> {
    let mut texts = BTreeMap::new();
    let hex = |word: &str| word.trim_matches(['<', '>', '[', ']']).to_owned();
    let text = |hex: &str| -> String {
        let units: Vec<u16> = (0..hex.len() / 4)
            .map(|index| u16::from_str_radix(&hex[index * 4..index * 4 + 4], 16).expect("hexadecimal"))
            .collect();
        String::from_utf16(&units).expect("UTF-16")
    };
    let mut section = "";
    for line in map.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [.., word] if word.starts_with("begin") || word.starts_with("end") => section = word,
            [code, own] if section == "beginbfchar" => {
                texts.insert(u16::from_str_radix(&hex(code), 16).expect("a code"), text(&hex(own)));
            }
            [first, last, own] if section == "beginbfrange" => {
                let [first, last] = [first, last].map(|code| u16::from_str_radix(&hex(code), 16).expect("a code"));
                let start = u16::from_str_radix(&hex(own), 16).expect("a character");
                for (code, unit) in (first..=last).zip(start..) {
                    texts.insert(code, String::from_utf16(&[unit]).expect("UTF-16"));
                }
            }
            _ => {}
        }
    }
    texts
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    document.dereference(object).expect("an object").1.as_dict().expect("a dictionary")
}

fn number(object: &Object) -> f64 {
    match object {
        Object::Integer(whole) => *whole as f64,
        Object::Real(real) => f64::from(*real),
        other => panic!("{other:?} is no number"),
    }
}

fn name(object: &Object) -> String {
    String::from_utf8_lossy(object.as_name().expect("a name")).into_owned()
}
