//! Habits of whose a report is: another's form taken over, a department that sends, two bodies in one workbook.

use super::book::Table;
use super::habits::Sending;
use super::random::Random;

/// The form of the neighbour, of which the code was left.
pub(crate) fn neighbours_code(sending: &mut Sending, _: &mut Random) {
    if !sending.others.is_empty() || !sending.parts.is_empty() {
        return;
    }
    for (label, value) in &mut sending.book.particulars {
        if label == "Mã đơn vị" {
            sending.neighbour.agency.clone_into(value);
        }
    }
    sending.book.path = "Bao cao nam 2026.xlsx".to_owned();
}

/// In a folder of the body's name, which nothing else tells.
pub(crate) fn in_a_folder(sending: &mut Sending, _: &mut Random) {
    if !sending.others.is_empty() || !sending.parts.is_empty() {
        return;
    }
    sending.book.path = format!("{}/Bieu mau bao cao.xlsx", sending.name);
    sending.book.particulars.clear();
    for table in &mut sending.book.tables {
        take_names_out(table);
    }
}

pub(crate) fn take_names_out(table: &mut Table) {
    table
        .above
        .retain(|line| !line.iter().any(|text| text.to_lowercase().contains("nhân dân") || text.contains("UBND")));
}

/// A department of the commune sends for it.
pub(crate) fn department_sends(sending: &mut Sending, random: &mut Random) {
    let place = sending.name.replace("Ủy ban nhân dân ", "").replace("UBND ", "");
    let department = random.pick(&["Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"]);
    let number = random.between(100, 999);
    for (index, book) in sending.books().enumerate() {
        book.particulars.retain(|(label, _)| label != "Mã đơn vị");
        for (label, value) in &mut book.particulars {
            if label == "Tên đơn vị báo cáo" {
                *value = format!("{department} {place}");
            }
        }
        book.path = format!("Bao cao {number}-{index}.xlsx");
    }
}

/// The neighbour's tables on sheets of their own, behind one's own.
pub(crate) fn with_the_neighbour(sending: &mut Sending, _: &mut Random) {
    if !sending.others.is_empty() || !sending.parts.is_empty() {
        return;
    }
    if sending.book.particulars.is_empty() {
        return;
    }
    sending.book.path = "Tong hop hai xa.xlsx".to_owned();
    sending.book.particulars.clear();
    let name = |table: &Table, place: usize| format!("{} ({place})", table.sheet);
    let mut tables = sending.neighbour.book.tables.clone();
    for table in &mut tables {
        table.sheet = name(table, 2);
        table.owner = Some(sending.neighbour.agency.clone());
    }
    sending.book.tables.extend(tables);
    sending.neighbour.sends = true;
}

/// One below the other on one sheet.
pub(crate) fn above_the_neighbour(sending: &mut Sending, random: &mut Random) {
    with_the_neighbour(sending, random);
    sending.book.stacked = sending.neighbour.sends;
}
