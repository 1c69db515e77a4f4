//! Any records of an .xls workbook and its sheet, behind a sound beginning: encrypted ones, too.
#![no_main]

mod common;

use std::io::{Cursor, Write};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Records {
    of_workbook: Vec<(u16, Vec<u8>)>,
    of_sheet: Vec<(u16, Vec<u8>)>,
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const BOUNDSHEET: u16 = 0x0085;
/// calamine reserves room for as many cells as it says, which the process apart is refused: soon found, and nothing new.
const DIMENSIONS: u16 = 0x0200;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let data = &data[..data.len().min(8_224)];
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A BOF record of Excel 97 and later, of the workbook (5) or of a sheet (0x10).
fn begin(of: u8) -> Vec<u8> {
    record(BOF, &[0x00, 0x06, of, 0x00, 0xDB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0])
}

fuzz_target!(|records: Records| {
    let all = |records: &[(u16, Vec<u8>)]| -> Vec<u8> {
        let told = records.iter().filter(|(kind, _)| *kind != DIMENSIONS);
        told.flat_map(|(kind, data)| record(*kind, data)).collect()
    };
    let (own, end) = (all(&records.of_workbook), record(EOF, &[]));
    let before = begin(5).len() + own.len();
    let sheet = |start: usize| record(BOUNDSHEET, &[&(start as u32).to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let start = before + sheet(0).len() + end.len();
    let stream = [begin(5), own, sheet(start), end.clone(), begin(0x10), all(&records.of_sheet), end].concat();
    let Ok(mut file) = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())) else { return };
    let written = file.create_stream("/Workbook").and_then(|mut content| content.write_all(&stream));
    if written.and_then(|()| file.flush()).is_ok() {
        common::read(&file.into_inner().into_inner());
    }
});
