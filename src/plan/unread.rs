//! What the Markdown of a plan holds that is in none of its blocks: the target of a link that nothing uses, the cells of a row
//! that has more than its table, the attributes of a heading that mean nothing. None of it may go without a word.

use super::Passage;
use super::blocks::{Block, Content};

/// The signs that Markdown may take for its own; what else is missing from a block is text that was lost.
const SIGNS: &[char] =
    &['#', '*', '_', '|', '-', '+', '>', '~', '`', '\\', '[', ']', '(', ')', '{', '}', '!', '<', ':', '=', '.'];

/// The passages of `markdown` that are in no block, in the order of their lines.
pub(super) fn unread(markdown: &str, blocks: &[Block]) -> Vec<Passage> {
    // A block holds what stands between its beginning and that of the next one.
    let starts = blocks.iter().map(|block| block.start);
    let ends = blocks.iter().skip(1).map(|block| block.start).chain([markdown.len()]);
    let mut found = Found { markdown, line: 1, counted: 0, passages: Vec::new() };
    let first = blocks.first().map_or(markdown.len(), |block| block.start);
    found.compare(0, first, String::new());
    for ((block, start), end) in blocks.iter().zip(starts).zip(ends) {
        found.compare(start, end.max(start), words(&block.content));
    }
    found.passages
}

/// All that a block holds, in the order in which the Markdown has it.
fn words(content: &Content) -> String {
    match content {
        Content::Heading { id, classes, text, .. } => {
            format!("{text} {} {}", id.as_deref().unwrap_or_default(), classes.join(" "))
        }
        Content::Paragraph(text) | Content::Comment(text) => text.clone(),
        Content::Item { mark, text, .. } => format!("{mark} {text}"),
        Content::Table { head, rows } => {
            let rows = rows.iter().flat_map(|row| &row.cells);
            head.iter().chain(rows).map(String::as_str).collect::<Vec<_>>().join(" ")
        }
        Content::Rule => String::new(),
    }
}

struct Found<'a> {
    markdown: &'a str,
    /// The line at the byte `counted`.
    line: usize,
    counted: usize,
    passages: Vec<Passage>,
}

impl Found<'_> {
    /// Notes what the Markdown has between two bytes and `words` have not.
    fn compare(&mut self, start: usize, end: usize, words: String) {
        let markdown = self.markdown;
        let mut words = words.chars().filter(|sign| counts(*sign)).peekable();
        let mut lost: Option<(usize, usize)> = None;
        let mut at = start;
        while at < end {
            let Some(sign) = markdown.get(at..end).and_then(|rest| rest.chars().next()) else { break };
            let next = at + sign.len_utf8();
            if let Some(length) = entity(&markdown[at..end]) {
                // `&amp;` is one sign of the text, whichever.
                words.next();
                at += length;
                continue;
            }
            if counts(sign) && words.next_if_eq(&sign).is_none() {
                match &mut lost {
                    Some((_, until)) if !markdown[*until..at].contains('\n') => *until = next,
                    _ => {
                        self.note(lost.take());
                        lost = Some((at, next));
                    }
                }
            }
            at = next;
        }
        self.note(lost);
    }

    fn note(&mut self, lost: Option<(usize, usize)>) {
        let Some((start, end)) = lost else { return };
        // Lines are counted onward; an entry of a list may begin before the one it stands in has ended.
        if start < self.counted {
            (self.line, self.counted) = (1, 0);
        }
        self.line += self.markdown[self.counted..start].matches('\n').count();
        self.counted = start;
        self.passages.push(Passage { line: self.line, text: self.markdown[start..end].to_owned() });
    }
}

/// Whether a sign is text that cannot be Markdown's own.
fn counts(sign: char) -> bool {
    !sign.is_whitespace() && !sign.is_control() && !SIGNS.contains(&sign)
}

/// The bytes of an entity of HTML that a text begins with: `&amp;`, `&#233;`.
fn entity(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('&')?;
    let end = inner.char_indices().take(33).find(|(_, sign)| *sign == ';')?.0;
    let name = inner.get(..end)?;
    let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '#');
    is_name.then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;

    fn unread(markdown: &str) -> Vec<(usize, String)> {
        blocks(markdown).1.into_iter().map(|passage| (passage.line, passage.text)).collect()
    }

    #[test]
    fn what_markdown_leaves_out_is_named_with_its_line() {
        let lost = |line, text: &str| vec![(line, text.to_owned())];
        assert_eq!(unread("a\n\n[ghi chú]: http://a.vn\n\nb\n"), lost(3, "ghi chú]: http://a.vn"));
        assert_eq!(unread("| A |\n|---|\n| một | thừa ra |\n"), lost(3, "thừa ra"));
        assert_eq!(unread("## I. A {#I .tasks owner=x}\n"), lost(1, "owner=x"));
    }

    #[test]
    fn what_is_read_is_not_named() {
        for markdown in [
            "## I. NHIỆM VỤ {#I .tasks}\n\na) *Một* **hai** & ba &amp; `bốn`\n",
            "1. Một\n   - Hai\n\n     Ba\n\n| A | B |\n|:--|--:|\n| 1 | 2 |\n\n---\n\nNơi nhận:\n",
            "Một\n===\n\n<!-- alias: II.3.g -->\n\n> - 5\\. hai\\\nba\n",
        ] {
            assert_eq!(unread(markdown), [], "{markdown}");
        }
    }
}
