//! Every share, sum and ranking of the editions' text, read back from the PDF and computed anew.

mod common;

use std::collections::BTreeMap;

use common::Bench;
use serde_json::Value;

/// A number as the report writes it: `1.337`, `74.833,75`, `05`.
fn number(text: &str) -> Option<f64> {
    let text = text.trim_end_matches(['.', ',', ';', ':', ')', '%']).trim_start_matches('(');
    let is_number = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit() || ".,".contains(letter));
    is_number.then(|| text.replace('.', "").replace(',', ".").parse().expect("a number"))
}

/// Two numbers with a stroke between them: `66/104`.
fn fraction(word: &str) -> Option<(f64, f64)> {
    let (part, whole) = word.trim_start_matches('(').split_once('/')?;
    Some((number(part)?, number(whole)?))
}

fn is_share(printed: f64, part: f64, whole: f64) -> bool {
    (printed - 100.0 * part / whole).abs() <= 0.005_000_1
}

struct Edition {
    name: &'static str,
    words: Vec<String>,
}

impl Edition {
    fn of(bench: &Bench, name: &'static str) -> Self {
        let document = lopdf::Document::load_mem(&bench.read(&format!("output/2026/{name}"))).expect("a PDF");
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        let text = document.extract_text(&pages).expect("text");
        // A link is text of its own: what stands right before and behind it is parted from it.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")");
        Self { name, words: text.split_whitespace().map(str::to_owned).collect() }
    }

    /// What stands around a place, for messages.
    fn around(&self, at: usize) -> String {
        self.words[at.saturating_sub(6)..(at + 16).min(self.words.len())].join(" ")
    }

    /// The places where these words stand.
    fn places(&self, words: &str) -> Vec<usize> {
        let words: Vec<&str> = words.split(' ').collect();
        (0..self.words.len())
            .filter(|&at| self.words[at..].iter().map(String::as_str).take(words.len()).eq(words.iter().copied()))
            .collect()
    }

    fn number_at(&self, at: usize) -> f64 {
        number(&self.words[at])
            .unwrap_or_else(|| panic!("{}: no number at “{}” in {}", self.name, self.words[at], self.around(at)))
    }
}

fn completion(data: &Value, id: &str) -> Value {
    let tasks = data["tasks"].as_array().expect("tasks").iter();
    tasks.chain(data["duties"].as_array().expect("duties")).find(|task| task["id"] == id).expect("the point")["completion"].clone()
}

#[test]
fn shares_sums_and_rankings_come_out_anew() {
    let bench = Bench::with_2026();
    bench.run_well(&["build", "2026"]);
    let data = bench.data(2026);
    for name in ["bao-cao-ubnd.pdf", "bao-cao-bo.pdf"] {
        let edition = Edition::of(&bench, name);
        shares_behind_fractions(&edition);
        shares_of_those_that_report(&edition);
        plans(&edition);
        states_add_up(&edition);
        rankings(&edition, &data);
    }
}

/// `66/104 đơn vị hoàn thành nhiệm vụ này (63,46%; …)`, `Trong 104 đơn vị có nhiệm vụ này, đã có 66 đơn vị hoàn thành
/// (63,46%; …)`, `đạt 63,46% (66/104 đơn vị có nhiệm vụ; …)`: the ways in which points are told, in turn.
fn shares_behind_fractions(edition: &Edition) {
    let mut found = 0;
    for at in edition.places("đơn vị có nhiệm vụ này,") {
        // What has been completed stands before the word for it: `đã có 66 đơn vị hoàn thành`, `phần lớn đã hoàn thành: 70 đơn vị`.
        let share = (at..at + 16).find(|at| edition.words[*at].starts_with('(')).expect("a share");
        let done = (at + 5..share).rev().find_map(|at| number(&edition.words[at])).expect("what has been completed");
        let whole = number(&edition.words[at - 1]).expect("those that owe it");
        let share = number(&edition.words[share]).expect("a share");
        assert!(is_share(share, done, whole), "{}: {}", edition.name, edition.around(at));
        found += 1;
    }
    for at in edition.places("Tỷ lệ hoàn thành nhiệm vụ này") {
        let of = (at..at + 12).find(|at| edition.words[*at].starts_with('(')).expect("a fraction");
        let (part, whole) = fraction(&edition.words[of]).expect("a fraction");
        assert!(is_share(edition.number_at(of - 1), part, whole), "{}: {}", edition.name, edition.around(at));
        found += 1;
    }
    for at in edition.places("đơn vị hoàn thành nhiệm vụ này") {
        let (part, whole) = fraction(&edition.words[at - 1]).expect("a fraction");
        if let Some(share) = edition.words.get(at + 7).filter(|word| word.starts_with('(') && word.contains('%')) {
            assert!(is_share(number(share).expect("a share"), part, whole), "{}: {}", edition.name, edition.around(at));
            found += 1;
        }
    }
    assert!(found >= 19, "{}: {found} shares of points", edition.name);
}

/// `…; tính riêng 94 đơn vị có báo cáo là 70,21%)`: of those, the same have completed it, and the others add up to them.
fn shares_of_those_that_report(edition: &Edition) {
    let places = edition.places("tính riêng");
    assert!(places.len() >= 20, "{}", places.len());
    for at in places {
        let reported = edition.number_at(at + 2);
        let of = (at..at + 12).find(|at| edition.words[*at] == "là").expect("the share") + 1;
        let share = edition.number_at(of);
        // What has been completed stands before: the part of a fraction, or a number of its own.
        let before = (at.saturating_sub(12)..at).rev();
        let completed = before
            .clone()
            .find_map(|at| fraction(&edition.words[at]).map(|fraction| fraction.0))
            .or_else(|| before.clone().find(|at| edition.words[*at] == "lượt").map(|at| edition.number_at(at - 1)))
            .or_else(|| before.clone().find(|at| edition.words[*at] == "đơn").map(|at| edition.number_at(at - 1)));
        let completed = completed.expect("what has been completed");
        assert!(is_share(share, completed, reported), "{}: {}", edition.name, edition.around(at));
    }
}

/// `154/156 hội nghị, bằng 98,72% kế hoạch`.
fn plans(edition: &Edition) {
    let mut found = 0;
    for at in (0..edition.words.len()).filter(|at| edition.words[*at] == "thực") {
        let Some((actual, planned)) = edition.words.get(at + 2).and_then(|word| fraction(word)) else { continue };
        let share =
            (at + 3..at + 9).find(|at| matches!(edition.words[*at].as_str(), "bằng" | "đạt")).expect("a share") + 1;
        assert!(is_share(edition.number_at(share), actual, planned), "{}: {}", edition.name, edition.around(at));
        found += 1;
    }
    assert_eq!(found, 13, "{}: every indicator that is a sum and no mere scale of the field", edition.name);
}

/// `Trong 2.470 lượt, 1.337 lượt đã hoàn thành (54,13%; …), 680 lượt …, 147 lượt … và 306 lượt chưa báo cáo.`
fn states_add_up(edition: &Edition) {
    let at = edition.places("Trong 2.470 lượt,")[0];
    let until = (at..).find(|at| edition.words[*at].starts_with("cáo.")).expect("the end");
    let numbers: Vec<f64> = (at + 3..until)
        .filter(|at| edition.words[at + 1] == "lượt" && edition.words[at - 1] != "riêng")
        .map(|at| edition.number_at(at))
        .collect();
    assert_eq!((numbers.len(), numbers.iter().sum::<f64>()), (4, 2470.0), "{}: {numbers:?}", edition.name);
    let share = (at..until).find(|at| edition.words[*at].starts_with('(')).expect("the share");
    assert!(is_share(edition.number_at(share), numbers[0], 2470.0), "{}", edition.around(share));
}

/// The best and the weakest: each as the data have it, in order, and none that is left out belongs among them.
fn rankings(edition: &Edition, data: &Value) {
    let share = |id: &str| completion(data, id)["share"].as_f64().expect("a share");
    let ranked: BTreeMap<String, f64> = data["tasks"]
        .as_array()
        .expect("tasks")
        .iter()
        // What a tenth of the bodies at most report on as theirs is not ranked.
        .filter(|task| {
            task["completion"]["owing"].as_u64() > task["completion"]["silent"].as_u64().map(|silent| silent + 10)
        })
        .map(|task| task["id"].as_str().expect("a code").to_owned())
        .map(|id| (id.clone(), share(&id)))
        .collect();
    for (start, is_best) in [("cao nhất trong số đơn vị có nhiệm", true), ("thấp nhất trong số đơn vị có nhiệm", false)]
    {
        let mut at = edition.places(start)[0];
        let mut listed: Vec<String> = Vec::new();
        while listed.len() < 5 {
            at = (at + 1..)
                .find(|at| edition.words[*at] == "mục" && edition.words[at + 1].starts_with("II."))
                .expect("a point");
            let id = format!("{}.{}", edition.words[at + 1].trim_end_matches("):"), edition.words[at - 1]);
            let (part, whole) = fraction(&edition.words[at + 3]).expect("a fraction");
            let known = completion(data, &id);
            assert_eq!(
                (part, whole),
                (known["completed"].as_f64().expect("n"), known["owing"].as_f64().expect("n")),
                "{id}"
            );
            assert!(is_share(edition.number_at(at + 2), part, whole), "{}: {}", edition.name, edition.around(at));
            listed.push(id);
        }
        let shares: Vec<f64> = listed.iter().map(|id| share(id)).collect();
        let in_order = shares.windows(2).all(|pair| if is_best { pair[0] >= pair[1] } else { pair[0] <= pair[1] });
        assert!(in_order, "{}: {listed:?} {shares:?}", edition.name);
        for (id, other) in ranked.iter().filter(|(id, _)| !listed.contains(id)) {
            assert!(
                if is_best { *other <= shares[4] } else { *other >= shares[4] },
                "{}: {id} {other} is left out",
                edition.name
            );
        }
    }
}
