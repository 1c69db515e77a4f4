//! A Word file, read as plainly as can be: its parts as trees, its paragraphs with the looks that their styles give them.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with its attributes, its children, and its own text.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// All elements of this name below, in the order of the file.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// `w:val` of what lies at the end of `path`; empty where nothing does.
    pub fn value(&self, path: &[&str]) -> &str {
        match path {
            [] => self.attribute("w:val"),
            [first, rest @ ..] => self.child(first).map_or("", |child| child.value(rest)),
        }
    }

    /// What is written in it.
    pub fn words(&self) -> String {
        self.all("w:t").iter().map(|text| text.text.as_str()).collect()
    }
}

/// A part of a package as a tree.
pub fn part(file: &[u8], name: &str) -> Element {
    let mut xml = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    zip.by_name(name).expect("the part").read_to_string(&mut xml).expect("text");
    let mut reader = Reader::from_str(&xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => open.last_mut().expect("a parent").children.push(element(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an element");
                open.last_mut().expect("a parent").children.push(done);
            }
            Event::Text(text) => open.last_mut().expect("a parent").text.push_str(&text),
            Event::GeneralRef(name) => {
                let sign = format!("&{};", &*name);
                let sign = quick_xml::escape::unescape(&sign).expect("a sign");
                open.last_mut().expect("a parent").text.push_str(&sign);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().expect("a root").children.pop().expect("a root")
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|one| one.expect("an attribute")).map(|one| {
        let value = quick_xml::escape::unescape(&one.value).expect("a value").into_owned();
        (one.key.as_ref().to_owned(), value)
    });
    Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Element::default() }
}

/// How a paragraph is set, by its style and those that it is based on. Sizes in points, lengths in millimetres.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    pub style: String,
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub align: String,
    pub first_line: f64,
    pub above: f64,
    /// Distance of lines, in single lines.
    pub line: f64,
    pub outline: Option<u8>,
}

/// The styles of a file.
pub struct Styles(BTreeMap<String, Element>);

impl Styles {
    pub fn of(file: &[u8]) -> Self {
        let styles = part(file, "word/styles.xml");
        let named =
            styles.all("w:style").into_iter().map(|style| (style.attribute("w:styleId").to_owned(), style.clone()));
        Self(named.collect())
    }

    pub fn name(&self, id: &str) -> &str {
        self.0[id].value(&["w:name"])
    }

    /// How a paragraph looks.
    pub fn looks(&self, paragraph: &Element) -> Looks {
        let id = paragraph.value(&["w:pPr", "w:pStyle"]);
        let mut looks = self.of_style(id);
        apply(paragraph, &mut looks);
        looks
    }

    fn of_style(&self, id: &str) -> Looks {
        let Some(style) = self.0.get(id) else { return Looks { size: 14.0, line: 1.0, ..Looks::default() } };
        let mut looks = self.of_style(style.value(&["w:basedOn"]));
        style.value(&["w:name"]).clone_into(&mut looks.style);
        apply(style, &mut looks);
        let toggle =
            |name: &str| style.child("w:rPr").and_then(|own| own.child(name)).map(|own| own.attribute("w:val") != "0");
        looks.bold = toggle("w:b").unwrap_or(looks.bold);
        looks.italic = toggle("w:i").unwrap_or(looks.italic);
        if let Ok(size) = style.value(&["w:rPr", "w:sz"]).parse::<f64>() {
            looks.size = size / 2.0;
        }
        looks
    }
}

fn apply(own: &Element, looks: &mut Looks) {
    let Some(properties) = own.child("w:pPr") else { return };
    let number =
        |name: &str, attribute: &str| -> Option<f64> { properties.child(name)?.attribute(attribute).parse().ok() };
    let twips_in_mm = 25.4 / 1440.0;
    if let Some(first) = number("w:ind", "w:firstLine") {
        looks.first_line = first * twips_in_mm;
    }
    if let Some(above) = number("w:spacing", "w:before") {
        looks.above = above / 20.0;
    }
    if let Some(line) = number("w:spacing", "w:line") {
        looks.line = line / 240.0;
    }
    if let Some(outline) = number("w:outlineLvl", "w:val") {
        looks.outline = Some(outline as u8);
    }
    if !properties.value(&["w:jc"]).is_empty() {
        properties.value(&["w:jc"]).clone_into(&mut looks.align);
    }
}
