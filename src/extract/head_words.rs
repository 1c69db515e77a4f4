//! The words in which heads of columns are written.

use std::sync::LazyLock;

use super::heads::Head::{self, Says};
use super::memo::Memo;
use crate::form::TableKind;
use crate::model::{Field, Status};
use crate::vietnamese::fold;

/// Bytes of the longest head, what stands in brackets left out.
const LONGEST: usize = 120;

/// Whether a text is longer than any head, what stands in brackets left out.
pub(super) fn is_too_long(words: &str) -> bool {
    words.len() > LONGEST && without_brackets(words).len() > LONGEST
}

thread_local! {
    static CLASSIFIED: Memo<Option<Head>> = Memo::new();
    static TEXT_FIELDS: Memo<Vec<Field>> = Memo::new();
}

/// What a head says; `None` for what is no head. Heads are short: text of a row is not taken for one.
pub(super) fn classify(words: &str) -> Option<Head> {
    if words.is_empty() || is_too_long(words) {
        return None;
    }
    CLASSIFIED.with(|memo| memo.answer(words, || work_out(words)))
}

fn work_out(words: &str) -> Option<Head> {
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
    let is_parted = bare.contains(PARTING) || bare.contains(" và ");
    if is_parted && let Some(pair) = pair_of(&bare) {
        return Some(pair);
    }
    let found = by_folded(&folded, count);
    // What is told first of all under `Kết quả; khó khăn; kiến nghị` is the result.
    let may_be_several = count > 8 || matches!(found, Some(Says(Field::Difficulties | Field::Proposals)));
    if is_parted && may_be_several && text_fields(words).contains(&Field::Result) {
        return Some(Says(Field::Result));
    }
    found.or_else(|| of_the_form(&written))
}

/// Marks that part the fields that one head names.
const PARTING: [char; 8] = [';', ',', '/', '+', '–', '-', '\n', '&'];

/// What a head of so many words says, folded and spelt out.
fn by_folded(folded: &str, count: usize) -> Option<Head> {
    let by_words = || if count <= 12 { by_words(folded, count) } else { None };
    exact(folded).or_else(|| tells_who_or_where(folded).then_some(Head::Printed)).or_else(by_words)
}

/// Whether a head asks for a body, a person, a place or a time, whatever verb follows: `Đơn vị thực hiện`, `Địa điểm thực
/// hiện`.
fn tells_who_or_where(folded: &str) -> bool {
    const BEGINNINGS: [&str; 25] = [
        "lanh dao",
        "chuyen vien",
        "cong chuc",
        "don vi thuc hien",
        "don vi trien khai",
        "don vi bao cao",
        "don vi phu trach",
        "don vi dau moi",
        "don vi tham gia",
        "co quan",
        "bo phan",
        "phong ban",
        "nguoi",
        "can bo",
        "dau moi",
        "phu trach",
        "chu dau tu",
        "dia diem",
        "dia ban",
        "noi thuc hien",
        "noi to chuc",
        "thanh phan",
        "doi tuong",
        "hinh thuc",
        "can cu",
    ];
    folded.split(' ').count() <= 8 && BEGINNINGS.iter().any(|words| begins_with_words(folded, words))
}

/// Two figures that a head names for one cell, in the order in which it names them: `Thực hiện/Kế hoạch`, `KH - TH`.
fn pair_of(bare: &str) -> Option<Head> {
    let parts = bare.split(['/', '-', '–', ',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    let (first, second) = match parts.as_slice() {
        [first, second] => (*first, *second),
        [both] => both.split_once(" và ")?,
        _ => return None,
    };
    let figure = |part: &str| {
        let folded = spelt_out(&fold(part));
        match by_folded(&folded, folded.split(' ').count()) {
            Some(Says(field @ (Field::Planned | Field::Allocated | Field::Actual | Field::Spent))) => Some(field),
            _ => None,
        }
    };
    let (first, second) = (figure(first)?, figure(second)?);
    let is_planned = |field: Field| matches!(field, Field::Planned | Field::Allocated);
    (is_planned(first) != is_planned(second)).then_some(Head::Pair(first, second))
}

/// The fields that a head of texts names, where it names several beside the result, or difficulties and proposals: `Kết quả
/// thực hiện; khó khăn, vướng mắc; đề xuất, kiến nghị`. Empty for a head of one field.
pub(super) fn text_fields(words: &str) -> Vec<Field> {
    TEXT_FIELDS.with(|memo| memo.answer(words, || text_fields_named(words)))
}

fn text_fields_named(words: &str) -> Vec<Field> {
    let bare = without_brackets(words);
    // A line break parts fields, or stands where the line was full: `Kết⏎quả thực hiện; khó khăn`.
    let parted = fields_in_parts(&bare);
    if !bare.contains('\n') {
        return parted;
    }
    let on_one_line = fields_in_parts(&bare.replace('\n', " "));
    if on_one_line.len() > parted.len() { on_one_line } else { parted }
}

/// The fields that the parts of a head name, where they are several.
fn fields_in_parts(bare: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    for part in bare.split(PARTING).flat_map(|part| part.split(" và ")) {
        let folded = spelt_out(&fold(part));
        let head = if folded.is_empty() { None } else { by_folded(&folded, folded.split(' ').count()) };
        match head {
            Some(Says(field @ (Field::Result | Field::Difficulties | Field::Proposals | Field::Documents))) => {
                fields.push(field);
            }
            // `Tồn tại, nguyên nhân`, `Kết quả (số liệu)`: what names no field goes with the one before it.
            None => {}
            Some(_) => return Vec::new(),
        }
    }
    fields.sort_unstable();
    fields.dedup();
    let has = |field: Field| fields.contains(&field);
    let several = has(Field::Difficulties) && (has(Field::Result) || has(Field::Proposals))
        || has(Field::Result) && has(Field::Proposals);
    if several { fields } else { Vec::new() }
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
        "giao" | "duoc giao" => Says(Field::Planned),
        "thanh toan" => Says(Field::Spent),
        "so luong" | "so lieu" => Says(Field::Actual),
        "ghi chu" => Says(Field::Note),
        "ngay hoan thanh thuc te" | "thoi gian hoan thanh thuc te" | "ngay thuc te hoan thanh" => {
            Says(Field::CompletedOn)
        }
        "ly do cham" | "nguyen nhan cham" | "ly do cham tien do" | "ly do qua han" => Says(Field::DelayReason),
        "thoi han moi" | "thoi han de xuat" | "thoi gian hoan thanh moi" | "de xuat thoi han moi" => {
            Says(Field::NewDue)
        }
        "san pham theo ke hoach" => Head::Printed,
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
        for words in ["", "CT01", "Tổng số giáo viên", "Ngân sách nhà nước", "12", "II.1.a"] {
            assert_eq!(classify(words), None, "{words}");
        }
    }
}
