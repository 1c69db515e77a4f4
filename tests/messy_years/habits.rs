//! What offices do to the form. Each habit changes how a book is written and never what it says; where one changes what is
//! said, the truth goes with it.

use tonghop::form::TableKind;
use tonghop::model::Field;

use super::book::{Book, Row, Says, Spelling, Table, Truth, Typed};
use super::random::Random;
use super::{bodies, columns, rows, sending, values};

/// All that a body sends.
#[derive(Clone, Debug)]
pub(crate) struct Sending {
    /// What counts.
    pub(crate) book: Book,
    /// Files beside it: older ones, corrections.
    pub(crate) others: Vec<Book>,
    /// Files beside it that count as well: its other tables.
    pub(crate) parts: Vec<Book>,
    /// The name of the body.
    pub(crate) name: String,
    /// A body that sends nothing by itself.
    pub(crate) neighbour: Neighbour,
}

/// Another body, which may get into one's report.
#[derive(Clone, Debug)]
pub(crate) struct Neighbour {
    pub(crate) agency: String,
    pub(crate) book: Book,
    /// Its tables stand in the report.
    pub(crate) sends: bool,
}

impl Sending {
    /// All its files.
    pub(crate) fn books(&mut self) -> impl Iterator<Item = &mut Book> {
        std::iter::once(&mut self.book).chain(&mut self.others).chain(&mut self.parts)
    }
}

/// A habit: what it is called, and what it does.
pub(crate) type Habit = (&'static str, fn(&mut Sending, &mut Random));

/// The habits. One that changes what cells hold stands before one that changes where they stand.
pub(crate) const HABITS: &[Habit] = &[
    ("heads in other words", heads_in_other_words),
    ("states in sentences", values::states_in_sentences),
    ("states abbreviated", values::states_abbreviated),
    ("states in boxes", values::states_in_boxes),
    ("states ticked in columns", values::states_ticked),
    ("percentages as shares", values::percentages_as_shares),
    ("percentages in words", values::percentages_in_words),
    ("figures as text", values::figures_as_text),
    ("units behind figures", values::units_behind_figures),
    ("amounts in nghìn đồng by their heads", values::amounts_in_thousands),
    ("amounts in đồng by the unit line", values::amounts_in_dong),
    ("dashes where nothing is said", values::dashes),
    ("sums written", values::sums_written),
    ("states numbered", columns::states_numbered),
    ("percentages in states", columns::percent_in_state),
    ("amounts by their formats", rows::amounts_by_format),
    ("units in thousands", rows::units_in_thousands),
    ("figures in notes", rows::figures_in_notes),
    ("dittos", rows::dittos),
    ("errors", rows::errors),
    ("results with difficulties", columns::result_with_difficulties),
    ("reached over planned", columns::reached_over_planned),
    ("prompts left", columns::prompts_left),
    ("dotted lines", rows::dotted_lines),
    ("an unknown head", columns::unknown_head),
    ("quarters", columns::quarters),
    ("levels and their total", columns::levels_and_total),
    ("an estimate beside", columns::estimate_beside),
    ("cumulated beside", columns::cumulated_beside),
    ("shares of the plan", columns::share_of_plan),
    ("planned behind reached", columns::swapped),
    ("codes slipped", rows::codes_slipped),
    ("own work under a code", rows::own_under_a_code),
    ("codes alone", rows::only_codes),
    ("codes in the words", rows::code_in_words),
    ("rows turned round", rows::turned_round),
    ("a row twice", rows::row_twice),
    ("a row struck or hidden", rows::row_struck_or_hidden),
    ("a row of totals", rows::total_row),
    ("the head repeated", rows::head_repeated),
    ("a blank form before", rows::blank_form_before),
    ("gone on elsewhere", rows::goes_on_elsewhere),
    ("columns moved", columns_moved),
    ("capitals", |sending, _| sending.book.spelling = Spelling::Capitals),
    ("no marks", |sending, _| sending.book.spelling = Spelling::WithoutMarks),
    ("rows of their own", rows_of_their_own),
    ("blank rows", blank_rows),
    ("only what is filled in", only_filled),
    ("one sheet for all", |sending, _| sending.book.stacked = true),
    ("half a year beside the year", half_year_beside),
    ("last year beside the year", last_year_beside),
    ("rows slipped", rows::slipped_right),
    ("an example row", example_row),
    ("no codes", no_codes),
    ("codes respelt", codes_respelt),
    ("heads merged over others", merged_heads),
    ("one result for several points", values::one_result_for_several),
    ("who did it", who_did_it),
    ("words cut short", words_cut),
    ("breaks and blanks in words", breaks_in_words),
    ("results behind the words", rows::result_behind_words),
    ("moved right and down", |sending, random| {
        for table in &mut sending.book.tables {
            table.left = u16::try_from(random.between(1, 3)).expect("a few columns");
            table.above.insert(0, Vec::new());
        }
    }),
    ("column numbers", column_numbers),
    ("a hidden twin", hidden_twin),
    ("letterhead and addressee", sending::letterhead),
    ("signatures", sending::signatures),
    ("notes below", sending::notes_below),
    ("last year's sheet hidden", sending::hidden_last_year),
    ("an older version", sending::older_version),
    ("a correction", sending::correction),
    ("a report on half a year", sending::half_year_report),
    ("last year's report", sending::last_years_report),
    ("sent twice", sending::sent_twice),
    ("sent in parts", sending::sent_in_parts),
    ("a blank form later", sending::blank_form_later),
    ("a task corrected", sending::task_corrected),
    ("the neighbour's code", bodies::neighbours_code),
    ("in a folder", bodies::in_a_folder),
    ("sent by a department", bodies::department_sends),
    ("with the neighbour", bodies::with_the_neighbour),
    ("above the neighbour", bodies::above_the_neighbour),
    ("the sender by name alone", sending::by_name),
    ("the sender by the file alone", sending::by_file),
];

fn tables(sending: &mut Sending) -> impl Iterator<Item = &mut Table> {
    sending.book.tables.iter_mut()
}

fn columns_moved(sending: &mut Sending, random: &mut Random) {
    for table in tables(sending) {
        let moved = match table.kind {
            TableKind::Tasks => random.pick(&[Field::Status, Field::Difficulties]),
            TableKind::Indicators => Field::Note,
            _ => Field::Note,
        };
        let Some(from) = table.columns.iter().position(|column| column.says == Says::Field(moved)) else { continue };
        let column = table.columns.remove(from);
        table.columns.insert(2, column);
    }
}

fn heads_in_other_words(sending: &mut Sending, random: &mut Random) {
    for table in tables(sending) {
        let kind = table.kind;
        for column in &mut table.columns {
            let words: &[&str] = match (column.says, kind) {
                (Says::Code, _) => &["Số hiệu", "Mã số", "STT"],
                (Says::Label, TableKind::Indicators) => &["Tên chỉ tiêu", "Chỉ tiêu báo cáo"],
                (Says::Label, TableKind::Funding) => &["Nội dung nguồn", "Nguồn vốn"],
                (Says::Label, _) => &["Nội dung công việc", "Nhiệm vụ theo Kế hoạch"],
                (Says::Unit, _) => &["ĐVT", "Đơn vị"],
                (Says::Field(Field::Result), _) => &["Kết quả đạt được", "Tình hình, kết quả thực hiện"],
                (Says::Field(Field::Status), _) => &["Tình trạng thực hiện", "Mức độ hoàn thành"],
                (Says::Field(Field::Percent), _) => &["Tỉ lệ %", "% thực hiện"],
                (Says::Field(Field::Difficulties), _) => &["Vướng mắc", "Khó khăn, tồn tại"],
                (Says::Field(Field::Planned), _) => &["Kế hoạch giao", "KH năm 2026"],
                (Says::Field(Field::Actual), _) => &["Thực hiện năm 2026", "Đã đạt được"],
                (Says::Field(Field::Allocated), _) => &["Dự toán được giao", "Kinh phí được giao"],
                (Says::Field(Field::Spent), _) => &["Đã giải ngân", "Kinh phí đã sử dụng"],
                _ => continue,
            };
            column.head = random.pick(words).to_owned();
        }
    }
}

/// Work of their own, which the plan does not know.
fn rows_of_their_own(sending: &mut Sending, random: &mut Random) {
    for table in tables(sending) {
        let mut row = Row::default();
        match table.kind {
            TableKind::Tasks => {
                row.cells.insert(Says::Label, Typed::text("Tổ chức ngày hội đọc sách cho thiếu nhi"));
                row.cells.insert(Says::Field(Field::Result), Typed::text("Có 61 em tham gia."));
                row.cells.insert(Says::Field(Field::Status), Typed::text("Hoàn thành"));
            }
            TableKind::Indicators => {
                row.cells.insert(Says::Label, Typed::text("Số câu lạc bộ đờn ca tài tử trong trường"));
                row.cells.insert(Says::Field(Field::Planned), Typed::Number(4_211.0));
                row.cells.insert(Says::Field(Field::Actual), Typed::Number(4_212.0));
            }
            _ => continue,
        }
        let place = random.between(2, table.rows.len());
        table.rows.insert(place, row);
        table.merged.clear();
    }
}

fn blank_rows(sending: &mut Sending, random: &mut Random) {
    for table in tables(sending).filter(|table| table.merged.is_empty()) {
        for _ in 0..3 {
            let place = random.between(1, table.rows.len());
            table.rows.insert(place, Row::default());
        }
    }
}

fn only_filled(sending: &mut Sending, _: &mut Random) {
    for table in tables(sending).filter(|table| table.merged.is_empty()) {
        table.rows.retain(|row| row.item.is_none() || !row.truths.is_empty());
    }
}

/// Figures of half a year beside those of the year, under one head or with their own.
fn half_year_beside(sending: &mut Sending, random: &mut Random) {
    let merged = random.chance(50);
    for table in tables(sending) {
        let field = match table.kind {
            TableKind::Indicators => Field::Actual,
            TableKind::Funding => Field::Spent,
            _ => continue,
        };
        let own = table.column(Says::Field(field)).expect("the column");
        let head = own.head.clone();
        let (half, year) = if merged {
            own.upper = Some(head);
            ("6 tháng đầu năm".to_owned(), "Cả năm".to_owned())
        } else {
            (format!("{head} 6 tháng"), format!("{head} cả năm"))
        };
        own.head = year;
        let upper = own.upper.clone();
        table.insert(Says::Field(field), Says::Extra(1), &half);
        table.column(Says::Extra(1)).expect("the column").upper = upper;
        beside(table, field, Says::Extra(1), 0.5);
    }
}

fn last_year_beside(sending: &mut Sending, random: &mut Random) {
    let first = random.chance(50);
    for table in tables(sending) {
        let (field, head) = match table.kind {
            TableKind::Indicators => (Field::Actual, "Thực hiện năm 2025"),
            TableKind::Funding => (Field::Spent, "Đã thực hiện năm 2025"),
            _ => continue,
        };
        let before = if first { Says::Field(field) } else { Says::Field(Field::Note) };
        table.insert(before, Says::Extra(2), head);
        beside(table, field, Says::Extra(2), 0.8);
    }
}

/// Fills a column with figures like those of another, and different.
pub(crate) fn beside(table: &mut Table, field: Field, into: Says, factor: f64) {
    for row in table.filled() {
        if let Some(Truth::Number(number)) = row.truths.get(&field) {
            let other = Typed::Number((number * factor).floor() + 1.0);
            row.cells.insert(into, other);
        }
    }
}

fn example_row(sending: &mut Sending, _: &mut Random) {
    for table in tables(sending) {
        let mut row = Row::default();
        row.cells.insert(Says::Code, Typed::text("Ví dụ"));
        match table.kind {
            TableKind::Tasks => {
                row.cells.insert(Says::Label, Typed::text("a) Tiếp tục tổ chức quán triệt"));
                row.cells.insert(Says::Field(Field::Result), Typed::text("Tổ chức 02 hội nghị, 150 lượt người dự"));
                row.cells.insert(Says::Field(Field::Status), Typed::text("Hoàn thành"));
            }
            TableKind::Indicators => {
                row.cells.insert(Says::Label, Typed::text("Số hội nghị, lớp quán triệt"));
                row.cells.insert(Says::Field(Field::Planned), Typed::Number(9_001.0));
                row.cells.insert(Says::Field(Field::Actual), Typed::Number(9_002.0));
            }
            _ => continue,
        }
        table.rows.insert(0, row);
        for (_, first, last) in &mut table.merged {
            (*first, *last) = (*first + 1, *last + 1);
        }
    }
}

/// The rows are known by their words, under running numbers.
fn no_codes(sending: &mut Sending, _: &mut Random) {
    let has_words = |table: &&mut Table| table.columns.iter().any(|column| column.says == Says::Label);
    for table in tables(sending).filter(|table| table.kind != TableKind::Funding).filter(has_words) {
        let Some(code) = table.column(Says::Code) else { continue };
        "STT".clone_into(&mut code.head);
        let rows = table
            .rows
            .iter_mut()
            .filter(|row| !matches!(row.cells.get(&Says::Code), Some(Typed::Text(text)) if text == "Ví dụ"));
        for (number, row) in (1..).zip(rows) {
            row.cells.insert(Says::Code, Typed::Number(f64::from(number)));
        }
    }
}

fn codes_respelt(sending: &mut Sending, random: &mut Random) {
    let style = random.below(3);
    for row in tables(sending).flat_map(|table| &mut table.rows) {
        if let Some(Typed::Text(code)) = row.cells.get_mut(&Says::Code) {
            *code = match style {
                0 => code.replace('.', "-"),
                1 if code.starts_with("CT") => code.replace("CT", "CT "),
                2 => code.to_lowercase(),
                _ => format!("{code}."),
            };
        }
    }
}

fn merged_heads(sending: &mut Sending, _: &mut Random) {
    for table in tables(sending) {
        let (fields, upper): (&[Field], _) = match table.kind {
            TableKind::Tasks => (&[Field::Status, Field::Percent], "Đánh giá mức độ"),
            TableKind::Indicators => (&[Field::Planned, Field::Actual], "Năm 2026"),
            _ => (&[Field::Allocated, Field::Spent], "Kinh phí năm 2026"),
        };
        for column in &mut table.columns {
            if fields.iter().any(|field| column.says == Says::Field(*field)) && column.upper.is_none() {
                column.upper = Some(upper.to_owned());
            }
        }
    }
}

fn who_did_it(sending: &mut Sending, random: &mut Random) {
    let heads = ["Cán bộ phụ trách", "Đơn vị thực hiện", "Địa điểm", "Thời gian thực hiện"];
    for table in tables(sending).filter(|table| table.kind == TableKind::Tasks) {
        let place =
            random.pick(&[Says::Field(Field::Result), Says::Field(Field::Status), Says::Field(Field::Proposals)]);
        let which = random.below(heads.len());
        table.insert(place, Says::Extra(3), heads[which]);
        let answers = [
            ["Trần Thị Mai", "Nguyễn Văn Út"],
            ["Phòng Văn hóa - Xã hội", "Các trường học"],
            ["Hội trường xã", "Trường tiểu học"],
            ["Quý I", "Quý II, III"],
        ];
        for row in table.filled() {
            row.cells.insert(Says::Extra(3), Typed::text(random.pick(&answers[which])));
        }
    }
}

fn words_cut(sending: &mut Sending, _: &mut Random) {
    const WORDS: usize = 9;
    for table in tables(sending).filter(|table| table.kind == TableKind::Tasks) {
        for row in &mut table.rows {
            if let (Some(_), Some(Typed::Text(label))) = (&row.item, row.cells.get_mut(&Says::Label)) {
                *label = label.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ") + " ...";
            }
        }
    }
}

fn breaks_in_words(sending: &mut Sending, _: &mut Random) {
    for table in tables(sending) {
        for column in &mut table.columns {
            column.head = column.head.replacen(' ', "\n", 1);
        }
        for row in &mut table.rows {
            if let Some(Typed::Text(label)) = row.cells.get_mut(&Says::Label) {
                *label = label.replacen(' ', "  ", 2).replacen(", ", ",\n", 1);
            }
        }
    }
}

fn column_numbers(sending: &mut Sending, _: &mut Random) {
    for table in tables(sending).filter(|table| table.merged.is_empty()) {
        let cells = (1..).zip(&table.columns).map(|(number, column)| (column.says, Typed::text(format!("({number})"))));
        let row = Row { cells: cells.collect(), ..Row::default() };
        table.rows.insert(0, row);
    }
}

/// A column with figures of before, under the same head and hidden.
fn hidden_twin(sending: &mut Sending, _: &mut Random) {
    for table in tables(sending).filter(|table| table.kind == TableKind::Indicators) {
        let own = table.column(Says::Field(Field::Actual)).expect("the column");
        let (head, upper) = (own.head.clone(), own.upper.clone());
        table.insert(Says::Field(Field::Actual), Says::Extra(4), &head);
        let twin = table.column(Says::Extra(4)).expect("the column");
        (twin.hidden, twin.upper) = (true, upper);
        beside(table, Field::Actual, Says::Extra(4), 0.3);
    }
}
