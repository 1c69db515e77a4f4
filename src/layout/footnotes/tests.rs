//! Whatever the text and its notes: no note is lost, parted from its mark's page or printed over anything.

use super::super::{Page, Pages, StructureRole, TagId, Theme, lay_out, test_fonts};
use super::*;
use crate::compose::{Block, Closing, Document, FirstPage, ListItem, Properties, Style};

fn theme() -> Theme {
    toml::from_str(include_str!("../../../templates/theme.toml")).expect("the shipped theme")
}

fn text(text: String) -> Inline {
    Inline::Text { text, style: Style::default() }
}

fn set(body: Vec<Block>) -> Pages {
    let document = Document {
        properties: Properties::default(),
        first_page: FirstPage::default(),
        body,
        closing: Closing::default(),
        annexes: Vec::new(),
    };
    lay_out(document, test_fonts(), &theme()).expect("a document")
}

/// Words that are found nowhere else: `n3w0 n3w1 …`.
fn words(mark: &str, count: u32) -> String {
    (0..count).map(|at| format!("{mark}w{at}")).collect::<Vec<_>>().join(" ")
}

/// Paragraphs of so many words each, and behind the word at a place the note of so many words.
fn document(paragraphs: &[(u32, &[(u32, u32)])]) -> (Vec<Block>, u32) {
    let mut last = 0;
    let blocks = paragraphs.iter().zip(0..).map(|((count, notes), index)| {
        let mut content = Vec::new();
        let mut from = 0;
        for (at, length) in *notes {
            content.push(text(
                (from..*at).map(|word| format!("p{index}w{word} ")).collect::<String>().trim_end().to_owned(),
            ));
            last += 1;
            content.push(Inline::Footnote { number: last, content: vec![text(words(&format!("n{last}"), *length))] });
            content.push(text(" ".to_owned()));
            from = *at;
        }
        content.push(text(
            (from..*count).map(|word| format!("p{index}w{word} ")).collect::<String>().trim_end().to_owned(),
        ));
        if index % 3 == 2 { Block::List(vec![ListItem { level: 1, content }]) } else { Block::Paragraph(content) }
    });
    (blocks.collect(), last)
}

fn is_in_note(pages: &Pages, tag: TagId) -> bool {
    let node = &pages.structure[tag.0 as usize];
    node.role == StructureRole::Note || node.parent.is_some_and(|parent| is_in_note(pages, parent))
}

fn said(pages: &Pages, page: &Page, is_note: bool) -> Vec<String> {
    let runs = page.runs.iter().filter(|run| match run.content {
        MarkedContent::Tag(tag) => is_in_note(pages, tag) == is_note,
        MarkedContent::Artifact => false,
    });
    let words = runs.flat_map(|run| &page.words[run.words.start as usize..run.words.end as usize]);
    words.map(|placed| pages.words[placed.word.0 as usize].text.to_string()).collect()
}

/// The words of the notes, the figures before them left out, and those of the text without its marks.
fn all_said(pages: &Pages, is_note: bool) -> Vec<String> {
    let all = pages.pages.iter().flat_map(|page| said(pages, page, is_note));
    all.filter(|word| word.contains('w')).collect()
}

fn check(paragraphs: &[(u32, &[(u32, u32)])]) -> Pages {
    let (blocks, count) = document(paragraphs);
    let pages = set(blocks);
    let theme = theme();
    let (ascent, descent) = (theme.page.ascent, theme.page.descent);
    let bottom = pages.pages[0].height - theme.page.margin_bottom_mm * MM;
    // Every note is there, whole and in order, and so is the text.
    let lengths = paragraphs.iter().flat_map(|(_, notes)| *notes).map(|(_, length)| *length);
    let wanted: Vec<String> = (1..=count)
        .zip(lengths)
        .flat_map(|(number, length)| (0..length).map(move |at| format!("n{number}w{at}")))
        .collect();
    assert_eq!(all_said(&pages, true), wanted, "{paragraphs:?}");
    let text = paragraphs.iter().zip(0..);
    let wanted: Vec<String> =
        text.flat_map(|((count, _), index)| (0..*count).map(move |at| format!("p{index}w{at}"))).collect();
    assert_eq!(all_said(&pages, false), wanted, "{paragraphs:?}");
    for number in 1..=count {
        // The note begins on the page of its mark, and leads back to it.
        let led = |text: String| {
            let found =
                pages.pages.iter().enumerate().flat_map(|(at, page)| page.links.iter().map(move |link| (at, link)));
            let found: Vec<_> = found.filter(|(_, link)| link.text == text).map(|(at, link)| (at, link.page)).collect();
            assert_eq!(found.len(), 1, "{text} in {paragraphs:?}");
            found[0]
        };
        let (from, to) = led(format!("Chú thích {number}"));
        assert_eq!(from, to, "note {number} of {paragraphs:?}");
        assert_eq!(led(format!("Trở lại chỗ dẫn chú thích {number}")), (from, from));
    }
    for (at, page) in pages.pages.iter().enumerate() {
        let rule = page.rules.iter().find(|rule| (rule.to.0 - rule.from.0 - 50.0 * MM).abs() < 0.1);
        let mut foot: f32 = 0.0;
        for run in &page.runs {
            let MarkedContent::Tag(tag) = run.content else { continue };
            if is_in_note(&pages, tag) {
                let rule = rule.expect("a rule above notes").from.1;
                assert!(run.baseline - run.size * ascent > rule, "page {at} of {paragraphs:?}: a note above its rule");
                // Small raised figures aside, one line follows the other.
                assert!(run.size < 8.0 || run.baseline >= foot, "page {at} of {paragraphs:?}: notes out of order");
                foot = foot.max(if run.size < 8.0 { 0.0 } else { run.baseline });
                assert!(
                    run.baseline + run.size * descent <= bottom + 0.1,
                    "page {at} of {paragraphs:?}: below the page"
                );
            } else {
                let limit = rule.map_or(bottom, |rule| rule.from.1);
                assert!(
                    run.baseline + run.size * descent <= limit + 0.1,
                    "page {at} of {paragraphs:?}: text in the notes"
                );
            }
        }
    }
    pages
}

#[test]
fn a_short_note_stands_at_the_foot_of_its_page() {
    let pages = check(&[(30, &[(10, 5)]), (600, &[])]);
    assert!(pages.pages.len() > 1);
    let first = &pages.pages[0];
    // The rule stands above one line: 11 pt × 1,15 above the lower margin, and 3 pt of gap.
    let rule = first.rules.iter().find(|rule| (rule.to.0 - rule.from.0 - 50.0 * MM).abs() < 0.1).expect("a rule");
    let bottom = 297.0 * MM - 20.0 * MM;
    assert!((bottom - rule.from.1 - (12.65 + 3.0)).abs() < 0.01, "{}", bottom - rule.from.1);
    assert_eq!(said(&pages, first, true), ["1", "n1w0", "n1w1", "n1w2", "n1w3", "n1w4"]);
    assert!(said(&pages, &pages.pages[1], true).is_empty());
}

#[test]
fn a_mark_is_small_raised_and_at_its_word() {
    let content = vec![
        text("một".to_owned()),
        Inline::Footnote { number: 1, content: vec![text("X".to_owned())] },
        Inline::Footnote { number: 2, content: vec![text("Y".to_owned())] },
        text(", hai".to_owned()),
    ];
    let pages = set(vec![Block::Paragraph(content)]);
    let runs = &pages.pages[0].runs;
    let figures: Vec<(String, f32, f32)> = runs[..5]
        .iter()
        .map(|run| {
            let words = &pages.pages[0].words[run.words.start as usize..run.words.end as usize];
            let said = words.iter().map(|word| pages.words[word.word.0 as usize].text.to_string()).collect();
            (said, run.size, run.baseline - runs[0].baseline)
        })
        .collect();
    let (size, rise) = (14.0 * MARK_SIZE, -14.0 * MARK_RISE);
    let near = |(said, its_size, its_rise): &(String, f32, f32), wanted: (&str, f32, f32)| {
        said == wanted.0 && (its_size - wanted.1).abs() < 0.01 && (its_rise - wanted.2).abs() < 0.01
    };
    let wanted = [("một", 14.0, 0.0), ("1", size, rise), (",", size, rise), ("2", size, rise), (",hai", 14.0, 0.0)];
    assert!(figures.iter().zip(wanted).all(|(figure, wanted)| near(figure, wanted)), "{figures:?}");
    // The mark begins where its word ends.
    let word = &pages.words[pages.pages[0].words[runs[0].words.start as usize].word.0 as usize];
    assert!((runs[0].x + word.width as f32 * 0.014 - runs[1].x).abs() < 0.01);
}

#[test]
fn a_note_too_long_for_its_page_goes_on_on_the_next() {
    // Half a page of text, and a note longer than the other half.
    let pages = check(&[(300, &[(290, 600)]), (900, &[])]);
    let (first, second) = (said(&pages, &pages.pages[0], true), said(&pages, &pages.pages[1], true));
    assert!(first.len() > 2 && second.len() > 2, "{} {}", first.len(), second.len());
    assert!(!said(&pages, &pages.pages[1], false).is_empty());
}

#[test]
fn a_note_of_several_pages_and_many_notes_find_their_places() {
    check(&[(40, &[(10, 4000)]), (300, &[(150, 10)]), (900, &[])]);
    check(&[(40, &[(10, 2000)])]);
    let notes: Vec<(u32, u32)> = (1..10).map(|at| (at * 10, 40)).collect();
    check(&[(200, &notes[..]); 6]);
}

#[test]
fn notes_keep_their_pages_wherever_their_marks_fall() {
    // A small generator of numbers, the same in every run.
    let mut state = 2739_u64;
    let mut next = move |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32 % below
    };
    for _ in 0..150 {
        let paragraphs: Vec<(u32, Vec<(u32, u32)>)> = (0..3 + next(8))
            .map(|_| {
                let count = 20 + next(200);
                let mut notes: Vec<(u32, u32)> = (0..next(4))
                    .map(|_| (1 + next(count - 1), 1 + if next(5) == 0 { next(500) } else { next(60) }))
                    .collect();
                notes.sort_unstable();
                notes.dedup_by_key(|note| note.0);
                (count, notes)
            })
            .collect();
        let borrowed: Vec<(u32, &[(u32, u32)])> =
            paragraphs.iter().map(|(count, notes)| (*count, notes.as_slice())).collect();
        check(&borrowed);
    }
}
