//! Where a figure comes from: the tree of what it was computed from, down to the cells that agencies filled in.
//!
//! The tree is read off the figure's own [`Origin`](crate::model::Origin), not made up again, and every step of it is
//! computed anew from the cells: a trace that does not come out at the figure shows a fault of the program.

mod facts;
mod figures;
mod find;
#[cfg(test)]
mod recompute;
mod text;
mod tree;

pub use figures::{Figure, Trace, trace};
pub use find::{AgencyProblem, Item, ItemProblem, find_agency, find_item, items};
#[cfg(test)]
pub(crate) use recompute::Recomputation;
pub use text::lines;
pub use tree::{Node, Source, Value};
