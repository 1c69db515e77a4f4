//! Workbooks of Excel 97 to 2003 that are encrypted though nobody set a password to open them: Excel encrypts one whose
//! structure is protected under a password of its own, and opens it without asking ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.5
//! and 2.3.6). The cipher and the hashes are RustCrypto's; what stands here is the document's own layout.

use std::io::{Cursor, Write};

use md5::{Digest, Md5};
use rc4::{KeyInit, Rc4, StreamCipher};
use sha1::Sha1;

use super::Refusal;
use super::encrypted::excels_own_password;
use super::xls_records::{BOF, BOUNDSHEET, FILEPASS, u16_at, u32_at, workbook_stream};

/// Bytes of the stream that share a key.
const BLOCK: usize = 1024;
/// Records that are never encrypted: BOF, FILEPASS, USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD.
const PLAIN: [u16; 7] = [BOF, FILEPASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
/// A record that nobody knows, which stands in the place of the one that says that the file is encrypted.
const NOTHING: u16 = 0x0FFF;
/// Records in which a workbook says that it is encrypted, from its beginning.
const FIRST_RECORDS: usize = 4;
/// The path of a workbook's stream.
const STREAM: &str = "/Workbook";

/// Whether the stream of a workbook says that it is encrypted.
pub(super) fn is_encrypted(stream: &[u8]) -> bool {
    place_of_key(stream).is_some()
}

/// The file without its encryption, where the password is Excel's own; the refusal for one that asks for a password.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    opened(bytes).ok_or(Refusal::Password)
}

fn opened(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut stream = workbook_stream(bytes)?;
    let (at, length) = place_of_key(&stream)?;
    let scheme = Scheme::read(stream.get(at + 4..at + 4 + length)?)?;
    stream.get_mut(at..at + 2)?.copy_from_slice(&NOTHING.to_le_bytes());
    decrypt(&mut stream, at + 4 + length, &scheme)?;
    // As Excel writes them; calamine does not read the newer version as cfb writes it.
    let content = Cursor::new(Vec::with_capacity(stream.len() + BLOCK));
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, content).ok()?;
    file.create_stream(STREAM).ok()?.write_all(&stream).ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// Where the record that says how a stream is encrypted begins, and how long its content is.
fn place_of_key(stream: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    for _ in 0..FIRST_RECORDS {
        let (kind, length) = u16_at(stream, at).zip(u16_at(stream, at + 2))?;
        if kind == FILEPASS {
            return Some((at, usize::from(length)));
        }
        at += 4 + usize::from(length);
    }
    None
}

/// How keys are made.
enum Scheme {
    /// Of Excel 97: MD5, 40 bits.
    Older([u8; 5]),
    /// Of Excel 2002 and later: SHA-1, as many bytes as the file says.
    CryptoApi { password: Vec<u8>, key_bytes: usize },
}

impl Scheme {
    /// The scheme of a FILEPASS record that Excel's own password opens.
    fn read(record: &[u8]) -> Option<Self> {
        const RC4: u16 = 1;
        if u16_at(record, 0)? != RC4 {
            return None;
        }
        let (scheme, check, hash) = match (u16_at(record, 2)?, u16_at(record, 4)?) {
            (1, 1) => (Self::older(record.get(6..22)?), record.get(22..38)?, record.get(38..54)?),
            (2..=4, 2) => {
                let header = record.get(14..)?;
                let verifier = header.get(u32_at(record, 10)? as usize..)?;
                let scheme = Self::of_crypto_api(header, verifier.get(4..20)?)?;
                (scheme, verifier.get(20..36)?, verifier.get(40..60)?)
            }
            _ => return None,
        };
        let mut both = [check, hash].concat();
        scheme.cipher(0)?.apply_keystream(&mut both);
        let (check, hash) = both.split_at(check.len());
        let expected = match scheme {
            Self::Older(_) => Md5::digest(check).to_vec(),
            Self::CryptoApi { .. } => Sha1::digest(check).to_vec(),
        };
        (expected == hash).then_some(scheme)
    }

    fn older(salt: &[u8]) -> Self {
        let password = Md5::digest(excels_own_password());
        let salted = [&password[..5], salt].concat().repeat(16);
        let hash = Md5::digest(&salted);
        Self::Older([hash[0], hash[1], hash[2], hash[3], hash[4]])
    }

    /// `header` is the EncryptionHeader: flags, extra size, cipher, hash, bits of the key.
    fn of_crypto_api(header: &[u8], salt: &[u8]) -> Option<Self> {
        const RC4: u32 = 0x6801;
        // No bits given means forty.
        let key_bytes = match u32_at(header, 16)? {
            0 => 5,
            bits @ 40..=128 if bits % 8 == 0 => bits as usize / 8,
            _ => return None,
        };
        let password = Sha1::new().chain_update(salt).chain_update(excels_own_password()).finalize().to_vec();
        (u32_at(header, 8)? == RC4).then_some(Self::CryptoApi { password, key_bytes })
    }

    /// The cipher of a block.
    fn cipher(&self, block: u32) -> Option<Rc4> {
        let key = match self {
            Self::Older(hash) => Md5::new().chain_update(hash).chain_update(block.to_le_bytes()).finalize().to_vec(),
            Self::CryptoApi { password, key_bytes } => {
                let hash = Sha1::new().chain_update(password).chain_update(block.to_le_bytes()).finalize();
                let mut key = hash.get(..*key_bytes)?.to_vec();
                // Forty bits are filled up to a hundred and twenty-eight.
                if key.len() == 5 {
                    key.resize(16, 0);
                }
                key
            }
        };
        Rc4::new_from_slice(&key).ok()
    }
}

/// Decrypts the content of the records from a place on; their heads are plain.
fn decrypt(stream: &mut [u8], from: usize, scheme: &Scheme) -> Option<()> {
    let mut keys = KeyStream { scheme, block: usize::MAX, bytes: [0; BLOCK] };
    let mut at = from;
    while let Some((kind, length)) = u16_at(stream, at).zip(u16_at(stream, at + 2)) {
        let begins = at + 4;
        at = begins + usize::from(length);
        if PLAIN.contains(&kind) {
            continue;
        }
        // Where the sheet begins stands plain before its name.
        let first = if kind == BOUNDSHEET { begins + 4 } else { begins };
        let end = at.min(stream.len());
        for (place, byte) in (first..).zip(stream.get_mut(first..end).unwrap_or_default()) {
            *byte ^= keys.at(place)?;
        }
    }
    Some(())
}

/// The bytes that a stream was encrypted with.
struct KeyStream<'a> {
    scheme: &'a Scheme,
    block: usize,
    bytes: [u8; BLOCK],
}

impl KeyStream<'_> {
    /// The byte for a place of the stream.
    fn at(&mut self, place: usize) -> Option<u8> {
        if place / BLOCK != self.block {
            self.block = place / BLOCK;
            self.bytes = [0; BLOCK];
            self.scheme.cipher(u32::try_from(self.block).ok()?)?.apply_keystream(&mut self.bytes);
        }
        Some(self.bytes[place % BLOCK])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Value, read_bytes};

    /// Made with LibreOffice, and the same with the scheme of Excel 2002, which another program (msoffcrypto) opens.
    const OLDER: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/velvet.xls"));
    const CRYPTO_API: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/velvet-crypto-api.xls"));

    #[test]
    fn what_excel_encrypts_by_itself_opens() {
        for file in [OLDER, CRYPTO_API] {
            let (_, workbook) = read_bytes(file).expect("a workbook");
            let sheet = &workbook.sheets[0];
            assert_eq!(sheet.name, "Biểu 02 - Chỉ tiêu");
            let at = |row, column| {
                sheet.cells.iter().find(|cell| (cell.row, cell.column) == (row, column)).map(|cell| &cell.value)
            };
            assert_eq!(at(1, 1), Some(&Value::Text("Số cuộc thanh tra, kiểm tra".to_owned())));
            assert_eq!((at(1, 3), at(1, 4)), (Some(&Value::Number(11.0)), Some(&Value::Number(13.0))));
            // Beyond the first blocks.
            assert_eq!(at(61, 4), Some(&Value::Number(60.0)));
            assert!(workbook.contradictions.is_empty());
        }
    }

    #[test]
    fn another_password_is_asked_for() {
        // A byte of the salt and one of the check; the cipher and a byte of the salt.
        for (file, bytes) in [(OLDER, [8, 48]), (CRYPTO_API, [22, 146])] {
            let stream = workbook_stream(file).expect("a stream");
            let (at, _) = place_of_key(&stream).expect("a key");
            let key = &stream[at + 4..at + 54];
            let place = memchr::memmem::find(file, key).expect("the key in the file");
            for byte in bytes {
                let mut other = file.to_vec();
                other[place + byte] ^= 1;
                assert_eq!(open(&other), Err(Refusal::Password));
                assert_eq!(read_bytes(&other), Err(Refusal::Password));
            }
            // The oldest way, which is no cipher.
            let mut obscured = file.to_vec();
            obscured[place] = 0;
            assert_eq!(read_bytes(&obscured), Err(Refusal::Password));
        }
    }

    #[test]
    fn what_is_not_encrypted_is_left_alone() {
        assert!(!is_encrypted(b""));
        assert!(!is_encrypted(&[0x09, 0x08, 0, 0, 0x0A, 0, 0, 0]));
        assert_eq!(open(b"no file"), Err(Refusal::Password));
    }
}
