//! Any bytes: read in the process itself, they are a workbook or a refusal, and a workbook keeps its promises.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| common::read(bytes));
