//! Habits of rows: which is which, what stands where, and what does not count.

use std::collections::BTreeMap;

use tonghop::form::TableKind;
use tonghop::model::Field;

use super::book::{Row, Says, Table, Truth, Typed};
use super::habits::Sending;
use super::random::Random;

fn of_kind(sending: &mut Sending, kind: TableKind) -> impl Iterator<Item = &mut Table> {
    sending.book.tables.iter_mut().filter(move |table| table.kind == kind)
}

/// From one row on, the codes stand a row too low.
pub(crate) fn codes_slipped(sending: &mut Sending, random: &mut Random) {
    for table in of_kind(sending, TableKind::Indicators) {
        let from = random.between(3, table.rows.len() - 2);
        let codes: Vec<Option<Typed>> = table.rows.iter().map(|row| row.cells.get(&Says::Code).cloned()).collect();
        for (row, code) in table.rows[from..].iter_mut().zip(&codes[from - 1..]) {
            match code {
                Some(code) => row.cells.insert(Says::Code, code.clone()),
                None => row.cells.remove(&Says::Code),
            };
        }
    }
}

pub(crate) fn turned_round(sending: &mut Sending, _: &mut Random) {
    of_kind(sending, TableKind::Indicators)
        .filter(|table| table.merged.is_empty())
        .for_each(|table| table.rows.reverse());
}

/// An indicator of their own under a code of the form.
pub(crate) fn own_under_a_code(sending: &mut Sending, random: &mut Random) {
    let code = random.pick(&["CT05", "CT11", "CT17"]);
    let words = random.pick(&["Số hồ bơi được kiểm định trên địa bàn", "Số đội bóng đá nhi đồng của các ấp"]);
    for table in of_kind(sending, TableKind::Indicators).filter(|table| table.merged.is_empty()) {
        let mut row = Row::default();
        row.cells.insert(Says::Code, Typed::text(code));
        row.cells.insert(Says::Label, Typed::text(words));
        row.cells.insert(Says::Field(Field::Planned), Typed::Number(8_001.0));
        row.cells.insert(Says::Field(Field::Actual), Typed::Number(8_002.0));
        table.rows.insert(random.below(table.rows.len()), row);
    }
}

pub(crate) fn only_codes(sending: &mut Sending, _: &mut Random) {
    // Work of their own has its words alone.
    let is_own = |row: &Row| match (&row.item, row.cells.get(&Says::Code)) {
        (None, code) => code.is_some(),
        (Some(item), Some(Typed::Text(code))) => item != code,
        (Some(_), _) => true,
    };
    for table in of_kind(sending, TableKind::Indicators).filter(|table| !table.rows.iter().any(is_own)) {
        table.columns.retain(|column| column.says != Says::Label);
    }
}

/// `CT01. Số hội nghị` in one cell.
pub(crate) fn code_in_words(sending: &mut Sending, random: &mut Random) {
    let mark = random.pick(&[". ", ": ", " - ", " "]);
    let has_words = |table: &&mut Table| table.columns.iter().any(|column| column.says == Says::Label);
    for table in of_kind(sending, TableKind::Indicators).filter(has_words) {
        table.columns.retain(|column| column.says != Says::Code);
        for row in &mut table.rows {
            if let (Some(Typed::Text(code)), Some(Typed::Text(label))) =
                (row.cells.get(&Says::Code).cloned(), row.cells.get_mut(&Says::Label))
            {
                *label = format!("{code}{mark}{label}");
            }
        }
    }
}

/// What was done, typed behind the words of the task.
pub(crate) fn result_behind_words(sending: &mut Sending, random: &mut Random) {
    let mark = random.pick(&[" => Kết quả: ", "\nKết quả: ", " → "]);
    for row in of_kind(sending, TableKind::Tasks).flat_map(|table| &mut table.rows) {
        if let (Some(Truth::Text(result)), Some(Typed::Text(label))) =
            (row.truths.get(&Field::Result), row.cells.get_mut(&Says::Label))
        {
            label.push_str(&format!("{mark}{result}"));
            row.cells.remove(&Says::Field(Field::Result));
        }
    }
}

/// What was reached stands in the note; beside it nothing, or a dash.
pub(crate) fn figures_in_notes(sending: &mut Sending, random: &mut Random) {
    let dash = random.chance(50);
    let lead = random.pick(&["TH: ", "", "Đã đạt ", "Kết quả "]);
    for row in of_kind(sending, TableKind::Indicators).flat_map(Table::filled) {
        let Some(Truth::Number(number)) = row.truths.get(&Field::Actual) else { continue };
        let note = format!("{lead}{number}");
        row.cells.insert(Says::Field(Field::Note), Typed::text(&note));
        row.truths.insert(Field::Note, Truth::Text(note));
        row.cells.remove(&Says::Field(Field::Actual));
        if dash {
            row.cells.insert(Says::Field(Field::Actual), Typed::text("-"));
        }
    }
}

/// The table goes on on a sheet of its own, without a head.
pub(crate) fn goes_on_elsewhere(sending: &mut Sending, random: &mut Random) {
    let kind = random.pick(&[TableKind::Tasks, TableKind::Indicators]);
    let Some(at) = sending.book.tables.iter().position(|table| table.kind == kind) else { return };
    let table = &mut sending.book.tables[at];
    if !table.merged.is_empty() {
        return;
    }
    let mut rest = table.clone();
    rest.rows = table.rows.split_off(table.rows.len() / 2);
    rest.sheet.push_str(" (tiếp)");
    rest.above.clear();
    rest.headless = true;
    sending.book.tables.insert(at + 1, rest);
}

pub(crate) fn head_repeated(sending: &mut Sending, random: &mut Random) {
    let every = random.between(6, 12);
    for table in sending.book.tables.iter_mut().filter(|table| table.merged.is_empty()) {
        let cells = table.columns.iter().map(|column| (column.says, Typed::text(&column.head))).collect();
        let head = Row { cells, ..Row::default() };
        let mut at = every;
        while at < table.rows.len() {
            table.rows.insert(at, head.clone());
            at += every + 1;
        }
    }
}

/// The form as it came, on a sheet before the one that was filled in.
pub(crate) fn blank_form_before(sending: &mut Sending, _: &mut Random) {
    let Some(mut blank) = sending.book.table(TableKind::Indicators).cloned() else { return };
    blank.sheet = "Mẫu".to_owned();
    for row in &mut blank.rows {
        row.truths.clear();
        row.cells.retain(|says, _| !matches!(says, Says::Field(_) | Says::Extra(_)));
    }
    sending.book.tables.insert(0, blank);
}

/// The same row twice: left blank, and filled in.
pub(crate) fn row_twice(sending: &mut Sending, random: &mut Random) {
    for table in sending.book.tables.iter_mut().filter(|table| table.merged.is_empty()) {
        let filled: Vec<usize> = (0..table.rows.len()).filter(|at| !table.rows[*at].truths.is_empty()).collect();
        let at = filled[random.below(filled.len())];
        let mut blank = Row { truths: BTreeMap::new(), ..table.rows[at].clone() };
        blank.cells.retain(|says, _| !matches!(says, Says::Field(_) | Says::Extra(_)));
        let below = usize::from(random.chance(50));
        table.rows.insert(at + below, blank);
    }
}

/// In some rows all that was filled in stands a column too far to the right.
pub(crate) fn slipped_right(sending: &mut Sending, random: &mut Random) {
    for table in of_kind(sending, TableKind::Indicators) {
        let order: Vec<Says> = table.columns.iter().map(|column| column.says).collect();
        for row in table.rows.iter_mut().filter(|row| row.truths.contains_key(&Field::Actual)) {
            if !random.chance(20) || row.cells.contains_key(order.last().expect("columns")) {
                continue;
            }
            for pair in order.windows(2).rev().filter(|pair| matches!(pair[0], Says::Field(_) | Says::Extra(_))) {
                if let Some(cell) = row.cells.remove(&pair[0]) {
                    row.cells.insert(pair[1], cell);
                }
            }
        }
    }
}

/// Before a row the same with other figures, struck through or hidden.
pub(crate) fn row_struck_or_hidden(sending: &mut Sending, random: &mut Random) {
    let is_struck = random.chance(50);
    for table in of_kind(sending, TableKind::Indicators).filter(|table| table.merged.is_empty()) {
        let filled: Vec<usize> = (0..table.rows.len()).filter(|at| !table.rows[*at].truths.is_empty()).collect();
        let at = filled[random.below(filled.len())];
        let mut before = Row { truths: BTreeMap::new(), hidden: !is_struck, ..table.rows[at].clone() };
        for (says, cell) in &mut before.cells {
            *cell = match (cell.clone(), says) {
                (_, Says::Field(Field::Planned | Field::Actual)) if is_struck => Typed::Struck("7101".to_owned()),
                (_, Says::Field(Field::Planned | Field::Actual)) => Typed::Number(7_101.0),
                (Typed::Text(text), _) if is_struck => Typed::Struck(text),
                (other, _) => other,
            };
        }
        table.rows.insert(at, before);
    }
}

pub(crate) fn total_row(sending: &mut Sending, random: &mut Random) {
    let words = random.pick(&["Tổng cộng", "TỔNG SỐ", "Cộng"]);
    for table in of_kind(sending, TableKind::Indicators) {
        let mut row = Row::default();
        row.cells.insert(Says::Label, Typed::text(words));
        row.cells.insert(Says::Field(Field::Actual), Typed::Number(91_234.0));
        table.rows.push(row);
    }
}

pub(crate) fn dittos(sending: &mut Sending, random: &mut Random) {
    let ditto = random.pick(&["-nt-", "Như trên", "\"", "nt"]);
    for table in of_kind(sending, TableKind::Tasks) {
        // What is difficult there would be meant, too, where both stand in one column.
        let tells =
            |row: &Row| row.truths.contains_key(&Field::Result) && !row.truths.contains_key(&Field::Difficulties);
        let both = |pair: &[Row]| pair.iter().all(tells);
        let Some(first) = table.rows.windows(2).position(both) else { continue };
        let truth = table.rows[first].truths[&Field::Result].clone();
        table.rows[first + 1].truths.insert(Field::Result, truth);
        table.rows[first + 1].cells.insert(Says::Field(Field::Result), Typed::text(ditto));
    }
}

pub(crate) fn errors(sending: &mut Sending, random: &mut Random) {
    let error = random.pick(&["#REF!", "#N/A", "#DIV/0!"]);
    for table in of_kind(sending, TableKind::Indicators) {
        if let Some(row) = table.filled().nth(2) {
            row.cells.insert(Says::Field(Field::Actual), Typed::Error(error));
        }
    }
}

pub(crate) fn dotted_lines(sending: &mut Sending, random: &mut Random) {
    let line = random.pick(&["..........", "…………", "____", ". . . ."]);
    for table in &mut sending.book.tables {
        let fields: Vec<Says> =
            table.columns.iter().map(|column| column.says).filter(|says| matches!(says, Says::Field(_))).collect();
        for row in table.rows.iter_mut().filter(|row| row.item.is_some()) {
            for says in &fields {
                row.cells.entry(*says).or_insert_with(|| Typed::text(line));
            }
        }
    }
}

/// Amounts as their formats show them: millions of what is stored, or with the unit behind.
pub(crate) fn amounts_by_format(sending: &mut Sending, random: &mut Random) {
    let is_scaled = random.chance(50);
    let Some(table) = sending.book.table(TableKind::Funding) else { return };
    if table.columns.iter().any(|column| column.head.contains("nghìn")) {
        return;
    }
    for row in of_kind(sending, TableKind::Funding).flat_map(Table::filled) {
        for field in [Field::Allocated, Field::Spent] {
            if let Some(Truth::Number(number)) = row.truths.get(&field) {
                let typed = if is_scaled {
                    Typed::Formatted(number * 1_000_000.0, "#,##0.0,,")
                } else {
                    Typed::Formatted(number / 1_000.0, "#,##0.0000\" tỷ đồng\"")
                };
                row.cells.insert(Says::Field(field), typed);
            }
        }
    }
}

/// `nghìn lượt người` in the column of units.
pub(crate) fn units_in_thousands(sending: &mut Sending, _: &mut Random) {
    for row in of_kind(sending, TableKind::Indicators).flat_map(Table::filled) {
        let Some(Typed::Text(unit)) = row.cells.get_mut(&Says::Unit) else { continue };
        if unit.contains("đồng") || unit.contains('%') || unit.contains("nghìn") {
            continue;
        }
        *unit = format!("nghìn {unit}");
        for field in [Field::Planned, Field::Actual] {
            if let Some(Truth::Number(number)) = row.truths.get(&field) {
                row.cells.insert(Says::Field(field), Typed::Number(number / 1_000.0));
            }
        }
    }
}
