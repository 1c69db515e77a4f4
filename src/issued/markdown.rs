//! Blocks of `plan.md`, and the text that they make: whatever the parser of plans would not take as it is meant is kept as a
//! comment that says so.

use std::collections::{BTreeMap, BTreeSet};

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
    /// How else it may be said, before it becomes a comment.
    pub(super) second: Option<String>,
}

impl Block {
    /// A block of the program's own, which the parser always takes.
    pub(super) fn fixed(markdown: impl Into<String>) -> Self {
        Self { markdown: markdown.into(), number: 0, plain: Vec::new(), is_open: false, second: None }
    }

    /// A block that says a text of the source.
    pub(super) fn of(markdown: impl Into<String>, number: usize, plain: impl Into<String>) -> Self {
        Self { markdown: markdown.into(), number, plain: vec![plain.into()], is_open: true, second: None }
    }
}

/// The text of `plan.md` that parses, and its plan; the mistakes of the first try where none does.
pub(super) fn settled(blocks: &[Block]) -> Result<(String, Plan), Vec<PlanError>> {
    let mut taken_back: BTreeMap<usize, usize> = BTreeMap::new();
    let mut first: Option<Vec<PlanError>> = None;
    for _ in 0..ROUNDS {
        let (text, lines) = written(blocks, &taken_back);
        match parse_plan(&text) {
            Ok(plan) => return Ok((text, plan)),
            Err(mistakes) => {
                let at = |mistake: &PlanError| lines.partition_point(|line| *line <= mistake.line).checked_sub(1);
                let at: BTreeSet<usize> = mistakes.iter().filter_map(at).collect();
                let may_go_back = |at: &usize| {
                    let block = blocks.get(*at).filter(|block| !block.plain.is_empty());
                    let ways = block.map_or(0, |block| 1 + usize::from(block.second.is_some()));
                    taken_back.get(at).copied().unwrap_or(0) < ways
                };
                let back: Vec<usize> = at.into_iter().filter(may_go_back).collect();
                first.get_or_insert(mistakes);
                if back.is_empty() {
                    break;
                }
                back.into_iter().for_each(|at| *taken_back.entry(at).or_default() += 1);
            }
        }
    }
    Err(first.unwrap_or_default())
}

/// The text of blocks, and the line on which each begins.
fn written(blocks: &[Block], taken_back: &BTreeMap<usize, usize>) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut lines = Vec::with_capacity(blocks.len());
    let mut line = 1;
    for (at, block) in blocks.iter().enumerate() {
        lines.push(line);
        let markdown = match (taken_back.get(&at), &block.second) {
            (None, _) => block.markdown.clone(),
            (Some(1), Some(second)) => second.clone(),
            (Some(_), _) => as_comment(block),
        };
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
