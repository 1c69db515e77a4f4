//! The same bytes on every system: a zip archive says on which it was made, and nothing else in a workbook does.

/// Signature of an entry of the central directory (APPNOTE.TXT 4.3.12), and of the record that ends it (4.3.16).
const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// The shortest end record, and the shortest entry.
const END_LENGTH: usize = 22;
const ENTRY_LENGTH: usize = 46;
/// “Made by” (4.4.2): the upper byte names the system; 3 is UNIX, whose attributes the entries have everywhere.
const SYSTEM: usize = 5;
const UNIX: u8 = 3;

/// The archive with each entry made by one and the same system.
pub(in crate::output) fn made_by_one_system(mut archive: Vec<u8>) -> Vec<u8> {
    let Some((mut at, entries)) = central_directory(&archive) else { return archive };
    for _ in 0..entries {
        let Some(entry) = archive.get_mut(at..at + ENTRY_LENGTH).filter(|entry| entry.starts_with(ENTRY)) else {
            break;
        };
        entry[SYSTEM] = UNIX;
        let length = |place: usize| usize::from(u16::from_le_bytes([entry[place], entry[place + 1]]));
        // Name, extra field and comment follow.
        at += ENTRY_LENGTH + length(28) + length(30) + length(32);
    }
    archive
}

/// Where the central directory begins, and how many entries it has. The writers used here leave no comment at the end and
/// need no Zip64.
fn central_directory(archive: &[u8]) -> Option<(usize, usize)> {
    let end = archive.get(archive.len().checked_sub(END_LENGTH)?..)?;
    let start = u32::from_le_bytes(end.get(16..20)?.try_into().ok()?);
    let entries = u16::from_le_bytes(end.get(10..12)?.try_into().ok()?);
    end.starts_with(END).then(|| Some((usize::try_from(start).ok()?, usize::from(entries))))?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of the bytes that name the system, found by the signatures alone.
    fn systems(archive: &[u8]) -> Vec<usize> {
        let entries = archive.windows(4).enumerate().filter(|(_, window)| *window == ENTRY);
        entries.map(|(at, _)| at + SYSTEM).collect()
    }

    #[test]
    fn a_workbook_made_on_windows_has_the_bytes_of_one_made_elsewhere() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write(0, 0, "PK").expect("a cell");
        let workbook = made_by_one_system(workbook.save_to_buffer().expect("a workbook"));
        let places = systems(&workbook);
        assert!(places.len() > 5 && places.iter().all(|at| workbook[*at] == UNIX));
        let mut on_windows = workbook.clone();
        places.iter().for_each(|at| on_windows[*at] = 0);
        assert_eq!(made_by_one_system(on_windows), workbook);
    }

    #[test]
    fn what_is_no_archive_stays_as_it_is() {
        for bytes in [&b""[..], b"PK", &[b'x'; 100]] {
            assert_eq!(made_by_one_system(bytes.to_vec()), bytes);
        }
    }
}
