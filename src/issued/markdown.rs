//! Blocks of `plan.md`, and the text that they make: whatever the parser of plans would not take as it is meant is kept as a
//! comment that says so.

use std::collections::BTreeSet;

use super::escape::guess;
use crate::plan::{Plan, PlanError, parse_plan};

/// Rounds of taking back what the parser does not take.
const ROUNDS: usize = 50;

/// A block of `plan.md`.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) markdown: String,
    /// The line of the source.
    pub(super) number: usize,
    /// What it says, where it may have to be said otherwise; empty of what the program says itself.
    pub(super) plain: Vec<String>,
    /// A line of text may go on in it.
    pub(super) is_open: bool,
}

impl Block {
    /// A block of the program's own, which the parser always takes.
    pub(super) fn fixed(markdown: impl Into<String>) -> Self {
        Self { markdown: markdown.into(), number: 0, plain: Vec::new(), is_open: false }
    }

    /// A block that says a text of the source.
    pub(super) fn of(markdown: impl Into<String>, number: usize, plain: impl Into<String>) -> Self {
        Self { markdown: markdown.into(), number, plain: vec![plain.into()], is_open: true }
    }
}

/// The text of `plan.md` that parses, and its plan; the mistakes of the first try where none does.
pub(super) fn settled(blocks: &[Block]) -> Result<(String, Plan), Vec<PlanError>> {
    let mut taken_back: BTreeSet<usize> = BTreeSet::new();
    let mut first: Option<Vec<PlanError>> = None;
    for _ in 0..ROUNDS {
        let (text, lines) = written(blocks, &taken_back);
        match parse_plan(&text) {
            Ok(plan) => return Ok((text, plan)),
            Err(mistakes) => {
                let before = taken_back.len();
                for mistake in &mistakes {
                    let at = lines.partition_point(|line| *line <= mistake.line).checked_sub(1);
                    taken_back.extend(at.filter(|at| blocks.get(*at).is_some_and(|block| !block.plain.is_empty())));
                }
                first.get_or_insert(mistakes);
                if taken_back.len() == before {
                    break;
                }
            }
        }
    }
    Err(first.unwrap_or_default())
}

/// The text of blocks, and the line on which each begins.
fn written(blocks: &[Block], taken_back: &BTreeSet<usize>) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut lines = Vec::with_capacity(blocks.len());
    let mut line = 1;
    for (at, block) in blocks.iter().enumerate() {
        lines.push(line);
        let markdown = if taken_back.contains(&at) { as_comment(block) } else { block.markdown.clone() };
        line += markdown.matches('\n').count() + 2;
        text.push_str(&markdown);
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    (text, lines)
}

fn as_comment(block: &Block) -> String {
    guess(&format!(
        "dòng {} của bản gốc không xếp được vào kế hoạch (số hoặc chữ bị trùng, hoặc không có nội dung); nguyên văn: {}",
        block.number,
        block.plain.join(" / ")
    ))
}
