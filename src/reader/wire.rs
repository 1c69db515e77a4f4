//! What passes between the program and a reader process: frames of a length and that many bytes. A request is what is
//! asked and the bytes of a file; an answer is what came of them, in postcard's encoding.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::intake::{Format, Member, Refusal, Workbook};

/// The first frame of a reader process: says that it is one, and of this version.
pub(super) const GREETING: &[u8] = concat!("tonghop reader ", env!("CARGO_PKG_VERSION")).as_bytes();

/// Bytes of a frame. No answer comes near: cells and text of a workbook are limited far below.
const FRAME_BYTES: u32 = 1 << 30;

/// What became of a file.
pub(super) type Answer = Result<(Format, Workbook), Refusal>;

/// What is asked of a reader process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// To read a workbook.
    Read,
    /// To take the files out of an archive.
    Unpack,
}

/// What came of an archive.
pub(super) type Unpacked = Result<Vec<Member>, Refusal>;

impl Task {
    /// The frame that says what is asked; the one with the bytes follows.
    pub(super) fn frame(self) -> &'static [u8] {
        match self {
            Self::Read => b"read",
            Self::Unpack => b"unpack",
        }
    }

    /// What a frame asks.
    pub(super) fn of_frame(frame: &[u8]) -> Option<Self> {
        [Self::Read, Self::Unpack].into_iter().find(|task| task.frame() == frame)
    }
}

/// Writes one frame.
pub(super) fn write_frame(sink: &mut impl Write, content: &[u8]) -> io::Result<()> {
    let length = u32::try_from(content.len()).ok().filter(|length| *length <= FRAME_BYTES);
    let length = length.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    sink.write_all(&length.to_le_bytes())?;
    sink.write_all(content)?;
    sink.flush()
}

/// Reads one frame; the end of the stream before or within it is an error of the kind `UnexpectedEof`.
pub(super) fn read_frame(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    source.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > FRAME_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // The buffer grows with what arrives, not with what was announced.
    let mut content = Vec::with_capacity(length.min(1 << 20) as usize);
    let read = source.take(u64::from(length)).read_to_end(&mut content)?;
    if read == length as usize { Ok(content) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// An answer as bytes.
pub(super) fn encode(answer: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(answer).map_err(io::Error::other)
}

/// The answer that `bytes` spell.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Cell, DecodedText, Grid, MergedRange, Value, Visibility};
    use crate::vietnamese::LegacyEncoding;

    #[test]
    fn answers_come_back_as_they_were() {
        let cell = |row, value| Cell { row, column: 7, value, percent_format: true, font: Some(3), formula: false };
        let grid = Grid {
            name: "Biểu 1".into(),
            visibility: Visibility::VeryHidden,
            cells: vec![
                cell(0, Value::Text("Sở Nội vụ".into())),
                cell(1, Value::Number(-0.1)),
                cell(2, Value::FormulaWithoutValue("A1".into())),
            ],
            merges: vec![MergedRange { first_row: 1, first_column: 2, last_row: 3, last_column: 400 }],
            fonts: vec![".VnTime".into()],
            decoded: vec![DecodedText { cell: 0, encoding: LegacyEncoding::Tcvn3, text: "Sở".into() }],
        };
        for answer in
            [Ok((Format::Ods, vec![grid].into())), Err(Refusal::TooLarge(crate::model::Bilingual::new("x", "y")))]
        {
            let mut stream = Vec::new();
            write_frame(&mut stream, &encode(&answer).expect("bytes")).expect("a frame");
            let frame = read_frame(&mut stream.as_slice()).expect("the frame");
            assert_eq!(decode::<Answer>(&frame), Some(answer));
            assert!(read_frame(&mut &stream[..stream.len() - 1]).is_err());
            assert_eq!(decode::<Answer>(&frame[..frame.len() - 1]), None);
        }
    }

    #[test]
    fn an_announced_length_is_not_believed() {
        assert!(read_frame(&mut [0xFF; 8].as_slice()).is_err());
        assert!(read_frame(&mut [0, 0, 0, 0x3F, 1].as_slice()).is_err());
    }
}
