//! Years as offices send them: forms filled in and then treated by two habits each, with every fact known. Whatever is read
//! has to be what was meant, and whatever is not read has to be told.

mod bodies;
mod body;
mod book;
mod columns;
mod habits;
mod judge;
mod random;
mod rows;
mod sending;
mod values;

use std::fs;

use tonghop::config::{Settings, Workspace};
use tonghop::form::Form;
use tonghop::intake::InProcess;
use tonghop::merge;
use tonghop::pipeline::{self, Silent};

use habits::{HABITS, Neighbour, Sending};
use judge::{Sent, Verdict, judge};
use random::Random;

const YEAR: i16 = 2026;
/// Bodies of a year.
const BODIES: usize = 6;
/// Years that every run of the tests looks at. `TONGHOP_MESSY_YEARS=200 cargo test --test messy_years -- --ignored` looks at
/// more.
const YEARS: u64 = 20;

#[test]
fn of_two_habits_each_nothing_is_wrong_and_nothing_lost_without_a_word() {
    look_at(0..YEARS);
}

#[test]
#[ignore = "looks at as many years as TONGHOP_MESSY_YEARS says"]
fn many_years() {
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let first = number("TONGHOP_MESSY_FIRST", 0);
    look_at(first..first + number("TONGHOP_MESSY_YEARS", 100));
}

fn look_at(seeds: std::ops::Range<u64>) {
    let settings = Workspace::new("no such folder").load(YEAR).expect("the settings that are built in");
    let (mut right, mut asked, mut faults) = (0, 0, Vec::new());
    for seed in seeds {
        let verdict = year(&settings, seed);
        right += verdict.right;
        asked += verdict.asked;
        faults.extend(verdict.faults.into_iter().map(|fault| format!("{seed}: {fault}")));
    }
    assert!(faults.is_empty(), "{right} right, {asked} asked, {} faults\n{}", faults.len(), faults.join("\n"));
    // A reader that asks about everything would pass, too.
    assert!(asked * 10 < right, "{right} right, {asked} asked");
}

/// One year: some communes send the form, each with two habits.
fn year(settings: &Settings, seed: u64) -> Verdict {
    let mut random = Random::new(seed);
    let bodies = merge::reporting_bodies(settings);
    let leads = merge::catalogue_leads(settings, &bodies);
    let mut communes: Vec<_> = bodies.iter().filter(|body| body.id.as_str().parse::<u32>().is_ok()).collect();
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join("inputs").join(YEAR.to_string());
    fs::create_dir_all(&folder).expect("a folder");
    let mut sent = Vec::new();
    for _ in 0..BODIES {
        let commune = communes.remove(random.below(communes.len()));
        let other = communes.remove(random.below(communes.len()));
        let [book, others] =
            [commune, other].map(|body| body::filled_in(&Form::new(settings, body, &leads), &mut random));
        let neighbour = Neighbour { agency: other.id.to_string(), book: others, sends: false };
        let (others, parts) = (Vec::new(), Vec::new());
        let mut sending = Sending { book, others, parts, name: commune.name.clone(), neighbour };
        let first = random.below(HABITS.len());
        let other = (first + random.between(1, HABITS.len() - 1)) % HABITS.len();
        let mut names = Vec::new();
        for (name, habit) in [first.min(other), first.max(other)].map(|place| HABITS[place]) {
            habit(&mut sending, &mut random);
            names.push(name);
        }
        let (mut files, mut facts) = (Vec::new(), Vec::new());
        for (place, book) in sending.books().enumerate() {
            let (bytes, of_book) = book.draw();
            let path = folder.join(&book.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
            files.push(book.path.clone());
            facts.push((place, of_book));
        }
        let others = 1..=sending.others.len();
        let counted = facts.into_iter().filter(|(place, _)| !others.contains(place)).flat_map(|(_, facts)| facts);
        let (own, of_neighbour) = counted.partition(|fact| fact.owner.is_none());
        let habits = names.join(", ");
        if sending.neighbour.sends {
            let agency = sending.neighbour.agency;
            sent.push(Sent { agency, habits: habits.clone(), files: files.clone(), facts: of_neighbour });
        }
        sent.push(Sent { agency: commune.id.to_string(), habits, files, facts: own });
    }
    let workspace = Workspace::new(root.path());
    let checked = pipeline::consolidate(&workspace, YEAR, &InProcess, &Silent).expect("the year");
    judge(&checked, &sent)
}
