//! The one schema of the form: which tables it has, what their rows are about, and which columns they have. Everything that
//! writes, reads, names or prints a column goes through it. A new column is one line in its table, and where nothing like
//! it was asked before, one entry of [`Field`].

use crate::model::{Field, ValueType};
use crate::plan::{Node, Role};
use crate::vietnamese::{fold, has_words};

/// The five tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// Biểu 01: the points of the tasks.
    Tasks,
    /// Biểu 02: the indicators.
    Indicators,
    /// Biểu 03: the money.
    Funding,
    /// Biểu 04: the body's own duties.
    Duties,
    /// Biểu 05: the rows of the appendix that it leads.
    Catalogue,
}

/// What the rows of a table are about. Tables about the same have their rows read, merged and printed alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Points, duties and catalogue rows: nodes of the plan.
    PlanNode,
    /// Indicators.
    Indicator,
    /// Funding lines.
    FundingLine,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// What it is for.
    pub role: ColumnRole,
    /// Its head.
    pub head: &'static str,
    /// Its width on the form, in characters.
    pub width: f64,
}

/// What a column of the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// The code of the row.
    Code,
    /// The words of the row, printed.
    Label,
    /// The unit of the row's figures, printed.
    Unit,
    /// What the plan's own table says of the row, printed.
    OfPlan(PlanColumn),
    /// What the body fills in.
    Entry(Field),
    /// What the form computes from other columns; read only to be checked.
    Computed(Field),
}

/// A column that the plan's appendix has of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanColumn {
    /// What the task is to yield.
    Product,
    /// Who leads it.
    Lead,
    /// Who takes part.
    Partners,
    /// By when.
    Due,
}

impl Column {
    /// The field it holds; none for what is printed.
    pub fn field(&self) -> Option<Field> {
        match self.role {
            ColumnRole::Entry(field) | ColumnRole::Computed(field) => Some(field),
            ColumnRole::Code | ColumnRole::Label | ColumnRole::Unit | ColumnRole::OfPlan(_) => None,
        }
    }
}

const fn column(role: ColumnRole, head: &'static str, width: f64) -> Column {
    Column { role, head, width }
}

const fn code(width: f64) -> Column {
    column(ColumnRole::Code, CODE, width)
}

const fn label(head: &'static str, width: f64) -> Column {
    column(ColumnRole::Label, head, width)
}

const fn of_plan(plan_column: PlanColumn, head: &'static str, width: f64) -> Column {
    column(ColumnRole::OfPlan(plan_column), head, width)
}

const fn entry(field: Field, width: f64) -> Column {
    column(ColumnRole::Entry(field), field.head(), width)
}

/// The head of the codes, on the form and wherever rows are listed.
pub const CODE: &str = "Mã";
/// The head of the units.
pub const UNIT: &str = "Đơn vị tính";

/// The line that says in which unit all amounts are.
pub const AMOUNTS_IN: &str = "Đơn vị tính: triệu đồng";

/// The widths of a table's columns together are as wide as A4 across takes at a readable size.
const TASKS: &[Column] = &[
    code(8.5),
    label("Nhiệm vụ, giải pháp", 38.0),
    entry(Field::Result, 38.0),
    entry(Field::Documents, 18.0),
    entry(Field::Status, 14.0),
    entry(Field::Percent, 10.0),
    entry(Field::Difficulties, 21.0),
    entry(Field::Proposals, 21.0),
];
/// The same where the plan has its tasks in a table that says who leads, what comes of them and by when.
const TASKS_IN_ROWS: &[Column] = &[
    code(8.5),
    label("Nhiệm vụ, giải pháp", 34.0),
    of_plan(PlanColumn::Product, "Sản phẩm theo kế hoạch", 15.0),
    of_plan(PlanColumn::Lead, "Đơn vị chủ trì", 14.0),
    of_plan(PlanColumn::Partners, "Đơn vị phối hợp", 14.0),
    of_plan(PlanColumn::Due, "Thời gian hoàn thành", 12.0),
    entry(Field::Result, 34.0),
    entry(Field::Documents, 18.0),
    entry(Field::Status, 13.0),
    entry(Field::Percent, 9.0),
    entry(Field::CompletedOn, 12.0),
    entry(Field::DelayReason, 18.0),
    entry(Field::NewDue, 12.0),
    entry(Field::Difficulties, 18.0),
    entry(Field::Proposals, 18.0),
];
const INDICATORS: &[Column] = &[
    code(8.5),
    label("Chỉ tiêu", 66.0),
    column(ColumnRole::Unit, UNIT, 15.0),
    entry(Field::Planned, 16.0),
    entry(Field::Actual, 16.0),
    entry(Field::Note, 34.0),
];
const FUNDING: &[Column] = &[
    code(9.5),
    label("Nguồn kinh phí", 60.0),
    entry(Field::Allocated, 18.0),
    entry(Field::Spent, 18.0),
    column(ColumnRole::Computed(Field::SpentShare), Field::SpentShare.head(), 13.0),
    entry(Field::Note, 36.0),
];
const DUTIES: &[Column] = &[
    code(8.5),
    label("Nhiệm vụ được giao", 44.0),
    entry(Field::Result, 42.0),
    entry(Field::Documents, 20.0),
    entry(Field::Status, 14.0),
    entry(Field::Difficulties, 22.0),
    entry(Field::Proposals, 22.0),
];
const CATALOGUE: &[Column] = &[
    code(8.5),
    label("Tên nhiệm vụ", 38.0),
    of_plan(PlanColumn::Product, "Sản phẩm", 18.0),
    of_plan(PlanColumn::Lead, "Đơn vị chủ trì", 18.0),
    of_plan(PlanColumn::Partners, "Đơn vị phối hợp", 18.0),
    of_plan(PlanColumn::Due, "Thời gian hoàn thành", 13.0),
    entry(Field::Result, 40.0),
    entry(Field::Status, 14.0),
];

impl TableKind {
    /// All of them, in the order of the sheets.
    pub const ALL: [Self; 5] = [Self::Tasks, Self::Indicators, Self::Funding, Self::Duties, Self::Catalogue];

    /// The number it is known by.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The name of its sheet.
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Tasks => "Biểu 01 - Nhiệm vụ",
            Self::Indicators => "Biểu 02 - Chỉ tiêu",
            Self::Funding => "Biểu 03 - Kinh phí",
            Self::Duties => "Biểu 04 - Tổ chức thực hiện",
            Self::Catalogue => "Biểu 05 - Danh mục",
        }
    }

    /// The key of its rows in `data.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Indicators => "indicators",
            Self::Funding => "funding",
            Self::Duties => "duties",
            Self::Catalogue => "catalogue",
        }
    }

    /// What its rows are about.
    pub fn subject(self) -> Subject {
        match self {
            Self::Tasks | Self::Duties | Self::Catalogue => Subject::PlanNode,
            Self::Indicators => Subject::Indicator,
            Self::Funding => Subject::FundingLine,
        }
    }

    /// The section of the plan whose nodes are its rows; none where the settings list the rows.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Tasks => Some(Role::Tasks),
            Self::Duties => Some(Role::Duties),
            Self::Catalogue => Some(Role::Catalogue),
            Self::Indicators | Self::Funding => None,
        }
    }

    /// The table whose rows are the nodes of a section that plays `role`.
    pub fn of_role(role: Role) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.role() == Some(role))
    }

    /// Its columns from left to right.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Tasks => TASKS,
            Self::Indicators => INDICATORS,
            Self::Funding => FUNDING,
            Self::Duties => DUTIES,
            Self::Catalogue => CATALOGUE,
        }
    }

    /// Its columns where its rows are those of the plan's own table, with lead, partners, product and deadline.
    pub fn columns_of_rows(self) -> &'static [Column] {
        match self {
            Self::Tasks => TASKS_IN_ROWS,
            other => other.columns(),
        }
    }

    /// The place of the column of `field`, from 0.
    pub fn place_of(self, field: Field) -> Option<usize> {
        self.columns().iter().position(|column| column.field() == Some(field))
    }

    /// The head of the column with the words of the row.
    pub fn label_head(self) -> &'static str {
        let label = self.columns().iter().find(|column| column.role == ColumnRole::Label);
        label.map_or("", |column| column.head)
    }
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PlanNode, Self::Indicator, Self::FundingLine];

    /// The tables whose rows are about this.
    pub fn tables(self) -> impl Iterator<Item = TableKind> {
        TableKind::ALL.into_iter().filter(move |table| table.subject() == self)
    }

    /// The columns of its tables: what may be said of such a row.
    fn columns(self) -> impl Iterator<Item = &'static Column> {
        self.tables().flat_map(TableKind::columns_of_rows)
    }

    /// Whether bodies fill in `field` in one of its tables.
    pub fn has(self, field: Field) -> bool {
        self.columns().any(|column| column.role == ColumnRole::Entry(field))
    }

    /// Whether the form computes `field` in one of its tables.
    pub fn computes(self, field: Field) -> bool {
        self.columns().any(|column| column.role == ColumnRole::Computed(field))
    }

    /// The fields that bodies fill in, in the order of [`Field`].
    pub fn fields(self) -> Vec<Field> {
        let entered = self.columns().filter_map(|column| match column.role {
            ColumnRole::Entry(field) => Some(field),
            _ => None,
        });
        let mut fields: Vec<Field> = entered.collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    /// Those of its fields that are figures or amounts: what can be added up.
    pub fn figures(self) -> Vec<Field> {
        let is_figure = |field: &Field| matches!(field.value_type(), ValueType::Figure | ValueType::Amount);
        self.fields().into_iter().filter(is_figure).collect()
    }

    /// Its two fields that stand against each other: what was planned or allocated, and what was reached or spent. None
    /// where rows hold no figures.
    pub fn planned_and_reached(self) -> Option<[Field; 2]> {
        match self {
            Self::PlanNode => None,
            Self::Indicator => Some([Field::Planned, Field::Actual]),
            Self::FundingLine => Some([Field::Allocated, Field::Spent]),
        }
    }

    /// The field whose cell stands for the row: what somebody looks for first who follows a figure or a sentence.
    pub fn main_field(self) -> Field {
        match self {
            Self::PlanNode => Field::Result,
            Self::Indicator => Field::Actual,
            Self::FundingLine => Field::Spent,
        }
    }

    /// The share that its two figures give.
    pub fn share_field(self) -> Option<Field> {
        match self {
            Self::PlanNode => None,
            Self::Indicator => Some(Field::AgainstPlan),
            Self::FundingLine => Some(Field::SpentShare),
        }
    }
}

impl PlanColumn {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Product, Self::Lead, Self::Partners, Self::Due];

    /// Words of the plan's own heads that name the column, folded, the more telling first.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Product => &["san pham", "ket qua", "dau ra"],
            Self::Lead => &["chu tri", "don vi thuc hien", "co quan thuc hien", "phu trach", "dau moi"],
            Self::Partners => &["phoi hop"],
            Self::Due => &["hoan thanh", "thoi han", "ket thuc", "thoi gian", "tien do", "han"],
        }
    }

    /// Words of heads that name another column, folded, whatever else they say.
    fn words_of_others(self) -> &'static [&'static str] {
        match self {
            Self::Product => &["thoi gian", "thoi han"],
            Self::Lead => &[],
            Self::Partners => &["chu tri"],
            Self::Due => &["bat dau", "san pham", "ket qua"],
        }
    }

    /// The place of this column among the heads of a plan's own table; `None` where it has no such column.
    fn place(self, node: &Node) -> Option<usize> {
        let heads: Vec<String> = node.fields.iter().map(|(head, _)| fold(head)).collect();
        let may_be = |at: &usize| {
            let is_name = node.fields[*at].1 == node.text();
            !is_name && !self.words_of_others().iter().any(|words| has_words(&heads[*at], words))
        };
        let named = |words: &&str| (0..heads.len()).filter(may_be).find(|at| has_words(&heads[*at], words));
        self.words().iter().find_map(named)
    }

    /// What the plan says of `node` in this column; empty where it has no such column.
    pub fn of(self, node: &Node) -> &str {
        self.place(node).and_then(|at| node.fields.get(at)).map_or("", |(_, text)| text.as_str())
    }

    /// Whether the plan's own table has this column under `head`.
    pub(super) fn is_column_of(self, node: &Node, head: &str) -> bool {
        self.place(node).and_then(|at| node.fields.get(at)).is_some_and(|(own, _)| own == head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_numbers_and_names_its_rows_first() {
        for table in TableKind::ALL {
            let roles: Vec<ColumnRole> = table.columns().iter().map(|column| column.role).collect();
            assert_eq!(roles[..2], [ColumnRole::Code, ColumnRole::Label], "{table:?}");
            assert!(table.place_of(table.subject().main_field()).is_some(), "{table:?}");
        }
        let numbers: Vec<u8> = TableKind::ALL.iter().map(|table| table.number()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn fields_of_a_subject_are_those_of_all_its_tables() {
        use Field::{
            Actual, Allocated, CompletedOn, DelayReason, Difficulties, Documents, NewDue, Note, Percent, Planned,
            Proposals, Result, Spent, Status,
        };
        let progress = [Status, Percent, Result, Documents, Difficulties, Proposals, CompletedOn, DelayReason, NewDue];
        assert_eq!(Subject::PlanNode.fields(), progress);
        assert_eq!(Subject::Indicator.fields(), [Planned, Actual, Note]);
        assert_eq!(Subject::FundingLine.fields(), [Allocated, Spent, Note]);
        assert_eq!(Subject::FundingLine.figures(), [Allocated, Spent]);
        assert!(Subject::FundingLine.computes(Field::SpentShare) && !Subject::FundingLine.has(Field::SpentShare));
    }

    #[test]
    fn the_unit_line_names_the_unit_of_all_amounts() {
        assert_eq!(AMOUNTS_IN, format!("{UNIT}: {}", crate::model::AmountUnit::OF_THE_FORM.vietnamese()));
    }

    #[test]
    fn a_role_has_one_table_at_most() {
        assert_eq!(TableKind::of_role(Role::Duties), Some(TableKind::Duties));
        assert_eq!(TableKind::of_role(Role::Narrative), None);
    }
}
