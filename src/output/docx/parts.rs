//! The smaller parts: numbering, settings, fonts, page numbers, properties, relationships.

use super::look::{Look, twips_of_mm};
use super::package::{Part, Relationship};
use super::record::NAMESPACE;
use super::styles::{DASH, PAGE_NUMBER, PLUS};
use super::xml::{DECLARATION, escape};
use crate::compose::Properties;

/// Content types.
pub(super) const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub(super) const STYLES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
pub(super) const NUMBERING: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
pub(super) const SETTINGS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";
pub(super) const FONTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";
pub(super) const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
pub(super) const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const CUSTOM_PROPERTIES: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const EXTENDED: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";

/// What begins the names of relationships.
macro_rules! office {
    ($name:literal) => {
        concat!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", $name)
    };
}

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The main part around its body.
pub(super) fn document(body: &str) -> String {
    format!(
        "{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w15\"><w:body>{body}</w:body>\
         </w:document>"
    )
}

/// The relationships of the package.
pub(super) fn package_relationships() -> Part {
    Part::relationships(
        "_rels/.rels",
        &[
            Relationship { id: "rId1", kind: office!("officeDocument"), target: "word/document.xml" },
            Relationship {
                id: "rId2",
                kind: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                target: "docProps/core.xml",
            },
            Relationship { id: "rId3", kind: office!("extended-properties"), target: "docProps/app.xml" },
        ],
    )
}

/// The relationships of the main part, which has so many charts.
pub(super) fn document_relationships(charts: usize) -> Part {
    let charts: Vec<(String, String)> =
        (1..=charts).map(|number| (format!("rIdChart{number}"), format!("media/chart{number}.emf"))).collect();
    let mut relationships = vec![
        Relationship { id: "rIdStyles", kind: office!("styles"), target: "styles.xml" },
        Relationship { id: "rIdNumbering", kind: office!("numbering"), target: "numbering.xml" },
        Relationship { id: "rIdSettings", kind: office!("settings"), target: "settings.xml" },
        Relationship { id: "rIdFonts", kind: office!("fontTable"), target: "fontTable.xml" },
        Relationship { id: "rIdTheme", kind: office!("theme"), target: "theme/theme1.xml" },
        Relationship { id: "rIdHeader", kind: office!("header"), target: "header1.xml" },
        Relationship { id: "rIdFirst", kind: office!("header"), target: "header2.xml" },
        Relationship { id: "rIdDraft", kind: office!("customXml"), target: "../customXml/item1.xml" },
    ];
    relationships.extend(charts.iter().map(|(id, target)| Relationship { id, kind: office!("image"), target }));
    Part::relationships("word/_rels/document.xml.rels", &relationships)
}

/// The record of the draft.
pub(super) fn custom_xml(record: String) -> [Part; 3] {
    let properties = format!(
        "{DECLARATION}<ds:datastoreItem ds:itemID=\"{{6F1C52D0-3B0A-4D57-9B35-746F6E67686F}}\" \
         xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs><ds:schemaRef \
         ds:uri=\"{NAMESPACE}\"/></ds:schemaRefs></ds:datastoreItem>"
    );
    [
        Part { name: "customXml/item1.xml".to_owned(), content_type: None, content: record.into_bytes() },
        Part::new("customXml/itemProps1.xml", CUSTOM_PROPERTIES, properties),
        Part::relationships(
            "customXml/_rels/item1.xml.rels",
            &[Relationship { id: "rId1", kind: office!("customXmlProps"), target: "itemProps1.xml" }],
        ),
    ]
}

/// What the file says about itself. Its day is the report's, never the clock's.
pub(super) fn properties(properties: &Properties) -> [Part; 2] {
    let date = escape(&properties.date);
    let day = |name: &str| format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:{name}>");
    let core = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords>{}{}<dc:language>vi-VN</dc:language></cp:coreProperties>",
        escape(&properties.title),
        escape(&properties.subject),
        escape(&properties.author),
        escape(&properties.keywords.join(", ")),
        day("created"),
        day("modified"),
    );
    let extended = format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>tonghop</Application><Company>{}</Company></Properties>",
        escape(&properties.author)
    );
    [Part::new("docProps/core.xml", CORE, core), Part::new("docProps/app.xml", EXTENDED, extended)]
}

/// The dash and the plus of lists.
pub(super) fn numbering(look: &Look) -> String {
    let body = &look.body;
    let level = |number: u8, mark: &str, style: &str| {
        let at = body.first_line_indent_mm + f32::from(number) * body.second_level_indent_mm;
        let (first, text) = (twips_of_mm(at), twips_of_mm(at + body.item_hang_mm));
        format!(
            "<w:lvl w:ilvl=\"{number}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"{style}\"/>\
             <w:suff w:val=\"tab\"/><w:lvlText w:val=\"{mark}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:tabs><w:tab w:val=\"num\" \
             w:pos=\"{text}\"/></w:tabs><w:ind w:left=\"0\" w:firstLine=\"{first}\"/></w:pPr><w:rPr><w:rFonts \
             w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:b w:val=\"0\"/><w:i \
             w:val=\"0\"/></w:rPr></w:lvl>"
        )
    };
    format!(
        "{DECLARATION}<w:numbering xmlns:w=\"{MAIN}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType \
         w:val=\"multilevel\"/>{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, "-", DASH.id),
        level(1, "+", PLUS.id)
    )
}

/// The settings: Word 2013 and later see a file of their own, earlier ones open it all the same.
pub(super) fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop \
         w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator \
         w:val=\";\"/></w:settings>"
    )
}

/// The theme, which Word expects and nothing here refers to: the colours and lines of any office, and the one font.
pub(super) fn theme() -> String {
    const COLOURS: [(&str, &str); 12] = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "000000"),
        ("lt2", "FFFFFF"),
        ("accent1", "404040"),
        ("accent2", "999999"),
        ("accent3", "D9D9D9"),
        ("accent4", "595959"),
        ("accent5", "7F7F7F"),
        ("accent6", "BFBFBF"),
        ("hlink", "000000"),
        ("folHlink", "000000"),
    ];
    let colours = COLOURS.map(|(name, colour)| format!("<a:{name}><a:srgbClr val=\"{colour}\"/></a:{name}>")).concat();
    let face = "<a:latin typeface=\"Times New Roman\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line = "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Văn bản hành \
         chính\"><a:themeElements><a:clrScheme name=\"Đen trắng\">{colours}</a:clrScheme><a:fontScheme name=\"Times New \
         Roman\"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme \
         name=\"Trơn\"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}\
         </a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

/// The one font, and its kind for machines that have it not.
pub(super) fn fonts() -> String {
    format!(
        "{DECLARATION}<w:fonts xmlns:w=\"{MAIN}\"><w:font w:name=\"Times New Roman\"><w:panose1 \
         w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch \
         w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// The top margin: the number of the page, or nothing on the first.
pub(super) fn header(is_numbered: bool) -> String {
    let number = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE \
                  </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r>\
                  <w:fldChar w:fldCharType=\"end\"/></w:r>";
    format!(
        "{DECLARATION}<w:hdr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"{PAGE_NUMBER}\"/></w:pPr>{}</w:p></w:hdr>",
        if is_numbered { number } else { "" }
    )
}
