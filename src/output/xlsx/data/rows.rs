//! What the rows of the data are, before anything is written.

use rust_xlsxwriter::XlsxError;
use rustc_hash::FxHashSet;

use crate::extract::IndicatorRecord;
use crate::merge::{Consolidation, FundingEntry, FundingSummary};
use crate::model::{AgencyId, CellRef, Decimal, Field, Traced};

/// The unit of all amounts.
const MILLIONS: &str = "triệu đồng";

/// One datum: a row.
pub(in super::super) struct Datum<'a> {
    /// The place of the agency.
    pub(super) place: usize,
    /// The agency.
    pub(super) agency: &'a AgencyId,
    /// The point, indicator or funding line.
    pub(super) item: &'a str,
    /// What is said of it.
    pub(super) field: Field,
    /// What the agency gave.
    pub(super) content: Content<'a>,
    /// The unit; may be empty.
    pub(super) unit: &'a str,
    /// The cell it was read from.
    pub(super) cell: Option<&'a CellRef>,
}

/// A number, which is added up, or a text, which is counted.
pub(super) enum Content<'a> {
    Number(Decimal),
    Text(&'a str),
}

/// Is handed the rows one by one.
pub(super) type Take<'t, 'a> = &'t mut dyn FnMut(&Datum<'a>) -> Result<(), XlsxError>;

/// Hands over every datum that counts: by item, then field, then agency in the order of the registry.
pub(super) fn for_each<'a>(consolidation: &'a Consolidation, take: Take<'_, 'a>) -> Result<(), XlsxError> {
    let mut rows = Rows { consolidation, take };
    rows.progress()?;
    rows.indicators()?;
    rows.funding()
}

struct Rows<'t, 'a> {
    consolidation: &'a Consolidation,
    take: Take<'t, 'a>,
}

impl<'a> Rows<'_, 'a> {
    fn progress(&mut self) -> Result<(), XlsxError> {
        for summary in self.consolidation.progress() {
            let item = summary.node.id.as_str();
            for entry in &summary.entries {
                let Some(status) = &entry.record.status else { continue };
                let content = Content::Text(status.value().vietnamese());
                self.datum(&entry.agency, item, Field::Status, content, "", status.cell())?;
            }
            for entry in &summary.entries {
                self.amount(&entry.agency, item, Field::Percent, entry.record.percent.as_ref(), "%")?;
            }
        }
        Ok(())
    }

    fn indicators(&mut self) -> Result<(), XlsxError> {
        for summary in &self.consolidation.indicators {
            let (id, unit) = (summary.indicator.id.as_str(), summary.indicator.unit.as_str());
            for field in [Field::Planned, Field::Actual] {
                for entry in &summary.entries {
                    self.amount(&entry.agency, id, field, indicator_value(&entry.record, field), unit)?;
                }
            }
            for entry in &summary.entries {
                self.note(&entry.agency, id, entry.record.note.as_ref())?;
            }
        }
        Ok(())
    }

    fn funding(&mut self) -> Result<(), XlsxError> {
        for summary in &self.consolidation.funding {
            let item = summary.line.id.as_str();
            let computed = computed_for(self.consolidation, summary);
            for field in [Field::Allocated, Field::Spent] {
                for entry in summary.entries.iter().filter(|entry| !computed.contains(&entry.agency)) {
                    self.amount(&entry.agency, item, field, funding_value(entry, field), MILLIONS)?;
                }
            }
            for entry in summary.entries.iter().filter(|entry| computed.contains(&entry.agency)) {
                let Some(written) = &entry.written else { continue };
                let allocated = written.allocated.as_ref();
                self.amount(&entry.agency, item, Field::WrittenAllocated, allocated, MILLIONS)?;
                self.amount(&entry.agency, item, Field::WrittenSpent, written.spent.as_ref(), MILLIONS)?;
            }
            for entry in &summary.entries {
                self.note(&entry.agency, item, entry.note.as_ref())?;
            }
        }
        Ok(())
    }

    fn amount(
        &mut self,
        agency: &'a AgencyId,
        item: &'a str,
        field: Field,
        value: Option<&'a Traced<Decimal>>,
        unit: &'a str,
    ) -> Result<(), XlsxError> {
        let Some(value) = value else { return Ok(()) };
        self.datum(agency, item, field, Content::Number(*value.value()), unit, value.cell())
    }

    fn note(&mut self, agency: &'a AgencyId, item: &'a str, note: Option<&'a Traced<String>>) -> Result<(), XlsxError> {
        let Some(note) = note else { return Ok(()) };
        self.datum(agency, item, Field::Note, Content::Text(note.value()), "", note.cell())
    }

    fn datum(
        &mut self,
        agency: &'a AgencyId,
        item: &'a str,
        field: Field,
        content: Content<'a>,
        unit: &'a str,
        cell: Option<&'a CellRef>,
    ) -> Result<(), XlsxError> {
        let Some(place) = self.consolidation.place(agency) else { return Ok(()) };
        (self.take)(&Datum { place, agency, item, field, content, unit, cell })
    }
}

/// The agencies for which a line is added up from its parts, because they gave at least one of them.
pub(in super::super) fn computed_for<'a>(
    consolidation: &'a Consolidation,
    line: &FundingSummary,
) -> FxHashSet<&'a AgencyId> {
    let parts = consolidation.funding.iter().filter(|other| line.line.parts.contains(&other.line.id));
    parts.flat_map(|part| &part.entries).map(|entry| &entry.agency).collect()
}

/// The figure of an indicator that `field` names.
pub(in super::super) fn indicator_value(record: &IndicatorRecord, field: Field) -> Option<&Traced<Decimal>> {
    match field {
        Field::Planned => record.planned.as_ref(),
        Field::Actual => record.actual.as_ref(),
        _ => None,
    }
}

/// The amount of a funding line that `field` names.
pub(in super::super) fn funding_value(entry: &FundingEntry, field: Field) -> Option<&Traced<Decimal>> {
    match field {
        Field::Allocated => entry.allocated.as_ref(),
        Field::Spent => entry.spent.as_ref(),
        _ => None,
    }
}
