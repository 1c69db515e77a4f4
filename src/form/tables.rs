//! The tables of one body's form: which rows of the plan are its own.

use rustc_hash::FxHashMap;

use super::schema::ColumnRole;
use super::{Row, RowKind, Table, TableKind};
use crate::config::{Aggregation, Body, FundingLine, Indicator, Settings};
use crate::model::{AgencyId, PlanId, Quantity};
use crate::plan::{Node, NodeKind, Role};

/// The tables of `body` that have rows. `plan` is the plan as texts quote it.
pub(super) fn tables(settings: &Settings, body: &Body, leads: &FxHashMap<PlanId, AgencyId>, plan: &str) -> Vec<Table> {
    let basis = |role: Role| basis(settings, role, plan);
    let duties = body.duties_on(settings.report.deadline);
    let tables = [
        Table {
            kind: TableKind::Tasks,
            title: format!("KẾT QUẢ THỰC HIỆN {}", title_of(settings, Role::Tasks)),
            basis: basis(Role::Tasks),
            rows: tasks(settings),
        },
        Table {
            kind: TableKind::Indicators,
            title: "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU".to_owned(),
            basis: format!("({plan})"),
            rows: indicators(&settings.indicators.indicators, body),
        },
        Table {
            kind: TableKind::Funding,
            title: "KINH PHÍ THỰC HIỆN".to_owned(),
            basis: basis(Role::Funding),
            rows: funding(&settings.indicators.funding),
        },
        Table {
            kind: TableKind::Duties,
            title: "KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO".to_owned(),
            basis: basis(Role::Duties),
            rows: settings.plan.reported(Role::Duties).filter(|node| duties.contains(&node.id)).map(entry).collect(),
        },
        Table {
            kind: TableKind::Catalogue,
            title: "KẾT QUẢ THỰC HIỆN DANH MỤC NHIỆM VỤ".to_owned(),
            basis: format!("(Kèm theo {plan})"),
            rows: settings
                .plan
                .reported(Role::Catalogue)
                .filter(|node| leads.get(&node.id) == Some(&body.id))
                .map(catalogue_row)
                .collect(),
        },
    ];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

/// The rows that `body` has to fill in, table by table in the order of its form; those the form computes are not among
/// them.
pub fn rows_to_fill<'a>(
    settings: &'a Settings,
    body: &Body,
    leads: &FxHashMap<PlanId, AgencyId>,
) -> Vec<(TableKind, Vec<&'a str>)> {
    let plan = &settings.plan;
    let form = &settings.indicators;
    let duties = body.duties_on(settings.report.deadline);
    let is_typed = |indicator: &&Indicator| indicator.is_reported_by(body.kind) && indicator.aggregation.adds_up();
    let tables = [
        (TableKind::Tasks, plan.reported(Role::Tasks).map(|node| node.id.as_str()).collect()),
        (TableKind::Indicators, form.indicators.iter().filter(is_typed).map(|row| row.id.as_str()).collect()),
        (
            TableKind::Funding,
            form.funding.iter().filter(|line| line.parts.is_empty()).map(|line| line.id.as_str()).collect(),
        ),
        (
            TableKind::Duties,
            plan.reported(Role::Duties).filter(|node| duties.contains(&node.id)).map(|node| node.id.as_str()).collect(),
        ),
        (
            TableKind::Catalogue,
            plan.reported(Role::Catalogue)
                .filter(|node| leads.get(&node.id) == Some(&body.id))
                .map(|node| node.id.as_str())
                .collect(),
        ),
    ];
    tables.into_iter().filter(|(_, rows): &(_, Vec<&str>)| !rows.is_empty()).collect()
}

/// `(Mục II Kế hoạch số 2739/KH-UBND)`, `(Mục II, III …)`; only the plan where the sections print no number.
fn basis(settings: &Settings, role: Role, plan: &str) -> String {
    let labels = settings.plan.sections_of(role).map(|section| section.label.trim_end_matches(['.', ')', ' ']));
    let labels = labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join(", ");
    if labels.is_empty() { format!("({plan})") } else { format!("(Mục {labels} {plan})") }
}

fn title_of(settings: &Settings, role: Role) -> String {
    settings.plan.named(role, |section| section.title.to_uppercase())
}

/// The points of the tasks, with the headings they stand under; the sections themselves where there are several.
fn tasks(settings: &Settings) -> Vec<Row> {
    let plan = &settings.plan;
    let outermost = usize::from(plan.sections_of(Role::Tasks).count() == 1);
    let nodes = plan.sections_of(Role::Tasks).flat_map(|section| section.walk().skip(outermost));
    nodes.map(|node| if node.is_reported_on() { entry(node) } else { heading(node) }).collect()
}

fn heading(node: &Node) -> Row {
    Row { code: node.id.as_str().to_owned(), printed: vec![labelled(node, node.text())], kind: RowKind::Heading }
}

/// A point or a duty, with all the plan says of it: of a row of a table, the cells behind its name as well.
fn entry(node: &Node) -> Row {
    let is_said =
        |(_, cell): &&(String, String)| !cell.is_empty() && *cell != node.label && !node.paragraphs.contains(cell);
    let cells = node.fields.iter().filter(is_said).map(|(head, cell)| format!("{head}: {cell}"));
    let body = node.paragraphs.iter().cloned().chain(cells).collect::<Vec<_>>().join("\n");
    let words = match (node.kind, node.role) {
        // The title of such an item is the name of the body that has the duty.
        (NodeKind::Item, Role::Duties) if !body.is_empty() => body,
        _ if node.title.is_empty() => labelled(node, &body),
        _ if body.is_empty() => labelled(node, &node.title),
        _ => labelled(node, &format!("{}\n{body}", node.title)),
    };
    Row { code: node.id.as_str().to_owned(), printed: vec![words], kind: RowKind::Entry }
}

fn labelled(node: &Node, words: &str) -> String {
    if node.label.is_empty() { words.to_owned() } else { format!("{} {words}", node.label) }
}

fn catalogue_row(node: &Node) -> Row {
    let printed = TableKind::Catalogue.columns().iter().filter_map(|column| match column.role {
        ColumnRole::Label => Some(node.text()),
        ColumnRole::OfPlan(plan_column) => Some(plan_column.of(node)),
        ColumnRole::Code | ColumnRole::Unit | ColumnRole::Entry(_) | ColumnRole::Computed(_) => None,
    });
    let printed = printed.map(str::to_owned).collect();
    Row { code: node.id.as_str().to_owned(), printed, kind: RowKind::Entry }
}

/// The indicators that the body reports.
fn indicators(all: &[Indicator], body: &Body) -> Vec<Row> {
    let own: Vec<&Indicator> = all.iter().filter(|indicator| indicator.is_reported_by(body.kind)).collect();
    let place = |id: &str| own.iter().position(|indicator| indicator.id.as_str() == id);
    let row = |indicator: &&Indicator| {
        let kind = match &indicator.aggregation {
            Aggregation::Ratio { numerator, denominator } => {
                match (place(numerator.as_str()), place(denominator.as_str())) {
                    (Some(numerator), Some(denominator)) => RowKind::Ratio { numerator, denominator },
                    _ => RowKind::TypedRatio,
                }
            }
            Aggregation::Sum => match indicator.unit.quantity() {
                Quantity::Count => RowKind::Count,
                Quantity::Measure | Quantity::Amount(_) | Quantity::Percent => RowKind::Entry,
            },
        };
        let printed = vec![indicator.name.clone(), indicator.unit.to_string()];
        Row { code: indicator.id.as_str().to_owned(), printed, kind }
    };
    own.iter().map(row).collect()
}

/// The funding lines; those that are the whole close the table.
fn funding(lines: &[FundingLine]) -> Vec<Row> {
    let is_part = |line: &&FundingLine| lines.iter().any(|other| other.parts.contains(&line.id));
    let is_whole = |line: &&FundingLine| !line.parts.is_empty() && !is_part(line);
    let (whole, parts): (Vec<&FundingLine>, Vec<&FundingLine>) = lines.iter().partition(is_whole);
    let ordered: Vec<&FundingLine> = parts.into_iter().chain(whole).collect();
    let place = |id: &PlanId| ordered.iter().position(|line| line.id == *id);
    let row = |line: &&FundingLine| {
        let parts: Vec<usize> = line.parts.iter().filter_map(place).collect();
        let kind = if parts.is_empty() { RowKind::Entry } else { RowKind::Sum(parts) };
        Row { code: line.id.as_str().to_owned(), printed: vec![line.name.clone()], kind }
    };
    ordered.iter().map(row).collect()
}
