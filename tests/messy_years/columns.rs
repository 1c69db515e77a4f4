//! Habits of columns: parts beside the whole, several things in one, heads that nobody knows.

use tonghop::form::TableKind;
use tonghop::model::{Field, Status};

use super::book::{Row, Says, Table, Truth, Typed};
use super::habits::{Sending, beside};
use super::random::Random;

fn of_kind(sending: &mut Sending, kind: TableKind) -> impl Iterator<Item = &mut Table> {
    sending.book.tables.iter_mut().filter(move |table| table.kind == kind)
}

/// Columns of parts below the head of a field, whose own column comes last under a head of its own.
fn parted(table: &mut Table, field: Field, parts: &[&str], whole: &str, first: u8) {
    let Some(own) = table.column(Says::Field(field)).filter(|own| own.upper.is_none()) else { return };
    let head = std::mem::replace(&mut own.head, whole.to_owned());
    own.upper = Some(head.clone());
    for (number, part) in (first..).zip(parts) {
        table.insert(Says::Field(field), Says::Extra(number), part);
        table.column(Says::Extra(number)).expect("the column").upper = Some(head.clone());
        beside(table, field, Says::Extra(number), 0.1 * f64::from(number - first + 2));
    }
}

pub(crate) fn quarters(sending: &mut Sending, _: &mut Random) {
    for table in of_kind(sending, TableKind::Indicators) {
        parted(table, Field::Actual, &["Quý I", "Quý II", "Quý III", "Quý IV"], "Cả năm", 20);
    }
}

pub(crate) fn levels_and_total(sending: &mut Sending, _: &mut Random) {
    for table in of_kind(sending, TableKind::Indicators) {
        parted(table, Field::Actual, &["Mầm non", "Tiểu học", "THCS"], "Cộng", 24);
    }
    for table in of_kind(sending, TableKind::Funding) {
        parted(table, Field::Allocated, &["NS tỉnh", "NS xã"], "Tổng cộng", 28);
    }
}

pub(crate) fn estimate_beside(sending: &mut Sending, _: &mut Random) {
    for table in of_kind(sending, TableKind::Indicators) {
        let Some(own) = table.column(Says::Field(Field::Actual)) else { continue };
        own.head.push_str(" chính thức");
        let upper = own.upper.clone();
        table.insert(Says::Field(Field::Actual), Says::Extra(30), "Ước thực hiện");
        table.column(Says::Extra(30)).expect("the column").upper = upper;
        beside(table, Field::Actual, Says::Extra(30), 0.9);
    }
}

pub(crate) fn cumulated_beside(sending: &mut Sending, random: &mut Random) {
    let head = random.pick(&["Lũy kế giai đoạn 2025 - 2026", "Lũy kế từ đầu nhiệm kỳ", "Cộng dồn 2 năm 2025 - 2026"]);
    for table in of_kind(sending, TableKind::Indicators) {
        table.insert(Says::Field(Field::Note), Says::Extra(31), head);
        beside(table, Field::Actual, Says::Extra(31), 1.8);
    }
}

pub(crate) fn share_of_plan(sending: &mut Sending, random: &mut Random) {
    let head = random.pick(&["Tỷ lệ TH/KH (%)", "% so với kế hoạch", "Đạt tỷ lệ (%)", "So sánh (%)"]);
    for table in of_kind(sending, TableKind::Indicators) {
        table.insert(Says::Field(Field::Note), Says::Extra(32), head);
        for row in table.filled() {
            if let (Some(Truth::Number(planned)), Some(Truth::Number(actual))) =
                (row.truths.get(&Field::Planned), row.truths.get(&Field::Actual))
            {
                let share = (actual / planned * 1_000.0).round() / 10.0;
                row.cells.insert(Says::Extra(32), Typed::Number(share));
            }
        }
    }
}

/// `14/12` in one column.
pub(crate) fn reached_over_planned(sending: &mut Sending, random: &mut Random) {
    let first = random.chance(50);
    let in_thousands =
        |row: &Row| matches!(row.cells.get(&Says::Unit), Some(Typed::Text(unit)) if unit.starts_with("nghìn"));
    for table in of_kind(sending, TableKind::Indicators).filter(|table| !table.rows.iter().any(in_thousands)) {
        let Some(own) = table.column(Says::Field(Field::Actual)) else { continue };
        (if first { "Thực hiện/Kế hoạch" } else { "Kế hoạch/Thực hiện" }).clone_into(&mut own.head);
        table.columns.retain(|column| column.says != Says::Field(Field::Planned));
        for row in table.filled() {
            if let (Some(Truth::Number(planned)), Some(Truth::Number(actual))) =
                (row.truths.get(&Field::Planned), row.truths.get(&Field::Actual))
            {
                let [left, right] = if first { [actual, planned] } else { [planned, actual] };
                row.cells.insert(Says::Field(Field::Actual), Typed::text(format!("{left}/{right}")));
            }
        }
    }
}

pub(crate) fn swapped(sending: &mut Sending, _: &mut Random) {
    for table in &mut sending.book.tables {
        let pair = match table.kind {
            TableKind::Indicators => [Field::Planned, Field::Actual],
            TableKind::Funding => [Field::Allocated, Field::Spent],
            _ => continue,
        };
        let place = |field: Field| table.columns.iter().position(|column| column.says == Says::Field(field));
        if let [Some(one), Some(other)] = pair.map(place) {
            table.columns.swap(one, other);
        }
    }
}

pub(crate) fn unknown_head(sending: &mut Sending, random: &mut Random) {
    let head = random.pick(&["Con số", "Giá trị", "Số", "Làm được", "Năm 2026", "Kỳ này"]);
    for table in of_kind(sending, TableKind::Indicators) {
        if let Some(own) = table.column(Says::Field(Field::Actual)) {
            head.clone_into(&mut own.head);
        }
    }
}

/// What was done and what was difficult in one column, each behind its word.
pub(crate) fn result_with_difficulties(sending: &mut Sending, _: &mut Random) {
    for table in of_kind(sending, TableKind::Tasks) {
        let Some(own) = table.column(Says::Field(Field::Result)) else { continue };
        "Kết quả thực hiện; khó khăn, vướng mắc".clone_into(&mut own.head);
        table.columns.retain(|column| column.says != Says::Field(Field::Difficulties));
        for row in table.filled() {
            let said = |field: Field| match row.truths.get(&field) {
                Some(Truth::Text(text)) => Some(text.clone()),
                _ => None,
            };
            let both = match (said(Field::Result), said(Field::Difficulties)) {
                (Some(result), Some(difficulties)) => format!("Kết quả: {result}\nKhó khăn: {difficulties}"),
                (None, Some(difficulties)) => format!("Khó khăn: {difficulties}"),
                _ => continue,
            };
            row.cells.insert(Says::Field(Field::Result), Typed::text(both));
        }
    }
}

/// `Đang thực hiện (45%)`, and no column of percentages.
pub(crate) fn percent_in_state(sending: &mut Sending, _: &mut Random) {
    for table in of_kind(sending, TableKind::Tasks) {
        table.columns.retain(|column| column.says != Says::Field(Field::Percent));
        for row in table.filled() {
            if let (Some(Truth::Status(status)), Some(Truth::Number(percent))) =
                (row.truths.get(&Field::Status), row.truths.get(&Field::Percent))
            {
                let text = format!("{} ({percent}%)", status.vietnamese());
                row.cells.insert(Says::Field(Field::Status), Typed::text(text));
            }
        }
    }
}

/// The choices are left in the rows that say nothing.
pub(crate) fn prompts_left(sending: &mut Sending, random: &mut Random) {
    let mark = random.pick(&[" / ", "/", ", ", "; ", "\n"]);
    let prompt = Status::ALL.map(Status::vietnamese).join(mark);
    for table in of_kind(sending, TableKind::Tasks) {
        for row in table.rows.iter_mut().filter(|row| row.item.is_some() && row.truths.is_empty()) {
            row.cells.insert(Says::Field(Field::Status), Typed::text(&prompt));
        }
    }
}

/// `2. Đang thực hiện`.
pub(crate) fn states_numbered(sending: &mut Sending, random: &mut Random) {
    let style = random.below(3);
    for row in of_kind(sending, TableKind::Tasks).flat_map(|table| &mut table.rows) {
        if let Some(Truth::Status(status)) = row.truths.get(&Field::Status) {
            let place = Status::ALL.iter().position(|other| other == status).expect("a state") + 1;
            let words = status.vietnamese();
            let text = match style {
                0 => format!("{place}. {words}"),
                1 => format!("({place}) {words}"),
                _ => format!("{place} - {words}"),
            };
            row.cells.insert(Says::Field(Field::Status), Typed::text(text));
        }
    }
}
