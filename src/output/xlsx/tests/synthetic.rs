//! A made-up year, as large as wanted, merged by the program's own `merge`.

use std::sync::Arc;

use crate::check::{CheckedYear, check, find_rules};
use crate::config::{
    Aggregation, Aliases, Body, BodyKind, FundingLine, Indicator, Indicators, IssuingBody, Period, Registry,
    ReportSettings, Settings, Signatory,
};
use crate::extract::{Extraction, Identity, Ledger, OutsideRow, Record, RowsSeen, UnmappedCell};
use crate::form::TableKind;
use crate::merge::{ReadFile, consolidate};
use crate::model::{
    AgencyId, Bilingual, CellRef, Date, Decimal, Field, Finding, IndicatorId, ItemId, PlanId, SheetKind, SheetRef,
    Status, Traced,
};
use crate::plan::{Node, Role, parse_plan};
use crate::vietnamese::parse_unit;

/// What an agency writes as its result; begins as a formula would.
pub(in crate::output::xlsx) const RESULT: &str = "=Đã tổ chức hội nghị quán triệt, tuyên truyền các nội dung của Kế hoạch đến toàn thể \
     cán bộ, công chức, viên chức, giáo viên và học sinh; ban hành kế hoạch triển khai, phân công nhiệm vụ cụ thể cho \
     từng bộ phận, định kỳ kiểm tra, đôn đốc và báo cáo kết quả thực hiện về cơ quan thường trực.";

/// The settings: the repository's plan, `agencies` bodies, a sum of each kind and a ratio.
fn settings(agencies: usize) -> Settings {
    let plan = parse_plan(include_str!("../../../../inputs/plan.md")).expect("the plan in the repository is in order");
    let duties: Vec<PlanId> = plan.reported(Role::Duties).map(|node| node.id.clone()).collect();
    let body = |number: usize| Body {
        id: AgencyId::new(format!("{}", 20_000 + number)),
        name: format!("UBND xã Số {number}"),
        short_name: format!("Số {number}"),
        aliases: Vec::new(),
        symbol: format!("UBND{number}"),
        kind: BodyKind::Commune,
        level: crate::config::Level::Commune,
        group: String::new(),
        periods: vec![Period {
            from: Date::constant(2025, 7, 1),
            until: None,
            duties: duties.get(number).cloned().into_iter().collect(),
        }],
        successors: Vec::new(),
        line: number,
    };
    Settings {
        plan,
        registry: Registry { groups: Vec::new(), bodies: (0..agencies).map(body).collect() },
        indicators: indicators(),
        report: ReportSettings {
            letter: crate::config::LetterSettings::default(),
            year: 2026,
            issuer: IssuingBody {
                agency: AgencyId::from("20000"),
                superior: "UBND TỈNH TÂY NINH".to_owned(),
                name: "SỞ GIÁO DỤC VÀ ĐÀO TẠO".to_owned(),
                name_in_text: "Sở Giáo dục và Đào tạo".to_owned(),
                symbol: "BC-SGDĐT".to_owned(),
                place: "Tây Ninh".to_owned(),
                territory: "tỉnh Tây Ninh".to_owned(),
                whole: "toàn tỉnh".to_owned(),
            },
            signatory: Signatory { capacity: vec!["GIÁM ĐỐC".to_owned()], name: String::new() },
            plan_issuer: "Ủy ban nhân dân tỉnh Tây Ninh".to_owned(),
            subject: "Kết quả thực hiện Kế hoạch số 2739/KH-UBND ngày 05/11/2020 của Ủy ban nhân dân tỉnh năm 2026"
                .to_owned(),
            deadline: Date::constant(2026, 11, 30),
            cut_off: Date::constant(2026, 11, 30),
            scope_groups: Vec::new(),
            owed_by: crate::config::OwedBy::default(),
            breaks: Vec::new(),
            notice: "Số liệu minh họa, không phải số liệu thật của các đơn vị.".to_owned(),
            editions: Vec::new(),
        },
        own_texts: Vec::new(),
    }
}

/// Twenty-five indicators as in the form: every third is the ratio of the two before it.
fn indicators() -> Indicators {
    let id = |number: usize| IndicatorId::new(format!("CT{number:02}"));
    let indicator = |number: usize| Indicator {
        id: id(number),
        task: PlanId::from("II.3.đ"),
        name: format!("Chỉ tiêu thứ {number} về huy động trẻ em, học sinh trong độ tuổi ra lớp"),
        unit: parse_unit(if number.is_multiple_of(3) { "%" } else { "trẻ" }),
        aggregation: if number.is_multiple_of(3) {
            Aggregation::Ratio { numerator: id(number - 1), denominator: id(number - 2) }
        } else {
            Aggregation::Sum
        },
        reported_by: crate::config::BodySelection::default(),
        lead: None,
        scale: None,
        number: String::new(),
        baseline: None,
        role: crate::config::IndicatorRole::default(),
        direction: crate::config::Direction::default(),
        targets: Vec::new(),
    };
    let line = |id: &str, name: &str, parts: &[&str]| FundingLine {
        id: PlanId::from(id),
        name: name.to_owned(),
        parts: parts.iter().map(|part| PlanId::from(*part)).collect(),
    };
    Indicators {
        indicators: (1..=25).map(indicator).collect(),
        funding: vec![
            line("III", "Tổng cộng", &["III.1", "III.2"]),
            line("III.1", "Ngân sách nhà nước", &["III.1.1", "III.1.2"]),
            line("III.1.1", "Chi thường xuyên đã giao cho đơn vị", &[]),
            line("III.1.2", "Lồng ghép các chương trình, kế hoạch, đề án có liên quan", &[]),
            line("III.2", "Các nguồn hợp pháp khác", &[]),
        ],
    }
}

/// The cells of one made-up file.
struct Cells {
    sheet: Arc<SheetRef>,
    row: u32,
}

impl Cells {
    fn take<T>(&mut self, value: T, column: u32) -> Traced<T> {
        Traced::from_cell(value, CellRef::new(&self.sheet, self.row, column))
    }
}

/// What agency `number` sends.
fn extraction(settings: &Settings, number: usize) -> Extraction {
    let file: Arc<str> = format!("BC_2026_{}.xlsx", 20_000 + number).into();
    let sheet =
        Arc::new(SheetRef {
            file: Arc::clone(&file), sheet: "Biểu 01 - Nhiệm vụ".into(), kind: SheetKind::Worksheet
        });
    let mut cells = Cells { sheet, row: 0 };
    let identity = Identity {
        code: Some(cells.take(format!("{}", 20_000 + number), 1)),
        symbol: Some(cells.take(format!("{number}/BC-UBND"), 1)),
        date: Some(cells.take(Date::constant(2026, if number % 9 == 4 { 12 } else { 11 }, 18), 1)),
        ..Identity::default()
    };
    let plan = &settings.plan;
    let own = plan.reported(Role::Duties).skip(number).take(1);
    let catalogue = plan.reported(Role::Catalogue).take(if number == 0 { 5 } else { 0 });
    let nodes = plan.reported(Role::Tasks).chain(own).chain(catalogue);
    let mut records: Vec<Record> =
        nodes.enumerate().map(|(at, node)| progress(&mut cells, node, number + at)).collect();
    let indicators = settings.indicators.indicators.iter().enumerate();
    records.extend(indicators.map(|(at, indicator)| figures(&mut cells, &indicator.id, number, at)));
    let lines = settings.indicators.funding.iter().filter(|line| line.parts.is_empty());
    if number % 7 == 3 {
        // Gives only the sum, without its parts.
        records.push(amounts(&mut cells, &PlanId::from("III.1"), number));
    } else {
        records.extend(lines.map(|line| amounts(&mut cells, &line.id, number)));
    }
    let outside =
        OutsideRow { name: cells.take("+ Việc ngoài kế hoạch".to_owned(), 1), result: None, others: Vec::new() };
    let stray =
        UnmappedCell { value: "@ghi chú".to_owned(), cell: CellRef::new(&cells.sheet, 90, 9), on_hidden_sheet: false };
    Extraction {
        rows_seen: RowsSeen::of_every_form(settings),
        file,
        identity,
        records,
        notes: Vec::new(),
        outside: if number == 1 { vec![outside] } else { Vec::new() },
        ledger: Ledger { read: 2, mapped: 1, furniture: 0, unmapped: vec![stray] },
        remarks: Vec::new(),
        other_period: None,
    }
}

fn progress(cells: &mut Cells, node: &Node, seed: usize) -> Record {
    cells.row += 1;
    let status = (!seed.is_multiple_of(6)).then(|| Status::ALL[seed * 7 % 11 % 4]);
    let table = TableKind::of_role(node.role).expect("a table of the form");
    let percent = (seed.is_multiple_of(2)).then(|| cells.take(Decimal::from(seed % 101), 5));
    let difficulties = (seed.is_multiple_of(4)).then(|| cells.take("- Kinh phí còn hạn chế".to_owned(), 6));
    let proposals = (seed.is_multiple_of(5)).then(|| cells.take("@Đề nghị bổ sung kinh phí".to_owned(), 7));
    Record::new(table, ItemId::from(&node.id), CellRef::new(&cells.sheet, cells.row, 2))
        .with(Field::Status, status.map(|status| cells.take(status, 4)))
        .with(Field::Percent, percent)
        .with(Field::Result, Some(cells.take(format!("{RESULT} ({seed})"), 2)))
        .with(Field::Documents, Some(cells.take(format!("Kế hoạch số {seed}/KH-UBND"), 3)))
        .with(Field::Difficulties, difficulties)
        .with(Field::Proposals, proposals)
}

fn figures(cells: &mut Cells, id: &IndicatorId, number: usize, at: usize) -> Record {
    cells.row += 1;
    let value = Decimal::new((number * 37 + at * 101 + 13) as i64, if at == 3 { 1 } else { 0 });
    // The last indicator is nobody's; some agencies give one half of a pair only.
    let gives = |field: usize| at != 24 && !(number + at + field).is_multiple_of(5);
    Record::new(TableKind::Indicators, ItemId::from(id), CellRef::new(&cells.sheet, cells.row, 4))
        .with(Field::Planned, gives(0).then(|| cells.take(value, 3)))
        .with(Field::Actual, gives(1).then(|| cells.take(value + Decimal::ONE, 4)))
}

fn amounts(cells: &mut Cells, id: &PlanId, number: usize) -> Record {
    cells.row += 1;
    let spent = (!number.is_multiple_of(5)).then(|| cells.take(Decimal::new((number * 800 + 3_125) as i64, 2), 3));
    Record::new(TableKind::Funding, ItemId::from(id), CellRef::new(&cells.sheet, cells.row, 3))
        .with(Field::Allocated, Some(cells.take(Decimal::new((number * 1_000 + 4_250) as i64, 1), 2)))
        .with(Field::Spent, spent)
}

/// A year of `agencies` bodies, of which every tenth sends nothing.
pub(in crate::output::xlsx) fn year(agencies: usize) -> CheckedYear {
    let settings = Arc::new(settings(agencies));
    let read = (0..agencies)
        .filter(|number| number % 10 != 9)
        .map(|number| {
            let extraction = extraction(&settings, number);
            ReadFile { path: Arc::clone(&extraction.file), modified: 0, content: Ok(vec![extraction]) }
        })
        .collect();
    let checked = check(consolidate(settings, &Aliases::default(), read), &|_| true);
    let rule = find_rules("missing")[0];
    checked.with_finding(Finding {
        rule,
        agency: Some(AgencyId::from("20009")),
        file: String::new(),
        cells: Vec::new(),
        message: Bilingual::new("-Chưa gửi báo cáo", "Nothing was sent"),
        fix: Bilingual::new("Nhắc đơn vị gửi", "Remind the body"),
    })
}
