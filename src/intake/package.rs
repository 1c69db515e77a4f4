//! A zip package, inflated once under a limit: declared sizes are not believed. What a reading crate gets is the package as it
//! was inflated here, stored without compression, so that it sees what was measured and nothing is inflated twice.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Refusal;
use super::limits::{INFLATED_BYTES, PARTS, said, too_large};

/// Folders of a package in which no cell ever stands: they are inflated to be measured, and left out.
const WITHOUT_CELLS: [&str; 4] = ["/media/", "/embeddings/", "/printersettings/", "pictures/"];

/// Room made for a part before it is inflated, in bytes: what its package declares, up to this.
const ROOM: u64 = 1 << 20;

/// The parts of a package, inflated.
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Inflates every part under the limit.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > PARTS {
            return Err(too_large(
                format!("{PARTS} thành phần trong tệp nén"),
                format!("{PARTS} parts in the package"),
            ));
        }
        let mut left = INFLATED_BYTES;
        let mut parts = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            let declared = part.size();
            let mut limited = (&mut part).take(left + 1);
            let read = if has_cells(&name) {
                let mut content = Vec::with_capacity(declared.min(ROOM) as usize);
                let read = limited.read_to_end(&mut content).map_err(cut_off)?;
                if let Some(text) = from_utf_16(&content) {
                    content = text.into_bytes();
                }
                parts.push((name.replace('\\', "/"), content));
                read as u64
            } else {
                std::io::copy(&mut limited, &mut std::io::sink()).map_err(cut_off)?
            };
            left = left.checked_sub(read).ok_or_else(|| {
                let limit = INFLATED_BYTES >> 20;
                too_large(format!("{limit} MB sau khi giải nén"), format!("{limit} MB inflated"))
            })?;
        }
        Ok(Self { parts })
    }

    /// The whole package without compression, for a crate that reads it itself.
    pub(super) fn into_stored(self) -> Result<Cursor<Vec<u8>>, Refusal> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in self.parts {
            writer.start_file(name, options).map_err(damaged)?;
            writer.write_all(&content).map_err(cut_off)?;
        }
        writer.finish().map_err(damaged)
    }

    /// The part of this name, whatever its case.
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        let name = name.trim_start_matches('/');
        self.parts().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, content)| content)
    }

    /// The name that the package has for the part of this name, whatever its case.
    pub(super) fn name_of(&self, name: &str) -> Option<&str> {
        let name = name.trim_start_matches('/');
        self.parts().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(known, _)| known)
    }

    /// The parts.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.parts.iter().map(|(name, content)| (name.as_str(), content.as_slice()))
    }
}

/// The text of a part in UTF-16, which XML allows beside UTF-8 (ECMA-376 part 2, 6.2.5): told by its byte order mark, or by
/// the `<` that it begins with.
fn from_utf_16(content: &[u8]) -> Option<String> {
    let (units, is_little): (&[u8], bool) = match content {
        [0xFF, 0xFE, rest @ ..] => (rest, true),
        [0xFE, 0xFF, rest @ ..] => (rest, false),
        [b'<', 0, ..] => (content, true),
        [0, b'<', ..] => (content, false),
        _ => return None,
    };
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    };
    let units: Vec<u16> = units.chunks_exact(2).map(unit).collect();
    Some(String::from_utf16_lossy(&units))
}

/// Whether a part is one that cells, or what is said of them, may stand in. Folders themselves are none.
fn has_cells(name: &str) -> bool {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    !name.ends_with('/') && !WITHOUT_CELLS.iter().any(|folder| name.contains(folder))
}

/// The refusal for a package that cannot be opened.
pub(super) fn damaged(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::Password,
        other => Refusal::Unreadable(said(&other)),
    }
}

/// The refusal for a part that ends too early.
pub(super) fn cut_off(error: std::io::Error) -> Refusal {
    Refusal::Unreadable(said(&error))
}

#[cfg(test)]
mod tests {
    use super::from_utf_16;

    #[test]
    fn parts_in_utf_16_are_told_by_their_beginning() {
        let bytes = |text: &str, little: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        };
        for text in ["\u{FEFF}<a>Đã</a>", "<a>Đã</a>"] {
            for little in [true, false] {
                assert_eq!(from_utf_16(&bytes(text, little)).as_deref(), Some("<a>Đã</a>"));
            }
        }
        assert_eq!(from_utf_16("<a>Đã</a>".as_bytes()), None);
        assert_eq!(from_utf_16(b""), None);
    }
}
