//! The tables of one body's form: which rows of the plan are its own.

use super::schema::{ColumnRole, PlanColumn};
use super::{Column, Leads, Row, RowKind, Table, TableKind, owes};
use crate::config::{Body, FundingLine, Indicator, Scale, Settings};
use crate::model::{PlanId, Quantity};
use crate::plan::{Node, NodeKind, Plan, Role};

/// The tables of `body` that have rows. `plan` is the plan as texts quote it.
pub(super) fn tables(settings: &Settings, body: &Body, leads: &Leads, plan: &str) -> Vec<Table> {
    let duties = body.duties_on(settings.report.deadline);
    let mut tables = whole(settings, plan);
    for table in &mut tables {
        match table.kind {
            TableKind::Funding => {}
            TableKind::Tasks => table.rows = tasks(settings, |node| owes(settings, leads, &node.id, body)),
            TableKind::Indicators => {
                table.rows = indicators(&settings.indicators.indicators, |own| own.is_reported_by(body));
            }
            TableKind::Duties => table.rows.retain(|row| duties.iter().any(|duty| duty.as_str() == row.code)),
            TableKind::Catalogue => {
                table.rows.retain(|row| leads.of(&row.code).is_some_and(|own| own.lead.includes(body)));
            }
        }
    }
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

/// The tables with the rows of all bodies.
pub(super) fn whole(settings: &Settings, plan: &str) -> [Table; TableKind::ALL.len()] {
    let basis = |role: Role| basis(settings, role, plan);
    [
        Table {
            kind: TableKind::Tasks,
            title: format!("KẾT QUẢ THỰC HIỆN {}", title_of(settings, Role::Tasks)),
            basis: basis(Role::Tasks),
            is_in_rows: are_in_rows(&settings.plan),
            rows: tasks(settings, |_| true),
        },
        Table {
            kind: TableKind::Indicators,
            title: "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU".to_owned(),
            basis: format!("({plan})"),
            is_in_rows: false,
            rows: indicators(&settings.indicators.indicators, |_| true),
        },
        Table {
            kind: TableKind::Funding,
            title: "KINH PHÍ THỰC HIỆN".to_owned(),
            basis: basis(Role::Funding),
            is_in_rows: false,
            rows: funding(&settings.indicators.funding),
        },
        Table {
            kind: TableKind::Duties,
            title: "KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO".to_owned(),
            basis: basis(Role::Duties),
            is_in_rows: false,
            rows: settings.plan.reported(Role::Duties).map(entry).collect(),
        },
        Table {
            kind: TableKind::Catalogue,
            title: "KẾT QUẢ THỰC HIỆN DANH MỤC NHIỆM VỤ".to_owned(),
            basis: format!("(Kèm theo {plan})"),
            is_in_rows: false,
            rows: settings.plan.reported(Role::Catalogue).map(catalogue_row).collect(),
        },
    ]
}

/// The rows that `body` has to fill in, table by table in the order of its form; those the form computes are not among
/// them.
pub fn rows_to_fill<'a>(settings: &'a Settings, body: &Body, leads: &Leads) -> Vec<(TableKind, Vec<&'a str>)> {
    let plan = &settings.plan;
    let form = &settings.indicators;
    let duties = body.duties_on(settings.report.deadline);
    let is_typed = |indicator: &&Indicator| indicator.is_reported_by(body) && indicator.aggregation.is_typed();
    let tables = [
        (
            TableKind::Tasks,
            plan.reported(Role::Tasks)
                .filter(|node| owes(settings, leads, &node.id, body))
                .map(|node| node.id.as_str())
                .collect(),
        ),
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
                .filter(|node| leads.of(node.id.as_str()).is_some_and(|own| own.lead.includes(body)))
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

/// The points of the tasks that a body has to report on, with the headings they stand under; the sections themselves where
/// there are several.
fn tasks(settings: &Settings, is_owed: impl Fn(&Node) -> bool) -> Vec<Row> {
    let plan = &settings.plan;
    let outermost = usize::from(plan.sections_of(Role::Tasks).count() == 1);
    let nodes = plan.sections_of(Role::Tasks).flat_map(|section| section.walk().skip(outermost));
    let is_own = |node: &Node| node.is_reported_on() && is_owed(node);
    let own = nodes.filter(|node| node.walk().any(is_own));
    let in_rows = are_in_rows(plan);
    own.map(|node| match (node.is_reported_on(), in_rows) {
        (false, _) => heading(node),
        (true, false) => entry(node),
        (true, true) => row_of_plan(node),
    })
    .collect()
}

/// Whether the plan has tasks in a table that says who leads them, what comes of them or by when.
pub(super) fn are_in_rows(plan: &Plan) -> bool {
    let says_more = |node: &Node| PlanColumn::ALL.iter().any(|column| !column.of(node).is_empty());
    plan.reported(Role::Tasks).any(says_more)
}

fn heading(node: &Node) -> Row {
    Row { code: node.id.as_str().to_owned(), printed: vec![labelled(node, node.text())], kind: RowKind::Heading }
}

/// A point or a duty, with all the plan says of it: of a row of a table, the cells behind its name as well.
fn entry(node: &Node) -> Row {
    Row { code: node.id.as_str().to_owned(), printed: vec![words_of(node, |_| true)], kind: RowKind::Entry }
}

/// A row of the plan's own table: its words, and in columns of their own what the plan says of it there.
fn row_of_plan(node: &Node) -> Row {
    let has_no_column = |head: &str| !PlanColumn::ALL.iter().any(|column| column.is_column_of(node, head));
    let words = words_of(node, has_no_column);
    let printed = printed(TableKind::Tasks.columns_of_rows(), node, &words);
    Row { code: node.id.as_str().to_owned(), printed, kind: RowKind::Entry }
}

/// The words of a point or a duty, with the cells of its row under the heads that `is_told`.
fn words_of(node: &Node, is_told: impl Fn(&str) -> bool) -> String {
    let is_said = |(head, cell): &&(String, String)| {
        !cell.is_empty() && *cell != node.label && !node.paragraphs.contains(cell) && is_told(head)
    };
    let cells = node.fields.iter().filter(is_said).map(|(head, cell)| format!("{head}: {cell}"));
    let body = node.paragraphs.iter().cloned().chain(cells).collect::<Vec<_>>().join("\n");
    match (node.kind, node.role) {
        // The title of such an item is the name of the body that has the duty.
        (NodeKind::Item, Role::Duties) if !body.is_empty() => body,
        _ if node.title.is_empty() => labelled(node, &body),
        _ if body.is_empty() => labelled(node, &node.title),
        _ => labelled(node, &format!("{}\n{body}", node.title)),
    }
}

fn labelled(node: &Node, words: &str) -> String {
    if node.label.is_empty() { words.to_owned() } else { format!("{} {words}", node.label) }
}

fn catalogue_row(node: &Node) -> Row {
    let printed = printed(TableKind::Catalogue.columns(), node, node.text());
    Row { code: node.id.as_str().to_owned(), printed, kind: RowKind::Entry }
}

/// What the columns that are printed say of a node, whose words are `words`.
fn printed(columns: &[Column], node: &Node, words: &str) -> Vec<String> {
    let printed = columns.iter().filter_map(|column| match column.role {
        ColumnRole::Label => Some(words),
        ColumnRole::OfPlan(plan_column) => Some(plan_column.of(node)),
        ColumnRole::Code | ColumnRole::Unit | ColumnRole::Entry(_) | ColumnRole::Computed(_) => None,
    });
    printed.map(str::to_owned).collect()
}

/// The indicators that a body reports.
fn indicators(all: &[Indicator], is_own: impl Fn(&Indicator) -> bool) -> Vec<Row> {
    let own: Vec<&Indicator> = all.iter().filter(|indicator| is_own(indicator)).collect();
    let place = |id: &str| own.iter().position(|indicator| indicator.id.as_str() == id);
    let row = |indicator: &&Indicator| {
        let choices = indicator.scale.as_ref().map_or_else(Vec::new, Scale::choices);
        let parts = indicator.aggregation.ratio();
        let parts = parts.map(|(numerator, denominator)| (place(numerator.as_str()), place(denominator.as_str())));
        let kind = match (parts, indicator.quantity()) {
            _ if indicator.scale.is_some() => RowKind::Choice(choices.clone()),
            (Some((Some(numerator), Some(denominator))), _) => RowKind::Ratio { numerator, denominator },
            (Some(_), _) | (None, Quantity::Percent) => RowKind::TypedRatio,
            (None, Quantity::Count) => RowKind::Count,
            (None, Quantity::Measure | Quantity::Amount(_)) => RowKind::Entry,
        };
        let unit = if choices.is_empty() { indicator.unit.to_string() } else { choices.join(" / ") };
        let printed = vec![indicator.numbered_name(), unit];
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
