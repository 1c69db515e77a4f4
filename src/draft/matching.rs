//! Which block of a document that came back is which of the draft: by its tag, else by its words and its place.

use std::collections::BTreeMap;

use super::record::{DraftedBlock, Kind};
use super::view::{Returned, normal};
use super::words::{bag, likeness, shared};

/// What a returned block is of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// This block, where it stood.
    Same(usize),
    /// This block, elsewhere.
    Moved(usize),
    /// A further part of this block.
    PartOf(usize),
    /// None of it.
    New,
}

/// The blocks of both sides with their words.
struct Blocks<'a> {
    drafted: &'a [DraftedBlock],
    returned: &'a [Returned],
    texts: Vec<String>,
    bags: Vec<BTreeMap<String, usize>>,
    returned_bags: Vec<BTreeMap<String, usize>>,
    /// By drafted block: which returned one it is.
    of: Vec<Option<usize>>,
    /// By returned block.
    is: Vec<Option<usize>>,
}

/// The words of a block as they are compared; the cells and rows of a table stay apart.
pub(super) fn comparable(text: &str, kind: Kind) -> String {
    match kind {
        Kind::Table => table_text(text),
        _ => normal(text),
    }
}

/// A table's text with each cell in single blanks.
pub(super) fn table_text(text: &str) -> String {
    let line = |line: &str| line.split('\t').map(normal).collect::<Vec<_>>().join("\t");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Every returned block's match, and which drafted blocks have none.
pub(super) fn matches(drafted: &[DraftedBlock], returned: &[Returned]) -> (Vec<Match>, Vec<usize>) {
    let texts: Vec<String> = drafted.iter().map(|block| comparable(&block.text, block.kind)).collect();
    let mut blocks = Blocks {
        drafted,
        returned,
        bags: texts.iter().map(|text| bag(text)).collect(),
        texts,
        returned_bags: returned.iter().map(|block| bag(&block.text)).collect(),
        of: vec![None; drafted.len()],
        is: vec![None; returned.len()],
    };
    blocks.by_tag();
    blocks.by_words();
    blocks.by_likeness();
    let mut found: Vec<Match> = blocks.is.iter().map(|is| is.map_or(Match::New, Match::Same)).collect();
    for at in blocks.out_of_order() {
        if let Match::Same(number) = found[at] {
            found[at] = Match::Moved(number);
        }
    }
    blocks.parts(&mut found);
    let missing = (0..drafted.len()).filter(|number| blocks.of[*number].is_none()).collect();
    (found, missing)
}

impl Blocks<'_> {
    fn pair(&mut self, number: usize, at: usize) {
        self.of[number] = Some(at);
        self.is[at] = Some(number);
    }

    fn is_table(&self, at: usize) -> bool {
        self.returned[at].rows.is_some()
    }

    /// Of the blocks with a tag the one that says what was drafted, or comes nearest.
    fn by_tag(&mut self) {
        let mut by_tag: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, block) in self.returned.iter().enumerate() {
            for tag in &block.tags {
                by_tag.entry(tag).or_default().push(at);
            }
        }
        for number in 0..self.drafted.len() {
            let block = &self.drafted[number];
            let of_tag = by_tag.get(block.tag.as_str()).into_iter().flatten().copied();
            let free = of_tag.filter(|at| self.is[*at].is_none() && self.is_table(*at) == (block.kind == Kind::Table));
            let has_words = |at: &usize| block.kind == Kind::Chart || !self.returned[*at].text.is_empty();
            let said = |at: &usize| {
                let is_same = self.returned[*at].text == self.texts[number];
                (is_same, likeness(&self.bags[number], &self.returned_bags[*at]), usize::MAX - at)
            };
            if let Some(at) = free.filter(has_words).max_by_key(said) {
                self.pair(number, at);
            }
        }
    }

    /// What lost its tag and kept its words.
    fn by_words(&mut self) {
        let mut by_words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, block) in self.returned.iter().enumerate().rev() {
            if self.is[at].is_none() && !block.text.is_empty() {
                by_words.entry(&block.text).or_default().push(at);
            }
        }
        let mut pairs = Vec::new();
        for number in (0..self.drafted.len()).filter(|number| self.of[*number].is_none()) {
            if let Some(at) = by_words.get_mut(self.texts[number].as_str()).and_then(Vec::pop) {
                pairs.push((number, at));
            }
        }
        pairs.into_iter().for_each(|(number, at)| self.pair(number, at));
    }

    /// What lost its tag and was rewritten: between its neighbours first, then anywhere.
    fn by_likeness(&mut self) {
        const NEAR: usize = 45;
        const FAR: usize = 70;
        for least in [NEAR, FAR] {
            for number in (0..self.drafted.len()).filter(|number| self.of[*number].is_none()).collect::<Vec<_>>() {
                if matches!(self.drafted[number].kind, Kind::Chart) {
                    continue;
                }
                let before = (0..number).rev().find_map(|before| self.of[before]).map_or(0, |at| at + 1);
                let behind =
                    (number + 1..self.drafted.len()).find_map(|behind| self.of[behind]).unwrap_or(self.returned.len());
                let places = if least == NEAR { before..behind } else { 0..self.returned.len() };
                let is_table = self.drafted[number].kind == Kind::Table;
                let free = places.filter(|at| self.is[*at].is_none() && self.is_table(*at) == is_table);
                let likely = free.map(|at| (likeness(&self.bags[number], &self.returned_bags[at]), at));
                let best =
                    likely.filter(|(alike, _)| *alike >= least).max_by_key(|(alike, at)| (*alike, usize::MAX - at));
                if let Some((_, at)) = best {
                    self.pair(number, at);
                }
            }
        }
    }

    /// The returned blocks that have to move for the rest to stand as drafted: as few as can be.
    fn out_of_order(&self) -> Vec<usize> {
        let matched: Vec<(usize, usize)> =
            self.is.iter().enumerate().filter_map(|(at, is)| Some((at, (*is)?))).collect();
        // The longest rising run of numbers, by the last of each length.
        let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; matched.len()]);
        for (index, (_, number)) in matched.iter().enumerate() {
            let length = ends.partition_point(|end| matched[*end].1 < *number);
            before[index] = length.checked_sub(1).map(|length| ends[length]);
            if length == ends.len() {
                ends.push(index);
            } else {
                ends[length] = index;
            }
        }
        let mut stays = vec![false; matched.len()];
        let mut last = ends.last().copied();
        while let Some(index) = last {
            stays[index] = true;
            last = before[index];
        }
        matched.iter().zip(stays).filter(|(_, stays)| !stays).map(|((at, _), _)| *at).collect()
    }

    /// New blocks next to a drafted one whose words they have: it was parted.
    fn parts(&self, found: &mut [Match]) {
        const MOST_OF_IT: usize = 70;
        for at in 0..found.len() {
            if found[at] != Match::New || self.is_table(at) {
                continue;
            }
            let beside = |step: &dyn Fn(usize) -> Option<usize>| {
                let mut next = step(at)?;
                loop {
                    match found.get(next)? {
                        Match::Same(number) | Match::Moved(number) => return Some((*number, next)),
                        Match::PartOf(number) => return Some((*number, self.of[*number]?)),
                        Match::New => next = step(next)?,
                    }
                }
            };
            let neighbours = [beside(&|at| at.checked_sub(1)), beside(&|at| Some(at + 1))];
            let part = neighbours.into_iter().flatten().find(|(number, other)| {
                let words = &self.returned_bags[at];
                let total: usize = words.values().sum();
                // What the other part does not say of it.
                let left = without(&self.bags[*number], &self.returned_bags[*other]);
                total > 1 && 100 * shared(words, &left) / total >= MOST_OF_IT
            });
            if let Some((number, _)) = part {
                found[at] = Match::PartOf(number);
            }
        }
    }
}

/// The words of `all` that are not in `some`.
pub(super) fn without(all: &BTreeMap<String, usize>, some: &BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    let left =
        all.iter().map(|(word, count)| (word.clone(), count.saturating_sub(some.get(word).copied().unwrap_or(0))));
    left.filter(|(_, count)| *count > 0).collect()
}
