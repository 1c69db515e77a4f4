//! This year beside an earlier one, as the template sees it.

use crate::compose::facts;
use crate::compose::numbers::{Printed, Year, amount, figure, signed_amount, signed_percent};
use crate::merge::{Consolidation, YearChange};
use crate::model::{AmountUnit, Decimal, Traced};

facts! {
    pub(super) struct Comparison<'a> {
        /// The earlier year.
        year: Year,
        /// What does not compare, in sentences.
        breaks: Vec<&'a str>,
        tables: Vec<Table<'a>>,
    }
}

facts! {
    struct Table<'a> {
        title: &'static str,
        rows: Vec<Row<'a>>,
    }
}

facts! {
    struct Row<'a> {
        id: &'a str,
        name: String,
        unit: &'a str,
        before: Printed,
        now: Printed,
        change: String,
        /// `▲`, `▼` or `=`.
        symbol: &'static str,
    }
}

impl<'a> Comparison<'a> {
    /// What changed against the earlier year; nothing where there is none to compare with.
    pub(super) fn new(consolidation: &'a Consolidation) -> Option<Self> {
        let comparison = consolidation.comparison.as_ref()?;
        let indicators = consolidation.indicators.iter().filter_map(|summary| {
            let (indicator, change) = (&summary.indicator, comparison.indicator(summary)?);
            Some(Row::new(
                indicator.id.as_str(),
                indicator.name.clone(),
                indicator.unit.as_str(),
                summary.actual.as_ref()?,
                &change,
            ))
        });
        let funding = consolidation.funding.iter().filter_map(|summary| {
            let (line, change) = (&summary.line, comparison.funding(summary)?);
            Some(Row::new(
                line.id.as_str(),
                line.name.clone(),
                AmountUnit::OF_THE_FORM.vietnamese(),
                &summary.spent,
                &change,
            ))
        });
        let points = consolidation.tasks.iter().filter_map(|summary| {
            let (node, change) = (&summary.node, comparison.progress(summary)?);
            Some(Row::new(node.id.as_str(), node.text().to_owned(), "%", summary.completion.as_ref()?, &change))
        });
        let tables = [
            Table { title: "Chỉ tiêu: kết quả thực hiện", rows: indicators.collect() },
            Table { title: "Kinh phí: đã thực hiện", rows: funding.collect() },
            Table { title: "Nhiệm vụ, giải pháp: tỷ lệ hoàn thành", rows: points.collect() },
        ];
        let tables: Vec<Table<'a>> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
        let breaks = comparison.breaks.iter().map(|series| series.text.as_str()).collect();
        Some(Self { year: comparison.earlier.year.into(), breaks, tables })
    }
}

impl<'a> Row<'a> {
    fn new(id: &'a str, name: String, unit: &'a str, now: &Traced<Decimal>, change: &YearChange) -> Self {
        let printed = if change.is_points { figure } else { amount };
        let percent = change.percent.as_ref().map(|percent| format!(" ({})", signed_percent(percent)));
        let difference = change.difference.value();
        let change_text = match (difference.is_zero(), change.is_points) {
            (true, _) => "không đổi".to_owned(),
            (false, true) => format!("{} điểm phần trăm", signed_amount(&change.difference)),
            (false, false) => format!("{}{}", signed_amount(&change.difference), percent.unwrap_or_default()),
        };
        let symbol = match difference {
            difference if difference.is_zero() => "=",
            difference if difference.is_sign_positive() => "▲",
            _ => "▼",
        };
        Self { id, name, unit, before: printed(&change.before), now: printed(now), change: change_text, symbol }
    }
}
