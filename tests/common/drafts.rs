//! Word documents as packages of parts.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A package of these parts.
pub fn of(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content.as_bytes()).expect("its content");
    }
    writer.finish().expect("a package").into_inner()
}

/// The parts of a package that are text.
pub fn parts(package: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("a package");
    let read = (0..archive.len()).filter_map(|index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        Some((part.name().expect("a name").into_owned(), String::from_utf8(content).ok()?))
    });
    read.collect()
}

/// A package with its texts changed.
pub fn with(package: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let parts: Vec<(String, String)> =
        parts(package).into_iter().map(|(name, text)| (name.clone(), change(&name, text))).collect();
    of(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}
