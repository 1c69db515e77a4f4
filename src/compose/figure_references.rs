//! Figures that a person names in a text of his own: `{{CT13.TH}}` prints what the report prints of CT13, with its origin.
//!
//! ```text
//! {{CT13.TH}}            a total: item and column, as printed in the report and as `tonghop trace` takes it
//! {{CT13.TH@so-gddt}}    the figure of one body
//! {{CT13.TH:SDV}}        how many bodies gave it;  {{CT13.TH:SS}}  over those alone that gave both plan and figure
//! {{II.1.a.TT:HT}}       bodies in a state: HT, DTH, CTH, KTN, CBC; NV owing, BC reported, CHT not known to be done
//! {{II.1.a.TL}}          the share completed of those that owe it;  {{II.1.a.TL:BC}}  of those that report
//! {{DV.BC}}              bodies: DV.TS that have to report, DV.BC that have, DV.DH in time, DV.QH late, DV.CG that have not, DV.TL share
//! {{CT13.TH|dấu}}        another form: see [`Form`]
//! ```

use super::body_counts::{BodyCount, body_counts};
use super::{escape, numbers};
use crate::merge::{Consolidation, Counts, Coverage, Entry};
use crate::model::{Bilingual, Decimal, Field, FigureCode, Status, Traced};
use crate::trace::{Item, find_item_in};
use crate::vietnamese::fold;

/// A reference in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    /// Where it stands, in bytes, with its braces.
    pub(super) range: std::ops::Range<usize>,
    /// What stands between the braces.
    inner: &'a str,
}

/// A figure that a reference names.
enum Named<'a> {
    Count(Traced<usize>),
    /// An indicator's figure, with `%` where that is its unit.
    Figure(&'a Traced<Decimal>, bool),
    Amount(&'a Traced<Decimal>),
    Percent(Traced<Decimal>),
}

/// How a figure is written where not as running text has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// As running text has it: `05`, `1.234,5`, `70,21%`.
    #[default]
    Plain,
    /// `|số`: the number alone, `5`, `70,21`.
    Bare,
    /// `|gọn`: a percentage with one decimal, `70,2%`.
    Short,
    /// `|đủ`: all decimals.
    Full,
    /// `|1`, `|2`: so many decimals at least, `338.006,0`.
    Decimals(usize),
    /// `|dấu`: with its sign, `+5`.
    Signed,
}

/// The words of the forms, as they are written and folded.
const FORMS: [(&str, &str, Form); 7] = [
    ("số", "so", Form::Bare),
    ("gọn", "gon", Form::Short),
    ("đủ", "du", Form::Full),
    ("dấu", "dau", Form::Signed),
    ("1", "1", Form::Decimals(1)),
    ("2", "2", Form::Decimals(2)),
    ("3", "3", Form::Decimals(3)),
];

/// What stands behind the colon of a count, by its state.
const STATES: [(&str, Status); 4] = [
    ("HT", Status::Completed),
    ("DTH", Status::InProgress),
    ("CTH", Status::NotStarted),
    ("KTN", Status::NotApplicable),
];

/// The references in `text`, which is Markdown: none in comments, none behind a backslash.
pub(super) fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(text.len(), |end| at + end + 3);
        } else if rest.starts_with('\\') {
            at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
        } else if let Some(inner) = rest.strip_prefix("{{").and_then(inside) {
            let range = at..at + inner.len() + 4;
            at = range.end;
            found.push(Reference { range, inner });
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// What stands before the closing braces, on the same line.
fn inside(rest: &str) -> Option<&str> {
    let inner = &rest[..rest.find("}}")?];
    (!inner.contains(['\n', '{'])).then_some(inner)
}

/// `text` with its references filled in, escaped for Markdown; or what is wrong with them, each with its place in bytes.
pub(super) fn fill(text: &str, consolidation: &Consolidation) -> Result<String, Vec<(usize, [Bilingual; 2])>> {
    let mut filled = String::with_capacity(text.len());
    let (mut mistakes, mut from) = (Vec::new(), 0);
    for reference in references(text) {
        filled.push_str(&text[from..reference.range.start]);
        from = reference.range.end;
        match printed(reference.inner, consolidation) {
            Ok(figure) => filled.push_str(&escape::escape(&figure)),
            Err(mistake) => mistakes.push((reference.range.start, mistake)),
        }
    }
    filled.push_str(&text[from..]);
    if mistakes.is_empty() { Ok(filled) } else { Err(mistakes) }
}

/// The reference that prints `text`, where a figure with `code` does in one of its forms; where the figure has changed since
/// `text` was printed, the one that looks like it.
pub(super) fn reference_printing(code: &str, text: &str, consolidation: &Consolidation) -> Option<String> {
    let forms = std::iter::once(String::new()).chain(FORMS.iter().map(|(word, ..)| format!("|{word}")));
    let printed: Vec<(String, String)> = forms
        .filter_map(|form| {
            let inner = format!("{code}{form}");
            printed(&inner, consolidation).ok().map(|printed| (inner, printed))
        })
        .collect();
    let same = printed.iter().find(|(_, printed)| printed == text);
    let found = same.or_else(|| printed.iter().find(|(_, printed)| looks(printed) == looks(text)));
    found.map(|(inner, _)| format!("{{{{{inner}}}}}"))
}

/// A number without its digits.
fn looks(number: &str) -> String {
    let mut looks: String = number.chars().filter(|letter| !letter.is_ascii_digit() && *letter != '.').collect();
    // Two digits with a zero before them are written so on purpose.
    if number.starts_with('0') && number.len() == 2 {
        looks.clear();
    }
    looks
}

/// What is printed for what stands between the braces; what is wrong with it, and a way out.
fn printed(inner: &str, consolidation: &Consolidation) -> Result<String, [Bilingual; 2]> {
    let (code, form) = inner.split_once('|').unwrap_or((inner, ""));
    let folded = fold(form);
    let form = match FORMS.iter().find(|(_, word, _)| *word == folded) {
        Some((.., form)) => *form,
        None if folded.is_empty() => Form::Plain,
        None => return Err(unknown_form(form.trim())),
    };
    let named = find(code.trim(), consolidation)?;
    Ok(named.printed(form).as_str().to_owned())
}

impl Named<'_> {
    fn printed(&self, form: Form) -> numbers::Printed {
        match (self, form) {
            (Self::Count(count), Form::Bare) => numbers::integer(count),
            (Self::Count(count), _) => numbers::count(count),
            (Self::Percent(share), form) => decimal(share, form, true, numbers::figure),
            (Self::Figure(figure, is_percent), form) => decimal(figure, form, *is_percent, numbers::figure),
            (Self::Amount(amount), form) => decimal(amount, form, false, numbers::amount),
        }
    }
}

fn decimal(
    value: &Traced<Decimal>,
    form: Form,
    is_percent: bool,
    plain: impl Fn(&Traced<Decimal>) -> numbers::Printed,
) -> numbers::Printed {
    match form {
        Form::Plain if is_percent => numbers::percent(value),
        Form::Bare if is_percent => numbers::even_percent(value),
        Form::Plain | Form::Bare => plain(value),
        Form::Short => numbers::short_percent(value),
        Form::Full => numbers::amount(value),
        Form::Decimals(decimals) => numbers::amount_to(value, decimals),
        Form::Signed => numbers::signed(value),
    }
}

/// The figure with this code.
fn find<'a>(code: &str, consolidation: &'a Consolidation) -> Result<Named<'a>, [Bilingual; 2]> {
    let of_bodies = body_counts(consolidation).into_iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    if let Some((_, count)) = of_bodies {
        return Ok(match count {
            BodyCount::Bodies(bodies) => Named::Count(bodies),
            BodyCount::Share(share) => Named::Percent(share),
        });
    }
    let (rest, body) = code.split_once('@').map_or((code, None), |(rest, body)| (rest, Some(body)));
    let (column, part) = rest.split_once(':').map_or((rest, ""), |(column, part)| (column, part.trim()));
    let (item, field) = item_and_field(column, consolidation).map_err(|nearest| unknown(code, &nearest))?;
    let Some(field) = field else { return Err(unknown(code, &codes_of(item))) };
    let found = match (body, item) {
        (Some(body), item) => of_body(item, field, part, body),
        (None, Item::Progress(_) | Item::Group(..)) => of_counts(item, field, part),
        (None, Item::Indicator(summary)) => match (part, &summary.against_plan) {
            ("", _) if field == Field::AgainstPlan => summary.total(field).cloned().map(Named::Percent),
            ("", _) => summary.total(field).map(|total| Named::Figure(total, is_percentage(item))),
            (OF_BOTH, Some(both)) if field == Field::Planned => Some(Named::Figure(&both.planned, is_percentage(item))),
            (OF_BOTH, Some(both)) if field == Field::Actual => Some(Named::Figure(&both.actual, is_percentage(item))),
            (part, _) => bodies(&summary.coverage, field, part),
        },
        (None, Item::Funding(summary)) => match part {
            "" if field == Field::SpentShare => summary.total(field).cloned().map(Named::Percent),
            "" => summary.total(field).map(Named::Amount),
            part => bodies(&summary.coverage, field, part),
        },
    };
    found.ok_or_else(|| match codes_of(item).iter().any(|known| known.eq_ignore_ascii_case(code)) {
        true => without_figure(code),
        false => unknown(code, &codes_of(item)),
    })
}

/// Of the bodies alone that gave both plan and figure.
const OF_BOTH: &str = "SS";
/// The number of the bodies that gave a figure.
const BODIES: &str = "SDV";

/// The item and the column that the beginning of a code names; the codes nearest to it where there is none.
fn item_and_field<'a>(
    column: &str,
    consolidation: &'a Consolidation,
) -> Result<(Item<'a>, Option<Field>), Vec<String>> {
    if let Ok(found) = find_item_in(consolidation, column) {
        return Ok(found);
    }
    let known = column.rsplit_once('.').and_then(|(id, letters)| {
        let (item, _) = find_item_in(consolidation, id).ok().filter(|(_, field)| field.is_none())?;
        let field = fields(item).iter().find(|field| field.letters().eq_ignore_ascii_case(letters));
        Some((item, field.copied()))
    });
    known.ok_or_else(|| {
        let nearest = find_item_in(consolidation, column).err().map(|problem| problem.nearest).unwrap_or_default();
        let items = nearest.iter().take(3).filter_map(|(id, _)| find_item_in(consolidation, id).ok());
        items.flat_map(|(item, _)| codes_of(item).into_iter().take(2)).collect()
    })
}

/// The columns with figures.
fn fields(item: Item<'_>) -> &'static [Field] {
    match item {
        Item::Progress(_) | Item::Group(..) => &[Field::Status, Field::Percent],
        Item::Indicator(_) => &[Field::Actual, Field::Planned, Field::AgainstPlan],
        Item::Funding(_) => &[Field::Allocated, Field::Spent, Field::SpentShare],
    }
}

/// The codes of an item's figures, the most usual first.
fn codes_of(item: Item<'_>) -> Vec<String> {
    let code = |field: Field| FigureCode::new(item.id(), field).to_string();
    let with = |field: Field, part: &str| format!("{}:{part}", code(field));
    let columns = fields(item).iter().copied();
    match item {
        Item::Progress(_) | Item::Group(..) => {
            let parts = STATES.iter().map(|(part, _)| *part).chain(["CBC", "NV", "BC", "CHT"]);
            let counts = parts.map(|part| with(Field::Status, part));
            counts.chain([code(Field::Percent), with(Field::Percent, "BC")]).collect()
        }
        Item::Indicator(_) => {
            let bodies = columns.clone().map(|field| with(field, BODIES));
            let both = [with(Field::Actual, OF_BOTH), with(Field::Planned, OF_BOTH)];
            columns.map(code).chain(bodies).chain(both).collect()
        }
        Item::Funding(_) => columns.clone().map(code).chain(columns.map(|field| with(field, BODIES))).collect(),
    }
}

fn is_percentage(item: Item<'_>) -> bool {
    matches!(item, Item::Indicator(summary) if summary.indicator.unit.to_string().starts_with('%'))
}

fn of_counts<'a>(item: Item<'_>, field: Field, part: &str) -> Option<Named<'a>> {
    let counts = Counts::total(item.points()?.iter().map(|point| &point.counts));
    // A point's own counts are not the total of one.
    let counts = match item {
        Item::Progress(summary) => &summary.counts,
        _ => &counts,
    };
    let part = part.to_uppercase();
    let state = STATES.iter().find(|(letters, _)| *letters == part);
    match (field, part.as_str(), state) {
        (Field::Status, _, Some((_, status))) => Some(Named::Count(counts.bodies(*status).clone())),
        (Field::Status, "CBC", _) => Some(Named::Count(counts.no_report.clone())),
        (Field::Status, "NV", _) => Some(Named::Count(counts.owing())),
        (Field::Status, "BC", _) => Some(Named::Count(counts.reported())),
        (Field::Status, "CHT", _) => Some(Named::Count(counts.remaining())),
        (Field::Percent, "", _) => counts.completion().map(Named::Percent),
        (Field::Percent, "BC", _) => counts.completion_of_reported().map(Named::Percent),
        _ => None,
    }
}

fn bodies<'a>(coverage: &Coverage, field: Field, part: &str) -> Option<Named<'a>> {
    let count = match field {
        Field::Planned | Field::Allocated => &coverage.planned,
        Field::Actual | Field::Spent => &coverage.actual,
        _ => &coverage.both,
    };
    part.eq_ignore_ascii_case(BODIES).then(|| Named::Count(count.clone()))
}

fn of_body<'a>(item: Item<'a>, field: Field, part: &str, body: &str) -> Option<Named<'a>> {
    let entries: &'a [Entry] = match item {
        Item::Progress(summary) => &summary.entries,
        Item::Group(..) => &[],
        Item::Indicator(summary) => &summary.entries,
        Item::Funding(summary) => &summary.entries,
    };
    let body = fold(body);
    let entry = entries.iter().find(|entry| part.is_empty() && fold(entry.agency.as_str()) == body)?;
    let number = entry.record.get(field)?.as_number()?;
    Some(match item {
        _ if matches!(field, Field::Percent | Field::SpentShare) => Named::Percent(number.clone()),
        Item::Funding(_) => Named::Amount(number),
        _ => Named::Figure(number, is_percentage(item)),
    })
}

fn unknown(code: &str, nearest: &[String]) -> [Bilingual; 2] {
    let list = nearest.iter().take(10).map(|code| format!("{{{{{code}}}}}")).collect::<Vec<_>>().join(", ");
    [
        Bilingual::new(format!("Không có số liệu mã “{code}”."), format!("There is no figure “{code}”.")),
        Bilingual::new(
            format!("Các mã gần nhất: {list}. Muốn in đúng hai dấu ngoặc nhọn thì viết \\{{\\{{."),
            format!("The nearest are: {list}. To print two braces as such write \\{{\\{{."),
        ),
    ]
}

fn without_figure(code: &str) -> [Bilingual; 2] {
    [
        Bilingual::new(
            format!("Năm nay chưa đơn vị nào cho số liệu “{code}”."),
            format!("Nobody has given the figure “{code}” this year."),
        ),
        Bilingual::new("Hãy bỏ mã này khỏi câu.", "Take the code out of the sentence."),
    ]
}

fn unknown_form(form: &str) -> [Bilingual; 2] {
    let known = FORMS.map(|(word, ..)| word).join(", ");
    [
        Bilingual::new(format!("Không có cách viết số “{form}”."), format!("There is no form “{form}” of a figure.")),
        Bilingual::new(format!("Dùng được: {known}."), format!("There are: {known}.")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::fixture;

    #[test]
    fn references_are_found_where_they_are_meant() {
        let inner = |text| references(text).into_iter().map(|found| found.inner).collect::<Vec<_>>();
        assert_eq!(inner("a {{CT13.TH}}, {{ II.1.đ.TT:HT|số }}."), ["CT13.TH", " II.1.đ.TT:HT|số "]);
        assert_eq!(inner("\\{\\{x}} <!-- {{y}} --> {{z\n}} {{{{w}}"), ["w"]);
    }

    #[test]
    fn figures_are_printed_as_the_report_prints_them() {
        let consolidation = fixture::year_2026(|_| {});
        let filled = |text: &str| {
            let filled = fill(text, &consolidation).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
            escape::unescape(&filled)
        };
        // The sentence of the report on II.1.a: 66/104, 63,46 %, 70,21 % of those that report.
        assert_eq!(
            filled("{{II.1.a.TT:HT}}/{{ii.1.a.tt:nv}} ({{II.1.a.TL}}; {{II.1.a.TL:BC}}), {{II.1.a.TT:CTH}}"),
            "66/104 (63,46%; 70,21%), 05"
        );
        assert_eq!(filled("{{DV.BC}}/{{DV.TS}} {{dv.tl}} {{DV.DH}} {{DV.QH}} {{DV.CG}}"), "100/105 95,24% 94 06 05");
        assert_eq!(filled("{{II.1.a.TT:CTH|số}} {{II.1.a.TL|gọn}} {{II.1.a.TL|số}}"), "5 63,5% 63,46");
    }

    #[test]
    fn what_is_no_code_is_told_with_the_nearest() {
        let consolidation = fixture::year_2026(|_| {});
        let mistakes = fill("a {{CT13.TX}}\n{{II.1.a}} {{CT01.TH|to}}", &consolidation).expect_err("mistakes");
        let told: Vec<String> =
            mistakes.iter().map(|(at, [what, how])| format!("{at} {} {}", what.vi, how.vi)).collect();
        assert!(
            told[0].starts_with("2 Không có số liệu mã “CT13.TX”. Các mã gần nhất: {{CT13.TH}}, {{CT13.KH}}"),
            "{told:?}"
        );
        assert!(told[1].contains("{{II.1.a.TT:HT}}"), "{told:?}");
        assert!(told[2].contains("gọn"), "{told:?}");
    }

    #[test]
    fn a_printed_figure_becomes_a_reference_again() {
        let consolidation = fixture::year_2026(|_| {});
        let again = |code, text| reference_printing(code, text, &consolidation);
        assert_eq!(again("II.1.a.TT:CTH", "05").as_deref(), Some("{{II.1.a.TT:CTH}}"));
        assert_eq!(again("II.1.a.TT:CTH", "5").as_deref(), Some("{{II.1.a.TT:CTH|số}}"));
        assert_eq!(again("II.1.a.TL", "63,5%").as_deref(), Some("{{II.1.a.TL|gọn}}"));
        assert_eq!(again("II.1.a.TL", "64,15%").as_deref(), Some("{{II.1.a.TL}}"), "as it was once");
        assert_eq!(again("II.1.a.TL", "64 lần"), None);
        assert_eq!(again("II.1.x.TL", "64%"), None);
    }
}
