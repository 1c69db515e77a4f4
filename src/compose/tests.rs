//! Both editions of the repository's own year.

use std::fmt::Write;

use super::markdown::plain;
use super::numbers::{amount_to, figure_in};
use super::render::Sources;
use super::*;
use crate::config::EditionKind;

pub(super) fn sources(kind: EditionKind) -> Sources {
    let (name, text) = match kind {
        EditionKind::Full => ("report-full.md", include_str!("../../templates/report-full.md")),
        EditionKind::Summary => ("report-summary.md", include_str!("../../templates/report-summary.md")),
    };
    Sources::of(name, text)
}

fn editions(consolidation: &Consolidation, release: Option<&Release>) -> Vec<(EditionKind, Document)> {
    let editions = &consolidation.settings.report.editions;
    editions
        .iter()
        .map(|edition| {
            let document =
                compose_from(consolidation, edition, release, &Commentary::default(), &sources(edition.kind));
            (edition.kind, document.unwrap_or_else(|error| panic!("{error:?}")))
        })
        .collect()
}

/// The words of a document, a line a block or cell.
fn words(document: &Document) -> String {
    let mut text = String::new();
    let blocks = document.body.iter().chain(document.annexes.iter().flat_map(|annex| &annex.blocks));
    for block in blocks {
        match block {
            Block::Heading { level, content, .. } => {
                line(&mut text, &format!("{} ", "#".repeat(usize::from(*level))), content)
            }
            Block::Paragraph(content) => line(&mut text, "", content),
            Block::Basis(content) => line(&mut text, "basis: ", content),
            Block::Note(content) => line(&mut text, "note: ", content),
            Block::List(items) => {
                items
                    .iter()
                    .for_each(|item| line(&mut text, if item.level == 1 { "- " } else { "  + " }, &item.content));
            }
            Block::Table(table) => table_words(&mut text, table),
            Block::Chart(chart) => _ = writeln!(text, "chart: {} | {}", chart.caption, chart.alternative),
            Block::PageBreak => text.push_str("---\n"),
        }
    }
    text
}

fn line(text: &mut String, mark: &str, content: &[Inline]) {
    _ = writeln!(text, "{mark}{}", plain(content));
}

fn table_words(text: &mut String, table: &Table) {
    line(text, "table: ", &table.caption);
    for row in &table.rows {
        let cells = row
            .cells
            .iter()
            .map(|cell| cell.paragraphs.iter().map(|paragraph| plain(paragraph)).collect::<Vec<_>>().join(" / "));
        _ = writeln!(text, "| {} |", cells.collect::<Vec<_>>().join(" | "));
    }
}

#[test]
fn every_total_is_printed_in_both_editions() {
    let consolidation = fixture::year_2026(|_| {});
    for (kind, document) in editions(&consolidation, None) {
        let text = words(&document);
        if let Some(folder) = std::env::var_os("TONGHOP_SHOW") {
            let path = std::path::Path::new(&folder).join(format!("{kind:?}.txt"));
            std::fs::write(path, &text).expect("a writable folder");
        }
        for indicator in &consolidation.indicators {
            let actual = indicator.actual.as_ref().expect("a figure");
            let cell = format!("| {} |", figure_in(actual, indicator.indicator.unit.as_str()));
            assert!(text.contains(&cell), "{kind:?}: {} {cell}", indicator.indicator.id);
        }
        for line in &consolidation.funding {
            let cells = [&line.allocated, &line.spent].map(|amount| amount_to(amount, 1).to_string()).join(" | ");
            assert!(text.contains(&format!("| {cells} |")), "{kind:?}: {} {cells}", line.line.id);
        }
    }
}

#[test]
fn prose_is_clean_whatever_was_sent() {
    let empty = |expected: &mut serde_json::Value| expected["submissions"] = serde_json::json!({});
    let one = |expected: &mut serde_json::Value| {
        let submissions = expected["submissions"].as_object_mut().expect("submissions");
        submissions.retain(|agency, _| agency == "so-nv");
    };
    for consolidation in [fixture::year_2026(|_| {}), fixture::year_2026(empty), fixture::year_2026(one)] {
        for (kind, document) in editions(&consolidation, None) {
            for line in words(&document).lines().filter(|line| !line.starts_with('|')) {
                for flaw in ["  ", " .", " ,", " ;", "..", ";;", "()", "{{", "{%", ": .", ",.", ";."] {
                    assert!(!line.trim_start().contains(flaw), "{kind:?}: “{flaw}” in: {line}");
                }
                let letters: Vec<char> = line.chars().collect();
                let is_run_on = |near: &[char]| near[0].is_lowercase() && near[1] == '.' && near[2].is_uppercase();
                assert!(!letters.windows(3).any(is_run_on), "{kind:?}: no blank after a stop in: {line}");
            }
            assert_eq!(
                document.body.iter().filter(|block| matches!(block, Block::Heading { level: 1, .. })).count(),
                6
            );
        }
    }
}

#[test]
fn tables_are_rectangular() {
    let consolidation = fixture::year_2026(|_| {});
    for (kind, document) in editions(&consolidation, None) {
        let blocks = document.body.iter().chain(document.annexes.iter().flat_map(|annex| &annex.blocks));
        for block in blocks {
            let Block::Table(table) = block else { continue };
            for row in &table.rows {
                let width: usize = row.cells.iter().map(|cell| cell.columns).sum();
                assert_eq!(width, table.columns.len(), "{kind:?}: {row:?}");
            }
            let area: usize = table.head.iter().flatten().map(|cell| cell.columns * cell.rows).sum();
            assert_eq!(area, table.columns.len() * table.head.len(), "{kind:?}: {:?}", table.head);
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let consolidation = fixture::year_2026(|_| {});
    for (kind, document) in editions(&consolidation, None) {
        let debug = format!("{document:?}");
        let annexes = document.annexes.len();
        assert_eq!(annexes, if kind == EditionKind::Full { 6 } else { 2 });
        for annex in &document.annexes {
            let shown = format!(
                "{:?}",
                Inline::Link { target: String::new(), text: annex.label.clone(), style: Style::default() }
            );
            let shown = shown.split("text: ").nth(1).expect("a text");
            assert!(debug.contains(shown), "{kind:?}: no reference to {}", annex.label);
        }
    }
}

#[test]
fn a_draft_leaves_number_and_day_to_the_office() {
    let consolidation = fixture::year_2026(|_| {});
    let (_, draft) = editions(&consolidation, None).remove(0);
    let visible = |text: &str| text.replace('\u{a0}', "_");
    assert_eq!(visible(&draft.first_page.number), "Số:_________/BC-SGDĐT");
    assert_eq!(visible(&draft.first_page.place_and_date), "Tây Ninh, ngày_____tháng_11 năm_2026");
    assert_eq!(draft.first_page.draft_mark.as_deref(), Some("DỰ THẢO"));
    assert_eq!(draft.closing.recipients.last().map(String::as_str), Some("- Lưu: VT, VP."));
    let release = Release { number: 7, date: crate::model::Date::constant(2026, 12, 2) };
    let (_, signed) = editions(&consolidation, Some(&release)).remove(0);
    assert_eq!(visible(&signed.first_page.number), "Số:_07/BC-SGDĐT");
    assert_eq!(signed.first_page.draft_mark, None);
    let reference = visible(&signed.annexes[0].reference);
    assert_eq!(reference, "(Kèm theo Báo cáo số_07/BC-SGDĐT ngày_02 tháng_12 năm_2026 của Sở Giáo dục và Đào tạo)");
}

#[test]
fn what_agencies_wrote_prints_as_itself() {
    let nasty = "# 1. *a* | {{ x }} {% if %} <b>&amp;</b> [l](#m) `c` \\\\ - x_y_z ~~~";
    let consolidation = fixture::year_2026(|expected| {
        let row = &mut expected["submissions"]["so-gddt"]["tasks"]["II.1.a"];
        for field in ["result", "difficulties", "proposals"] {
            row[field] = nasty.into();
        }
        expected["submissions"]["so-gddt"]["symbol"] = nasty.into();
        expected["submissions"]["so-gddt"]["duties"]["IV.1.a"]["result"] = nasty.into();
    });
    let (_, full) = editions(&consolidation, None).remove(0);
    let text = words(&full).replace('\u{a0}', " ");
    assert!(text.contains(&format!("- Sở Giáo dục và Đào tạo: {nasty}")), "quoted");
    assert!(text.contains(&format!("{nasty} (Sở Giáo dục và Đào tạo)")), "shared");
    assert!(text.contains(&format!("Sở Giáo dục và Đào tạo (hoàn thành): {nasty}")), "duty");
    assert!(text.contains(&format!("| {nasty} / Văn bản, sản phẩm: 806/QĐ-SGDĐT / ")), "annex");
    assert!(text.contains(&format!("| Sở Giáo dục và Đào tạo | {nasty} |")), "symbol");
}

/// One body with three goals: one just reached, two missed, the first listed the farther from its plan in percent. What else
/// it counts is no goal.
#[test]
fn plans_just_reached_are_reached_and_the_farthest_from_its_plan_is_told_first() {
    let consolidation = fixture::year_2026(|expected| {
        let mut body = expected["submissions"]["so-gddt"].take();
        let planned = |planned: u32, actual: u32| serde_json::json!({ "planned": planned, "actual": actual });
        body["indicators"] = serde_json::json!({ "CT01": planned(10, 2), "CT05": planned(10, 9), "CT24": planned(600, 600),
                "CT06": planned(100, 100), "CT07": planned(100, 50) });
        expected["submissions"] = serde_json::json!({ "so-gddt": body });
    });
    let (_, full) = editions(&consolidation, None).remove(0);
    let text = words(&full).replace('\u{a0}', " ");
    assert!(
        text.contains(
            "Trong 03 chỉ tiêu là mục tiêu có kế hoạch hoặc mức phải đạt của năm, 01 mục tiêu đạt hoặc vượt mức đề ra, 02 mục \
             tiêu chưa đạt;"
        ),
        "{text}"
    );
    let place = |brief: &str| text.find(brief).unwrap_or_else(|| panic!("{brief} in {text}"));
    assert!(place("- Tỷ lệ huy động trẻ em nhà trẻ (50,00%, kế hoạch 100,00%)") < place("(đạt 90,00% kế hoạch)"));
}

/// A body that says one thing at two points of a group and another at one of them.
#[test]
fn what_recurs_is_told_once_for_the_group_and_the_scale_of_the_field_before_it() {
    let consolidation = fixture::year_2026(|expected| {
        let mut body = expected["submissions"]["so-gddt"].take();
        let said = |difficulties: &str| serde_json::json!({ "status": "completed", "difficulties": difficulties });
        body["tasks"] = serde_json::json!({ "II.1.a": said("Thiếu giáo viên."), "II.1.b": said("thiếu giáo viên"),
                "II.1.c": said("Đường xa"), "II.2.a": said("Thiếu giáo viên") });
        body["indicators"] = serde_json::json!({ "CT15": { "actual": 24149 }, "CT16": { "actual": 20621 } });
        expected["submissions"] = serde_json::json!({ "so-gddt": body });
    });
    let (_, full) = editions(&consolidation, None).remove(0);
    let text = words(&full).replace('\u{a0}', " ");
    let said = |words: &str| text.matches(words).count();
    let department = "Sở Giáo dục và Đào tạo";
    assert_eq!(
        said(&format!("nêu ở từ hai nhiệm vụ trở lên: thiếu giáo viên ({department}; điểm a và b).")),
        1,
        "{text}"
    );
    assert_eq!(said(&format!("Khó khăn, vướng mắc riêng của nhiệm vụ này: đường xa ({department}).")), 1, "{text}");
    // Of the other group it is the only one, so it is told at its point.
    assert_eq!(said(&format!("Khó khăn, vướng mắc: thiếu giáo viên ({department}).")), 1, "{text}");
    assert_eq!(said("theo số liệu của 01 đơn vị báo cáo: tổng số giáo viên 24.149 người."), 1, "{text}");
    assert_eq!(said("Tổng số giáo viên: "), 0, "told before");
}

#[test]
fn unknown_directives_are_told_with_those_known() {
    let consolidation = fixture::year_2026(|_| {});
    let edition = &consolidation.settings.report.editions[0];
    let error = |template: &str| {
        let composed =
            compose_from(&consolidation, edition, None, &Commentary::default(), &Sources::of("t.md", template));
        composed.expect_err("a mistake")
    };
    let unknown = error("a\n\n```table progres\n```\n");
    assert_eq!((unknown.template.as_str(), unknown.line), ("t.md", Some(3)));
    assert!(unknown.problem.vi.contains("progress-by-agency"), "{}", unknown.problem.vi);
    assert!(error("```graph x\n```").problem.en.contains("```chart"));
    assert!(error("[](#nowhere)\n\n# A { #a .annex }\n").problem.en.contains("#a"));
}

/// The document with its figures as text, as `compose` has it.
fn flattened(mut document: Document) -> Document {
    let flatten = |content: &mut Vec<Inline>| {
        let mut plain: Vec<Inline> = Vec::new();
        for inline in content.drain(..) {
            let inline = match inline {
                Inline::Figure { text, style, .. } => Inline::Text { text, style },
                other => other,
            };
            match (plain.last_mut(), inline) {
                (Some(Inline::Text { text: before, style: own }), Inline::Text { text, style }) if *own == style => {
                    before.push_str(&text);
                }
                (_, inline) => plain.push(inline),
            }
        }
        *content = plain;
    };
    let annexes = document.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
    for block in document.body.iter_mut().chain(annexes) {
        figure_marks::for_each_content(block, &mut |content| flatten(content));
    }
    document
}

/// The figures of a document with their codes.
fn figures_of(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut document = document.clone();
    let annexes = document.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
    for block in document.body.iter_mut().chain(annexes) {
        figure_marks::for_each_content(block, &mut |content| {
            found.extend(content.iter().filter_map(|inline| match inline {
                Inline::Figure { text, code, .. } => Some((code.clone(), text.clone())),
                _ => None,
            }));
        });
    }
    found
}

#[test]
fn a_draft_is_the_report_with_its_figures_told_apart() {
    let silent = |expected: &mut serde_json::Value| expected["submissions"] = serde_json::json!({});
    let mut with_year_before = fixture::year_2026(|_| {});
    with_year_before.compare_with(origins::year_before(&with_year_before));
    for consolidation in [fixture::year_2026(|_| {}), fixture::year_2026(silent), with_year_before] {
        for edition in &consolidation.settings.report.editions {
            let sources = sources(edition.kind);
            let plain = compose_from(&consolidation, edition, None, &Commentary::default(), &sources);
            let draft = draft_from(&consolidation, edition, &Commentary::default(), &sources).expect("a draft");
            let figures = figures_of(&draft);
            assert!(figures.len() > 40, "{}", figures.len());
            // Each is a number and nothing else.
            for (code, text) in &figures {
                assert!(text.contains(|letter: char| letter.is_ascii_digit()), "{code}: {text}");
                assert!(text.chars().all(|letter| !letter.is_alphabetic()), "{code}: {text}");
            }
            assert_eq!(flattened(draft), plain.expect("a report"));
        }
    }
}

#[test]
fn figures_have_the_codes_that_they_are_traced_by() {
    let consolidation = fixture::year_2026(|_| {});
    let edition = &consolidation.settings.report.editions[0];
    let draft = draft_from(&consolidation, edition, &Commentary::default(), &sources(edition.kind)).expect("a draft");
    let figures = figures_of(&draft);
    for indicator in &consolidation.indicators {
        let code = format!("{}.TH", indicator.indicator.id);
        let actual = indicator.actual.as_ref().expect("a figure");
        let text = figure_in(actual, indicator.indicator.unit.as_str()).to_string();
        assert!(figures.iter().any(|figure| *figure == (code.clone(), text.clone())), "{code} {text}");
    }
    for line in &consolidation.funding {
        let code = format!("{}.DT", line.line.id);
        let text = amount_to(&line.allocated, 1).to_string();
        assert!(figures.contains(&(code.clone(), text.clone())), "{code} {text}");
    }
    for task in &consolidation.tasks {
        let code = format!("{}.TT:HT", task.node.id);
        let text = task.counts.of(crate::model::Status::Completed).to_string();
        assert!(
            figures
                .iter()
                .any(|(own, printed)| *own == code && printed.trim_start_matches('0') == text.trim_start_matches('0')),
            "{code} {text}"
        );
    }
    let coded = figures.iter().filter(|(code, _)| !code.is_empty()).count();
    assert!(coded * 10 > figures.len() * 8, "{coded} of {}", figures.len());
}
