//! A Word document with any text.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"<w:document xmlns:w=\"w\"><w:body>";
const END: &[u8] = b"</w:body></w:document>";

fuzz_target!(|bytes: &[u8]| {
    let body = [HEAD, bytes, END].concat();
    common::read(&common::package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &body)]));
});
