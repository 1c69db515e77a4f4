//! Each rule on small years: it speaks where it should, once, at the right cell, and is silent where all is well.

use std::sync::Arc;

use super::findings;
use crate::config::{Aliases, Settings, Workspace};
use crate::extract::{Extraction, Identity, Ledger, Record, Remark, RemarkKind, RowsSeen};
use crate::form::{Subject, TableKind};
use crate::merge::{Consolidation, ReadFile, consolidate};
use crate::model::{CellRef, Date, Decimal, Field, Finding, SheetKind, SheetRef, Status, Traced};

/// Communes of 2026, enough to have peers.
const COMMUNES: [&str; 8] = ["25459", "25480", "25486", "25489", "25498", "25510", "25516", "25525"];

/// The file of one commune, with every figure as it should be.
struct Form {
    sheet: Arc<SheetRef>,
    extraction: Extraction,
    rows: u32,
}

impl Form {
    fn new(settings: &Settings, code: &str, size: i64) -> Self {
        let path: Arc<str> = format!("{code}.xlsx").into();
        let sheet = Arc::new(SheetRef { file: Arc::clone(&path), sheet: "Biểu".into(), kind: SheetKind::Worksheet });
        let head = CellRef::new(&sheet, 0, 0);
        let identity = Identity {
            code: Some(Traced::from_cell(code.to_owned(), head.clone())),
            date: Some(Traced::from_cell(Date::constant(2026, 11, 20), head)),
            ..Identity::default()
        };
        let extraction = Extraction {
            file: path,
            identity,
            records: Vec::new(),
            rows_seen: RowsSeen::of_every_form(settings),
            outside: Vec::new(),
            notes: Vec::new(),
            ledger: Ledger::default(),
            remarks: Vec::new(),
            other_period: None,
        };
        let mut form = Self { sheet, extraction, rows: 0 };
        let children = 500 + 7 * size;
        form.indicator("CT01", 10 + size, 11 + size);
        form.indicator("CT06", children, children);
        form.indicator("CT07", children / 2, children / 2);
        form.ratio("CT08", children / 2, children);
        form.funding("III", 1600 + 20 * size, 1200 + 20 * size);
        form.funding("III.1", 1300 + 10 * size, 1000 + 10 * size);
        form.funding("III.1.1", 1000, 800);
        form.funding("III.1.2", 300 + 10 * size, 200 + 10 * size);
        form.funding("III.2", 300 + 10 * size, 200 + 10 * size);
        form.task("II.1.a", Status::Completed, 100);
        form
    }

    /// The next row: 1, 2, 3 …; columns from C.
    fn cells(&mut self) -> [CellRef; 3] {
        self.rows += 1;
        [2, 3, 4].map(|column| CellRef::new(&self.sheet, self.rows - 1, column))
    }

    fn indicator(&mut self, id: &str, planned: i64, actual: i64) {
        let [first, second, _] = self.cells();
        let record = Record::new(TableKind::Indicators, id.into(), second.clone())
            .with(Field::Planned, Some(Traced::from_cell(Decimal::from(planned), first)))
            .with(Field::Actual, Some(Traced::from_cell(Decimal::from(actual), second)));
        self.extraction.records.push(record);
    }

    fn ratio(&mut self, id: &str, part: i64, whole: i64) {
        let [_, cell, _] = self.cells();
        let percent = crate::model::percent_of(part.into(), whole.into()).map(|percent| percent.round_dp(2));
        let actual = percent.map(|percent| Traced::from_cell(percent, cell.clone()));
        let record = Record::new(TableKind::Indicators, id.into(), cell).with(Field::Actual, actual);
        self.extraction.records.push(record);
    }

    fn funding(&mut self, id: &str, allocated: i64, spent: i64) {
        let [first, second, third] = self.cells();
        let percent = crate::model::percent_of(spent.into(), allocated.into()).map(|percent| percent.round_dp(2));
        let record = Record::new(TableKind::Funding, id.into(), second.clone())
            .with(Field::Allocated, Some(Traced::from_cell(Decimal::from(allocated), first)))
            .with(Field::Spent, Some(Traced::from_cell(Decimal::from(spent), second)))
            .with(Field::SpentShare, percent.map(|percent| Traced::from_cell(percent, third)));
        self.extraction.records.push(record);
    }

    fn task(&mut self, id: &str, status: Status, percent: i64) {
        let [first, second, third] = self.cells();
        let record = Record::new(TableKind::Tasks, id.into(), first.clone())
            .with(Field::Status, Some(Traced::from_cell(status, first)))
            .with(Field::Percent, Some(Traced::from_cell(Decimal::from(percent), second)))
            .with(Field::Result, Some(Traced::from_cell("Đã thực hiện.".to_owned(), third)));
        self.extraction.records.push(record);
    }

    fn row(&mut self, id: &str) -> &mut Record {
        self.extraction.records.iter_mut().find(|record| record.item.as_str() == id).expect("the row")
    }

    fn actual(&mut self, id: &str, rewrite: impl FnOnce(Decimal) -> Decimal) {
        self.row(id).rewrite(Field::Actual, rewrite);
    }

    fn spent(&mut self, id: &str, rewrite: impl FnOnce(Decimal) -> Decimal) {
        self.row(id).rewrite(Field::Spent, rewrite);
    }

    fn remark(&mut self, kind: RemarkKind, row: &str, found: &str) {
        let [cell, ..] = self.cells();
        self.extraction.remarks.push(Remark {
            kind,
            cells: vec![cell],
            field: "Thực hiện".to_owned(),
            row: row.to_owned(),
            found: found.to_owned(),
            read_as: "95".to_owned(),
        });
    }
}

/// The findings of a year all of whose characters the fonts have.
fn check(year: &Consolidation) -> Vec<Finding> {
    // What the office's own texts cite has nothing to do with what bodies send.
    findings(year, &|_| true).into_iter().filter(|finding| finding.rule.kind != "incomplete_citation").collect()
}

/// A year in which the first commune's file was changed.
fn builtin() -> Settings {
    Workspace::new("there-is-no-such-folder").load(2026).expect("the built-in settings")
}

fn year(change: impl FnOnce(&mut Form)) -> Consolidation {
    let settings = builtin();
    let mut forms: Vec<Form> = COMMUNES.iter().zip(0..).map(|(code, size)| Form::new(&settings, code, size)).collect();
    change(&mut forms[0]);
    let files = forms.into_iter().map(|form| ReadFile {
        path: Arc::clone(&form.extraction.file),
        modified: 0,
        content: Ok(vec![form.extraction]),
    });
    consolidate(Arc::new(settings), &Aliases::default(), files.collect())
}

/// The findings of families D and V, each as `code cell,cell`.
fn found(change: impl FnOnce(&mut Form)) -> Vec<String> {
    let mut findings = check(&year(change));
    findings.retain(|finding| finding.rule.code.starts_with(['D', 'V']));
    findings.iter().for_each(is_well_said);
    findings
        .iter()
        .map(|finding| {
            let cells: Vec<String> = finding.cells.iter().map(CellRef::address).collect();
            format!("{} {}", finding.rule.code, cells.join(","))
        })
        .collect()
}

/// What holds of every message: the place, a sentence, a way out, in both languages.
fn is_well_said(finding: &Finding) {
    for text in [&finding.message.vi, &finding.message.en, &finding.fix.vi, &finding.fix.en] {
        assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", finding.rule.code);
    }
    if let [cell, ..] = finding.cells.as_slice() {
        let address = cell.address();
        let named = finding.message.vi.contains(&format!("ô {address}")) || finding.rule.code == "V11";
        assert!(named, "{}: {}", finding.rule.code, finding.message.vi);
        assert_eq!(finding.file, cell.file());
    }
}

#[test]
fn a_year_in_order_has_no_findings() {
    assert_eq!(found(|_| {}), Vec::<String>::new());
}

#[test]
fn a_total_is_held_against_its_parts() {
    assert_eq!(found(|form| form.spent("III.1", |value| value + Decimal::from(50))), ["V01 D6,D7,D8"]);
    assert_eq!(found(|form| form.spent("III", |value| value + Decimal::from(50))), ["V01 D5,D6,D9"]);
    // Rounding is no mistake.
    assert_eq!(found(|form| form.spent("III", |value| value + Decimal::new(4, 1))), Vec::<String>::new());
}

#[test]
fn a_part_that_its_own_ratio_shows_to_be_wrong_is_one_finding_at_the_total() {
    let change = |form: &mut Form| form.spent("III.1.1", |value| value - Decimal::from(300));
    assert_eq!(found(change), ["V01 D6,D7,D8"]);
    let findings = check(&year(change));
    let fix = findings.iter().find(|finding| finding.rule.code == "V01").map(|finding| finding.fix.vi.clone());
    assert!(fix.as_deref().is_some_and(|fix| fix.contains("nhập 800 vào dòng III.1.1")), "{fix:?}");
}

#[test]
fn a_ratio_is_held_against_its_own_figures() {
    assert_eq!(found(|form| form.actual("CT08", |_| Decimal::from(95))), ["V02 D4,D3,D2"]);
    assert_eq!(found(|form| form.actual("CT07", |value| value - Decimal::from(40))), ["V02 D4,D3,D2"]);
    assert_eq!(found(|form| form.actual("CT08", |value| value.round_dp(0))), Vec::<String>::new());
    let ratio = |form: &mut Form| {
        form.row("III.2").rewrite(Field::SpentShare, |_| Decimal::from(90));
    };
    assert_eq!(found(ratio), ["V02 E9,D9,C9"]);
}

#[test]
fn a_part_larger_than_its_whole_is_told_with_the_ratio_that_contradicts_it() {
    assert_eq!(found(|form| form.actual("CT07", |_| Decimal::from(520))), ["V03 D3,D2,D4"]);
    assert_eq!(found(|form| form.actual("CT07", |_| Decimal::from(500))), ["V02 D4,D3,D2"]);
}

#[test]
fn thousands_and_millions_too_many_explain_what_comes_of_them() {
    for factor in [1_000, 1_000_000] {
        let times = |value: Decimal| value * Decimal::from(factor);
        assert_eq!(found(|form| form.actual("CT07", times)), ["V05 D3"]);
        assert_eq!(found(|form| form.spent("III.2", times)), ["V05 D9"]);
        assert_eq!(found(|form| form.actual("CT01", times)), ["V05 D1"]);
    }
    let all_in_dong = |form: &mut Form| {
        for record in form.extraction.records.iter_mut().filter(|record| record.table == TableKind::Funding) {
            for field in [Field::Allocated, Field::Spent] {
                record.rewrite(field, |value| value * Decimal::from(1_000_000));
            }
        }
    };
    assert_eq!(found(all_in_dong), ["V05 C7,D7,C8,D8,C9,D9"]);
    let in_billions = |form: &mut Form| form.spent("III.1.1", |value| value / Decimal::from(1_000));
    assert_eq!(found(in_billions), ["V05 D7"]);
}

#[test]
fn a_jump_says_what_to_type() {
    let findings = check(&year(|form| form.actual("CT06", |value| value * Decimal::from(1_000))));
    let jump = findings.iter().find(|finding| finding.rule.code == "V05").expect("the jump");
    assert_eq!(
        jump.message.vi,
        "Trang “Biểu”, ô D2 (CT06, cột “Thực hiện”): 500.000, gấp khoảng 930 lần mức thường gặp ở các đơn vị cùng loại (535)."
    );
    assert!(jump.fix.vi.contains("nhập 500;"), "{}", jump.fix.vi);
}

#[test]
fn figures_that_are_unusual_or_far_from_the_plan_are_asked_about_once() {
    // Its ratio no longer fits either: for the same reason.
    assert_eq!(found(|form| form.actual("CT06", |value| value * Decimal::from(20))), ["V06 D2"]);
    assert_eq!(found(|form| form.actual("CT01", |_| Decimal::from(60))), ["V07 D1,C1"]);
    assert_eq!(found(|form| form.actual("CT01", |_| Decimal::from(40))), Vec::<String>::new());
}

#[test]
fn more_spent_than_allocated() {
    let change = |form: &mut Form| {
        for (row, spent) in [("III.2", 350), ("III", 1350)] {
            form.spent(row, |_| Decimal::from(spent));
            form.row(row).clear(Field::SpentShare);
        }
    };
    assert_eq!(found(change), ["V12 D9,C9"]);
}

#[test]
fn a_status_is_held_against_the_percentage() {
    let with = |status, percent| move |form: &mut Form| form.task("II.1.b", status, percent);
    for (status, percent) in [(Status::Completed, 60), (Status::InProgress, 100), (Status::NotStarted, 20)] {
        assert_eq!(found(with(status, percent)), ["V04 D11,C11"], "{status:?} {percent}");
    }
    for (status, percent) in [(Status::Completed, 100), (Status::InProgress, 99), (Status::NotStarted, 0)] {
        assert_eq!(found(with(status, percent)), Vec::<String>::new(), "{status:?} {percent}");
    }
    // A percentage that cannot be is one finding.
    assert_eq!(found(with(Status::Completed, 150)), ["V10 D11"]);
}

#[test]
fn numbers_that_cannot_be_explain_what_comes_of_them() {
    assert_eq!(found(|form| form.actual("CT07", |value| -value)), ["V10 D3"]);
    assert_eq!(found(|form| form.spent("III.2", |value| -value)), ["V10 D9"]);
    assert_eq!(found(|form| form.actual("CT01", |_| Decimal::new(115, 1))), ["V10 D1"]);
}

#[test]
fn a_figure_that_could_not_be_read_explains_the_total_without_it() {
    let change = |form: &mut Form| {
        form.row("III.1.1").clear(Field::Spent);
        form.remark(RemarkKind::FormulaWithoutValue, "III.1.1", "=SUM(D20:D22)");
    };
    assert_eq!(found(change), ["D09 C11"]);
}

#[test]
fn one_habit_of_a_file_is_one_finding_with_all_its_cells() {
    let change = |form: &mut Form| {
        for row in ["CT01", "CT06", "CT07"] {
            form.remark(RemarkKind::NumberAsText, row, "95 ");
        }
    };
    assert_eq!(found(change), ["D01 C11,C12,C13"]);
    let different = |form: &mut Form| {
        form.remark(RemarkKind::UnknownStatus, "II.1.b", "theo kế hoạch");
        form.remark(RemarkKind::UnknownStatus, "II.1.c", "theo kế hoạch");
        form.remark(RemarkKind::UnknownStatus, "II.1.d", "xem báo cáo");
    };
    assert_eq!(found(different), ["D06 C11,C12", "D06 C13"]);
}

#[test]
fn a_table_that_is_in_none_of_the_files_is_named() {
    let findings = check(&year(|form| {
        form.extraction.rows_seen.remove_table(TableKind::Funding);
    }));
    let missing: Vec<&Finding> = findings.iter().filter(|finding| finding.rule.kind == "missing_sheet").collect();
    assert_eq!(missing.len(), 1);
    assert!(missing[0].message.vi.contains("Biểu 03 - Kinh phí") && missing[0].file.ends_with(".xlsx"));
}

#[test]
fn a_path_too_long_for_a_link_is_told_once_a_file() {
    let told = |letters: usize| {
        let findings = check(&year(|form| form.extraction.file = format!("{}.xlsx", "ề".repeat(letters)).into()));
        findings.iter().filter(|finding| finding.rule.kind == "link_too_long").count()
    };
    assert_eq!([told(232), told(233)], [0, 1]);
}

#[test]
fn a_file_copied_from_another_body_shows() {
    let copied = |form: &mut Form| {
        let mut other = Form::new(&builtin(), COMMUNES[1], 1);
        other.sheet = Arc::clone(&form.sheet);
        let is_figures = |record: &Record| record.table.subject() != Subject::PlanNode;
        form.extraction.records.retain(|record| !is_figures(record));
        form.extraction.records.extend(other.extraction.records.into_iter().filter(is_figures));
    };
    let findings = check(&year(copied));
    let copy = findings.iter().filter(|finding| finding.rule.code == "V11").collect::<Vec<_>>();
    assert_eq!(copy.len(), 1);
    assert!(copy[0].message.vi.contains("giống hệt"), "{}", copy[0].message.vi);
}

#[test]
fn findings_come_worst_first() {
    let findings = check(&year(|form| {
        form.actual("CT01", |_| Decimal::from(60));
        form.spent("III", |value| value + Decimal::from(50));
        form.remark(RemarkKind::NumberAsText, "CT01", "11 ");
    }));
    assert!(findings.is_sorted_by_key(|finding| finding.rule.severity));
}

#[test]
fn codes_are_unique_and_every_text_is_there() {
    let codes: std::collections::BTreeSet<_> = super::rules().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), super::rules().count());
    for rule in super::rules() {
        for (vi, en) in [rule.title, rule.meaning, rule.reason, rule.example, rule.remedy] {
            assert!(!vi.is_empty() && !en.is_empty(), "{}", rule.code);
            assert!(![vi, en].iter().any(|text| text.contains("  ")), "{}", rule.code);
        }
    }
}
