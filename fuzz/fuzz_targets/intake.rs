//! Any bytes: read in the process itself, they are a workbook or a refusal, and a workbook keeps its promises.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tonghop::intake::read_bytes;

fuzz_target!(|bytes: &[u8]| {
    let Ok((_, workbook)) = read_bytes(bytes) else { return };
    for sheet in &workbook.sheets {
        let in_order = sheet.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column));
        assert!(in_order, "cells of {:?} are out of order", sheet.name);
    }
});
