//! Any web page.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| common::read(&[b"<html>", bytes].concat()));
