//! What a compound file ([MS-CFB]) is, by the streams and storages at its root.

use std::io::Cursor;

use memchr::memmem;

use super::kinds::OtherKind;
use super::{Format, Refusal};

/// The format of a compound file, or why it is none that can be read. Names at the root tell; where the directory cannot be
/// walked, which calamine sometimes can, names anywhere.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, Refusal> {
    let root = root_names(bytes);
    let has = |name: &str| match &root {
        Some(names) => names.iter().any(|known| known.eq_ignore_ascii_case(name)),
        None => has_anywhere(bytes, name),
    };
    let is_message = match &root {
        Some(names) => names.iter().any(|name| name.starts_with("__properties_version1.0")),
        None => has_anywhere(bytes, "__properties_version1.0"),
    };
    let other = |kind| Err(Refusal::NotASpreadsheet(kind));
    if has("EncryptedPackage") {
        Err(Refusal::Password)
    } else if is_message {
        other(OtherKind::OutlookMessage)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        other(OtherKind::OldWordDocument)
    } else if has("PowerPoint Document") {
        other(OtherKind::Presentation)
    } else {
        // Perhaps a damaged .xls; the reader will tell.
        Ok(Format::Xls)
    }
}

/// The names at the root.
fn root_names(bytes: &[u8]) -> Option<Vec<String>> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = file.read_root_storage().map(|entry| entry.name().to_owned()).collect();
    (!names.is_empty()).then_some(names)
}

/// Whether a name stands anywhere in the file, in UTF-16 as the directory has it.
fn has_anywhere(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &wide).is_some()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn compound(streams: &[&str]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
        for name in streams {
            if let Some((storage, _)) = name.split_once('/') {
                file.create_storage(storage).expect("a storage");
            }
            file.create_stream(name).expect("a stream").write_all(b"x").expect("its content");
        }
        file.flush().expect("a compound file");
        file.into_inner().into_inner()
    }

    #[test]
    fn compound_files_are_told_by_their_root() {
        assert_eq!(sniff(&compound(&["Workbook"])), Ok(Format::Xls));
        let message = compound(&["__properties_version1.0", "__attach_version1.0_#00000000/Workbook"]);
        assert_eq!(sniff(&message), Err(Refusal::NotASpreadsheet(OtherKind::OutlookMessage)));
        // A message that somebody put into a workbook makes it no message.
        assert_eq!(sniff(&compound(&["Workbook", "MBD0001/__properties_version1.0"])), Ok(Format::Xls));
        assert_eq!(sniff(&compound(&["WordDocument"])), Err(Refusal::NotASpreadsheet(OtherKind::OldWordDocument)));
        assert_eq!(sniff(&compound(&["EncryptedPackage"])), Err(Refusal::Password));
    }
}
