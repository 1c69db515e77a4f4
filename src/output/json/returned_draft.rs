//! A draft that came back as JSON (`tonghop/draft-changes/1`).

use serde::Serialize;

use crate::draft::{Change, Comparison, DraftRecord, Proposal};
use crate::model::{Bilingual, Language};

/// The version of the contract.
const SCHEMA: &str = "tonghop/draft-changes/1";

#[derive(Serialize)]
pub(super) struct ReturnedView<'a> {
    schema: &'static str,
    year: i16,
    edition: &'a str,
    changes: Vec<ChangeView<'a>>,
    comments: Vec<CommentView<'a>>,
    without_code: Vec<WithoutCodeView<'a>>,
    notices: Vec<&'a str>,
    commentary: Option<&'a str>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    kind: &'static str,
    place: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    tag: &'a str,
    before: &'a str,
    after: &'a str,
    author: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    code: &'a str,
    /// Tracked, and nobody has said whether it is to be taken.
    pending: bool,
}

#[derive(Serialize)]
struct CommentView<'a> {
    author: &'a str,
    place: &'a str,
    text: &'a str,
    about: &'a str,
}

#[derive(Serialize)]
struct WithoutCodeView<'a> {
    at: &'a str,
    text: &'a str,
}

impl<'a> ReturnedView<'a> {
    pub(super) fn new(
        record: &'a DraftRecord,
        comparison: &'a Comparison,
        proposal: &'a Proposal,
        left_aside: &'a [Bilingual],
        commentary: Option<&'a str>,
        language: Language,
    ) -> Self {
        let view = |change: &'a Change, pending: bool| ChangeView {
            kind: change.kind.key(),
            place: &change.place,
            tag: &change.tag,
            before: &change.before,
            after: &change.after,
            author: change.authors.join(", "),
            code: &change.code,
            pending,
        };
        let made = comparison.changes.iter().chain(&proposal.conflicts).map(|change| view(change, false));
        let pending = comparison.pending.iter().map(|change| view(change, true));
        let comments = comparison.remarks.iter().map(|remark| CommentView {
            author: &remark.author,
            place: &remark.place,
            text: &remark.text,
            about: &remark.about,
        });
        Self {
            schema: SCHEMA,
            year: record.year,
            edition: &record.edition,
            changes: made.chain(pending).collect(),
            comments: comments.collect(),
            without_code: proposal.without_code.iter().map(|(at, text)| WithoutCodeView { at, text }).collect(),
            notices: left_aside.iter().map(|sentence| sentence.get(language)).collect(),
            commentary,
        }
    }
}
