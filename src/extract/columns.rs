//! What the columns of a table are, given its shape: the same head means different things in different tables (`Thực hiện`
//! is a result, a figure or an amount), and where words do not tell (`Đánh giá`, `Tiến độ`), what stands below does.

use super::budget::Budget;
use super::furniture::{is_line_of_form, is_name, is_signature};
use super::head_words::is_part_of_year;
use super::heads::Head::{self, Says};
use super::heads::{Column, is_tick};
use super::sheet::{Row, Sheet};
use super::status::{is_sign, tells_state};
use crate::form::Subject;
use crate::intake::Value;
use crate::model::{Field, Status};
use crate::vietnamese::parse_number;

/// What most cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// Nothing.
    Empty,
    /// Numbers, with units or without.
    Figures,
    /// Words that tell a state, or ticks.
    States,
    /// A word or two that tell neither.
    Words,
    /// Other text.
    Prose,
}

/// What the vague heads of a table of figures come to: what was planned, what was reached, the share that gives.
const INDICATOR_FIELDS: [Field; 3] = [Field::Planned, Field::Actual, Field::AgainstPlan];
const FUNDING_FIELDS: [Field; 3] = [Field::Allocated, Field::Spent, Field::SpentShare];
/// Words of a text that may be no more than a state.
const STATE_WORDS: usize = 9;
/// Words of a text that may be a state told in words nobody knows.
const FEW_WORDS: usize = 3;
/// Cells looked at in each column.
const SAMPLE: usize = 12;

/// The columns with the heads that hold in a table of this shape.
pub(super) fn settle(
    columns: &[Column],
    subject: Subject,
    sheet: &Sheet<'_>,
    body: &[Row],
    budget: &Budget,
) -> Vec<Column> {
    let mut settled = columns.to_vec();
    // In the worst case every row is looked at for every column.
    if !budget.spend(columns.len() * body.len()) {
        return settled;
    }
    set_parts_of_year_aside(&mut settled);
    let content = |column: u32| content_of(sheet, body, column, subject);
    match subject {
        Subject::PlanNode => settle_progress(&mut settled, content),
        Subject::Indicator => settle_figures(&mut settled, content, INDICATOR_FIELDS),
        Subject::FundingLine => settle_figures(&mut settled, content, FUNDING_FIELDS),
    }
    settled
}

/// A table of progress has one column of results and one of states, or a column for each state.
fn settle_progress(columns: &mut [Column], content: impl Fn(u32) -> Content) {
    let count = |columns: &[Column], wanted: Head| columns.iter().filter(|column| column.head == wanted).count();
    let has_ticks = |columns: &[Column]| columns.iter().any(|column| matches!(column.head, Head::Tick(_)));
    // `Nội dung`, `Nhiệm vụ` twice: the first are the words of the row, another may tell what was done.
    let mut named = false;
    for column in columns.iter_mut().filter(|column| column.head == Head::Label) {
        if std::mem::replace(&mut named, true) {
            column.head = Says(Field::Actual);
        }
    }
    let vague = |head: Head| {
        matches!(
            head,
            Says(Field::Actual | Field::Spent | Field::Planned | Field::Allocated | Field::Result | Field::Status)
        )
    };
    let has_actual = columns.iter().any(|column| {
        matches!(column.head, Says(Field::Actual | Field::Spent | Field::Planned | Field::Allocated) | Head::Tick(_))
    });
    let states = usize::from(has_ticks(columns)) + count(columns, Says(Field::Status));
    if !has_actual && count(columns, Says(Field::Result)) == 1 && states == 1 && !columns.iter().any(is_in_doubt) {
        return;
    }
    // By what stands below. A column in the singular keeps its head where its cells say nothing else.
    let mut seen: Vec<(usize, Content)> = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        if vague(column.head) || matches!(column.head, Head::Tick(_)) {
            seen.push((place, content(column.column)));
        }
    }
    let result_is_empty =
        seen.iter().any(|(place, content)| columns[*place].head == Says(Field::Result) && *content == Content::Empty);
    let one_for_each_state = columns.iter().filter(|column| matches!(column.head, Head::Tick(_))).count() > 1;
    for (place, content) in &seen {
        let head = columns[*place].head;
        let others = |wanted: Content| seen.iter().any(|(other, content)| other != place && *content == wanted);
        columns[*place].head = match (head, content) {
            // Zeros and ones in a column for each state are ticks.
            (Head::Tick(Status::Completed), Content::Figures) if !others(Content::States) && !one_for_each_state => {
                Says(Field::Percent)
            }
            (Head::Tick(_), Content::Prose) => Says(Field::Result),
            (Head::Tick(_), _) => continue,
            (_, Content::Figures) if count(columns, Says(Field::Percent)) == 0 => Says(Field::Percent),
            (Says(Field::Status), Content::Figures) => Says(Field::Status),
            (_, Content::Figures) => Head::Other,
            (Says(Field::Result), Content::States) if states > 0 && !others(Content::Prose) => continue,
            // What was done may be told in a word or two, where another column is the one of the states.
            (Says(Field::Actual | Field::Spent), Content::States) if states > 0 && others(Content::States) => {
                Says(Field::Result)
            }
            (_, Content::States) => Says(Field::Status),
            (Says(Field::Status), Content::Prose) if others(Content::Prose) || result_is_empty => Says(Field::Status),
            (Says(Field::Status), Content::Words) => Says(Field::Status),
            (_, Content::Prose | Content::Words) => Says(Field::Result),
            (Says(Field::Result | Field::Status), Content::Empty) => continue,
            (_, Content::Empty) => Head::Other,
        };
    }
    keep_first(columns, Says(Field::Status), has_ticks(columns));
    keep_first(columns, Says(Field::Result), false);
}

/// Whether a head may mean a state as well as what was done.
fn is_in_doubt(column: &Column) -> bool {
    let folded = crate::vietnamese::fold(&column.words);
    column.head == Says(Field::Status) && !folded.contains("trang thai") && !folded.contains("tinh trang")
        || column.head == Says(Field::Result) && folded.contains("danh gia")
}

/// A table of figures has what was planned (or allocated) and what was reached (or spent).
fn settle_figures(columns: &mut [Column], content: impl Fn(u32) -> Content, [planned, reached, share]: [Field; 3]) {
    let (planned, reached) = (Says(planned), Says(reached));
    let mut named = false;
    for column in columns.iter_mut() {
        column.head = match column.head {
            Head::Label if !std::mem::replace(&mut named, true) => Head::Label,
            // `Chỉ tiêu` beside `Tên chỉ tiêu` is what was planned.
            Head::Label if content(column.column) == Content::Figures => planned,
            Head::Label => Head::Other,
            Says(Field::Planned | Field::Allocated) => planned,
            Says(Field::Actual | Field::Spent | Field::Result) => reached,
            Says(Field::Status) | Head::Tick(Status::Completed) if content(column.column) == Content::Figures => {
                reached
            }
            Says(Field::Percent) => Says(share),
            other => other,
        };
    }
    set_parts_of_year_aside(columns);
    for wanted in [planned, reached] {
        keep_first(columns, wanted, false);
    }
}

/// The year counts, not a part of it: `Kết quả 6 tháng` beside `Kết quả cả năm`.
fn set_parts_of_year_aside(columns: &mut [Column]) {
    let heads: Vec<Head> =
        columns.iter().filter(|column| !is_part_of_year(&column.words)).map(|column| column.head).collect();
    for column in columns.iter_mut().filter(|column| heads.contains(&column.head) && is_part_of_year(&column.words)) {
        column.head = Head::Other;
    }
}

/// Leaves a head to the first column that bears it (to none, where `taken`); the others are set aside.
fn keep_first(columns: &mut [Column], head: Head, mut taken: bool) {
    for column in columns.iter_mut().filter(|column| column.head == head) {
        if std::mem::replace(&mut taken, true) {
            column.head = Head::Other;
        }
    }
}

/// What most of the first filled cells of a column hold. `Có 2 đoàn` is a figure among figures, and prose where progress is
/// told.
fn content_of(sheet: &Sheet<'_>, body: &[Row], column: u32, subject: Subject) -> Content {
    let is_figure = |text: &str| {
        text.len() <= 40
            && parse_number(text).is_some_and(|number| subject != Subject::PlanNode || number.rest.is_empty())
    };
    let (mut figures, mut states, mut prose, mut words) = (0, 0, 0, 0);
    let cells = body.iter().filter_map(|row| sheet.cell_in(row, column));
    for index in cells.take(SAMPLE) {
        let text = sheet.text(index);
        match &sheet.cell(index).value {
            value if is_tick(value, text) || is_sign(text) => states += 1,
            Value::Text(_) if text.split(' ').count() <= STATE_WORDS && tells_state(text) => states += 1,
            Value::Text(_) if is_figure(text) => figures += 1,
            Value::Text(_) if is_signature(text) || is_line_of_form(text) || is_name(text) => {}
            Value::Text(_) if text.split(' ').count() <= FEW_WORDS => words += 1,
            Value::Text(_) => prose += 1,
            Value::Number(_) | Value::Date(_) | Value::FormulaWithoutValue(_) => figures += 1,
            Value::Bool(_) => states += 1,
            Value::Error(_) => {}
        }
    }
    if figures + states + prose + words == 0 {
        Content::Empty
    } else if figures + states + prose == 0 {
        Content::Words
    } else if figures > states && figures >= prose + words {
        Content::Figures
    } else if states >= prose + words {
        Content::States
    } else {
        Content::Prose
    }
}
