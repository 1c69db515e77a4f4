//! A document of semantic blocks, without coordinates. What layout gets and all it knows.
//!
//! All text is composed Unicode (NFC) without control characters.

/// An official document in the form of decree 30/2020.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// What the file says about itself.
    pub properties: Properties,
    /// The boxes of the first page.
    pub first_page: FirstPage,
    /// The body.
    pub body: Vec<Block>,
    /// Signature and Nơi nhận.
    pub closing: Closing,
    /// The annexes, each with its own page numbers.
    pub annexes: Vec<Annex>,
}

/// Title and the like, for the file's metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title: type and subject of the document.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// The issuing body.
    pub author: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The date of the report as ISO 8601, `2026-11-28`; the cut-off date for a draft. Never the clock.
    pub date: String,
}

/// The boxes of the first page (decree 30/2020, Phụ lục I, mục IV; numbers of boxes in brackets).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstPage {
    /// Quốc hiệu (1), in capitals.
    pub nation: String,
    /// Tiêu ngữ (1).
    pub motto: String,
    /// Cơ quan chủ quản (2), in capitals, or a first line of the issuing body's name; may be empty.
    pub superior: String,
    /// Cơ quan ban hành (2), in capitals.
    pub issuer: String,
    /// The superior line is set bold too: UBND tỉnh issues the report itself and its name takes two lines.
    pub superior_is_issuer: bool,
    /// Số, ký hiệu (3): `Số:        /BC-SGDĐT` while văn thư has not numbered it.
    pub number: String,
    /// Địa danh và thời gian (4): `Tây Ninh, ngày     tháng 11 năm 2026`.
    pub place_and_date: String,
    /// Tên loại (5a): `BÁO CÁO`. Empty for a công văn.
    pub kind: String,
    /// Trích yếu (5a), below the type; for a công văn the `V/v …` (5b), below the number.
    pub subject: String,
    /// Kính gửi (9a); none for a document without addressees.
    pub addressees: Vec<String>,
    /// `DỰ THẢO` for a draft, printed boxed in the upper left above the issuer; `None` for a final document.
    pub draft_mark: Option<String>,
}

/// Signature block (7a, 7b) and Nơi nhận (9b).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// Capacity, in capitals, one entry a line: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
    pub capacity: Vec<String>,
    /// Name; empty while it is not known.
    pub name: String,
    /// Lines of Nơi nhận as printed, dash and closing sign included: `- Như trên;`.
    pub recipients: Vec<String>,
}

/// Portrait or landscape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side, for wide tables.
    Landscape,
}

/// Phụ lục.
#[derive(Clone, Debug, PartialEq)]
pub struct Annex {
    /// What links to it lead to, as the template names it: `phu-luc-chi-tiet`.
    pub anchor: String,
    /// `Phụ lục I`; `Phụ lục` where there is only one.
    pub label: String,
    /// Title, in capitals.
    pub title: String,
    /// `(Kèm theo Báo cáo số …)`, with its brackets.
    pub reference: String,
    /// How its pages lie.
    pub orientation: Orientation,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text in one style. A space may break a line, U+00A0 may not.
    Text {
        /// The text.
        text: String,
        /// Its style.
        style: Style,
    },
    /// A forced line break.
    Break,
    /// A figure, in a document that people go on writing in: nobody types it anew. Only [`super::compose_draft`] makes any;
    /// elsewhere figures are text.
    Figure {
        /// What is printed.
        text: String,
        /// Its style.
        style: Style,
        /// Its code: `CT13.TH`, `II.1.a.TT:HT`, `CT13.TH@so-gddt`; empty where it has none.
        code: String,
    },
    /// A link to an anchor inside the document.
    Link {
        /// The anchor, as in [`Block::Heading`] or [`Row`].
        target: String,
        /// What is shown.
        text: String,
        /// Its style.
        style: Style,
    },
}

/// Bold and italic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// A block of the body or of an annex.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading. Level 1 is `I. TIÊU ĐỀ` (capitals, bold), 2 is `1. …` (bold), 3 is `a) …` (the decree's điểm, upright),
    /// 4 a run-in heading (bold italic).
    Heading {
        /// 1 to 4.
        level: u8,
        /// Text, label included.
        content: Vec<Inline>,
        /// Anchor for links and the outline; may be empty.
        anchor: String,
    },
    /// A paragraph, first line indented, justified.
    Paragraph(Vec<Inline>),
    /// A paragraph of the preamble (căn cứ): italic.
    Basis(Vec<Inline>),
    /// A remark in italics, smaller, without indent: notes below tables, the notice of illustrative data.
    Note(Vec<Inline>),
    /// A list whose items begin with a dash (or `+` on the second level).
    List(Vec<ListItem>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// The next block begins a page.
    PageBreak,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// 1 for a dash, 2 for a plus.
    pub level: u8,
    /// Text, without the mark.
    pub content: Vec<Inline>,
}

/// How a column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
    /// Numbers, set so that their decimal commas stand below each other.
    Decimal,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// How its body cells are aligned.
    pub align: Align,
    /// Share of the width relative to the other columns; `None` has it follow from the content.
    pub weight: Option<f32>,
}

/// A cell of a table head. Rows of the head may span.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadCell {
    /// Text; several paragraphs are rare in heads.
    pub content: Vec<Inline>,
    /// Columns it covers, at least 1.
    pub columns: usize,
    /// Rows of the head it covers, at least 1.
    pub rows: usize,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// An ordinary row.
    #[default]
    Data,
    /// A heading over the rows that follow; its first non-empty cells span as they say. Repeated on continuation pages.
    Group,
    /// A total: bold, set off by a thicker rule above.
    Total,
}

/// A cell of a table body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableCell {
    /// Paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
    /// Columns it covers, at least 1.
    pub columns: usize,
}

/// A row of a table body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells from left to right.
    pub cells: Vec<TableCell>,
    /// Anchor for links; may be empty.
    pub anchor: String,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Caption above it; may be empty.
    pub caption: Vec<Inline>,
    /// `Đơn vị tính: triệu đồng`, flush right above it; may be empty.
    pub unit: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows of the head.
    pub head: Vec<Vec<HeadCell>>,
    /// Whether a row of column numbers (1), (2) … closes the head.
    pub numbered: bool,
    /// Rows of the body.
    pub rows: Vec<Row>,
}

/// One series of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Name in the legend.
    pub name: String,
    /// One value a category, in the chart's unit; drawing needs no more than a double.
    pub values: Vec<f64>,
    /// The values as printed beside the bars.
    pub labels: Vec<String>,
}

/// A bar chart: categories down the side, bars to the right. Stacked where the series are parts of a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// Caption below it.
    pub caption: String,
    /// The same facts in words, for those who cannot see it.
    pub alternative: String,
    /// Categories from top to bottom.
    pub categories: Vec<String>,
    /// Series.
    pub series: Vec<Series>,
    /// Stacked, or side by side.
    pub stacked: bool,
}
