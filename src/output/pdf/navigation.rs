//! Outline, page labels and links.

use lopdf::{Dictionary, Object};

use super::PdfError;
use super::file::{ObjectNumber, Objects};
use super::structure::{Annotation, text_string};
use crate::layout::{OutlineEntry, Pages};

/// A place on a page: the page and a height on it, as a destination.
fn destination(pages: &Pages, page_numbers: &[ObjectNumber], page: usize, y: f32) -> Object {
    let height = pages.pages.get(page).map_or(842.0, |page| page.height);
    let number = page_numbers.get(page).or(page_numbers.first());
    let target = number.map_or(Object::Null, |number| (*number).into());
    vec![target, "XYZ".into(), Object::Null, Object::Real(height - y), Object::Null].into()
}

/// Writes the nested outline; `None` where there are no entries.
pub(super) fn outline(
    pages: &Pages,
    page_numbers: &[ObjectNumber],
    objects: &mut Objects,
) -> Result<Option<ObjectNumber>, PdfError> {
    if pages.outline.is_empty() {
        return Ok(None);
    }
    let root = objects.reserve();
    let mut writer = Outline { pages, page_numbers, objects };
    let (first, last, _) = writer.siblings(&pages.outline, root)?;
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "Outlines");
    dictionary.set("First", first);
    dictionary.set("Last", last);
    dictionary.set("Count", top_level(&pages.outline) as i64);
    objects.put(root, dictionary)?;
    Ok(Some(root))
}

/// Entries of the outermost level, which is whatever level the first entry has.
fn top_level(entries: &[OutlineEntry]) -> usize {
    let level = entries.first().map_or(1, |entry| entry.level);
    entries.iter().filter(|entry| entry.level <= level).count()
}

struct Outline<'a> {
    pages: &'a Pages,
    page_numbers: &'a [ObjectNumber],
    objects: &'a mut Objects,
}

impl Outline<'_> {
    /// Writes entries that begin with one of their own level; first, last, and how many siblings.
    fn siblings(
        &mut self,
        entries: &[OutlineEntry],
        parent: ObjectNumber,
    ) -> Result<(ObjectNumber, ObjectNumber, usize), PdfError> {
        let level = entries[0].level;
        let mut starts: Vec<usize> =
            entries.iter().enumerate().filter(|(_, entry)| entry.level <= level).map(|(index, _)| index).collect();
        let count = starts.len();
        let first = self.objects.reserve_many(count);
        let number = |index: usize| ObjectNumber(first.0 + index as u32);
        starts.push(entries.len());
        for (index, bounds) in starts.windows(2).enumerate() {
            let [start, end] = *bounds else { continue };
            let entry = &entries[start];
            let mut dictionary = Dictionary::new();
            dictionary.set("Title", text_string(&entry.title));
            dictionary.set("Parent", parent);
            dictionary.set("Dest", destination(self.pages, self.page_numbers, entry.page, entry.y));
            if index > 0 {
                dictionary.set("Prev", number(index - 1));
            }
            if index + 1 < count {
                dictionary.set("Next", number(index + 1));
            }
            let below = &entries[start + 1..end];
            if !below.is_empty() {
                let (first_below, last_below, count_below) = self.siblings(below, number(index))?;
                dictionary.set("First", first_below);
                dictionary.set("Last", last_below);
                // Negative: closed until the reader opens it.
                dictionary.set("Count", -(count_below as i64));
            }
            self.objects.put(number(index), dictionary)?;
        }
        Ok((first, number(count - 1), count))
    }
}

/// Page labels as a number tree.
pub(super) fn labels(pages: &Pages) -> Dictionary {
    let mut nums: Vec<Object> = Vec::new();
    for range in &pages.labels {
        let mut label = Dictionary::new();
        label.set("S", "D");
        if !range.prefix.is_empty() {
            label.set("P", text_string(&range.prefix));
        }
        nums.push((range.first_page as i64).into());
        nums.push(label.into());
    }
    let mut tree = Dictionary::new();
    tree.set("Nums", nums);
    tree
}

/// Writes the link annotations of all pages; their numbers by page, and all of them in order.
pub(super) fn links(
    pages: &Pages,
    page_numbers: &[ObjectNumber],
    objects: &mut Objects,
) -> Result<(Vec<Vec<ObjectNumber>>, Vec<Annotation>), PdfError> {
    let mut by_page = Vec::with_capacity(pages.pages.len());
    let mut all: Vec<Annotation> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let mut own = Vec::with_capacity(page.links.len());
        for link in &page.links {
            let [left, top, width, height] = link.area;
            let bottom = page.height - top - height;
            let mut dictionary = Dictionary::new();
            dictionary.set("Type", "Annot");
            dictionary.set("Subtype", "Link");
            dictionary.set("Rect", [left, bottom, left + width, bottom + height].map(Object::Real).to_vec());
            dictionary.set("Border", vec![0.into(), 0.into(), 0.into()]);
            // Print (ISO 19005-3, 6.3.2), and a description (ISO 14289-1, 7.18.5).
            dictionary.set("F", 4);
            dictionary.set("Contents", text_string(&link.text));
            dictionary.set("Dest", destination(pages, page_numbers, link.page, link.y));
            dictionary.set("StructParent", (page_numbers.len() + all.len()) as i64);
            let annotation = objects.add(dictionary)?;
            own.push(annotation);
            all.push(Annotation { number: annotation, page: number, tag: link.tag });
        }
        by_page.push(own);
    }
    Ok((by_page, all))
}
