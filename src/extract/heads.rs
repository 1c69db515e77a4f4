//! Tables found by their heads, not by the names or places of their sheets.

use super::sheet::Sheet;
use crate::intake::Value;
use crate::model::Status;
use crate::vietnamese::fold;

/// What the head of a column says, whatever the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Head {
    /// Mã, STT.
    Code,
    /// Nhiệm vụ, chỉ tiêu, nguồn kinh phí: the words of the row.
    Label,
    /// Kết quả.
    Result,
    /// Văn bản, sản phẩm.
    Documents,
    /// Trạng thái, tiến độ.
    Status,
    /// A column for one state, ticked where it holds.
    Tick(Status),
    /// Tỷ lệ, % hoàn thành.
    Percent,
    /// Khó khăn, vướng mắc, tồn tại.
    Difficulties,
    /// Đề xuất, kiến nghị.
    Proposals,
    /// Đơn vị tính.
    Unit,
    /// Kế hoạch.
    Planned,
    /// Thực hiện.
    Actual,
    /// Ghi chú.
    Note,
    /// Dự toán giao.
    Allocated,
    /// Đã giải ngân, đã chi.
    Spent,
    /// Đơn vị chủ trì, phối hợp, thời gian: what the plan's appendix prints.
    Printed,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its number on the sheet.
    pub(super) column: u32,
    /// What its head says.
    pub(super) head: Head,
    /// The head's own words.
    pub(super) words: String,
}

/// A table of the form: where its head stands and what its columns are.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Indices into [`Sheet::rows`] of the rows of the head, column numbers included.
    pub(super) head: std::ops::Range<usize>,
    /// Indices of the rows below, up to the head of the next table.
    pub(super) body: std::ops::Range<usize>,
    /// Its columns from left to right.
    pub(super) columns: Vec<Column>,
}

/// The tables of a sheet from top to bottom.
pub(super) fn find_tables(sheet: &Sheet<'_>) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut row = 0;
    while row < sheet.rows.len() {
        let Some(columns) = head_row(sheet, row) else {
            row += 1;
            continue;
        };
        let (head_end, columns) = lower_rows(sheet, row, columns);
        if let Some(before) = tables.last_mut() {
            before.body.end = row;
        }
        tables.push(Table { head: row..head_end, body: head_end..sheet.rows.len(), columns });
        row = head_end;
    }
    tables
}

/// The columns of a row that is the head of a table: at least three different heads, the row's words or code among them.
fn head_row(sheet: &Sheet<'_>, row: usize) -> Option<Vec<Column>> {
    let columns = classified(sheet, row);
    let mut kinds: Vec<Head> = columns.iter().map(|column| column.head).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let names_rows = kinds.contains(&Head::Code) || kinds.contains(&Head::Label);
    (kinds.len() >= 3 && names_rows).then_some(columns)
}

fn classified(sheet: &Sheet<'_>, row: usize) -> Vec<Column> {
    let (_, cells) = &sheet.rows[row];
    cells
        .clone()
        .filter_map(|index| {
            let words = sheet.text(index);
            let head = classify(words)?;
            Some(Column { column: sheet.cell(index).column, head, words: words.to_owned() })
        })
        .collect()
}

/// Takes in the second and third rows of a head and its row of column numbers. A lower head is the more precise one.
fn lower_rows(sheet: &Sheet<'_>, first: usize, mut columns: Vec<Column>) -> (usize, Vec<Column>) {
    let mut end = first + 1;
    while end < sheet.rows.len() && end < first + 4 && sheet.rows[end].0 <= sheet.rows[end - 1].0 + 1 {
        if is_column_numbers(sheet, end) {
            end += 1;
            break;
        }
        let (_, cells) = &sheet.rows[end];
        let below = classified(sheet, end);
        let names_rows = below.iter().any(|column| column.head == Head::Label);
        // Every cell of a lower row is a head, and the words of the rows have theirs above.
        if below.len() != cells.len() || names_rows && columns.iter().any(|column| column.head == Head::Label) {
            break;
        }
        for lower in below {
            match columns.iter_mut().find(|upper| upper.column == lower.column) {
                Some(upper) => {
                    // `Kinh phí (nghìn đồng)` above `Dự toán`: the unit of the upper head holds for the lower.
                    let words = format!("{} {}", upper.words, lower.words);
                    *upper = Column { words, ..lower };
                }
                None => columns.push(lower),
            }
        }
        columns.sort_by_key(|column| column.column);
        end += 1;
    }
    (end, columns)
}

/// A row such as `(1) (2) (3)` or `A B 1 2`.
pub(super) fn is_column_numbers(sheet: &Sheet<'_>, row: usize) -> bool {
    let (_, cells) = &sheet.rows[row];
    let mut last = 0;
    let mut numbers = 0;
    for index in cells.clone() {
        let shown = fold(&sheet.shown(index));
        let first_word = shown.split(' ').next().unwrap_or_default();
        match first_word.parse::<u32>() {
            // `(7)=(6)/(5)` folds to `7 6 5`.
            Ok(number) if number == last + 1 || last == 0 && number <= 3 => {
                last = number;
                numbers += 1;
            }
            Err(_) if numbers == 0 && shown.len() == 1 => {}
            _ => return false,
        }
    }
    numbers >= 3
}

/// What a head says; `None` for what is no head. Heads are short: text of a row is not taken for one.
pub(super) fn classify(words: &str) -> Option<Head> {
    if words.is_empty() || words.len() > 120 {
        return None;
    }
    let begins_percent = words.starts_with('%');
    let folded = fold(&without_brackets(words));
    let folded = without_year(&folded);
    if folded.is_empty() {
        return words.contains('%').then_some(Head::Percent);
    }
    if begins_percent && folded.split(' ').count() <= 5 {
        return Some(Head::Percent);
    }
    exact(&folded).or_else(|| {
        let count = folded.split(' ').count();
        (count <= 12).then(|| by_words(&folded, count)).flatten()
    })
}

fn exact(folded: &str) -> Option<Head> {
    Some(match folded {
        "ma" | "ma so" | "stt" | "tt" | "so tt" | "so thu tu" | "ma nhiem vu" | "ma chi tieu" | "ma nguon"
        | "ma hieu" => Head::Code,
        "hoan thanh" | "da hoan thanh" | "da xong" => Head::Tick(Status::Completed),
        "dang thuc hien" | "dang trien khai" | "dang tien hanh" => Head::Tick(Status::InProgress),
        "chua thuc hien" | "chua trien khai" => Head::Tick(Status::NotStarted),
        "khong thuoc nhiem vu" | "khong thuoc" | "khong co nhiem vu" | "khong ap dung" => {
            Head::Tick(Status::NotApplicable)
        }
        "nhiem vu duoc giao" | "chi tieu" | "nguon" | "nguon von" | "nguon kinh phi" | "noi dung" | "nhiem vu" => {
            Head::Label
        }
        "kh" => Head::Planned,
        "th" => Head::Actual,
        "kho khan" | "vuong mac" | "ton tai" => Head::Difficulties,
        "ghi chu" => Head::Note,
        "dvt" => Head::Unit,
        "phoi hop" | "don vi phoi hop" | "chu tri" | "don vi chu tri" => Head::Printed,
        _ => return None,
    })
}

/// By the words a head contains, the more telling first.
fn by_words(folded: &str, count: usize) -> Option<Head> {
    let padded = format!(" {folded} ");
    let has = |words: &[&str]| words.iter().any(|word| padded.contains(word));
    let head = if has(&[" kho khan ", " vuong mac ", " ton tai ", " han che "]) {
        Head::Difficulties
    } else if has(&[" kien nghi ", " de xuat ", " de nghi "]) && count <= 8 {
        Head::Proposals
    } else if has(&[" ty le ", " ti le ", " phan tram "]) && count <= 8 {
        Head::Percent
    } else if has(&[" trang thai ", " tinh trang ", " tien do ", " muc do hoan thanh "]) {
        Head::Status
    } else if has(&[" van ban ", " san pham ", " minh chung ", " tai lieu "]) && count <= 8 {
        Head::Documents
    } else if has(&[" chu tri ", " phoi hop ", " thoi gian ", " thoi han ", " han hoan thanh "]) && count <= 5 {
        Head::Printed
    } else if has(&[" don vi tinh ", " dvt ", " don vi do "]) {
        Head::Unit
    } else if has(&[
        " giai ngan ",
        " da chi ",
        " quyet toan ",
        " da su dung ",
        " kinh phi da thuc hien ",
        " kinh phi thuc hien ",
        " thuc chi ",
    ]) {
        Head::Spent
    } else if has(&[
        " du toan ",
        " kinh phi giao ",
        " kinh phi duoc giao ",
        " von giao ",
        " kinh phi phan bo ",
        " kp giao ",
        " kinh phi bo tri ",
        " kinh phi ke hoach ",
    ]) {
        Head::Allocated
    } else if has(&[" ghi chu "]) {
        Head::Note
    } else if has(&[" ket qua "]) && count <= 6 {
        Head::Result
    } else if has(&[" ke hoach ", " kh ", " muc tieu ", " chi tieu giao ", " chi tieu duoc giao "]) && count <= 5 {
        Head::Planned
    } else if has(&[" thuc hien ", " th ", " dat duoc ", " thuc te "]) && count <= 4 {
        Head::Actual
    } else if has(&[
        " noi dung ",
        " nhiem vu ",
        " chi tieu ",
        " nguon ",
        " cong viec ",
        " danh muc ",
        " dien giai ",
        " khoan muc ",
    ]) && count <= 8
    {
        Head::Label
    } else {
        return None;
    };
    Some(head)
}

/// The words without what stands in brackets: units, remarks.
fn without_brackets(words: &str) -> String {
    let mut depth = 0_usize;
    words
        .chars()
        .filter(|letter| {
            match letter {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// The folded words without a year: `ke hoach nam 2024` is `ke hoach`, `kh nam` stays.
fn without_year(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let kept: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(at, word)| {
            let before_year = words.get(at + 1).is_some_and(|next| is_year(next));
            !is_year(word) && (**word != "nam" || !before_year)
        })
        .map(|(_, word)| *word)
        .collect();
    kept.join(" ")
}

/// Whether a cell can be a tick: `x`, a check mark, 1, true.
pub(super) fn is_tick(value: &Value, text: &str) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => *number == 1.0,
        Value::Text(_) => {
            matches!(text.trim(), "x" | "X" | "✓" | "✔" | "☑" | "√" | "v" | "V" | "1" | "có" | "Có" | "*" | "+")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_in_many_words() {
        for (words, head) in [
            ("Mã", Head::Code),
            ("STT", Head::Code),
            ("Nhiệm vụ, giải pháp", Head::Label),
            ("Nội dung", Head::Label),
            ("Tên chỉ tiêu", Head::Label),
            ("Nguồn kinh phí", Head::Label),
            ("Nhiệm vụ được giao", Head::Label),
            ("Kết quả thực hiện", Head::Result),
            ("Kết quả", Head::Result),
            ("Văn bản, sản phẩm", Head::Documents),
            ("Sản phẩm, văn bản ban hành", Head::Documents),
            ("Trạng thái", Head::Status),
            ("Tiến độ thực hiện", Head::Status),
            ("Tình trạng", Head::Status),
            ("Tỷ lệ hoàn thành (%)", Head::Percent),
            ("% hoàn thành", Head::Percent),
            ("Tỷ lệ (%)", Head::Percent),
            ("(%)", Head::Percent),
            ("Khó khăn, vướng mắc", Head::Difficulties),
            ("Tồn tại, khó khăn", Head::Difficulties),
            ("Đề xuất, kiến nghị", Head::Proposals),
            ("Kiến nghị", Head::Proposals),
            ("ĐVT", Head::Unit),
            ("Đơn vị tính", Head::Unit),
            ("KH năm", Head::Planned),
            ("Kế hoạch năm 2024", Head::Planned),
            ("TH năm", Head::Actual),
            ("Thực hiện", Head::Actual),
            ("Dự toán", Head::Allocated),
            ("Dự toán giao (nghìn đồng)", Head::Allocated),
            ("Đã giải ngân", Head::Spent),
            ("Ghi chú", Head::Note),
            ("Đang thực hiện", Head::Tick(Status::InProgress)),
            ("Đơn vị chủ trì", Head::Printed),
            ("Thời gian hoàn thành", Head::Printed),
        ] {
            assert_eq!(classify(words), Some(head), "{words}");
        }
        for words in ["", "CT01", "Tổng số giáo viên", "Ngân sách nhà nước", "12", "II.1.a"] {
            assert_eq!(classify(words), None, "{words}");
        }
    }
}
