//! V05 `outlier`, as a jump by thousands.

use rustc_hash::FxHashMap;

use super::explained::{Explained, FigureKey};
use super::peers::{Figure, JUMP, Peers, Step, UNUSUAL};
use super::{and_others, finding, place};
use crate::merge::{Consolidation, Entry};
use crate::model::{AgencyId, Bilingual, CellRef, Decimal, Field, Finding, Language, Rule, Severity, SheetRef};
use crate::vietnamese::format_decimal;

/// A figure a thousand or a million times too large or too small, held against the body’s own plan or like bodies.
pub(super) static RULE: Rule = Rule {
    code: "V05",
    kind: "outlier",
    severity: Severity::Error,
    title: ("Số liệu lệch cỡ nghìn lần hoặc triệu lần", "A figure off by a thousand or a million"),
    meaning: (
        "Số liệu gấp hàng trăm lần trở lên so với kế hoạch của chính đơn vị hoặc mức thường gặp ở các đơn vị cùng loại \
         (số tiền thì cả khi nhỏ hơn hàng trăm lần).",
        "The figure is hundreds of times the body’s own plan or what like bodies report (for amounts also hundreds of \
         times smaller).",
    ),
    reason: (
        "Nhập đồng hoặc nghìn đồng vào cột triệu đồng, hay thừa ba chữ số 0, làm sai hẳn tổng chung.",
        "đồng or nghìn đồng in a column of triệu đồng, or three zeros too many, ruin the overall total.",
    ),
    example: (
        "2.114.000 ở cột triệu đồng, trong khi các đơn vị khác khoảng 2.000.",
        "2,114,000 in a column of triệu đồng, where others have about 2,000.",
    ),
    remedy: (
        "Hỏi lại đơn vị; nếu nhầm, nhập lại số đúng theo đơn vị tính của biểu.",
        "Ask the agency; if it is a slip, type the figure in the unit of the table.",
    ),
};

/// A figure that is off, and what it was held against.
struct Jump<'a> {
    figure: Figure<'a>,
    usual: Decimal,
    /// The column of the body's own figure that it was held against; like bodies otherwise.
    own: Option<Field>,
}

impl Jump<'_> {
    fn is_up(&self) -> bool {
        *self.figure.value.value() > self.usual
    }

    /// How many times larger or smaller.
    fn times(&self) -> Decimal {
        let value = *self.figure.value.value();
        let (more, less) = if self.is_up() { (value, self.usual) } else { (self.usual, value) };
        more.checked_div(less).unwrap_or(Decimal::MAX)
    }

    /// What the figure would be without the slip; `None` where no power of a thousand makes it a likely one.
    fn likely(&self) -> Option<Decimal> {
        let step = Step::of(self.times())?;
        let value = *self.figure.value.value();
        let likely = if self.is_up() { value.checked_div(step.factor())? } else { value.checked_mul(step.factor())? };
        (self.figure.is_money || likely.fract().is_zero()).then(|| likely.normalize())
    }
}

/// Figures hundreds of times what is usual. Those of one body on one sheet that are off alike are one finding.
pub(super) fn check<'a>(
    consolidation: &'a Consolidation,
    peers: &[Peers<'a>],
    explained: &mut Explained<'a>,
    findings: &mut Vec<Finding>,
) {
    let mut jumps: Vec<Jump<'a>> = peers.iter().flat_map(|peers| among(peers)).collect();
    jumps.retain(|jump| !explained.covers(jump.figure.key));
    jumps.iter().for_each(|jump| explained.note(jump.figure.key));
    for jump in against_own(consolidation, peers, explained) {
        explained.note(jump.figure.key);
        jumps.push(jump);
    }
    let mut causes: Vec<Vec<Jump<'a>>> = Vec::new();
    let mut places: FxHashMap<(&AgencyId, Option<&SheetRef>, bool, Decimal), usize> = FxHashMap::default();
    for jump in jumps {
        let sheet = jump.figure.value.cell().map(|cell| cell.sheet_ref().as_ref());
        let step = Step::of(jump.times()).map_or(Decimal::ZERO, Step::factor);
        let key = (jump.figure.key.agency, sheet, jump.is_up(), step);
        let place = *places.entry(key).or_insert_with(|| {
            causes.push(Vec::new());
            causes.len() - 1
        });
        causes[place].push(jump);
    }
    join_companions(&mut causes, peers, explained);
    for mut cause in causes {
        cause.sort_by_key(|jump| jump.figure.value.cell().map(|cell| (cell.row, cell.column)));
        let (message, fix) = words(&cause);
        let cells: Vec<CellRef> = cause.iter().filter_map(|jump| jump.figure.value.cell().cloned()).collect();
        findings.push(finding(&RULE, consolidation, cause[0].figure.key.agency, cells, message, fix));
    }
}

/// Adds to each cause the figures on the same sheet that are merely unusual: where amounts are in đồng, the small ones
/// among them are too.
fn join_companions<'a>(causes: &mut [Vec<Jump<'a>>], peers: &[Peers<'a>], explained: &mut Explained<'a>) {
    for peers in peers {
        let limit = peers.upper_limit(UNUSUAL);
        for figure in peers.figures.iter().filter(|figure| *figure.value.value() >= limit && figure.is_money) {
            let sheet = |figure: &Figure<'a>| figure.value.cell().map(|cell| cell.sheet_ref());
            let is_companion = |cause: &&mut Vec<Jump<'a>>| {
                let first = &cause[0];
                first.is_up()
                    && first.figure.is_money
                    && first.figure.key.agency == figure.key.agency
                    && sheet(&first.figure) == sheet(figure)
            };
            if explained.covers(figure.key) {
                continue;
            }
            if let Some(cause) = causes.iter_mut().find(is_companion) {
                explained.note(figure.key);
                cause.push(Jump { figure: *figure, usual: peers.median(), own: None });
            }
        }
    }
}

/// The figures far from those of like bodies. Small counts may be anything; small amounts may be in tỷ đồng.
fn among<'p, 'a>(peers: &'p Peers<'a>) -> impl Iterator<Item = Jump<'a>> + use<'p, 'a> {
    let (usual, upper, lower) = (peers.median(), peers.upper_limit(JUMP), peers.lower_limit(JUMP));
    let off = move |figure: &&Figure<'a>| {
        let value = *figure.value.value();
        value >= upper || figure.is_money && value <= lower
    };
    peers.figures.iter().filter(off).map(move |figure| Jump { figure: *figure, usual, own: None })
}

/// The figures far above the body's own in the other column, unless like bodies show that the other one is off.
fn against_own<'a>(consolidation: &'a Consolidation, peers: &[Peers<'a>], explained: &Explained<'a>) -> Vec<Jump<'a>> {
    let typical: FxHashMap<FigureKey<'a>, (Decimal, Decimal)> = peers
        .iter()
        .flat_map(|peers| {
            let range = (peers.lower_limit(UNUSUAL), peers.upper_limit(UNUSUAL));
            peers.figures.iter().map(move |figure| (figure.key, range))
        })
        .collect();
    let usual_among_peers = |figure: &Figure<'a>| {
        typical.get(&figure.key).is_some_and(|(lower, upper)| (*lower..*upper).contains(figure.value.value()))
    };
    let mut jumps = Vec::new();
    for (planned, actual) in pairs(consolidation) {
        if explained.covers(planned.key) || explained.covers(actual.key) {
            continue;
        }
        let (small, large) =
            if planned.value.value() < actual.value.value() { (planned, actual) } else { (actual, planned) };
        let (less, more) = (*small.value.value(), *large.value.value());
        if less <= Decimal::ZERO || more < less.saturating_mul(Decimal::from(JUMP)) {
            continue;
        }
        // Much more done than planned is a slip; much less may be the truth, unless it is what others have done too.
        let is_actual = large.key.field == actual.key.field;
        if is_actual && !usual_among_peers(&large) || !is_actual && usual_among_peers(&small) {
            jumps.push(Jump { figure: large, usual: less, own: Some(small.key.field) });
        }
    }
    jumps
}

/// Each body's own figures that should be of a size: planned and actual, allocated and spent.
fn pairs(consolidation: &Consolidation) -> impl Iterator<Item = (Figure<'_>, Figure<'_>)> {
    let sums = consolidation.indicators.iter().filter(|summary| summary.indicator.has_sizes());
    let indicators = sums.flat_map(|summary| {
        let (row, is_money) = (summary.indicator.id.as_str(), summary.indicator.unit.is_money());
        pairs_in(&summary.entries, row, is_money, [Field::Planned, Field::Actual])
    });
    let lines = consolidation.funding.iter().filter(|summary| summary.line.parts.is_empty());
    let funding = lines.flat_map(|summary| {
        pairs_in(&summary.entries, summary.line.id.as_str(), true, [Field::Allocated, Field::Spent])
    });
    indicators.chain(funding)
}

fn pairs_in<'a>(
    entries: &'a [Entry],
    row: &'a str,
    is_money: bool,
    fields: [Field; 2],
) -> impl Iterator<Item = (Figure<'a>, Figure<'a>)> {
    entries.iter().filter_map(move |entry| {
        let figure = |field| {
            let key = FigureKey { agency: &entry.agency, row, field };
            Some(Figure { key, value: entry.record.number(field)?, is_money })
        };
        Some((figure(fields[0])?, figure(fields[1])?))
    })
}

fn words(cause: &[Jump<'_>]) -> (Bilingual, Bilingual) {
    let first = &cause[0];
    let place = place(first.figure.key, first.figure.value);
    let unit = if first.figure.is_money { " triệu đồng" } else { "" };
    let (said, usual) = (format_decimal(*first.figure.value.value()), format_decimal(first.usual));
    let times = format_decimal(first.times().round_sf(2).unwrap_or_default());
    let others = |language| and_others(cause.len() - 1, 1, language);
    let (vi, en) = (others(Language::Vietnamese), others(Language::English));
    let (against_vi, against_en) = match first.own {
        Some(field) => {
            let head = field.head();
            (format!("cột “{head}” của chính đơn vị"), format!("the body’s own column “{head}”"))
        }
        None => ("mức thường gặp ở các đơn vị cùng loại".to_owned(), "the median of like bodies".to_owned()),
    };
    let (compared_vi, compared_en) = if first.is_up() { ("gấp", "times") } else { ("nhỏ hơn", "times less than") };
    let message = Bilingual::new(
        format!("{}{vi}: {said}{unit}, {compared_vi} khoảng {times} lần {against_vi} ({usual}{unit}).", place.vi()),
        format!("{}{en}: {said}{unit}, about {times} {compared_en} {against_en} ({usual}{unit}).", place.en()),
    );
    let fix = match (first.likely().map(format_decimal), first.figure.is_money) {
        (Some(likely), true) => Bilingual::new(
            format!(
                "Hỏi lại đơn vị. Nếu ghi nhầm đơn vị tính, nhập {likely} (triệu đồng); nếu {said} là đúng, ghi lý do ở \
                 cột Ghi chú."
            ),
            format!(
                "Ask the agency. If the unit is mixed up, type {likely} (triệu đồng); if {said} is right, say why in \
                 the notes."
            ),
        ),
        (Some(likely), false) => Bilingual::new(
            format!("Hỏi lại đơn vị. Nếu thừa chữ số 0, nhập {likely}; nếu {said} là đúng, ghi lý do ở cột Ghi chú."),
            format!(
                "Ask the agency. If there are zeros too many, type {likely}; if {said} is right, say why in the notes."
            ),
        ),
        (None, _) => Bilingual::new(
            format!("Hỏi lại đơn vị. Nếu nhầm, nhập lại số đúng; nếu {said} là đúng, ghi lý do ở cột Ghi chú."),
            format!(
                "Ask the agency. If it is a slip, type the right figure; if {said} is right, say why in the notes."
            ),
        ),
    };
    (message, fix)
}
