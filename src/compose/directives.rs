//! The fenced blocks of templates that stand for tables and charts.

use super::lookup::Lookup;
use super::markdown::Directive;
use super::{Block, charts, tables};
use crate::model::Bilingual;

/// What opens the directive for the annex that names of agencies lead to.
pub(super) const DETAILS: &str = "```table details";

/// The tables and charts there are, as a template names them.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "table",
        &[
            "submissions",
            "submissions-by-level",
            "progress-by-group",
            "progress-by-agency",
            "timeliness",
            "overdue",
            "indicators",
            "indicators-by-agency",
            "funding",
            "funding-by-agency",
            "catalogue",
            "details",
            "outside-plan",
        ],
    ),
    (
        "chart",
        &["submissions", "tasks", "completion", "completion-by-agency", "indicators", "funding", "funding-by-agency"],
    ),
];

/// The blocks a directive stands for. `has_details` tells whether the document has the annex that names of agencies
/// lead to.
pub(super) fn answer(
    directive: &Directive<'_>,
    lookup: &Lookup<'_>,
    has_details: bool,
) -> Result<Vec<Block>, Bilingual> {
    let caption = directive.caption.clone();
    Ok(match (directive.kind, directive.name) {
        ("table", "submissions") => tables::submissions(lookup, caption, has_details),
        ("table", "submissions-by-level") => tables::submissions_by_level(lookup, caption),
        ("table", "progress-by-group") => tables::progress_by_group(lookup, caption),
        ("table", "progress-by-agency") => tables::progress_by_agency(lookup, caption, has_details),
        ("table", "timeliness") => tables::timeliness(lookup, caption),
        ("table", "overdue") => tables::overdue(lookup, caption),
        ("table", "indicators") => tables::indicators(lookup, caption),
        ("table", "indicators-by-agency") => tables::indicators_by_agency(lookup, caption),
        ("table", "funding") => tables::funding(lookup, caption),
        ("table", "funding-by-agency") => tables::funding_by_agency(lookup, caption),
        ("table", "catalogue") => tables::catalogue(lookup, caption),
        ("table", "details") => tables::details(lookup),
        ("table", "outside-plan") => tables::outside(lookup, caption),
        ("chart", "tasks") => charts::tasks(lookup, caption),
        ("chart", "completion") => charts::completion(lookup, caption),
        ("chart", "funding") => charts::funding(lookup, caption),
        ("chart", "submissions") => charts::submissions(lookup, caption),
        ("chart", "completion-by-agency") => charts::completion_by_agency(lookup, caption),
        ("chart", "indicators") => charts::indicators(lookup, caption),
        ("chart", "funding-by-agency") => charts::funding_by_agency(lookup, caption),
        (kind, name) => return Err(unknown(kind, name)),
    })
}

/// What is wrong with a directive nobody knows: its kind, or its name.
fn unknown(kind: &str, name: &str) -> Bilingual {
    match KNOWN.iter().find(|(known, _)| *known == kind) {
        Some((_, names)) => Bilingual::new(
            format!("Không có ```{kind} {name}. Các tên dùng được sau ```{kind}: {}.", names.join(", ")),
            format!("There is no ```{kind} {name}. Names that can follow ```{kind}: {}.", names.join(", ")),
        ),
        None => {
            let kinds: Vec<String> = KNOWN.iter().map(|(known, _)| format!("```{known}")).collect();
            Bilingual::new(
                format!("Không có chỉ thị ```{kind}. Các chỉ thị dùng được: {}.", kinds.join(", ")),
                format!("There is no directive ```{kind}. Those that can be used: {}.", kinds.join(", ")),
            )
        }
    }
}
