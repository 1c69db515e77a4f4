//! What a file says about itself: labels with their values, or else the letterhead.

use std::cell::LazyCell;
use std::sync::LazyLock;

use super::body_names::is_name_to_fill_in;
use super::column_blocks::ColumnBlock;
use super::furniture::{is_line_of_form, is_name, is_signature};
use super::sheet::{Row, Sheet};
use super::values::{Place, Reading, ValueReader};
use super::words::{Words, words};
use super::{CellUse, Identity};
use crate::intake::Value;
use crate::model::Traced;
use crate::vietnamese::{fold, tone_key};

/// A field of the sheet Thông tin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    Code,
    Year,
    Symbol,
    Date,
    Signer,
    Position,
    Preparer,
    Phone,
    Email,
}

/// Rows from the top in which labels are looked for on a sheet without tables.
const FORM_ROWS: usize = 60;

/// The field that a label names.
fn field_of(label: &str) -> Option<Field> {
    let folded = fold(label.trim_end_matches([':', ' ']));
    Some(match folded.as_str() {
        "ten don vi bao cao" | "ten don vi" | "don vi bao cao" | "don vi" | "co quan bao cao" | "ten co quan"
        | "co quan don vi" | "ten co quan don vi" => Field::Name,
        "ma don vi" | "ma don vi bao cao" | "ma co quan" | "ma so don vi" => Field::Code,
        "nam bao cao" | "nam" | "ky bao cao" | "bao cao nam" => Field::Year,
        "so ky hieu bao cao" | "so ky hieu" | "so bao cao" | "so hieu" | "so van ban" | "so hieu van ban"
        | "ky hieu" => Field::Symbol,
        "ngay bao cao" | "ngay thang nam" | "ngay ky" | "ngay lap" | "ngay gui" | "ngay thang" | "ngay ban hanh" => {
            Field::Date
        }
        "nguoi ky" | "nguoi ky bao cao" | "ho ten nguoi ky" | "lanh dao ky" => Field::Signer,
        "chuc vu" | "chuc danh" | "chuc vu nguoi ky" => Field::Position,
        "nguoi lap bieu" | "nguoi lap" | "nguoi tong hop" | "can bo tong hop" | "nguoi lap bao cao" => Field::Preparer,
        "dien thoai" | "so dien thoai" | "dien thoai lien he" => Field::Phone,
        "thu dien tu" | "email" | "e mail" | "hop thu" | "dia chi email" => Field::Email,
        _ => return by_words(&folded),
    })
}

/// A field by the words that its label contains, the more telling first.
fn by_words(folded: &str) -> Option<Field> {
    let count = folded.split(' ').count();
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if count > 8 || folded.bytes().any(|byte| byte.is_ascii_digit()) {
        None
    } else if folded.starts_with("ngay") && has(&["bao cao", "ban hanh", "ky", "lap", "thang", "gui"]) {
        Some(Field::Date)
    } else if folded.starts_with("ma") && has(&["don vi", "co quan"]) {
        Some(Field::Code)
    } else if folded.starts_with("nam") && has(&["bao cao"]) {
        Some(Field::Year)
    } else if (folded.starts_with("so") || folded.starts_with("ky hieu")) && has(&["ky hieu", "so hieu", "so bao cao"])
    {
        Some(Field::Symbol)
    } else if folded.starts_with("ten") && has(&["don vi", "co quan"]) || has(&["don vi bao cao", "co quan bao cao"]) {
        Some(Field::Name)
    } else {
        None
    }
}

/// Whether a text is the label of the sender's name or code, with its value or without.
pub(super) fn is_label_of_sender(text: &str) -> bool {
    matches!(field_of(text.split_once(':').map_or(text, |(label, _)| label)), Some(Field::Name | Field::Code))
}

/// Whether a folded text says to whom a document goes: `Kính gửi:`, `Nơi nhận:`, `Đơn vị nhận báo cáo:`.
pub(super) fn is_for_recipients(folded: &str) -> bool {
    const RECIPIENTS: [&str; 5] = ["kinh gui", "noi nhan", "noi gui", "don vi nhan", "co quan nhan"];
    RECIPIENTS.iter().any(|words| folded.starts_with(words))
}

/// Whether a text is a label of the particulars.
pub(super) fn is_label(text: &str) -> bool {
    field_of(text).is_some()
}

/// Reads labels and values above the tables of a column block into `identity`; fields that are known already stay.
pub(super) fn read_labels(
    sheet: &mut Sheet<'_>,
    block: &ColumnBlock,
    identity: &mut Identity,
    values: &mut ValueReader,
) {
    let end = block.tables.first().map_or(block.rows.len().min(FORM_ROWS), |table| table.head.start);
    for row in &block.rows[..end] {
        let cells = row.cells.clone();
        let mut index = cells.start;
        while index < cells.end {
            let text = sheet.text(index).to_owned();
            if let Some((label, value)) = text.split_once(':')
                && let Some(field) = field_of(label)
                && !value.trim().is_empty()
            {
                let used = enter_text(field, value.trim(), sheet, index, identity);
                sheet.mark(index, if used { CellUse::Mapped } else { CellUse::Furniture });
            } else if let Some(field) = field_of(&text) {
                sheet.mark(index, CellUse::Furniture);
                // A value stands to the right of its label, unless a label stands there.
                if index + 1 < cells.end && field_of(sheet.text(index + 1)).is_none() {
                    index += 1;
                    if enter(field, &text, sheet, index, identity, values) {
                        sheet.mark(index, CellUse::Mapped);
                    }
                }
            }
            index += 1;
        }
    }
}

/// Enters the value of a cell; whether it was understood.
fn enter(
    field: Field,
    label: &str,
    sheet: &mut Sheet<'_>,
    index: usize,
    identity: &mut Identity,
    values: &mut ValueReader,
) -> bool {
    let cell = sheet.cell_ref(index);
    // A date is no text, and read as one.
    let kind = match words(sheet, index, None) {
        Words::Nothing => {
            sheet.mark(index, CellUse::Furniture);
            return false;
        }
        Words::None(kind) if field != Field::Date => Some(kind),
        Words::None(_) | Words::Said(_) | Words::Ditto => None,
    };
    if let Some(kind) = kind {
        values.remark(kind, sheet, index, &Place { row: "", field: label }, String::new());
        return false;
    }
    let shown = sheet.shown(index).trim().to_owned();
    match field {
        Field::Date => match values.date(sheet, index, &Place { row: "", field: label }) {
            Reading::Value(date) => {
                identity.date.get_or_insert(Traced::from_cell(date, cell));
                true
            }
            Reading::Nothing | Reading::Unreadable => false,
        },
        Field::Year => match year_in(&shown) {
            Some(year) => {
                identity.year.get_or_insert(Traced::from_cell(year, cell));
                true
            }
            None => false,
        },
        _ => enter_text(field, &shown, sheet, index, identity),
    }
}

fn enter_text(field: Field, text: &str, sheet: &Sheet<'_>, index: usize, identity: &mut Identity) -> bool {
    let cell = sheet.cell_ref(index);
    if field == Field::Year {
        let Some(year) = year_in(text) else { return false };
        identity.year.get_or_insert(Traced::from_cell(year, cell));
        return true;
    }
    if field == Field::Date {
        let Some(written) = crate::vietnamese::parse_date(text) else { return false };
        identity.date.get_or_insert(Traced::from_cell(written.date, cell));
        return true;
    }
    if field == Field::Name && is_no_name(text) {
        return false;
    }
    let slot = match field {
        Field::Name => &mut identity.name,
        Field::Code => &mut identity.code,
        Field::Symbol => &mut identity.symbol,
        Field::Signer => &mut identity.signer,
        Field::Position => &mut identity.position,
        Field::Preparer => &mut identity.preparer,
        Field::Phone => &mut identity.phone,
        Field::Email => &mut identity.email,
        Field::Year | Field::Date => return false,
    };
    slot.get_or_insert_with(|| Traced::from_cell(text.to_owned(), cell));
    true
}

/// Whether what stands beside `Đơn vị` is the name of nobody: dots to write on, the unit of amounts.
fn is_no_name(text: &str) -> bool {
    let folded = fold(text);
    let is_unit = folded == "dong" || folded.ends_with(" dong") && folded.split(' ').count() <= 3;
    is_name_to_fill_in(text) || is_unit || !text.contains(char::is_alphabetic)
}

/// The last number of four digits that is a year.
fn year_in(text: &str) -> Option<i16> {
    text.rsplit(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| digits.parse().ok().filter(|year| (1990..=2199).contains(year)))
}

/// Reads the lines above the first table of a sheet: what a file does not say elsewhere stands in its letterhead. What
/// belongs to the form is furniture.
pub(super) fn read_letterhead(sheet: &mut Sheet<'_>, rows: &[Row], letterhead: &mut Identity) {
    let mut recipients = Recipients::default();
    let mut is_signed = false;
    for row in rows {
        is_signed |= row.cells.clone().any(|index| is_signature(sheet.text(index)));
        for index in row.cells.clone() {
            let is_of_recipients = recipients.take(sheet, row, index);
            if sheet.uses()[index] != CellUse::Unmapped || !matches!(sheet.cell(index).value, Value::Text(_)) {
                continue;
            }
            let text = sheet.text(index).to_owned();
            if is_of_recipients {
                let bare = text.trim_start_matches(['-', '+', ' ']);
                if names_a_body(bare) || is_for_recipients(&fold(&text)) || is_line_of_form(&text) {
                    sheet.mark(index, CellUse::Furniture);
                }
            } else if read_line(sheet, index, &text, letterhead) && !is_signed {
                letterhead.letterhead.push(Traced::from_cell(text, sheet.cell_ref(index)));
            }
        }
    }
}

/// Reads a line of a letterhead; whether it is the name of a body.
fn read_line(sheet: &mut Sheet<'_>, index: usize, text: &str, letterhead: &mut Identity) -> bool {
    let folded = fold(text);
    let cell = sheet.cell_ref(index);
    let symbol = symbol_in(text, &folded);
    let is_symbol = symbol.is_some();
    if let Some(symbol) = symbol {
        letterhead.symbol.get_or_insert_with(|| Traced::from_cell(symbol, cell.clone()));
        sheet.mark(index, CellUse::Mapped);
    }
    // The date of a document that is named otherwise is not the report's.
    if folded.contains("ngay")
        && (folded.contains("thang") && !names_another_document(&folded) || is_symbol)
        && let Some(written) = crate::vietnamese::parse_date(text)
    {
        letterhead.date.get_or_insert_with(|| Traced::from_cell(written.date, cell));
        sheet.mark(index, CellUse::Mapped);
    } else if is_of_year(&folded)
        && let Some(year) = year_in(text)
    {
        letterhead.year.get_or_insert_with(|| Traced::from_cell(year, cell));
        sheet.mark(index, CellUse::Furniture);
    } else if names_a_body(text) && !is_symbol {
        sheet.mark(index, CellUse::Furniture);
        return !is_name_to_fill_in(text);
    } else if is_line_of_form(text) || super::head_words::classify(text).is_some() {
        sheet.mark(index, CellUse::Furniture);
    }
    false
}

/// Who a document is addressed or sent to: they stand behind `Kính gửi:`, in its row and in those right below, from its
/// column on. None of them is the sender. Below `Nơi nhận:` all that follows is theirs.
#[derive(Default)]
struct Recipients {
    /// The column of the words, and the last row that is theirs.
    begun: Option<(u32, u32)>,
    /// All rows below are theirs.
    is_open: bool,
}

impl Recipients {
    /// Whether a cell is about those that a document goes to. Cells come in reading order.
    fn take(&mut self, sheet: &Sheet<'_>, row: &Row, index: usize) -> bool {
        let folded = fold(sheet.text(index));
        let column = sheet.cell(index).column;
        if is_for_recipients(&folded) {
            self.begun = Some((column, row.number));
            self.is_open |= folded.starts_with("noi nhan") && !folded.contains("bao cao");
            return true;
        }
        let Some((from, last)) = self.begun.filter(|(from, _)| *from <= column) else { return false };
        let is_theirs =
            self.is_open || row.number == last || row.number == last + 1 && !is_label_of_sender(sheet.text(index));
        if is_theirs {
            self.begun = Some((from, row.number));
        }
        is_theirs
    }
}

/// Whether a line says which year is reported on: `Năm báo cáo: 2026`, `(Năm 2026)`, a title that ends in it; `Năm học
/// 2025 - 2026` does not.
fn is_of_year(folded: &str) -> bool {
    const TITLES: [&str; 6] = ["bao cao", "ket qua", "tinh hinh", "tong hop", "tien do", "cac chi tieu"];
    let words: Vec<&str> = folded.split(' ').collect();
    let ends_in_year = matches!(words.as_slice(), [.., "nam", year] if year.len() == 4);
    folded.starts_with("nam bao cao")
        || folded.starts_with("nam ") && words.len() <= 3
        || ends_in_year && TITLES.iter().any(|title| folded.starts_with(title))
}

/// Whether a line cites a document other than the report: `(Kèm theo Công văn …)`, `… thực hiện Kế hoạch số 2739/KH-UBND …`.
fn names_another_document(folded: &str) -> bool {
    ["kem theo", "ke hoach", "cong van so", "quyet dinh"].iter().any(|words| folded.contains(words))
}

/// The symbol that a line such as `Số: 125/BC-SNV` or `(Kèm theo Báo cáo số 125/BC-SNV ngày …)` gives.
fn symbol_in(text: &str, folded: &str) -> Option<String> {
    let begins =
        |folded: &str| folded.starts_with("so ") && folded[3..].starts_with(|letter: char| letter.is_ascii_digit());
    let is_numbered = begins(folded) || folded.split_once(" bao cao ").is_some_and(|(_, number)| begins(number));
    let digits = text.find(|letter: char| letter.is_ascii_digit()).filter(|_| is_numbered)?;
    let (number, rest) = text[digits..].split_once('/')?;
    let number = number.trim_end();
    let tail: String = rest.trim_start().chars().take_while(|letter| !letter.is_whitespace()).collect();
    let tail = tail.trim_end_matches([',', ';', '.', ')']);
    let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && tail.starts_with(char::is_alphabetic)).then(|| format!("{number}/{tail}"))
}

/// Words that the name of a body begins with.
static FIRST_WORDS: LazyLock<Vec<FirstWords>> = LazyLock::new(|| WORDS.into_iter().map(FirstWords::new).collect());

/// Words that the name of a body begins with, as they are compared.
struct FirstWords {
    folded: String,
    toned: String,
    count: usize,
}

impl FirstWords {
    fn new(words: &str) -> Self {
        Self { folded: fold(words), toned: tone_key(words), count: words.split(' ').count() }
    }
}

const WORDS: [&str; 33] = [
    "Sở",
    "Ủy ban",
    "UBND",
    "UBMTTQ",
    "Công an",
    "Báo",
    "Đài",
    "Mặt trận",
    "Trường",
    "Trung tâm",
    "Phòng",
    "Ban",
    "Chi cục",
    "Cục",
    "Huyện",
    "Xã",
    "Phường",
    "Thị xã",
    "Thành phố",
    "Thị trấn",
    "Đặc khu",
    "Văn phòng",
    "Thanh tra",
    "Ấp",
    "Thôn",
    "Khu phố",
    "Tổ dân phố",
    "Trạm Y tế",
    "Hội Nông dân",
    "Hội Liên hiệp",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên",
    "Đoàn TNCS",
];

/// Whether a line of a letterhead is the name of a body. Surnames and titles fold alike to some first words: `Trương` and
/// `Trưởng`, `Phương`, `Bảo`.
pub(super) fn names_a_body(text: &str) -> bool {
    let folded = fold(text);
    let title = ["bao cao", "ban hanh", "so bao cao", "so ky hieu", "so lieu", "xa hoi", "ban tong hop"]
        .iter()
        .any(|words| folded.starts_with(words));
    if title || folded.split(' ').count() > 14 {
        return false;
    }
    let toned = LazyCell::new(|| tone_key(text));
    let begins = |words: &FirstWords| {
        let rest = folded.strip_prefix(&words.folded).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let in_plain_letters = || toned.split(' ').take(words.count).all(str::is_ascii);
        rest.is_some() && (in_plain_letters() || toned.starts_with(&words.toned))
    };
    FIRST_WORDS.iter().any(begins) && !is_person(text, &folded)
}

/// Whether a text without diacritics, such as `Truong Van Hung`, is a person's name rather than that of a body.
fn is_person(text: &str, folded: &str) -> bool {
    const SURNAMES: [&str; 4] = ["truong", "phuong", "bao", "phong"];
    let mut words = folded.split(' ');
    let is_surname = words.next().is_some_and(|first| SURNAMES.contains(&first));
    let has_middle = words
        .next()
        .is_some_and(|middle| matches!(middle, "van" | "thi" | "ngoc" | "minh" | "thanh" | "quoc" | "huu" | "duc"));
    is_surname && text.is_ascii() && is_name(text) && has_middle && folded.split(' ').count() <= 4
}
