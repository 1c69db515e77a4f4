//! The words in which heads of columns are written.

use super::heads::Head;
use crate::model::Status;
use crate::vietnamese::fold;

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
        "tinh hinh" | "tinh hinh thuc hien nhiem vu" | "danh gia" => Head::Status,
        "don vi" => Head::Unit,
        "kinh phi" | "so tien" => Head::Allocated,
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
        " so chi ",
        " kinh phi su dung ",
        " da thanh toan ",
        " kinh phi chi ",
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
        " kinh phi cap ",
        " kinh phi duoc cap ",
        " duoc cap ",
        " duoc phan bo ",
        " von giao ",
        " von duoc giao ",
        " ke hoach von ",
        " von cap ",
    ]) {
        Head::Allocated
    } else if has(&[" ghi chu "]) {
        Head::Note
    } else if has(&[" ket qua "]) && count <= 6 {
        Head::Result
    } else if has(&[" ke hoach ", " kh ", " muc tieu ", " chi tieu giao ", " chi tieu duoc giao "]) && count <= 5 {
        Head::Planned
    } else if has(&[" thuc hien ", " th ", " dat duoc ", " thuc te ", " uoc "]) && count <= 6 {
        Head::Actual
    } else if has(&[" hoan thanh "]) && count <= 6 {
        Head::Status
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

/// Whether a head speaks of another year than the one reported on, or compares with one: `Thực hiện năm 2025` in the
/// report of 2026, `So với cùng kỳ`.
pub(super) fn is_elsewhere(words: &str, year: i16) -> bool {
    let folded = fold(words);
    let padded = format!(" {folded} ");
    let compares = [" nam truoc ", " cung ky ", " ky truoc ", " nam ngoai ", " so voi ", " nam sau ", " nam toi "];
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
            ("Hoàn thành/Chưa hoàn thành", Head::Status),
            ("Ước thực hiện cả năm", Head::Actual),
            ("Kinh phí cấp", Head::Allocated),
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
