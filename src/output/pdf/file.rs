//! The file itself: objects in compressed object streams, a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! lopdf writes one object stream a hundred objects and keeps every object as a tree; the tens of thousands of structure
//! elements of a tagged report go in as text instead.

use std::collections::BTreeMap;
use std::io::Write;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, Stream};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::PdfError;
use super::content::deflate;

/// Objects in one object stream.
const OBJECTS: usize = 500;

/// Number of an object; generation is always 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ObjectNumber(pub(super) u32);

impl From<ObjectNumber> for Object {
    fn from(number: ObjectNumber) -> Self {
        Self::Reference((number.0, 0))
    }
}

/// An object that waits to be written.
enum Slot {
    /// A number given out, its object not there yet.
    Reserved,
    /// Anything but a stream, written out.
    Text(Vec<u8>),
    /// A stream.
    Stream(Stream),
}

/// The objects of a file.
#[derive(Default)]
pub(super) struct Objects {
    slots: Vec<Slot>,
    /// Objects that are in an object stream: the stream's number and the place in it.
    places: BTreeMap<usize, (u32, u16)>,
}

impl Objects {
    /// Gives out the next number.
    pub(super) fn reserve(&mut self) -> ObjectNumber {
        self.slots.push(Slot::Reserved);
        ObjectNumber(self.slots.len() as u32)
    }

    /// Gives out `count` numbers that follow each other; the first.
    pub(super) fn reserve_many(&mut self, count: usize) -> ObjectNumber {
        let first = ObjectNumber(self.slots.len() as u32 + 1);
        self.slots.extend(std::iter::repeat_with(|| Slot::Reserved).take(count));
        first
    }

    /// Puts an object in its place.
    pub(super) fn put(&mut self, number: ObjectNumber, object: impl Into<Object>) -> Result<(), PdfError> {
        let slot = match object.into() {
            Object::Stream(stream) => Slot::Stream(stream),
            other => Slot::Text(object_text(other)?),
        };
        self.slots[number.0 as usize - 1] = slot;
        Ok(())
    }

    /// Puts an object in its place that is written out already.
    pub(super) fn put_text(&mut self, number: ObjectNumber, text: Vec<u8>) {
        self.slots[number.0 as usize - 1] = Slot::Text(text);
    }

    /// Adds an object under the next number.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> Result<ObjectNumber, PdfError> {
        let number = self.reserve();
        self.put(number, object)?;
        Ok(number)
    }

    /// Adds a stream, deflated here.
    pub(super) fn add_deflated(
        &mut self,
        mut dictionary: Dictionary,
        content: &[u8],
    ) -> Result<ObjectNumber, PdfError> {
        dictionary.set("Filter", "FlateDecode");
        self.add(Stream::new(dictionary, deflate(content)?))
    }

    /// Writes the file. Its identifier is a hash of what it holds, so the same objects give the same bytes.
    pub(super) fn write(
        mut self,
        root: ObjectNumber,
        info: ObjectNumber,
        sink: &mut dyn Write,
    ) -> Result<(), PdfError> {
        self.pack()?;
        let mut hash = Sha256::new();
        let mut sink = Counter { sink, written: 0 };
        // A comment of bytes beyond ASCII tells transports that the file is binary (7.5.2).
        sink.write_all(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        let mut offsets = vec![0_u64; self.slots.len()];
        let mut head = Vec::new();
        for (index, slot) in self.slots.iter().enumerate() {
            let Slot::Stream(stream) = slot else { continue };
            offsets[index] = sink.written;
            head.clear();
            writeln!(head, "{} 0 obj", index + 1)?;
            let mut dictionary = stream.dict.clone();
            dictionary.set("Length", stream.content.len() as i64);
            head.extend(object_text(dictionary.into())?);
            head.extend_from_slice(b"stream\n");
            hash.update(&head);
            hash.update(&stream.content);
            sink.write_all(&head)?;
            sink.write_all(&stream.content)?;
            sink.write_all(b"\nendstream\nendobj\n")?;
        }
        let digest = hash.finalize();
        self.write_cross_reference(&offsets, &digest[..16], root, info, &mut sink)
    }

    /// Packs everything that is there into object streams, streams apart. What is added later is packed when writing.
    pub(super) fn pack(&mut self) -> Result<(), PdfError> {
        let texts: Vec<usize> =
            (0..self.slots.len()).filter(|&index| matches!(self.slots[index], Slot::Text(_))).collect();
        let packed: Vec<Stream> =
            texts.par_chunks(OBJECTS).map(|chunk| self.object_stream(chunk)).collect::<Result<_, _>>()?;
        for (chunk, stream) in texts.chunks(OBJECTS).zip(packed) {
            let number = self.reserve();
            self.slots[number.0 as usize - 1] = Slot::Stream(stream);
            for (place, &index) in chunk.iter().enumerate() {
                self.places.insert(index, (number.0, place as u16));
                self.slots[index] = Slot::Reserved;
            }
        }
        Ok(())
    }

    fn object_stream(&self, chunk: &[usize]) -> Result<Stream, PdfError> {
        let mut index = Vec::with_capacity(chunk.len() * 12);
        let mut body = Vec::new();
        for &slot in chunk {
            let Slot::Text(text) = &self.slots[slot] else { continue };
            write!(index, "{} {} ", slot + 1, body.len())?;
            body.extend_from_slice(text);
            body.push(b'\n');
        }
        let first = index.len() as i64;
        index.append(&mut body);
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "ObjStm");
        dictionary.set("N", chunk.len() as i64);
        dictionary.set("First", first);
        dictionary.set("Filter", "FlateDecode");
        Ok(Stream::new(dictionary, deflate(&index)?))
    }

    fn write_cross_reference(
        &self,
        offsets: &[u64],
        identifier: &[u8],
        root: ObjectNumber,
        info: ObjectNumber,
        sink: &mut Counter<'_>,
    ) -> Result<(), PdfError> {
        let start = sink.written;
        let number = self.slots.len() as u32 + 1;
        let mut table = Vec::with_capacity(offsets.len() * 7 + 14);
        // Type, offset or stream, generation or place: 1, 4 and 2 bytes.
        let mut entry = |kind: u8, second: u32, third: u16| {
            table.push(kind);
            table.extend_from_slice(&second.to_be_bytes());
            table.extend_from_slice(&third.to_be_bytes());
        };
        entry(0, 0, u16::MAX);
        for (index, offset) in offsets.iter().enumerate() {
            match self.places.get(&index) {
                Some((stream, index)) => entry(2, *stream, *index),
                None if *offset > 0 => entry(1, u32::try_from(*offset).map_err(|_| PdfError::TooLarge)?, 0),
                None => entry(0, 0, 0),
            }
        }
        entry(1, u32::try_from(start).map_err(|_| PdfError::TooLarge)?, 0);
        let identifier = Object::String(identifier.to_vec(), lopdf::StringFormat::Hexadecimal);
        let content = deflate(&table)?;
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "XRef");
        dictionary.set("Size", i64::from(number) + 1);
        dictionary.set("W", vec![1.into(), 4.into(), 2.into()]);
        dictionary.set("Root", root);
        dictionary.set("Info", info);
        dictionary.set("ID", vec![identifier.clone(), identifier]);
        dictionary.set("Filter", "FlateDecode");
        dictionary.set("Length", content.len() as i64);
        writeln!(sink, "{number} 0 obj")?;
        sink.write_all(&object_text(dictionary.into())?)?;
        sink.write_all(b"stream\n")?;
        sink.write_all(&content)?;
        write!(sink, "\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n")?;
        Ok(())
    }
}

/// An object as the file spells it. lopdf keeps its writer to itself; a content stream of one operand is the same thing.
pub(super) fn object_text(object: Object) -> Result<Vec<u8>, PdfError> {
    Ok(Content { operations: vec![Operation::new("", vec![object])] }.encode()?)
}

/// Counts what is written: offsets of objects.
struct Counter<'a> {
    sink: &'a mut dyn Write,
    written: u64,
}

impl Write for Counter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.sink.write(bytes)?;
        self.written += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.sink.flush()
    }
}
