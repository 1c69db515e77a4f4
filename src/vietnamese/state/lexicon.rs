//! The words that tell a state, and what each says.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::Word;

/// What a word or a phrase says of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// The work is ended.
    Completes,
    /// A mark is reached.
    Reaches,
    /// A mark is exceeded: a share beside it is what is beyond.
    Exceeds,
    /// It is done.
    CarriesOut,
    /// It is set going.
    RollsOut,
    /// It is prepared, or papers on it are issued.
    Prepares,
    /// Something was done.
    Past,
    /// It is going on.
    UnderWay,
    /// It waits for something else.
    Waits,
    /// It has begun.
    Begun,
    /// It goes on.
    Continues,
    /// It is done again and again.
    Regular,
    /// It is to come.
    Ahead,
    /// It has to be.
    Must,
    /// It is close to.
    Nearly,
    /// Not so far.
    NotYet,
    /// Not at all.
    Not,
    /// A part only.
    Partly,
    /// A part that a number names: `giai đoạn 1`.
    Stage,
    /// All of it.
    Whole,
    /// To the end, with nothing left.
    Fully,
    /// How well, how fast.
    Quality,
    /// Somebody else's, or nothing that is there.
    NotTheirs,
    /// As [`Self::NotTheirs`], where nothing of another kind follows: `không phát sinh` and not `không phát sinh khó khăn`.
    NothingArisen,
    /// May be theirs and may come: `chưa phát sinh`.
    NotArisenYet,
    /// Its time has not come.
    NotDue,
    /// What closes a work: a review, an acceptance.
    Closing,
    /// What goes along with a work: money, papers.
    Means,
    /// Difficulties.
    Trouble,
    /// Something is missing.
    Lacks,
    /// What is left or left out.
    Except,
    /// A part of the work or of those who do it.
    Scope,
    /// `phần`, which a number before it makes a part: `1 phần`.
    Piece,
    /// It was possible: `thực hiện được`.
    Manages,
    /// Before a day or a month.
    DayFollows,
    /// Before a day that may be a time limit.
    Before,
    /// Not exactly.
    About,
    /// Between a part and its whole: `4 trong 5`.
    OutOf,
    /// Per cent in words.
    Percent,
    /// What follows says after what, where, with whom: nothing about the state.
    FromHereOn,
    /// Nothing about the state.
    Nothing,
    /// Begins another clause.
    And,
    /// Begins a clause that gives the reason.
    Because,
    /// Begins a clause that gives the aim.
    InOrderTo,
    /// Begins another choice.
    Or,
}

/// The words of each sense, a phrase between bars. Longer phrases go before shorter ones, and of equal ones the first.
const WORDS: &[(Sense, &str)] = &[
    (Sense::Completes, "hoàn thành|hoàn tất|xong|xong rồi|kết thúc|hoàn thành xong"),
    (Sense::Reaches, "đạt|đạt được"),
    (Sense::Exceeds, "vượt|vượt mức|vượt trội|đạt vượt"),
    (Sense::CarriesOut, "thực hiện|làm|tiến hành|tổ chức|tổ chức thực hiện|thi hành|ban hành|thực thi"),
    (Sense::RollsOut, "triển khai|triển khai thực hiện|tổ chức triển khai|thực hiện triển khai"),
    (
        Sense::Prepares,
        "ban hành kế hoạch|ban hành văn bản|ban hành công văn|ban hành hướng dẫn|ban hành quyết định|xây dựng kế hoạch|\
         có kế hoạch|lập kế hoạch|xây dựng|soạn thảo|dự thảo|tham mưu|trình",
    ),
    (Sense::Past, "đã|vừa|đã được"),
    (Sense::UnderWay, "đang|hiện đang|vẫn đang|còn đang|đang trong quá trình|đang tiếp tục"),
    (Sense::Waits, "đang chờ|đang đợi|chờ|đợi|đang chuẩn bị|còn chờ|đang xin"),
    (Sense::Begun, "mới|bắt đầu|mới bắt đầu|vừa mới|khởi động|khởi công|đã bắt đầu"),
    (Sense::Continues, "tiếp tục|duy trì|tiếp tục duy trì|vẫn tiếp tục"),
    (
        Sense::Regular,
        "thường xuyên|hằng năm|hàng năm|định kỳ|hằng tháng|hàng tháng|hằng quý|hàng quý|liên tục|hằng tuần|hàng tuần",
    ),
    (Sense::Ahead, "sẽ|dự kiến|phấn đấu|dự định|lên kế hoạch"),
    (Sense::Must, "cần|phải|cần phải"),
    (Sense::Nearly, "gần|gần như|sắp|chuẩn bị|suýt"),
    (Sense::NotYet, "chưa|vẫn chưa|hiện chưa|còn chưa|chưa được|chưa thể"),
    (Sense::Not, "không|không được|không thể|chẳng"),
    (
        Sense::Partly,
        "một phần|một số|một nửa|một vài|vài|phần lớn|phần nhiều|phần nào|đa số|đa phần|hầu hết|cơ bản|về cơ bản|\
         gần hết|bước đầu|từng phần|từng bước|chủ yếu|sơ bộ|nhiều nội dung|bộ phận|chỉ|mới chỉ|chỉ mới|dở dang|\
         tương đối|tạm",
    ),
    (Sense::Stage, "giai đoạn|đợt|bước|khâu"),
    (Sense::Whole, "toàn bộ|tất cả|cả|tất cả các|mọi|trọn|toàn"),
    (Sense::Fully, "đầy đủ|hết|đồng bộ|triệt để|dứt điểm|toàn diện|hoàn chỉnh|trọn vẹn|hoàn toàn|rộng rãi"),
    (
        Sense::Quality,
        "tốt|khá|xuất sắc|hiệu quả|có hiệu quả|kịp thời|nghiêm túc|đúng quy định|đúng tiến độ|đúng hạn|đúng thời hạn|\
         đúng thời gian|đúng kế hoạch|đúng dự kiến|theo dự kiến|như dự kiến|sớm|sớm hơn dự kiến|sớm hơn kế hoạch|\
         trước hạn|trước thời hạn|trước tiến độ|trước kế hoạch|trước dự kiến|vượt tiến độ|vượt thời gian|vượt thời hạn|\
         đảm bảo|bảo đảm|đảm bảo tiến độ|bảo đảm tiến độ|đạt tiến độ|đạt kết quả|tích cực|rất tốt|khá tốt|cao|\
         ổn định|chất lượng|có chất lượng|đúng yêu cầu|đạt hiệu quả|đạt chất lượng|theo tiến độ|kết quả tốt",
    ),
    (
        Sense::NotTheirs,
        "không thuộc|không áp dụng|không có nhiệm vụ|không phải nhiệm vụ|không có chức năng|ngoài chức năng|\
         ngoài thẩm quyền|ngoài nhiệm vụ|không được giao|không giao|không nằm trong|không phải thực hiện|\
         không phải là nhiệm vụ|không có thẩm quyền|không đúng chức năng|không trực tiếp thực hiện",
    ),
    (
        Sense::NothingArisen,
        "không phát sinh|không có phát sinh|không liên quan|không có nội dung|không có đối tượng|không có trường hợp",
    ),
    (Sense::NotArisenYet, "chưa phát sinh|chưa có phát sinh|chưa có đối tượng|chưa được giao|chưa giao"),
    (
        Sense::NotDue,
        "chưa đến hạn|chưa đến kỳ|chưa đến thời gian|chưa đến thời hạn|chưa tới hạn|chưa đến thời điểm|chưa đến lúc",
    ),
    (
        Sense::Closing,
        "tổng kết|sơ kết|nghiệm thu|bàn giao|có kết quả|có kết quả cuối cùng|báo cáo kết quả|công bố|đánh giá",
    ),
    (
        Sense::Means,
        "quyết toán|thanh toán|thanh quyết toán|giải ngân|kinh phí|báo cáo|văn bản|hồ sơ|thủ tục|khen thưởng|số liệu|\
         nguồn lực|nhân lực|biên chế|hướng dẫn|chỉ đạo|nguồn vốn|vốn|bố trí|cấp kinh phí|bố trí kinh phí|cơ sở vật chất|\
         văn bản hướng dẫn|nguồn kinh phí|phê duyệt|quyết định|chủ trương",
    ),
    (Sense::Trouble, "khó khăn|vướng mắc|khó khăn vướng mắc|hạn chế|tồn tại|kiến nghị|đề xuất|vi phạm|ý kiến"),
    (Sense::Lacks, "thiếu|vướng|gặp khó khăn"),
    (Sense::Except, "còn|còn lại|trừ|ngoại trừ|riêng|chỉ còn|ngoài"),
    (
        Sense::Scope,
        "cấp|khối|trường|hạng mục|mục|ý|tiểu học|mầm non|thcs|thpt|ấp|lớp|nội dung còn lại|phần việc|phần còn lại",
    ),
    (Sense::Piece, "phần"),
    (Sense::Manages, "thực hiện được|triển khai được|làm được|tổ chức được"),
    (Sense::DayFollows, "ngày|tháng|quý|năm|năm học|t|q|vào|từ|đến|số|lần|điểm|khoản|tại kỳ|trong tháng|vào tháng"),
    (Sense::Before, "trước|trước ngày|trước tháng|hạn|thời hạn|hạn chót|chậm nhất"),
    (Sense::About, "khoảng|ước|hơn|xấp xỉ|ước tính|dưới"),
    (Sense::OutOf, "trong|trên|trong số|trong tổng số|trên tổng số"),
    (Sense::Percent, "phần trăm"),
    (Sense::FromHereOn, "theo|so với|với|bằng|căn cứ"),
    (
        Sense::Nothing,
        "nhiệm vụ|kế hoạch|kế hoạch thực hiện|kế hoạch triển khai|kế hoạch hoàn thành|thời gian hoàn thành|\
         thời hạn hoàn thành|hạn hoàn thành|chỉ tiêu|mục tiêu|yêu cầu|công việc|nội dung|công tác|việc|này|được|được giao|giao|\
         đề ra|đặt ra|trong năm|hiện|nay|hiện nay|đến nay|rồi|về|đơn vị|xã|phường|huyện|thị xã|ubnd|địa phương|\
         địa bàn|trên địa bàn|ở|của|cơ quan|sở|tiến độ|chuẩn|kết quả|mức|mức độ|trạng thái|tình trạng|thời gian|\
         đầu năm|cuối năm|các|khối lượng|tổng|tổng số|tỷ lệ|là|thì|mà|đó|đều|cũng|luôn|vẫn|toàn xã|qua|\
         chậm|muộn|trễ|trễ hạn|quá hạn|chậm tiến độ|i|ii|iii|iv|có|tại đơn vị|tại địa phương|tại xã|tình hình|dự toán|\
         công việc được giao|ngành|đảng ủy|hđnd|ủy ban nhân dân|phòng|thời điểm|tính|nhìn chung|cụ thể|ngay|\
         năm sau|năm tới|thời gian tới|kỳ|trung tâm|tỉnh",
    ),
    (Sense::And, "và|nhưng|tuy nhiên|song|tuy|mặc dù|nên|do đó|vì vậy|vì thế|đồng thời|trong đó|gồm|ngoài ra|còn có"),
    (Sense::Because, "do|vì|bởi|bởi vì|tại vì|nguyên nhân|lý do|nguyên nhân do|lý do do"),
    (Sense::InOrderTo, "để|nhằm"),
    (Sense::Or, "hoặc|hay"),
];

/// Abbreviations of offices, without marks, and what they stand for.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("ht", "hoàn thành"),
    ("dht", "đã hoàn thành"),
    ("cht", "chưa hoàn thành"),
    ("kht", "không hoàn thành"),
    ("htnv", "hoàn thành nhiệm vụ"),
    ("htt", "hoàn thành tốt"),
    ("httnv", "hoàn thành tốt nhiệm vụ"),
    ("htxs", "hoàn thành xuất sắc"),
    ("htxsnv", "hoàn thành xuất sắc nhiệm vụ"),
    ("th", "thực hiện"),
    ("dth", "đang thực hiện"),
    ("cth", "chưa thực hiện"),
    ("kth", "không thực hiện"),
    ("tk", "triển khai"),
    ("ctk", "chưa triển khai"),
    ("ktnv", "không thuộc nhiệm vụ"),
    ("kad", "không áp dụng"),
    ("nv", "nhiệm vụ"),
    ("kh", "kế hoạch"),
    ("kp", "kinh phí"),
    ("ct", "chỉ tiêu"),
    ("nd", "nội dung"),
    ("dv", "đơn vị"),
    ("bc", "báo cáo"),
    ("vb", "văn bản"),
    ("k", "không"),
    ("ko", "không"),
    ("khg", "không"),
    ("hok", "không"),
    ("dg", "đang"),
    ("dag", "đang"),
    ("tx", "thường xuyên"),
    ("cb", "cơ bản"),
];

/// First syllables cut down to their beginnings, with the second: `h.thành`.
const CUT: &[(&[&str], &str, &str)] =
    &[(&["h", "ht"], "thanh", "hoàn"), (&["t", "th"], "hien", "thực"), (&["t", "tr"], "khai", "triển")];

struct Phrase {
    words: Vec<Word>,
    sense: Sense,
}

/// The phrases by the plain letters of their first words, the longer before the shorter.
static PHRASES: LazyLock<FxHashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
    for (sense, list) in WORDS {
        for phrase in list.split('|') {
            let words: Vec<Word> = phrase.split(' ').map(Word::new).collect();
            phrases.entry(words[0].plain.clone()).or_default().push(Phrase { words, sense: *sense });
        }
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    phrases
});

/// The sense of the phrase that `words` begin with, and how many of them it takes.
/// Among words with marks (`marked`) one without is another word: `chi trả` does not begin with `chỉ`.
pub(super) fn sense_of(words: &[&Word], marked: bool) -> Option<(Sense, usize)> {
    let list = PHRASES.get(&words.first()?.plain)?;
    let is = |word: &Word, known: &Word| if marked && !word.has_marks() { word == known } else { word.is(known) };
    let begins = |phrase: &&Phrase| {
        phrase.words.len() <= words.len() && phrase.words.iter().zip(words).all(|(known, word)| is(word, known))
    };
    let found = list.iter().find(begins)?;
    // Of phrases that differ in marks only, the one that is spelt as it stands: `do` is no `đó`.
    let exact = list.iter().filter(begins).find(|phrase| {
        phrase.words.len() == found.words.len() && phrase.words.iter().zip(words).all(|(known, word)| known == *word)
    });
    let phrase = exact.unwrap_or(found);
    Some((phrase.sense, phrase.words.len()))
}

/// What an abbreviation stands for; `next` is the word that follows it.
pub(super) fn spelt_out(word: &Word, next: Option<&Word>) -> Option<&'static [Word]> {
    static FULL: LazyLock<Vec<(Word, Vec<Word>)>> = LazyLock::new(|| {
        let words = |full: &str| full.split(' ').map(Word::new).collect();
        ABBREVIATIONS.iter().map(|(short, full)| (Word::new(short), words(full))).collect()
    });
    static CUT_FULL: LazyLock<Vec<Word>> = LazyLock::new(|| CUT.iter().map(|(_, _, full)| Word::new(full)).collect());
    let is_cut = |(short, second, _): &(&[&str], &str, &str)| {
        short.contains(&word.plain.as_str()) && next.is_some_and(|next| next.plain == *second)
    };
    let cut = CUT.iter().position(is_cut).map(|place| &CUT_FULL[place..=place]);
    cut.or_else(|| {
        let found = FULL.iter().find(|(short, _)| short.plain == word.plain);
        found.map(|(_, full)| full.as_slice())
    })
}
