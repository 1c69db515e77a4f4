//! What serde and TOML refuse, in sentences for those who edit the settings.

use crate::model::Bilingual;

/// What is wrong and what is expected, from a message of `toml` or of serde's derived readers. Their wordings are fixed
/// in `serde::de::Error`; one that is not known here is passed on as it is.
pub(super) fn sentences(message: &str) -> (Bilingual, Bilingual) {
    let message = message.trim_end_matches('.').replace('\n', "; ");
    let english = format!("The content does not fit: {message}.");
    let problem = |vietnamese: String| Bilingual::new(vietnamese, english.clone());
    let listed = |expected: &str| names(expected).join(", ");
    if message.contains("escape") {
        return (
            problem(
                "Trong ngoặc kép \"…\", dấu \\ mở một ký hiệu riêng nên đường dẫn có dấu ấy không đọc được.".to_owned(),
            ),
            Bilingual::new(
                "Hãy thay mỗi dấu \\ bằng dấu /, hoặc đặt chữ trong nháy đơn '…'.",
                "Write / for every \\, or put the text in single quotes '…'.",
            ),
        );
    }
    if let Some((name, expected)) = unknown(&message, "unknown field ") {
        let keys = listed(expected);
        return (
            problem(format!("Không có khóa “{name}” ở phần này.")),
            Bilingual::new(
                format!("Các khóa dùng được: {keys}. Hãy sửa tên khóa hoặc xóa dòng này."),
                "Mend the key's name or delete the line.",
            ),
        );
    }
    if let Some((name, expected)) = unknown(&message, "unknown variant ") {
        return (
            problem(format!("Giá trị “{name}” không dùng được.")),
            Bilingual::new(format!("Hãy ghi một trong các từ: {}.", listed(expected)), "Give one of those words."),
        );
    }
    if let Some(name) = message.strip_prefix("missing field ").map(|rest| rest.trim_matches('`')) {
        return (
            problem(format!("Phần này thiếu khóa “{name}”.")),
            Bilingual::new(format!("Hãy thêm một dòng: {name} = …"), format!("Add a line: {name} = …")),
        );
    }
    if let Some(name) = message.strip_prefix("duplicate key").or_else(|| message.strip_prefix("duplicate field ")) {
        let name = name.trim().trim_matches('`');
        let named = if name.is_empty() { String::new() } else { format!(" “{name}”") };
        return (
            problem(format!("Khóa{named} được ghi hai lần.")),
            Bilingual::new("Hãy giữ một dòng và xóa dòng kia.", "Keep one of the lines."),
        );
    }
    if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        return (
            problem(format!("Giá trị ở đây là {}, không dùng được.", kind(found))),
            Bilingual::new(format!("Hãy ghi {}.", kind(expected)), format!("Give {expected}.")),
        );
    }
    (
        problem(format!("Không đọc được theo mẫu của tệp ({message}).")),
        Bilingual::new(
            "Mỗi dòng có dạng khóa = giá trị; chữ đặt trong ngoặc kép \"…\", danh sách trong [ … ], cách nhau bằng dấu phẩy. \
             Hãy sửa dòng này theo các mục còn lại của tệp, hoặc xóa tệp để dùng bản có sẵn trong chương trình.",
            "A line is key = value; texts stand in quotes \"…\", lists in [ … ] with commas. Mend this line after the other \
             entries, or delete the file to use the one built into the program.",
        ),
    )
}

/// The name that is unknown, and what was expected instead.
fn unknown<'a>(message: &'a str, start: &str) -> Option<(&'a str, &'a str)> {
    let (name, expected) = message.strip_prefix(start)?.split_once(", ")?;
    Some((name.trim_matches('`'), expected))
}

/// The names that a message lists between backquotes.
fn names(expected: &str) -> Vec<&str> {
    expected.split('`').skip(1).step_by(2).collect()
}

/// What serde calls a value, in Vietnamese.
fn kind(word: &str) -> String {
    let word = word.trim_start_matches("a ").trim_start_matches("an ");
    let (head, value) = word.split_once(' ').map_or((word, ""), |(head, value)| (head, value));
    let vietnamese = match head {
        "string" | "borrowed" => "một đoạn chữ trong ngoặc kép",
        "integer" | "floating" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" | "f32"
        | "f64" => "một số, không có ngoặc kép",
        "boolean" | "bool" => "true hoặc false",
        "sequence" | "array" => "một danh sách trong [ … ]",
        "map" | "struct" | "table" => "một bảng có các dòng khóa = giá trị",
        "datetime" | "date" => "một ngày như 2026-11-30",
        _ => return format!("“{word}”"),
    };
    let value = value.trim_start_matches("point ").trim_matches(['`', '"']);
    if value.is_empty() || head == "struct" { vietnamese.to_owned() } else { format!("{vietnamese} ({value})") }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::model::Language;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its refusals are of interest")]
    struct Sample {
        name: String,
        count: u16,
        names: Vec<String>,
    }

    /// What a reader of `text` is told in Vietnamese.
    fn told(text: &str) -> String {
        let refused = toml::from_str::<Sample>(text).expect_err("a mistake");
        let (problem, expected) = sentences(refused.message());
        format!("{} {}", problem.get(Language::Vietnamese), expected.get(Language::Vietnamese))
    }

    #[test]
    fn refusals_are_told_in_vietnamese() {
        let cases = [
            ("nama = 'x'", "Không có khóa “nama” ở phần này. Các khóa dùng được: name, count, names."),
            ("count = 1\nnames = []", "Phần này thiếu khóa “name”."),
            ("name = 5", "Giá trị ở đây là một số, không có ngoặc kép (5), không dùng được. Hãy ghi một đoạn chữ"),
            ("name = 'x'\ncount = 'ba'", "Hãy ghi một số, không có ngoặc kép."),
            ("names = 'x'", "Hãy ghi một danh sách trong [ … ]."),
            ("name = 'x'\nname = 'y'", "được ghi hai lần. Hãy giữ một dòng"),
            ("name 'x'", "Mỗi dòng có dạng khóa = giá trị"),
        ];
        for (text, wanted) in cases {
            assert!(told(text).contains(wanted), "{text}: {}", told(text));
        }
    }
}
