//! Footnotes of the sample year's report in its file: tagged as PDF/UA-1 wants it, each with its way there and back, and found
//! as text.

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use common::Bench;
use lopdf::{Dictionary, Document, Object};

/// The structure elements of one type, with what each holds.
fn elements<'a>(document: &'a Document, kind: &[u8]) -> Vec<&'a Dictionary> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let is_of_kind = |dictionary: &&Dictionary| {
        dictionary.has(b"P") && dictionary.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind)
    };
    dictionaries.filter(is_of_kind).collect()
}

/// The kids of an element that are dictionaries, elements and references to annotations alike.
fn kids<'a>(document: &'a Document, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    let kids = element.get(b"K").map(|kids| match kids {
        Object::Array(kids) => kids.iter().collect(),
        one => vec![one],
    });
    let direct = |object: &'a Object| document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok());
    kids.unwrap_or_default().into_iter().filter_map(direct).collect()
}

fn name<'a>(element: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    element.get(key).and_then(Object::as_name).unwrap_or_default()
}

/// Whether a label stands in the element that is a link with its annotation.
fn has_linked_label(document: &Document, element: &Dictionary) -> bool {
    let labels = kids(document, element).into_iter().filter(|kid| name(kid, b"S") == b"Lbl");
    let links = labels.flat_map(|label| kids(document, label)).filter(|kid| name(kid, b"S") == b"Link");
    links.flat_map(|link| kids(document, link)).any(|kid| name(kid, b"Type") == b"OBJR")
}

#[test]
fn the_documents_of_provincial_bodies_stand_in_a_footnote() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    let bytes = bench.read("output/2026/bao-cao-ubnd.pdf");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let (notes, references) = (elements(&document, b"Note"), elements(&document, b"Reference"));
    assert_eq!((notes.len(), references.len()), (1, 1));
    assert!(notes.iter().chain(&references).all(|element| has_linked_label(&document, element)));
    let identifier = notes[0].get(b"ID").and_then(Object::as_str).expect("an identifier");
    let root = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).expect("a structure");
    let root = document.dereference(root).expect("a structure").1.as_dict().expect("a structure");
    let tree = document.dereference(root.get(b"IDTree").expect("identifiers")).expect("a tree").1;
    let names = tree.as_dict().and_then(|tree| tree.get(b"Names")).and_then(Object::as_array).expect("names");
    assert_eq!(names[0].as_str().expect("a name"), identifier);
    assert_eq!(names.len(), 2);
    let first = &pdf::measure(&bytes)[0];
    let note: Vec<&str> =
        first.spans.iter().filter(|span| span.role == "Note").map(|span| span.text.as_str()).collect();
    let note = note.join(" ").replace('\u{a0}', " ");
    for words in ["Sở Nội vụ: Thông báo số 579/TB-SNV, Kế hoạch số 104/KH-SNV;", "; còn 17 văn bản khác nêu tại"]
    {
        assert!(note.contains(words), "{note}");
    }
}
