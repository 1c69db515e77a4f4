//! Whether all words of a source are in the plan that was made of it.

use crate::plan::{Node, Passage, Plan};

/// All that a plan says, comments too, in the order of the file, without blanks.
fn said(plan: &Plan) -> String {
    let mut texts: Vec<(usize, String)> = Vec::new();
    let around = [&plan.head, &plan.preamble, &plan.closing, &plan.unread];
    texts.extend(around.into_iter().flatten().map(|Passage { line, text }| (*line, text.clone())));
    texts.extend(plan.nodes().map(|node| (node.line, of_node(node))));
    texts.sort_by_key(|(line, _)| *line);
    // Number and day may stand in one line of the source, and the day without noughts.
    let date = plan.date.strftime("ngày %d tháng %m năm %Y");
    let bare = format!("ngày {} tháng {} năm {}", plan.date.day(), plan.date.month(), plan.date.year());
    let Plan { symbol, place, kind, subject, .. } = plan;
    let opening = format!("Số:{symbol} {place}, {date} Số:{symbol} {place}, {bare} {kind} {subject}");
    std::iter::once(opening).chain(texts.into_iter().map(|(_, text)| text)).map(|text| squeezed(&text)).collect()
}

fn of_node(node: &Node) -> String {
    // The heads of a table are in the first of its rows; said with each, they are found all the same.
    let mut text = format!("{} {} {}", node.label, node.title, node.paragraphs.join(" "));
    for (head, cell) in &node.fields {
        text.push_str(&format!(" {head} {cell}"));
    }
    text
}

/// Without blanks; all dashes are one, as lists take them.
fn squeezed(text: &str) -> String {
    let signs = text.chars().filter(|sign| !sign.is_whitespace());
    signs.map(|sign| if "–—−‐•·●▪■◦○➢✓❖".contains(sign) { '-' } else { sign }).collect()
}

/// The texts, with their lines, that are nowhere in a plan.
pub(super) fn missing<'u>(units: &'u [(usize, String)], plan: &Plan) -> Vec<&'u (usize, String)> {
    let said = said(plan);
    let mut from = 0;
    let is_missing = |(_, text): &&(usize, String)| {
        let wanted = squeezed(text);
        // The source and the plan have one order, but for what is said around it.
        let found =
            said.get(from..).and_then(|rest| rest.find(&wanted).map(|at| from + at)).or_else(|| said.find(&wanted));
        if let Some(at) = found {
            from = at;
        }
        found.is_none()
    };
    units.iter().filter(is_missing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::parse_plan;

    #[test]
    fn a_word_that_is_nowhere_is_missed() {
        let plan = "Số: 1/KH-UBND\n\nAn Bình, ngày 15 tháng 01 năm 2026\n\n# KẾ HOẠCH\n\nChủ đề\n\n\
                    ## I. NHIỆM VỤ {#I .tasks}\n\na) Một việc\n\n- Hai\n\n<!-- Bản gốc: 15 -->\n";
        let plan = parse_plan(plan).expect("a plan");
        let unit = |line, text: &str| (line, text.to_owned());
        let units = [
            unit(1, "Số: 1/KH-UBND"),
            unit(2, "An Bình, ngày 15 tháng 01 năm 2026"),
            unit(3, "a) Một việc"),
            unit(4, "– Hai"),
            unit(5, "15"),
            unit(6, "Ba"),
        ];
        assert_eq!(missing(&units, &plan), [&unit(6, "Ba")]);
    }
}
