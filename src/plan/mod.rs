//! The plan as data: `plan.md` parsed into a tree whose nodes are the merge keys.

mod blocks;
mod labels;
mod mistakes;
mod open_nodes;
mod parse;
mod table_rows;
mod tree;
mod unread;

pub use parse::{PlanError, parse_plan};
pub use tree::{Node, NodeKind, Passage, Plan, Role, TO_CONFIRM};
