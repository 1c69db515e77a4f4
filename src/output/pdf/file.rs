//! The file itself: objects in compressed object streams, a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! lopdf writes one object stream a hundred objects and keeps every object as a tree; the tens of thousands of structure
//! elements of a tagged report go in as text instead.

use std::io::Write;
use std::sync::Arc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, Stream};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::PdfError;
use super::content::deflate;
use super::operators::push_integer;

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
    Stream(Box<Stream>),
    /// A stream whose content other files have as well.
    Shared(Box<(Dictionary, Arc<Vec<u8>>)>),
    /// In an object stream: the stream's number, and the place in it.
    Packed { stream: u32, place: u16 },
}

/// The objects of a file.
#[derive(Default)]
pub(super) struct Objects {
    slots: Vec<Slot>,
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
            Object::Stream(stream) => Slot::Stream(Box::new(stream)),
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

    /// Adds a stream whose content other files have as well: it may be large.
    pub(super) fn add_shared(&mut self, dictionary: Dictionary, content: Arc<Vec<u8>>) -> ObjectNumber {
        self.slots.push(Slot::Shared(Box::new((dictionary, content))));
        ObjectNumber(self.slots.len() as u32)
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
            let (dictionary, content): (&Dictionary, &[u8]) = match slot {
                Slot::Stream(stream) => (&stream.dict, &stream.content),
                Slot::Shared(stream) => (&stream.0, &stream.1),
                Slot::Reserved | Slot::Text(_) | Slot::Packed { .. } => continue,
            };
            offsets[index] = sink.written;
            head.clear();
            writeln!(head, "{} 0 obj", index + 1)?;
            let mut dictionary = dictionary.clone();
            dictionary.set("Length", content.len() as i64);
            head.extend(object_text(dictionary.into())?);
            head.extend_from_slice(b"stream\n");
            hash.update(&head);
            hash.update(content);
            sink.write_all(&head)?;
            sink.write_all(content)?;
            sink.write_all(b"\nendstream\nendobj\n")?;
        }
        let digest = hash.finalize();
        self.write_cross_reference(&offsets, &digest[..16], root, info, &mut sink)
    }

    /// Packs everything that is there into object streams, streams apart. What is added later is packed when writing.
    pub(super) fn pack(&mut self) -> Result<(), PdfError> {
        let texts: Vec<u32> = (0_u32..)
            .zip(&self.slots)
            .filter(|(_, slot)| matches!(slot, Slot::Text(_)))
            .map(|(index, _)| index)
            .collect();
        let write = |chunk: &[u32]| {
            let mut packed = PackedObjects::new();
            for &index in chunk {
                if let Slot::Text(text) = &self.slots[index as usize] {
                    packed.push(ObjectNumber(index + 1), |body| {
                        body.extend_from_slice(text);
                        Ok(())
                    })?;
                }
            }
            packed.finish()
        };
        let streams: Vec<PackedObjects> =
            texts.par_chunks(PackedObjects::MOST).map(write).collect::<Result<_, PdfError>>()?;
        streams.into_iter().for_each(|stream| self.put_packed(stream));
        Ok(())
    }

    /// Adds an object stream; its objects are in place with it.
    pub(super) fn put_packed(&mut self, packed: PackedObjects) {
        let number = self.reserve();
        for (object, place) in packed.numbers.iter().zip(0_u16..) {
            self.slots[object.0 as usize - 1] = Slot::Packed { stream: number.0, place };
        }
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "ObjStm");
        dictionary.set("N", packed.numbers.len() as i64);
        dictionary.set("First", packed.index.len() as i64);
        dictionary.set("Filter", "FlateDecode");
        self.slots[number.0 as usize - 1] = Slot::Stream(Box::new(Stream::new(dictionary, packed.content)));
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
        for (slot, offset) in self.slots.iter().zip(offsets) {
            match slot {
                Slot::Packed { stream, place } => entry(2, *stream, *place),
                Slot::Stream(_) | Slot::Shared(_) => {
                    entry(1, u32::try_from(*offset).map_err(|_| PdfError::TooLarge)?, 0)
                }
                Slot::Reserved | Slot::Text(_) => entry(0, 0, 0),
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

/// Objects on their way into an object stream.
pub(super) struct PackedObjects {
    numbers: Vec<ObjectNumber>,
    /// Number and offset of each object, as the stream begins with them.
    index: Vec<u8>,
    /// The objects; deflated, behind the index, when finished.
    content: Vec<u8>,
}

impl PackedObjects {
    /// Objects in one stream.
    pub(super) const MOST: usize = 500;

    pub(super) fn new() -> Self {
        Self { numbers: Vec::with_capacity(Self::MOST), index: Vec::new(), content: Vec::new() }
    }

    /// Adds an object that `write` writes out.
    pub(super) fn push(
        &mut self,
        number: ObjectNumber,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), PdfError>,
    ) -> Result<(), PdfError> {
        push_integer(&mut self.index, u64::from(number.0));
        self.index.push(b' ');
        push_integer(&mut self.index, self.content.len() as u64);
        self.index.push(b' ');
        write(&mut self.content)?;
        self.content.push(b'\n');
        self.numbers.push(number);
        Ok(())
    }

    /// Deflates what was added.
    pub(super) fn finish(mut self) -> Result<Self, PdfError> {
        let mut plain = Vec::with_capacity(self.index.len() + self.content.len());
        plain.extend_from_slice(&self.index);
        plain.append(&mut self.content);
        self.content = deflate(&plain)?;
        Ok(self)
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
