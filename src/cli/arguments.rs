//! The command line, in both languages.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::pick;
use crate::compose::Release;
use crate::config::Workspace;
use crate::model::{Date, Language};

/// What the user asks for.
pub(super) struct Request {
    /// Where.
    pub(super) workspace: Workspace,
    /// What.
    pub(super) command: Command,
}

/// The commands.
pub(super) enum Command {
    /// Build the outputs of a year.
    Build {
        /// The year; the newest where none is named.
        year: Option<i16>,
        /// Number and date that văn thư gave the report; a draft without them.
        release: Option<Release>,
        /// Status 1 where there are findings of severity error.
        strict: bool,
    },
    /// Explain a kind of finding.
    Explain {
        /// Its code or word; all are listed where none is named.
        code: Option<String>,
    },
}

/// Names of the commands.
const COMMANDS: [&str; 3] = ["build", "explain", "help"];

/// Why there is no request: help was asked for, or the arguments make no sense.
pub(super) struct Stop {
    error: clap::Error,
}

impl Stop {
    /// Whether the arguments make no sense.
    pub(super) fn is_failure(&self) -> bool {
        self.error.use_stderr()
    }

    /// Help and version as clap lays them out; errors in a sentence of the user's language.
    pub(super) fn text(&self, language: Language) -> String {
        if !self.is_failure() || language == Language::English {
            return self.error.render().to_string();
        }
        let named = |kind| match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(", "),
            _ => String::new(),
        };
        let argument = named(ContextKind::InvalidArg);
        let sentence = match self.error.kind() {
            ErrorKind::InvalidSubcommand => format!("Không có lệnh “{}”.", named(ContextKind::InvalidSubcommand)),
            ErrorKind::UnknownArgument => format!("Không có tùy chọn “{argument}”."),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                let value = named(ContextKind::InvalidValue);
                if value.is_empty() {
                    format!("Tùy chọn “{argument}” còn thiếu giá trị.")
                } else {
                    format!("Giá trị “{value}” không dùng được cho “{argument}”.")
                }
            }
            ErrorKind::MissingRequiredArgument => {
                format!("Còn thiếu {argument}: --number và --date phải đi cùng nhau.")
            }
            ErrorKind::ArgumentConflict => {
                format!("Tùy chọn “{argument}” được ghi nhiều lần hoặc mâu thuẫn với tùy chọn khác.")
            }
            _ => format!("Không hiểu dòng lệnh ({}).", self.error.kind()),
        };
        format!("{sentence} Gõ “tonghop --help” để xem cách dùng.\n")
    }
}

/// The language asked for by `--lang`, before anything else is parsed: help and errors need it.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let english = arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || arguments.iter().any(|argument| argument == "--lang=en");
    if english { Language::English } else { Language::Vietnamese }
}

/// Parses the command line. Without a command it is `build`.
pub(super) fn parse(arguments: Vec<OsString>, language: Language) -> Result<Request, Stop> {
    let matches =
        command_line(language).try_get_matches_from(with_default(arguments)).map_err(|error| Stop { error })?;
    let root = matches.get_one::<PathBuf>("directory").cloned().unwrap_or_else(|| PathBuf::from("."));
    Ok(Request { workspace: Workspace::new(root), command: command_of(&matches) })
}

fn command_of(matches: &ArgMatches) -> Command {
    if let Some(matches) = matches.subcommand_matches("explain") {
        return Command::Explain { code: matches.get_one::<String>("code").cloned() };
    }
    let build = |matches: Option<&ArgMatches>| Command::Build {
        year: matches.and_then(|matches| matches.get_one::<i16>("year").copied()),
        release: matches.and_then(release_of),
        strict: matches.is_some_and(|matches| matches.get_flag("strict")),
    };
    build(matches.subcommand_matches("build"))
}

/// Number and date, which clap requires of each other.
fn release_of(matches: &ArgMatches) -> Option<Release> {
    let number = *matches.get_one::<u32>("number")?;
    let date = *matches.get_one::<Date>("date")?;
    Some(Release { number, date })
}

/// Puts the default command in where none is named: the first word that is neither an option nor an option's value is no
/// command. `-h`, `-V` and their long forms stay with the program.
fn with_default(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let mut words = arguments.iter().skip(1);
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("-h" | "--help" | "-V" | "--version") => return arguments,
            Some("-C" | "--directory" | "--lang" | "--number" | "--date") => {
                words.next();
            }
            Some(option) if option.starts_with('-') => {}
            Some(command) if COMMANDS.contains(&command) || !is_year(word) => return arguments,
            _ => break,
        }
    }
    let place = arguments.len().min(1);
    arguments.insert(place, "build".into());
    arguments
}

fn is_year(word: &OsStr) -> bool {
    word.to_str().is_some_and(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn command_line(language: Language) -> clap::Command {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let help = || help.clone().global(true).help(t("In hướng dẫn này", "Print this help"));
    clap::Command::new("tonghop")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "Tổng hợp bảng tính của các đơn vị thành báo cáo chính thức về một kế hoạch",
            "Consolidates agency spreadsheets into the official annual report on a government plan",
        ))
        .after_help(t(
            "Ví dụ:\n  tonghop                     tổng hợp năm mới nhất trong inputs/\n  tonghop build 2026          tổng hợp năm 2026\n  tonghop -C D:\\BaoCao        dùng thư mục làm việc khác",
            "Examples:\n  tonghop                     builds the newest year in inputs/\n  tonghop build 2026          builds 2026\n  tonghop -C D:\\Report        uses another workspace",
        ))
        .help_template(t(
            "{about}\n\nCách dùng: tonghop [TÙY CHỌN] [LỆNH]\n\nCác lệnh:\n{subcommands}\n\nTùy chọn:\n{options}{after-help}",
            "{about}\n\nUsage: tonghop [OPTIONS] [COMMAND]\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}",
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("directory")
                .short('C')
                .long("directory")
                .value_name(t("THƯ MỤC", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .global(true)
                .help(t("Thư mục làm việc, nơi có inputs/ và output/ (mặc định: thư mục hiện tại)",
                    "The workspace, which holds inputs/ and output/ (default: the current folder)")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("vi|en")
                .value_parser(["vi", "en"])
                .hide_possible_values(true)
                .global(true)
                .help(t("Ngôn ngữ của các thông báo (mặc định: vi); kết quả luôn bằng tiếng Việt",
                    "Language of the messages (default: vi); outputs are always Vietnamese")),
        )
        .arg(help())
        .arg(
            Arg::new("version").short('V').long("version").action(ArgAction::Version)
                .help(t("In số phiên bản", "Print the version")),
        )
        .subcommand(super::explain::command(language))
        .subcommand(
            clap::Command::new("build")
                .about(t("Lập báo cáo, bảng tính và dữ liệu của một năm (lệnh mặc định)",
                    "Builds the report, the workbook and the data of a year (the default command)"))
                .help_template(t(
                    "{about}\n\nCách dùng: tonghop build [NĂM] [TÙY CHỌN]\n\n{positionals}\n\nTùy chọn:\n{options}{after-help}",
                    "{about}\n\nUsage: tonghop build [YEAR] [OPTIONS]\n\n{positionals}\n\nOptions:\n{options}{after-help}",
                ))
                .after_help(t("Ví dụ:\n  tonghop build 2026 --strict\n  tonghop build 2026 --number 125 --date 2026-11-28    bản chính thức", "Examples:\n  tonghop build 2026 --strict\n  tonghop build 2026 --number 125 --date 2026-11-28    the final document"))
                .arg(
                    Arg::new("year")
                        .value_name(t("NĂM", "YEAR"))
                        .value_parser(value_parser!(i16).range(1990..=2199))
                        .help(t("Năm báo cáo (mặc định: năm mới nhất trong inputs/)",
                            "The year reported on (default: the newest in inputs/)")),
                )
                .arg(
                    Arg::new("number")
                        .long("number")
                        .value_name(t("SỐ", "NUMBER"))
                        .value_parser(value_parser!(u32).range(1..))
                        .requires("date")
                        .help(t("Số của báo cáo do văn thư cấp (cùng với --date); không ghi thì là bản dự thảo",
                            "The report's number (with --date); a draft without it")),
                )
                .arg(
                    Arg::new("date")
                        .long("date")
                        .value_name(t("NGÀY", "DATE"))
                        .value_parser(|text: &str| text.parse::<Date>())
                        .requires("number")
                        .help(t("Ngày ban hành, ví dụ 2026-11-28 (cùng với --number)",
                            "The day of issue, such as 2026-11-28 (with --number)")),
                )
                .arg(
                    Arg::new("strict").long("strict").action(ArgAction::SetTrue)
                        .help(t("Trả về mã 1 nếu còn lỗi cần đơn vị sửa", "Exit with status 1 where there are findings of severity error")),
                ),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Option<(PathBuf, Option<i16>, bool)> {
        let arguments = std::iter::once("tonghop").chain(words.iter().copied()).map(OsString::from).collect();
        let request = parse(arguments, Language::Vietnamese).ok()?;
        let Command::Build { year, strict, .. } = request.command else { return None };
        Some((request.workspace.root().to_owned(), year, strict))
    }

    #[test]
    fn build_is_the_default_command() {
        let here = || PathBuf::from(".");
        assert_eq!(parsed(&[]), Some((here(), None, false)));
        assert_eq!(parsed(&["2025"]), Some((here(), Some(2025), false)));
        assert_eq!(parsed(&["build", "2025", "--strict"]), Some((here(), Some(2025), true)));
        assert_eq!(parsed(&["-C", "x", "--lang", "en"]), Some((PathBuf::from("x"), None, false)));
        assert_eq!(parsed(&["--strict", "-C", "x"]), Some((PathBuf::from("x"), None, true)));
        assert_eq!(parsed(&["bild"]), None);
        assert_eq!(parsed(&["build", "12"]), None);
    }

    #[test]
    fn the_command_line_is_consistent() {
        command_line(Language::Vietnamese).debug_assert();
        command_line(Language::English).debug_assert();
    }
}
