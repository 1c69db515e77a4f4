//! V01 `total_mismatch`.

use super::explained::{Explained, FigureKey};
use super::{cells, finding, funding_entry, place};
use crate::config::FundingLine;
use crate::merge::{Consolidation, Entry};
use crate::model::{AgencyId, Bilingual, Decimal, Field, Finding, Rule, Severity, Traced, percent_of};
use crate::vietnamese::format_decimal;

/// Rounding of amounts in triệu đồng that is no mistake.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// A total that is not the sum of its parts, as the body itself wrote both.
pub(super) static RULE: Rule = Rule {
    code: "V01",
    kind: "total_mismatch",
    severity: Severity::Error,
    title: ("Tổng không bằng các phần", "A total that is not the sum of its parts"),
    meaning: (
        "Dòng cộng do đơn vị ghi khác tổng của các dòng thành phần.",
        "The total an agency wrote differs from the sum of its own lines.",
    ),
    reason: (
        "Một trong các số đã ghi là sai; báo cáo dùng tổng tính lại từ các dòng thành phần.",
        "One of the figures is wrong; the report uses the sum of the parts.",
    ),
    example: ("III.1 ghi 950, hai dòng thành phần cộng lại được 900.", "III.1 says 950, its two lines add up to 900."),
    remedy: ("Sửa dòng cộng hoặc dòng thành phần cho khớp.", "Correct the total or its parts."),
};

/// The totals that agencies wrote, against their own lines.
pub(super) fn check<'a>(consolidation: &'a Consolidation, explained: &mut Explained<'a>, findings: &mut Vec<Finding>) {
    // A line stands before its parts in the form, but its parts are judged first: what is wrong in them is wrong above.
    for summary in consolidation.funding.iter().rev().filter(|summary| !summary.line.parts.is_empty()) {
        for entry in &summary.entries {
            for field in [Field::Allocated, Field::Spent] {
                let total = Total { consolidation, line: &summary.line, agency: &entry.agency, field };
                total.judge(entry, explained, findings);
            }
        }
    }
}

/// One total of one body.
struct Total<'a> {
    consolidation: &'a Consolidation,
    line: &'a FundingLine,
    agency: &'a AgencyId,
    field: Field,
}

impl<'a> Total<'a> {
    fn judge(&self, entry: &'a Entry, explained: &mut Explained<'a>, findings: &mut Vec<Finding>) {
        let own = entry.written.as_ref().and_then(|record| record.number(self.field));
        let (Some(written), Some(computed)) = (own, self.amount(entry)) else { return };
        let gap = *written.value() - *computed.value();
        // Where it is the sum of what was written in its parts, the mistake lies in those.
        if gap.abs() <= ROUNDING || (*written.value() - self.sum_as_written()).abs() <= ROUNDING {
            return;
        }
        let key = self.key(self.line.id.as_str());
        let leaves = self.leaves(self.line);
        if explained.covers(key) || leaves.iter().any(|(line, _)| explained.covers(self.key(line.id.as_str()))) {
            return;
        }
        let place = place(key, written);
        let (said, sum) = (format_decimal(*written.value()), format_decimal(*computed.value()));
        let message = Bilingual::new(
            format!("{}: đơn vị ghi {said}, các dòng thành phần cộng lại được {sum}; báo cáo dùng {sum}.", place.vi()),
            format!("{}: the total says {said}, its lines add up to {sum}; the report uses {sum}.", place.en()),
        );
        explained.note(key);
        let culprit = leaves.iter().find_map(|(line, leaf)| Some((*line, self.amount_that_fits(leaf, gap)?)));
        let fix = match culprit {
            Some((line, amount)) => {
                for field in [self.field, Field::SpentShare] {
                    explained.note(FigureKey { field, ..self.key(line.id.as_str()) });
                }
                let (row, amount) = (&line.id, format_decimal(amount));
                Bilingual::new(
                    format!(
                        "Nhiều khả năng sai ở dòng {row}: với {amount} thì cả tổng lẫn tỷ lệ của dòng đó đều khớp. Nếu đúng, nhập {amount} vào dòng {row}."
                    ),
                    format!(
                        "Most likely {row} is wrong: with {amount} both the total and that line’s ratio fit. If so, type {amount} in {row}."
                    ),
                )
            }
            None => Bilingual::new(
                format!("Nếu các dòng thành phần đúng, nhập {sum} vào ô này; nếu không, sửa dòng thành phần bị sai."),
                format!("If the lines are right, type {sum} in this cell; if not, correct the line that is wrong."),
            ),
        };
        let parts = self.line.parts.iter().filter_map(|part| {
            let entry = funding_entry(self.consolidation, part.as_str(), self.agency)?;
            self.written(entry)
        });
        let cells = cells(std::iter::once(written).chain(parts));
        findings.push(finding(&RULE, self.consolidation, self.agency, cells, message, fix));
    }

    fn key(&self, row: &'a str) -> FigureKey<'a> {
        FigureKey { agency: self.agency, row, field: self.field }
    }

    fn amount(&self, entry: &'a Entry) -> Option<&'a Traced<Decimal>> {
        entry.record.number(self.field)
    }

    /// What the body wrote in a line; what its parts give where it wrote nothing.
    fn written(&self, entry: &'a Entry) -> Option<&'a Traced<Decimal>> {
        entry.written.as_ref().and_then(|record| record.number(self.field)).or_else(|| self.amount(entry))
    }

    fn sum_as_written(&self) -> Decimal {
        let parts = self.line.parts.iter().filter_map(|part| {
            funding_entry(self.consolidation, part.as_str(), self.agency).and_then(|entry| self.written(entry))
        });
        parts.fold(Decimal::ZERO, |sum, part| sum.saturating_add(*part.value()))
    }

    /// The lines below that are no sums themselves, and what the body says of them.
    fn leaves(&self, line: &'a FundingLine) -> Vec<(&'a FundingLine, &'a Entry)> {
        let lines = line.parts.iter().filter_map(|part| {
            self.consolidation.funding.iter().find(|summary| summary.line.id == *part).map(|summary| &summary.line)
        });
        lines
            .flat_map(|line| {
                if line.parts.is_empty() {
                    let entry = funding_entry(self.consolidation, line.id.as_str(), self.agency);
                    entry.map(|entry| (line, entry)).into_iter().collect()
                } else {
                    self.leaves(line)
                }
            })
            .collect()
    }

    /// The amount with which a line would fit both the total and the ratio that the body wrote beside it, unless it fits
    /// the ratio already.
    fn amount_that_fits(&self, leaf: &Entry, gap: Decimal) -> Option<Decimal> {
        let number = |field| leaf.record.number(field).map(|number| *number.value());
        let ratio = number(Field::SpentShare)?;
        let (allocated, spent) = (number(Field::Allocated)?, number(Field::Spent)?);
        let fits = |spent, allocated| {
            percent_of(spent, allocated).is_some_and(|percent| super::ratio_mismatch::agrees(ratio, percent))
        };
        let (amount, would_fit) = if self.field == Field::Allocated {
            (allocated + gap, fits(spent, allocated + gap))
        } else {
            (spent + gap, fits(spent + gap, allocated))
        };
        (would_fit && !fits(spent, allocated)).then(|| amount.normalize())
    }
}
