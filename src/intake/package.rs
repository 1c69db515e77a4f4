//! A zip package, inflated once under a limit before calamine sees it: declared sizes are not believed.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Refusal;
use super::limits::{INFLATED_BYTES, PARTS, too_large};

/// Parts of a package that somebody asked to see.
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Inflates every part under the limit and keeps those whose names `wanted` picks.
    pub(super) fn open(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > PARTS {
            return Err(too_large(format!("{PARTS} thành phần trong tệp nén")));
        }
        let mut left = INFLATED_BYTES;
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.replace('\\', "/");
            let read = if wanted(&name) {
                let mut content = Vec::new();
                let read = (&mut part).take(left + 1).read_to_end(&mut content).map_err(cut_off)? as u64;
                parts.push((name, content));
                read
            } else {
                std::io::copy(&mut (&mut part).take(left + 1), &mut std::io::sink()).map_err(cut_off)?
            };
            left = left
                .checked_sub(read)
                .ok_or_else(|| too_large(format!("{} MB sau khi giải nén", INFLATED_BYTES >> 20)))?;
        }
        Ok(Self { parts })
    }

    /// The part of this name, whatever its case.
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        let name = name.trim_start_matches('/');
        self.parts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, content)| content.as_slice())
    }

    /// The parts that were kept.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.parts.iter().map(|(name, content)| (name.as_str(), content.as_slice()))
    }
}

fn damaged(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::Password,
        other => Refusal::Unreadable(other.to_string()),
    }
}

fn cut_off(error: std::io::Error) -> Refusal {
    Refusal::Unreadable(error.to_string())
}
