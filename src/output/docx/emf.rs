//! Pictures as Windows keeps drawings of lines and letters: enhanced metafiles ([MS-EMF]), which Word has always shown, and
//! LibreOffice and WPS show as well. The letters stay letters, and each stands where the PDF has it.

use crate::layout::{Picture, PictureText};

/// Logical units to a point.
const UNITS: f32 = 100.0;
/// Hundredths of a millimetre in a point.
const HUNDREDTHS: f32 = 2540.0 / 72.0;
/// Side of the device that the drawing is made for, in its units, which are hundredths of a millimetre, and in millimetres.
const DEVICE: u32 = 100_000;
const MILLIMETRES: u32 = 1000;
/// The handle of the font, of the first brush, and the stock object “no pen”.
const FONT: u32 = 1;
const BRUSH: u32 = 2;
const NO_PEN: u32 = 0x8000_0008;
/// “PEMF” backwards.
const SIGNATURE: u32 = 0x464d_4520;

/// The records of a metafile.
#[derive(Default)]
struct Records {
    bytes: Vec<u8>,
    count: u32,
}

impl Records {
    /// A record: its type, and what follows its length.
    fn push(&mut self, kind: u32, content: &[u32]) {
        let length = 8 + 4 * content.len();
        for word in [kind, u32::try_from(length).unwrap_or(u32::MAX)].iter().chain(content) {
            self.bytes.extend_from_slice(&word.to_le_bytes());
        }
        self.count += 1;
    }
}

/// The bytes of a picture.
pub(super) fn metafile(picture: &Picture) -> Vec<u8> {
    let mut records = Records::default();
    let in_units = [units(picture.width), units(picture.height)];
    let on_device = [picture.width, picture.height].map(|side| (side * HUNDREDTHS).round().max(1.0) as u32);
    records.push(17, &[8]); // Map mode: anisotropic.
    records.push(10, &[0, 0]); // Origin and size of the window,
    records.push(9, &in_units);
    records.push(12, &[0, 0]); // and of the place it is shown in.
    records.push(11, &on_device);
    records.push(18, &[1]); // Letters on what is there.
    records.push(22, &[24]); // They stand on their baseline.
    records.push(24, &[0]); // Black.
    records.push(37, &[NO_PEN]);
    let greys = areas(picture, &mut records);
    let mut size = None;
    for text in &picture.texts {
        if size != Some(text.size) {
            font(text.size, size.is_some(), &mut records);
            size = Some(text.size);
        }
        letters(text, &mut records);
    }
    records.push(14, &[0, 16, 20]); // The end.
    let handles = BRUSH + greys;
    [header(on_device, &records, handles), records.bytes].concat()
}

/// Logical units of so many points.
fn units(points: f32) -> u32 {
    signed(points) as u32
}

fn signed(points: f32) -> i32 {
    (points * UNITS).round() as i32
}

/// The areas, each filled with its grey. Returns how many greys there are.
fn areas(picture: &Picture, records: &mut Records) -> u32 {
    let mut brushes: Vec<u32> = Vec::new();
    let mut selected = None;
    for ([x, y, width, height], grey) in &picture.areas {
        let level = (grey.clamp(0.0, 1.0) * 255.0).round() as u32;
        let colour = level << 16 | level << 8 | level;
        let place = brushes.iter().position(|known| *known == colour).unwrap_or_else(|| {
            brushes.push(colour);
            let handle = BRUSH + brushes.len() as u32 - 1;
            records.push(39, &[handle, 0, colour, 0]);
            brushes.len() - 1
        });
        if selected != Some(place) {
            records.push(37, &[BRUSH + place as u32]);
            selected = Some(place);
        }
        // Without a pen the last column and row are left out: one unit more.
        let corners = [signed(*x), signed(*y), signed(x + width) + 1, signed(y + height) + 1];
        records.push(43, &corners.map(|corner| corner as u32));
    }
    brushes.len() as u32
}

/// Selects Times New Roman in this size; the one before is deleted where there is one.
fn font(size: f32, has_former: bool, records: &mut Records) {
    if has_former {
        records.push(37, &[0x8000_000d]); // The system's font, so that ours is free.
        records.push(40, &[FONT]);
    }
    // EXTLOGFONTW, 320 bytes: height, width, angles, weight, styles and character set, precisions, the name.
    let mut content = vec![0; 1 + 80];
    content[0] = FONT;
    content[1] = (-signed(size)) as u32;
    content[5] = 400;
    content[6] = 1 << 24; // The character set is the default one.
    content[7] = 0x12 << 24; // A proportional face with serifs.
    for (word, pair) in content[8..24].iter_mut().zip(utf16("Times New Roman").chunks(2)) {
        *word = u32::from(pair[0]) | pair.get(1).map_or(0, |second| u32::from(*second) << 16);
    }
    records.push(82, &content);
    records.push(37, &[FONT]);
}

fn utf16(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// A line of text, each letter with the distance to the next.
fn letters(text: &PictureText, records: &mut Records) {
    let mut codes: Vec<u16> = Vec::with_capacity(text.letters.len());
    let mut distances: Vec<u32> = Vec::with_capacity(text.letters.len());
    let mut x = 0.0_f32;
    for (letter, advance) in &text.letters {
        let from = signed(x);
        x += advance;
        let mut pair = [0; 2];
        for (index, code) in letter.encode_utf16(&mut pair).iter().enumerate() {
            codes.push(*code);
            distances.push(if index == 0 { (signed(x) - from) as u32 } else { 0 });
        }
    }
    if codes.is_empty() {
        return;
    }
    let count = codes.len() as u32;
    let words =
        codes.chunks(2).map(|pair| u32::from(pair[0]) | pair.get(1).map_or(0, |second| u32::from(*second) << 16));
    let words: Vec<u32> = words.collect();
    let (at, scale) = (76_u32, 1.0_f32.to_bits());
    // Bounds that nobody reads; advanced mode; scales that it does not use; where it stands; where the letters are.
    let mut content =
        vec![0, 0, u32::MAX, u32::MAX, 2, scale, scale, signed(text.x) as u32, signed(text.baseline) as u32];
    content.extend([count, at, 0, 0, 0, u32::MAX, u32::MAX, at + 4 * words.len() as u32]);
    content.extend(words);
    content.extend(distances);
    records.push(84, &content);
}

/// The header, 108 bytes with its extensions.
fn header(on_device: [u32; 2], records: &Records, handles: u32) -> Vec<u8> {
    let [width, height] = on_device;
    let length = 108_u32;
    let total = length + u32::try_from(records.bytes.len()).unwrap_or(u32::MAX);
    let mut content = vec![0, 0, width - 1, height - 1, 0, 0, width, height, SIGNATURE, 0x1_0000, total];
    content.extend([records.count + 1, handles, 0, 0, 0, DEVICE, DEVICE, MILLIMETRES, MILLIMETRES, 0, 0, 0]);
    content.extend([MILLIMETRES * 1000; 2]);
    let mut header = Records::default();
    header.push(1, &content);
    header.bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(bytes: &[u8], at: usize) -> u32 {
        u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
    }

    #[test]
    fn a_metafile_is_a_chain_of_records() {
        let text = PictureText { x: 10.0, baseline: 20.0, size: 11.0, letters: vec![('Đ', 7.94), ('ạ', 4.88)] };
        let picture =
            Picture { width: 100.0, height: 50.0, areas: vec![([0.0, 0.0, 30.0, 10.0], 0.25)], texts: vec![text] };
        let bytes = metafile(&picture);
        assert_eq!(word(&bytes, 40), SIGNATURE);
        assert_eq!(word(&bytes, 48) as usize, bytes.len());
        // 100 pt are 35,28 mm.
        assert_eq!([word(&bytes, 32), word(&bytes, 36)], [3528, 1764]);
        let (mut at, mut kinds) = (0, Vec::new());
        while at < bytes.len() {
            kinds.push(word(&bytes, at));
            if word(&bytes, at) == 84 {
                assert_eq!([word(&bytes, at + 36), word(&bytes, at + 40), word(&bytes, at + 44)], [1000, 2000, 2]);
                let string = at + word(&bytes, at + 48) as usize;
                assert_eq!(bytes[string..string + 4], [0x10, 0x01, 0xa1, 0x1e]);
                let distances = at + word(&bytes, at + 72) as usize;
                assert_eq!([word(&bytes, distances), word(&bytes, distances + 4)], [794, 488]);
            }
            at += word(&bytes, at + 4) as usize;
        }
        assert_eq!(at, bytes.len());
        assert_eq!(kinds, [1, 17, 10, 9, 12, 11, 18, 22, 24, 37, 39, 37, 43, 82, 37, 84, 14]);
        assert_eq!(word(&bytes, 52) as usize, kinds.len());
        assert_eq!(word(&bytes, 56), 3, "handles: none, a font, a brush");
    }
}
