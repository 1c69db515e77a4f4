//! `tonghop explain`: what a finding's code means, why it matters, and what to do.

use clap::Arg;

use super::arguments::{Request, described};
use super::{DONE, FAILED, messages, pick};
use crate::check;
use crate::model::{Language, Rule, Severity};

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "explain",
        language,
        ("Giải thích một loại vấn đề theo mã", "Explains a kind of finding by its code"),
        ("[MÃ] [TÙY CHỌN]", "[CODE] [OPTIONS]"),
        (
            "  tonghop explain D02    mã in trong kết quả của check và build\n  tonghop explain        mọi mã",
            "  tonghop explain D02    a code that check and build print\n  tonghop explain        all codes",
        ),
    )
    .arg(Arg::new("code").value_name(pick(language, "MÃ", "CODE")).help(pick(
        language,
        "Mã như D02 hoặc từ như ambiguous_number; không ghi thì liệt kê mọi mã",
        "A code such as D02, or a word such as ambiguous_number; without one, all codes are listed",
    )))
}

/// Explains one rule, or lists them all.
pub(super) fn run(request: &Request) -> u8 {
    let language = request.language;
    let Some(code) = request.matches.get_one::<String>("code") else {
        messages::print_lines(&list(language));
        return DONE;
    };
    let rules = check::find_rules(code);
    if rules.is_empty() {
        let sentence = match language {
            Language::Vietnamese => format!("Không có mã “{code}”. Các mã hiện có:"),
            Language::English => format!("There is no code “{code}”. The codes there are:"),
        };
        messages::print_problem(&std::iter::once(sentence).chain(list(language)).collect::<Vec<_>>());
        return FAILED;
    }
    messages::print_lines(&rules.into_iter().flat_map(|rule| explanation(rule, language)).collect::<Vec<_>>());
    DONE
}

/// One line a rule.
fn list(language: Language) -> Vec<String> {
    check::rules().map(|rule| format!("  {}  {}", rule.code, Rule::text(rule.title, language))).collect()
}

fn explanation(rule: &Rule, language: Language) -> Vec<String> {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    let severity = match rule.severity {
        Severity::Error => t("lỗi", "error"),
        Severity::Warning => t("cảnh báo", "warning"),
        Severity::Info => t("thông tin", "information"),
    };
    let heads = [
        (t("Nghĩa là", "Meaning"), rule.meaning),
        (t("Vì sao quan trọng", "Why it matters"), rule.reason),
        (t("Ví dụ", "Example"), rule.example),
        (t("Cần làm", "What to do"), rule.remedy),
    ];
    let mut lines = vec![format!("{} {} ({}, {severity})", rule.code, Rule::text(rule.title, language), rule.kind)];
    lines.extend(heads.into_iter().map(|(head, text)| format!("  {head}: {}", Rule::text(text, language))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_in_both_languages() {
        for rule in check::rules() {
            for language in [Language::Vietnamese, Language::English] {
                assert_eq!(explanation(rule, language).len(), 5, "{}", rule.code);
            }
        }
    }
}
