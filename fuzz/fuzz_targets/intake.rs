//! Any bytes: read in the process itself, they are a workbook or a refusal, and a workbook keeps its promises.
#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use tonghop::intake::read_bytes;

/// Panics of the reading crates are contained and become refusals: they are no finding. One that gets out still is.
fn allow_contained_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

fuzz_target!(|bytes: &[u8]| {
    allow_contained_panics();
    let Ok((_, workbook)) = read_bytes(bytes) else { return };
    for sheet in &workbook.sheets {
        let in_order = sheet.cells.windows(2).all(|pair| (pair[0].row, pair[0].column) < (pair[1].row, pair[1].column));
        assert!(in_order, "cells of {:?} are out of order", sheet.name);
    }
});
