//! Habits of how values are typed.

use tonghop::form::TableKind;
use tonghop::model::{Field, Status};

use super::book::{Row, Says, Table, Truth, Typed};
use super::habits::Sending;
use super::random::Random;

/// States in sentences, with the state that each means.
const SENTENCES: &[(Status, &str)] = &[
    (Status::Completed, "Đã hoàn thành trong tháng 10, chưa thanh quyết toán"),
    (Status::Completed, "Hoàn thành tốt nhiệm vụ được giao"),
    (Status::Completed, "Hoàn thành; không có vướng mắc, tiếp tục duy trì"),
    (Status::Completed, "Đã thực hiện xong"),
    (Status::InProgress, "Mới hoàn thành một phần, chưa tổng kết"),
    (Status::InProgress, "Đang thực hiện, dự kiến hoàn thành trong tháng 12"),
    (Status::InProgress, "Hoàn thành 3/4 nội dung"),
    (Status::InProgress, "Đã cơ bản hoàn thành"),
    (Status::InProgress, "Thực hiện thường xuyên, không phát sinh vướng mắc"),
    (Status::NotStarted, "Chưa thực hiện do chưa được cấp kinh phí"),
    (Status::NotStarted, "Chưa triển khai (dự kiến năm 2027)"),
    (Status::NotApplicable, "Không thuộc nhiệm vụ của UBND xã"),
    (Status::NotApplicable, "Không có đối tượng"),
];

fn tasks(sending: &mut Sending) -> impl Iterator<Item = &mut Table> {
    sending.book.tables.iter_mut().filter(|table| table.kind == TableKind::Tasks)
}

/// Rewrites the states of a book.
fn rewrite_states(sending: &mut Sending, mut write: impl FnMut(Status) -> String) {
    for row in tasks(sending).flat_map(|table| &mut table.rows) {
        if let Some(Truth::Status(status)) = row.truths.get(&Field::Status) {
            row.cells.insert(Says::Field(Field::Status), Typed::text(write(*status)));
        }
    }
}

pub(crate) fn states_in_sentences(sending: &mut Sending, random: &mut Random) {
    rewrite_states(sending, |status| {
        let own: Vec<&str> = SENTENCES.iter().filter(|(of, _)| *of == status).map(|(_, text)| *text).collect();
        random.pick(&own).to_owned()
    });
}

pub(crate) fn states_abbreviated(sending: &mut Sending, random: &mut Random) {
    let style = random.below(3);
    let words = [
        ["ĐHT", "ĐTH", "CTH", "KTNV"],
        ["Xong", "Đang làm", "Chưa làm", "Không có"],
        ["HT", "Đang TH", "Chưa TH", "Ko thuộc NV"],
    ];
    rewrite_states(sending, |status| words[style][place(status)].to_owned());
}

fn place(status: Status) -> usize {
    Status::ALL.iter().position(|other| *other == status).expect("a state")
}

pub(crate) fn states_in_boxes(sending: &mut Sending, random: &mut Random) {
    let (ticked, empty) = random.pick(&[("☑", "☐"), ("[x]", "[ ]"), ("(X)", "( )"), ("☒", "☐")]);
    rewrite_states(sending, |status| {
        let choice = |of: Status| format!("{} {}", if of == status { ticked } else { empty }, of.vietnamese());
        Status::ALL.map(choice).join("  ")
    });
}

/// A column for each state, of which one is ticked: with nothing, boxes or dashes in the others.
pub(crate) fn states_ticked(sending: &mut Sending, random: &mut Random) {
    let (tick, other) =
        random.pick(&[("x", ""), ("X", "-"), ("✓", ""), ("☑", "☐"), ("ü", "¨"), ("1", "0"), ("✔", "✗")]);
    let typed = |sign: &str| match sign {
        "ü" | "¨" => Typed::Sign(sign.to_owned(), "Wingdings"),
        _ => sign.parse().map_or_else(|_| Typed::text(sign), Typed::Number),
    };
    for table in tasks(sending) {
        for (column, status) in (10..).zip(Status::ALL) {
            table.insert(Says::Field(Field::Status), Says::Extra(column), status.vietnamese());
            for row in table.filled() {
                let is_own = row.truths.get(&Field::Status) == Some(&Truth::Status(status));
                let sign = if is_own { tick } else { other };
                if !sign.is_empty() && row.truths.contains_key(&Field::Status) {
                    row.cells.insert(Says::Extra(column), typed(sign));
                }
            }
        }
        table.columns.retain(|column| column.says != Says::Field(Field::Status));
    }
}

/// The numbers of a field as cells that `write` makes of them.
fn rewrite_numbers(table: &mut Table, fields: &[Field], mut write: impl FnMut(f64) -> Typed) {
    for row in table.filled() {
        for field in fields {
            if let Some(Truth::Number(number)) = row.truths.get(field) {
                row.cells.insert(Says::Field(*field), write(*number));
            }
        }
    }
}

pub(crate) fn percentages_as_shares(sending: &mut Sending, _: &mut Random) {
    for table in tasks(sending) {
        rewrite_numbers(table, &[Field::Percent], |number| Typed::Share(number / 100.0));
    }
}

pub(crate) fn percentages_in_words(sending: &mut Sending, random: &mut Random) {
    let style = random.below(4);
    for table in tasks(sending) {
        rewrite_numbers(table, &[Field::Percent], |number| {
            Typed::text(match style {
                0 => format!("{number}%"),
                1 => format!("Đạt {number}"),
                2 => format!("{number} phần trăm"),
                _ => format!("đạt {number} %"),
            })
        });
    }
}

/// `1.234`, `1.234,5`, `1 234`.
pub(crate) fn figures_as_text(sending: &mut Sending, random: &mut Random) {
    let mark = random.pick(&[".", " ", ""]);
    let write = |number: f64| {
        let whole = number.trunc() as u64;
        let grouped =
            if whole >= 1_000 { format!("{}{mark}{:03}", whole / 1_000, whole % 1_000) } else { whole.to_string() };
        let fraction = if number.fract() > 0.0 { ",5" } else { "" };
        Typed::text(format!("{grouped}{fraction} "))
    };
    for table in &mut sending.book.tables {
        rewrite_numbers(table, &[Field::Planned, Field::Actual, Field::Allocated, Field::Spent], write);
    }
}

pub(crate) fn units_behind_figures(sending: &mut Sending, _: &mut Random) {
    for table in sending.book.tables.iter_mut().filter(|table| table.kind == TableKind::Indicators) {
        for row in table.filled() {
            let Some(Typed::Text(unit)) = row.cells.get(&Says::Unit).cloned() else { continue };
            for field in [Field::Planned, Field::Actual] {
                if let Some(Truth::Number(number)) = row.truths.get(&field) {
                    row.cells.insert(Says::Field(field), Typed::text(format!("{number} {unit}")));
                }
            }
        }
    }
}

fn funding(sending: &mut Sending) -> Option<&mut Table> {
    sending.book.table(TableKind::Funding)
}

pub(crate) fn amounts_in_thousands(sending: &mut Sending, _: &mut Random) {
    let Some(table) = funding(sending) else { return };
    rewrite_numbers(table, &[Field::Allocated, Field::Spent], |number| Typed::Number(number * 1_000.0));
    table.above.retain(|line| !line.iter().any(|text| text.starts_with("Đơn vị tính")));
    for field in [Field::Allocated, Field::Spent] {
        if let Some(column) = table.column(Says::Field(field)) {
            column.head.push_str(" (nghìn đồng)");
        }
    }
}

pub(crate) fn amounts_in_dong(sending: &mut Sending, _: &mut Random) {
    let Some(table) = funding(sending) else { return };
    if table.columns.iter().any(|column| column.head.contains("nghìn")) {
        return;
    }
    rewrite_numbers(table, &[Field::Allocated, Field::Spent], |number| Typed::Number(number * 1_000_000.0));
    for text in table.above.iter_mut().flatten().filter(|text| text.starts_with("Đơn vị tính")) {
        "ĐVT: đồng".clone_into(text);
    }
}

pub(crate) fn dashes(sending: &mut Sending, random: &mut Random) {
    let dash = random.pick(&["-", "–", "- "]);
    for table in &mut sending.book.tables {
        let fields: Vec<Says> =
            table.columns.iter().map(|column| column.says).filter(|says| matches!(says, Says::Field(_))).collect();
        for row in table.filled() {
            for says in &fields {
                row.cells.entry(*says).or_insert_with(|| Typed::text(dash));
            }
        }
    }
}

/// Sums as a spreadsheet would have them, typed.
pub(crate) fn sums_written(sending: &mut Sending, _: &mut Random) {
    let Some(table) = funding(sending) else { return };
    let sum = |table: &Table, field: Field, of: &[&str]| -> f64 {
        let own = table.rows.iter().filter(|row| row.item.as_deref().is_some_and(|item| of.contains(&item)));
        own.filter_map(|row| match row.cells.get(&Says::Field(field)) {
            Some(Typed::Number(number)) => Some(*number),
            _ => None,
        })
        .sum()
    };
    for (line, parts) in [("III.1", &["III.1.1", "III.1.2"][..]), ("III", &["III.1.1", "III.1.2", "III.2"][..])] {
        for field in [Field::Allocated, Field::Spent] {
            let total = sum(table, field, parts);
            let row = table.rows.iter_mut().find(|row| row.item.as_deref() == Some(line));
            if let Some(row) = row.filter(|_| total > 0.0) {
                row.cells.insert(Says::Field(field), Typed::Number(total));
            }
        }
    }
}

/// One result told of two points, in merged cells.
pub(crate) fn one_result_for_several(sending: &mut Sending, _: &mut Random) {
    for table in tasks(sending) {
        let tells =
            |row: &Row| row.truths.contains_key(&Field::Result) && row.cells.contains_key(&Says::Field(Field::Result));
        let both = |pair: &[Row]| pair.iter().all(tells);
        let Some(first) = table.rows.windows(2).position(both) else { continue };
        let truth = table.rows[first].truths[&Field::Result].clone();
        table.rows[first + 1].truths.insert(Field::Result, truth);
        table.rows[first + 1].cells.remove(&Says::Field(Field::Result));
        table.merged.push((Says::Field(Field::Result), first, first + 1));
    }
}
