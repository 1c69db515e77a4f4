//! BagIt 1.0 (RFC 8493) as far as any reader of a bag needs it: its tag files as text, and a file of it with the proof that it
//! is the one that was sealed. `archive` makes and verifies bags; `pipeline` takes an earlier year's data out of one.

mod sealed_file;
mod tags;

pub(crate) use sealed_file::{SealedFileError, read_sealed};
pub use tags::Checksum;
pub(crate) use tags::{
    BagInfo, DECLARATION, DECLARATION_FILE, INFO_FILE, MANIFEST_FILE, Manifest, PAYLOAD, TAG_MANIFEST_FILE, is_inside,
};

/// Label of the bag's own name in `bag-info.txt`; the name stands behind its last `/`.
pub(crate) const IDENTIFIER: &str = "External-Identifier";

/// The name that a bag gives itself: `2026-r2` of `2739/KH-UBND/2026-r2`. It must be that of its folder.
pub(crate) fn own_name(info: &BagInfo) -> Option<&str> {
    info.get(IDENTIFIER)?.rsplit('/').next()
}
