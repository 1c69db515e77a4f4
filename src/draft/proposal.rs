//! The changes of a comparison as edits of the commentary: brought to where the report stands now, which others may have
//! changed since the draft was made.

use super::compare::{Change, ChangeKind, Comparison, Part, Words};
use super::paragraph::as_markdown;
use super::record::{DraftRecord, DraftedFigure, Kind};
use super::words::longest;
use crate::compose::{PlaceEdit, PlacePassages, Wanted, prose, styled_prose, without_figures};

/// What is proposed.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The edits, in the order of the report.
    pub edits: Vec<PlaceEdit>,
    /// What changed in paragraphs that are no longer in the report as they were drafted.
    pub conflicts: Vec<Change>,
    /// Figures in new words that have no code: they stand as they were printed, and do not change any more.
    pub without_code: Vec<(String, String)>,
}

/// Proposes edits of the commentary. `now` is the edition as it is composed today; `reference` the reference that prints a
/// figure of a code with these words.
pub fn propose(
    record: &DraftRecord,
    comparison: &Comparison,
    now: &[PlacePassages],
    reference: &dyn Fn(&str, &str) -> Option<String>,
) -> Proposal {
    let mut proposal = Proposal::default();
    for changed in comparison.places.iter().filter(|place| place.is_changed) {
        let Some(place) = now.iter().find(|place| place.place == changed.place) else {
            proposal.conflict(&changed.place, "", comparison);
            continue;
        };
        // Drafted passages by where they stand now.
        let is_passage = |kind: Kind| !matches!(kind, Kind::Box | Kind::Caption);
        let mut drafted: Vec<usize> = (0..record.blocks.len())
            .filter(|number| record.blocks[*number].place == changed.place && is_passage(record.blocks[*number].kind))
            .collect();
        if place.passages.first().is_some_and(|passage| passage.is_heading) && !drafted.is_empty() {
            drafted.remove(0);
        }
        let standing: Vec<usize> = (0..place.passages.len()).filter(|at| !place.passages[*at].is_heading).collect();
        let same = |number: &usize, at: &usize| {
            let block = &record.blocks[*number];
            match block.kind {
                Kind::Table | Kind::Chart => place.passages[*at].is_table_or_chart,
                _ => {
                    !place.passages[*at].is_table_or_chart
                        && without_figures(&block.text) == without_figures(&place.passages[*at].text)
                }
            }
        };
        let stands: Vec<(usize, usize)> = longest(&drafted, &standing, &same)
            .into_iter()
            .map(|(one, other)| (drafted[one], standing[other]))
            .collect();
        let at = |number: usize| stands.iter().find(|(known, _)| *known == number).map(|(_, at)| *at);
        let mut wanted: Vec<(Option<usize>, Wanted)> = Vec::new();
        for part in &changed.parts {
            match part {
                Part::Drafted(number) => wanted.extend(at(*number).map(|at| (Some(at), Wanted::Kept(at)))),
                Part::Words(_, Some(number)) if at(*number).is_none() => {
                    proposal.conflict(&changed.place, &record.blocks[*number].tag, comparison);
                }
                Part::Words(words, number) => {
                    let text = proposal.markdown(words, reference);
                    wanted.push((number.and_then(at), Wanted::Written(text)));
                }
            }
        }
        // What has come since the draft stays where it is.
        let come = standing.iter().filter(|at| !stands.iter().any(|(_, known)| known == *at));
        for at in come {
            let behind = wanted.iter().rposition(|(known, _)| known.is_some_and(|known| known < *at));
            wanted.insert(behind.map_or(0, |behind| behind + 1), (Some(*at), Wanted::Kept(*at)));
        }
        let heading = changed.heading.as_ref().map(|words| proposal.markdown(words, reference));
        let wanted: Vec<Wanted> = wanted.into_iter().map(|(_, wanted)| wanted).collect();
        let is_as_it_stands = wanted.len() == standing.len()
            && wanted.iter().zip(&standing).all(|(wanted, at)| *wanted == Wanted::Kept(*at));
        if heading.is_some() || !is_as_it_stands {
            proposal.edits.push(PlaceEdit { place: changed.place.clone(), heading, wanted });
        }
    }
    proposal
}

impl Proposal {
    /// What changed in a block, or in a place, is told and not done.
    fn conflict(&mut self, place: &str, tag: &str, comparison: &Comparison) {
        let is_meant =
            |change: &&Change| change.place == place && (tag.is_empty() || change.tag == tag) && change.kind.is_prose();
        let changes = comparison.changes.iter().filter(is_meant).cloned();
        self.conflicts.extend(changes.map(|change| Change { kind: ChangeKind::Unplaced, ..change }));
    }

    /// New words as the commentary has them.
    fn markdown(&mut self, words: &Words, reference: &dyn Fn(&str, &str) -> Option<String>) -> String {
        let mut without_code = Vec::new();
        let found = std::cell::RefCell::new(&mut without_code);
        let named = |figure: &DraftedFigure| {
            let reference = figure.has_code().then(|| reference(figure.code(), &figure.text)).flatten();
            if reference.is_none() {
                found.borrow_mut().push((figure.code().to_owned(), figure.text.clone()));
            }
            reference
        };
        let in_style = |text: &str, bold: bool, italic: bool, begins: bool| match (bold, italic, begins) {
            (false, false, true) => {
                let blank = if text.ends_with(' ') { " " } else { "" };
                format!("{}{blank}", prose(text))
            }
            _ => styled_prose(text, bold, italic),
        };
        let text = as_markdown(&words.tokens, &words.figures, &named, &in_style);
        self.without_code.extend(without_code);
        match (words.item, words.is_note) {
            (Some(level), _) => format!("{}- {text}", if level > 1 { "  " } else { "" }),
            (None, true) => format!("> {text}"),
            (None, false) => text,
        }
    }
}
