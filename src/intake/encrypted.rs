//! Workbooks that are encrypted though nobody set a password to open them: Excel encrypts one whose structure or write access
//! is protected under a password of its own, and opens it without asking ([MS-OFFCRYPTO] 2.3). The cipher and the hashes
//! are RustCrypto's; what stands here is the document's own layout.

use std::io::{Cursor, Read};

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256, Block};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::Refusal;
use super::xml::{attribute, number};

/// The password that Excel itself uses.
const EXCELS_OWN: &str = "VelvetSweatshop";
/// Rounds of hashing that a file may ask for; Excel asks for 100,000, the standard allows a hundred times that.
const ROUNDS: u32 = 1_000_000;
/// Rounds of the older scheme ([MS-OFFCRYPTO] 2.3.4.7).
const OLDER_ROUNDS: u32 = 50_000;
/// Bytes of the package that are encrypted together.
const SEGMENT: usize = 4096;
/// What keys are made for ([MS-OFFCRYPTO] 2.3.4.13): the input of the check, its hash, the key of the package.
const FOR_INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const FOR_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const FOR_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// Excel's own password as it is hashed.
pub(super) fn excels_own_password() -> Vec<u8> {
    EXCELS_OWN.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The package within an encrypted file that opens without a password; the refusal for one that asks for it.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    package(bytes).ok_or(Refusal::Password)
}

fn package(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        file.open_stream(name).ok()?.read_to_end(&mut content).ok()?;
        Some(content)
    };
    let (info, encrypted) = (stream("/EncryptionInfo")?, stream("/EncryptedPackage")?);
    let size = usize::try_from(u64::from_le_bytes(encrypted.get(..8)?.try_into().ok()?)).ok()?;
    let content = encrypted.get(8..)?;
    let mut package = match info.get(..4)? {
        [4, 0, 4, 0] => Agile::read(info.get(8..)?)?.open(content)?,
        [2..=4, 0, 2, 0] => open_older(info.get(8..)?, content)?,
        _ => return None,
    };
    package.truncate(size);
    Some(package)
}

/// A hash by its name.
#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "SHA1" | "SHA-1" => Self::Sha1,
            "SHA256" | "SHA-256" => Self::Sha256,
            "SHA384" | "SHA-384" => Self::Sha384,
            "SHA512" | "SHA-512" => Self::Sha512,
            _ => return None,
        })
    }

    /// The hash of these bytes one after the other.
    fn digest(self, first: &[u8], second: &[u8]) -> Vec<u8> {
        fn of<D: Digest>(first: &[u8], second: &[u8]) -> Vec<u8> {
            D::new().chain_update(first).chain_update(second).finalize().to_vec()
        }
        match self {
            Self::Sha1 => of::<Sha1>(first, second),
            Self::Sha256 => of::<Sha256>(first, second),
            Self::Sha384 => of::<Sha384>(first, second),
            Self::Sha512 => of::<Sha512>(first, second),
        }
    }

    /// The password, salted and hashed so often.
    fn of_password(self, salt: &[u8], rounds: u32) -> Vec<u8> {
        let mut hash = self.digest(salt, &excels_own_password());
        for round in 0..rounds {
            hash = self.digest(&round.to_le_bytes(), &hash);
        }
        hash
    }
}

/// The scheme of Excel 2010 and later ([MS-OFFCRYPTO] 2.3.4.10).
struct Agile {
    /// Salt and hash of the package.
    package: Salted,
    /// Those of the password.
    password: Salted,
    rounds: u32,
    input: Vec<u8>,
    hash: Vec<u8>,
    key: Vec<u8>,
}

/// A salt, the hash it goes with, and the length of keys.
struct Salted {
    salt: Vec<u8>,
    hash: Hash,
    key_bytes: usize,
}

impl Salted {
    fn read(tag: &BytesStart<'_>) -> Option<Self> {
        let is_known = attribute(tag, "cipherAlgorithm")? == "AES"
            && attribute(tag, "cipherChaining")? == "ChainingModeCBC"
            && number::<usize>(tag, "blockSize")? == 16;
        let key_bytes = number::<usize>(tag, "keyBits")? / 8;
        is_known.then_some(Self {
            salt: base64(tag, "saltValue")?,
            hash: Hash::of(&attribute(tag, "hashAlgorithm")?)?,
            key_bytes,
        })
    }
}

impl Agile {
    fn read(xml: &[u8]) -> Option<Self> {
        let mut reader = Reader::from_reader(xml);
        let mut package = None;
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "keyData" => package = Some(Salted::read(&tag)?),
                    "encryptedKey" => {
                        return Some(Self {
                            package: package?,
                            password: Salted::read(&tag)?,
                            rounds: number(&tag, "spinCount").filter(|rounds| *rounds <= ROUNDS)?,
                            input: base64(&tag, "encryptedVerifierHashInput")?,
                            hash: base64(&tag, "encryptedVerifierHashValue")?,
                            key: base64(&tag, "encryptedKeyValue")?,
                        });
                    }
                    _ => {}
                },
                Event::Eof => return None,
                _ => {}
            }
        }
    }

    /// The package, where the password is Excel's own.
    fn open(&self, content: &[u8]) -> Option<Vec<u8>> {
        let own = &self.password;
        let password = own.hash.of_password(&own.salt, self.rounds);
        let decrypted = |purpose: &[u8], what: &[u8]| {
            let key = sized(own.hash.digest(&password, purpose), own.key_bytes);
            decrypt(&key, Some(&own.salt), what)
        };
        let expected = decrypted(&FOR_HASH, &self.hash)?;
        let hash = own.hash.digest(&decrypted(&FOR_INPUT, &self.input)?, &[]);
        if expected.get(..hash.len())? != hash {
            return None;
        }
        let mut key = decrypted(&FOR_KEY, &self.key)?;
        key.truncate(self.package.key_bytes);
        let mut package = Vec::with_capacity(content.len());
        for (number, segment) in (0_u32..).zip(content.chunks(SEGMENT)) {
            let start = sized(self.package.hash.digest(&self.package.salt, &number.to_le_bytes()), 16);
            package.extend(decrypt(&key, Some(&start), segment)?);
        }
        Some(package)
    }
}

/// The package under the scheme of Excel 2007 ([MS-OFFCRYPTO] 2.3.4.5): AES without chaining, SHA-1.
fn open_older(info: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let word = |at: usize| Some(u32::from_le_bytes(info.get(at..at + 4)?.try_into().ok()?));
    // The length of the header, then the header: flags, extra size, algorithm, hash, bits of the key.
    let header = word(0)? as usize;
    let (algorithm, key_bytes) = (word(12)?, word(20)? as usize / 8);
    if !matches!(algorithm, 0x660E..=0x6610) {
        return None;
    }
    let check = info.get(header.checked_add(4)?..)?;
    let (salt, input, hash) = (check.get(4..20)?, check.get(20..36)?, check.get(40..72)?);
    let password = Hash::Sha1.of_password(salt, OLDER_ROUNDS);
    let last = Hash::Sha1.digest(&password, &0_u32.to_le_bytes());
    let half = |filler: u8| {
        let mut block = [filler; 64];
        block.iter_mut().zip(&last).for_each(|(byte, other)| *byte ^= other);
        Hash::Sha1.digest(&block, &[])
    };
    let key = sized([half(0x36), half(0x5C)].concat(), key_bytes);
    let expected = decrypt(&key, None, hash)?;
    let found = Hash::Sha1.digest(&decrypt(&key, None, input)?, &[]);
    if expected.get(..found.len())? != found {
        return None;
    }
    decrypt(&key, None, content)
}

/// Bytes cut to a length, or filled up as the standard has it.
fn sized(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length.min(64), 0x36);
    bytes
}

/// AES over whole blocks, chained from `start` or not at all; what is left at the end is dropped.
fn decrypt(key: &[u8], start: Option<&[u8]>, content: &[u8]) -> Option<Vec<u8>> {
    let block = |bytes: &[u8]| Block::try_from(bytes).ok();
    let mut plain = Vec::with_capacity(content.len());
    let mut before = match start {
        Some(start) => Some(block(start.get(..16)?)?),
        None => None,
    };
    let cipher = Cipher::new(key)?;
    for encrypted in content.chunks_exact(16) {
        let encrypted = block(encrypted)?;
        let mut decrypted = encrypted;
        cipher.decrypt(&mut decrypted);
        if let Some(before) = &mut before {
            decrypted.iter_mut().zip(before.iter()).for_each(|(byte, other)| *byte ^= other);
            *before = encrypted;
        }
        plain.extend_from_slice(&decrypted);
    }
    Some(plain)
}

/// AES with a key of one of its three lengths.
enum Cipher {
    Short(Aes128),
    Middle(Aes192),
    Long(Aes256),
}

impl Cipher {
    fn new(key: &[u8]) -> Option<Self> {
        Some(match key.len() {
            16 => Self::Short(Aes128::new_from_slice(key).ok()?),
            24 => Self::Middle(Aes192::new_from_slice(key).ok()?),
            32 => Self::Long(Aes256::new_from_slice(key).ok()?),
            _ => return None,
        })
    }

    fn decrypt(&self, block: &mut Block) {
        match self {
            Self::Short(cipher) => cipher.decrypt_block(block),
            Self::Middle(cipher) => cipher.decrypt_block(block),
            Self::Long(cipher) => cipher.decrypt_block(block),
        }
    }
}

fn base64(tag: &BytesStart<'_>, name: &str) -> Option<Vec<u8>> {
    STANDARD.decode(attribute(tag, name)?.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_encrypted_file_asks_for_its_password() {
        assert_eq!(open(b""), Err(Refusal::Password));
        assert_eq!(open(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 damaged"), Err(Refusal::Password));
    }

    #[test]
    fn what_excel_encrypts_by_itself_opens() {
        let file = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/velvet.xlsx"));
        let (format, workbook) = super::super::read_bytes(file).expect("a workbook");
        assert_eq!(format, super::super::Format::Xlsx);
        assert_eq!(workbook.sheets.len(), 5);
        // One byte of the salt is another: the password is not Excel's.
        let salt = memchr::memmem::rfind(file, b"saltValue=\"").expect("a salt") + 11;
        let mut other = file.to_vec();
        other[salt] = if other[salt] == b'A' { b'B' } else { b'A' };
        assert_eq!(open(&other), Err(Refusal::Password));
    }

    #[test]
    fn aes_is_that_of_the_standard() {
        // FIPS 197, appendix C.1; the second block chained to the first, NIST SP 800-38A, F.2.1.
        let bytes = |hex: &str| -> Vec<u8> {
            (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect()
        };
        let plain =
            decrypt(&bytes("000102030405060708090a0b0c0d0e0f"), None, &bytes("69c4e0d86a7b0430d8cdb78070b4c55a"));
        assert_eq!(plain, Some(bytes("00112233445566778899aabbccddeeff")));
        let plain = decrypt(
            &bytes("2b7e151628aed2a6abf7158809cf4f3c"),
            Some(&bytes("000102030405060708090a0b0c0d0e0f")),
            &bytes("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"),
        );
        assert_eq!(plain, Some(bytes("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")));
    }
}
