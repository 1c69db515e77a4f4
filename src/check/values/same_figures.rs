//! V11 `same_figures`.

use rustc_hash::FxHashMap;

use super::finding;
use super::peers::{Figure, columns};
use crate::merge::Consolidation;
use crate::model::{AgencyId, Bilingual, Decimal, Field, Finding, Rule, Severity};

/// Fewer equal figures than this are chance.
const ENOUGH: usize = 5;
/// A count below this is often the same elsewhere; an amount with a fraction never is.
const TELLING: Decimal = Decimal::from_parts(100, 0, 0, false, 0);

/// Two bodies with the very same figures: a file was copied and not changed, or not everywhere.
pub(super) static RULE: Rule = Rule {
    code: "V11",
    kind: "same_figures",
    severity: Severity::Warning,
    title: ("Hai đơn vị có số liệu giống hệt nhau", "Two bodies with the very same figures"),
    meaning: (
        "Từ 5 số liệu lớn trở lên, và ít nhất một nửa số liệu của đơn vị, trùng khít với một đơn vị khác.",
        "Five large figures or more, and at least half of the body’s, equal those of another body.",
    ),
    reason: (
        "Thường do chép tệp của đơn vị khác mà chưa sửa hết, nên số liệu bị tính hai lần.",
        "Usually a file copied from another body and not changed throughout, so that figures count twice.",
    ),
    example: ("Hai xã gửi cùng một tệp, chỉ đổi tên đơn vị.", "Two communes sent the same file under two names."),
    remedy: (
        "Hỏi cả hai đơn vị; đơn vị nào chép nhầm thì gửi lại tệp của mình.",
        "Ask both bodies; the one that copied sends its own file.",
    ),
};

/// Bodies whose figures are for the most part those of a body before them in the registry.
pub(super) fn check(consolidation: &Consolidation, findings: &mut Vec<Finding>) {
    let mut own: FxHashMap<&AgencyId, Vec<Figure<'_>>> = FxHashMap::default();
    for figure in columns(consolidation).into_iter().flatten() {
        let value = *figure.value.value();
        if value >= TELLING || !value.fract().is_zero() {
            own.entry(figure.key.agency).or_default().push(figure);
        }
    }
    let mut holders: FxHashMap<Key<'_>, Vec<&AgencyId>> = FxHashMap::default();
    for report in &consolidation.agencies {
        let Some(figures) = own.get(&report.body.id) else { continue };
        let mut shared: FxHashMap<&AgencyId, Vec<&Figure<'_>>> = FxHashMap::default();
        for figure in figures {
            let others = holders.get(&key(figure)).into_iter().flatten();
            others.for_each(|other| shared.entry(*other).or_default().push(figure));
        }
        let most = shared
            .into_iter()
            .max_by_key(|(other, equal)| (equal.len(), std::cmp::Reverse(consolidation.place(other))));
        // Whoever equals a body that is the same as another throughout equals that other as well, who stands before it:
        // a thousand copies are compared with their original, not each with all others.
        if most.as_ref().is_none_or(|(_, equal)| equal.len() < figures.len()) {
            figures.iter().for_each(|figure| holders.entry(key(figure)).or_default().push(&report.body.id));
        }
        let Some((other, equal)) = most else { continue };
        let is_copy = |of: &AgencyId| own.get(of).is_some_and(|figures| equal.len() * 2 >= figures.len());
        if equal.len() >= ENOUGH && is_copy(&report.body.id) && is_copy(other) {
            findings.push(say(consolidation, &report.body.id, other, &equal, figures.len()));
        }
    }
}

/// What equal figures have in common: row, column and value.
type Key<'a> = (&'a str, Field, Decimal);

fn key<'a>(figure: &Figure<'a>) -> Key<'a> {
    (figure.key.row, figure.key.field, figure.value.value().normalize())
}

fn say(
    consolidation: &Consolidation,
    agency: &AgencyId,
    other: &AgencyId,
    equal: &[&Figure<'_>],
    all: usize,
) -> Finding {
    let name =
        |id: &AgencyId| consolidation.agency(id.as_str()).map_or(id.to_string(), |report| report.body.name.clone());
    let file = |id: &AgencyId| {
        let files = consolidation.agency(id.as_str()).map(|report| report.counted_files.as_slice());
        files.and_then(<[_]>::first).map_or(String::new(), |file| file.to_string())
    };
    let (own, theirs, their_file, count) = (name(agency), name(other), file(other), equal.len());
    let message = Bilingual::new(
        format!("{count} trong {all} số liệu của {own} giống hệt {theirs} (tệp {their_file})."),
        format!("{count} of {all} figures of {own} equal those of {theirs} (file {their_file})."),
    );
    let fix = Bilingual::new(
        "Hỏi cả hai đơn vị; nếu một tệp được chép mà chưa sửa hết, đề nghị đơn vị đó gửi lại.",
        "Ask both bodies; if one file is a copy that was not changed throughout, have that body send its own.",
    );
    let cells = equal.iter().filter_map(|figure| figure.value.cell().cloned());
    finding(&RULE, consolidation, agency, cells, message, fix)
}
