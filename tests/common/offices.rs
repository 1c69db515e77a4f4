//! A new workspace with all forms of its example filled in and the year built, and the texts of what comes out.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::io::{Cursor, Read};

use tonghop::config::Workspace;
use tonghop::form::Form;
use tonghop::merge;

use super::Bench;
use super::fill::{everything, fill};

/// The text of every part of a package, markup as blanks.
pub fn text_of_package(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        let mut xml = String::new();
        if part.read_to_string(&mut xml).is_err() {
            continue;
        }
        let mut in_markup = false;
        text.extend(xml.chars().map(|letter| {
            in_markup = (in_markup || letter == '<') && letter != '>';
            if in_markup || letter == '>' { ' ' } else { letter }
        }));
    }
    text
}

/// The text of all pages, on one line.
pub fn text_of_pdf(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes the workspace `moi` from an example.
pub fn made(example: &[&str]) -> Bench {
    let bench = Bench::empty();
    let folder = bench.path("moi");
    let arguments = [&["init", folder.to_str().expect("a path")], example].concat();
    let made = bench.run_well(&arguments);
    assert!(made.stdout.contains("inputs/plan.md") || made.stdout.contains("inputs\\plan.md"), "{}", made.stdout);
    bench
}

/// Fills in the forms of all bodies of the workspace `moi` and builds its year, which is given. Each blank form is shown to
/// `look` by its name and its text.
pub fn filled_and_built(bench: &Bench, look: &dyn Fn(&str, &str)) -> i16 {
    // `Bench::run` names its own root as the workspace; the inner folder is reached through the library.
    let workspace = Workspace::new(bench.path("moi"));
    let year = workspace.years()[0];
    let settings = workspace.load(year).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    tonghop::pipeline::write_forms(&workspace, year).expect("forms");
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    let written = std::fs::read_dir(bench.path(&format!("moi/output/{year}/forms"))).expect("forms");
    let mut names: Vec<String> =
        written.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".xlsx"));
    names.sort();
    assert_eq!(names.len(), bodies.len());
    for (seed, body) in (0..).step_by(60).zip(&bodies) {
        let own = names.iter().find(|name| name.starts_with(&format!("{}-", body.id))).expect("the body's form");
        let blank = bench.read(&format!("moi/output/{year}/forms/{own}"));
        look(own, &text_of_package(&blank));
        let form = Form::new(&settings, body, &leads);
        bench.write(&format!("moi/inputs/{year}/{own}"), fill(&blank, &everything(&form, seed)));
    }
    let reader = tonghop::intake::InProcess;
    tonghop::pipeline::build(&workspace, year, None, &reader, &tonghop::pipeline::Silent).expect("a report");
    year
}
