//! The command line, in both languages: what all commands share. Each command declares its own arguments in its file.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::{COMMANDS, CommandEntry, clock, pick};
use crate::compose::Release;
use crate::config::Workspace;
use crate::model::{Date, Language};

/// What the user asks for.
pub(super) struct Request {
    /// Where.
    pub(super) workspace: Workspace,
    /// The language to answer in.
    pub(super) language: Language,
    /// The command.
    pub(super) command: &'static CommandEntry,
    /// Its arguments.
    pub(super) matches: ArgMatches,
}

impl Request {
    /// The year named, or else the newest that has a folder in `inputs/`.
    pub(super) fn year(&self) -> Option<i16> {
        self.matches.get_one("year").copied().or_else(|| self.workspace.years().last().copied())
    }

    /// The day named by `--today`, or else the clock's.
    pub(super) fn today(&self) -> Date {
        self.matches.get_one("today").copied().unwrap_or_else(clock::today)
    }

    /// Number and date, which clap requires of each other.
    pub(super) fn release(&self) -> Option<Release> {
        let number = *self.matches.get_one::<u32>("number")?;
        let date = *self.matches.get_one::<Date>("date")?;
        Some(Release { number, date })
    }
}

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
        let meant = |kind| match self.error.get(kind) {
            Some(ContextValue::String(text)) => meant(std::slice::from_ref(text)),
            Some(ContextValue::Strings(texts)) => meant(texts),
            _ => String::new(),
        };
        let argument = named(ContextKind::InvalidArg);
        let sentence = match self.error.kind() {
            ErrorKind::InvalidSubcommand => {
                let meant = meant(ContextKind::SuggestedSubcommand);
                format!("Không có lệnh “{}”.{meant}", named(ContextKind::InvalidSubcommand))
            }
            ErrorKind::UnknownArgument => {
                format!("Không có tùy chọn “{argument}”.{}", meant(ContextKind::SuggestedArg))
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                let value = named(ContextKind::InvalidValue);
                if value.is_empty() {
                    format!("Tùy chọn “{argument}” còn thiếu giá trị.")
                } else {
                    format!("Giá trị “{value}” không dùng được cho “{argument}”{}.", wanted(&argument))
                }
            }
            ErrorKind::MissingRequiredArgument => format!("Còn thiếu {argument}."),
            ErrorKind::ArgumentConflict => {
                format!("Tùy chọn “{argument}” được ghi nhiều lần hoặc mâu thuẫn với tùy chọn khác.")
            }
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
                format!("Tùy chọn “{argument}” được ghi thừa giá trị.")
            }
            ErrorKind::TooFewValues | ErrorKind::NoEquals => format!("Tùy chọn “{argument}” còn thiếu giá trị."),
            ErrorKind::InvalidUtf8 => "Dòng lệnh có ký tự không đọc được.".to_owned(),
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                "Còn thiếu tên lệnh.".to_owned()
            }
            _ => "Không hiểu dòng lệnh.".to_owned(),
        };
        format!("{sentence} Gõ “tonghop --help” để xem cách dùng.\n")
    }
}

/// ` Có phải bạn muốn gõ “check”?`; nothing where nothing is near. clap gives the likeliest last.
fn meant(suggestions: &[String]) -> String {
    let quoted: Vec<String> = suggestions.iter().rev().map(|word| format!("“{word}”")).collect();
    if quoted.is_empty() { String::new() } else { format!(" Có phải bạn muốn gõ {}?", quoted.join(" hay ")) }
}

/// What an option takes, with an example, as a sentence goes on: `, cần một số nguyên dương, ví dụ 125`.
fn wanted(argument: &str) -> &'static str {
    const DAY: &str = ", cần một ngày có thật viết theo thứ tự năm-tháng-ngày, ví dụ 2026-11-28";
    const YEAR: &str = ", cần một năm từ 1990 đến 2199, ví dụ 2026";
    const WANTED: [(&str, &str); 12] = [
        ("--number", ", cần một số nguyên dương, ví dụ 125"),
        ("--date", DAY),
        ("--today", DAY),
        ("--by", DAY),
        ("--interval", ", cần một số giây, ví dụ 10"),
        ("--year", YEAR),
        ("NĂM", YEAR),
        ("--lang", ", cần vi hoặc en"),
        ("--example", ", cần tinh hoặc xa"),
        ("--tracked", ", cần accept, reject hoặc ask"),
        ("--seal", ", cần 64 chữ số thập lục phân (0-9, a-f) như tonghop archive đã in"),
        ("CỬA SỔ LỆNH", ", cần một trong các tên powershell, bash, zsh, fish, elvish"),
    ];
    WANTED.iter().find(|(name, _)| argument.contains(name)).map_or("", |(_, words)| words)
}

/// The language asked for by `--lang`, before anything else is parsed: help and errors need it.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let english = arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || arguments.iter().any(|argument| argument == "--lang=en");
    if english { Language::English } else { Language::Vietnamese }
}

/// Parses the command line. Without a command it is `build`.
pub(super) fn parse(arguments: Vec<OsString>, language: Language) -> Result<Request, Stop> {
    let failed = |error| Stop { error };
    let mut matches = command_line(language).try_get_matches_from(with_default(arguments)).map_err(failed)?;
    let root = matches.get_one::<PathBuf>("directory").cloned().unwrap_or_else(|| PathBuf::from("."));
    let subcommand = matches.remove_subcommand();
    let known = subcommand.and_then(|(name, matches)| Some((find_command(&name)?, matches)));
    let missing = || failed(command_line(language).error(ErrorKind::MissingSubcommand, "no command"));
    let (command, matches) = known.ok_or_else(missing)?;
    Ok(Request { workspace: Workspace::new(root), language, command, matches })
}

fn find_command(name: &str) -> Option<&'static CommandEntry> {
    COMMANDS.iter().find(|command| command.name == name)
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
            Some(_) if !is_year(word) => return arguments,
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

/// A command with its help laid out as all are. `about`, `usage` (what follows the command's name) and `example` are
/// pairs: Vietnamese, English.
pub(super) fn described(
    name: &'static str,
    language: Language,
    about: (&'static str, &'static str),
    usage: (&'static str, &'static str),
    example: (&'static str, &'static str),
) -> clap::Command {
    let t = |pair: (&'static str, &'static str)| pick(language, pair.0, pair.1);
    let (usage_head, options_head) = (t(("Cách dùng", "Usage")), t(("Tùy chọn", "Options")));
    let positionals =
        if t(usage).starts_with(['[', '<']) && !t(usage).starts_with("[--") { "{positionals}\n\n" } else { "" };
    let usage = t(usage);
    clap::Command::new(name)
        .about(t(about))
        .help_template(format!(
            "{{about}}\n\n{usage_head}: tonghop {name} {usage}\n\n{positionals}{options_head}:\n{{options}}{{after-help}}"
        ))
        .after_help(format!("{}:\n{}", t(("Ví dụ", "Examples")), t(example)))
}

/// The year, as most commands take it.
pub(super) fn year_argument(language: Language) -> Arg {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    Arg::new("year").value_name(t("NĂM", "YEAR")).value_parser(value_parser!(i16).range(1990..=2199)).help(t(
        "Năm báo cáo (mặc định: năm mới nhất trong inputs/)",
        "The year reported on (default: the newest in inputs/)",
    ))
}

/// `--number` and `--date`, which văn thư gives the final document.
pub(super) fn release_arguments(language: Language) -> [Arg; 2] {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    [
        Arg::new("number")
            .long("number")
            .value_name(t("SỐ", "NUMBER"))
            .value_parser(value_parser!(u32).range(1..))
            .requires("date")
            .help(t(
                "Số của báo cáo do văn thư cấp (cùng với --date); không ghi thì là bản dự thảo",
                "The report's number (with --date); a draft without it",
            )),
        Arg::new("date")
            .long("date")
            .value_name(t("NGÀY", "DATE"))
            .value_parser(|text: &str| text.parse::<Date>())
            .requires("number")
            .help(t(
                "Ngày ban hành, ví dụ 2026-11-28 (cùng với --number)",
                "The day of issue, such as 2026-11-28 (with --number)",
            )),
    ]
}

/// `--today`, for looking at a year as of another day.
pub(super) fn today_argument(language: Language) -> Arg {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    Arg::new("today").long("today").value_name(t("NGÀY", "DATE")).value_parser(|text: &str| text.parse::<Date>()).help(
        t(
            "Tính thời hạn theo ngày này, ví dụ 2026-11-24 (mặc định: hôm nay)",
            "Count the days to the deadline from this day, such as 2026-11-24 (default: today)",
        ),
    )
}

/// `--all`: nothing is shortened; `help` says of what, in Vietnamese and English.
pub(super) fn all_argument(language: Language, help: (&'static str, &'static str)) -> Arg {
    Arg::new("all").long("all").action(ArgAction::SetTrue).help(pick(language, help.0, help.1))
}

/// `--json`: printed for other programs.
pub(super) fn json_argument(language: Language) -> Arg {
    Arg::new("json").long("json").action(ArgAction::SetTrue).help(pick(
        language,
        "In ra JSON, đầy đủ, cho chương trình khác đọc",
        "Print JSON, complete, for other programs",
    ))
}

/// `--strict`.
pub(super) fn strict_argument(language: Language) -> Arg {
    Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(pick(
        language,
        "Trả về mã 1 nếu còn lỗi cần đơn vị sửa",
        "Exit with status 1 where there are findings of severity error",
    ))
}

/// The whole command line.
pub(super) fn command_line(language: Language) -> clap::Command {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    clap::Command::new("tonghop")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "Tổng hợp bảng tính của các đơn vị thành báo cáo chính thức về một kế hoạch",
            "Consolidates agency spreadsheets into the official annual report on a government plan",
        ))
        .after_help(t(
            "Ví dụ, theo trình tự một năm:\n  tonghop forms 2026          biểu mẫu để gửi các đơn vị\n  tonghop check 2026          ai đã gửi, còn vấn đề gì\n  tonghop remind 2026         công văn đôn đốc\n  tonghop build 2026          báo cáo; chỉ gõ tonghop là năm mới nhất trong inputs/\n  tonghop build --help        cách dùng của một lệnh\n  tonghop -C D:\\BaoCao        dùng thư mục làm việc khác",
            "Examples, in the order of a year:\n  tonghop forms 2026          the forms to send out\n  tonghop check 2026          who has reported, and what is wrong\n  tonghop remind 2026         letters to those who have not\n  tonghop build 2026          the report; tonghop alone takes the newest year in inputs/\n  tonghop build --help        how a command is used\n  tonghop -C D:\\Report        uses another workspace",
        ))
        .help_template(t(
            "{about}\n\nCách dùng: tonghop [TÙY CHỌN] [LỆNH]\n\nCác lệnh:\n{subcommands}\n\nTùy chọn:\n{options}{after-help}",
            "{about}\n\nUsage: tonghop [OPTIONS] [COMMAND]\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}",
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(global_arguments(language))
        .arg(
            Arg::new("version").display_order(903).short('V').long("version").action(ArgAction::Version)
                .help(t("In số phiên bản", "Print the version")),
        )
        .subcommands(COMMANDS.iter().map(|command| (command.arguments)(language)))
}

/// The options of all commands; the help lists them behind a command's own.
fn global_arguments(language: Language) -> [Arg; 3] {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    [
        Arg::new("directory")
            .display_order(900)
            .short('C')
            .long("directory")
            .value_name(t("THƯ MỤC", "DIR"))
            .value_parser(value_parser!(PathBuf))
            .global(true)
            .help(t(
                "Thư mục làm việc, nơi có inputs/ và output/ (mặc định: thư mục hiện tại)",
                "The workspace, which holds inputs/ and output/ (default: the current folder)",
            )),
        Arg::new("lang")
            .display_order(901)
            .long("lang")
            .value_name("vi|en")
            .value_parser(["vi", "en"])
            .hide_possible_values(true)
            .global(true)
            .help(t(
                "Ngôn ngữ của các thông báo (mặc định: vi); kết quả luôn bằng tiếng Việt",
                "Language of the messages (default: vi); outputs are always Vietnamese",
            )),
        Arg::new("help")
            .display_order(902)
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .global(true)
            .help(t("In hướng dẫn này", "Print this help")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Option<(PathBuf, &'static str, Option<i16>)> {
        let arguments = std::iter::once("tonghop").chain(words.iter().copied()).map(OsString::from).collect();
        let request = parse(arguments, Language::Vietnamese).ok()?;
        let year = request.matches.try_get_one::<i16>("year").ok().flatten().copied();
        Some((request.workspace.root().to_owned(), request.command.name, year))
    }

    #[test]
    fn build_is_the_default_command() {
        let here = || PathBuf::from(".");
        assert_eq!(parsed(&[]), Some((here(), "build", None)));
        assert_eq!(parsed(&["2025"]), Some((here(), "build", Some(2025))));
        assert_eq!(parsed(&["build", "2025", "--strict"]), Some((here(), "build", Some(2025))));
        assert_eq!(parsed(&["-C", "x", "--lang", "en"]), Some((PathBuf::from("x"), "build", None)));
        assert_eq!(parsed(&["--strict", "-C", "x"]), Some((PathBuf::from("x"), "build", None)));
        assert_eq!(parsed(&["explain", "D02"]), Some((here(), "explain", None)));
        assert_eq!(parsed(&["bild"]), None);
        assert_eq!(parsed(&["build", "12"]), None);
    }

    #[test]
    fn mistakes_say_what_is_wanted() {
        let told = |words: &[&str]| {
            let arguments = std::iter::once("tonghop").chain(words.iter().copied()).map(OsString::from).collect();
            parse(arguments, Language::Vietnamese).err().map(|stop| stop.text(Language::Vietnamese)).unwrap_or_default()
        };
        for (words, said) in [
            (&["build", "--number", "abc"][..], "cần một số nguyên dương, ví dụ 125"),
            (&["build", "--number", "1", "--date", "28/11/2026"], "viết theo thứ tự năm-tháng-ngày, ví dụ 2026-11-28"),
            (&["check", "--today", "mai"], "ví dụ 2026-11-28"),
            (&["build", "12"], "một năm từ 1990 đến 2199"),
            (&["verify", "--seal", "abc"], "64 chữ số thập lục phân"),
            (&["remind", "--by", "mai"], "ví dụ 2026-11-28"),
            (&["watch", "--interval", "lâu"], "cần một số giây"),
            (&["completions", "cmd"], "powershell, bash"),
            (&["trace", "CT1", "--year", "x"], "từ 1990 đến 2199"),
            (&["--lang", "fr"], "cần vi hoặc en"),
            (&["chek"], "Có phải bạn muốn gõ “check”?"),
            (&["check", "--stric"], "Có phải bạn muốn gõ “--strict”?"),
        ] {
            assert!(told(words).contains(said), "{words:?}: {}", told(words));
        }
    }

    /// Options that take any text have no values that cannot be used.
    const ANY_TEXT: [&str; 7] = ["code", "agency", "reason", "directory", "folder", "return", "plan"];

    #[test]
    fn every_value_that_cannot_be_used_says_what_is_wanted() {
        for command in COMMANDS {
            let mut declared = (command.arguments)(Language::Vietnamese);
            declared.build();
            let valued = declared.get_arguments().filter(|argument| argument.get_action().takes_values());
            for argument in valued.filter(|argument| !ANY_TEXT.contains(&argument.get_id().as_str())) {
                let shown = argument.to_string();
                assert!(!wanted(&shown).is_empty(), "{} {shown}", command.name);
            }
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        for language in [Language::Vietnamese, Language::English] {
            command_line(language).debug_assert();
            for command in COMMANDS {
                let declared = (command.arguments)(language);
                assert_eq!(declared.get_name(), command.name);
                let help = declared.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.contains(&format!("tonghop {}", command.name)), "{}: help with an example", command.name);
            }
        }
    }

    /// The help of the program and of every command, as a terminal of 100 columns shows it. `TONGHOP_REFRESH_HELP=1`
    /// writes the files anew.
    #[test]
    fn help_is_as_it_was_read_and_approved() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/help");
        let refresh = std::env::var_os("TONGHOP_REFRESH_HELP").is_some();
        let names = std::iter::once(None).chain(COMMANDS.iter().map(|command| Some(command.name)));
        for (name, (language, code)) in
            names.flat_map(|name| [(Language::Vietnamese, "vi"), (Language::English, "en")].map(|pair| (name, pair)))
        {
            let words = std::iter::once("tonghop").chain(name).chain(["--help"]);
            let stopped = command_line(language).term_width(100).try_get_matches_from(words);
            let help = stopped.expect_err("help ends the parsing").render().to_string();
            let path = folder.join(format!("{}.{code}.txt", name.unwrap_or("tonghop")));
            if refresh {
                std::fs::write(&path, &help).expect("a file");
            }
            let approved = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            assert_eq!(help, approved, "{} (TONGHOP_REFRESH_HELP=1 writes it anew)", path.display());
        }
    }
}
