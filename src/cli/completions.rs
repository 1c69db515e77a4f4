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
            "  tonghop completions powershell | Add-Content $PROFILE\n  tonghop completions bash > ~/.local/share/bash-completion/completions/tonghop",
            "  tonghop completions powershell | Add-Content $PROFILE\n  tonghop completions bash > ~/.local/share/bash-completion/completions/tonghop",
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
    if *shell == Shell::PowerShell {
        script = for_any_profile(&String::from_utf8_lossy(&script)).into_bytes();
    }
    messages::print_bytes(&script);
    DONE
}

/// The script as it may stand anywhere in a profile. `using namespace`, by which clap_complete begins, must come before
/// everything else of a file: types get their full names instead. And PowerShell 5 takes a profile for whatever the machine's
/// code page is, so that the letters of the help are written by their numbers.
fn for_any_profile(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with("using namespace")).map(|line| {
        let named = TYPES.iter().fold(line.to_owned(), |line, (name, namespace)| {
            line.replace(&format!("[{name}]"), &format!("[{namespace}.{name}]"))
        });
        in_ascii(&named)
    });
    lines.map(|line| line + "\n").collect::<String>().trim_start().to_owned()
}

/// The types that clap_complete names, with their namespaces.
const TYPES: [(&str, &str); 4] = [
    ("CompletionResult", "System.Management.Automation"),
    ("CompletionResultType", "System.Management.Automation"),
    ("StringConstantExpressionAst", "System.Management.Automation.Language"),
    ("StringConstantType", "System.Management.Automation.Language"),
];

/// A line of PowerShell in which each string between single marks that has other letters than ASCII is one between double
/// marks with their numbers: `'Năm'` is `"N$([char]0x103)m"`.
fn in_ascii(line: &str) -> String {
    if line.is_ascii() {
        return line.to_owned();
    }
    let mut parts = line.split('\'');
    let mut written = parts.next().unwrap_or_default().to_owned();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        // Two marks in a row are a mark in the string, which goes on.
        let mut text = part.to_owned();
        while parts.next_if(|between| between.is_empty()).is_some() {
            let Some(more) = parts.next() else { break };
            text = format!("{text}'{more}");
        }
        if text.is_ascii() {
            written += &format!("'{}'", text.replace('\'', "''"));
        } else {
            written.push('"');
            for letter in text.chars() {
                match letter {
                    '"' | '$' | '`' => written.extend(['`', letter]),
                    _ if letter.is_ascii() => written.push(letter),
                    _ => {
                        let mut units = [0; 2];
                        for unit in letter.encode_utf16(&mut units) {
                            written += &format!("$([char]0x{unit:X})");
                        }
                    }
                }
            }
            written.push('"');
        }
        written += parts.next().unwrap_or_default();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[test]
    fn the_script_for_powershell_may_stand_anywhere_in_a_profile() {
        for language in [Language::Vietnamese, Language::English] {
            let mut script = Vec::new();
            generate(Shell::PowerShell, &mut command_line(language), "tonghop", &mut script);
            let before = String::from_utf8(script).expect("text");
            let after = for_any_profile(&before);
            assert!(after.starts_with("Register-ArgumentCompleter"), "{after}");
            assert!(after.is_ascii() && !after.contains("using namespace"));
            // Every type has its full name.
            let names = after.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(name, _)| name);
            for name in names.filter(|name| name.starts_with(char::is_alphabetic) && !name.contains(['|', ' ', '='])) {
                assert!(name == "char" || name.starts_with("System.Management.Automation."), "[{name}]");
            }
            assert_eq!(before.matches("::new(").count(), after.matches("::new(").count());
        }
    }

    #[test]
    fn letters_are_written_by_their_numbers() {
        assert_eq!(in_ascii("f('a', 'Năm \"x\" $y', 'b')"), "f('a', \"N$([char]0x103)m `\"x`\" `$y\", 'b')");
        assert_eq!(in_ascii("f('đ''e', 'it''s')"), "f(\"$([char]0x111)'e\", 'it''s')");
        assert_eq!(in_ascii("'😀'"), "\"$([char]0xD83D)$([char]0xDE00)\"");
    }
}
