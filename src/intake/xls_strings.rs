//! The shared strings of an .xls file, as far as parts of them are struck through or raised ([MS-XLS] 2.4.265, 2.5.293). A
//! string goes on from record to record, and its letters may change their width there.

use rustc_hash::FxHashMap;

use super::rich_text::Run;
use super::xls_records::{u16_at, u32_at};
use super::xls_shown::{Font, font_at};

/// Runs of a string that are read, at most.
const RUNS: usize = 1_000;

/// The strings with runs that are struck through or raised, by their number.
#[derive(Default)]
pub(super) struct RichStrings(FxHashMap<u32, Vec<Run>>);

impl RichStrings {
    /// Reads the table from its records; as far as it can be read.
    pub(super) fn read(records: &[&[u8]], fonts: &[Font]) -> Self {
        let mut strings = Self::default();
        let is_telling = |font: &Font| font.is_struck || font.is_raised;
        let Some(count) = records.first().and_then(|first| u32_at(first, 4)) else { return strings };
        if !fonts.iter().any(is_telling) {
            return strings;
        }
        let mut reader = Pieces { records, record: 0, at: 8 };
        for number in 0..count {
            let Some((units, formats)) = reader.string() else { break };
            let telling = |(_, font): &(u16, u16)| font_at(fonts, *font).is_some_and(is_telling);
            if formats.iter().any(telling) {
                strings.0.insert(number, runs(&units, &formats, fonts));
            }
        }
        strings
    }

    /// The runs of a string, where some are struck through or raised.
    pub(super) fn runs(&self, number: u32) -> Option<&[Run]> {
        self.0.get(&number).map(Vec::as_slice)
    }
}

/// The letter that a format holds from, and its font.
type FormatFrom = (u16, u16);
/// The formats of a string, in order.
type Formats = Vec<FormatFrom>;

/// The runs of a string: each format holds from its first letter on.
fn runs(units: &[u16], formats: &[FormatFrom], fonts: &[Font]) -> Vec<Run> {
    let text = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
    let start =
        |place: usize| formats.get(place).map_or(units.len(), |(first, _)| usize::from(*first).min(units.len()));
    let mut runs = vec![Run { text: text(0, start(0)), ..Run::default() }];
    for (place, (_, font)) in formats.iter().enumerate() {
        let font = font_at(fonts, *font);
        runs.push(Run {
            text: text(start(place), start(place + 1)),
            is_formatted: true,
            is_struck: font.is_some_and(|font| font.is_struck),
            is_raised: font.is_some_and(|font| font.is_raised),
        });
    }
    runs
}

/// The bytes of several records as one row.
struct Pieces<'a> {
    records: &'a [&'a [u8]],
    record: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// The next bytes, which may not begin at the end of a record.
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        if self.at >= self.records.get(self.record)?.len() {
            (self.record, self.at) = (self.record + 1, 0);
        }
        let bytes = self.records.get(self.record)?.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(bytes)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let left = self.records.get(self.record)?.len().saturating_sub(self.at);
            let taken = count.min(left);
            (self.at, count) = (self.at + taken, count - taken);
            if count > 0 {
                (self.record, self.at) = (self.record + 1, 0);
            }
        }
        Some(())
    }

    /// The units of a string and its formats: first letter and font of each.
    fn string(&mut self) -> Option<(Vec<u16>, Formats)> {
        const WIDE: u8 = 0x01;
        const EXTENDED: u8 = 0x04;
        const RICH: u8 = 0x08;
        let head = self.bytes(3)?;
        let (length, flags) = (usize::from(u16_at(head, 0)?), head[2]);
        let formats = if flags & RICH != 0 { usize::from(u16_at(self.bytes(2)?, 0)?) } else { 0 };
        let extension = if flags & EXTENDED != 0 { u32_at(self.bytes(4)?, 0)? as usize } else { 0 };
        let mut units: Vec<u16> = Vec::with_capacity(length);
        let mut is_wide = flags & WIDE != 0;
        while units.len() < length {
            let record = self.records.get(self.record)?;
            if self.at >= record.len() {
                // Where the letters go on, their width is said anew.
                (self.record, self.at) = (self.record + 1, 1);
                is_wide = self.records.get(self.record)?.first()? & WIDE != 0;
                continue;
            }
            if is_wide {
                units.push(u16_at(record, self.at)?);
                self.at += 2;
            } else {
                units.push(u16::from(record[self.at]));
                self.at += 1;
            }
        }
        let mut read = Vec::new();
        for _ in 0..formats {
            let format = self.bytes(4)?;
            if read.len() < RUNS {
                read.push((u16_at(format, 0)?, u16_at(format, 2)?));
            }
        }
        self.skip(extension)?;
        Some((units, read))
    }
}

/// A string whose length takes `length_bytes`: its length, its flags, its letters.
pub(super) fn text_of(data: &[u8], length_bytes: usize) -> Option<String> {
    let length = if length_bytes == 1 { usize::from(*data.first()?) } else { usize::from(u16_at(data, 0)?) };
    let (flags, letters) = data.get(length_bytes..)?.split_first()?;
    if flags & 1 == 0 {
        return Some(letters.iter().take(length).map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> =
        letters.chunks_exact(2).take(length).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_goes_on_in_another_width() {
        let font = |is_struck| Font { is_struck, ..Font::default() };
        let fonts = [font(false), font(true)];
        // `abcd`: two letters of one byte, two of two; then `xy`, whose last letter is struck through.
        let first = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[4, 0, 0], b"ab"].concat();
        let second = [&[1][..], &[b'c', 0, b'd', 0], &[2, 0, 8, 1, 0], b"xy", &[1, 0, 1, 0]].concat();
        let strings = RichStrings::read(&[&first, &second], &fonts);
        assert!(strings.runs(0).is_none());
        let runs = strings.runs(1).expect("runs");
        let told: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.is_struck)).collect();
        assert_eq!(told, [("x", false), ("y", true)]);
    }
}
