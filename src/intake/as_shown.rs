//! Every cell of the table in `docs/formats.md`, tried: a workbook of each format for each thing that a sheet shows.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Aside, Beside, Format, Grid, NumberFormat, Value, Visibility, Workbook, read_bytes};
use crate::model::Decimal;

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md"));

/// What a sheet may show, as the table calls it.
const FEATURES: [&str; 11] = [
    "number format: scale, words, per cent",
    "a cell struck through",
    "a part of a text struck through",
    "a raised figure (footnote mark)",
    "a hidden row",
    "a hidden column",
    "a hidden sheet",
    "a note or comment",
    "a text box",
    "merged cells",
    "a formula without a stored value",
];

#[test]
fn the_table_of_formats_is_true() {
    let rows: Vec<Vec<&str>> = TABLE
        .lines()
        .filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'))
        .skip(2)
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.iter().map(|row| row[0]).collect::<Vec<_>>(), FEATURES);
    let formats = [
        (Format::Xlsx, xlsx()),
        (Format::Ods, ods()),
        (Format::Xls, xls()),
        (Format::Xlsb, xlsb()),
        (Format::SpreadsheetMl, spreadsheet_ml()),
    ];
    for (place, (format, bytes)) in formats.into_iter().enumerate() {
        let (found, workbook) = read_bytes(&bytes).unwrap_or_else(|refusal| panic!("{format:?}: {refusal:?}"));
        assert_eq!(found, format);
        assert_eq!(workbook.sheets[0].cell(0, 0).map(|cell| &cell.value), Some(&Value::Number(5.0)), "{format:?}");
        for row in &rows {
            let said = if tells(&workbook, row[0]) { "yes" } else { "no" };
            assert_eq!(row[place + 1], said, "{format:?}: {}", row[0]);
        }
    }
}

/// Whether what a workbook shows was read.
fn tells(workbook: &Workbook, feature: &str) -> bool {
    let grid = &workbook.sheets[0];
    let is_aside = |row, column, why| {
        let mut aside = grid.aside.iter();
        aside.any(|aside| (aside.cell.row, aside.cell.column, aside.why) == (row, column, why))
    };
    let text = |row, column| match grid.cell(row, column).map(|cell| &cell.value) {
        Some(Value::Text(text)) => text.trim(),
        _ => "",
    };
    let beside = |kind, text| grid.beside.iter().any(|beside| beside.kind == kind && beside.text.trim() == text);
    match feature {
        "number format: scale, words, per cent" => {
            grid.cell(1, 0).is_some_and(|cell| cell.percent_format) && shown(grid, 1, 1) == "354,9 tr"
        }
        "a cell struck through" => is_aside(2, 0, Aside::Struck),
        "a part of a text struck through" => text(3, 0) == "279",
        "a raised figure (footnote mark)" => text(4, 0) == "125¹",
        "a hidden row" => is_aside(5, 0, Aside::HiddenRow),
        "a hidden column" => is_aside(0, 3, Aside::HiddenColumn),
        "a hidden sheet" => workbook.sheets[1].visibility == Visibility::Hidden,
        "a note or comment" => beside(Beside::Note, "Now 6"),
        "a text box" => beside(Beside::TextBox, "Result 7"),
        "merged cells" => grid.merges.iter().any(|merge| (merge.first_row, merge.last_row) == (6, 7)),
        "a formula without a stored value" => {
            matches!(grid.cell(8, 0).map(|cell| &cell.value), Some(Value::FormulaWithoutValue(_)))
        }
        _ => false,
    }
}

/// What a cell shows under its number format.
fn shown(grid: &Grid, row: u32, column: u32) -> String {
    let Some(cell) = grid.cell(row, column) else { return String::new() };
    let Some(code) = cell.format.and_then(|format| grid.formats.get(usize::from(format))) else { return String::new() };
    let number = match cell.value {
        Value::Number(number) => Decimal::from(number as i64),
        _ => return String::new(),
    };
    NumberFormat::parse(code).apply(number).map_or_else(String::new, |shown| shown.to_string())
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        package.start_file(*name, stored).expect("a part");
        package.write_all(content.as_bytes()).expect("its content");
    }
    package.finish().expect("a package").into_inner()
}

/// As Excel 2003 writes it; text boxes are none of its kind.
fn spreadsheet_ml() -> Vec<u8> {
    let styles = r##"<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
        <Style ss:ID="m"><NumberFormat ss:Format="#,##0.0,,&quot; tr&quot;"/></Style>
        <Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles>"##;
    let rows = r#"<Column/><Column ss:Index="4" ss:Hidden="1"/>
        <Row><Cell><Data ss:Type="Number">5</Data><Comment><ss:Data>Now 6</ss:Data></Comment></Cell>
            <Cell ss:Index="4"><Data ss:Type="Number">1</Data></Cell></Row>
        <Row><Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell>
            <Cell ss:StyleID="m"><Data ss:Type="Number">354900000</Data></Cell></Row>
        <Row><Cell ss:StyleID="s"><Data ss:Type="Number">7</Data></Cell></Row>
        <Row><Cell><ss:Data ss:Type="String"><S>31</S>279</ss:Data></Cell></Row>
        <Row><Cell><ss:Data ss:Type="String">125<Sup>1</Sup></ss:Data></Cell></Row>
        <Row ss:Hidden="1"><Cell><Data ss:Type="Number">9</Data></Cell></Row>
        <Row><Cell ss:MergeDown="1"><Data ss:Type="Number">8</Data></Cell></Row>
        <Row ss:Index="9"><Cell ss:Formula="=R1C1+1"/></Row>"#;
    let hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>";
    format!(
        r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{styles}<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet>
        <Worksheet ss:Name="B"><Table/>{hidden}</Worksheet></Workbook>"#
    )
    .into_bytes()
}

fn xlsx() -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="A" r:id="r1"/><sheet name="B" state="hidden" r:id="r2"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="r2" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#,
        ),
        (
            "xl/styles.xml",
            r##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.0,,&quot; tr&quot;"/></numFmts>
            <fonts><font/><font><strike/></font></fonts>
            <cellXfs><xf/><xf numFmtId="9"/><xf numFmtId="164"/><xf fontId="1"/></cellXfs></styleSheet>"##,
        ),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet><cols><col min="4" max="4" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1"><v>5</v></c><c r="D1"><v>1</v></c></row>
            <row r="2"><c r="A2" s="1"><v>0.5</v></c><c r="B2" s="2"><v>354900000</v></c></row>
            <row r="3"><c r="A3" s="3"><v>7</v></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><r><rPr><strike/></rPr><t>31</t></r><r><t>279</t></r></is></c></row>
            <row r="5"><c r="A5" t="inlineStr"><is><r><t>125</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c></row>
            <row r="6" hidden="1"><c r="A6"><v>9</v></c></row><row r="7"><c r="A7"><v>8</v></c></row>
            <row r="9"><c r="A9"><f>A1+1</f></c></row></sheetData><mergeCells><mergeCell ref="A7:A8"/></mergeCells></worksheet>"#,
        ),
        ("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/comments" Target="../comments1.xml"/>
            <Relationship Id="r2" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#,
        ),
        (
            "xl/comments1.xml",
            r#"<comments><commentList><comment ref="A1"><text><t>Now 6</t></text></comment></commentList></comments>"#,
        ),
        (
            "xl/drawings/drawing1.xml",
            r#"<wsDr><oneCellAnchor><from><col>1</col><row>2</row></from><sp><txBody><p><r><t>Result 7</t></r></p></txBody></sp></oneCellAnchor></wsDr>"#,
        ),
    ])
}

fn ods() -> Vec<u8> {
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:number="n" xmlns:draw="d"><office:automatic-styles>
            <number:number-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1" number:display-factor="1000000"/><number:text> tr</number:text></number:number-style>
            <style:style style:name="ce1" style:data-style-name="N1"/>
            <style:style style:name="ce2"><style:text-properties style:text-line-through-style="solid"/></style:style>
            <style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
            <style:style style:name="ta1"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
            <office:body><office:spreadsheet><table:table table:name="A">
            <table:shapes><draw:frame><draw:text-box><text:p>Result 7</text:p></draw:text-box></draw:frame></table:shapes>
            <table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>
            <table:table-row><table:table-cell office:value-type="float" office:value="5"><office:annotation><text:p>Now 6</text:p></office:annotation><text:p>5</text:p></table:table-cell>
            <table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>
            <table:table-row><table:table-cell office:value-type="percentage" office:value="0.5"/><table:table-cell table:style-name="ce1" office:value-type="float" office:value="354900000"/></table:table-row>
            <table:table-row><table:table-cell table:style-name="ce2" office:value-type="float" office:value="7"/></table:table-row>
            <table:table-row><table:table-cell><text:p><text:span text:style-name="ce2">31</text:span>279</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell><text:p>125<text:span text:style-name="T1">1</text:span></text:p></table:table-cell></table:table-row>
            <table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="9"/></table:table-row>
            <table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="8"/></table:table-row>
            <table:table-row><table:covered-table-cell/></table:table-row>
            <table:table-row><table:table-cell table:formula="of:=[.A1]+1"/></table:table-row></table:table>
            <table:table table:name="B" table:style-name="ta1"/></office:spreadsheet></office:body></office:document-content>"#,
        ),
    ])
}

/// A record of BIFF8.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn xls() -> Vec<u8> {
    let font = |struck: bool, raised: bool| {
        let head = words(&[200, if struck { 8 } else { 0 }, 0, 400, u16::from(raised), 0, 0]);
        record(0x0031, &[head, vec![1, 0, b'A']].concat())
    };
    let style = |font: u16, format: u16| record(0x00E0, &[words(&[font, format]), vec![0; 16]].concat());
    let begin = |kind: u16| record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let string = |text: &str, runs: &[u16]| {
        let head = [words(&[text.len() as u16]), vec![8], words(&[runs.len() as u16 / 2])].concat();
        [head, text.as_bytes().to_vec(), words(runs)].concat()
    };
    let before = [
        begin(5),
        [font(false, false), font(false, false), font(false, false), font(false, false)].concat(),
        [font(true, false), font(false, true)].concat(),
        record(0x041E, &[words(&[164, 14]), vec![0], b"#,##0.0,,\" tr\"".to_vec()].concat()),
        [style(0, 0), style(0, 9), style(0, 164), style(5, 0)].concat(),
    ]
    .concat();
    let strings =
        record(0x00FC, &[words(&[2, 0, 2, 0]), string("31279", &[0, 5, 2, 0]), string("1251", &[3, 6])].concat());
    let number = |row: u16, column: u16, style: u16, value: f64| {
        record(0x0203, &[words(&[row, column, style]), value.to_le_bytes().to_vec()].concat())
    };
    let anchor = [&[0, 0][..], &[0x10, 0xF0, 18, 0, 0, 0], &words(&[0, 1, 0, 2, 0, 0, 0, 0, 0])].concat();
    let text = |text: &str| {
        let head = record(0x01B6, &words(&[0, 0, 0, 0, 0, text.len() as u16, 16, 0, 0]));
        [head, record(0x003C, &[&[0], text.as_bytes()].concat()), record(0x003C, &[0; 16])].concat()
    };
    let first = [
        begin(16),
        record(0x007D, &words(&[3, 3, 2000, 0, 1, 0])),
        record(0x0200, &words(&[0, 0, 9, 0, 0, 4, 0])),
        record(0x0208, &words(&[5, 0, 1, 255, 0, 0, 0x20, 0])),
        [number(0, 0, 0, 5.0), number(0, 3, 0, 1.0), number(1, 0, 1, 0.5), number(1, 1, 2, 354_900_000.0)].concat(),
        [number(2, 0, 3, 7.0), record(0x00FD, &words(&[3, 0, 0, 0, 0])), record(0x00FD, &words(&[4, 0, 0, 1, 0]))]
            .concat(),
        [number(5, 0, 0, 9.0), number(6, 0, 0, 8.0)].concat(),
        record(0x00EC, &anchor),
        record(0x005D, &words(&[0x15, 18, 6, 1])),
        text("Result 7"),
        record(0x005D, &words(&[0x15, 18, 0x19, 2])),
        text("Now 6"),
        record(0x001C, &words(&[0, 0, 0, 2])),
        record(0x00E5, &words(&[1, 6, 7, 0, 0])),
        record(0x000A, &[]),
    ]
    .concat();
    let second = [begin(16), record(0x0200, &words(&[0, 0, 0, 0, 0, 0, 0])), record(0x000A, &[])].concat();
    // Two records of 4 + 9 bytes say where the sheets begin; one of 4 ends what stands before them.
    let start = before.len() + 2 * 13 + strings.len() + 4;
    let bound = |start: usize, hidden: u8, name: u8| {
        record(0x0085, &[&(start as u32).to_le_bytes()[..], &[hidden, 0, 1, 0, name]].concat())
    };
    let bounds = [bound(start, 0, b'A'), bound(start + first.len(), 1, b'B')].concat();
    let stream = [before, bounds, strings, record(0x000A, &[]), first, second].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    file.create_stream("/Workbook").expect("a stream").write_all(&stream).expect("its content");
    file.into_inner().into_inner()
}

/// A record of BIFF12: its type and its length, seven bits a byte ([MS-XLSB] 2.1.4).
fn long_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let kind = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8] };
    [kind, vec![data.len() as u8], data.to_vec()].concat()
}

fn xlsb() -> Vec<u8> {
    let wide = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [(units.len() as u32).to_le_bytes().to_vec(), words(&units)].concat()
    };
    let sheet = |hidden: u32, id: u32, relation: &str, name: &str| {
        long_record(
            156,
            &[hidden.to_le_bytes().to_vec(), id.to_le_bytes().to_vec(), wide(relation), wide(name)].concat(),
        )
    };
    let workbook = [
        long_record(131, &[]),
        long_record(143, &[]),
        sheet(0, 1, "r1", "A"),
        sheet(1, 2, "r2", "B"),
        long_record(144, &[]),
        long_record(132, &[]),
    ]
    .concat();
    let number = |column: u32, value: f64| {
        long_record(5, &[column.to_le_bytes().to_vec(), vec![0; 4], value.to_le_bytes().to_vec()].concat())
    };
    let row = |row: u32| long_record(0, &[row.to_le_bytes().to_vec(), vec![0; 13]].concat());
    let dimensions = |last: u32| {
        long_record(148, &[0, last, 0, 3].iter().flat_map(|place: &u32| place.to_le_bytes()).collect::<Vec<_>>())
    };
    let filled = [
        long_record(129, &[]),
        dimensions(2),
        long_record(145, &[]),
        [row(0), number(0, 5.0), number(3, 1.0)].concat(),
        [row(1), number(0, 0.5), number(1, 354_900_000.0)].concat(),
        [row(2), number(0, 7.0)].concat(),
        long_record(146, &[]),
        long_record(130, &[]),
    ]
    .concat();
    let empty =
        [long_record(129, &[]), dimensions(0), long_record(145, &[]), long_record(146, &[]), long_record(130, &[])]
            .concat();
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.bin"/></Relationships>"#;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("xl/workbook.bin", workbook.as_slice()),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.bin", &filled),
        ("xl/worksheets/sheet2.bin", &empty),
    ] {
        package.start_file(name, SimpleFileOptions::default()).expect("a part");
        package.write_all(content).expect("its content");
    }
    package.finish().expect("a package").into_inner()
}
