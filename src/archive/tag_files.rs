//! The tag files of a new bag.

use std::fs;
use std::io;

use super::ArchiveError;
use super::bag_folder::{BAGGING_DATE, BagLink, Staging};
use super::seal::{Request, store};
use crate::bag::{
    BagInfo, Checksum, DECLARATION, DECLARATION_FILE, IDENTIFIER, INFO_FILE, MANIFEST_FILE, Manifest, PREVIOUS,
    PREVIOUS_SEAL, REPLACES, REPLACES_SEAL, TAG_MANIFEST_FILE,
};
use crate::check::CheckedYear;
use crate::model::BagName;
use crate::pipeline::BuildError;

/// Label of the program that made the bag.
pub(super) const SOFTWARE: &str = "Bag-Software-Agent";
/// Label of the day of issue.
pub(super) const DATE_ISSUED: &str = "Date-Issued";
/// Label of number and symbol of the report.
pub(super) const OWN_NUMBER: &str = "Internal-Sender-Identifier";
/// Label of the size of the payload: bytes, a point, files.
pub(super) const PAYLOAD_OXUM: &str = "Payload-Oxum";

/// The bags that a new one names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Links {
    /// The one sealed before it.
    pub(super) previous: Option<BagLink>,
    /// The revision it replaces.
    pub(super) replaces: Option<BagLink>,
}

/// What the bag says about itself.
pub(super) fn bag_info(
    request: &Request<'_>,
    checked: &CheckedYear,
    name: BagName,
    staging: &Staging,
    manifest: &Manifest,
    links: Links,
) -> Result<BagInfo, ArchiveError> {
    let settings = &checked.consolidation().settings;
    let (issuer, plan) = (&settings.report.issuer, &settings.plan.symbol);
    let length = |path: &String| fs::metadata(staging.folder().join(path)).map(|metadata| metadata.len());
    let bytes: io::Result<u64> = manifest.0.keys().map(length).sum();
    let bytes = bytes.map_err(|error| BuildError::output(staging.folder(), error))?;
    let mut info = BagInfo::default();
    info.add("Source-Organization", &issuer.name_in_text);
    info.add(BAGGING_DATE, request.today);
    info.add(IDENTIFIER, format!("{plan}/{name}"));
    info.add("External-Description", format!("{}: hồ sơ lưu trữ năm {}", settings.report.subject, request.year));
    info.add("Bag-Group-Identifier", plan);
    info.add(OWN_NUMBER, format!("{:02}/{}", request.release.number, issuer.symbol));
    info.add(DATE_ISSUED, request.release.date);
    info.add(PAYLOAD_OXUM, format!("{bytes}.{}", manifest.0.len()));
    info.add(SOFTWARE, request.program);
    if let Some(previous) = links.previous {
        info.add(PREVIOUS, previous.name);
        info.add(PREVIOUS_SEAL, previous.seal);
    }
    if let Some(replaces) = links.replaces {
        info.add(REPLACES, replaces.name);
        info.add(REPLACES_SEAL, replaces.seal);
    }
    if let Some(reason) = request.reason {
        info.add("Reason", reason);
    }
    Ok(info)
}

/// Writes the tag files, the manifest of them last, and gives its checksum: the seal.
pub(super) fn store_tag_files(
    staging: &Staging,
    manifest: &Manifest,
    info: &BagInfo,
) -> Result<Checksum, ArchiveError> {
    let files = [
        (DECLARATION_FILE, DECLARATION.to_owned()),
        (INFO_FILE, info.to_string()),
        (MANIFEST_FILE, manifest.to_string()),
    ];
    let checksums = files.iter().map(|(name, text)| ((*name).to_owned(), Checksum::of(text.as_bytes())));
    let tags = Manifest(checksums.collect()).to_string();
    for (name, text) in files.iter().map(|(name, text)| (*name, text.as_str())) {
        store(&staging.folder().join(name), |sink| sink.write_all(text.as_bytes()))?;
    }
    store(&staging.folder().join(TAG_MANIFEST_FILE), |sink| sink.write_all(tags.as_bytes()))?;
    Ok(Checksum::of(tags.as_bytes()))
}
