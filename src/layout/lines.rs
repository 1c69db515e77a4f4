//! Items to lines. Running text is broken by Knuth and Plass's method, the paragraph as a whole, with Vietnamese's short
//! words giving it much to choose from; cells of tables line by line, which reads the same where lines are short.

use super::text::{After, Item, Items, Text};

/// How far a space may shrink: by a quarter of its width. Below that words run together.
const SHRINK: f32 = 0.25;
/// How far a space stretches before it costs: by half its width.
const STRETCH: f32 = 0.5;
/// What every line costs, so that of two equally even settings the shorter one wins.
const LINE_COST: f32 = 10.0;
/// What a last line of a single short word costs.
const LONELY_WORD: f32 = 3000.0;
/// What a line costs whose last word belongs to the number after it: `ngày` 20, `số` 29-NQ/TW.
const PARTED_NUMBER: f32 = 2500.0;
/// The same among titles, whose costs are squares of shares.
const PARTED_NUMBER_IN_TITLE: f32 = 0.12;
/// What a line of a title costs that ends within a clause: less than a lopsided title, more than a slightly uneven one.
const PARTED_CLAUSE_IN_TITLE: f32 = 0.05;
/// The most a space is stretched to, in 1/1000 em; a line still short of the margin stays so.
const WIDEST_SPACE: f32 = 1200.0;

/// How lines are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Each line takes what fits: tables.
    Greedy,
    /// The most even spaces over the whole paragraph: justified text.
    Even,
    /// Lines of about the same length, as few as possible: centred titles.
    Balanced,
}

/// How a line lies between its margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alignment {
    Left,
    Center,
    Right,
    Justified,
}

/// Where and how a paragraph is set. Lengths in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// Left margin.
    pub(super) left: f32,
    /// Width between the margins.
    pub(super) width: f32,
    /// Indent of the first line.
    pub(super) indent: f32,
    /// Size of the text.
    pub(super) size: f32,
    pub(super) alignment: Alignment,
    pub(super) method: Method,
}

/// A line, ready to be placed: its items, where it begins and how wide its spaces are.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) items: Items,
    /// Left end in points.
    pub(super) x: f32,
    /// Width in points.
    pub(super) width: f32,
    /// Width of a space in points.
    pub(super) space: f32,
    /// Size in points.
    pub(super) size: f32,
}

impl Text<'_> {
    /// The lines of a paragraph, appended to `out`.
    pub(super) fn lines(&mut self, items: Items, measure: Measure, out: &mut Vec<Line>) {
        let to_em = 1000.0 / measure.size;
        let rest = ((measure.width * to_em) as i32).max(1);
        let first = (((measure.width - measure.indent) * to_em) as i32).max(1);
        let items = self.fit(items, first.min(rest));
        let mut start = items.start;
        for part in self.of(&items).split_inclusive(|item| item.after == After::Newline) {
            let range = start..start + part.len() as u32;
            let first = if start == items.start { first } else { rest };
            self.part(range, first, rest, items.start, measure, out);
            start += part.len() as u32;
        }
    }

    /// The lines of a part without forced breaks.
    fn part(&self, range: Items, first: i32, rest: i32, begin: u32, measure: Measure, out: &mut Vec<Line>) {
        let items = self.of(&range);
        let ends = match measure.method {
            _ if self.natural_width(&range) <= first => vec![items.len()],
            Method::Greedy => self.greedy(items, first, rest),
            Method::Even => self.optimal(items, first, rest, even_cost),
            Method::Balanced => self.optimal(items, first, rest, balanced_cost),
        };
        let mut from = 0;
        for end in ends {
            let line = range.start + from as u32..range.start + end as u32;
            let indent = if line.start == begin { measure.indent } else { 0.0 };
            out.push(self.align(line, end == items.len(), indent, measure));
            from = end;
        }
    }

    fn greedy(&self, items: &[Item], first: i32, rest: i32) -> Vec<usize> {
        let mut ends = Vec::new();
        let (mut limit, mut width) = (first, 0);
        let mut at = 0;
        for part in items.split_inclusive(|item| item.after.breaks()) {
            let own = self.width_of(part);
            if width > 0 && width + own > limit {
                ends.push(at);
                width = 0;
                limit = rest;
            }
            at += part.len();
            width += own + part.last().map_or(0, |item| self.space_after(item));
        }
        ends.push(items.len());
        ends
    }

    /// Knuth and Plass: for every end of a line the cheapest way to get there. Linear, as a line holds only so many items.
    fn optimal(&self, items: &[Item], first: i32, rest: i32, cost: fn(&Candidate) -> f32) -> Vec<usize> {
        let count = items.len();
        let mut best = vec![(f32::INFINITY, 0_usize); count + 1];
        best[0].0 = 0.0;
        for end in 1..=count {
            if !items[end - 1].after.breaks() && end < count {
                continue;
            }
            let (mut words, mut spaces, mut gaps) = (0_i32, 0_i32, 0_u32);
            let parts_number = end < count && self.begins_as_number(&items[end]);
            let parts_clause = end < count && !self.ends_clause(&items[end - 1]);
            for start in (0..end).rev() {
                words += items[start].width;
                if start + 1 < end {
                    let space = self.space_after(&items[start]);
                    spaces += space;
                    gaps += u32::from(space > 0);
                }
                let target = if start == 0 { first } else { rest };
                let too_wide = words as f32 + spaces as f32 * (1.0 - SHRINK) > target as f32;
                if too_wide && best[end].0.is_finite() {
                    break;
                }
                // No line ends where none may break, so that none begins there.
                if best[start].0.is_infinite() {
                    continue;
                }
                let line = Candidate {
                    words,
                    spaces,
                    target,
                    gaps,
                    last: end == count,
                    opening: start == 0,
                    parts_number,
                    parts_clause,
                    too_wide,
                };
                let total = best[start].0 + cost(&line);
                if total < best[end].0 {
                    best[end] = (total, start);
                }
            }
        }
        line_ends(&best)
    }

    fn ends_clause(&self, item: &Item) -> bool {
        self.shaper.word(item.word).text.ends_with([',', ';', ':', '.', ')'])
    }

    fn begins_as_number(&self, item: &Item) -> bool {
        self.shaper.word(item.word).text.starts_with(|c: char| c.is_ascii_digit())
    }

    fn align(&self, items: Items, last: bool, indent: f32, measure: Measure) -> Line {
        let list = self.of(&items);
        let scale = measure.size / 1000.0;
        let words: i32 = list.iter().map(|item| item.width).sum();
        let inner = list.split_last().map_or(&[][..], |(_, inner)| inner);
        let gaps = inner.iter().filter(|item| item.after.is_space()).count() as f32;
        let spaces: i32 = inner.iter().map(|item| self.space_after(item)).sum();
        let (words, spaces) = (words as f32 * scale, spaces as f32 * scale);
        let natural = if gaps > 0.0 { spaces / gaps } else { self.shaper.space(super::Face::Regular) as f32 * scale };
        let room = measure.width - indent;
        let justified = measure.alignment == Alignment::Justified && !last;
        let space = if gaps == 0.0 {
            natural
        } else if justified || words + spaces > room {
            ((room - words) / gaps).clamp(natural * (1.0 - SHRINK) - 0.01, WIDEST_SPACE * scale)
        } else {
            natural
        };
        let width = words + gaps * space;
        let x = measure.left
            + match measure.alignment {
                Alignment::Left | Alignment::Justified => indent,
                Alignment::Center => ((measure.width - width) / 2.0).max(0.0),
                Alignment::Right => (measure.width - width).max(0.0),
            };
        Line { items, x, width, space, size: measure.size }
    }
}

/// The ends of the lines on the cheapest way to the end of the paragraph. `best` holds for each end the cost of the way there
/// and where its last line begins.
fn line_ends(best: &[(f32, usize)]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = best.len() - 1;
    while at > 0 {
        ends.push(at);
        at = best[at].1;
    }
    ends.reverse();
    ends
}

/// A line that might be. Widths in 1/1000 em.
struct Candidate {
    words: i32,
    spaces: i32,
    target: i32,
    gaps: u32,
    last: bool,
    /// Whether the paragraph begins with it.
    opening: bool,
    /// Whether the next line begins with a number.
    parts_number: bool,
    /// Whether it ends in the middle of a clause.
    parts_clause: bool,
    too_wide: bool,
}

fn even_cost(line: &Candidate) -> f32 {
    let gap = (line.target - line.words - line.spaces) as f32;
    if line.too_wide {
        return 1e12;
    }
    if line.last && gap >= 0.0 {
        return if line.gaps == 0 && !line.opening { LONELY_WORD } else { 0.0 };
    }
    let give = line.spaces as f32 * if gap >= 0.0 { STRETCH } else { SHRINK };
    let ratio = (gap.abs() / give.max(1e-3)).min(50.0);
    let badness = 100.0 * ratio * ratio * ratio;
    (LINE_COST + badness).powi(2) + if line.parts_number { PARTED_NUMBER } else { 0.0 }
}

fn balanced_cost(line: &Candidate) -> f32 {
    let gap = (line.target - line.words - line.spaces) as f32 / line.target as f32;
    let number = if line.parts_number { PARTED_NUMBER_IN_TITLE } else { 0.0 };
    let clause = if line.parts_clause { PARTED_CLAUSE_IN_TITLE } else { 0.0 };
    if gap < 0.0 { 1e6 } else { 4.0 + gap * gap + number + clause }
}

#[cfg(test)]
mod tests;
