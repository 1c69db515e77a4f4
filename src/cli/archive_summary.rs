//! What the final step says: what was sealed, what it counted, what is still open, and what has changed.

use std::path::Path;

use super::build::counted;
use super::check::{others, place};
use super::pick;
use crate::archive::{LeftOutFile, Sealed};
use crate::check::CheckedYear;
use crate::merge::{FileReport, Outcome, Submission};
use crate::model::{Finding, Language, Severity, Status};
use crate::output::json::{BodyChange, DraftChanges, Figure, FigureChange};
use crate::vietnamese::format_decimal;

/// Errors, bodies, figures and files that are listed; more are counted.
const LISTED: usize = 20;

/// All that is said of a year that is sealed, with what came before it and where its documents are.
pub(super) fn lines(sealed: &Sealed, root: &Path, language: Language) -> Vec<String> {
    let mut lines = vec![headline(sealed, root, language)];
    if let Some(replaces) = sealed.replaces {
        lines.push(match language {
            Language::Vietnamese => format!("  Thay thế bản {replaces}, vẫn được giữ nguyên."),
            Language::English => format!("  Replaces {replaces}, which stays as it is."),
        });
    }
    if let Some(previous) = sealed.previous.filter(|previous| Some(*previous) != sealed.replaces) {
        lines.push(match language {
            Language::Vietnamese => format!("  Nối tiếp bản {previous}."),
            Language::English => format!("  Follows {previous}."),
        });
    }
    lines.push(match language {
        Language::Vietnamese => format!("  Mã niêm phong (nên ghi vào sổ văn bản đi): {}", sealed.seal),
        Language::English => format!("  Seal (worth a line in the register of documents): {}", sealed.seal),
    });
    lines.push(counted(&sealed.checked, language));
    lines.push(files(&sealed.checked, sealed.files, language));
    lines.extend(left_out(&sealed.left_out, language));
    lines.extend(errors(&sealed.checked, language));
    lines.extend(changes(sealed, language));
    if let Ok(outputs) = &sealed.outputs {
        lines.push(pick(language, "Báo cáo chính thức:", "Final documents:").to_owned());
        lines.extend(outputs.iter().map(|path| format!("  {}", shown(path, root))));
    }
    lines
}

/// That the year is sealed, in one line: for where the summary cannot be printed, or the outputs not be written.
pub(super) fn is_sealed(sealed: &Sealed, root: &Path, language: Language) -> String {
    let (year, folder, seal) = (sealed.name.year, shown(&sealed.folder, root), sealed.seal);
    match language {
        Language::Vietnamese => format!("Năm {year} ĐÃ được niêm phong: {folder}, mã niêm phong {seal}."),
        Language::English => format!("{year} IS sealed: {folder}, its seal is {seal}."),
    }
}

/// That the final documents are in the bag alone, and how to get them out.
pub(super) fn unpublished(sealed: &Sealed, root: &Path, language: Language) -> String {
    let (year, folder) = (sealed.name.year, shown(&sealed.folder, root));
    match language {
        Language::Vietnamese => format!(
            "Chưa chép được báo cáo chính thức ra output/{year}; các tệp ấy đã có trong {folder}/data/output/{year}. Xử lý xong lỗi dưới đây thì chạy lại đúng lệnh này để chép (không niêm phong lại)."
        ),
        Language::English => format!(
            "The final documents could not be copied to output/{year}; they are in {folder}/data/output/{year}. Mend what is said below and run the same command again to copy them (nothing is sealed again)."
        ),
    }
}

fn shown(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    if below == path {
        return path.display().to_string();
    }
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn headline(sealed: &Sealed, root: &Path, language: Language) -> String {
    let (year, folder) = (sealed.name.year, shown(&sealed.folder, root));
    match (language, sealed.is_known) {
        (Language::Vietnamese, true) => {
            format!("Năm {year} đã được niêm phong từ trước với đúng nội dung này: {folder}. Không có gì thay đổi.")
        }
        (Language::English, true) => {
            format!("{year} was sealed before with this very content: {folder}. Nothing has changed.")
        }
        (Language::Vietnamese, false) => format!("Đã niêm phong năm {year}: {folder}"),
        (Language::English, false) => format!("Sealed {year}: {folder}"),
    }
}

/// How many files came, and what became of them.
fn files(checked: &CheckedYear, sealed: usize, language: Language) -> String {
    // Of a workbook of several bodies, each part counts or not; the file counts where one does.
    let files: Vec<&[FileReport]> = checked.consolidation().files.chunk_by(|one, next| one.path == next.path).collect();
    let is_counted = |outcome: &Outcome| matches!(outcome, Outcome::Counted | Outcome::Superseded { partly: true, .. });
    let is_replaced = |outcome: &Outcome| matches!(outcome, Outcome::Superseded { partly: false, .. });
    let any = |parts: &[FileReport], wanted: &dyn Fn(&Outcome) -> bool| parts.iter().any(|part| wanted(&part.outcome));
    let counted = files.iter().filter(|parts| any(parts, &is_counted)).count();
    let replaced = files.iter().filter(|parts| !any(parts, &is_counted) && any(parts, &is_replaced)).count();
    let rejected = files.len() - counted - replaced;
    let part = |words: &str, count: usize| if count > 0 { format!("; {words}: {count}") } else { String::new() };
    match language {
        Language::Vietnamese => format!(
            "Tệp đã nhận: {}; được tổng hợp: {counted}{}{}. Hồ sơ có {sealed} tệp.",
            files.len(),
            part("đã có bản thay thế", replaced),
            part("không sử dụng được", rejected),
        ),
        Language::English => format!(
            "Files received: {}; counted: {counted}{}{}. The bag holds {sealed} files.",
            files.len(),
            part("replaced", replaced),
            part("rejected", rejected),
        ),
    }
}

/// The submissions that are not in the bag.
pub(super) fn left_out(files: &[LeftOutFile], language: Language) -> Vec<String> {
    if files.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        pick(
            language,
            "Không chép vào hồ sơ vì quá lớn, không phải tệp báo cáo (hồ sơ chỉ ghi kích thước và mã SHA-256):",
            "Not copied into the bag, being too large to be submissions (it has their sizes and SHA-256 alone):",
        )
        .to_owned(),
    ];
    lines.extend(files.iter().take(LISTED).map(|file| {
        let bytes = format_decimal(file.bytes.into());
        let unit = pick(language, "byte", "bytes");
        format!("  {}: {bytes} {unit}, SHA-256 {}", file.path, file.checksum)
    }));
    lines.extend(others(files.len(), LISTED, language));
    lines
}

/// The findings of severity error that are open.
fn errors(checked: &CheckedYear, language: Language) -> Vec<String> {
    let is_error = |finding: &&Finding| finding.rule.severity == Severity::Error;
    let open: Vec<&Finding> = checked.findings().iter().filter(is_error).collect();
    let mut lines = vec![match (language, open.len()) {
        (Language::Vietnamese, 0) => return vec!["Không còn lỗi nào chưa xử lý.".to_owned()],
        (Language::English, 0) => return vec!["No error is open.".to_owned()],
        (Language::Vietnamese, count) => format!("Còn {count} lỗi chưa xử lý:"),
        (Language::English, 1) => "1 error is open:".to_owned(),
        (Language::English, count) => format!("{count} errors are open:"),
    }];
    lines.extend(open.iter().take(LISTED).map(|finding| {
        format!("  {} {}{}", finding.rule.code, place(finding, language), finding.message.get(language))
    }));
    lines.extend(others(open.len(), LISTED, language));
    lines
}

/// What the last build had otherwise.
fn changes(sealed: &Sealed, language: Language) -> Vec<String> {
    let year = sealed.name.year;
    let Some(changes) = &sealed.changes else {
        return vec![match language {
            Language::Vietnamese => format!("Chưa có bản dự thảo nào của năm {year} để so."),
            Language::English => format!("There is no earlier build of {year} to compare with."),
        }];
    };
    if changes.is_empty() {
        let words = ("Số liệu không thay đổi so với lần lập trước.", "The figures are those of the last outputs.");
        return vec![pick(language, words.0, words.1).to_owned()];
    }
    let words = ("Thay đổi so với lần lập trước:", "Changed since the last outputs:");
    let mut lines = vec![pick(language, words.0, words.1).to_owned()];
    lines.extend(changes.bodies.iter().take(LISTED).map(|change| body_line(change, language)));
    lines.extend(others(changes.bodies.len(), LISTED, language));
    lines.extend(figure_lines(changes, language));
    lines
}

fn body_line(change: &BodyChange, language: Language) -> String {
    let words = |submission: Submission| {
        let (vietnamese, english) = submission.words();
        pick(language, vietnamese, english)
    };
    let t = |vietnamese, english| pick(language, vietnamese, english);
    match (&change.before, &change.after) {
        (Some((old, before)), Some((new, after))) => {
            let name = if old == new { new.clone() } else { format!("{old} → {new}") };
            let state = if before == after {
                words(*after).to_owned()
            } else {
                format!("{} → {}", words(*before), words(*after))
            };
            format!("  {name}: {state}")
        }
        (None, Some((name, after))) => format!("  {name}: {} ({})", t("đơn vị mới", "new"), words(*after)),
        (Some((name, before)), None) => {
            format!(
                "  {name}: {} ({})",
                t("không còn trong danh sách đơn vị", "no longer a body that reports"),
                words(*before)
            )
        }
        (None, None) => String::new(),
    }
}

/// The figures of the whole, a line a row; then those of single bodies.
fn figure_lines(changes: &DraftChanges, language: Language) -> Vec<String> {
    let (whole, own): (Vec<&FigureChange>, Vec<&FigureChange>) =
        changes.figures.iter().partition(|change| change.place.agency.is_none());
    let mut lines = row_lines(&whole, language);
    if !own.is_empty() {
        lines.push(match language {
            Language::Vietnamese => format!("Trong đó số liệu của từng đơn vị khác đi ở {} chỗ:", own.len()),
            Language::English => format!("Figures of single bodies that differ: {}", own.len()),
        });
        lines.extend(row_lines(&own, language));
    }
    lines
}

/// `  CT05: Kế hoạch 10 → 12, Thực hiện 9 → —`, a line a row.
fn row_lines(changes: &[&FigureChange], language: Language) -> Vec<String> {
    let rows: Vec<&[&FigureChange]> = changes.chunk_by(|one, next| one.place.is_of_row(&next.place)).collect();
    let line = |row: &&[&FigureChange]| {
        let place = &row[0].place;
        let body = place.agency.as_ref().map_or_else(String::new, |agency| format!("{agency}, "));
        let figures: Vec<String> = row.iter().map(|change| figure(change, language)).collect();
        format!("  {body}{}: {}", place.item, figures.join(", "))
    };
    rows.iter().take(LISTED).map(line).chain(others(rows.len(), LISTED, language)).collect()
}

fn figure(change: &FigureChange, language: Language) -> String {
    let words = match change.place.figure {
        Figure::Field(field) => field.name(language),
        Figure::Count(state) => Status::label(state),
    };
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
    format!("{words} {} → {}", value(&change.before), value(&change.after))
}
