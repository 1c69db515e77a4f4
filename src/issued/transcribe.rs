//! An issued plan to `plan.md`.

use std::collections::BTreeSet;

use super::account::missing;
use super::bodies::proposed;
use super::escape::{self, comment, guess};
use super::markdown::{Block, settled};
use super::marks::{Mark, is_in_capitals, marked};
use super::outline::{Depth, Issued, Outline, Section};
use super::pieces::{Paragraph, Piece};
use super::plain_blocks::{aside_block, remarks, table_blocks};
use super::roles;
use super::roles_of_sections::roles_of;
use super::section::SectionWriter;
use super::settings::{self, Proposal};
use super::{from_text, from_word};
use crate::intake::IssuedFile;
use crate::model::{Bilingual, Date};
use crate::plan::{Plan, PlanError, Role};
use crate::vietnamese::fold;

/// What is made of an issued plan.
#[derive(Debug)]
pub struct Transcript {
    /// The text of `plan.md`.
    pub plan_text: String,
    /// The plan that it parses as.
    pub plan: Plan,
    /// The text of `agencies.toml`.
    pub agencies: String,
    /// The text of `indicators.toml`.
    pub indicators: String,
    /// The text of `report.toml`.
    pub report: String,
    /// The names of the bodies that are proposed.
    pub bodies: Vec<String>,
    /// The duties that are given to no body that is proposed: code and words.
    pub without_body: Vec<(String, String)>,
    /// What the user has to know of how the source was read, in sentences.
    pub remarks: Vec<Bilingual>,
}

/// Why nothing can be made of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlan {
    /// There is no word in it.
    NoText,
    /// Nothing in it is a task, a point or a row of a table.
    NoTasks,
    /// What was made of it is no plan: the mistakes.
    NotAsMade(Vec<PlanError>),
}

/// Makes `plan.md` of an issued plan, and settings for its reports. `year` stands in for a year that the plan does not print.
pub fn transcribe(file: &IssuedFile, year: i16) -> Result<Transcript, NoPlan> {
    let (pieces, units, unit, remarks) = match file {
        IssuedFile::Word(document) => {
            let (pieces, units) = from_word::pieces(document);
            (pieces, units, "đoạn", document.left_aside.clone())
        }
        IssuedFile::Text(text) => {
            let (pieces, units) = from_text::pieces(&text.text);
            (pieces, units, "dòng", text.remarks.clone())
        }
    };
    if units.is_empty() {
        return Err(NoPlan::NoText);
    }
    let outline = Outline::of(pieces);
    let mut writer = Writer { unit, blocks: Vec::new(), taken: BTreeSet::new(), part: None, parts: 0 };
    writer.write(&outline, year)?;
    let mut blocks = writer.blocks;
    let (mut plan_text, mut plan) = settled(&blocks).map_err(NoPlan::NotAsMade)?;
    let lost: Vec<Block> = missing(&units, &plan)
        .into_iter()
        .map(|(number, text)| Block::fixed(guess(&format!("chữ ở {unit} {number} của bản gốc chưa có chỗ: {text}"))))
        .collect();
    if !lost.is_empty() {
        blocks.extend(lost);
        (plan_text, plan) = settled(&blocks).map_err(NoPlan::NotAsMade)?;
    }
    let bodies = proposed(&plan);
    let proposal = Proposal::new(&plan, &bodies, &outline);
    let open = settings::open_duties(&plan, &bodies);
    let without_body = open.into_iter().map(|item| (item.id.to_string(), item.text().to_owned())).collect();
    Ok(Transcript {
        without_body,
        agencies: settings::agencies(&proposal),
        indicators: settings::indicators(&plan),
        report: settings::report(&proposal),
        bodies: bodies.into_iter().map(|body| body.name).collect(),
        plan_text,
        plan,
        remarks,
    })
}

/// What stands at the top of the file.
const FIRST: &str = "Tệp này do lệnh tonghop init --plan lập từ văn bản đã ban hành. Mỗi ghi chú CẦN XÁC NHẬN là một chỗ chương trình \
                     phải đoán: đúng thì xóa ghi chú, sai thì sửa dòng bên cạnh rồi xóa. Lệnh tonghop plan liệt kê các chỗ còn lại. Vai trò của một mục \
                     lớn ghi trong ngoặc nhọn của đề mục: .tasks, .duties, .funding, .catalogue; không ghi là phần không báo cáo. Ghi \
                     chú Bản gốc giữ lại những chữ không thuộc kế hoạch (số trang, chú thích, đường kẻ); có thể xóa.";

struct Writer {
    unit: &'static str,
    blocks: Vec<Block>,
    /// Identifiers of sections so far.
    taken: BTreeSet<String>,
    part: Option<String>,
    parts: usize,
}

impl Writer {
    fn write(&mut self, outline: &Outline, year: i16) -> Result<(), NoPlan> {
        let roles = roles_of(&outline.sections)?;
        self.fixed(comment(FIRST));
        self.head(outline, year);
        self.texts(&outline.preamble);
        for (index, (section, role)) in outline.sections.iter().zip(roles).enumerate() {
            if index == outline.before_closing && !outline.closing.is_empty() {
                self.closing(&outline.closing);
            }
            self.section(section, role);
        }
        if outline.before_closing >= outline.sections.len() && !outline.closing.is_empty() {
            self.closing(&outline.closing);
        }
        Ok(())
    }

    fn fixed(&mut self, markdown: impl Into<String>) {
        self.blocks.push(Block::fixed(markdown));
    }

    fn guess(&mut self, text: &str) {
        self.fixed(guess(text));
    }

    fn head(&mut self, outline: &Outline, year: i16) {
        self.texts(&outline.head);
        match &outline.symbol {
            Some(symbol) => {
                self.fixed(format!("Số: {}", escape::inline(symbol)));
                if !symbol.starts_with(|sign: char| sign.is_ascii_digit()) {
                    self.guess("bản gốc chưa ghi số; hãy điền số của kế hoạch ở dòng trên.");
                }
            }
            None => {
                self.fixed("Số: chưa rõ");
                self.guess("không thấy số, ký hiệu trong bản gốc; hãy ghi ở dòng trên, ví dụ Số: 45/KH-UBND.");
            }
        }
        self.place_and_day(outline.issued.as_ref(), year);
        match &outline.kind {
            Some(kind) => self.fixed(format!("# {}", escape::heading(kind))),
            None => {
                self.fixed("# KẾ HOẠCH");
                self.guess("không thấy tên loại văn bản đứng riêng một dòng; hãy sửa đề mục trên cho đúng.");
            }
        }
        match &outline.subject {
            Some(subject) => {
                // Whatever it begins with, it is the subject.
                self.fixed(escape::paragraph(&subject.text));
                remarks(&mut self.blocks, self.unit, subject);
            }
            None => {
                self.fixed("(chưa có trích yếu)");
                self.guess("không thấy trích yếu sau tên loại văn bản; hãy ghi ở dòng trên.");
            }
        }
    }

    fn place_and_day(&mut self, issued: Option<&Issued>, year: i16) {
        let date = |issued: &Issued| Date::new(issued.year?, issued.month?, issued.day?).ok();
        let (place, day, month, year) = match issued {
            Some(Issued { place, day: Some(day), month: Some(month), year: Some(year) })
                if issued.and_then(date).is_some() =>
            {
                let line = format!("{}, ngày {day:02} tháng {month:02} năm {year}", escape::inline(place));
                self.fixed(line);
                return;
            }
            Some(issued) => {
                let month = issued.month.filter(|month| (1..=12).contains(month)).unwrap_or(1);
                (issued.place.as_str(), 1, month, issued.year.unwrap_or(year))
            }
            None => ("Chưa rõ", 1, 1, year),
        };
        self.fixed(format!("{}, ngày {day:02} tháng {month:02} năm {year}", escape::inline(place)));
        self.guess("bản gốc không ghi đủ nơi và ngày ban hành; ngày ở dòng trên là tạm, hãy sửa cho đúng.");
    }

    /// Pieces that are text, whatever they begin with: what stands around the sections.
    fn texts(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Aside(aside) => self.blocks.push(aside_block(aside, self.unit)),
                Piece::Table(table) => table_blocks(&mut self.blocks, self.unit, table, false),
                Piece::Paragraph(paragraph) => {
                    let text = plain(paragraph);
                    self.blocks.push(Block::of(text, paragraph.number, &paragraph.text));
                    remarks(&mut self.blocks, self.unit, paragraph);
                }
            }
        }
    }

    /// Recipients and signature: lines that follow one another without an empty one are one paragraph.
    fn closing(&mut self, pieces: &[Piece]) {
        self.fixed("---");
        for piece in pieces {
            let Piece::Paragraph(paragraph) = piece else {
                self.texts(std::slice::from_ref(piece));
                continue;
            };
            let is_capital = is_in_capitals(&paragraph.text);
            let open = self.blocks.last_mut().filter(|block| {
                block.is_open
                    && !paragraph.is_parted
                    && is_capital
                    && block.plain.first().is_some_and(|text| is_in_capitals(text))
            });
            match open {
                Some(block) => {
                    block.markdown.push_str(&format!("\\\n{}", plain(paragraph)));
                    block.plain.push(paragraph.text.clone());
                }
                None => self.blocks.push(Block::of(plain(paragraph), paragraph.number, &paragraph.text)),
            }
            remarks(&mut self.blocks, self.unit, paragraph);
        }
    }

    fn section(&mut self, section: &Section, (role, by): (Role, String)) {
        let id = self.identifier(section);
        let class = roles::class(role).map(|class| format!(" .{class}")).unwrap_or_default();
        let hashes = if section.depth == Depth::Part { "#" } else { "##" };
        let words = if section.heading.is_empty() { "PHỤ LỤC".to_owned() } else { with_blank(section) };
        self.fixed(format!("{hashes} {} {{#{id}{class}}}", escape::heading(&words)));
        if section.heading.is_empty() {
            let guess = format!(
                "bảng nhiệm vụ ở {} {} của bản gốc đứng sau phần ký mà không có đề mục; đề mục trên do chương trình đặt.",
                self.unit, section.number
            );
            self.guess(&guess);
        }
        self.guess(&why(role, &by));
        let number = match marked(&section.heading).mark {
            Mark::Number(parts) => parts.first().copied(),
            _ => None,
        };
        SectionWriter::new(&mut self.blocks, self.unit, &id, number, role, &section.pieces).write(&section.pieces);
    }

    /// The identifier of a section, which no other has.
    fn identifier(&mut self, section: &Section) -> String {
        let wanted = match section.depth {
            Depth::Part if section.label.is_empty() => {
                self.parts += 1;
                format!("P{}", self.parts)
            }
            Depth::Annex => annex_id(&section.heading),
            Depth::Part | Depth::Section => section.label.chars().take_while(|sign| sign.is_alphanumeric()).collect(),
        };
        // `P2.1` is what a dash of the part would be called.
        let is_number = wanted.starts_with(|sign: char| sign.is_ascii_digit());
        let below = self.part.as_ref().filter(|_| !is_number).map(|part| format!("{part}.{wanted}"));
        let counted = (2..).map(|count| format!("{wanted}-{count}"));
        let mut choices = std::iter::once(wanted.clone()).chain(below).chain(counted);
        // There is always another number.
        let id = choices.find(|id| !self.taken.contains(id)).unwrap_or(wanted);
        self.taken.insert(id.clone());
        if section.depth == Depth::Part {
            self.part = Some(id.clone());
        }
        id
    }
}

/// The heading of a section, with a blank behind its number.
fn with_blank(section: &Section) -> String {
    let found = marked(&section.heading);
    if found.label.is_empty() { section.heading.clone() } else { format!("{} {}", found.label, found.rest) }
}

/// A paragraph that stays text: a dash is that of a list all the same.
fn plain(paragraph: &Paragraph) -> String {
    let found = marked(&paragraph.text);
    match found.mark {
        Mark::Dash(sign) => {
            let sign = if matches!(sign, '+' | '*') { sign } else { '-' };
            format!("{sign} {}", escape::paragraph(found.rest))
        }
        _ => escape::paragraph(&paragraph.text),
    }
}

/// The identifier of an annex: `PLII` of `PHỤ LỤC II`, `DM` of `DANH MỤC`.
fn annex_id(heading: &str) -> String {
    let upper = heading.to_uppercase();
    let Some(rest) = upper.strip_prefix("PHỤ LỤC") else {
        let initials: String = heading.split_whitespace().take(2).filter_map(|word| word.chars().next()).collect();
        return if initials.is_empty() { "PL".to_owned() } else { initials };
    };
    let number = rest.split(|sign: char| !sign.is_alphanumeric()).find(|word| !word.is_empty());
    let number = number.filter(|word| word.chars().all(|sign| "IVX0123456789".contains(sign)));
    format!("PL{}", number.unwrap_or_default())
}

/// Why a section has its role, as a comment says it.
fn why(role: Role, by: &str) -> String {
    let class = roles::class(role).map_or("không ghi vai trò".to_owned(), |class| format!("vai trò .{class}"));
    let because = if by.is_empty() {
        "đề mục không có chữ nào cho biết vai trò".to_owned()
    } else {
        format!("vì {by}")
    };
    format!("{class} ({}), {because}.", roles::meaning(role))
}

/// The line above the name of who issued the plan: `ỦY BAN NHÂN DÂN TỈNH AN BÌNH`.
pub(super) fn authority(outline: &Outline) -> Option<String> {
    let texts: Vec<&str> = outline
        .head
        .iter()
        .filter_map(|piece| match piece {
            Piece::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Piece::Table(_) | Piece::Aside(_) => None,
        })
        .collect();
    let at =
        texts.iter().position(|text| fold(text).starts_with("uy ban nhan dan") || fold(text).starts_with("ubnd"))?;
    let own = texts[at].split("CỘNG HÒA").next().unwrap_or_default().trim();
    let territory = |text: &&&str| {
        let folded = fold(text);
        ["tinh ", "thanh pho ", "xa ", "phuong ", "huyen "].iter().any(|kind| folded.starts_with(kind))
    };
    // The name of the territory may stand in the line below, with the other column of the letterhead in between.
    let is_short = matches!(fold(own).as_str(), "uy ban nhan dan" | "ubnd");
    let next = texts.iter().skip(at + 1).take(3).filter(|_| is_short).find(territory);
    Some(next.map_or_else(|| own.to_owned(), |next| format!("{own} {next}")))
}
