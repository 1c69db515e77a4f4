//! The documents by which provincial bodies direct the work, for the footnote that names them.

use super::super::fact::facts;
use super::super::lookup::Lookup;
use super::super::numbers::Count;
use crate::model::{Field, Origin, Traced};
use crate::vietnamese::named_documents;

/// More documents than these are counted and stand in an annex.
const NAMED: usize = 12;

facts! {
    /// Documents with a number that provincial bodies give in their reports, each once.
    pub(super) struct Directing {
        count: Count,
        /// Bodies that give any.
        bodies: Count,
        /// Those that are named, by the body that gives them, in the order of the registry.
        named: Vec<Body>,
        /// Those that are not.
        further: Count,
    }
}

facts! {
    struct Body {
        name: String,
        /// `Kế hoạch số 610/KH-SGDĐT, Quyết định số 806/QĐ-SGDĐT`.
        documents: String,
    }
}

/// A document as it is cited, and the cell that names it.
struct Document {
    citation: String,
    origin: Origin,
}

impl Directing {
    pub(super) fn new(lookup: &Lookup<'_>) -> Self {
        let bodies = documents(lookup);
        let shown = shares(&bodies.iter().map(|(_, documents)| documents.len()).collect::<Vec<_>>());
        let origins = |documents: &[Document]| documents.iter().map(|one| one.origin.clone()).collect::<Vec<Origin>>();
        let further = bodies.iter().zip(&shown).flat_map(|((_, all), shown)| origins(&all[*shown..])).collect();
        let named = bodies.iter().zip(&shown).filter(|(_, shown)| **shown > 0).map(|((place, all), shown)| Body {
            name: lookup.name(*place).to_owned(),
            documents: all[..*shown].iter().map(|one| one.citation.as_str()).collect::<Vec<_>>().join(", "),
        });
        Self {
            named: named.collect(),
            count: Traced::number(bodies.iter().flat_map(|(_, all)| origins(all)).collect()).into(),
            // A body counts for the first document it gives.
            bodies: Traced::number(bodies.iter().flat_map(|(_, all)| origins(&all[..1])).collect()).into(),
            further: Traced::number(further).into(),
        }
    }
}

/// The documents of each provincial body that gives any: its place, and they in the order of the plan. One that several
/// bodies give is that of the first.
fn documents(lookup: &Lookup<'_>) -> Vec<(usize, Vec<Document>)> {
    let mut known: Vec<String> = Vec::new();
    let mut bodies = Vec::new();
    for (place, entries) in lookup.entries_by_agency().into_iter().enumerate() {
        if lookup.is_territorial(place) {
            continue;
        }
        let mut own = Vec::new();
        for text in entries.iter().filter_map(|(_, entry)| entry.record.text(Field::Documents)) {
            for document in named_documents(text.value()) {
                if !known.contains(&document.symbol) {
                    known.push(document.symbol);
                    own.push(Document { citation: document.citation, origin: text.origin().clone() });
                }
            }
        }
        if !own.is_empty() {
            bodies.push((place, own));
        }
    }
    bodies
}

/// How many documents of each body are named: one of each in turn until there are enough, so that no body with many leaves
/// others unnamed.
fn shares(counts: &[usize]) -> Vec<usize> {
    let mut shown = vec![0; counts.len()];
    let mut left = NAMED.min(counts.iter().sum());
    while left > 0 {
        for (shown, count) in shown.iter_mut().zip(counts) {
            if left > 0 && *shown < *count {
                *shown += 1;
                left -= 1;
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::*;

    #[test]
    fn each_body_is_named_before_any_is_named_twice() {
        assert_eq!(shares(&[12, 4, 4, 2, 3, 1, 3]), [2, 2, 2, 2, 2, 1, 1]);
        assert_eq!(shares(&[3, 1]), [3, 1]);
        assert_eq!(shares(&[40]), [12]);
        assert_eq!(shares(&[]), Vec::<usize>::new());
    }

    /// The year in which these bodies give these documents at their first task, and no others any.
    fn directing(given: &[(&str, &str)]) -> serde_json::Value {
        let consolidation = fixture::year_2026(|expected| {
            let submissions = expected["submissions"].as_object_mut().expect("submissions");
            for (agency, submission) in submissions {
                let parts = submission.as_object_mut().expect("parts").values_mut();
                for row in parts.filter_map(|part| part.as_object_mut()).flat_map(|rows| rows.values_mut()) {
                    if let Some(row) = row.as_object_mut() {
                        row.remove("documents");
                    }
                }
                if let Some((_, documents)) = given.iter().find(|(id, _)| id == agency) {
                    let tasks = submission["tasks"].as_object_mut().expect("tasks");
                    tasks.values_mut().next().expect("a task")["documents"] = (*documents).into();
                }
            }
        });
        serde_json::to_value(Directing::new(&Lookup::new(&consolidation))).expect("facts")
    }

    #[test]
    fn documents_of_provincial_bodies_are_named_once() {
        let facts = directing(&[
            ("so-gddt", "610/KH-SGDĐT; Quyết định số 806/QĐ-SGDĐT ngày 02/3/2026; tập huấn 04 lớp"),
            ("so-nv", "610/KH-SGDĐT, 104/KH-SNV"),
            ("25459", "434/QĐ-UBND"),
        ]);
        let wanted = serde_json::json!({
            "count": 3,
            "bodies": 2,
            "named": [
                {
                    "name": "Sở Giáo dục và Đào tạo",
                    "documents": "Kế hoạch số 610/KH-SGDĐT, Quyết định số 806/QĐ-SGDĐT ngày 02/03/2026",
                },
                { "name": "Sở Nội vụ", "documents": "Kế hoạch số 104/KH-SNV" },
            ],
            "further": 0,
        });
        assert_eq!(facts, wanted);
    }

    #[test]
    fn what_is_too_much_for_a_footnote_is_counted() {
        let many: Vec<String> = (1..=20).map(|number| format!("{number}/KH-SGDĐT")).collect();
        let facts = directing(&[("so-gddt", &many.join("; ")), ("so-nv", "104/KH-SNV")]);
        assert_eq!((&facts["count"], &facts["further"]), (&21.into(), &9.into()));
        assert_eq!(facts["named"][1]["documents"], "Kế hoạch số 104/KH-SNV");
        assert!(facts["named"][0]["documents"].as_str().expect("words").ends_with("Kế hoạch số 11/KH-SGDĐT"));
        assert_eq!(directing(&[])["count"], 0);
    }
}
