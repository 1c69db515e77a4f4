//! The plan as data: `plan.md` parsed into a tree whose nodes are the merge keys.

mod blocks;
mod labels;
mod mistakes;
mod parse;
mod tree;

pub use parse::{PlanError, parse_plan};
pub use tree::{Node, NodeKind, Plan, Role};
