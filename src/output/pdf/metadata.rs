//! What the file says about itself: XMP, the document information, the output intent (ISO 19005-3, 6.6 and 6.2.3).

use lopdf::{Dictionary, Object, Stream};
use moxcms::ColorProfile;

use super::PdfError;
use super::file::{ObjectNumber, Objects};
use super::structure::text_string;
use crate::compose::Properties;

/// What made the file.
const PRODUCER: &str = concat!("tonghop ", env!("CARGO_PKG_VERSION"));

/// The document information dictionary; the same facts as the XMP.
pub(super) fn information(properties: &Properties, objects: &mut Objects) -> Result<ObjectNumber, PdfError> {
    let mut dictionary = Dictionary::new();
    dictionary.set("Title", text_string(&properties.title));
    dictionary.set("Author", text_string(&properties.author));
    dictionary.set("Subject", text_string(&properties.subject));
    dictionary.set("Keywords", text_string(&properties.keywords.join(", ")));
    dictionary.set("Creator", text_string(PRODUCER));
    dictionary.set("Producer", text_string(PRODUCER));
    let date = pdf_date(&properties.date);
    dictionary.set("CreationDate", Object::string_literal(date.clone()));
    dictionary.set("ModDate", Object::string_literal(date));
    objects.add(dictionary)
}

/// A day as a PDF date (ISO 32000-1, 7.9.4), at midnight in Vietnam.
pub(super) fn pdf_date(day: &str) -> String {
    format!("D:{}000000+07'00'", day.replace('-', ""))
}

/// The XMP packet, uncompressed so that archives find it without a PDF reader.
pub(super) fn xmp(properties: &Properties, objects: &mut Objects) -> Result<ObjectNumber, PdfError> {
    let [title, author, subject, keywords] =
        [&properties.title, &properties.author, &properties.subject, &properties.keywords.join(", ")]
            .map(|text| escaped(text));
    let date = format!("{}T00:00:00+07:00", properties.date);
    let packet = format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator><dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>{UNIVERSAL_ACCESS}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{FEFF}',
    );
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "Metadata");
    dictionary.set("Subtype", "XML");
    objects.add(Stream::new(dictionary, packet.into_bytes()))
}

/// The claim of PDF/UA-1, and the extension schema without which PDF/A knows nothing of it.
const UNIVERSAL_ACCESS: &str = r#"<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"#;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The output intent: sRGB, in which the greys of the pages are shown.
pub(super) fn output_intent(objects: &mut Objects) -> Result<ObjectNumber, PdfError> {
    let mut profile = ColorProfile::new_srgb().encode().map_err(|error| PdfError::ColourProfile(error.to_string()))?;
    // The day a profile was made (ICC.1, 7.2.10) would be today; the profile is always the same.
    const MADE: [u16; 6] = [2020, 1, 1, 0, 0, 0];
    for (place, number) in profile[24..36].chunks_exact_mut(2).zip(MADE) {
        place.copy_from_slice(&number.to_be_bytes());
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("N", 3);
    let stream = objects.add_deflated(dictionary, &profile)?;
    let mut intent = Dictionary::new();
    intent.set("Type", "OutputIntent");
    intent.set("S", "GTS_PDFA1");
    intent.set("OutputConditionIdentifier", Object::string_literal("sRGB"));
    intent.set("Info", Object::string_literal("sRGB IEC61966-2.1"));
    intent.set("RegistryName", Object::string_literal("http://www.color.org"));
    intent.set("DestOutputProfile", stream);
    objects.add(intent)
}
