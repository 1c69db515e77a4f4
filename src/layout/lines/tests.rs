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
    assert!(cost(901) > 1e5, "by however little");
    let number = Candidate { parts_number: true, ..LAST };
    assert!(balanced_cost(&number) > balanced_cost(&Candidate { parts_clause: true, ..LAST }));
}

#[test]
fn blanks_to_be_filled_in_keep_their_width() {
    let (store, lines) = set("Số:        /BC-SGDĐT", Measure { indent: 0.0, ..MEASURE });
    let (_, close) = set("Số: /BC-SGDĐT", Measure { indent: 0.0, ..MEASURE });
    let space = store.shaper.space(Face::Regular) as f32 * 14.0 / 1000.0;
    assert!((lines[0].width - close[0].width - 7.0 * space).abs() < 0.1);
}

/// The lines of items that are as wide as said, in 1/1000 em; a space is 250.
fn by_width(parts: &[(i32, After)], measure: Measure) -> (Text<'static>, Vec<Line>) {
    let mut store = Text::new(Shaper::new(test_fonts()), FxHashSet::default());
    let items = items_by_width(&mut store, parts);
    let mut lines = Vec::new();
    store.lines(items, measure, &mut lines);
    (store, lines)
}

fn items_by_width(store: &mut Text<'_>, parts: &[(i32, After)]) -> Items {
    let model = store.plain("a", UPRIGHT);
    let model = store.of(&model)[0];
    let start = store.items.len() as u32;
    store.items.extend(parts.iter().map(|(width, after)| Item { width: *width, after: *after, ..model }));
    start..store.items.len() as u32
}

fn counts(lines: &[Line]) -> Vec<usize> {
    lines.iter().map(|line| line.items.len()).collect()
}

const WIDE: Measure = Measure { width: 1000.0, ..EXACT };
const EVEN: Measure = Measure { method: Method::Even, alignment: Alignment::Justified, ..WIDE };

#[test]
fn a_word_too_wide_for_an_indented_line_is_parted_though_others_would_hold_it() {
    let parts = [(500, After::Nothing), (400, After::Space), (100, After::Nothing)];
    let (_, lines) = by_width(&parts, Measure { indent: 400.0, ..WIDE });
    assert_eq!(counts(&lines), [1, 2]);
    assert!(lines.iter().all(|line| line.x + line.width <= 1000.0));
}

#[test]
fn what_fits_between_the_margins_but_not_beside_the_indent_is_broken() {
    let parts = [(500, After::Space), (200, After::Nothing)];
    assert_eq!(counts(&by_width(&parts, Measure { indent: 50.0, ..WIDE }).1), [2]);
    assert_eq!(counts(&by_width(&parts, Measure { indent: 51.0, ..WIDE }).1), [1, 1]);
}

#[test]
fn what_follows_a_forced_break_is_not_indented() {
    let parts = [(100, After::Newline), (400, After::Space), (350, After::Newline), (100, After::Nothing)];
    let (_, lines) = by_width(&parts, Measure { indent: 200.0, ..WIDE });
    assert_eq!(counts(&lines), [1, 2, 1]);
    assert_eq!(lines.iter().map(|line| line.x).collect::<Vec<_>>(), [200.0, 0.0, 0.0]);
}

#[test]
fn no_line_breaks_within_a_word_or_at_a_no_break_space() {
    // Four pieces that no line parts, after which the best place by width would be within the second word.
    for bound in [After::Nothing, After::Bound] {
        let parts = [(400, After::Space), (300, bound), (300, After::Space), (300, bound), (300, After::Nothing)];
        for method in [Method::Greedy, Method::Even, Method::Balanced] {
            assert_eq!(counts(&by_width(&parts, Measure { method, ..WIDE }).1), [1, 2, 2], "{bound:?}, {method:?}");
        }
    }
}

#[test]
fn a_letter_wider_than_its_column_stands_alone_at_its_margin() {
    for method in [Method::Greedy, Method::Even, Method::Balanced] {
        for alignment in [Alignment::Left, Alignment::Center, Alignment::Right, Alignment::Justified] {
            // W is 944 thousandths of an em.
            let (_, lines) = set("WW W", Measure { left: 70.0, width: 900.0, method, alignment, ..EXACT });
            assert_eq!(counts(&lines), [1, 1, 1], "{method:?}");
            assert!(lines.iter().all(|line| line.x == 70.0 && line.width == 944.0), "{alignment:?}");
        }
    }
}

#[test]
fn spaces_alone_are_stretched() {
    // On the first line a space and a place to break at which nothing is printed.
    let parts = [(200, After::Opportunity), (300, After::Space), (200, After::Space), (800, After::Nothing)];
    let (_, lines) = by_width(&parts, EVEN);
    assert_eq!(counts(&lines), [3, 1]);
    assert_eq!((lines[0].space, lines[0].width), (300.0, 1000.0));
    // Where there is none, it is as wide as ever.
    let (_, lines) = by_width(&[(900, After::Space), (900, After::Nothing)], EVEN);
    assert_eq!(lines.iter().map(|line| (line.space, line.width)).collect::<Vec<_>>(), [(250.0, 900.0); 2]);
}

#[test]
fn a_space_shrinks_by_a_quarter_and_no_further() {
    // 625 and two spaces of 187.5 are 1000.
    let parts = |third: i32| [(200, After::Space), (225, After::Space), (third, After::Space), (900, After::Nothing)];
    let (_, lines) = by_width(&parts(200), EVEN);
    assert_eq!(counts(&lines), [3, 1]);
    assert_eq!((lines[0].space, lines[0].width), (187.5, 1000.0));
    assert_eq!(counts(&by_width(&parts(201), EVEN).1), [2, 1, 1]);
    // Nor when a line is given less than it needs.
    let (store, lines) = by_width(&[(200, After::Space), (200, After::Space), (200, After::Nothing)], WIDE);
    let line = store.align(lines[0].items.clone(), true, 0.0, Measure { width: 100.0, ..WIDE });
    assert!((line.space - 187.5).abs() < 0.02);
}

#[test]
fn a_last_line_that_is_slightly_too_wide_is_drawn_together() {
    // 550 and two spaces are 1050.
    let (_, lines) = by_width(&[(200, After::Space), (150, After::Space), (200, After::Nothing)], EVEN);
    assert_eq!(counts(&lines), [3]);
    assert_eq!((lines[0].space, lines[0].width), (225.0, 1000.0));
}

#[test]
fn the_pieces_of_one_word_are_as_lonely_as_the_word() {
    // Six words of 50 and five spaces just fill a line. With five of them four spaces have to give 300, where 500 is what
    // they give gladly: (10 + 100 · 0.6³)² is 998, less than a lonely word costs.
    let measure = Measure { width: 1550.0, ..EVEN };
    let with_last = |last: &[(i32, After)]| {
        let parts = [&[(50, After::Space); 6], last].concat();
        counts(&by_width(&parts, measure).1)
    };
    assert_eq!(with_last(&[(200, After::Nothing)]), [5, 2]);
    assert_eq!(with_last(&[(100, After::Opportunity), (100, After::Nothing)]), [5, 3]);
    assert_eq!(with_last(&[(100, After::Space), (100, After::Nothing)]), [6, 2]);
}

#[test]
fn of_titles_as_even_the_one_with_the_longer_first_line_is_set() {
    let parts = [(100, After::Space), (600, After::Space), (100, After::Nothing)];
    // A power of two, so that both cost the same to the last bit.
    let measure = Measure { width: 1024.0, method: Method::Balanced, alignment: Alignment::Center, ..EXACT };
    assert_eq!(counts(&by_width(&parts, measure).1), [2, 1]);
}

#[test]
fn a_word_with_a_figure_in_it_is_no_number() {
    let measure = Measure { width: width_of(&["a"; 12].join(" ")), ..EVEN };
    let text = |thirteenth: &str| format!("{} {thirteenth} a a a a", ["a"; 12].join(" "));
    assert_eq!(broken(&text("b2"), measure)[1], "b2 a a a a");
}

#[test]
fn costs_are_what_the_method_says() {
    // A hundred of spaces gives fifty and takes twenty-five: the cost is (10 + 100 r³)², r the share of that.
    let inner = Candidate { last: false, ..LAST };
    let cost = |words: i32| even_cost(&Candidate { words, ..inner });
    let close = |cost: f32, hand: f32| assert!((cost - hand).abs() <= hand * 1e-5, "{cost} {hand}");
    close(cost(900), 100.0);
    close(cost(850), 110.0 * 110.0);
    close(cost(800), 810.0 * 810.0);
    close(cost(925), 110.0 * 110.0);
    close(even_cost(&Candidate { words: 850, parts_number: true, ..inner }), 110.0 * 110.0 + PARTED_NUMBER);
    // Without a space all lines that are short are as bad: r is 50 at most.
    let bare = |words: i32| even_cost(&Candidate { words, spaces: 0, gaps: 0, ..inner });
    close(bare(900), 12_500_010.0_f32.powi(2));
    assert_eq!(bare(900), bare(100));
    // A last line costs nothing, be it exactly full, unless it is a single word of a longer paragraph.
    assert_eq!([800, 900].map(|words| even_cost(&Candidate { words, ..LAST })), [0.0, 0.0]);
    let lonely = Candidate { words: 500, spaces: 0, gaps: 0, ..LAST };
    assert_eq!(even_cost(&lonely), LONELY_WORD);
    assert_eq!(even_cost(&Candidate { opening: true, ..lonely }), 0.0);
    // Titles: four for each line, the square of the share that is empty, and what is parted.
    let title = |words: i32, parts_number: bool, parts_clause: bool| {
        balanced_cost(&Candidate { words, parts_number, parts_clause, ..inner })
    };
    close(title(900, false, false), 4.0);
    close(title(400, false, false), 4.25);
    close(title(400, true, false), 4.25 + PARTED_NUMBER_IN_TITLE);
    close(title(400, false, true), 4.25 + PARTED_CLAUSE_IN_TITLE);
    assert_eq!(title(901, false, false), 1e6);
}

#[test]
fn spaces_are_those_of_their_face() {
    let fonts = crate::layout::test_fonts_with_bold_space(1024);
    let mut store = Text::new(Shaper::new(&fonts), FxHashSet::default());
    let items = store.plain("a a", Style { bold: true, ..UPRIGHT });
    let mut lines = Vec::new();
    store.lines(items, Measure { width: 2000.0, ..WIDE }, &mut lines);
    // A bold a is 500 wide.
    assert_eq!((lines[0].space, lines[0].width), (500.0, 1500.0));
}
