//! Any zip archive: what comes out of it has a name, and is read like any file.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use tonghop::intake::unpack_bytes;

fuzz_target!(|bytes: &[u8]| {
    common::allow_contained_panics();
    let head: &[u8] = if bytes.starts_with(b"PK") { b"" } else { b"PK\x03\x04" };
    let Ok(members) = unpack_bytes(&[head, bytes].concat()) else { return };
    for member in members {
        assert!(!member.path.is_empty());
        if let Ok(bytes) = member.content {
            common::read(&bytes);
        }
    }
});
