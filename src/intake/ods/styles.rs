//! What of the styles of an OpenDocument spreadsheet matters for what its cells say (OpenDocument 1.3 part 3, 16 and 19).
//! Its number formats are turned into the codes of Office Open XML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::super::xml::{attribute, number, push_text};

/// Styles that inherit from each other, at most.
const GENERATIONS: usize = 16;

/// A style as it is written.
#[derive(Clone, Debug, Default)]
struct Written {
    parent: Option<String>,
    format: Option<String>,
    font: Option<String>,
    is_struck: Option<bool>,
    is_raised: Option<bool>,
    is_hidden: bool,
}

/// A number format as it is written: its code, and what other formats hold under which conditions.
#[derive(Clone, Debug, Default)]
struct WrittenFormat {
    code: String,
    maps: Vec<(String, String)>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: FxHashMap<String, Written>,
    formats: FxHashMap<String, WrittenFormat>,
}

/// What of one style matters.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Whether its letters are struck through.
    pub(super) is_struck: bool,
    /// Whether its letters are raised.
    pub(super) is_raised: bool,
    /// Its font.
    pub(super) font: Option<String>,
    /// The code of its number format.
    pub(super) format: Option<String>,
}

impl Styles {
    /// Adds the styles of a part: those of the document, then those of its content.
    pub(super) fn read(&mut self, xml: &[u8]) {
        let mut reader = Reader::from_reader(xml);
        let mut walk = Walk { styles: self, style: None, format: None, in_text: false, is_percentage: false };
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    // What follows the styles has none.
                    if tag.local_name().as_ref() == "body" {
                        return;
                    }
                    walk.start(&tag);
                }
                Ok(Event::Empty(tag)) => {
                    walk.start(&tag);
                    walk.end(tag.local_name().as_ref());
                }
                Ok(Event::End(tag)) => walk.end(tag.local_name().as_ref()),
                Ok(Event::Eof) | Err(_) => return,
                Ok(event) => walk.text(&event),
            }
        }
    }

    /// What a style comes to with those that it inherits from.
    pub(super) fn style(&self, name: &str) -> Style {
        let (mut struck, mut raised) = (None, None);
        let mut style = Style::default();
        let mut next = Some(name);
        for _ in 0..GENERATIONS {
            let Some(written) = next.and_then(|name| self.styles.get(name)) else { break };
            struck = struck.or(written.is_struck);
            raised = raised.or(written.is_raised);
            style.font = style.font.or_else(|| written.font.clone());
            style.format = style.format.or_else(|| written.format.as_deref().map(|format| self.code(format)));
            next = written.parent.as_deref();
        }
        Style { is_struck: struck.unwrap_or(false), is_raised: raised.unwrap_or(false), ..style }
    }

    /// Whether a table of this style is hidden.
    pub(super) fn hides(&self, name: &str) -> bool {
        self.styles.get(name).is_some_and(|style| style.is_hidden)
    }

    /// The code of a number format: `[>=0]0;-0` where another format holds under a condition.
    fn code(&self, name: &str) -> String {
        let Some(format) = self.formats.get(name) else { return "General".to_owned() };
        let mut code = String::new();
        for (condition, applied) in format.maps.iter().take(3) {
            if let Some(applied) = self.formats.get(applied) {
                code.push_str(&format!("[{condition}]{};", applied.code));
            }
        }
        code + &format.code
    }
}

struct Walk<'a> {
    styles: &'a mut Styles,
    style: Option<(String, Written)>,
    format: Option<(String, WrittenFormat)>,
    in_text: bool,
    is_percentage: bool,
}

impl Walk<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "style" => {
                let written = Written {
                    parent: attribute(tag, "parent-style-name"),
                    format: attribute(tag, "data-style-name"),
                    ..Written::default()
                };
                self.style = attribute(tag, "name").map(|name| (name, written));
            }
            "text-properties" => {
                if let Some((_, style)) = &mut self.style {
                    enter_text_properties(style, tag);
                }
            }
            "table-properties" => {
                if let Some((_, style)) = &mut self.style {
                    style.is_hidden = attribute(tag, "display").is_some_and(|display| display == "false");
                }
            }
            name @ ("number-style" | "percentage-style" | "currency-style" | "date-style" | "time-style") => {
                self.is_percentage = name == "percentage-style";
                self.format = attribute(tag, "name").map(|name| (name, WrittenFormat::default()));
            }
            name => {
                if let Some((_, format)) = &mut self.format {
                    self.in_text = matches!(name, "text" | "currency-symbol");
                    enter_format(format, name, tag);
                }
            }
        }
    }

    fn text(&mut self, event: &Event<'_>) {
        let Some((_, format)) = self.format.as_mut().filter(|_| self.in_text) else { return };
        let mut literal = String::new();
        push_text(&mut literal, event);
        let literal = literal.replace('"', "");
        // A percentage multiplies; elsewhere the sign is a letter like any other.
        let sign = if self.is_percentage { "\"%\"" } else { "%" };
        format.code.push_str(&format!("\"{}\"", literal.replace('%', sign)));
    }

    fn end(&mut self, name: &str) {
        match name {
            "style" => self.styles.styles.extend(self.style.take()),
            "number-style" | "percentage-style" | "currency-style" | "date-style" | "time-style" => {
                self.styles.formats.extend(self.format.take());
            }
            "text" | "currency-symbol" => self.in_text = false,
            _ => {}
        }
    }
}

fn enter_text_properties(style: &mut Written, tag: &BytesStart<'_>) {
    let through = attribute(tag, "text-line-through-style").or_else(|| attribute(tag, "text-line-through-type"));
    if let Some(line) = through {
        style.is_struck = Some(line != "none");
    }
    if let Some(position) = attribute(tag, "text-position") {
        let height = position.split_whitespace().next().unwrap_or_default();
        let raised = height == "super" || height.trim_end_matches('%').parse::<f64>().is_ok_and(|height| height > 0.0);
        style.is_raised = Some(raised);
    }
    if let Some(font) = attribute(tag, "font-name").or_else(|| attribute(tag, "font-family")) {
        style.font = Some(font);
    }
}

/// Adds what an element of a number format shows.
fn enter_format(format: &mut WrittenFormat, name: &str, tag: &BytesStart<'_>) {
    /// Figures that a format shows in any case, at most.
    const FIGURES: usize = 20;
    let code = &mut format.code;
    match name {
        "number" => {
            let zeros = number(tag, "min-integer-digits").unwrap_or(0).min(FIGURES);
            let decimals = number(tag, "decimal-places").unwrap_or(0).min(FIGURES);
            code.push('#');
            code.push_str(&"0".repeat(zeros));
            if decimals > 0 {
                code.push('.');
                code.push_str(&"0".repeat(decimals));
            }
            let mut factor: f64 = number(tag, "display-factor").unwrap_or(1.0);
            while factor >= 1_000.0 && factor.is_finite() {
                code.push(',');
                factor /= 1_000.0;
            }
        }
        "scientific-number" => code.push_str("0.00E+00"),
        "fraction" => code.push_str("# ?/?"),
        "year" | "era" => code.push_str("yyyy"),
        "month" => code.push('m'),
        "day" | "day-of-week" => code.push('d'),
        "hours" => code.push('h'),
        "minutes" => code.push_str("mm"),
        "seconds" => code.push_str("ss"),
        "map" => {
            let condition = attribute(tag, "condition").and_then(|text| Some(text.strip_prefix("value()")?.to_owned()));
            format.maps.extend(condition.zip(attribute(tag, "apply-style-name")));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_formats_are_read() {
        let mut styles = Styles::default();
        styles.read(
            br#"<s><style:style style:name="Old" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style></s>"#,
        );
        styles.read(
            r##"<d><number:number-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1" number:grouping="true" number:display-factor="1000000"/><number:text> tỷ "x"</number:text></number:number-style>
            <number:percentage-style style:name="N2"><number:number number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
            <number:currency-style style:name="N3"><number:text>-</number:text><number:number number:min-integer-digits="1"/><number:currency-symbol>₫</number:currency-symbol><style:map style:condition="value()&gt;=0" style:apply-style-name="N1"/></number:currency-style>
            <style:style style:name="ce1" style:parent-style-name="Old" style:data-style-name="N1"/>
            <style:style style:name="ce2" style:data-style-name="N2"><style:text-properties style:text-line-through-style="none" style:font-name=".VnTime"/></style:style>
            <style:style style:name="ce3" style:data-style-name="N3"/>
            <style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
            <style:style style:name="ta1"><style:table-properties table:display="false"/></style:style></d>"##
                .as_bytes(),
        );
        let style = styles.style("ce1");
        assert!(style.is_struck && style.format.as_deref() == Some("#0.0,,\" tỷ x\""), "{style:?}");
        let style = styles.style("ce2");
        assert!(!style.is_struck && style.format.as_deref() == Some("#0\"\"%\"\""), "{style:?}");
        assert_eq!(style.font.as_deref(), Some(".VnTime"));
        assert_eq!(styles.style("ce3").format.as_deref(), Some("[>=0]#0.0,,\" tỷ x\";\"-\"#0\"₫\""));
        assert!(styles.style("T1").is_raised && styles.hides("ta1") && !styles.style("no such").is_struck);
    }
}
