//! Any XML spreadsheet of Excel 2003.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"A\"><Table>";
const END: &[u8] = b"</Table></Worksheet></Workbook>";

fuzz_target!(|bytes: &[u8]| common::read(&[HEAD, bytes, END].concat()));
