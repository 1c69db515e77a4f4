//! The plan that comes with the program, read back against the words of the document it was taken from.

use tonghop::plan::{Node, NodeKind, Plan, PlanError, Role, parse_plan};

const PLAN: &str = include_str!("../inputs/plan.md");
/// The text of Plan 2739/KH-UBND without the number of its last page, lines as they were broken.
const SOURCE: &str = include_str!("data/plan-2739-source.txt");

fn plan() -> Plan {
    parse_plan(PLAN).expect("the plan that comes with the program parses")
}

fn ids<'a>(nodes: impl Iterator<Item = &'a Node>) -> Vec<&'a str> {
    nodes.map(|node| node.id.as_str()).collect()
}

/// The words of the Markdown without its marks.
fn words_of_markdown() -> Vec<&'static str> {
    PLAN.lines()
        .filter(|line| !line.starts_with("<!--") && !line.starts_with("|---") && *line != "---")
        .flat_map(|line| line.split_once(" {#").map_or(line, |(text, _)| text).split_whitespace())
        .map(|word| word.trim_end_matches('\\'))
        .filter(|word| !matches!(*word, "#" | "##" | "###" | "|"))
        .collect()
}

#[test]
fn every_word_of_the_plan_stands_in_its_order() {
    let source: Vec<_> = SOURCE.split_whitespace().collect();
    assert_eq!(words_of_markdown(), source);
}

#[test]
fn every_word_of_the_sections_reaches_the_tree() {
    let plan = plan();
    let mut words: Vec<String> = Vec::new();
    let mut take = |text: &str| words.extend(text.split_whitespace().map(str::to_owned));
    for node in plan.nodes() {
        if node.fields.is_empty() {
            take(&node.label);
            take(&node.title);
            node.paragraphs.iter().for_each(|text| take(text));
        } else {
            node.fields.iter().for_each(|(_, cell)| take(cell));
        }
    }
    let whole = SOURCE.find("I. MỤC ĐÍCH").map(|at| SOURCE.split_at(at).1).unwrap_or_default();
    let (body, rest) = whole.split_once("Nơi nhận:").expect("the plan names its recipients");
    let (heading, table) = rest.split_once("DANH MỤC").map(|(_, rest)| ("DANH MỤC", rest)).expect("it has an appendix");
    let (before, rows) = table.split_once("STT Tên nhiệm vụ").expect("the appendix is a table");
    let rows = rows.split_once("Thời gian hoàn thành").map_or(rows, |(_, rows)| rows);
    let expected: Vec<_> = [body, heading, before, rows].into_iter().flat_map(str::split_whitespace).collect();
    assert_eq!(words, expected);
}

#[test]
fn the_head_is_read() {
    let plan = plan();
    assert_eq!(
        (plan.symbol.as_str(), plan.place.as_str(), plan.kind.as_str()),
        ("2739/KH-UBND", "Tây Ninh", "KẾ HOẠCH")
    );
    assert_eq!(plan.date.to_string(), "2020-11-05");
    assert!(plan.subject.starts_with("Triển khai thực hiện Quyết định số 628/QĐ-TTg"));
    assert_eq!(plan.preamble.len(), 1);
}

#[test]
fn the_tree_has_the_plan_s_counts_and_letters() {
    let plan = plan();
    assert_eq!(ids(plan.sections.iter()), ["I", "II", "III", "IV", "V", "DM"]);
    let tasks = plan.sections_of(Role::Tasks).next().expect("section II");
    let letters: Vec<String> = tasks
        .children
        .iter()
        .map(|item| item.children.iter().map(|point| point.label.trim_end_matches(')')).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(letters, ["a b c d", "a b c d đ", "a b c d đ e i", "a b c d đ e i", "a b c d"]);
    assert_eq!(plan.reported(Role::Tasks).count(), 27);
    assert_eq!(ids(plan.reported(Role::Funding)), ["III.1", "III.2"]);
    let duties = plan.sections_of(Role::Duties).next().expect("section IV");
    assert_eq!((duties.children.len(), plan.reported(Role::Duties).count()), (11, 22));
    let own = ["IV.4", "IV.5", "IV.6", "IV.7", "IV.8", "IV.9", "IV.10", "IV.11.a"];
    assert_eq!(ids(plan.reported(Role::Duties).skip(9).take(8)), own);
    assert_eq!(ids(plan.reported(Role::Catalogue)), ["DM.1", "DM.2"]);
    assert_eq!(plan.find("II.3.g").map(|node| node.id.as_str()), Some("II.3.i"));
    assert_eq!(plan.find("II.4.g").map(|node| node.id.as_str()), Some("II.4.i"));
}

#[test]
fn broken_paragraphs_are_joined_and_rows_keep_their_cells() {
    let plan = plan();
    let text = |id: &str| plan.find(id).map(|node| node.paragraphs.join("¶")).unwrap_or_default();
    assert!(text("II.1.c").contains("trước hết là việc đổi mới chương trình"));
    assert!(text("II.5.d").contains("Nâng cao trách nhiệm các cấp ủy đảng"));
    let row = plan.find("DM.2").expect("the appendix has two rows");
    assert_eq!((row.kind, row.label.as_str()), (NodeKind::Point, "2."));
    let field = |head: &str| row.fields.iter().find(|(name, _)| name == head).map(|(_, cell)| cell.as_str());
    assert_eq!(field("Thời gian hoàn thành"), Some("2022"));
    assert_eq!(field("Đơn vị chủ trì"), Some("Sở GD&ĐT"));
    assert_eq!(field("Đơn vị phối hợp"), Some(""));
    assert!(row.text().starts_with("Tổng kết 10 năm"));
}

const HEAD: &str = "Số: 1/KH-UBND\n\nCà Mau, ngày 1 tháng 2 năm 2026\n\n# KẾ HOẠCH\n\nVề việc X\n\n";

#[test]
fn plans_of_another_build_parse() {
    let plan = parse_plan(&format!(
        "{HEAD}## I. VIỆC {{.tasks}}\n\na) Một\n\n- thêm\n\nc) Hai\n\nvà nữa\n\n## II. TIỀN {{.funding}}\n\n1. Nguồn\n2. Khác\n\n\
         ## III. LÀM {{.duties}}\n\n### 1. Sở\n\n1) Việc một\n2) Việc hai\n"
    ));
    let plan = plan.expect("points without items, numbered lists and gaps in letters are fine");
    assert_eq!(ids(plan.reported(Role::Tasks)), ["I.a", "I.c"]);
    assert_eq!(plan.find("I.a").map(|node| node.paragraphs.len()), Some(2));
    assert_eq!(plan.find("I.c").map(|node| node.paragraphs.len()), Some(2));
    assert_eq!(ids(plan.reported(Role::Funding)), ["II.1", "II.2"]);
    assert_eq!(ids(plan.reported(Role::Duties)), ["III.1.1", "III.1.2"]);
}

/// The lines and English problems of the mistakes in `markdown`.
fn mistakes(markdown: &str) -> Vec<(usize, String)> {
    let errors: Vec<PlanError> = parse_plan(markdown).expect_err("the plan is wrong");
    errors
        .into_iter()
        .map(|error| {
            assert!(!error.problem.vi.is_empty() && !error.expected.vi.is_empty() && !error.expected.en.is_empty());
            (error.line, error.problem.en)
        })
        .collect()
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let cases: &[(&str, usize, &str)] = &[
        ("## I. A {.tasks}\n\na) Một\n\na) Hai\n", 13, "Identifier I.a is already used on line 11."),
        ("## I. A {.tasks}\n\na) Một\n\n## I. B\n", 13, "Identifier I is already used"),
        ("## I. A {.tasks}\n\na) Một\n\n<!-- alias: I.a -->\n", 11, "Identifier I.a is already used"),
        ("## I. A\n\na) Một\n", 1, "No section is marked"),
        ("## I. A {.tasks}\n", 9, "holds no task"),
        ("## I. A {.tasks .nonsense}\n\na) Một\n", 9, "There is no role “.nonsense”"),
        ("## I. A {.tasks .duties}\n\na) Một\n", 9, "two roles"),
        ("## A {.tasks}\n\na) Một\n", 9, "neither a number nor an identifier"),
        ("## I. A {.tasks}\n\n### Việc\n\na) Một\n", 11, "has no number"),
        ("## I. A {.tasks}\n\na)\n\nb) Hai\n", 11, "Point “a)” has no text."),
        ("<!-- alias: I.b -->\n\n## I. A {.tasks}\n\na) Một\n", 9, "An alias follows no point"),
        ("### 1. Sớm\n\n## I. A {.tasks}\n\na) Một\n", 9, "stands outside any section"),
        ("## I. A {.tasks}\n\n| STT | Tên |\n|---|---|\n| 1. | |\n\na) Một\n", 13, "row of the table has no name"),
    ];
    for (body, line, problem) in cases {
        let found = mistakes(&format!("{HEAD}{body}"));
        let told = found.iter().any(|(at, text)| at == line && text.contains(problem));
        assert!(told, "{body:?}: expected line {line}, {problem:?}; found {found:?}");
    }
}

#[test]
fn a_poor_head_is_told_whole() {
    let found: Vec<_> = mistakes("## I. A {.tasks}\n\na) Một\n").into_iter().map(|(_, text)| text).collect();
    assert_eq!(found.len(), 3, "symbol, date and title are missing: {found:?}");
    let bad_date = mistakes("Số: 1\n\nHuế, ngày 31 tháng 02 năm 2026\n\n# KẾ HOẠCH\n\n## I. A {.tasks}\n\na) Một\n");
    assert_eq!(bad_date.len(), 2, "date and subject: {bad_date:?}");
    assert!(bad_date.iter().any(|(line, text)| *line == 3 && text.contains("not a real date")));
}
