//! D19 `link_too_long`.

use rustc_hash::FxHashSet;

use crate::merge::Consolidation;
use crate::model::{Bilingual, CellRef, Finding, Rule, Severity};
use crate::paths::{LINK_UNITS, cell_link, link_units};

/// A file whose path and sheets' names are too long for a link of the workbook. The place is written out there, and
/// cannot be clicked.
pub(super) static RULE: Rule = Rule {
    code: "D19",
    kind: "link_too_long",
    severity: Severity::Info,
    title: ("Đường dẫn tới tệp quá dài để bấm mở từ bảng tính", "A path too long for a link of the workbook"),
    meaning: (
        "Tên thư mục, tên tệp và tên trang tính cộng lại dài hơn mức Excel cho phép trong một liên kết (255 ký tự).",
        "Folders, file and sheet together are longer than Excel allows in a link (255 characters).",
    ),
    reason: (
        "Bảng tính tổng hợp vẫn ghi tệp, trang tính và ô, nhưng không bấm vào đó để mở tệp được.",
        "The workbook still names file, sheet and cell, but a click there does not open the file.",
    ),
    example: (
        "Tệp nằm trong nhiều thư mục lồng nhau, mỗi thư mục mang cả trích yếu văn bản.",
        "A file in many folders within each other, each named after a whole document.",
    ),
    remedy: (
        "Đổi tên tệp hoặc thư mục cho ngắn lại, rồi chạy lại.",
        "Give the file or its folders shorter names and run again.",
    ),
};

/// The files that the workbook cannot link to; one finding a file.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let spellings = &consolidation.spellings;
    // Few files have names that are worth a look at their cells.
    let long: FxHashSet<&str> = consolidation
        .files
        .iter()
        .map(|file| &*file.path)
        .filter(|path| link_units(&spellings.link(path)) + LONGEST_PLACE > LINK_UNITS)
        .collect();
    let is_cut = |cell: &&CellRef| long.contains(cell.file()) && link_units(&cell_link(cell, spellings)) > LINK_UNITS;
    let cut: FxHashSet<&str> = cells(consolidation).filter(is_cut).map(CellRef::file).collect();
    for file in &consolidation.files {
        if cut.contains(&*file.path) || link_units(&spellings.link(&file.path)) > LINK_UNITS {
            findings.push(finding(&file.path, file.agency.clone()));
        }
    }
}

/// The most that stands behind the path of a file: a sheet's name of 31 letters, quoted, all of them quotation marks, and
/// the last cell of a sheet.
const LONGEST_PLACE: usize = 2 * 31 + "#''!XFD1048576".len();

/// The cells that the workbook links to.
fn cells(consolidation: &Consolidation) -> impl Iterator<Item = &CellRef> {
    consolidation.entries().map(|entry| &entry.record.cell)
}

fn finding(file: &str, agency: Option<crate::model::AgencyId>) -> Finding {
    let message = Bilingual::new(
        format!("Đường dẫn tới tệp {file} dài quá mức Excel cho phép trong một liên kết."),
        format!("The path of {file} is longer than Excel allows in a link."),
    );
    let fix = Bilingual::new(
        "Đổi tên tệp hoặc thư mục cho ngắn lại nếu muốn bấm mở tệp từ bảng tính; số liệu không thay đổi.",
        "Shorten the names of the file or its folders to have it open from the workbook; no figure changes.",
    );
    Finding { rule: &RULE, agency, file: file.to_owned(), cells: Vec::new(), message, fix }
}
