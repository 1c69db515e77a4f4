//! The names of what a zip file holds, from its central directory (APPNOTE.TXT 6.3.10, section 4.3): what stands in an entry
//! that is stored without compression is no name. Only slices are looked at, so nothing that a file says costs anything.

use memchr::memmem;

const END: &[u8] = b"PK\x05\x06";
const HEADER: &[u8] = b"PK\x01\x02";
/// Bytes of a header before the name.
const HEADER_BYTES: usize = 46;
/// Names that are looked at; more than any package has.
const NAMES: usize = 100_000;

/// The names, in lower case, with `/` between folders. None where the directory cannot be found: the file is damaged.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let Some(mut at) = directory(bytes) else { return names };
    while names.len() < NAMES
        && let Some(header) = bytes.get(at..at + HEADER_BYTES)
        && header.starts_with(HEADER)
    {
        let length = |place: usize| usize::from(u16::from_le_bytes([header[place], header[place + 1]]));
        let (name, extra, comment) = (length(28), length(30), length(32));
        let Some(name_bytes) = bytes.get(at + HEADER_BYTES..at + HEADER_BYTES + name) else { break };
        names.push(String::from_utf8_lossy(name_bytes).replace('\\', "/").to_lowercase());
        at += HEADER_BYTES + name + extra + comment;
    }
    names
}

/// Where the central directory begins.
fn directory(bytes: &[u8]) -> Option<usize> {
    let end = memmem::rfind(bytes, END)?;
    let number = |place: usize| Some(u32::from_le_bytes(bytes.get(place..place + 4)?.try_into().ok()?) as usize);
    let (size, offset) = (number(end + 12)?, number(end + 16)?);
    let is_there = |place: &usize| bytes.get(*place..).is_some_and(|rest| rest.starts_with(HEADER));
    // Something may stand before the file. In one of zip64 the numbers are elsewhere: there the first header will do.
    let places = [Some(offset), end.checked_sub(size)];
    places.into_iter().flatten().find(is_there).or_else(|| memmem::find(bytes, HEADER))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in files {
            writer.start_file(*name, options).expect("an entry");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("a zip file").into_inner()
    }

    #[test]
    fn names_within_entries_are_none() {
        let inner = stored(&[("xl/workbook.xml", b"x")]);
        let outer = stored(&[("a.xlsx", &inner), ("B\\c.XLSX", &inner)]);
        assert_eq!(names(&outer), ["a.xlsx", "b/c.xlsx"]);
        // Something before it, and numbers that are elsewhere.
        assert_eq!(names(&[b"MZ...", outer.as_slice()].concat()), ["a.xlsx", "b/c.xlsx"]);
        let mut wide = inner.clone();
        let end = memmem::rfind(&wide, END).expect("the end");
        wide[end + 12..end + 20].fill(0xFF);
        assert_eq!(names(&wide), ["xl/workbook.xml"]);
        for cut in 0..inner.len() - 22 {
            assert!(names(&inner[..cut]).is_empty());
        }
    }
}
