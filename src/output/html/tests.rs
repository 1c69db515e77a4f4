//! Every figure of the page comes out anew from its origin.

use super::Surroundings;
use super::view::Page;
use crate::check::check;
use crate::compose::fixture::year_2026;
use crate::compose::numbers::watch::printed_by;
use crate::compose::origins::{assert_they_come_out, assert_they_come_out_as_printed, numbers_in, year_before};
use crate::model::Date;
use crate::status::YearStatus;

#[test]
fn figures_have_their_origin_in_words_and_as_numbers() {
    let mut consolidation = year_2026(|expected| {
        // One body is silent, another gave a share without its parts that nobody believes.
        let submissions = expected["submissions"].as_object_mut().expect("submissions");
        submissions.remove("25459").expect("a submission");
        submissions["25480"]["indicators"]["CT05"]["actual"] = serde_json::json!(9_999_999);
    });
    consolidation.compare_with(year_before(&consolidation));
    let checked = check(consolidation, &|_| true);
    assert!(checked.findings().len() > 1, "{:?}", checked.findings());
    let status = YearStatus::new(&checked, Date::constant(2026, 12, 2), None);
    let surroundings = Surroundings::default();
    let (page, in_words) = printed_by(|| Page::new(&status, &surroundings));
    assert!(in_words.len() > 100, "only {} figures", in_words.len());
    assert_they_come_out_as_printed(&in_words, checked.consolidation());
    let (value, counts) = printed_by(|| serde_json::to_value(&page).expect("facts"));
    // All bodies, those that reported, the four states, and the same for each level; findings by severity and altogether.
    assert_they_come_out(&counts, checked.consolidation(), 16);
    let mut numbers = Vec::new();
    numbers_in(&value, &mut numbers);
    numbers.sort();
    let mut counts: Vec<_> = counts.iter().map(|count| *count.value()).collect();
    counts.sort();
    assert_eq!(numbers, counts, "nothing else that the template gets is a number");
    // The silent body is counted where it belongs.
    let totals = &value["totals"];
    assert_eq!(totals["states"][2]["key"], "missing");
    let missing = checked.consolidation().submissions(crate::merge::Submission::Missing).into_value();
    assert_eq!(totals["states"][2]["count"], missing);
    assert_eq!(value["missing"].as_array().map(Vec::len), Some(missing));
    assert_eq!(value["findings"]["total"], checked.findings().len());
}
