//! Plans of other shapes: each node where the plan has it, and not one sign of the file lost without a word.

use proptest::prelude::*;
use tonghop::plan::{Node, Plan, Role, parse_plan};

const HEAD: &str = "Số: 1/KH-UBND\n\nCà Mau, ngày 1 tháng 2 năm 2026\n\n# KẾ HOẠCH\n\nVề việc X\n\n";

fn plan(body: &str) -> Plan {
    parse_plan(&format!("{HEAD}{body}")).unwrap_or_else(|mistakes| panic!("{body}: {mistakes:?}"))
}

fn ids<'a>(nodes: impl Iterator<Item = &'a Node>) -> Vec<&'a str> {
    nodes.map(|node| node.id.as_str()).collect()
}

/// The tree in a line: each node with its number of paragraphs, children in brackets.
fn drawn(nodes: &[Node]) -> String {
    let node = |node: &Node| {
        let below = if node.children.is_empty() { String::new() } else { format!("[{}]", drawn(&node.children)) };
        format!("{}:{}{below}", node.id, node.paragraphs.len())
    };
    nodes.iter().map(node).collect::<Vec<_>>().join(" ")
}

#[test]
fn sub_numbers_are_items_of_their_own() {
    let plan = plan(
        "## II. NHIỆM VỤ {#II .tasks}\n\n### 1. Công tác quản lý\n\n1.1. Đổi mới quản lý\n\n- Rà soát.\n\n- Ban hành.\n\n\
         1.2. Kiểm tra\n\nGiám sát thường xuyên.\n\n1.2.1. Định kỳ\n\na) Quý một\n\nđ) Quý hai\n\n### 2. Đội ngũ\n\n\
         2.1 Bồi dưỡng\n\n2.2 Tuyển dụng\n",
    );
    assert_eq!(
        drawn(&plan.sections),
        "II:0[II.1:0[II.1.1:1[II.1.1.1:1 II.1.1.2:1] II.1.2:2[II.1.2.1:1[II.1.2.1.a:1 II.1.2.1.đ:1]]] II.2:0[II.2.1:1 II.2.2:1]]"
    );
    assert_eq!(plan.find("II.1.1").map(|node| (node.label.as_str(), node.text())), Some(("1.1.", "Đổi mới quản lý")));
    assert_eq!(
        ids(plan.reported(Role::Tasks)),
        ["II.1.1.1", "II.1.1.2", "II.1.2.1.a", "II.1.2.1.đ", "II.2.1", "II.2.2"]
    );
}

#[test]
fn what_only_looks_like_a_number_is_text_and_is_told() {
    let plan =
        plan("## I. VIỆC {.tasks}\n\n1. Một\n\n1.500 học sinh.\n\n3.2. Ở nơi khác.\n\nB. Phần khác\n\nPHẦN II\n");
    assert_eq!(drawn(&plan.sections), "I:0[I.1:5]");
    let doubtful: Vec<_> = plan.doubtful.iter().map(|passage| (passage.line, passage.text.as_str())).collect();
    assert_eq!(doubtful, [(15, "3.2. Ở nơi khác."), (17, "B. Phần khác"), (19, "PHẦN II")]);
}

#[test]
fn headings_of_any_depth_and_numbers_that_markdown_does_not_list() {
    let plan = plan(
        "## I. VIỆC {.tasks}\n\n### 1. Một\n\n#### 1.1. Một một\n\n##### a) Điểm a\n\nChữ.\n\n#### 1.2. Một hai\n\n\
         **2. Hai**\n\n3\\. Ba\n",
    );
    assert_eq!(drawn(&plan.sections), "I:0[I.1:0[I.1.1:0[I.1.1.a:1] I.1.2:0[I.1.2.2:1 I.1.2.3:1]]]");
}

#[test]
fn numbers_right_below_a_section_are_tasks() {
    let plan = plan("## I. VIỆC {.tasks}\n\n1. Một\n\n2. Hai\n\n**3. Ba**\n");
    assert_eq!(ids(plan.reported(Role::Tasks)), ["I.1", "I.2", "I.3"]);
}

#[test]
fn letters_run_as_the_plan_has_them() {
    let letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u"];
    let points: String = letters.iter().map(|letter| format!("{letter}) Việc {letter}\n\n")).collect();
    let plan = plan(&format!("## I. VIỆC {{.tasks}}\n\n### 1. Một\n\n{points}"));
    let expected: Vec<String> = letters.iter().map(|letter| format!("I.1.{letter}")).collect();
    assert_eq!(ids(plan.reported(Role::Tasks)), expected);
}

#[test]
fn signs_of_points_may_be_written_otherwise() {
    let plan = plan("## I. VIỆC {.tasks}\n\na. Một\n\n(b) Hai\n\nc) Ba\n\nc1) Ba một\n\nc2) Ba hai\n");
    assert_eq!(drawn(&plan.sections), "I:0[I.a:1 I.b:1 I.c:1[I.c.c1:1 I.c.c2:1]]");
}

#[test]
fn dashes_below_dashes_are_part_of_what_these_say() {
    let plan = plan("## I. VIỆC {.tasks}\n\n### 1. Một\n\n- A\n  - A một\n  1. A hai\n- B\n\n+ B một\n\n- C\n");
    assert_eq!(drawn(&plan.sections), "I:0[I.1:0[I.1.1:3 I.1.2:2 I.1.3:1]]");
}

#[test]
fn a_dash_gives_way_to_a_printed_number() {
    let plan = plan("## I. VIỆC {.tasks}\n\n### 1. Một\n\n- Mở đầu.\n\n1.1. Việc\n\n1.2. Việc khác\n");
    assert_eq!(ids(plan.reported(Role::Tasks)), ["I.1.g1", "I.1.1", "I.1.2"]);
}

#[test]
fn tasks_in_a_table_stand_in_its_groups() {
    let plan = plan(
        "## PHỤ LỤC II. DANH MỤC {.tasks}\n\n| TT | Tên nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n\
         | **I** | **Nhóm một** | | |\n| 1 | Việc một | Sở A | 12/2026 |\n| 2 | Việc hai | | |\n| 3 | Việc ba | Sở B | 2026 |\n\
         | **II** | **Nhóm hai** | | |\n| 4 | Việc bốn | Sở C | Thường xuyên |\n\nGhi chú: kèm theo.\n",
    );
    assert_eq!(drawn(&plan.sections), "PLII:1[PLII.I:1[PLII.I.1:1 PLII.I.2:1 PLII.I.3:1] PLII.II:1[PLII.II.4:1]]");
    assert_eq!(plan.reported(Role::Tasks).count(), 4);
    let task = plan.find("PLII.II.4").expect("a task");
    assert_eq!(task.fields.last(), Some(&("Thời hạn".to_owned(), "Thường xuyên".to_owned())));
}

#[test]
fn several_sections_of_tasks_and_parts_with_the_same_numbers() {
    let plan = plan(
        "# PHẦN THỨ NHẤT\n\n## I. TRỌNG TÂM {.tasks}\n\n1. Một\n\n# PHẦN THỨ HAI\n\nLời dẫn.\n\n\
         ## I. THƯỜNG XUYÊN {.tasks}\n\n1. Hai\n\n## II. KHÁC\n\nHết.\n",
    );
    assert_eq!(drawn(&plan.sections), "P1:0 I:0[I.1:1] P2:1 P2.I:0[P2.I.1:1] II:1");
    assert_eq!(ids(plan.reported(Role::Tasks)), ["I.1", "P2.I.1"]);
    assert_eq!(plan.named(Role::Tasks, |section| section.title.clone()), "TRỌNG TÂM; THƯỜNG XUYÊN");
}

#[test]
fn what_stands_around_the_plan_is_kept() {
    let text = "ỦY BAN NHÂN DÂN\n\n- Mật\n\nSố: 1/KH-UBND\n\nCà Mau, ngày 1 tháng 2 năm 2026\n\n# KẾ HOẠCH\n\nVề việc X\n\n\
                | A |\n|---|\n| b |\n\n## I. VIỆC {.tasks}\n\n1. Một\n\n<!-- chưa chắc -->\n\n---\n\nNơi nhận:\n\n- Như trên;\n";
    let plan = parse_plan(text).expect("a plan");
    let told = |passages: &[tonghop::plan::Passage]| -> Vec<(usize, String)> {
        passages.iter().map(|passage| (passage.line, passage.text.clone())).collect()
    };
    assert_eq!(told(&plan.head), [(1, "ỦY BAN NHÂN DÂN".to_owned()), (3, "- Mật".to_owned())]);
    assert_eq!(told(&plan.closing), [(25, "Nơi nhận:".to_owned()), (27, "- Như trên;".to_owned())]);
    assert_eq!(told(&plan.unread), [(21, "chưa chắc".to_owned())]);
    assert_eq!(told(&plan.preamble), [(13, "A".to_owned()), (15, "b".to_owned())]);
}

/// All that a plan holds, and all that it names as left out.
fn kept(plan: &Plan) -> String {
    let mut all = vec![plan.symbol.clone(), plan.kind.clone(), plan.subject.clone()];
    for node in plan.nodes() {
        all.extend([node.id.to_string(), node.label.clone(), node.title.clone()]);
        all.extend(node.paragraphs.iter().cloned());
        all.extend(node.fields.iter().flat_map(|(head, cell)| [head.clone(), cell.clone()]));
        all.extend(node.aliases.iter().map(ToString::to_string));
    }
    let passages =
        plan.head.iter().chain(&plan.preamble).chain(&plan.closing).chain(&plan.unread).chain(&plan.doubtful);
    all.extend(passages.map(|passage| passage.text.clone()));
    all.join(" ")
}

/// Lines such as plans have, and such as nobody would expect in one. `§` stands for a word that occurs once.
const LINES: [&str; 34] = [
    "§",
    "## {n}. § {{#X{n} .tasks}}",
    "## § {{#Y{n}}}",
    "### {n}. §",
    "#### {n}.1. §",
    "# §",
    "{n}. §",
    "{n}) §",
    "1.{n}. §",
    "1.{n} §",
    "1.1.{n}. §",
    "a) §",
    "(đ) §",
    "e. §",
    "- §",
    "+ §",
    "* §",
    "  - §",
    "    - §",
    "      § §",
    "- - §",
    "- 1. §",
    "  > §",
    "> - §",
    "| § | § |",
    "|---|---|",
    "| § | § | § |",
    "---",
    "===",
    "```§",
    "<!-- § -->",
    "<b>§</b> [§](http://§) ![§](§ \"§\")",
    "[§]: http://§",
    "**§** `§` \\* &amp; § \\",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_plan_is_lost(
        lines in prop::collection::vec((0..LINES.len(), any::<bool>()), 1..40),
        closing in any::<bool>(),
    ) {
        let (mut text, mut words) = (format!("{HEAD}## IX. VIỆC {{#IX .tasks}}\n\n99. Một\n\n"), Vec::new());
        for (number, (line, is_apart)) in lines.into_iter().enumerate() {
            let mut line = LINES[line].replace("{n}", &(number + 1).to_string()).replace("{{", "{").replace("}}", "}");
            while line.contains('§') {
                let word = format!("từ{}ừ", words.len());
                line = line.replacen('§', &word, 1);
                words.push(word);
            }
            text.push_str(&line);
            text.push_str(if is_apart { "\n\n" } else { "\n" });
        }
        if closing {
            text.push_str("---\n\nHết.\n");
        }
        // Where the plan is refused, every mistake has its line; what it holds is then not asked for.
        if let Ok(plan) = parse_plan(&text) {
            let kept = kept(&plan);
            for word in words {
                prop_assert!(kept.contains(&word), "{word} is lost of:\n{text}");
            }
        }
    }
}
