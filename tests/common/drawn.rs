//! Workbooks drawn in text, for cases that people read and write.

use std::path::Path;
use std::time::{Duration, SystemTime};
use std::{fs, str::FromStr};

use rust_xlsxwriter::{Format, Workbook};

/// Lays the files of `from` out in `to`. What ends in `.txt` is a workbook drawn in text and becomes one under the name
/// without that ending; all else is copied. A file is as old as its line `modified: 2026-11-20` says.
pub(crate) fn lay_out(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the files of a case") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_str().expect("a name in Unicode").to_owned();
        if path.is_dir() {
            lay_out(&path, &to.join(name));
            continue;
        }
        let Some(workbook) = name.strip_suffix(".txt") else {
            fs::copy(&path, to.join(&name)).expect("a copy");
            continue;
        };
        let text = fs::read_to_string(&path).expect("text in UTF-8");
        let target = to.join(workbook);
        fs::write(&target, draw(&text)).expect("a workbook");
        let modified = text.lines().find_map(|line| line.strip_prefix("modified: ")).unwrap_or("2026-11-20");
        let days = tonghop::model::Date::from_str(modified.trim()).expect("a date")
            - tonghop::model::Date::constant(1970, 1, 1);
        let seconds = u64::try_from(days.get_days()).expect("a day after 1970") * 86_400;
        let file = fs::File::options().write(true).open(target).expect("the workbook");
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).expect("a time");
    }
}

/// The workbook that a text draws: `## name` begins a sheet, a line is a row, `|` stands between cells. `12` and `-0.5` are
/// numbers, `'12` is a number stored as text, `95%` a number under a percentage format, `{.VnTime}…` a text in that font,
/// `¶` a line break; `# …` before the first sheet is for people.
fn draw(text: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut row = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            workbook.add_worksheet().set_name(name.trim()).expect("a sheet's name");
            row = 0;
            continue;
        }
        let Some(sheet) = workbook.worksheets_mut().last_mut() else { continue };
        for (column, cell) in (0..).zip(line.split('|').map(str::trim)).filter(|(_, cell)| !cell.is_empty()) {
            let (cell, font) = match cell.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                Some((font, cell)) => (cell, Some(Format::new().set_font_name(font))),
                None => (cell, None),
            };
            let share = cell.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
            let written = match (cell.parse::<f64>(), share, font) {
                (Ok(number), _, _) => sheet.write_number(row, column, number),
                (_, Some(share), _) => {
                    sheet.write_number_with_format(row, column, share / 100.0, &Format::new().set_num_format("0%"))
                }
                (_, _, Some(font)) => sheet.write_string_with_format(row, column, cell, &font),
                _ => sheet.write_string(row, column, cell.trim_start_matches('\'').replace('¶', "\n")),
            };
            written.expect("a cell");
        }
        row += 1;
    }
    workbook.save_to_buffer().expect("a workbook")
}
