//! The findings as a list that opens in any spreadsheet program and reads in any editor.

use std::io::{self, Write};

use crate::check::CheckedYear;
use crate::model::{CellRef, Finding, Rule, Severity};

/// Name of the list in `data/output/<year>/`.
pub(super) const FINDINGS_FILE: &str = "van-de.csv";

/// Writes the findings as CSV (RFC 4180) with the byte order mark by which Excel knows UTF-8.
pub(super) fn write_findings(checked: &CheckedYear, sink: &mut dyn Write) -> io::Result<()> {
    sink.write_all("\u{FEFF}".as_bytes())?;
    write_row(sink, &["Mã", "Loại", "Mức độ", "Đơn vị", "Tệp", "Trang tính", "Ô", "Vấn đề", "Cách xử lý"])?;
    checked.findings().iter().try_for_each(|finding| write_finding(checked, finding, sink))
}

fn write_finding(checked: &CheckedYear, finding: &Finding, sink: &mut dyn Write) -> io::Result<()> {
    let severity = match finding.rule.severity {
        Severity::Error => "Lỗi",
        Severity::Warning => "Cảnh báo",
        Severity::Info => "Thông tin",
    };
    let agency = finding.agency.as_ref().and_then(|id| checked.consolidation().agency(id.as_str()));
    let cells: Vec<String> = finding.cells.iter().map(CellRef::address).collect();
    write_row(
        sink,
        &[
            finding.rule.code,
            Rule::text(finding.rule.title, crate::model::Language::Vietnamese),
            severity,
            agency.map_or("", |report| &report.body.name),
            &finding.file,
            finding.cells.first().map_or("", CellRef::sheet),
            &cells.join(" "),
            &finding.message.vi,
            &finding.fix.vi,
        ],
    )
}

/// One row. What a spreadsheet program would take for a formula is kept from being one.
fn write_row(sink: &mut dyn Write, fields: &[&str]) -> io::Result<()> {
    for (index, field) in fields.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let guard = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        write!(sink, "{comma}\"{guard}{}\"", field.replace('"', "\"\""))?;
    }
    sink.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::write_row;

    #[test]
    fn fields_are_quoted_and_are_no_formulas() {
        let mut row = Vec::new();
        write_row(&mut row, &["a", "b \"c\", d", "=1+1"]).expect("written");
        assert_eq!(String::from_utf8_lossy(&row), "\"a\",\"b \"\"c\"\", d\",\"'=1+1\"\r\n");
    }
}
