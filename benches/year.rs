//! How long each part of a year takes, on the repository's own submissions of 2026: `cargo bench`.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use tonghop::compose::Commentary;
use tonghop::config::{Aliases, Workspace};
use tonghop::extract::{Lexicon, extract};
use tonghop::intake::InProcess;
use tonghop::layout::{Fonts, lay_out};
use tonghop::merge::{self, ReadFile};
use tonghop::output::{json, pdf, xlsx};
use tonghop::pipeline::{self, Silent};
use tonghop::{compose, intake};

const YEAR: i16 = 2026;

fn workspace() -> Workspace {
    Workspace::new(env!("CARGO_MANIFEST_DIR"))
}

fn parts(criterion: &mut Criterion) {
    let workspace = workspace();
    let settings = Arc::new(workspace.load(YEAR).expect("the repository's settings"));
    let files = intake::list_files(&workspace.submissions(YEAR)).expect("the repository's submissions");
    criterion.bench_function("intake: 100 workbooks to grids, one thread", |bencher| {
        bencher.iter(|| {
            for file in &files {
                _ = black_box(intake::read_file(file, &InProcess));
            }
        });
    });
    let grids: Vec<_> = files
        .iter()
        .map(|file| {
            let read = intake::read_file(file, &InProcess).expect("the system gives files");
            (Arc::clone(&file.path), read.content.expect("a workbook").1)
        })
        .collect();
    let lexicon = Lexicon::new(&settings);
    criterion.bench_function("extract: 100 grids to records, one thread", |bencher| {
        bencher.iter(|| {
            for (path, workbook) in &grids {
                black_box(extract(path, workbook, &lexicon).expect("a form within the limits"));
            }
        });
    });
    let read: Vec<ReadFile> = grids
        .iter()
        .map(|(path, workbook)| ReadFile {
            path: Arc::clone(path),
            modified: 0,
            content: extract(path, workbook, &lexicon),
        })
        .collect();
    criterion.bench_function("merge: 100 extractions", |bencher| {
        bencher.iter_batched(
            || read.clone(),
            |read| merge::consolidate(Arc::clone(&settings), &Aliases::default(), read),
            criterion::BatchSize::LargeInput,
        );
    });
}

fn outputs(criterion: &mut Criterion) {
    let workspace = workspace();
    let checked = pipeline::consolidate(&workspace, YEAR, &InProcess, &Silent).expect("the repository's year");
    let edition = &checked.consolidation().settings.report.editions[0];
    criterion.bench_function("compose: the full edition", |bencher| {
        bencher.iter(|| {
            compose::compose(&checked, edition, None, &Commentary::default(), &workspace).expect("a document")
        });
    });
    let document = compose::compose(&checked, edition, None, &Commentary::default(), &workspace).expect("a document");
    let fonts = Fonts::new(workspace.fonts().expect("the font files")).expect("the fonts");
    let theme = pipeline::theme(&workspace).expect("the theme");
    criterion.bench_function("layout: the full edition", |bencher| {
        bencher.iter_batched(
            || document.clone(),
            |document| lay_out(document, &fonts, &theme).expect("pages"),
            criterion::BatchSize::LargeInput,
        );
    });
    let pages = lay_out(document, &fonts, &theme).expect("pages");
    criterion.bench_function("pdf: the full edition, tagged", |bencher| {
        bencher.iter_batched(
            || pages.clone(),
            |pages| pdf::write_pdf(pages, fonts.files(), &[], &mut std::io::sink()).expect("a PDF"),
            criterion::BatchSize::LargeInput,
        );
    });
    criterion.bench_function("xlsx: the workbook", |bencher| {
        bencher.iter(|| xlsx::write_workbook(&checked).expect("a workbook"));
    });
    criterion.bench_function("json: data.json", |bencher| {
        bencher.iter(|| {
            let mut data = Vec::new();
            json::write_data(&checked, &mut data).expect("data");
            data
        });
    });
}

fn whole(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let inputs = folder.path().join("inputs/2026");
    std::fs::create_dir_all(&inputs).expect("a folder");
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/2026")).expect("submissions") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), inputs.join(entry.file_name())).expect("a copy");
    }
    let workspace = Workspace::new(folder.path());
    criterion.bench_function("build: the whole year", |bencher| {
        bencher.iter(|| pipeline::build(&workspace, YEAR, None, &InProcess, &Silent).expect("a build"));
    });
}

criterion_group! {
    name = year;
    config = Criterion::default().sample_size(20);
    targets = parts, outputs, whole
}
criterion_main!(year);
