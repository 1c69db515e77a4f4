//! No word of an issued plan is lost, whatever it looks like: every text of the source is found again in what `plan.md` parses as, in
//! a node or in a comment. What is found is looked for here by itself, and not by the program's own account.

#[path = "common/word.rs"]
mod word;

use proptest::prelude::*;
use tonghop::intake::read_issued;
use tonghop::issued::{NoPlan, Transcript, transcribe};
use tonghop::plan::{Plan, parse_plan};
use tonghop::vietnamese::compose;

/// Words as plans have them, and signs that Markdown would take for its own.
const WORDS: [&str; 40] = [
    "Rà",
    "soát",
    "kế",
    "hoạch",
    "đổi",
    "mới",
    "giáo",
    "dục",
    "Sở",
    "Tài",
    "chính",
    "UBND",
    "tỉnh",
    "năm",
    "2026,",
    "80%",
    "(nếu",
    "có)",
    "*",
    "_x_",
    "**đậm**",
    "#",
    "##",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "A&B",
    "a_b",
    "[x]",
    "[1]:",
    "](y)",
    "`mã`",
    "|",
    "\\",
    "~~",
    "{#id}",
    "1.",
    "“trích”",
    "…",
];

/// All that a plan holds, without blanks; the dashes of lists are one.
fn said(plan: &Plan) -> String {
    let day = plan.date.strftime("ngày %d tháng %m năm %Y");
    let mut all = format!("{} {} {}, {day} Số: {} ", plan.kind, plan.subject, plan.place, plan.symbol);
    let around = [&plan.head, &plan.preamble, &plan.closing, &plan.unread];
    for passage in around.into_iter().flatten() {
        all += &passage.text;
        all.push(' ');
    }
    for node in plan.nodes() {
        let texts = std::iter::once(&node.label).chain([&node.title]).chain(&node.paragraphs);
        for text in texts {
            all += text;
            all.push(' ');
        }
        for (head, cell) in &node.fields {
            all += &format!("{head} {cell} ");
        }
    }
    squeezed(&all)
}

fn squeezed(text: &str) -> String {
    let seen = compose(text);
    let signs = seen
        .chars()
        .filter(|sign| !sign.is_whitespace() && !sign.is_control() && *sign != '\u{AD}' && *sign != '\u{200B}');
    // A comment cannot hold what ends it; a blank is put into that.
    signs.map(|sign| if "–•".contains(sign) { '-' } else { sign }).collect()
}

/// Checks what was made of a source that holds these texts.
fn check(made: Result<Transcript, NoPlan>, texts: &[String]) -> Result<Option<Transcript>, TestCaseError> {
    let made = match made {
        Ok(made) => made,
        Err(NoPlan::NoText | NoPlan::NoTasks) => return Ok(None),
        Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
    };
    let plan = parse_plan(&made.plan_text).map_err(|mistakes| TestCaseError::fail(format!("{mistakes:?}")))?;
    prop_assert_eq!(&plan, &made.plan);
    let said = said(&plan);
    for text in texts {
        let wanted = squeezed(text);
        prop_assert!(said.contains(&wanted), "lost: {:?}\n{}", text, made.plan_text);
    }
    Ok(Some(made))
}

fn from_text(bytes: &[u8], texts: &[String]) -> Result<Option<Transcript>, TestCaseError> {
    let file = read_issued(bytes).map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
    check(transcribe(&file, 2026), texts)
}

fn words(least: usize, most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(prop::sample::select(&WORDS[..]), least..most).prop_map(|words| words.join(" "))
}

/// A line that begins as any line of a plan may, and goes on as it likes.
fn any_line() -> impl Strategy<Value = String> {
    let labels = "((I|II|III|IV|V|VI)[./)]|[A-D]\\.|[1-9]\\.|1\\.[1-3]\\.|[a-eđg][)]|[a-e]\\.|-|–|\\+|•|PHẦN THỨ HAI|PHỤ LỤC|DANH MỤC|Nơi nhận:|KT\\. CHỦ TỊCH|Số: 1/KH-UBND|KẾ HOẠCH|KẾ HOẠCH|An Bình, ngày 15 tháng 01 năm 2026|15|TT\tNhiệm vụ\tChủ trì|1\tMột\tSở Y tế|NHIỆM VỤ)";
    (
        prop::option::weighted(0.7, labels),
        prop::option::weighted(0.8, words(1, 8)),
        prop::option::weighted(0.2, Just("\u{AD}\u{A0}\u{200B} x")),
    )
        .prop_map(|(label, words, odd)| {
            let parts = [label.unwrap_or_default(), words.unwrap_or_default(), odd.unwrap_or_default().to_owned()];
            parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
        })
}

/// A plan in order: its sections, their items, the points of these.
#[derive(Clone, Debug)]
struct Ordered {
    sections: Vec<Vec<(String, Vec<String>)>>,
    has_letters: bool,
}

fn ordered() -> impl Strategy<Value = Ordered> {
    // Words that begin nothing.
    let text = || {
        proptest::collection::vec(prop::sample::select(&WORDS[..13]), 4..40)
            .prop_map(|words| format!("Việc {}", words.join(" ")))
    };
    let item = (text(), proptest::collection::vec(text(), 1..=3));
    let section = proptest::collection::vec(item, 1..4);
    (proptest::collection::vec(section, 1..5), any::<bool>())
        .prop_map(|(sections, has_letters)| Ordered { sections, has_letters })
}

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
const LETTERS: [&str; 3] = ["a", "b", "c"];

/// Paragraphs with the level of the list that counts them, their number and their words.
type Paragraphs = Vec<(usize, String, String)>;
/// Tasks: codes and words.
type Tasks = Vec<(String, String)>;

impl Ordered {
    /// The paragraphs, and the tasks in them.
    fn paragraphs(&self) -> (Paragraphs, Tasks) {
        let (mut paragraphs, mut codes) = (Vec::new(), Vec::new());
        for (section, roman) in self.sections.iter().zip(ROMAN) {
            paragraphs.push((0, format!("{roman}."), "NHIỆM VỤ CHỦ YẾU".to_owned()));
            for (number, (title, points)) in (1..).zip(section) {
                paragraphs.push((1, format!("{number}."), title.clone()));
                for (at, point) in points.iter().enumerate() {
                    let (level, label, code) = match self.has_letters {
                        true => (3, format!("{})", LETTERS[at]), LETTERS[at].to_owned()),
                        false => (4, "-".to_owned(), (at + 1).to_string()),
                    };
                    paragraphs.push((level, label, format!("{point}.")));
                    codes.push((format!("{roman}.{number}.{code}"), format!("{point}.")));
                }
            }
        }
        (paragraphs, codes)
    }
}

/// Breaks a text at a width, as exports do.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

const HEAD: [&str; 4] = ["Số: 1/KH-UBND", "An Bình, ngày 15 tháng 01 năm 2026", "KẾ HOẠCH", "Thực hiện việc mẫu"];

/// The tasks, of which none was hard to find.
fn tasks(made: &Transcript) -> Tasks {
    for trouble in ["chưa có chỗ", "không xếp được", "đã có ở trên"] {
        assert!(!made.plan_text.contains(trouble), "{}", made.plan_text);
    }
    let tasks = made.plan.reported(tonghop::plan::Role::Tasks);
    tasks.map(|node| (node.id.to_string(), node.text().to_owned())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_kept(lines in proptest::collection::vec(any_line(), 0..40), gap in prop::sample::select(vec!["\n", "\n\n"])) {
        let text = lines.join(gap);
        let texts: Vec<String> = lines.iter().flat_map(|line| line.split(['\t'])).map(str::to_owned).collect();
        if !text.trim().is_empty() {
            from_text(text.as_bytes(), &texts)?;
        }
    }

    #[test]
    fn any_document_is_kept(lines in proptest::collection::vec((any_line(), prop::option::weighted(0.3, 0_usize..6)), 0..40)) {
        let paragraph = |(line, level): &(String, Option<usize>)| match level {
            Some(level) => word::counted(*level, line),
            None => word::typed(line),
        };
        let body: String = lines.iter().map(paragraph).collect();
        let texts: Vec<String> = lines.iter().map(|(line, _)| line.clone()).collect();
        from_text(&word::document(&body, &[]), &texts)?;
    }

    #[test]
    fn a_table_is_kept(rows in proptest::collection::vec(proptest::collection::vec(prop::option::of(words(1, 4)), 4), 1..8), has_head in any::<bool>()) {
        let head: Vec<String> = ["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"].map(str::to_owned).to_vec();
        let rows = rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect());
        let rows: Vec<Vec<String>> = has_head.then_some(head).into_iter().chain(rows).collect();
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let cells: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
        let body = [word::typed("KẾ HOẠCH"), word::typed("Thử"), word::typed("I. NHIỆM VỤ"), word::typed("1. Việc"), word::table(&cells)].concat();
        let texts: Vec<String> = rows.into_iter().flatten().collect();
        prop_assert!(from_text(&word::document(&body, &[]), &texts)?.is_some());
    }

    #[test]
    fn a_plan_in_order_has_its_tasks_whatever_it_comes_in(plan in ordered(), width in prop::option::of(60_usize..110), page in 5_usize..40) {
        let (paragraphs, codes) = plan.paragraphs();
        let count = codes.len();
        let lines: Vec<String> = paragraphs.iter().map(|(_, label, text)| format!("{label} {text}")).collect();
        // Typed in Word, counted by Word.
        let head: String = HEAD.iter().map(|line| word::typed(line)).collect();
        let typed = head.clone() + &lines.iter().map(|line| word::typed(line)).collect::<String>();
        let counted = head + &paragraphs.iter().map(|(level, _, text)| word::counted(*level, text)).collect::<String>();
        for body in [typed, counted] {
            let made = from_text(&word::document(&body, &[]), &lines)?.expect("a plan");
            prop_assert_eq!(tasks(&made), codes.clone());
        }
        // A text with lines of their own or broken at a width, with a page that ends somewhere. Of a few lines nobody can tell at
        // what width they are broken.
        let letters: usize = lines.iter().map(String::len).sum();
        let width = width.filter(|_| letters > 4000);
        let mut text: Vec<String> = HEAD.iter().map(|line| (*line).to_owned()).collect();
        text.extend(lines.iter().map(|line| width.map_or_else(|| line.clone(), |width| wrapped(line, width))));
        let text = text.join("\n\n");
        let mut broken: Vec<&str> = text.split('\n').collect();
        if width.is_some() && page < broken.len() && !broken[page].is_empty() {
            broken.insert(page, "");
            broken.insert(page, "7");
            broken.insert(page, "");
        }
        let made = from_text(broken.join("\n").as_bytes(), &[])?.expect("a plan");
        // The first that differs is enough to see why.
        let differs = tasks(&made).into_iter().zip(codes).find(|(own, expected)| own != expected);
        prop_assert_eq!(differs, None);
        prop_assert_eq!(tasks(&made).len(), count);
    }
}
