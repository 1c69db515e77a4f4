//! Links of the workbook to submissions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::CellRef;

/// UTF-16 units that a link may have behind the folder of the submissions: Excel follows none of more than 255, and
/// `../../inputs/2026/` stands before it.
pub const LINK_UNITS: usize = 255 - "../../inputs/2026/".len();

/// How the disk spells the paths that are shown otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spellings(BTreeMap<Arc<str>, Arc<str>>);

impl Spellings {
    /// From the paths as they are shown and as they are spelt.
    pub fn new(paths: impl Iterator<Item = (Arc<str>, Arc<str>)>) -> Self {
        Self(paths.filter(|(shown, spelt)| shown != spelt).collect())
    }

    /// How the disk spells the path that is shown so.
    pub fn of<'a>(&'a self, shown: &'a str) -> &'a str {
        self.0.get(shown).map_or(shown, |spelt| spelt)
    }

    /// The paths that are shown otherwise than they are spelt: shown, spelt.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(shown, spelt)| (&**shown, &**spelt))
    }

    /// What a link to a submission says behind their folder.
    pub fn link<'a>(&'a self, shown: &'a str) -> Cow<'a, str> {
        let spelt = self.of(shown);
        // What follows a `#` is a place in the file.
        if spelt.contains(['#', '%']) {
            return Cow::Owned(spelt.replace('%', "%25").replace('#', "%23"));
        }
        Cow::Borrowed(spelt)
    }
}

/// What a link of the workbook to a cell says behind the folder of the submissions: `a.xlsx#'Biểu 01'!C7`.
pub fn cell_link(cell: &CellRef, spellings: &Spellings) -> String {
    format!("{}#'{}'!{}", spellings.link(cell.file()), cell.sheet().replace('\'', "''"), cell.address())
}

/// Length of a link as Excel counts it, in UTF-16 units.
pub fn link_units(link: &str) -> usize {
    link.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SheetRef;

    #[test]
    fn links_lead_to_the_file_as_it_is_spelt() {
        let paths = [("Xã.xlsx", "Xa\u{303}.xlsx"), ("a #1 50%.xlsx", "a #1 50%.xlsx")];
        let spellings = Spellings::new(paths.into_iter().map(|(shown, spelt)| (shown.into(), spelt.into())));
        let sheet = Arc::new(SheetRef { file: "Xã.xlsx".into(), sheet: "Biểu '1'".into() });
        assert_eq!(cell_link(&CellRef::new(&sheet, 6, 2), &spellings), "Xa\u{303}.xlsx#'Biểu ''1'''!C7");
        assert_eq!(spellings.link("a #1 50%.xlsx"), "a %231 50%25.xlsx");
        assert_eq!(spellings.link("b.xlsx"), "b.xlsx");
        assert_eq!(spellings.all().count(), 1);
    }
}
