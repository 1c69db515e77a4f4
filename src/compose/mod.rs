//! A consolidation to a [`Document`]: Tera templates yield Markdown, Markdown is parsed into semantic blocks.
//!
//! `numbers` is where figures become text: it takes them with their origin or not at all.
//! `facts` puts the consolidation into such numbers and Vietnamese text, `render` fills them into the template,
//! `markdown` makes blocks of what comes out, and `directives` builds the tables and charts that the template asks for,
//! whose many cells never go through it. `commentary` puts in what the staff
//! itself has to say, and `frame` adds the first page, the closing and the annexes' heads.

mod changes;
mod charts;
mod commentary;
mod directives;
mod document;
mod escape;
mod fact;
mod facts;
mod figure_codes;
mod figure_dates;
mod figure_marks;
#[cfg(test)]
pub(crate) mod fixture;
mod frame;
mod letter;
mod lookup;
mod markdown;
pub(crate) mod numbers;
#[cfg(test)]
pub(crate) mod origins;
mod render;
mod sentences;
mod shared;
mod tables;
mod template_counts;
mod template_limits;
#[cfg(test)]
mod tests;
mod typography;

use crate::check::CheckedYear;
use crate::config::{Edition, Workspace};
use crate::merge::Consolidation;
use crate::model::Bilingual;
pub use commentary::Commentary;
use facts::Facts;
use figure_codes::FigureCodes;
use lookup::Lookup;
use render::Sources;

pub use fact::Fact;
pub(crate) use fact::facts;
pub use figure_dates::date_to_decide;
pub use letter::{Reminder, compose_reminders};
pub use render::fill_html;

pub use document::{
    Align, Annex, Block, Chart, Closing, Column, Document, FirstPage, HeadCell, Inline, ListItem, Orientation,
    Properties, Row, RowKind, Series, Style, Table, TableCell,
};

/// A template that cannot be used: which, where, and what is expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problem.en)]
pub struct ComposeError {
    /// Name of the template: `report-full.md`.
    pub template: String,
    /// Line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong and what is expected.
    pub problem: Bilingual,
}

/// What văn thư gives a document when it is signed: number and date. A document without them is a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Số.
    pub number: u32,
    /// The day of issue.
    pub date: crate::model::Date,
}

/// Writes one edition of the report, with the staff's own assessments in it; a draft where there is no `release`.
pub fn compose(
    checked: &CheckedYear,
    edition: &Edition,
    release: Option<&Release>,
    commentary: &Commentary,
    workspace: &Workspace,
) -> Result<Document, ComposeError> {
    let sources = Sources::load(&edition.template, workspace)?;
    compose_from(checked.consolidation(), edition, release, commentary, &sources)
}

/// Writes one edition as a draft that people go on writing in: the document of [`compose`] without a release, word for word,
/// in which every figure stands by itself with its code.
pub fn compose_draft(
    checked: &CheckedYear,
    edition: &Edition,
    commentary: &Commentary,
    workspace: &Workspace,
) -> Result<Document, ComposeError> {
    let sources = Sources::load(&edition.template, workspace)?;
    draft_from(checked.consolidation(), edition, commentary, &sources)
}

/// Writes a draft with the templates at hand.
fn draft_from(
    consolidation: &Consolidation,
    edition: &Edition,
    commentary: &Commentary,
    sources: &Sources,
) -> Result<Document, ComposeError> {
    let (document, origins) = figure_marks::marked(|| compose_from(consolidation, edition, None, commentary, sources));
    let mut document = document?;
    let codes = FigureCodes::of(consolidation);
    let code = |number: usize| origins.get(number).and_then(|origin| codes.code(origin)).unwrap_or_default();
    figure_marks::resolve(&mut document, &code);
    Ok(document)
}

/// Writes one edition with the templates at hand.
fn compose_from(
    consolidation: &Consolidation,
    edition: &Edition,
    release: Option<&Release>,
    commentary: &Commentary,
    sources: &Sources,
) -> Result<Document, ComposeError> {
    let report = &consolidation.settings.report;
    let lookup = Lookup::new(consolidation);
    let rendered = sources.render(&Facts::new(&lookup, edition, release))?;
    let has_details = rendered.contains(directives::DETAILS);
    let mut answer = |directive: &markdown::Directive<'_>| directives::answer(directive, &lookup, has_details);
    let mut parsed = markdown::parse(&rendered, sources, &mut answer)?;
    commentary.insert_notes(&mut parsed);
    name_links(&mut parsed, sources)?;
    Ok(Document {
        properties: frame::properties(report, edition, &consolidation.settings.plan.symbol, release),
        first_page: frame::first_page(report, edition, release),
        body: parsed.body,
        closing: frame::closing(report.signatory_of(edition), &edition.recipients),
        annexes: frame::annexes(parsed.annexes, report, edition, release),
    })
}

/// Gives the links that lead to annexes their labels.
fn name_links(parsed: &mut markdown::Parsed, sources: &Sources) -> Result<(), ComposeError> {
    let labels = frame::labels(&parsed.annexes);
    let annexes = parsed.annexes.iter_mut().map(|annex| &mut annex.blocks);
    for blocks in std::iter::once(&mut parsed.body).chain(annexes) {
        frame::name_links(blocks, &labels).map_err(|anchor| {
            let known: Vec<String> = labels.iter().map(|(anchor, _)| format!("#{anchor}")).collect();
            let known = known.join(", ");
            let problem = Bilingual::new(
                format!("Liên kết [](#{anchor}) không dẫn đến phụ lục nào. Các phụ lục có trong mẫu: {known}."),
                format!("The link [](#{anchor}) leads to no annex. Annexes in the template: {known}."),
            );
            sources.error_at(&format!("(#{anchor})"), problem)
        })?;
    }
    Ok(())
}
