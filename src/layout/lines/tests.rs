//! Breaking lines on small texts whose widths are known.

use rustc_hash::FxHashSet;

use super::*;
use crate::compose::{Inline, Style};
use crate::layout::shape::Shaper;
use crate::layout::text::UPRIGHT;
use crate::layout::{Face, StructureRole, test_fonts};

const MEASURE: Measure = Measure {
    left: 85.0,
    width: 300.0,
    indent: 36.0,
    size: 14.0,
    alignment: Alignment::Justified,
    method: Method::Even,
};
const PROSE: &str = "Tổ chức quán triệt, tuyên truyền sâu rộng trong cán bộ, giáo viên, học sinh, sinh viên và nhân \
                     dân về mục tiêu, quan điểm chỉ đạo, nhiệm vụ, giải pháp đổi mới căn bản, toàn diện giáo dục";

fn set(text: &str, measure: Measure) -> (Text<'static>, Vec<Line>) {
    let mut store = Text::new(Shaper::new(test_fonts()), FxHashSet::default());
    let items = store.plain(text, UPRIGHT);
    let mut lines = Vec::new();
    store.lines(items, measure, &mut lines);
    (store, lines)
}

fn said(store: &Text<'_>, line: &Line) -> String {
    let words = store.of(&line.items).iter().map(|item| &*store.shaper.word(item.word).text);
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn justified_lines_reach_both_margins() {
    let (store, lines) = set(PROSE, MEASURE);
    assert!(lines.len() > 3);
    assert!((lines[0].x - 121.0).abs() < 0.01, "the first line is indented");
    let (last, full) = lines.split_last().expect("there are lines");
    let natural = store.shaper.space(Face::Regular) as f32 * 14.0 / 1000.0;
    assert!((last.space - natural).abs() < 0.01, "the last line is not drawn out");
    for line in full {
        assert!((line.x + line.width - 385.0).abs() < 0.05, "{}", said(&store, line));
    }
    assert!(last.x + last.width <= 385.05);
    let all: Vec<_> = lines.iter().map(|line| said(&store, line)).collect();
    assert_eq!(all.join(" "), PROSE);
}

#[test]
fn spaces_are_no_wider_than_line_by_line() {
    let widest = |method| {
        let (_, lines) = set(PROSE, Measure { method, ..MEASURE });
        lines[..lines.len() - 1].iter().map(|line| line.space).fold(0.0, f32::max)
    };
    assert!(widest(Method::Even) <= widest(Method::Greedy));
}

#[test]
fn a_line_of_a_cell_holds_what_just_fits() {
    let (store, alone) = set("Tổng số", Measure { indent: 0.0, ..MEASURE });
    let natural = store.natural_width(&alone[0].items);
    // At 1000 points a unit is a point, so that nothing is rounded.
    let measure = Measure { width: natural as f32, indent: 0.0, size: 1000.0, method: Method::Greedy, ..MEASURE };
    let (store, lines) = set("Tổng số lớp", measure);
    assert_eq!(lines.iter().map(|line| said(&store, line)).collect::<Vec<_>>(), ["Tổng số", "lớp"]);
    let (store, lines) = set("Tổng số lớp", Measure { width: natural as f32 - 1.0, ..measure });
    assert_eq!(said(&store, &lines[0]), "Tổng");
    // The indent is the first line's alone.
    let (store, lines) = set("Tổng Tổng số", Measure { width: natural as f32, indent: 1.0, ..measure });
    assert_eq!(lines.iter().map(|line| said(&store, line)).collect::<Vec<_>>(), ["Tổng", "Tổng số"]);
}

/// Widths at which the most even spaces alone would do it.
#[test]
fn no_word_is_left_alone_and_no_number_without_its_word() {
    let (store, lines) = set(PROSE, Measure { width: 268.0, ..MEASURE });
    assert!(said(&store, &lines[lines.len() - 1]).contains(' '));
    let numbers = "Thực hiện Kế hoạch số 2739/KH-UBND ngày 20/11/2020 của Ủy ban nhân dân tỉnh và Công văn số \
                   1127/SGDĐT-GDTX ngày 15 tháng 10 năm 2026 của Sở Giáo dục và Đào tạo về việc báo cáo năm";
    for width in [407.0, 422.0] {
        let (store, lines) = set(numbers, Measure { width, ..MEASURE });
        let parted = lines.iter().any(|line| said(&store, line).starts_with(|c: char| c.is_ascii_digit()));
        assert!(!parted, "{width}");
    }
}

#[test]
fn titles_are_balanced_and_keep_numbers_with_their_word() {
    let title = "Kết quả thực hiện Kế hoạch số 2739/KH-UBND ngày 20/11/2020 của Ủy ban nhân dân tỉnh năm 2026";
    let (alignment, method) = (Alignment::Center, Method::Balanced);
    let (store, lines) = set(title, Measure { width: 440.0, indent: 0.0, alignment, method, ..MEASURE });
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.width > 220.0));
    assert!(!said(&store, &lines[1]).starts_with(|c: char| c.is_ascii_digit()));
    assert!(lines.iter().all(|line| (line.x + line.width / 2.0 - 305.0).abs() < 0.1));
}

#[test]
fn forced_breaks_end_lines_and_wide_words_are_cut() {
    let mut store = Text::new(Shaper::new(test_fonts()), FxHashSet::default());
    let word = "Nghiêng".repeat(20);
    let text = |text: &str| Inline::Text { text: text.to_owned(), style: Style::default() };
    let tag = store.tree.block(StructureRole::P);
    let items = store.inlines(&[text("một"), Inline::Break, text(&word)], UPRIGHT, tag);
    let mut lines = Vec::new();
    store.lines(items, Measure { indent: 0.0, ..MEASURE }, &mut lines);
    assert_eq!(said(&store, &lines[0]), "một");
    assert!(lines.len() > 3);
    assert!(lines.iter().all(|line| line.width <= 300.05));
    let cut: String = lines[1..].iter().map(|line| said(&store, line).replace(' ', "")).collect();
    assert_eq!(cut, word);
}

/// A size at which points are thousandths of an em, so that widths are whole numbers.
const EXACT: Measure =
    Measure { left: 0.0, indent: 0.0, size: 1000.0, alignment: Alignment::Left, method: Method::Greedy, width: 0.0 };

/// The width of a text on one line, in 1/1000 em.
fn width_of(text: &str) -> f32 {
    let (store, lines) = set(text, Measure { width: 1e6, ..EXACT });
    store.natural_width(&lines[0].items) as f32
}

/// The lines of a text as they read.
fn broken(text: &str, measure: Measure) -> Vec<String> {
    let (store, lines) = set(text, measure);
    lines.iter().map(|line| said(&store, line)).collect()
}

#[test]
fn a_line_of_a_table_takes_all_that_fits_and_no_more() {
    let width = width_of("một hai");
    assert_eq!(broken("một hai ba", Measure { width, ..EXACT }), ["một hai", "ba"]);
    // A thousandth of an em less, which is less than the space between the two.
    assert_eq!(broken("một hai một", Measure { width: width - 1.0, ..EXACT }), ["một", "hai", "một"]);
    assert_eq!(broken("một hai một hai", Measure { width, indent: 1.0, ..EXACT }), ["một", "hai một", "hai"]);
}

#[test]
fn the_first_line_alone_is_indented() {
    let indent = width_of("a a") - width_of("a");
    let width = width_of("a a a a") + indent;
    for method in [Method::Greedy, Method::Even] {
        let text = ["a"; 15].join(" ");
        let (_, lines) = set(&text, Measure { width, indent, method, ..EXACT });
        assert!(lines[0].x > 0.0 && lines[1..].iter().all(|line| line.x == 0.0), "{method:?}");
        if method == Method::Greedy {
            let words: Vec<usize> = lines.iter().map(|line| line.items.len()).collect();
            assert_eq!(words, [4, 5, 5, 1]);
        }
    }
}

#[test]
fn no_paragraph_ends_in_a_lonely_word() {
    let width = width_of(&["a"; 12].join(" "));
    let text = ["a"; 25].join(" ");
    let words = |method| {
        let (_, lines) = set(&text, Measure { width, method, alignment: Alignment::Justified, ..EXACT });
        lines.iter().map(|line| line.items.len()).collect::<Vec<_>>()
    };
    assert_eq!(words(Method::Greedy), [12, 12, 1]);
    let even = words(Method::Even);
    assert!(even.len() == 3 && even[2] == 2, "{even:?}");
    // A paragraph of one word is none.
    assert_eq!(even_cost(&Candidate { opening: true, gaps: 0, ..LAST }), 0.0);
}

const LAST: Candidate = Candidate {
    words: 500,
    spaces: 100,
    target: 1000,
    gaps: 1,
    last: true,
    opening: false,
    parts_number: false,
    parts_clause: false,
    too_wide: false,
};

#[test]
fn no_line_begins_with_the_number_of_the_word_before() {
    let measure = Measure {
        width: width_of(&["a"; 12].join(" ")),
        method: Method::Even,
        alignment: Alignment::Justified,
        ..EXACT
    };
    let text = |thirteenth: &str| format!("{} {thirteenth} a a a a", ["a"; 12].join(" "));
    assert_eq!(broken(&text("b"), measure)[1], "b a a a a");
    assert_eq!(broken(&text("2"), measure)[1], "a 2 a a a a");
}

#[test]
fn spaces_cost_more_the_more_they_give_and_shrink_less_gladly() {
    let inner = Candidate { last: false, ..LAST };
    let cost = |words: i32| even_cost(&Candidate { words, ..inner });
    // Even, then stretched by a tenth and by a fifth of the spaces, then shrunk by a tenth.
    assert_eq!(cost(900), LINE_COST * LINE_COST);
    assert!(cost(890) > cost(900) && cost(880) > cost(890) && cost(910) > cost(890));
    assert!(even_cost(&Candidate { too_wide: true, ..inner }) > cost(0), "what is too wide is the last resort");
    // A last line that is short costs nothing; one that must shrink does.
    assert_eq!(even_cost(&LAST), 0.0);
    assert!(even_cost(&Candidate { words: 910, ..LAST }) > 0.0);
}

#[test]
fn a_last_line_keeps_its_spaces_and_no_space_is_torn_wide_open() {
    let (store, lines) = set(PROSE, MEASURE);
    let natural = store.shaper.space(Face::Regular) as f32 * 14.0 / 1000.0;
    let (last, full) = lines.split_last().expect("there are lines");
    assert!((last.space - natural).abs() < 0.01);
    assert!(full.iter().all(|line| (line.space - natural).abs() > 0.001), "the others are justified");
    // Two short words before one that fills the next line.
    let long = "a".repeat(40);
    let measure = Measure { width: width_of(&long), alignment: Alignment::Justified, ..EXACT };
    let (_, lines) = set(&format!("a b {long} c"), measure);
    assert_eq!((lines[0].items.len(), lines[0].space), (2, WIDEST_SPACE));
}

#[test]
fn text_lies_at_its_margin() {
    let width = width_of("một hai") + 300.0;
    let x = |alignment| set("một hai", Measure { left: 70.0, width, alignment, ..EXACT }).1[0].x;
    assert_eq!([Alignment::Left, Alignment::Justified].map(x), [70.0; 2]);
    assert_eq!([Alignment::Center, Alignment::Right].map(x), [220.0, 370.0]);
}

#[test]
fn titles_break_between_clauses_where_that_is_nearly_as_even() {
    let title = |fifth: &str| format!("a a a a {fifth} a a a a a a a");
    let measure = Measure { width: width_of(&["a"; 10].join(" ")), method: Method::Balanced, ..EXACT };
    let first = |fifth: &str| broken(&title(fifth), measure)[0].clone();
    assert_eq!(first("a"), "a a a a a a");
    for end in ["a,", "a;", "a:", "a)"] {
        assert_eq!(first(end), format!("a a a a {end}"));
    }
    // As even as it gets, and too wide not at all.
    let cost = |words: i32| balanced_cost(&Candidate { words, ..LAST });
    assert!(cost(900) < cost(800) && cost(901) > cost(0));
}

#[test]
fn blanks_to_be_filled_in_keep_their_width() {
    let (store, lines) = set("Số:        /BC-SGDĐT", Measure { indent: 0.0, ..MEASURE });
    let (_, close) = set("Số: /BC-SGDĐT", Measure { indent: 0.0, ..MEASURE });
    let space = store.shaper.space(Face::Regular) as f32 * 14.0 / 1000.0;
    assert!((lines[0].width - close[0].width - 7.0 * space).abs() < 0.1);
}
