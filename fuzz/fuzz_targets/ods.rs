//! Any content and styles of an .ods spreadsheet.
#![no_main]

mod common;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Parts<'a> {
    rows: &'a [u8],
    own_styles: &'a [u8],
    styles: &'a [u8],
}

const TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fuzz_target!(|parts: Parts<'_>| {
    let content = [
        b"<office:document-content><office:automatic-styles>",
        parts.own_styles,
        b"</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"A\">",
        parts.rows,
        b"</table:table></office:spreadsheet></office:body></office:document-content>",
    ]
    .concat();
    let styles = [b"<office:document-styles>", parts.styles, b"</office:document-styles>"].concat();
    common::read(&common::package(&[("mimetype", TYPE), ("content.xml", &content), ("styles.xml", &styles)]));
});
