//! The texts that are the form's own, whoever fills it in: only they may be passed over.

use rustc_hash::FxHashSet;

use super::lexicon::without_label;
use crate::config::Settings;
use crate::form;
use crate::vietnamese::{fold, parse_amount_unit};

/// What the form prints, and the lines that every document of an office bears.
pub(super) struct FormWords {
    /// As printed: most forms come back as they were sent out.
    printed: FxHashSet<String>,
    /// The same, folded.
    folded: FxHashSet<String>,
    /// The lines of the guidance, folded, without figures: forms of other years name other days.
    guidance: FxHashSet<String>,
}

impl FormWords {
    /// The words of the form that these settings give.
    pub(super) fn new(settings: &Settings) -> Self {
        let printed: FxHashSet<String> = form::printed_texts(settings).into_iter().collect();
        let folded = printed.iter().flat_map(|text| [fold(without_label(text)), fold(text)]);
        let guidance = form::guidance_texts(settings);
        Self {
            folded: folded.filter(|text| !text.is_empty()).collect(),
            guidance: guidance.iter().map(|text| without_figures(&fold(text))).collect(),
            printed,
        }
    }

    /// Whether a text is printed on the form, or stands on every document.
    pub(super) fn has(&self, text: &str) -> bool {
        if self.printed.contains(text) {
            return true;
        }
        let folded = fold(text);
        is_rule_or_blank(text)
            || self.folded.contains(&folded)
            || self.folded.contains(&fold(without_label(text)))
            || is_on_every_document(&folded)
            || is_number_of_a_form(&folded)
            || is_year(&folded)
            || is_unit_line(text, &folded)
    }

    /// Whether a text is a line of the sheet Hướng dẫn, of this year or of another.
    pub(super) fn is_guidance(&self, text: &str) -> bool {
        self.printed.contains(text) || self.guidance.contains(&without_figures(&fold(text)))
    }
}

fn without_figures(folded: &str) -> String {
    let is_word = |word: &&str| !word.bytes().all(|byte| byte.is_ascii_digit());
    folded.split(' ').filter(is_word).collect::<Vec<_>>().join(" ")
}

/// Whether a text is a line to write on, or one that parts: `………`, `-----`.
fn is_rule_or_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || matches!(letter, '.' | '…' | '-' | '–' | '—' | '_' | '*'))
}

/// Quốc hiệu, tiêu ngữ and the words over and under a signature, each of them whole.
fn is_on_every_document(folded: &str) -> bool {
    const LINES: [&str; 50] = [
        "stt",
        "so tt",
        "tt",
        "cong hoa xa hoi chu nghia viet nam",
        "doc lap tu do hanh phuc",
        "cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc",
        "nguoi lap",
        "nguoi lap bieu",
        "nguoi lap bang",
        "nguoi bao cao",
        "nguoi tong hop",
        "thu truong",
        "thu truong don vi",
        "thu truong co quan",
        "thu truong co quan don vi",
        "lanh dao don vi",
        "lanh dao co quan",
        "xac nhan cua lanh dao",
        "xac nhan cua thu truong don vi",
        "ky ten",
        "ky ten dong dau",
        "ky dong dau",
        "ky ghi ro ho ten",
        "ky ro ho ten",
        "ky va ghi ro ho ten",
        "ky ghi ro ho ten dong dau",
        "ky ten ghi ro ho ten dong dau",
        "da ky",
        "chu tich",
        "pho chu tich",
        "kt chu tich",
        "kt chu tich pho chu tich",
        "tm uy ban nhan dan",
        "tm ubnd",
        "tm uy ban nhan dan chu tich",
        "tm uy ban nhan dan kt chu tich",
        "tm uy ban nhan dan kt chu tich pho chu tich",
        "tm ban thuong truc",
        "giam doc",
        "pho giam doc",
        "kt giam doc",
        "kt giam doc pho giam doc",
        "tl giam doc",
        "tuq giam doc",
        "truong phong",
        "pho truong phong",
        "chanh van phong",
        "hieu truong",
        "noi nhan",
        "luu vt",
    ];
    LINES.contains(&folded)
}

/// `Biểu số 01`, `Mẫu 2b`, `Phụ lục II`: a word and a short number.
fn is_number_of_a_form(folded: &str) -> bool {
    let rest = ["bieu mau so", "bieu mau", "bieu so", "mau so", "phu luc so", "phu luc", "bieu", "mau"]
        .iter()
        .find_map(|word| folded.strip_prefix(word)?.strip_prefix(' '));
    let is_number = |part: &str| {
        let figures = part.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let is_roman = part.bytes().all(|letter| matches!(letter, b'i' | b'v' | b'x'));
        let has_figures = !figures.is_empty() && figures.bytes().all(|digit| digit.is_ascii_digit());
        is_roman || has_figures && figures.len() <= 2 && part.len() - figures.len() <= 1
    };
    rest.is_some_and(|number| number.split(' ').count() <= 2 && number.split(' ').all(is_number))
}

/// `Năm báo cáo: 2026`, `(Năm 2026)`.
fn is_year(folded: &str) -> bool {
    let year = folded.strip_prefix("nam bao cao").or_else(|| folded.strip_prefix("nam")).map(str::trim_start);
    year.is_some_and(|year| year.is_empty() || year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit()))
}

/// `Đơn vị tính: nghìn đồng`, `ĐVT: đồng`, `triệu đồng`.
fn is_unit_line(text: &str, folded: &str) -> bool {
    let unit = ["don vi tinh", "dvt", "don vi"].iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(folded);
    unit.trim_start().split(' ').count() <= 3
        && parse_amount_unit(text).is_some()
        && unit.split(' ').all(|word| {
            matches!(word, "" | "tinh" | "trieu" | "nghin" | "ngan" | "ty" | "ti" | "dong" | "vnd" | "d" | "tr")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Workspace;

    #[test]
    fn only_whole_texts_are_the_forms_own() {
        let words = FormWords::new(&Workspace::new("no such folder").load(2026).expect("the built-in settings"));
        for text in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Biểu số 01",
            "Phụ lục II",
            "Năm báo cáo: 2024",
            "(Năm 2026)",
            "Đơn vị tính: đồng",
            "ĐVT: Nghìn đồng",
            "THÔNG TIN CHUNG",
            "NGƯỜI LẬP BIỂU",
            "(Ký, ghi rõ họ tên)",
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "SỞ NỘI VỤ",
            "ỦY BAN NHÂN DÂN XÃ TÂN LẬP",
            "Kết quả thực hiện",
            "Ghi chú",
            "Ngân sách nhà nước",
            "lượt người",
        ] {
            assert!(words.has(text), "{text}");
        }
        for text in [
            "Ghi nhận, tuyên dương giáo viên tiêu biểu",
            "Ghi chú: số liệu tính đến ngày 15/11",
            "Biểu dương 5 tập thể",
            "Mẫu giáo 5 tuổi",
            "Phụ lục kèm theo chưa có",
            "Năm 2026 thiếu 5 giáo viên",
            "Chủ tịch xã đã chỉ đạo 3 lần",
            "TRƯỜNG CHƯA BÁO CÁO: THCS TÂN LẬP",
            "Kinh phí thực hiện còn thiếu 2 tỷ đồng",
            "Đơn vị: 5 trường",
            "Đơn vị tính: triệu đồng (chưa gồm vốn xã hội hóa)",
            "Lê Thị Thu",
        ] {
            assert!(!words.has(text), "{text}");
        }
        assert!(words.is_guidance(
            "Thời hạn: gửi về Sở Giáo dục và Đào tạo trước hết ngày 30/11/2025. Số liệu tính đến ngày 15/11/2025."
        ));
        assert!(!words.is_guidance("Xã chưa có số liệu mầm non, đề nghị gia hạn."));
    }
}
