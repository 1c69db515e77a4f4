//! Folders whose closing quotation mark Windows took for a part of the name.

use std::ffi::OsString;

/// The arguments as they were meant. No name on Windows holds a quotation mark; elsewhere it may.
pub(super) fn as_meant(arguments: Vec<OsString>) -> Vec<OsString> {
    if cfg!(windows) { with_folders_ended(arguments) } else { arguments }
}

/// The arguments as they were meant where Windows took a quotation mark for part of a folder's name: in
/// `-C "D:\Bao cao\" check` the backslash keeps the mark from ending the name, and the rest of the line goes into it.
fn with_folders_ended(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut ended: Vec<OsString> = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let follows =
            |options: &[&str]| ended.last().is_some_and(|before| options.iter().any(|option| before == option));
        let holds_folder = |text: &str| text.starts_with("-C") || text.starts_with("--directory=");
        let is_folder = |text: &str| follows(&["-C", "--directory", "init"]) || holds_folder(text);
        match argument.to_str().filter(|text| is_folder(text)).and_then(|text| text.split_once('"')) {
            Some((folder, rest)) => {
                ended.push(folder.into());
                ended.extend(rest.split_whitespace().map(|word| word.trim_matches('"').into()));
            }
            None => ended.push(argument),
        }
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_ends_where_its_quotation_mark_was_meant_to() {
        let ended = |words: &[&str]| -> Vec<String> {
            let ended = with_folders_ended(words.iter().map(OsString::from).collect());
            ended.into_iter().map(|word| word.into_string().expect("text")).collect()
        };
        assert_eq!(
            ended(&["tonghop", "-C", "D:\\Bao cao\" check 2026"]),
            ["tonghop", "-C", "D:\\Bao cao", "check", "2026"]
        );
        assert_eq!(ended(&["tonghop", "-C", "D:\\Bao cao\""]), ["tonghop", "-C", "D:\\Bao cao"]);
        assert_eq!(
            ended(&["tonghop", "--directory=D:\\Bao cao\" --lang en"]),
            ["tonghop", "--directory=D:\\Bao cao", "--lang", "en"]
        );
        assert_eq!(ended(&["tonghop", "-CD:\\x y\" 2026"]), ["tonghop", "-CD:\\x y", "2026"]);
        assert_eq!(ended(&["tonghop", "init", "D:\\Moi\" --lang en"]), ["tonghop", "init", "D:\\Moi", "--lang", "en"]);
        assert_eq!(ended(&["tonghop", "-C", "D:\\x", "check"]), ["tonghop", "-C", "D:\\x", "check"]);
        assert_eq!(ended(&["tonghop", "explain", "a\"b"]), ["tonghop", "explain", "a\"b"]);
    }
}
