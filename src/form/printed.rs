//! Everything that the form prints, whoever gets it: what a cell may hold that says nothing of its own.

use super::schema::{AMOUNTS_IN, TableKind};
use super::{Particular, Row, RowKind, guidance, particulars, tables};
use crate::config::Settings;
use crate::plan::Node;
use crate::vietnamese::{committee_in_full, fold, format_date};

/// Above the particulars.
pub const PARTICULARS_TITLE: &str = "THÔNG TIN CHUNG";
/// Over a signature, and under it how it is signed: who made the form, who answers for it, and who does where there is no seal.
const MAKER: [&str; 2] = ["NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"];
const HEAD: [&str; 2] = ["THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"];
const HEAD_WITHOUT_SEAL: [&str; 2] = ["NGƯỜI ĐỨNG ĐẦU", "(Ký, ghi rõ họ tên)"];
/// The title of the table of indicators on forms that were not written by this program.
const TITLE_OF_INDICATORS: &str = "CÁC CHỈ TIÊU CHỦ YẾU";

/// The number of a table's form: `Biểu số 01`.
pub fn number_of(kind: TableKind) -> String {
    format!("Biểu số {:02}", kind.number())
}

/// Over the signatures below a table, and under each how it is signed. A village has no seal.
pub fn signatures(has_seal: bool) -> [[&'static str; 2]; 2] {
    [MAKER, if has_seal { HEAD } else { HEAD_WITHOUT_SEAL }]
}

/// The line below a table on which the day of signing is written.
pub fn day_of_signing(year: i16) -> String {
    format!("Ngày …… tháng …… năm {year}")
}

/// The line below the particulars.
pub fn note_of_particulars(issuer: &str, deadline: crate::model::Date) -> String {
    format!("Ghi chú: gửi về {issuer} trước hết ngày {}.", format_date(deadline))
}

/// All texts that some body's form prints: titles, heads, units, labels, guidance, the words of the rows, the names of the
/// bodies. Of a node of the plan also its parts, as forms that others made quote them.
pub fn printed_texts(settings: &Settings) -> Vec<String> {
    let report = &settings.report;
    let plan = super::plan_as_quoted(settings);
    let mut texts: Vec<String> = [PARTICULARS_TITLE, TITLE_OF_INDICATORS, AMOUNTS_IN].map(str::to_owned).to_vec();
    texts.extend([MAKER, HEAD, HEAD_WITHOUT_SEAL].as_flattened().iter().map(|words| (*words).to_owned()));
    texts.extend([
        format!("({plan})"),
        format!("Năm báo cáo: {}", report.year),
        day_of_signing(report.year),
        note_of_particulars(&report.issuer.name_in_text, report.deadline),
    ]);
    for kind in TableKind::ALL {
        texts.extend([number_of(kind), kind.sheet().to_owned()]);
        texts.extend(kind.columns_of_rows().iter().map(|column| column.head.to_owned()));
    }
    for table in tables::whole(settings, &plan) {
        texts.extend([format!("{} {}", table.title, table.basis), table.title, table.basis]);
        texts.extend(table.rows.into_iter().flat_map(|row| row.printed));
    }
    texts.extend(settings.plan.nodes().flat_map(texts_of));
    let bodies = &settings.registry.bodies;
    texts.extend(bodies.iter().flat_map(|body| names(&body.name).into_iter().chain(body.aliases.iter().cloned())));
    if let Some(body) = bodies.first() {
        texts.extend(particulars(settings, body).into_iter().map(|Particular { label, .. }| label.to_owned()));
    }
    texts.extend(guidance_texts(settings));
    texts
}

/// What the sheet Hướng dẫn says to any body.
pub fn guidance_texts(settings: &Settings) -> Vec<String> {
    use super::GuidanceLine::{Heading, Subtitle, Text, Title};
    let tables = tables::whole(settings, &super::plan_as_quoted(settings));
    let bodies = &settings.registry.bodies;
    let mut texts: Vec<String> = bodies.iter().map(|body| format!("Đơn vị báo cáo: {}", body.name)).collect();
    // A body may have rows of any kind, or none of it.
    for (has_ratios, has_choices) in [(true, true), (true, false), (false, true), (false, false)] {
        let Some(body) = bodies.first() else { break };
        let mut tables = tables.clone();
        let stays = |row: &Row| match row.kind {
            RowKind::Ratio { .. } => has_ratios,
            RowKind::Choice(_) => has_choices,
            _ => false,
        };
        tables.iter_mut().for_each(|table| table.rows.retain(stays));
        let lines = guidance::guidance(settings, body, &tables).lines;
        texts.extend(lines.into_iter().map(|line| match line {
            Title(text) | Subtitle(text) | Heading(text) | Text(text) => text,
        }));
    }
    texts
}

/// A node's own words: its heading, its paragraphs, what its table says of it.
fn texts_of(node: &Node) -> Vec<String> {
    let mut texts = vec![node.title.clone(), format!("{} {}", node.label, node.title)];
    texts.extend(node.paragraphs.iter().cloned());
    texts.push(format!("{}\n{}", node.title, node.paragraphs.join("\n")));
    texts.extend(node.fields.iter().map(|(_, text)| text.clone()));
    texts.retain(|text| !fold(text).is_empty());
    texts
}

/// A body's name as it is written: short and in full.
fn names(name: &str) -> Vec<String> {
    vec![name.to_owned(), committee_in_full(name).into_owned()]
}
