//! The words in which heads of columns are written.

use std::sync::LazyLock;

use super::heads::Head::{self, Says};
use crate::form::TableKind;
use crate::model::{Field, Status};
use crate::vietnamese::fold;

/// Bytes of the longest head, what stands in brackets left out.
const LONGEST: usize = 120;

/// Whether a text is longer than any head, what stands in brackets left out.
pub(super) fn is_too_long(words: &str) -> bool {
    words.len() > LONGEST && without_brackets(words).len() > LONGEST
}

/// What a head says; `None` for what is no head. Heads are short: text of a row is not taken for one.
pub(super) fn classify(words: &str) -> Option<Head> {
    if words.is_empty() || is_too_long(words) {
        return None;
    }
    let bare = without_brackets(words);
    let percent = words.contains('%');
    let written = fold(&bare);
    let folded = spelt_out(&written);
    if folded.is_empty() {
        return percent.then_some(Says(Field::Percent));
    }
    let count = folded.split(' ').count();
    if percent && count <= 6 {
        return Some(Says(Field::Percent));
    }
    // `Chỉ tiêu` names the rows, `Chỉ tiêu năm 2026` what was planned.
    if folded == "chi tieu" && written != folded {
        return Some(Says(Field::Planned));
    }
    let by_words = || if count <= 12 { by_words(&folded, count) } else { None };
    exact(&folded).or_else(by_words).or_else(|| of_the_form(&written))
}

/// The field whose column on the form has this head, folded: of columns whose words are no one else's nothing more needs to
/// be known.
fn of_the_form(folded: &str) -> Option<Head> {
    static HEADS: LazyLock<Vec<(String, Field)>> = LazyLock::new(|| {
        let columns = TableKind::ALL.into_iter().flat_map(TableKind::columns);
        columns.filter_map(|column| Some((fold(&without_brackets(column.head)), column.field()?))).collect()
    });
    HEADS.iter().find(|(head, _)| head == folded).map(|(_, field)| Says(*field))
}

fn exact(folded: &str) -> Option<Head> {
    Some(match folded {
        "ma" | "ma so" | "stt" | "tt" | "so tt" | "so thu tu" | "thu tu" | "ma nhiem vu" | "ma chi tieu"
        | "ma nguon" | "ma hieu" | "muc" | "phan" | "khoan" | "diem" | "y" | "ky hieu" => Head::Code,
        "hoan thanh" | "da hoan thanh" | "da xong" | "xong" => Head::Tick(Status::Completed),
        "dang thuc hien" | "dang trien khai" | "dang tien hanh" | "dang lam" => Head::Tick(Status::InProgress),
        "chua thuc hien" | "chua trien khai" | "chua tien hanh" | "chua lam" => Head::Tick(Status::NotStarted),
        "khong thuoc nhiem vu" | "khong thuoc" | "khong co nhiem vu" | "khong ap dung" | "khong phat sinh" => {
            Head::Tick(Status::NotApplicable)
        }
        "nhiem vu duoc giao" | "chi tieu" | "nguon" | "nguon von" | "nguon kinh phi" | "noi dung" | "nhiem vu"
        | "noi dung thuc hien" | "tieu chi" => Head::Label,
        "tinh hinh" | "danh gia" | "ket qua danh gia" | "muc do" | "ket luan" | "xep loai" => Says(Field::Status),
        "don vi" | "don vi tinh" | "dvt" => Head::Unit,
        "kinh phi" | "so tien" | "so giao" | "tong kinh phi" => Says(Field::Allocated),
        "thanh toan" => Says(Field::Spent),
        "so luong" | "so lieu" => Says(Field::Actual),
        "ghi chu" => Says(Field::Note),
        "nguyen nhan" => Says(Field::Difficulties),
        "giai phap" => Says(Field::Proposals),
        "phoi hop" | "chu tri" => Head::Printed,
        "nam truoc" => Head::Other,
        _ => return None,
    })
}

/// Words that tell a head, folded, the more telling first: the head, its words, and how many words there may be in all.
const TELLING: [(Head, &[&str], usize); 16] = [
    (Says(Field::Difficulties), &["kho khan", "vuong mac", "ton tai", "han che", "nguyen nhan chua"], 12),
    (Says(Field::Proposals), &["kien nghi", "de xuat", "de nghi"], 8),
    (Says(Field::Percent), &["ty le", "phan tram"], 8),
    (
        Says(Field::Status),
        &["trang thai", "tinh trang", "tien do", "muc do", "tinh hinh thuc hien", "da chua hoan thanh"],
        12,
    ),
    (Says(Field::Documents), &["van ban", "san pham", "minh chung", "tai lieu", "kiem chung"], 8),
    (
        Head::Printed,
        &["chu tri", "phoi hop", "thoi gian", "thoi han", "han hoan thanh", "phu trach", "theo doi", "ngay hoan thanh"],
        5,
    ),
    (Head::Unit, &["don vi tinh", "dvt", "don vi do"], 12),
    (
        Says(Field::Spent),
        &[
            "giai ngan",
            "da chi",
            "quyet toan",
            "da su dung",
            "kinh phi da thuc hien",
            "kinh phi thuc hien",
            "thuc chi",
            "so chi",
            "kinh phi su dung",
            "da thanh toan",
            "kinh phi chi",
            "chi thuc te",
        ],
        12,
    ),
    (
        Says(Field::Allocated),
        &[
            "du toan",
            "kinh phi giao",
            "kinh phi duoc",
            "von giao",
            "kinh phi phan bo",
            "kinh phi bo tri",
            "kinh phi ke hoach",
            "kinh phi cap",
            "duoc cap",
            "duoc phan bo",
            "von duoc giao",
            "ke hoach von",
            "von cap",
            "so tien duoc",
            "so von",
        ],
        12,
    ),
    (Says(Field::Note), &["ghi chu"], 12),
    (
        Head::Label,
        &["noi dung theo", "nhiem vu theo", "noi dung nhiem vu", "noi dung ke hoach", "noi dung chi tieu"],
        12,
    ),
    (Says(Field::Result), &["ket qua", "noi dung da", "tinh hinh trien khai", "noi dung trien khai"], 9),
    (Says(Field::Planned), &["ke hoach", "muc tieu", "chi tieu giao", "chi tieu duoc giao", "chi tieu nam"], 5),
    (Says(Field::Actual), &["thuc hien", "dat duoc", "thuc te", "uoc", "luy ke"], 6),
    (Says(Field::Status), &["hoan thanh"], 6),
    (Head::Label, &["noi dung", "nhiem vu", "chi tieu", "nguon", "cong viec", "danh muc", "dien giai", "khoan muc"], 8),
];

fn by_words(folded: &str, count: usize) -> Option<Head> {
    // Looked up for every cell that may be a head: where its words begin is found once.
    let beginnings: Vec<usize> =
        std::iter::once(0).chain(folded.match_indices(' ').map(|(blank, _)| blank + 1)).collect();
    let contains = |words: &str| beginnings.iter().any(|begin| begins_with_words(&folded[*begin..], words));
    TELLING
        .iter()
        .find(|(_, telling, most)| count <= *most && telling.iter().any(|words| contains(words)))
        .map(|(head, _, _)| *head)
}

/// Whether `text` begins with `words`, the last of them whole.
fn begins_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a head speaks of a part of the year only: `Thực hiện 6 tháng`, `Quý III`.
pub(super) fn is_part_of_year(words: &str) -> bool {
    let folded = fold(words);
    let words: Vec<&str> = folded.split(' ').collect();
    words.windows(2).any(|pair| {
        pair[1] == "thang" && pair[0].parse::<u8>().is_ok_and(|months| months < 12)
            || pair[0] == "quy" && matches!(pair[1], "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4")
    })
}

/// Whether a head speaks of another year than the one reported on, or compares with one: `Thực hiện năm 2025` in the
/// report of 2026, `So với cùng kỳ`.
pub(super) fn is_elsewhere(words: &str, year: i16) -> bool {
    let folded = fold(words);
    let padded = format!(" {folded} ");
    let compares = [" nam truoc ", " cung ky ", " ky truoc ", " nam ngoai ", " nam sau ", " nam toi "];
    if compares.iter().any(|words| padded.contains(words)) {
        return true;
    }
    let mut years = folded.split(' ').filter(|word| word.len() == 4).filter_map(|word| word.parse::<i16>().ok());
    let is_year = |number: &i16| (1990..=2199).contains(number);
    let first = years.find(is_year);
    first.is_some_and(|first| first != year && !years.any(|other| other == year))
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

/// Folded words with their abbreviations spelt out, without years, dates and numbers: `kq den 30 11 2026` is `ket qua`.
fn spelt_out(folded: &str) -> String {
    let mut spelt = String::with_capacity(folded.len() + 8);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = folded.split(' ').peekable();
    while let Some(word) = words.next() {
        let before_number = words.peek().is_some_and(|next| is_number(next));
        if is_number(word) || before_number && matches!(word, "nam" | "den" | "ngay" | "thang") {
            continue;
        }
        let full = match word {
            "kq" => "ket qua",
            "kqth" => "ket qua thuc hien",
            "th" => "thuc hien",
            "kh" => "ke hoach",
            "kp" => "kinh phi",
            "vb" => "van ban",
            "sp" => "san pham",
            "nv" => "nhiem vu",
            "ct" => "chi tieu",
            "dv" => "don vi",
            "ht" => "hoan thanh",
            "tl" | "tlht" => "ty le",
            "ti" => "ty",
            "gn" => "giai ngan",
            "kk" => "kho khan",
            "vm" => "vuong mac",
            "dx" => "de xuat",
            "kn" => "kien nghi",
            "bc" => "bao cao",
            // `Đ/v tính`
            "d" if words.peek() == Some(&"v") => {
                words.next();
                "don vi"
            }
            other => other,
        };
        if !spelt.is_empty() {
            spelt.push(' ');
        }
        spelt.push_str(full);
    }
    spelt
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
            ("Kết quả thực hiện", Says(Field::Result)),
            ("Kết quả", Says(Field::Result)),
            ("Văn bản, sản phẩm", Says(Field::Documents)),
            ("Sản phẩm, văn bản ban hành", Says(Field::Documents)),
            ("Trạng thái", Says(Field::Status)),
            ("Tiến độ thực hiện", Says(Field::Status)),
            ("Tình trạng", Says(Field::Status)),
            ("Tỷ lệ hoàn thành (%)", Says(Field::Percent)),
            ("% hoàn thành", Says(Field::Percent)),
            ("Tỷ lệ (%)", Says(Field::Percent)),
            ("(%)", Says(Field::Percent)),
            ("Khó khăn, vướng mắc", Says(Field::Difficulties)),
            ("Tồn tại, khó khăn", Says(Field::Difficulties)),
            ("Đề xuất, kiến nghị", Says(Field::Proposals)),
            ("Kiến nghị", Says(Field::Proposals)),
            ("ĐVT", Head::Unit),
            ("Đơn vị tính", Head::Unit),
            ("KH năm", Says(Field::Planned)),
            ("Kế hoạch năm 2024", Says(Field::Planned)),
            ("TH năm", Says(Field::Actual)),
            ("Thực hiện", Says(Field::Actual)),
            ("Dự toán", Says(Field::Allocated)),
            ("Dự toán giao (nghìn đồng)", Says(Field::Allocated)),
            ("Đã giải ngân", Says(Field::Spent)),
            ("Ghi chú", Says(Field::Note)),
            ("Hoàn thành/Chưa hoàn thành", Says(Field::Status)),
            ("Ước thực hiện cả năm", Says(Field::Actual)),
            ("Kinh phí cấp", Says(Field::Allocated)),
            ("Đang thực hiện", Head::Tick(Status::InProgress)),
            ("Đơn vị chủ trì", Head::Printed),
            ("Thời gian hoàn thành", Head::Printed),
        ] {
            assert_eq!(classify(words), Some(head), "{words}");
        }
        for (words, elsewhere) in [
            ("Thực hiện năm 2025", true),
            ("Thực hiện năm 2026", false),
            ("So với cùng kỳ (%)", true),
            ("Kế hoạch", false),
            ("2025 - 2026", false),
        ] {
            assert_eq!(is_elsewhere(words, 2026), elsewhere, "{words}");
        }
        for words in ["", "CT01", "Tổng số giáo viên", "Ngân sách nhà nước", "12", "II.1.a"] {
            assert_eq!(classify(words), None, "{words}");
        }
    }
}
