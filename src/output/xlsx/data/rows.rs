//! What the rows of the data are, before anything is written.

use rust_xlsxwriter::XlsxError;
use rustc_hash::FxHashSet;

use crate::extract::{FieldValue, Record};
use crate::form::Subject;
use crate::merge::{Consolidation, Entry, FundingSummary};
use crate::model::{AgencyId, AmountUnit, CellRef, Decimal, Field, ValueType};

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
            // What was written in words stands in the sheet of details.
            for field in Subject::PlanNode.fields().into_iter().filter(|field| !field.is_text()) {
                for entry in &summary.entries {
                    self.value(entry, &entry.record, field, field, "")?;
                }
            }
        }
        Ok(())
    }

    fn indicators(&mut self) -> Result<(), XlsxError> {
        for summary in &self.consolidation.indicators {
            for field in Subject::Indicator.fields() {
                for entry in &summary.entries {
                    self.value(entry, &entry.record, field, field, summary.indicator.unit.as_str())?;
                }
            }
        }
        Ok(())
    }

    fn funding(&mut self) -> Result<(), XlsxError> {
        let (texts, amounts): (Vec<Field>, Vec<Field>) =
            Subject::FundingLine.fields().into_iter().partition(|field| field.is_text());
        for summary in &self.consolidation.funding {
            let computed = computed_for(self.consolidation, summary);
            for &field in &amounts {
                for entry in summary.entries.iter().filter(|entry| !computed.contains(&entry.agency)) {
                    self.value(entry, &entry.record, field, field, "")?;
                }
            }
            for entry in summary.entries.iter().filter(|entry| computed.contains(&entry.agency)) {
                let Some(written) = &entry.written else { continue };
                for &field in &amounts {
                    let own = field.written_by_the_body().unwrap_or(field);
                    self.value(entry, written, field, own, "")?;
                }
            }
            for &field in &texts {
                for entry in &summary.entries {
                    self.value(entry, &entry.record, field, field, "")?;
                }
            }
        }
        Ok(())
    }

    /// Hands over the value of `field` in a record as what is told under the name `told_as`; `unit` is that of figures.
    fn value(
        &mut self,
        entry: &'a Entry,
        record: &'a Record,
        field: Field,
        told_as: Field,
        unit: &'a str,
    ) -> Result<(), XlsxError> {
        let Some(value) = record.get(field) else { return Ok(()) };
        let Some(place) = self.consolidation.place(&entry.agency) else { return Ok(()) };
        let content = match value {
            FieldValue::Status(status) => Content::Text(status.value().vietnamese()),
            FieldValue::Number(number) => Content::Number(*number.value()),
            FieldValue::Level(level) => Content::Text(&level.value().word),
            FieldValue::Text(text) => Content::Text(text.value()),
        };
        let unit = match field.value_type() {
            ValueType::Status | ValueType::Text => "",
            ValueType::Percent => "%",
            ValueType::Figure if value.as_level().is_some() => "",
            ValueType::Figure => unit,
            ValueType::Amount => AmountUnit::OF_THE_FORM.vietnamese(),
        };
        let item = record.item.as_str();
        (self.take)(&Datum { place, agency: &entry.agency, item, field: told_as, content, unit, cell: value.cell() })
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
