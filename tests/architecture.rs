//! `docs/architecture.md` against the sources: its table is an order in which no folder imports one below it, and says
//! of each folder what it imports, which crates it uses and what of the system it touches, no more and no less.

#[path = "architecture/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sources::{Sources, Uses};

/// The columns of the table of folders.
const COLUMNS: [&str; 5] = ["folder under `src/`", "what it does", "imports", "crates", "touches"];
/// The columns of the table of crates that several folders use.
const SHARED: [&str; 2] = ["crate in several folders", "why"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The dependencies of the program, as `Cargo.toml` spells them.
fn dependencies() -> BTreeSet<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let of = |table: &toml::Table| {
        let list = table.get("dependencies").and_then(toml::Value::as_table).into_iter().flatten();
        list.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let targets = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    let of_targets = targets.filter_map(|(_, target)| target.as_table()).flat_map(of);
    of(&manifest).into_iter().chain(of_targets).collect()
}

/// The crates as code spells them, with their names in `Cargo.toml`.
fn crates() -> BTreeMap<String, String> {
    dependencies().into_iter().map(|name| (name.replace('-', "_"), name)).collect()
}

fn sources() -> Sources {
    let crates = crates();
    let mut sources = Sources::read(&root().join("src"), &crates.keys().cloned().collect());
    let spelt = std::mem::take(&mut sources.crates).into_iter();
    sources.crates = spelt.map(|((folder, name), place)| ((folder, crates[&name].clone()), place)).collect();
    sources
}

fn page() -> String {
    fs::read_to_string(root().join("docs/architecture.md")).expect("the page")
}

/// The rows of the table of the page that is headed so.
fn table(page: &str, heads: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let lines = page.lines().skip_while(|line| cells(line) != heads).skip(2);
    let rows: Vec<Vec<String>> = lines.take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "docs/architecture.md has no table headed {heads:?}");
    assert!(rows.iter().all(|row| row.len() == heads.len()), "a row of the table headed {heads:?} is broken");
    rows
}

/// What a cell names: the words between backticks.
fn named(cell: &str) -> BTreeSet<&str> {
    cell.split('`').skip(1).step_by(2).map(|name| name.trim_end_matches('/')).collect()
}

/// What differs between the page and the sources, a line each.
fn differences(folder: &str, what: &str, page: &BTreeSet<&str>, uses: &Uses) -> Vec<String> {
    let real = Sources::of_folder(uses, folder);
    let unsaid = real.difference(page).map(|name| {
        let place = &uses[&(folder.to_owned(), (*name).to_owned())];
        format!("{folder}/ {what} {name}, and the page does not say so ({place})")
    });
    let untrue = page.difference(&real).map(|name| format!("the page says that {folder}/ {what} {name}: it does not"));
    unsaid.chain(untrue).collect()
}

#[test]
fn the_page_has_a_row_for_each_folder_in_an_order_without_circles() {
    let (page, sources) = (page(), sources());
    let rows = table(&page, &COLUMNS);
    let order: Vec<&str> = rows.iter().flat_map(|row| named(&row[0])).collect();
    let listed: BTreeSet<String> = order.iter().map(|folder| (*folder).to_owned()).collect();
    assert_eq!(listed, sources.folders, "the folders of the page and those of src/lib.rs");
    assert_eq!(order.len(), listed.len(), "a folder has two rows");
    let place = |folder: &str| order.iter().position(|known| *known == folder);
    let upward: Vec<String> = sources
        .imports
        .iter()
        .filter(|((importer, imported), _)| place(importer) <= place(imported))
        .map(|((importer, imported), at)| format!("{importer}/ imports {imported}/, which stands below it ({at})"))
        .collect();
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn the_page_says_what_each_folder_imports_uses_and_touches() {
    let (page, sources) = (page(), sources());
    let wrong: Vec<String> = table(&page, &COLUMNS)
        .iter()
        .flat_map(|row| {
            let folder = named(&row[0]).into_iter().next().expect("a folder");
            [
                differences(folder, "imports", &named(&row[2]), &sources.imports),
                differences(folder, "uses", &named(&row[3]), &sources.crates),
                differences(folder, "touches", &split(&row[4]), &sources.system),
            ]
            .concat()
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Today, the user's environment and the network are for the command line alone.
#[test]
fn only_the_command_line_looks_at_the_clock() {
    let sources = sources();
    let elsewhere: Vec<&String> = sources
        .system
        .iter()
        .filter(|((folder, what), _)| folder != "cli" && ["clock", "environment", "network"].contains(&what.as_str()))
        .map(|(_, place)| place)
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

/// The words of a cell between commas.
fn split(cell: &str) -> BTreeSet<&str> {
    cell.split(',').map(str::trim).filter(|word| !word.is_empty()).collect()
}

#[test]
fn a_crate_is_used_in_one_folder_or_the_page_says_why_not() {
    let (page, sources) = (page(), sources());
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in sources.crates.keys() {
        *folders.entry(name).or_default() += 1;
    }
    let shared: BTreeSet<&str> = folders.iter().filter(|(_, count)| **count > 1).map(|(name, _)| *name).collect();
    let rows = table(&page, &SHARED);
    let explained: BTreeSet<&str> = rows.iter().flat_map(|row| named(&row[0])).collect();
    assert_eq!(shared, explained, "crates used in several folders, and those whose reason the page gives");
    assert!(rows.iter().all(|row| row[1].len() > 20), "a reason is missing");
}

#[test]
fn every_dependency_is_used() {
    let sources = sources();
    let used: BTreeSet<String> = sources.crates.into_keys().map(|(_, name)| name).collect();
    assert_eq!(dependencies(), used, "the dependencies of Cargo.toml, and the crates that the sources name");
}

/// What one source in `layout/flow.rs` imports, uses and touches.
fn found(text: &str) -> [Vec<String>; 3] {
    let folders = ["compose", "config", "layout", "model"];
    let sources = Sources::of(text, &["layout", "flow"], &folders, &["serde", "thiserror", "rayon"]);
    [sources.imports, sources.crates, sources.system]
        .map(|uses| uses.into_keys().map(|(folder, used)| format!("{folder}: {used}")).collect())
}

#[test]
fn imports_are_found_however_they_are_written() {
    for text in [
        "use crate::config::Theme;",
        "use crate::{layout::pages, config::{self, Theme}};",
        "use super::super::config;",
        "pub(crate) use super::super::{layout::Pages, config::*};",
        "fn f() -> crate::config::Theme { todo!() }",
        "fn f() { g!(crate::config::THEME) }",
        "mod inner { use super::super::super::config::Theme; }",
        "mod inner { fn f(x: Vec<super::super::super::config::Theme>) {} }",
        "#[derive(crate::config::Wonder)] struct S;",
        "macro_rules! m { () => { $crate::config::THEME } }",
        "use super::super as root; use root::config::Theme;",
        "impl<T: crate::config::Trait> S<T> {}",
        "#[cfg(not(test))] use crate::config::Theme;",
        "#[cfg(test)] use crate::{model::A, model::B}; use crate::config::Theme;",
        "#[cfg(test)] mod tests { use crate::model::A; } use crate::config::Theme;",
    ] {
        assert_eq!(found(text)[0], ["layout: config"], "{text}");
    }
    for text in [
        "// use crate::config::Theme;",
        "/// [`crate::config::Theme`]\nstruct S;",
        "const S: &str = \"crate::config\";",
        "use crate::layout::Pages; use super::pages; use self::inner::config;",
        "#[cfg(test)] mod tests { use crate::config::Theme; }",
        "#[cfg(all(test, unix))] fn f() { crate::config::f() }",
        "#[cfg(test)] impl crate::config::Trait for S {}",
        "fn f(config: Config) { config.theme(); other::config::f(); }",
    ] {
        assert!(found(text)[0].is_empty(), "{text}");
    }
}

#[test]
fn crates_are_found_however_they_are_used() {
    for (text, name) in [
        ("use serde::Serialize;", "serde"),
        ("use ::serde::de::{self, Error};", "serde"),
        ("#[derive(Debug, thiserror::Error)] enum E {}", "thiserror"),
        ("fn f() { rayon::join(a, b); }", "rayon"),
        ("fn f(x: impl Into<serde::Value>) {}", "serde"),
        ("fn f() { let x = Vec::<serde::Value>::new(); }", "serde"),
        ("fn f() { g!(serde::json) }", "serde"),
        ("use rayon as threads; fn f() { threads::join() }", "rayon"),
    ] {
        assert_eq!(found(text)[1], [format!("layout: {name}")], "{text}");
    }
    for text in
        ["use crate::layout::serde; fn f() { serde::f() }", "#[serde(default)] struct S;", "fn f() { a.rayon() }"]
    {
        assert!(found(text)[1].is_empty(), "{text}");
    }
}

#[test]
fn the_system_is_found_however_it_is_touched() {
    for (text, what) in [
        ("use std::fs;", "files"),
        ("use std::{fs::File, path::Path};", "files"),
        ("use std::io; fn f() { io::stdout() }", "standard streams"),
        ("use std::time; fn f() { time::SystemTime::now() }", "clock"),
        ("fn f() { std::env::var(\"x\") }", "environment"),
        ("use std::env; fn f() { env::args_os() }", "environment"),
        ("use std::process::{self, Command};", "processes"),
        ("use std::time::{Duration, Instant};", "time that passes"),
    ] {
        assert_eq!(found(text)[2], [format!("layout: {what}")], "{text}");
    }
    for text in [
        "use std::{io, time::Duration}; fn f() { io::Error::other(\"x\") }",
        "use std::time::{SystemTime, UNIX_EPOCH}; fn f(at: SystemTime) { UNIX_EPOCH < at }",
    ] {
        assert!(found(text)[2].is_empty(), "{text}");
    }
}
