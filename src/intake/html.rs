//! Tables of a web page, which many programs write and call .xls. The page is read as tokens: nothing is run, nothing is
//! fetched, and the time it takes grows with its length alone.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::Refusal;
use super::document::{DocumentBuilder, Extent};
use super::grid::Workbook;
use super::kinds::OtherKind;
use super::text_encoding::{Decoded, decode};
use super::written::{subscript, superscript};

/// Columns that a cell may cover (WHATWG HTML, section 4.9.11).
const COLUMNS_SPANNED: u32 = 1000;
/// Rows that a cell may cover (ibid.).
const ROWS_SPANNED: u32 = 65534;

/// Reads the tables of a page.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let Decoded { text, guessed } = decode(bytes);
    let tokenizer = Tokenizer::new(PageSink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let page = tokenizer.sink.0.into_inner();
    if let Some(refusal) = page.refusal {
        return Err(refusal);
    }
    let mut workbook = page.builder.finish()?.ok_or(Refusal::NotASpreadsheet(OtherKind::WebPage))?;
    workbook.guessed = guessed;
    Ok(workbook)
}

#[derive(Default)]
struct PageSink(RefCell<Page>);

/// What has been read of a page.
#[derive(Default)]
struct Page {
    builder: DocumentBuilder,
    refusal: Option<Refusal>,
    /// The element whose content is no text of the page, and how many of its name are open.
    ignored: Option<(String, usize)>,
    /// The element that is not shown, the same way.
    hidden: Option<(String, usize)>,
    /// Elements that are open of those that raise, lower or strike out text.
    raised: usize,
    lowered: usize,
    struck: usize,
}

impl TokenSink for PageSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        if page.refusal.is_some() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) => {
                let read = page.tag(&tag);
                page.refusal = read.err();
                raw_kind(&tag).map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
            }
            Token::CharacterTokens(text) => {
                page.text(&text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

/// How what follows a tag is to be taken, where it is no markup.
fn raw_kind(tag: &Tag) -> Option<RawKind> {
    if tag.kind == TagKind::EndTag {
        return None;
    }
    match &*tag.name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

impl Page {
    fn tag(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let name: &str = &tag.name;
        let is_start = tag.kind == TagKind::StartTag;
        if follows(&mut self.ignored, name, is_start, tag.self_closing) {
            return Ok(());
        }
        follows(&mut self.hidden, name, is_start, tag.self_closing);
        self.builder.is_hidden = self.hidden.is_some();
        match (name, is_start) {
            // What stands in `xml` is for programs.
            ("script" | "style" | "title" | "iframe" | "noembed" | "noframes" | "xml" | "template", true) => {
                self.ignored = (!tag.self_closing).then(|| (name.to_owned(), 1));
            }
            ("table", true) => {
                self.builder.open_table()?;
                self.hide(tag);
            }
            ("table", false) => self.builder.close_table()?,
            ("tr", true) if self.builder.is_in_table() => self.builder.open_row(0, is_hidden(tag))?,
            ("td" | "th", true) if self.builder.is_in_table() => self.open_cell(tag)?,
            ("td" | "th" | "tr", false) => self.builder.close_cell()?,
            ("br" | "hr", _) => self.line_break(),
            ("p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "dt" | "dd" | "pre", _) => {
                self.line_break();
                if is_start {
                    self.hide(tag);
                }
            }
            ("sup", _) => self.raised = step(self.raised, is_start),
            ("sub", _) => self.lowered = step(self.lowered, is_start),
            ("s" | "strike" | "del", _) => self.struck = step(self.struck, is_start),
            ("span" | "font" | "a" | "b" | "i", true) => self.hide(tag),
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &Tag) -> Result<(), Refusal> {
        let spans = |name: &str, most: u32| {
            let written = attribute(tag, name).and_then(|value| value.trim().parse::<u64>().ok());
            written.map_or(1, |number| u32::try_from(number).unwrap_or(most).clamp(1, most))
        };
        let extent = Extent {
            columns: spans("colspan", COLUMNS_SPANNED),
            rows: spans("rowspan", ROWS_SPANNED),
            goes_on: false,
            is_hidden: is_hidden(tag),
        };
        // What Excel writes beside the figure that it shows.
        let number = attribute(tag, "x:num")
            .and_then(|value| value.trim().parse().ok())
            .filter(|number: &f64| number.is_finite());
        (self.raised, self.lowered, self.struck) = (0, 0, 0);
        self.builder.open_cell(extent, number)
    }

    /// Begins to leave out what is not shown.
    fn hide(&mut self, tag: &Tag) {
        if self.hidden.is_none() && !tag.self_closing && is_hidden(tag) {
            self.hidden = Some((tag.name.to_string(), 1));
            self.builder.is_hidden = true;
        }
    }

    fn line_break(&mut self) {
        self.builder.break_line();
    }

    /// Text with its blanks as a page shows them: one for many.
    fn text(&mut self, text: &str) {
        if self.ignored.is_some() {
            return;
        }
        self.builder.is_hidden = self.hidden.is_some() || self.struck > 0;
        let mut shown = String::with_capacity(text.len());
        let mut last = self.builder.last_letter();
        for letter in text.chars() {
            let letter = if matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{C}') { ' ' } else { letter };
            if letter == ' ' && last.is_none_or(char::is_whitespace) {
                continue;
            }
            shown.push(letter);
            last = Some(letter);
        }
        let shown = if self.raised > 0 { superscript(&shown) } else { shown };
        let shown = if self.lowered > 0 { subscript(&shown) } else { shown };
        self.builder.text(&shown);
        self.builder.is_hidden = self.hidden.is_some();
    }
}

/// Follows the elements within one that was set apart; gives whether the tag belongs to it.
fn follows(apart: &mut Option<(String, usize)>, name: &str, is_start: bool, is_empty: bool) -> bool {
    let Some((own, depth)) = apart else { return false };
    if own == name && !is_empty {
        *depth = if is_start { *depth + 1 } else { *depth - 1 };
        if *depth == 0 {
            *apart = None;
        }
    }
    true
}

fn step(open: usize, is_start: bool) -> usize {
    if is_start { open + 1 } else { open.saturating_sub(1) }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Whether a page does not show an element.
fn is_hidden(tag: &Tag) -> bool {
    let style = attribute(tag, "style").map(|style| style.to_ascii_lowercase().replace(' ', ""));
    attribute(tag, "hidden").is_some() || style.is_some_and(|style| style.contains("display:none"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::intake::{MergedRange, Value, Visibility};

    /// The cells of each table, as `A1=…`.
    fn cells(page: &str) -> Vec<Vec<String>> {
        let workbook = read(page.as_bytes()).expect("a page with tables");
        let shown = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            other => panic!("{other:?}"),
        };
        let cells = |grid: &crate::intake::Grid| {
            grid.cells.iter().map(|cell| format!("{},{}={}", cell.row, cell.column, shown(&cell.value))).collect()
        };
        workbook.sheets.iter().map(cells).collect()
    }

    #[test]
    fn tables_are_read_with_what_they_leave_out() {
        let page = "<html><head><title>T</title><style>td{color:red}</style></head><body><p>Đơn vị tính:\n triệu đồng</p>
            <table><tr><th colspan=2>Ch&#7881; ti&ecirc;u<td rowspan=2>A&nbsp;&amp; B<br>C<tr><td>1<td>  2\n 3  </table>";
        let expected = ["0,0=Đơn vị tính: triệu đồng", "1,0=Chỉ tiêu", "1,2=A\u{A0}& B\nC", "2,0=1", "2,1=2 3"];
        assert_eq!(cells(page), [expected]);
        let workbook = read(page.as_bytes()).expect("a page");
        assert_eq!(workbook.lines_above, [1]);
        let merge = |first_row, first_column, last_row, last_column| MergedRange {
            first_row,
            first_column,
            last_row,
            last_column,
        };
        assert_eq!(workbook.sheets[0].merges, [merge(1, 0, 1, 1), merge(1, 2, 2, 2)]);
    }

    #[test]
    fn scripts_and_comments_are_no_text_and_nothing_is_fetched() {
        let page = "<script>document.write('<table><tr><td>1</table>')</script><!-- <td>2 --><table><tr><td>3<script>4</script>
            <img src='http://localhost:1/x.png'><iframe src='file:///etc/passwd'>5</iframe><style>6</style></td></table>
            <link rel=stylesheet href='http://localhost:1/x.css'><xml><x:Name>7</x:Name></xml>";
        assert_eq!(cells(page), [["0,0=3"]]);
    }

    #[test]
    fn nested_tables_stand_for_themselves() {
        let page = "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>";
        assert_eq!(cells(page), [vec!["0,0=ac", "0,1=d"], vec!["0,0=b"]]);
    }

    #[test]
    fn what_is_not_shown_is_set_apart() {
        let page = "<table><tr><td>a</td><td>1<span style='display: none'>999</span></td></tr>
            <tr style='DISPLAY:none'><td>b<td>2</tr><tr><td>c</td><td hidden>3</td></tr></table>";
        let workbook = read(page.as_bytes()).expect("a page");
        assert_eq!(workbook.sheets[0].visibility, Visibility::Hidden);
        assert_eq!(cells(page), [vec!["0,1=999", "1,0=b", "1,1=2", "2,1=3"], vec!["0,0=a", "0,1=1", "2,0=c"]]);
    }

    #[test]
    fn marks_above_the_line_and_strokes_are_no_part_of_a_figure() {
        let page = "<table><tr><td>125<sup>1</sup><td>m<sup>2</sup><td><s>125</s> 130<td x:num='0.5'>50%<td x:num='1234.5678'>1.234,57<td x:num></table>";
        assert_eq!(cells(page), [vec!["0,2=125"], vec!["0,0=125¹", "0,1=m²", "0,2=130", "0,3=50%", "0,4=1234.5678"]]);
    }

    #[test]
    fn spans_without_end_cost_little() {
        let page = format!("<table>{}", "<tr><td rowspan=99999999999 colspan=4294967296>x".repeat(2000));
        assert!(matches!(read(page.as_bytes()), Err(Refusal::TooLarge(_))));
        let page = "<table>".repeat(100_000);
        assert!(matches!(read(page.as_bytes()), Err(Refusal::TooLarge(_))));
        let deep = format!("{}<table><tr><td>1", "<div><b>".repeat(200_000));
        assert_eq!(cells(&deep), [["0,0=1"]]);
        assert_eq!(read(b"<html><p>x"), Err(Refusal::NotASpreadsheet(OtherKind::WebPage)));
    }

    proptest! {
        #[test]
        fn any_page_is_read_or_refused(parts in proptest::collection::vec(
            "<(/?)(table|tr|td|th|sup|s|div|p|script|xml|style)( (rowspan|colspan)=[0-9]{1,9}| style=display:none)?>|[a-z0-9 &;<\"]{0,6}", 0..40
        )) {
            if let Ok(workbook) = read(parts.concat().as_bytes()) {
                for sheet in &workbook.sheets {
                    prop_assert!(sheet.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column)));
                }
                prop_assert_eq!(workbook.sheets.len(), workbook.lines_above.len());
            }
        }
    }
}
