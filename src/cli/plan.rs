//! `tonghop plan`: the plan as the program understands it.

use rustc_hash::FxHashMap;

use super::arguments::{Request, all_argument, described, json_argument, year_argument};
use super::{DONE, FAILED, clock, messages, pick};
use crate::config::Settings;
use crate::form::asked_of;
use crate::merge;
use crate::model::{AgencyId, Language};
use crate::output::json;
use crate::pipeline::BuildError;
use crate::plan::{Node, Passage, Plan, Role};
use crate::vietnamese::{IncompleteCitation, MisshapenCitation, incomplete_citations, misshapen_citations};

/// The file that has the plan.
const PLAN: &str = "inputs/plan.md";
/// Letters of a node's text that are printed without `--all`.
const LETTERS: usize = 90;
/// Up to so many bodies are named.
const NAMED: usize = 3;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "plan",
        language,
        (
            "In kế hoạch như chương trình hiểu: từng mục, điểm, mã, và đơn vị phải báo cáo",
            "Prints the plan as it is understood: each section, item and point, its code, and who reports on it",
        ),
        ("[TÙY CHỌN]", "[OPTIONS]"),
        ("  tonghop plan\n  tonghop plan --json", "  tonghop plan\n  tonghop plan --json"),
    )
    .arg(year_argument(language).long("year"))
    .arg(all_argument(language, ("In nguyên văn, không rút gọn", "Print texts whole")))
    .arg(json_argument(language))
}

/// Reads plan and settings as a build does, and prints the tree.
pub(super) fn run(request: &Request) -> u8 {
    let language = request.language;
    let year = request.year().unwrap_or_else(|| clock::today().year());
    let settings = match request.workspace.load(year) {
        Ok(settings) => settings,
        Err(mistakes) => {
            messages::print_failure(&BuildError::Config(mistakes), language);
            return FAILED;
        }
    };
    let bodies = merge::reporting_bodies(&settings);
    let leads = merge::catalogue_leads(&settings, &bodies);
    let asked = asked_of(&settings, &bodies, &leads);
    let text = settings.own_texts.iter().find(|own| own.file == PLAN).map_or("", |own| own.text.as_str());
    let (incomplete, misshapen) = (incomplete_citations(text), misshapen_citations(text));
    if request.matches.get_flag("json") {
        messages::print_json(&json::plan_as_json(&settings.plan, &asked, &incomplete, &misshapen));
        return DONE;
    }
    let citations = citation_lines(&incomplete, &misshapen, language);
    let all = request.matches.get_flag("all");
    let printer = Printer { settings: &settings, asked, bodies: bodies.len(), citations, language, all };
    messages::print_lines(&printer.lines());
    DONE
}

struct Printer<'a> {
    settings: &'a Settings,
    asked: FxHashMap<&'a str, Vec<AgencyId>>,
    /// How many bodies report.
    bodies: usize,
    /// The citations that are not complete, or not in form.
    citations: Vec<String>,
    language: Language,
    all: bool,
}

impl Printer<'_> {
    fn lines(&self) -> Vec<String> {
        let plan = &self.settings.plan;
        let mut lines = vec![
            format!("{} {} ({}, {})", plan.kind, plan.symbol, plan.place, plan.date.strftime("%d/%m/%Y")),
            self.shortened(&plan.subject),
            String::new(),
        ];
        for section in &plan.sections {
            self.add(section, 0, &mut lines);
        }
        lines.push(String::new());
        lines.push(self.summary(plan));
        self.add_passages(&plan.head, ("Đầu văn bản, không phải nhiệm vụ:", "Above the title:"), &mut lines);
        self.add_passages(&plan.closing, ("Sau dòng ---, không phải nhiệm vụ:", "Below the line ---:"), &mut lines);
        let (to_confirm, unread): (Vec<Passage>, Vec<Passage>) =
            plan.unread.iter().cloned().partition(|passage| passage.to_confirm().is_some());
        self.add_passages(
            &unread,
            (
                "Không đọc vào kế hoạch (ghi chú riêng, hoặc chữ mà Markdown bỏ qua):",
                "Not read into the plan (comments, or what Markdown leaves out):",
            ),
            &mut lines,
        );
        self.add_passages(
            &plan.doubtful,
            (
                "Đang đọc là nội dung của mục đứng trước, nhưng trông như một đề mục hoặc số thứ tự; nếu là đề mục, hãy thêm ## hoặc ###:",
                "Read as text of what stands before it, yet like a heading or a number; if it is a heading, put ## or ### before it:",
            ),
            &mut lines,
        );
        self.add_passages(
            &to_confirm,
            (
                "Chỗ chương trình đoán khi lập plan.md, cần xác nhận (đúng thì xóa dòng ghi chú, sai thì sửa):",
                "Guessed when plan.md was made, to be confirmed (delete the comment where it is right, else correct it):",
            ),
            &mut lines,
        );
        if !self.citations.is_empty() {
            let heading = pick(
                self.language,
                "Viện dẫn văn bản chưa đủ hoặc chưa đúng thể thức (Nghị định 30/2020/NĐ-CP):",
                "Documents that are not cited in full, or not in form (decree 30/2020):",
            );
            lines.extend([String::new(), heading.to_owned()]);
            lines.extend(self.citations.iter().cloned());
        }
        lines
    }

    fn add(&self, node: &Node, depth: usize, lines: &mut Vec<String>) {
        let label = if node.label.is_empty() { String::new() } else { format!("{} ", node.label) };
        let words = if self.all { whole(node) } else { self.shortened(node.text()) };
        let role = if depth == 0 { format!(", {}", self.role(node.role)) } else { String::new() };
        let asked = self.asked_of(node).map_or(String::new(), |asked| format!(" → {asked}"));
        lines.push(format!("{}{label}{words} [{}{role}]{asked}", "  ".repeat(depth), node.id));
        for (head, cell) in node.fields.iter().skip(2).filter(|(_, cell)| !cell.is_empty()) {
            lines.push(format!("{}{head}: {}", "  ".repeat(depth + 2), self.shortened(cell)));
        }
        for child in &node.children {
            self.add(child, depth + 1, lines);
        }
    }

    /// Who reports on a node; `None` where nobody is to.
    fn asked_of(&self, node: &Node) -> Option<String> {
        let is_reported = !matches!(node.role, Role::Narrative | Role::Funding) && node.is_reported_on();
        let asked = self.asked.get(node.id.as_str());
        let t = |vietnamese: String, english: String| {
            if self.language == Language::Vietnamese { vietnamese } else { english }
        };
        match asked {
            Some(all) if all.len() == self.bodies => {
                Some(t(format!("tất cả {} đơn vị", self.bodies), format!("all {} bodies", self.bodies)))
            }
            Some(few) if few.len() <= NAMED => {
                let name = |id: &AgencyId| {
                    self.settings.registry.find(id.as_str()).map_or(id.to_string(), |body| body.name.clone())
                };
                Some(few.iter().map(name).collect::<Vec<_>>().join(", "))
            }
            Some(some) => Some(t(format!("{} đơn vị", some.len()), format!("{} bodies", some.len()))),
            None if is_reported => Some(t(
                "không đơn vị nào (duties trong agencies.toml hoặc report.toml chưa giao cho ai)".to_owned(),
                "nobody (no duties in agencies.toml or report.toml give it to one)".to_owned(),
            )),
            None => None,
        }
    }

    fn role(&self, role: Role) -> &'static str {
        let (vietnamese, english) = match role {
            Role::Tasks => ("nhiệm vụ: mọi đơn vị báo cáo", "tasks: all bodies report"),
            Role::Funding => ("kinh phí", "funding"),
            Role::Duties => ("tổ chức thực hiện: ai làm gì", "duties: who does what"),
            Role::Catalogue => ("danh mục: đơn vị chủ trì báo cáo", "catalogue: who leads reports"),
            Role::Narrative => ("không báo cáo", "not reported on"),
        };
        pick(self.language, vietnamese, english)
    }

    fn summary(&self, plan: &Plan) -> String {
        let count = |role| plan.reported(role).count();
        let (tasks, duties, catalogue) = (count(Role::Tasks), count(Role::Duties), count(Role::Catalogue));
        match self.language {
            Language::Vietnamese => format!(
                "{tasks} nhiệm vụ, {duties} việc được giao, {catalogue} dòng danh mục; {} đơn vị phải báo cáo năm {}.",
                self.bodies, self.settings.report.year
            ),
            Language::English => format!(
                "{tasks} tasks, {duties} duties, {catalogue} rows of the catalogue; {} bodies report on {}.",
                self.bodies, self.settings.report.year
            ),
        }
    }

    fn add_passages(&self, passages: &[Passage], heading: (&'static str, &'static str), lines: &mut Vec<String>) {
        if passages.is_empty() {
            return;
        }
        lines.extend([String::new(), pick(self.language, heading.0, heading.1).to_owned()]);
        let line = pick(self.language, "dòng", "line");
        lines.extend(passages.iter().map(|passage| {
            // What is to be confirmed is asked in whole sentences.
            let text = passage.to_confirm().map_or_else(|| self.shortened(&passage.text), str::to_owned);
            format!("  {line} {}: {text}", passage.line)
        }));
    }

    fn shortened(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.all || text.chars().count() <= LETTERS {
            return text;
        }
        let cut: String = text.chars().take(LETTERS).collect();
        format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
    }
}

/// The citations of a plan that are not complete or not in form, in the order of their lines.
fn citation_lines(
    incomplete: &[IncompleteCitation],
    misshapen: &[MisshapenCitation],
    language: Language,
) -> Vec<String> {
    let lacks = |citation: &IncompleteCitation| match citation.has_number {
        true => pick(language, "không nơi nào ghi ngày", "its day is nowhere given"),
        false => pick(language, "không có số và ngày", "no number and no day"),
    };
    let mut found: Vec<(usize, &str, &str)> =
        incomplete.iter().map(|citation| (citation.line, citation.words.as_str(), lacks(citation))).collect();
    found.extend(misshapen.iter().map(|citation| {
        let (vietnamese, english) = citation.fault.words();
        (citation.line, citation.words.as_str(), pick(language, vietnamese, english))
    }));
    found.sort_by_key(|(line, ..)| *line);
    let word = pick(language, "dòng", "line");
    found.into_iter().map(|(line, words, why)| format!("  {word} {line}: “{words}”: {why}")).collect()
}

/// All that a node says, in one line.
fn whole(node: &Node) -> String {
    let title = (!node.title.is_empty()).then_some(node.title.as_str());
    title.into_iter().chain(node.paragraphs.iter().map(String::as_str)).collect::<Vec<_>>().join(" / ")
}
