//! What the columns of a table are, given its shape: the same head means different things in different tables (`Thực hiện`
//! is a result, a figure or an amount), and where words do not tell (`Đánh giá`, `Tiến độ`), what stands below does.

use super::RemarkKind;
use super::budget::Budget;
use super::column_choice::{ColumnRemark, choose};
use super::column_content::{Content, SAMPLE, content_of, is_filled};
use super::heads::Column;
use super::heads::Head::{self, Says};
use super::sheet::{Row, Sheet};
use crate::form::Subject;
use crate::intake::Value;
use crate::model::{Field, Status};
use crate::vietnamese::fold;

/// What the vague heads of a table of figures come to: what was planned, what was reached, the share that gives.
const INDICATOR_FIELDS: [Field; 3] = [Field::Planned, Field::Actual, Field::AgainstPlan];
const FUNDING_FIELDS: [Field; 3] = [Field::Allocated, Field::Spent, Field::SpentShare];
/// The columns of a table, with the heads that hold in it.
pub(super) struct Settled {
    /// From left to right.
    pub(super) columns: Vec<Column>,
    /// What is to be told of them.
    pub(super) remarks: Vec<ColumnRemark>,
}

/// The columns with the heads that hold in a table of this shape.
pub(super) fn settle(
    columns: &[Column],
    subject: Subject,
    sheet: &Sheet<'_>,
    body: &[Row],
    budget: &Budget,
) -> Settled {
    let mut settled = Settled { columns: columns.to_vec(), remarks: Vec::new() };
    // In the worst case every row is looked at for every column, each time that somebody asks what stands in it.
    const QUESTIONS: usize = 8;
    if !budget.spend(QUESTIONS * columns.len() * body.len()) {
        return settled;
    }
    let foreign = set_foreign_periods_aside(&mut settled.columns);
    let table = Body { sheet, rows: body, subject };
    match subject {
        Subject::PlanNode => settle_progress(&mut settled, &table),
        Subject::Indicator => settle_figures(&mut settled, &table, INDICATOR_FIELDS),
        Subject::FundingLine => settle_figures(&mut settled, &table, FUNDING_FIELDS),
    }
    remark_on_foreign_periods(&mut settled, &foreign, subject);
    settled
}

/// The rows of a table whose columns are settled.
struct Body<'a, 'b> {
    sheet: &'a Sheet<'b>,
    rows: &'a [Row],
    subject: Subject,
}

impl Body<'_, '_> {
    fn content(&self, column: &Column) -> Content {
        content_of(self.sheet, self.rows, column.column, self.subject)
    }
}

impl Settled {
    /// Leaves a head to the column that holds the year and the whole.
    fn choose(&mut self, field: Field, body: &Body<'_, '_>) {
        self.remarks.extend(choose(&mut self.columns, Says(field), field, body.sheet, body.rows));
    }

    /// The columns with a head, and what they hold, the empty ones left out.
    fn has_filled(&self, head: Head, body: &Body<'_, '_>) -> bool {
        let is_filled = |column: &Column| is_filled(body.sheet, body.rows, column.column, body.subject);
        self.columns.iter().any(|column| column.head == head && is_filled(column))
    }

    /// Has a field of which only estimates are known read from the settled figures beside them, whatever their head calls them:
    /// `Con số chính thức` beside `Ước thực hiện`.
    fn prefer_settled_figures(&mut self, field: Field, body: &Body<'_, '_>) {
        let is_own = |column: &&Column| column.head == Says(field);
        let mut own = self.columns.iter().filter(is_own);
        if own.next().is_some_and(|column| column.scope.is_provisional()) && own.next().is_none() {
            let is_settled = |column: &Column| column.head == Head::Unknown && column.scope.is_settled();
            if self.columns.iter().any(|column| is_settled(column) && body.content(column) == Content::Figures) {
                self.read_by_content(field, Content::Figures, body);
            }
        }
    }

    /// Has a field that no column is known to hold read from one whose head nobody knows, by what stands there.
    fn read_by_content(&mut self, field: Field, wanted: Content, body: &Body<'_, '_>) {
        // What stands below no head at all is read only right beside the field's own column.
        let own: Vec<u32> =
            self.columns.iter().filter(|column| column.head == Says(field)).map(|column| column.column).collect();
        let is_near = |column: &Column| {
            !column.words.is_empty() || column.column.checked_sub(1).is_some_and(|left| own.contains(&left))
        };
        let is_it = |column: &Column| {
            column.head == Head::Unknown
                && is_near(column)
                && !column.scope.is_addition
                && body.content(column) == wanted
                && !(wanted == Content::Figures && holds_years(body, column.column))
        };
        let found: Vec<usize> = (0..self.columns.len()).filter(|place| is_it(&self.columns[*place])).collect();
        if found.is_empty() {
            return;
        }
        for place in &found {
            self.columns[*place].head = Says(field);
        }
        let asked = self.remarks.len();
        self.choose(field, body);
        if self.remarks.len() == asked {
            let read = self.columns.iter().filter(|column| column.head == Says(field));
            let columns = read.map(|column| column.column).collect();
            self.remarks.push(ColumnRemark { kind: RemarkKind::ReadByContent, field: Some(field), columns });
        }
    }
}

/// A column whose figures are of another period, with what its head says.
struct Foreign {
    column: u32,
    head: Head,
}

/// The year counts, not a part of it, several or another: `Kết quả 6 tháng` beside `Kết quả cả năm`.
fn set_foreign_periods_aside(columns: &mut [Column]) -> Vec<Foreign> {
    let mut foreign = Vec::new();
    for column in columns.iter_mut().filter(|column| column.scope.period.is_foreign()) {
        if matches!(column.head, Says(_) | Head::Pair(..) | Head::Tick(_) | Head::Unknown) {
            foreign.push(Foreign { column: column.column, head: column.head });
            column.head = Head::Other;
        }
    }
    foreign
}

/// Has it told that a field stands in columns of other periods only.
fn remark_on_foreign_periods(settled: &mut Settled, foreign: &[Foreign], subject: Subject) {
    let main = subject.main_field();
    let stands_for = |head: Head| match head {
        Says(Field::Planned | Field::Allocated) if subject != Subject::PlanNode => {
            subject.planned_and_reached().map(|[planned, _]| planned)
        }
        Says(Field::Status) | Head::Tick(_) if subject == Subject::PlanNode => Some(Field::Status),
        Says(Field::Actual | Field::Spent | Field::Result | Field::Planned | Field::Allocated) | Head::Pair(..) => {
            Some(main)
        }
        // `Năm 2025` where nothing is said of 2026.
        Head::Unknown => Some(main),
        _ => None,
    };
    let fields = subject.fields();
    for field in fields {
        let is_read = settled.columns.iter().any(|column| match column.head {
            Says(other) => other == field,
            Head::Pair(..) => subject.planned_and_reached().is_some_and(|both| both.contains(&field)),
            Head::Tick(_) => field == Field::Status,
            _ => false,
        });
        let is_told = settled.remarks.iter().any(|remark| remark.field == Some(field));
        let columns: Vec<u32> =
            foreign.iter().filter(|one| stands_for(one.head) == Some(field)).map(|one| one.column).collect();
        if !is_read && !is_told && !columns.is_empty() {
            settled.remarks.push(ColumnRemark { kind: RemarkKind::OtherPeriod, field: Some(field), columns });
        }
    }
}

/// A table of progress has one column of results and one of states, or a column for each state.
fn settle_progress(settled: &mut Settled, body: &Body<'_, '_>) {
    settle_results_and_states(&mut settled.columns, |column| content_of(body.sheet, body.rows, column, body.subject));
    let has_ticks = settled.columns.iter().any(|column| matches!(column.head, Head::Tick(_)));
    if has_ticks {
        set_aside(&mut settled.columns, Says(Field::Status));
    } else {
        settled.choose(Field::Status, body);
    }
    settled.choose(Field::Result, body);
    let is_told = |settled: &Settled, field: Field| settled.remarks.iter().any(|remark| remark.field == Some(field));
    if !settled.has_filled(Says(Field::Result), body) && !is_told(settled, Field::Result) {
        settled.read_by_content(Field::Result, Content::Prose, body);
    }
    let tells_states = has_ticks || settled.has_filled(Says(Field::Status), body);
    if !tells_states && !is_told(settled, Field::Status) {
        settled.read_by_content(Field::Status, Content::States, body);
    }
}

/// Which of the columns hold results and which states.
fn settle_results_and_states(columns: &mut [Column], content: impl Fn(u32) -> Content) {
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
            // Who did it, or where; a result may be no more than such a name.
            (Says(Field::Result), Content::Names) if !others(Content::Prose) => continue,
            (_, Content::Names) => Head::Other,
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
}

/// Whether a head may mean a state as well as what was done.
fn is_in_doubt(column: &Column) -> bool {
    let folded = fold(&column.words);
    column.head == Says(Field::Status) && !folded.contains("trang thai") && !folded.contains("tinh trang")
        || column.head == Says(Field::Result) && folded.contains("danh gia")
}

/// A table of figures has what was planned (or allocated) and what was reached (or spent).
fn settle_figures(settled: &mut Settled, body: &Body<'_, '_>, [planned, reached, share]: [Field; 3]) {
    let mut named = false;
    for column in &mut settled.columns {
        column.head = match column.head {
            Head::Label if !std::mem::replace(&mut named, true) => Head::Label,
            // `Chỉ tiêu` beside `Tên chỉ tiêu` is what was planned.
            Head::Label if body.content(column) == Content::Figures => Says(planned),
            Head::Label => Head::Other,
            Says(Field::Planned | Field::Allocated) => Says(planned),
            Says(Field::Actual | Field::Spent | Field::Result) => Says(reached),
            Says(Field::Status) | Head::Tick(Status::Completed) if body.content(column) == Content::Figures => {
                Says(reached)
            }
            Says(Field::Percent) => Says(share),
            Head::Pair(first, second) => {
                let of_table = |field: Field| {
                    if matches!(field, Field::Planned | Field::Allocated) { planned } else { reached }
                };
                Head::Pair(of_table(first), of_table(second))
            }
            other => other,
        };
    }
    for field in [planned, reached] {
        // Who did it, or where, is no figure.
        let has_figures = settled.columns.iter().any(|column| is_figure_of(column, field, body));
        for column in settled.columns.iter_mut().filter(|column| has_figures && column.head == Says(field)) {
            if matches!(body.content(column), Content::Names | Content::Prose) {
                column.head = Head::Other;
            }
        }
        set_lone_addition_aside(settled, field);
        settled.choose(field, body);
    }
    settled.prefer_settled_figures(reached, body);
    let is_pair = |column: &Column| matches!(column.head, Head::Pair(..));
    let has_pair = settled.columns.iter().any(is_pair);
    let are_estimates = {
        let mut own = settled.columns.iter().filter(|column| column.head == Says(reached)).peekable();
        own.peek().is_some() && own.all(|column| column.scope.is_provisional())
    };
    // `Thực hiện/Kế hoạch` beside `Ước thực hiện` is no share: the pair tells what was reached.
    let holds_pairs = |column: &Column| is_pair(column) && body.content(column) != Content::Empty;
    if are_estimates && settled.columns.iter().any(|column| holds_pairs(column) && !column.scope.is_provisional()) {
        set_aside(&mut settled.columns, Says(reached));
    }
    if settled.has_filled(Says(reached), body) {
        // Beside them `Thực hiện/Kế hoạch` is a share.
        settled.columns.iter_mut().filter(|column| is_pair(column)).for_each(|column| column.head = Head::Other);
    } else if !has_pair && settled.remarks.iter().all(|remark| remark.field != Some(reached)) {
        // A lone figure is what was reached; of money nobody knows, unless what was allocated stands beside it.
        if reached == Field::Actual || settled.has_filled(Says(planned), body) {
            settled.read_by_content(reached, Content::Figures, body);
        }
    }
}

fn is_figure_of(column: &Column, field: Field, body: &Body<'_, '_>) -> bool {
    column.head == Says(field) && body.content(column) == Content::Figures
}

/// A column of what was added in the year is not what was given, where it stands alone.
fn set_lone_addition_aside(settled: &mut Settled, field: Field) {
    let mut of_field: Vec<&mut Column> =
        settled.columns.iter_mut().filter(|column| column.head == Says(field)).collect();
    if let [column] = of_field.as_mut_slice()
        && column.scope.is_addition
    {
        column.head = Head::Unknown;
    }
}

/// Sets all columns with a head aside.
fn set_aside(columns: &mut [Column], head: Head) {
    columns.iter_mut().filter(|column| column.head == head).for_each(|column| column.head = Head::Other);
}

/// Whether all figures of a column are years: `Năm hoàn thành`.
fn holds_years(body: &Body<'_, '_>, column: u32) -> bool {
    let mut cells = body.rows.iter().filter_map(|row| body.sheet.cell_in(row, column)).take(SAMPLE);
    cells.all(|index| match body.sheet.cell(index).value {
        Value::Number(number) => (1990.0..2200.0).contains(&number),
        _ => body.sheet.text(index).parse::<i16>().is_ok_and(|year| (1990..2200).contains(&year)),
    })
}

/// Whether the columns of percentages of a table of progress tell states instead.
pub(super) fn percent_tells_states(columns: &[Column], sheet: &Sheet<'_>, body: &[Row]) -> bool {
    let mut percents = columns.iter().filter(|column| column.head == Says(Field::Percent));
    percents.any(|column| content_of(sheet, body, column.column, Subject::PlanNode) == Content::States)
}
