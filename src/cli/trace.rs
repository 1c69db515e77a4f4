//! `tonghop trace`: where a figure of the report comes from.

use clap::{Arg, value_parser};

use super::arguments::{Request, all_argument, described, json_argument, year_argument};
use super::{DONE, FAILED, messages, pick};
use crate::check::CheckedYear;
use crate::model::Language;
use crate::output::json;
use crate::pipeline::{self, BuildError, Silent};
use crate::reader::ReaderPool;
use crate::trace::{self, AgencyProblem, ItemProblem, Trace};

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    described(
        "trace",
        language,
        (
            "Cho biết một số liệu của báo cáo từ đâu ra: đến từng tệp, trang tính, ô",
            "Tells where a figure of the report comes from, down to file, sheet and cell",
        ),
        ("<MÃ> [NĂM] [TÙY CHỌN]", "<CODE> [YEAR] [OPTIONS]"),
        (
            "  tonghop trace CT13\n  tonghop trace III.1 --agency 25459\n  tonghop trace II.1.a 2026 --agency \"phường Tân Ninh\"",
            "  tonghop trace CT13\n  tonghop trace III.1 --agency 25459\n  tonghop trace II.1.a 2026 --agency \"phường Tân Ninh\"",
        ),
    )
    .arg(Arg::new("code").value_name(t("MÃ", "CODE")).required(true).help(t(
        "Mã in trong báo cáo: chỉ tiêu CT13 (hoặc CT13.TH), kinh phí III.1, nhóm II.1, nhiệm vụ II.1.a, IV.2.a, DM.1",
        "A code printed in the report: indicator CT13 (or CT13.TH), funding III.1, group II.1, task II.1.a, IV.2.a, DM.1",
    )))
    .arg(Arg::new("agency").long("agency").value_name(t("ĐƠN VỊ", "BODY")).help(t(
        "Chỉ một đơn vị: mã, tên hoặc tên thường gọi",
        "Of one body only: its code, its name or another spelling of it",
    )))
    .arg(year_argument(language))
    // The year as it was given before other commands and this one agreed.
    .arg(Arg::new("year-option").long("year").hide(true).conflicts_with("year").value_parser(value_parser!(i16).range(1990..=2199)))
    .arg(all_argument(language, ("Liệt kê tất cả, không rút gọn", "List everything, however long")))
    .arg(json_argument(language))
}

/// Reads the year as a build does, and prints the trace.
pub(super) fn run(request: &Request) -> u8 {
    let language = request.language;
    let workspace = &request.workspace;
    let readers = ReaderPool::of_this_program();
    let read = request
        .matches
        .get_one::<i16>("year-option")
        .copied()
        .or_else(|| request.year())
        .ok_or_else(|| BuildError::NoYears { folder: workspace.inputs() })
        .and_then(|year| pipeline::consolidate(workspace, year, &readers, &Silent));
    let checked = match read {
        Ok(checked) => checked,
        Err(error) => {
            messages::print_failure(&error, language);
            return FAILED;
        }
    };
    match asked(request, &checked) {
        Ok(trace) if request.matches.get_flag("json") => {
            messages::print_json(&json::trace_as_json(&trace, language));
            DONE
        }
        Ok(trace) => {
            messages::print_lines(&trace::lines(&trace, language, request.matches.get_flag("all")));
            DONE
        }
        Err(lines) => {
            messages::print_problem(&lines);
            FAILED
        }
    }
}

/// The trace asked for, or what is wrong with the question.
fn asked(request: &Request, checked: &CheckedYear) -> Result<Trace, Vec<String>> {
    let language = request.language;
    let text = |name: &str| request.matches.get_one::<String>(name).map(String::as_str);
    let code = text("code").unwrap_or_default();
    let (item, field) = trace::find_item(checked, code).map_err(|problem| no_item(&problem, language))?;
    let agency = text("agency")
        .map(|name| trace::find_agency(checked, name))
        .transpose()
        .map_err(|problem| no_agency(&problem, checked, language))?;
    Ok(trace::trace(checked, item, field, agency))
}

fn no_item(problem: &ItemProblem, language: Language) -> Vec<String> {
    let asked = &problem.asked;
    let sentence = match language {
        Language::Vietnamese => format!("Không có mã “{asked}”. Các mã gần nhất:"),
        Language::English => format!("There is no code “{asked}”. The nearest are:"),
    };
    with_list(sentence, &problem.nearest)
}

fn no_agency(problem: &AgencyProblem, checked: &CheckedYear, language: Language) -> Vec<String> {
    let (asked, year) = (&problem.asked, checked.consolidation().settings.report.year);
    let sentence = match (problem.is_ambiguous, language) {
        (true, Language::Vietnamese) => format!("“{asked}” có thể là nhiều đơn vị; hãy dùng mã:"),
        (true, Language::English) => format!("“{asked}” fits several bodies; use the code:"),
        (false, Language::Vietnamese) => {
            format!("Không có đơn vị nào phải báo cáo năm {year} tên “{asked}”. Các đơn vị gần nhất:")
        }
        (false, Language::English) => format!("No body called “{asked}” reports in {year}. The nearest are:"),
    };
    with_list(sentence, &problem.nearest)
}

fn with_list(sentence: String, entries: &[(String, String)]) -> Vec<String> {
    let width = entries.iter().map(|(code, _)| code.chars().count()).max().unwrap_or(0);
    let line = |(code, name): &(String, String)| {
        let short: String = name.chars().take(90).collect();
        format!("  {code:width$}  {short}")
    };
    std::iter::once(sentence).chain(entries.iter().map(line)).collect()
}
