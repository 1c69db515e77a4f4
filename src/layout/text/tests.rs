//! What may break and what is how wide, on words whose widths are known: in Liberation Serif a digit is 500 thousandths of
//! an em, a space and a comma are 250.

use super::*;
use crate::layout::test_fonts;

fn text() -> Text<'static> {
    Text::new(Shaper::new(test_fonts()), FxHashSet::default())
}

/// The items of a text: what is printed, and what follows.
fn items(said: &str) -> Vec<(String, After)> {
    let mut text = text();
    let items = text.plain(said, UPRIGHT);
    listed(&text, &items)
}

fn listed(text: &Text<'_>, items: &Items) -> Vec<(String, After)> {
    text.of(items).iter().map(|item| (text.shaper.word(item.word).text.to_string(), item.after)).collect()
}

fn list(expected: &[(&str, After)]) -> Vec<(String, After)> {
    expected.iter().map(|(said, after)| ((*said).to_owned(), *after)).collect()
}

/// Items of the word `a` that are as wide as said.
fn by_width(text: &mut Text<'_>, parts: &[(i32, After)]) -> Items {
    let model = text.plain("a", UPRIGHT);
    let model = text.of(&model)[0];
    let start = text.items.len() as u32;
    text.items.extend(parts.iter().map(|(width, after)| Item { width: *width, after: *after, ..model }));
    start..text.items.len() as u32
}

#[test]
fn lines_break_at_spaces_and_within_words_and_nowhere_else() {
    use After::{Bound, Newline, Nothing, Opportunity, Space};
    let all = [Nothing, Opportunity, Space, Bound, Newline];
    assert_eq!(all.map(After::breaks), [false, true, true, false, true]);
    assert_eq!(all.map(After::is_space), [false, false, true, true, false]);
}

#[test]
fn a_no_break_space_binds_two_words() {
    use After::{Bound, Nothing, Space};
    assert_eq!(
        items("Sở\u{A0}GD a"),
        list(&[("Sở", Bound), ("GD", Space), ("a", Nothing)]),
        "it is a space, and no line breaks there"
    );
    // Where it stands between no two words, it is part of one.
    for word in ["\u{A0}a", "a\u{A0}", "a\u{A0}\u{A0}b"] {
        assert_eq!(items(word), list(&[(word, Nothing)]));
    }
    // Narrow and figure spaces bind as well; the font has neither, so that a no-break space is printed for them.
    for space in ['\u{2007}', '\u{202F}'] {
        assert_eq!(items(&format!("1{space}234 a")).len(), 2, "{space:?}");
    }
}

#[test]
fn three_spaces_are_a_blank_to_be_filled_in_and_fewer_are_one() {
    use After::{Nothing, Space};
    assert_eq!(items("a  b"), list(&[("a", Space), ("b", Nothing)]));
    assert_eq!(items("a   b"), list(&[("a", Space), ("\u{A0}\u{A0}", Nothing), ("b", Nothing)]));
    assert_eq!(items("     b"), list(&[("b", Nothing)]), "no paragraph begins with a blank");
}

#[test]
fn a_space_after_a_forced_break_does_not_undo_it() {
    let mut text = text();
    let tag = text.tree.block(StructureRole::P);
    let said = |said: &str| Inline::Text { text: said.to_owned(), style: UPRIGHT };
    let items = text.inlines(&[said("a "), Inline::Break, said(" b")], UPRIGHT, tag);
    assert_eq!(listed(&text, &items), list(&[("a", After::Newline), ("b", After::Nothing)]));
}

#[test]
fn a_line_is_as_wide_as_its_words_and_the_spaces_between_them() {
    let mut text = text();
    let width = |text: &mut Text<'_>, said: &str| {
        let items = text.plain(said, UPRIGHT);
        text.natural_width(&items)
    };
    assert_eq!(width(&mut text, "12"), 1000);
    assert_eq!(width(&mut text, "12 21 2"), 1000 + 250 + 1000 + 250 + 500);
    assert_eq!(width(&mut text, "12\u{A0}21"), 1000 + 250 + 1000, "a no-break space is a space");
    assert_eq!(width(&mut text, "12 "), 1000, "what follows the last word is not printed");
    assert_eq!(width(&mut text, ""), 0);
}

#[test]
fn the_longest_part_is_the_widest_that_no_line_breaks() {
    use After::{Bound, Nothing, Opportunity, Space};
    let mut text = text();
    let items = by_width(
        &mut text,
        &[(900, Space), (400, Bound), (300, Space), (200, Nothing), (300, Opportunity), (100, Nothing)],
    );
    // 400 + 250 + 300 is more than 900.
    assert_eq!(text.longest_part(&items), 950);
    assert_eq!(text.longest_part(&(0..0)), 0);
}

#[test]
fn what_fits_is_left_as_it_is() {
    let mut text = text();
    let items = text.plain("12 212", UPRIGHT);
    assert_eq!(text.fit(items.clone(), 1500), items, "not even copied");
    assert_ne!(text.fit(items.clone(), 1499), items);
}

#[test]
fn a_part_too_wide_breaks_between_its_items_and_others_do_not() {
    use After::{Bound, Newline, Nothing, Opportunity, Space};
    let after = |parts: &[(i32, After)]| {
        let mut text = text();
        let items = by_width(&mut text, parts);
        let words: Vec<WordId> = text.of(&items).iter().map(|item| item.word).collect();
        let fitted = text.fit(items, 1000);
        assert_eq!(text.of(&fitted).iter().map(|item| item.word).collect::<Vec<_>>(), words, "no item is cut");
        text.of(&fitted).iter().map(|item| item.after).collect::<Vec<_>>()
    };
    // The first part is exactly as wide as allowed, the second by one too wide.
    assert_eq!(
        after(&[(600, Nothing), (400, Space), (601, Nothing), (400, Space)]),
        [Nothing, Space, Opportunity, Space]
    );
    assert_eq!(after(&[(600, Bound), (151, Newline), (1, Nothing)]), [Space, Newline, Nothing]);
}

#[test]
fn an_item_too_wide_is_cut_and_keeps_what_follows_it() {
    use After::{Nothing, Opportunity, Space};
    let mut text = text();
    let items = text.plain("22222 22 2", UPRIGHT);
    let fitted = text.fit(items.clone(), 1000);
    assert_eq!(
        listed(&text, &fitted),
        list(&[("22", Opportunity), ("22", Opportunity), ("2", Space), ("22", Space), ("2", Nothing)])
    );
    assert!(text.of(&fitted).iter().all(|item| item.width == text.shaper.word(item.word).width));
    // A bound word that just fits alone is the same word still.
    let items = text.plain("22\u{A0}2", UPRIGHT);
    let fitted = text.fit(items.clone(), 1000);
    let words = |items: &Items| text.of(items).iter().map(|item| item.word).collect::<Vec<_>>();
    assert_eq!(words(&fitted), words(&items));
}
