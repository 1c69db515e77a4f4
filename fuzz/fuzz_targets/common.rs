//! What all targets of readers have in common.

use std::sync::Once;

use tonghop::intake::read_bytes;

/// Panics of the reading crates are contained and become refusals: they are no finding. One that gets out still is.
pub fn allow_contained_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

/// Reads the bytes of a file: they are a workbook or a refusal, and a workbook keeps its promises.
pub fn read(bytes: &[u8]) {
    allow_contained_panics();
    let Ok((_, workbook)) = read_bytes(bytes) else { return };
    for (sheet, _) in workbook.kinds() {
        let in_order = sheet.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column));
        assert!(in_order, "cells of {:?} are out of order", sheet.name);
        assert!(sheet.cells.iter().all(|cell| cell.row < 1_048_576 && cell.column < 16_384));
    }
}

/// A zip file of these parts, stored as they are.
#[allow(dead_code, reason = "not every target needs one")]
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("a package").into_inner()
}
