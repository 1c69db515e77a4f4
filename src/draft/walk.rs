//! A walk through a document that came back, from block to block: what became of each.

use super::compare::{Change, ChangeKind, Comparison, Part, PlaceNow, Remark, Words};
use super::matching::{Match, comparable, table_text, without};
use super::paragraph::{self, Fate, Outcome};
use super::record::{DraftRecord, DraftedBlock, DraftedFigure, Kind};
use super::view::{self, Returned};
use super::words::{Token, bag, of_pieces, shared};
use crate::intake::{WordComment, WordDocument};

/// The walk.
pub(super) struct Walk<'a> {
    pub(super) record: &'a DraftRecord,
    pub(super) returned: &'a [Returned],
    pub(super) found: &'a [Match],
    pub(super) missing: &'a [usize],
    pub(super) comparison: Comparison,
    /// Where the walk stands.
    pub(super) place: String,
    /// The numbers of the comments that have been told.
    pub(super) told: Vec<String>,
}

impl Walk<'_> {
    pub(super) fn places(&mut self) {
        for block in &self.record.blocks {
            if self.comparison.places.iter().all(|place| place.place != block.place) {
                let place = PlaceNow { place: block.place.clone(), ..PlaceNow::default() };
                self.comparison.places.push(place);
            }
        }
        self.place = self.record.blocks.first().map(|block| block.place.clone()).unwrap_or_default();
    }

    fn here(&mut self, place: &str) -> Option<&mut PlaceNow> {
        self.comparison.places.iter_mut().find(|known| known.place == place)
    }

    fn push(&mut self, part: Part, changed: bool) {
        let place = self.place.clone();
        if let Some(here) = self.here(&place) {
            here.parts.push(part);
            here.is_changed |= changed;
        }
    }

    pub(super) fn blocks(&mut self, document: &WordDocument) {
        for (at, block) in self.returned.iter().enumerate() {
            let of = match self.found[at] {
                Match::Same(number) => {
                    self.place.clone_from(&self.record.blocks[number].place);
                    Some(number)
                }
                Match::PartOf(number) => {
                    // A part before the rest stands at the place of the rest.
                    if self.found[at..].contains(&Match::Same(number)) {
                        self.place.clone_from(&self.record.blocks[number].place);
                    }
                    Some(number)
                }
                Match::Moved(number) => Some(number),
                Match::New => {
                    self.leave_boxes(at);
                    None
                }
            };
            let drafted = of.map(|number| &self.record.blocks[number]);
            match (self.found[at], drafted) {
                (Match::Same(number), Some(drafted)) => self.same(number, drafted, block),
                (Match::Moved(number), Some(drafted)) => self.moved(number, drafted, block),
                (Match::PartOf(_), Some(drafted)) => self.part(drafted, block),
                _ => self.added(block),
            }
            self.beside(block, document);
        }
    }

    /// What was put in behind the boxes of the first page or of an annex' head belongs to what follows.
    fn leave_boxes(&mut self, at: usize) {
        let is_box = |number: usize| self.record.blocks[number].kind == Kind::Box;
        let same = |of: &Match| match of {
            Match::Same(number) => Some(*number),
            _ => None,
        };
        let before = self.found[..at].iter().rev().find_map(same);
        let behind = self.found[at..].iter().find_map(same).filter(|number| !is_box(*number));
        if let Some(behind) = behind
            && before.is_none_or(is_box)
        {
            self.place.clone_from(&self.record.blocks[behind].place);
        }
    }

    fn change(&mut self, kind: ChangeKind, tag: &str, before: &str, after: &str, authors: &[String], code: &str) {
        self.comparison.changes.push(Change {
            kind,
            place: self.place.clone(),
            tag: tag.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            authors: authors.to_vec(),
            code: code.to_owned(),
        });
    }

    /// Comments and footnotes of a block.
    fn beside(&mut self, block: &Returned, document: &WordDocument) {
        for id in &block.comments {
            if self.told.contains(id) {
                continue;
            }
            self.told.push(id.clone());
            if let Some(comment) = document.comments.iter().find(|comment| comment.id == *id) {
                let remark = remark_of(comment, &self.place, &block.text);
                self.comparison.remarks.push(remark);
            }
        }
        for note in block.notes.iter().map(|note| view::normal(note)) {
            // What the draft was made with is no change.
            let mut drafted = self.record.blocks.iter().flat_map(|block| &block.notes);
            if !drafted.any(|drafted| view::normal(drafted) == note) {
                self.change(ChangeKind::Footnote, "", &block.text, &note, &block.authors, "");
            }
        }
    }

    fn outcome(&self, drafted: &DraftedBlock, block: &Returned) -> Outcome {
        let known = |tag: &str| {
            self.record.blocks.iter().flat_map(|block| &block.figures).find(|figure| figure.tag == tag).cloned()
        };
        paragraph::compare(drafted, &block.pieces, &known)
    }

    fn fates(&mut self, drafted: &DraftedBlock, block: &Returned, fates: &[Fate]) {
        let mut unlocked = Vec::new();
        for fate in fates {
            match fate {
                Fate::Retyped { figure, now } => {
                    self.change(
                        ChangeKind::FigureRetyped,
                        &drafted.tag,
                        &figure.text,
                        now,
                        &block.authors,
                        figure.code(),
                    );
                }
                Fate::Removed { figure } => {
                    // It may stand in another paragraph now.
                    let has_it = |other: &Returned| {
                        other
                            .pieces
                            .iter()
                            .any(|piece| piece.figure.as_ref().is_some_and(|(tag, _)| *tag == figure.tag))
                    };
                    let says_it = |other: &Returned| {
                        let tokens = of_pieces(&other.pieces);
                        tokens.iter().any(|token| token.text == figure.text && token.control.is_none())
                    };
                    let number = self.record.blocks.iter().position(|known| known.tag == drafted.tag);
                    let mut others =
                        self.returned.iter().zip(self.found).filter(|(other, _)| !std::ptr::eq(*other, block));
                    let is_elsewhere = others.any(|(other, of)| match of {
                        Match::PartOf(known) if Some(*known) == number => has_it(other) || says_it(other),
                        _ => !figure.has_code() && has_it(other),
                    });
                    if !is_elsewhere {
                        self.change(
                            ChangeKind::FigureRemoved,
                            &drafted.tag,
                            &figure.text,
                            "",
                            &block.authors,
                            figure.code(),
                        );
                    }
                }
                Fate::Unlocked { figure } => unlocked.push(figure.code().to_owned()),
            }
        }
        let lost_tag = !block.tags.contains(&drafted.tag);
        if lost_tag || !unlocked.is_empty() {
            let code = unlocked.join(", ");
            self.change(ChangeKind::ControlRemoved, &drafted.tag, &drafted.text, &block.text, &block.authors, &code);
        }
    }

    fn same(&mut self, number: usize, drafted: &DraftedBlock, block: &Returned) {
        match drafted.kind {
            Kind::Table => {
                self.table(drafted, block);
                self.push(Part::Drafted(number), false);
            }
            Kind::Chart => self.push(Part::Drafted(number), false),
            Kind::Box | Kind::Caption => {
                if comparable(&drafted.text, drafted.kind) != block.text {
                    self.change(ChangeKind::Setting, &drafted.tag, &drafted.text, &block.text, &block.authors, "");
                }
            }
            Kind::Heading | Kind::Paragraph | Kind::Note | Kind::Item(_) => {
                let outcome = self.outcome(drafted, block);
                let is_heading = drafted.kind == Kind::Heading && drafted.tag.ends_with("/1");
                if outcome.is_changed {
                    let kind = self.kind_of(number, block);
                    let after = if kind == ChangeKind::Split { self.parts_of(number) } else { block.text.clone() };
                    self.change(kind, &drafted.tag, &drafted.text, &after, &block.authors, "");
                }
                self.fates(drafted, block, &outcome.fates);
                let words = words_of(&outcome, Some(drafted.kind));
                match (is_heading, outcome.is_changed) {
                    (true, true) => {
                        let place = drafted.place.clone();
                        if let Some(here) = self.here(&place) {
                            here.heading = Some(words);
                            here.is_changed = true;
                        }
                    }
                    (true, false) => {}
                    (false, true) => self.push(Part::Words(words, Some(number)), true),
                    (false, false) => self.push(Part::Drafted(number), false),
                }
            }
        }
    }

    /// What a block that says something else has become.
    fn kind_of(&self, number: usize, block: &Returned) -> ChangeKind {
        let is_parted = self.found.contains(&Match::PartOf(number));
        let joined = self.missing.iter().filter(|other| self.is_joined(**other, block)).count();
        match (is_parted, joined) {
            (true, _) => ChangeKind::Split,
            (false, 0) => ChangeKind::Rewritten,
            (false, _) => ChangeKind::Joined,
        }
    }

    /// The parts of a block that was parted, one below the other.
    fn parts_of(&self, number: usize) -> String {
        let is_part = |of: &Match| matches!(of, Match::Same(known) | Match::Moved(known) | Match::PartOf(known) if *known == number);
        let parts =
            self.returned.iter().zip(self.found).filter(|(_, of)| is_part(of)).map(|(block, _)| block.text.as_str());
        parts.collect::<Vec<_>>().join("\n")
    }

    /// Whether a block says what a drafted one said that is gone.
    fn is_joined(&self, missing: usize, block: &Returned) -> bool {
        const MOST_OF_IT: usize = 70;
        let gone = &self.record.blocks[missing];
        if block.tags.contains(&gone.tag) && block.tags.len() > 1 {
            return true;
        }
        let own =
            self.returned.iter().position(|other| std::ptr::eq(other, block)).and_then(|at| match self.found[at] {
                Match::Same(number) => Some(&self.record.blocks[number]),
                _ => None,
            });
        let words = bag(&gone.text);
        let total: usize = words.values().sum();
        let said = own.map_or_else(|| bag(&block.text), |own| without(&bag(&block.text), &bag(&own.text)));
        total > 1 && 100 * shared(&words, &said) / total >= MOST_OF_IT
    }

    fn moved(&mut self, number: usize, drafted: &DraftedBlock, block: &Returned) {
        if matches!(drafted.kind, Kind::Box | Kind::Caption | Kind::Table | Kind::Chart) {
            self.change(ChangeKind::Unplaced, &drafted.tag, &drafted.text, &block.text, &block.authors, "");
            if matches!(drafted.kind, Kind::Table | Kind::Chart) {
                // A commentary cannot move it.
                self.keep(number);
            }
            return;
        }
        let outcome = self.outcome(drafted, block);
        self.change(ChangeKind::Moved, &drafted.tag, &drafted.text, &block.text, &block.authors, "");
        self.fates(drafted, block, &outcome.fates);
        let old = drafted.place.clone();
        if let Some(old) = self.here(&old) {
            old.is_changed = true;
        }
        self.push(Part::Words(words_of(&outcome, Some(drafted.kind)), None), true);
    }

    fn part(&mut self, drafted: &DraftedBlock, block: &Returned) {
        self.new_words(block, Some(drafted.kind));
    }

    fn added(&mut self, block: &Returned) {
        if block.text.is_empty() {
            return;
        }
        if block.rows.is_some() {
            return self.change(ChangeKind::Unplaced, "", "", &block.text, &block.authors, "");
        }
        self.change(ChangeKind::Added, "", "", &block.text, &block.authors, "");
        let is_item = block.text.starts_with("- ");
        let beside =
            self.comparison.places.iter().find(|place| place.place == self.place).and_then(|place| place.parts.last());
        // A paragraph that was typed behind an item in the item's style is an item too.
        let kind = match beside {
            _ if is_item => Some(Kind::Item(1)),
            Some(Part::Drafted(number) | Part::Words(_, Some(number))) => {
                let before = self.record.blocks[*number].kind;
                let styled = block.style.contains("Gach")
                    || block.style.contains("List")
                    || self.style_of(*number) == Some(&block.style);
                matches!(before, Kind::Item(_)).then_some(before).filter(|_| styled)
            }
            _ => None,
        };
        self.new_words(block, kind);
    }

    fn style_of(&self, number: usize) -> Option<&String> {
        let at = self.found.iter().position(|found| *found == Match::Same(number))?;
        Some(&self.returned[at].style)
    }

    /// Words that no drafted block has by itself; figures in them are figures.
    fn new_words(&mut self, block: &Returned, kind: Option<Kind>) {
        let blank = DraftedBlock {
            tag: String::new(),
            place: self.place.clone(),
            kind: Kind::Paragraph,
            text: String::new(),
            figures: Vec::new(),
            notes: Vec::new(),
        };
        let outcome = self.outcome(&blank, block);
        for fate in &outcome.fates {
            if let Fate::Retyped { figure, now } = fate {
                self.change(ChangeKind::FigureRetyped, "", &figure.text, now, &block.authors, figure.code());
            }
        }
        let mut words = words_of(&outcome, kind);
        if matches!(kind, Some(Kind::Item(_))) && words.tokens.first().is_some_and(|token| token.text == "-") {
            words.tokens.remove(0);
            words.tokens.iter_mut().take(1).for_each(|token| token.apart = false);
        }
        self.push(Part::Words(words, None), true);
    }

    /// The rows of a table that somebody changed, and its figures.
    fn table(&mut self, drafted: &DraftedBlock, block: &Returned) {
        let (before, after) = (table_text(&drafted.text), table_text(&block.text));
        if before != after {
            let (old, new): (Vec<&str>, Vec<&str>) = (before.split('\n').collect(), after.split('\n').collect());
            let pairs = super::words::longest(&old, &new, &|one, other| one == other);
            let (mut a, mut b) = (0, 0);
            let mut rows = Vec::new();
            for (next_a, next_b) in pairs.into_iter().chain([(old.len(), new.len())]) {
                let (gone, come) = (&old[a..next_a], &new[b..next_b]);
                for row in 0..gone.len().max(come.len()) {
                    rows.push((gone.get(row).copied().unwrap_or(""), come.get(row).copied().unwrap_or("")));
                }
                (a, b) = ((next_a + 1).min(old.len()), (next_b + 1).min(new.len()));
            }
            for (gone, come) in rows {
                self.change(ChangeKind::TableRow, &drafted.tag, gone, come, &block.authors, "");
            }
        }
        let mut unused: Vec<&DraftedFigure> = drafted.figures.iter().collect();
        let tokens = of_pieces(&block.pieces);
        for token in tokens.iter().filter(|token| token.control.is_some()) {
            let exact = unused.iter().position(|figure| {
                Some(&figure.tag) == token.control.as_ref() && view::normal(&figure.text) == view::normal(&token.text)
            });
            let found = exact.or_else(|| unused.iter().position(|figure| Some(&figure.tag) == token.control.as_ref()));
            if let Some(figure) = found.map(|at| unused.remove(at))
                && exact.is_none()
            {
                self.change(
                    ChangeKind::FigureRetyped,
                    &drafted.tag,
                    &figure.text,
                    &token.text,
                    &block.authors,
                    figure.code(),
                );
            }
        }
        let free: Vec<&Token> = tokens.iter().filter(|token| token.control.is_none()).collect();
        let mut lost = Vec::new();
        for figure in unused {
            if !free.iter().any(|token| view::normal(&token.text) == view::normal(&figure.text)) {
                self.change(ChangeKind::FigureRemoved, &drafted.tag, &figure.text, "", &block.authors, figure.code());
            } else {
                lost.push(figure.code().to_owned());
            }
        }
        if !lost.is_empty() || !block.tags.contains(&drafted.tag) {
            self.change(ChangeKind::ControlRemoved, &drafted.tag, "", "", &block.authors, &lost.join(", "));
        }
    }

    /// A drafted block stays where it was.
    fn keep(&mut self, number: usize) {
        let place = self.record.blocks[number].place.clone();
        if let Some(here) = self.here(&place) {
            let is_before =
                |part: &Part| matches!(part, Part::Drafted(known) | Part::Words(_, Some(known)) if *known < number);
            let behind = here.parts.iter().rposition(is_before).map_or(0, |at| at + 1);
            here.parts.insert(behind, Part::Drafted(number));
        }
    }

    /// The drafted blocks that are gone.
    pub(super) fn removed(&mut self) {
        for number in self.missing {
            let drafted = &self.record.blocks[*number];
            self.place.clone_from(&drafted.place);
            let joined = self.returned.iter().find(|block| self.is_joined(*number, block));
            let authors = joined.map(|block| block.authors.clone()).unwrap_or_default();
            let after = joined.map(|block| block.text.clone()).unwrap_or_default();
            let is_heading = drafted.kind == Kind::Heading && drafted.tag.ends_with("/1");
            let kind = match drafted.kind {
                _ if drafted.text.trim().is_empty() => continue,
                Kind::Box | Kind::Caption => ChangeKind::Setting,
                Kind::Heading if is_heading => ChangeKind::Unplaced,
                // Programs lose pictures; who deletes one deletes its caption.
                Kind::Chart if !self.missing.contains(&(number + 1)) => {
                    self.keep(*number);
                    ChangeKind::Unplaced
                }
                // It is told with the paragraph that says it now.
                _ if joined.is_some() => ChangeKind::Joined,
                _ => ChangeKind::Removed,
            };
            self.change(kind, &drafted.tag, &drafted.text, &after, &authors, "");
            let place = drafted.place.clone();
            if kind.is_prose()
                && let Some(here) = self.here(&place)
            {
                here.is_changed = true;
            }
        }
    }
}

pub(super) fn remark_of(comment: &WordComment, place: &str, about: &str) -> Remark {
    let text = view::normal(&comment.text);
    Remark { author: comment.author.clone(), place: place.to_owned(), text, about: about.to_owned() }
}

fn words_of(outcome: &Outcome, kind: Option<Kind>) -> Words {
    let item = match kind {
        Some(Kind::Item(level)) => Some(level),
        _ => None,
    };
    Words { tokens: outcome.tokens.clone(), figures: outcome.figures.clone(), item, is_note: kind == Some(Kind::Note) }
}
