//! Pages to PDF: page operations encoded by printpdf, the file finished to PDF/A-3a and PDF/UA-1 with lopdf.

use std::borrow::Cow;
use std::io::Write;

use crate::layout::Pages;

/// A file attached to a PDF as associated file.
#[derive(Clone, Debug)]
pub struct Attachment<'a> {
    /// Name: `tong-hop.xlsx`.
    pub name: &'a str,
    /// MIME type.
    pub mime: &'a str,
    /// Description, in Vietnamese.
    pub description: &'a str,
    /// Content.
    pub data: &'a [u8],
}

/// A PDF that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The sink failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A font could not be cut down to the glyphs in use.
    #[error("font subsetting failed: {0}")]
    Subset(String),
}

/// Writes `pages` to `sink`. `fonts` are the files that layout shaped with. Same pages, same bytes.
pub fn write_pdf(
    pages: &Pages,
    fonts: &[Cow<'static, [u8]>; 4],
    attachments: &[Attachment<'_>],
    sink: &mut dyn Write,
) -> Result<(), PdfError> {
    let _ = (pages, fonts, attachments, sink);
    todo!()
}
