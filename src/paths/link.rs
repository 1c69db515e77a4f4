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
pub struct Spellings {
    spelt: BTreeMap<Arc<str>, Arc<str>>,
    /// The archives of the files that lie in one, by the paths of those files.
    archives: BTreeMap<Arc<str>, Arc<str>>,
}

impl Spellings {
    /// From the paths as they are shown and as they are spelt.
    pub fn new(paths: impl Iterator<Item = (Arc<str>, Arc<str>)>) -> Self {
        Self { spelt: paths.filter(|(shown, spelt)| shown != spelt).collect(), archives: BTreeMap::new() }
    }

    /// Enters that files lie in archives: path of the file, path of the archive, both as they are shown.
    #[must_use]
    pub fn with_archives(self, files: impl Iterator<Item = (Arc<str>, Arc<str>)>) -> Self {
        Self { archives: files.collect(), ..self }
    }

    /// The archive that a file lies in, as it is shown.
    pub fn archive_of(&self, shown: &str) -> Option<&str> {
        self.archives.get(shown).map(|archive| &**archive)
    }

    /// How the disk spells the path that is shown so; for a file in an archive the path of the archive, which is what can
    /// be opened.
    pub fn of<'a>(&'a self, shown: &'a str) -> &'a str {
        let shown = self.archive_of(shown).unwrap_or(shown);
        self.spelt.get(shown).map_or(shown, |spelt| spelt)
    }

    /// The paths that are shown otherwise than they are spelt: shown, spelt.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.spelt.iter().map(|(shown, spelt)| (&**shown, &**spelt))
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

/// What a link of the workbook to a cell says behind the folder of the submissions: `a.xlsx#'Biểu 01'!C7`. No link leads
/// into an archive or to a cell of a document: such a one leads to the file.
pub fn cell_link(cell: &CellRef, spellings: &Spellings) -> String {
    if cell.is_in_document() || spellings.archive_of(cell.file()).is_some() {
        return spellings.link(cell.file()).into_owned();
    }
    let (file, sheet, address) = (spellings.link(cell.file()), cell.sheet(), cell.address());
    let mut link = String::with_capacity(file.len() + sheet.len() + address.len() + 8);
    link.extend([&file, "#'"]);
    for (number, part) in sheet.split('\'').enumerate() {
        link.extend([if number > 0 { "''" } else { "" }, part]);
    }
    link.extend(["'!", &address]);
    link
}

/// Length of a link as Excel counts it, in UTF-16 units.
pub fn link_units(link: &str) -> usize {
    link.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SheetKind, SheetRef};

    #[test]
    fn links_lead_to_the_file_as_it_is_spelt() {
        let paths = [("Xã.xlsx", "Xa\u{303}.xlsx"), ("a #1 50%.xlsx", "a #1 50%.xlsx")];
        let spellings = Spellings::new(paths.into_iter().map(|(shown, spelt)| (shown.into(), spelt.into())));
        let sheet =
            Arc::new(SheetRef { file: "Xã.xlsx".into(), sheet: "Biểu '1'".into(), kind: SheetKind::Worksheet });
        assert_eq!(cell_link(&CellRef::new(&sheet, 6, 2), &spellings), "Xa\u{303}.xlsx#'Biểu ''1'''!C7");
        assert_eq!(spellings.link("a #1 50%.xlsx"), "a %231 50%25.xlsx");
        assert_eq!(spellings.link("b.xlsx"), "b.xlsx");
        assert_eq!(spellings.all().count(), 1);
    }

    #[test]
    fn links_to_what_no_link_leads_into_lead_to_the_file() {
        let paths = [("Gửi.zip", "Gu\u{31B}\u{309}i.zip")].map(|(shown, spelt)| (shown.into(), spelt.into()));
        let inner: Arc<str> = "Gửi.zip/Xã/a.xlsx".into();
        let spellings =
            Spellings::new(paths.into_iter()).with_archives(std::iter::once((Arc::clone(&inner), "Gửi.zip".into())));
        let cell = |file: &Arc<str>, kind| {
            let sheet = Arc::new(SheetRef { file: Arc::clone(file), sheet: "Biểu 01".into(), kind });
            CellRef::new(&sheet, 6, 2)
        };
        assert_eq!(cell_link(&cell(&inner, SheetKind::Worksheet), &spellings), "Gu\u{31B}\u{309}i.zip");
        assert_eq!(spellings.of(&inner), "Gu\u{31B}\u{309}i.zip");
        assert_eq!(spellings.archive_of(&inner), Some("Gửi.zip"));
        let table = SheetKind::Table { lines_above: 1 };
        assert_eq!(cell_link(&cell(&"a #1.docx".into(), table), &spellings), "a %231.docx");
    }
}
