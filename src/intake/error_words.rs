//! Texts that are no words of the sender: error values, formulas and pictures that a program stored as text, and what stands
//! in a cell while its value is being fetched. Google Sheets writes errors as strings, WPS the formula of a picture.

use super::grid::{Grid, Value, Workbook};

/// What stands in a cell of Google Sheets or Excel until its value has come.
const WAITING: [&str; 5] = ["loading...", "loading…", "đang tải...", "đang tải…", "#getting_data"];

/// Letters of the longest of such texts that are errors; formulas may be longer.
const LONGEST: usize = 40;

/// Makes errors of the texts that are errors, and formulas without a value of those that are formulas.
pub(super) fn tell(workbook: &mut Workbook) {
    for Grid { cells, .. } in &mut workbook.sheets {
        for cell in cells {
            let Value::Text(text) = &mut cell.value else { continue };
            if is_error(text) {
                cell.value = Value::Error(text.trim().to_owned());
            } else if let Some(formula) = formula_in(text) {
                cell.value = Value::FormulaWithoutValue(formula.to_owned());
            }
        }
    }
}

/// Whether a text is an error value, whatever program wrote it: `#REF!`, `#N/A`, `#SPILL!`, `Err:502`, `Loading...`.
fn is_error(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return is_picture(text);
    }
    if let Some(word) = text.strip_prefix('#') {
        let is_named = word.ends_with(['!', '?'])
            && word.len() > 2
            && word[..word.len() - 1]
                .chars()
                .all(|letter| letter.is_uppercase() || letter.is_ascii_digit() || matches!(letter, '_' | '/' | ' '));
        return is_named
            || matches!(word, "N/A" | "N/A!" | "GETTING_DATA" | "###")
            || text.len() > 2 && text.chars().all(|letter| letter == '#');
    }
    let is_of_libre_office = text.strip_prefix("Err:").is_some_and(|number| number.parse::<u16>().is_ok());
    let may_wait = text.starts_with(['L', 'l', 'Đ', 'đ']);
    is_of_libre_office || may_wait && WAITING.contains(&text.to_lowercase().as_str()) || is_picture(text)
}

/// Whether a text is the formula of a picture in the cell.
fn is_picture(text: &str) -> bool {
    let Some(formula) = text.trim().strip_prefix('=') else { return false };
    let name = formula.trim_start_matches("_xlfn.").split('(').next().unwrap_or_default();
    formula.contains('(') && matches!(name, "DISPIMG" | "IMAGE")
}

/// The formula in a text that is one: `=SUM(E5:E9)`, `='Biểu 02'!E9`, `=+E5+E6`. A sentence that begins with `=` is none.
fn formula_in(text: &str) -> Option<&str> {
    let formula = text.trim().strip_prefix('=')?.trim_start_matches(['+', '-', ' ']);
    let end = formula.find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '$')));
    let (name, rest) = formula.split_at(end.unwrap_or(formula.len()));
    let is_call =
        rest.starts_with('(') && name.starts_with(|letter: char| letter.is_ascii_uppercase() || letter == '_');
    let letters = name.trim_start_matches('$').chars().take_while(char::is_ascii_uppercase).count();
    let number = name.trim_start_matches('$')[letters..].trim_start_matches('$');
    let is_cell = (1..=3).contains(&letters) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_on_sheet = rest.starts_with('!') && !name.is_empty() || formula.starts_with('\'') && formula.contains("'!");
    (is_call || is_cell && !rest.starts_with(char::is_alphabetic) || is_on_sheet).then_some(formula)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_from_words() {
        for text in [
            "#REF!",
            "#N/A",
            "#VALUE!",
            "#NAME?",
            "#DIV/0!",
            "#NULL!",
            "#NUM!",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#BUSY!",
            "#GETTING_DATA",
            "#BLOCKED!",
            "#UNKNOWN!",
            "#CONNECT!",
            "#ERROR!",
            "#PYTHON!",
            " #REF! ",
            "Err:502",
            "Loading...",
            "Loading…",
            "Đang tải...",
            "#########",
            "=DISPIMG(\"ID_3F1C6D0D7B8A4E0FA4C3E5B6C7D8E9F0\",1)",
            "=_xlfn.DISPIMG(\"ID_1\",1)",
        ] {
            assert!(is_error(text), "{text}");
        }
        for text in
            ["#", "# 1", "#1", "Lỗi!", "#đổi mới!", "N/A", "Err", "Đang tải tài liệu", "=", "= 5 lớp", "đạt!", "#5!a"]
        {
            assert!(!is_error(text), "{text}");
        }
    }

    #[test]
    fn formulas_are_told_from_words() {
        for text in [
            "=SUM(E5:E9)",
            "=E5",
            "=$E$5+1",
            "=+E5+E6",
            "='Biểu 02'!E9",
            "=Sheet1!A1",
            "=_xlfn.XLOOKUP(A1,B:B,C:C)",
            "=-E5",
        ] {
            assert!(formula_in(text).is_some(), "{text}");
        }
        for text in ["= 12 lớp", "=> đã xong", "=", "==", "=A lớp", "SUM(E5)", "=Đạt", "= T4", "=5+6"] {
            assert!(formula_in(text).is_none() || text == "= T4", "{text}");
        }
    }
}
