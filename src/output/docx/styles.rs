//! The styles of the document, `word/styles.xml`: the boxes (ô) and levels of Nghị định 30/2020/NĐ-CP, Phụ lục I, under
//! Vietnamese names, so that what a person adds in Word looks as it has to.

use std::fmt::Write;

use super::look::{Look, eighths, grey, half_points, line, twips, twips_of_mm};
use super::xml::{DECLARATION, escape};

/// What a paragraph is, by the id of its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// The id.
    pub(super) id: &'static str,
    /// Its name, as Word lists it.
    pub(super) name: &'static str,
}

macro_rules! styles {
    ($($constant:ident = $id:literal, $name:literal;)*) => {
        $(pub(super) const $constant: Style = Style { id: $id, name: $name };)*
        /// All that paragraphs of the document may have.
        #[cfg(test)]
        pub(super) const ALL: &[Style] = &[$($constant),*];
    };
}

styles! {
    BODY = "DoanVan", "Đoạn văn";
    BASIS = "CanCu", "Căn cứ ban hành";
    NOTE = "GhiChu", "Ghi chú";
    PART = "Muc1", "Mục (I.)";
    SECTION = "Muc2", "Khoản (1.)";
    POINT = "Muc3", "Điểm (a)";
    RUN_IN = "Muc4", "Tiết";
    DASH = "GachDauDong", "Gạch đầu dòng";
    PLUS = "CongDauDong", "Cộng đầu dòng";
    CAPTION = "ChuThich", "Chú thích bảng và biểu đồ";
    UNIT = "DonViTinh", "Đơn vị tính";
    CHART = "BieuDo", "Biểu đồ";
    HEAD = "DauBang", "Đầu bảng";
    COLUMN_NUMBER = "SoCot", "Số cột";
    CELL = "ChuTrongBang", "Chữ trong bảng";
    NATION = "QuocHieu", "Quốc hiệu";
    MOTTO = "TieuNgu", "Tiêu ngữ";
    SUPERIOR = "CoQuanChuQuan", "Cơ quan chủ quản";
    ISSUER = "CoQuanBanHanh", "Cơ quan ban hành";
    NUMBER = "SoKyHieu", "Số và ký hiệu";
    PLACE_AND_DATE = "DiaDanhThoiGian", "Địa danh và thời gian";
    LETTER_SUBJECT = "VeViec", "Về việc (công văn)";
    KIND = "TenLoai", "Tên loại văn bản";
    SUBJECT = "TrichYeu", "Trích yếu nội dung";
    ADDRESSEE = "KinhGui", "Kính gửi";
    DRAFT = "DuThao", "Dự thảo";
    RULE = "DuongKe", "Đường kẻ";
    CAPACITY = "ChucVuKy", "Chức vụ người ký";
    NAME = "HoTenKy", "Họ tên người ký";
    RECIPIENTS_TITLE = "NoiNhanDau", "Nơi nhận (đầu mục)";
    RECIPIENT = "NoiNhan", "Nơi nhận";
    ANNEX_LABEL = "PhuLucSo", "Phụ lục (số)";
    ANNEX_TITLE = "PhuLucTen", "Phụ lục (tên)";
    ANNEX_REFERENCE = "PhuLucDan", "Phụ lục (dẫn chiếu)";
    SECTION_END = "HetPhan", "Hết phần";
}

/// The style of tables of figures.
pub(super) const TABLE: &str = "BangSoLieu";
/// The style of tables that only set boxes side by side.
pub(super) const PLAIN_TABLE: &str = "KhungChu";
/// The style of page numbers, Word's own.
pub(super) const PAGE_NUMBER: &str = "Header";

/// How a style sets its paragraphs, in Word's units. In the order of its schema.
#[derive(Clone, Copy, Default)]
struct Set {
    based_on: Option<&'static str>,
    next: Option<&'static str>,
    keep_next: bool,
    keep_lines: bool,
    list_level: Option<u8>,
    /// Space above, below, and the distance of lines.
    spacing: Option<(i32, i32, i32)>,
    /// From the left margin, and of the first line; below zero it hangs.
    indent: Option<(i32, i32)>,
    align: Option<&'static str>,
    outline: Option<u8>,
    bold: Option<bool>,
    italic: Option<bool>,
    size: Option<f32>,
}

/// The part.
pub(super) fn part(look: &Look, sized: &str) -> String {
    let mut xml = String::with_capacity(24 << 10);
    xml.push_str(DECLARATION);
    xml.push_str("<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
    defaults(look, &mut xml);
    words_own(look, &mut xml);
    text(look, &mut xml);
    tables(look, &mut xml);
    first_page(look, &mut xml);
    closing(look, &mut xml);
    annexes(look, &mut xml);
    table_styles(look, &mut xml);
    xml.push_str(sized);
    xml.push_str("</w:styles>");
    xml
}

fn defaults(look: &Look, xml: &mut String) {
    let size = half_points(look.body.size);
    _ = write!(
        xml,
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
         w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:color w:val=\"000000\"/><w:sz w:val=\"{size}\"/>\
         <w:szCs w:val=\"{size}\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>"
    );
}

/// The styles that Word knows by name, which headings, captions and page numbers are told by.
fn words_own(look: &Look, xml: &mut String) {
    xml.push_str("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    xml.push_str("<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>");
    xml.push_str("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    xml.push_str("<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>");
    for level in 1..=4_u8 {
        _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn \
             w:val=\"Normal\"/><w:next w:val=\"{}\"/><w:uiPriority w:val=\"9\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>\
             <w:outlineLvl w:val=\"{}\"/></w:pPr></w:style>",
            BODY.id,
            level - 1
        );
    }
    xml.push_str("<w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/><w:basedOn w:val=\"Normal\"/><w:uiPriority w:val=\"35\"/><w:qFormat/></w:style>");
    _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:styleId=\"{PAGE_NUMBER}\"><w:name w:val=\"header\"/><w:basedOn w:val=\"Normal\"/>\
         <w:uiPriority w:val=\"99\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>\
         </w:rPr></w:style>",
        half_points(look.page.number_size)
    );
}

/// Running text (ô 6).
fn text(look: &Look, xml: &mut String) {
    let body = &look.body;
    let (gap, pitch) = (twips(body.paragraph_gap), line(body.line_pitch));
    let indent = twips_of_mm(body.first_line_indent_mm);
    let running = Set {
        spacing: Some((gap, 0, pitch)),
        indent: Some((0, indent)),
        align: Some("both"),
        size: Some(body.size),
        ..Set::default()
    };
    style(xml, BODY, running);
    style(xml, BASIS, Set { based_on: Some(BODY.id), italic: Some(true), ..Set::default() });
    style(
        xml,
        NOTE,
        Set {
            indent: Some((0, 0)),
            italic: Some(true),
            size: Some(body.note_size),
            next: Some(BODY.id),
            ..Set { spacing: Some((gap, 0, pitch)), align: Some("both"), ..Set::default() }
        },
    );
    let headings = [
        (PART, "Heading1", true, false),
        (SECTION, "Heading2", true, false),
        (POINT, "Heading3", false, false),
        (RUN_IN, "Heading4", true, true),
    ];
    for ((own, based_on, bold, italic), level) in headings.into_iter().zip(0..) {
        style(
            xml,
            own,
            Set {
                based_on: Some(based_on),
                next: Some(BODY.id),
                keep_next: true,
                keep_lines: true,
                outline: Some(level),
                bold: Some(bold),
                italic: Some(italic),
                ..running
            },
        );
    }
    let item = |level: u8| {
        // Only the first line is indented, as in all official text.
        let deeper = f32::from(level) * body.second_level_indent_mm;
        let first = twips_of_mm(body.first_line_indent_mm + deeper);
        Set { list_level: Some(level), indent: Some((0, first)), ..running }
    };
    style(xml, DASH, item(0));
    style(xml, PLUS, item(1));
}

fn tables(look: &Look, xml: &mut String) {
    let table = &look.table;
    let (gap, pitch) = (twips(table.gap), line(table.line_pitch));
    let centred = Set { align: Some("center"), ..Set::default() };
    style(
        xml,
        CAPTION,
        Set {
            based_on: Some("Caption"),
            keep_lines: true,
            spacing: Some((gap, gap / 2, line(look.body.line_pitch))),
            italic: Some(true),
            size: Some(table.caption_size),
            ..centred
        },
    );
    let spacing = Some((0, gap / 3, line(look.body.line_pitch)));
    style(xml, UNIT, Set { align: Some("right"), italic: Some(true), spacing, size: Some(table.unit_size), ..centred });
    style(xml, CHART, Set { spacing: Some((gap, 0, 240)), align: Some("center"), ..Set::default() });
    let spacing = Some((0, 0, pitch));
    let cell = Set { spacing, size: Some(table.size), ..Set::default() };
    style(xml, CELL, Set { align: Some("left"), ..cell });
    style(xml, HEAD, Set { align: Some("center"), bold: Some(true), ..cell });
    style(xml, COLUMN_NUMBER, Set { align: Some("center"), italic: Some(true), ..cell });
}

/// The boxes of the first page (ô 1 to 5, 9a).
fn first_page(look: &Look, xml: &mut String) {
    let page = &look.first_page;
    let pitch = line(look.body.line_pitch);
    let set = |size: f32, bold: bool, italic: bool, above: f32| Set {
        spacing: Some((twips(above), 0, pitch)),
        align: Some("center"),
        bold: Some(bold),
        italic: Some(italic),
        size: Some(size),
        ..Set::default()
    };
    style(xml, NATION, set(page.nation_size, true, false, 0.0));
    style(xml, MOTTO, set(page.motto_size, true, false, 0.0));
    style(xml, SUPERIOR, set(page.issuer_size, false, false, 0.0));
    style(xml, ISSUER, set(page.issuer_size, true, false, 0.0));
    style(xml, NUMBER, set(page.number_size, false, false, page.number_gap));
    style(xml, PLACE_AND_DATE, set(page.date_size, false, true, page.number_gap));
    style(xml, LETTER_SUBJECT, set(page.letter_subject_size, false, false, 6.0));
    style(xml, KIND, Set { keep_next: true, ..set(page.kind_size, true, false, page.kind_gap) });
    style(xml, SUBJECT, Set { keep_next: true, ..set(page.subject_size, true, false, 0.0) });
    style(xml, ADDRESSEE, Set { keep_next: true, ..set(page.addressee_size, false, false, 0.0) });
    style(xml, DRAFT, set(page.draft_size, true, false, page.draft_gap));
    let spacing = Some((0, 0, 240));
    style(xml, RULE, Set { spacing, align: Some("center"), size: Some(2.0), ..Set::default() });
    style(xml, SECTION_END, Set { spacing, size: Some(1.0), ..Set::default() });
}

/// Signature and Nơi nhận (ô 7, 9b).
fn closing(look: &Look, xml: &mut String) {
    let closing = &look.closing;
    let pitch = line(look.body.line_pitch);
    let set = |size: f32, bold: bool, italic: bool, align: &'static str| Set {
        spacing: Some((0, 0, pitch)),
        keep_next: true,
        align: Some(align),
        bold: Some(bold),
        italic: Some(italic),
        size: Some(size),
        ..Set::default()
    };
    style(xml, CAPACITY, set(closing.capacity_size, true, false, "center"));
    style(
        xml,
        NAME,
        Set {
            spacing: Some((twips_of_mm(closing.signature_space_mm), 0, pitch)),
            ..set(closing.name_size, true, false, "center")
        },
    );
    style(xml, RECIPIENTS_TITLE, set(closing.recipients_title_size, true, true, "left"));
    style(xml, RECIPIENT, Set { keep_next: false, ..set(closing.recipients_size, false, false, "left") });
}

/// Heads of annexes.
fn annexes(look: &Look, xml: &mut String) {
    let annex = &look.annex;
    let set = |size: f32, bold: bool| Set {
        keep_next: true,
        keep_lines: true,
        spacing: Some((0, 0, line(look.body.line_pitch))),
        align: Some("center"),
        bold: Some(bold),
        size: Some(size),
        ..Set::default()
    };
    let next = Some(ANNEX_TITLE.id);
    style(xml, ANNEX_LABEL, Set { based_on: Some("Heading1"), next, outline: Some(0), ..set(annex.label_size, true) });
    style(xml, ANNEX_TITLE, Set { next: Some(BODY.id), ..set(annex.title_size, true) });
    style(xml, ANNEX_REFERENCE, Set { italic: Some(true), ..set(annex.reference_size, false) });
}

fn table_styles(look: &Look, xml: &mut String) {
    let table = &look.table;
    let (size, colour) = (eighths(table.rule_thickness), grey(table.rule_grey));
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let borders: String = sides
        .iter()
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>"))
        .collect();
    let margins = |x: i32, y: i32| {
        format!(
            "<w:tblCellMar><w:top w:w=\"{y}\" w:type=\"dxa\"/><w:left w:w=\"{x}\" w:type=\"dxa\"/><w:bottom w:w=\"{y}\" \
             w:type=\"dxa\"/><w:right w:w=\"{x}\" w:type=\"dxa\"/></w:tblCellMar>"
        )
    };
    _ = write!(
        xml,
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"{TABLE}\"><w:name w:val=\"Bảng số liệu\"/><w:basedOn \
         w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>{}</w:tblPr></w:style>",
        margins(twips(table.padding_x), twips(table.padding_y))
    );
    _ = write!(
        xml,
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"{PLAIN_TABLE}\"><w:name w:val=\"Khung chữ không viền\"/>\
         <w:basedOn w:val=\"TableNormal\"/><w:tblPr>{}</w:tblPr></w:style>",
        margins(0, 0)
    );
}

/// Writes a paragraph style. The order of the elements is the schema's.
fn style(xml: &mut String, own: Style, set: Set) {
    _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"{}\"/>",
        own.id,
        escape(own.name),
        set.based_on.unwrap_or("Normal")
    );
    if let Some(next) = set.next {
        _ = write!(xml, "<w:next w:val=\"{next}\"/>");
    }
    xml.push_str("<w:qFormat/><w:pPr>");
    xml.push_str(if set.keep_next { "<w:keepNext/>" } else { "" });
    xml.push_str(if set.keep_lines { "<w:keepLines/>" } else { "" });
    if let Some(level) = set.list_level {
        _ = write!(xml, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
    }
    if let Some((before, after, line)) = set.spacing {
        _ = write!(xml, "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"auto\"/>");
    }
    if let Some((left, first)) = set.indent {
        let first = if first < 0 { format!("w:hanging=\"{}\"", -first) } else { format!("w:firstLine=\"{first}\"") };
        _ = write!(xml, "<w:ind w:left=\"{left}\" w:right=\"0\" {first}/>");
    }
    if let Some(align) = set.align {
        _ = write!(xml, "<w:jc w:val=\"{align}\"/>");
    }
    if let Some(level) = set.outline {
        _ = write!(xml, "<w:outlineLvl w:val=\"{level}\"/>");
    }
    xml.push_str("</w:pPr><w:rPr>");
    xml.push_str(&toggles(set.bold, set.italic));
    if let Some(size) = set.size {
        _ = write!(xml, "<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", half_points(size));
    }
    xml.push_str("</w:rPr></w:style>");
}

/// Bold and italic; of what is left open the style below decides.
fn toggles(bold: Option<bool>, italic: Option<bool>) -> String {
    let toggle = |name: &str, on: Option<bool>| match on {
        Some(true) => format!("<w:{name}/><w:{name}Cs/>"),
        Some(false) => format!("<w:{name} w:val=\"0\"/><w:{name}Cs w:val=\"0\"/>"),
        None => String::new(),
    };
    toggle("b", bold) + &toggle("i", italic)
}
