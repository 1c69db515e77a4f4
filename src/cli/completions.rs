//! `tonghop completions`: scripts that let a shell complete commands and options.

use clap::{Arg, value_parser};
use clap_complete::{Shell, generate};

use super::arguments::{Request, command_line, described};
use super::{DONE, FAILED, messages, pick};
use crate::model::Language;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    described(
        "completions",
        language,
        (
            "In tập lệnh giúp cửa sổ lệnh tự điền lệnh và tùy chọn",
            "Prints a script that lets the shell complete commands and options",
        ),
        ("<CỬA SỔ LỆNH> [TÙY CHỌN]", "<SHELL> [OPTIONS]"),
        (
            "  tonghop completions powershell >> $PROFILE\n  tonghop completions bash > ~/.local/share/bash-completion/completions/tonghop",
            "  tonghop completions powershell >> $PROFILE\n  tonghop completions bash > ~/.local/share/bash-completion/completions/tonghop",
        ),
    )
    .arg(
        Arg::new("shell")
            .value_name(pick(language, "CỬA SỔ LỆNH", "SHELL"))
            .value_parser(value_parser!(Shell))
            .required(true)
            .hide_possible_values(true)
            .help("powershell, bash, zsh, fish, elvish"),
    )
}

/// Prints the script.
pub(super) fn run(request: &Request) -> u8 {
    let Some(shell) = request.matches.get_one::<Shell>("shell") else { return FAILED };
    let mut script = Vec::new();
    generate(*shell, &mut command_line(request.language), "tonghop", &mut script);
    messages::print_bytes(&script);
    DONE
}
