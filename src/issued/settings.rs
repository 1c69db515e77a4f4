//! Settings that fit a plan just transcribed: they load, name the bodies that the plan names, and mark what is proposed.

use super::bodies::ProposedBody;
use super::outline::Outline;
use super::transcribe::authority;
use crate::plan::{Node, Plan, Role, TO_CONFIRM};
use crate::vietnamese::{fold, format_date, lower_first};

/// The deadline where the plan names none: month and day.
const DEADLINE: (u8, u8) = (12, 15);

/// What is proposed.
pub(super) struct Proposal<'a> {
    plan: &'a Plan,
    bodies: &'a [ProposedBody],
    /// `UBND TỈNH AN BÌNH`.
    authority: String,
    /// `tỉnh An Bình`.
    province: String,
    /// Month and day, and whether the plan says so.
    deadline: (u8, u8),
    is_deadline_told: bool,
}

impl<'a> Proposal<'a> {
    pub(super) fn new(plan: &'a Plan, bodies: &'a [ProposedBody], outline: &Outline) -> Self {
        let own = authority(outline).unwrap_or_else(|| format!("ỦY BAN NHÂN DÂN TỈNH {}", plan.place));
        let authority = own.to_uppercase().replace("ỦY BAN NHÂN DÂN", "UBND");
        let territory = authority.strip_prefix("UBND ").unwrap_or_default();
        let kinds =
            [("TỈNH ", "tỉnh"), ("THÀNH PHỐ ", "thành phố"), ("XÃ ", "xã"), ("PHƯỜNG ", "phường"), ("HUYỆN ", "huyện")];
        let kind = kinds.into_iter().find(|(upper, _)| territory.starts_with(upper)).map_or("tỉnh", |(_, kind)| kind);
        let told = deadline(plan);
        Self {
            plan,
            bodies,
            authority,
            province: format!("{kind} {}", plan.place),
            deadline: told.unwrap_or(DEADLINE),
            is_deadline_told: told.is_some(),
        }
    }

    /// Who makes the report: the first body whose duties have it put reports together.
    fn issuer(&self) -> Option<&ProposedBody> {
        let consolidates = |body: &&ProposedBody| {
            let nodes = body.duties.iter().filter_map(|id| self.plan.find(id)).flat_map(|node| node.walk());
            nodes.flat_map(|node| &node.paragraphs).map(|text| fold(text)).any(|text| {
                let own = text.find("tong hop").filter(|_| text.contains("bao cao"));
                // `gửi Sở … để tổng hợp` is somebody else's.
                own.is_some_and(|at| !text[..at].trim_end().ends_with(" de"))
            })
        };
        let provincial = |body: &&ProposedBody| body.kind == "provincial";
        self.bodies.iter().find(consolidates).or_else(|| self.bodies.iter().find(provincial)).or(self.bodies.first())
    }
}

/// The placeholder for who makes the report, where the plan names nobody.
const NOBODY: &str = "don-vi-lap-bao-cao";

const AGENCIES_HEAD: &str = "\
# Các đơn vị phải báo cáo. Thứ tự trong tệp là thứ tự trong báo cáo.
# The bodies that report, in the order of the report.
#
# Danh sách này do tonghop init --plan đề nghị theo tên các đơn vị mà kế hoạch nêu. Dòng CẦN XÁC NHẬN là chỗ chương trình đoán.
#
# [[group]]    nhóm để liệt kê trong báo cáo / a group that reports list bodies under
#   id         mã nhóm, không dấu, không khoảng trắng
#   name       tên in trong báo cáo
# [[agency]]   một đơn vị / a body
#   id         mã đơn vị, dùng trong biểu mẫu và tên tệp: chữ không dấu, hoặc mã đơn vị hành chính
#   name       tên đầy đủ
#   symbol     chữ viết tắt trong số, ký hiệu văn bản: SKHCN của 15/BC-SKHCN
#   kind       provincial (sở, ban, ngành) · mass (Mặt trận, đoàn thể) · press (báo, đài) · district (huyện) · commune (xã, phường)
#   group      id của nhóm
#   aliases    các cách viết khác hay gặp / other spellings
#   periods    thời gian tồn tại và nhiệm vụ trong từng thời gian: from (từ ngày), until (đến ngày, để trống nếu còn),
#              duties (mã trong mục tổ chức thực hiện của plan.md; \"IV.1\" là mọi điểm của IV.1)
#   successors mã các đơn vị kế thừa khi đơn vị kết thúc / who took over
";

/// `agencies.toml`.
pub(super) fn agencies(proposal: &Proposal<'_>) -> String {
    let mut text = AGENCIES_HEAD.to_owned();
    let date = proposal.plan.date;
    text.push_str("\n[[group]]\nid = \"tinh\"\nname = \"Các sở, ban, ngành, đoàn thể\"\n");
    let communes: Vec<&ProposedBody> = proposal.bodies.iter().filter(|body| is_territorial(body)).collect();
    if !communes.is_empty() {
        text.push_str("\n[[group]]\nid = \"dia-phuong\"\nname = \"Ủy ban nhân dân các địa phương\"\n");
    }
    if proposal.bodies.is_empty() {
        text.push_str(&format!(
            "\n# {TO_CONFIRM} kế hoạch không nêu tên đơn vị nào; hãy thay đơn vị tạm dưới đây bằng các đơn vị phải báo cáo.\n\
             [[agency]]\nid = \"{NOBODY}\"\nname = \"Đơn vị lập báo cáo\"\nsymbol = \"ĐVLBC\"\nkind = \"provincial\"\n\
             group = \"tinh\"\nperiods = [{{ from = {date} }}]\n"
        ));
    }
    for body in proposal.bodies {
        let group = if is_territorial(body) { "dia-phuong" } else { "tinh" };
        let duties = list(&body.duties);
        text.push_str(&format!("\n# {TO_CONFIRM} có tên ở dòng {} của plan.md.\n[[agency]]\n", body.line));
        text.push_str(&format!("id = {}\nname = {}\n", quoted(&body.id), quoted(&body.name)));
        text.push_str(&format!("symbol = {}\nkind = \"{}\"\ngroup = \"{group}\"\n", quoted(&body.symbol), body.kind));
        if !body.aliases.is_empty() {
            text.push_str(&format!("aliases = {}\n", list(&body.aliases)));
        }
        text.push_str(&format!("periods = [{{ from = {date}, duties = {duties} }}]\n"));
    }
    text.push_str(&unassigned(proposal));
    text
}

fn is_territorial(body: &ProposedBody) -> bool {
    matches!(body.kind, "district" | "commune")
}

/// What the duties give to groups of bodies, such as `UBND các xã`, or to nobody that is known: their members have to be listed
/// by hand.
pub(super) fn open_duties<'p>(plan: &'p Plan, bodies: &[ProposedBody]) -> Vec<&'p Node> {
    let given = |id: &str| {
        let mut duties = bodies.iter().flat_map(|body| &body.duties);
        duties.any(|duty| duty == id || id.strip_prefix(duty.as_str()).is_some_and(|rest| rest.starts_with('.')))
    };
    let is_open = |node: &Node| node.is_reported_on() && !given(node.id.as_str());
    plan.items(Role::Duties).filter(|item| item.walk().any(is_open)).collect()
}

fn unassigned(proposal: &Proposal<'_>) -> String {
    let open = open_duties(proposal.plan, proposal.bodies);
    if open.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "\n# {TO_CONFIRM} các mục sau giao cho nhiều đơn vị hoặc chưa rõ giao cho ai; hãy thêm các đơn vị đó và ghi mã vào duties.\n"
    );
    for item in open {
        let words: String = item.text().chars().take(80).collect();
        text.push_str(&format!("#   {}  {words}\n", item.id));
    }
    text.push_str(&format!(
        "# Nhiều xã, phường cùng nhiệm vụ thì ghi gọn thành một nhóm. Bỏ dấu # và thay tên:\n\
         # [[group]]\n# id = \"xa\"\n# name = \"Các xã, phường\"\n# kind = \"commune\"\n# symbol = \"UBND\"\n\
         # periods = [{{ from = {}, duties = [\"IV.3\"] }}]\n# [group.members]\n# 90001 = \"UBND xã …\"\n",
        proposal.plan.date
    ));
    text
}

/// `indicators.toml`: how one is written, and none.
pub(super) fn indicators(plan: &Plan) -> String {
    let task = plan.reported(Role::Tasks).next().map_or("II.1.a", |node| node.id.as_str());
    format!(
        "\
# Chỉ tiêu (biểu 02) và các dòng kinh phí (biểu 03), theo thứ tự của biểu mẫu.
# Indicators and funding lines, in the order of the form.
#
# {TO_CONFIRM} chưa có chỉ tiêu và dòng kinh phí nào; hãy thêm theo kế hoạch. Bỏ dấu # ở các dòng mẫu dưới đây để dùng.
#
# [[indicator]]
#   id           CT và hai chữ số
#   task         mã điểm trong plan.md mà chỉ tiêu đo / the point of the plan it measures
#   name         tên chỉ tiêu
#   unit         đơn vị tính
#   aggregation  \"sum\": cộng số của các đơn vị; \"ratio:A/B\": 100 × tổng A / tổng B, không bao giờ là bình quân các tỷ lệ
#   by           loại đơn vị (như kind trong agencies.toml), id của nhóm, hoặc mã đơn vị báo cáo; không ghi là mọi đơn vị
#   role         \"goal\": mục tiêu, được đánh giá; \"base\": số liệu nền; \"activity\": hoạt động (không ghi là \"activity\")
#   direction    của mục tiêu: \"up\" càng cao càng tốt, \"down\" càng thấp càng tốt
#
# [[indicator]]
# id = \"CT01\"
# task = \"{task}\"
# name = \"Số …\"
# unit = \"trường\"
# aggregation = \"sum\"
#
# Kinh phí, triệu đồng: dòng có `parts` là tổng của các dòng đó, đứng trước chúng.
#
# [[funding]]
# id = \"KP\"
# name = \"Tổng cộng\"
# parts = [\"KP.1\"]
#
# [[funding]]
# id = \"KP.1\"
# name = \"Ngân sách nhà nước\"
"
    )
}

/// `report.toml`.
pub(super) fn report(proposal: &Proposal<'_>) -> String {
    let plan = proposal.plan;
    let issuer = proposal.issuer();
    let id = issuer.map_or(NOBODY, |body| body.id.as_str());
    let name = issuer.map_or("Đơn vị lập báo cáo", |body| body.name.as_str());
    let symbol = issuer.map_or("ĐVLBC", |body| body.symbol.as_str());
    let kind = sentence_case(&plan.kind);
    let subject = format!(
        "Kết quả thực hiện {kind} số {} ngày {} của {} năm {{year}}",
        plan.symbol,
        format_date(plan.date),
        in_text(&proposal.authority, &proposal.province),
    );
    let (month, day) = proposal.deadline;
    let from_plan =
        if proposal.is_deadline_told { "theo kế hoạch" } else { "kế hoạch không nêu, đây là ngày tạm" };
    format!(
        "\
# Báo cáo: cơ quan ban hành, hạn nộp, người ký, các bản báo cáo. `{{year}}` được thay bằng năm báo cáo.
# The report: who issues it, by when agencies report, who signs, its editions. `{{year}}` becomes the year reported on.
#
# {TO_CONFIRM} các giá trị trong tệp này được đề nghị theo kế hoạch; hãy đọc lại từng dòng.

# Cơ quan lập và ban hành báo cáo / the issuing body
[issuer]
# mã trong agencies.toml / its identifier
agency = {id}
# cơ quan chủ quản, in hoa; để \"\" nếu không có / the body above it, in capitals
superior = {superior}
# tên in hoa ở đầu văn bản / its name in capitals
name = {capitals}
# tên trong câu văn / its name in running text
name_in_text = {name}
# ký hiệu báo cáo, chưa có số / the report's symbol without its number
symbol = {symbol}
# địa danh ghi trước ngày tháng / the place before the date
place = {place}
# tỉnh trong câu văn / the province in running text
province = {province}

[report]
# trích yếu / the subject
subject = {subject}
# hạn đơn vị gửi báo cáo ({from_plan}): tháng-ngày, hoặc năm-tháng-ngày / the deadline
deadline = \"{month:02}-{day:02}\"
# chỉ các nhóm này phải báo cáo; để trống là tất cả / only these groups report; all where empty
scope_groups = []
# lời lưu ý in cạnh số liệu; để \"\" nếu không có / a remark printed beside figures
notice = \"\"

# Ai phải báo cáo từng nhiệm vụ; không ghi thì mọi đơn vị. Vế trái là mã một điểm hoặc một mục của phần nhiệm vụ trong plan.md;
# vế phải là loại đơn vị, id của nhóm, hoặc mã đơn vị. Bỏ dấu # để dùng.
# Who has to report on each task, by kind, group or id; all where nothing is said.
#
# [owed_by]
# \"II.1.c\" = [\"commune\", {id}]

# Thẩm quyền và họ tên người ký; họ tên để trống khi chưa biết / who signs
[signatory]
capacity = [\"{capacity}\"]
name = \"\"

# Mỗi [[edition]] là một bản PDF: kind \"full\" là đầy đủ, \"summary\" là tóm tắt / each is a PDF
[[edition]]
id = \"ubnd\"
kind = \"full\"
file = \"bao-cao-ubnd.pdf\"
# mẫu lời văn trong templates/ / the template of the text
template = \"report-full.md\"
# Kính gửi / addressees
addressees = [{addressee}]
# Nơi nhận, không ghi dấu gạch và dấu chấm phẩy / recipients
recipients = [\"Như trên\", \"Lưu: VT\"]
",
        id = quoted(id),
        superior = quoted(&proposal.authority),
        capitals = quoted(&name.to_uppercase()),
        name = quoted(name),
        symbol = quoted(&format!("BC-{symbol}")),
        place = quoted(&plan.place),
        province = quoted(&proposal.province),
        subject = quoted(&subject),
        capacity = if name.starts_with("Sở ") { "GIÁM ĐỐC" } else { "THỦ TRƯỞNG ĐƠN VỊ" },
        addressee = quoted(&in_text(&proposal.authority, &proposal.province)),
    )
}

/// `KẾ HOẠCH` within a sentence: `Kế hoạch`.
fn sentence_case(kind: &str) -> String {
    let lower = kind.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Who issued the plan, in running text.
fn in_text(authority: &str, province: &str) -> String {
    if authority.starts_with("UBND") {
        format!("Ủy ban nhân dân {province}")
    } else {
        sentence_case(&lower_first(authority))
    }
}

/// The day before which a plan has bodies report: month and day.
fn deadline(plan: &Plan) -> Option<(u8, u8)> {
    let texts = plan.nodes().flat_map(|node| node.paragraphs.iter());
    texts.filter(|text| fold(text).contains("bao cao")).find_map(|text| {
        let lower = text.to_lowercase();
        lower.match_indices("trước ").find_map(|(at, word)| month_and_day(&lower[at + word.len()..]))
    })
}

/// Reads `ngày 30 tháng 11`, `ngày 15/12`, `30/11`: a day of every year, not of one.
fn month_and_day(text: &str) -> Option<(u8, u8)> {
    let rest = text.strip_prefix("ngày ").unwrap_or(text);
    let digits = |text: &str| -> (Option<u8>, usize) {
        let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
        (text[..end].parse().ok(), end)
    };
    let (day, end) = digits(rest);
    let rest = &rest[end..];
    let rest = rest.strip_prefix(" tháng ").or_else(|| rest.strip_prefix('/'))?;
    let (month, end) = digits(rest);
    let is_of_one_year = rest[end..].starts_with('/') || rest[end..].trim_start().starts_with("năm 2");
    let (month, day) = (month?, day?);
    (is_day(month, day) && !is_of_one_year).then_some((month, day))
}

/// Whether a month has such a day in every year.
fn is_day(month: u8, day: u8) -> bool {
    let last = match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            sign if sign.is_control() => quoted.push(' '),
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_of_every_year_is_found() {
        assert_eq!(month_and_day("ngày 30 tháng 11)."), Some((11, 30)));
        assert_eq!(month_and_day("ngày 15/12 hằng năm"), Some((12, 15)));
        assert_eq!(month_and_day("15/12"), Some((12, 15)));
        for other in ["ngày 30/6/2026", "ngày 30 tháng 6 năm 2026", "ngày 31/4", "khi", "ngày 5"] {
            assert_eq!(month_and_day(other), None, "{other}");
        }
    }

    #[test]
    fn texts_are_quoted() {
        assert_eq!(quoted("a \"b\" \\ c\n"), "\"a \\\"b\\\" \\\\ c \"");
        assert_eq!(sentence_case("KẾ HOẠCH"), "Kế hoạch");
    }
}
