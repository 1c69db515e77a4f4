//! What agencies wrote beyond the form, as the template sees it: rows outside the plan, and notes.

use super::view::Maker;
use crate::compose::facts;
use crate::model::Traced;

facts! {
    pub(super) struct BeyondForm<'a> {
        rows: Vec<Row<'a>>,
        notes: Vec<NoteRow<'a>>,
    }
}

facts! {
    struct Row<'a> {
        agency: &'a str,
        name: &'a str,
        result: &'a str,
        /// The other cells, each with the head of its column.
        others: Vec<String>,
        place: Place<'a>,
    }
}

facts! {
    struct NoteRow<'a> {
        agency: &'a str,
        kind: &'static str,
        /// `CT07 · Thực hiện`; empty outside of tables.
        about: String,
        text: &'a str,
        place: Place<'a>,
    }
}

facts! {
    struct Place<'a> {
        path: &'a str,
        href: String,
        sheet: &'a str,
        cell: String,
    }
}

impl<'a> BeyondForm<'a> {
    pub(super) fn new(maker: &Maker<'a>) -> Self {
        let consolidation = maker.status.checked.consolidation();
        let name = |id: &str| consolidation.agency(id).map_or("", |report| report.body.name.as_str());
        let rows = consolidation.outside.iter().map(|entry| Row {
            agency: name(entry.agency.as_str()),
            name: entry.row.name.value(),
            result: entry.row.result.as_ref().map_or("", |result| result.value()),
            others: entry.row.others.iter().map(|cell| titled(&cell.column, cell.text.value())).collect(),
            place: Place::new(&entry.row.name, maker),
        });
        let notes = consolidation.notes.iter().filter(|own| own.note.kind.is_content()).map(|own| NoteRow {
            agency: name(own.agency.as_str()),
            kind: own.note.kind.vietnamese(),
            about: [own.note.row.as_str(), &own.note.column]
                .map(str::trim)
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            text: own.note.text.value(),
            place: Place::new(&own.note.text, maker),
        });
        Self { rows: rows.collect(), notes: notes.collect() }
    }
}

impl<'a> Place<'a> {
    fn new(text: &'a Traced<String>, maker: &Maker<'a>) -> Self {
        let cell = text.cell();
        let path = cell.map_or("", |cell| cell.file());
        Self {
            path,
            href: maker.link(path),
            sheet: cell.map_or("", |cell| cell.sheet()),
            cell: cell.map_or_else(String::new, |cell| cell.address()),
        }
    }
}

/// `Văn bản, sản phẩm: CV 9/UBND`.
fn titled(column: &str, text: &str) -> String {
    if column.is_empty() { text.to_owned() } else { format!("{column}: {text}") }
}
