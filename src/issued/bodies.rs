//! The bodies that a plan names where it says who does what, and as leads of its tasks: proposals for `agencies.toml`.

use crate::plan::{Node, Plan, Role};
use crate::vietnamese::fold;

/// A body that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProposedBody {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) symbol: String,
    /// As `agencies.toml` spells it.
    pub(super) kind: &'static str,
    pub(super) aliases: Vec<String>,
    /// What of the duties is given to it.
    pub(super) duties: Vec<String>,
    /// The line of `plan.md` that names it first.
    pub(super) line: usize,
}

/// What names of bodies begin with, and what begins alike and is none.
const BEGINNINGS: [(&str, &[&str]); 29] = [
    ("sở ", &["sở hữu", "sở dĩ"]),
    ("ban ", &["ban hành", "ban đầu", "ban, ngành"]),
    ("văn phòng ", &["văn phòng phẩm"]),
    ("công an ", &[]),
    ("bộ chỉ huy ", &[]),
    ("thanh tra ", &["thanh tra, kiểm tra", "thanh tra việc"]),
    ("báo ", &["báo cáo", "báo chí"]),
    ("đài ", &[]),
    ("ủy ban mặt trận ", &[]),
    ("mặt trận ", &[]),
    ("hội ", &["hội nghị", "hội thảo", "hội nhập", "hội đồng nhân dân các"]),
    ("liên đoàn ", &[]),
    ("liên minh ", &[]),
    ("đoàn ", &["đoàn kết", "đoàn thể"]),
    ("tỉnh đoàn", &[]),
    ("cục ", &[]),
    ("chi cục ", &[]),
    ("thuế ", &["thuế thu"]),
    ("kho bạc ", &[]),
    ("bảo hiểm xã hội ", &[]),
    ("ngân hàng ", &[]),
    ("trường ", &["trường hợp", "trường học"]),
    ("trung tâm ", &[]),
    ("viện ", &["viện dẫn"]),
    ("tòa án ", &[]),
    ("quỹ ", &["quỹ đất"]),
    ("công ty ", &[]),
    ("ubnd ", &["ubnd tỉnh", "ubnd các", "ubnd cấp", "ubnd huyện,", "ubnd xã,", "ubnd xã, phường"]),
    (
        "ủy ban nhân dân ",
        &["ủy ban nhân dân tỉnh", "ủy ban nhân dân các", "ủy ban nhân dân cấp", "ủy ban nhân dân xã,"],
    ),
];
/// What a sentence goes on with behind the name of its body.
const VERBS: [&str; 22] = [
    "chủ trì",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "phối hợp",
    "tham mưu",
    "căn cứ",
    "theo chức năng",
    "thực hiện",
    "hướng dẫn",
    "tổ chức",
    "xây dựng",
    "bố trí",
    "rà soát",
    "đẩy mạnh",
    "là cơ quan",
    "triển khai",
    "tiếp tục",
    "chỉ đạo",
    "theo dõi",
    "cân đối",
    "đảm bảo",
    "bảo đảm",
];
/// Letters that a name has at most.
const LONGEST: usize = 100;

/// The bodies that a plan names, in its order, each once.
pub(super) fn proposed(plan: &Plan) -> Vec<ProposedBody> {
    let mut bodies: Vec<ProposedBody> = Vec::new();
    for item in plan.items(Role::Duties) {
        of_duty(item, &mut bodies);
    }
    let rows = plan.nodes().filter(|node| matches!(node.role, Role::Tasks | Role::Catalogue | Role::Duties));
    for node in rows {
        for (_, cell) in node.fields.iter().filter(|(head, _)| is_lead(head)) {
            for name in names(cell) {
                note(&mut bodies, &name, None, node.line);
            }
        }
    }
    bodies
}

/// A duty that names nobody may be the heading of those that do.
fn of_duty(node: &Node, bodies: &mut Vec<ProposedBody>) {
    let found = names(node.text());
    if found.is_empty() {
        node.children.iter().for_each(|child| of_duty(child, bodies));
    }
    for name in found {
        note(bodies, &name, Some(node.id.as_str()), node.line);
    }
}

fn is_lead(head: &str) -> bool {
    let head = fold(head);
    let other = ["phoi hop", "thoi gian", "ket qua", "san pham", "tien do", "noi dung"];
    (head.contains("chu tri") || head.contains("thuc hien")) && !other.iter().any(|word| head.contains(word))
}

/// Enters a body, or what more is known of one.
fn note(bodies: &mut Vec<ProposedBody>, name: &str, duty: Option<&str>, line: usize) {
    let own = key(name);
    let at = bodies.iter().position(|body| key(&body.name) == own).unwrap_or_else(|| {
        let taken = |id: &str| bodies.iter().any(|body| body.id == id);
        let id = identifier(name);
        let id = if taken(&id) { format!("{id}-{}", bodies.len() + 1) } else { id };
        let body = ProposedBody {
            id,
            name: name.to_owned(),
            symbol: symbol(name),
            kind: kind(name),
            aliases: aliases(name),
            duties: Vec::new(),
            line,
        };
        bodies.push(body);
        bodies.len() - 1
    });
    let Some(body) = bodies.get_mut(at) else { return };
    if body.name != name && !body.aliases.iter().any(|known| known == name) {
        body.aliases.push(name.to_owned());
    }
    body.duties.extend(duty.map(str::to_owned));
}

/// What tells a name from others however it is shortened: `SGDĐT` of `Sở GD&ĐT` and of `Sở Giáo dục và Đào tạo`; other names by
/// all their words.
fn key(name: &str) -> String {
    match name.strip_prefix("Sở ") {
        Some(rest) => format!("s{}", fold(&initials(rest)).replace(' ', "")),
        None => fold(name),
    }
}

/// The bodies that a text names: those that an item or a cell begins with.
fn names(text: &str) -> Vec<String> {
    let text = ["Đề nghị ", "Giao ", "Yêu cầu "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let head = text.split([':', '(']).next().unwrap_or_default();
    // `… tỉnh và các tổ chức chính trị - xã hội`: the others have no names.
    let head = head.split(" và các ").next().unwrap_or_default();
    let end = VERBS.iter().filter_map(|verb| head.find(&format!(" {verb}"))).min().unwrap_or(head.len());
    let head = &head[..end];
    if !begins_a_name(head) {
        return Vec::new();
    }
    let mut found: Vec<String> = Vec::new();
    let mut rest = head;
    loop {
        // A sign parts two names only where another name begins behind it: `Sở Văn hóa, Thể thao và Du lịch`.
        let marks = [", ", "; ", " và ", "/"];
        let parted = marks.iter().flat_map(|mark| rest.match_indices(mark).map(|(at, mark)| (at, at + mark.len())));
        let next = parted.filter(|(_, behind)| begins_a_name(&rest[*behind..])).min();
        let (name, behind) = next.map_or((rest, ""), |(at, behind)| (&rest[..at], &rest[behind..]));
        let name = name.trim_matches(|sign: char| sign.is_whitespace() || ",;.-–".contains(sign));
        // What several bodies share is the name of none: `Sở, ban, ngành`, `các cơ quan`.
        let is_one = !name.to_lowercase().contains(" các ") && name.chars().count() <= LONGEST;
        if is_one && name.contains(' ') {
            found.push(name.to_owned());
        }
        if behind.is_empty() {
            return found;
        }
        rest = behind;
    }
}

fn begins_a_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = BEGINNINGS
        .iter()
        .any(|(word, others)| lower.starts_with(word) && !others.iter().any(|other| lower.starts_with(other)));
    begins && text.starts_with(char::is_uppercase)
}

/// The first letters of the words of a name.
fn initials(name: &str) -> String {
    let words = name.split([' ', ',', '-', '–', '&', '.']).filter(|word| !word.is_empty() && *word != "và");
    let of = |word: &str| -> String {
        // What is an abbreviation already stays one.
        let is_short = word.chars().all(|sign| sign.is_uppercase()) && word.chars().count() > 1;
        if is_short { word.to_owned() } else { word.chars().take(1).map(initial).collect() }
    };
    words.map(of).collect()
}

/// A letter as abbreviations have it: a capital without its mark, but `Đ`.
fn initial(letter: char) -> String {
    if matches!(letter, 'đ' | 'Đ') { "Đ".to_owned() } else { fold(&letter.to_string()).to_uppercase() }
}

fn symbol(name: &str) -> String {
    if is_committee(name) { "UBND".to_owned() } else { initials(name) }
}

fn is_committee(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("ubnd ") || lower.starts_with("ủy ban nhân dân ")
}

fn kind(name: &str) -> &'static str {
    const MASS: [&str; 8] =
        ["ủy ban mặt trận", "mặt trận", "hội ", "liên đoàn", "liên minh", "đoàn ", "tỉnh đoàn", "ban chấp hành đoàn"];
    const PRESS: [&str; 2] = ["báo ", "đài "];
    let lower = name.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    match () {
        () if is_committee(name) && (lower.contains(" xã ") || lower.contains(" phường ")) => "commune",
        () if is_committee(name) => "district",
        () if begins(&MASS) => "mass",
        () if begins(&PRESS) => "press",
        () => "provincial",
    }
}

/// How else a name is written: `Sở GD&ĐT`, `Sở GDĐT`.
fn aliases(name: &str) -> Vec<String> {
    let Some(rest) = name.strip_prefix("Sở ").filter(|rest| rest.contains(' ')) else { return Vec::new() };
    if rest.contains('&') {
        return Vec::new();
    }
    let plain = format!("Sở {}", initials(rest));
    let parted = rest.split_once(" và ").map(|(first, second)| format!("Sở {}&{}", initials(first), initials(second)));
    parted.into_iter().chain([plain]).collect()
}

/// An identifier without marks and blanks: `so-gddt`, `cong-an-tinh`.
fn identifier(name: &str) -> String {
    let words = match name.strip_prefix("Sở ") {
        Some(rest) => format!("so {}", initials(rest)),
        None => name.to_owned(),
    };
    let folded = fold(&words);
    let plain: Vec<&str> =
        folded.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut id = plain.join("-");
    if id.len() > 40 {
        id.truncate(40);
        id.truncate(id.rfind('-').unwrap_or(id.len()));
    }
    if id.is_empty() { "don-vi".to_owned() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_is_said_of_them() {
        for (text, expected) in [
            ("Sở Giáo dục và Đào tạo", vec!["Sở Giáo dục và Đào tạo"]),
            ("Sở Văn hóa, Thể thao và Du lịch", vec!["Sở Văn hóa, Thể thao và Du lịch"]),
            ("Sở Tài chính, Sở Nội vụ và Công an tỉnh:", vec!["Sở Tài chính", "Sở Nội vụ", "Công an tỉnh"]),
            ("Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ", vec!["Sở Tài chính"]),
            (
                "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị: Đẩy mạnh",
                vec!["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
            ),
            ("UBND xã Bình Minh", vec!["UBND xã Bình Minh"]),
            ("Ủy ban nhân dân các huyện, thị xã, thành phố", vec![]),
            ("Các sở, ban, ngành", vec![]),
            ("Ban hành kế hoạch", vec![]),
            ("Báo cáo kết quả", vec![]),
            ("Hội nghị triển khai", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn names_are_shortened_as_offices_do() {
        assert_eq!(symbol("Sở Giáo dục và Đào tạo"), "SGDĐT");
        assert_eq!(symbol("Sở Lao động - Thương binh và Xã hội"), "SLĐTBXH");
        assert_eq!(aliases("Sở Giáo dục và Đào tạo"), ["Sở GD&ĐT", "Sở GDĐT"]);
        assert_eq!(key("Sở GD&ĐT"), key("Sở Giáo dục và Đào tạo"));
        assert_eq!(
            (identifier("Sở Giáo dục và Đào tạo").as_str(), identifier("Công an tỉnh").as_str()),
            ("so-gddt", "cong-an-tinh")
        );
        assert_eq!(
            [kind("Hội Nông dân tỉnh"), kind("Báo An Bình"), kind("UBND xã A"), kind("Sở Y tế")],
            ["mass", "press", "commune", "provincial"]
        );
    }
}
