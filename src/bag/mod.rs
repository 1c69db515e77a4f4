//! BagIt 1.0 (RFC 8493) as far as any reader of a bag needs it: its tag files as text, and a file of it with the proof that it
//! is the one that was sealed. `archive` makes and verifies bags; `pipeline` takes an earlier year's data out of one.

mod regular;
mod sealed_file;
mod tags;

pub(crate) use regular::{UnreadFile, read_regular};
pub(crate) use sealed_file::{SealedFileError, read_sealed};
pub(crate) use tags::{
    BagInfo, DECLARATION, DECLARATION_FILE, INFO_FILE, MANIFEST_FILE, Manifest, PAYLOAD, TAG_MANIFEST_FILE,
};
pub use tags::{Checksum, LineFault};

/// Label of the bag sealed before, and of its seal then.
pub(crate) const PREVIOUS: &str = "Previous-Bag";
/// The seal of [`PREVIOUS`].
pub(crate) const PREVIOUS_SEAL: &str = "Previous-Bag-Tagmanifest-SHA256";
/// Label of the revision that a bag replaces.
pub(crate) const REPLACES: &str = "Replaces-Bag";
/// The seal of [`REPLACES`].
pub(crate) const REPLACES_SEAL: &str = "Replaces-Bag-Tagmanifest-SHA256";
/// What a rebuild needs and the files themselves do not say.
pub(crate) const RECORD_PATH: &str = "data/record.json";

/// Label of the bag's own name in `bag-info.txt`; the name stands behind its last `/`.
pub(crate) const IDENTIFIER: &str = "External-Identifier";

/// The name that a bag gives itself: `2026-r2` of `2739/KH-UBND/2026-r2`. It must be that of its folder.
pub(crate) fn own_name(info: &BagInfo) -> Option<&str> {
    info.get(IDENTIFIER)?.rsplit('/').next()
}
