//! The numbers that Word prints before paragraphs by itself (ECMA-376 part 1, 17.9): they stand nowhere in the text, only what
//! counts them does.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};

use super::docx::{attribute, is_on};

/// Levels of a list.
const LEVELS: usize = 9;
/// Styles that are based on one another: more than anybody nests, and an end to those that go round.
const STYLES_DEEP: usize = 32;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    /// The label with `%1` to `%9` in the place of numbers.
    text: String,
    start: Option<u32>,
    /// The level after which it does not begin anew; `Some(0)` for never.
    restart: Option<usize>,
    /// Numbers of outer levels are shown in digits.
    is_legal: bool,
    /// The style that stands for this level.
    style: String,
}

/// A list as `w:num` names it.
#[derive(Clone, Debug, Default)]
struct List {
    of: String,
    /// What it counts from instead, by level.
    starts: FxHashMap<usize, u32>,
    /// Levels of its own.
    levels: FxHashMap<usize, Level>,
}

/// What a style says of numbers.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: String,
    list: Option<String>,
    level: Option<usize>,
}

/// The lists of a document, and how far they have been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: FxHashMap<String, FxHashMap<usize, Level>>,
    /// Kinds of lists that are told by a style.
    linked: FxHashMap<String, String>,
    lists: FxHashMap<String, List>,
    styles: FxHashMap<String, Style>,
    /// How far each kind of list is counted, by level.
    counts: FxHashMap<String, [Option<u32>; LEVELS]>,
    /// The lists that have begun, with their levels.
    begun: FxHashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `word/numbering.xml` and `word/styles.xml`, each of which may be empty.
    pub(super) fn new(numbering: &str, styles: &str) -> Self {
        let mut found = Self::default();
        found.read_lists(numbering);
        found.read_styles(styles);
        found
    }

    fn read_lists(&mut self, xml: &str) {
        let (mut kind, mut list, mut level) = (None::<String>, None::<String>, 0_usize);
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let tag = match event {
                Event::Start(tag) | Event::Empty(tag) => tag,
                Event::End(tag) => {
                    match tag.local_name().as_ref() {
                        "abstractNum" => kind = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let of = |key: &str| attribute(&tag, key).unwrap_or_default();
            match tag.local_name().as_ref() {
                "abstractNum" => kind = Some(of("abstractNumId")),
                "num" => {
                    self.lists.entry(of("numId")).or_default();
                    list = Some(of("numId"));
                }
                "abstractNumId" => {
                    if let Some(list) = list.as_ref().and_then(|id| self.lists.get_mut(id)) {
                        list.of = of("val");
                    }
                }
                "numStyleLink" => {
                    if let Some(kind) = &kind {
                        self.linked.insert(kind.clone(), of("val"));
                    }
                }
                "lvl" | "lvlOverride" => level = of("ilvl").parse().unwrap_or(0).min(LEVELS - 1),
                "startOverride" => {
                    if let (Some(list), Ok(start)) =
                        (list.as_ref().and_then(|id| self.lists.get_mut(id)), of("val").parse())
                    {
                        list.starts.insert(level, start);
                    }
                }
                name => {
                    let own = list.as_ref().and_then(|id| self.lists.get_mut(id)).map(|list| &mut list.levels);
                    let levels = own.or(kind.as_ref().map(|kind| self.kinds.entry(kind.clone()).or_default()));
                    if let Some(levels) = levels {
                        describe(levels, level, name, &tag);
                    }
                }
            }
        }
    }

    fn read_styles(&mut self, xml: &str) {
        let mut open = String::new();
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let tag = match event {
                Event::Start(tag) | Event::Empty(tag) => tag,
                Event::Eof => break,
                _ => continue,
            };
            let of = |key: &str| attribute(&tag, key).unwrap_or_default();
            let name = tag.local_name();
            if name.as_ref() == "style" {
                open = of("styleId");
                self.styles.entry(open.clone()).or_default();
            }
            let Some(style) = self.styles.get_mut(&open) else { continue };
            match name.as_ref() {
                "basedOn" => style.based_on = of("val"),
                "numId" => style.list = Some(of("val")),
                "ilvl" => style.level = of("val").parse().ok(),
                _ => {}
            }
        }
    }

    /// The label of the next paragraph of the document, which counts it; empty where it has none. `list` and `level` are what
    /// the paragraph says itself.
    pub(super) fn label(&mut self, style: &str, list: Option<&str>, level: Option<usize>) -> String {
        let (of_style, level_of_style) = self.of_style(style);
        let Some(id) = list.map(str::to_owned).or(of_style).filter(|id| id != "0") else { return String::new() };
        let Some(own) = self.lists.get(&id).cloned() else { return String::new() };
        let kind = self.kind_of(&own.of);
        let levels = self.levels(&kind, &own);
        let of_its_own = levels.iter().position(|level| !level.style.is_empty() && level.style == style);
        let level = level.or(level_of_style).or(of_its_own).unwrap_or(0).min(LEVELS - 1);
        self.count(&id, &own, &kind, level, &levels);
        let counts = self.counts.get(&kind).copied().unwrap_or_default();
        shown(level, &levels, &counts)
    }

    /// List and level of a style, or of those that it is based on.
    fn of_style(&self, style: &str) -> (Option<String>, Option<usize>) {
        let (mut name, mut level) = (style, None);
        for _ in 0..STYLES_DEEP {
            let Some(known) = self.styles.get(name) else { break };
            level = level.or(known.level);
            if known.list.is_some() {
                return (known.list.clone(), level);
            }
            name = &known.based_on;
        }
        (None, level)
    }

    /// The kind of a list, by way of the style that it may be told by.
    fn kind_of(&self, of: &str) -> String {
        let Some(style) = self.linked.get(of) else { return of.to_owned() };
        let list = self.of_style(style).0.and_then(|id| self.lists.get(&id));
        list.map_or_else(|| of.to_owned(), |list| list.of.clone())
    }

    fn levels(&self, kind: &str, list: &List) -> Vec<Level> {
        let of_kind = self.kinds.get(kind);
        let level = |at: usize| list.levels.get(&at).or_else(|| of_kind.and_then(|levels| levels.get(&at))).cloned();
        (0..LEVELS).map(|at| level(at).unwrap_or_default()).collect()
    }

    fn count(&mut self, id: &str, list: &List, kind: &str, level: usize, levels: &[Level]) {
        let counts = self.counts.entry(kind.to_owned()).or_default();
        let start = |at: usize| list.starts.get(&at).copied().or(levels[at].start).unwrap_or(1);
        let begins = list.starts.contains_key(&level) && self.begun.insert((id.to_owned(), level));
        // An outer level that no paragraph has had counts as if one had.
        for (outer, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert(start(outer));
        }
        counts[level] = Some(match counts[level] {
            Some(count) if !begins => count.saturating_add(1),
            _ => start(level),
        });
        for inner in level + 1..LEVELS {
            if levels[inner].restart.is_none_or(|restart| level < restart) {
                counts[inner] = None;
            }
        }
    }
}

/// Enters what a tag says of a level.
fn describe(levels: &mut FxHashMap<usize, Level>, at: usize, name: &str, tag: &BytesStart<'_>) {
    let value = || attribute(tag, "val").unwrap_or_default();
    let level = levels.entry(at).or_default();
    match name {
        "start" => level.start = value().parse().ok(),
        "numFmt" => level.format = value(),
        "lvlText" => level.text = value(),
        "lvlRestart" => level.restart = value().parse().ok(),
        "isLgl" => level.is_legal = is_on(tag),
        "pStyle" => level.style = value(),
        _ => {}
    }
}

/// The label of a level as it is printed.
fn shown(level: usize, levels: &[Level], counts: &[Option<u32>; LEVELS]) -> String {
    let own = &levels[level];
    match own.format.as_str() {
        "bullet" => return bullet(&own.text).to_owned(),
        "none" if !own.text.contains('%') => return own.text.trim().to_owned(),
        _ => {}
    }
    let mut label = String::new();
    let mut signs = own.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let at = signs.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| sign == '%' && *digit > 0);
        let Some(at) = at else {
            label.push(sign);
            continue;
        };
        signs.next();
        let at = at as usize - 1;
        let format = if own.is_legal { "decimal" } else { levels[at].format.as_str() };
        label.push_str(&number(counts[at].unwrap_or(1), format));
    }
    label.trim().to_owned()
}

/// The sign of a list without numbers: plans have a dash, and a plus below it, whatever font the sign is taken from.
fn bullet(text: &str) -> &str {
    if text.trim() == "+" { "+" } else { "-" }
}

/// A number as a list shows it.
fn number(count: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerLetter" => letters(count),
        "decimalZero" if count < 10 => format!("0{count}"),
        _ => count.to_string(),
    }
}

/// Word's own alphabet, which is the English one: `z` before `aa`, `bb`.
fn letters(count: u32) -> String {
    let Some(at) = count.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + (at % 26) as u8);
    // Nobody counts so far; a file may say so all the same.
    let times = (at / 26 + 1).min(8) as usize;
    letter.to_string().repeat(times)
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count == 0 || count > 3999 {
        return count.to_string();
    }
    let mut left = count;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
      <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Muc"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%2.%3."/></w:lvl>
        <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
        <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;
    const STYLES: &str = r#"<w:styles xmlns:w="w">
      <w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="MucDam"><w:basedOn w:val="Muc"/></w:style>
      <w:style w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>
    </w:styles>"#;

    #[test]
    fn labels_are_counted_as_word_prints_them() {
        let mut numbering = Numbering::new(LISTS, STYLES);
        let mut next = |level| numbering.label("", Some("1"), Some(level));
        let levels = [0, 1, 2, 2, 1, 2, 3, 3, 4, 3, 0, 1, 3];
        let labels: Vec<String> = levels.into_iter().map(&mut next).collect();
        assert_eq!(labels, ["I.", "1.", "1.1.", "1.2.", "2.", "2.1.", "a)", "b)", "-", "c)", "II.", "1.", "a)"]);
    }

    #[test]
    fn lists_begin_anew_where_they_say_so_and_styles_are_lists() {
        let mut numbering = Numbering::new(LISTS, STYLES);
        assert_eq!(numbering.label("MucDam", None, None), "I.");
        assert_eq!(numbering.label("", Some("1"), Some(1)), "1.");
        assert_eq!(numbering.label("", Some("2"), Some(1)), "5.");
        assert_eq!(numbering.label("", Some("2"), Some(1)), "6.");
        assert_eq!(numbering.label("Muc", None, None), "II.");
        // No list, one that is nowhere, and the one that takes the number of a style away.
        assert_eq!(numbering.label("Vong", None, None), "");
        assert_eq!(numbering.label("", Some("9"), None), "");
        assert_eq!(numbering.label("Muc", Some("0"), None), "");
    }

    #[test]
    fn numbers_are_told_in_letters() {
        assert_eq!([1, 4, 9, 14, 40, 1999].map(roman), ["I", "IV", "IX", "XIV", "XL", "MCMXCIX"]);
        assert_eq!([1, 5, 26, 27, 28].map(letters), ["a", "e", "z", "aa", "bb"]);
        assert_eq!([number(7, "decimalZero"), number(12, "decimalZero"), roman(0)], ["07", "12", "0"]);
    }
}
