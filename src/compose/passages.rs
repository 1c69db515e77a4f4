//! The passages of a place of the report: what stands below a heading up to the next one that has an anchor, each paragraph,
//! item, table and chart one, counted from 1. The heading is number 0.

use super::{Block, ListItem};

/// Where what stands before the first heading stands.
pub(super) const OPENING: &str = "mo-dau";

/// What a passage is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Whole(Block),
    /// An item, and which list of its place it belongs to; `None` where it joins the list that it stands in.
    Item(ListItem, Option<usize>),
}

/// A place: its heading, where it has one, and what stands below it.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) id: String,
    pub(super) heading: Option<Block>,
    pub(super) pieces: Vec<Piece>,
}

/// `blocks` by their places; the first is called `opening`.
pub(super) fn places(blocks: Vec<Block>, opening: &str) -> Vec<Place> {
    let mut places = vec![Place { id: opening.to_owned(), heading: None, pieces: Vec::new() }];
    let mut lists = 0;
    for block in blocks {
        match block {
            Block::Heading { ref anchor, .. } if !anchor.is_empty() => {
                places.push(Place { id: anchor.clone(), heading: Some(block), pieces: Vec::new() });
            }
            block => {
                lists += 1;
                if let Some(place) = places.last_mut() {
                    place.pieces.extend(pieces(block, Some(lists)));
                }
            }
        }
    }
    places
}

/// The passages that a block has: of a list one an item.
pub(super) fn pieces(block: Block, list: Option<usize>) -> Vec<Piece> {
    match block {
        Block::List(items) => items.into_iter().map(|item| Piece::Item(item, list)).collect(),
        block => vec![Piece::Whole(block)],
    }
}

impl Piece {
    /// Whether it counts as a passage: the end of a page is none.
    pub(super) fn counts(&self) -> bool {
        !matches!(self, Self::Whole(Block::PageBreak))
    }
}

/// Passages as blocks again: items that follow one another in one list are a list.
pub(super) fn joined(pieces: impl IntoIterator<Item = Piece>, into: &mut Vec<Block>) {
    let mut open: Option<(Vec<ListItem>, Option<usize>)> = None;
    for piece in pieces {
        match (piece, &mut open) {
            (Piece::Item(item, list), Some((items, of))) if list.is_none() || of.is_none() || list == *of => {
                items.push(item);
                *of = list.or(*of);
            }
            (Piece::Item(item, list), open) => {
                let before = open.replace((vec![item], list));
                into.extend(before.map(|(items, _)| Block::List(items)));
            }
            (Piece::Whole(block), open) => {
                into.extend(open.take().map(|(items, _)| Block::List(items)));
                into.push(block);
            }
        }
    }
    into.extend(open.map(|(items, _)| Block::List(items)));
}
